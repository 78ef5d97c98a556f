//! `--gazetteer FOLDER` and `bangvang gazetteer check`: tables that an expert edits, without compiling.
//! `bangvang gazetteer find`: looking units up in them.

use crate::harness::{Dir, PAGE};
use serde_json::Value;

/// The record of a page read with these tables.
fn read_with(page: &str, tables: &[(&str, &str)]) -> Value {
    let dir = Dir::with(&[("a.txt", page.as_bytes())]);
    for (name, text) in tables {
        dir.write(&format!("my/{name}"), text.as_bytes());
    }
    std::fs::create_dir_all(dir.path().join("my")).unwrap();
    dir.run(&["extract", "a.txt", "-o", "out", "--gazetteer", "my"]).exits(0);
    dir.records("out").remove(0)
}

/// The award and the conferrer of each of a record's conferrals: "bang-khen by UBND tỉnh Hà Nam".
fn told(record: &Value) -> Vec<String> {
    let cell = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let row = |row: &Value| format!("{} by {}", cell(&row["award"]), cell(&row["conferrer"]));
    record["conferrals"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_form_of_an_award_is_found_once_it_is_in_a_table() {
    let page = PAGE.replace("Bằng khen", "Bằng tán dương");
    assert!(told(&read_with(&page, &[])).is_empty());
    let forms = [("award-forms.csv", "form;award\r\nbằng tán dương;bang-khen\r\n")];
    assert_eq!(told(&read_with(&page, &forms)), ["bang-khen by UBND tỉnh Hà Nam"; 2]);
}

#[test]
fn an_award_of_ones_own_is_called_by_its_name_in_the_results() {
    let page = PAGE.replace("Bằng khen", "Bằng tán dương");
    let dir = Dir::with(&[
        ("a.txt", page.as_bytes()),
        ("my/awards.csv", "id,name_vi,kind\nbang-tan-duong,Bằng tán dương,certificate\n".as_bytes()),
        ("my/award-forms.csv", "form,award\nbằng tán dương,bang-tan-duong\n".as_bytes()),
    ]);
    let ran = dir.run(&["extract", "a.txt", "-o", "out", "--gazetteer", "my"]).exits(0);
    assert!(ran.stdout().contains("Bằng tán dương"), "{}", ran.stdout());
    assert_eq!(dir.table("out/conferrals.csv")[0]["award_name"], "Bằng tán dương");
    let shown = dir.run(&["show", "a.txt", "--gazetteer", "my"]).exits(0).stdout();
    assert!(shown.contains("Bằng tán dương   UBND tỉnh Hà Nam"), "{shown}");
}

#[test]
fn an_outlet_tells_its_home_and_is_replaced_by_its_host() {
    let page = "<html><head><link rel=canonical href=https://baomoi.example/1.html></head><body>\
        <h1>Tỉnh tổng kết phong trào thi đua năm 2023</h1><p>UBND tỉnh tặng Bằng khen cho 19 tập thể có thành tích \
        xuất sắc trong phong trào thi đua.</p></body></html>";
    for (outlets, name, conferrer) in [
        ("host,name,home\nbaomoi.example,Báo Mới,35\n", "Báo Mới", "UBND tỉnh Hà Nam"),
        ("host,name,home\nbaomoi.example,Báo Khác,37\n", "Báo Khác", "UBND tỉnh Ninh Bình"),
    ] {
        let record = read_with(page, &[("outlets.csv", outlets)]);
        assert_eq!(record["source"]["outlet"], name);
        assert_eq!(told(&record), [format!("bang-khen by {conferrer}")]);
    }
}

#[test]
fn a_body_and_a_phrase_of_residue_are_read_from_the_folder() {
    let page =
        PAGE.replace("UBND tỉnh tặng", "Liên hội Thả diều tặng").replace("Tin liên quan", "Chuyện bên lề");
    let tables = [
        ("bodies.csv", "form,extent,level\nLiên hội Thả diều,fixed,union\n"),
        ("residue.csv", "phrase,where,scope\nchuyện bên lề,line,tail\n"),
    ];
    let (without, with) = (read_with(&page, &[]), read_with(&page, &tables));
    assert_eq!(told(&with), ["bang-khen by Liên hội Thả diều"; 2]);
    // Without the tables the name begins at a form that is known, and the line below the list is one more award.
    let hoi = "bang-khen by hội Thả diều";
    assert_eq!(told(&without), [hoi, hoi, "huan-chuong-lao-dong by Chủ tịch nước"]);
    let text = |record: &Value| record["text"].as_str().unwrap().to_owned();
    assert!(text(&without).contains("Chuyện bên lề") && !text(&with).contains("Chuyện bên lề"));
}

#[test]
fn a_unit_that_is_added_has_its_path() {
    let page = PAGE.replace("cho 19 tập thể", "cho huyện Thử Nghiệm");
    let units = [("units.csv", "id,type,name,parent\n9999-2020,huyen,Thử Nghiệm,35\n")];
    let record = read_with(&page, &units);
    let mentions = record["mentions"].as_array().unwrap();
    let unit = mentions.iter().find(|m| m["text"] == "huyện Thử Nghiệm").unwrap();
    assert_eq!(unit["path"], serde_json::json!(["Hà Nam", "Thử Nghiệm"]), "{unit}");
}

/// A folder with several faults, and all that is to be said of them.
fn faulty() -> (Dir, String) {
    let dir = Dir::with(&[
        ("a.txt", PAGE.as_bytes()),
        ("my/award-forms.csv", "form,award\nbằng tán dương,bang-ken\n".as_bytes()),
        ("my/award.csv", b""),
        ("my/bodies.csv", "form,extent,levle\nLiên hội,plase,\n".as_bytes()),
        ("my/outlets.csv", "\u{feff}host;name;home\r\nhttp://baomoi.vn/;Báo Mới;35\r\n".as_bytes()),
    ]);
    let want = "my/award-forms.csv:2: award: no award has the id \"bang-ken\"; did you mean bang-khen?\n\
        my/award.csv: no table is called so; did you mean awards.csv?\n\
        my/bodies.csv:1: column \"levle\" is unknown; did you mean level?\n\
        my/bodies.csv:2: extent: \"plase\" is none of fixed, place, name, field, group, number, foreign, never; did you mean place?\n\
        my/outlets.csv:2: host: \"http://baomoi.vn/\" is more than a host; write baomoi.vn\n";
    (dir, want.to_owned())
}

#[test]
fn a_run_does_not_begin_over_tables_with_faults() {
    let (dir, want) = faulty();
    let want: String = want.lines().map(|line| format!("bangvang: {line}\n")).collect();
    for args in
        [&["extract", "a.txt", "-o", "out", "--gazetteer", "my"][..], &["show", "a.txt", "--gazetteer", "my"]]
    {
        let ran = dir.run(args).exits(2);
        assert_eq!((ran.stderr(), ran.stdout()), (want.clone(), String::new()));
    }
    assert!(!dir.path().join("out").exists());
    let gone = dir.run(&["show", "a.txt", "--gazetteer", "gone"]).exits(2).stderr();
    assert!(gone.starts_with("bangvang: gone: cannot be read: No such file"), "{gone}");
}

#[test]
fn the_checker_says_all_that_is_wrong_and_counts_the_rows() {
    let (dir, want) = faulty();
    let out = dir.run(&["gazetteer", "check", "my"]).exits(1).stdout();
    let summary = out.strip_prefix(&want).unwrap_or_else(|| panic!("{want}\nbefore\n{out}"));
    let over = "over them award-forms.csv 0 replaced, 1 added; bodies.csv 0 replaced, 1 added; \
        outlets.csv 0 replaced, 1 added; 5 problems\n";
    assert!(summary.starts_with("21 tables, ") && summary.ends_with(over), "{summary}");
}

#[test]
fn the_standard_tables_have_no_faults() {
    let dir = Dir::with(&[("my/bodies.csv", "form,extent\nchính phủ,fixed\n".as_bytes())]);
    let standard = dir.run(&["gazetteer", "check"]).exits(0).stdout();
    assert!(standard.ends_with(" rows; no problems\n"), "{standard}");
    let over = dir.run(&["gazetteer", "check", "my"]).exits(0).stdout();
    let over = over.replace("over them bodies.csv 1 replaced, 0 added; ", "");
    assert_eq!(over, standard);
}

#[test]
fn find_prints_a_table_or_a_line_of_json_for_each_unit() {
    let dir = Dir::new();
    let table = dir.run(&["gazetteer", "find", "huyện Bắc Hà", "--on", "2024-03-28"]).exits(0).stdout();
    let want = " 085-2020   huyện   Lào Cai › Bắc Hà          2025-06-30   15-2025 Lào Cai ";
    assert!(table.lines().any(|line| line == want), "{table}");
    let ran =
        dir.run(&["gazetteer", "find", "Bắc Hà", "--on", "2024-03", "--at", "Lào Cai", "--json"]).exits(0);
    let units: Vec<Value> = ran.stdout().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |unit: &Value| (unit["type"].clone(), unit["path_ids"].clone());
    assert_eq!(
        units.iter().map(told).collect::<Vec<_>>(),
        [
            ("huyen".into(), serde_json::json!(["10-2020", "085-2020"])),
            ("thi-tran".into(), serde_json::json!(["10-2020", "085-2020", "02839-2020"])),
        ]
    );
    let address = dir.run(&["gazetteer", "find", "P. Bến Nghé, Q.1, TP.HCM", "--json"]).exits(0).stdout();
    assert!(address.starts_with("{\"id\":\"26740-2020\""), "{address}");
}

#[test]
fn find_says_what_may_have_been_meant_where_it_finds_nothing() {
    let dir = Dir::new();
    for (args, code, want) in [
        (&["huyện Bắc Hàa"][..], 1, "bangvang: huyện Bắc Hàa: no unit is called so; did you mean Bắc Hà, "),
        (
            &["Bắc Hà", "--at", "Lào Kay"],
            2,
            "bangvang: --at Lào Kay: no unit is called so; did you mean Lào Cai",
        ),
        (
            &["Hà Tây", "--on", "2024", "--at", "Lào Cai"],
            1,
            "bangvang: Hà Tây: no unit is called so on 2024 at Lào Cai; \
             elsewhere Gia Lai › Chư Păh › Hà Tây (xã until 2025-06-30)\n",
        ),
        (
            &["tỉnh Hà Tây", "--on", "2024", "--at", "Lào Cai"],
            1,
            "bangvang: tỉnh Hà Tây: no unit is called so on 2024 at Lào Cai; \
             elsewhere and on other days Hà Tây (tỉnh from 1991-08-12 to 2008-07-31)\n",
        ),
        (
            &["thành phố Tuy Hòa", "--on", "2026"],
            1,
            "bangvang: thành phố Tuy Hòa: no unit is called so on 2026; \
             on other days Phú Yên › Tuy Hòa (thành phố from 2005-01-20 to 2025-06-30)\n",
        ),
        (
            &["Châu Thành, Bến Tre", "--at", "Lào Cai"],
            1,
            "bangvang: Châu Thành, Bến Tre: no unit is called so at Lào Cai; \
             elsewhere Bến Tre › Châu Thành (huyện until 2025-06-30)\n",
        ),
        (&[","], 1, "bangvang: ,: no unit is called so\n"),
        (&["Bắc Hà", "--on", "last year"], 2, "error: invalid value 'last year' for '--on <DATE>'"),
        (&[], 2, "error: the following required arguments were not provided"),
    ] {
        let ran = dir.run(&[&["gazetteer", "find"], args].concat()).exits(code);
        assert!(ran.stderr().starts_with(want) && ran.stdout().is_empty(), "{args:?}: {}", ran.stderr());
    }
}

#[test]
fn find_reads_a_file_of_addresses_line_by_line() {
    let dir = Dir::new();
    let lines = "\u{feff}8 Trần Phú, Lộc Thọ, Nha Trang\r\n\r\nChâu Thành\n";
    let args = ["gazetteer", "find", "--addresses", "-", "--on", "2024"];
    let out = dir.run_with(&args, &[], lines.as_bytes()).exits(0).stdout();
    let read: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read.len(), 3, "{out}");
    assert_eq!(read[0]["unit"]["path"], serde_json::json!(["Khánh Hòa", "Nha Trang", "Lộc Thọ"]));
    assert_eq!(read[0]["street"], "8 Trần Phú");
    assert_eq!((&read[1]["unit"], &read[1]["street"]), (&Value::Null, &Value::Null));
    assert_eq!((&read[2]["unit"], read[2]["unsettled"].as_array().unwrap().len()), (&Value::Null, 10));
    let gone = dir.run(&["gazetteer", "find", "--addresses", "gone.txt"]).exits(3).stderr();
    assert!(gone.starts_with("bangvang: gone.txt: cannot be read: No such file"), "{gone}");
}
