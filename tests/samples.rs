//! The pages of `samples`, against what a person reads in them (`samples.csv`).

use crate::harness::Dir;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Row = std::collections::HashMap<String, String>;

/// What the program does not get right yet: `-` a row it misses, `+` one it should not tell. A line that
/// is no longer true fails the test too, so that it goes when its cause does.
const KNOWN: &[&str] = &[
    "+ bao-tin-ngay-co-giao-lung-pu-2017: chien-si-thi-dua-cap-bo-tinh |  | Chủ tịch UBND tỉnh Hà Giang | individual | 1 | Vàng Thị Sính | conferred",
    "+ bao-tin-ngay-co-giao-lung-pu-2017: nha-giao-uu-tu |  | Chủ tịch nước | collective | 1 | Hà Nội | conferred",
    "+ bao-yen-bai-ttyt-van-yen-huan-chuong-2022: bang-khen |  | Thủ tướng Chính phủ | collective | 1 | Trung tâm Y tế huyện | past",
    "+ bao-yen-bai-ttyt-van-yen-huan-chuong-2022: co-thi-dua |  | UBND tỉnh Yên Bái | collective | 1 | Trung tâm Y tế huyện | past",
    "+ cong-ttdt-huyen-tho-xuan-xa-nong-thon-moi-2018: bang-cong-nhan |  | Chủ tịch UBND tỉnh Thanh Hóa | collective | 3 | HĐND; UBND; UBMTTQ xã Xuân Thiên | conferred",
    "+ cong-ttdt-huyen-tho-xuan-xa-nong-thon-moi-2018: danh-hieu-khac |  | Xã Xuân Thiên | collective | 1 | Xã Xuân Thiên | conferred",
    "- bao-tin-ngay-co-giao-lung-pu-2017: chien-si-thi-dua-cap-bo-tinh |  | Chủ tịch UBND tỉnh Hà Giang | individual | 1 | Vàng Thị Sính | past",
    "- bao-yen-bai-ttyt-van-yen-huan-chuong-2022: bang-khen |  | Thủ tướng Chính phủ | collective | 1 | Trung tâm Y tế huyện Văn Yên | past",
    "- bao-yen-bai-ttyt-van-yen-huan-chuong-2022: co-thi-dua |  | UBND tỉnh Yên Bái | collective | 1 | Trung tâm Y tế huyện Văn Yên | past",
    "- cong-ttdt-huyen-tho-xuan-xa-nong-thon-moi-2018: danh-hieu-khac |  | Chủ tịch UBND tỉnh Thanh Hóa | collective | 1 | xã Xuân Thiên | conferred",
];

/// The rows as lines, each with how often it is told.
fn lines(rows: &[Row], page: &str) -> BTreeMap<String, i32> {
    let mut lines = BTreeMap::new();
    for row in rows {
        let cell = |column: &str| row[column].as_str();
        let cells = ["award", "class", "conferrer", "kind", "count", "recipients", "status"].map(cell);
        *lines.entry(format!("{}: {}", cell(page), cells.join(" | "))).or_default() += 1;
    }
    lines
}

fn run() -> Dir {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    let dir = Dir::new();
    dir.run(&["extract", samples.to_str().unwrap(), "-o", "out"]).exits(0);
    dir
}

#[test]
fn every_row_that_a_person_reads_is_found_and_no_other() {
    let dir = run();
    let found = lines(&dir.table("out/conferrals.csv"), "article");
    let expected: Vec<Row> = csv::Reader::from_reader(include_str!("samples.csv").as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect();
    let expected = lines(&expected, "page");
    let without = |one: &BTreeMap<String, i32>, other: &BTreeMap<String, i32>, sign: &str| {
        let more = |line: &String, n: &i32| *n > other.get(line).copied().unwrap_or(0);
        one.iter()
            .filter(|(line, n)| more(line, n))
            .map(|(line, _)| format!("{sign} {line}"))
            .collect::<Vec<_>>()
    };
    let wrong: BTreeSet<String> =
        without(&expected, &found, "-").into_iter().chain(without(&found, &expected, "+")).collect();
    let known: BTreeSet<String> = KNOWN.iter().map(|line| (*line).to_owned()).collect();
    let new: Vec<_> = wrong.difference(&known).collect();
    let gone: Vec<_> = known.difference(&wrong).collect();
    assert!(new.is_empty() && gone.is_empty(), "new:\n{new:#?}\nno longer so:\n{gone:#?}");
}

#[test]
fn a_medal_won_in_sport_is_no_award() {
    let dir = run();
    let page = "bao-dak-lak-giai-vovinam-tre-2016";
    assert!(dir.records("out").iter().any(|record| record["id"] == page));
    assert!(dir.table("out/conferrals.csv").iter().all(|row| row["article"] != page));
}

#[test]
fn related_news_around_an_article_is_neither_text_nor_row() {
    let dir = run();
    let text_of = |page: &str| {
        let record = dir.records("out").into_iter().find(|record| record["id"] == page).unwrap();
        record["text"].as_str().unwrap().to_owned()
    };
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples");
    for (file, headline) in [
        ("bao-nam-dinh-tong-ket-thi-dua-2019.txt", "Ý Yên tặng giấy khen 32 hộ"),
        ("bao-yen-bai-ttyt-van-yen-huan-chuong-2022.txt", "Thủ tướng tặng Bằng khen cho 3 thầy thuốc"),
        ("ldld-binh-duong-tong-ket-cong-doan-2013.txt", "120 nhà giáo nhận Kỷ niệm chương"),
        ("bao-tin-ngay-co-giao-lung-pu-2017.html", "Nữ bác sĩ quân y 30 năm bám đảo"),
        ("bao-tin-ngay-co-giao-lung-pu-2017.html", "743 thầy cô được vinh danh"),
        ("cong-ttdt-xa-vu-thu-trao-huy-hieu-dang-2025.html", "cho mẹ Trần Thị Mùi"),
        ("nhat-bao-huy-bo-huan-chuong-khai-gian-2021.html", "Huân chương Dũng cảm cho nam sinh"),
    ] {
        let page = std::fs::read_to_string(samples.join(file)).unwrap();
        assert!(page.contains(headline), "{file}: {headline}");
        let text = text_of(file.rsplit_once('.').unwrap().0);
        assert!(text.len() > 500 && !text.contains(headline), "{file}: {headline}");
    }
}
