//! What is a report and how two compare, on records written for it.

use super::blocking;
use super::cluster::group;
use super::events::{Field, compare};
use super::explain;
use super::merge;
use super::report::{Report, reports};
use crate::record::{Record, SCHEMA, Source};
use bangvang_extract::Extraction;
use bangvang_extract::record::{Ceremony, Conferral, Mention, Span, Status};
use std::collections::BTreeSet;

/// A province's review of a year, with two rows.
fn review() -> Record {
    let text = "Hà Nam khen thưởng\nSáng 27/3, UBND tỉnh Hà Nam tổng kết năm 2023, tặng Bằng khen cho 19 tập thể, 46 cá nhân.";
    let row = |kind: &str, count| Conferral {
        award: "bang-khen".to_owned(),
        class: None,
        level: Some("province".to_owned()),
        conferrer: Some("UBND tỉnh Hà Nam".to_owned()),
        presenter: None,
        kind: kind.to_owned(),
        count: Some(count),
        recipients: Vec::new(),
        status: Status::Conferred,
        period: None,
        date: Some("2024-03-27".to_owned()),
        ceremony: Some(0),
        evidence: [40, 90],
        confidence: 0.9,
    };
    let unit = |name: &str, province: &str| Mention::Unit {
        at: Span { start: 30, end: 46, text: name.to_owned() },
        name: name.to_owned(),
        kind: "org".to_owned(),
        unit_id: None,
        path: Some(vec![province.to_owned()]),
        successor: None,
    };
    Record {
        schema: SCHEMA,
        id: "a".to_owned(),
        source: Source::default(),
        title: Some("Hà Nam khen thưởng".to_owned()),
        author: None,
        published: Some("2024-03-27".to_owned()),
        text: text.to_owned(),
        body_start: 19,
        dropped_lines: None,
        found: Extraction {
            mentions: ["Hà Nam", "Thái Bình"].map(|p| unit(&format!("UBND tỉnh {p}"), p)).to_vec(),
            conferrals: vec![row("collective", 19), row("individual", 46)],
            ceremonies: vec![Ceremony {
                kinds: vec!["review".to_owned(), "conferral".to_owned()],
                date: Some("2024-03-27".to_owned()),
                place: None,
                organiser: Some("UBND tỉnh Hà Nam".to_owned()),
                period: Some("2023".to_owned()),
                evidence: [19, 90],
            }],
        },
    }
}

fn only(record: &Record) -> Report {
    let mut reports = reports(record);
    assert_eq!(reports.len(), 1, "{record:?}");
    reports.remove(0)
}

/// Another article on the same ceremony, in other words, changed.
pub(super) fn another(change: impl Fn(&mut Record)) -> Record {
    let mut record = review();
    record.id = "b".to_owned();
    record.title = Some("Tôn vinh điển hình tiên tiến".to_owned());
    record.text = "Tôn vinh điển hình tiên tiến\nNgười dân phấn khởi đón nhận phần thưởng trong ngày vui của quê hương.".to_owned();
    change(&mut record);
    record
}

pub(super) fn dated(record: &mut Record, day: Option<&str>) {
    let day = day.map(str::to_owned);
    record.found.ceremonies[0].date.clone_from(&day);
    record.found.conferrals.iter_mut().for_each(|row| row.date.clone_from(&day));
}

fn headed(record: &mut Record, headline: &str) {
    record.title = Some(headline.to_owned());
    record.text = format!("{headline}\nDịp này, nhiều phần thưởng được trao.");
}

pub(super) fn given_by(record: &mut Record, conferrer: &str, level: &str) {
    for row in &mut record.found.conferrals {
        (row.conferrer, row.level) = (Some(conferrer.to_owned()), Some(level.to_owned()));
    }
}

/// One person, named, who alone is given something.
pub(super) fn given_to(record: &mut Record, name: &str) {
    record.found.conferrals.truncate(1);
    let row = &mut record.found.conferrals[0];
    (row.kind, row.count, row.recipients) = ("individual".to_owned(), Some(1), vec![name.to_owned()]);
}

