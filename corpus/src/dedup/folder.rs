//! A folder of results: its articles read, their reports grouped, ceremonies.jsonl written and the tables' rows
//! given the ids of their events.

use super::merge::{self, Event};
use super::report::{Report, reports};
use super::{Groups, group, shingle};
use crate::record::Record;
use crate::sink::{ARTICLES, CEREMONIES, CEREMONY_ROWS, CONFERRAL_ROWS, excel, plain};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, ErrorKind, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Why a folder could not be grouped.
#[derive(Debug, thiserror::Error)]
pub enum DedupError {
    /// Not a folder that `extract` has left.
    #[error("{} holds no results: there is no {file}", folder.display())]
    NoResults {
        /// The folder.
        folder: PathBuf,
        /// What is missing.
        file: &'static str,
    },
    /// A line that is no record, or a table that does not fit the articles.
    #[error("{}:{line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
    /// The system's answer.
    #[error("{}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// No such article, or one that reports no event.
    #[error("{0}")]
    Article(String),
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reports of events.
    pub reports: usize,
    /// Events.
    pub events: usize,
    /// Events that more than one article reports.
    pub shared: usize,
}

/// Groups the reports of the articles in `folder`, together with those of an earlier run where one is given: its groups
/// keep their ids and grow. Writes the events that an article of `folder` reports.
///
/// # Errors
/// A folder without results, a line that is no record, what the system says. Files are replaced whole, one by one.
pub fn dedup(folder: &Path, against: Option<&Path>) -> Result<Counts, DedupError> {
    // What is missing is told before the work and not after it.
    for file in [ARTICLES, CONFERRAL_ROWS, CEREMONY_ROWS] {
        existing(folder, file)?;
    }
    let archive = Archive::read(folder, against)?;
    let groups = archive.groups();
    let partial =
        tempfile::Builder::new().prefix(".bangvang-").tempdir_in(folder).map_err(|e| io(folder, e))?;
    let (counts, ids) = write_events(&archive, &partial.path().join(CEREMONIES))?;
    let events = Rows::of(groups, &ids);
    for (file, column) in [(CONFERRAL_ROWS, true), (CEREMONY_ROWS, false)] {
        let event = |article: &str, row: usize| events.event(article, row, column);
        with_column(&folder.join(file), &partial.path().join(file), event)?;
    }
    for file in [CEREMONIES, CONFERRAL_ROWS, CEREMONY_ROWS] {
        let to = folder.join(file);
        std::fs::rename(partial.path().join(file), &to).map_err(|e| io(&to, e))?;
    }
    Ok(counts)
}

/// The articles of one or two folders: what they report, grouped, and where in the files they are.
#[derive(Debug)]
pub struct Archive {
    groups: Groups,
    articles: Articles,
    earlier: Earlier,
}

/// Where the lines of articles are, by the hashes of their ids.
#[derive(Debug, Default)]
struct Articles {
    files: Vec<PathBuf>,
    places: HashMap<u64, Place>,
}

/// The events of an earlier run.
#[derive(Debug, Default)]
struct Earlier {
    /// Their ids, each once, in order.
    ids: Vec<String>,
    /// Which of them a report belongs to.
    events: HashMap<Key, u64>,
}

/// A report: its article, ceremony and first conferral.
type Key = (u64, Option<u16>, Option<u16>);

fn key(article: &str, ceremony: Option<u16>, conferrals: &[u16]) -> Key {
    (shingle::hash(article), ceremony, conferrals.first().copied())
}

/// Where an article's line is.
#[derive(Debug, Clone, Copy)]
struct Place {
    file: usize,
    offset: u64,
    length: usize,
}

/// Lines that are read before they are worked on.
const BATCH: usize = 4096;

impl Archive {
    /// Reads a folder of results, and that of an earlier run, and groups what they report. An article of both counts as it
    /// stands in the first.
    ///
    /// # Errors
    /// As [`dedup`].
    pub fn read(folder: &Path, against: Option<&Path>) -> Result<Self, DedupError> {
        let (mut articles, mut earlier) = (Articles::default(), Earlier::default());
        let mut reports = articles.read(folder)?;
        if let Some(against) = against {
            reports.extend(articles.read(against)?);
            earlier = Earlier::read(against)?;
        }
        let groups = group(reports, |report| earlier.event(report));
        Ok(Self { groups, articles, earlier })
    }

    /// The reports in their groups.
    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    /// The record of an article.
    ///
    /// # Errors
    /// No such article; what the system says.
    pub fn record(&self, article: &str) -> Result<Record, DedupError> {
        self.articles.record(article)
    }

