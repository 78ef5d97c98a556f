//! The folding key: what two spellings of one word have in common.

use crate::letters::{split_vowel, with_tone};
use crate::normalizer::clean;
use std::ops::Range;

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
        self.locate(span.start)..self.locate(span.end)
    }

    fn locate(&self, at: usize) -> usize {
        match self.shifts.partition_point(|(from, _)| *from <= at) {
            0 => at,
            n => at.saturating_add_signed(self.shifts[n - 1].1),
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
    let mut out = Folded { text: String::with_capacity(text.len()), shifts: Vec::new() };
    let mut before = Before::default();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let lower = lower(c);
        let folded = match split_vowel(lower) {
            Some(('y', tone)) if before.opens() && !chars.peek().is_some_and(|(_, n)| n.is_alphabetic()) => {
                with_tone('i', tone)
            }
            _ => lower,
        };
        before.read(lower);
        out.text.push(folded);
        let (end, original) = (out.text.len(), at + c.len_utf8());
        let shift = original as isize - end as isize;
        if shift != out.shifts.last().map_or(0, |s| s.1) {
            out.shifts.push((end, shift));
        }
    }
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

/// The two letters before, to know an open syllable's onset.
#[derive(Default)]
struct Before {
    last: Option<char>,
    second: Option<char>,
}

impl Before {
    fn read(&mut self, c: char) {
        self.second = self.last.replace(c);
    }

    /// True after a consonant, `qu` included: where a final `y` sounds, and is often spelled, `i`.
    fn opens(&self) -> bool {
        match self.last {
            Some('u') => self.second == Some('q'),
            Some(c) => c.is_alphabetic() && split_vowel(c).is_none(),
            None => false,
        }
    }
}

fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '´' => '\'',
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

    proptest! {
        #[test]
        fn folded_offsets_lead_back_to_the_same_characters(text in "[\\PC“”–Ỹỹẩİyqu ]{0,40}") {
            let folded = fold(&text);
            let ends = |s: &str| -> Vec<usize> { s.char_indices().map(|(i, c)| i + c.len_utf8()).collect() };
            for (f, o) in ends(&folded.text).into_iter().zip(ends(&text)) {
                prop_assert_eq!(folded.original(0..f), 0..o);
            }
            prop_assert_eq!(folded.text.chars().count(), text.chars().count());
        }
    }
}
