//! Output does not depend on threads, nor a record on what else is read.

use crate::harness::{Dir, PAGE};

const FILES: [&str; 4] = ["articles.jsonl", "conferrals.csv", "ceremonies.csv", "problems.jsonl"];

/// Forty pages, no two the same, some of them bad.
fn archive() -> Dir {
    let dir = Dir::new();
    for i in 0..40 {
        let page = match i % 7 {
            3 => String::new(),
            _ => PAGE.replace("19 tập thể", &format!("{} tập thể", i + 2)),
        };
        dir.write(&format!("pages/{}/p{i:02}.txt", i % 3), page.as_bytes());
    }
    dir
}

#[test]
fn results_are_the_same_bytes_for_any_number_of_threads() {
    let dir = archive();
    for jobs in ["1", "2", "7"] {
        dir.run(&["extract", "pages", "-o", &format!("out{jobs}"), "--jobs", jobs]).exits(3);
    }
    for file in FILES {
        let one = dir.read(&format!("out1/{file}"));
        assert!(one.len() > 10, "{file}");
        assert_eq!(one, dir.read(&format!("out2/{file}")), "{file}");
        assert_eq!(one, dir.read(&format!("out7/{file}")), "{file}");
    }
}

#[test]
fn records_come_in_input_order_and_are_the_same_in_any_order() {
    let dir = archive();
    dir.run(&["extract", "pages/0", "pages/1", "pages/2", "-o", "forth"]).exits(3);
    dir.run(&["extract", "pages/2", "pages/1", "pages/0", "-o", "back"]).exits(3);
    let (forth, back) = (dir.records("forth"), dir.records("back"));
    let folder = |r: &serde_json::Value| r["source"]["path"].as_str().unwrap()[6..7].to_owned();
    let folders = |all: &[serde_json::Value]| {
        let mut seen: Vec<String> = all.iter().map(folder).collect();
        seen.dedup();
        seen
    };
    assert_eq!(
        (folders(&forth), folders(&back)),
        (vec!["0".into(), "1".into(), "2".into()], vec!["2".into(), "1".into(), "0".into()])
    );
    let sorted = |all: &[serde_json::Value]| {
        let mut lines: Vec<String> = all.iter().map(ToString::to_string).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&forth), sorted(&back));
}

#[test]
fn pages_that_share_a_name_are_told_apart_by_their_paths() {
    let dir = Dir::with(&[
        ("a/tin.txt", PAGE.as_bytes()),
        ("b/tin.txt", PAGE.as_bytes()),
        ("b/khac.txt", PAGE.as_bytes()),
    ]);
    dir.run(&["extract", ".", "-o", "out"]).exits(0);
    let ids: Vec<_> = dir.records("out").iter().map(|r| r["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, ["a/tin.txt", "khac", "b/tin.txt"]);
}
