//! The parallel run: inputs to outcomes, in order, whatever the number of threads.

use crate::page::site::{self, Samples};
use crate::page::{self, Assumed, PageError, Sites, Stated};
use crate::record::{Problem, Record, SCHEMA};
use crate::source::http::{self, Payload};
use crate::source::{self, Columns, Content, Flow, Found, Guess, Input, Item, Place, Reason};
use bangvang_extract::{Article, Explanation, Extraction, Extractor};
use bangvang_normalize::DecodeError;
use rayon::prelude::*;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{SyncSender, sync_channel};

/// What became of a record that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// An article.
    Record(Box<Record>),
    /// An article, and what of its page could not be read.
    Damaged(Box<Record>, Problem),
    /// No article, and nothing wrong with it.
    Skipped(Reason),
    /// Nothing, and why.
    Problem(Problem),
}

impl Outcome {
    /// The article.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Outcome::Record(record) | Outcome::Damaged(record, _) => Some(record),
            Outcome::Skipped(_) | Outcome::Problem(_) => None,
        }
    }

    /// What is wrong.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Outcome::Record(_) | Outcome::Skipped(_) => None,
            Outcome::Damaged(_, problem) | Outcome::Problem(problem) => Some(problem),
        }
    }
}

/// What a run tells, in the order of the inputs.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// What became of the next record.
    Outcome(Outcome),
    /// Columns of a table that nobody named.
    Guess(Guess),
}

/// How to run.
#[derive(Debug, Clone)]
pub struct Options<'g> {
    /// What text is read by; pages are read by its gazetteer.
    pub extractor: &'g Extractor<'g>,
    /// Threads; one per core where it is `None`.
    pub jobs: Option<usize>,
    /// What the user says of pages that do not say it.
    pub assumed: Assumed,
    /// Columns of tables that the user named.
    pub columns: Columns,
    /// Read in one pass: pages are read as if each were alone.
    pub single_pass: bool,
}

impl<'g> Options<'g> {
    /// With nothing said but what to read by.
    pub fn over(extractor: &'g Extractor<'g>) -> Self {
        let (assumed, columns) = (Assumed::default(), Columns::default());
        Self { extractor, jobs: None, assumed, columns, single_pass: false }
    }
}

impl Default for Options<'static> {
    /// Over the standard gazetteer.
    fn default() -> Self {
        Self::over(Extractor::standard())
    }
}

/// How many items are worked on before the outcomes are handed on.
const BATCH: usize = 256;

/// Or how many bytes of them. With the batch that is read meanwhile and the one that waits, this bounds
/// the memory of a run, whatever the size of an archive.
const BATCH_BYTES: usize = 16 << 20;

/// Reads every input and hands what it finds to `sink` in the order of the inputs. One thread reads and
/// unpacks ahead; the others work on what it has read.
///
/// # Errors
/// What `sink` returns, or that no threads could be had. What cannot be read is an outcome, no error.
pub fn run<E: From<rayon::ThreadPoolBuildError>>(
    inputs: &[Input],
    options: &Options<'_>,
    mut sink: impl FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    // Standard input can be read but once.
    let again = inputs.iter().all(|input| input.place != Place::Stdin);
    let sites = match again && !options.single_pass {
        true => learn(inputs, options, &pool),
        false => Sites::default(),
    };
    in_batches(inputs, &options.columns, |batch| {
        let work = |found| match found {
            Found::Item(item) => Event::Outcome(read_of_site(item, options, &sites)),
            Found::Guess(guess) => Event::Guess(guess),
        };
        let events: Vec<Event> = pool.install(|| batch.into_par_iter().map(work).collect());
        events.into_iter().try_for_each(&mut sink)
    })
}

/// Reads all inputs on a thread of its own, and hands on what they hold.
fn in_batches<E>(
    inputs: &[Input],
    columns: &Columns,
    take: impl FnMut(Vec<Found>) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (sender, batches) = sync_channel(1);
        scope.spawn(move || {
            let mut batches = Batches { sender, batch: Vec::new(), bytes: 0 };
            // Broken off where nobody takes the outcomes any more.
            let _ = source::read(inputs, columns, &mut |found| batches.take(found));
            let _ = batches.send();
        });
        batches.into_iter().try_for_each(take)
    })
}

/// Reads a sample of each host's pages for what they share.
fn learn(inputs: &[Input], options: &Options<'_>, pool: &rayon::ThreadPool) -> Sites {
    let mut samples = Samples::default();
    let learnt: Result<(), Infallible> = in_batches(inputs, &options.columns, |batch| {
        let items = batch.into_iter().filter_map(|found| match found {
            Found::Item(item) => Some((host_of(&item)?, item)),
            Found::Guess(_) => None,
        });
        let wanted: Vec<_> = items.filter(|(host, item)| samples.wants(host, &item.id)).collect();
        let read = |(host, item): (String, Item)| {
            let id = item.id.clone();
            let lines = catch_unwind(AssertUnwindSafe(|| lines_of(item, options))).ok().flatten();
            (host, id, lines.unwrap_or_default())
        };
        let pages: Vec<_> = pool.install(|| wanted.into_par_iter().map(read).collect());
        pages.into_iter().for_each(|(host, id, lines)| samples.add(&host, &id, lines));
        Ok(())
    });
    let Ok(()) = learnt;
    samples.into_sites()
}

/// The host of an item's page, as far as it is known without reading it.
fn host_of(item: &Item) -> Option<String> {
    match &item.content {
        Content::Page { bytes, stated } => {
            page::host(stated.url.as_deref().or_else(|| site::address(bytes))?)
        }
        Content::Response { stated, .. } => page::host(stated.url.as_deref()?),
        Content::Skipped(_) | Content::Problem(_) => None,
    }
}

