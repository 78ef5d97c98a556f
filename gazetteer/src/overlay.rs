//! A file of a folder, with the rows that go over those of a standard table.
//!
//! Spreadsheets save in more ways than one: with a byte order mark, with semicolons or tabs for commas, with
//! the line ends of Windows, with columns in another order, and with blank columns and rows behind the
//! filled ones. All of these are read. What cannot be read is told so that somebody who knows spreadsheets
//! can mend it.

use crate::nearest::did_you_mean;
use crate::table::{Table, TableError};
use bangvang_normalize::clean;
use csv::StringRecord;
use std::collections::HashMap;

/// The rows of a file, in the standard table's order of columns.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// The file.
    pub(crate) path: String,
    /// Each row with its line.
    pub(crate) rows: Vec<(u64, StringRecord)>,
    /// Rows by [`Table::key`].
    by_key: HashMap<String, usize>,
}

/// How to save a file that is not in UTF-8.
const SAVE: &str = "save it as \"CSV UTF-8\"";

impl Overlay {
    /// Reads a file over `table`, with what is wrong with it.
    pub(crate) fn read(path: &str, bytes: &[u8], table: &Table) -> (Self, Vec<TableError>) {
        let mut overlay = Self { path: path.to_owned(), rows: Vec::new(), by_key: HashMap::new() };
        let mut problems = Vec::new();
        let mut tell = |line, message| problems.push(TableError { file: path.to_owned(), line, message });
        match decode(bytes) {
            Err((line, message)) => tell(line, message),
            Ok(text) => overlay.add_all(&text, table, &mut tell),
        }
        (overlay, problems)
    }

    /// The row of a key.
    pub(crate) fn at(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    fn add_all(&mut self, text: &str, table: &Table, tell: &mut impl FnMut(u64, String)) {
        let mut records = records(text, table).into_iter();
        let Some((line, header)) = records.next() else {
            return tell(0, format!("is blank; its first line names the columns: {}", listed(table)));
        };
        // Under a header without a column that every row needs, all rows would be told of.
        let Some(columns) = Columns::of(&header, table, &mut |message| tell(line, message)) else { return };
        for (line, cells) in records {
            match columns.place(&cells) {
                Ok(cells) if cells.iter().all(str::is_empty) => {}
                Ok(cells) => self.add(line, cells, table, tell),
                Err(message) => tell(line, message),
            }
        }
    }

    fn add(&mut self, line: u64, cells: StringRecord, table: &Table, tell: &mut impl FnMut(u64, String)) {
        for (column, fault) in table.columns.iter().zip(cells.iter().map(damage)) {
            fault.into_iter().for_each(|fault| tell(line, format!("{column}: {fault}")));
        }
        let key = table.key(&cells);
        // A row without its key is told where rows are read.
        if let Some(first) = self.at(&key).filter(|_| !key.trim().is_empty()) {
            let names = table.schema.key.join(" and ");
            let first = self.rows[first].0;
            return tell(
                line,
                format!("{names}: {:?} stands in line {first} already", key.replace('\t', ", ")),
            );
        }
        self.by_key.insert(key, self.rows.len());
        self.rows.push((line, cells));
    }
}

/// Where the columns of a file are.
struct Columns {
    /// For each column of the standard table its place in the file.
    places: Vec<Option<usize>>,
    /// How many cells a row has.
    width: usize,
}

impl Columns {
    /// Finds the columns; `None` where one is missing that no row leaves blank.
    fn of(header: &StringRecord, table: &Table, tell: &mut impl FnMut(String)) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| clean(name).text.trim().to_owned()).collect();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if table.column(name).is_none() {
                let nearest = did_you_mean(name, table.columns.iter());
                let there =
                    if nearest.is_empty() { format!("; there are {}", listed(table)) } else { nearest };
                tell(format!("column {name:?} is unknown{there}"));
            } else if names[..at].contains(name) {
                tell(format!("column {name:?} stands there twice"));
            }
        }
        let place = |column: &str| names.iter().position(|name| name == column);
        let needed = table.columns.iter().filter(|column| !table.schema.is_optional(column));
        let missing: Vec<&str> = needed.filter(|column| place(column).is_none()).collect();
        missing.iter().for_each(|column| tell(format!("column {column:?} is missing")));
        let columns = Self { places: table.columns.iter().map(place).collect(), width: names.len() };
        missing.is_empty().then_some(columns)
    }

    /// The cells of a row in the standard table's order.
    fn place(&self, cells: &StringRecord) -> Result<StringRecord, String> {
        let given = cells.len();
        // Blank cells behind the last column are the spreadsheet's.
        let more = cells.iter().skip(self.width).any(|cell| !cell.trim().is_empty());
        if more {
            let hint = "put a cell that holds the separator in quotation marks";
            return Err(format!("{given} cells under {} columns; {hint}", self.width));
        }
        if cells.iter().any(|cell| cell.contains('\n')) {
            return Err("a cell goes on in the next line; is a quotation mark not closed?".to_owned());
        }
        let cell =
            |place: &Option<usize>| cells.get((*place)?).map(|cell| clean(cell).text.trim().to_owned());
        Ok(self.places.iter().map(|place| cell(place).unwrap_or_default()).collect())
    }
}

