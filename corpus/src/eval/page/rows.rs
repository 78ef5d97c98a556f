//! Conferrals and ceremonies, gold beside found, aligned by how they match.

use super::{Escaped, State};
use crate::eval::conferrals::{Agreement, Pair};
use crate::eval::gold::Ceremony;
use crate::eval::judgement::Judgement;
use crate::eval::mentions::{is_date, same_word};
use crate::eval::{found, gold};
use std::fmt::{self, Write};

/// A field of a row: its name, its value, whether the other row has another.
struct Field {
    name: &'static str,
    value: Option<String>,
    differs: bool,
}

/// One side of a row.
struct Side {
    fields: Vec<Field>,
    evidence: Option<String>,
}

/// A row as both sides have it.
struct Row {
    state: State,
    says: &'static str,
    gold: Option<Side>,
    found: Option<Side>,
}

/// Writes the conferrals, if there are any.
pub(super) fn conferrals(judgement: &Judgement, out: &mut String) -> fmt::Result {
    let Judgement { gold, found, conferrals, .. } = judgement;
    let mut pairs: Vec<&Pair> = conferrals.pairs.iter().collect();
    pairs.sort_by_key(|pair| pair.gold);
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for pair in pairs {
        let (state, says) = verdict(pair.agrees);
        let gold = of_gold(&gold.conferrals[pair.gold], Some(pair.agrees));
        let found = of_found(&found.conferrals[pair.found], Some(pair.agrees), &judgement.found.text);
        rows.push((pair.gold, Row { state, says, gold: Some(gold), found: Some(found) }));
    }
    for at in conferrals.missed() {
        let gold = Some(of_gold(&gold.conferrals[at], None));
        rows.push((at, Row { state: State::Missed, says: "missed", gold, found: None }));
    }
    rows.sort_by_key(|(at, _)| *at);
    let extra = conferrals.extra().map(|at| {
        let found = Some(of_found(&found.conferrals[at], None, &judgement.found.text));
        Row { state: State::False, says: "false", gold: None, found }
    });
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).chain(extra).collect();
    let note = "Rows of one award are paired, those that agree in most first. The period decides nothing.";
    table(("Conferrals", "of-conferrals", note), &rows, out)
}

fn verdict(agrees: Agreement) -> (State, &'static str) {
    if agrees.is_strict() {
        (State::Hit, "right")
    } else if agrees.is_core() {
        (State::Differs, "row right, details differ")
    } else {
        (State::Differs, "missed and false")
    }
}

fn of_gold(row: &gold::Conferral, agrees: Option<Agreement>) -> Side {
    let values = [
        Some(row.award.clone()),
        row.class.clone(),
        Some(row.kind.clone()),
        Some(row.status.clone()),
        row.count.map(|count| count.to_string()),
        row.conferrer.clone(),
        names(&row.recipients),
        row.period.clone(),
    ];
    Side { fields: fields(values, agrees), evidence: row.evidence.clone() }
}

fn of_found(row: &found::Conferral, agrees: Option<Agreement>, text: &str) -> Side {
    let values = [
        row.award.clone(),
        row.class.clone(),
        row.kind.clone(),
        row.status.clone(),
        row.count.text(),
        row.conferrer.clone(),
        names(&row.recipients),
        row.period.clone(),
    ];
    let words = |[start, end]: [usize; 2]| {
        text.chars().skip(start).take(end.saturating_sub(start)).collect::<String>()
    };
    let evidence = row.evidence.map(words).filter(|words| !words.is_empty());
    Side { fields: fields(values, agrees), evidence }
}

fn names(recipients: &[String]) -> Option<String> {
    (!recipients.is_empty()).then(|| recipients.join("; "))
}

fn fields(values: [Option<String>; 8], agrees: Option<Agreement>) -> Vec<Field> {
    let a = agrees.map(|a| [true, a.class, a.kind, a.status, a.count, a.conferrer, a.recipients, a.period]);
    let names = ["award", "class", "kind", "status", "count", "conferrer", "recipients", "period"];
    let agrees = a.unwrap_or([true; 8]);
    let all = names.into_iter().zip(values).zip(agrees);
    all.map(|((name, value), agrees)| Field { name, value, differs: !agrees }).collect()
}

