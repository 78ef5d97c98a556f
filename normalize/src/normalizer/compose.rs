use super::Normalizer;
use crate::Rewriter;
use crate::letters::{Tone, split_vowel, tone_of_mark, with_mark};
use std::ops::Range;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Canonical composition (NFC, Unicode Standard Annex #15): letter and marks to one code point, the
/// deprecated tone marks U+0340 and U+0341 to the current ones.
pub struct Compose;

impl Normalizer for Compose {
    fn name(&self) -> &'static str {
        "compose"
    }

    fn wakes(&self, c: char) -> bool {
        !c.is_ascii()
            && (is_nfc_quick([c].into_iter()) != IsNormalized::Yes || canonical_combining_class(c) != 0)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        // A cluster is a character and all that could compose with it; only whole clusters change.
        let mut start = 0;
        let mut suspect = false;
        for (at, c) in source.char_indices() {
            let class = Extends::of(c);
            if class == Extends::Cluster {
                suspect = true;
                continue;
            }
            if suspect {
                compose_cluster(text, start..at);
            }
            (start, suspect) = (at, class == Extends::Changes);
        }
        if suspect {
            compose_cluster(text, start..source.len());
        }
    }
}

/// What a character does to the cluster before it.
#[derive(PartialEq)]
enum Extends {
    /// It begins one of its own.
    No,
    /// It begins one of its own, and is not its own composition.
    Changes,
    /// It belongs to the cluster.
    Cluster,
}

impl Extends {
    fn of(c: char) -> Self {
        // No letter of Vietnamese and no sign of the press extends or changes.
        if c.is_ascii() || split_vowel(c).is_some() {
            return Extends::No;
        }
        if tone_of_mark(c).is_some() {
            return Extends::Cluster;
        }
        match is_nfc_quick([c].into_iter()) {
            IsNormalized::Maybe => Extends::Cluster,
            _ if canonical_combining_class(c) != 0 => Extends::Cluster,
            IsNormalized::No => Extends::Changes,
            IsNormalized::Yes => Extends::No,
        }
    }
}

fn compose_cluster(text: &mut Rewriter<'_>, range: Range<usize>) {
    let cluster = &text.text()[range.clone()];
    if let Some(letter) = vietnamese_letter(cluster) {
        return text.replace(range, letter.encode_utf8(&mut [0; 4]));
    }
    let composed: String = cluster.nfc().collect();
    if composed != cluster {
        text.replace(range, &composed);
    }
}

/// The letter of a vowel under its marks, without the general algorithm; `None` where that may come to
/// another result: a circumflex or breve does not pass a tone mark above the letter.
fn vietnamese_letter(cluster: &str) -> Option<char> {
    let mut marks = cluster.chars();
    let mut letter = marks.next().filter(|c| split_vowel(*c).is_some())?;
    for mark in marks {
        let (_, tone) = split_vowel(letter)?;
        let passes = matches!(tone, Tone::Level | Tone::Dot) || mark == '\u{31b}';
        letter = with_mark(letter, mark).filter(|_| passes)?;
    }
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;
    use proptest::prelude::*;

    #[test]
    fn letters_and_marks_become_one() {
        for (found, want) in [
            ("Vie\u{302}\u{323}t", "Việt"),
            ("Vie\u{323}\u{302}t", "Việt"),
            ("thu\u{31b}o\u{31b}\u{309}ng", "thưởng"),
            ("a\u{340}", "à"),
            ("Đắk Lắk", "Đắk Lắk"),
        ] {
            assert_eq!(apply(&Compose, found), want);
        }
    }

    proptest! {
        #[test]
        fn composing_by_clusters_is_nfc(text in "(\\PC|[aâăeêioơuưyAOU\u{300}\u{301}\u{302}\u{303}\u{306}\u{309}\u{31b}\u{323}\u{340}]){0,24}") {
            prop_assert_eq!(apply(&Compose, &text), text.nfc().collect::<String>());
        }
    }
}
