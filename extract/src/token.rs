//! A text as typed tokens: the gazetteer's forms, and between them words, numbers, punctuation.

use crate::sort::{self, Sorts};
use bangvang_gazetteer::{Cue, CueForm, Gazetteer, Hit, PlaceName, Sense};
use bangvang_normalize::{Folded, fold};
use std::ops::Range;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Begins with a small letter.
    Word,
    /// Begins with a capital.
    Capital,
    /// A run of digits.
    Digits,
    /// A number with separators: 2.291 or 1,87.
    Number,
    /// A time of day in one piece: 16h30, 20:28.
    Clock,
    /// One character of punctuation.
    Punct(char),
    /// A line break.
    Break,
}

/// One token. Offsets are bytes of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// Where its senses begin among those of the text, and how many they are.
    senses: u32,
    meant: u32,
    /// Of each of its cues a bit, by [`bit`]; other cues may have the same.
    cues: u64,
    /// The sorts of its senses.
    sorts: Sorts,
    /// True for a hit of the gazetteer.
    hit: bool,
    /// What it looks like.
    pub(crate) shape: Shape,
    /// True if white space stands before it.
    pub(crate) spaced: bool,
}

impl Token {
    /// As [`Tokens::can_mean`].
    #[inline]
    pub(crate) fn can_mean(&self, sorts: Sorts) -> bool {
        self.sorts & sorts != 0
    }

    /// True if it is this punctuation.
    #[inline]
    pub(crate) fn is_punct(&self, one_of: &str) -> bool {
        match self.shape {
            Shape::Punct(c) if c.is_ascii() => one_of.as_bytes().contains(&(c as u8)),
            Shape::Punct(c) => one_of.contains(c),
            _ => false,
        }
    }
}

/// The bit of a cue among those of a token.
pub(crate) fn bit(cue: Cue) -> u64 {
    1 << (u32::from(cue.0) % u64::BITS)
}

/// A text and its tokens.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    pub(crate) text: &'t str,
    pub(crate) gazetteer: &'t Gazetteer,
    folded: Folded,
    all: Vec<Token>,
    /// What the tokens can mean, one after the other.
    senses: Vec<Sense>,
}

impl<'t> Tokens<'t> {
    /// Reads a text: one pass of the automaton, one over what lies between its hits.
    pub(crate) fn read(text: &'t str, gazetteer: &'t Gazetteer) -> Self {
        let folded = fold(text);
        let hits = gazetteer.hits(text, &folded);
        let mut lexer = Lexer {
            text,
            gazetteer,
            at: 0,
            spaced: false,
            out: Vec::with_capacity(text.len() / 5),
            senses: Vec::with_capacity(hits.len() * 2),
        };
        for hit in hits {
            // A clock or a number may have swallowed the beginning of a hit.
            if hit.start >= lexer.at {
                lexer.until(hit.start);
            }
            if hit.start >= lexer.at {
                lexer.hit(hit);
            }
        }
        lexer.until(text.len());
        Self { text, gazetteer, folded, all: lexer.out, senses: lexer.senses }
    }

    /// The longest name of administrative units that begins with this token, communes included, and the
    /// token behind it; `None` where the name ends within a token.
    pub(crate) fn unit_name(&self, at: usize) -> Option<(PlaceName<'t>, usize)> {
        let start = self.all.get(at)?.start as usize;
        let name = self.gazetteer.place_at(self.text, &self.folded, start)?;
        let end = self.all[at..].partition_point(|t| (t.end as usize) < name.end) + at;
        (self.all.get(end)?.end as usize == name.end).then_some((name, end + 1))
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.all.get(at)
    }

    #[inline]
    pub(crate) fn shape(&self, at: usize) -> Option<Shape> {
        self.all.get(at).map(|t| t.shape)
    }

