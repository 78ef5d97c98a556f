//! Administrative units through time, and places abroad.

use crate::nearest::did_you_mean;
use crate::row;
use crate::table::{At, Table};
use crate::tables::Tables;
use crate::validity;
use bangvang_normalize::{fold, key};
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

/// One row of `units.csv`: what stood under a code for a time without change of type, name or parent.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Code of the General Statistics Office and the vintage: `35-2020`. Provinces that ended before the
    /// office gave codes have their name instead: `hanamninh-1976`.
    pub id: String,
    /// Type.
    pub kind: UnitType,
    /// Name without type word.
    pub name: String,
    /// Code of the parent: the unit of that code in force on the day in question. Empty for provinces.
    pub parent: String,
    /// First day, or empty where it is not known. ISO 8601, compared as text.
    pub from: String,
    /// Last day, or empty while it stands.
    pub to: String,
    /// The units that took it over, as indices of [`Units::all`], the main one first; empty where it stands or
    /// that is not known.
    pub successors: Vec<usize>,
    /// Other spellings of the name.
    pub other_names: Vec<String>,
}

impl Unit {
    /// The statistical office's code, the id's part before the vintage.
    pub fn code(&self) -> &str {
        self.id.split('-').next().unwrap_or(&self.id)
    }

    /// True if the unit is known to exist on `day` (`2024`, `2024-03` or `2024-03-28`); without a day,
    /// always.
    pub fn exists(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| validity::covers(&self.from, &self.to, day))
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

/// All administrative units, by id, by code and by name.
#[derive(Debug, Default)]
pub struct Units {
    all: Vec<Unit>,
    /// Indices in the order of ids, which keeps the units of one code together.
    by_id: Vec<usize>,
    predecessors: HashMap<usize, Vec<usize>>,
    named: HashMap<String, Vec<usize>>,
    aliases: Vec<(String, usize)>,
}

/// The last day of the system of three levels, and of the vintage that a code means without a day.
const LAST_OF_THREE_LEVELS: &str = "2025-06-30";

/// A row of `unit-aliases.csv`.
#[derive(Debug, Deserialize)]
struct Alias {
    name: String,
    unit: String,
}

impl Units {
    /// Reads `units.csv` and `unit-aliases.csv`.
    pub(crate) fn read(tables: &mut Tables) -> Self {
        let columns = ["id", "type", "name", "parent", "from", "to", "successors", "other_names"];
        let mut units = Self::default();
        let mut rows = Vec::new();
        let table = tables.get("units.csv");
        table.cells(columns, |at, [id, kind, name, parent, from, to, successors, other_names]| {
            let kind = row::word(kind).map_err(|error| format!("type: {error}"))?;
            rows.push((at, successors.to_owned()));
            units.all.push(Unit {
                id: id.to_owned(),
                kind,
                name: name.to_owned(),
                parent: parent.to_owned(),
                from: from.to_owned(),
                to: to.to_owned(),
                successors: Vec::new(),
                other_names: parts(other_names).map(str::to_owned).collect(),
            });
            Ok(())
        });
        units.by_id = (0..units.all.len()).collect();
        units.by_id.sort_by(|a, b| units.all[*a].id.cmp(&units.all[*b].id));
        units.link(table, &rows);
        units.name(tables.get("unit-aliases.csv"));
        units
    }

    /// Checks what the rows refer to, and resolves successors. `rows` are each unit's place and successors.
    fn link(&mut self, table: &mut Table, rows: &[(At, String)]) {
        for (index, (at, successors)) in rows.iter().enumerate() {
            let parent = &self.all[index].parent;
            if !parent.is_empty() && self.of_code(parent).is_empty() {
                table.report(*at, format!("parent: {}", self.unknown_code(parent)));
            }
            for id in parts(successors) {
                let Some(successor) = self.by_id(id) else {
                    let nearest = did_you_mean(id, self.all.iter().map(|unit| unit.id.as_str()));
                    table.report(*at, format!("successors: no unit has the id {id:?}{nearest}"));
                    continue;
                };
                self.all[index].successors.push(successor);
                self.predecessors.entry(successor).or_default().push(index);
            }
        }
    }

    /// What to say of a code that no unit has.
    pub(crate) fn unknown_code(&self, code: &str) -> String {
        // Spreadsheets take codes for numbers.
        let padded = ["0", "00", "000"].map(|zeros| format!("{zeros}{code}"));
        match padded.into_iter().find(|code| !self.of_code(code).is_empty()) {
            Some(padded) => format!(
                "no unit has the code {code:?}; did you mean {padded}? (columns of codes are to be saved as text)"
            ),
            None => format!("no unit has the code {code:?}"),
        }
    }

    /// Indexes names, other spellings and aliases.
    fn name(&mut self, aliases: &mut Table) {
        for (at, unit) in self.all.iter().enumerate() {
            for name in [&unit.name].into_iter().chain(&unit.other_names) {
                self.named.entry(fold(name).text).or_default().push(at);
            }
        }
        for (at, alias) in aliases.rows::<Alias>() {
            let by_id = self.by_id(&alias.unit);
            let Some(unit) = by_id.or_else(|| self.by_code(&alias.unit, None)) else {
                aliases.report(at, format!("unit: {}", self.unknown_code(&alias.unit)));
                continue;
            };
            // One code may have stood for different units before and after a reform.
            let same = |at: &usize| self.all[*at].name == self.all[unit].name;
            let of_code = self.of_code(&alias.unit).iter().copied().filter(same);
            let units: Vec<usize> = by_id.into_iter().chain(of_code).collect();
            let named = self.named.entry(key(&alias.name)).or_default();
            named.extend(units);
            named.sort_unstable();
            named.dedup();
            self.aliases.push((alias.name, unit));
        }
    }

