//! Damage costs a record, and is told with its place.

use super::packing::{csv, gzip, html, jsonl, page, page_record, response, tar, zip, zstd};
use super::{counts, run};
use crate::harness::Dir;

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
fn a_quotation_mark_that_is_never_closed_is_told() {
    let rows = "id,text\n1,Tin mot dong\n2,\"Tin hai\n3,Tin ba\n";
    let dir = Dir::with(&[("news.csv", rows.as_bytes())]);
    dir.run(&["extract", "news.csv", "-o", "out"]).exits(3);
    assert_eq!(dir.records("out").len(), 1);
    let problem = &dir.problems("out")[0];
    assert_eq!(problem["at"]["line"], 3, "{problem}");
    assert!(problem["problem"].as_str().unwrap().contains("never closed"), "{problem}");
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
