//! Whether a text is Vietnamese, word by word.

use crate::Syllable;
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

/// The most frequent syllables outside ASCII. Which of two readings is right, both syllables
/// throughout, is told by these.
const COMMON: [&str; 48] = [
    "và",
    "của",
    "là",
    "có",
    "được",
    "các",
    "những",
    "người",
    "đã",
    "trong",
    "với",
    "một",
    "cho",
    "không",
    "này",
    "từ",
    "về",
    "năm",
    "tại",
    "đồng",
    "đến",
    "để",
    "thành",
    "công",
    "việt",
    "hội",
    "tỉnh",
    "huyện",
    "xã",
    "ngày",
    "tháng",
    "ông",
    "bà",
    "số",
    "việc",
    "nhà",
    "nước",
    "quốc",
    "bộ",
    "thủ",
    "tướng",
    "động",
    "đội",
    "phòng",
    "trường",
    "chủ",
    "tịch",
    "hà",
];

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
        evidence.other += signs_among_letters(text);
        evidence
    }

    fn weigh(&mut self, word: &str) {
        if !is_vietnamese(word) {
            self.other += 1;
            return;
        }
        self.vietnamese += 1;
        self.common += usize::from(COMMON.contains(&word.to_lowercase().as_str()));
    }

    /// True for text that is Vietnamese throughout, foreign names aside.
    pub(crate) fn is_clear(&self) -> bool {
        self.vietnamese > 0 && self.vietnamese >= 6 * self.other
    }

    /// How much more there is for than against.
    pub(crate) fn balance(&self) -> isize {
        self.vietnamese as isize - 3 * self.other as isize
    }
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

pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Signs that stand beside letters in no text: "chñ·", "Viá»‡t".
fn signs_among_letters(text: &str) -> usize {
    let mut before = ' ';
    let mut signs = 0;
    let mut after_sign = false;
    for c in text.chars() {
        let sign = is_odd_sign(c);
        signs += usize::from((sign && is_letter(before)) || (after_sign && is_letter(c)));
        (before, after_sign) = (c, sign && !is_letter(before));
    }
    signs
}

/// Not ASCII, no letter or figure, and none of the signs that the press sets beside letters.
pub(crate) fn is_odd_sign(c: char) -> bool {
    let set = matches!(
        c,
        '\u{a0}'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '„'
            | '‚'
            | '–'
            | '—'
            | '…'
            | '•'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '′'
            | '″'
            | '®'
            | '™'
            | '©'
            | '\u{2009}'
            | '\u{200b}'..='\u{200f}'
    );
    !set && !c.is_ascii() && !c.is_alphanumeric() && !is_combining_mark(c) && !c.is_whitespace()
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
        ] {
            assert_eq!(Evidence::of(text).is_clear(), clear, "{text}: {:?}", Evidence::of(text));
        }
    }
}
