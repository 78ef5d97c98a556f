//! What a sentence takes for granted: whom the text is about, and whether it tells of the day or of the
//! years before.

use super::Teller;
use super::authority::Decided;
use super::provenance::{RecipientsWay, Words};
use super::subject;
use super::tape::{BODY, COUNT, PERSON, PLACE};
use super::who::{self, Group};
use crate::ceremony::Ceremony;
use crate::edtf::Edtf;
use crate::mention::number;
use crate::mention::unit::UnitKind;
use crate::mention::{Mention, What};
use crate::record::Status;
use crate::story::Story;
use crate::token::Shape;
use bangvang_gazetteer::{Cue, Recipient, Sense};
use std::ops::Range;
use std::rc::Rc;

/// The state of the telling before a sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Discourse {
    /// True where the lead reports news: an event, a decision, a day.
    pub(crate) news: bool,
    /// True where the text tells of earlier years: "5 năm qua", until it comes back to the day.
    pub(crate) background: bool,
    /// True where the paragraph tells of several years: what it counts by "lượt" are their totals.
    pub(crate) years: bool,
    /// By whose decision the awards are given, as said last.
    pub(crate) decided: Option<Rc<Decided>>,
    /// The status of the row told last, for "cũng được tặng".
    pub(crate) status: Option<Status>,
    /// The awards that headline, lead and the sentences of the day's ceremonies name.
    announced: Rc<[usize]>,
    /// The subject of the sentence before.
    last: Option<Rc<Group>>,
    /// Whom the headline is about.
    topic: Option<Rc<Group>>,
}

/// How many sentences an article takes to say that it is news.
const LEAD: usize = 3;
/// How far into a sentence its subject stands. Elements.
const SUBJECT_WITHIN: usize = 6;

impl Discourse {
    pub(crate) fn new(story: &Story<'_>, ceremonies: &[Ceremony]) -> Self {
        let cue = &story.rules.cue;
        let lead = story.sentences.iter().take(LEAD).flat_map(Clone::clone);
        let news = lead.into_iter().any(|t| {
            let day = story.mentions.at(t).is_some_and(|m| matches!(m.what, What::Date(d) if d.is_day()));
            day || story.tokens.is_cue(t, cue.relative_day)
                || story.tokens.is_cue(t, cue.decision)
                || story.tokens.is_cue(t, cue.scene)
        });
        let told = |m: &&Mention| {
            let at = m.tokens.start;
            let lead = story.sentences.iter().take(LEAD).any(|s| s.contains(&at));
            lead || ceremonies.iter().any(|c| c.evidence.contains(&at))
        };
        // "NSND Trà Giang" in the lead tells who she is.
        let address = |m: &&Mention| {
            let next = story.mentions.at(m.own.end);
            next.is_some_and(|next| next.own.start == m.own.end && matches!(next.what, What::Person(_)))
        };
        let announced =
            story.mentions.all().iter().filter(told).filter(|m| !address(m)).filter_map(award_of).collect();
        Self { topic: topic(story).map(Rc::new), news, announced, ..Self::default() }
    }

    /// True for an award that the text reports as given on the day.
    pub(crate) fn is_announced(&self, award: usize) -> bool {
        self.announced.contains(&award)
    }

    /// Who receives where a sentence does not say: the subject before, or the headline's, if an award of
    /// this kind can be theirs.
    pub(crate) fn subject(&self, kind: Recipient) -> Option<Group> {
        let fits = |g: &&Rc<Group>| kind == Recipient::Unspecified || g.kind == kind;
        let last = self.last.as_ref().filter(fits).map(|g| Group::clone(g).by(RecipientsWay::Subject));
        last.or_else(|| self.topic.as_ref().filter(fits).map(|g| Group::clone(g).by(RecipientsWay::Topic)))
    }

    /// The state after a sentence.
    pub(crate) fn after(&self, teller: &Teller<'_>, told: Option<Status>) -> Self {
        let items = &teller.tape.items;
        let cue = &teller.story.rules.cue;
        let [background, scene] = [cue.background, cue.scene].map(|which| teller.tape.any_may_give(which));
        let mode = (0..items.len()).rev().find_map(|i| {
            if background && is(teller, i, cue.background) {
                Some(true)
            } else if scene && is(teller, i, cue.scene) || is_day(teller, i) {
                Some(false)
            } else {
                None
            }
        });
        let ends_paragraph =
            teller.story.tokens.shape(teller.tape.end().saturating_sub(1)) == Some(Shape::Break);
        let spans = (0..items.len()).any(|i| spans_years(teller, i).is_some());
        let status = told.or(self.status);
        // An anecdote without an award is no history of awards to go on with.
        let goes_on = status != Some(Status::Conferred) && continues_below(teller);
        Self {
            news: self.news,
            years: (self.years || spans) && !ends_paragraph,
            announced: self.announced.clone(),
            background: mode.unwrap_or(self.background) && (!ends_paragraph || goes_on),
            decided: Decided::by(teller).map(Rc::new).or_else(|| self.decided.clone()),
            status,
            last: subject(teller).map(Rc::new).or_else(|| self.last.clone()),
            topic: self.topic.clone(),
        }
    }
}

