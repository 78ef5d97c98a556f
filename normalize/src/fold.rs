//! The folding key: what two spellings of one word have in common.

use crate::letters::{split_vowel, with_tone};
use crate::normalizer::clean;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A text folded for matching, with the way back to the text it was made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// From this folded byte on, the original lies this much further on.
    shifts: Vec<(usize, isize)>,
}

impl Folded {
    /// The byte range in the original text of a range of folded bytes on character boundaries.
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        let before = self.shifts.partition_point(|(from, _)| *from <= span.start);
        // Seldom does anything shift within a span.
        let inside = self.shifts[before..].iter().take_while(|(from, _)| *from <= span.end).count();
        self.shifted(span.start, before)..self.shifted(span.end, before + inside)
    }

    /// The byte of the folded text that an original byte became, where both begin a character.
    pub fn folded(&self, original: usize) -> Option<usize> {
        let began = |(from, shift): &(usize, isize)| from.saturating_add_signed(*shift) <= original;
        let at = match self.shifts.partition_point(began) {
            0 => original,
            n => original.checked_add_signed(-self.shifts[n - 1].1)?,
        };
        (self.text.is_char_boundary(at) && self.locate(at) == original).then_some(at)
    }

    fn locate(&self, at: usize) -> usize {
        self.shifted(at, self.shifts.partition_point(|(from, _)| *from <= at))
    }

    /// A byte behind the first so many shifts.
    fn shifted(&self, at: usize, shifts: usize) -> usize {
        match shifts.checked_sub(1) {
            None => at,
            Some(last) => at.saturating_add_signed(self.shifts[last].1),
        }
    }
}

/// Folds clean text: lower case, `y` as `i` where both are spelled (sỹ/sĩ, kỷ/kỉ, quý/quí), dashes to
/// `-`, quotation marks to `"` and `'`. Give it text after [`clean`], which settles the rest.
///
/// ```
/// use bangvang_normalize::fold;
/// let folded = fold("Chiến SỸ “thi đua” – Mỹ");
/// assert_eq!(folded.text, "chiến sĩ \"thi đua\" - mĩ");
/// let at = folded.text.find("mĩ").unwrap();
/// assert_eq!(&"Chiến SỸ “thi đua” – Mỹ"[folded.original(at..at + "mĩ".len())], "Mỹ");
/// ```
pub fn fold(text: &str) -> Folded {
    fold_letters(text, |c| c, small)
}

/// Folds clean text, its diacritics too: for pages typed without any. What only they tell apart
/// (Hà Nam, Hạ Nam) is one then, so that [`fold`] is to be asked first.
///
/// ```
/// use bangvang_normalize::fold_bare;
/// assert_eq!(fold_bare("Chiến sỹ thi đua").text, "chien si thi dua");
/// assert_eq!(fold_bare("Chien sy thi dua").text, "chien si thi dua");
/// ```
pub fn fold_bare(text: &str) -> Folded {
    fold_letters(text, bare, plain)
}

/// The bytes of ASCII that fold to themselves wherever they stand.
const PLAIN: [bool; 256] = {
    let (mut plain, mut byte) = ([false; 256], 0_u8);
    while byte.is_ascii() {
        plain[byte as usize] = !byte.is_ascii_uppercase() && byte != b'y';
        byte += 1;
    }
    plain
};

/// The length of a character of ASCII that folds to itself, zero if a text does not begin with one.
#[inline]
fn plain(text: &[u8]) -> usize {
    text.first().map_or(0, |byte| usize::from(PLAIN[usize::from(*byte)]))
}

/// The same, of letters of Vietnamese too. Characters that it leaves out are folded one by one.
#[inline]
fn small(text: &[u8]) -> usize {
    match *text {
        [byte, ..] if PLAIN[usize::from(byte)] => 1,
        // à to ü; ă, đ, ĩ; ũ; ơ, ư
        [0xc3, 0xa0..=0xbc, ..]
        | [0xc4, 0x83 | 0x91 | 0xa9, ..]
        | [0xc5, 0xa9, ..]
        | [0xc6, 0xa1 | 0xb0, ..] => 2,
        // ạ to ự, where every other letter is a capital
        [0xe1, 0xba, last @ 0xa0..=0xbf, ..] | [0xe1, 0xbb, last @ ..=0xb1, ..] if last % 2 == 1 => 3,
        _ => 0,
    }
}

