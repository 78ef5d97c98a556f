//! The forms as a trie whose edges are words.
//!
//! Every different word or sign of the forms has a number; an edge leads from a node by a word to a node,
//! and all edges lie in one table under node and word. A text is first cut into words and these are
//! numbered, each once; then it is compared number by number, from beginnings of words on, and so no form
//! ever ends within a word. Of the spaces of a form only one is told with each edge: whether it stands
//! before the word ("TP. HCM", "TP.HCM").

use super::numbers::Numbers;
use super::token::{Packed, Prepared, token};

/// Folding keys, each with the number of its form.
#[derive(Debug, Default)]
pub(super) struct Trie {
    words: Numbers<Packed>,
    /// Where the edges of a form's first words lead, by number of the word.
    first: Vec<Step>,
    /// The other edges, as [`edge`] has them.
    edges: Numbers<u64>,
    /// Where these lead, by number of the edge.
    later: Vec<Step>,
    nodes: u32,
    /// Words and signs of the longest key.
    depth: usize,
}

/// Where an edge leads. Zero is no node, and no form.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// From where longer forms go on.
    node: u32,
    /// One more than the number of the form that ends here.
    form: u32,
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
    /// Its number, zero if it occurs in no form.
    word: u32,
}

/// A form that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its end in the folded text.
    pub(super) end: usize,
    /// Its number.
    pub(super) form: u32,
}

/// An edge: the node that it leaves, its word, and whether a space is before that.
fn edge(node: u32, word: u32, spaced: bool) -> u64 {
    u64::from(node) << 32 | u64::from(word << 1) | u64::from(spaced)
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
        let key = key.trim_matches(' ');
        let (mut step, mut depth) = (None, 0);
        for (spaced, _, packed, _) in cut(key, 0, |at| token(key, at)) {
            let word = self.words.give(packed);
            step = Some(match step {
                None => step_of(&mut self.first, word),
                Some(before) => {
                    let edge = edge(node(before, &mut self.nodes), word, spaced);
                    step_of(&mut self.later, self.edges.give(edge))
                }
            });
            depth += 1;
        }
        self.depth = self.depth.max(depth);
        let form = &mut step?.form;
        if *form == 0 {
            *form = new + 1;
        }
        Some(*form - 1)
    }

    /// The words and signs of a text.
    pub(super) fn tokens(&self, text: &str) -> Vec<Token> {
        let prepared = Prepared::new(text);
        let mut tokens = Vec::with_capacity(text.len() / 4);
        tokens.extend(cut(text, 0, |at| prepared.token(at)).map(|cut| self.numbered(cut)));
        tokens
    }

    /// The tokens that can belong to a form which begins at `start`: none if that is within a word, or a
    /// space.
    pub(super) fn tokens_at(&self, text: &str, start: usize) -> Vec<Token> {
        let word = |c: char| c.is_alphanumeric();
        let begins = |(before, rest): (&str, &str)| {
            let within = before.ends_with(word) && rest.starts_with(word);
            !within && !rest.starts_with(' ')
        };
        if !text.split_at_checked(start).is_some_and(begins) {
            return Vec::new();
        }
        let tokens = cut(text, start, |at| token(text, at)).map(|cut| self.numbered(cut));
        tokens.take(self.depth).take_while(|token| token.word != 0).collect()
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
        let (mut end, mut step) = (first.end, self.first.get(first.word as usize));
        while let Some(Step { node, form }) = step.copied() {
            if form != 0 {
                found.push(Candidate { end, form: form - 1 });
            }
            if node == 0 {
                return;
            }
            let Some(token) = tokens.next() else { return };
            end = token.end;
            step = self.later.get(self.edges.get(edge(node, token.word, token.spaced)) as usize);
        }
    }
}

/// Where the edge of a number leads, nowhere yet if it is new.
fn step_of(steps: &mut Vec<Step>, number: u32) -> &mut Step {
    let at = number as usize;
    if steps.len() <= at {
        steps.resize_with(at + 1, Step::default);
    }
    &mut steps[at]
}

/// The node that a step leads to, a new one if there is none.
fn node(step: &mut Step, nodes: &mut u32) -> u32 {
    if step.node == 0 {
        *nodes += 1;
        step.node = *nodes;
    }
    step.node
}
