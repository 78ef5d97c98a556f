//! Administrative units through time, and places abroad.

use crate::matcher::layer::spellings;
use crate::nearest::did_you_mean;
use crate::row;
use crate::table::{At, Table};
use crate::tables::Tables;
use crate::validity;
use bangvang_normalize::{fold, key};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The type word of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
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

/// Text of at most `N` bytes, kept in place: there are tens of thousands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Short<const N: usize> {
    text: [u8; N],
    len: u8,
}

/// A day, month or year in ISO 8601, or nothing.
pub type Day = Short<10>;

impl<const N: usize> Short<N> {
    /// `None` for text of more than `N` bytes or that is not ASCII.
    pub fn new(text: &str) -> Option<Self> {
        let mut short = Self { text: [0; N], len: u8::try_from(text.len()).ok()? };
        short.text.get_mut(..text.len()).filter(|_| text.is_ascii())?.copy_from_slice(text.as_bytes());
        Some(short)
    }
}

impl<const N: usize> std::ops::Deref for Short<N> {
    type Target = str;

    fn deref(&self) -> &str {
        // All bytes are ASCII.
        std::str::from_utf8(&self.text[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl<const N: usize> std::fmt::Debug for Short<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", &**self)
    }
}

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
    /// The units that took it over, as indices of [`Units::all`], the main one first; empty where it stands or
    /// that is not known.
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

    /// True if the unit is known to exist on `day` (`2024`, `2024-03` or `2024-03-28`); without a day,
    /// always.
    pub fn exists(&self, day: Option<&str>) -> bool {
        day.is_none_or(|day| validity::covers(&self.from, &self.to, day))
    }

    /// True if both are not known to have existed apart in time.
    fn meets(&self, other: &Self) -> bool {
        let before =
            |to: &str, from: &str| !to.is_empty() && !from.is_empty() && !validity::covers("", to, from);
        !before(&self.to, &other.from) && !before(&other.to, &self.from)
    }

    /// True if it stands, or ends later than another unit does.
    fn outlasts(&self, other: &Self) -> bool {
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
    /// Of each unit those that have the code of its parent, as a range of `by_id`.
    parents: Vec<Range<usize>>,
    /// Predecessors of all units, those of one together, and where each unit's end.
    predecessors: (Vec<usize>, Vec<usize>),
    named: FxHashMap<String, Vec<usize>>,
    aliases: Vec<(String, usize)>,
}

/// The last day of the system of three levels, and of the vintage that a code means without a day.
pub const LAST_OF_THREE_LEVELS: &str = "2025-06-30";

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
        let mut links = Links::default();
        let table = tables.get("units.csv");
        // A row has some fifty bytes.
        units.all.reserve(table.schema.text.len() / 50);
        table.cells(columns, |at, [id, kind, name, parent, from, to, successors, other_names]| {
            let kind = row::word(kind).map_err(|error| format!("type: {error}"))?;
            let short = |column, cell| format!("{column}: {cell:?} is too long or no ASCII");
            let day = |column, cell| Day::new(cell).ok_or_else(|| short(column, cell));
            let parent = Short::new(parent).ok_or_else(|| short("parent", parent))?;
            let (from, to) = (day("from", from)?, day("to", to)?);
            links.push(at, successors);
            units.all.push(Unit {
                id: id.to_owned(),
                kind,
                name: name.to_owned(),
                parent,
                from,
                to,
                successors: Vec::new(),
                other_names: parts(other_names).map(str::to_owned).collect(),
            });
            Ok(())
        });
        units.by_id = (0..units.all.len()).collect();
        units.by_id.sort_by(|a, b| units.all[*a].id.cmp(&units.all[*b].id));
        units.link(table, &links);
        units.name(tables.get("unit-aliases.csv"));
        units
    }

