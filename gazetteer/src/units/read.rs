//! Reading the units, and what is wrong with a row that refers to others.

use super::{Day, Short, Unit, Units, by_name};
use crate::matcher::layer::spellings;
use crate::nearest::did_you_mean;
use crate::row;
use crate::table::{At, Table};
use crate::tables::Tables;
use bangvang_normalize::{fold, key};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

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

    /// Checks what the rows refer to, and resolves parents and successors.
    fn link(&mut self, table: &mut Table, links: &Links) {
        let ids: FxHashMap<&str, usize> =
            self.all.iter().enumerate().map(|(at, u)| (u.id.as_str(), at)).collect();
        let codes = ranges_of_codes(&self.all, &self.by_id);
        let mut parents = Vec::with_capacity(self.all.len());
        let mut succeeded = Vec::with_capacity(self.all.len());
        for (index, unit) in self.all.iter().enumerate() {
            let mut tell = |message| table.report(links.at(index), message);
            parents.push(self.parents_of(unit, &codes).unwrap_or_else(|message| {
                tell(message);
                Range::default()
            }));
            for id in parts(links.of(index)) {
                match ids.get(id) {
                    Some(successor) if self.all[*successor].outlasts(unit) => {
                        succeeded.push((index, *successor));
                    }
                    Some(_) => tell(format!("successors: {id} ends no later than the unit")),
                    None => tell(self.unknown_id(id, &codes)),
                }
            }
        }
        self.check_apart(&codes, table, links);
        self.parents = parents;
        self.succeed(succeeded);
    }

    /// The units of the code of a unit's parent, as a range of `by_id`, or what is wrong with that code.
    fn parents_of(&self, unit: &Unit, codes: &Codes<'_>) -> Result<Range<usize>, String> {
        let range = match codes.get(&*unit.parent) {
            Some(range) => range.clone(),
            None if unit.parent.is_empty() => Range::default(),
            None => return Err(format!("parent: {}", self.unknown_code(&unit.parent))),
        };
        let larger = |at: &usize| self.all[*at].rank() < unit.rank();
        match self.by_id[range.clone()].iter().all(larger) {
            true => Ok(range),
            false => Err(format!("parent: {} is no larger unit", &*unit.parent)),
        }
    }

    /// What to say of a successor that is no unit.
    fn unknown_id(&self, id: &str, codes: &Codes<'_>) -> String {
        // Of all ids one would be near to any.
        let of_code = codes.get(id.split('-').next().unwrap_or(id)).cloned().unwrap_or_default();
        let of_code = self.by_id[of_code].iter().map(|at| self.all[*at].id.as_str());
        format!("successors: no unit has the id {id:?}{}", did_you_mean(id, of_code))
    }

    /// Reports units of one code that stood at one time.
    fn check_apart(&self, codes: &Codes<'_>, table: &mut Table, links: &Links) {
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
    }

    /// Keeps pairs of a unit and a successor, those of one unit together and its main successor first.
    fn succeed(&mut self, mut pairs: Vec<(usize, usize)>) {
        for (unit, successor) in &pairs {
            self.all[*unit].successors.push(*successor);
        }
        pairs.sort_unstable_by_key(|(unit, successor)| (*successor, *unit));
        let ends = (0..self.all.len()).scan(0, |end, unit| {
            *end += pairs[*end..].iter().take_while(|(_, successor)| *successor == unit).count();
            Some(*end)
        });
        self.predecessors = (pairs.iter().map(|(unit, _)| *unit).collect(), ends.collect());
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
        let spelled = by_name(self.spelled());
        let mut named: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        named.reserve(spelled.len());
        for (name, units) in spelled {
            for spelling in spellings(name) {
                named.entry(fold(&spelling).text).or_default().extend(&units);
            }
        }
        for units in named.values_mut() {
            units.sort_unstable();
            units.dedup();
        }
        self.named = named;
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
type Codes<'u> = FxHashMap<&'u str, Range<usize>>;

fn ranges_of_codes<'u>(all: &'u [Unit], by_id: &[usize]) -> Codes<'u> {
    let mut ranges = Codes::default();
    for (at, unit) in by_id.iter().enumerate() {
        ranges.entry(all[*unit].code()).or_insert(at..at).end = at + 1;
    }
    ranges
}

/// What a cell lists by `|`.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::Gazetteer;

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
