//! The forms as a trie whose edges are words.
//!
//! Every different word or sign of the forms has a number ([`Word`]); an edge leads from a node by a word
//! to a node, and all edges lie in one [`FlatMap`] under node and word. A text is thus compared word by
//! word, from beginnings of words on, and a form never ends within a word. Of the spaces of a form only
//! one is told with each edge: whether it stands before the word ("TP. HCM", "TP.HCM").

use super::flat::FlatMap;
use super::token::{Packed, exact, guess};

/// Folding keys, each with the number of its form.
#[derive(Debug, Default)]
pub(super) struct Trie {
    words: FlatMap<u128, Word>,
    /// By [`edge`].
    edges: FlatMap<u64, Step>,
    nodes: u32,
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The node, or [`NONE`] while nothing goes on from here.
    node: u32,
    /// The form that ends here, or [`NONE`].
    form: u32,
}

const NONE: u32 = u32::MAX;

impl Default for Step {
    fn default() -> Self {
        Self { node: NONE, form: NONE }
    }
}

/// A word or sign that occurs in forms.
#[derive(Debug, Clone, Copy, Default)]
struct Word {
    number: u32,
    /// The edge of the forms that begin with it.
    first: Step,
}

/// An edge while a key is put in: from the root by a word, or in [`Trie::edges`].
#[derive(Clone, Copy)]
enum Edge {
    First(Packed),
    Later(u64),
}

/// A word or sign of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// End byte.
    pub(super) end: usize,
    /// True where a space before it parts it from what is before.
    spaced: bool,
    /// What it is, if it occurs in forms.
    word: Option<Word>,
}

/// A form that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its end in the folded text.
    pub(super) end: usize,
    /// Its number.
    pub(super) form: u32,
}

/// The key of an edge.
fn edge(node: u32, word: Word, spaced: bool) -> u64 {
    u64::from(node) << 32 | u64::from(word.number) << 1 | u64::from(spaced)
}

/// Where the token begins that follows what ends at `end`, and whether a space is between. A space that
/// nothing follows is itself a token.
fn after(text: &str, end: usize) -> (usize, bool) {
    let spaced = text.as_bytes()[end..].first() == Some(&b' ') && end + 1 < text.len();
    (end + usize::from(spaced), spaced)
}

impl Trie {
    /// The number of the form with a key, which becomes `new` if it has none. Spaces around the key do
    /// not count; `None` if nothing else is in it.
    pub(super) fn number(&mut self, key: &str, new: u32) -> Option<u32> {
        let key = key.trim_matches(' ');
        let (mut end, mut last) = (0, None);
        while end < key.len() {
            let (start, spaced) = after(key, end);
            let (packed, token_end) = exact(key, start);
            let word = self.word(packed);
            last = Some(match last {
                None => Edge::First(packed),
                Some(before) => Edge::Later(edge(self.node(before), word, spaced)),
            });
            end = token_end;
        }
        let step = self.step(last?);
        if step.form == NONE {
            step.form = new;
        }
        Some(step.form)
    }

    /// The word that is read as `packed`, numbered if it is new.
    fn word(&mut self, packed: Packed) -> Word {
        let number = self.words.len();
        *self.words.get_or_insert_with(packed.0, || Word { number, first: Step::default() })
    }

    /// The node that an edge leads to, made if there is none.
    fn node(&mut self, from: Edge) -> u32 {
        let new = self.nodes;
        let step = self.step(from);
        if step.node != NONE {
            return step.node;
        }
        step.node = new;
        self.nodes += 1;
        new
    }

    fn step(&mut self, at: Edge) -> &mut Step {
        match at {
            Edge::First(word) => &mut self.words.get_or_insert_with(word.0, Word::default).first,
            Edge::Later(key) => self.edges.get_or_insert_with(key, Step::default),
        }
    }

    /// The word or sign that begins at `start`; `None` within a word and at the end of the text.
    pub(super) fn first(&self, text: &str, start: usize) -> Option<Token> {
        let word = |c: char| c.is_alphanumeric();
        let (before, rest) = text.split_at_checked(start)?;
        let within = before.ends_with(word) && rest.starts_with(word);
        self.token(text, start).filter(|token| token.start == start && !within)
    }

    /// The word or sign behind `end`, past one space; `None` at the end of the text.
    #[inline]
    pub(super) fn token(&self, text: &str, end: usize) -> Option<Token> {
        let (start, spaced) = after(text, end);
        let (packed, end) = guess(text, start)?;
        let word = self.words.get(packed.0);
        if word.is_none() && !text.as_bytes()[start..end].is_ascii() {
            let (packed, end) = exact(text, start);
            return Some(Token { start, end, spaced, word: self.words.get(packed.0) });
        }
        Some(Token { start, end, spaced, word })
    }

    /// Puts into `found` every form that begins with `first`, the shortest first. Returns the token behind
    /// `first`, if it was read.
    #[inline]
    pub(super) fn forms(&self, text: &str, first: Token, found: &mut Vec<Candidate>) -> Option<Token> {
        let (mut step, mut end, mut second) = (first.word?.first, first.end, None);
        loop {
            if step.form != NONE {
                found.push(Candidate { end, form: step.form });
            }
            if step.node == NONE {
                return second;
            }
            let token = self.token(text, end);
            second = second.or(token);
            let Some((token, word)) = token.and_then(|t| Some((t, t.word?))) else { return second };
            let Some(next) = self.edges.get(edge(step.node, word, token.spaced)) else { return second };
            (step, end) = (next, token.end);
        }
    }
}
