//! The words of an address, and those among them that say what the next words are.

use crate::units::{Rank, UnitType, UnitTypeForm};
use bangvang_normalize::{bare_key, clean, key};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What a word of `address-words.csv` does in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WordRole {
    /// đường, số, chợ: the name behind it is a street's, a house's or an estate's, and no unit's.
    Street,
    /// tổ, đội: the name or number behind it is that of a part of a commune.
    PartOfCommune,
    /// Việt Nam, cũ: names nothing.
    PassedOver,
    /// The others are the type that it is short for.
    Tinh,
    ThanhPho,
    Quan,
    Huyen,
    ThiXa,
    Phuong,
    Xa,
    ThiTran,
    DacKhu,
}

impl WordRole {
    fn unit_type(self) -> Option<UnitType> {
        match self {
            Self::Street | Self::PartOfCommune | Self::PassedOver => None,
            Self::Tinh => Some(UnitType::Tinh),
            Self::ThanhPho => Some(UnitType::ThanhPho),
            Self::Quan => Some(UnitType::Quan),
            Self::Huyen => Some(UnitType::Huyen),
            Self::ThiXa => Some(UnitType::ThiXa),
            Self::Phuong => Some(UnitType::Phuong),
            Self::Xa => Some(UnitType::Xa),
            Self::ThiTran => Some(UnitType::ThiTran),
            Self::DacKhu => Some(UnitType::DacKhu),
        }
    }
}

/// A row of `address-words.csv`.
#[derive(Debug, Deserialize)]
pub(crate) struct AddressWord {
    word: String,
    role: WordRole,
}

/// One word of an address.
#[derive(Debug)]
pub(crate) struct Word {
    /// Folded, without apostrophes; a number without leading zeros. Never empty.
    pub(crate) key: String,
    /// The same without diacritics.
    pub(crate) bare: String,
    /// Bytes in the cleaned text.
    pub(crate) span: Range<usize>,
    /// Which part between commas it stands in.
    pub(crate) part: usize,
}

impl Word {
    fn new(text: &str, span: Range<usize>, part: usize) -> Self {
        let word: String = text[span.clone()].chars().filter(|c| c.is_alphanumeric()).collect();
        let digits = word.bytes().all(|b| b.is_ascii_digit());
        let zeros = if digits { word.len() - word.trim_start_matches('0').len() } else { 0 };
        let word = &word[zeros.min(word.len().saturating_sub(1))..];
        Self { key: key(word), bare: bare_key(word), span, part }
    }

    /// True where it has diacritics.
    pub(crate) fn is_marked(&self) -> bool {
        self.key != self.bare
    }

    /// True for "12", "12A".
    fn is_number(&self) -> bool {
        self.key.starts_with(|c: char| c.is_ascii_digit())
    }
}

/// The type word before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TypeWord {
    /// The type it says.
    pub(crate) kind: UnitType,
    /// The rank, where form or type settles it.
    pub(crate) rank: Option<Rank>,
    /// How many words it has.
    pub(crate) len: usize,
}

/// All type words and the words for smaller things, by what [`Word`] has of them.
#[derive(Debug, Default)]
pub(crate) struct TypeWords {
    forms: HashMap<String, TypeWord>,
    bare: HashMap<String, TypeWord>,
    streets: Vec<Local>,
    villages: Vec<Local>,
    /// Keys.
    passed_over: HashSet<String>,
}

/// A word before the name of something smaller than a commune, folded: with diacritics and without.
#[derive(Debug)]
struct Local {
    key: Vec<String>,
    bare: Vec<String>,
}

impl Local {
    fn new(form: &str) -> Self {
        let words = split(form, None);
        Self {
            key: words.iter().map(|word| word.key.clone()).collect(),
            bare: words.into_iter().map(|word| word.bare).collect(),
        }
    }

    /// True where it ends before word `at`, in the same part.
    fn is_before(&self, words: &[Word], at: usize) -> bool {
        let Some(form) = at.checked_sub(self.key.len()).map(|from| &words[from..at]) else { return false };
        let written = |word: &Word, (key, bare): (&String, &String)| {
            word.key == *key || !word.is_marked() && word.bare == *bare
        };
        words.get(at).is_some_and(|next| form.iter().all(|word| word.part == next.part))
            && form.iter().zip(self.key.iter().zip(&self.bare)).all(|(word, form)| written(word, form))
    }
}

