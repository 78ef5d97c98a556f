//! What a run found, in a few numbers.

use crate::record::Record;
use crate::run::Outcome;
use bangvang_extract::record::Status;
use bangvang_gazetteer::Gazetteer;
use std::collections::BTreeMap;
use std::fmt;

/// Totals of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Inputs read, good or bad.
    pub files: usize,
    /// Articles.
    pub articles: usize,
    /// Rows.
    pub conferrals: usize,
    /// Reported ceremonies.
    pub ceremonies: usize,
    /// Inputs that gave no record.
    pub problems: usize,
    /// Articles of pages that could not be decoded to the last byte.
    pub damaged: usize,
    /// By award: rows, and recipients as far as stated.
    awards: BTreeMap<String, (usize, u64)>,
}

/// How many awards the summary names.
const COMMONEST: usize = 10;

impl Summary {
    /// Counts one outcome.
    pub fn add(&mut self, outcome: &Outcome) {
        self.files += 1;
        if let Some(record) = outcome.record() {
            self.add_record(record);
        }
        match outcome {
            Outcome::Record(_) => {}
            Outcome::Damaged(..) => self.damaged += 1,
            Outcome::Problem(_) => self.problems += 1,
        }
    }

    fn add_record(&mut self, record: &Record) {
        self.articles += 1;
        self.conferrals += record.found.conferrals.len();
        self.ceremonies += record.found.ceremonies.len();
        for row in record.found.conferrals.iter().filter(|r| r.status == Status::Conferred) {
            let (rows, recipients) = self.awards.entry(row.award.clone()).or_default();
            *rows += 1;
            *recipients = recipients.saturating_add(row.count.unwrap_or(0));
        }
    }

    /// The awards with most rows of status "conferred": id, rows, recipients.
    pub fn commonest(&self) -> Vec<(&str, usize, u64)> {
        let mut all: Vec<_> =
            self.awards.iter().map(|(id, (rows, sum))| (id.as_str(), *rows, *sum)).collect();
        all.sort_by_key(|(id, rows, sum)| (std::cmp::Reverse((*rows, *sum)), *id));
        all.truncate(COMMONEST);
        all
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { files, articles, conferrals, ceremonies, problems, damaged, .. } = self;
        writeln!(
            f,
            "{}: {}, {}, {}, {}",
            counted(*files, "file", "files"),
            counted(*articles, "article", "articles"),
            counted(*conferrals, "conferral", "conferrals"),
            counted(*ceremonies, "ceremony", "ceremonies"),
            counted(*problems, "problem", "problems"),
        )?;
        if *damaged > 0 {
            writeln!(f, "{} with undecodable bytes", counted(*damaged, "article", "articles"))?;
        }
        let commonest = self.commonest();
        if commonest.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nrows  recipients  award (conferred)")?;
        for (id, rows, recipients) in commonest {
            let name = Gazetteer::standard().award(id).map_or(id, |a| a.name_vi.as_str());
            writeln!(f, "{rows:>4}  {recipients:>10}  {name}")?;
        }
        Ok(())
    }
}