    /// The id that a group had: that of the earlier group that most of its reports were in.
    fn kept_id(&self, reports: &[&Report]) -> Option<&str> {
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for event in reports.iter().filter_map(|report| self.earlier.event(report)) {
            *counts.entry(event).or_default() += 1;
        }
        let (event, _) =
            counts.into_iter().min_by_key(|(event, count)| (std::cmp::Reverse(*count), *event))?;
        Some(&self.earlier.ids[event as usize])
    }
}

impl Articles {
    /// Reads a folder's articles; the reports of those that were not read before.
    fn read(&mut self, folder: &Path) -> Result<Vec<Report>, DedupError> {
        let path = existing(folder, ARTICLES)?;
        let file = self.files.len();
        self.files.push(path.clone());
        let mut lines = Lines::open(&path)?;
        let mut known: HashSet<u64> = HashSet::new();
        let mut told = Vec::new();
        loop {
            let batch = lines.batch()?;
            if batch.is_empty() {
                return Ok(told);
            }
            let read = |line: &Line| -> Result<(u64, Vec<Report>), DedupError> {
                let record: Record = parse(&path, line.number, &line.text)?;
                Ok((shingle::hash(&record.id), reports(&record)))
            };
            let read: Vec<_> = batch.par_iter().map(read).collect::<Result<_, _>>()?;
            for (line, (id, found)) in batch.iter().zip(read) {
                if !known.insert(id) {
                    let problem = "the id of this article is another's too".to_owned();
                    return Err(DedupError::Line { path, line: line.number, problem });
                }
                if file > 0 && self.places.contains_key(&id) {
                    continue;
                }
                self.places.insert(id, Place { file, offset: line.offset, length: line.text.len() });
                told.extend(found);
            }
        }
    }

    fn record(&self, article: &str) -> Result<Record, DedupError> {
        let place = self.places.get(&shingle::hash(article));
        let place = place.ok_or_else(|| DedupError::Article(format!("there is no article {article}")))?;
        let path = &self.files[place.file];
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(place.offset))?;
            let mut line = vec![0; place.length];
            file.read_exact(&mut line)?;
            Ok(line)
        };
        parse(path, 0, &read().map_err(|e| io(path, e))?)
    }

    /// Whether a report is of the folder that was read first.
    fn is_new(&self, report: &Report) -> bool {
        self.places.get(&shingle::hash(&report.article)).is_some_and(|place| place.file == 0)
    }
}

impl Earlier {
    fn read(folder: &Path) -> Result<Self, DedupError> {
        let path = existing(folder, CEREMONIES)?;
        let mut lines = Lines::open(&path)?;
        let mut earlier = Self::default();
        loop {
            let batch = lines.batch()?;
            if batch.is_empty() {
                return Ok(earlier);
            }
            for line in batch {
                let event: Event = parse(&path, line.number, &line.text)?;
                let number = earlier.ids.len() as u64;
                let keys =
                    event.reports.iter().map(|told| key(&told.article, told.ceremony, &told.conferrals));
                earlier.events.extend(keys.map(|key| (key, number)));
                earlier.ids.push(event.id);
            }
        }
    }

    fn event(&self, report: &Report) -> Option<u64> {
        self.events.get(&key(&report.article, report.ceremony, &report.conferrals)).copied()
    }
}

/// Writes the events; their ids, by group.
fn write_events(archive: &Archive, to: &Path) -> Result<(Counts, Vec<String>), DedupError> {
    let groups = archive.groups();
    let mut out = BufWriter::new(File::create(to).map_err(|e| io(to, e))?);
    let mut counts = Counts::default();
    let mut ids = Vec::with_capacity(groups.groups.len());
    for batch in groups.groups.chunks(BATCH) {
        let merged = |group: &Vec<usize>| -> Result<Option<Event>, DedupError> {
            let told: Vec<&Report> = group.iter().map(|at| &groups.reports[*at]).collect();
            if !told.iter().any(|report| archive.articles.is_new(report)) {
                return Ok(None);
            }
            let records = told.iter().map(|report| archive.record(&report.article));
            let records: Vec<Record> = records.collect::<Result<_, _>>()?;
            let pairs: Vec<_> = told.iter().copied().zip(&records).collect();
            let mut event = merge::merge(&pairs);
            if let Some(id) = archive.kept_id(&told) {
                event.id = id.to_owned();
            }
            Ok(Some(event))
        };
        let events: Vec<Option<Event>> = batch.par_iter().map(merged).collect::<Result<_, _>>()?;
        for event in events {
            ids.push(event.as_ref().map(|event| event.id.clone()).unwrap_or_default());
            let Some(event) = event else { continue };
            counts.reports += event.reports.len();
            counts.events += 1;
            counts.shared += usize::from(event.reports.len() > 1);
            serde_json::to_writer(&mut out, &event).map_err(|e| io(to, e.into()))?;
            out.write_all(b"\n").map_err(|e| io(to, e))?;
        }
    }
    out.flush().map_err(|e| io(to, e))?;
    Ok((counts, ids))
}

