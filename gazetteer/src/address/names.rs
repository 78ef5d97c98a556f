//! Where names of units stand among the words of an address.

use super::words::{TypeWord, TypeWords, Word};
use crate::units::Units;
use bangvang_normalize::fold_bare;
use std::collections::HashMap;

/// The most words that a name has.
const LONGEST: usize = 7;

/// All names of units written together ("bàrịavũngtàu"), so that "Kontum" is "Kon Tum" and "Ea Hleo" is
/// "Ea H'leo"; with diacritics and without.
#[derive(Debug, Default)]
pub(crate) struct UnitNames {
    marked: HashMap<String, Vec<usize>>,
    bare: HashMap<String, Vec<usize>>,
}

/// How a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As it is.
    Exact,
    /// Without any diacritics.
    Bare,
    /// With diacritics that are others.
    Off,
}

/// A name of a unit in an address.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    /// The unit it may mean.
    pub(crate) unit: usize,
    /// Its first word, that of its type word where it has one.
    pub(crate) start: usize,
    /// Behind its last word.
    pub(crate) end: usize,
    /// The type word before it.
    pub(crate) typed: Option<TypeWord>,
    /// How it is written.
    pub(crate) spelling: Spelling,
}

impl UnitNames {
    pub(crate) fn new(units: &Units) -> Self {
        let mut names = Self::default();
        for (key, of) in units.names() {
            let bare = together(&fold_bare(key).text);
            names.bare.entry(bare).or_default().extend(of);
            names.marked.entry(together(key)).or_default().extend(of);
        }
        for of in names.marked.values_mut().chain(names.bare.values_mut()) {
            of.sort_unstable();
            of.dedup();
        }
        names
    }

    /// The units of a name written by these words, each with the spelling.
    pub(crate) fn of<'n>(&'n self, words: &[Word]) -> impl Iterator<Item = (usize, Spelling)> + 'n {
        let key: String = words.iter().map(|word| word.key.as_str()).collect();
        let bare: String = words.iter().map(|word| word.bare.as_str()).collect();
        let other = if key == bare { Spelling::Bare } else { Spelling::Off };
        let exact = self.marked.get(&key).map_or(&[][..], Vec::as_slice);
        let alike = self.bare.get(&bare).map_or(&[][..], Vec::as_slice);
        let alike = alike.iter().filter(|unit| !exact.contains(unit)).map(move |unit| (*unit, other));
        exact.iter().map(|unit| (*unit, Spelling::Exact)).chain(alike)
    }

    /// Every name of a unit in an address. A numbered unit is one only with its type word; a name behind a
    /// house number or "đường" is none.
    pub(crate) fn all_in(&self, words: &[Word], types: &TypeWords, units: &Units) -> Vec<Named> {
        let mut found = Vec::new();
        for start in 0..words.len() {
            let typed = types.before(words, start);
            if typed.is_none() && types.is_local(words, start) {
                continue;
            }
            for end in start + 1..=words.len().min(start + LONGEST) {
                let name = &words[start..end];
                if name[0].part != name[name.len() - 1].part {
                    break;
                }
                let numbered = name.iter().all(|word| word.key.bytes().all(|b| b.is_ascii_digit()));
                for (unit, spelling) in self.of(name).filter(|_| typed.is_some() || !numbered) {
                    let rank = units.all()[unit].rank();
                    if typed.is_none_or(|typed| {
                        typed.rank.is_none_or(|said| said == rank) && !too_low(typed, rank)
                    }) {
                        let start = start - typed.map_or(0, |typed| typed.len);
                        found.push(Named { unit, start, end, typed, spelling });
                    }
                }
            }
        }
        found
    }
}

/// A city is a province or a district.
fn too_low(typed: TypeWord, rank: crate::Rank) -> bool {
    typed.rank.is_none() && rank > crate::Rank::District
}

/// Letters and digits alone.
fn together(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).collect()
}