/// The text of a file, with `\n` at the line ends, or the line where it is no UTF-8.
fn decode(bytes: &[u8]) -> Result<String, (u64, String)> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((0, format!("is in UTF-16; {SAVE}")));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err((0, format!("is a workbook; {SAVE}")));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let lines = before.iter().filter(|byte| **byte == b'\n').count() as u64;
        (lines + 1, format!("is not in UTF-8; {SAVE}"))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // A first line for Excel alone, which names the separator; the line counts.
    let header =
        text.strip_prefix("sep=").and_then(|rest| rest.get(1..)).filter(|rest| rest.starts_with('\n'));
    Ok(header.map(str::to_owned).unwrap_or(text))
}

/// All records, the header first, each with its line.
fn records(text: &str, table: &Table) -> Vec<(u64, StringRecord)> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator(text, table));
    let mut reader = builder.from_reader(text.as_bytes());
    // Neither the ragged nor the unquoted is an error to this reader, and UTF-8 it is.
    let records = reader.records().map_while(Result::ok);
    let line = |record: &StringRecord| {
        let at = record.position();
        // A record is said to begin with the blank lines before it.
        let rest = at.and_then(|at| text.get(usize::try_from(at.byte()).ok()?..)).unwrap_or_default();
        let blank = rest.bytes().take_while(|byte| *byte == b'\n').count() as u64;
        at.map_or(0, csv::Position::line) + blank
    };
    records.map(|record| (line(&record), record)).collect()
}

/// What stands between the cells: the separator under which the header has most of the table's columns.
fn separator(text: &str, table: &Table) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let known = |separator: u8| {
        let names = header.split(char::from(separator)).map(|name| name.trim().trim_matches('"'));
        names.filter(|name| table.column(name).is_some()).count()
    };
    // Of those equally good the last.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| known(*separator)).unwrap_or(b',')
}

/// What a cell lost when its file was saved: letters that the charset did not have.
fn damage(cell: &str) -> Option<String> {
    let lost = cell.contains('\u{fffd}') || {
        let letters: Vec<char> = cell.chars().collect();
        letters.windows(3).any(|w| w[1] == '?' && w[0].is_alphabetic() && w[2].is_alphabetic())
    };
    lost.then(|| format!("{cell:?} lost letters when it was saved; take the original and {SAVE}"))
}

