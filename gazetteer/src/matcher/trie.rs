//! The forms as a trie whose edges are words.
//!
//! Every different word or sign of the forms has a number; an edge leads from a node by a word to a node,
//! and all edges lie in one [`FlatMap`] under node and word. A text is first cut into words and these are
//! numbered, each once; then it is compared number by number, from beginnings of words on, and so no form
//! ever ends within a word. Of the spaces of a form only one is told with each edge: whether it stands
//! before the word ("TP. HCM", "TP.HCM").

use super::flat::FlatMap;
use super::token::{Packed, Prepared, token};

/// Folding keys, each with the number of its form.
#[derive(Debug, Default)]
pub(super) struct Trie {
    /// The numbers of words and signs.
    words: FlatMap<Packed, Number>,
    /// By number of a word, the edge of the forms that begin with it.
    first: Vec<Step>,
    /// The other edges, by [`edge`].
    edges: FlatMap<u64, Step>,
    nodes: u32,
    /// Words and signs of the longest key.
    depth: usize,
}

/// A number from zero on, or [`NONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number(u32);

const NONE: Number = Number(u32::MAX);

impl Default for Number {
    fn default() -> Self {
        NONE
    }
}

/// Where an edge leads.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// The node; none where no form goes on.
    node: Number,
    /// The form that ends here.
    form: Number,
}

/// A word or sign of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte.
    pub(super) start: usize,
    /// End byte.
    pub(super) end: usize,
    /// True where a space parts it from what is before.
    spaced: bool,
    /// Its number, if it occurs in forms.
    word: Number,
}

/// A form that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its end in the folded text.
    pub(super) end: usize,
    /// Its number.
    pub(super) form: u32,
}

/// The key of an edge. Words that are not known have the key of no edge.
fn edge(node: Number, word: Number, spaced: bool) -> u64 {
    u64::from(node.0) << 32 | u64::from(word.0 << 1) | u64::from(spaced)
}

/// Cuts a text from a byte on into words and signs, as `read` reads them, but for single spaces between
/// them: whether a space is before it, its beginning, itself, its end. A space that nothing follows is a
/// sign.
#[inline]
fn cut(
    text: &str,
    from: usize,
    read: impl Fn(usize) -> (Packed, usize),
) -> impl Iterator<Item = (bool, usize, Packed, usize)> {
    let mut at = from;
    std::iter::from_fn(move || {
        let spaced = *text.as_bytes().get(at)? == b' ' && at + 1 < text.len();
        let start = at + usize::from(spaced);
        let (packed, end) = read(start);
        at = end;
        Some((spaced, start, packed, end))
    })
}

impl Trie {
    /// The number of the form with a key, which becomes `new` if it has none. Spaces around the key do
    /// not count; `None` if nothing else is in it.
    pub(super) fn number(&mut self, key: &str, new: u32) -> Option<u32> {
        let mut last = None;
        let mut depth = 0;
        let key = key.trim_matches(' ');
        for (spaced, _, packed, _) in cut(key, 0, |at| token(key, at)) {
            let word = self.word(packed);
            last = Some(match last {
                None => Edge::First(word),
                Some(before) => Edge::Later(edge(self.node(before), word, spaced)),
            });
            depth += 1;
        }
        self.depth = self.depth.max(depth);
        let step = self.step(last?);
        if step.form == NONE {
            step.form = Number(new);
        }
        Some(step.form.0)
    }

    /// The number of a word, a new one if it has none.
    fn word(&mut self, packed: Packed) -> Number {
        let new = Number(self.words.len());
        let number = *self.words.get_or_insert(packed, new);
        if number == new {
            self.first.push(Step::default());
        }
        number
    }

    /// The node that an edge leads to, made if there is none.
    fn node(&mut self, from: Edge) -> Number {
        let new = Number(self.nodes);
        let step = self.step(from);
        if step.node == NONE {
            step.node = new;
            self.nodes += 1;
            return new;
        }
        step.node
    }

    /// What an edge leads to; the edge is made if there is none.
    fn step(&mut self, at: Edge) -> &mut Step {
        match at {
            Edge::First(word) => &mut self.first[word.0 as usize],
            Edge::Later(key) => self.edges.get_or_insert(key, Step::default()),
        }
    }

    /// The words and signs of a text.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let prepared = Prepared::new(text);
        let mut tokens = Vec::with_capacity(text.len() / 4);
        tokens.extend(cut(text, 0, |at| prepared.token(at)).map(|cut| self.numbered(cut)));
        tokens
    }

    /// The tokens that can belong to a form which begins at `start`: none if that is within a word.
    pub(super) fn tokens_at(&self, text: &str, start: usize) -> Vec<Token> {
        let word = |c: char| c.is_alphanumeric();
        let within = |(before, rest): (&str, &str)| before.ends_with(word) && rest.starts_with(word);
        if text.split_at_checked(start).is_none_or(within) {
            return Vec::new();
        }
        let tokens = cut(text, start, |at| token(text, at)).map(|cut| self.numbered(cut));
        tokens.take(self.depth).take_while(|token| token.word != NONE).collect()
    }

    #[inline]
    fn numbered(&self, (spaced, start, packed, end): (bool, usize, Packed, usize)) -> Token {
        Token { start, end, spaced, word: self.words.get(packed) }
    }

    /// Puts into `found` every form that the tokens begin with, the shortest first.
    #[inline]
    pub(super) fn forms(&self, tokens: &[Token], found: &mut Vec<Candidate>) {
        let mut tokens = tokens.iter();
        let Some(first) = tokens.next() else { return };
        let (mut end, mut step) = (first.end, self.first.get(first.word.0 as usize).copied());
        while let Some(Step { node, form }) = step {
            if form != NONE {
                found.push(Candidate { end, form: form.0 });
            }
            if node == NONE {
                return;
            }
            step = tokens.next().map(|token| {
                end = token.end;
                self.edges.get(edge(node, token.word, token.spaced))
            });
        }
    }
}

/// An edge while a key is put in.
#[derive(Clone, Copy)]
enum Edge {
    /// From the root, by a word.
    First(Number),
    /// By [`edge`].
    Later(u64),
}
