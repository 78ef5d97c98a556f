//! Whether a text is Vietnamese, word by word.

use crate::letters::{Tone, split_vowel};
use crate::signs::{has_misplaced, is_letter};
use crate::{Syllable, ToneStyle};
use std::collections::HashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What the words outside ASCII say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Words that are a Vietnamese syllable in ordinary letter case.
    pub(crate) vietnamese: usize,
    /// Those among them that every page has.
    pub(crate) common: usize,
    /// Words that are none, and signs that stand where only letters do.
    pub(crate) other: usize,
}

impl Evidence {
    /// Weighs a text.
    pub(crate) fn of(text: &str) -> Self {
        let composed: String;
        let text = match text.chars().any(is_combining_mark) {
            true => {
                composed = text.nfc().collect();
                &composed
            }
            false => text,
        };
        let mut evidence = Self::default();
        for piece in text.split(|c: char| !is_letter(c)).filter(|piece| !piece.is_ascii()) {
            evidence.weigh(piece);
        }
        evidence.other += text.split_ascii_whitespace().filter(|token| has_misplaced(token)).count();
        evidence
    }

    /// Weighs a line of which it is asked whether its tone marks are to be moved: words whose mark stands
    /// where no style of spelling has it are what is asked about, and say nothing.
    pub(crate) fn of_placement(line: &str) -> Self {
        let mut evidence = Self::default();
        for word in line.split(|c: char| !is_letter(c)).filter(|word| !word.is_ascii()) {
            let styles = [ToneStyle::Traditional, ToneStyle::Reformed];
            match Syllable::parse(word) {
                Some(syllable) if styles.iter().any(|style| syllable.spell_like(word, *style) == word) => {
                    evidence.weigh(word);
                }
                Some(_) => {}
                None => evidence.weigh(word),
            }
        }
        evidence
    }

    fn weigh(&mut self, word: &str) {
        // One letter is too little to tell.
        if word.chars().nth(1).is_none() {
            return;
        }
        if !is_vietnamese(word) {
            self.other += usize::from(!is_abbreviation(word) && !is_highland(word));
            return;
        }
        self.vietnamese += 1;
        self.common += usize::from(is_common_syllable(word));
    }

    /// True for text that is Vietnamese throughout, foreign names aside.
    pub(crate) fn is_clear(&self) -> bool {
        self.vietnamese > 0 && self.vietnamese >= 6 * self.other
    }

    /// True where there is enough to believe what nothing declares.
    pub(crate) fn is_enough(&self) -> bool {
        self.vietnamese >= 3 || self.common > 0
    }

    /// How much more there is for than against.
    pub(crate) fn balance(&self) -> isize {
        self.vietnamese as isize - 3 * self.other as isize
    }
}

/// Capitals and figures, as in HĐND or QĐ.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'A'..='Z' | 'Đ' | 'Ư' | '0'..='9'))
}

/// A word of the highlands' languages as their orthographies spell it (Niê, Kpă, Đrây, Klơng): consonants,
/// vowels without a tone mark, consonants, in letters of quốc ngữ. It tells neither way.
pub(crate) fn is_highland(word: &str) -> bool {
    let toneless = |c: char| split_vowel(c).is_none_or(|(_, tone)| tone == Tone::Level);
    let ours = |c: char| c.is_ascii_alphabetic() || split_vowel(c).is_some() || matches!(c, 'đ' | 'Đ');
    let vowel = |c: char| split_vowel(c).is_some();
    let ordinary = word.chars().skip(1).all(char::is_lowercase) || word.chars().all(char::is_uppercase);
    let rest = word.trim_start_matches(|c| !vowel(c)).trim_start_matches(vowel);
    let coda = rest.chars().count() <= 2 && !rest.contains(vowel);
    let onset = word.chars().take_while(|c| !vowel(*c)).count();
    ordinary && onset <= 3 && coda && rest.len() < word.len() && word.chars().all(|c| ours(c) && toneless(c))
}

/// One that every page has.
pub(crate) fn is_common_syllable(word: &str) -> bool {
    static COMMON: LazyLock<HashSet<&str>> =
        LazyLock::new(|| include_str!("../data/common-syllables.txt").split_whitespace().collect());
    COMMON.contains(word.to_lowercase().as_str())
}

/// A syllable by the orthography, in lower case, with a capital, or in capitals.
pub(crate) fn is_vietnamese(word: &str) -> bool {
    let mut rest = word.chars();
    let first = rest.next().is_some_and(char::is_uppercase);
    let (upper, lower) = rest.fold((0, 0), |(upper, lower), c| {
        (upper + usize::from(c.is_uppercase()), lower + usize::from(c.is_lowercase()))
    });
    let ordinary = upper == 0 || (first && lower == 0);
    ordinary && Syllable::parse(word).is_some_and(|s| s.is_regular())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_vietnamese_from_what_only_looks_it() {
        for (text, clear) in [
            ("Cộng hòa xã hội chủ nghĩa Việt Nam", true),
            ("ĐỘC LẬP – TỰ DO – HẠNH PHÚC", true),
            ("“Ngày hội” tại Đồng Tháp…", true),
            ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", false),
            ("Coäng hoøa xaõ hoäi", false),
            ("Cá»™ng hÃ²a xÃ£ há»™i", false),
            ("déjà vu à Paris", false),
            ("plain words", false),
            ("Y Bhit Niê, H'Hen Kpă, Kđăm: HĐND tỉnh tặng Bằng khen", true),
        ] {
            assert_eq!(Evidence::of(text).is_clear(), clear, "{text}: {:?}", Evidence::of(text));
        }
    }
}
