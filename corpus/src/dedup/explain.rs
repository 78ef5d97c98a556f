//! Why two articles are taken for reports of one event, or are not.

use super::blocking;
use super::cluster::{Groups, WIDEST};
use super::events::{Field, THRESHOLD};
use super::folder::{Archive, DedupError};
use super::report::Report;
use crate::record::Record;
use bangvang_extract::record::{Ceremony, Conferral, Mention};
use std::fmt::Write as _;

/// The comparison of the reports of two articles, field by field, and what became of it.
///
/// # Errors
/// An article that is not there or reports no event; what the system says.
pub fn explain(archive: &Archive, one: &str, other: &str) -> Result<String, DedupError> {
    let records = [archive.record(one)?, archive.record(other)?];
    let groups = archive.groups();
    let places = |article: &str| -> Result<Vec<usize>, DedupError> {
        let all = groups.reports.iter().enumerate();
        let found: Vec<_> = all.filter(|(_, r)| &*r.article == article).map(|(at, _)| at).collect();
        match found.is_empty() {
            true => Err(DedupError::Article(format!("{article} reports no event"))),
            false => Ok(found),
        }
    };
    let (ours, theirs) = (places(one)?, places(other)?);
    let mut out = String::new();
    for a in &ours {
        for b in &theirs {
            pair(groups, [*a, *b], &records, &mut out);
        }
    }
    Ok(out)
}

fn pair(groups: &Groups, [a, b]: [usize; 2], records: &[Record; 2], out: &mut String) {
    let found = groups.compare(a, b);
    let reports = [a, b].map(|at| &groups.reports[at]);
    let _ = writeln!(out, "{}\n{}\n", called(reports[0]), called(reports[1]));
    for weighed in &found.fields {
        let mark = if weighed.contradicts { "  contradiction" } else { "" };
        let name = format!("{:?}", weighed.field).to_lowercase();
        let _ = writeln!(out, "{:>7}  {name}{mark}", bits(weighed.weight));
        for (report, record) in reports.iter().zip(records) {
            let said = said(weighed.field, report, record);
            let _ = if said.is_empty() { Ok(()) } else { writeln!(out, "         {said}") };
        }
    }
    let _ =
        writeln!(out, "{:>7}  sum, of {} that make one event", bits(found.score()), bits(THRESHOLD).trim());
    let _ = writeln!(out, "\n{}", verdict(groups, a, b));
}

fn called(report: &Report) -> String {
    match report.ceremony {
        Some(ceremony) => format!("{}, ceremony {ceremony}", report.article),
        None => format!("{}, conferrals {:?}", report.article, report.conferrals),
    }
}

fn bits(tenths: i32) -> String {
    format!("{:+.1}", f64::from(tenths) / 10.0)
}

fn verdict(groups: &Groups, a: usize, b: usize) -> String {
    let found = groups.compare(a, b);
    let together = groups.group_of[a] == groups.group_of[b];
    if together && found.is_match() {
        return "one event".to_owned();
    }
    if together {
        let members = &groups.groups[groups.group_of[a]];
        let names: Vec<&str> = members.iter().map(|at| &*groups.reports[*at].article).collect();
        return format!("one event, by way of others that report it: {}", names.join(", "));
    }
    if let Some(field) = found.contradiction() {
        return format!("two events: they contradict each other in {field:?}").to_lowercase();
    }
    match groups.why_apart(a, b) {
        Some(why) => {
            let name = |at: usize| &groups.reports[at].article;
            let field = groups.compare(why.because[0], why.because[1]).contradiction();
            let field = field.map_or(String::new(), |field| format!(" in {field:?}").to_lowercase());
            format!(
                "two events: {} and {} are surer members of groups that exclude each other: {} contradicts {}{field}",
                name(why.broken[0]),
                name(why.broken[1]),
                name(why.because[0]),
                name(why.because[1]),
            )
        }
        None if found.is_match() => not_compared(groups, a, b),
        None => "two events: the sum is too small".to_owned(),
    }
}

/// Why two were not compared that would make one event.
pub(super) fn not_compared(groups: &Groups, a: usize, b: usize) -> String {
    let [ours, theirs] = [a, b].map(|at| blocking::keys(&groups.reports[at]));
    let shared: Vec<String> = ours.into_iter().filter(|key| theirs.contains(key)).collect();
    match shared.is_empty() {
        true => "two events: not compared, since they share no blocking key".to_owned(),
        false => format!(
            "two events: not compared, since more than {WIDEST} reports have each key that they share, and others are more \
             alike: {}",
            shared.join(", ")
        ),
    }
}

/// What a report says in a field, as the article has it.
fn said(field: Field, report: &Report, record: &Record) -> String {
    let ceremony = report.ceremony.and_then(|at| record.found.ceremonies.get(usize::from(at)));
    let rows = || report.conferrals.iter().filter_map(|at| record.found.conferrals.get(usize::from(*at)));
    let held =
        |field: fn(&Ceremony) -> &Option<String>| ceremony.and_then(|c| field(c).clone()).unwrap_or_default();
    let each = |cell: &dyn Fn(&Conferral) -> Option<String>| listed(rows().filter_map(cell));
    let named = |take: fn(&Mention) -> Option<String>| listed(record.found.mentions.iter().filter_map(take));
    match field {
        Field::Article => record.id.clone(),
        Field::Day => report.said.day.map(|day| day.to_string()).unwrap_or_default(),
        Field::Published => record.published.clone().unwrap_or_default(),
        Field::Seat => listed(
            [held(|c| &c.organiser), held(|c| &c.place), each(&|row| row.conferrer.clone())].into_iter(),
        ),
        Field::Organiser => held(|c| &c.organiser),
        Field::Place => held(|c| &c.place),
        Field::Period => held(|c| &c.period),
        Field::Award => {
            each(&|row| Some(format!("{} {}", row.award, row.class.as_deref().unwrap_or_default())))
        }
        Field::Conferrer => each(&|row| row.conferrer.clone()),
        Field::Count => each(&|row| Some(format!("{} {} {}", row.count?, row.kind, row.award))),
        Field::Recipient => listed(rows().flat_map(|row| row.recipients.clone())),
        Field::Person => named(|m| match m {
            Mention::Person { name, .. } => Some(name.clone()),
            _ => None,
        }),
        Field::Body => named(|m| match m {
            Mention::Unit { name, .. } => Some(name.clone()),
            _ => None,
        }),
        Field::Figure => named(|m| match m {
            Mention::Count { value, noun, .. } => Some(format!("{value} {noun}")),
            _ => None,
        }),
        Field::Headline => record.title.clone().unwrap_or_default(),
        Field::Text => format!("{} shingles", report.said.shingles),
        Field::Status => each(&|row| Some(row.status.as_str().to_owned())),
    }
}

/// Each once, in the order of the text.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    for item in items.map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()) {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    seen.join("; ")
}
