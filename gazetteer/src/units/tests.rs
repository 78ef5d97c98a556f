//! What the standard tables say of units.

use super::Rank;
use crate::Gazetteer;
use bangvang_normalize::key;

/// Provinces, districts and communes on a day.
fn counts(day: &str) -> (usize, usize, usize) {
    let units = Gazetteer::standard().units();
    let count = |rank| units.on(day).filter(|at| units.all()[*at].rank() == rank).count();
    (count(Rank::Province), count(Rank::District), count(Rank::Commune))
}

#[test]
fn the_units_of_a_day_are_as_many_as_the_lists_of_that_day() {
    for (day, all) in [
        ("2025-08-01", (34, 0, 3321)),
        ("2025-06-30", (63, 696, 10035)),
        // The list of 705 districts has the communes of the day before the resolutions of 2023-04-10.
        ("2022-12-31", (63, 705, 10599)),
        ("2021-07-10", (63, 705, 10599)),
        // No list of ours: 713 and 11,160 less what resolutions ended by then. The list that is known as 707 and
        // 10,767 leaves out four island districts without communes.
        ("2020-01-15", (63, 711, 10767)),
        ("2019-11-15", (63, 713, 11160)),
    ] {
        assert_eq!(counts(day), all, "{day}");
    }
}

#[test]
fn the_provinces_of_a_year_are_as_many_as_there_were() {
    for (day, provinces) in
        [("1985-01-01", 40), ("1990-01-01", 44), ("1995-01-01", 53), ("2000-01-01", 61), ("2006-01-01", 64)]
    {
        assert_eq!(counts(day).0, provinces, "{day}");
    }
}

#[test]
fn every_unit_of_2025_leads_to_one_that_stands() {
    let units = Gazetteer::standard().units();
    for at in units.on("2025-06-30") {
        let today = units.today(at).unwrap_or_else(|| panic!("{} leads nowhere", units.all()[at].id));
        assert!(units.all()[today].exists(Some("2026-11-01")), "{}", units.all()[at].id);
    }
}

#[test]
fn all_but_a_few_units_of_2019_lead_to_one_that_stands() {
    let units = Gazetteer::standard().units();
    let lost: Vec<&str> = units
        .on("2019-11-15")
        .filter(|at| units.today(*at).is_none())
        .map(|at| &*units.all()[at].id)
        .collect();
    // Their communes were merged under a name that no source has.
    assert_eq!(lost.len(), 9, "{lost:?}");
}

#[test]
fn a_successor_stands_the_day_after() {
    let units = Gazetteer::standard().units();
    for unit in units.all() {
        for successor in &unit.successors {
            let successor = &units.all()[*successor];
            let begun = *successor.from <= *next_day(&unit.to);
            let standing = successor.to.is_empty() || *successor.to > *unit.to;
            assert!(
                begun && standing,
                "{} ends {:?}, {} begins {:?}",
                unit.id,
                unit.to,
                successor.id,
                successor.from
            );
        }
    }
}

/// The day after, for days of which the last of a month is known by its successor's first.
fn next_day(day: &str) -> String {
    let number = |part: std::ops::Range<usize>| day[part].parse::<u32>().unwrap();
    let (year, month, date) = (number(0..4), number(5..7), number(8..10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (date == last, month) {
        (false, _) => format!("{year:04}-{month:02}-{:02}", date + 1),
        (true, 12) => format!("{:04}-01-01", year + 1),
        (true, _) => format!("{year:04}-{:02}-01", month + 1),
    }
}

#[test]
fn names_are_clean() {
    for unit in Gazetteer::standard().units().all() {
        for name in unit.names() {
            assert_eq!(name, bangvang_normalize::clean(name).text, "{}", unit.id);
        }
    }
}

#[test]
fn changes_by_law_lead_on() {
    let units = Gazetteer::standard().units();
    let ids =
        |found: &[usize]| found.iter().map(|at| units.all()[*at].id.clone()).collect::<Vec<_>>().join(" ");
    for (id, last, successors, today) in [
        ("28-2008", "2008-07-31", "01-2020", "01-2025"),
        ("hanamninh-1991", "1991-12-25", "namha-1996 37-2020", "37-2025"),
        ("laichau-2003", "2003-12-31", "11-2020 12-2020", "11-2025"),
        ("75-2025", "2026-04-29", "75-2026", "75-2026"),
        ("46-2020-tinh", "2024-12-31", "46-2020", "46-2025"),
        ("271-2008", "2008-07-31", "271-2020", "01-2025"),
        ("347-2008", "2008-06-23", "347-2020", "37-2025"),
        ("762-2019", "2020-12-31", "769-2020", "79-2025"),
        ("474-2020-thanh-pho", "2024-12-31", "474-2020 475-2020", "46-2025"),
        ("343-2020", "2025-06-30", "33-2025", "33-2025"),
        // All of the island district became one đặc khu.
        ("755-2020", "2025-06-30", "26732-2025", "26732-2025"),
    ] {
        let at = units.by_id(id).unwrap();
        assert_eq!(&*units.all()[at].to, last, "{id}");
        assert_eq!(ids(units.successors(at)), successors, "{id}");
        assert_eq!(units.today(at).map(|at| &*units.all()[at].id), Some(today), "{id}");
        for successor in units.successors(at) {
            assert!(units.predecessors(*successor).contains(&at), "{id}");
        }
    }
}

#[test]
fn a_divided_commune_leads_to_its_own_parts_and_first_to_that_of_its_name() {
    let units = Gazetteer::standard().units();
    for (id, successors) in [
        // Communes of one name in provinces that were merged: none has the other's.
        ("31379-2020", "31378-2025"),
        ("31582-2020", "31582-2025"),
        ("10798-2020", "10843-2025 10804-2025"),
        ("11890-2020", "11911-2025"),
        ("06079-2020", "06079-2025"),
        ("28437-2020", "28435-2025"),
        // Divided among four, one of which bears its name.
        ("00073-2020", "00082-2025 00226-2025 00004-2025 00070-2025"),
    ] {
        let at = units.by_id(id).unwrap();
        let found: Vec<&str> = units.successors(at).iter().map(|at| &*units.all()[*at].id).collect();
        assert_eq!(found.join(" "), successors, "{id}");
    }
}

#[test]
fn a_name_is_that_of_all_units_that_ever_had_it() {
    let units = Gazetteer::standard().units();
    for (name, ids) in [
        ("Hà Tây", "10846-2025 23725-2020 28-2008"),
        ("TP.HCM", "79-2020 79-2025"),
        ("Hớn Quản", "694-2020"),
        ("Đăk Lăk", "66-2020 66-2025 daklak-2003"),
        ("Qui Nhơn", "21583-2025 540-2020"),
        ("Huế", "46-2020 46-2025 474-2020-thanh-pho"),
        ("Hoàng Liên Sơn", "hoanglienson-1991"),
    ] {
        let mut found: Vec<&str> = units.named(&key(name)).iter().map(|at| &*units.all()[*at].id).collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), ids, "{name}");
    }
    assert!(units.named(&key("Châu Thành")).len() > 10);
    assert!(units.named("no such name").is_empty());
}
