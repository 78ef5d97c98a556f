//! The figures of all articles: sums over articles, as a table and as JSON.

use super::conferrals::Agreement;
use super::judgement::{Judgement, Kind};
use super::matching::Tally;
use serde_json::{Map, Value, json};
use std::fmt;

/// Figures over all articles of the gold.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Articles of the gold.
    pub articles: usize,
    /// Those that no record has the id of; all their gold counts as missed.
    pub without_record: usize,
    /// By kind, in the order of [`Kind::ALL`].
    pub tallies: [(Kind, Tally); 9],
    /// Rows found, and of how many of them count, conferrer, recipients and period are right.
    rows: usize,
    fields: [(&'static str, usize); 4],
    /// Publication dates that are right, and that the gold has.
    pub published: (usize, usize),
}

/// Whether two rows agree in a field.
type Agrees = fn(&Agreement) -> bool;

const FIELDS: [(&str, Agrees); 4] = [
    ("count", |agrees| agrees.count),
    ("conferrer", |agrees| agrees.conferrer),
    ("recipients", |agrees| agrees.recipients),
    ("period", |agrees| agrees.period),
];

impl Figures {
    pub(super) fn of(judgements: &[Judgement]) -> Self {
        let tallies = Kind::ALL.map(|kind| {
            let mut sum = Tally::default();
            judgements.iter().for_each(|judgement| sum += judgement.tally(kind));
            (kind, sum)
        });
        let core: Vec<Agreement> = judgements
            .iter()
            .flat_map(|judgement| &judgement.conferrals.pairs)
            .map(|pair| pair.agrees)
            .filter(|agrees| agrees.is_core())
            .collect();
        let days: Vec<bool> = judgements.iter().filter_map(|judgement| judgement.published).collect();
        Self {
            articles: judgements.len(),
            without_record: judgements.iter().filter(|judgement| !judgement.has_record).count(),
            tallies,
            rows: core.len(),
            fields: FIELDS.map(|(name, right)| (name, core.iter().filter(|agrees| right(agrees)).count())),
            published: (days.iter().filter(|right| **right).count(), days.len()),
        }
    }

    /// Of the rows found, the share that is right in count, conferrer, recipients and period; `None` where
    /// no row is found.
    pub fn fields(&self) -> Option<[(&'static str, f64); 4]> {
        (self.rows > 0).then(|| self.fields.map(|(name, right)| (name, right as f64 / self.rows as f64)))
    }

    /// `{"awards": {"p", "r", "f1", "gold", "found"}, ..., "fields": {"count", ...}, "published"}`: shares to
    /// four decimals, those of fields to three, that of publication dates whole.
    pub fn to_json(&self) -> Value {
        let mut figures = Map::new();
        for (kind, tally) in self.tallies {
            let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(|share| rounded(share, 4));
            let value = json!({"p": p, "r": r, "f1": f1, "gold": tally.gold, "found": tally.found});
            figures.insert(kind.as_str().to_owned(), value);
        }
        if let Some(fields) = self.fields() {
            let fields = fields.map(|(name, share)| (name.to_owned(), rounded(share, 3).into()));
            figures.insert("fields".to_owned(), Value::Object(fields.into_iter().collect()));
        }
        if self.published.1 > 0 {
            let share = self.published.0 as f64 / self.published.1 as f64;
            figures.insert("published".to_owned(), share.into());
        }
        Value::Object(figures)
    }
}

/// The nearest number with so many decimals, the even one of two.
fn rounded(share: f64, decimals: usize) -> f64 {
    format!("{share:.decimals$}").parse().unwrap_or(share)
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} articles, {} without a record", self.articles, self.without_record)?;
        writeln!(f, "{:14}{:>7}{:>7}{:>7}{:>7}{:>7}", "", "P", "R", "F1", "gold", "found")?;
        for (kind, tally) in self.tallies {
            let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()];
            let Tally { gold, found, .. } = tally;
            writeln!(f, "{:14}{p:7.3}{r:7.3}{f1:7.3}{gold:7}{found:7}", kind.as_str())?;
        }
        if let Some(fields) = self.fields() {
            let shares = fields.map(|(name, share)| format!("{name} {:.3}", rounded(share, 3)));
            writeln!(f, "of the core matches, right in: {}", shares.join("  "))?;
        }
        if let (right, all @ 1..) = self.published {
            writeln!(f, "publication dates right: {right}/{all}")?;
        }
        Ok(())
    }
}