impl TypeWords {
    pub(crate) fn new(forms: &[UnitTypeForm], of_addresses: &[AddressWord]) -> Self {
        let mut words = Self::default();
        let short = of_addresses.iter().filter_map(|row| Some((row.word.as_str(), row.role.unit_type()?)));
        let short = short.map(|(form, kind)| (form, kind, kind.rank()));
        let rows = forms.iter().map(|row| (row.form.as_str(), row.kind, row.rank.or(row.kind.rank())));
        for (form, kind, rank) in short.chain(rows) {
            match rank {
                Some(Rank::Abroad) => {}
                Some(Rank::Village) => words.villages.push(Local::new(form)),
                _ => {
                    let parts = split(form, None);
                    let word = TypeWord { kind, rank, len: parts.len() };
                    words.forms.insert(parts.iter().map(|part| part.key.as_str()).collect(), word);
                    words.bare.insert(parts.iter().map(|part| part.bare.as_str()).collect(), word);
                }
            }
        }
        for AddressWord { word, role } in of_addresses {
            match role {
                WordRole::Street => words.streets.push(Local::new(word)),
                WordRole::PartOfCommune => words.villages.push(Local::new(word)),
                WordRole::PassedOver => {
                    words.passed_over.extend(split(word, None).into_iter().map(|word| word.key));
                }
                _ => {}
            }
        }
        words
    }

    /// The words of an address; "Q1" and "P.5" are two.
    pub(crate) fn split(&self, text: &str) -> Vec<Word> {
        split(text, Some(self))
    }

    /// True for a word that says nothing of where: the country, a postcode.
    pub(crate) fn is_passed_over(&self, word: &Word) -> bool {
        let postcode = word.key.len() >= 5 && word.key.bytes().all(|b| b.is_ascii_digit());
        postcode || self.passed_over.contains(&word.key)
    }

    /// The longest type word that ends before word `at`, in the same part.
    pub(crate) fn before(&self, words: &[Word], at: usize) -> Option<TypeWord> {
        let part = words.get(at)?.part;
        (1..=3.min(at))
            .rev()
            .find_map(|len| {
                let form = &words[at - len..at];
                if form.iter().any(|word| word.part != part) {
                    return None;
                }
                self.forms.get(&form.iter().map(|w| w.key.as_str()).collect::<String>()).or_else(|| {
                    let marked = form.iter().any(Word::is_marked);
                    let bare: String = form.iter().map(|w| w.bare.as_str()).collect();
                    self.bare.get(&bare).filter(|_| !marked)
                })
            })
            .copied()
    }

    /// True where the words from `at` on name a street, a house or a village by what stands before them: "đường", a
    /// house number, "ấp". The number of a ward or a village ("P.2", "Ấp 3") is no house's.
    pub(crate) fn is_local(&self, words: &[Word], at: usize) -> bool {
        let is_one = |of: &[Local], at: usize| of.iter().any(|local| local.is_before(words, at));
        let number = at.checked_sub(1).filter(|before| {
            words[*before].is_number() && words.get(at).is_some_and(|next| next.part == words[*before].part)
        });
        match number {
            Some(number) => self.before(words, number).is_none() && !is_one(&self.villages, number),
            None => is_one(&self.villages, at) || is_one(&self.streets, at),
        }
    }

    /// True for a word that a type word ends with.
    pub(crate) fn ends_type(&self, words: &[Word], at: usize) -> bool {
        at + 1 < words.len() && self.before(words, at + 1).is_some()
    }

    fn is_type(&self, letters: &str) -> bool {
        self.forms.contains_key(&key(letters)) || self.bare.contains_key(&bare_key(letters))
    }
}

/// The address as it is read: clean, on one line.
pub(crate) fn tidy(text: &str) -> String {
    clean(text).text.replace('\n', ", ")
}

fn split(text: &str, types: Option<&TypeWords>) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut start, mut part) = (None, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let inner = is_apostrophe(c) && start.is_some() && next.is_some_and(char::is_alphabetic);
        if c.is_alphanumeric() || inner {
            start.get_or_insert(at);
        } else {
            if let Some(start) = start.take() {
                push(&mut words, text, start..at, part, types);
            }
            part += usize::from(",;()[]|".contains(c));
        }
    }
    if let Some(start) = start {
        push(&mut words, text, start..text.len(), part, types);
    }
    words
}

/// A word, or two of a type word with a number at it.
fn push(words: &mut Vec<Word>, text: &str, span: Range<usize>, part: usize, types: Option<&TypeWords>) {
    let word = &text[span.clone()];
    let number = word.find(|c: char| c.is_ascii_digit()).filter(|at| {
        let (letters, digits) = word.split_at(*at);
        digits.bytes().all(|b| b.is_ascii_digit()) && types.is_some_and(|types| types.is_type(letters))
    });
    match number {
        Some(at) if at > 0 => {
            words.push(Word::new(text, span.start..span.start + at, part));
            words.push(Word::new(text, span.start + at..span.end, part));
        }
        _ => words.push(Word::new(text, span, part)),
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}
