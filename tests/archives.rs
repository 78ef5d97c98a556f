//! Archives and tables: the same articles come out of them as of plain files, and damage costs a record.

use crate::harness::{Dir, PAGE, Ran};
use std::io::Write as _;

/// The page with another number in it.
fn page(n: usize) -> String {
    PAGE.replace("19 tập thể", &format!("{} tập thể", n + 2))
}

fn html(n: usize) -> String {
    let lines = page(n).lines().take(3).map(|line| format!("<p>{line}</p>\n")).collect::<String>();
    format!("<html><head><meta charset=utf-8><title>Tin {n}</title></head><body>\n{lines}</body></html>")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tar(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
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
fn record(kind: &str, uri: &str, media_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(uri: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", uri, "application/http; msgtype=response", &block)
}

/// The response with page `n`.
fn page_record(n: usize) -> Vec<u8> {
    response(&format!("http://bao.example/{n}"), "200 OK\r\nContent-Type: text/html", html(n).as_bytes())
}

fn jsonl(rows: usize) -> String {
    (0..rows)
        .map(|n| serde_json::json!({"id": format!("tin-{n}"), "text": page(n)}).to_string() + "\n")
        .collect()
}

fn csv(rows: usize, delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["url", "content"]).unwrap();
    (0..rows).for_each(|n| writer.write_record([format!("https://bao.example/{n}"), page(n)]).unwrap());
    writer.into_inner().unwrap()
}

/// Runs over one file, and holds the run to the law: records read = articles + skipped + problems.
fn run(name: &str, bytes: &[u8]) -> (Dir, Ran) {
    let dir = Dir::with(&[(name, bytes)]);
    let ran = dir.run(&["extract", name, "-o", "out"]);
    let out = ran.stdout();
    let first = out.lines().next().unwrap_or_default();
    let mut numbers = first.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
    let [records, articles, skipped, problems] = [(); 4].map(|()| numbers.next().unwrap());
    assert_eq!(records, articles + skipped + problems, "{name}: {out}");
    assert_eq!(articles, dir.records("out").len(), "{name}: {out}");
    (dir, ran)
}

fn counts(dir: &Dir) -> Vec<u64> {
    dir.records("out").iter().map(|record| record["conferrals"][0]["count"].as_u64().unwrap()).collect()
}

fn ids(dir: &Dir) -> Vec<String> {
    dir.records("out").iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_container_gives_the_articles_of_plain_files_in_order() {
    let pages: Vec<(&str, Vec<u8>)> =
        vec![("a.txt", page(0).into()), ("b/c.html", html(1).into()), ("d.txt", page(2).into())];
    let warc: Vec<Vec<u8>> = (0..3).map(page_record).collect();
    let wet: Vec<Vec<u8>> = (0..3)
        .map(|n| record("conversion", "http://bao.example/", "text/plain", page(n).as_bytes()))
        .collect();
    let each = |pack: &dyn Fn(&[u8]) -> Vec<u8>| warc.iter().flat_map(|r| pack(r)).collect::<Vec<u8>>();
    let nested = zip(&[("a.txt.gz", gzip(page(0).as_bytes())), ("in.tar.zst", zstd(&tar(&pages[1..])))]);
    let cases: [(&str, Vec<u8>); 18] = [
        ("x.zip", zip(&pages)),
        ("x.tar", tar(&pages)),
        ("x.tar.gz", gzip(&tar(&pages))),
        ("x.tgz", gzip(&tar(&pages))),
        ("x.tar.zst", zstd(&tar(&pages))),
        ("nested.zip", nested),
        ("x.warc", warc.concat()),
        ("x.warc.gz", each(&gzip)),
        ("whole.warc.gz", gzip(&warc.concat())),
        ("x.warc.zst", each(&zstd)),
        ("twice.warc.gz.zst", zstd(&each(&gzip))),
        ("x.warc.wet.gz", wet.iter().flat_map(|r| gzip(r)).collect()),
        ("x.jsonl", jsonl(3).into()),
        ("x.jsonl.gz", gzip(jsonl(3).as_bytes())),
        ("x.csv", csv(3, b',')),
        ("x.tsv.zst", zstd(&csv(3, b'\t'))),
        ("no-name-at-all", csv(3, b';')),
        ("misnamed.html", each(&gzip)),
    ];
    for (name, bytes) in cases {
        let (dir, ran) = run(name, &bytes);
        assert_eq!(counts(&dir), [2, 3, 4], "{name}: {}", ran.stderr());
        ran.exits(0);
        // Nothing of this depends on names.
        let piped = Dir::new();
        let ran = piped.run_with(&["extract", "-", "-o", "out"], &[], &bytes).exits(0);
        assert_eq!(counts(&piped), [2, 3, 4], "{name}: {}", ran.stderr());
    }
}

#[test]
fn a_packed_page_is_that_page() {
    for (name, bytes) in
        [("tin.html.gz", gzip(html(3).as_bytes())), ("tin.txt.zst", zstd(page(3).as_bytes()))]
    {
        let (dir, _) = run(name, &bytes);
        assert_eq!((counts(&dir), ids(&dir)), (vec![5], vec!["tin".to_owned()]), "{name}");
    }
}

/// A Brotli stream with the bytes as they are (RFC 7932, 9.2: a meta-block that is not compressed).
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let head = ((bytes.len() as u32 - 1) << 4) | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

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
fn a_response_that_is_cut_is_read_as_far_as_it_goes_and_told_of() {
    let body = gzip(html(7).repeat(3).as_bytes());
    let record = response(
        "http://bao.example/7",
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        &body[..body.len() - 12],
    );
    let (dir, ran) = run("x.warc", &record);
    ran.exits(3);
    assert_eq!(dir.records("out").len(), 1);
    let problem = &dir.problems("out")[0];
    assert_eq!((&problem["article"], &problem["at"]["offset"]), (&"x#1".into(), &0.into()), "{problem}");
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

/// Replaces the first occurrence of `what` behind `from`.
fn put(bytes: &[u8], from: usize, what: &[u8], with: &[u8]) -> Vec<u8> {
    let at = from + bytes[from..].windows(what.len()).position(|w| w == what).unwrap();
    [&bytes[..at], with, &bytes[at + what.len()..]].concat()
}

#[test]
fn a_damaged_record_costs_that_record_and_is_told_with_its_place() {
    let warc: Vec<Vec<u8>> = (0..5).map(page_record).collect();
    let one = warc[0].len();
    let plain = warc.concat();
    let length = format!(
        "Content-Length: {}",
        warc[1].len() - 4 - warc[1].windows(4).position(|w| w == b"\r\n\r\n").unwrap() - 4
    );
    let lying = |length_said: &str| put(&plain, one, length.as_bytes(), length_said.as_bytes());
    let packed: Vec<Vec<u8>> = warc.iter().map(|r| gzip(r)).collect();
    let frames: Vec<Vec<u8>> = warc.iter().map(|r| zstd(r)).collect();
    let flip = |members: &[Vec<u8>], at: usize| {
        let mut bytes = members.concat();
        bytes[members[0].len() + at] ^= 0x55;
        bytes
    };
    let cut = [&packed[0][..], &packed[1][..80], &packed[2..].concat()].concat();
    let pages: Vec<(&str, Vec<u8>)> = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| (name, page(n).into()))
        .collect();
    let tar = tar(&pages);
    let tar_damaged = put(&tar, 0, b"b.txt", b"B.txt");
    let mut zip = zip(&pages);
    let in_b = zip.windows(5).position(|w| w == b"b.txt").unwrap() + 40;
    zip[in_b] ^= 0x55;
    let tables = jsonl(5);
    let cells = String::from_utf8(csv(5, b',')).unwrap();
    let cases: [(&str, Vec<u8>, serde_json::Value); 15] = [
        ("length-too-large.warc", lying("Content-Length: 99999999"), serde_json::json!({"offset": one})),
        (
            "length-past-next.warc",
            lying(&format!("Content-Length: {}", one + 90)),
            serde_json::json!({"offset": one}),
        ),
        ("length-too-small.warc", lying("Content-Length: 20"), serde_json::json!({"offset": one})),
        ("no-length.warc", lying("Content-Longth: 20"), serde_json::json!({"offset": one})),
        ("no-number.warc", lying("Content-Length: -1"), serde_json::json!({"offset": one})),
        (
            "noise.warc",
            put(&plain, one, b"WARC/1.0", b"\0\xff\xfe\x07ABC"),
            serde_json::json!({"offset": one}),
        ),
        ("flipped.warc.gz", flip(&packed, 60), serde_json::json!({"offset": packed[0].len()})),
        (
            "checksum.warc.gz",
            flip(&packed, packed[1].len() - 6),
            serde_json::json!({"offset": packed[0].len()}),
        ),
        ("header.warc.gz", flip(&packed, 0), serde_json::json!({"offset": packed[0].len()})),
        ("cut.warc.gz", cut, serde_json::json!({"offset": packed[0].len()})),
        ("flipped.warc.zst", flip(&frames, 40), serde_json::json!({"offset": frames[0].len()})),
        ("b.tar", tar_damaged, serde_json::json!({"offset": 1024 + 512 * (page(0).len() as u64 / 512)})),
        ("b.zip", zip.clone(), serde_json::json!({"offset": in_b - 70})),
        ("b.jsonl", put(tables.as_bytes(), 80, b"\n{\"id\"", b"\n{\"id'"), serde_json::json!({"line": 2})),
        (
            "b.csv",
            cells.replace("https://bao.example/1", "https://bao.example/1,").into(),
            serde_json::json!({"line": 7}),
        ),
    ];
    for (name, bytes, at) in cases {
        let (dir, ran) = run(name, &bytes);
        assert_eq!(counts(&dir), [2, 4, 5, 6], "{name}: {}", ran.stderr());
        let problems = dir.problems("out");
        assert_eq!(problems.len(), 1, "{name}: {problems:?}");
        assert!(problems[0]["path"].as_str().unwrap().starts_with(name), "{name}: {problems:?}");
        assert_eq!(problems[0]["at"], at, "{name}: {problems:?}");
        ran.exits(3);
    }
}

#[test]
fn an_archive_that_ends_too_early_gives_what_is_before() {
    let pages: Vec<(&str, Vec<u8>)> =
        ["a.txt", "b.txt", "c.txt"].into_iter().enumerate().map(|(n, name)| (name, page(n).into())).collect();
    let warc: Vec<Vec<u8>> = (0..3).map(page_record).collect();
    let noise: Vec<u8> = (0..20_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let noisy = response("http://bao.example/", "200 OK\r\nContent-Type: text/html", &noise);
    let cases: [(&str, Vec<u8>, usize); 6] = [
        ("x.warc", warc.concat(), 300),
        ("x.warc.gz", warc.iter().flat_map(|r| gzip(r)).collect(), 50),
        ("whole.warc.gz", gzip(&[&warc[0][..], &warc[1], &noisy].concat()), 400),
        ("x.tar", tar(&pages), 1024 + 600),
        ("x.tar.gz", gzip(&tar(&pages)), 40),
        ("x.jsonl.zst", zstd(jsonl(3).as_bytes()), 3),
    ];
    for (name, bytes, cut) in cases {
        let (dir, ran) = run(name, &bytes[..bytes.len() - cut]);
        let found = counts(&dir);
        assert!([2, 3, 4].starts_with(&found), "{name}: {found:?} {}", ran.stderr());
        assert_eq!(dir.problems("out").len(), 1, "{name}: {}", ran.stderr());
        ran.exits(3);
    }
}

#[test]
fn bombs_end_in_a_problem_line() {
    let zeros = vec![b'a'; (32 << 20) + 1];
    let mut nested = zip(&[("a.txt", page(0).into())]);
    (0..12).for_each(|_| nested = zip(&[("in.zip", nested.clone())]));
    let packed = response(
        "http://bao.example/",
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd",
        &zstd(&zeros),
    );
    for (name, bytes, says) in [
        ("large.txt.zst", zstd(&zeros), "larger than a page may be"),
        ("large.zip", zip(&[("a.txt", zeros.clone())]), "larger than a page may be"),
        ("large.warc", packed, "larger than a page may be"),
        ("nested.zip", nested, "archives in archives, more than 8 deep, are not opened"),
    ] {
        let (dir, ran) = run(name, &bytes);
        let problems = dir.problems("out");
        assert_eq!(problems.len(), 1, "{name}");
        assert!(problems[0]["problem"].as_str().unwrap().contains(says), "{name}: {problems:?}");
        ran.exits(3);
    }
}

#[test]
fn records_are_called_after_their_archive_and_number_or_as_their_table_says() {
    let zip = zip(&[
        ("a.txt", page(0).into()),
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec()),
        ("b.txt", page(1).into()),
    ]);
    let rows = ["tin-1", "tin-2", "tin-1", "", "khac", "so#7"];
    let table: String = rows
        .iter()
        .enumerate()
        .map(|(n, id)| serde_json::json!({"guid": id, "text": page(n)}).to_string() + "\n")
        .collect();
    let dir =
        Dir::with(&[("news.zip", &zip), ("rows.jsonl", table.as_bytes()), ("khac.txt", page(9).as_bytes())]);
    dir.run(&["extract", "news.zip", "rows.jsonl", "khac.txt", "-o", "out"]).exits(0);
    assert_eq!(
        ids(&dir),
        ["news#1", "news#3", "tin-1", "tin-2", "rows#3", "rows#4", "rows#5", "rows#6", "khac"]
    );
    let paths: Vec<_> =
        dir.records("out").iter().map(|r| r["source"]["path"].as_str().unwrap().to_owned()).collect();
    assert_eq!(paths[..3], ["news.zip!a.txt", "news.zip!b.txt", "rows.jsonl"]);
}

#[test]
fn what_an_archive_knows_of_a_page_is_in_its_record() {
    let rows = serde_json::json!({
        "link": "https://www.bao.example/tin-1.html", "date_publish": "2024-03-29 08:00:00",
        "html": html(0).replace("28/3/2024", "28/3"), "text": "not this",
    });
    let (dir, ran) = run("x.jsonl", rows.to_string().as_bytes());
    let record = &dir.records("out")[0];
    assert_eq!(record["source"]["url"], "https://www.bao.example/tin-1.html");
    assert_eq!(record["source"]["host"], "bao.example");
    assert!(record["published"].as_str().unwrap().starts_with("2024-03-29T"), "{record}");
    assert_eq!(record["conferrals"][0]["date"], "2024-03-28");
    let said = "columns guessed: text = text, html = html, url = link, date = date_publish";
    assert_eq!(ran.stderr(), format!("bangvang: x.jsonl: {said}\n"));
    assert!(ran.stdout().contains("columns guessed in x.jsonl: text = text"), "{}", ran.stdout());
    // The charset of the head is a hint: windows-1258 without a word about it in the page.
    let body = b"<html><body><p>UBND ti\xd2nh H\xe0 Nam t\xe3\xf2ng B\xe3\xccng khen cho 17 t\xe2\xf2p th\xea\xd2.</p>";
    let warc =
        response("http://bao.example/1", "200 OK\r\nContent-Type: text/html; charset=windows-1258", body);
    let (dir, _) = run("x.warc", &warc);
    assert_eq!(
        (counts(&dir), &dir.records("out")[0]["source"]["url"]),
        (vec![17], &"http://bao.example/1".into())
    );
}

#[test]
fn columns_are_those_that_the_user_names() {
    let row = serde_json::json!({"noi_dung": page(0), "text": page(5), "ma": "k1"}).to_string();
    let dir = Dir::with(&[("x.jsonl", row.as_bytes())]);
    let named = ["extract", "x.jsonl", "-o", "out", "--text-column", "noi_dung", "--id-column", "ma"];
    let ran = dir.run(&named).exits(0);
    assert_eq!((counts(&dir), ids(&dir), ran.stderr()), (vec![2], vec!["k1".to_owned()], String::new()));
    dir.run(&["extract", "x.jsonl", "-o", "no", "--text-column", "gone"]).exits(3);
    let problem = dir.problems("no")[0]["problem"].as_str().unwrap().to_owned();
    assert_eq!(problem, "no column \"gone\"; there are ma, noi_dung, text");
}

#[test]
fn patterns_stand_for_the_files_they_match_in_order() {
    let dir = Dir::with(&[
        ("2018/a.txt", page(0).as_bytes()),
        ("2019/b.txt", page(1).as_bytes()),
        ("2019/.hidden.txt", page(2).as_bytes()),
        ("2019/c.html", html(3).as_bytes()),
        ("2019/[d].txt", page(4).as_bytes()),
    ]);
    for (pattern, want) in [
        ("*/*.txt", vec!["a", "[d]", "b"]),
        ("2019/?.*", vec!["b", "c"]),
        ("**/a.txt", vec!["a"]),
        ("2019/[d].txt", vec!["[d]"]),
    ] {
        dir.run(&["extract", pattern, "-o", "out", "--force"]).exits(0);
        assert_eq!(ids(&dir), want, "{pattern}");
    }
    dir.run(&["extract", "none*.txt", "-o", "out", "--force"]).exits(3);
    assert_eq!(dir.problems("out")[0]["problem"], "no file is called so");
}

#[test]
fn archives_give_the_same_bytes_for_any_number_of_threads() {
    let dir = Dir::new();
    let warc: Vec<u8> = (0..600)
        .flat_map(|n| if n % 9 == 4 { gzip(b"WARC/1.0\r\nno\r\n\r\n") } else { gzip(&page_record(n % 7)) })
        .collect();
    dir.write("in/x.warc.gz", &warc);
    dir.write("in/y.jsonl", jsonl(40).as_bytes());
    for jobs in ["1", "3"] {
        dir.run(&["extract", "in", "-o", &format!("out{jobs}"), "--jobs", jobs]).exits(3);
    }
    for file in ["articles.jsonl", "conferrals.csv", "ceremonies.csv", "problems.jsonl"] {
        let one = dir.read(&format!("out1/{file}"));
        assert!(one.len() > 1000 && one == dir.read(&format!("out3/{file}")), "{file}");
    }
}

#[test]
fn results_may_be_read_again_where_they_are_named() {
    let dir = Dir::with(&[("pages/a.txt", page(0).as_bytes())]);
    dir.run(&["extract", "pages", "-o", "pages/one"]).exits(0);
    dir.run(&["extract", "pages/one/articles.jsonl", "-o", "two"]).exits(0);
    assert_eq!(dir.records("two")[0]["id"], "a");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told() {
    let rows = "id,text\n1,Tin mot dong\n2,\"Tin hai\n3,Tin ba\n";
    let dir = Dir::with(&[("news.csv", rows.as_bytes())]);
    dir.run(&["extract", "news.csv", "-o", "out"]).exits(3);
    assert_eq!(dir.records("out").len(), 1);
    let problem = &dir.problems("out")[0];
    assert_eq!(problem["at"]["line"], 3, "{problem}");
    assert!(problem["problem"].as_str().unwrap().contains("never closed"), "{problem}");
}
