//! One record of all reports of an event. Where they disagree, it says who says what.

use super::report::Report;
use crate::record::{CEREMONY_KINDS, Record};
use bangvang_extract::record::{Conferral, Status};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// A line of ceremonies.jsonl.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its day, who holds it or is honoured, an award, and a hash of its first report.
    pub id: String,
    /// Of all reports.
    pub kinds: Vec<String>,
    /// EDTF; of several values the one that most reports give, among equals the fullest.
    pub date: Option<String>,
    /// Likewise.
    pub place: Option<String>,
    /// Likewise.
    pub organiser: Option<String>,
    /// Likewise.
    pub period: Option<String>,
    /// In the order of article ids.
    pub reports: Vec<Told>,
    /// Each once, however many tell of it.
    pub conferrals: Vec<Merged>,
    /// Fields of which reports give several values.
    pub disagreements: Vec<Disagreement>,
}

/// Where an event is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The article's id.
    pub article: String,
    /// Index into its ceremonies.
    pub ceremony: Option<u16>,
    /// Indexes into its conferrals.
    pub conferrals: Vec<u16>,
}

/// A conferral as all reports together tell it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Merged {
    /// Award id.
    pub award: String,
    /// As in the records of articles, and so the rest; values that most reports give.
    pub class: Option<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub level: Option<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub conferrer: Option<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub presenter: Option<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub kind: String,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub count: Option<u64>,
    /// Of all reports, each name once.
    pub recipients: Vec<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub status: Status,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub period: Option<String>,
    #[expect(missing_docs, reason = "as in the records of articles")]
    pub date: Option<String>,
    /// Ids of the articles that tell it.
    pub reports: Vec<String>,
}

/// A field in which reports differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Its name.
    pub field: String,
    /// Index into the event's conferrals, where it is one's field.
    pub conferral: Option<usize>,
    /// What is said, the commonest first.
    pub values: Vec<Value>,
}

/// What some reports say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// A string or a number, as the field has it.
    pub value: serde_json::Value,
    /// Ids of the articles.
    pub reports: Vec<String>,
}

/// Merges the reports of a group, each with the record it is in.
pub fn merge(told: &[(&Report, &Record)]) -> Event {
    let mut disagreements = Vec::new();
    let of = |field: fn(&bangvang_extract::record::Ceremony) -> &Option<String>| {
        let said = told.iter().filter_map(|(report, record)| {
            let ceremony = record.found.ceremonies.get(usize::from(report.ceremony?))?;
            Some((field(ceremony).clone()?, record.id.as_str()))
        });
        Said::of(said)
    };
    let fields = [
        ("date", of(|c| &c.date)),
        ("place", of(|c| &c.place)),
        ("organiser", of(|c| &c.organiser)),
        ("period", of(|c| &c.period)),
    ];
    fields.iter().for_each(|(name, said)| disagreements.extend(said.disagreement(name, None)));
    let [date, place, organiser, period] = fields.map(|(_, said)| said.commonest());
    let conferrals = conferrals(told, &mut disagreements);
    let date = date.or_else(|| conferrals.iter().find_map(|row| row.date.clone()));
    let mut event = Event {
        id: String::new(),
        kinds: kinds(told),
        date,
        place,
        organiser,
        period,
        reports: told.iter().map(|(report, _)| told_in(report)).collect(),
        conferrals,
        disagreements,
    };
    event.id = id(&event);
    event
}

fn told_in(report: &Report) -> Told {
    let (article, ceremony) = (report.article.to_string(), report.ceremony);
    Told { article, ceremony, conferrals: report.conferrals.to_vec() }
}

fn kinds(told: &[(&Report, &Record)]) -> Vec<String> {
    let ceremonies = told.iter().filter_map(|(report, record)| {
        record.found.ceremonies.get(usize::from(report.ceremony?)).map(|c| &c.kinds)
    });
    let all: BTreeSet<&str> = ceremonies.flatten().map(String::as_str).collect();
    if all.is_empty() {
        return vec!["conferral".to_owned()];
    }
    CEREMONY_KINDS.iter().filter(|kind| all.contains(**kind)).map(|kind| (*kind).to_owned()).collect()
}

/// What reports say of one field.
struct Said<T>(Vec<(T, Vec<String>)>);

impl<T: Clone + Ord + Serialize> Said<T> {
    fn of<'a>(values: impl Iterator<Item = (T, &'a str)>) -> Self {
        let mut by_value: BTreeMap<T, BTreeSet<&str>> = BTreeMap::new();
        for (value, article) in values {
            by_value.entry(value).or_default().insert(article);
        }
        let mut said: Vec<_> = by_value
            .into_iter()
            .map(|(value, articles)| (value, articles.into_iter().map(str::to_owned).collect::<Vec<_>>()))
            .collect();
        // Stable: among values of as many reports, the order of values.
        said.sort_by_key(|(_, articles)| std::cmp::Reverse(articles.len()));
        Self(said)
    }

    fn commonest(&self) -> Option<T> {
        self.0.first().map(|(value, _)| value.clone())
    }

    fn disagreement(&self, field: &str, conferral: Option<usize>) -> Option<Disagreement> {
        let value = |(value, reports): &(T, Vec<String>)| {
            let value = serde_json::to_value(value).unwrap_or_default();
            Value { value, reports: reports.clone() }
        };
        let values: Vec<Value> = self.0.iter().map(value).collect();
        (values.len() > 1).then(|| Disagreement { field: field.to_owned(), conferral, values })
    }
}

