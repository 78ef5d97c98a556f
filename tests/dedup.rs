//! Reports of one event are grouped: by `extract` itself, by `dedup`, and explained.

use crate::harness::{Dir, PAGE};
use std::collections::BTreeSet;

/// The same ceremony in another paper's words, with another figure.
const AGAIN: &str = "Tôn vinh các điển hình tiên tiến tỉnh Hà Nam\n\
    Ngày 28/3/2024, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết phong trào thi đua yêu nước năm 2023.\n\
    UBND tỉnh đã tặng Bằng khen cho 21 tập thể, 46 cá nhân dẫn đầu các phong trào.";

/// The neighbour's, on the same day.
const NEIGHBOUR: &str = "Thái Bình tổng kết phong trào thi đua\n\
    Sáng 28/3/2024, UBND tỉnh Thái Bình tổ chức hội nghị tổng kết công tác thi đua, khen thưởng năm 2023.\n\
    Dịp này, UBND tỉnh tặng Bằng khen cho 12 tập thể và 30 cá nhân có thành tích xuất sắc.";

fn three() -> Dir {
    Dir::with(&[
        ("pages/one.txt", PAGE.as_bytes()),
        ("pages/two.txt", AGAIN.as_bytes()),
        ("pages/three.txt", NEIGHBOUR.as_bytes()),
    ])
}

