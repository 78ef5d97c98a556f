//! What exists: Vietnamese awards, units, bodies and outlets, and the words that speak of them.
//!
//! All of it is data: the CSV tables in `gazetteer/data`, which a domain expert edits in a spreadsheet
//! (columns: `gazetteer/data/README.md`). This crate reads and checks them, and finds every form of
//! every table in one pass over a text ([`Gazetteer::hits`]).

mod address;
mod awards;
mod bodies;
mod check;
mod find;
mod laws;
mod lexicon;
mod matcher;
mod nearest;
mod outlets;
mod overlay;
mod residue;
mod row;
mod standard;
mod table;
mod tables;
mod units;
mod validity;

pub use address::Address;
pub use awards::{Award, AwardForm, Recipient, Takes};
pub use bodies::{Body, Extent, Field, Office, Role};
pub use check::Check;
pub use find::{Today, UnitRecord, Wanted};
pub use laws::{Law, Ruling};
pub use lexicon::{Cue, CueForm, Cues, Gender, Noun, NounKind, Numeral, NumeralRole};
pub use matcher::{Hit, PlaceName, Sense};
pub use outlets::{Outlet, Outlets};
pub use residue::{Residue, Scope};
pub use table::{Over, TableCount, TableError};
pub use units::{
    Day, LAST_OF_THREE_LEVELS, PlaceAbroad, PlaceKind, Rank, Short, Unit, UnitType, UnitTypeForm, Units,
};

use address::AddressWords;
use address::words::AddressWord;
use bangvang_normalize::key;
use lexicon::MiddleName;
use matcher::Matcher;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};
use tables::Tables;

