//! What exists: Vietnamese awards, units, bodies and outlets, and the words that speak of them.
//!
//! All of it is data: the CSV tables in `gazetteer/data`, which a domain expert edits in a spreadsheet
//! (columns: `gazetteer/data/README.md`). This crate reads and checks them, and finds every form of
//! every table in one pass over a text ([`Gazetteer::hits`]).

mod awards;
mod bodies;
mod lexicon;
mod matcher;
mod outlets;
mod residue;
mod table;
mod units;

pub use awards::{Award, AwardForm, Recipient, Takes};
pub use bodies::{Body, Extent, Field, Office, Role};
pub use lexicon::{Cue, CueForm, Cues, Gender, Noun, NounKind, Numeral, NumeralRole};
pub use matcher::{Hit, Sense};
pub use outlets::{Outlet, Outlets};
pub use residue::{Residue, Scope};
pub use table::TableError;
pub use units::{
    Day, LAST_OF_THREE_LEVELS, PlaceAbroad, PlaceKind, Rank, Short, Unit, UnitType, UnitTypeForm, Units,
};

use bangvang_normalize::key;
use lexicon::MiddleName;
use matcher::{Builder, Matcher};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::LazyLock;
use table::Table;

/// The tables, read, checked and compiled into one automaton.
#[derive(Debug)]
pub struct Gazetteer {
    awards: Vec<Award>,
    award_forms: Vec<AwardForm>,
    units: Units,
    unit_types: Vec<UnitTypeForm>,
    places_abroad: Vec<PlaceAbroad>,
    bodies: Vec<Body>,
    offices: Vec<Office>,
    nouns: Vec<Noun>,
    nouns_by_key: HashMap<String, usize>,
    numerals: Vec<Numeral>,
    cues: Cues,
    middle_names: Vec<MiddleName>,
    outlets: Outlets,
    residue: Residue,
    abbreviations: HashMap<String, String>,
    matcher: Matcher,
}

macro_rules! table {
    ($name:literal) => {
        Table { name: $name, text: include_str!(concat!("../data/", $name)).into() }
    };
}

