//! Laws that hold for any text.

use bangvang::corpus::record::Record;
use bangvang::corpus::{run, sink};
use bangvang::extract::record::Span;
use bangvang::extract::{Article, Extractor};
use bangvang::gazetteer::Gazetteer;
use proptest::prelude::*;

/// Pieces of press language that give every finder something to do, and anything between them.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "UBND tỉnh Hà Nam", "tặng", "được", "nhận", "Bằng khen", "Huân chương Lao động hạng Nhì", "cho",
            "19 tập thể", "và 46 cá nhân", "ông Hồ Chín", "bà Trần Thị Lan,", "của", "Chủ tịch nước", "(3 hạng Nhất)",
            "sáng 28/3/2024,", "năm 2023", "hai mươi mốt hộ", "Sở Nội vụ tỉnh Thái Bình", "huyện Tân Kỳ", "từng", "sẽ",
            "đề nghị", "“Vì sự nghiệp Thủy lợi”", "Kỷ niệm chương", "gồm:\n- ", ";\n", ". ", "\n", "thu hồi", "danh hiệu",
            "Chiến sĩ thi đua cấp tỉnh", "từ ngày 5 đến 7-9", "47/69 xã", "đạt chuẩn nông thôn mới", "huân, huy chương",
            "Tin liên quan", "16h30", "1,87 triệu người", "TP.HCM", "hoà", "Ðảng bộ",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => "[A-ZĐ][a-zàảãáạ]{0,5}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.join(" "))
}

fn record(text: &str) -> Option<Record> {
    run::record("x", "x.txt", text.as_bytes(), &run::Options::default()).ok().map(|(record, _)| record)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn offsets_slice_to_the_mentions_text_in_code_points(text in prose()) {
        let Some(record) = record(&text) else { return Ok(()) };
        let chars: Vec<char> = record.text.chars().collect();
        for mention in &record.found.mentions {
            let at = mention.at();
            let slice: String = chars[at.start..at.end].iter().collect();
            prop_assert_eq!(&slice, &at.text);
            prop_assert!(!slice.trim().is_empty());
        }
        let evidence = record.found.conferrals.iter().map(|r| r.evidence)
            .chain(record.found.ceremonies.iter().map(|c| c.evidence));
        for [start, end] in evidence {
            prop_assert!(start < end && end <= chars.len(), "{start}..{end} of {}", chars.len());
        }
        prop_assert!(record.body_start <= chars.len());
    }

    #[test]
    fn rows_are_well_formed(text in prose()) {
        let Some(record) = record(&text) else { return Ok(()) };
        let gazetteer = Gazetteer::standard();
        for row in &record.found.conferrals {
            prop_assert!(gazetteer.award(&row.award).is_some());
            prop_assert!((0.05..=0.99).contains(&row.confidence));
            prop_assert!(row.ceremony.is_none_or(|c| c < record.found.ceremonies.len()));
            let empty = |text: &Option<String>| text.as_ref().is_some_and(|t| t.trim().is_empty());
            prop_assert!(!empty(&row.conferrer) && !empty(&row.presenter) && !empty(&row.class));
            prop_assert!(row.recipients.iter().all(|name| !name.trim().is_empty()));
        }
    }

    #[test]
    fn rows_are_explained_as_they_are_found(text in prose()) {
        let Some(record) = record(&text) else { return Ok(()) };
        let article = Article::new(&record.text);
        let explained = Extractor::standard().explain(&article);
        prop_assert_eq!(&explained.found, &Extractor::standard().extract(&article));
        prop_assert_eq!(explained.rows.len(), explained.found.conferrals.len());
        for (at, (row, conferral)) in explained.rows.iter().zip(&explained.found.conferrals).enumerate() {
            prop_assert_eq!((row.row, &row.conferral), (at + 1, conferral));
            prop_assert!(row.rule.line > 0 && !row.elements.is_empty());
            let inside = |span: &Span| row.sentence.start <= span.start && span.end <= row.sentence.end;
            prop_assert!(row.marks.iter().all(|mark| inside(&mark.at)), "{row:?}");
            prop_assert!(row.marks.iter().any(|mark| mark.role == "award"), "{row:?}");
        }
        prop_assert!(!sink::explain(&explained.rows, 60, Gazetteer::standard()).is_empty());
    }

    #[test]
    fn the_text_of_a_record_is_clean_and_reads_the_same_again(text in prose()) {
        let Some(first) = record(&text) else { return Ok(()) };
        prop_assert_eq!(&bangvang::normalize::clean(&first.text).text, &first.text);
    }

    #[test]
    fn records_survive_json(text in prose()) {
        let Some(record) = record(&text) else { return Ok(()) };
        let json = serde_json::to_string(&record).unwrap();
        let back: Record = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }

    #[test]
    fn any_bytes_end_in_a_record_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = run::record("x", "x", &bytes, &run::Options::default());
        let html = [b"<html><body>", bytes.as_slice()].concat();
        let _ = run::record("x", "x", &html, &run::Options::default());
    }
}
