//! Whatever lies in an archive ends in a record or in a clear problem line, and the run goes on.

use crate::harness::{Dir, PAGE};

/// The problem line of a page among good ones, or `None` if it gave a record.
fn problem_of(name: &str, bytes: &[u8]) -> Option<String> {
    let dir = Dir::with(&[("pages/a.txt", PAGE.as_bytes()), ("pages/z.txt", PAGE.as_bytes())]);
    dir.write(&format!("pages/{name}"), bytes);
    let ran = dir.run(&["extract", "pages", "-o", "out"]);
    let problems = dir.problems("out");
    let records = dir.records("out");
    assert_eq!(records.len() + problems.len(), 3, "{}", ran.stderr());
    ran.exits(if problems.is_empty() { 0 } else { 3 });
    assert!(records.iter().any(|r| r["id"] == "z"), "the run goes on behind a bad page");
    let problem = problems.first()?;
    assert_eq!(problem["path"].as_str(), Some(&*format!("pages/{name}")));
    problem["problem"].as_str().map(str::to_owned)
}

#[test]
fn unreadable_pages_are_named_with_what_is_wrong() {
    let gzip = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x02\x03\x04\x05\x06\x07\x08";
    let noise: Vec<u8> = (0..4000u32).map(|i| (i * i % 251) as u8 & 0x1f).collect();
    let menu = "Trang chủ\nLượt xem: 604\nTin liên quan\nĐang truy cập: 3";
    let huge = vec![b'a'; 50 << 20];
    let cases: [(&str, &[u8], &str); 6] = [
        ("empty.txt", b"", "empty file"),
        ("page.txt", gzip, "cannot be read: damaged gzip data"),
        ("pages.7z.txt", b"7z\xbc\xaf\x27\x1c\0\x04", "not text: application/x-7z-compressed"),
        ("noise.txt", &noise, "not text: control byte 0x"),
        ("menu.txt", menu.as_bytes(), "no article text"),
        ("huge.txt", &huge, "larger than a page may be (the limit is 33554432)"),
    ];
    for (name, bytes, says) in cases {
        let problem = problem_of(name, bytes).unwrap_or_else(|| panic!("{name} gave a record"));
        assert!(problem.starts_with(says), "{name}: {problem}");
    }
}

#[test]
fn damaged_and_wrongly_declared_pages_are_still_read() {
    let html = |meta: &str| {
        format!(
            "<html><head>{meta}</head><body><h1>Hà Nam tổng kết phong trào thi đua</h1>\
             <p>UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể có thành tích xuất sắc.</p>"
        )
    };
    let latin = html("<meta charset=iso-8859-1>");
    let truncated = html("");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let cases: [(&str, &[u8]); 3] = [
        ("declares-latin.html", latin.as_bytes()),
        ("truncated.html", &truncated.as_bytes()[..truncated.len() - 20]),
        ("utf16.txt", &utf16),
    ];
    for (name, bytes) in cases {
        assert_eq!(problem_of(name, bytes), None, "{name}");
    }
}

#[test]
fn a_page_with_a_damaged_letter_is_read_and_the_bytes_are_named() {
    let cut = PAGE.find("xuất").unwrap() + 3;
    let dir = Dir::with(&[("cut.txt", &PAGE.as_bytes()[..cut]), ("good.txt", PAGE.as_bytes())]);
    let ran = dir.run(&["extract", "cut.txt", "good.txt", "-o", "out"]).exits(3);
    assert_eq!(dir.records("out").len(), 2, "the rest of the page is read");
    assert!(dir.records("out")[0]["text"].as_str().unwrap().ends_with("xu\u{fffd}"), "the gap shows");
    let want = format!("undecodable as UTF-8: 1 byte sequence(s), the first at offset {}: e1", cut - 1);
    let problems = dir.problems("out");
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0]["problem"].as_str(), &problems[0]["article"]), (Some(&*want), &"cut".into()));
    assert_eq!(ran.stderr(), format!("bangvang: cut.txt: {want}\n"));
    assert!(
        ran.stdout().contains(
            "2 articles, 0 skipped, 0 problems\n4 conferrals, 2 ceremonies\n1 article that could not be read to the last byte"
        ),
        "{}",
        ran.stdout()
    );
}

