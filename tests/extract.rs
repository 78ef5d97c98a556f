//! `bangvang extract`: what it writes, and when it does not.

use crate::harness::{Dir, PAGE};

const RECORD_KEYS: [&str; 12] = [
    "schema",
    "id",
    "source",
    "title",
    "author",
    "published",
    "text",
    "body_start",
    "dropped_lines",
    "mentions",
    "conferrals",
    "ceremonies",
];
const CONFERRAL_KEYS: [&str; 14] = [
    "award",
    "class",
    "level",
    "conferrer",
    "presenter",
    "kind",
    "count",
    "recipients",
    "status",
    "period",
    "date",
    "ceremony",
    "evidence",
    "confidence",
];

fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sorted(keys: &[&'static str]) -> Vec<&'static str> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys
}

#[test]
fn a_page_becomes_a_record_with_every_key_of_the_contract() {
    let dir = Dir::with(&[("pages/ha-nam.txt", PAGE.as_bytes())]);
    dir.run(&["extract", "pages", "-o", "out"]).exits(0);
    let records = dir.records("out");
    assert_eq!(records.len(), 1);
    let record = &records[0];
    assert_eq!(keys(record), sorted(&RECORD_KEYS));
    assert_eq!(keys(&record["source"]), sorted(&["path", "url", "host", "outlet"]));
    assert_eq!(keys(&record["conferrals"][0]), sorted(&CONFERRAL_KEYS));
    assert_eq!(
        keys(&record["ceremonies"][0]),
        sorted(&["kinds", "date", "place", "organiser", "period", "evidence"])
    );
    assert_eq!(record["id"], "ha-nam");
    assert_eq!(record["title"], "Hà Nam tổng kết phong trào thi đua");
    assert_eq!(record["published"], serde_json::Value::Null);
    assert_eq!(record["dropped_lines"], serde_json::json!([3, 4]));
}

#[test]
fn conferrals_are_flat_rows_that_spreadsheets_open() {
    let dir = Dir::with(&[("ha-nam.txt", PAGE.as_bytes())]);
    dir.run(&["extract", "ha-nam.txt", "-o", "out"]).exits(0);
    let rows = dir.table("out/conferrals.csv");
    let cells: Vec<_> = rows
        .iter()
        .map(|r| {
            [
                &r["award"],
                &r["award_name"],
                &r["conferrer"],
                &r["kind"],
                &r["count"],
                &r["status"],
                &r["date"],
            ]
        })
        .collect();
    assert_eq!(
        cells,
        [
            ["bang-khen", "Bằng khen", "UBND tỉnh Hà Nam", "collective", "19", "conferred", "2024-03-28"],
            ["bang-khen", "Bằng khen", "UBND tỉnh Hà Nam", "individual", "46", "conferred", "2024-03-28"],
        ]
    );
    assert_eq!(
        rows[0]["evidence"],
        "Dịp này, UBND tỉnh tặng Bằng khen cho 19 tập thể và 46 cá nhân có thành tích xuất sắc."
    );
    let ceremonies = dir.table("out/ceremonies.csv");
    assert_eq!(ceremonies[0]["kinds"], "review; conferral");
}

#[test]
fn cells_that_begin_like_formulas_are_made_harmless() {
    let page = PAGE.replace("Hà Nam tổng kết", "=Hà Nam tổng kết");
    let dir = Dir::with(&[("x.txt", page.as_bytes())]);
    dir.run(&["extract", "x.txt", "-o", "out"]).exits(0);
    assert_eq!(dir.table("out/conferrals.csv")[0]["title"], "'=Hà Nam tổng kết phong trào thi đua");
}

#[test]
fn the_summary_counts_and_names_the_commonest_awards() {
    let dir = Dir::with(&[("a.txt", PAGE.as_bytes()), ("b.txt", b"")]);
    let ran = dir.run(&["extract", ".", "-o", "out"]).exits(3);
    let out = ran.stdout();
    let counts = "2 records: 1 article, 0 skipped, 1 problem\n2 conferrals, 1 ceremony\n";
    assert!(out.starts_with(counts), "{out}");
    assert!(out.contains("   2          65  Bằng khen"), "{out}");
}

#[test]
fn results_are_replaced_only_by_force_and_other_files_stay() {
    let dir = Dir::with(&[("a.txt", PAGE.as_bytes()), ("out/notes.txt", b"mine")]);
    dir.run(&["extract", "a.txt", "-o", "out"]).exits(0);
    let before = dir.read("out/articles.jsonl");
    let refused = dir.run(&["extract", "a.txt", "-o", "out"]).exits(2);
    assert!(
        refused.stderr().contains("out holds results already (articles.jsonl); pass --force"),
        "{}",
        refused.stderr()
    );
    assert_eq!(dir.read("out/articles.jsonl"), before);
    dir.run(&["extract", "a.txt", "-o", "out", "--force", "--published", "2020"]).exits(0);
    assert_ne!(dir.read("out/articles.jsonl"), before);
    assert_eq!(dir.read("out/notes.txt"), "mine");
    let left: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing half-written is left beside the results: {left:?}");
}

#[test]
fn wrong_usage_is_told_with_exit_code_2() {
    let dir = Dir::with(&[("a.txt", PAGE.as_bytes()), ("file", b"x")]);
    for (args, says) in [
        (vec!["extract"], "PATH"),
        (vec!["extract", "a.txt"], "--output"),
        (
            vec!["extract", "a.txt", "-o", "out", "--published", "28/3/2024"],
            "write 2024, 2024-03 or 2024-03-28",
        ),
        (vec!["extract", "a.txt", "-o", "out", "--published", "2024-02-30"], "not a date"),
        (vec!["extract", "a.txt", "-o", "out", "--jobs", "0"], "--jobs"),
        (vec!["extract", "a.txt", "-o", "out", "--min-confidence", "30"], "not a number from 0 to 1"),
        (vec!["extract", "a.txt", "-o", "file"], "file is no folder"),
        (vec!["weigh"], "weigh"),
    ] {
        let ran = dir.run(&args).exits(2);
        assert!(ran.stderr().contains(says), "{args:?}: {}", ran.stderr());
    }
}

#[test]
fn rows_less_sure_than_asked_are_left_out() {
    let text = "Chuyện ở thôn\nSáng 28/3, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể. Bà con mong được tặng Cờ thi đua.";
    let dir = Dir::with(&[("a.txt", text.as_bytes())]);
    for (floor, awards) in [("0", vec!["bang-khen", "co-thi-dua"]), ("0.5", vec!["bang-khen"]), ("1", vec![])]
    {
        dir.run(&["extract", "a.txt", "-o", "out", "--force", "--min-confidence", floor]).exits(0);
        let rows = dir.table("out/conferrals.csv");
        assert_eq!(rows.iter().map(|row| row["award"].as_str()).collect::<Vec<_>>(), awards, "{floor}");
    }
}

#[test]
fn a_page_comes_from_standard_input_too() {
    let dir = Dir::new();
    dir.run_with(&["extract", "-", "-o", "out"], &[], PAGE.as_bytes()).exits(0);
    let record = &dir.records("out")[0];
    assert_eq!((record["id"].as_str(), record["source"]["path"].as_str()), (Some("stdin"), Some("-")));
}

#[test]
fn what_the_user_says_holds_where_the_page_is_silent() {
    let dated = PAGE.replace("thi đua\n", "thi đua\n29/03/2024 08:00\n").replace("28/3/2024", "28/3");
    let undated = PAGE.replace("28/3/2024", "28/3");
    let dir = Dir::with(&[("dated.txt", dated.as_bytes()), ("undated.txt", undated.as_bytes())]);
    let args = [
        "extract",
        "dated.txt",
        "undated.txt",
        "-o",
        "out",
        "--published",
        "2019-04-01",
        "--outlet",
        "baohanam.com.vn",
    ];
    dir.run(&args).exits(0);
    let records = dir.records("out");
    let said: Vec<_> =
        records.iter().map(|r| (r["published"].as_str(), r["conferrals"][0]["date"].as_str())).collect();
    assert_eq!(
        said,
        [(Some("2024-03-29T08:00+07:00"), Some("2024-03-28")), (Some("2019-04-01"), Some("2019-03-28"))]
    );
    assert_eq!(records[1]["source"]["outlet"], "Báo Hà Nam");
}

#[test]
fn generic_bodies_are_those_of_the_outlets_province() {
    let page =
        "Tặng Bằng khen cho 5 tập thể\nDịp này, UBND tỉnh tặng Bằng khen cho 5 tập thể xuất sắc trong năm.";
    let dir = Dir::with(&[("a.txt", page.as_bytes())]);
    dir.run(&["extract", "a.txt", "-o", "out", "--outlet", "baotayninh.vn"]).exits(0);
    assert_eq!(dir.table("out/conferrals.csv")[0]["conferrer"], "UBND tỉnh Tây Ninh");
}

#[test]
fn html_and_text_are_told_apart_by_content() {
    let html = "<html><body><div class=menu>Trang chủ</div><h1>Hà Nam tổng kết phong trào thi đua</h1>\
        <p>Dịp này, UBND tỉnh Hà Nam tặng <b>Bằng khen</b> cho 19 tập thể có thành tích xuất sắc.</p></body></html>";
    let dir = Dir::with(&[("page.txt", html.as_bytes()), ("text.html", PAGE.as_bytes())]);
    dir.run(&["extract", ".", "-o", "out"]).exits(0);
    let dropped: Vec<_> = dir.records("out").iter().map(|r| r["dropped_lines"].is_null()).collect();
    assert_eq!(dropped, [true, false], "only plain text has dropped lines");
    assert_eq!(dir.table("out/conferrals.csv").len(), 3);
}

#[test]
fn results_of_earlier_runs_are_no_input() {
    let dir = Dir::with(&[("pages/a.txt", PAGE.as_bytes())]);
    dir.run(&["extract", "pages", "-o", "pages/one"]).exits(0);
    dir.run(&["extract", "pages", "-o", "pages/two"]).exits(0);
    assert_eq!(dir.read("pages/one/conferrals.csv"), dir.read("pages/two/conferrals.csv"));
}

#[test]
fn the_page_goes_before_what_the_user_says_of_its_outlet() {
    let own = format!("Báo Nam Định điện tử\nTrang chủ | Thời sự\n{PAGE}");
    let portal = format!("CỔNG THÔNG TIN ĐIỆN TỬ TỈNH GIA LAI\n{}", PAGE.replace(" Hà Nam", ""));
    let files = [("own.txt", own.as_str()), ("plain.txt", PAGE), ("portal.txt", &portal)];
    let dir = Dir::with(&files.map(|(name, text)| (name, text.as_bytes())));
    dir.run(&["extract", ".", "-o", "out", "--outlet", "baotayninh.vn", "--published", "2019-03-29"])
        .exits(0);
    let outlets: Vec<_> =
        dir.records("out").iter().map(|r| r["source"]["outlet"].as_str().unwrap().to_owned()).collect();
    assert_eq!(outlets, ["Báo Nam Định", "Báo Tây Ninh", "Cổng thông tin điện tử tỉnh Gia Lai"]);
}

#[test]
fn a_portals_header_says_which_province_on_the_day() {
    // Codes of provinces were given anew in 2025: that of Gia Lai was Bình Định's before.
    for (published, province) in [("2019-03-29", "UBND tỉnh Gia Lai"), ("2025-08-29", "UBND tỉnh Gia Lai")]
    {
        let page = format!(
            "CỔNG THÔNG TIN ĐIỆN TỬ TỈNH GIA LAI\n{}",
            PAGE.replace("Hà Nam ", "").replace(" Hà Nam", "")
        );
        let dir = Dir::with(&[("a.txt", page.as_bytes())]);
        dir.run(&["extract", "a.txt", "-o", "out", "--published", published]).exits(0);
        assert_eq!(dir.table("out/conferrals.csv")[0]["conferrer"], province, "{published}");
    }
}

#[test]
fn a_sentence_too_long_for_a_cell_is_cut() {
    let many: Vec<String> = (2..600).map(|i| format!("Bằng khen cho {i} tập thể")).collect();
    let page = format!("Khen thưởng\nDịp này, UBND tỉnh Hà Nam tặng {}.", many.join(", "));
    let dir = Dir::with(&[("a.txt", page.as_bytes())]);
    dir.run(&["extract", "a.txt", "-o", "out"]).exits(0);
    let rows = dir.table("out/conferrals.csv");
    assert!(rows.len() > 500, "{}", rows.len());
    let longest = rows.iter().map(|row| row["evidence"].chars().count()).max().unwrap();
    assert!((10..=4001).contains(&longest), "{longest}");
}
