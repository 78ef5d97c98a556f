//! `bangvang eval`: gold that people have annotated, beside pages or records.

use crate::harness::{Dir, PAGE};
use serde_json::{Value, json};

/// What a person reads in [`PAGE`], but for one recipient too many.
fn gold() -> Value {
    let row = |kind: &str, count: u32, recipients: &[&str]| {
        json!({"award": "bang-khen", "class": null, "conferrer": "UBND tỉnh Hà Nam", "kind": kind, "count": count,
            "recipients": recipients, "status": "conferred", "period": null, "evidence": "tặng Bằng khen"})
    };
    json!({"id": "a", "boilerplate": [3, 4],
        "awards": [{"text": "Bằng khen", "id": "bang-khen", "class": null}],
        "counts": [{"text": "19 tập thể", "value": 19, "noun": "tập thể"},
            {"text": "46 cá nhân", "value": 46, "noun": "cá nhân"}],
        "dates": [{"text": "28/3/2024", "edtf": "2024-03-28"}, {"text": "năm 2023", "edtf": "2023"}],
        "units": [], "ceremonies": [],
        "conferrals": [row("collective", 19, &[]), row("individual", 46, &["Nguyễn <Văn> A"])]})
}

/// A page and its gold.
fn dir() -> Dir {
    Dir::with(&[("pages/a.txt", PAGE.as_bytes()), ("gold/a.json", gold().to_string().as_bytes())])
}

/// The line of the table that begins with this, its cells parted by single spaces.
#[track_caller]
fn line(out: &str, kind: &str) -> String {
    let found = out.lines().find(|line| line.split_whitespace().next() == Some(kind));
    let found = found.unwrap_or_else(|| panic!("{kind} in\n{out}"));
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn figures_are_the_same_for_pages_a_folder_of_results_and_its_records() {
    let dir = dir();
    let of_pages = dir.run(&["eval", "gold", "pages"]).exits(0).stdout();
    assert!(of_pages.starts_with("1 articles, 0 without a record\n"), "{of_pages}");
    for want in [
        "boilerplate 1.000 1.000 1.000 2 2",
        "awards 1.000 1.000 1.000 1 1",
        "counts 1.000 1.000 1.000 2 2",
        "dates 1.000 1.000 1.000 2 2",
        "conferrals 1.000 1.000 1.000 2 2",
        "conferrals+ 0.500 0.500 0.500 2 2",
    ] {
        assert_eq!(line(&of_pages, want.split(' ').next().unwrap()), want);
    }
    assert!(of_pages.contains("count 1.000  conferrer 1.000  recipients 0.500  period"), "{of_pages}");
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    for records in ["out", "out/articles.jsonl"] {
        assert_eq!(dir.run(&["eval", "gold", records]).exits(0).stdout(), of_pages, "{records}");
    }
}

#[test]
fn misses_and_false_rows_are_listed() {
    let out = dir().run(&["eval", "gold", "pages", "--show", "conferrals"]).exits(0).stdout();
    let listed: Vec<&str> = out.lines().take_while(|line| line.starts_with("a  ")).collect();
    let [missed, wrong] = &listed[..] else { panic!("{out}") };
    assert!(missed.starts_with("a  MISSED  {") && missed.contains("Nguyễn <Văn> A"), "{missed}");
    assert!(wrong.starts_with("a  FALSE   {") && wrong.contains("\"recipients\":[]"), "{wrong}");
}

#[test]
fn figures_and_page_are_written() {
    let dir = dir();
    dir.run(&["eval", "gold", "pages", "--json", "figures.json", "--html", "page.html"]).exits(0);
    let figures: Value = serde_json::from_str(&dir.read("figures.json")).unwrap();
    assert_eq!(figures["conferrals+"], json!({"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 2, "found": 2}));
    assert_eq!(figures["fields"]["recipients"], 0.5);
    let page = dir.read("page.html");
    for part in ["<h3 id=\"a0\">a</h3>", "<mark class=\"hit of-awards\">", "Nguyễn &lt;Văn&gt; A"] {
        assert!(page.contains(part), "{part} in\n{page}");
    }
    let failed = dir.run(&["eval", "gold", "pages", "--html", "gone/page.html"]).exits(1).stderr();
    assert!(failed.starts_with("bangvang: gone/page.html: cannot be written: "), "{failed}");
}

#[test]
fn gold_without_a_record_is_missed() {
    let dir = dir();
    dir.write("gold/b.json", gold().to_string().replace("\"id\":\"a\"", "\"id\":\"b\"").as_bytes());
    let out = dir.run(&["eval", "gold", "pages"]).exits(0).stdout();
    assert!(out.starts_with("2 articles, 1 without a record\n"), "{out}");
    assert_eq!(line(&out, "counts"), "counts 1.000 0.500 0.667 4 2");
}

#[test]
fn faults_of_the_gold_are_told_and_the_rest_is_compared() {
    let dir = dir();
    let mut faulty = gold();
    faulty["id"] = json!("b");
    faulty["counts"][1] = json!({"text": "46 cá nhân", "noun": "cá nhân"});
    faulty["conferrals"][0]["status"] = json!("given");
    dir.write("gold/b.json", faulty.to_string().as_bytes());
    dir.write("gold/c.json", b"{");
    let ran = dir.run(&["eval", "gold", "pages"]).exits(3);
    assert_eq!(
        ran.stderr(),
        "bangvang: gold/b.json: counts[1].value: is missing\n\
         bangvang: gold/b.json: conferrals[0].status: \"given\" is none of conferred, proposed, planned, revoked, past\n\
         bangvang: gold/c.json: is no JSON: EOF while parsing an object at line 1 column 1\n"
    );
    assert!(ran.stdout().starts_with("2 articles, 1 without a record\n"), "{}", ran.stdout());
    assert_eq!(line(&ran.stdout(), "counts"), "counts 1.000 0.667 0.800 3 2");
}

#[test]
fn input_that_cannot_be_read_is_a_problem_and_a_folder_without_gold_wrong_usage() {
    let dir = dir();
    let ran = dir.run(&["eval", "gold", "gone"]).exits(3);
    assert!(ran.stderr().starts_with("bangvang: gone: "), "{}", ran.stderr());
    assert_eq!(line(&ran.stdout(), "awards"), "awards 0.000 0.000 0.000 1 0");
    dir.write("run.jsonl", b"{\"id\": \"a\", \"mentions\": []}\n\n{\"id\": 1}\n{\"id\"\n");
    let ran = dir.run(&["eval", "gold", "run.jsonl"]).exits(3);
    let want =
        "bangvang: run.jsonl: line 3: a record without an id\nbangvang: run.jsonl: line 4: is no JSON: ";
    assert!(ran.stderr().starts_with(want), "{}", ran.stderr());
    for (folder, says) in [("pages", "pages: no gold to compare with"), ("gone", "gone: cannot be read: ")] {
        let told = dir.run(&["eval", folder, "pages"]).exits(2).stderr();
        assert!(told.starts_with(&format!("bangvang: {says}")), "{told}");
    }
}
