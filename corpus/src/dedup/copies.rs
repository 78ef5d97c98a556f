//! Near-identical texts: MinHash sketches, bands of them, then the shingles themselves.
//!
//! A sketch is made in one pass (Li, Owen and Zhang, "One permutation hashing", 2012): a shingle's hash says its
//! slot and its value there, and a slot keeps the least. An empty slot takes over a full one's value, chosen by a hash
//! of the slot's number and of how often was tried (Shrivastava, "Optimal densification for fast and accurate minwise
//! hashing", 2017), so that two sketches still agree in a slot as often as the texts share shingles.

use super::shingle::{combine, in_order, mix, shingles};
use super::versions;
use rayon::prelude::*;
use std::borrow::Cow;

/// Slots of a sketch.
pub const SLOTS: usize = 128;

/// Slots of a band: two texts are compared where all slots of a band agree.
pub const ROWS: usize = 4;

/// Bands: texts that share 80% of their shingles agree in one with a probability above 1 - 10⁻⁷, at 30% in 23 cases
/// of 100.
pub const BANDS: usize = SLOTS / ROWS;

/// From which share of common shingles on two texts are copies, unless the caller says otherwise.
pub const THRESHOLD: f64 = 0.8;

/// How many texts of a band are compared with one another; of more, each with the next so many.
const WIDEST: usize = 64;

/// The sketch of a text: 16 bits a slot (Li and König, "b-bit minwise hashing", 2010), 256 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sketch(Box<[u16; SLOTS]>);

impl Sketch {
    /// Of the shingles of a text, in any order; one without any has none.
    pub fn of(shingles: &[u64]) -> Option<Self> {
        let mut least = [u64::MAX; SLOTS];
        for shingle in shingles {
            let slot = (shingle >> (64 - SLOTS.trailing_zeros())) as usize;
            least[slot] = least[slot].min(shingle & VALUE);
        }
        if shingles.is_empty() {
            return None;
        }
        let full = least;
        for (slot, value) in least.iter_mut().enumerate().filter(|(_, value)| **value == u64::MAX) {
            let tries = (1..).map(|attempt| full[donor(slot, attempt)]);
            *value = tries.take(MOST_TRIES).find(|value| *value != u64::MAX).unwrap_or_default();
        }
        let mut bits = [0; SLOTS];
        bits.iter_mut().zip(least).for_each(|(bits, value)| *bits = mix(value) as u16);
        Some(Self(Box::new(bits)))
    }

    /// The share of common shingles, estimated: the standard error is at most 0.044.
    pub fn resemblance(&self, other: &Self) -> f64 {
        let agree = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b).count() as f64 / SLOTS as f64;
        // Unlike values have the same 16 bits once in 65,536 times.
        let chance = 1.0 / 65_536.0;
        ((agree - chance) / (1.0 - chance)).max(0.0)
    }

    /// A key for each band of `rows` slots.
    pub fn bands(&self, rows: usize) -> impl Iterator<Item = u64> + '_ {
        self.0.chunks_exact(rows).enumerate().map(|(number, band)| {
            let start = mix(number as u64 + 1);
            mix(band.iter().fold(start, |key, value| combine(&[key, u64::from(*value)])))
        })
    }
}

/// The bits of a hash that are a slot's value.
const VALUE: u64 = u64::MAX >> SLOTS.trailing_zeros();

/// One full slot of all is met in as many tries but for once in 10¹³ times.
const MOST_TRIES: usize = SLOTS * 30;

fn donor(slot: usize, attempt: u64) -> usize {
    (mix((slot as u64) << 32 | attempt) % SLOTS as u64) as usize
}

/// Two texts, by their places in the list, and the share of shingles that they have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copy {
    /// The one that comes first.
    pub first: usize,
    /// The other.
    pub second: usize,
    /// Common shingles among those of either (Jaccard), 0 to 1; exact.
    pub resemblance: f64,
}

