//! What a run found, in a few numbers.

use crate::record::Record;
use crate::run::Outcome;
use crate::source::{Guess, Reason};
use bangvang_extract::record::Status;
use bangvang_gazetteer::Gazetteer;
use std::collections::BTreeMap;
use std::fmt;

/// Totals of a run.
#[derive(Debug, Clone)]
pub struct Summary<'g> {
    /// Has the names of awards.
    gazetteer: &'g Gazetteer,
    /// Records read, good or bad: each is an article, passed over or a problem.
    pub records: usize,
    /// Articles.
    pub articles: usize,
    /// Records that are no articles, by reason.
    pub skipped: BTreeMap<Reason, usize>,
    /// Rows.
    pub conferrals: usize,
    /// Reported ceremonies.
    pub ceremonies: usize,
    /// Records that could not be read.
    pub problems: usize,
    /// Articles of pages that could not be decoded to the last byte.
    pub damaged: usize,
    /// What columns were guessed: the first table of which each guess was made, and of how many.
    guesses: BTreeMap<String, (String, usize)>,
    /// By award: rows, and recipients as far as stated.
    awards: BTreeMap<String, (usize, u64)>,
}

/// How many awards the summary names.
const COMMONEST: usize = 10;

impl<'g> Summary<'g> {
    /// Nothing counted yet; awards are called as the gazetteer calls them.
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self {
            gazetteer,
            records: 0,
            articles: 0,
            skipped: BTreeMap::new(),
            conferrals: 0,
            ceremonies: 0,
            problems: 0,
            damaged: 0,
            guesses: BTreeMap::new(),
            awards: BTreeMap::new(),
        }
    }

    /// Counts one outcome.
    pub fn add(&mut self, outcome: &Outcome) {
        self.records += 1;
        if let Some(record) = outcome.record() {
            self.add_record(record);
        }
        match outcome {
            Outcome::Record(_) => {}
            Outcome::Damaged(..) => self.damaged += 1,
            Outcome::Skipped(reason) => *self.skipped.entry(*reason).or_default() += 1,
            Outcome::Problem(_) => self.problems += 1,
        }
    }

    /// Counts a guess; true if it is the first of its kind.
    pub fn add_guess(&mut self, guess: &Guess) -> bool {
        let (_, tables) = self.guesses.entry(guess.to_string()).or_insert_with(|| (guess.path.clone(), 0));
        *tables += 1;
        *tables == 1
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

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, articles, skipped, conferrals, ceremonies, problems, damaged, .. } = self;
        writeln!(
            f,
            "{}: {}, {} skipped, {}",
            counted(*records, "record", "records"),
            counted(*articles, "article", "articles"),
            skipped.values().sum::<usize>(),
            counted(*problems, "problem", "problems"),
        )?;
        if !skipped.is_empty() {
            let reasons = skipped.iter().map(|(reason, count)| {
                let [one, many] = reason.names();
                counted(*count, one, many)
            });
            writeln!(f, "skipped: {}", reasons.collect::<Vec<_>>().join(", "))?;
        }
        writeln!(
            f,
            "{}, {}",
            counted(*conferrals, "conferral", "conferrals"),
            counted(*ceremonies, "ceremony", "ceremonies"),
        )?;
        for (guess, (path, tables)) in &self.guesses {
            let more = if *tables > 1 { format!(" and {} more", tables - 1) } else { String::new() };
            writeln!(f, "columns guessed in {path}{more}: {guess}")?;
        }
        if *damaged > 0 {
            writeln!(
                f,
                "{} that could not be read to the last byte",
                counted(*damaged, "article", "articles")
            )?;
        }
        let commonest = self.commonest();
        if commonest.is_empty() {
            return Ok(());
        }
        writeln!(f, "\nrows  recipients  award (conferred)")?;
        for (id, rows, recipients) in commonest {
            let name = self.gazetteer.award(id).map_or(id, |a| a.name_vi.as_str());
            writeln!(f, "{rows:>4}  {recipients:>10}  {name}")?;
        }
        Ok(())
    }
}
