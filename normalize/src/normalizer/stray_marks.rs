use super::Normalizer;
use super::scan::CharSet;
use crate::letters::{Tone, split_vowel, tone_of_mark, with_mark, with_tone};
use crate::{Rewriter, Syllable, ToneStyle};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Combining marks that composition leaves: set off by a space ("Viê ̣t"), typed after the final
/// consonant ("Viêṭ"), a tone before the circumflex. They go where the syllable has them; a word that
/// is no Vietnamese syllable with them keeps them.
pub struct StrayMarks;

static MARKS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(is_stray));

fn is_stray(c: char) -> bool {
    is_combining_mark(c) || is_marked_consonant(c)
}

impl Normalizer for StrayMarks {
    fn name(&self) -> &'static str {
        "stray-marks"
    }

    fn wakes(&self, c: char) -> bool {
        is_stray(c)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut done = 0;
        for (at, _) in MARKS.find_in(source) {
            if at < done {
                continue;
            }
            let range = word_around(source, at, done);
            done = range.end;
            let word = &source[range.clone()];
            if let Some(repaired) = repair(word).filter(|repaired| repaired != word) {
                text.replace(range, &repaired);
            }
        }
    }
}

/// ṭ, ṇ, ḿ and the like: a final consonant that took the tone of its syllable.
fn is_marked_consonant(c: char) -> bool {
    matches!(c, '\u{143}'..='\u{144}' | '\u{1f8}'..='\u{1f9}' | '\u{1e00}'..='\u{1e9f}')
        && toned_consonant(c).is_some()
}

fn toned_consonant(c: char) -> Option<(char, char)> {
    let mut parts = [c].into_iter().nfd();
    let (base, mark) = (parts.next()?, parts.next()?);
    (parts.next().is_none() && base.is_ascii_alphabetic() && tone_of_mark(mark).is_some())
        .then_some((base, mark))
}

/// The letters around a mark, and those behind a space where the mark was set off by one.
fn word_around(source: &str, at: usize, from: usize) -> Range<usize> {
    let letter = |c: char| c.is_alphabetic() || is_combining_mark(c);
    let mut before = &source[from..at];
    if source[at..].starts_with(is_combining_mark) && before.trim_end_matches(' ').ends_with(letter) {
        before = before.trim_end_matches(' ');
    }
    let start = from + before.trim_end_matches(letter).len();
    let len = source[at..].find(|c| !letter(c)).unwrap_or(source.len() - at);
    start..at + len
}

/// The syllable of a word's letters under its marks, if there is one.
fn repair(word: &str) -> Option<String> {
    let mut letters: Vec<char> = Vec::with_capacity(8);
    let mut tone = None;
    for c in word.chars().filter(|c| *c != ' ') {
        if let Some(mark) = tone_of_mark(c) {
            let last = tone.replace(mark);
            last.is_none().then_some(())?;
        } else if is_combining_mark(c) {
            let vowel = letters.pop()?;
            letters.push(with_mark(vowel, c)?);
        } else if let Some((base, mark)) = toned_consonant(c) {
            letters.push(base);
            tone.replace(tone_of_mark(mark)?).is_none().then_some(())?;
        } else {
            letters.push(c);
        }
    }
    let marked = letters.iter().any(|c| split_vowel(*c).is_some_and(|(_, tone)| tone != Tone::Level));
    let mut spelled: String = letters.iter().collect();
    if let Some(tone) = tone.filter(|_| !marked) {
        let vowel = letters.iter().position(|c| split_vowel(*c).is_some())?;
        letters[vowel] = with_tone(letters[vowel], tone);
        spelled = letters.iter().collect();
    } else if tone.is_some() {
        return None;
    }
    Some(Syllable::parse(&spelled)?.spell_like(&spelled, ToneStyle::Traditional))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn marks_go_to_the_vowel_that_bears_them() {
        for (found, want) in [
            ("Viê \u{323}t Nam", "Việt Nam"),
            ("xa ba \u{1e47}", "xa ba \u{1e47}"),
            ("Vi\u{ea}\u{1e6d} Nam", "Việt Nam"),
            ("á\u{302}p", "ấp"),
            ("á\u{302}m", "ấm"),
            ("nghiê\u{323}p", "nghiệp"),
            ("la \u{300} một", "là một"),
            ("pi\u{f1}\u{323}ata", "pi\u{f1}\u{323}ata"),
            ("\u{301}", "\u{301}"),
            ("á\u{300}", "á\u{300}"),
        ] {
            assert_eq!(apply(&StrayMarks, found), want, "{found:?}");
        }
    }
}
