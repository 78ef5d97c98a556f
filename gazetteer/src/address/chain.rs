//! A reading of an address: a unit that it names, with the units around it that it names too, and how much speaks for it.

use super::names::{Named, Spelling};
use super::words::{TypeWord, TypeWords, Word};
use crate::units::{Rank, Unit, Units};
use crate::validity;
use std::collections::HashMap;
use std::ops::Range;

/// What each word of a name counts.
const WORD: i32 = 2;
/// What a further unit counts.
const UNIT: i32 = 2;
/// A type word that is the unit's own.
const OWN_TYPE: i32 = 4;
/// One that it had before: "thị xã" for what is a city by now.
const FORMER_TYPE: i32 = 2;
/// Another of its rank.
const OTHER_TYPE: i32 = 1;
/// A name with its type word that fills the part between two commas.
const WHOLE_PART: i32 = 2;
/// Without diacritics where the address has some; with others than the name's.
const BARE: i32 = -1;
const OFF: i32 = -3;
/// A unit that was not, or is no more, that of the smaller one: "xã Kiến Xương, tỉnh Thái Bình".
const FORMER: i32 = -4;
/// A unit that is not known to exist on the day.
const OTHER_DAY: i32 = -6;
/// Parts in the order large to small; in no order.
const REVERSED: i32 = -1;
const DISORDER: i32 = -5;
/// A word among the units that none of them explains, and a type word without its unit.
const UNEXPLAINED: i32 = -2;
const UNKNOWN_UNIT: i32 = -4;
/// So many words are counted at most.
const UNEXPLAINED_MOST: usize = 6;

/// A unit and those around it, as named in an address: smallest first.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    links: Vec<Named>,
    score: i32,
}

impl Chain {
    /// The smallest unit.
    pub(super) fn unit(&self) -> usize {
        self.links[0].unit
    }

    /// The others, smallest first.
    pub(super) fn above(&self) -> Vec<usize> {
        self.links[1..].iter().map(|link| link.unit).collect()
    }

    /// Where each is named.
    pub(super) fn named(&self) -> impl Iterator<Item = &Named> {
        self.links.iter()
    }

    /// True where the larger units stand first.
    pub(super) fn is_reversed(&self) -> bool {
        is_reversed(&self.links.iter().collect::<Vec<_>>())
    }
}

/// A name that may be that of a unit around the smallest, as an index of the names, and what speaks against that.
type Above = (usize, i32);