fn lines_of(item: Item, options: &Options<'_>) -> Option<site::Lines> {
    let path = item.path;
    let Ok(Payload::Page { bytes, stated, .. }) = payload(item.content) else { return None };
    let gazetteer = options.extractor.gazetteer();
    let article = page::read_stated(&path, &bytes, &stated, &options.assumed, gazetteer).ok()?;
    Some(site::Lines::of(&article, gazetteer))
}

/// What was read, in batches.
struct Batches {
    sender: SyncSender<Vec<Found>>,
    batch: Vec<Found>,
    bytes: usize,
}

impl Batches {
    fn take(&mut self, found: Found) -> Flow {
        if let Found::Item(Item {
            content: Content::Page { bytes, .. } | Content::Response { message: bytes, .. },
            ..
        }) = &found
        {
            self.bytes += bytes.len();
        }
        self.batch.push(found);
        match self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
            true => self.send(),
            false => Flow::Continue(()),
        }
    }

    fn send(&mut self) -> Flow {
        self.bytes = 0;
        match self.sender.send(std::mem::take(&mut self.batch)) {
            Ok(()) => Flow::Continue(()),
            Err(_) => Flow::Break(()),
        }
    }
}

/// Reads one item, as if it were alone.
pub fn read(item: Item, options: &Options<'_>) -> Outcome {
    read_of_site(item, options, &Sites::default())
}

/// The same, and how each row of the article came to be.
pub fn explain(item: Item, options: &Options<'_>) -> (Outcome, Vec<Explanation>) {
    let mut rows = Vec::new();
    let outcome = read_with(item, options, &Sites::default(), &mut |article| {
        let explained = options.extractor.explain(article);
        rows = explained.rows;
        explained.found
    });
    (outcome, rows)
}

fn read_of_site(item: Item, options: &Options<'_>, sites: &Sites) -> Outcome {
    read_with(item, options, sites, &mut |article| options.extractor.extract(article))
}

/// Takes an article and gives what is found in it.
type Extract<'e> = dyn FnMut(&Article<'_>) -> Extraction + 'e;

fn read_with(item: Item, options: &Options<'_>, sites: &Sites, extract: &mut Extract<'_>) -> Outcome {
    let Item { id, path, at, content } = item;
    let problem = |problem: String| Problem { path: path.clone(), at, problem, article: None };
    // A page that trips the program costs that page.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let (bytes, stated, gap) = match payload(content) {
            Ok(Payload::Page { bytes, stated, gap }) => (bytes, stated, gap),
            Ok(Payload::Skipped(reason)) => return Outcome::Skipped(reason),
            Err(error) => return Outcome::Problem(problem(error)),
        };
        match record_stated(&id, &path, &bytes, &stated, options, sites, extract) {
            Ok((record, faults)) => {
                let wrong: Vec<String> = gap.into_iter().chain(faults).collect();
                if wrong.is_empty() {
                    return Outcome::Record(Box::new(record));
                }
                let problem = Problem { article: Some(record.id.clone()), ..problem(wrong.join("; ")) };
                Outcome::Damaged(Box::new(record), problem)
            }
            Err(error) => match passed_over(&error) {
                Some(reason) => Outcome::Skipped(reason),
                None => Outcome::Problem(problem(error.to_string())),
            },
        }
    }));
    read.unwrap_or_else(|_| Outcome::Problem(problem("internal error: please report this page".to_owned())))
}

/// The page of an item.
fn payload(content: Content) -> Result<Payload, String> {
    match content {
        Content::Page { bytes, stated } => Ok(Payload::Page { bytes, stated, gap: None }),
        Content::Response { message, cut, stated } => http::payload(&message, cut, &stated),
        Content::Skipped(reason) => Ok(Payload::Skipped(reason)),
        Content::Problem(problem) => Err(problem),
    }
}

/// Why a page that gives no article is no problem either.
fn passed_over(error: &PageError) -> Option<Reason> {
    match error {
        PageError::Decode(DecodeError::Binary(media_type)) if !is_archive(media_type) => {
            Reason::of_media_type(media_type)
        }
        PageError::List => Some(Reason::List),
        _ => None,
    }
}

/// Archives that are not opened are told of: pages may be in them.
fn is_archive(media_type: &str) -> bool {
    ["zip", "rar", "7z", "x-xz", "lzip", "compress", "x-tar", "lz4", "cab", "x-unix-archive"]
        .iter()
        .any(|name| media_type.contains(name))
}

/// The record of a page's bytes, and what of them could not be read, in words.
///
/// # Errors
/// A page that gives no article.
pub fn record(
    id: &str,
    path: &str,
    bytes: &[u8],
    options: &Options<'_>,
) -> Result<(Record, Vec<String>), PageError> {
    let extract = &mut |article: &Article<'_>| options.extractor.extract(article);
    record_stated(id, path, bytes, &Stated::default(), options, &Sites::default(), extract)
}

fn record_stated(
    id: &str,
    path: &str,
    bytes: &[u8],
    stated: &Stated,
    options: &Options<'_>,
    sites: &Sites,
    extract: &mut Extract<'_>,
) -> Result<(Record, Vec<String>), PageError> {
    let gazetteer = options.extractor.gazetteer();
    let mut article = page::read_stated(path, bytes, stated, &options.assumed, gazetteer)?;
    let shared = sites.clean(&mut article);
    if let Some(dropped) = article.dropped_lines.as_mut().filter(|_| !shared.is_empty()) {
        dropped.extend(page::line_numbers(bytes, stated, &shared));
        dropped.sort_unstable();
        dropped.dedup();
    }
    let faults = std::mem::take(&mut article.faults);
    let found = extract(&Article {
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
    Ok((record, faults))
}
