//! The steps from decoded text to clean text, one type each, in one list.
//!
//! To add a step: a file beside these with a unit struct, its [`Normalizer`], and its own table of
//! cases; then its place in [`PIPELINE`]. The property tests below then cover it too.

mod compose;
mod d_stroke;
mod entities;
mod invisible;
mod line_ends;
mod line_hyphens;
mod lookalikes;
mod misread;
mod scan;
mod spaces;
mod stray_marks;
mod tone_placement;
mod width;

pub use compose::Compose;
pub use d_stroke::DStroke;
pub use entities::Entities;
pub use invisible::Invisible;
pub use line_ends::LineEnds;
pub use line_hyphens::LineHyphens;
pub use lookalikes::Lookalikes;
pub use misread::Misread;
pub use scan::Context;
pub use spaces::Spaces;
pub use stray_marks::StrayMarks;
pub use tone_placement::TonePlacement;
pub use width::Width;

use crate::rewrite::Rewritten;
use crate::{OffsetMap, Rewriter, ToneStyle};
use scan::Scanner;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::char::is_combining_mark;

/// One step of the pipeline. What one step brings to light may be work for another, or for itself: the
/// pipeline runs until nothing changes.
pub trait Normalizer: Sync {
    /// The step's name in reports.
    fn name(&self) -> &'static str;

    /// True for the characters that may give the step work. A step runs only on a text that has one,
    /// or that has its [`Normalizer::context`].
    fn wakes(&self, _c: char) -> bool {
        false
    }

    /// What between characters may give the step work.
    fn context(&self) -> Option<Context> {
        None
    }

    /// Reads [`Rewriter::text`] and replaces what this step is about.
    fn rewrite(&self, text: &mut Rewriter<'_>);
}

/// The steps in the order they run: first what hides characters from later steps, then letters, then
/// words, then the spaces that the others leave behind.
pub const PIPELINE: [&dyn Normalizer; STEPS] = pipeline(&TonePlacement(ToneStyle::Traditional));

/// How many there are.
const STEPS: usize = 12;
const _: () = assert!(STEPS <= scan::Steps::BITS as usize, "a bit for each step");

const fn pipeline(tones: &'static TonePlacement) -> [&'static dyn Normalizer; STEPS] {
    [
        &Entities,
        &Misread,
        &LineEnds,
        &LineHyphens,
        &Invisible,
        &Width,
        &Compose,
        &StrayMarks,
        &Lookalikes,
        &DStroke,
        tones,
        &Spaces,
    ]
}

/// A text after the pipeline.
#[derive(Debug, Clone)]
pub struct Clean<'t> {
    /// The clean text; borrowed where nothing had to be changed.
    pub text: Cow<'t, str>,
    /// From bytes of the text given to bytes of the clean text.
    pub map: OffsetMap,
    /// How many replacements of each kind were made, in the order in which the kinds were met.
    pub changes: Vec<(&'static str, usize)>,
}

/// Runs the whole pipeline, tones in the traditional style.
///
/// ```
/// let clean = bangvang_normalize::clean("Ðại  hội thi đua hoà hợp\u{200b}");
/// assert_eq!(clean.text, "Đại hội thi đua hòa hợp");
/// let hoa = clean.text.find("hòa").unwrap();
/// let source = clean.map.to_source(hoa..hoa + "hòa".len());
/// assert_eq!(&"Ðại  hội thi đua hoà hợp"[source], "hoà");
/// ```
pub fn clean(text: &str) -> Clean<'_> {
    clean_as(text, ToneStyle::Traditional)
}

/// Runs the whole pipeline, tones in the style asked for.
///
/// ```
/// use bangvang_normalize::{ToneStyle, clean_as};
/// assert_eq!(clean_as("Ủy ban huyện Hòa An", ToneStyle::Reformed).text, "Uỷ ban huyện Hoà An");
/// ```
pub fn clean_as(text: &str, style: ToneStyle) -> Clean<'_> {
    static TRADITIONAL: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(ToneStyle::Traditional));
    static REFORMED: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(ToneStyle::Reformed));
    let pipeline = match style {
        ToneStyle::Traditional => &TRADITIONAL,
        ToneStyle::Reformed => &REFORMED,
    };
    let mut clean = Clean { text: Cow::Borrowed(text), map: OffsetMap::default(), changes: Vec::new() };
    for _ in 0..ROUNDS {
        if !pipeline.run(&mut clean) {
            break;
        }
    }
    clean
}

