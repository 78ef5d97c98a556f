//! Cutting folded text into words and signs.
//!
//! A word is a run of letters and digits, as long as it gets; any other character is a sign and stands
//! alone. Vietnamese is written in syllables of mostly three to eight bytes, so that a word is one number
//! of sixteen bytes: it is read, bounded and compared at once, with no loop over its letters.

/// A word or sign, as a number that no other word or sign has: its bytes, the first of them lowest, up to
/// [`PACKED`] of them; of longer words a hash of 120 bits under a byte that no text contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed(pub(super) u128);

/// Bytes of a word that a [`Packed`] holds as they are.
const PACKED: usize = 15;

/// The uppermost byte of a longer word's [`Packed`].
const LONG: u128 = 0xfe << 120;

/// Every byte of a block.
const EACH: u128 = u128::from_ne_bytes([1; 16]);

/// The uppermost bit of every byte.
const TOP: u128 = 0x80 * EACH;

impl Packed {
    /// The word or sign that `bytes` are.
    fn new(bytes: &[u8]) -> Self {
        if bytes.len() > PACKED {
            // FNV-1a, on 128 bits.
            let step = |hash: u128, byte: &u8| {
                (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
            };
            let hash = bytes.iter().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step);
            return Self(hash >> 8 | LONG);
        }
        let mut block = [0; 16];
        block[..bytes.len()].copy_from_slice(bytes);
        Self(u128::from_le_bytes(block))
    }
}

/// The word or sign at `at`, and its end, if every character beyond ASCII is held to be a letter; `None`
/// at the end of the text. Nearly all of them are, and those that are not are no part of any word: what
/// is not known as [`guess`] reads it, [`exact`] is to read.
pub(super) fn guess(text: &str, at: usize) -> Option<(Packed, usize)> {
    let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
    let block = match rest.first_chunk() {
        Some(block) => u128::from_le_bytes(*block),
        None => Packed::new(&rest[..rest.len().min(PACKED)]).0,
    };
    Some(match run(block) {
        0 => (Packed(block & 0xff), at + 1),
        len @ 1..=PACKED => (Packed(block & !(u128::MAX << (8 * len))), at + len),
        _ => exact(text, at),
    })
}

/// The word or sign at `at`, which is within the text, and its end.
pub(super) fn exact(text: &str, at: usize) -> (Packed, usize) {
    let rest = &text[at..];
    let end = match rest.find(|c: char| !c.is_alphanumeric()) {
        Some(0) => rest.chars().next().map_or(0, char::len_utf8),
        Some(end) => end,
        None => rest.len(),
    };
    (Packed::new(&rest.as_bytes()[..end]), at + end)
}

/// How many bytes at the beginning of a block are ASCII letters and digits, or beyond ASCII.
fn run(block: u128) -> usize {
    let ascii = block & !TOP;
    // A byte's uppermost bit is set where it is `from` or more: bytes below 0x80 carry into no other.
    let least = |from: u8| ascii + (0x80 - u128::from(from)) * EACH;
    let between = |first: u8, last: u8| least(first) & !least(last + 1);
    let word = between(b'0', b'9') | between(b'a', b'z') | between(b'A', b'Z') | block;
    ((!word & TOP).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_whole_and_signs_alone() {
        for (text, end) in [
            ("huân chương", "huân"),
            ("nghiêng", "nghiêng"),
            ("2024-2025", "2024"),
            ("- khen", "-"),
            ("…", "…"),
            ("\0", "\0"),
            ("nhiễm…sắc", "nhiễm"),
            ("aaaaaaaaaaaaaaaaaaaaaaaaa-", "aaaaaaaaaaaaaaaaaaaaaaaaa"),
        ] {
            assert_eq!(exact(text, 0), (Packed::new(end.as_bytes()), end.len()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_guess_is_exact_but_for_signs_beyond_ascii(text in "[\\x00-~àạđưễ]{1,40}") {
            prop_assert_eq!(guess(&text, 0), Some(exact(&text, 0)));
        }

        #[test]
        fn different_words_are_different_numbers(one in "[a-zàạễ]{1,12}", other in "[a-zàạễ]{1,12}") {
            prop_assert_eq!(one == other, exact(&one, 0).0 == exact(&other, 0).0);
        }
    }
}
