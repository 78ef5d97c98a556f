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
    let ran = dir.run_with(&["normalize", "--report"], &[], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").exits(3);
    assert_eq!(ran.stderr(), "{\"bytes\":16,\"error\":\"not text: image/png\"}\n");
}

#[test]
fn what_cannot_be_decoded_is_named_and_the_rest_is_passed_on() {
    let cases: [(&[u8], &str, &str); 2] = [
        (
            b"T\xe1\xbb\x89nh Th\xc3\xa1i B\xc3\xacnh \xff\xfe",
            "Tỉnh Thái Bình \u{fffd}\u{fffd}",
            "bangvang: -: undecodable as UTF-8: 2 byte sequence(s), the first at offset 19: ff\n",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "", "bangvang: -: not text: image/png\n"),
    ];
    for (input, out, err) in cases {
        let ran = Dir::new().run_with(&["normalize"], &[], input);
        assert_eq!((ran.stdout().as_str(), ran.stderr().as_str()), (out, err));
        ran.exits(3);
    }
    let ran = Dir::new().run(&["normalize", "gone.txt"]).exits(3);
    assert!(ran.stderr().starts_with("bangvang: gone.txt: cannot be read: "), "{}", ran.stderr());
    let ran = Dir::new().run(&["normalize", "--charset", "klingon"]).exits(2);
    assert!(ran.stderr().contains("no charset is called so"), "{}", ran.stderr());
}
