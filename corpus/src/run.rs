//! The parallel run: inputs to outcomes, in order, whatever the number of threads.

use crate::page::{self, Assumed};
use crate::record::{Problem, Record, SCHEMA};
use crate::source::Input;
use bangvang_extract::{Article, Extractor};
use bangvang_normalize::Damage;
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What became of an input.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An article.
    Record(Box<Record>),
    /// An article, and what of its page could not be read.
    Damaged(Box<Record>, Problem),
    /// Nothing, and why.
    Problem(Problem),
}

impl Outcome {
    /// The article.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Outcome::Record(record) | Outcome::Damaged(record, _) => Some(record),
            Outcome::Problem(_) => None,
        }
    }

    /// What is wrong.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Outcome::Record(_) => None,
            Outcome::Damaged(_, problem) | Outcome::Problem(problem) => Some(problem),
        }
    }
}

/// How to run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Threads; one per core where it is `None`.
    pub jobs: Option<usize>,
    /// What the user says of pages that do not say it.
    pub assumed: Assumed,
}

/// How many inputs are worked on before the outcomes are handed on.
const BATCH: usize = 256;

/// Reads every input and hands the outcomes to `sink` in the order of the inputs.
///
/// # Errors
/// What `sink` returns, or that no threads could be had. A page that cannot be read is an outcome, no
/// error.
pub fn run<E: From<rayon::ThreadPoolBuildError>>(
    inputs: &[Input],
    options: &Options,
    mut sink: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    for batch in inputs.chunks(BATCH) {
        let outcomes: Vec<Outcome> =
            pool.install(|| batch.par_iter().map(|input| read(input, &options.assumed)).collect());
        outcomes.into_iter().try_for_each(&mut sink)?;
    }
    Ok(())
}

/// Reads one input.
pub fn read(input: &Input, assumed: &Assumed) -> Outcome {
    let path = input.place.display();
    let problem = |problem: String| Outcome::Problem(Problem { path: path.clone(), problem, article: None });
    let bytes = match input.place.read() {
        Ok(bytes) => bytes,
        Err(error) => return problem(error.to_string()),
    };
    // A page that trips the program costs that page.
    match catch_unwind(AssertUnwindSafe(|| record(&input.id, &path, &bytes, assumed))) {
        Ok(Ok((record, None))) => Outcome::Record(Box::new(record)),
        Ok(Ok((record, Some(damage)))) => {
            let problem = Problem { path, problem: damage.to_string(), article: Some(record.id.clone()) };
            Outcome::Damaged(Box::new(record), problem)
        }
        Ok(Err(error)) => problem(error.to_string()),
        Err(_) => problem("internal error: please report this page".to_owned()),
    }
}

/// The record of a page's bytes, and what of them could not be decoded.
///
/// # Errors
/// A page that gives no article.
pub fn record(
    id: &str,
    path: &str,
    bytes: &[u8],
    assumed: &Assumed,
) -> Result<(Record, Option<Damage>), page::PageError> {
    let mut article = page::read(path, bytes, assumed)?;
    let damage = article.damage.take();
    let found = Extractor::standard().extract(&Article {
        text: &article.text,
        body_start: article.body_start,
        published: article.published.as_deref(),
        home: article.home.as_deref(),
    });
    let body_start = article.text[..article.body_start].chars().count();
    let record = Record {
        schema: SCHEMA,
        id: id.to_owned(),
        source: article.source,
        title: article.title,
        author: article.author,
        published: article.published,
        body_start,
        text: article.text,
        dropped_lines: article.dropped_lines,
        found,
    };
    Ok((record, damage))
}
