use super::Normalizer;
use crate::letters::{Tone, split_vowel};
use crate::{Rewriter, Syllable, ToneStyle};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Tone marks to the letter where the traditional spelling has them: hoà to hòa, nghìên to nghiền. Words
/// that are no Vietnamese syllable stay as they are.
pub struct TonePlacement;

impl Normalizer for TonePlacement {
    fn name(&self) -> &'static str {
        "tone-placement"
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut word = Word::default();
        for (at, c) in source.char_indices() {
            // A mark that could not compose belongs to its word, which then is no syllable.
            if c.is_alphabetic() || is_combining_mark(c) {
                word.read(at, c);
            } else {
                word.settle(text, at);
            }
        }
        word.settle(text, source.len());
    }
}

/// The word being read, and whether its tone could be misplaced: only where the marked vowel has a
/// vowel for a neighbour.
#[derive(Default)]
struct Word {
    start: Option<usize>,
    after_vowel: bool,
    after_marked: bool,
    suspect: bool,
}

impl Word {
    fn read(&mut self, at: usize, c: char) {
        self.start.get_or_insert(at);
        let vowel = split_vowel(c);
        let marked = vowel.is_some_and(|(_, tone)| tone != Tone::Level);
        self.suspect |= (marked && self.after_vowel) || (vowel.is_some() && self.after_marked);
        self.after_vowel = vowel.is_some();
        self.after_marked = marked;
    }

    fn settle(&mut self, text: &mut Rewriter<'_>, end: usize) {
        let word = std::mem::take(self);
        if let (Some(start), true) = (word.start, word.suspect) {
            place(text, start..end);
        }
    }
}

fn place(text: &mut Rewriter<'_>, range: Range<usize>) {
    let word = &text.text()[range.clone()];
    let Some(syllable) = Syllable::parse(word) else { return };
    let spelled = syllable.spell_like(word, ToneStyle::Traditional);
    if spelled != word {
        text.replace(range, &spelled);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn tones_stand_where_the_traditional_spelling_has_them() {
        for (found, want) in [
            ("văn hoá, khoẻ, thuỷ", "văn hóa, khỏe, thủy"),
            ("XÃ HỘI HOÁ", "XÃ HỘI HÓA"),
            ("Uỷ ban", "Ủy ban"),
            ("qúy, già, nghìên, hòang", "quý, già, nghiền, hoàng"),
            ("Khoá XIII; Quý IV", "Khóa XIII; Quý IV"),
            ("café Goethé naïve São", "café Goethé naïve São"),
            ("hoànghoà", "hoànghoà"),
            ("hoà\u{300}", "hoà\u{300}"),
        ] {
            assert_eq!(apply(&TonePlacement, found), want);
        }
    }
}
