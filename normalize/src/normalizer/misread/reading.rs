//! The wrong readings, and what undoes each.

use crate::Charset;
use crate::capitals::restore_capitals;
use crate::charset::windows_1252_byte;
use crate::evidence::{is_letter, is_odd_sign, is_vietnamese};
use std::ops::Range;

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
    pub(super) const ALL: [Reading; 6] = [
        Reading::Utf8,
        Reading::In(Charset::Tcvn3),
        Reading::In(Charset::Vni),
        Reading::In(Charset::Viscii),
        Reading::In(Charset::Vps),
        Reading::In(Charset::Vn1),
    ];

    /// As reports have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Reading::Utf8 => "misread UTF-8",
            Reading::In(Charset::Tcvn3) => "misread TCVN3",
            Reading::In(Charset::Vni) => "misread VNI-Windows",
            Reading::In(Charset::Viscii) => "misread VISCII",
            Reading::In(Charset::Vps) => "misread VPS",
            Reading::In(_) => "misread TCVN5712-1",
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
                Some(text)
            }
            Reading::In(charset) => {
                let bytes: Vec<u8> = token.chars().map(windows_1252_byte).collect::<Option<_>>()?;
                charset.decode_strictly(&bytes)
            }
        }
    }
}

impl Reading {
    /// Tokens of one line as the words around them have them: capitals, which TCVN3 cannot write.
    pub(super) fn in_context(
        self,
        source: &str,
        tokens: Vec<(Range<usize>, String)>,
    ) -> Vec<(Range<usize>, String)> {
        let (Reading::In(Charset::Tcvn3), Some(first)) = (self, tokens.first()) else { return tokens };
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
            return Some((read, len));
        }
    }
    None
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
            if !is_vietnamese(word) {
                return Class::Other;
            }
            class = Class::Vietnamese;
        }
        if misplaced_sign(token) { Class::Other } else { class }
    }
}

/// Signs where no text has them: an odd one beside a letter, « ™ and the like between two letters.
fn misplaced_sign(token: &str) -> bool {
    let mut before = ' ';
    let mut rest = token;
    while let Some(at) = rest.find(is_sign) {
        before = rest[..at].chars().next_back().unwrap_or(before);
        let len = rest[at..].find(|c| !is_sign(c)).unwrap_or(rest.len() - at);
        let (signs, behind) = rest[at..].split_at(len);
        let after = behind.chars().next().unwrap_or(' ');
        let (beside, between) =
            (is_letter(before) || is_letter(after), is_letter(before) && is_letter(after));
        let lone_quote = matches!(signs, "“" | "”" | "\u{a0}");
        if signs.contains(is_control)
            || (beside && signs.contains(is_odd_sign))
            || (between && (lone_quote || signs.contains(['«', '»', '®', '©', '™', '\u{ad}'])))
        {
            return true;
        }
        (before, rest) = (' ', behind);
    }
    false
}

fn is_sign(c: char) -> bool {
    !is_letter(c) && !c.is_alphanumeric() && (!c.is_ascii() || is_control(c))
}

/// Controls, which only wrong readings bring about beside text.
fn is_control(c: char) -> bool {
    c.is_control() && !c.is_ascii_whitespace()
}