fn events(dir: &Dir, folder: &str) -> Vec<serde_json::Value> {
    let text = dir.read(&format!("{folder}/ceremonies.jsonl"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The articles of each event.
fn articles(events: &[serde_json::Value]) -> BTreeSet<Vec<String>> {
    let of = |event: &serde_json::Value| {
        let reports = event["reports"].as_array().unwrap();
        reports.iter().map(|report| report["article"].as_str().unwrap().to_owned()).collect()
    };
    events.iter().map(of).collect()
}

fn lists(groups: &[&[&str]]) -> BTreeSet<Vec<String>> {
    groups.iter().map(|group| group.iter().map(|id| (*id).to_owned()).collect()).collect()
}

#[test]
fn two_reports_are_one_event_with_both_figures_and_the_neighbours_is_another() {
    let dir = three();
    let out = dir.run(&["extract", "pages", "-o", "out"]).exits(0).stdout();
    assert!(out.contains("3 reports of 2 events, 1 of them told more than once"), "{out}");
    let events = events(&dir, "out");
    assert_eq!(articles(&events), lists(&[&["one", "two"], &["three"]]));
    let event = events.iter().find(|event| event["reports"].as_array().unwrap().len() == 2).unwrap();
    let keys: Vec<&str> = event.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["conferrals", "date", "disagreements", "id", "kinds", "organiser", "period", "place", "reports"]
    );
    let collective = &event["conferrals"][0];
    assert_eq!(collective["reports"], serde_json::json!(["one", "two"]));
    let said = event["disagreements"].as_array().unwrap().iter().find(|d| d["field"] == "count").unwrap();
    assert_eq!(
        said["values"],
        serde_json::json!([{"value": 19, "reports": ["one"]}, {"value": 21, "reports": ["two"]}])
    );
}

#[test]
fn rows_of_the_tables_bear_their_events_id() {
    let dir = three();
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    let events = events(&dir, "out");
    for file in ["conferrals.csv", "ceremonies.csv"] {
        for row in dir.table(&format!("out/{file}")) {
            let told = |event: &&serde_json::Value| {
                event["reports"].to_string().contains(&format!("\"{}\"", row["article"]))
            };
            let event = events.iter().find(told).unwrap();
            assert_eq!(event["id"], row["ceremony_id"], "{file}");
        }
    }
    let before = dir.read("out/conferrals.csv");
    dir.run(&["dedup", "out"]).exits(0);
    assert_eq!(dir.read("out/conferrals.csv"), before, "grouping once more changes nothing");
}

#[test]
fn without_grouping_there_are_no_events_and_dedup_gives_what_extract_would_have() {
    let dir = three();
    dir.run(&["extract", "pages", "-o", "whole", "--jobs", "1"]).exits(0);
    dir.run(&["extract", "pages", "-o", "out", "--no-dedup"]).exits(0);
    assert!(!dir.path().join("out/ceremonies.jsonl").exists());
    assert!(!dir.table("out/conferrals.csv")[0].contains_key("ceremony_id"));
    dir.run(&["dedup", "out", "--jobs", "3"]).exits(0);
    for file in ["ceremonies.jsonl", "conferrals.csv", "ceremonies.csv"] {
        assert_eq!(dir.read(&format!("out/{file}")), dir.read(&format!("whole/{file}")), "{file}");
    }
    dir.run(&["extract", "pages", "-o", "out", "--force", "--no-dedup"]).exits(0);
    assert!(!dir.path().join("out/ceremonies.jsonl").exists(), "events of other results do not stay");
}

#[test]
fn an_earlier_runs_events_keep_their_ids_and_grow() {
    let dir = Dir::with(&[
        ("old/one.txt", PAGE.as_bytes()),
        ("old/three.txt", NEIGHBOUR.as_bytes()),
        // Stands before the others in the order of ids.
        ("new/a-two.txt", AGAIN.as_bytes()),
    ]);
    dir.run(&["extract", "old", "-o", "earlier"]).exits(0);
    dir.run(&["extract", "new", "-o", "out"]).exits(0);
    dir.run(&["dedup", "out", "--against", "earlier"]).exits(0);
    let (earlier, now) = (events(&dir, "earlier"), events(&dir, "out"));
    assert_eq!(
        articles(&now),
        lists(&[&["a-two", "one"]]),
        "events that only earlier articles tell are not written"
    );
    assert!(earlier.iter().any(|event| event["id"] == now[0]["id"]), "{} is new", now[0]["id"]);
}

#[test]
fn a_pair_is_explained_field_by_field() {
    let dir = three();
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    for (pair, says) in [
        (["one", "two"], ["day", "seat", "19 collective bang-khen", "one event"]),
        (["one", "three"], ["seat  contradiction", "UBND tỉnh Thái Bình", "two events", "in seat"]),
    ] {
        let out = dir.run(&["explain", "--pair", pair[0], pair[1], "out"]).exits(0).stdout();
        for part in says {
            assert!(out.contains(part), "{part:?} in\n{out}");
        }
    }
}

#[test]
fn what_is_no_folder_of_results_is_told() {
    let dir = three();
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    dir.run(&["extract", "pages", "-o", "plain", "--no-dedup"]).exits(0);
    dir.write("bad/articles.jsonl", b"{\"id\": 1}\n");
    dir.write("bad/conferrals.csv", b"article\n");
    dir.write("bad/ceremonies.csv", b"article\n");
    dir.write("half/articles.jsonl", b"{\"id\": 1}\n");
    dir.write("folders/articles.jsonl/a.txt", b"");
    for (args, code, says) in [
        (vec!["dedup", "pages"], 2, "pages holds no results: there is no articles.jsonl"),
        (
            vec!["dedup", "out", "--against", "plain"],
            2,
            "plain holds no results: there is no ceremonies.jsonl",
        ),
        (vec!["dedup", "nowhere"], 2, "nowhere holds no results: there is no articles.jsonl"),
        (vec!["dedup", "half"], 2, "half holds no results: there is no conferrals.csv"),
        (vec!["dedup", "folders"], 2, "folders holds no results: there is no articles.jsonl"),
        (vec!["dedup", "bad"], 1, "articles.jsonl:1: "),
        (vec!["explain", "--pair", "one", "none", "out"], 2, "there is no article none"),
        (vec!["explain", "--pair", "one"], 2, "--pair"),
    ] {
        let ran = dir.run(&args).exits(code);
        assert!(ran.stderr().contains(says), "{args:?}: {}", ran.stderr());
    }
}
