//! Administrative units through time, and places abroad.

mod abroad;
mod kind;
mod read;
mod short;
#[cfg(test)]
mod tests;
mod tree;
mod unit;

pub use abroad::{PlaceAbroad, PlaceKind};
pub use kind::{Rank, UnitType, UnitTypeForm};
pub use short::{Day, Short};
pub use unit::Unit;

use rustc_hash::FxHashMap;
use std::ops::Range;

/// The last day of the system of three levels, and of the vintage that a code means without a day.
pub const LAST_OF_THREE_LEVELS: &str = "2025-06-30";

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

impl Units {
    /// Every unit; indices are those of [`crate::Sense::Unit`].
    pub fn all(&self) -> &[Unit] {
        &self.all
    }

    /// Every name and other spelling, as the row of a unit has it, with that unit.
    pub(crate) fn spelled(&self) -> impl Iterator<Item = (&str, usize)> {
        let units = self.all.iter().enumerate();
        units.flat_map(|(at, unit)| unit.names().map(move |name| (name, at)))
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
}

/// Where the units of a code are among all in the order of their ids.
fn range_of_code(all: &[Unit], by_id: &[usize], code: &str) -> Range<usize> {
    let begin = by_id.partition_point(|at| all[*at].code() < code);
    let len = by_id[begin..].partition_point(|at| all[*at].code() == code);
    begin..begin + len
}

/// Each name once, where it stands first, with all units that bear it.
pub(crate) fn by_name<'n>(names: impl Iterator<Item = (&'n str, usize)>) -> Vec<(&'n str, Vec<usize>)> {
    let (mut found, mut known) = (Vec::<(_, Vec<_>)>::new(), FxHashMap::default());
    for (name, unit) in names {
        let at = *known.entry(name).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, units)) => units.push(unit),
            None => found.push((name, vec![unit])),
        }
    }
    found
}