/// Writes the ceremonies, if there are any.
pub(super) fn ceremonies(judgement: &Judgement, out: &mut String) -> fmt::Result {
    let Judgement { gold, found, ceremonies, .. } = judgement;
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for &(g, f) in &ceremonies.pairs {
        let (gold, found) = (&gold.ceremonies[g], &found.ceremonies[f]);
        let [one, other] = held(gold, found);
        let row = Row { state: State::Hit, says: "right", gold: Some(one), found: Some(other) };
        rows.push((g, row));
    }
    for &at in &ceremonies.missed {
        let gold = Some(held(&gold.ceremonies[at], &Ceremony::default())[0].agreed());
        rows.push((at, Row { state: State::Missed, says: "missed", gold, found: None }));
    }
    rows.sort_by_key(|(at, _)| *at);
    let extra = ceremonies.extra.iter().map(|at| {
        let found = Some(held(&Ceremony::default(), &found.ceremonies[*at])[1].agreed());
        Row { state: State::False, says: "false", gold: None, found }
    });
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).chain(extra).collect();
    let note = "A kind in common and the date decide; the other fields decide nothing.";
    table(("Ceremonies", "of-ceremonies", note), &rows, out)
}

impl Side {
    /// The side of a row without a counterpart, which differs from none.
    fn agreed(&self) -> Self {
        let same = |field: &Field| Field { name: field.name, value: field.value.clone(), differs: false };
        Self { fields: self.fields.iter().map(same).collect(), evidence: self.evidence.clone() }
    }
}

/// Both sides of a ceremony.
fn held(gold: &Ceremony, found: &Ceremony) -> [Side; 2] {
    let kinds = |kinds: &[String]| {
        let mut kinds = kinds.to_vec();
        kinds.sort();
        (!kinds.is_empty()).then(|| kinds.join(", "))
    };
    let all = [
        ("kinds", kinds(&gold.kinds), kinds(&found.kinds)),
        ("date", gold.date.clone(), found.date.clone()),
        ("place", gold.place.clone(), found.place.clone()),
        ("organiser", gold.organiser.clone(), found.organiser.clone()),
        ("period", gold.period.clone(), found.period.clone()),
    ];
    let side = |second: bool| {
        let field = |(name, one, other): &(&'static str, Option<String>, Option<String>)| Field {
            name,
            value: if second { other.clone() } else { one.clone() },
            differs: !(same_word(one.as_deref(), other.as_deref())
                || (*name == "date" && one.as_deref().is_some_and(|one| is_date(one, other.as_deref())))),
        };
        Side { fields: all.iter().map(field).collect(), evidence: None }
    };
    [side(false), side(true)]
}

fn table((title, class, note): (&str, &str, &str), rows: &[Row], out: &mut String) -> fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    write!(
        out,
        "<div class=\"part {class}\"><h4>{title}</h4>\n<p class=\"soft\">{note}</p>\n<table class=\"rows\"><thead><tr><th scope=\"col\">match</th>\
         <th scope=\"col\">gold</th><th scope=\"col\">found</th></tr></thead><tbody>\n"
    )?;
    for Row { state, says, gold, found } in rows {
        write!(
            out,
            "<tr><th scope=\"row\" class=\"{}\"><b class=\"state\">{}</b> {says}</th>",
            state.class(),
            state.sign()
        )?;
        for side in [gold, found] {
            cell(side.as_ref(), out)?;
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
    Ok(())
}

/// One side; what is not said is shown only where the other side says it.
fn cell(side: Option<&Side>, out: &mut String) -> fmt::Result {
    let Some(Side { fields, evidence }) = side else {
        out.push_str("<td class=\"soft\">nothing</td>");
        return Ok(());
    };
    out.push_str("<td><ul class=\"fields\">");
    for Field { name, value, differs } in fields.iter().filter(|f| f.value.is_some() || f.differs) {
        let (class, sign) = if *differs { (" class=\"differs\"", "≠ ") } else { ("", "") };
        let value = value.as_deref().unwrap_or("not said");
        write!(out, "<li{class}><span class=\"label\">{sign}{name}</span> {}</li>", Escaped(value))?;
    }
    out.push_str("</ul>");
    if let Some(words) = evidence {
        write!(out, "<p class=\"evidence\" lang=\"vi\">“{}”</p>", Escaped(words))?;
    }
    out.push_str("</td>");
    Ok(())
}
