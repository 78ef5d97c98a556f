//! Reading the CSV tables, with errors a domain expert can act on.

use serde::de::DeserializeOwned;

/// What is wrong with a table, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {message}")]
pub struct TableError {
    /// File name of the table.
    pub table: &'static str,
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// What was found and what was expected.
    pub message: String,
}

/// One table: its file name and its text.
#[derive(Debug, Clone)]
pub(crate) struct Table<'t> {
    pub(crate) name: &'static str,
    pub(crate) text: std::borrow::Cow<'t, str>,
}

impl Table<'_> {
    /// All rows, each with its line. `T`'s field names are the columns.
    pub(crate) fn rows<T: DeserializeOwned>(&self) -> Result<Vec<(u64, T)>, TableError> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(self.text.as_bytes());
        let headers = reader.headers().map_err(|e| self.error(1, e.to_string()))?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let line = |e: &csv::Error| e.position().map_or(0, csv::Position::line);
            let record = record.map_err(|e| self.error(line(&e), e.to_string()))?;
            let at = record.position().map_or(0, csv::Position::line);
            // The first column is what is looked for, and nothing would be found everywhere.
            let blank = record.get(0).is_none_or(|cell| cell.trim().is_empty());
            if blank {
                return Err(self.error(at, format!("the cell under {:?} is blank", &headers[0])));
            }
            let row = record.deserialize(Some(&headers)).map_err(|e| self.error(at, e.to_string()))?;
            rows.push((at, row));
        }
        Ok(rows)
    }

    /// Gives `read` the cells of these columns, trimmed, row by row with its line: for tables so long that reading
    /// by field name is felt. Other columns are passed over.
    pub(crate) fn cells<const N: usize>(
        &self,
        columns: [&str; N],
        mut read: impl FnMut(u64, [&str; N]) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let mut reader = csv::ReaderBuilder::new().from_reader(self.text.as_bytes());
        let headers = reader.headers().map_err(|e| self.error(1, e.to_string()))?.clone();
        let mut at = [0; N];
        for (at, column) in at.iter_mut().zip(columns) {
            let missing = || self.error(1, format!("missing column `{column}`"));
            *at = headers.iter().position(|header| header.trim() == column).ok_or_else(missing)?;
        }
        let mut record = csv::StringRecord::new();
        let mut line = 1;
        while reader.read_record(&mut record).map_err(|e| {
            let line = e.position().map_or(line + 1, csv::Position::line);
            self.error(line, e.to_string())
        })? {
            line = record.position().map_or(0, csv::Position::line);
            read(line, at.map(|at| record.get(at).unwrap_or_default().trim()))?;
        }
        Ok(())
    }

    pub(crate) fn error(&self, line: u64, message: impl Into<String>) -> TableError {
        TableError { table: self.name, line, message: message.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize, Debug)]
    #[allow(dead_code, reason = "only its reading is under test")]
    struct Row {
        word: String,
        value: u32,
    }

    #[test]
    fn a_bad_row_is_named_with_its_line() {
        let table = |text: &'static str| Table { name: "t.csv", text: text.into() };
        for (text, line, part) in [
            ("word,value\nhai,2\nba,three\n", 3, "invalid digit"),
            ("word,value\nhai\n", 2, "previous record has 2 fields"),
            ("word\nhai\n", 2, "missing field `value`"),
            ("word,value\n,2\n", 2, "the cell under \"word\" is blank"),
        ] {
            let error = table(text).rows::<Row>().unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.contains(part), "{error}");
        }
    }
}