/// The tables, read, checked and compiled to be found in one pass.
#[derive(Debug)]
pub struct Gazetteer {
    laws: Vec<Law>,
    awards: Vec<Award>,
    award_forms: Vec<AwardForm>,
    units: Units,
    unit_types: Vec<UnitTypeForm>,
    places_abroad: Vec<PlaceAbroad>,
    bodies: Vec<Body>,
    offices: Vec<Office>,
    nouns: Vec<Noun>,
    nouns_by_key: FxHashMap<String, usize>,
    /// The nouns that awards are counted by, with their keys.
    award_nouns: Vec<(String, usize)>,
    numerals: Vec<Numeral>,
    cues: Cues,
    /// By key.
    middle_names: FxHashMap<String, Gender>,
    outlets: Outlets,
    residue: Residue,
    abbreviations: FxHashMap<String, String>,
    matcher: Matcher,
    /// `address-words.csv`
    of_addresses: Vec<AddressWord>,
    address_words: OnceLock<AddressWords>,
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
        static STANDARD: LazyLock<Gazetteer> =
            LazyLock::new(|| match Gazetteer::load_tables(Tables::standard()) {
                Ok(gazetteer) => gazetteer,
                // The tables are part of the program and `the_tables_are_sound` reads them.
                Err(errors) => {
                    panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
                }
            });
        &STANDARD
    }

    /// The standard tables with the CSV files of a folder over them: a row whose key a standard table has
    /// replaces that row, another is added. Keys are in `gazetteer/data/README.md`.
    ///
    /// # Errors
    /// Everything that is wrong with the folder's files, by file and line; never an empty list.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// std::fs::write(folder.join("outlets.csv"), "host,name,home\nbaomoi.example,Báo Mới,35\n")?;
    /// let gazetteer = Gazetteer::load(folder).unwrap();
    /// assert_eq!(gazetteer.outlets().at_host("baomoi.example").unwrap().name, "Báo Mới");
    ///
    /// std::fs::write(folder.join("outlets.csv"), "host,name,home\nbaomoi.example,Báo Mới,00\n")?;
    /// let errors = Gazetteer::load(folder).err().unwrap_or_default();
    /// assert!(errors[0].to_string().ends_with("outlets.csv:2: home: no unit has the code \"00\""));
    /// # Ok::<_, std::io::Error>(())
    /// ```
    pub fn load(folder: &Path) -> Result<Self, Vec<TableError>> {
        Self::load_tables(Tables::over(folder))
    }

    fn load_tables(mut tables: Tables) -> Result<Self, Vec<TableError>> {
        let gazetteer = Self::read(&mut tables);
        check::overlays(&mut tables);
        let problems = tables.into_problems();
        if problems.is_empty() { Ok(gazetteer) } else { Err(problems) }
    }

    /// Reads every row that is good; the others are reported to their tables.
    fn read(tables: &mut Tables) -> Self {
        let laws = laws::read(tables.get("laws.csv"));
        let awards = awards::read_awards(tables.get("awards.csv"), &laws);
        let award_forms = awards::read_forms(tables.get("award-forms.csv"), &awards);
        let units = Units::read(tables);
        let mut gazetteer = Self {
            outlets: Outlets::read(tables.get("outlets.csv"), &units),
            laws,
            awards,
            award_forms,
            units,
            unit_types: tables.plain("unit-types.csv"),
            places_abroad: tables.plain("places-abroad.csv"),
            bodies: bodies::read(tables.get("bodies.csv")),
            offices: tables.plain("offices.csv"),
            nouns: tables.plain("nouns.csv"),
            nouns_by_key: FxHashMap::default(),
            award_nouns: Vec::new(),
            numerals: tables.plain("numerals.csv"),
            cues: Cues::read(tables.get("cues.csv")),
            middle_names: FxHashMap::default(),
            residue: Residue::read(tables.get("residue.csv")),
            abbreviations: tables
                .plain("abbreviations.csv")
                .into_iter()
                .map(|a: Abbreviation| (a.short, a.full))
                .collect(),
            matcher: Matcher::default(),
            of_addresses: tables.plain("address-words.csv"),
            address_words: OnceLock::new(),
        };
        for (at, noun) in gazetteer.nouns.iter().enumerate() {
            let key = key(&noun.noun);
            if noun.kind == NounKind::Award {
                gazetteer.award_nouns.push((key.clone(), at));
            }
            gazetteer.nouns_by_key.insert(key, at);
        }
        for row in tables.plain::<MiddleName>("middle-names.csv") {
            gazetteer.middle_names.entry(key(&row.name)).or_insert(row.gender);
        }
        gazetteer.matcher = gazetteer.compile(tables);
        gazetteer
    }

    fn compile(&self, tables: &mut Tables) -> Matcher {
        let mut matcher = Matcher::default();
        matcher.extend(indexed(&self.award_forms, |f| &f.form, Sense::Award));
        let aliases = self.units.aliases().iter().map(|(name, unit)| (name.as_str(), *unit));
        for (name, units) in units::by_name(self.units.spelled().chain(aliases)) {
            matcher.add_place(name, &units);
            let words = units.iter().filter(|unit| self.is_word(name, **unit));
            matcher.extend(words.map(|unit| (name, Sense::Unit(*unit))));
        }
        matcher.extend(indexed(&self.unit_types, |t| &t.form, Sense::UnitType));
        matcher.extend(indexed(&self.bodies, |b| &b.form, Sense::Body));
        matcher.extend(indexed(&self.offices, |o| &o.form, Sense::Office));
        matcher.extend(indexed(&self.nouns, |n| &n.noun, Sense::Noun));
        matcher.extend(indexed(&self.numerals, |n| &n.word, Sense::Numeral));
        matcher.extend(indexed(self.cues.forms(), |c| &c.form, Sense::Cue));
        for (at, place) in self.places_abroad.iter().enumerate() {
            let names = [place.name.as_str()].into_iter().chain(place.other_names.split('|'));
            matcher.extend(names.filter(|n| !n.is_empty()).map(|n| (n, Sense::Abroad(at))));
        }
        let fields: Vec<Field> = tables.plain("fields.csv");
        matcher.extend(fields.iter().map(|f| (f.field.as_str(), Sense::Field)));
        let surnames: Vec<Surname> = tables.plain("surnames.csv");
        matcher.extend(surnames.iter().map(|s| (s.surname.as_str(), Sense::Surname(s.alone == Answer::Yes))));
        let compounds: Vec<Compound> = tables.plain("compounds.csv");
        matcher.extend(compounds.iter().map(|c| (c.word.as_str(), Sense::Compound)));
        let namesakes: Vec<Compound> = tables.plain("namesakes.csv");
        matcher.extend(namesakes.iter().map(|n| (n.word.as_str(), Sense::Namesake)));
        matcher
    }

    /// True for the names of units that are looked for everywhere: not those of communes, which are common
    /// words too, nor those of numbered units ("Quận 1").
    fn is_word(&self, name: &str, unit: usize) -> bool {
        self.units.all()[unit].rank() < Rank::Commune && !is_number(name)
    }

    /// `awards.csv`
    pub fn awards(&self) -> &[Award] {
        &self.awards
    }

    /// `laws.csv`
    pub fn laws(&self) -> &[Law] {
        &self.laws
    }

    /// The law of an id.
    pub fn law(&self, id: &str) -> Option<&Law> {
        self.laws.iter().find(|law| law.id == id)
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
        self.middle_names.get(&key(word)).copied()
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
        let mut full = String::with_capacity(2 * name.len());
        for (at, word) in name.split(' ').enumerate() {
            full.push_str(if at > 0 { " " } else { "" });
            full.push_str(self.abbreviations.get(word).map_or(word, String::as_str));
        }
        full
    }

    /// The counted noun that a longer form begins with: "nông dân" of "nông dân xuất sắc".
    pub fn leading_noun(&self, form: &str) -> Option<&Noun> {
        let form = key(form);
        let ends = form.match_indices(' ').map(|(at, _)| at).chain([form.len()]);
        ends.filter_map(|end| self.nouns_by_key.get(&form[..end])).next_back().map(|at| &self.nouns[*at])
    }

    /// The noun that the pieces of an award are counted by, which its name begins with: "huân chương".
    pub fn award_noun(&self, name: &str) -> Option<&Noun> {
        let name = key(name);
        let begun = self.award_nouns.iter().filter(|(key, _)| name.starts_with(key.as_str()));
        begun.max_by_key(|(key, _)| key.len()).map(|(_, at)| &self.nouns[*at])
    }

    /// `residue.csv`
    pub fn residue(&self) -> &Residue {
        &self.residue
    }
}

fn indexed<'t, T>(
    rows: &'t [T],
    form: impl Fn(&'t T) -> &'t String + 't,
    sense: impl Fn(usize) -> Sense + 't,
) -> impl Iterator<Item = (&'t str, Sense)> {
    rows.iter().enumerate().map(move |(at, row)| (form(row).as_str(), sense(at)))
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sound() {
        let check = Gazetteer::check(None);
        assert!(check.problems.is_empty(), "{check}");
        let gazetteer = Gazetteer::standard();
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