fn award_of(mention: &Mention) -> Option<usize> {
    match &mention.what {
        What::Award(award) => Some(award.award),
        _ => None,
    }
}

/// A new paragraph comes back to the day, unless it begins with a word that goes on.
fn continues_below(teller: &Teller<'_>) -> bool {
    let next = teller.tape.end();
    teller.story.tokens.is_cue(next, teller.story.rules.cue.continues)
}

/// True if an element gives a cue.
#[inline]
pub(crate) fn is(teller: &Teller<'_>, item: usize, cue: Cue) -> bool {
    let gives = |mut tokens: Range<usize>| tokens.any(|t| teller.story.tokens.is_cue(t, cue));
    teller.tape.may_give(item, cue) && gives(teller.tape.items[item].tokens.clone())
}

/// The token of an element that gives a cue.
pub(crate) fn told(teller: &Teller<'_>, item: usize, cue: Cue) -> Option<Words> {
    if !teller.tape.may_give(item, cue) {
        return None;
    }
    let item = &teller.tape.items[item];
    let mut own = item.tokens.clone().filter(|_| item.mention.is_none());
    own.find(|t| teller.story.tokens.is_cue(*t, cue)).map(|t| Words::of(t..t + 1))
}

/// "Trong 5 năm", "sau bốn năm tổ chức": what was done in several years is told as history.
pub(crate) fn spans_years(teller: &Teller<'_>, item: usize) -> Option<Words> {
    let (tokens, cue) = (teller.story.tokens, &teller.story.rules.cue);
    let at = told(teller, item, cue.through)?.range().start;
    let years = number::read(tokens, at + 1).filter(|number| number.value > 1)?;
    let end = at + 1 + years.tokens;
    let named = tokens.digits(end + 1).is_some();
    (tokens.is_cue(end, cue.year) && !named).then(|| Words::of(at..end + 1))
}

fn is_day(teller: &Teller<'_>, item: usize) -> bool {
    matches!(teller.date_at(item), Some(Edtf::Date(date)) if date.day.is_some())
}

/// The person or unit that a sentence begins with.
fn subject(teller: &Teller<'_>) -> Option<Group> {
    let items = &teller.tape.items;
    let at = (0..items.len().min(SUBJECT_WITHIN)).find(|i| match items[*i].kind {
        PERSON => true,
        PLACE | BODY => !subject::is_location(teller, *i) && !is_country(teller, *i),
        _ => false,
    })?;
    // A count before it is the subject, and nobody in particular.
    if items[..at].iter().any(|i| i.kind == COUNT) {
        return None;
    }
    who::read(teller, at..at + 1, Vec::new()).into_iter().next()
}

/// True for a country or a place abroad: what is told of it is not told of a unit that is honoured.
fn is_country(teller: &Teller<'_>, item: usize) -> bool {
    let place = teller.tape.items[item].mention.and_then(|mention| teller.story.places.of(mention));
    place.and_then(|place| place.path.as_deref()).is_some_and(<[_]>::is_empty)
}

/// True for who gives and for where it happens: behind an office, "được", "của" or "tại", or before a verb
/// of giving.
pub(super) fn is_beside(story: &Story<'_>, mention: &Mention) -> bool {
    let (tokens, cue) = (story.tokens, &story.rules.cue);
    let gives = |at: usize| tokens.is_cue(at, cue.confer) || tokens.is_cue(at, cue.hand_over);
    let beside = mention.own.start.checked_sub(1).is_some_and(|before| {
        let office = tokens.senses(before).any(|s| matches!(s, Sense::Office(_)));
        office || [cue.passive, cue.of, cue.at].iter().any(|which| tokens.is_cue(before, *which))
    });
    beside || (mention.own.end..mention.own.end + 2).any(gives)
}

/// The first unit or person of the headline who is spoken of.
fn topic(story: &Story<'_>) -> Option<Group> {
    let headline: Range<usize> = story.sentences.first()?.clone();
    let inside = story.mentions.all().iter().filter(|m| headline.contains(&m.tokens.start));
    let name = |tokens: &Range<usize>| story.tokens.text[story.tokens.bytes(tokens.clone())].to_owned();
    let mut bodies = inside.filter(|m| !is_beside(story, m)).filter_map(|m| {
        let kind = match &m.what {
            What::Unit(unit)
                if unit.kind == UnitKind::Admin && unit.place.as_ref().is_some_and(|p| p.kind.is_some()) =>
            {
                Recipient::Collective
            }
            What::Unit(unit) if matches!(unit.kind, UnitKind::Org(_)) => Recipient::Collective,
            What::Person(_) => Recipient::Individual,
            _ => return None,
        };
        Some(Group::said(kind, None, vec![name(&m.tokens)], m.tokens.clone()))
    });
    bodies.next()
}
