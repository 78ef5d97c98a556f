//! A small gold, its records, and figures worked out by hand.

use super::*;
use crate::run::Options;
use bangvang_gazetteer::Gazetteer;
use serde_json::{Value, json};

/// Gold by file name, and records, compared.
fn compare(gold: &[(&str, Value)], records: &[Value]) -> Evaluation {
    let folder = tempfile::tempdir().unwrap();
    for (name, article) in gold {
        std::fs::write(folder.path().join(name), article.to_string()).unwrap();
    }
    let run = folder.path().join("run.jsonl");
    std::fs::write(&run, records.iter().map(|record| format!("{record}\n")).collect::<String>()).unwrap();
    let gold = Gold::read(folder.path(), Gazetteer::standard()).unwrap();
    assert_eq!(gold.faults, []);
    let input = Input::of(&run);
    assert_eq!(input, Input::Records(run));
    let records = Records::read(&input, &gold, &Options::default()).unwrap();
    assert_eq!(records.problems, []);
    Evaluation::of(gold, records)
}

fn article(fields: Value) -> Value {
    let mut article = json!({"awards": [], "counts": [], "dates": [], "units": [], "conferrals": [],
        "ceremonies": []});
    article.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    article
}

/// Hits, gold, found of one kind.
fn tally(evaluation: &Evaluation, kind: Kind) -> (usize, usize, usize) {
    let figures = evaluation.figures();
    let (_, tally) = figures.tallies.into_iter().find(|(of, _)| *of == kind).unwrap();
    (tally.hits, tally.gold, tally.found)
}

#[test]
fn mentions_are_compared_as_bags_of_values() {
    let gold = article(json!({
        "published": "2024-03-28", "boilerplate": [0, 1, 5, 6], "blank": [6, 7],
        "awards": [{"id": "bang-khen", "class": null}, {"id": "huan-chuong-lao-dong", "class": "1"},
            {"id": "bang-khen", "class": ""}],
        "counts": [{"value": 8, "noun": "tập thể"}, {"value": 8, "noun": "cá nhân"}, {"value": 2, "noun": "hộ"}],
        "dates": [{"edtf": "XXXX-03-28"}, {"edtf": "2023"}],
        "units": [{"text": "huyện Bắc Hà", "type": "admin", "path": ["Lào Cai", "Bắc Hà"]},
            {"text": "tỉnh Lào Cai", "type": "admin", "path": ["Lào Cai"]},
            {"text": "xã Na Hối", "type": "admin", "path": ["Lào Cai", "Bắc Hà", "Na Hối"]},
            {"text": "UBND huyện", "type": "org", "path": null}],
    }));
    let record = json!({"id": "a", "published": "2024-03-28T08:00+07:00", "dropped_lines": [1, 5, 7, 9],
        "mentions": [
            {"kind": "award", "award": "huan-chuong-lao-dong", "class": "2"},
            {"kind": "award", "award": "bang-khen", "class": null},
            {"kind": "count", "value": 8, "noun": "nữ cá nhân"},
            {"kind": "count", "value": 8.0, "noun": "tập thể"},
            {"kind": "count", "value": "2", "noun": "hộ"},
            {"kind": "date", "edtf": "2022-03-28"},
            {"kind": "unit", "text": "Huyện Bắc Hà", "path": ["Lào Cai", "Bắc Hà"]},
            {"kind": "unit", "text": "huyện Bắc Hà", "path": null},
            {"kind": "unit", "text": "tỉnh Lào Cai", "path": ["Yên Bái"]},
            {"kind": "person", "text": "Nguyễn Văn A"}]});
    let evaluation = compare(&[("a.json", gold)], &[record]);
    for (kind, hits_gold_found) in [
        (Kind::Boilerplate, (2, 3, 3)),
        (Kind::Awards, (1, 3, 2)),
        (Kind::Counts, (2, 3, 3)),
        (Kind::Dates, (1, 2, 1)),
        (Kind::Units, (2, 4, 2)),
        (Kind::Paths, (1, 3, 2)),
    ] {
        assert_eq!(tally(&evaluation, kind), hits_gold_found, "{kind:?}");
    }
    assert_eq!(evaluation.figures().published, (1, 1));
    assert_eq!(
        evaluation.list(Kind::Awards),
        "a  MISSED  {\"class\":\"1\",\"id\":\"huan-chuong-lao-dong\"}\n\
         a  MISSED  {\"class\":\"\",\"id\":\"bang-khen\"}\n\
         a  FALSE   {\"award\":\"huan-chuong-lao-dong\",\"class\":\"2\",\"kind\":\"award\"}\n"
    );
    assert_eq!(
        evaluation.list(Kind::Paths),
        "a  WRONG   {\"found\":[\"Yên Bái\"],\"path\":[\"Lào Cai\"],\"text\":\"tỉnh Lào Cai\"}\n"
    );
    assert_eq!(evaluation.list(Kind::Boilerplate), "a  MISSED  0\na  FALSE   9\n");
}

