//! A folder of results: articles.jsonl, conferrals.csv, ceremonies.csv, problems.jsonl; ceremonies.jsonl where
//! reports were grouped.

use super::table::{self, Table};
use crate::dedup::folder::{Counts, DedupError, dedup};
use crate::record::{Problem, Record};
use crate::run::Outcome;
use bangvang_extract::Sentences;
use bangvang_gazetteer::Gazetteer;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The records of articles.
pub(crate) const ARTICLES: &str = "articles.jsonl";

/// The flat view of their conferrals.
pub(crate) const CONFERRAL_ROWS: &str = "conferrals.csv";

/// The flat view of their ceremonies.
pub(crate) const CEREMONY_ROWS: &str = "ceremonies.csv";

/// What could not be read.
const PROBLEMS: &str = "problems.jsonl";

/// The files of a result.
pub(crate) const RESULTS: [&str; 4] = [ARTICLES, CONFERRAL_ROWS, CEREMONY_ROWS, PROBLEMS];

/// The events that the articles report; not there where nobody grouped them.
pub(crate) const CEREMONIES: &str = "ceremonies.jsonl";

/// Why results could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SinkError {
    /// Results are there and may not be replaced.
    #[error("{} holds results already ({file}); pass --force to replace them", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// What was found there.
        file: &'static str,
    },
    /// The target is no folder.
    #[error("{} is no folder", .0.display())]
    NoFolder(PathBuf),
    /// The system's answer.
    #[error("cannot write {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A row could not be written.
    #[error("cannot write {file}")]
    Csv {
        /// The file.
        file: &'static str,
        /// What went wrong.
        source: csv::Error,
    },
    /// The reports could not be grouped.
    #[error(transparent)]
    Dedup(#[from] DedupError),
    /// No threads.
    #[error("no worker threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// Results as they are written, beside the target and under another name until [`Folder::finish`].
#[derive(Debug)]
pub struct Folder<'g> {
    /// Has the names of awards, and the words by which sentences end.
    gazetteer: &'g Gazetteer,
    target: PathBuf,
    partial: TempDir,
    articles: BufWriter<File>,
    problems: BufWriter<File>,
    conferrals: Table,
    ceremonies: Table,
}

impl<'g> Folder<'g> {
    /// Prepares to write results to `target`; awards are called as the gazetteer calls them.
    ///
    /// # Errors
    /// Results that are there already, unless `force`; a target that is no folder or cannot be written.
    pub fn create(target: &Path, force: bool, gazetteer: &'g Gazetteer) -> Result<Self, SinkError> {
        if target.exists() && !target.is_dir() {
            return Err(SinkError::NoFolder(target.to_owned()));
        }
        if let Some(file) = RESULTS.into_iter().find(|f| target.join(f).exists()).filter(|_| !force) {
            return Err(SinkError::Exists { folder: target.to_owned(), file });
        }
        // Through a link, so that the results replace what it leads to.
        let target = &std::fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(parent).map_err(|e| io(parent, e))?;
        // Inside a folder that is there, which may be all that can be written, and may be a mount.
        let partial = partial(if target.exists() { target } else { parent })?;
        let create = |name: &str| {
            let path = partial.path().join(name);
            File::create(&path).map(BufWriter::new).map_err(|e| io(&path, e))
        };
        Ok(Self {
            gazetteer,
            target: target.to_owned(),
            articles: create(ARTICLES)?,
            conferrals: Table::create(create(CONFERRAL_ROWS)?, CONFERRAL_ROWS, &table::CONFERRALS)?,
            ceremonies: Table::create(create(CEREMONY_ROWS)?, CEREMONY_ROWS, &table::CEREMONIES)?,
            problems: create(PROBLEMS)?,
            partial,
        })
    }

    /// Writes one outcome.
    ///
    /// # Errors
    /// A full disk and the like.
    pub fn write(&mut self, outcome: &Outcome) -> Result<(), SinkError> {
        outcome.record().map_or(Ok(()), |record| self.record(record))?;
        outcome.problem().map_or(Ok(()), |problem| self.problem(problem))
    }

    fn record(&mut self, record: &Record) -> Result<(), SinkError> {
        line(&mut self.articles, record).map_err(|e| io(&self.target.join(ARTICLES), e))?;
        if record.found.conferrals.is_empty() && record.found.ceremonies.is_empty() {
            return Ok(());
        }
        let sentences = Sentences::of(&record.text, self.gazetteer);
        let conferrals = table::conferrals(record, &sentences, self.gazetteer);
        conferrals.iter().try_for_each(|row| self.conferrals.write(row))?;
        table::ceremonies(record, &sentences).iter().try_for_each(|row| self.ceremonies.write(row))
    }

    fn problem(&mut self, problem: &Problem) -> Result<(), SinkError> {
        line(&mut self.problems, problem).map_err(|e| io(&self.target.join(PROBLEMS), e))
    }

    /// Puts the results in place, each file whole; first groups the reports of one event if `group`, and counts
    /// them.
    ///
    /// # Errors
    /// What the system says; the target is then as it was, or holds whole files only.
    pub fn finish(self, group: bool) -> Result<Option<Counts>, SinkError> {
        let Self { target, partial, mut articles, mut problems, conferrals, ceremonies, .. } = self;
        articles.flush().map_err(|e| io(&target.join(ARTICLES), e))?;
        problems.flush().map_err(|e| io(&target.join(PROBLEMS), e))?;
        conferrals.finish()?;
        ceremonies.finish()?;
        drop((articles, problems));
        let counts = group.then(|| dedup(partial.path(), None)).transpose()?;
        if !target.exists() {
            // One rename: all or nothing.
            std::fs::rename(partial.path(), &target).map_err(|e| io(&target, e))?;
            let _ = partial.keep();
            return Ok(counts);
        }
        for file in RESULTS {
            let to = target.join(file);
            std::fs::rename(partial.path().join(file), &to).map_err(|e| io(&to, e))?;
        }
        // Groups of articles that are no longer there would be wrong.
        let (from, to) = (partial.path().join(CEREMONIES), target.join(CEREMONIES));
        match group {
            true => std::fs::rename(from, &to).map_err(|e| io(&to, e))?,
            false if to.exists() => std::fs::remove_file(&to).map_err(|e| io(&to, e))?,
            false => {}
        }
        Ok(counts)
    }
}

/// A folder for unfinished results that others may read as they may read any folder here.
fn partial(parent: &Path) -> Result<TempDir, SinkError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bangvang-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    builder.tempdir_in(parent).map_err(|e| io(parent, e))
}

fn line(to: &mut impl Write, value: &impl Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

fn io(path: &Path, source: std::io::Error) -> SinkError {
    SinkError::Io { path: path.to_owned(), source }
}
