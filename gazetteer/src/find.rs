//! Units by name: every vintage of every unit that bears it.

use crate::Gazetteer;
use crate::address::names::Spelling;
use crate::nearest::nearest_few;
use crate::units::{Unit, UnitType};
use bangvang_normalize::key;
use serde::Serialize;
use std::collections::HashSet;

/// Which of the units of a name are wanted; by default all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'w> {
    /// Those that exist on a day, in a month or a year (`2024-03-28`, `2024-03`, `2024`).
    pub on: Option<&'w str>,
    /// Those within one of these units, or one of them itself.
    pub within: Option<&'w [usize]>,
}

impl Gazetteer {
    /// The units that a name means, larger ones first, each by its id: with its type word or without ("huyện Bắc
    /// Hà", "P. 5"), an alias or a former name ("Sài Gòn", "Hà Tây"). Units whose names differ from it in diacritics
    /// are given only where there are no others.
    ///
    /// ```
    /// # use bangvang_gazetteer::{Gazetteer, Wanted};
    /// let gazetteer = Gazetteer::standard();
    /// let found = gazetteer.find("huyện Bắc Hà", Wanted { on: Some("2024-03-28"), ..Wanted::default() });
    /// assert_eq!(gazetteer.units().path(found[0], None), ["Lào Cai", "Bắc Hà"]);
    /// ```
    pub fn find(&self, name: &str, wanted: Wanted<'_>) -> Vec<usize> {
        let found = self.bearers(name);
        let found: Vec<_> = found.into_iter().filter(|(unit, _)| self.is_wanted(*unit, wanted)).collect();
        let exact = found.iter().any(|(_, spelling)| *spelling == Spelling::Exact);
        let found = found.into_iter().filter(|(_, spelling)| !exact || *spelling == Spelling::Exact);
        let mut found: Vec<usize> = found.map(|(unit, _)| unit).collect();
        found.sort_by_key(|unit| {
            let unit = &self.units().all()[*unit];
            (unit.rank(), unit.id.as_str())
        });
        found.dedup();
        found
    }

    /// The units that an address means, each by its id: the smallest that it settles, or those that it leaves open.
    ///
    /// ```
    /// # use bangvang_gazetteer::{Gazetteer, Wanted};
    /// let gazetteer = Gazetteer::standard();
    /// let found = gazetteer.find_address("Châu Thành, Bến Tre", Wanted::default());
    /// assert_eq!(gazetteer.units().path(found[0], None), ["Bến Tre", "Châu Thành"]);
    /// ```
    pub fn find_address(&self, text: &str, wanted: Wanted<'_>) -> Vec<usize> {
        let mut found = self.meant(text, wanted.on);
        found.retain(|unit| self.is_wanted(*unit, wanted));
        found
    }

    /// The units that an address means, whether they stand on the day or not.
    fn meant(&self, text: &str, on: Option<&str>) -> Vec<usize> {
        match self.address(text, on) {
            Some(address) if address.unsettled.is_empty() => address.unit.into_iter().collect(),
            Some(address) => address.unsettled,
            None => Vec::new(),
        }
    }

    /// The units of a place: a name, or a path from the smaller to the larger ("Bắc Hà, Lào Cai").
    pub fn place(&self, text: &str, on: Option<&str>) -> Vec<usize> {
        if text.contains(',') {
            return self.meant(text, on);
        }
        let found = self.find(text, Wanted::default());
        let rank = found.iter().map(|unit| self.units().all()[*unit].rank()).min();
        found.into_iter().filter(|unit| Some(self.units().all()[*unit].rank()) == rank).collect()
    }

    /// Names of units that one may have meant by a name that none has: at most three, the likeliest first,
    /// and of these the larger ones. No numbers, all of which are alike, and not the name itself.
    pub fn nearest_units(&self, name: &str) -> Vec<&str> {
        let mut units: Vec<&Unit> = self.units().all().iter().collect();
        units.sort_by_key(|unit| unit.rank());
        let mut seen = HashSet::new();
        let itself = key(name.trim());
        let told = |name: &&str| !crate::is_number(name) && key(name) != itself;
        let names = units.into_iter().map(|unit| unit.name.as_str()).filter(|name| seen.insert(*name));
        let names = names.filter(told);
        let types = &self.address_words().types;
        let words = types.split(name);
        if words.is_empty() {
            return Vec::new();
        }
        let typed =
            (1..words.len()).rev().find(|at| types.before(&words, *at).is_some_and(|typed| typed.len == *at));
        let bare = typed.map_or(name, |at| &name[words[at].span.start..]);
        nearest_few(bare, names, 3)
    }

