use super::scan::Scanner;
use super::{Context, Normalizer};
use crate::evidence::Evidence;
use crate::{Rewriter, Syllable, ToneStyle};
use std::ops::Range;
use std::sync::LazyLock;

/// Tone marks to the letter where a style of spelling has them: hoà to hòa or hòa to hoà, nghìên to
/// nghiền. Words that are no Vietnamese syllable stay as they are.
pub struct TonePlacement(pub ToneStyle);

/// What finds the words in question, which only [`Context::Tone`] is asked for.
static SUSPECTS: LazyLock<[Scanner; 2]> = LazyLock::new(|| {
    use ToneStyle::{Reformed, Traditional};
    [
        Scanner::new(&[&TonePlacement(Traditional)], Traditional),
        Scanner::new(&[&TonePlacement(Reformed)], Reformed),
    ]
});

impl Normalizer for TonePlacement {
    fn name(&self) -> &'static str {
        "tone-placement"
    }

    fn context(&self) -> Option<Context> {
        Some(Context::Tone)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut line = Line { range: 0..0, foreign: false };
        SUSPECTS[self.0 as usize].suspects(source, |range| {
            let word = &source[range.clone()];
            let Some(syllable) = Syllable::parse(word).filter(Syllable::is_regular) else { return };
            let spelled = syllable.spell_like(word, self.0);
            if spelled == word {
                return;
            }
            if range.start >= line.range.end {
                line = Line::around(source, range.start);
            }
            if !line.foreign {
                text.replace(range, &spelled);
            }
        });
    }
}

/// The line last asked for.
struct Line {
    range: Range<usize>,
    /// In another language, or in VNI that was misread: tones stand elsewhere there.
    foreign: bool,
}

impl Line {
    fn around(source: &str, at: usize) -> Self {
        let start = source[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = source[at..].find('\n').map_or(source.len(), |i| at + i);
        let evidence = Evidence::of_placement(&source[start..end]);
        Self { range: start..end, foreign: evidence.other > evidence.vietnamese }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn tones_stand_where_the_traditional_spelling_has_them() {
        for (found, want) in [
            ("văn hoá, khoẻ, thuỷ", "văn hóa, khỏe, thủy"),
            ("XÃ HỘI HOÁ", "XÃ HỘI HÓA"),
            ("Uỷ ban", "Ủy ban"),
            ("qúy, gìa, nghìên, hòang, gíup", "quý, già, nghiền, hoàng, giúp"),
            ("Khoá XIII; Quý IV", "Khóa XIII; Quý IV"),
            ("café Goethé naïve São Noé più", "café Goethé naïve São Noé più"),
            ("Caí al río, oí un ruido y huí", "Caí al río, oí un ruido y huí"),
            ("Soá: 25/QÑ-UÛB\nSố hoá của Müller", "Soá: 25/QÑ-UÛB\nSố hóa của Müller"),
            ("hoànghoà", "hoànghoà"),
            ("hoà\u{300}", "hoà\u{300}"),
        ] {
            assert_eq!(apply(&TonePlacement(ToneStyle::Traditional), found), want);
        }
    }

    #[test]
    fn the_reformed_spelling_is_as_complete() {
        for (found, want) in [
            ("văn hóa, khỏe, thủy", "văn hoá, khoẻ, thuỷ"),
            ("Ủy ban, úy lạo, quý", "Uỷ ban, uý lạo, quý"),
            ("của, mía, chào, nghìên", "của, mía, chào, nghiền"),
        ] {
            assert_eq!(apply(&TonePlacement(ToneStyle::Reformed), found), want);
        }
    }
}
