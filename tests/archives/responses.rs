//! Responses of web servers: their codings are undone, and what is no article is counted.

use super::packing::{brotli, gzip, html, page_record, record, response, zstd};
use super::{counts, ids, run};
use crate::harness::Dir;
use std::io::Write as _;

#[test]
fn transfer_and_content_codings_are_undone() {
    let page = html(7);
    let body = page.as_bytes();
    let zlib = {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    };
    let bare = &zlib[2..zlib.len() - 4];
    let chunked = |bytes: &[u8]| {
        let chunks = bytes
            .chunks(100)
            .flat_map(|c| [format!("{:x};x=y\r\n", c.len()).as_bytes(), c, b"\r\n"].concat());
        chunks.chain(*b"0\r\n\r\n").collect::<Vec<u8>>()
    };
    let cases: [(&str, Vec<u8>); 12] = [
        ("", body.to_vec()),
        ("\r\nContent-Encoding: gzip", gzip(body)),
        ("\r\ncontent-encoding: X-GZIP", gzip(body)),
        ("\r\nContent-Encoding: deflate", zlib.clone()),
        ("\r\nContent-Encoding: deflate", bare.to_vec()),
        ("\r\nContent-Encoding: br", brotli(body)),
        ("\r\nContent-Encoding: zstd", zstd(body)),
        ("\r\nContent-Encoding: gzip, br", brotli(&gzip(body))),
        ("\r\nTransfer-Encoding: chunked", chunked(body)),
        ("\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(&gzip(body))),
        // Undone by the crawler already, which left the fields.
        ("\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip", body.to_vec()),
        ("\r\nX-Odd Name: 1\r\nContent-Encoding: identity", body.to_vec()),
    ];
    for (head, body) in cases {
        let record =
            response("http://bao.example/7", &format!("200 OK\r\nContent-Type: text/html{head}"), &body);
        let (dir, ran) = run("x.warc", &record);
        assert_eq!(counts(&dir), [9], "{head:?}: {}", ran.stderr());
        ran.exits(0);
    }
}

#[test]
fn what_is_no_article_is_counted_by_reason() {
    let page = html(0);
    let ok = |media_type: &str| format!("200 OK\r\nContent-Type: {media_type}");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
    let u = "http://bao.example/a";
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: none"),
        record("request", u, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", u, "application/warc-fields", b"via: x"),
        record("revisit", u, "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("response", "dns:bao.example", "text/dns", b"20240328\nbao.example. 300 IN A 192.0.2.1"),
        response(u, "301 Moved\r\nLocation: /b\r\nContent-Type: text/html", page.as_bytes()),
        response(u, "404 Not Found\r\nContent-Type: text/html", page.as_bytes()),
        response(u, "503 Busy\r\nContent-Type: text/html", page.as_bytes()),
        response(u, &ok("image/jpeg"), b"\xff\xd8\xff\xe0"),
        response(u, &ok("text/html"), png),
        response(u, &ok("text/css; charset=utf-8"), b"p { color: red }"),
        response(u, &ok("application/javascript"), b"var a;"),
        response(u, &ok("application/json"), b"{}"),
        response(u, &ok("application/pdf"), b"%PDF-1.4"),
        response("http://bao.example/robots.txt", &ok("text/plain"), b"User-agent: *"),
        response(u, &ok("text/html"), b""),
        record("resource", u, "image/png", png),
        page_record(5),
    ];
    let (dir, ran) = run("x.warc", &records.concat());
    assert_eq!(ids(&dir), ["x#18"]);
    let out = ran.stdout();
    let want = "18 records: 1 article, 17 skipped, 0 problems\nskipped: 1 redirect, 1 page not found, \
        1 other status, 1 revisit, 1 request, 2 metadata records, 1 DNS answer, 1 robots.txt, 1 empty record, \
        3 images, 1 script, 1 style sheet, 1 data file, 1 PDF or office document\n";
    assert!(out.starts_with(want), "{out}");
    ran.exits(0);
}

#[test]
fn files_that_are_no_pages_are_counted_in_folders_too() {
    let dir = Dir::with(&[
        ("p/a.html", html(0).as_bytes()),
        ("p/a_files/site.js", b"var a = 1;"),
        ("p/a_files/site.css", b"p { color: red }"),
        ("p/a_files/data.json", b"{\"a\": 1}"),
        ("p/a_files/b.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("p/robots.txt", b"User-agent: *"),
    ]);
    let out = dir.run(&["extract", "p", "-o", "out"]).exits(0).stdout();
    assert!(out.starts_with("6 records: 1 article, 5 skipped, 0 problems\n"), "{out}");
    assert_eq!(dir.problems("out").len(), 0);
}
