//! Archives and tables: the same articles come out of them as of plain files, and damage costs a record.

mod damage;
mod packing;
mod responses;
mod stated;

use crate::harness::{Dir, Ran};
use packing::{csv, gzip, html, jsonl, page, page_record, record, tar, zip, zstd};

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
