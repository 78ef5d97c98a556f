//! Mentions, ceremonies and dropped lines: bags of values, wherever they stand in the text.

use super::found::{Found, Mention};
use super::gold;
use super::matching::{Matching, Tally};
use super::names::Name;
use std::collections::{BTreeSet, HashSet};

/// Paths of places that were found, where the gold settles one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paths {
    /// Pairs of units whose path is another, or none.
    pub(super) wrong: Vec<(usize, usize)>,
    pub(super) tally: Tally,
}

/// Lines judged residue, by their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) missed: Vec<i64>,
    pub(super) extra: Vec<i64>,
    pub(super) tally: Tally,
}

/// The lines of the gold beside the dropped ones, but for blank ones.
pub(super) fn boilerplate(gold: &gold::Article, found: &Found) -> Lines {
    let without_blank = |lines: &[i64]| -> BTreeSet<i64> {
        lines.iter().filter(|line| !gold.blank.contains(line)).copied().collect()
    };
    let (want, have) = (without_blank(&gold.boilerplate), without_blank(&found.dropped_lines));
    Lines {
        missed: want.difference(&have).copied().collect(),
        extra: have.difference(&want).copied().collect(),
        tally: Tally { hits: want.intersection(&have).count(), gold: want.len(), found: have.len() },
    }
}

/// By id and class.
pub(super) fn awards(gold: &[gold::Award], found: &[Mention]) -> Matching {
    Matching::greedy(gold, found, |g, f| {
        Some(&g.id) == f.award.as_ref() && same_word(g.class.as_deref(), f.class.as_deref())
    })
}

/// By value and noun.
pub(super) fn counts(gold: &[gold::Count], found: &[Mention]) -> Matching {
    let wanted: Vec<_> = gold.iter().map(|g| (g.value, Name::of_noun(g.noun.as_deref()))).collect();
    let nouns: Vec<_> = found.iter().map(|f| (&f.value, Name::of_noun(f.noun.as_deref()))).collect();
    Matching::greedy(&wanted, &nouns, |(value, noun), (number, other)| {
        number.is(Some(*value)) && noun.is_part_of_or_has(other)
    })
}

/// By value.
pub(super) fn dates(gold: &[gold::Date], found: &[Mention]) -> Matching {
    Matching::greedy(gold, found, |g, f| is_date(&g.edtf, f.edtf.as_deref()))
}

/// By name; a name found again counts once. The pairs are of the lists as they are.
pub(super) fn units(gold: &[gold::Unit], found: &[Mention]) -> Matching {
    let wanted: Vec<_> = gold.iter().map(|g| Name::of(&g.text)).collect();
    let mut seen = HashSet::new();
    let names = found.iter().map(|f| Name::of_known(f.text.as_deref())).enumerate();
    let once: Vec<(usize, Name)> = names.filter(|(_, name)| seen.insert(name.clone())).collect();
    let Matching { mut pairs, missed, mut extra } =
        Matching::greedy(&wanted, &once, |want, (_, name)| want.is_like(name));
    pairs.iter_mut().for_each(|(_, at)| *at = once[*at].0);
    extra.iter_mut().for_each(|at| *at = once[*at].0);
    Matching { pairs, missed, extra }
}

/// Whether the units that were found have the paths of the gold.
pub(super) fn paths(gold: &[gold::Unit], found: &[Mention], units: &Matching) -> Paths {
    let names = |path: &[String]| path.iter().map(|part| Name::of(part)).collect::<Vec<_>>();
    let mut paths = Paths::default();
    for &(g, f) in units.pairs.iter().filter(|(g, _)| gold[*g].is_settled()) {
        let (want, have) = (&gold[g].path, &found[f].path);
        paths.tally.found += usize::from(!have.is_empty());
        match names(want) == names(have) {
            true => paths.tally.hits += 1,
            false => paths.wrong.push((g, f)),
        }
    }
    paths.tally.gold = gold.iter().filter(|unit| unit.is_settled()).count();
    paths
}

/// By a kind in common, and the date where the gold has one.
pub(super) fn ceremonies(gold: &[gold::Ceremony], found: &[gold::Ceremony]) -> Matching {
    Matching::greedy(gold, found, |g, f| {
        let date = g.date.as_deref().filter(|date| !date.is_empty());
        g.kinds.iter().any(|kind| f.kinds.contains(kind))
            && date.is_none_or(|date| is_date(date, f.date.as_deref()))
    })
}

/// The same, or neither is said.
pub(super) fn same_word(one: Option<&str>, other: Option<&str>) -> bool {
    let said = |word: Option<&str>| word.filter(|word| !word.is_empty()).map(str::to_owned);
    said(one) == said(other)
}

/// The same date; XXXX in the gold stands for any year.
pub(super) fn is_date(gold: &str, found: Option<&str>) -> bool {
    let Some(found) = found else { return false };
    if gold == found {
        return true;
    }
    let mut parts = gold.split("XXXX");
    let Some(mut rest) = parts.next().and_then(|first| found.strip_prefix(first)) else { return false };
    for part in parts {
        let year = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit() || b == b'X'));
        let Some(behind) = year.and_then(|_| rest[4..].strip_prefix(part)) else { return false };
        rest = behind;
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_year_that_the_gold_does_not_know_is_any() {
        for (gold, found, same) in [
            ("2024-03-28", "2024-03-28", true),
            ("2024-03-28", "2024-03", false),
            ("XXXX-03-28", "2024-03-28", true),
            ("XXXX-03-28", "202X-03-28", true),
            ("XXXX-03-28", "XXXX-03-28", true),
            ("2024-03-28", "XXXX-03-28", false),
            ("XXXX-03-28", "2024-03-29", false),
            ("XXXX-03-28", "2024-03-28T08:00", false),
            ("XXXX-03-28/XXXX-03-29", "2024-03-28/2024-03-29", true),
            ("XXXX-03-28/XXXX-03-29", "2024-03-28", false),
            ("XXXX-03", "năm -03", false),
            ("XXXX-03", "", false),
        ] {
            assert_eq!(is_date(gold, Some(found)), same, "{gold} {found}");
        }
        assert!(!is_date("XXXX", None));
    }
}
