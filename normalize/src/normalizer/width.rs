use super::Normalizer;
use crate::Rewriter;

/// Full-width figures, letters and signs (U+FF01 to U+FF5E), which East Asian keyboards type, to ASCII.
pub struct Width;

/// How far the full-width forms lie from ASCII.
const SHIFT: u32 = 0xff01 - 0x21;

impl Normalizer for Width {
    fn name(&self) -> &'static str {
        "width"
    }

    fn wakes(&self, c: char) -> bool {
        matches!(c, '\u{ff01}'..='\u{ff5e}')
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        for (at, found) in text.text().match_indices(|c| self.wakes(c)) {
            let narrow = found.chars().filter_map(|c| char::from_u32(c as u32 - SHIFT)).collect::<String>();
            text.replace(at..at + found.len(), &narrow);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn full_width_forms_become_ascii() {
        for (found, want) in
            [("ngày ２８／３／２０２４", "ngày 28/3/2024"), ("（ＱＤ）", "(QD)"), ("。", "。")]
        {
            assert_eq!(apply(&Width, found), want);
        }
    }
}
