//! Which rows of an article are news of an event, and which of one event.

use super::words::Words;
use crate::record::Record;
use bangvang_extract::record::{Ceremony, Conferral, Mention, Status};
use std::collections::BTreeSet;

/// Rows with their places in the article's list.
pub(super) type Rows<'r> = Vec<(usize, &'r Conferral)>;

/// Where in the body the closing begins, in which papers tell of backgrounds, and the last lines with captions
/// of old photos: shares.
const CLOSING: f64 = 0.85;
const LAST_LINES: f64 = 0.93;

/// Code points of an article that count as its headline and lead.
const LEAD: usize = 300;

/// The strongest first: of the rows of an event those of the strongest status count.
const STRENGTH: [Status; 4] = [Status::Revoked, Status::Conferred, Status::Planned, Status::Proposed];

/// The rows of an event: those of the strongest status that there is, of one whose rows say who gets something before
/// one whose rows do not.
pub(super) fn rows(record: &Record, belongs: impl Fn(&Conferral) -> bool) -> Rows<'_> {
    let of = |status| -> Rows<'_> {
        let all = record.found.conferrals.iter().enumerate();
        all.filter(|(_, row)| row.status == status && belongs(row)).collect()
    };
    let all: Vec<Rows<'_>> = STRENGTH.into_iter().map(of).filter(|rows| !rows.is_empty()).collect();
    let first = all.iter().position(|rows| rows.iter().any(|(_, row)| honours_somebody(row)));
    all.into_iter().nth(first.unwrap_or_default()).unwrap_or_default()
}

/// The rows that say who gets something, or all where none does. Beside such rows one that does not is a remark, on what
/// others gave before or on the award.
pub(super) fn telling<'r>(rows: &Rows<'r>) -> Rows<'r> {
    let telling: Rows<'r> = rows.iter().filter(|(_, row)| honours_somebody(row)).copied().collect();
    if telling.is_empty() { rows.clone() } else { telling }
}

/// Whether a row names who gets it, or counts several; one who is not named is nobody.
fn honours_somebody(row: &Conferral) -> bool {
    !row.recipients.is_empty() || row.count.is_some_and(|count| count > 1)
}

/// What bodies of different levels give to persons who are named is given on different days, as a rule: the ministry,
/// the province and the youth union honour a rescuer each for itself. A row that says not who gives goes with the
/// rows of its award, else with the first.
pub(super) fn occasions<'r>(rows: Rows<'r>) -> Vec<Rows<'r>> {
    let named = |row: &Conferral| row.kind == "individual" && !row.recipients.is_empty();
    let apart = rows.iter().all(|(_, row)| row.level.is_none() || named(row));
    let levels: BTreeSet<&str> = rows.iter().filter_map(|(_, row)| level(row)).collect();
    if !apart || levels.len() < 2 {
        return vec![rows];
    }
    let same =
        |row: &Conferral| rows.iter().find(|(_, other)| other.award == row.award && level(other).is_some());
    let first = rows.iter().find(|(_, row)| level(row).is_some());
    let at = |row: &'r Conferral| level(row).or_else(|| same(row).or(first).and_then(|(_, row)| level(row)));
    let of = |wanted: &&str| rows.iter().filter(|(_, row)| at(row) == Some(*wanted)).copied().collect();
    levels.iter().map(of).collect()
}

/// The level of who confers; what the Government does for the State is the State's.
fn level(row: &Conferral) -> Option<&str> {
    row.level.as_deref().map(|level| if level == "state" { "government" } else { level })
}

/// A ceremony is one occasion; where neither place nor organiser is told, it need not be one.
pub(super) fn occasions_of<'r>(ceremony: &Ceremony, rows: Rows<'r>) -> Vec<Rows<'r>> {
    match ceremony.place.is_some() || ceremony.organiser.is_some() {
        true => vec![rows],
        false => occasions(rows),
    }
}

/// What an article is about, as far as its headline and lead say.
pub(super) struct News<'r> {
    record: &'r Record,
    /// The headline names an award.
    headline: bool,
    /// The headline tells of honours.
    honours: bool,
    /// Headline or lead are those of other news, and the headline does not tell of honours.
    other: bool,
}

impl<'r> News<'r> {
    pub(super) fn of(record: &'r Record) -> Self {
        let mut awards = record.found.mentions.iter().filter(|m| matches!(m, Mention::Award { .. }));
        let headline = awards.any(|m| m.at().start < record.body_start);
        let lead: String = record.text.chars().take(record.body_start.max(LEAD)).collect();
        let title = record.title.as_deref().unwrap_or_default().to_lowercase();
        let words = Words::standard();
        let honours = words.is_honour(&title);
        Self { record, headline, honours, other: !honours && words.is_other_news(&lead.to_lowercase()) }
    }

    /// Whether a ceremony is an event of its own, and not only the scene of other news.
    pub(super) fn is_held(&self, ceremony: &Ceremony, rows: &Rows<'_>) -> bool {
        let is = |kind: &str| ceremony.kinds.iter().any(|k| k == kind);
        let meets = ["review", "launch", "pledge", "congress", "council"].into_iter().any(is);
        let given = rows.iter().any(|(_, row)| row.status != Status::Proposed);
        let revoked = is("other") && (ceremony.date.is_some() || self.headline);
        let scene = self.other && !self.headline;
        // Rows that all are of the past make it another day's; where none could be read, the headline says enough.
        let current = !rows.is_empty() || self.record.found.conferrals.is_empty();
        let told = given || ((self.headline || self.honours) && current);
        meets || revoked || (!is("other") && !scene && told)
    }

    /// Whether rows without a ceremony are news.
    pub(super) fn tells(&self, rows: &Rows<'_>) -> bool {
        let Some(first) = rows.iter().map(|(_, row)| row.evidence[0]).min() else { return false };
        if self.other || rows.iter().all(|(_, row)| is_idle(row)) {
            return false;
        }
        let all = |status| rows.iter().all(|(_, row)| row.status == status);
        let praise = rows.iter().all(|(_, row)| Words::standard().is_praise(&row.award));
        // Who gives is said of old awards as well, but not at the very end; what is planned is an outlook there.
        let said = rows.iter().any(|(_, row)| row.conferrer.is_some()) && !all(Status::Planned);
        let early = self.depth(first) < if said { LAST_LINES } else { CLOSING };
        self.headline || (!all(Status::Proposed) && (self.honours || (!praise && early)))
    }

    /// How far behind the beginning of the body something stands: a share of its length.
    fn depth(&self, at: usize) -> f64 {
        let body = self.record.text.chars().count().saturating_sub(self.record.body_start).max(1);
        at.saturating_sub(self.record.body_start) as f64 / body as f64
    }
}

/// Nobody gives it and nobody gets it: a word about awards.
fn is_idle(row: &Conferral) -> bool {
    let nobody = row.count.is_none() && row.recipients.is_empty();
    let anybody = row.status == Status::Planned && row.kind == "unspecified";
    nobody && (row.conferrer.is_none() || anybody)
}
