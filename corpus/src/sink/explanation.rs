//! How rows came to be, for a person: each sentence with the parts that its words have in the row, the rule,
//! the fields and their sources, the confidence and what it is made of.

use super::terminal::{award, recipients};
use anstyle::{AnsiColor, Style};
use bangvang_extract::record::Span;
use bangvang_extract::{Explanation, Field, Mark};
use bangvang_gazetteer::Gazetteer;
use std::fmt::Write as _;
use std::ops::Range;

/// Explanations as styled text (ANSI escapes; whoever prints it strips them where there is no terminal).
/// `width` is that of the terminal, in columns; awards are called as the gazetteer calls them.
pub fn explain(rows: &[Explanation], width: u16, gazetteer: &Gazetteer) -> String {
    let mut out = String::new();
    if rows.is_empty() {
        out.push_str("no conferrals\n");
    }
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let printer = Printer { row, width: usize::from(width).max(NARROWEST) };
        printer.head(gazetteer, &mut out);
        printer.sentence(&mut out);
        printer.rule(&mut out);
        printer.fields(&mut out);
        printer.retold(&mut out);
        printer.confidence(&mut out);
    }
    out
}

/// Narrower than this nothing can be read. Columns.
const NARROWEST: usize = 40;

/// Before every line but a row's first.
const INDENT: &str = "   ";

/// Words quoted at greater length are cut. Code points.
const LONGEST_QUOTE: usize = 60;

struct Printer<'p> {
    row: &'p Explanation,
    /// Columns.
    width: usize,
}

impl Printer<'_> {
    fn head(&self, gazetteer: &Gazetteer, out: &mut String) {
        let bold = Style::new().bold();
        let row = &self.row.conferral;
        let _ = writeln!(
            out,
            "{bold}{}  {} · {} · {}{bold:#}\n",
            self.row.row,
            award(row, gazetteer),
            recipients(row),
            row.status.as_str()
        );
    }

    /// The sentence with its marks; of a list, the lines that have some.
    fn sentence(&self, out: &mut String) {
        let start = self.row.sentence.start;
        let chars: Vec<char> = self.row.sentence.text.chars().collect();
        let mut left_out = false;
        for line in lines(&chars) {
            let marked = |mark: &Mark| mark.at.start < start + line.end && start + line.start < mark.at.end;
            if !self.row.marks.iter().any(marked) {
                left_out = true;
                continue;
            }
            if std::mem::take(&mut left_out) {
                let _ = writeln!(out, "{INDENT}...");
            }
            for part in wrapped(&chars, line, self.width - INDENT.len()) {
                let shown: String = chars[part.clone()].iter().collect();
                let _ = writeln!(out, "{INDENT}{shown}");
                marks_below(&self.row.marks, start + part.start..start + part.end, out);
            }
        }
        if left_out {
            let _ = writeln!(out, "{INDENT}...");
        }
    }

    fn rule(&self, out: &mut String) {
        let rule = &self.row.rule;
        let dim = Style::new().dimmed();
        let _ = writeln!(out, "\n{INDENT}rule      {}, line {}", rule.file, rule.line);
        if !rule.comment.is_empty() {
            let _ = writeln!(out, "{INDENT}          {dim}# {}{dim:#}", rule.comment);
        }
        for line in rule.text.lines() {
            let _ = writeln!(out, "{INDENT}          {line}");
        }
        let element = |element: &bangvang_extract::Element| {
            let kind = match &element.captured {
                Some(name) => format!("{name}:{}", element.kind),
                None => element.kind.clone(),
            };
            format!("{kind} {}", quoted(&element.at))
        };
        let elements: Vec<String> = self.row.elements.iter().map(element).collect();
        self.columns("covers", &elements, out);
    }

    /// Pieces behind a title, as many to a line as there is room for.
    fn columns(&self, title: &str, pieces: &[String], out: &mut String) {
        let room = self.width.saturating_sub(INDENT.len() + 10);
        let mut lines: Vec<String> = Vec::new();
        for piece in pieces {
            match lines.last_mut() {
                Some(line) if line.chars().count() + 3 + piece.chars().count() <= room => {
                    line.push_str(" · ");
                    line.push_str(piece);
                }
                _ => lines.push(piece.clone()),
            }
        }
        for (at, line) in lines.iter().enumerate() {
            let title = if at == 0 { title } else { "" };
            let _ = writeln!(out, "{INDENT}{title:<9} {line}");
        }
    }

    fn fields(&self, out: &mut String) {
        out.push('\n');
        for Field { name, value, source, words } in &self.row.fields {
            let value = value.as_deref().unwrap_or("-");
            let _ = write!(out, "{INDENT}{name:<11} {value}  ({source}");
            if let Some(words) = words {
                let sentence = &self.row.sentence;
                let elsewhere = words.end <= sentence.start || sentence.end <= words.start;
                let place = if elsewhere { ", in another sentence" } else { "" };
                let _ = write!(out, ": {}{place}", quoted(words));
            }
            out.push_str(")\n");
        }
    }

    fn retold(&self, out: &mut String) {
        for span in &self.row.retold {
            let _ = writeln!(out, "{INDENT}told again  {}", quoted(span));
        }
    }

    fn confidence(&self, out: &mut String) {
        let parts = &self.row.confidence;
        let sum: f64 = parts.iter().map(|part| part.value * part.weight).sum();
        let _ = writeln!(
            out,
            "\n{INDENT}confidence  {:.2}, from odds whose logarithm is {sum:+.2}",
            self.row.conferral.confidence
        );
        for part in parts {
            let _ = writeln!(
                out,
                "{INDENT}{:+11.2}  {}: {}",
                part.value * part.weight,
                part.feature,
                part.meaning
            );
        }
    }
}

