//! A reading of an address: a unit that it names, with the units around it that it names too, and how much speaks for it.

use super::names::{Named, Spelling};
use super::words::{TypeWord, TypeWords, Word, is_passed_over};
use crate::units::{Rank, Unit, Units};

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
        is_reversed(&self.links)
    }
}

/// The units that one may be said to lie in.
struct Around {
    /// It did.
    own: Vec<usize>,
    /// Those it came from did, or those that took it over.
    former: Vec<usize>,
}

/// What an address is read with.
pub(super) struct Reader<'r> {
    pub(super) units: &'r Units,
    pub(super) types: &'r TypeWords,
    pub(super) words: &'r [Word],
    pub(super) named: &'r [Named],
    pub(super) day: Option<&'r str>,
}

impl Reader<'_> {
    /// The readings for which most speaks, one for each unit.
    pub(super) fn best(&self) -> Vec<Chain> {
        let mut best: Vec<Chain> = Vec::new();
        for named in self.named {
            let Some(chain) = self.chain(named) else { continue };
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

    /// The best reading in which this is the smallest unit.
    fn chain(&self, smallest: &Named) -> Option<Chain> {
        let around = self.around(smallest.unit);
        let (mut districts, mut provinces) = (vec![None], vec![None]);
        for named in self.named.iter().filter(|named| apart(named, smallest)) {
            let worth = match () {
                () if around.own.contains(&named.unit) => 0,
                () if around.former.contains(&named.unit) => FORMER,
                () => continue,
            };
            match self.rank(named.unit) {
                Rank::Province => provinces.push(Some((named, worth))),
                _ => districts.push(Some((named, worth))),
            }
        }
        let pairs = districts.iter().flat_map(|d| provinces.iter().map(move |p| (*d, *p)));
        let chains = pairs.filter_map(|(district, province)| {
            if let (Some((district, _)), Some((province, _))) = (district, province) {
                apart(district, province).then_some(())?;
            }
            let above = district.into_iter().chain(province);
            let worth: i32 = above.clone().map(|(_, worth)| worth).sum();
            let links = [smallest].into_iter().chain(above.map(|(named, _)| named)).cloned().collect();
            Some(self.weigh(links, worth))
        });
        chains.max_by_key(|chain| (chain.score, self.latest(chain)))
    }

    /// Of readings that differ in the vintage of a larger unit, the later is taken.
    fn latest(&self, chain: &Chain) -> Vec<String> {
        let last = |unit: usize| match &self.unit(unit).to {
            open if open.is_empty() => "9999".to_owned(),
            to => to.to_string(),
        };
        chain.above().into_iter().map(last).collect()
    }

    fn weigh(&self, links: Vec<Named>, worth: i32) -> Chain {
        let own: i32 = links.iter().map(|link| self.worth(link)).sum();
        let off_day = if self.unit(links[0].unit).exists(self.day) { 0 } else { OTHER_DAY };
        let score = worth + own + off_day + self.order(&links) + self.unexplained(&links);
        Chain { links, score }
    }

    /// What one name says for its unit.
    fn worth(&self, named: &Named) -> i32 {
        let name = named.end - named.start - named.typed.map_or(0, |typed| typed.len);
        let words = i32::try_from(name).unwrap_or(0) * WORD;
        let spelling = match named.spelling {
            Spelling::Exact => 0,
            Spelling::Bare => BARE * i32::from(self.words.iter().any(Word::is_marked)),
            Spelling::Off => OFF,
        };
        let typed = named.typed.map_or(0, |typed| self.type_worth(typed, named.unit));
        UNIT + words + spelling + typed + if self.is_whole(named) { WHOLE_PART } else { 0 }
    }

    /// True where the name and its type word are all that stands between two commas.
    fn is_whole(&self, named: &Named) -> bool {
        let part = self.words[named.start].part;
        let other =
            |at: Option<usize>| at.and_then(|at| self.words.get(at)).is_none_or(|word| word.part != part);
        let parted = self.words.iter().any(|word| word.part != part);
        parted && other(named.start.checked_sub(1)) && other(Some(named.end))
    }

    fn order(&self, links: &[Named]) -> i32 {
        let rising = links.windows(2).all(|pair| pair[0].start < pair[1].start);
        match (rising, is_reversed(links)) {
            (true, _) => 0,
            (false, true) => REVERSED,
            (false, false) => DISORDER,
        }
    }

    /// What speaks against a reading that leaves words among or behind its units.
    fn unexplained(&self, links: &[Named]) -> i32 {
        let reach = if is_reversed(links) { 0..links[0].end } else { links[0].start..self.words.len() };
        let open = |at: &usize| {
            !links.iter().any(|link| (link.start..link.end).contains(at)) && !is_passed_over(&self.words[*at])
        };
        let words: Vec<usize> = reach.filter(open).collect();
        let types = words.iter().filter(|at| self.types.ends_type(self.words, **at)).count();
        let count = |n: usize| i32::try_from(n.min(UNEXPLAINED_MOST)).unwrap_or(0);
        count(words.len()) * UNEXPLAINED + count(types) * UNKNOWN_UNIT
    }

    fn around(&self, unit: usize) -> Around {
        let own = self.units.ancestors(unit);
        let kin = self.units.predecessors(unit).iter().chain(self.units.successors(unit));
        let of_kin = kin.flat_map(|kin| self.units.ancestors(*kin));
        let before = own.iter().flat_map(|unit| self.units.predecessors(*unit));
        // The provinces that made up today's are not those of each commune in it.
        let before = before.copied().filter(|_| !self.unit(unit).to.is_empty());
        let former = of_kin.chain(before).filter(|unit| !own.contains(unit)).collect();
        Around { own, former }
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

    fn rank(&self, unit: usize) -> Rank {
        self.unit(unit).rank()
    }
}

fn apart(one: &Named, two: &Named) -> bool {
    one.end <= two.start || two.end <= one.start
}

fn is_reversed(links: &[Named]) -> bool {
    links.len() > 1 && links.windows(2).all(|pair| pair[0].start > pair[1].start)
}
