//! One article for a person to check: the text in colours, then its rows.

use crate::record::Record;
use anstyle::{AnsiColor, Style};
use bangvang_extract::Sentences;
use bangvang_extract::record::{Conferral, Mention};
use bangvang_gazetteer::Gazetteer;
use comfy_table::{ContentArrangement, Table, presets};
use std::fmt::Write as _;
use std::ops::Range;

fn style(mention: &Mention) -> Style {
    match mention {
        Mention::Award { .. } => AnsiColor::Yellow.on_default().bold(),
        Mention::Count { .. } => AnsiColor::Green.on_default(),
        Mention::Date { .. } => AnsiColor::Cyan.on_default(),
        Mention::Unit { .. } => AnsiColor::Blue.on_default(),
        Mention::Person { .. } => AnsiColor::Magenta.on_default(),
    }
}

/// The article as styled text (ANSI escapes; whoever prints it strips them where there is no terminal).
/// `width` is that of the table, in columns; awards are called as the gazetteer calls them.
pub fn show(record: &Record, width: u16, gazetteer: &Gazetteer) -> String {
    let mut out = String::new();
    let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let _ =
        writeln!(out, "{} · {} · {}\n", record.id, known(&record.source.outlet), known(&record.published));
    text(record, &mut out);
    rows(record, width, gazetteer, &mut out);
    out
}

fn text(record: &Record, out: &mut String) {
    let headline = Style::new().bold();
    let chars: Vec<char> = record.text.chars().collect();
    let mut mentions: Vec<&Mention> = record.found.mentions.iter().collect();
    mentions.sort_by_key(|m| (m.at().start, std::cmp::Reverse(m.at().end)));
    let mut at = 0;
    let title_end = if record.title.is_some() { record.body_start } else { 0 };
    let plain = |from: usize, to: usize, out: &mut String| {
        let bold = from..to.min(title_end).max(from);
        if !bold.is_empty() {
            let _ = write!(out, "{headline}{}{headline:#}", chars[bold.clone()].iter().collect::<String>());
        }
        out.extend(&chars[bold.end..to]);
    };
    for mention in mentions {
        let span = mention.at();
        if span.start < at {
            continue;
        }
        plain(at, span.start, out);
        let style = style(mention);
        let _ = write!(out, "{style}{}{style:#}", span.text);
        at = span.end;
    }
    plain(at, chars.len(), out);
    out.push('\n');
}

fn rows(record: &Record, width: u16, gazetteer: &Gazetteer, out: &mut String) {
    if record.found.conferrals.is_empty() {
        out.push_str("\nno conferrals\n");
        return;
    }
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width)
        .set_header(["", "award", "conferrer", "to", "status"]);
    for (at, row) in record.found.conferrals.iter().enumerate() {
        table.add_row([
            (at + 1).to_string(),
            award(row, gazetteer),
            row.conferrer.clone().unwrap_or_else(|| "-".to_owned()),
            recipients(row),
            row.status.as_str().to_owned(),
        ]);
    }
    let _ = writeln!(out, "\n{table}\n");
    sentences(record, gazetteer, out);
}

pub(super) fn award(row: &Conferral, gazetteer: &Gazetteer) -> String {
    let name = gazetteer.award(&row.award).map_or(row.award.clone(), |a| a.name_vi.clone());
    match &row.class {
        Some(class) => format!("{name} ({class})"),
        None => name,
    }
}

pub(super) fn recipients(row: &Conferral) -> String {
    let count = row.count.map_or(String::new(), |c| format!("{c} "));
    let names = match row.recipients.is_empty() {
        true => String::new(),
        false => format!(": {}", row.recipients.join("; ")),
    };
    format!("{count}{}{names}", row.kind)
}

/// A sentence and the rows that it carries.
struct Carrier {
    sentence: Range<usize>,
    /// Numbers of the rows, from 1.
    rows: Vec<usize>,
    evidence: Vec<[usize; 2]>,
}

/// The sentences that carry rows, each once.
fn carriers(record: &Record, gazetteer: &Gazetteer) -> Vec<Carrier> {
    let sentences = Sentences::of(&record.text, gazetteer);
    let mut carriers: Vec<Carrier> = Vec::new();
    for (at, row) in record.found.conferrals.iter().enumerate() {
        let [start, end] = row.evidence;
        let sentence = sentences.around(start..end);
        let known = carriers.iter().position(|c| c.sentence == sentence);
        let known = known.unwrap_or_else(|| {
            carriers.push(Carrier { sentence, rows: Vec::new(), evidence: Vec::new() });
            carriers.len() - 1
        });
        carriers[known].rows.push(at + 1);
        carriers[known].evidence.push(row.evidence);
    }
    carriers
}

/// Each sentence behind the numbers of its rows; the evidence stands out.
fn sentences(record: &Record, gazetteer: &Gazetteer, out: &mut String) {
    let chars: Vec<char> = record.text.chars().collect();
    let bold = Style::new().bold();
    for Carrier { sentence, rows, evidence } in carriers(record, gazetteer) {
        let numbers: Vec<String> = rows.iter().map(ToString::to_string).collect();
        let _ = write!(out, "{}  ", numbers.join(" "));
        let carries = |i: usize| evidence.iter().any(|[start, end]| (*start..*end).contains(&i));
        for i in sentence.clone() {
            if carries(i) && (i == sentence.start || !carries(i - 1)) {
                let _ = write!(out, "{bold}");
            }
            out.push(if chars[i] == '\n' { ' ' } else { chars[i] });
            if carries(i) && !carries(i + 1) {
                let _ = write!(out, "{bold:#}");
            }
        }
        out.push('\n');
    }
}
