//! Text to shingles: every run of [`LENGTH`] syllables, as a hash.
//!
//! A syllable is a longest run of letters and digits, in small letters. Vietnamese is written in syllables, so
//! nothing has to be segmented, and punctuation, which editors change, does not count.

use std::sync::LazyLock;
use xxhash_rust::xxh3::xxh3_64;

/// Syllables in a shingle: enough that a formula of the trade ("được tặng Bằng khen của Thủ tướng") alone does
/// not make two texts alike.
pub const LENGTH: usize = 5;

/// The hash of a word, a name or a key.
pub fn hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// The syllables of a text, in small letters.
pub fn syllables(text: &str) -> Vec<String> {
    let parts = text.split(|c| folded(c).is_none()).filter(|part| !part.is_empty());
    parts.map(|part| part.chars().filter_map(folded).collect()).collect()
}

/// The hashes of a text's syllables, in its order.
pub(super) fn hashes(text: &str) -> Vec<u64> {
    let table = table();
    let mut hashes = Vec::with_capacity(text.len() / 5);
    let mut hash = 0;
    for c in text.chars() {
        match folded_by(table, c) {
            Some(c) => hash = step(hash, u64::from(u32::from(c))),
            None if hash != 0 => hashes.push(std::mem::take(&mut hash)),
            None => {}
        }
    }
    hashes.extend((hash != 0).then_some(hash));
    hashes
}

/// A letter or digit in its small form; nothing else. Letters whose small form is several are left as they are.
fn folded(c: char) -> Option<char> {
    folded_by(table(), c)
}

fn folded_by(table: &[Option<char>], c: char) -> Option<char> {
    table.get(c as usize).copied().unwrap_or_else(|| fold(c))
}

/// The small forms of characters by number, as far as Vietnamese letters go.
fn table() -> &'static [Option<char>] {
    const END: u32 = 0x1f00;
    static TABLE: LazyLock<Vec<Option<char>>> =
        LazyLock::new(|| (0..END).map(|c| fold(char::from_u32(c)?)).collect());
    &TABLE
}

fn fold(c: char) -> Option<char> {
    let mut small = c.to_lowercase();
    let single = small.next().filter(|_| small.next().is_none());
    c.is_alphanumeric().then(|| single.unwrap_or(c))
}

/// Every shingle of a text in its order, with repetitions. A text of fewer syllables is one shingle; one of none
/// has none.
pub fn in_order(text: &str) -> Vec<u64> {
    let hashes = hashes(text);
    match hashes.len() {
        0 => Vec::new(),
        n if n < LENGTH => vec![combine(&hashes)],
        _ => hashes.windows(LENGTH).map(combine).collect(),
    }
}

/// The distinct shingles of a text, in order of their hashes.
pub fn shingles(text: &str) -> Vec<u64> {
    let mut shingles = in_order(text);
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// One hash of several, in their order.
pub fn combine(hashes: &[u64]) -> u64 {
    mix(hashes.iter().fold(0, |sum, hash| step(sum, *hash)))
}

fn step(sum: u64, next: u64) -> u64 {
    (sum.rotate_left(23) ^ next).wrapping_mul(ODD)
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
    fn syllables_are_the_same_as_words_and_as_hashes() {
        let text = "“Đỗ Văn Bảy”, GD&ĐT: 19 tập thể — ΑΒΓ ﬁ 表彰 a";
        let words = syllables(text);
        assert_eq!(words, ["đỗ", "văn", "bảy", "gd", "đt", "19", "tập", "thể", "αβγ", "ﬁ", "表彰", "a"]);
        assert_eq!(hashes(text), words.iter().flat_map(|word| hashes(word)).collect::<Vec<_>>());
    }

    #[test]
    fn short_texts_have_one_shingle_and_empty_ones_none() {
        for (text, count) in
            [("", 0), (" .,", 0), ("một", 1), ("một hai ba bốn", 1), ("a b c d e", 1), ("a b c d e f", 2)]
        {
            assert_eq!(shingles(text).len(), count, "{text:?}");
        }
    }
}
