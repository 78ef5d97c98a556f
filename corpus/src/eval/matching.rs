//! Which of what was found is which of the gold, and how many.

/// How two lists match, by the places of their items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Matching {
    /// Of the gold, of what was found.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Of the gold.
    pub(super) missed: Vec<usize>,
    /// Of what was found.
    pub(super) extra: Vec<usize>,
}

impl Matching {
    /// Each of the gold with the first that is the same and that none before it has.
    pub(super) fn greedy<G, F>(gold: &[G], found: &[F], same: impl Fn(&G, &F) -> bool) -> Self {
        let mut matching = Self { extra: (0..found.len()).collect(), ..Self::default() };
        for (at, item) in gold.iter().enumerate() {
            match matching.extra.iter().position(|left| same(item, &found[*left])) {
                Some(left) => matching.pairs.push((at, matching.extra.remove(left))),
                None => matching.missed.push(at),
            }
        }
        matching
    }

    pub(super) fn tally(&self) -> Tally {
        let hits = self.pairs.len();
        Tally { hits, gold: hits + self.missed.len(), found: hits + self.extra.len() }
    }
}

/// How many are right, how many there are, how many were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In both.
    pub hits: usize,
    /// In the gold.
    pub gold: usize,
    /// In the records.
    pub found: usize,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.gold += other.gold;
        self.found += other.found;
    }
}

impl Tally {
    /// How many of those found are right. Of none found all are right, if there is nothing to find.
    pub fn precision(self) -> f64 {
        match self.found {
            0 => f64::from(u8::from(self.gold == 0)),
            found => self.hits as f64 / found as f64,
        }
    }

    /// How many of those to be found are found; all, where there is nothing to find.
    pub fn recall(self) -> f64 {
        match self.gold {
            0 => 1.0,
            gold => self.hits as f64 / gold as f64,
        }
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }

    /// How many of the gold were not found.
    pub fn missed(self) -> usize {
        self.gold - self.hits
    }

    /// How many were found that the gold does not have.
    pub fn extra(self) -> usize {
        self.found - self.hits
    }

    /// True where nothing was missed and nothing is false.
    pub fn is_clean(self) -> bool {
        self.hits == self.gold && self.hits == self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_gold_takes_the_first_that_is_left() {
        // 1 takes the first thing below 10, so that nothing is left for 2; a cleverer matching is not asked.
        let near = |gold: &i32, found: &i32| (gold - found).abs() <= 1;
        let matching = Matching::greedy(&[1, 2, 9], &[2, 5, 0, 8, 8], near);
        assert_eq!(matching.pairs, [(0, 0), (2, 3)]);
        assert_eq!((matching.missed.as_slice(), matching.extra.as_slice()), (&[1][..], &[1, 2, 4][..]));
        assert_eq!(matching.tally(), Tally { hits: 2, gold: 3, found: 5 });
    }

    #[test]
    fn figures_of_little_and_of_nothing() {
        for (hits, gold, found, figures) in [
            (2, 3, 4, [0.5, 2.0 / 3.0, 4.0 / 7.0]),
            (0, 0, 0, [1.0, 1.0, 1.0]),
            (0, 2, 0, [0.0, 0.0, 0.0]),
            (0, 0, 2, [0.0, 1.0, 0.0]),
            (0, 2, 2, [0.0, 0.0, 0.0]),
        ] {
            let tally = Tally { hits, gold, found };
            let got = [tally.precision(), tally.recall(), tally.f1()];
            assert!(got.iter().zip(figures).all(|(a, b)| (a - b).abs() < 1e-12), "{tally:?} {got:?}");
        }
    }
}
