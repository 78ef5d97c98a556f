//! The words of an address, and those among them that say what the next words are.

use crate::units::{Rank, UnitType, UnitTypeForm};
use bangvang_normalize::{bare_key, clean, key};
use std::collections::HashMap;
use std::ops::Range;

/// Type words that only addresses shorten so far. In running text they are initials.
const SHORT_TYPES: [(&str, UnitType); 7] = [
    ("T", UnitType::Tinh),
    ("H", UnitType::Huyen),
    ("TT", UnitType::ThiTran),
    ("P", UnitType::Phuong),
    ("F", UnitType::Phuong),
    ("X", UnitType::Xa),
    ("ĐK", UnitType::DacKhu),
];

/// What stands before the name of a street, a house or an estate, which is then no unit's. Whole phrases, for the last word
/// of a street's name may be one of theirs: Nguyễn Văn Cừ without its diacritics, chung cư.
const STREET: &str = "đường|phố|ngõ|ngách|hẻm|hẽm|số|đại lộ|quốc lộ|tỉnh lộ|hương lộ|chợ|cầu|trường|chung cư|khu công nghiệp|\
                      cụm công nghiệp|lô|kcn|kđt|kdc|chùa";

/// Parts of a commune, with a name or a number, besides those of `unit-types.csv` (thôn, ấp).
const PART_OF_COMMUNE: &str = "tổ|đội|khối|khu|kp|tdp";

/// What may stand in an address and names nothing: the country, "cũ" behind a unit that is no more.
const PASSED_OVER: [&str; 7] = ["việtnam", "việt", "nam", "vn", "vietnam", "cũ", "mới"];

/// One word of an address.
#[derive(Debug)]
pub(crate) struct Word {
    /// Folded, without apostrophes; a number without leading zeros.
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
        let word = if digits { word.trim_start_matches('0') } else { &word };
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
    pub(crate) fn new(forms: &[UnitTypeForm]) -> Self {
        let mut words = Self::default();
        let short = SHORT_TYPES.iter().map(|(form, kind)| (*form, *kind, kind.rank()));
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
        words.villages.extend(PART_OF_COMMUNE.split('|').map(Local::new));
        words.streets.extend(STREET.split('|').map(Local::new));
        words
    }

    /// The words of an address; "Q1" and "P.5" are two.
    pub(crate) fn split(&self, text: &str) -> Vec<Word> {
        split(text, Some(self))
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

/// True for a word that says nothing of where: the country, a postcode.
pub(crate) fn is_passed_over(word: &Word) -> bool {
    let postcode = word.key.len() >= 5 && word.key.bytes().all(|b| b.is_ascii_digit());
    postcode || PASSED_OVER.contains(&word.key.as_str())
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
