//! The flat views for spreadsheets: UTF-8 with a byte order mark, so that Excel reads it as such.

use super::SinkError;
use crate::record::Record;
use bangvang_extract::Sentences;
use bangvang_gazetteer::Gazetteer;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Columns of conferrals.csv.
pub(super) const CONFERRALS: [&str; 17] = [
    "article",
    "title",
    "outlet",
    "published",
    "award",
    "award_name",
    "class",
    "level",
    "conferrer",
    "kind",
    "count",
    "recipients",
    "status",
    "period",
    "date",
    "evidence",
    "confidence",
];

/// Columns of ceremonies.csv.
pub(super) const CEREMONIES: [&str; 10] =
    ["article", "title", "outlet", "published", "kinds", "date", "place", "organiser", "period", "evidence"];

/// A CSV file being written.
#[derive(Debug)]
pub(super) struct Table {
    file: &'static str,
    writer: csv::Writer<BufWriter<File>>,
}

impl Table {
    pub(super) fn create(
        out: BufWriter<File>,
        file: &'static str,
        columns: &[&str],
    ) -> Result<Self, SinkError> {
        let csv = |source: csv::Error| SinkError::Csv { file, source };
        let mut writer = excel(out).map_err(|e| csv(e.into()))?;
        writer.write_record(columns).map_err(csv)?;
        Ok(Self { file, writer })
    }

    pub(super) fn write(&mut self, row: &[String]) -> Result<(), SinkError> {
        let cells = row.iter().map(|cell| harmless(cell));
        self.writer.write_record(cells).map_err(|source| SinkError::Csv { file: self.file, source })
    }

    pub(super) fn finish(mut self) -> Result<(), SinkError> {
        self.writer.flush().map_err(|e| SinkError::Csv { file: self.file, source: e.into() })
    }
}

/// A writer of CSV as Excel reads it: a byte order mark, and CRLF behind rows.
///
/// # Errors
/// What the system says of the mark.
pub(crate) fn excel<W: Write>(mut out: W) -> std::io::Result<csv::Writer<W>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out))
}

/// Whether a spreadsheet would run a cell as a formula.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell that a spreadsheet would run as a formula, behind an apostrophe. A line break stays inside
/// its cell.
fn harmless(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// What stands in a cell, without the apostrophe that keeps spreadsheets from running it.
pub(crate) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// The sentence that carries a row; where that is longer than a cell should be, the words that do.
fn evidence(sentences: &Sentences<'_>, text: &str, [start, end]: [usize; 2]) -> String {
    let sentence = sentences.around(start..end);
    let shown = if sentence.len() > LONGEST_CELL { start..end } else { sentence };
    let mut cell: String = text.chars().skip(shown.start).take(shown.len().min(LONGEST_CELL)).collect();
    if shown.len() > LONGEST_CELL {
        cell.push('…');
    }
    cell
}

/// A cell of Excel holds 32,767 characters; nobody reads so many. Code points.
const LONGEST_CELL: usize = 4000;

fn head(record: &Record) -> [String; 4] {
    [
        record.id.clone(),
        record.title.clone().unwrap_or_default(),
        record.source.outlet.clone().unwrap_or_default(),
        record.published.clone().unwrap_or_default(),
    ]
}

pub(super) fn conferrals(
    record: &Record,
    sentences: &Sentences<'_>,
    gazetteer: &Gazetteer,
) -> Vec<Vec<String>> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let row = |r: &bangvang_extract::record::Conferral| {
        let name = gazetteer.award(&r.award).map_or(String::new(), |a| a.name_vi.clone());
        let mut cells = head(record).to_vec();
        cells.extend([
            r.award.clone(),
            name,
            text(&r.class),
            text(&r.level),
            text(&r.conferrer),
            r.kind.clone(),
            r.count.map_or(String::new(), |c| c.to_string()),
            r.recipients.join("; "),
            r.status.as_str().to_owned(),
            text(&r.period),
            text(&r.date),
            evidence(sentences, &record.text, r.evidence),
            format!("{:.2}", r.confidence),
        ]);
        cells
    };
    record.found.conferrals.iter().map(row).collect()
}

pub(super) fn ceremonies(record: &Record, sentences: &Sentences<'_>) -> Vec<Vec<String>> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let row = |c: &bangvang_extract::record::Ceremony| {
        let mut cells = head(record).to_vec();
        cells.extend([
            c.kinds.join("; "),
            text(&c.date),
            text(&c.place),
            text(&c.organiser),
            text(&c.period),
            evidence(sentences, &record.text, c.evidence),
        ]);
        cells
    };
    record.found.ceremonies.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{harmless, plain};

    #[test]
    fn formulas_are_made_harmless() {
        for (cell, want) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+84 24", "'+84 24"),
            ("-5", "'-5"),
            ("@sum", "'@sum"),
            ("Hà Nam", "Hà Nam"),
            ("'Hà Nam", "'Hà Nam"),
            ("2018/2022", "2018/2022"),
        ] {
            assert_eq!(harmless(cell), want);
            assert_eq!(plain(want), cell);
        }
    }
}
