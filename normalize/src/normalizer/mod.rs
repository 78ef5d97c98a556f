//! The steps from decoded text to clean text, one type each, in one list.
//!
//! To add a step: a file beside these with a unit struct, its [`Normalizer`], and its own table of
//! cases; then its place in [`PIPELINE`]. The property tests below then cover it too.

mod compose;
mod d_stroke;
mod invisible;
mod line_ends;
mod spaces;
mod tone_placement;

pub use compose::Compose;
pub use d_stroke::DStroke;
pub use invisible::Invisible;
pub use line_ends::LineEnds;
pub use spaces::Spaces;
pub use tone_placement::TonePlacement;

use crate::{OffsetMap, Rewriter};
use std::borrow::Cow;

/// One step of the pipeline. A step must change nothing in its own output.
pub trait Normalizer: Sync {
    /// The step's name in reports.
    fn name(&self) -> &'static str;

    /// Reads [`Rewriter::text`] and replaces what this step is about.
    fn rewrite(&self, text: &mut Rewriter<'_>);
}

/// The steps in the order they run: first what hides characters from later steps, then letters, then
/// words, then the spaces that the others leave behind.
pub const PIPELINE: [&dyn Normalizer; 6] =
    [&LineEnds, &Invisible, &Compose, &DStroke, &TonePlacement, &Spaces];

/// A text after the pipeline.
#[derive(Debug, Clone)]
pub struct Clean<'t> {
    /// The clean text; borrowed where nothing had to be changed.
    pub text: Cow<'t, str>,
    /// From bytes of the text given to bytes of the clean text.
    pub map: OffsetMap,
    /// How many replacements each step made, for those that made any.
    pub changes: Vec<(&'static str, usize)>,
}

/// Runs the whole pipeline.
///
/// ```
/// let clean = bangvang_normalize::clean("Ðại  hội thi đua hoà hợp\u{200b}");
/// assert_eq!(clean.text, "Đại hội thi đua hòa hợp");
/// let hoa = clean.text.find("hòa").unwrap();
/// let source = clean.map.to_source(hoa..hoa + "hòa".len());
/// assert_eq!(&"Ðại  hội thi đua hoà hợp"[source], "hoà");
/// ```
pub fn clean(text: &str) -> Clean<'_> {
    let mut clean = Clean { text: Cow::Borrowed(text), map: OffsetMap::default(), changes: Vec::new() };
    for step in PIPELINE {
        let mut rewriter = Rewriter::new(&clean.text);
        step.rewrite(&mut rewriter);
        let changes = rewriter.changes();
        if let Some((text, map)) = rewriter.finish() {
            clean.text = Cow::Owned(text);
            clean.map = clean.map.then(map);
            clean.changes.push((step.name(), changes));
        }
    }
    clean
}

/// What a single step makes of a text, for the steps' own tables of cases.
#[cfg(test)]
pub(crate) fn apply(step: &dyn Normalizer, text: &str) -> String {
    let mut rewriter = Rewriter::new(text);
    step.rewrite(&mut rewriter);
    rewriter.finish().map_or_else(|| text.to_owned(), |(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text that gives every step something to do, mixed with anything at all.
    pub(crate) fn dirty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("hoà".to_owned()),
            Just("nghìên".to_owned()),
            Just("cứu\u{300}".to_owned()),
            Just("Ðảng".to_owned()),
            Just("QÐ-CTN".to_owned()),
            Just("to\u{0302}\u{0309}ng".to_owned()),
            Just("\u{feff}\u{200b}\u{ad}".to_owned()),
            Just("\u{a0}\u{2003}\t ".to_owned()),
            Just("\r\n \r\r\n\u{2028}".to_owned()),
            Just("\u{340}\u{212b}".to_owned()),
            "[a-zA-Z0-9 .,;:()\"/-]{0,12}",
            "\\PC{0,6}",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..20).prop_map(|v| v.concat())
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in dirty()) {
            let once = clean(&text);
            let twice = clean(&once.text);
            prop_assert_eq!(&twice.text, &once.text, "{:?}", twice.changes);
            prop_assert!(twice.map.is_identity());
            prop_assert!(matches!(twice.text, Cow::Borrowed(_)));
        }

        #[test]
        fn unedited_stretches_are_the_same_bytes_in_source_and_clean_text(text in dirty()) {
            let clean = clean(&text);
            let (mut s, mut t) = (0, 0);
            for edit in clean.map.edits() {
                prop_assert_eq!(&text[s..edit.from.start], &clean.text[t..edit.to.start]);
                prop_assert!(text.is_char_boundary(edit.from.end));
                prop_assert!(clean.text.is_char_boundary(edit.to.end));
                (s, t) = (edit.from.end, edit.to.end);
            }
            prop_assert_eq!(&text[s..], &clean.text[t..]);
        }

        #[test]
        fn lines_are_neither_joined_nor_split(text in dirty()) {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count();
            prop_assert_eq!(clean(&text).text.matches('\n').count(), lines);
        }
    }
}
