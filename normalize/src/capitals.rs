//! Capitals that a charset could not write.

use crate::letters::{Tone, split_vowel};

/// Sets right the capitals of text in the ABC fonts (TCVN3). These fonts have no capitals with tone
/// marks: a heading takes the lower-case code, in a font that draws capitals. What was typed in
/// capitals around it tells: "CéNG HßA" decodes to "CộNG HòA" and means CỘNG HÒA. A word that could be
/// either ("Xã") is in capitals between words that are, or in a line without others. Byte lengths do not
/// change, since only vowels with a tone mark do.
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
    let has = |wanted| words.iter().any(|(_, _, case)| *case == wanted);
    let heading = has(Case::Capitals) && !has(Case::Lower);
    for (i, (at, word, case)) in words.iter().enumerate() {
        let beside = |j: Option<usize>| {
            j.and_then(|j| words.get(j)).is_some_and(|(_, _, case)| *case == Case::Capitals)
        };
        let between = beside(i.checked_sub(1)) && beside(Some(i + 1));
        if *case == Case::Capitals || (*case == Case::Open && (heading || between)) {
            out.push_str(&line[copied..*at]);
            out.extend(word.chars().map(capital));
            copied = at + word.len();
        }
    }
    out.push_str(&line[copied..]);
    out
}

/// The capital of a vowel with a tone mark; in a word of capitals nothing else is small.
fn capital(c: char) -> char {
    if is_toned(c) { c.to_uppercase().next().unwrap_or(c) } else { c }
}

fn is_toned(c: char) -> bool {
    split_vowel(c).is_some_and(|(_, tone)| tone != Tone::Level)
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
    let sure = |c: &char| !(is_toned(*c) && c.is_lowercase());
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_byte_moves(text in "(\\PC|CộNG|Xã|ᾈ|ß| ){0,12}") {
            prop_assert_eq!(restore_capitals(&text).len(), text.len());
        }
    }

    #[test]
    fn capitals_come_back_where_the_words_around_are_capitals() {
        for (found, want) in [
            ("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI"),
            ("ủY BAN Xã Tân Hòa", "ỦY BAN Xã Tân Hòa"),
            ("Lễ ký kết tại Hà Nội", "Lễ ký kết tại Hà Nội"),
            ("ở Xã này", "ở Xã này"),
            ("Lễ TRAO\nở đó", "LỄ TRAO\nở đó"),
            ("Sở GTVT tặng hoa; Kỳ II của năm; Ở TP HCM có", "Sở GTVT tặng hoa; Kỳ II của năm; Ở TP HCM có"),
            ("", ""),
        ] {
            assert_eq!(restore_capitals(found), want);
        }
    }
}
