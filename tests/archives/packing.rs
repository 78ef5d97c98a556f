//! Pages, and what they are packed into.

use crate::harness::PAGE;
use std::io::Write as _;

/// The page with another number in it.
pub(super) fn page(n: usize) -> String {
    PAGE.replace("19 tập thể", &format!("{} tập thể", n + 2))
}

pub(super) fn html(n: usize) -> String {
    let lines = page(n).lines().take(3).map(|line| format!("<p>{line}</p>\n")).collect::<String>();
    format!("<html><head><meta charset=utf-8><title>Tin {n}</title></head><body>\n{lines}</body></html>")
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// A Brotli stream with the bytes as they are (RFC 7932, 9.2: a meta-block that is not compressed).
pub(super) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = ((bytes.len() as u32 - 1) << 4) | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

pub(super) fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) fn tar(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    builder.into_inner().unwrap()
}

/// A record of a web archive: type, address, media type, block.
pub(super) fn record(kind: &str, uri: &str, media_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub(super) fn response(uri: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", uri, "application/http; msgtype=response", &block)
}

/// The response with page `n`.
pub(super) fn page_record(n: usize) -> Vec<u8> {
    response(&format!("http://bao.example/{n}"), "200 OK\r\nContent-Type: text/html", html(n).as_bytes())
}

pub(super) fn jsonl(rows: usize) -> String {
    (0..rows)
        .map(|n| serde_json::json!({"id": format!("tin-{n}"), "text": page(n)}).to_string() + "\n")
        .collect()
}

pub(super) fn csv(rows: usize, delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["url", "content"]).unwrap();
    (0..rows).for_each(|n| writer.write_record([format!("https://bao.example/{n}"), page(n)]).unwrap());
    writer.into_inner().unwrap()
}