    /// The units of a name, with and without what may be a type word at its head.
    fn bearers(&self, name: &str) -> Vec<(usize, Spelling)> {
        let words = self.address_words();
        let name = crate::address::words::tidy(name);
        let parts = words.types.split(&name);
        let mut found: Vec<_> = words.names.of(&parts).collect();
        for at in 1..parts.len() {
            let Some(typed) = words.types.before(&parts, at).filter(|typed| typed.len == at) else {
                continue;
            };
            let of_type = |(unit, _): &(usize, Spelling)| {
                let unit = &self.units().all()[*unit];
                unit.kind == typed.kind && typed.rank.is_none_or(|rank| rank == unit.rank())
            };
            found.extend(words.names.of(&parts[at..]).filter(of_type));
        }
        found
    }

    fn is_wanted(&self, unit: usize, wanted: Wanted<'_>) -> bool {
        self.units().all()[unit].exists(wanted.on)
            && wanted.within.is_none_or(|wholes| self.is_within(unit, wholes))
    }

    fn is_within(&self, unit: usize, wholes: &[usize]) -> bool {
        wholes.contains(&unit) || self.units().ancestors(unit).iter().any(|whole| wholes.contains(whole))
    }
}

/// All that the tables say of a unit, to be written as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitRecord<'g> {
    /// Statistical code and vintage.
    pub id: &'g str,
    /// Type as `units.csv` has it: `huyen`.
    #[serde(rename = "type")]
    pub kind: UnitType,
    /// Name without type word.
    pub name: &'g str,
    /// Names from the province down, on the day asked for, else on its last or first day.
    pub path: Vec<String>,
    /// The ids of the path's units.
    pub path_ids: Vec<&'g str>,
    /// First day, where it is known.
    pub from: Option<&'g str>,
    /// Last day, where it stands no more.
    pub to: Option<&'g str>,
    /// The unit of today that took it over; `None` where it stands itself or that is not known.
    pub today: Option<Today<'g>>,
    /// Ids of the units that it took over.
    pub predecessors: Vec<&'g str>,
    /// Ids of the units that took it over, the main one first.
    pub successors: Vec<&'g str>,
    /// Other spellings, and the aliases of `unit-aliases.csv`.
    pub other_names: Vec<&'g str>,
}

/// A unit of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Today<'g> {
    /// Its id.
    pub id: &'g str,
    /// Its path.
    pub path: Vec<String>,
}