#[test]
fn a_key_field_keeps_apart_and_a_slip_does_not() {
    type Change = fn(&mut Record);
    let cases: [(&str, Change, Result<(), Field>); 11] = [
        ("other words", |_| {}, Ok(())),
        ("no day", |r| dated(r, None), Ok(())),
        (
            "the day after, and other figures",
            |r| {
                dated(r, Some("2024-03-28"));
                r.found.conferrals[0].count = Some(21);
            },
            Ok(()),
        ),
        ("no year", |r| dated(r, Some("XXXX-03-27")), Ok(())),
        ("another day", |r| dated(r, Some("2024-04-11")), Err(Field::Day)),
        ("the same day of another year", |r| dated(r, Some("2023-03-27")), Err(Field::Day)),
        (
            "another province",
            |r| {
                r.found.ceremonies[0].organiser = Some("UBND tỉnh Thái Bình".to_owned());
                given_by(r, "UBND tỉnh Thái Bình", "province");
            },
            Err(Field::Seat),
        ),
        (
            "another year under review",
            |r| {
                dated(r, None);
                r.found.ceremonies[0].period = Some("2022".to_owned());
            },
            Err(Field::Period),
        ),
        ("another level", |r| given_by(r, "Thủ tướng Chính phủ", "government"), Err(Field::Conferrer)),
        (
            "taken back",
            |r| r.found.conferrals.iter_mut().for_each(|row| row.status = Status::Revoked),
            Err(Field::Status),
        ),
        (
            "published a year later",
            |r| {
                dated(r, None);
                r.published = Some("2025-03-27".to_owned());
            },
            Err(Field::Published),
        ),
    ];
    let first = only(&review());
    for (what, change, want) in cases {
        let second = only(&another(change));
        let found = compare(&first, &second);
        assert_eq!(found, compare(&second, &first), "{what}: the same both ways");
        assert_eq!(found.contradiction().map_or(Ok(()), Err), want, "{what}: {found:?}");
        assert_eq!(found.is_match(), want.is_ok(), "{what}: {found:?}");
        let groups = group(vec![second, first.clone()], |_| None);
        assert_eq!(groups.groups.len(), if want.is_ok() { 1 } else { 2 }, "{what}");
    }
}

#[test]
fn persons_named_in_full_are_one_or_another() {
    let mut one = review();
    given_to(&mut one, "Đỗ Văn Bảy");
    for (name, same) in [("Đỗ Văn Bảy", true), ("Văn Bảy", true), ("Trần Thị Lụa", false)] {
        let found = compare(&only(&one), &only(&another(|r| given_to(r, name))));
        assert_eq!(found.contradiction().is_none(), same, "{name}");
    }
}

#[test]
fn background_and_talk_of_awards_are_no_events() {
    type Change = fn(&mut Record);
    let loose = |r: &mut Record| {
        r.found.ceremonies.clear();
        r.found.conferrals.iter_mut().for_each(|row| row.ceremony = None);
    };
    let cases: [(&str, Change, usize); 8] = [
        ("a ceremony", |_| {}, 1),
        ("rows of the past", |r| r.found.conferrals.iter_mut().for_each(|row| row.status = Status::Past), 0),
        ("the same without a ceremony", |_| {}, 1),
        (
            "nobody gives and nobody gets",
            |r| {
                r.found.conferrals.iter_mut().for_each(|row| {
                    (row.conferrer, row.count) = (None, None);
                })
            },
            0,
        ),
        ("an explainer", |r| headed(r, "Vì sao mười năm không có Anh hùng?"), 0),
        ("a body that was found", |r| headed(r, "Tìm thấy thi thể nạn nhân"), 0),
        (
            "a body that was found, and honours for who found it",
            |r| headed(r, "Khen thưởng người tìm thấy thi thể nạn nhân"),
            1,
        ),
        ("an obituary", |r| headed(r, "Một nhà giáo qua đời"), 0),
    ];
    for (at, (what, change, want)) in cases.into_iter().enumerate() {
        let mut record = review();
        record.found.ceremonies[0].kinds = vec!["conferral".to_owned()];
        if at > 1 {
            loose(&mut record);
        }
        change(&mut record);
        assert_eq!(reports(&record).len(), want, "{what}");
    }
}

#[test]
fn a_ceremony_without_rows_is_news_under_a_headline_that_says_so() {
    for (headline, past, want) in [
        ("Hà Nam tôn vinh người tốt", false, 1),
        ("Hà Nam một ngày", false, 0),
        ("Hà Nam tôn vinh người tốt", true, 0),
    ] {
        let mut record = review();
        record.title = Some(headline.to_owned());
        record.found.ceremonies[0].kinds = vec!["conferral".to_owned()];
        match past {
            true => record.found.conferrals.iter_mut().for_each(|row| row.status = Status::Past),
            false => record.found.conferrals.clear(),
        }
        assert_eq!(reports(&record).len(), want, "{headline}, past {past}");
    }
}

