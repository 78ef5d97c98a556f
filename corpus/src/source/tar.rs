//! TAR archives: ustar, GNU and pax (POSIX.1-2024, pax, "ustar Interchange Format").
//!
//! The crate `tar` knows the header; the walk is ours, because its own stops at the first damaged header.

use super::stream::{Portion, Stream};
use super::{Flow, Spot, Walk, files, open, skip};
use crate::record::At;
use memchr::memmem;
use std::io::{BufRead as _, Read as _};
use std::ops::ControlFlow::Continue;
use tar::{EntryType, Header, PaxExtensions};

/// Headers and contents are padded to blocks, in bytes.
const BLOCK: usize = 512;

/// Where a header says that it is one.
const MAGIC_AT: usize = 257;

/// Extended headers longer than this are none: 1 MiB.
const LONGEST_EXTENSION: u64 = 1 << 20;

/// True of the beginning of an archive.
pub(super) fn begins(head: &[u8]) -> bool {
    header(head).is_some()
}

fn header(block: &[u8]) -> Option<Header> {
    let block: &[u8; BLOCK] = block.get(..BLOCK)?.try_into().ok()?;
    let header = Header::from_byte_slice(block);
    let spaces = 8 * u32::from(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    let own: u32 = block[148..156].iter().map(|byte| u32::from(*byte)).sum();
    let sound = block[0] != 0 && header.cksum().ok()? == sum - own + spaces && header.entry_size().is_ok();
    sound.then(|| header.clone())
}

/// Reads an archive.
pub(super) fn read(mut stream: Stream<'_>, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    // What an extended header says of the entry behind it.
    let mut said = Said::default();
    // True behind damage, which may have taken the end with it.
    let mut told = false;
    loop {
        let offset = stream.position();
        let head = stream.peek(BLOCK);
        let ended = head.is_empty() || head.iter().all(|byte| *byte == 0);
        let marked = !head.is_empty();
        if ended && stream.gap_here().is_none() {
            if let Err(error) = stream.fill_buf() {
                return walk.problem(&spot.record(At::Offset(offset)), format!("cannot be read: {error}"));
            }
            // Two blocks of zeros end an archive.
            if !marked && !told {
                let what = "the archive has no end mark: it may be cut".to_owned();
                return walk.problem(&spot.record(At::Offset(offset)), what);
            }
            return Continue(());
        }
        let Some(header) = header(stream.peek(BLOCK)) else {
            let what = lost(&mut stream);
            told = true;
            walk.problem(&spot.record(At::Offset(offset)), what)?;
            continue;
        };
        stream.consume(BLOCK);
        let size = said.size.unwrap_or(header.entry_size().unwrap_or(0));
        let failures = stream.failures();
        let padded = size.div_ceil(BLOCK as u64).saturating_mul(BLOCK as u64);
        let end = stream.position().saturating_add(padded);
        match header.entry_type() {
            EntryType::GNULongName | EntryType::XHeader => said.read(&mut stream, &header, size),
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                let said = std::mem::take(&mut said);
                entry(&mut stream, &header, said.name, size, &spot.record(At::Offset(offset)), walk)?;
            }
            EntryType::XGlobalHeader | EntryType::GNULongLink => {}
            // What was said was said of this folder or link.
            _ => said = Said::default(),
        }
        let left = end.saturating_sub(stream.position());
        // The entry has told what is damaged in it; where the next header is, nobody knows.
        if stream.failures() > failures || skip(&mut stream, left).is_err() {
            seek(&mut stream);
            told = true;
        }
    }
}

fn entry(
    stream: &mut Stream<'_>,
    header: &Header,
    name: Option<String>,
    size: u64,
    spot: &Spot,
    walk: &mut Walk<'_>,
) -> Flow {
    let name = name.unwrap_or_else(|| String::from_utf8_lossy(&header.path_bytes()).into_owned());
    if files::is_hidden_entry(&name) {
        return Continue(());
    }
    let at = spot.at.unwrap_or(At::Offset(0));
    let content = Stream::new(Portion::new(stream, size, "the archive"));
    open(content, None, &spot.entry(&name, at), walk)
}

/// What extended headers say of the next entry.
#[derive(Debug, Default)]
struct Said {
    name: Option<String>,
    size: Option<u64>,
}

impl Said {
    fn read(&mut self, stream: &mut Stream<'_>, header: &Header, size: u64) {
        let mut bytes = Vec::new();
        let read = stream.take(size.min(LONGEST_EXTENSION)).read_to_end(&mut bytes);
        if read.is_err() {
            return;
        }
        if header.entry_type() == EntryType::GNULongName {
            let name = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
            self.name = Some(String::from_utf8_lossy(name).into_owned());
            return;
        }
        for (key, value) in
            PaxExtensions::new(&bytes).flatten().filter_map(|e| Some((e.key().ok()?, e.value_bytes())))
        {
            let value = String::from_utf8_lossy(value);
            match key {
                "path" => self.name = Some(value.into_owned()),
                "size" => self.size = value.parse().ok(),
                _ => {}
            }
        }
    }
}

/// Goes to the next header behind a place where one should be, and says what is there.
fn lost(stream: &mut Stream<'_>) -> String {
    let what = match stream.peek(1).is_empty() {
        true => stream.fill_buf().err().map(|error| error.to_string()),
        false if stream.peek(BLOCK).len() < BLOCK => {
            let here = stream.peek(BLOCK).len();
            stream.consume(here);
            Some("the archive ends within a header".to_owned())
        }
        false => None,
    };
    seek(stream);
    what.unwrap_or_else(|| "no TAR header where one should be".to_owned())
}

/// Goes to the next header, over what cannot be read.
fn seek(stream: &mut Stream<'_>) {
    loop {
        let here = stream.peek(CHUNK);
        let most = here.len();
        if most == 0 {
            match stream.fill_buf() {
                Ok([]) => return,
                _ => continue,
            }
        }
        let magics = memmem::find_iter(here, b"ustar").filter_map(|at| at.checked_sub(MAGIC_AT));
        if let Some(at) = magics.into_iter().find(|at| header(&here[*at..]).is_some()) {
            return stream.consume(at);
        }
        stream.consume(if most < CHUNK { most } else { most - BLOCK });
    }
}

/// How many bytes are looked through at a time.
const CHUNK: usize = 64 << 10;
