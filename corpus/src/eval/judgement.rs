//! An article's gold beside its record.

use super::conferrals::Rows;
use super::found::Found;
use super::gold::Article;
use super::matching::{Matching, Tally};
use super::mentions::{self, Lines, Paths};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Lines judged residue, in articles whose gold says which are.
    Boilerplate,
    /// Mentions of awards: id and class.
    Awards,
    /// Counts: value and noun.
    Counts,
    /// Dates by their value.
    Dates,
    /// Places and bodies by their name, each once.
    Units,
    /// Where places lie, of those whose path the gold settles.
    Paths,
    /// Rows: award, class, kind of recipient and status.
    Conferrals,
    /// Rows of which count, conferrer and recipients are right as well.
    ConferralsStrict,
    /// Reported ceremonies: a kind in common, and the date.
    Ceremonies,
}

impl Kind {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 9] = [
        Self::Boilerplate,
        Self::Awards,
        Self::Counts,
        Self::Dates,
        Self::Units,
        Self::Paths,
        Self::Conferrals,
        Self::ConferralsStrict,
        Self::Ceremonies,
    ];

    /// What it is called in the table and in the figures.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Boilerplate => "boilerplate",
            Self::Awards => "awards",
            Self::Counts => "counts",
            Self::Dates => "dates",
            Self::Units => "units",
            Self::Paths => "paths",
            Self::Conferrals => "conferrals",
            Self::ConferralsStrict => "conferrals+",
            Self::Ceremonies => "ceremonies",
        }
    }
}

/// An article's gold, what was found, and how they match.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub(super) gold: Article,
    /// Nothing where there is no record.
    pub(super) found: Found,
    pub(super) has_record: bool,
    /// Where the gold names lines.
    pub(super) boilerplate: Option<Lines>,
    /// Whether the publication date is right, where the gold has one.
    pub(super) published: Option<bool>,
    pub(super) awards: Matching,
    pub(super) counts: Matching,
    pub(super) dates: Matching,
    pub(super) units: Matching,
    pub(super) paths: Paths,
    pub(super) conferrals: Rows,
    pub(super) ceremonies: Matching,
}

impl Judgement {
    pub(super) fn of(gold: Article, found: Option<Found>) -> Self {
        let has_record = found.is_some();
        let found = found.unwrap_or_default();
        let asked = !gold.boilerplate.is_empty();
        let day = found.published.as_deref().unwrap_or_default();
        let units = mentions::units(&gold.units, &found.units);
        Self {
            boilerplate: asked.then(|| mentions::boilerplate(&gold, &found)),
            published: gold.published.as_ref().map(|published| day.starts_with(published.as_str())),
            awards: mentions::awards(&gold.awards, &found.awards),
            counts: mentions::counts(&gold.counts, &found.counts),
            dates: mentions::dates(&gold.dates, &found.dates),
            paths: mentions::paths(&gold.units, &found.units, &units),
            units,
            conferrals: Rows::matched(&gold.conferrals, &found.conferrals),
            ceremonies: mentions::ceremonies(&gold.ceremonies, &found.ceremonies),
            has_record,
            gold,
            found,
        }
    }

    pub(super) fn tally(&self, kind: Kind) -> Tally {
        match kind {
            Kind::Boilerplate => self.boilerplate.as_ref().map(|lines| lines.tally).unwrap_or_default(),
            Kind::Awards => self.awards.tally(),
            Kind::Counts => self.counts.tally(),
            Kind::Dates => self.dates.tally(),
            Kind::Units => self.units.tally(),
            Kind::Paths => self.paths.tally,
            Kind::Conferrals => self.conferrals.core(),
            Kind::ConferralsStrict => self.conferrals.strict(),
            Kind::Ceremonies => self.ceremonies.tally(),
        }
    }
}