    /// Checks what the rows refer to, and resolves successors.
    fn link(&mut self, table: &mut Table, links: &Links) {
        let ids: FxHashMap<&str, usize> =
            self.all.iter().enumerate().map(|(at, u)| (u.id.as_str(), at)).collect();
        let codes = ranges_of_codes(&self.all, &self.by_id);
        let mut parents = Vec::with_capacity(self.all.len());
        let mut resolved = Vec::with_capacity(self.all.len());
        for (index, unit) in self.all.iter().enumerate() {
            let of_code = codes.get(&*unit.parent);
            if !unit.parent.is_empty() && of_code.is_none() {
                table.report(links.at(index), format!("parent: {}", self.unknown_code(&unit.parent)));
            }
            let mut range = of_code.cloned().unwrap_or_default();
            let larger = |at: &usize| self.all[*at].rank() < unit.rank();
            if !self.by_id[range.clone()].iter().all(larger) {
                table.report(links.at(index), format!("parent: {} is no larger unit", &*unit.parent));
                range = Range::default();
            }
            parents.push(range);
            for id in parts(links.of(index)) {
                match ids.get(id) {
                    Some(successor) if !self.all[*successor].outlasts(unit) => {
                        table
                            .report(links.at(index), format!("successors: {id} ends no later than the unit"));
                    }
                    Some(successor) => resolved.push((index, *successor)),
                    None => {
                        // Of all ids one would be near to any.
                        let of_code = codes.get(id.split('-').next().unwrap_or(id)).cloned();
                        let of_code = &self.by_id[of_code.unwrap_or_default()];
                        let nearest = did_you_mean(id, of_code.iter().map(|at| self.all[*at].id.as_str()));
                        table.report(
                            links.at(index),
                            format!("successors: no unit has the id {id:?}{nearest}"),
                        );
                    }
                }
            }
        }
        for range in codes.values() {
            let of_code = &self.by_id[range.clone()];
            for (at, one) in of_code.iter().enumerate() {
                let meets = |other: &&usize| self.all[*one].meets(&self.all[**other]);
                if let Some(other) = of_code[..at].iter().find(meets) {
                    // The standard rows are apart in time.
                    let (new, old) = if links.at(*one).overlay { (one, other) } else { (other, one) };
                    let message = format!("from, to: stands while {} has its code", self.all[*old].id);
                    table.report(links.at(*new), message);
                }
            }
        }
        for (unit, successor) in &resolved {
            self.all[*unit].successors.push(*successor);
        }
        resolved.sort_unstable_by_key(|(unit, successor)| (*successor, *unit));
        let ends = (0..self.all.len()).scan(0, |end, unit| {
            *end += resolved[*end..].iter().take_while(|(_, successor)| *successor == unit).count();
            Some(*end)
        });
        self.predecessors = (resolved.iter().map(|(unit, _)| *unit).collect(), ends.collect());
        self.parents = parents;
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
        // Half of the names are those of several units, and folding is what takes time.
        let mut spelled: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        spelled.reserve(self.all.len());
        for (at, unit) in self.all.iter().enumerate() {
            for name in [&unit.name].into_iter().chain(&unit.other_names) {
                spelled.entry(name).or_default().push(at);
            }
        }
        self.named.reserve(spelled.len());
        for (name, units) in spelled {
            for spelling in spellings(name) {
                self.named.entry(fold(&spelling).text).or_default().extend(&units);
            }
        }
        for units in self.named.values_mut() {
            units.sort_unstable();
            units.dedup();
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
            for spelling in spellings(&alias.name) {
                let named = self.named.entry(key(&spelling)).or_default();
                named.extend(&units);
                named.sort_unstable();
                named.dedup();
            }
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

    /// Every name, spelling and alias, folded, with the units that bear it.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, &[usize])> {
        self.named.iter().map(|(key, units)| (key.as_str(), units.as_slice()))
    }

    /// The unit of a statistical code on a day; without a day, or where none existed on it, that of the last day of
    /// three levels (2025-06-30), else the first.
    pub fn by_code(&self, code: &str, day: Option<&str>) -> Option<usize> {
        self.in_force(self.of_code(code), day)
    }

    /// Of the units of one code the one that stands for it on a day.
    fn in_force(&self, candidates: &[usize], day: Option<&str>) -> Option<usize> {
        let on = |day: &str| candidates.iter().copied().find(|at| self.all[*at].exists(Some(day)));
        day.and_then(on).or_else(|| on(LAST_OF_THREE_LEVELS)).or(candidates.first().copied())
    }

    fn of_code(&self, code: &str) -> &[usize] {
        &self.by_id[range_of_code(&self.all, &self.by_id, code)]
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
        let (all, ends) = &self.predecessors;
        &all[unit.checked_sub(1).map_or(0, |before| ends[before])..ends[unit]]
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

    /// A unit and those that it lies in on a day, from itself up to its province or as far as parents are known.
    pub fn line<'u>(&'u self, unit: usize, day: Option<&'u str>) -> impl Iterator<Item = usize> + 'u {
        std::iter::successors(Some(unit), move |at| self.parent(*at, day))
    }

    /// True if the unit lies within another one, at any depth, on a day.
    pub fn lies_in(&self, unit: usize, whole: usize, day: Option<&str>) -> bool {
        self.line(unit, day).skip(1).any(|larger| larger == whole)
    }

    /// The unit's parent on a day; where the unit is not known to have existed on it, on the unit's last day, or on
    /// its first where it stands. Where no unit of the parent's code stood then, the one that the parent came from;
    /// `None` where that was not one alone, or is not known.
    pub fn parent(&self, unit: usize, day: Option<&str>) -> Option<usize> {
        let (parents, unit) = (&self.by_id[self.parents[unit].clone()], &self.all[unit]);
        let own = [&unit.to, &unit.from].into_iter().find(|day| !day.is_empty()).map(|day| &**day);
        let Some(day) = day.filter(|day| unit.exists(Some(day))).or(own) else {
            return self.in_force(parents, None);
        };
        let standing = parents.iter().copied().find(|at| self.all[*at].exists(Some(day)));
        standing.or_else(|| self.sole_origin(parents, day))
    }

    /// Of the units of their rank that some came from, at any remove, the one that stood on a day; `None` where none
    /// or several did.
    fn sole_origin(&self, units: &[usize], day: &str) -> Option<usize> {
        let rank = self.all[*units.first()?].rank();
        let mut open = units.to_vec();
        let mut found = None;
        while let Some(at) = open.pop() {
            for &origin in self.predecessors(at).iter().filter(|at| self.all[**at].rank() == rank) {
                if !self.all[origin].exists(Some(day)) {
                    open.push(origin);
                } else if found.is_some_and(|found| found != origin) {
                    return None;
                } else {
                    found = Some(origin);
                }
            }
        }
        found
    }

    /// Every unit that this one lay in at some time: what stood under its parent's code while it stood, and so on up.
    pub fn ancestors(&self, unit: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut open = vec![unit];
        while let Some(at) = open.pop() {
            let meets = |one: &usize| self.all[*one].meets(&self.all[unit]) && !found.contains(one);
            let parents: Vec<usize> =
                self.of_code(&self.all[at].parent).iter().copied().filter(meets).collect();
            found.extend(&parents);
            open.extend(parents);
        }
        found
    }

    /// Plain names from the province down, or from where the parents are known.
    pub fn path(&self, unit: usize, day: Option<&str>) -> Vec<String> {
        let mut path: Vec<String> = self.line(unit, day).map(|at| self.path_name(at)).collect();
        path.reverse();
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

/// Each row's line and its successors, which are resolved once all rows are read.
#[derive(Default)]
struct Links {
    text: String,
    /// Place, and the end of the row's part of the text.
    rows: Vec<(At, usize)>,
}

impl Links {
    fn push(&mut self, at: At, successors: &str) {
        self.text.push_str(successors);
        self.rows.push((at, self.text.len()));
    }

    fn at(&self, row: usize) -> At {
        self.rows[row].0
    }

    fn of(&self, row: usize) -> &str {
        let begin = row.checked_sub(1).map_or(0, |before| self.rows[before].1);
        &self.text[begin..self.rows[row].1]
    }
}

/// Where the units of each code are among all in the order of their ids.
fn ranges_of_codes<'u>(all: &'u [Unit], by_id: &[usize]) -> FxHashMap<&'u str, Range<usize>> {
    let mut ranges: FxHashMap<&str, Range<usize>> = FxHashMap::default();
    for (at, unit) in by_id.iter().enumerate() {
        ranges.entry(all[*unit].code()).or_insert(at..at).end = at + 1;
    }
    ranges
}

/// Where the units of a code are among all in the order of their ids.
fn range_of_code(all: &[Unit], by_id: &[usize], code: &str) -> Range<usize> {
    let begin = by_id.partition_point(|at| all[*at].code() < code);
    let len = by_id[begin..].partition_point(|at| all[*at].code() == code);
    begin..begin + len
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

    #[test]
    fn paths_follow_the_hierarchy_of_the_day() {
        let units = Gazetteer::standard().units();
        for (id, day, path) in [
            ("343-2020", "2024-03-28", vec!["Thái Bình", "Kiến Xương"]),
            ("760-2020", "2020", vec!["Hồ Chí Minh", "Quận 1"]),
            ("477-2020", "2017-03-16", vec!["Thừa Thiên Huế", "Quảng Điền"]),
            ("477-2020", "2025-03-16", vec!["Huế", "Quảng Điền"]),
            ("271-2008", "2007-03-16", vec!["Hà Tây", "Ba Vì"]),
            // A page of today that names what was.
            ("343-2020", "2025-08-01", vec!["Thái Bình", "Kiến Xương"]),
            ("00004-2025", "2025-08-01", vec!["Hà Nội", "Ba Đình"]),
        ] {
            let unit = units.by_id(id).unwrap();
            assert_eq!(units.path(unit, Some(day)), path);
        }
    }

    #[test]
    fn a_path_names_no_province_or_district_that_was_not_there() {
        let units = Gazetteer::standard().units();
        for (code, day, path) in [
            // Handed over between provinces.
            ("271", "1977", vec!["Hà Sơn Bình", "Ba Vì"]),
            ("271", "1985", vec!["Hà Nội", "Ba Vì"]),
            ("271", "1991-08-12", vec!["Hà Tây", "Ba Vì"]),
            ("250", "1985", vec!["Hà Nội", "Mê Linh"]),
            ("250", "1995", vec!["Vĩnh Phú", "Mê Linh"]),
            ("061", "1995", vec!["Cao Bằng", "Ba Bể"]),
            ("751", "1990", vec!["Đồng Nai", "Xuyên Mộc"]),
            ("110", "2003-12-31", vec!["Lào Cai", "Than Uyên"]),
            // What their province came from, and what that came from.
            ("360", "1996-12-31", vec!["Nam Hà", "Ý Yên"]),
            ("360", "1997-01-01", vec!["Nam Định", "Ý Yên"]),
            ("360", "1985", vec!["Hà Nam Ninh", "Ý Yên"]),
            ("343", "1985", vec!["Thái Bình", "Kiến Xương"]),
            // Before the tables.
            ("360", "1970", vec!["Ý Yên"]),
            // The district was founded later; out of what is not known.
            ("01858", "2003-06-11", vec!["Bằng Thành"]),
            ("01858", "2003-06-12", vec!["Bắc Kạn", "Pác Nặm", "Bằng Thành"]),
            // The district was dissolved a month after the communes around were merged.
            ("01447", "2020-02-29", vec!["Cao Bằng", "Trà Lĩnh", "Hùng Quốc"]),
            ("01447", "2020-03-01", vec!["Cao Bằng", "Trùng Khánh", "Trà Lĩnh"]),
        ] {
            let unit = units.by_code(code, Some(day)).unwrap();
            assert_eq!(units.path(unit, Some(day)), path, "{code} on {day}");
        }
    }

    #[test]
    fn a_known_day_has_no_parent_that_did_not_stand_on_it() {
        let units = Gazetteer::standard().units();
        for day in ["1970", "1977-06-01", "1985", "1990-01-01", "1995", "2000", "2003-12-31", "2010"] {
            for at in units.on(day) {
                let parent = units.parent(at, Some(day)).map(|at| &units.all()[at]);
                assert!(
                    parent.is_none_or(|parent| parent.exists(Some(day))),
                    "{} on {day}: {parent:?}",
                    units.all()[at].id
                );
            }
        }
    }

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
        for (day, provinces) in [
            ("1985-01-01", 40),
            ("1990-01-01", 44),
            ("1995-01-01", 53),
            ("2000-01-01", 61),
            ("2006-01-01", 64),
        ] {
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
    fn a_parent_exists_on_every_day_that_its_unit_does() {
        let units = Gazetteer::standard().units();
        for (day, lowest) in [
            ("2026-11-01", Rank::Commune),
            ("2025-08-01", Rank::Commune),
            ("2025-06-30", Rank::Commune),
            ("2022-12-31", Rank::Commune),
            ("2021-07-10", Rank::Commune),
            ("2020-01-15", Rank::Commune),
            // The first day of a commune is not known where it stood in 2019.
            ("2008-07-31", Rank::District),
            ("2004-01-01", Rank::District),
        ] {
            let below = |at: &usize| (Rank::District..=lowest).contains(&units.all()[*at].rank());
            for at in units.on(day).filter(below) {
                let parent = units.parent(at, Some(day)).map(|at| &units.all()[at]);
                assert!(
                    parent.is_some_and(|p| p.exists(Some(day))),
                    "{} on {day}: {parent:?}",
                    units.all()[at].id
                );
            }
        }
    }

    #[test]
    fn names_are_clean() {
        for unit in Gazetteer::standard().units().all() {
            for name in [&unit.name].into_iter().chain(&unit.other_names) {
                assert_eq!(*name, bangvang_normalize::clean(name).text, "{}", unit.id);
            }
        }
    }

    #[test]
    fn changes_by_law_lead_on() {
        let units = Gazetteer::standard().units();
        let ids = |found: &[usize]| {
            found.iter().map(|at| units.all()[*at].id.clone()).collect::<Vec<_>>().join(" ")
        };
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
            let mut found: Vec<&str> =
                units.named(&key(name)).iter().map(|at| &*units.all()[*at].id).collect();
            found.sort_unstable();
            assert_eq!(found.join(" "), ids, "{name}");
        }
        assert!(units.named(&key("Châu Thành")).len() > 10);
        assert!(units.named("no such name").is_empty());
    }

    #[test]
    fn units_that_would_lead_back_to_themselves_are_told() {
        for (rows, want) in [
            ("99991-2024,xa,A,99991,,,", "parent: 99991 is no larger unit"),
            ("998-2024,huyen,A,999,,,\n999-2024,huyen,B,998,,,", "parent: 999 is no larger unit"),
            (
                "99991-2024,xa,A,343,2024-01-01,2024-12-31,99991-2024",
                "successors: 99991-2024 ends no later than the unit",
            ),
            (
                "99991-2024,xa,A,343,,2024-12-31,99992-2024\n99992-2024,xa,B,343,,2024-12-31,99991-2024",
                "successors: 99992-2024 ends no later than the unit",
            ),
            ("343-2024,huyen,Kiến Xương,34,2024-01-01,,", "from, to: stands while 343-2020 has its code"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let text = format!("id,type,name,parent,from,to,successors\n{rows}\n");
            std::fs::write(folder.path().join("units.csv"), text).unwrap();
            let told = Gazetteer::load(folder.path()).unwrap_err();
            assert!(told[0].to_string().ends_with(want), "{rows}: {told:?}");
        }
    }
}
