//! The filter: any bytes of Vietnamese in, clean UTF-8 out.

use crate::harness::Dir;

#[test]
fn bytes_of_any_charset_come_out_as_clean_utf_8() {
    let utf16: Vec<u8> = "Hoà Bình".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cases: [(&[&str], &[u8], &str); 10] = [
        (&[], "Uỷ ban\u{a0}tỉnh  Hoà Bình\r\n".as_bytes(), "Ủy ban tỉnh Hòa Bình\n"),
        (&["--tones", "reformed"], "Ủy ban tỉnh Hòa Bình".as_bytes(), "Uỷ ban tỉnh Hoà Bình"),
        (&["--charset", "utf-16be"], &utf16, "Hòa Bình"),
        (&[], b"thi \xaeua y\xaau n\xad\xedc", "thi đua yêu nước"),
        (&["--charset", "TCVN3"], b"\xaeua", "đua"),
        (&[], b"T\xe6nh \xd1o\xe0ng Tha\xf9p: le\xe3 vinh danh", "Tỉnh Đồng Tháp: lễ vinh danh"),
        (&["-"], "Viá»‡t Nam".as_bytes(), "Việt Nam"),
        (&[], b"", ""),
        (&[], b"plain ASCII\n", "plain ASCII\n"),
        (&[], "\u{1b}[31mđỏ".as_bytes(), "[31mđỏ"),
    ];
    for (args, input, want) in cases {
        let ran = Dir::new().run_with(&[&["normalize"], args].concat(), &[], input).exits(0);
        assert_eq!(ran.stdout(), want);
        assert_eq!(ran.stderr(), "");
    }
}

#[test]
fn the_report_is_json_on_standard_error() {
    let dir = Dir::with(&[("old.txt", b"C\xe9ng ho\xb5 x\xb7 h\xe9i")]);
    let ran = dir.run(&["normalize", "--report", "old.txt"]).exits(0);
    assert_eq!(ran.stdout(), "Cộng hòa xã hội");
    let report: serde_json::Value = serde_json::from_str(&ran.stderr()).unwrap();
    let want = serde_json::json!({
        "bytes": 15, "charset": "TCVN3", "known_by": "words", "stray_lines": {}, "damage": null,
        "repairs": {"tone-placement": 1},
    });
    assert_eq!(report, want);
}

#[test]
fn what_cannot_be_decoded_is_named_and_the_rest_is_passed_on() {
    let cases: [(&[u8], &str, &str); 3] = [
        ("Phường Đề Thám, \u{0}".as_bytes().strip_suffix(b"\0").unwrap(), "Phường Đề Thám, ", ""),
        (
            b"T\xe1\xbb\x89nh Th\xc3\xa1i B\xc3\xacnh \xff\xfe",
            "Tỉnh Thái Bình \u{fffd}\u{fffd}",
            "bangvang: -: 2 undecodable in UTF-8, the first at offset 19 (bytes ff)\n",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", "bangvang: -: not text: image/png\n"),
    ];
    for (input, out, err) in cases {
        let ran = Dir::new().run_with(&["normalize"], &[], input);
        assert_eq!((ran.stdout().trim_end(), ran.stderr().as_str()), (out.trim_end(), err));
        ran.exits(if err.is_empty() { 0 } else { 3 });
    }
    let ran = Dir::new().run(&["normalize", "gone.txt"]).exits(3);
    assert!(ran.stderr().starts_with("bangvang: gone.txt: "), "{}", ran.stderr());
    let ran = Dir::new().run(&["normalize", "--charset", "klingon"]).exits(2);
    assert!(ran.stderr().contains("no charset is called so"), "{}", ran.stderr());
}