#[derive(Deserialize)]
struct Surname {
    surname: String,
    /// `yes` where two capitalised words that begin with it are a person, `no` where only a title tells.
    alone: Answer,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Answer {
    Yes,
    No,
}

#[derive(Deserialize)]
struct Compound {
    word: String,
}

#[derive(Deserialize)]
struct Abbreviation {
    short: String,
    full: String,
}

impl Gazetteer {
    /// The tables that are compiled in. Built once, on first use.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Gazetteer> = LazyLock::new(|| match Gazetteer::read() {
            Ok(gazetteer) => gazetteer,
            // The tables are part of the program and `the_tables_are_sound` reads them.
            Err(error) => panic!("{error}"),
        });
        &STANDARD
    }

    fn read() -> Result<Self, TableError> {
        let awards = awards::read_awards(&table!("awards.csv"))?;
        let award_forms = awards::read_forms(&table!("award-forms.csv"), &awards)?;
        let units = Units::read(&table!("units.csv"), &table!("unit-aliases.csv"))?;
        let mut gazetteer = Self {
            outlets: Outlets::read(&table!("outlets.csv"), &units)?,
            awards,
            award_forms,
            units,
            unit_types: plain(&table!("unit-types.csv"))?,
            places_abroad: plain(&table!("places-abroad.csv"))?,
            bodies: plain(&table!("bodies.csv"))?,
            offices: plain(&table!("offices.csv"))?,
            nouns: plain(&table!("nouns.csv"))?,
            nouns_by_key: HashMap::new(),
            numerals: plain(&table!("numerals.csv"))?,
            cues: Cues::read(&table!("cues.csv"))?,
            middle_names: plain(&table!("middle-names.csv"))?,
            residue: Residue::read(&table!("residue.csv"))?,
            abbreviations: plain(&table!("abbreviations.csv"))?
                .into_iter()
                .map(|a: Abbreviation| (a.short, a.full))
                .collect(),
            matcher: Builder::default().build().map_err(|e| unbuilt(&e))?,
        };
        let nouns = gazetteer.nouns.iter().enumerate();
        gazetteer.nouns_by_key = nouns.map(|(at, n)| (key(&n.noun), at)).collect();
        gazetteer.matcher = gazetteer.compile()?;
        Ok(gazetteer)
    }

    fn compile(&self) -> Result<Matcher, TableError> {
        let mut builder = Builder::default();
        let mut add = |forms: &mut dyn Iterator<Item = (&str, Sense)>| {
            forms.for_each(|(form, sense)| builder.add(form, sense));
        };
        add(&mut indexed(&self.award_forms, |f| &f.form, Sense::Award));
        // Names of communes are too many and too common to be found without their place in the hierarchy.
        for (at, unit) in self.units.all().iter().enumerate().filter(|(_, u)| u.rank() <= Rank::District) {
            let names = [&unit.name].into_iter().chain(&unit.other_names).map(String::as_str);
            add(&mut names.filter(|name| !is_number(name)).map(|name| (name, Sense::Unit(at))));
        }
        add(&mut self.units.aliases().iter().map(|(name, unit)| (name.as_str(), Sense::Unit(*unit))));
        add(&mut indexed(&self.unit_types, |t| &t.form, Sense::UnitType));
        add(&mut indexed(&self.bodies, |b| &b.form, Sense::Body));
        add(&mut indexed(&self.offices, |o| &o.form, Sense::Office));
        add(&mut indexed(&self.nouns, |n| &n.noun, Sense::Noun));
        add(&mut indexed(&self.numerals, |n| &n.word, Sense::Numeral));
        add(&mut indexed(self.cues.forms(), |c| &c.form, Sense::Cue));
        for (at, place) in self.places_abroad.iter().enumerate() {
            let names = [place.name.as_str()].into_iter().chain(place.other_names.split('|'));
            add(&mut names.filter(|n| !n.is_empty()).map(|n| (n, Sense::Abroad(at))));
        }
        let fields: Vec<Field> = plain(&table!("fields.csv"))?;
        add(&mut fields.iter().map(|f| (f.field.as_str(), Sense::Field)));
        let surnames: Vec<Surname> = plain(&table!("surnames.csv"))?;
        add(&mut surnames.iter().map(|s| (s.surname.as_str(), Sense::Surname(s.alone == Answer::Yes))));
        let compounds: Vec<Compound> = plain(&table!("compounds.csv"))?;
        add(&mut compounds.iter().map(|c| (c.word.as_str(), Sense::Compound)));
        builder.build().map_err(|e| unbuilt(&e))
    }

    /// `awards.csv`
    pub fn awards(&self) -> &[Award] {
        &self.awards
    }

    /// `award-forms.csv`
    pub fn award_forms(&self) -> &[AwardForm] {
        &self.award_forms
    }

    /// The award of an id.
    pub fn award(&self, id: &str) -> Option<&Award> {
        self.awards.iter().find(|a| a.id == id)
    }

    /// `units.csv`
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// `unit-types.csv`
    pub fn unit_types(&self) -> &[UnitTypeForm] {
        &self.unit_types
    }

    /// `places-abroad.csv`
    pub fn places_abroad(&self) -> &[PlaceAbroad] {
        &self.places_abroad
    }

    /// `bodies.csv`
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Whom a middle name tells to be man or woman, in any letter case: Thị, Văn.
    pub fn middle_name(&self, word: &str) -> Option<Gender> {
        let word = key(word);
        let mut rows = self.middle_names.iter();
        rows.find(|row| key(&row.name) == word).map(|row| row.gender)
    }

    /// `offices.csv`
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// `nouns.csv`
    pub fn nouns(&self) -> &[Noun] {
        &self.nouns
    }

    /// `numerals.csv`
    pub fn numerals(&self) -> &[Numeral] {
        &self.numerals
    }

    /// `cues.csv`
    pub fn cues(&self) -> &Cues {
        &self.cues
    }

    /// `outlets.csv`
    pub fn outlets(&self) -> &Outlets {
        &self.outlets
    }

    /// A name with its abbreviations written out.
    ///
    /// ```
    /// # use bangvang_gazetteer::Gazetteer;
    /// let full = Gazetteer::standard().expand("UBND huyện Tân Kỳ");
    /// assert_eq!(full, "Ủy ban nhân dân huyện Tân Kỳ");
    /// ```
    pub fn expand(&self, name: &str) -> String {
        let words = name.split(' ').map(|w| self.abbreviations.get(w).map_or(w, String::as_str));
        words.collect::<Vec<_>>().join(" ")
    }

    /// The counted noun that a longer form begins with: "nông dân" of "nông dân xuất sắc".
    pub fn leading_noun(&self, form: &str) -> Option<&Noun> {
        let form = key(form);
        let ends = form.match_indices(' ').map(|(at, _)| at).chain([form.len()]);
        ends.filter_map(|end| self.nouns_by_key.get(&form[..end])).next_back().map(|at| &self.nouns[*at])
    }

    /// `residue.csv`
    pub fn residue(&self) -> &Residue {
        &self.residue
    }
}

/// A table without references to others.
fn plain<T: DeserializeOwned>(table: &Table<'_>) -> Result<Vec<T>, TableError> {
    Ok(table.rows()?.into_iter().map(|(_, row)| row).collect())
}

fn indexed<'t, T>(
    rows: &'t [T],
    form: impl Fn(&'t T) -> &'t String + 't,
    sense: impl Fn(usize) -> Sense + 't,
) -> impl Iterator<Item = (&'t str, Sense)> {
    rows.iter().enumerate().map(move |(at, row)| (form(row).as_str(), sense(at)))
}

/// Numbered units ("Quận 1") are found by their type word, not by the bare number.
fn is_number(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_digit())
}

fn unbuilt(error: &aho_corasick::BuildError) -> TableError {
    TableError { table: "all tables", line: 0, message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        let gazetteer = Gazetteer::read().unwrap();
        assert_eq!(gazetteer.awards().len(), 66);
        let provinces = |day| {
            let all = gazetteer.units().all().iter();
            all.filter(|u| u.rank() == Rank::Province && u.exists(Some(day))).count()
        };
        assert_eq!((provinces("2024-06-01"), provinces("2025-03-01"), provinces("2025-08-01")), (63, 63, 34));
    }

    #[test]
    fn every_award_has_a_form_to_be_found_by() {
        let gazetteer = Gazetteer::standard();
        for (at, award) in gazetteer.awards().iter().enumerate() {
            // "chiến sĩ thi đua" and the rank after it make the provincial title.
            let composed = award.id == "chien-si-thi-dua-cap-bo-tinh";
            assert!(composed || gazetteer.award_forms().iter().any(|f| f.award == at), "{}", award.id);
        }
    }
}