/// What an address is read with. What a name or a word counts does not hang on the reading, and is counted once.
pub(super) struct Reader<'r> {
    units: &'r Units,
    words: &'r [Word],
    named: &'r [Named],
    day: Option<&'r str>,
    /// What each name says for its unit.
    worth: Vec<i32>,
    /// The names of each unit.
    of_unit: HashMap<usize, Vec<usize>>,
    /// How many words before each, and before the end, are not passed over, and how many of these end a type word.
    open: Vec<(usize, usize)>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(
        units: &'r Units,
        types: &TypeWords,
        words: &'r [Word],
        named: &'r [Named],
        day: Option<&'r str>,
    ) -> Self {
        let mut of_unit: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, named) in named.iter().enumerate() {
            of_unit.entry(named.unit).or_default().push(at);
        }
        let mut open = vec![(0, 0)];
        open.extend(words.iter().enumerate().scan((0, 0), |(all, of_types), (at, word)| {
            let counts = !types.is_passed_over(word);
            *all += usize::from(counts);
            *of_types += usize::from(counts && types.ends_type(words, at));
            Some((*all, *of_types))
        }));
        let mut reader = Self { units, words, named, day, worth: Vec::new(), of_unit, open };
        let marked = words.iter().any(Word::is_marked);
        let parted = words.windows(2).any(|pair| pair[0].part != pair[1].part);
        reader.worth = named.iter().map(|named| reader.worth(named, marked, parted)).collect();
        reader
    }

    /// The readings for which most speaks, one for each unit.
    pub(super) fn best(&self) -> Vec<Chain> {
        let mut above: HashMap<usize, Vec<Above>> = HashMap::new();
        let mut best: Vec<Chain> = Vec::new();
        for (at, named) in self.named.iter().enumerate() {
            let above = above.entry(named.unit).or_insert_with(|| self.above(named.unit));
            let Some(chain) = self.chain(at, above) else { continue };
            let most = best.first().map_or(1, |chain| chain.score);
            if chain.score > most {
                best.clear();
            }
            let known = best.iter().any(|known| known.unit() == chain.unit());
            if chain.score >= most && !known {
                best.push(chain);
            }
        }
        best
    }

    /// The best reading in which this name is that of the smallest unit; `above` are the names of those around it.
    fn chain(&self, smallest: usize, above: &[Above]) -> Option<Chain> {
        let (mut districts, mut provinces) = (vec![None], vec![None]);
        for one in above.iter().filter(|(at, _)| apart(&self.named[*at], &self.named[smallest])) {
            match self.unit(self.named[one.0].unit).rank() {
                Rank::Province => provinces.push(Some(*one)),
                _ => districts.push(Some(*one)),
            }
        }
        let pairs = districts.iter().flat_map(|d| provinces.iter().map(move |p| (*d, *p)));
        let weighed = pairs.filter_map(|(district, province)| {
            if let (Some((district, _)), Some((province, _))) = (district, province) {
                apart(&self.named[district], &self.named[province]).then_some(())?;
            }
            let above = [district, province];
            Some((self.weigh(smallest, above), self.last_days(above), above))
        });
        let (score, _, above) = weighed.max_by_key(|(score, last, _)| (*score, *last))?;
        let links = [smallest].into_iter().chain(above.into_iter().flatten().map(|(at, _)| at));
        Some(Chain { links: links.map(|at| self.named[at].clone()).collect(), score })
    }

    /// Of readings that differ in the vintage of a larger unit, the later is taken.
    fn last_days(&self, above: [Option<Above>; 2]) -> [&str; 2] {
        let mut last = [""; 2];
        for (last, (at, _)) in last.iter_mut().zip(above.into_iter().flatten()) {
            *last = validity::last(&self.unit(self.named[at].unit).to);
        }
        last
    }

    /// What speaks for a reading.
    fn weigh(&self, smallest: usize, above: [Option<Above>; 2]) -> i32 {
        let (mut links, mut count) = ([&self.named[smallest]; 3], 1);
        let mut worth = self.worth[smallest];
        for (at, against) in above.into_iter().flatten() {
            links[count] = &self.named[at];
            count += 1;
            worth += against + self.worth[at];
        }
        let links = &links[..count];
        let off_day = if self.unit(links[0].unit).exists(self.day) { 0 } else { OTHER_DAY };
        worth + off_day + order(links) + self.unexplained(links)
    }

    /// What one name says for its unit, in an address with diacritics or without, of several parts or one.
    fn worth(&self, named: &Named, marked: bool, parted: bool) -> i32 {
        let name = named.end - named.start - named.typed.map_or(0, |typed| typed.len);
        let words = i32::try_from(name).unwrap_or(0) * WORD;
        let spelling = match named.spelling {
            Spelling::Exact => 0,
            Spelling::Bare => BARE * i32::from(marked),
            Spelling::Off => OFF,
        };
        let typed = named.typed.map_or(0, |typed| self.type_worth(typed, named.unit));
        UNIT + words + spelling + typed + if parted && self.is_whole(named) { WHOLE_PART } else { 0 }
    }

    /// True where the name and its type word are all that stands between two commas.
    fn is_whole(&self, named: &Named) -> bool {
        let part = self.words[named.start].part;
        let other =
            |at: Option<usize>| at.and_then(|at| self.words.get(at)).is_none_or(|word| word.part != part);
        other(named.start.checked_sub(1)) && other(Some(named.end))
    }

    /// What speaks against a reading that leaves words among or behind its units.
    fn unexplained(&self, links: &[&Named]) -> i32 {
        let first = links[0];
        let reach = if is_reversed(links) { 0..first.end } else { first.start..self.words.len() };
        let (mut words, mut types) = self.open_in(&reach);
        for link in links.iter().filter(|link| reach.contains(&link.start)) {
            let explained = self.open_in(&(link.start..link.end));
            words -= explained.0;
            types -= explained.1;
        }
        let count = |n: usize| i32::try_from(n.min(UNEXPLAINED_MOST)).unwrap_or(0);
        count(words) * UNEXPLAINED + count(types) * UNKNOWN_UNIT
    }

    fn open_in(&self, words: &Range<usize>) -> (usize, usize) {
        let (before, until) = (self.open[words.start], self.open[words.end]);
        (until.0 - before.0, until.1 - before.1)
    }

    /// The names of the units that one may be said to lie in, in their order: it did, or those it came from did,
    /// or those that took it over.
    fn above(&self, unit: usize) -> Vec<Above> {
        let own = self.units.ancestors(unit);
        let kin = self.units.predecessors(unit).iter().chain(self.units.successors(unit));
        let of_kin = kin.flat_map(|kin| self.units.ancestors(*kin));
        let before = own.iter().flat_map(|unit| self.units.predecessors(*unit));
        // The provinces that made up today's are not those of each commune in it.
        let before = before.copied().filter(|_| !self.unit(unit).to.is_empty());
        let former = of_kin.chain(before).filter(|unit| !own.contains(unit)).map(|unit| (unit, FORMER));
        let around: HashMap<usize, i32> = former.chain(own.iter().map(|unit| (*unit, 0))).collect();
        let names = |(unit, against): (usize, i32)| {
            let names = self.of_unit.get(&unit).into_iter().flatten();
            names.map(move |at| (*at, against))
        };
        let mut above: Vec<Above> = around.into_iter().flat_map(names).collect();
        above.sort_unstable();
        above
    }

    fn type_worth(&self, typed: TypeWord, unit: usize) -> i32 {
        let name = &self.unit(unit).name;
        let was = |before: &usize| self.unit(*before).kind == typed.kind && self.unit(*before).name == *name;
        match typed.kind == self.unit(unit).kind {
            true => OWN_TYPE,
            false if self.units.predecessors(unit).iter().any(was) => FORMER_TYPE,
            false => OTHER_TYPE,
        }
    }

    fn unit(&self, unit: usize) -> &Unit {
        &self.units.all()[unit]
    }
}

fn apart(one: &Named, two: &Named) -> bool {
    one.end <= two.start || two.end <= one.start
}

fn order(links: &[&Named]) -> i32 {
    let rising = links.windows(2).all(|pair| pair[0].start < pair[1].start);
    match (rising, is_reversed(links)) {
        (true, _) => 0,
        (false, true) => REVERSED,
        (false, false) => DISORDER,
    }
}

fn is_reversed(links: &[&Named]) -> bool {
    links.len() > 1 && links.windows(2).all(|pair| pair[0].start > pair[1].start)
}
