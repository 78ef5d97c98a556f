use super::Normalizer;
use crate::Rewriter;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Canonical composition (NFC, Unicode Standard Annex #15): letter and marks to one code point, the
/// deprecated tone marks U+0340 and U+0341 to the current ones.
pub struct Compose;

impl Normalizer for Compose {
    fn name(&self) -> &'static str {
        "compose"
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        if is_nfc_quick(source.chars()) == IsNormalized::Yes {
            return;
        }
        // A cluster is a character and all that could compose with it; only whole clusters change.
        let mut start = 0;
        let mut suspect = false;
        for (at, c) in source.char_indices() {
            let quick = if c.is_ascii() { IsNormalized::Yes } else { is_nfc_quick([c].into_iter()) };
            let extends = quick == IsNormalized::Maybe
                || unicode_normalization::char::canonical_combining_class(c) != 0;
            if extends {
                suspect = true;
                continue;
            }
            compose_cluster(text, start..at, suspect);
            (start, suspect) = (at, quick != IsNormalized::Yes);
        }
        compose_cluster(text, start..source.len(), suspect);
    }
}

fn compose_cluster(text: &mut Rewriter<'_>, range: std::ops::Range<usize>, suspect: bool) {
    if !suspect {
        return;
    }
    let cluster = &text.text()[range.clone()];
    let composed: String = cluster.nfc().collect();
    if composed != cluster {
        text.replace(range, &composed);
    }
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
        fn composing_by_clusters_is_nfc(text in "\\PC{0,24}") {
            prop_assert_eq!(apply(&Compose, &text), text.nfc().collect::<String>());
        }
    }
}
