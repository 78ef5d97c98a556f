//! Where sentences end, and which lines make one list.

use crate::sort;
use crate::token::{Shape, Tokens};
use bangvang_gazetteer::Gazetteer;
use std::ops::Range;

/// True if the token at `at` ends its sentence: a line break, or a full stop that is not inside a
/// number or an abbreviation.
#[inline]
pub(crate) fn ends_at(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(tokens.shape(at), Some(Shape::Break | Shape::Punct(_))) && is_end(tokens, at)
}

fn is_end(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.shape(at) {
        Some(Shape::Break) => true,
        Some(Shape::Punct('.' | '!' | '?' | '…')) => match tokens.get(at + 1) {
            None => true,
            Some(next) => {
                let begins = !matches!(next.shape, Shape::Word | Shape::Punct(_));
                let abbreviation = at > 0 && (is_initial(tokens, at - 1) || is_numbering(tokens, at - 1));
                begins && !abbreviation && (next.spaced || next.shape == Shape::Capital)
            }
        },
        _ => false,
    }
}

/// "TP." and "ThS." go on; so do the initials of a name.
fn is_initial(tokens: &Tokens<'_>, at: usize) -> bool {
    let text = tokens.str(at);
    text.chars().count() <= 3 && tokens.is_capital(at) && text.ends_with(char::is_uppercase)
}

/// "1." at the start of a line.
fn is_numbering(tokens: &Tokens<'_>, at: usize) -> bool {
    starts_line(tokens, at) && tokens.shape(at) == Some(Shape::Digits)
}