fn row(kind: &str, count: Value, conferrer: Value, recipients: &[&str], status: &str) -> Value {
    json!({"award": "bang-khen", "class": null, "kind": kind, "count": count, "conferrer": conferrer,
        "recipients": recipients, "status": status, "period": null})
}

#[test]
fn rows_are_paired_with_those_that_agree_most() {
    let gold = article(json!({"conferrals": [
        row("collective", json!(2), json!("UBND tỉnh Hà Nam"), &["Xí nghiệp Một", "Xí nghiệp Hai"], "conferred"),
        row("collective", json!(5), json!("UBND tỉnh Hà Nam"), &[], "conferred"),
        row("individual", json!(null), json!(null), &[], "past"),
    ]}));
    let record = json!({"id": "a", "mentions": [], "conferrals": [
        row("collective", json!(5), json!("tỉnh Hà Nam"), &[], "conferred"),
        row("collective", json!(2), json!({"name": "Chủ tịch UBND tỉnh Hà Nam"}),
            &["xí nghiệp hai", "xí nghiệp một", "xí nghiệp ba"], "conferred"),
        row("individual", json!(1), json!(null), &[], "conferred"),
        json!({"award": "giay-khen", "kind": "individual", "status": "past"}),
    ]});
    let evaluation = compare(&[("a.json", gold)], &[record]);
    // The second row of the gold is the first found; the first has one recipient too many; the third has
    // another status.
    assert_eq!(tally(&evaluation, Kind::Conferrals), (2, 3, 4));
    assert_eq!(tally(&evaluation, Kind::ConferralsStrict), (1, 3, 4));
    let fields = [("count", 1.0), ("conferrer", 1.0), ("recipients", 0.5), ("period", 1.0)];
    assert_eq!(evaluation.figures().fields(), Some(fields));
    let listed = evaluation.list(Kind::Conferrals);
    let whats: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().nth(1)).collect();
    assert_eq!(whats, ["MISSED", "MISSED", "FALSE", "FALSE", "FALSE"]);
}

#[test]
fn the_table_and_the_json_say_the_same() {
    let ceremonies = |kinds: &[&str], date: Value| json!([{"kinds": kinds, "date": date}]);
    let gold = [
        ("a.json", article(json!({"ceremonies": ceremonies(&["review", "launch"], json!(null))}))),
        ("b.json", article(json!({"ceremonies": ceremonies(&["review"], json!("XXXX-03-28"))}))),
        (
            "c.json",
            article(json!({"ceremonies": ceremonies(&["review"], json!("2024")), "published": "2024"})),
        ),
    ];
    let records = [
        json!({"id": "b", "schema": 1, "ceremonies": ceremonies(&["review"], json!("2024-03-29"))}),
        json!({"id": "a", "ceremonies": ceremonies(&["launch"], json!("2024"))}),
        json!({"id": "z", "ceremonies": ceremonies(&["launch"], json!("2024"))}),
    ];
    let figures = compare(&gold, &records).figures();
    let table = figures.to_string();
    let want = "3 articles, 1 without a record\n                    P      R     F1   gold  found\n\
        boilerplate     1.000  1.000  1.000      0      0\n";
    assert!(table.starts_with(want), "{table}");
    let want = "ceremonies      0.500  0.333  0.400      3      2\npublication dates right: 0/1\n";
    assert!(table.ends_with(want), "{table}");
    let json = figures.to_json();
    assert_eq!(json["ceremonies"], json!({"p": 0.5, "r": 0.3333, "f1": 0.4, "gold": 3, "found": 2}));
    assert_eq!((&json["published"], json.get("fields")), (&json!(0.0), None));
}

