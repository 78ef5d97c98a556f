//! One unit: what `units.csv` says of it.

use super::{Day, Rank, Short, UnitType};
use crate::validity;

/// One row of `units.csv`: what stood under a code for a time without change of type, name or parent.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Code of the General Statistics Office and the vintage, e.g. `35-2020`; see the tables' README. Provinces that ended before the
    /// office gave codes have their name instead: `hanamninh-1991`.
    pub id: String,
    /// Type.
    pub kind: UnitType,
    /// Name without type word.
    pub name: String,
    /// Code of the parent: the unit of that code in force on the day in question. Empty for provinces.
    pub parent: Short<15>,
    /// First day, or empty where it is not known. ISO 8601, compared as text.
    pub from: Day,
    /// Last day, or empty while it stands.
    pub to: Day,
    /// The units that took it over, as indices of [`crate::Units::all`], the main one first; empty where it
    /// stands or that is not known.
    pub successors: Vec<usize>,
    /// Other spellings of the name.
    pub other_names: Vec<String>,
}

impl Unit {
    /// The statistical office's code, the id's part before the vintage.
    pub fn code(&self) -> &str {
        let end = self.id.bytes().position(|byte| byte == b'-').unwrap_or(self.id.len());
        &self.id[..end]
    }

    /// Its name and the other spellings.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.other_names).map(String::as_str)
    }

    /// True if the unit is known to exist on `day` (`2024`, `2024-03` or `2024-03-28`); without a day,
    /// always.
    pub fn exists(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| validity::covers(&self.from, &self.to, day))
    }

    /// True if both are not known to have existed apart in time.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let before =
            |to: &str, from: &str| !to.is_empty() && !from.is_empty() && !validity::covers("", to, from);
        !before(&self.to, &other.from) && !before(&other.to, &self.from)
    }

    /// True if it stands, or ends later than another unit does.
    pub(super) fn outlasts(&self, other: &Self) -> bool {
        self.to.is_empty() || (!other.to.is_empty() && self.to > other.to)
    }

    /// Where the unit stands in the hierarchy.
    pub fn rank(&self) -> Rank {
        match self.kind.rank() {
            // Some were đặc khu: Vũng Tàu - Côn Đảo, until 1991.
            _ if self.parent.is_empty() => Rank::Province,
            Some(rank) => rank,
            None => Rank::District,
        }
    }

    /// The type word: "huyện".
    pub fn type_word(&self) -> &'static str {
        match self.kind {
            UnitType::Tinh => "tỉnh",
            UnitType::ThanhPho => "thành phố",
            UnitType::Quan => "quận",
            UnitType::Huyen => "huyện",
            UnitType::ThiXa => "thị xã",
            UnitType::Phuong => "phường",
            UnitType::Xa => "xã",
            UnitType::ThiTran => "thị trấn",
            UnitType::DacKhu => "đặc khu",
            UnitType::Thon => "thôn",
            UnitType::Bang => "bang",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_exists_between_its_first_and_last_day() {
        let unit = |from: &str, to: &str| Unit {
            id: "46-2020".into(),
            kind: UnitType::ThanhPho,
            name: "Huế".into(),
            parent: Short::new("").unwrap(),
            from: Day::new(from).unwrap(),
            to: Day::new(to).unwrap(),
            successors: Vec::new(),
            other_names: Vec::new(),
        };
        for (from, to, day, exists) in [
            ("2025-01-01", "2025-06-30", "2025-06-30", true),
            ("2025-01-01", "2025-06-30", "2025-07-01", false),
            ("2025-01-01", "", "2024-12-31", false),
            ("2025-07-01", "", "2025", true),
            ("", "2024", "2024-12-31", true),
            ("", "2024", "2025-01", false),
        ] {
            assert_eq!(unit(from, to).exists(Some(day)), exists, "{from}..{to} on {day}");
        }
    }
}
