use super::Normalizer;
use crate::letters::split_vowel;
use crate::{Rewriter, Syllable};

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
            if at < done {
                continue;
            }
            let line = source[..at].trim_end_matches(BLANKS);
            let Some(hyphen) = line.chars().next_back().filter(|c| HYPHENS.contains(c)) else { continue };
            let head = &line[..line.len() - hyphen.len_utf8()];
            let tail = &source[at + 1..];
            let (skip, len) = (tail.len() - tail.trim_start_matches(BLANKS).len(), word_len(tail));
            let first = &head[head.len() - last_word_len(head)..];
            let second = &tail[skip..skip + len];
            let rest = &tail[skip + len..];
            let term = head[..head.len() - first.len()].ends_with('-') || rest.starts_with('-');
            let Some(joint) = joint(first, second, hyphen, term) else { continue };
            // What stands right behind the word stays with it: a full stop, a quotation mark.
            let glued = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let moved = &tail[skip..skip + len + glued];
            let end = at + 1 + skip + moved.len();
            let blank = usize::from(source[end..].starts_with(' '));
            text.replace(head.len()..end + blank, &format!("{joint}{moved}\n"));
            done = end + blank;
        }
    }
}

fn word_len(text: &str) -> usize {
    let word = text.trim_start_matches(BLANKS);
    word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())
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
            ("th\u{ad}\nưởng nóng", "thưởng\nnóng"),
            ("các tập thể -\nvà cá nhân", "các tập thể -\nvà cá nhân"),
            ("Hà Nội-\nNgày 2/3", "Hà Nội-\nNgày 2/3"),
            ("Gồm:\n- một", "Gồm:\n- một"),
            ("-\nmột", "-\nmột"),
        ] {
            assert_eq!(apply(&LineHyphens, found), want);
        }
    }
}
