use super::Normalizer;
use crate::evidence::is_abbreviation;
use crate::{Rewriter, Syllable};

/// Cyrillic and Greek letters that look Latin, inside a word that has Latin letters too: "Hà Nộі"
/// with a Ukrainian і. Words all in one of those scripts stay, and so do Greek letters in what is no
/// Vietnamese syllable.
pub struct Lookalikes;

fn latin(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Ү' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'а' | 'α' => 'a',
        'с' => 'c',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'υ' => 'u',
        'ν' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => return None,
    })
}

impl Normalizer for Lookalikes {
    fn name(&self) -> &'static str {
        "lookalikes"
    }

    fn wakes(&self, c: char) -> bool {
        latin(c).is_some()
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        super::words_with(
            source,
            |c| latin(c).is_some(),
            |word, range| {
                let repaired: String = word.chars().map(|c| latin(c).unwrap_or(c)).collect();
                let some_latin = word.chars().any(is_latin);
                let mistyped = Syllable::parse(&repaired).is_some()
                || is_abbreviation(&repaired)
                // Greek beside Latin letters is a formula, Cyrillic always a slip.
                || (repaired.is_ascii() && !word.chars().any(is_greek));
                if some_latin && mistyped {
                    text.replace(range, &repaired);
                }
            },
        );
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'À'..='ʯ' | 'Ḁ'..='ỿ')
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn other_scripts_leave_vietnamese_words_only() {
        for (found, want) in [
            ("Hà Nộі", "Hà Nội"),
            ("Τhủ đô", "Thủ đô"),
            ("НĐND, UВND", "HĐND, UBND"),
            ("báo Правда, РОССИЯ", "báo Правда, РОССИЯ"),
            ("сао", "сао"),
            ("góc α, αx, µm", "góc α, αx, µm"),
            ("M'gаr, dаklаk.vn", "M'gar, daklak.vn"),
        ] {
            assert_eq!(apply(&Lookalikes, found), want);
        }
    }
}
