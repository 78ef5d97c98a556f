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
}

impl<'t> Rewriter<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, out: String::new(), copied: 0, map: OffsetMap::default() }
    }

    /// The text being rewritten.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Replaces bytes `range` of the text. Ranges must come in order and not overlap.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if self.map.is_identity() {
            self.out.reserve(self.text.len());
        }
        self.out.push_str(&self.text[self.copied..range.start]);
        self.out.push_str(with);
        self.copied = range.end;
        self.map.push(range, with.len());
    }

    /// The number of replacements so far.
    pub fn changes(&self) -> usize {
        self.map.edits().len()
    }

    /// The new text and its map, or `None` where nothing was replaced.
    pub(crate) fn finish(mut self) -> Option<(String, OffsetMap)> {
        if self.map.is_identity() {
            return None;
        }
        self.out.push_str(&self.text[self.copied..]);
        Some((self.out, self.map))
    }
}
