//! Reading a table: its standard rows, with those of a folder over them, and every fault told with its
//! place.

use crate::overlay::Overlay;
use crate::row;
use crate::standard::Schema;
use bangvang_normalize::key;
use csv::StringRecord;
use serde::de::DeserializeOwned;
use std::fmt;

/// What is wrong with a table, and where. Ordered by file and line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct TableError {
    /// The file: its name for a standard table, its path for one of a folder.
    pub file: String,
    /// Line in the file, the header being line 1; 0 for the whole file.
    pub line: u64,
    /// What was found and what was expected, the column before it where it is one cell's.
    pub message: String,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

/// Where a row stands: in the standard table or in the file over it, and in which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct At {
    pub(crate) overlay: bool,
    pub(crate) line: u64,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)
    }
}

/// How many rows a table has, and how they came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCount {
    /// File name.
    pub table: &'static str,
    /// Rows of the standard table.
    pub standard: usize,
    /// Of a file over it: rows that stand in place of standard ones, and rows that are new. `None` where
    /// there is no such file.
    pub overlay: Option<Over>,
}

/// What a file over a standard table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Over {
    /// Rows in place of standard ones.
    pub replaced: usize,
    /// New rows.
    pub added: usize,
}

/// One table: the standard rows, those of a file over them, and what was found wrong so far.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) schema: &'static Schema,
    pub(crate) columns: StringRecord,
    pub(crate) overlay: Option<Overlay>,
    problems: Vec<TableError>,
}

/// A row as it is met: in place of which standard row, if of any.
struct Met<'r> {
    at: At,
    cells: &'r StringRecord,
    replaces: Option<(At, &'r StringRecord)>,
}

impl Table {
    /// The standard table alone.
    pub(crate) fn standard(schema: &'static Schema) -> Self {
        let mut table = Self { schema, columns: StringRecord::new(), overlay: None, problems: Vec::new() };
        match table.reader().headers() {
            Ok(columns) => table.columns = columns.clone(),
            Err(error) => table.problems.push(broken(schema, &error)),
        }
        table
    }

    /// All good rows, each with its place; a row that is not is reported. `T`'s field names are the
    /// columns. A row of the folder stands where the standard one that it replaces does, a new one at the
    /// end. Where it is not good, the standard one stays.
    pub(crate) fn rows<T: DeserializeOwned>(&mut self) -> Vec<(At, T)> {
        let (mut rows, mut faults) = (Vec::new(), Vec::new());
        self.each(|met| {
            let standard = |e| {
                faults.push((met.at, e));
                met.replaces.and_then(|(at, cells)| Some((at, self.row(cells).ok()?)))
            };
            rows.extend(self.row(met.cells).map(|row| (met.at, row)).map_or_else(standard, Some));
        });
        faults.into_iter().for_each(|(at, message)| self.report(at, message));
        rows
    }

    fn row<T: DeserializeOwned>(&self, cells: &StringRecord) -> Result<T, String> {
        self.blank(cells).map_or(Ok(()), Err)?;
        row::read(&self.columns, cells).map_err(|error| error.to_string())
    }

    /// What is wrong with a row that leaves blank what no row may.
    fn blank(&self, cells: &StringRecord) -> Option<String> {
        let blank = self.columns.iter().zip(cells).filter(|(_, cell)| cell.trim().is_empty());
        let column = blank.map(|(column, _)| column).find(|column| !self.schema.is_optional(column))?;
        Some(format!("{column}: is blank, but every row has one"))
    }

    /// Gives `read` the cells of these columns, trimmed, row by row, as [`Self::rows`] does, and reports what it
    /// says is wrong with one: for tables so long that reading by field name is felt. Other columns are
    /// passed over.
    pub(crate) fn cells<const N: usize>(
        &mut self,
        columns: [&str; N],
        mut read: impl FnMut(At, [&str; N]) -> Result<(), String>,
    ) {
        let mut faults = Vec::new();
        match columns.iter().find(|column| self.column(column).is_none()) {
            Some(missing) => {
                let header = At { overlay: false, line: 1 };
                faults.push((header, format!("column {missing:?} is missing")));
            }
            None => {
                let columns = columns.map(|column| self.column(column).unwrap_or_default());
                // The standard tables are tidy, which their own check sees to.
                let mut row = |at: At, cells: &StringRecord| {
                    at.overlay.then(|| self.blank(cells)).flatten().map_or(Ok(()), Err)?;
                    read(at, columns.map(|column| cells.get(column).unwrap_or_default()))
                };
                self.each(|met| {
                    if let Err(message) = row(met.at, met.cells) {
                        faults.push((met.at, message));
                        met.replaces.into_iter().for_each(|(at, cells)| drop(row(at, cells)));
                    }
                });
            }
        }
        faults.into_iter().for_each(|(at, message)| self.report(at, message));
    }

    /// Every row as it stands, good or not.
    pub(crate) fn records(&self) -> Vec<(At, StringRecord)> {
        let mut rows = Vec::new();
        self.each(|met| rows.push((met.at, met.cells.clone())));
        rows
    }

