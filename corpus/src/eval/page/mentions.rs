//! Mentions, places and lines that were missed or are false, gold beside found.

use super::{Escaped, State};
use crate::eval::judgement::Judgement;
use crate::eval::list::values;
use serde_json::Value;
use std::fmt::{self, Write};

/// A line of the table: what of it is empty has no counterpart.
struct Line {
    kind: &'static str,
    gold: Option<String>,
    found: Option<String>,
}

/// Writes the table, if there is anything to tell.
pub(super) fn write(judgement: &Judgement, out: &mut String) -> fmt::Result {
    let lines = lines(judgement);
    if lines.is_empty() {
        return Ok(());
    }
    out.push_str(
        "<div class=\"part of-boilerplate of-awards of-counts of-dates of-units of-paths\">\
         <h4>Missed and false</h4>\n<table class=\"rows mentions\"><thead><tr><th scope=\"col\">kind</th>\
         <th scope=\"col\">gold</th><th scope=\"col\">found</th></tr></thead><tbody>\n",
    );
    for Line { kind, gold, found } in lines {
        let state = match (&gold, &found) {
            (Some(_), None) => State::Missed,
            (None, _) => State::False,
            (Some(_), Some(_)) => State::Differs,
        };
        write!(out, "<tr class=\"of-{kind}\"><th scope=\"row\">{kind}</th>")?;
        for cell in [gold, found] {
            match cell {
                Some(text) => write!(
                    out,
                    "<td class=\"{}\"><b class=\"state\">{}</b> {}</td>",
                    state.class(),
                    state.sign(),
                    Escaped(&text)
                )?,
                None => out.push_str("<td class=\"soft\">nothing</td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    Ok(())
}

fn lines(judgement: &Judgement) -> Vec<Line> {
    let Judgement { gold, found, .. } = judgement;
    let mut lines = Vec::new();
    let missed = |kind, text: String| Line { kind, gold: Some(text), found: None };
    let extra = |kind, text: String| Line { kind, gold: None, found: Some(text) };
    if judgement.published == Some(false) {
        lines.push(Line { kind: "published", gold: gold.published.clone(), found: found.published.clone() });
    }
    for lost in judgement.boilerplate.iter().flat_map(|lines| &lines.missed) {
        lines.push(missed("boilerplate", format!("line {lost}")));
    }
    for line in judgement.boilerplate.iter().flat_map(|lines| &lines.extra) {
        lines.push(extra("boilerplate", format!("line {line}")));
    }
    for (kind, matching, wanted, had) in [
        ("awards", &judgement.awards, values(&gold.awards, |a| &a.json), values(&found.awards, |m| &m.json)),
        ("counts", &judgement.counts, values(&gold.counts, |c| &c.json), values(&found.counts, |m| &m.json)),
        ("dates", &judgement.dates, values(&gold.dates, |d| &d.json), values(&found.dates, |m| &m.json)),
        ("units", &judgement.units, values(&gold.units, |u| &u.json), values(&found.units, |m| &m.json)),
    ] {
        lines.extend(matching.missed.iter().map(|at| missed(kind, told(wanted[*at]))));
        lines.extend(matching.extra.iter().map(|at| extra(kind, told(had[*at]))));
    }
    let path = |path: &[String]| if path.is_empty() { "no path".to_owned() } else { path.join(" › ") };
    for unit in judgement.units.missed.iter().map(|at| &gold.units[*at]).filter(|unit| unit.is_settled()) {
        lines.push(missed("paths", format!("{}: {}", unit.text, path(&unit.path))));
    }
    for &(g, f) in &judgement.paths.wrong {
        lines.push(Line {
            kind: "paths",
            gold: Some(format!("{}: {}", gold.units[g].text, path(&gold.units[g].path))),
            found: Some(path(&found.units[f].path)),
        });
    }
    lines
}

/// A mention's text and what it is taken to say.
fn told(mention: &Value) -> String {
    let mut told = mention["text"].as_str().map_or(String::new(), |text| format!("“{text}”"));
    for name in ["award", "id", "class", "value", "noun", "edtf", "type"] {
        match &mention[name] {
            Value::Null => {}
            Value::String(word) => {
                let _ = write!(told, " {name} {word}");
            }
            other => {
                let _ = write!(told, " {name} {other}");
            }
        }
    }
    told
}
