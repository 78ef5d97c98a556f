//! Capitals that a charset could not write.

use crate::letters::{Tone, split_vowel};

/// Sets right the capitals of text in the ABC fonts (TCVN3). These fonts have no capitals with tone
/// marks: a heading takes the lower-case code, in a font that draws capitals. What was typed in
/// capitals around it tells: "CéNG HßA" decodes to "CộNG HòA" and means CỘNG HÒA. A word that could be
/// either ("Xã") is what the words beside it are. Byte lengths do not change.
pub(crate) fn restore_capitals(text: &str) -> String {
    text.split_inclusive('\n').map(restore_line).collect()
}

/// What a word's letters say of its case.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Capitals,
    /// All in letters that would look so in capitals too, behind the first.
    Open,
    Lower,
}

fn restore_line(line: &str) -> String {
    let words: Vec<(usize, &str, Case)> = words(line).map(|(at, word)| (at, word, case(word))).collect();
    let (mut out, mut copied) = (String::with_capacity(line.len()), 0);
    for (i, (at, word, case)) in words.iter().enumerate() {
        let beside = |j: Option<usize>| j.and_then(|j| words.get(j)).map(|(_, _, case)| *case);
        let neighbours = [beside(i.checked_sub(1)), beside(Some(i + 1))];
        let among_capitals =
            neighbours.contains(&Some(Case::Capitals)) && !neighbours.contains(&Some(Case::Lower));
        if *case == Case::Capitals || (*case == Case::Open && among_capitals) {
            out.push_str(&line[copied..*at]);
            out.extend(word.chars().flat_map(char::to_uppercase));
            copied = at + word.len();
        }
    }
    out.push_str(&line[copied..]);
    out
}

fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    line.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let start = at;
        at = start + word.len() + line[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// A vowel with a tone mark may be either; everything else the charset writes in both cases.
fn case(word: &str) -> Case {
    let toned = |c: char| split_vowel(c).is_some_and(|(_, tone)| tone != Tone::Level);
    let sure = |c: &char| !(toned(*c) && c.is_lowercase());
    if word.chars().filter(sure).any(char::is_lowercase) {
        return Case::Lower;
    }
    let capitals = word.chars().filter(sure).count();
    let first = word.chars().next().is_some_and(char::is_uppercase);
    if capitals > usize::from(first) { Case::Capitals } else { Case::Open }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_come_back_where_the_words_around_are_capitals() {
        for (found, want) in [
            ("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI"),
            ("ủY BAN Xã Tân Hòa", "ỦY BAN Xã Tân Hòa"),
            ("Lễ ký kết tại Hà Nội", "Lễ ký kết tại Hà Nội"),
            ("ở Xã này", "ở Xã này"),
            ("Lễ TRAO\nở đó", "LỄ TRAO\nở đó"),
            ("", ""),
        ] {
            assert_eq!(restore_capitals(found), want);
        }
    }
}