#[test]
fn without_rows_the_headline_says_what_is_given() {
    let mut record = another(|r| r.found.conferrals.clear());
    let award = |start: usize| Mention::Award {
        at: Span { start, end: start + 5, text: "Bằng khen".to_owned() },
        award: "bang-khen".to_owned(),
        class: None,
    };
    for (at, same) in [(0, true), (record.body_start + 9, false)] {
        record.found.mentions.push(award(at));
        let found = compare(&only(&review()), &only(&record));
        assert_eq!(found.fields.iter().any(|weighed| weighed.field == Field::Award), same, "{at}");
        record.found.mentions.pop();
    }
}

#[test]
fn an_outlook_at_the_end_is_no_news_and_what_was_given_there_is() {
    for (status, title, headline, want) in [
        (Status::Conferred, "Hà Nam một ngày", false, 1),
        (Status::Planned, "Hà Nam một ngày", false, 0),
        (Status::Planned, "Hà Nam một ngày", true, 1),
        (Status::Planned, "Hà Nam tôn vinh người tốt", false, 1),
        (Status::Proposed, "Hà Nam tôn vinh người tốt", false, 0),
    ] {
        let mut record = review();
        record.title = Some(title.to_owned());
        record.found.ceremonies.clear();
        let length = record.text.chars().count();
        let at = record.body_start + (length - record.body_start) * 9 / 10;
        for row in &mut record.found.conferrals {
            (row.ceremony, row.status, row.evidence) = (None, status, [at, length]);
        }
        let award = Mention::Award {
            at: Span { start: if headline { 0 } else { at }, end: length, text: "Bằng khen".to_owned() },
            award: "bang-khen".to_owned(),
            class: None,
        };
        record.found.mentions.push(award);
        assert_eq!(reports(&record).len(), want, "{status:?}, {title}, headline {headline}");
    }
}

#[test]
fn a_row_that_honours_nobody_counts_for_nothing_beside_one_that_does() {
    let remark = |level: &str, status| {
        let mut row = review().found.conferrals[0].clone();
        (row.level, row.conferrer) = (Some(level.to_owned()), Some("Thủ tướng Chính phủ".to_owned()));
        (row.kind, row.count, row.status) = ("unspecified".to_owned(), None, status);
        row
    };
    let other = another(|r| {
        r.id = "c".to_owned();
        given_by(r, "Thủ tướng Chính phủ", "government");
    });
    let with = |row: Conferral| another(|r| r.found.conferrals.push(row.clone()));
    // Who gave something else before is not who gives this.
    let told = only(&with(remark("government", Status::Conferred)));
    assert_eq!(compare(&told, &only(&other)).contradiction(), Some(Field::Conferrer));
    assert_eq!(told.conferrals.len(), 3, "it is told there all the same");
    // Nor does a stronger status without anybody hide what is planned for some.
    let mut planned = with(remark("province", Status::Conferred));
    planned.found.conferrals[..2].iter_mut().for_each(|row| row.status = Status::Planned);
    assert_eq!(*only(&planned).conferrals, [0, 1]);
}

#[test]
fn figures_agree_where_a_part_does_and_whoever_gives() {
    type Change = fn(&mut Record);
    let weight = |change: Change, field: Field| {
        let found = compare(&only(&review()), &only(&another(change)));
        assert_eq!(found, compare(&only(&another(change)), &only(&review())), "the same both ways");
        found.fields.iter().find(|weighed| weighed.field == field).map(|weighed| weighed.weight)
    };
    let cases: [(&str, Change, Option<i32>, Option<i32>); 4] = [
        ("the same figures", |_| {}, Some(60), Some(20)),
        ("one of two", |r| r.found.conferrals[0].count = Some(21), Some(20), Some(20)),
        (
            "the same, and a part of it",
            |r| {
                let mut part = r.found.conferrals[1].clone();
                part.count = Some(9);
                r.found.conferrals.push(part);
            },
            Some(60),
            Some(20),
        ),
        (
            "of a giver that is not said, beside another award's",
            |r| {
                given_by(r, "Thủ tướng Chính phủ", "government");
                (r.found.conferrals[0].level, r.found.conferrals[0].conferrer) = (None, None);
            },
            Some(30),
            Some(0),
        ),
    ];
    for (what, change, count, conferrer) in cases {
        assert_eq!(weight(change, Field::Count), count, "{what}");
        assert_eq!(weight(change, Field::Conferrer), conferrer, "{what}");
    }
}

