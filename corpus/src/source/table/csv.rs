//! CSV (RFC 4180) and its relatives with tabs and semicolons.
//!
//! `csv-core` instead of `csv`, which has no bound for a cell: an open quote would take what is left of
//! the archive into memory.

use super::{Cells, Chosen, Columns, choose, row};
use crate::record::At;
use crate::source::stream::Stream;
use crate::source::{Flow, LARGEST_PAGE, Spot, Walk, too_large};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::io::{self, BufRead as _};
use std::ops::ControlFlow::Continue;

/// Characters that stand between cells, commonest first.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Names of columns longer than this are none, in bytes.
const LONGEST_NAME: usize = 64;

/// More columns than this are not told apart.
const MOST_COLUMNS: usize = 4096;

/// The delimiter of a text whose first line names columns of which one is a page; `None` for any other.
pub(in crate::source) fn header(text: &[u8], columns: &Columns) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let names = names(text, *delimiter);
        let named = names.iter().all(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
        names.len() > 1 && named && columns.choose(&names).is_ok()
    })
}

/// The delimiter of what is called a table: that of a known header, or the commonest in the first line.
pub(in crate::source) fn delimiter(text: &[u8], columns: &Columns) -> u8 {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    let commonest = DELIMITERS.into_iter().rev().max_by_key(|delimiter| count(*delimiter));
    header(text, columns).or(commonest).unwrap_or(b',')
}

/// The cells of the first line.
fn names(text: &[u8], delimiter: u8) -> Vec<String> {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let mut parser = Parser::new(delimiter);
    let mut names = Vec::new();
    let mut rest = line;
    loop {
        let (step, read) = parser.step(rest);
        rest = &rest[read..];
        match step {
            Step::Cell { .. } => names.push(String::from_utf8_lossy(&parser.take()).trim().to_owned()),
            Step::End => return names,
            Step::More => {}
        }
        if names.len() > MOST_COLUMNS {
            return names;
        }
    }
}

/// Reads a table.
pub(in crate::source) fn read(
    mut stream: Stream<'_>,
    delimiter: u8,
    spot: &Spot,
    walk: &mut Walk<'_>,
) -> Flow {
    if stream.peek(3) == b"\xef\xbb\xbf" {
        stream.consume(3);
    }
    let mut rows = Rows { stream, parser: Parser::new(delimiter), ended: false, quotes: 0 };
    let names: Vec<String> = match rows.next(None) {
        Ok(Some(header)) => {
            header.cells.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
        }
        Ok(None) => return walk.problem(spot, "an empty table".to_owned()),
        Err(error) => return walk.problem(spot, format!("cannot be read: {error}")),
    };
    let chosen = match choose(&names, spot, walk) {
        Ok(chosen) => chosen,
        Err(problem) => return walk.problem(&spot.record(At::Line(1)), problem),
    };
    loop {
        let spot = spot.record(At::Line(rows.parser.reader.line()));
        match rows.next(Some(chosen)) {
            Ok(None) => return Continue(()),
            Ok(Some(found)) => hand_on(found, names.len(), chosen, &spot, walk)?,
            Err(error) => {
                walk.problem(&spot, format!("cannot be read: {error}"))?;
                // The rest of the damaged line is passed over.
                let line = rows.parser.reader.line() + 1;
                rows.parser = Parser { line_start: true, ..Parser::new(delimiter) };
                rows.parser.reader.set_line(line);
            }
        }
    }
}

fn hand_on(found: Row, columns: usize, Chosen(chosen): Chosen, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let Row { mut cells, long, .. } = found;
    if cells.len() != columns {
        return walk.problem(spot, format!("a row of {} cells under a header of {columns}", cells.len()));
    }
    if long {
        return walk.problem(spot, too_large(None));
    }
    let cells: Cells = chosen.map(|at| at.map(|at| std::mem::take(&mut cells[at])));
    row(cells, spot, walk)
}

/// A row, as far as it is read.
struct Row {
    /// Empty where the column is not read.
    cells: Vec<Vec<u8>>,
    /// True if a cell that is read is above the limit of pages.
    long: bool,
}

struct Rows<'a> {
    stream: Stream<'a>,
    parser: Parser,
    ended: bool,
    /// Quotation marks in the row so far.
    quotes: usize,
}

impl Rows<'_> {
    /// The next row: the cells of the chosen columns, or all.
    fn next(&mut self, chosen: Option<Chosen>) -> io::Result<Option<Row>> {
        let mut row = Row { cells: Vec::new(), long: false };
        while !self.ended {
            let bytes = self.stream.fill_buf()?;
            let (step, read) = self.parser.step(bytes);
            self.quotes += memchr::memchr_iter(b'"', &bytes[..read]).count();
            self.stream.consume(read);
            match step {
                Step::More => {}
                Step::End => self.ended = true,
                Step::Cell { last } => {
                    let wanted = chosen.is_none_or(|Chosen(at)| at.contains(&Some(row.cells.len())));
                    let long = self.parser.cell.len() as u64 > LARGEST_PAGE;
                    let cell = self.parser.take();
                    row.long |= wanted && long;
                    if row.cells.len() <= MOST_COLUMNS {
                        row.cells.push(if wanted && !long { cell } else { Vec::new() });
                    }
                    if last {
                        let open = std::mem::take(&mut self.quotes) % 2 == 1;
                        if open && self.stream.fill_buf()?.is_empty() {
                            self.ended = true;
                            let what = "a quotation mark is never closed, and all behind it is in its cell";
                            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
                        }
                        return Ok(Some(row));
                    }
                }
            }
        }
        Ok(Some(row).filter(|row| !row.cells.is_empty()))
    }
}

enum Step {
    /// The cell is whole.
    Cell {
        /// It is its row's last.
        last: bool,
    },
    /// The cell goes on.
    More,
    End,
}

/// Cells one by one, each up to the limit of pages and a byte.
struct Parser {
    reader: Reader,
    output: Vec<u8>,
    cell: Vec<u8>,
    /// True behind damage, until a line begins.
    line_start: bool,
}

impl Parser {
    fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, output: vec![0; 16 << 10], cell: Vec::new(), line_start: false }
    }

    /// Reads on in `bytes`, none of which is the end; how many were read.
    fn step(&mut self, bytes: &[u8]) -> (Step, usize) {
        if self.line_start && !bytes.is_empty() {
            let end = memchr::memchr(b'\n', bytes);
            self.line_start = end.is_none();
            return (Step::More, end.map_or(bytes.len(), |at| at + 1));
        }
        let (result, read, written) = self.reader.read_field(bytes, &mut self.output);
        let room = (LARGEST_PAGE as usize + 1).saturating_sub(self.cell.len());
        self.cell.extend_from_slice(&self.output[..written.min(room)]);
        let step = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => Step::More,
            ReadFieldResult::Field { record_end } => Step::Cell { last: record_end },
            ReadFieldResult::End => Step::End,
        };
        (step, read)
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.cell)
    }
}
