//! Web archives: WARC 1.0 and 1.1 (ISO 28500), and the text extracts of Common Crawl (WET) written so.
//!
//! Our own reader: the crate `warc` (0.4) holds headers and blocks whole without a bound, tells no offsets,
//! and behind an error reads on wherever it stands. Here a record whose header, length or packing is
//! wrong costs itself, and reading goes on where the next `WARC/1.` begins a line or a member.

use super::stream::{Gap, Stream};
use super::{Content, Flow, LARGEST_PAGE, Reason, Spot, Walk, http, too_large};
use crate::page::{Format, Stated};
use crate::record::At;
use memchr::memmem;
use std::io::{self, BufRead as _, Read as _};
use std::ops::ControlFlow::Continue;

/// What every record begins with, whatever the minor version.
const MAGIC: &[u8] = b"WARC/1.";

/// The same at the beginning of a line.
const LINE: &[u8] = b"\nWARC/1.";

/// Headers longer than this are none: 64 KiB.
const LONGEST_HEADER: u64 = 64 << 10;

/// How much of a record's block is kept: a page and the head of its response.
const KEPT: u64 = LARGEST_PAGE + LONGEST_HEADER;

/// True of the beginning of a web archive.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(MAGIC)
}

/// A record as it was read.
#[derive(Debug, Default)]
struct Record {
    /// Where it begins, in bytes: in the file where it is a member of its own, as indexes of web archives
    /// (CDX) have it, or else in what is unpacked.
    offset: u64,
    header: Header,
    /// The first [`KEPT`] bytes of the block, if what is in it is wanted.
    block: Vec<u8>,
}

/// The named fields that are of use (ISO 28500, 5).
#[derive(Debug, Default)]
struct Header {
    kind: String,
    length: u64,
    uri: Option<String>,
    media_type: Option<String>,
}

/// A record that cannot be read.
#[derive(Debug)]
struct Damage {
    offset: u64,
    what: String,
}

/// Reads a web archive.
pub(super) fn read(mut stream: Stream<'_>, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    loop {
        match next(&mut stream) {
            Ok(Some(record)) => hand_on(record, spot, walk)?,
            Ok(None) => return Continue(()),
            Err(Damage { offset, what }) => {
                walk.problem(&spot.record(At::Offset(offset)), what)?;
                resume(&mut stream);
            }
        }
    }
}

/// The next record, checked to its last byte.
fn next(stream: &mut Stream<'_>) -> Result<Option<Record>, Damage> {
    skip_line_ends(stream);
    if stream.peek(1).is_empty() && stream.gap_here().is_none() {
        // An error that is no gap is told once, then there is nothing more.
        return match stream.fill_buf() {
            Err(error) => Err(damage(stream.position(), &error)),
            Ok(_) => Ok(None),
        };
    }
    let member = stream.member_here();
    let offset = stream.place();
    let failed = |error: io::Error| damage(offset, &error);
    let mut record = Record { offset, header: header(stream).map_err(failed)?, block: Vec::new() };
    block(stream, &mut record).map_err(failed)?;
    trailer(stream, &record).map_err(failed)?;
    // What a member's checksum says stands behind its last byte.
    match stream.gap_here().filter(|gap| Some(gap.offset) == member) {
        Some(gap) => {
            let _ = stream.fill_buf();
            Err(Damage { offset, what: gap.what })
        }
        None => Ok(Some(record)),
    }
}

fn damage(offset: u64, error: &io::Error) -> Damage {
    Damage { offset, what: Gap::of(error).map_or_else(|| error.to_string(), |gap| gap.what.clone()) }
}

fn wrong<T>(what: impl Into<String>) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::InvalidData, what.into()))
}

fn skip_line_ends(stream: &mut Stream<'_>) {
    loop {
        let ends = line_ends(stream.peek(SLACK));
        if ends == 0 {
            return;
        }
        stream.consume(ends);
    }
}

fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

/// How many line ends crawlers leave behind a record, at the most.
const SLACK: usize = 8;

/// Reads the version line and the named fields (ISO 28500, 4).
fn header(stream: &mut Stream<'_>) -> io::Result<Header> {
    if !begins(stream.peek(MAGIC.len())) {
        // An error comes before what is missing because of it.
        stream.fill_buf()?;
        return wrong("no WARC record where one should begin");
    }
    let mut lines = Vec::new();
    let mut rest = stream.take(LONGEST_HEADER);
    loop {
        let begin = lines.len();
        if rest.read_until(b'\n', &mut lines)? == 0 {
            return wrong("the header of the record does not end");
        }
        if lines[begin..].trim_ascii().is_empty() {
            break;
        }
    }
    fields(&String::from_utf8_lossy(&lines))
}

fn fields(lines: &str) -> io::Result<Header> {
    let mut header = Header { length: u64::MAX, ..Header::default() };
    for line in lines.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "content-length" => match value.parse() {
                Ok(length) => header.length = length,
                Err(_) => return wrong(format!("no Content-Length: {value:?}")),
            },
            // Wget puts it in angle brackets, as drafts of the standard had it.
            "warc-target-uri" => header.uri = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => header.media_type = Some(value.to_owned()),
            _ => {}
        }
    }
    match header {
        Header { length: u64::MAX, .. } => wrong("the record has no Content-Length"),
        Header { kind, .. } if kind.is_empty() => wrong("the record has no WARC-Type"),
        header => Ok(header),
    }
}

/// Puts back what was read of a record whose length is wrong, as long as an archive full of such records
/// does not make it endless: [`MOST_PUT_BACK`].
fn put_back(stream: &mut Stream<'_>, block: &[u8]) {
    if stream.put_back() < MOST_PUT_BACK {
        stream.unread(block);
    }
}