/// The lines of a text, without the breaks. Code points.
fn lines(chars: &[char]) -> Vec<Range<usize>> {
    let breaks = (0..chars.len()).filter(|at| chars[*at] == '\n').chain([chars.len()]);
    let mut start = 0;
    breaks.map(|end| std::mem::replace(&mut start, end + 1)..end).filter(|line| !line.is_empty()).collect()
}

/// A line in parts that fit a width, broken at spaces where there are some. Code points.
fn wrapped(chars: &[char], line: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = line.start;
    while line.end - start > width {
        let space = (start + 1..=start + width).rev().find(|at| chars[*at] == ' ');
        parts.push(start..space.unwrap_or(start + width));
        start = space.map_or(start + width, |at| at + 1);
    }
    parts.push(start..line.end);
    parts
}

/// Under a line, a stroke under each marked run and its part below; what has no room goes further down.
/// A run that goes on from the line above is named there.
fn marks_below(marks: &[Mark], line: Range<usize>, out: &mut String) {
    struct Lane {
        strokes: String,
        names: String,
        /// Columns in use.
        used: usize,
    }
    let mut lanes: Vec<Lane> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.at.start < line.end && line.start < mark.at.end) {
        let from = mark.at.start.max(line.start) - line.start;
        let to = mark.at.end.min(line.end) - line.start;
        let name = if mark.at.start < line.start { "" } else { mark.role };
        let fits = |lane: &Lane| lane.used == 0 || lane.used < from;
        let free = lanes.iter().position(fits).unwrap_or_else(|| {
            lanes.push(Lane { strokes: String::new(), names: String::new(), used: 0 });
            lanes.len() - 1
        });
        let lane = &mut lanes[free];
        for (row, piece) in [(&mut lane.strokes, "─".repeat(to - from)), (&mut lane.names, name.to_owned())]
        {
            let gap = from - row.chars().count().min(from);
            row.push_str(&" ".repeat(gap));
            row.push_str(&piece);
        }
        lane.used = to.max(from + name.len());
    }
    let style = AnsiColor::Yellow.on_default();
    for lane in lanes {
        for row in [&lane.strokes, &lane.names].into_iter().filter(|row| !row.trim().is_empty()) {
            let _ = writeln!(out, "{INDENT}{style}{}{style:#}", row.trim_end());
        }
    }
}

/// Words in quotation marks, on one line; long ones by their beginning.
fn quoted(span: &Span) -> String {
    let mut text: String = span.text.chars().take(LONGEST_QUOTE).collect();
    if span.end - span.start > LONGEST_QUOTE {
        text.push('…');
    }
    format!("“{}”", text.replace('\n', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(text: &str, marks: &[(&str, &'static str)]) -> Vec<String> {
        let mark = |(part, role): &(&str, &'static str)| {
            let start = text[..text.find(part).unwrap()].chars().count();
            Mark { at: Span { start, end: start + part.chars().count(), text: (*part).to_owned() }, role }
        };
        let marks: Vec<Mark> = marks.iter().map(mark).collect();
        let mut out = String::new();
        marks_below(&marks, 0..text.chars().count(), &mut out);
        let style = AnsiColor::Yellow.on_default();
        let plain = out.replace(&format!("{style}"), "").replace(&format!("{style:#}"), "");
        plain.lines().map(|line| line[INDENT.len()..].to_owned()).collect()
    }

    #[test]
    fn strokes_stand_under_their_words_and_names_under_strokes() {
        assert_eq!(
            below("Hội tặng Bằng khen", &[("Hội", "giver"), ("tặng", "verb"), ("Bằng khen", "award")]),
            ["───      ─────────", "giver    award", "    ────", "    verb"],
        );
        assert_eq!(
            below("Bằng khen Hội", &[("Bằng khen", "award"), ("Hội", "by")]),
            ["───────── ───", "award     by",]
        );
    }

    #[test]
    fn long_lines_are_broken_at_spaces() {
        let chars: Vec<char> = "một hai ba\nbốn".chars().collect();
        assert_eq!(lines(&chars), [0..10, 11..14]);
        assert_eq!(wrapped(&chars, 0..10, 7), [0..7, 8..10]);
        assert_eq!(wrapped(&chars, 0..10, 2), [0..2, 2..3, 4..6, 6..7, 8..10]);
    }
}
