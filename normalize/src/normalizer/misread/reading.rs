//! The wrong readings, and what undoes each.

use crate::Charset;
use crate::capitals::restore_capitals;
use crate::charset::windows_1252_byte;
use crate::evidence::{is_abbreviation, is_common_syllable, is_highland, is_vietnamese};
use crate::signs::{has_misplaced, is_letter};
use encoding_rs::WINDOWS_1258;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What the bytes were that somebody read as windows-1252 or Latin-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Utf8,
    In(Charset),
}

/// How often UTF-8 is believed to have been misread on top of itself.
const TIMES: usize = 4;

impl Reading {
    /// The likeliest first.
    pub(super) const ALL: [Reading; 7] = [
        Reading::Utf8,
        Reading::In(Charset::Tcvn3),
        Reading::In(Charset::Vni),
        Reading::In(Charset::Viscii),
        Reading::In(Charset::Standard(WINDOWS_1258)),
        Reading::In(Charset::Vps),
        Reading::In(Charset::Vn1),
    ];

    /// As reports have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Reading::Utf8 => "misread UTF-8",
            Reading::In(charset) => charset.misread_name(),
        }
    }

    /// The text that the token's bytes were; `None` where they cannot have been any.
    pub(super) fn reread(self, token: &str) -> Option<String> {
        match self {
            Reading::Utf8 => {
                let mut text = token.to_owned();
                for _ in 0..TIMES {
                    match once(&text) {
                        Some(read) => text = read,
                        None => break,
                    }
                }
                let text = restore_lost(text);
                let remnants = text != token && REMNANTS.iter().any(|left| text.contains(left));
                (!remnants).then_some(text)
            }
            Reading::In(charset) => {
                let bytes: Vec<u8> = token.chars().map(windows_1252_byte).collect::<Option<_>>()?;
                match charset {
                    // Its marks stand by themselves.
                    Charset::Standard(encoding) => {
                        Some(encoding.decode_without_bom_handling(&bytes).0.nfc().collect())
                    }
                    _ => charset.decode_strictly(&bytes),
                }
            }
        }
    }
}

impl Reading {
    /// Tokens of one line as the words around them have them: capitals, which TCVN3 cannot write, and
    /// the no-break space that was the second byte of à.
    pub(super) fn in_context(
        self,
        source: &str,
        tokens: Vec<(Range<usize>, String)>,
    ) -> Vec<(Range<usize>, String)> {
        let first = match (self, tokens.first()) {
            (Reading::Utf8, _) => return with_lost_spaces(source, tokens),
            (Reading::In(charset), Some(first)) if charset.lacks_capitals() => first,
            _ => return tokens,
        };
        let mut line = String::new();
        let mut at = first.0.start;
        let mut places = Vec::with_capacity(tokens.len());
        for (range, read) in tokens {
            line.push_str(&source[at..range.start]);
            at = range.end;
            places.push((range, line.len()..line.len() + read.len()));
            line.push_str(&read);
        }
        let line = restore_capitals(&line);
        places.into_iter().map(|(range, place)| (range, line[place].to_owned())).collect()
    }
}

/// Every sequence of characters whose bytes are one character of UTF-8 becomes it; `None` where there
/// is none.
fn once(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (read, len) = sequence(rest).unwrap_or((c, c.len_utf8()));
        changed |= len != c.len_utf8();
        out.push(read);
        rest = &rest[len..];
    }
    changed.then_some(out)
}

/// The character that the first characters of `text` are the bytes of, and how long these are.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let mut len = 0;
    for (i, c) in text.chars().take(4).enumerate() {
        bytes[i] = windows_1252_byte(c)?;
        len += c.len_utf8();
        let expected = match bytes[0] {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        if i + 1 == expected {
            let read = std::str::from_utf8(&bytes[..expected]).ok()?.chars().next()?;
            return is_expected(read).then_some((read, len));
        }
    }
    None
}

/// What UTF-8 misread begins with where a byte of it was lost.
const REMNANTS: [&str; 3] = ["á»", "áº", "Æ\u{fffd}"];

/// The five codes that windows-1252 leaves open, and that many programs lose, were the last byte of these
/// letters; what is left is what stands before. So is a quotation mark made plain.
const LOST: [(&str, &[char]); 4] =
    [("Ä'", &['đ']), ("á»", &['ề', 'ờ', 'ọ', 'ỏ', 'Ố']), ("Ä", &['Đ']), ("Ã", &['Á', 'Í', 'Ý', 'à'])];