/// Folds each letter, `last` applied to what comes of it. Most of a text is copied as it stands: `stays` is
/// the length of what folds to itself at the start of a text.
fn fold_letters(text: &str, last: impl Fn(char) -> char, stays: impl Fn(&[u8]) -> usize) -> Folded {
    let mut out = Folded { text: String::with_capacity(text.len()), shifts: Vec::new() };
    let (mut at, mut copied) = (0, 0);
    while at < text.len() {
        let same = stays(&text.as_bytes()[at..]);
        if same > 0 {
            at += same;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let original = at + c.len_utf8();
        let lower = lower(c);
        let folded = match split_vowel(lower) {
            Some(('y', tone)) if opens(&text[..at]) && !text[original..].starts_with(char::is_alphabetic) => {
                with_tone('i', tone)
            }
            _ => lower,
        };
        out.text.push_str(&text[copied..at]);
        out.text.push(last(folded));
        (at, copied) = (original, original);
        let end = out.text.len();
        let shift = original as isize - end as isize;
        if shift != out.shifts.last().map_or(0, |s| s.1) {
            out.shifts.push((end, shift));
        }
    }
    out.text.push_str(&text[copied..]);
    out
}

/// The folding key of a name written anyhow: cleaned, then folded.
///
/// ```
/// use bangvang_normalize::key;
/// assert_eq!(key("Nghệ sỹ  Ưu tú"), key("NGHỆ SĨ ƯU TÚ"));
/// assert_eq!(key("Hoà Bình"), key("hòa bình"));
/// ```
pub fn key(name: &str) -> String {
    fold(&clean(name).text).text
}

/// The folding key of a name without its diacritics, as [`fold_bare`] has it.
///
/// ```
/// use bangvang_normalize::bare_key;
/// assert_eq!(bare_key("Đắk Lắk"), bare_key("DAK LAK"));
/// ```
pub fn bare_key(name: &str) -> String {
    fold_bare(&clean(name).text).text
}

/// A lower-case letter without its diacritics.
fn bare(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let letter = split_vowel(c).map_or(c, |(base, _)| base);
    match letter {
        'đ' => 'd',
        // The first of a canonical decomposition is the letter.
        _ => [letter].into_iter().nfd().next().unwrap_or(letter),
    }
}

/// True after a consonant, `qu` included: where a final `y` sounds, and is often spelled, `i`.
fn opens(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some('u' | 'U') => matches!(back.next(), Some('q' | 'Q')),
        Some(c) => split_vowel(c).is_none() && c.is_alphabetic(),
        None => false,
    }
}

fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '´' => '\'',
        'Đ' => 'đ',
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(l), None) => l,
                // İ alone grows under lower case; it occurs in no Vietnamese word.
                _ => c,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for (one, other) in [
            ("chiến sĩ", "Chiến sỹ"),
            ("kỷ niệm chương", "Kỉ niệm chương"),
            ("Ủy ban", "uỷ ban"),
            ("quý I", "QUÍ I"),
            ("Thi đua – Khen thưởng", "thi đua - khen thưởng"),
            ("“Vì sự nghiệp”", "\"vì sự nghiệp\""),
            ("Ðồng Nai", "đồng nai"),
        ] {
            assert_eq!(key(one), key(other));
        }
        for (one, other) in [("tay", "tai"), ("thúy", "thúi"), ("Tây", "Tâi"), ("ủy", "ủi")] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn a_bare_key_is_that_of_the_page_typed_without_diacritics() {
        for syllable in crate::Syllable::all() {
            let spelled = syllable.spell(crate::ToneStyle::Traditional);
            let typed: String = spelled.nfd().filter(char::is_ascii_alphabetic).collect();
            let typed = if spelled.starts_with('đ') { format!("d{typed}") } else { typed };
            assert_eq!(bare_key(&spelled), bare_key(&typed));
        }
    }

    #[test]
    fn what_is_copied_folds_to_itself() {
        for c in '\0'..=char::MAX {
            let text = c.to_string();
            let copied = small(text.as_bytes());
            assert!(copied == 0 || (copied == text.len() && lower(c) == c), "{c:?}");
            assert!(copied == 0 || !matches!(split_vowel(c), Some(('y', _))), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folded_offsets_lead_back_to_the_same_characters(text in "[\\PC“”–Ỹỹẩİyqu ]{0,40}") {
            let folded = fold(&text);
            let ends = |s: &str| -> Vec<usize> { s.char_indices().map(|(i, c)| i + c.len_utf8()).collect() };
            for (f, o) in ends(&folded.text).into_iter().zip(ends(&text)) {
                prop_assert_eq!(folded.original(0..f), 0..o);
                prop_assert_eq!(folded.folded(o), Some(f));
            }
            prop_assert_eq!(folded.text.chars().count(), text.chars().count());
        }
    }
}