    /// Every unit; indices are those of [`crate::Sense::Unit`].
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// The names of `unit-aliases.csv`, each with the unit that it means.
    pub(crate) fn aliases(&self) -> &[(String, usize)] {
        &self.aliases
    }

    /// The units known to exist on a day.
    pub fn on<'u>(&'u self, day: &'u str) -> impl Iterator<Item = usize> + 'u {
        (0..self.all.len()).filter(move |at| self.all[*at].exists(Some(day)))
    }

    /// The units of every vintage with a name, a spelling of it or an alias. `name_key` is what
    /// [`bangvang_normalize::key`] makes of the name without its type word.
    ///
    /// ```
    /// # use bangvang_gazetteer::Gazetteer;
    /// let units = Gazetteer::standard().units();
    /// let ids: Vec<&str> = units.named("bạc liêu").iter().map(|at| units.all()[*at].id.as_str()).collect();
    /// assert!(ids.contains(&"95-2020") && ids.contains(&"954-2020"));
    /// ```
    pub fn named(&self, name_key: &str) -> &[usize] {
        self.named.get(name_key).map_or(&[], Vec::as_slice)
    }

    /// The unit of a statistical code on a day; without a day, or where none existed on it, that of the last day of
    /// three levels (2025-06-30), else the first.
    pub fn by_code(&self, code: &str, day: Option<&str>) -> Option<usize> {
        let candidates = self.of_code(code);
        let on = |day: &str| candidates.iter().copied().find(|at| self.all[*at].exists(Some(day)));
        day.and_then(on).or_else(|| on(LAST_OF_THREE_LEVELS)).or(candidates.first().copied())
    }

    fn of_code(&self, code: &str) -> &[usize] {
        of_code(&self.all, &self.by_id, code)
    }

    /// The unit with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        let at = self.by_id.binary_search_by(|at| self.all[*at].id.as_str().cmp(id)).ok()?;
        Some(self.by_id[at])
    }

    /// The units that took this one over, the main one first.
    pub fn successors(&self, unit: usize) -> &[usize] {
        &self.all[unit].successors
    }

    /// The units that this one took over.
    pub fn predecessors(&self, unit: usize) -> &[usize] {
        self.predecessors.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The unit of today that took this one over, from main successor to main successor; `None` where it stands
    /// itself or that is not known.
    pub fn today(&self, unit: usize) -> Option<usize> {
        let mut at = unit;
        while !self.all[at].to.is_empty() {
            at = *self.successors(at).first()?;
        }
        (at != unit).then_some(at)
    }

    /// True if the unit lies within another one, at any depth, on a day.
    pub fn lies_in(&self, unit: usize, whole: usize, day: Option<&str>) -> bool {
        let mut at = unit;
        while let Some(parent) = self.parent(at, day) {
            if parent == whole {
                return true;
            }
            at = parent;
        }
        false
    }

    /// The unit's parent on a day; where the unit is not known to have existed on it, on the unit's last day, or on
    /// its first where it stands.
    pub fn parent(&self, unit: usize, day: Option<&str>) -> Option<usize> {
        let unit = &self.all[unit];
        let own = [&unit.to, &unit.from].into_iter().find(|day| !day.is_empty()).map(String::as_str);
        let day = day.filter(|day| unit.exists(Some(day))).or(own);
        if unit.parent.is_empty() { None } else { self.by_code(&unit.parent, day) }
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

    /// The name a path uses: with the type word only for numbered units ("Quận 1", "Phường 5").
    fn path_name(&self, unit: usize) -> String {
        let unit = &self.all[unit];
        let numbered = unit.name.starts_with(|c: char| c.is_ascii_digit());
        match unit.kind {
            UnitType::Quan if numbered => format!("Quận {}", unit.name),
            UnitType::Phuong if numbered => format!("Phường {}", unit.name),
            _ => unit.name.clone(),
        }
    }
}

/// The units of a code, in the order of their ids.
fn of_code<'i>(all: &[Unit], by_id: &'i [usize], code: &str) -> &'i [usize] {
    let begin = by_id.partition_point(|at| all[*at].code() < code);
    let len = by_id[begin..].partition_point(|at| all[*at].code() == code);
    &by_id[begin..begin + len]
}

/// What a cell lists by `|`.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
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

    #[test]
    #[ignore = "a measurement: cargo test --release -p bangvang-gazetteer -- --ignored --nocapture reading"]
    fn reading_takes_milliseconds() {
        let times = (0..20).map(|_| {
            let start = std::time::Instant::now();
            std::hint::black_box(Units::read(&mut Tables::standard()));
            start.elapsed()
        });
        let fastest = times.min().unwrap();
        println!("units.csv is read in {fastest:?}");
        assert!(fastest.as_millis() < 10, "{fastest:?}");
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
