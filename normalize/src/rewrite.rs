//! Rewriting a text while keeping account of every change.

use crate::OffsetMap;
use std::ops::Range;

/// Collects replacements in a text from left to right. Nothing is copied until the first one, so a
/// stage that finds nothing to do costs only its reading.
#[derive(Debug)]
pub struct Rewriter<'t> {
    text: &'t str,
    out: String,
    copied: usize,
    map: OffsetMap,
    kind: &'static str,
    changes: Vec<(&'static str, usize)>,
}

impl<'t> Rewriter<'t> {
    /// `kind` is what the replacements are reported as.
    pub(crate) fn new(text: &'t str, kind: &'static str) -> Self {
        Self { text, out: String::new(), copied: 0, map: OffsetMap::default(), kind, changes: Vec::new() }
    }

    /// The text being rewritten.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Replaces bytes `range` of the text. Ranges must come in order and not overlap.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        self.replace_as(self.kind, range, with);
    }

    /// Replaces, and reports the replacement as one of `kind`.
    pub fn replace_as(&mut self, kind: &'static str, range: Range<usize>, with: &str) {
        debug_assert!(range.start >= self.copied, "{kind} replaces bytes twice");
        if self.map.is_identity() {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(&self.text[self.copied..range.start]);
        self.out.push_str(with);
        self.copied = range.end;
        self.map.push(range, with.len());
        match self.changes.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, count)) => *count += 1,
            None => self.changes.push((kind, 1)),
        }
    }

    /// What came of it, or `None` where nothing was replaced.
    pub(crate) fn finish(mut self) -> Option<Rewritten> {
        if self.map.is_identity() {
            return None;
        }
        self.out.push_str(&self.text[self.copied..]);
        Some(Rewritten { text: self.out, map: self.map, changes: self.changes })
    }
}

/// A text after one step.
#[derive(Debug)]
pub(crate) struct Rewritten {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    /// Replacements by kind.
    pub(crate) changes: Vec<(&'static str, usize)>,
}
