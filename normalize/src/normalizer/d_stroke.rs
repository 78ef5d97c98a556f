use super::Normalizer;
use crate::evidence::{is_abbreviation, is_highland};
use crate::letters::split_vowel;
use crate::{Rewriter, Syllable};

/// Eth (Ð ð) and African D (Ɖ ɖ), which old keyboards and fonts typed for đ, to Đ đ: in a Vietnamese
/// syllable ("Ðảng") and in an abbreviation in capitals ("QÐ-CTN"), not in "Guðrún".
pub struct DStroke;

fn stroke(c: char) -> Option<char> {
    match c {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        _ => None,
    }
}

impl Normalizer for DStroke {
    fn name(&self) -> &'static str {
        "d-stroke"
    }

    fn wakes(&self, c: char) -> bool {
        stroke(c).is_some()
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        super::words_with(
            source,
            |c| stroke(c).is_some(),
            |word, range| {
                let repaired: String = word.chars().map(|c| stroke(c).unwrap_or(c)).collect();
                let syllable = || Syllable::parse(&repaired).is_some() || is_highland(&repaired);
                if is_abbreviation(&repaired) || syllable() || is_highland_name(&repaired) {
                    text.replace(range, &repaired);
                }
            },
        );
    }
}

/// A name of several syllables written as one, as the highlands have them: Đumê, Đraylinh.
fn is_highland_name(word: &str) -> bool {
    let ours = |c: char| c.is_ascii_lowercase() || (c.is_lowercase() && split_vowel(c).is_some());
    word.strip_prefix('Đ').is_some_and(|rest| rest.chars().all(ours))
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
            ("Ðăk Lăk, Ðrây Sáp, Ðumê", "Đăk Lăk, Đrây Sáp, Đumê"),
            ("Ɖà Nẵng", "Đà Nẵng"),
        ] {
            assert_eq!(apply(&DStroke, found), want);
        }
    }
}