#[test]
fn of_records_that_share_an_id_the_last_counts() {
    let gold = article(json!({"dates": [{"edtf": "2023"}]}));
    let dated = |edtf: &str| json!({"id": "a", "mentions": [{"kind": "date", "edtf": edtf}]});
    for (first, last, hits) in [("2022", "2023", 1), ("2023", "2022", 0)] {
        let evaluation = compare(&[("a.json", gold.clone())], &[dated(first), dated(last)]);
        assert_eq!(tally(&evaluation, Kind::Dates), (hits, 1, 1));
    }
}

#[test]
fn a_page_shows_each_state_by_a_word_a_sign_and_a_class() {
    let gold = article(json!({
        "awards": [{"text": "Bằng khen", "id": "bang-khen"}, {"text": "Giấy khen", "id": "giay-khen"}],
        "units": [{"text": "huyện <Hà>", "type": "admin", "path": ["Hà & Nam"]}],
        "conferrals": [row("mixed", json!(3), json!(null), &["Tổ \"Một\""], "conferred")],
    }));
    let text = "Huyện <Hà> tặng Bằng khen, Giấy khen năm 2023";
    let at = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        (start, start + words.chars().count())
    };
    let mention = |kind: &str, words: &str, name: &str, value: Value| {
        let (start, end) = at(words);
        json!({"kind": kind, "start": start, "end": end, "text": words, name: value})
    };
    let record = json!({"id": "a", "text": text, "mentions": [
        mention("unit", "Huyện <Hà>", "path", json!(["Hà Tây"])),
        mention("award", "Bằng khen", "award", json!("bang-khen")),
        mention("date", "năm 2023", "edtf", json!("2023")),
        // It ends inside the award, and is no place of the text's.
        mention("count", "tặng Bằng", "value", json!(1)),
        {"kind": "unit", "start": 0, "end": 999, "text": "nơi xa"}],
        "conferrals": [row("mixed", json!(4), json!(null), &["Tổ \"Một\""], "conferred")]});
    let page = compare(&[("a.json", gold)], &[record]).page();
    for part in [
        "<mark class=\"differs of-units of-paths\"><b>≠path</b>Huyện &lt;Hà&gt;</mark> <mark class=\"false of-counts\">",
        "<b>+count</b>tặng <mark class=\"hit of-awards\"><b>✓<span class=\"spoken\">award </span></b>Bằng</mark></mark>\
         <mark class=\"hit of-awards\"> khen</mark>, ",
        "<mark class=\"missed of-awards\"><b>−award</b>Giấy khen</mark>",
        "<mark class=\"false of-dates\"><b>+date</b>năm 2023</mark>",
        "<td class=\"missed\"><b class=\"state\">−</b> “Giấy khen” id giay-khen</td><td class=\"soft\">nothing</td>",
        "huyện &lt;Hà&gt;: Hà &amp; Nam</td>",
        "<b class=\"state\">≠</b> row right, details differ</th>",
        "<li class=\"differs\"><span class=\"label\">≠ count</span> 4</li>",
        "Tổ &quot;Một&quot;",
    ] {
        assert!(page.contains(part), "{part}\nin\n{page}");
    }
    let (opened, closed) = (page.matches("<mark").count(), page.matches("</mark>").count());
    assert_eq!(opened, closed);
    for foreign in ["http:", "https:", "<script", "<link", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}
