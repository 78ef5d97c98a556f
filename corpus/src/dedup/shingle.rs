//! Text to shingles: every run of [`LENGTH`] syllables, as a hash.
//!
//! A syllable is a longest run of letters and digits, in small letters. Vietnamese is written in syllables, so
//! nothing has to be segmented, and punctuation, which editors change, does not count.

use xxhash_rust::xxh3::xxh3_64;

/// Syllables in a shingle: enough that a formula of the trade ("được tặng Bằng khen của Thủ tướng") alone does
/// not make two texts alike.
pub const LENGTH: usize = 5;

/// The hash of a word, a name or a key.
pub fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Calls `take` with each syllable in turn.
pub fn syllables(text: &str, mut take: impl FnMut(&str)) {
    let mut syllable = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            syllable.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            syllable.extend(c.to_lowercase());
        } else if !syllable.is_empty() {
            take(&syllable);
            syllable.clear();
        }
    }
    if !syllable.is_empty() {
        take(&syllable);
    }
}

/// The distinct shingles of a text, in order of their hashes. A text of fewer syllables is one shingle; one of
/// none has none.
pub fn shingles(text: &str) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(text.len() / 6);
    syllables(text, |syllable| hashes.push(hash(syllable)));
    let mut shingles: Vec<u64> = match hashes.len() {
        0 => Vec::new(),
        n if n < LENGTH => vec![combine(&hashes)],
        _ => hashes.windows(LENGTH).map(combine).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// One hash of several, in their order.
pub fn combine(hashes: &[u64]) -> u64 {
    let mixed = hashes.iter().fold(0_u64, |sum, hash| (sum.rotate_left(23) ^ hash).wrapping_mul(ODD));
    mix(mixed)
}

/// A constant of splitmix64 (Steele, Lea and Flood 2014), as are the steps of [`mix`].
const ODD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Spreads every bit over all.
pub(crate) fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_case_and_breaks_do_not_count() {
        let plain = shingles("UBND tỉnh tặng Bằng khen cho 19 tập thể, cá nhân");
        for (text, alike) in [
            ("ubnd tỉnh: tặng “Bằng khen” cho 19\ntập thể - cá nhân.", true),
            ("UBND tỉnh tặng Bằng khen cho 91 tập thể, cá nhân", false),
            ("tỉnh UBND tặng Bằng khen cho 19 tập thể, cá nhân", false),
        ] {
            assert_eq!(shingles(text) == plain, alike, "{text}");
        }
    }

    #[test]
    fn short_texts_have_one_shingle_and_empty_ones_none() {
        for (text, count) in [("", 0), (" .,", 0), ("một", 1), ("một hai ba bốn", 1), ("a b c d e", 1), ("a b c d e f", 2)]
        {
            assert_eq!(shingles(text).len(), count, "{text:?}");
        }
    }
}
