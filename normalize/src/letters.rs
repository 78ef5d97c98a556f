//! The letters of quốc ngữ: twelve vowels under six tones, and đ.

/// The six tones, in the order of the school grammar: ngang, huyền, sắc, hỏi, ngã, nặng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// ngang, unmarked
    Level,
    /// huyền, à
    Grave,
    /// sắc, á
    Acute,
    /// hỏi, ả
    Hook,
    /// ngã, ã
    Tilde,
    /// nặng, ạ
    Dot,
}

impl Tone {
    /// All six, in order.
    pub const ALL: [Tone; 6] = [Tone::Level, Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];
}

const VOWELS: [[char; 6]; 24] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// Every vowel letter lies below this code point.
const END: usize = 0x1EFA;

/// Code point -> 1 + 6 * row + tone, 0 for anything that is no vowel.
static INDEX: [u8; END] = {
    let mut index = [0; END];
    let mut row = 0;
    while row < VOWELS.len() {
        let mut tone = 0;
        while tone < 6 {
            index[VOWELS[row][tone] as usize] = (1 + 6 * row + tone) as u8;
            tone += 1;
        }
        row += 1;
    }
    index
};

/// A vowel as its toneless letter and its tone; `None` for every other character.
pub(crate) fn split_vowel(c: char) -> Option<(char, Tone)> {
    let i = *INDEX.get(c as usize)?;
    let i = i.checked_sub(1)? as usize;
    Some((VOWELS[i / 6][0], Tone::ALL[i % 6]))
}

/// The vowel letter `base` (any case, toneless) under a tone.
pub(crate) fn with_tone(base: char, tone: Tone) -> char {
    match INDEX.get(base as usize).and_then(|i| i.checked_sub(1)) {
        Some(i) => VOWELS[i as usize / 6][tone as usize],
        None => base,
    }
}

/// True for the vowels with a mark of their own shape: ă â ê ô ơ ư.
pub(crate) fn is_vowel_shape(base: char) -> bool {
    !base.is_ascii()
}

/// The tone of a combining mark, deprecated ones (U+0340, U+0341) included.
pub(crate) fn tone_of_mark(mark: char) -> Option<Tone> {
    match mark {
        '\u{300}' | '\u{340}' => Some(Tone::Grave),
        '\u{301}' | '\u{341}' => Some(Tone::Acute),
        '\u{309}' => Some(Tone::Hook),
        '\u{303}' => Some(Tone::Tilde),
        '\u{323}' => Some(Tone::Dot),
        _ => None,
    }
}

/// A toneless plain vowel under a combining circumflex, breve or horn.
pub(crate) fn shaped(base: char, mark: char) -> Option<char> {
    Some(match (base, mark) {
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('A', '\u{302}') => 'Â',
        ('E', '\u{302}') => 'Ê',
        ('O', '\u{302}') => 'Ô',
        ('a', '\u{306}') => 'ă',
        ('A', '\u{306}') => 'Ă',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        ('O', '\u{31b}') => 'Ơ',
        ('U', '\u{31b}') => 'Ư',
        _ => return None,
    })
}

/// A vowel with one more combining mark, in whatever order the marks come; `None` where the two make
/// no Vietnamese letter.
pub(crate) fn with_mark(vowel: char, mark: char) -> Option<char> {
    let (base, tone) = split_vowel(vowel)?;
    match tone_of_mark(mark) {
        Some(new) => (tone == Tone::Level).then(|| with_tone(base, new)),
        None => Some(with_tone(shaped(base, mark)?, tone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_vowel_is_its_base_and_its_combining_mark() {
        for row in VOWELS {
            for (tone, mark) in
                Tone::ALL.into_iter().zip(["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"])
            {
                let composed: String = format!("{}{mark}", row[0]).nfc().collect();
                assert_eq!(composed, with_tone(row[0], tone).to_string());
                assert_eq!(split_vowel(row[tone as usize]), Some((row[0], tone)));
            }
        }
        assert_eq!(split_vowel('đ'), None);
        assert_eq!(split_vowel('ữ'), Some(('ư', Tone::Tilde)));
    }
}
