//! `bangvang explain`: how the rows of an article came to be.

use crate::harness::{Dir, PAGE};
use serde_json::Value;

fn page() -> Dir {
    Dir::with(&[("a.txt", PAGE.as_bytes())])
}

/// Lines of the program's output, from the one that begins with `from` to the next empty one.
fn block(out: &str, from: &str) -> Vec<String> {
    let lines = out.lines().skip_while(|line| !line.trim_start().starts_with(from));
    lines.take_while(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn a_row_is_explained_by_its_words_its_rule_and_its_fields() {
    let out = page().run(&["explain", "a.txt", "--row", "2"]).exits(0).stdout();
    assert_eq!(out.lines().next(), Some("2  Bằng khen · 46 individual · conferred"));
    assert_eq!(
        block(&out, "Dịp này"),
        [
            "   Dịp này, UBND tỉnh tặng Bằng khen cho 19 tập thể và 46 cá nhân có thành tích xuất sắc.",
            "   ───────  ───────── ──── ─────────                   ──────────",
            "   status   conferrer verb award                       recipients",
        ]
    );
    let rule = block(&out, "rule");
    assert!(rule[0].starts_with("   rule      conferrals.rules, line "), "{out}");
    assert_eq!(rule[1], "             # [conferrer] tặng [award] cho [recipients]");
    assert!(rule[2].starts_with("             [conferred: "), "{out}");
    assert_eq!(
        block(&out, "covers"),
        [
            "   covers    tặng “tặng” · awards:award “Bằng khen” · cho “cho” · to:count “19 tập thể” · to:và “và”",
            "             to:count “46 cá nhân”",
        ]
    );
    assert_eq!(
        block(&out, "award       "),
        [
            "   award       bang-khen  (named in the rule: “Bằng khen”)",
            "   class       -  (not said)",
            "   kind        individual  (named in the rule: “46 cá nhân”)",
            "   count       46  (said: “46 cá nhân”)",
            "   recipients  -  (not said)",
            "   conferrer   UBND tỉnh Hà Nam  (the subject before the verb: “UBND tỉnh”)",
            "   presenter   -  (not said)",
            "   level       province  (that of the conferrer)",
            "   status      conferred  (the clause tells the day or the occasion: “Dịp này”)",
            "   period      -  (not said)",
            "   date        2024-03-28  (the day of the event that the text reports)",
        ]
    );
    assert!(block(&out, "confidence")[1].contains("always: "), "{out}");
}

#[test]
fn what_says_something_in_another_sentence_is_quoted_from_there() {
    let text = "Ngành y tế Hà Nam đón tin vui\nSở Y tế tỉnh Hà Nam ra đời từ năm 1955. Sáng 28/3/2024 đã vinh dự đón nhận \
        Huân chương Lao động hạng Ba.\nBuổi lễ kết thúc lúc 10 giờ.";
    let out = Dir::with(&[("a.txt", text.as_bytes())]).run(&["explain", "a.txt"]).exits(0).stdout();
    let recipients = "   recipients  Sở Y tế tỉnh Hà Nam  (not named; the subject of a sentence before: \
        “Sở Y tế tỉnh Hà Nam”, in another sentence)";
    assert!(out.lines().any(|line| line == recipients), "{out}");
    assert!(out.contains("   conferrer   Chủ tịch nước  (by law nobody else confers this award)\n"), "{out}");
}

#[test]
fn of_a_list_the_lines_that_carry_the_row_are_shown_in_the_width_of_the_terminal() {
    let text = "Hà Nam tổng kết phong trào thi đua\nSáng 28/3/2024, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết.\n\
        Các hình thức khen thưởng dịp này:\n- Cờ thi đua của Chính phủ: 5 tập thể;\n\
        - Giấy khen của Sở Y tế tỉnh Hà Nam: 12 cá nhân.";
    let dir = Dir::with(&[("a.txt", text.as_bytes())]);
    let args = ["explain", "a.txt", "--row", "2"];
    let out = dir.run_with(&args, &[("COLUMNS", "44")], b"").exits(0).stdout();
    assert_eq!(
        block(&out, "Các hình thức"),
        [
            "   Các hình thức khen thưởng dịp này:",
            "                             ───────",
            "                             status",
            "   ...",
            "   - Giấy khen của Sở Y tế tỉnh Hà Nam: 12",
            "     ─────────     ───────────────────  ──",
            "     award         conferrer            recipients",
            "   cá nhân.",
            "   ───────",
        ],
        "{out}"
    );
}

#[test]
fn rows_are_those_that_show_counts() {
    let dir = page();
    let all = dir.run(&["explain", "a.txt"]).exits(0).stdout();
    assert_eq!(all.lines().filter(|line| line.contains(" · conferred")).count(), 2);
    let one = dir.run(&["explain", "a.txt", "--row", "1"]).exits(0).stdout();
    assert!(all.starts_with(&one), "{all}\n{one}");
    let piped = dir.run_with(&["explain", "-"], &[], PAGE.as_bytes()).exits(0).stdout();
    assert_eq!(piped, all);
    for (args, code, said) in [
        (vec!["explain", "a.txt", "--row", "3"], 2, "bangvang: a.txt: no row 3: it has 2\n"),
        (vec!["explain", "none.txt"], 3, "bangvang: none.txt: cannot be read: "),
        (vec!["explain", "a.txt", "--row", "0"], 2, "error: invalid value '0' for '--row <N>'"),
    ] {
        let ran = dir.run(&args).exits(code);
        assert!(ran.stderr().starts_with(said), "{}", ran.stderr());
        assert_eq!(ran.stdout(), "");
    }
}

#[test]
fn a_page_without_rows_says_so() {
    let text = "Thời tiết ngày mai\nTrời nắng, có nơi mưa rào và dông vào chiều tối ngày mai.";
    let dir = Dir::with(&[("a.txt", text.as_bytes())]);
    assert_eq!(dir.run(&["explain", "a.txt"]).exits(0).stdout(), "no conferrals\n");
    assert_eq!(dir.run(&["explain", "a.txt", "--json"]).exits(0).stdout(), "");
}

#[test]
fn json_has_the_rows_of_extract_with_their_sources() {
    let dir = page();
    let out = dir.run(&["explain", "a.txt", "--json"]).exits(0).stdout();
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    dir.run(&["extract", "a.txt", "-o", "out"]).exits(0);
    let record = dir.records("out").remove(0);
    let conferrals: Vec<&Value> = rows.iter().map(|row| &row["conferral"]).collect();
    assert_eq!(conferrals, record["conferrals"].as_array().unwrap().iter().collect::<Vec<_>>());
    assert_eq!(rows[1]["row"], 2);
    assert_eq!(rows[1]["rule"]["name"], "conferred");
    let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
    for mark in rows.iter().flat_map(|row| row["marks"].as_array().unwrap()) {
        let (start, end) = (mark["start"].as_u64().unwrap(), mark["end"].as_u64().unwrap());
        let slice: String = text[start as usize..end as usize].iter().collect();
        assert_eq!(mark["text"], slice);
    }
}

#[test]
fn words_of_ones_own_are_explained_too() {
    let dir = Dir::with(&[
        ("a.txt", PAGE.replace("Bằng khen", "Bằng tán dương").as_bytes()),
        ("my/award-forms.csv", "form,award\nbằng tán dương,bang-khen\n".as_bytes()),
    ]);
    let out = dir.run(&["explain", "a.txt", "--row", "1", "--gazetteer", "my"]).exits(0).stdout();
    assert!(out.contains("bang-khen  (named in the rule: “Bằng tán dương”)"), "{out}");
}