/// What one step brings to light (a no-break space out of a reference, a reference cut in two by a
/// zero-width space) is work for another in the next round. Text of the press takes two or three.
const ROUNDS: usize = 8;

/// Undoes wrong readings of charsets ([`Misread`]) and nothing else: for the source of a marked-up page,
/// which tells more as a whole than its blocks do one by one.
///
/// ```
/// let page = bangvang_normalize::undo_misreading("<p>Chủ tịch Ä‘Ã£ <b>đến</b></p>");
/// assert_eq!(page.text, "<p>Chủ tịch đã <b>đến</b></p>");
/// ```
pub fn undo_misreading(text: &str) -> Clean<'_> {
    let mut clean = Clean { text: Cow::Borrowed(text), map: OffsetMap::default(), changes: Vec::new() };
    clean.run(&Misread);
    clean
}

/// The steps, and what tells which of them to run.
struct Pipeline {
    steps: [&'static dyn Normalizer; STEPS],
    scanner: Scanner,
}

impl Pipeline {
    fn new(style: ToneStyle) -> Self {
        let steps = match style {
            ToneStyle::Traditional => PIPELINE,
            ToneStyle::Reformed => pipeline(&TonePlacement(ToneStyle::Reformed)),
        };
        Self { steps, scanner: Scanner::new(&steps, style) }
    }

    /// Runs the steps that have work; true where one changed something.
    fn run(&self, clean: &mut Clean<'_>) -> bool {
        let woken = self.scanner.scan(&clean.text);
        let steps = self.steps.iter().enumerate().filter(|(i, _)| woken & 1 << i != 0);
        steps.fold(false, |changed, (_, step)| clean.run(*step) | changed)
    }
}

impl Clean<'_> {
    /// Runs a step; true where it changed something.
    fn run(&mut self, step: &dyn Normalizer) -> bool {
        let mut rewriter = Rewriter::new(&self.text, step.name());
        step.rewrite(&mut rewriter);
        let rewritten = rewriter.finish();
        rewritten.map(|rewritten| self.take(rewritten)).is_some()
    }

    fn take(&mut self, step: Rewritten) {
        self.text = Cow::Owned(step.text);
        self.map = std::mem::take(&mut self.map).then(step.map);
        for (kind, count) in step.changes {
            match self.changes.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, sum)) => *sum += count,
                None => self.changes.push((kind, count)),
            }
        }
    }
}

/// Calls `found` with every word (letters, figures, marks) that has a letter `like` this.
fn words_with(text: &str, like: impl Fn(char) -> bool, mut found: impl FnMut(&str, Range<usize>)) {
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut from = 0;
    while let Some(at) = text[from..].find(&like).map(|i| from + i) {
        let start = from + text[from..at].trim_end_matches(inside).len();
        let end = text[at..].find(|c| !inside(c)).map_or(text.len(), |len| at + len);
        found(&text[start..end], start..end);
        from = end;
    }
}

/// What a single step makes of a text, for the steps' own tables of cases.
#[cfg(test)]
pub(crate) fn apply(step: &dyn Normalizer, text: &str) -> String {
    let mut rewriter = Rewriter::new(text, step.name());
    step.rewrite(&mut rewriter);
    rewriter.finish().map_or_else(|| text.to_owned(), |rewritten| rewritten.text)
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
            Just("&amp;nbsp;&#7897;&am".to_owned()),
            Just("p;quot;".to_owned()),
            prop::sample::select(vec!["-\n", "\u{ad}\n", "- \n", "-\r\n"]).prop_map(str::to_owned),
            prop::sample::select(vec!["Interna", "tio", "nal", "th", "ưởng", "gi", "úp"])
                .prop_map(str::to_owned),
            prop::sample::select(vec![
                "Viá»‡t",
                "Ä‘Ã£",
                "lÃ ",
                "Céng",
                "hoµ",
                "x·",
                "héi",
                "®ua",
                "Coäng",
                "hoøa",
                "25º"
            ])
            .prop_map(|word| format!(" {word} ")),
            Just("Nộі ＱＤ２".to_owned()),
            Just("viê \u{323}c á\u{302}p".to_owned()),
            Just("㐀中".to_owned()),
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
        fn no_step_finds_work_in_clean_text(text in dirty()) {
            let clean = clean(&text);
            for step in PIPELINE {
                prop_assert_eq!(apply(step, &clean.text), &*clean.text, "{}", step.name());
            }
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
