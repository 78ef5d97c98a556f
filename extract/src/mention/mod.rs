//! What a text speaks of: awards, counts, dates, units, persons.
//!
//! Each finder reads the tokens and claims those that its mentions cover; a later finder leaves claimed
//! tokens alone. The order is in [`find`]: the surest first.

pub(crate) mod award;
mod badge;
pub(crate) mod count;
pub(crate) mod date;
pub(crate) mod number;
pub(crate) mod person;
pub(crate) mod unit;

use crate::edtf::Edtf;
use crate::token::{Shape, Tokens};
use crate::{Context, Rules};
use std::ops::Range;

/// A mention, by the tokens it covers.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The tokens of the mention's text.
    pub(crate) tokens: Range<usize>,
    /// Those of them that are its own: "13 Huân chương" is a count, but its award is a mention too.
    pub(crate) own: Range<usize>,
    /// What is mentioned.
    pub(crate) what: What,
}

impl Mention {
    pub(crate) fn new(tokens: Range<usize>, what: What) -> Self {
        Self { own: tokens.clone(), tokens, what }
    }
}

/// What is mentioned.
#[derive(Debug, Clone)]
pub(crate) enum What {
    /// An award.
    Award(award::AwardMention),
    /// A number of people, collectives or pieces.
    Count(count::CountMention),
    /// A calendar expression.
    Date(Edtf),
    /// A place or a body.
    Unit(unit::UnitMention),
    /// A person.
    Person(person::PersonMention),
}

/// The mentions of a text in reading order, and which token belongs to which.
#[derive(Debug)]
pub(crate) struct Mentions {
    all: Vec<Mention>,
    /// Of each token its mention, or [`NOBODY`] or [`CREDIT`].
    owner: Vec<u32>,
    /// Tokens of photo credits, which mention nothing: "Ảnh: Văn An".
    credits: Vec<Range<usize>>,
}

/// Of a token that is free.
const NOBODY: u32 = u32::MAX;
/// Of a token of a photo credit.
const CREDIT: u32 = u32::MAX - 1;

impl Mentions {
    fn new(tokens: &Tokens<'_>, rules: &Rules) -> Self {
        let mut mentions =
            Self { all: Vec::new(), owner: vec![NOBODY; tokens.len()], credits: credits(tokens, rules) };
        mentions.free();
        mentions
    }

    /// Frees every token but those of credits.
    fn free(&mut self) {
        self.owner.fill(NOBODY);
        for credit in &self.credits {
            self.owner[credit.clone()].fill(CREDIT);
        }
    }

    pub(crate) fn all(&self) -> &[Mention] {
        &self.all
    }

    /// The mention a token belongs to.
    pub(crate) fn at(&self, token: usize) -> Option<&Mention> {
        self.at_index(token).map(|(_, mention)| mention)
    }

    /// The same with its index.
    pub(crate) fn at_index(&self, token: usize) -> Option<(usize, &Mention)> {
        let at = *self.owner.get(token)? as usize;
        Some((at, self.all.get(at)?))
    }

    pub(crate) fn is_free(&self, token: usize) -> bool {
        self.owner.get(token) == Some(&NOBODY)
    }

    pub(crate) fn are_free(&self, mut tokens: Range<usize>) -> bool {
        tokens.all(|t| self.is_free(t))
    }

    /// Adds a mention and claims its own tokens.
    pub(crate) fn add(&mut self, mention: Mention) {
        let at = self.all.len() as u32;
        self.owner[mention.own.clone()].fill(at);
        self.all.push(mention);
    }

    /// Keeps the mentions that `keep` picks, in reading order, and frees the tokens of the others.
    pub(crate) fn settle(&mut self, mut keep: impl FnMut(&Mention) -> bool) {
        let mut all = std::mem::take(&mut self.all);
        all.retain(|m| keep(m));
        all.sort_by_key(|m| (m.tokens.start, m.tokens.end));
        self.free();
        all.into_iter().for_each(|mention| self.add(mention));
    }
}

/// "Ảnh: Văn An" up to the bracket or the line's end.
fn credits(tokens: &Tokens<'_>, rules: &Rules) -> Vec<Range<usize>> {
    let opens = |at: &usize| tokens.is_punct(*at + 1, ":");
    let end = |at: usize| {
        let mut behind = at + 2..tokens.len();
        behind.find(|i| tokens.shape(*i) == Some(Shape::Break) || tokens.is_punct(*i, ")"))
    };
    tokens.of_cue(rules.cue.credit).filter(opens).map(|at| at..end(at).unwrap_or(tokens.len())).collect()
}

/// Finds everything, the surest first.
pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, context: &Context) -> Mentions {
    let mut mentions = Mentions::new(tokens, rules);
    award::find(tokens, rules, &mut mentions);
    date::find(tokens, rules, context, &mut mentions);
    unit::find_bodies_and_typed_places(tokens, rules, &mut mentions);
    unit::find_short_names(tokens, &mut mentions);
    person::find(tokens, rules, &mut mentions);
    unit::find_bare_places(tokens, rules, &mut mentions);
    unit::find_sources(tokens, rules, &mut mentions);
    count::find(tokens, rules, &mut mentions);
    mentions.settle(|_| true);
    mentions
}
