//! A text and what the finders before have found in it.

use crate::conferral::Referents;
use crate::mention::Mentions;
use crate::place::Places;
use crate::token::Tokens;
use crate::{Context, Rules};
use bangvang_gazetteer::Award;
use std::ops::Range;

/// A text with everything found in it so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story<'s> {
    pub(crate) tokens: &'s Tokens<'s>,
    pub(crate) rules: &'s Rules,
    pub(crate) mentions: &'s Mentions,
    pub(crate) places: &'s Places,
    pub(crate) referents: &'s Referents,
    pub(crate) sentences: &'s [Range<usize>],
    pub(crate) context: &'s Context<'s>,
    /// Rows less sure than this are not told.
    pub(crate) floor: f64,
}

impl<'s> Story<'s> {
    /// What the gazetteer says of an award, by its index.
    pub(crate) fn award(&self, award: usize) -> &'s Award {
        &self.tokens.gazetteer.awards()[award]
    }

    /// The sentence that a token stands in.
    pub(crate) fn sentence_at(&self, token: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= token);
        self.sentences.get(at).cloned().unwrap_or(token..token)
    }
}
