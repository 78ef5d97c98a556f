use super::Normalizer;
use crate::letters::split_vowel;
use crate::{Rewriter, Syllable};
use std::ops::Range;

/// Words broken over two lines with a hyphen come together on the first; the line break moves behind
/// them, so that lines keep their numbers. The hyphen goes where it only broke the word ("thư-/ởng",
/// "interna-/tional"), and stays in a name or term of several syllables ("Oa-sinh-/tơn").
pub struct LineHyphens;

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];
const BLANKS: [char; 3] = [' ', '\t', '\r'];

impl Normalizer for LineHyphens {
    fn name(&self) -> &'static str {
        "line-hyphens"
    }

    fn wakes(&self, c: char) -> bool {
        c == '\u{ad}'
    }

    fn context(&self) -> Option<super::Context> {
        Some(super::Context::LineHyphen)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut done = 0;
        for (at, _) in source.match_indices('\n') {
            let Some(broken) = Broken::at(source, at).filter(|broken| broken.range.start >= done) else {
                continue;
            };
            done = broken.range.end;
            text.replace(broken.range, &broken.whole);
        }
    }
}

/// A word broken over lines.
struct Broken {
    /// From its first hyphen to the end of what stands glued to it, and the space behind that.
    range: Range<usize>,
    /// What comes there: the rest of the word, what is glued to it, and the line breaks.
    whole: String,
}

impl Broken {
    /// The word that is broken at the line break `at`.
    fn at(source: &str, at: usize) -> Option<Self> {
        let (head, hyphen) = hyphenated(&source[..at])?;
        let start = head.len() - last_word_len(head);
        let token = head.rsplit(char::is_whitespace).next().unwrap_or(head);
        if token.contains(['.', '@', '/', ':']) {
            // An address, whose hyphens are its own.
            return None;
        }
        let (mut word, mut whole) = (source[start..head.len()].to_owned(), String::new());
        let mut term = source[..start].ends_with('-');
        // Where we are: at a line break behind this hyphen, or behind the last part of the word.
        let (mut end, mut broken, mut lines) = (at, Some(hyphen), 0);
        while let Some(hyphen) = broken {
            let tail = source[end + 1..].trim_start_matches(BLANKS);
            let part = &tail[..word_len(tail)];
            let rest = &tail[part.len()..];
            term |= rest.starts_with('-') && hyphen_at_line_end(rest).is_none();
            let Some(joint) = joint(&word, part, hyphen, term) else { break };
            whole.push_str(joint);
            whole.push_str(part);
            (word, term) = if joint.is_empty() { (word + part, term) } else { (part.to_owned(), true) };
            lines += 1;
            let next = hyphen_at_line_end(rest);
            broken = next.map(|(hyphen, _)| hyphen);
            end = source.len() - rest.len() + next.map_or(0, |(_, len)| len);
        }
        if lines == 0 {
            return None;
        }
        // What stands right behind a word stays with it: a full stop, a quotation mark.
        let glued = match broken {
            Some(_) => 0,
            None => source[end..].find(char::is_whitespace).unwrap_or(source.len() - end),
        };
        whole.extend(broken);
        whole.push_str(&source[end..end + glued]);
        whole.push_str(&"\n".repeat(lines));
        end += glued;
        end += usize::from(source[end..].starts_with(' '));
        Some(Self { range: head.len()..end, whole })
    }
}

/// A line without the hyphen at its end, and the hyphen.
fn hyphenated(line: &str) -> Option<(&str, char)> {
    let line = line.trim_end_matches(BLANKS);
    let hyphen = line.chars().next_back().filter(|c| HYPHENS.contains(c))?;
    Some((&line[..line.len() - hyphen.len_utf8()], hyphen))
}

/// The hyphen that a text begins with and that ends its line, and how far the line break is.
fn hyphen_at_line_end(text: &str) -> Option<(char, usize)> {
    let hyphen = text.chars().next().filter(|c| HYPHENS.contains(c))?;
    let behind = text[hyphen.len_utf8()..].trim_start_matches(BLANKS);
    behind.starts_with('\n').then_some((hyphen, text.len() - behind.len()))
}

fn word_len(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())
}

fn last_word_len(text: &str) -> usize {
    text.len() - text.trim_end_matches(char::is_alphanumeric).len()
}

/// What stands between the two parts of a broken word; `None` where they are two words. In a `term` there
/// are more hyphens beside.
fn joint(first: &str, second: &str, hyphen: char, term: bool) -> Option<&'static str> {
    let (end, start) = (first.chars().next_back()?, second.chars().next()?);
    if end.is_numeric() || start.is_numeric() {
        return None;
    }
    let joined = format!("{first}{second}");
    let syllable = |word: &str| Syllable::parse(word).is_some();
    // What begins with a vowel is rather the end of a syllable than a word of its own: "gi-/úp".
    let parts = syllable(first) && syllable(second) && split_vowel(start).is_none();
    if hyphen == '\u{ad}' || (syllable(&joined) && !parts && !term) {
        return Some("");
    }
    if !start.is_lowercase() {
        return None;
    }
    let foreign = joined.is_ascii() && first.len() > 1 && !parts && !term;
    Some(if foreign { "" } else { "-" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn broken_words_come_together() {
        for (found, want) in [
            ("được khen th-\nưởng đột xuất", "được khen thưởng\nđột xuất"),
            ("KHEN TH-\nƯỞNG.\nHết", "KHEN THƯỞNG.\n\nHết"),
            ("ở Oa-sinh-\ntơn, Mỹ", "ở Oa-sinh-tơn,\nMỹ"),
            ("để gi-\núp đỡ", "để giúp\nđỡ"),
            ("ở Ma-\nni-la và Xu-ri-\nnam", "ở Ma-ni-la\nvà Xu-ri-nam\n"),
            ("giai đoạn 2021-\n2025 của", "giai đoạn 2021-\n2025 của"),
            ("Interna-\ntional", "International\n"),
            ("Interna-\ntio-\nnal, v.v.", "International,\n\nv.v."),
            ("Ma-\nni-\nla", "Ma-ni-la\n\n"),
            ("th-\nưởng-\nNgày 2/3", "thưởng-\n\nNgày 2/3"),
            ("th\u{ad}\nưởng nóng", "thưởng\nnóng"),
            ("các tập thể -\nvà cá nhân", "các tập thể -\nvà cá nhân"),
            ("Hà Nội-\nNgày 2/3", "Hà Nội-\nNgày 2/3"),
            ("Gồm:\n- một", "Gồm:\n- một"),
            ("-\nmột", "-\nmột"),
            ("www.tin-\ntuc.vn", "www.tin-\ntuc.vn"),
        ] {
            assert_eq!(apply(&LineHyphens, found), want);
        }
    }
}