    /// How many rows stand where.
    pub(crate) fn count(&self) -> TableCount {
        let (mut standard, mut over) = (0, Over::default());
        self.each(|met| match (met.at.overlay, met.replaces) {
            (false, _) => standard += 1,
            (true, None) => over.added += 1,
            (true, Some(_)) => {
                standard += 1;
                over.replaced += 1;
            }
        });
        TableCount { table: self.schema.name, standard, overlay: self.overlay.as_ref().map(|_| over) }
    }

    fn each(&self, mut take: impl FnMut(Met<'_>)) {
        let rows = self.overlay.as_ref().map_or(&[][..], |overlay| &overlay.rows);
        let mut placed = vec![false; rows.len()];
        let mut reader = self.reader();
        let mut cells = StringRecord::new();
        // What breaks the reading of a standard table is told by `broken_line`.
        while reader.read_record(&mut cells).unwrap_or(false) {
            let at = At { overlay: false, line: cells.position().map_or(0, csv::Position::line) };
            let over = self.overlay.as_ref().and_then(|overlay| overlay.at(&self.key(&cells)));
            match over {
                Some(i) if placed[i] => {}
                Some(i) => {
                    placed[i] = true;
                    let (line, over) = &rows[i];
                    let replaces = Some((at, &cells));
                    take(Met { at: At { overlay: true, line: *line }, cells: over, replaces });
                }
                None => take(Met { at, cells: &cells, replaces: None }),
            }
        }
        for ((line, cells), _) in rows.iter().zip(placed).filter(|(_, placed)| !placed) {
            take(Met { at: At { overlay: true, line: *line }, cells, replaces: None });
        }
    }

    /// What tells a row from others.
    pub(crate) fn key(&self, cells: &StringRecord) -> String {
        let columns = self.columns.iter().zip(cells).filter(|(column, _)| self.schema.key.contains(column));
        columns.map(|(_, cell)| key(cell)).collect::<Vec<_>>().join("\t")
    }

    /// Where a column is.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    fn reader(&self) -> csv::Reader<&'static [u8]> {
        csv::Reader::from_reader(self.schema.text.as_bytes())
    }

    /// Why the standard table cannot be read to its end, if it cannot.
    pub(crate) fn broken_line(&self) -> Option<TableError> {
        self.reader().records().find_map(Result::err).map(|error| broken(self.schema, &error))
    }

    /// Tells of a fault in a row.
    pub(crate) fn report(&mut self, at: At, message: impl Into<String>) {
        let error = self.error(at, message);
        self.problems.push(error);
    }

    /// A fault in a row.
    pub(crate) fn error(&self, at: At, message: impl Into<String>) -> TableError {
        let overlay = self.overlay.as_ref().filter(|_| at.overlay);
        let file = overlay.map_or_else(|| self.schema.name.to_owned(), |overlay| overlay.path.clone());
        TableError { file, line: at.line, message: message.into() }
    }

    /// Takes what was reported so far.
    pub(crate) fn take_problems(&mut self) -> Vec<TableError> {
        std::mem::take(&mut self.problems)
    }
}

fn broken(schema: &Schema, error: &csv::Error) -> TableError {
    let line = error.position().map_or(0, csv::Position::line);
    TableError { file: schema.name.to_owned(), line, message: error.to_string() }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// A table of this text, which nobody deletes.
    pub(crate) fn table(name: &'static str, key: &'static [&'static str], text: &'static str) -> Table {
        Table::standard(Box::leak(Box::new(Schema { name, key, filled: &[], text })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug, PartialEq)]
    struct Row {
        word: String,
        value: u32,
        kind: Option<Kind>,
    }

    #[derive(serde::Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        SmallOne,
        Big,
    }

    #[test]
    fn every_bad_row_is_named_with_its_line_and_the_others_are_read() {
        let text = "word,value,kind\nmột,1,\nba,three,\n,2,\nhai,2,small one\nbốn,4,big\n";
        let mut table = testing::table("t.csv", &["word"], text);
        let rows = table.rows::<Row>();
        let words: Vec<_> = rows.iter().map(|(at, row)| (at.line, row.word.as_str())).collect();
        assert_eq!(words, [(2, "một"), (6, "bốn")]);
        assert_eq!((&rows[0].1.kind, &rows[1].1.kind), (&None, &Some(Kind::Big)));
        let problems: Vec<_> = table.take_problems().iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "t.csv:3: value: \"three\" is no whole number",
                "t.csv:4: word: is blank, but every row has one",
                "t.csv:5: kind: \"small one\" is none of small-one, big; did you mean small-one?",
            ]
        );
    }

    #[test]
    fn a_standard_table_that_is_no_table_is_told() {
        let text = "word,value,kind\nmột,1,\nhai\n";
        let error = testing::table("t.csv", &["word"], text).broken_line().unwrap();
        assert_eq!(error.line, 3, "{error}");
    }
}