    /// The bytes a run of tokens covers; empty for an empty run.
    pub(crate) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.all.get(tokens.start), tokens.end.checked_sub(1).and_then(|i| self.all.get(i))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start as usize..last.end as usize,
            (Some(first), _) => first.start as usize..first.start as usize,
            _ => self.text.len()..self.text.len(),
        }
    }

    /// The text of one token.
    pub(crate) fn str(&self, at: usize) -> &'t str {
        &self.text[self.bytes(at..at + 1)]
    }

    /// True if the token can mean something of one of these sorts.
    #[inline]
    pub(crate) fn can_mean(&self, at: usize, sorts: Sorts) -> bool {
        self.all.get(at).is_some_and(|token| token.can_mean(sorts))
    }

    /// What a run of tokens is folded to.
    pub(crate) fn folded(&self, tokens: Range<usize>) -> &str {
        let bytes = self.bytes(tokens);
        let at = |byte| self.folded.folded(byte).unwrap_or_default();
        &self.folded.text[at(bytes.start)..at(bytes.end)]
    }

    /// What the token can mean by the gazetteer.
    pub(crate) fn senses(&self, at: usize) -> impl Iterator<Item = Sense> + '_ {
        let own = self.all.get(at).map_or(0..0, |t| t.senses as usize..(t.senses + t.meant) as usize);
        self.senses[own].iter().copied()
    }

    /// The first sense that `pick` takes.
    pub(crate) fn sense<T>(&self, at: usize, pick: impl FnMut(Sense) -> Option<T>) -> Option<T> {
        self.senses(at).find_map(pick)
    }

    /// True if the token is a form of this cue.
    #[inline]
    pub(crate) fn is_cue(&self, at: usize, cue: Cue) -> bool {
        let may = self.all.get(at).is_some_and(|t| t.cues & bit(cue) != 0);
        may && self.cues(at).any(|c| c.cue == cue)
    }

    /// The tokens that are forms of this cue.
    pub(crate) fn of_cue(&self, cue: Cue) -> impl Iterator<Item = usize> + '_ {
        let bit = bit(cue);
        let may = self.all.iter().enumerate().filter(move |(_, token)| token.cues & bit != 0);
        may.map(|(at, _)| at).filter(move |at| self.is_cue(*at, cue))
    }

    /// The bits, by [`bit`], of all cues that these tokens may give.
    pub(crate) fn cue_bits(&self, tokens: Range<usize>) -> u64 {
        self.all[tokens].iter().fold(0, |all, token| all | token.cues)
    }

    /// The rows of `cues.csv` the token stands in.
    pub(crate) fn cues(&self, at: usize) -> impl Iterator<Item = &'t CueForm> + '_ {
        let cues = self.gazetteer.cues();
        self.senses(at).filter_map(|sense| match sense {
            Sense::Cue(row) => Some(&cues.forms()[row]),
            _ => None,
        })
    }

    /// True if the token is this punctuation.
    pub(crate) fn is_punct(&self, at: usize, one_of: &str) -> bool {
        self.all.get(at).is_some_and(|token| token.is_punct(one_of))
    }

    /// True if the token begins with a capital letter, hits included.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Capital)
    }

    /// True if the token is a word or a hit, begun small or large.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Word | Shape::Capital))
    }

    /// True if the token means nothing to the gazetteer.
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|t| !t.hit)
    }

    /// The value of a digits token.
    pub(crate) fn digits(&self, at: usize) -> Option<u64> {
        match self.shape(at)? {
            Shape::Digits => self.str(at).parse().ok(),
            _ => None,
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    gazetteer: &'t Gazetteer,
    at: usize,
    spaced: bool,
    out: Vec<Token>,
    senses: Vec<Sense>,
}

impl Lexer<'_> {
    fn push(&mut self, end: usize, shape: Shape) {
        let spaced = std::mem::take(&mut self.spaced);
        let (start, end) = (std::mem::replace(&mut self.at, end) as u32, end as u32);
        self.out.push(Token {
            start,
            end,
            senses: 0,
            meant: 0,
            cues: 0,
            sorts: 0,
            hit: false,
            shape,
            spaced,
        });
    }

    fn hit(&mut self, hit: Hit) {
        let first = self.text[hit.start..].chars().next();
        let shape = match first {
            Some(c) if c.is_uppercase() => Shape::Capital,
            Some(c) if is_letter(c) || c.is_numeric() => Shape::Word,
            Some(c) => Shape::Punct(c),
            None => return,
        };
        self.push(hit.end, shape);
        let first = self.senses.len();
        self.senses.extend(self.gazetteer.senses(hit.form, &self.text[hit.start..hit.end]));
        let own = &self.senses[first..];
        let forms = self.gazetteer.cues().forms();
        if let Some(token) = self.out.last_mut() {
            token.hit = true;
            token.senses = first as u32;
            token.meant = own.len() as u32;
            for sense in own {
                token.sorts |= sort::of(*sense);
                if let Sense::Cue(row) = *sense {
                    token.cues |= bit(forms[row].cue);
                }
            }
        }
    }

    /// Reads plain tokens until `stop`; a number that begins before it may end after it.
    fn until(&mut self, stop: usize) {
        while self.at < stop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else { return };
            match c {
                ' ' => {
                    self.at += 1;
                    self.spaced = true;
                }
                '\n' => self.push(self.at + 1, Shape::Break),
                c if !c.is_ascii_alphanumeric() && c.is_whitespace() => {
                    self.at += c.len_utf8();
                    self.spaced = true;
                }
                '0'..='9' => {
                    let (len, shape) = number(rest);
                    self.push(self.at + len, shape);
                }
                c if is_letter(c) => {
                    let limit = stop - self.at;
                    let len = word(&rest[..limit]);
                    let shape = if c.is_uppercase() { Shape::Capital } else { Shape::Word };
                    self.push(self.at + len, shape);
                }
                c => self.push(self.at + c.len_utf8(), Shape::Punct(c)),
            }
        }
    }
}