impl Gazetteer {
    /// What is known of a unit. `on` is the day of its path.
    pub fn unit_record(&self, unit: usize, on: Option<&str>) -> UnitRecord<'_> {
        let units = self.units();
        let all = units.all();
        let ids = |of: &[usize]| of.iter().map(|unit| all[*unit].id.as_str()).collect();
        let filled = |cell| Some(cell).filter(|cell: &&str| !cell.is_empty());
        let Unit { id, kind, name, from, to, other_names, .. } = &all[unit];
        let mut path: Vec<usize> = units.line(unit, on).collect();
        path.reverse();
        // An alias stands for all units of its code that have the name.
        let alias = |of: usize| all[of].code() == all[unit].code() && all[of].name == *name;
        let aliases = units.aliases().iter().filter(|(_, of)| alias(*of)).map(|(alias, _)| alias);
        let mut named = HashSet::new();
        UnitRecord {
            id,
            kind: *kind,
            name,
            path: units.path(unit, on),
            path_ids: ids(&path),
            from: filled(from),
            to: filled(to),
            today: units.today(unit).map(|today| Today { id: &all[today].id, path: units.path(today, None) }),
            predecessors: ids(units.predecessors(unit)),
            successors: ids(units.successors(unit)),
            other_names: other_names
                .iter()
                .chain(aliases)
                .map(String::as_str)
                .filter(|n| named.insert(*n))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(name: &str, on: Option<&str>, at: Option<&str>) -> Vec<&'static str> {
        let gazetteer = Gazetteer::standard();
        let within = at.map(|place| gazetteer.place(place, on));
        let found = gazetteer.find(name, Wanted { on, within: within.as_deref() });
        found.into_iter().map(|unit| gazetteer.units().all()[unit].id.as_str()).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        for (name, on, at, want) in [
            ("huyện Yên Châu", None, None, &["124-2020"][..]),
            ("H. Yên Châu", None, None, &["124-2020"]),
            ("YEN CHAU", Some("2024"), None, &["124-2020", "04060-2019"]),
            ("TP.HCM", Some("2025-06"), None, &["79-2020"]),
            ("Sài Gòn", Some("2024"), None, &["79-2020"]),
            ("Sài Gòn", Some("2026"), None, &["79-2025", "26740-2025"]),
            ("tỉnh Hà Tây", None, None, &["28-2008"]),
            ("Quận 03", Some("2024"), None, &["770-2020"]),
            ("P.5", Some("2024"), Some("Quận 3, TP.HCM"), &["27151-2020"]),
            ("P.5", Some("2024"), Some("Tuy Hòa"), &["22033-2020"]),
            ("quận Yên Châu", None, None, &[]),
            ("0 Yên Châu", None, None, &[]),
            ("", None, None, &[]),
        ] {
            assert_eq!(ids(name, on, at), want, "{name} on {on:?} at {at:?}");
        }
    }

    #[test]
    fn diacritics_count_where_they_are_written_right() {
        let exact = ids("xã Hòa Tiến", Some("2024"), None);
        let bare = ids("xa Hoa Tien", Some("2024"), None);
        assert!(!exact.is_empty() && exact.len() < bare.len(), "{exact:?} of {bare:?}");
        assert!(exact.iter().all(|id| bare.contains(id)));
    }

    #[test]
    fn an_address_is_kept_to_the_day_and_the_place() {
        let gazetteer = Gazetteer::standard();
        for (text, on, at, want) in [
            ("Châu Thành, Bến Tre", None, None, &["831-2020"][..]),
            ("Châu Thành, Bến Tre", None, Some("Lào Cai"), &[]),
            ("Châu Thành, Bến Tre", None, Some("Bến Tre"), &["831-2020"]),
            ("quận 1, TP.HCM", Some("2026"), None, &[]),
        ] {
            let within = at.map(|place| gazetteer.place(place, on));
            let found = gazetteer.find_address(text, Wanted { on, within: within.as_deref() });
            let ids: Vec<&str> =
                found.iter().map(|unit| gazetteer.units().all()[*unit].id.as_str()).collect();
            assert_eq!(ids, want, "{text} on {on:?} at {at:?}");
        }
    }

    #[test]
    fn a_place_may_be_of_another_day() {
        let gazetteer = Gazetteer::standard();
        for place in ["quận 1", "quận 1, TP.HCM"] {
            assert!(!gazetteer.place(place, Some("2026")).is_empty(), "{place}");
        }
    }

    #[test]
    fn a_name_that_nobody_bears_has_near_ones() {
        let near = Gazetteer::standard().nearest_units("huyện Yên Chau");
        assert_eq!(near.first(), Some(&"Yên Châu"), "{near:?}");
        for name in ["Konstantinopel", ",", "phường 99", "Yên Châu", &"Yên Châu ".repeat(10_000)] {
            let near = Gazetteer::standard().nearest_units(name);
            assert!(
                near.iter().all(|near| *near != name) && (name.starts_with('Y') || near.is_empty()),
                "{near:?}"
            );
        }
    }

    #[test]
    fn a_record_tells_what_became_of_a_unit() {
        let gazetteer = Gazetteer::standard();
        let unit = gazetteer.units().by_id("28-2008").unwrap();
        let record = gazetteer.unit_record(unit, None);
        assert_eq!((record.to, record.successors.as_slice()), (Some("2008-07-31"), &["01-2020"][..]));
        assert_eq!(record.today.unwrap().id, "01-2025");
    }
}