/// The sentences of a text as token ranges, closing punctuation included. A line that ends in a colon is
/// one sentence with the list items below it; their bullets stand as line breaks inside it.
pub(crate) fn split(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut line = 0;
    let mut in_list = false;
    for at in 0..tokens.len() {
        if !ends_at(tokens, at) {
            continue;
        }
        if is_break(tokens, at) {
            let opens = at > 0 && tokens.is_punct(at - 1, ":");
            in_list = (opens || in_list) && is_item(tokens, at + 1)
                || is_headed(tokens, line..at)
                || is_cell(tokens, line..at, in_list);
            line = at + 1;
            if in_list {
                continue;
            }
        } else if in_list {
            // A full stop inside a list ends only the last item.
            if is_break(tokens, at + 1) && is_item(tokens, at + 2) {
                continue;
            }
        }
        if at + 1 > start {
            sentences.push(start..at + 1);
        }
        start = at + 1;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// The sentences of a text, to show what a row was read from.
///
/// ```
/// let text = "Sáng nay họp. UBND tỉnh tặng Bằng khen cho TP. Vinh.";
/// let gazetteer = bangvang_gazetteer::Gazetteer::standard();
/// let sentences = bangvang_extract::Sentences::of(text, gazetteer);
/// assert_eq!(sentences.around(25..44), 14..text.chars().count());
/// ```
#[derive(Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    /// Bytes.
    all: Vec<Range<usize>>,
}

impl<'t> Sentences<'t> {
    /// Splits a clean text. The gazetteer tells the full stops of abbreviations from others.
    pub fn of(text: &'t str, gazetteer: &Gazetteer) -> Self {
        let tokens = Tokens::read(text, gazetteer);
        Self { text, all: split(&tokens).into_iter().map(|s| tokens.bytes(s)).collect() }
    }

    /// The sentence that a stretch stands in, or from the first to the last of them; within the lines that
    /// the stretch touches, so that an item of a list stands without the others. Code points.
    pub fn around(&self, stretch: Range<usize>) -> Range<usize> {
        let byte = |at: usize| self.text.char_indices().nth(at).map_or(self.text.len(), |(byte, _)| byte);
        let (first, last) = (byte(stretch.start), byte(stretch.end));
        let line_start = self.text[..first].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[last..].find('\n').map_or(self.text.len(), |at| last + at);
        let touched = self.all.iter().filter(|s| s.end > first && s.start < last.max(first + 1));
        let (start, end) =
            touched.fold((first, last), |(start, end), s| (start.min(s.start), end.max(s.end)));
        let lines = &self.text[start.max(line_start)..end.min(line_end)];
        let from = start.max(line_start) + lines.len() - lines.trim_start().len();
        let points = self.text[..from].chars().count();
        points..points + lines.trim().chars().count()
    }
}

/// True at the line break behind a line, between an item that ends like no sentence and a line that goes on it with a
/// colon: "2. Cờ thi đua của UBND tỉnh", "Trình: 02 tập thể".
fn is_headed(tokens: &Tokens<'_>, line: Range<usize>) -> bool {
    let at = line.end;
    let open = at > 0 && !tokens.is_punct(at - 1, ".;:!?");
    let mut below = (at + 1..tokens.len().min(at + 1 + COLON_WITHIN)).take_while(|i| !is_break(tokens, *i));
    let begins = is_item(tokens, at + 1) || is_section(tokens, at + 1);
    open && is_item(tokens, line.start) && !begins && below.any(|i| tokens.is_punct(i, ":"))
}

/// True at the line break behind a line, between two cells of a table's row that came out as lines: an award, and who received it.
/// Above it stands the row's number, or below it a count, and more counts below that.
fn is_cell(tokens: &Tokens<'_>, line: Range<usize>, in_list: bool) -> bool {
    let (begin, at) = (line.start, line.end);
    let counted = |i: usize| tokens.digits(i).is_some() && tokens.can_mean(i + 1, sort::NOUN);
    if in_list && counted(begin) && counted(at + 1) {
        return true;
    }
    let award = tokens.can_mean(begin, sort::AWARD);
    let prose = || line.clone().any(|i| tokens.is_punct(i, ".:!?"));
    let numbered = begin > 1 && tokens.digits(begin - 2).is_some() && starts_line(tokens, begin - 2);
    award && line.len() <= LONGEST_CELL && !prose() && (numbered || counted(at + 1))
}

/// The most tokens that such a cell has.
const LONGEST_CELL: usize = 16;

/// How far into its line such a colon stands. Tokens.
const COLON_WITHIN: usize = 8;

fn starts_line(tokens: &Tokens<'_>, at: usize) -> bool {
    at == 0 || is_break(tokens, at - 1)
}

fn is_break(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.shape(at) == Some(Shape::Break)
}

/// True if a list item begins here: "- ", "• ", "1. ", "a) ".
pub(crate) fn is_item(tokens: &Tokens<'_>, at: usize) -> bool {
    bullet(tokens, at) > 0
}

/// True for the number of a section: "II."
fn is_section(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_punct(at + 1, ".") && tokens.str(at).chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// How many tokens the bullet at `at` has.
pub(crate) fn bullet(tokens: &Tokens<'_>, at: usize) -> usize {
    match tokens.shape(at) {
        Some(Shape::Punct('-' | '–' | '•' | '+' | '*' | '·' | '\u{f0b7}')) => 1,
        Some(Shape::Digits) if tokens.is_punct(at + 1, ".)/") && tokens.str(at).len() <= 2 => 2,
        Some(Shape::Word) if tokens.str(at).chars().count() == 1 && tokens.is_punct(at + 1, ").") => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let tokens = Tokens::read(text, Gazetteer::standard());
        split(&tokens).into_iter().map(|s| text[tokens.bytes(s)].trim().to_owned()).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_and_lines() {
        for (text, want) in [
            ("Một. Hai! Ba", vec!["Một.", "Hai!", "Ba"]),
            ("tặng bằng khen.Các đơn vị", vec!["tặng bằng khen.", "Các đơn vị"]),
            ("Ông N.V. Bình, ThS. Lan ở TP. Vinh.", vec!["Ông N.V. Bình, ThS. Lan ở TP. Vinh."]),
            ("đạt 1.165 điểm ngày 19.4. Hết", vec!["đạt 1.165 điểm ngày 19.4.", "Hết"]),
            ("Đề mục\nThân bài.", vec!["Đề mục", "Thân bài."]),
        ] {
            assert_eq!(sentences(text), want);
        }
    }

    #[test]
    fn evidence_stands_in_its_sentence() {
        let around = |text: &str, part: &str| {
            let start = text[..text.find(part).unwrap()].chars().count();
            let range =
                Sentences::of(text, Gazetteer::standard()).around(start..start + part.chars().count());
            text.chars().skip(range.start).take(range.len()).collect::<String>()
        };
        for (text, part, want) in [
            ("Một. Hai ba.  Bốn.", "Hai", "Hai ba."),
            ("Một. Hai ba. Bốn.", "ba. Bốn", "Hai ba. Bốn."),
            ("Đầu.\nGồm:\n- A;\n- TP. B.\nSau", "B", "- TP. B."),
            ("Đầu.\nGồm:\n- A;\n- B.\nSau", "Gồm:\n- A", "Gồm:\n- A;"),
            ("Một", "Một", "Một"),
        ] {
            assert_eq!(around(text, part), want, "{text:?}");
        }
    }

    #[test]
    fn a_list_is_one_sentence_with_its_introduction() {
        for (text, want) in [
            ("Gồm:\n- A;\n- B.\nSau đó", vec!["Gồm:\n- A;\n- B.", "Sau đó"]),
            ("Gồm:\n1. A.\n2. B.\nSau đó", vec!["Gồm:\n1. A.\n2. B.", "Sau đó"]),
            ("1. A\nTrình: 2 B", vec!["1. A\nTrình: 2 B"]),
            ("1. A\nII. Mục: 2 B", vec!["1. A", "II. Mục: 2 B"]),
            ("Nói rằng:\nKhông phải mục", vec!["Nói rằng:", "Không phải mục"]),
        ] {
            assert_eq!(sentences(text), want);
        }
    }
}