#[test]
fn a_page_in_any_charset_gives_the_records_of_its_twin_in_unicode() {
    use bangvang::normalize::Charset;
    // The small letters of the page, since the ABC fonts have no others with a tone.
    let page = PAGE.replace("UBND", "Ủy ban").to_lowercase();
    let dir = Dir::with(&[("twin.txt", page.as_bytes())]);
    let found = |path: &str| {
        dir.run(&["extract", path, "-o", "out", "--force"]).exits(0);
        let record = dir.records("out").remove(0);
        [record["text"].clone(), record["conferrals"].clone()]
    };
    let want = found("twin.txt");
    for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps, Charset::Vn1] {
        let bytes = charset.encode(&page).unwrap();
        dir.write("legacy.txt", &bytes);
        assert_eq!(found("legacy.txt"), want, "{}", charset.name());
        // Read as Latin-1 by whoever saved it.
        let misread: String = bytes.iter().map(|b| char::from(*b)).collect();
        dir.write("misread.txt", misread.as_bytes());
        assert_eq!(found("misread.txt"), want, "{}, misread", charset.name());
        dir.write(
            "page.html",
            format!("<html><meta charset=utf-8><body><p>{}", misread.replace('\n', "<p>")).as_bytes(),
        );
        assert_eq!(found("page.html")[1], want[1], "{}, misread, in HTML", charset.name());
    }
}

#[test]
fn a_heading_in_a_font_of_capitals_is_in_capitals() {
    let text = "hµ nam khen th\u{ad}ëng";
    let page = format!(
        "<html><body><p><font face='.VnTimeH'>{text} t\u{ad} nh©n</font></p><p><font face='.VnTime'>{text}: x· nghÌo v\u{ad}¬n lªn tõ lµng quª</font></p>"
    );
    let dir = Dir::with(&[("old.html", page.as_bytes())]);
    dir.run(&["extract", "old.html", "-o", "out"]).exits(0);
    let read = dir.records("out")[0]["text"].clone();
    assert_eq!(read, "HÀ NAM KHEN THƯỞNG TƯ NHÂN\nhà nam khen thưởng: xã nghèo vươn lên từ làng quê");
}

#[test]
fn a_legacy_page_that_declares_utf8_is_read_by_its_letters() {
    // "UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể" in windows-1258: marks stand behind their letters.
    let text: &[u8] = b"<html><head><meta charset=utf-8></head><body><h1>T\xe3\xf2ng Ba\xccng khen cho 17 t\xe2\xf2p th\xea\xd2</h1>\
        <p>S\xe1ng nay, UBND ti\xd2nh H\xe0 Nam t\xe3\xf2ng B\xe3\xccng khen cho 17 t\xe2\xf2p th\xea\xd2 c\xf3 th\xe0nh t\xedch xu\xe2\xect s\xe3\xecc.</p>";
    let dir = Dir::with(&[("old.html", text)]);
    dir.run(&["extract", "old.html", "-o", "out"]).exits(0);
    let rows = dir.table("out/conferrals.csv");
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!((rows[0]["conferrer"].as_str(), rows[0]["count"].as_str()), ("UBND tỉnh Hà Nam", "17"));
}

#[test]
fn paths_that_do_not_exist_are_problems_too() {
    let dir = Dir::with(&[("a.txt", PAGE.as_bytes())]);
    dir.run(&["extract", "gone", "a.txt", "-o", "out"]).exits(3);
    assert_eq!(dir.records("out").len(), 1);
    let problem = &dir.problems("out")[0];
    assert_eq!(problem["path"], "gone");
    assert!(problem["problem"].as_str().unwrap().contains("No such file"), "{problem}");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_folder_does_not_hold_up_the_run() {
    let dir = Dir::with(&[("pages/a.txt", PAGE.as_bytes())]);
    let pipe = dir.path().join("pages/pipe.txt");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let ran = dir.run(&["extract", "pages", "-o", "out"]).exits(3);
    assert_eq!(dir.records("out").len(), 1);
    assert_eq!(ran.stderr(), "bangvang: pages/pipe.txt: no regular file\n");
}

#[test]
fn the_first_problems_are_named_on_the_terminal() {
    let dir = Dir::with(&[("pages/a.txt", PAGE.as_bytes())]);
    (0..12).for_each(|i| drop(dir.write(&format!("pages/empty{i:02}.txt"), b"")));
    let err = dir.run(&["extract", "pages", "-o", "out"]).exits(3).stderr();
    assert_eq!(err.lines().count(), 11, "{err}");
    assert!(err.contains("bangvang: pages/empty00.txt: empty file\n"), "{err}");
    assert!(err.ends_with("bangvang: and 2 more in out/problems.jsonl\n"), "{err}");
}