fn listed(table: &Table) -> String {
    table.columns.iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::testing::table;

    const STANDARD: &str = "form,extent,level\nchính phủ,fixed,government\nsở,field,\nquốc hội,fixed,state\n";

    #[derive(serde::Deserialize)]
    struct Row {
        form: String,
        extent: String,
        level: String,
    }

    /// The rows of the standard table with a file over it, and the messages.
    fn over(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let mut table = table("bodies.csv", &["form"], STANDARD);
        let (overlay, mut problems) = Overlay::read("my/bodies.csv", bytes, &table);
        table.overlay = Some(overlay);
        let rows = table.rows::<Row>().into_iter();
        let rows = rows.map(|(at, row)| {
            let from = if at.overlay { format!("{}: ", at.line) } else { String::new() };
            format!("{from}{} {} {}", row.form, row.extent, row.level).trim_end().to_owned()
        });
        let rows = rows.collect();
        problems.extend(table.take_problems());
        (rows, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_row_replaces_the_one_of_its_key_and_another_is_added() {
        for (text, want) in [
            (
                "form,extent,level\n",
                ["chính phủ fixed government", "sở field", "quốc hội fixed state"].as_slice(),
            ),
            (
                "form,extent,level\nSở,place,province\nhội,name,\n",
                &[
                    "chính phủ fixed government",
                    "2: Sở place province",
                    "quốc hội fixed state",
                    "3: hội name",
                ],
            ),
            // A column that is left out is blank, in a row that replaces another too.
            ("extent,form\nname,quốc hội\n", &["chính phủ fixed government", "sở field", "2: quốc hội name"]),
        ] {
            let (rows, problems) = over(text.as_bytes());
            assert_eq!(rows, want, "{text}");
            assert!(problems.is_empty(), "{problems:?}");
        }
    }

    #[test]
    fn files_are_read_as_spreadsheets_save_them() {
        for text in [
            "form,extent,level\nhội đồng,place,union\n",
            "\u{feff}form;extent;level\r\nhội đồng;place;union\r\n",
            "level\tform\textent\nunion\thội đồng\tplace",
            "form,extent,level,,\nhội đồng,place,union,,\n,,,,\n",
            "\"form\",\"extent\",\"level\"\r\"hội đồng\",\"place\",\"union\"\r",
            " form , extent , level \n ho\u{302}\u{323}i đo\u{302}\u{300}ng , place , union \n",
        ] {
            let (rows, problems) = over(text.as_bytes());
            assert_eq!(rows.last().unwrap(), "2: hội đồng place union", "{text:?}");
            assert!(problems.is_empty(), "{text:?}: {problems:?}");
        }
        let (rows, _) = over("sep=;\nform;extent\nhội;name\n".as_bytes());
        assert_eq!(rows[3..], ["3: hội name"], "Excel's own line counts");
        let (rows, _) = over("form,extent\r\n\r\nhội,name\r\n\r\n\r\nđội,name".as_bytes());
        assert_eq!(rows[3..], ["3: hội name", "6: đội name"], "blank lines count");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_line() {
        for (bytes, want) in [
            (&b""[..], "my/bodies.csv: is blank; its first line names the columns: form, extent, level"),
            (b"\xff\xfef\0o\0", "my/bodies.csv: is in UTF-16; save it as \"CSV UTF-8\""),
            (b"PK\x03\x04..", "my/bodies.csv: is a workbook; save it as \"CSV UTF-8\""),
            (b"form,extent\nh\xe9i,name\n", "my/bodies.csv:2: is not in UTF-8; save it as \"CSV UTF-8\""),
            (b"form,extend\n", "my/bodies.csv:1: column \"extend\" is unknown; did you mean extent?"),
            (
                b"form,extent,colour\n",
                "my/bodies.csv:1: column \"colour\" is unknown; there are form, extent, level",
            ),
            (b"form,extent,form\n", "my/bodies.csv:1: column \"form\" stands there twice"),
            (b"extent,level\nname,\n", "my/bodies.csv:1: column \"form\" is missing"),
            (
                b"form,extent\na,name\nb,name\nA,fixed\n",
                "my/bodies.csv:4: form: \"a\" stands in line 2 already",
            ),
            (
                b"form,extent\na,b,name\n",
                "my/bodies.csv:2: 3 cells under 2 columns; put a cell that holds the separator in quotation marks",
            ),
            (
                b"form,extent\n\"a,name\nb,name\n",
                "my/bodies.csv:2: a cell goes on in the next line; is a quotation mark not closed?",
            ),
            (b"form,extent\n,name\n", "my/bodies.csv:2: form: is blank, but every row has one"),
            (
                b"form,extent\nH?i ngh?,name\n",
                "my/bodies.csv:2: form: \"H?i ngh?\" lost letters when it was saved; take the original and save it as \"CSV UTF-8\"",
            ),
        ] {
            let (_, problems) = over(bytes);
            assert_eq!(problems[0], want, "{problems:?}");
        }
    }
}
