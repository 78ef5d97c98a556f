//! Cutting folded text into words and signs.
//!
//! A word is a run of letters and digits, as long as it gets; any other character is a sign and stands
//! alone. Vietnamese is written in syllables of mostly three to eight bytes, so that a word is one number
//! of sixteen bytes: it is read and compared at once, with no loop over its letters.

/// A word or sign, as a number that no other word or sign has: its bytes, the first of them lowest, up to
/// [`PACKED`] of them; of longer words a hash of 120 bits under a byte that no text contains.
///
/// In two halves, which compilers keep in registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) low: u64,
    pub(super) high: u64,
}

/// Bytes of a word that a [`Packed`] holds as they are.
const PACKED: usize = 15;

/// The uppermost byte of a longer word's [`Packed`].
const LONG: u128 = 0xfe << 120;

/// By length, the bits of the first bytes of sixteen.
const FIRST: [u128; PACKED + 1] = {
    let mut masks = [0; PACKED + 1];
    let mut len = 1;
    while len <= PACKED {
        masks[len] = masks[len - 1] << 8 | 0xff;
        len += 1;
    }
    masks
};

impl Packed {
    /// The word or sign that `bytes` are.
    fn new(bytes: &[u8]) -> Self {
        if bytes.len() > PACKED {
            // FNV-1a, on 128 bits.
            let step = |hash: u128, byte: &u8| {
                (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
            };
            let hash = bytes.iter().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, step);
            return Self::from(hash >> 8 | LONG);
        }
        let mut block = [0; 16];
        block[..bytes.len()].copy_from_slice(bytes);
        Self::from(u128::from_le_bytes(block))
    }
}

impl From<u128> for Packed {
    #[inline]
    fn from(bytes: u128) -> Self {
        Self { low: bytes as u64, high: (bytes >> 64) as u64 }
    }
}

/// The word or sign at `at`, which is within the text, and its end.
pub(super) fn token(text: &str, at: usize) -> (Packed, usize) {
    let rest = &text[at..];
    let len = match rest.find(|c| !is_alphanumeric(c)) {
        Some(0) => rest.chars().next().map_or(0, char::len_utf8),
        Some(len) => len,
        None => rest.len(),
    };
    (Packed::new(&rest.as_bytes()[..len]), at + len)
}

/// As [`char::is_alphanumeric`], which takes long beyond ASCII, but for the letters of Vietnamese.
fn is_alphanumeric(c: char) -> bool {
    let latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c != '×' && c != '÷';
    latin || c.is_alphanumeric()
}

/// A text in which the ends of words have been found beforehand, for all of it to be read quickly.
#[derive(Debug)]
pub(super) struct Prepared<'t> {
    text: &'t str,
    /// A bit for each byte, set where a character begins that is not [`usual`].
    stops: Vec<u64>,
}

impl<'t> Prepared<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let blocks = text.as_bytes().chunks(64).enumerate();
        let following = |at: usize| text.as_bytes().get(64 * (at + 1)).copied().unwrap_or_default();
        Self { text, stops: blocks.map(|(at, block)| stops(block, following(at))).collect() }
    }

    /// As [`token`].
    #[inline]
    pub(super) fn token(&self, at: usize) -> (Packed, usize) {
        let len = self.stop(at) - at;
        let bytes = self.text.as_bytes();
        let ascii = bytes.get(at + len).is_none_or(u8::is_ascii);
        match bytes.get(at..).and_then(<[u8]>::first_chunk) {
            Some(block) if ascii && len <= PACKED => {
                let len = len.max(1);
                (Packed::from(u128::from_le_bytes(*block) & FIRST[len]), at + len)
            }
            _ => token(self.text, at),
        }
    }

    /// The next stop from `at` on, or the end of the text.
    #[inline]
    fn stop(&self, at: usize) -> usize {
        let rest = self.stops[at / 64] >> (at % 64);
        if rest != 0 {
            return at + rest.trailing_zeros() as usize;
        }
        let mut later = self.stops.iter().enumerate().skip(at / 64 + 1);
        let found = later.find(|(_, stops)| **stops != 0);
        found.map_or(self.text.len(), |(i, stops)| 64 * i + stops.trailing_zeros() as usize)
    }
}

/// The stops of a block of up to 64 bytes, given the byte that follows it.
fn stops(block: &[u8], following: u8) -> u64 {
    let mut bytes = [0; 65];
    bytes[64] = following;
    bytes[..block.len()].copy_from_slice(block);
    let mut stops = [0; 64];
    for ((stop, byte), next) in stops.iter_mut().zip(&bytes).zip(&bytes[1..]) {
        *stop = u8::from(!usual(*byte, *next));
    }
    let (eights, _) = stops.as_chunks();
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let all = eights.iter().enumerate().fold(0, |all, (i, eight)| all | bits(eight) << (8 * i));
    all & u64::MAX >> (64 - block.len())
}

/// True for the bytes of ASCII letters and digits, and of Latin letters that Vietnamese is written with
/// (U+00C0 to U+024F but for the signs of multiplication and division, U+1E00 to U+1EFF), by the byte and
/// the next one. Without branches, so that compilers compare many bytes at once.
#[inline(always)]
fn usual(byte: u8, next: u8) -> bool {
    let ascii = byte.is_ascii_digit() | (byte | 0x20).is_ascii_lowercase();
    let later = byte & 0xc0 == 0x80;
    let latin = (byte == 0xc3) & (next & 0xdf != 0x97) | (byte.wrapping_sub(0xc4) <= 0xc9 - 0xc4);
    let additional = (byte == 0xe1) & (next & 0xfc == 0xb8);
    ascii | later | latin | additional
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
            ("3×4", "3"),
            ("nhiễm…sắc", "nhiễm"),
            ("nguyênnhiễm", "nguyênnhiễm"),
            ("aaaaaaaaaaaaaaaaaaaaaaaaa-", "aaaaaaaaaaaaaaaaaaaaaaaaa"),
        ] {
            assert_eq!(token(text, 0), (Packed::new(end.as_bytes()), end.len()), "{text}");
        }
    }

    #[test]
    fn letters_are_what_the_standard_library_takes_for_letters() {
        assert!(('\0'..=char::MAX).all(|c| is_alphanumeric(c) == c.is_alphanumeric()));
    }

    proptest! {
        #[test]
        fn a_prepared_text_reads_the_same(
            text in "([a-zạễưđ]{1,9} ?|[\\x00-~àạđưễßỿ×÷ǅɐɑẟ·…ªºé๑ﬁ٣ᄒἀ\u{c0}-\u{ff}\u{1dff}-\u{1f00}]){1,60}"
        ) {
            let prepared = Prepared::new(&text);
            let mut at = 0;
            while at < text.len() {
                let read = prepared.token(at);
                prop_assert_eq!(read, token(&text, at));
                at = read.1;
            }
        }

        #[test]
        fn different_words_are_different_numbers(one in "[a-zàạễ]{1,12}", other in "[a-zàạễ]{1,12}") {
            prop_assert_eq!(one == other, token(&one, 0).0 == token(&other, 0).0);
        }
    }
}
