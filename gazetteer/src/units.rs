//! Administrative units through time, and places abroad.

use crate::table::{Table, TableError};
use serde::Deserialize;
use std::collections::HashMap;

/// The type word of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitType {
    /// tỉnh, province
    Tinh,
    /// thành phố, city: a province (thành phố trực thuộc trung ương) or a district
    ThanhPho,
    /// quận, urban district
    Quan,
    /// huyện, rural district
    Huyen,
    /// thị xã, town
    ThiXa,
    /// phường, ward
    Phuong,
    /// xã, commune
    Xa,
    /// thị trấn, township
    ThiTran,
    /// đặc khu, special zone (since 2025)
    DacKhu,
    /// thôn, xóm, ấp, bản, buôn, khu phố: parts of a commune
    Thon,
    /// bang, a state abroad
    Bang,
}

/// How far down the hierarchy a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// Provinces and cities under the centre.
    Province,
    /// Districts, until 2025-06-30.
    District,
    /// Communes, wards, townships.
    Commune,
    /// Villages and other parts of a commune.
    Village,
    /// Outside Việt Nam.
    Abroad,
}

impl UnitType {
    /// The type's rank; `None` for a city, which may be a province or a district.
    pub fn rank(self) -> Option<Rank> {
        match self {
            Self::Tinh => Some(Rank::Province),
            Self::ThanhPho => None,
            Self::Quan | Self::Huyen | Self::ThiXa => Some(Rank::District),
            Self::Phuong | Self::Xa | Self::ThiTran | Self::DacKhu => Some(Rank::Commune),
            Self::Thon => Some(Rank::Village),
            Self::Bang => Some(Rank::Abroad),
        }
    }
}

/// One row of `units.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Unit {
    /// Code of the General Statistics Office and the vintage: `35-2020`.
    pub id: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: UnitType,
    /// Name without type word.
    pub name: String,
    /// Code of the parent: the unit of that code in force on the day in question. Empty for provinces.
    pub parent: String,
    /// First day, or empty where it is not known. ISO 8601, compared as text.
    pub from: String,
    /// Last day, or empty while it stands.
    pub to: String,
    /// Id of the unit that took it over, or empty.
    pub successor: String,
}

impl Unit {
    /// The statistical office's code, the id's part before the vintage.
    pub fn code(&self) -> &str {
        self.id.split('-').next().unwrap_or(&self.id)
    }

    /// True if the unit is known to exist on `day` (`2024`, `2024-03` or `2024-03-28`); without a day,
    /// always.
    pub fn exists(&self, day: Option<&str>) -> bool {
        within(day, &self.from, &self.to)
    }

    /// Where the unit stands in the hierarchy.
    pub fn rank(&self) -> Rank {
        match self.kind.rank() {
            Some(rank) => rank,
            None if self.parent.is_empty() => Rank::Province,
            None => Rank::District,
        }
    }
}

/// True if `day` lies between two bounds, both included, where an empty bound is open; without a day,
/// always.
pub(crate) fn within(day: Option<&str>, from: &str, to: &str) -> bool {
    let Some(day) = day else { return true };
    // Dates of less precision are compared as far as both go.
    let against = |bound: &str| {
        let shared = day.len().min(bound.len());
        day.as_bytes()[..shared].cmp(&bound.as_bytes()[..shared])
    };
    (from.is_empty() || against(from).is_ge()) && (to.is_empty() || against(to).is_le())
}

/// A type word as written: one row of `unit-types.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct UnitTypeForm {
    /// As written, e.g. `TP.`.
    pub form: String,
    /// The type.
    #[serde(rename = "type")]
    pub kind: UnitType,
    /// The rank where the form alone settles it.
    pub rank: Option<Rank>,
}

/// What a name of `places-abroad.csv` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Việt Nam, which is named as other countries are.
    Home,
    /// Another country.
    Country,
    /// A city abroad.
    City,
}

/// A country or city abroad: one row of `places-abroad.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct PlaceAbroad {
    /// Usual Vietnamese name.
    pub name: String,
    /// Which it is.
    pub kind: PlaceKind,
    /// Other spellings, separated by `|`.
    pub other_names: String,
}

/// All administrative units, by id and by code.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    by_code: HashMap<String, Vec<usize>>,
    by_id: HashMap<String, usize>,
}

impl Units {
    pub(crate) fn read(table: &Table<'_>) -> Result<Self, TableError> {
        let mut units = Self::default();
        let rows = table.rows::<Unit>()?;
        for (line, mut unit) in rows.iter().cloned() {
            unit.name = bangvang_normalize::clean(&unit.name).text.into_owned();
            let at = units.all.len();
            if units.by_id.insert(unit.id.clone(), at).is_some() {
                return Err(table.error(line, format!("unit {} stands twice", unit.id)));
            }
            units.by_code.entry(unit.code().to_owned()).or_default().push(at);
            units.all.push(unit);
        }
        for (line, unit) in &rows {
            if !unit.parent.is_empty() && !units.by_code.contains_key(&unit.parent) {
                return Err(table.error(*line, format!("no unit has the parent's code {}", unit.parent)));
            }
            if !unit.successor.is_empty() && !units.by_id.contains_key(&unit.successor) {
                return Err(table.error(*line, format!("no unit has the successor's id {}", unit.successor)));
            }
        }
        Ok(units)
    }

    /// Every unit; indices are those of [`crate::Sense::Unit`].
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// The unit of a statistical code on a day.
    pub fn by_code(&self, code: &str, day: Option<&str>) -> Option<usize> {
        let candidates = self.by_code.get(code)?;
        candidates.iter().copied().find(|i| self.all[*i].exists(day)).or(candidates.first().copied())
    }

    /// The unit with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The unit's parent on a day.
    pub fn parent(&self, unit: usize, day: Option<&str>) -> Option<usize> {
        let parent = &self.all[unit].parent;
        if parent.is_empty() { None } else { self.by_code(parent, day) }
    }

    /// Plain names from the province down.
    pub fn path(&self, unit: usize, day: Option<&str>) -> Vec<String> {
        let mut path = vec![self.path_name(unit)];
        let mut at = unit;
        while let Some(parent) = self.parent(at, day) {
            path.insert(0, self.path_name(parent));
            at = parent;
        }
        path
    }

    /// The name a path uses: with the type word only for numbered units ("Quận 1").
    fn path_name(&self, unit: usize) -> String {
        let unit = &self.all[unit];
        match unit.name.starts_with(|c: char| c.is_ascii_digit()) {
            true if unit.kind == UnitType::Quan => format!("Quận {}", unit.name),
            _ => unit.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Gazetteer;

    #[test]
    fn a_unit_exists_between_its_first_and_last_day() {
        let unit = |from: &str, to: &str| Unit {
            id: "46-2020".into(),
            kind: UnitType::ThanhPho,
            name: "Huế".into(),
            parent: String::new(),
            from: from.into(),
            to: to.into(),
            successor: String::new(),
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

    #[test]
    fn paths_follow_the_hierarchy_of_the_day() {
        let units = Gazetteer::standard().units();
        for (id, day, path) in [
            ("343-2020", "2024-03-28", vec!["Thái Bình", "Kiến Xương"]),
            ("760-2020", "2020", vec!["Hồ Chí Minh", "Quận 1"]),
            ("477-2020", "2017-03-16", vec!["Thừa Thiên Huế", "Quảng Điền"]),
            ("477-2020", "2025-03-16", vec!["Huế", "Quảng Điền"]),
        ] {
            let unit = units.by_id(id).unwrap();
            assert_eq!(units.path(unit, Some(day)), path);
        }
    }
}
