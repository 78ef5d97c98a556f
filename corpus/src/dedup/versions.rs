//! The same text reworked: shortened, lengthened, with another lead. What one text has of another.

use super::copies::Sketch;

/// From which containment on a text is a version of another.
pub const THRESHOLD: f64 = 0.5;

/// How many shingles two texts have, and have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shared {
    /// Shingles of the one and of the other.
    pub sizes: [f64; 2],
    /// In both.
    pub common: f64,
}

impl Shared {
    /// Common shingles among those of either, 0 to 1 (Jaccard).
    pub fn resemblance(self) -> f64 {
        let either = self.sizes[0] + self.sizes[1] - self.common;
        if either > 0.0 { self.common / either } else { 0.0 }
    }

    /// Common shingles among those of the shorter text, 0 to 1.
    pub fn containment(self) -> f64 {
        let shorter = self.sizes[0].min(self.sizes[1]);
        if shorter > 0.0 { (self.common / shorter).min(1.0) } else { 0.0 }
    }
}

/// Counted. Both sets sorted and without repetitions, as [`super::shingle::shingles`] gives them.
pub fn shared(one: &[u64], other: &[u64]) -> Shared {
    let (mut i, mut j, mut common) = (0, 0, 0_u32);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        common += u32::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    Shared { sizes: [one.len() as f64, other.len() as f64], common: f64::from(common) }
}

/// Estimated from sketches and sizes: of a resemblance J, sets have J / (1 + J) of their summed sizes in common.
pub fn estimated(one: &Sketch, other: &Sketch, sizes: [u32; 2]) -> Shared {
    let sizes = sizes.map(f64::from);
    let resemblance = one.resemblance(other);
    let common = resemblance / (1.0 + resemblance) * (sizes[0] + sizes[1]);
    Shared { sizes, common: common.min(sizes[0]).min(sizes[1]) }
}

#[cfg(test)]
mod tests {
    use super::super::shingle::shingles;
    use super::*;

    #[test]
    fn a_shortened_text_is_contained_and_resembles_little() {
        let long: String = (0..300).map(|n| format!("từ{n} ")).collect();
        let short: String = (0..60).map(|n| format!("từ{n} ")).collect();
        let sets = [&long, &short].map(|text| shingles(text));
        let counted = shared(&sets[0], &sets[1]);
        assert_eq!(counted.containment(), 1.0);
        assert!(counted.resemblance() < 0.2);
        let sketches = [&sets[0], &sets[1]].map(|set| Sketch::of(set).unwrap());
        let sizes = [sets[0].len() as u32, sets[1].len() as u32];
        assert!(estimated(&sketches[0], &sketches[1], sizes).containment() > THRESHOLD);
    }
}
