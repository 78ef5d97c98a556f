//! ZIP archives (ISO/IEC 21320-1, APPNOTE 6.3.10), by their central directory.

use super::stream::{Plain, Stream};
use super::{Flow, Spot, Walk, files, open};
use crate::record::At;
use ::zip::ZipArchive;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow::Continue;

/// True of the beginning of an archive, also of an empty one.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Reads an archive. The directory is held in memory: some hundred bytes for each entry.
pub(super) fn read(file: File, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    if spot.depth == 0 {
        // A file is read by its directory, and pays for what is unpacked by its size.
        let size = file.metadata().map_or(0, |meta| meta.len());
        walk.budget.earn(usize::try_from(size).unwrap_or(usize::MAX));
    }
    let mut archive = match ZipArchive::new(BufReader::new(file)) {
        Ok(archive) => archive,
        Err(error) => return walk.problem(spot, format!("a ZIP archive that cannot be read: {error}")),
    };
    for at in 0..archive.len() {
        // The entry that spent it has said so; each behind it would too.
        if walk.budget.is_spent() {
            break;
        }
        entry(&mut archive, at, spot, walk)?;
    }
    Continue(())
}

fn entry(archive: &mut ZipArchive<BufReader<File>>, at: usize, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let name = match archive.name_for_index(at) {
        Some(Ok(name)) => name.into_owned(),
        _ => format!("entry {}", at + 1),
    };
    let entry = match archive.by_index(at) {
        Ok(entry) => entry,
        Err(error) => {
            let spot = Spot { path: format!("{}!{name}", spot.path), ..spot.clone() };
            return walk.problem(&spot, format!("cannot be read: {error}"));
        }
    };
    if entry.is_dir() || files::is_hidden_entry(&name) {
        return Continue(());
    }
    let spot = spot.entry(&name, At::Offset(entry.header_start()));
    let budget = std::rc::Rc::clone(&walk.budget);
    open(Stream::new(Plain::unpacked(entry, &budget)), None, &spot, walk)
}