/// The pairs of texts that have at least `threshold` of their shingles in common, in order. Bands only propose;
/// the shingles are compared.
pub fn pairs(texts: &[&str], threshold: f64) -> Vec<Copy> {
    let sketches: Vec<Option<Sketch>> = texts.par_iter().map(|text| Sketch::of(&in_order(text))).collect();
    // Shingles are made again for the few that are compared, and not kept for all.
    compared(&sketches, threshold, |at| Cow::Owned(shingles(texts[at])))
}

/// The same of shingles that are made already, as [`shingles`] gives them.
pub fn pairs_of(sets: &[Vec<u64>], threshold: f64) -> Vec<Copy> {
    let sketches: Vec<Option<Sketch>> = sets.par_iter().map(|set| Sketch::of(set)).collect();
    compared(&sketches, threshold, |at| Cow::Borrowed(&sets[at]))
}

fn compared<'s>(
    sketches: &[Option<Sketch>],
    threshold: f64,
    set: impl Fn(usize) -> Cow<'s, [u64]> + Sync,
) -> Vec<Copy> {
    let proposed = candidates(sketches);
    let mut wanted = vec![false; sketches.len()];
    for (first, second) in &proposed {
        (wanted[*first as usize], wanted[*second as usize]) = (true, true);
    }
    let set = |(at, wanted): (usize, &bool)| if *wanted { set(at) } else { Cow::Borrowed(&[][..]) };
    let sets: Vec<Cow<'s, [u64]>> = wanted.par_iter().enumerate().map(set).collect();
    let compare = |(first, second): (u32, u32)| {
        let (first, second) = (first as usize, second as usize);
        let resemblance = versions::shared(&sets[first], &sets[second]).resemblance();
        (resemblance >= threshold).then_some(Copy { first, second, resemblance })
    };
    proposed.into_par_iter().filter_map(compare).collect()
}

/// Pairs that agree in a band, each once, in order.
fn candidates(sketches: &[Option<Sketch>]) -> Vec<(u32, u32)> {
    let keyed = |band: usize| {
        let key = |(at, sketch): (usize, &Option<Sketch>)| Some((sketch.as_ref()?.band(band), at as u32));
        let mut keyed: Vec<(u64, u32)> = sketches.iter().enumerate().filter_map(key).collect();
        keyed.sort_unstable();
        let mut found = Vec::new();
        for block in keyed.chunk_by(|a, b| a.0 == b.0) {
            for (at, (_, first)) in block.iter().enumerate() {
                found.extend(block[at + 1..].iter().take(WIDEST).map(|(_, second)| (*first, *second)));
            }
        }
        found
    };
    let mut pairs: Vec<(u32, u32)> = (0..BANDS).into_par_iter().flat_map_iter(keyed).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

impl Sketch {
    /// The slots of one band of [`ROWS`], as they are.
    fn band(&self, number: usize) -> u64 {
        self.0[number * ROWS..][..ROWS].iter().fold(0, |key, value| key << 16 | u64::from(*value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("từ{n} ")).collect()
    }

    #[test]
    fn pairs_are_those_above_the_threshold_with_their_exact_share() {
        let texts =
            [text(0, 400), text(0, 390), text(200, 600), text(1000, 1400), text(0, 400), String::new()];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found: Vec<_> = pairs(&texts, THRESHOLD)
            .iter()
            .map(|c| (c.first, c.second, (c.resemblance * 1000.0).round()))
            .collect();
        assert_eq!(found, [(0, 1, 975.0), (0, 4, 1000.0), (1, 4, 975.0)]);
        let sets: Vec<Vec<u64>> = texts.iter().map(|text| shingles(text)).collect();
        assert_eq!(pairs_of(&sets, THRESHOLD), pairs(&texts, THRESHOLD));
    }

    #[test]
    fn resemblance_is_estimated_within_four_standard_errors() {
        for (shift, want) in [(0, 1.0), (20, 0.905), (100, 0.599), (200, 0.332), (396, 0.0)] {
            let [one, other] =
                [text(0, 400), text(shift, 400 + shift)].map(|t| Sketch::of(&shingles(&t)).unwrap());
            let found = one.resemblance(&other);
            assert!((found - want).abs() < 0.18, "{shift}: {found} for {want}");
        }
    }
}