/// Which event a row of a table belongs to: by the article's id, then conferrals or ceremonies by number.
struct Rows<'i> {
    conferrals: HashMap<(u64, usize), &'i str>,
    ceremonies: HashMap<(u64, usize), &'i str>,
}

impl<'i> Rows<'i> {
    fn of(groups: &Groups, ids: &'i [String]) -> Self {
        let mut rows = Self { conferrals: HashMap::new(), ceremonies: HashMap::new() };
        for (report, group) in groups.reports.iter().zip(&groups.group_of) {
            let (article, id) = (shingle::hash(&report.article), ids[*group].as_str());
            rows.conferrals.extend(report.conferrals.iter().map(|row| ((article, usize::from(*row)), id)));
            // A ceremony of several occasions has the id of its first.
            if let Some(row) = report.ceremony {
                rows.ceremonies.entry((article, usize::from(row))).or_insert(id);
            }
        }
        rows
    }

    fn event(&self, article: &str, row: usize, conferral: bool) -> &'i str {
        let rows = if conferral { &self.conferrals } else { &self.ceremonies };
        rows.get(&(shingle::hash(article), row)).copied().unwrap_or_default()
    }
}

/// The last column of both tables.
const COLUMN: &str = "ceremony_id";

/// Copies a table with the column behind the others, in the place of one that is there already. Rows of
/// an article stand together, in the order of its record.
fn with_column<'i>(from: &Path, to: &Path, event: impl Fn(&str, usize) -> &'i str) -> Result<(), DedupError> {
    let file = File::open(from).map_err(|e| io(from, e))?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(BufReader::new(file));
    let out = BufWriter::new(File::create(to).map_err(|e| io(to, e))?);
    let mut writer = excel(out).map_err(|e| io(to, e))?;
    let wrong = |error: csv::Error, line: u64| DedupError::Line {
        path: from.to_owned(),
        line: error.position().map_or(line, csv::Position::line),
        problem: error.to_string(),
    };
    let (mut article, mut row, mut columns) = (String::new(), 0, None);
    for (line, cells) in reader.records().enumerate() {
        let cells = cells.map_err(|e| wrong(e, line as u64 + 1))?;
        let Some(width) = columns else {
            // The reader takes the byte order mark off.
            let width = cells.iter().position(|cell| cell == COLUMN).unwrap_or(cells.len());
            columns = Some(width);
            let header = cells.iter().take(width).chain([COLUMN]);
            writer.write_record(header).map_err(|e| wrong(e, 1))?;
            continue;
        };
        let id = plain(cells.get(0).unwrap_or_default());
        row = if line > 1 && id == article { row + 1 } else { 0 };
        article = id.to_owned();
        let cells = cells.iter().take(width).chain([event(&article, row)]);
        writer.write_record(cells).map_err(|e| wrong(e, line as u64 + 1))?;
    }
    writer.flush().map_err(|e| io(to, e))
}

struct Line {
    number: u64,
    offset: u64,
    text: Vec<u8>,
}

/// The lines of a file, with their places.
struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    number: u64,
    offset: u64,
}

impl Lines {
    fn open(path: &Path) -> Result<Self, DedupError> {
        let file = File::open(path).map_err(|e| io(path, e))?;
        Ok(Self {
            path: path.to_owned(),
            reader: BufReader::with_capacity(1 << 20, file),
            number: 0,
            offset: 0,
        })
    }

    /// The next lines that are not empty; none at the end.
    fn batch(&mut self) -> Result<Vec<Line>, DedupError> {
        let mut batch = Vec::new();
        while batch.len() < BATCH {
            let mut text = Vec::new();
            let length = self.reader.read_until(b'\n', &mut text).map_err(|e| io(&self.path, e))?;
            if length == 0 {
                break;
            }
            self.number += 1;
            if text.trim_ascii().is_empty() {
                self.offset += length as u64;
                continue;
            }
            batch.push(Line { number: self.number, offset: self.offset, text });
            self.offset += length as u64;
        }
        Ok(batch)
    }
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path, line: u64, text: &[u8]) -> Result<T, DedupError> {
    let wrong =
        |e: serde_json::Error| DedupError::Line { path: path.to_owned(), line, problem: e.to_string() };
    serde_json::from_slice(text).map_err(wrong)
}

/// The path of a file of results. What hinders looking for it is told, and not taken for its absence.
fn existing(folder: &Path, file: &'static str) -> Result<PathBuf, DedupError> {
    let path = folder.join(file);
    match std::fs::metadata(&path) {
        Ok(found) if found.is_file() => Ok(path),
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Err(io(&path, error))
        }
        _ => Err(DedupError::NoResults { folder: folder.to_owned(), file }),
    }
}

fn io(path: &Path, source: std::io::Error) -> DedupError {
    DedupError::Io { path: path.to_owned(), source }
}