/// What makes two rows one: award, class, level and kind of recipient, and the names where only few are named.
type Key<'r> = (&'r str, Option<&'r str>, Option<&'r str>, &'r str, Status);

/// Rows that are one, each with the id of its article.
struct Slot<'r> {
    key: Key<'r>,
    rows: Vec<(&'r Conferral, &'r str)>,
}

fn conferrals(told: &[(&Report, &Record)], disagreements: &mut Vec<Disagreement>) -> Vec<Merged> {
    let mut slots: Vec<Slot<'_>> = Vec::new();
    for (report, record) in told {
        // An article tells a row once.
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for row in report.conferrals.iter().filter_map(|at| record.found.conferrals.get(usize::from(*at))) {
            let fits = |slot: &Slot<'_>| {
                slot.key == key(row) && slot.rows.iter().all(|(told, _)| can_be_one(told, row))
            };
            let free = slots.iter().enumerate().filter(|(at, slot)| !taken.contains(at) && fits(slot));
            let best = free.min_by_key(|(_, slot)| differs(&slot.rows, row)).map(|(at, _)| at);
            let at = best.unwrap_or(slots.len());
            if best.is_none() {
                slots.push(Slot { key: key(row), rows: Vec::new() });
            }
            slots[at].rows.push((row, record.id.as_str()));
            taken.insert(at);
        }
    }
    slots.iter().enumerate().map(|(at, slot)| merged(at, &slot.rows, disagreements)).collect()
}

fn key(row: &Conferral) -> Key<'_> {
    (&row.award, row.class.as_deref(), row.level.as_deref(), &row.kind, row.status)
}

/// Rows that name wholly different recipients are two, unless they count as many.
fn can_be_one(one: &Conferral, other: &Conferral) -> bool {
    let names = |row: &Conferral| -> BTreeSet<u64> {
        row.recipients.iter().filter_map(|name| super::names::name(name)).collect()
    };
    let (a, b) = (names(one), names(other));
    a.is_empty()
        || b.is_empty()
        || !a.is_disjoint(&b)
        || (one.count == other.count && one.count > Some(a.len() as u64))
}

/// The row that says the same number goes before one that does not.
fn differs(rows: &[(&Conferral, &str)], row: &Conferral) -> bool {
    !rows.iter().any(|(told, _)| told.count == row.count)
}

fn merged(at: usize, rows: &[(&Conferral, &str)], disagreements: &mut Vec<Disagreement>) -> Merged {
    let of = |field: fn(&Conferral) -> &Option<String>| {
        Said::of(rows.iter().filter_map(|(row, article)| Some((field(row).clone()?, *article))))
    };
    let fields = [
        ("conferrer", of(|r| &r.conferrer)),
        ("presenter", of(|r| &r.presenter)),
        ("period", of(|r| &r.period)),
        ("date", of(|r| &r.date)),
    ];
    fields.iter().for_each(|(name, said)| disagreements.extend(said.disagreement(name, Some(at))));
    let [conferrer, presenter, period, date] = fields.map(|(_, said)| said.commonest());
    let counts = Said::of(rows.iter().filter_map(|(row, article)| Some((row.count?, *article))));
    disagreements.extend(counts.disagreement("count", Some(at)));
    let mut names = BTreeSet::new();
    let all = rows.iter().flat_map(|(row, _)| &row.recipients);
    let recipients =
        all.filter(|name| names.insert(super::names::name(name).ok_or(*name))).cloned().collect();
    let reports: BTreeSet<&str> = rows.iter().map(|(_, article)| *article).collect();
    let first = rows[0].0;
    Merged {
        award: first.award.clone(),
        class: first.class.clone(),
        level: first.level.clone(),
        conferrer,
        presenter,
        kind: first.kind.clone(),
        count: counts.commonest(),
        recipients,
        status: first.status,
        period,
        date,
        reports: reports.into_iter().map(str::to_owned).collect(),
    }
}

/// Day, who, what, and a hash of the first report, since a province may give twice on a day:
/// 2024-03-27-ubnd-tinh-ha-nam-bang-khen-5e1f0c2a.
fn id(event: &Event) -> String {
    let who = event.organiser.as_deref().or_else(|| {
        let rows = || event.conferrals.iter();
        rows()
            .find_map(|row| row.recipients.first().map(String::as_str))
            .or_else(|| rows().find_map(|row| row.conferrer.as_deref()))
    });
    let award = event.conferrals.first().map(|row| row.award.as_str());
    let what = award.or(event.kinds.first().map(String::as_str));
    let parts = [event.date.as_deref().map(|date| date.replace('/', "--")), who.map(slug), what.map(slug)];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let first = event.reports.first();
    let first = first.map(|told| format!("{} {:?} {:?}", told.article, told.ceremony, told.conferrals));
    let own = super::shingle::hash(&first.unwrap_or_default()) as u32;
    [parts, vec![format!("{own:08x}")]].concat().join("-")
}

/// Longest part of an id, code points.
const LONGEST: usize = 40;

/// Letters without marks, and digits; hyphens between.
fn slug(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfd() {
        match c {
            'đ' | 'Đ' => plain.push('d'),
            c if c.is_ascii_alphanumeric() => plain.push(c.to_ascii_lowercase()),
            c if unicode_normalization::char::is_combining_mark(c) => {}
            _ if !plain.is_empty() && !plain.ends_with('-') => plain.push('-'),
            _ => {}
        }
        if plain.len() >= LONGEST {
            break;
        }
    }
    plain.trim_end_matches('-').to_owned()
}