/// Letters whose last byte was lost, where only one of them makes a syllable of the word, or one that
/// every page has.
fn restore_lost(mut text: String) -> String {
    for (left, letters) in LOST {
        let mut from = 0;
        while let Some(at) = text[from..].find(left).map(|i| from + i) {
            let behind = &text[at + left.len()..];
            let end = text.len() - behind.strip_prefix('\u{fffd}').unwrap_or(behind).len();
            from = at + left.len();
            let with = |letter: &char| format!("{}{letter}{}", &text[..at], &text[end..]);
            let syllables: Vec<String> =
                letters.iter().map(with).filter(|text| is_vietnamese(word_at(text, at))).collect();
            let common = || syllables.iter().find(|text| is_common_syllable(word_at(text, at)));
            let found = if let [only] = &syllables[..] { Some(only) } else { common() };
            // "Ã" is a letter too, where nothing was lost.
            let whole = left == "Ã" && is_vietnamese(word_at(&text, at));
            if let Some(found) = found.filter(|_| !whole) {
                text = found.clone();
                from = at;
            }
        }
    }
    text
}

/// The letters around a place.
fn word_at(text: &str, at: usize) -> &str {
    let start = text[..at].trim_end_matches(is_letter).len();
    let end = text[at..].find(|c| !is_letter(c)).map_or(text.len(), |len| at + len);
    &text[start..end]
}

/// A word that ended in "Ã" and a no-break space, which became a space, may have gone on: "lÃ m" is làm.
fn with_lost_spaces(source: &str, mut tokens: Vec<(Range<usize>, String)>) -> Vec<(Range<usize>, String)> {
    for i in 0..tokens.len() {
        let (range, read) = &tokens[i];
        let behind = &source[range.end..];
        if !(source[range.clone()].ends_with('Ã') && read.ends_with('à') && behind.starts_with(' ')) {
            continue;
        }
        let next = tokens.get(i + 1).filter(|(next, _)| next.start == range.end + 1);
        let next = next.map_or(&behind[1..], |(_, read)| read.as_str());
        let rest = word_at(next, 0);
        let joined = format!("{}{rest}", word_at(read, read.len() - 'à'.len_utf8()));
        if !rest.is_empty() && is_vietnamese(&joined) && (rest.len() <= 2 || !is_vietnamese(rest)) {
            tokens[i].0.end += 1;
        }
    }
    tokens
}

/// Letters and marks in Latin, and signs: what the press writes. The bytes of "weiß…" make a letter of N'Ko.
fn is_expected(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{2bff}' | '\u{fb00}'..='\u{fb06}' | '\u{fe0e}'..='\u{fe0f}' | '\u{feff}' | '\u{fffd}')
        || c >= '\u{1f000}'
}

/// What a token is, by its words outside ASCII.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It has none, and no sign where a letter belongs.
    Signs,
    /// They are Vietnamese syllables.
    Vietnamese,
    /// One is none.
    Other,
}

impl Class {
    pub(super) fn of(token: &str) -> Self {
        let mut class = Class::Signs;
        for word in token.split(|c| !is_letter(c)).filter(|word| !word.is_ascii()) {
            if !(is_vietnamese(word) || is_abbreviation(word)) {
                return Class::Other;
            }
            class = Class::Vietnamese;
        }
        if has_misplaced(token) { Class::Other } else { class }
    }
}

/// True where every word is Vietnamese or may be a name of the highlands.
pub(super) fn is_plausible(token: &str) -> bool {
    let words = token.split(|c| !is_letter(c)).filter(|word| !word.is_ascii());
    !has_misplaced(token)
        && words.into_iter().all(|word| is_vietnamese(word) || is_abbreviation(word) || is_highland(word))
}

/// True for a token that is no word of any language in Latin letters: a capital behind a small letter, a
/// sign among letters.
pub(super) fn is_impossible(token: &str) -> bool {
    let pairs = || token.chars().zip(token.chars().skip(1));
    has_misplaced(token) || pairs().any(|(one, next)| one.is_lowercase() && next.is_uppercase())
}

/// True where a word of the token is one that every page has.
pub(super) fn is_common(token: &str) -> bool {
    token.split(|c| !is_letter(c)).any(is_common_syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_lost_a_byte_come_back_where_one_alone_makes_a_syllable() {
        for (found, want) in [
            ("trÆ°á»ng", Some("trường")),
            ("há»c", Some("học")),
            ("quyá»\u{fffd}n", Some("quyền")),
            ("vá»", Some("về")),
            ("Äáº£ng", Some("Đảng")),
            ("lÃ", Some("là")),
            ("má»i", Some("má»i")),
            ("XÃ", Some("XÃ")),
        ] {
            assert_eq!(Reading::Utf8.reread(found).as_deref(), want, "{found}");
        }
    }
}