/// Length of a word: letters and digits, with an apostrophe inside ("H'Nuên").
fn word(text: &str) -> usize {
    let mut at = 0;
    while at < text.len() {
        let usual = usual(&text.as_bytes()[at..]);
        if usual > 0 {
            at += usual;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        let inside = match c {
            '\'' | '’' => text[next..].starts_with(char::is_alphabetic),
            c => !c.is_ascii() && (is_letter(c) || c.is_numeric() || is_mark(c)),
        };
        if !inside {
            return at;
        }
        at = next;
    }
    at
}

/// The length of a digit or a letter of Vietnamese, zero if a text begins with something else.
#[inline]
fn usual(text: &[u8]) -> usize {
    match *text {
        [byte, ..] if byte.is_ascii_alphanumeric() => 1,
        // À to ɏ but × and ÷; Ḁ to ỿ
        [0xc3, next, ..] if next & 0xdf != 0x97 => 2,
        [0xc4..=0xc8, ..] | [0xc9, ..=0x8f, ..] => 2,
        [0xe1, 0xb8..=0xbb, ..] => 3,
        _ => 0,
    }
}

/// As [`char::is_alphabetic`], which takes long beyond ASCII, but for the letters of Vietnamese.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    let latin = matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c != '×' && c != '÷';
    latin || c.is_alphabetic()
}

/// Combining marks that did not compose belong to their word.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Length and shape of a number, a clock or a run of digits at the start of `text`.
fn number(text: &str) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let first = run(0);
    let mut at = first;
    // Thousands: groups of exactly three digits after a dot, or after a comma in groups of two and more.
    while first <= 3 && bytes.get(at) == Some(&b'.') && run(at + 1) == 3 && bytes[0] != b'0' {
        at += 4;
    }
    if at > first {
        return (at + decimals(bytes, at, run(at + 1)), Shape::Number);
    }
    match bytes.get(at) {
        Some(b',') if run(at + 1) > 0 && run(at + 1) <= 3 => (at + 1 + run(at + 1), Shape::Number),
        Some(b'h' | b'g') if first <= 2 => {
            let minutes = run(at + 1);
            let end = at + 1 + minutes;
            let letter = text[end..].chars().next().is_some_and(char::is_alphabetic);
            if minutes <= 2 && !letter { (end, Shape::Clock) } else { (at, Shape::Digits) }
        }
        Some(b':') if first <= 2 && run(at + 1) == 2 => (at + 3, Shape::Clock),
        _ => (at, Shape::Digits),
    }
}

fn decimals(bytes: &[u8], at: usize, digits: usize) -> usize {
    if bytes.get(at) == Some(&b',') && digits > 0 { 1 + digits } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fall_into_forms_words_numbers_and_punctuation() {
        for (text, want) in [
            ("Sáng 28/3/2024, UBND", "Sáng|28|/|3|/|2024|,|UBND"),
            ("2.291 lượt, 3,64%", "2.291|lượt|,|3,64|%"),
            ("16h30 ngày 10/4", "16h30|ngày|10|/|4"),
            ("1.4.1963 - 31.3", "1|.|4|.|1963|-|31|.|3"),
            ("mẹ H'Nuên Siu", "mẹ|H'Nuên|Siu"),
            ("19/HD-UBND", "19|/|HD|-|UBND"),
            ("Huân chương Lao động hạng Nhì", "Huân chương Lao động|hạng Nhì"),
        ] {
            let tokens = Tokens::read(text, Gazetteer::standard());
            let words: Vec<_> = (0..tokens.len()).map(|i| tokens.str(i)).collect();
            assert_eq!(words.join("|"), want);
        }
    }
}
