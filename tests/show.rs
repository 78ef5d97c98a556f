//! `bangvang show`: one article for a person to check.

use crate::harness::{Dir, PAGE};

fn page() -> Dir {
    Dir::with(&[("a.txt", PAGE.as_bytes())])
}

#[test]
fn an_article_is_shown_with_its_rows_and_their_sentences() {
    let ran = page().run(&["show", "a.txt"]).exits(0);
    let out = ran.stdout();
    for part in [
        "Hà Nam tổng kết phong trào thi đua\nSáng 28/3/2024",
        "Bằng khen   UBND tỉnh Hà Nam   19 collective   conferred",
        "1 2  Dịp này, UBND tỉnh tặng Bằng khen cho 19 tập thể và 46 cá nhân có thành tích xuất sắc.",
    ] {
        assert!(out.contains(part), "{part:?} in\n{out}");
    }
    assert!(!out.contains("Huân chương"), "residue is not shown:\n{out}");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_want_it() {
    let yellow = "\u{1b}[33mBằng khen";
    for (env, coloured) in [
        (vec![], false),
        (vec![("CLICOLOR_FORCE", "1")], true),
        (vec![("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        let out = page().run_with(&["show", "a.txt"], &env, b"").exits(0).stdout();
        assert_eq!(out.contains(yellow), coloured, "{env:?}\n{out}");
        assert_eq!(out.contains('\u{1b}'), coloured, "{env:?}\n{out}");
    }
}

#[test]
fn a_page_without_awards_says_so_and_a_bad_one_fails() {
    let dir = Dir::with(&[
        ("a.txt", "Thời tiết ngày mai\nTrời nắng, có nơi mưa rào và dông vào chiều tối ngày mai.".as_bytes()),
        ("b.txt", b""),
    ]);
    assert!(dir.run(&["show", "a.txt"]).exits(0).stdout().ends_with("no conferrals\n"));
    assert_eq!(dir.run(&["show", "b.txt"]).exits(3).stderr(), "bangvang: b.txt: empty file\n");
}
