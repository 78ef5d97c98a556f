//! The words between names: nouns that are counted, number words, cues of the rules.

use crate::Recipient;
use crate::row;
use crate::table::Table;
use serde::Deserialize;
use std::collections::HashMap;

/// What a counted noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounKind {
    /// tập thể, đơn vị, xã
    Collective,
    /// cá nhân, đồng chí, học sinh
    Individual,
    /// hộ, gia đình
    Household,
    /// tập thể, cá nhân
    Mixed,
    /// huân chương, bằng khen: pieces, no recipients
    Award,
}

impl NounKind {
    /// The kind of recipient, `None` for pieces.
    pub fn recipient(self) -> Option<Recipient> {
        match self {
            Self::Collective => Some(Recipient::Collective),
            Self::Individual => Some(Recipient::Individual),
            Self::Household => Some(Recipient::Household),
            Self::Mixed => Some(Recipient::Mixed),
            Self::Award => None,
        }
    }
}

/// One row of `nouns.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Noun {
    /// The noun, lower case.
    pub noun: String,
    /// What it stands for.
    pub kind: NounKind,
    /// True where "một" before it is the number one and no article.
    #[serde(deserialize_with = "row::yes_or_blank")]
    pub one: bool,
}

/// Whom a name or a pronoun is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Gender {
    /// nam
    #[serde(rename = "nam")]
    Male,
    /// nữ
    #[serde(rename = "nữ")]
    Female,
}

/// One row of `middle-names.csv`: a middle name that tells the gender.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct MiddleName {
    pub(crate) name: String,
    pub(crate) gender: Gender,
}

/// What a number word does within a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumeralRole {
    /// một .. chín
    Unit,
    /// mốt, tư, lăm: after tens only
    Tail,
    /// mười, which begins a number
    Ten,
    /// mươi, after a unit
    Tens,
    /// trăm, nghìn, triệu
    Scale,
    /// linh, lẻ
    Link,
    /// rưỡi
    Half,
}

/// One row of `numerals.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Numeral {
    /// The word.
    pub word: String,
    /// Its value.
    pub value: u64,
    /// What it does.
    pub role: NumeralRole,
}

/// The index of a cue's name in [`Cues::names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cue(pub u8);

/// One row of `cues.csv`: a word, the cue it gives, and what it says of the cue.
#[derive(Debug, Clone)]
pub struct CueForm {
    /// As written.
    pub form: String,
    /// The cue.
    pub cue: Cue,
    /// Within the cue: which class, which month, how many days from today.
    pub value: String,
}

/// `cues.csv`: words and the name under which rules speak of them.
#[derive(Debug, Default)]
pub struct Cues {
    names: Vec<String>,
    by_name: HashMap<String, Cue>,
    forms: Vec<CueForm>,
}

#[derive(Deserialize)]
struct CueRow {
    form: String,
    cue: String,
    value: String,
}

impl Cues {
    pub(crate) fn read(table: &mut Table) -> Self {
        let mut cues = Self::default();
        for (at, row) in table.rows::<CueRow>() {
            match cues.called(&row.cue) {
                Some(cue) => cues.forms.push(CueForm { form: row.form, cue, value: row.value }),
                None => table.report(at, "cue: more than 256 different cues"),
            }
        }
        cues
    }

    /// The cue of a name, a new one where there is none; `None` where there are too many.
    fn called(&mut self, name: &str) -> Option<Cue> {
        if let Some(cue) = self.get(name) {
            return Some(cue);
        }
        let cue = Cue(u8::try_from(self.names.len()).ok()?);
        self.names.push(name.to_owned());
        self.by_name.insert(name.to_owned(), cue);
        Some(cue)
    }

    /// The rows; indices are those of [`crate::Sense::Cue`].
    pub fn forms(&self) -> &[CueForm] {
        &self.forms
    }

    /// The names, by index.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The cue of a name.
    pub fn get(&self, name: &str) -> Option<Cue> {
        self.by_name.get(name).copied()
    }
}