#[test]
fn a_row_without_a_giver_goes_with_its_award() {
    let mut record = review();
    let ceremony = &mut record.found.ceremonies[0];
    (ceremony.organiser, ceremony.kinds) = (None, vec!["conferral".to_owned()]);
    let row = |award: &str, level: Option<&str>| {
        let mut row = record.found.conferrals[0].clone();
        (row.award, row.level) = (award.to_owned(), level.map(str::to_owned));
        (row.kind, row.recipients) = ("individual".to_owned(), vec!["Đỗ Văn Bảy".to_owned()]);
        row
    };
    let rows =
        vec![row("huy-hieu", None), row("bang-khen", Some("province")), row("huy-hieu", Some("union"))];
    record.found.conferrals = rows;
    let told: BTreeSet<Vec<u16>> = reports(&record).iter().map(|r| r.conferrals.to_vec()).collect();
    assert_eq!(told, BTreeSet::from([vec![0, 2], vec![1]]));
}

#[test]
fn what_one_article_tells_as_two_is_two() {
    let mut record = another(|_| {});
    let mut second = record.found.ceremonies[0].clone();
    second.place = Some("Nhà Văn hóa tỉnh".to_owned());
    record.found.ceremonies.push(second);
    record.found.conferrals[1].ceremony = Some(1);
    let all: Vec<Report> = reports(&record).into_iter().chain([only(&review())]).collect();
    assert_eq!(compare(&all[0], &all[1]).contradiction(), Some(Field::Article));
    // The other paper's report is of one of the two, and brings them not together.
    let groups = group(all, |_| None);
    assert_eq!(groups.groups.iter().map(Vec::len).collect::<BTreeSet<_>>(), BTreeSet::from([1, 2]));
}

#[test]
fn two_who_name_a_person_meet_whatever_he_is_to_them() {
    let mut one = review();
    given_to(&mut one, "Đỗ Văn Bảy");
    let named = Mention::Person {
        at: Span { start: 0, end: 0, text: "Đỗ Văn Bảy".to_owned() },
        name: "Đỗ Văn Bảy".to_owned(),
        role: None,
    };
    let [given, told] = [only(&one), only(&another(|r| r.found.mentions.push(named.clone())))];
    let keys = [given, told].map(|report| blocking::keys(&report).into_iter().collect::<BTreeSet<_>>());
    assert!(keys[0].intersection(&keys[1]).any(|key| key.starts_with("name ")), "{keys:?}");
}

#[test]
fn a_merged_row_has_all_its_reports_and_says_who_says_what() {
    let [one, two] = [review(), another(|r| r.found.conferrals[0].count = Some(21))];
    let third = another(|r| r.id = "c".to_owned());
    let told = [&one, &two, &third].map(|record| (only(record), record));
    let event = merge::merge(&told.iter().map(|(report, record)| (report, *record)).collect::<Vec<_>>());
    assert_eq!(event.conferrals.len(), 2);
    assert_eq!((event.conferrals[0].count, event.conferrals[0].reports.len()), (Some(19), 3));
    let said: Vec<_> = event.disagreements.iter().map(|d| (d.field.as_str(), d.conferral)).collect();
    assert_eq!(said, [("count", Some(0))]);
    let values: Vec<_> =
        event.disagreements[0].values.iter().map(|v| (v.value.as_u64(), v.reports.join(" "))).collect();
    assert_eq!(values, [(Some(19), "a c".to_owned()), (Some(21), "b".to_owned())]);
    assert!(event.id.starts_with("2024-03-27-ubnd-tinh-ha-nam-bang-khen-"), "{}", event.id);
}

#[test]
fn an_event_that_more_report_than_are_compared_is_one() {
    let reports: Vec<Report> = (0..100).map(|at| only(&another(|r| r.id = format!("n{at:02}")))).collect();
    assert_eq!(group(reports, |_| None).groups.len(), 1);
}

#[test]
fn two_that_were_not_compared_are_told_by_their_keys() {
    let far = another(|r| {
        dated(r, None);
        (r.published, r.title) = (None, None);
        given_by(r, "UBND tỉnh Thái Bình", "province");
        r.found.conferrals.truncate(1);
        r.found.conferrals[0].count = None;
    });
    for (other, says) in [
        (another(|_| {}), "each key that they share, and others are more alike: award "),
        (far, "they share no blocking key"),
    ] {
        let groups = group(vec![only(&review()), only(&other)], |_| None);
        let told = explain::not_compared(&groups, 0, 1);
        assert!(told.contains(says), "{told}");
    }
}