/// So much of an archive is read again at most. Bytes.
const MOST_PUT_BACK: u64 = 1 << 30;

/// Reads the block. What was read of a record whose length is wrong is put back, since it may hold the
/// records behind.
fn block(stream: &mut Stream<'_>, record: &mut Record) -> io::Result<()> {
    let length = record.header.length;
    let mut read = 0;
    while read < length {
        let at_member = read > 0 && stream.member_here().is_some();
        if at_member && begins(stream.peek(MAGIC.len())) {
            return wrong(format!("the record ends after {read} of {length} bytes"));
        }
        // What is kept is looked through once it is full, so that no chunk may go beyond it.
        let next = if read < KEPT { length.min(KEPT) } else { length };
        let left = usize::try_from(next - read).unwrap_or(usize::MAX);
        let bytes = stream.fill_buf()?;
        if bytes.is_empty() {
            put_back(stream, &std::mem::take(&mut record.block));
            return wrong(format!("the archive ends after {read} of {length} bytes of the record"));
        }
        let bytes = &bytes[..bytes.len().min(left)];
        let count = bytes.len();
        if record.block.len() as u64 == KEPT {
            // Too much to put back; what looks like a record is one.
            if let Some(at) = memmem::find(bytes, LINE) {
                stream.consume(at + 1);
                return wrong(format!("another record begins within {length} bytes of the record"));
            }
        } else {
            let room = (KEPT as usize).saturating_sub(record.block.len());
            record.block.extend_from_slice(&bytes[..count.min(room)]);
        }
        stream.consume(count);
        read += count as u64;
        // The last moment to put back what holds records, if the length lies.
        if read == KEPT && read < length && memmem::find(&record.block, LINE).is_some() {
            put_back(stream, &std::mem::take(&mut record.block));
            return wrong(format!("another record begins within {length} bytes of the record"));
        }
    }
    Ok(())
}

/// Two line ends stand behind the block (ISO 28500, 4). Where a crawler has left them out, the next record
/// or the end must.
fn trailer(stream: &mut Stream<'_>, record: &Record) -> io::Result<()> {
    if stream.peek(4) == b"\r\n\r\n" {
        stream.consume(4);
        return Ok(());
    }
    let to_member = stream.to_member();
    let here = stream.peek(SLACK + MAGIC.len());
    let ends = line_ends(here);
    let next = &here[ends..];
    if next.is_empty() || to_member == Some(ends as u64) || begins(next) {
        return Ok(());
    }
    put_back(stream, &record.block);
    wrong(format!("no record ends after {} bytes", record.header.length))
}

/// Goes to where the next record begins; what cannot be read on the way belongs to the damage.
fn resume(stream: &mut Stream<'_>) {
    let mut line_start = true;
    loop {
        let to_member = stream.to_member().and_then(|count| usize::try_from(count).ok());
        let member = stream.member_here().is_some();
        let here = stream.peek(to_member.unwrap_or(CHUNK).min(CHUNK));
        if here.is_empty() {
            match stream.fill_buf() {
                Ok([]) => return,
                _ => continue,
            }
        }
        if (line_start || member) && begins(here) {
            return;
        }
        if let Some(at) = memmem::find(here, LINE) {
            return stream.consume(at + 1);
        }
        // The beginning of a record may stand at the end of what is seen.
        let whole = here.len() < CHUNK;
        let count = if whole { here.len() } else { here.len() - MAGIC.len() };
        line_start = here[count - 1] == b'\n';
        stream.consume(count);
    }
}

/// How many bytes are looked through at a time.
const CHUNK: usize = 64 << 10;

fn hand_on(record: Record, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let spot = spot.record(At::Offset(record.offset));
    let content = content(record);
    walk.item(&spot, content)
}

/// What a record is, by its type (ISO 28500, 6) and address.
fn content(record: Record) -> Content {
    let Record { header, block, .. } = record;
    let uri = header.uri.unwrap_or_default();
    let media_type = header.media_type.unwrap_or_default();
    let scheme = uri.split(':').next().unwrap_or_default().to_ascii_lowercase();
    let http = media_type.to_ascii_lowercase().starts_with("application/http");
    let cut = (header.length > KEPT).then_some(header.length);
    match header.kind.as_str() {
        "revisit" => return Content::Skipped(Reason::Revisit),
        "request" => return Content::Skipped(Reason::Request),
        "response" | "resource" | "conversion" => {}
        // "warcinfo", "metadata", "continuation" and what later versions may add.
        _ => return Content::Skipped(Reason::Metadata),
    }
    match scheme.as_str() {
        "dns" => return Content::Skipped(Reason::Dns),
        // The log and the arguments of Wget.
        "metadata" | "urn" => return Content::Skipped(Reason::Metadata),
        _ if http::is_robots(&uri) => return Content::Skipped(Reason::Robots),
        _ => {}
    }
    let mut stated = Stated { url: Some(uri).filter(|uri| uri.contains("://")), ..Stated::default() };
    if header.kind == "response" && (http || scheme.starts_with("http")) {
        return Content::Response { message: block, cut, stated };
    }
    if header.kind == "conversion" {
        stated.format = Some(Format::Plain);
    } else if let Some(reason) = http::media_type(&media_type, &mut stated) {
        return Content::Skipped(reason);
    }
    match header.length > LARGEST_PAGE {
        true => Content::Problem(too_large(Some(header.length))),
        false => Content::Page { bytes: block, stated },
    }
}
