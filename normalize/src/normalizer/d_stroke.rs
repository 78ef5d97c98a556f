use super::Normalizer;
use crate::{Rewriter, Syllable};

/// Eth (Ð ð) and African D (Ɖ ɖ), which old keyboards and fonts typed for đ, to Đ đ: in a Vietnamese
/// syllable ("Ðảng") and in an abbreviation in capitals ("QÐ-CTN"), not in "Guðrún".
pub struct DStroke;

fn stroke(c: char) -> Option<&'static str> {
    match c {
        'Ð' | 'Ɖ' => Some("Đ"),
        'ð' | 'ɖ' => Some("đ"),
        _ => None,
    }
}

impl Normalizer for DStroke {
    fn name(&self) -> &'static str {
        "d-stroke"
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let lookalike = |c: char| stroke(c).is_some();
        let mut from = 0;
        while let Some(at) = source[from..].find(lookalike).map(|i| from + i) {
            let before = source[..at].trim_end_matches(char::is_alphanumeric).len();
            let len = source[at..].find(|c: char| !c.is_alphanumeric());
            let end = len.map_or(source.len(), |len| at + len);
            if is_vietnamese(&source[before..end]) {
                for (i, found) in source[at..end].match_indices(lookalike) {
                    let with = found.chars().next().and_then(stroke).unwrap_or(found);
                    text.replace(at + i..at + i + found.len(), with);
                }
            }
            from = end;
        }
    }
}

fn is_vietnamese(word: &str) -> bool {
    let repaired: String =
        word.chars().map(|c| stroke(c).and_then(|s| s.chars().next()).unwrap_or(c)).collect();
    let abbreviation = repaired.chars().all(|c| matches!(c, 'A'..='Z' | 'Đ' | 'Ư' | '0'..='9'));
    abbreviation || Syllable::parse(&repaired).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn lookalikes_become_d_stroke_in_vietnamese_words_only() {
        for (found, want) in [
            ("Ðảng bộ huyện Ðông Hòa", "Đảng bộ huyện Đông Hòa"),
            ("Quyết định 318/2007/QÐ-CTN, HÐND", "Quyết định 318/2007/QĐ-CTN, HĐND"),
            ("khen thưởng ðột xuất", "khen thưởng đột xuất"),
            ("Guðrún và Ðurić", "Guðrún và Ðurić"),
            ("Ɖà Nẵng", "Đà Nẵng"),
        ] {
            assert_eq!(apply(&DStroke, found), want);
        }
    }
}
