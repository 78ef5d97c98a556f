//! What bytes are, by how they begin; names decide only between kinds of text.

use super::compressed::Packing;
use super::table::{self, Columns};
use super::{Reason, tar, warc, zip};

/// How much of an input is looked at, in bytes.
pub(super) const HEAD: usize = 64 << 10;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// gzip or Zstandard around something.
    Packed(Packing),
    /// A ZIP archive.
    Zip,
    /// A TAR archive.
    Tar,
    /// A web archive.
    Warc,
    /// A table as JSON objects, one a line.
    Lines,
    /// A table as CSV, with the character between its cells.
    Cells(u8),
    /// A table as Apache Parquet.
    Parquet,
    /// No page.
    Other(Reason),
    /// HTML or plain text, or what the page reader will say is neither.
    Page,
}

impl Format {
    /// True of what may hold other inputs.
    pub(super) fn is_archive(self) -> bool {
        !matches!(self, Self::Other(_) | Self::Page)
    }
}

/// What begins with these bytes (up to [`HEAD`] of them) and is called so.
pub(super) fn format(head: &[u8], name: &str, columns: &Columns) -> Format {
    if let Some(packing) = Packing::of(head) {
        return Format::Packed(packing);
    }
    match head {
        _ if zip::begins(head) => Format::Zip,
        _ if warc::begins(head) => Format::Warc,
        _ if tar::begins(head) => Format::Tar,
        _ if head.starts_with(b"PAR1") => Format::Parquet,
        _ => match binary(head) {
            Some(reason) => Format::Other(reason),
            None => text(head, name, columns),
        },
    }
}

/// Pictures, films, documents and the like, by their magic numbers. Letters may be magic too ("BM"), so
/// that a zero byte is asked for, which no text has near its beginning but UTF-16.
fn binary(head: &[u8]) -> Option<Reason> {
    let near = &head[..head.len().min(512)];
    let found = infer::get(head).filter(|_| near.contains(&0) || near.starts_with(b"%PDF-"))?;
    match (found.mime_type(), found.matcher_type()) {
        ("application/pdf", _) => Some(Reason::Document),
        (_, infer::MatcherType::Archive | infer::MatcherType::Text) => None,
        (media_type, _) => Reason::of_media_type(media_type),
    }
}

fn text(head: &[u8], name: &str, columns: &Columns) -> Format {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let name = name.to_ascii_lowercase();
    let called = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if called(&[".jsonl", ".ndjson"]) {
        return Format::Lines;
    }
    if text.trim_ascii_start().starts_with(b"{") || (called(&[".json"]) && !text.is_empty()) {
        return json(text, called(&[".json"]), columns);
    }
    if called(&[".csv", ".tsv", ".tab"]) {
        return Format::Cells(table::csv::delimiter(text, columns));
    }
    if let Some(reason) = Reason::of_name(&name) {
        return Format::Other(reason);
    }
    match table::csv::header(text, columns) {
        Some(delimiter) => Format::Cells(delimiter),
        None => Format::Page,
    }
}

/// Tells objects one a line from documents of JSON: there the first line is whole, and has a text.
fn json(text: &[u8], named: bool, columns: &Columns) -> Format {
    let line = text.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let cut = line.len() + 1 >= text.len();
    let first = table::jsonl::keys(line);
    match first {
        Ok(keys) if columns.choose(&keys).is_ok() => Format::Lines,
        // Too long to be seen whole, or damaged.
        Err(_) if !named && (cut || line.trim_ascii().len() > 1) && is_object(line) => Format::Lines,
        // A table without a text column is told so.
        Ok(_) if !named && !cut => Format::Lines,
        _ if named || is_object(text.trim_ascii_start()) => Format::Other(Reason::Data),
        _ => Format::Page,
    }
}

/// `{` and the `"` of a first key.
fn is_object(text: &[u8]) -> bool {
    text.strip_prefix(b"{").is_some_and(|rest| rest.trim_ascii_start().starts_with(b"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_names_do_not() {
        let mut tar = tar_header();
        tar.resize(1024, 0);
        let cases: [(&[u8], &str, Format); 22] = [
            (b"\x1f\x8b\x08\x00\0\0\0\0\x00\x03", "a.html", Format::Packed(Packing::Gzip)),
            (b"\x28\xb5\x2f\xfd\x24", "a", Format::Packed(Packing::Zstd)),
            (b"PK\x03\x04\x14\0", "a.txt", Format::Zip),
            (b"WARC/1.0\r\n", "-", Format::Warc),
            (b"WARC/1.1\r\n", "-", Format::Warc),
            (&tar, "-", Format::Tar),
            (b"PAR1\x15\x04", "-", Format::Parquet),
            (b"{\"text\": \"a\"}\n{", "-", Format::Lines),
            (b"{\"id\": 1}\n{\"id\": 2}\n", "a.jsonl", Format::Lines),
            (b"{\"id\": 1}", "a.json", Format::Other(Reason::Data)),
            (b"{\n  \"id\": 1\n}", "a", Format::Other(Reason::Data)),
            (b"[1, 2]", "a.json", Format::Other(Reason::Data)),
            (b"[Video] a day in the hills", "a.txt", Format::Page),
            (b"url,text\nhttps://a,b\n", "-", Format::Cells(b',')),
            (b"url\tcontent\nhttps://a\tb\n", "-", Format::Cells(b'\t')),
            (b"a;b\n1;2\n", "a.csv", Format::Cells(b';')),
            (b"var a = 1;", "a.js", Format::Other(Reason::Script)),
            (b"User-agent: *", "x/robots.txt", Format::Other(Reason::Robots)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.html", Format::Other(Reason::Image)),
            (b"%PDF-1.4\n1 0 obj", "a", Format::Other(Reason::Document)),
            (b"BM gold prices today, and the text of it", "a.txt", Format::Page),
            (b"<html><body>", "a.css.html", Format::Page),
        ];
        for (head, name, format) in cases {
            assert_eq!(super::format(head, name, &Columns::default()), format, "{name}: {head:?}");
        }
    }

    fn tar_header() -> Vec<u8> {
        let mut header = ::tar::Header::new_gnu();
        header.set_path("a.txt").unwrap();
        header.set_size(0);
        header.set_cksum();
        header.as_bytes().to_vec()
    }
}
