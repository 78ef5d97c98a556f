//! The records that gold is compared with: of an earlier run, or of pages read now.

use super::found::Found;
use super::gold::Gold;
use crate::record::{At, Problem};
use crate::run::{self, Event, Outcome};
use crate::sink::RESULTS;
use crate::source;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// What records are had from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Records of an earlier run, one a line.
    Records(PathBuf),
    /// Pages to read: a file, a folder, an archive, a pattern.
    Pages(PathBuf),
}

impl Input {
    /// Tells records from pages: a folder of results by its files, records by the keys of the first.
    pub fn of(path: &Path) -> Self {
        let articles = path.join(RESULTS[0]);
        if RESULTS.iter().all(|file| path.join(file).is_file()) {
            return Self::Records(articles);
        }
        if path.is_file() && begins_with_a_record(path) {
            return Self::Records(path.to_owned());
        }
        Self::Pages(path.to_owned())
    }
}

/// Whether the first line that is not blank is an object with what only a record has.
fn begins_with_a_record(file: &Path) -> bool {
    let Ok(file) = File::open(file) else { return false };
    let mut lines = BufReader::new(file).split(b'\n').map_while(Result::ok);
    let Some(first) = lines.find(|line| !line.trim_ascii().is_empty()) else { return false };
    let Ok(Value::Object(record)) = serde_json::from_slice(&first) else { return false };
    record.contains_key("id")
        && ["mentions", "conferrals", "ceremonies", "schema"].iter().any(|key| record.contains_key(*key))
}

/// What the records of the gold's articles say, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Records {
    by_id: HashMap<String, Found>,
    /// Lines, pages and paths that could not be read.
    pub problems: Vec<Problem>,
}

impl Records {
    /// The records of the gold's articles. Pages are read as a run over them reads them. Of records that
    /// share an id the last counts.
    ///
    /// # Errors
    /// That no threads could be had. What cannot be read is one of the [problems](Records::problems).
    pub fn read(
        input: &Input,
        gold: &Gold,
        options: &run::Options<'_>,
    ) -> Result<Self, rayon::ThreadPoolBuildError> {
        let wanted: HashSet<&str> = gold.articles.iter().map(|article| article.id.as_str()).collect();
        let mut records = Self::default();
        match input {
            Input::Records(file) => records.earlier_run(file, &wanted),
            Input::Pages(path) => records.pages(path, &wanted, options)?,
        }
        Ok(records)
    }

    pub(super) fn take(&mut self, id: &str) -> Option<Found> {
        self.by_id.remove(id)
    }

    fn add(&mut self, id: &str, record: &Value) {
        self.by_id.insert(id.to_owned(), Found::of(record));
    }

    fn earlier_run(&mut self, file: &Path, wanted: &HashSet<&str>) {
        let path = file.display().to_string();
        let mut problem = |at, problem: String| {
            self.problems.push(Problem { path: path.clone(), at, problem, article: None });
        };
        let reader = match File::open(file) {
            Ok(file) => BufReader::new(file),
            Err(error) => return problem(None, format!("cannot be read: {error}")),
        };
        let mut found = HashMap::new();
        for (line, number) in reader.split(b'\n').zip(1..) {
            let line = match line {
                Ok(line) => line,
                Err(error) => {
                    problem(Some(At::Line(number)), format!("cannot be read: {error}"));
                    break;
                }
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Value>(&line) {
                Ok(record) => match record["id"].as_str() {
                    Some(id) if wanted.contains(id) => {
                        found.insert(id.to_owned(), Found::of(&record));
                    }
                    Some(_) => {}
                    None => problem(Some(At::Line(number)), "a record without an id".to_owned()),
                },
                Err(error) => problem(Some(At::Line(number)), format!("is no JSON: {error}")),
            }
        }
        self.by_id = found;
    }

    fn pages(
        &mut self,
        path: &Path,
        wanted: &HashSet<&str>,
        options: &run::Options<'_>,
    ) -> Result<(), rayon::ThreadPoolBuildError> {
        // No folder is called so, and none is left out.
        let (inputs, unlisted) = source::list(&[path.to_owned()], Path::new(""));
        self.problems.extend(unlisted.into_iter().map(|lost| Problem {
            path: lost.path,
            at: None,
            problem: lost.message,
            article: None,
        }));
        run::run(&inputs, options, |event| {
            let Event::Outcome(outcome) = event else { return Ok(()) };
            self.problems.extend(outcome.problem().cloned());
            if let Some(record) = outcome.record().filter(|record| wanted.contains(record.id.as_str())) {
                match serde_json::to_value(record) {
                    Ok(json) => self.add(&record.id, &json),
                    Err(error) => self.problems.push(unwritable(&outcome, &error)),
                }
            }
            Ok(())
        })
    }
}

fn unwritable(outcome: &Outcome, error: &serde_json::Error) -> Problem {
    let path = outcome.record().map_or(String::new(), |record| record.source.path.clone());
    Problem { path, at: None, problem: format!("internal error: {error}"), article: None }
}
