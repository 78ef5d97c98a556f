//! What an article says of one event: the fields that are compared, in a few hundred bytes.

use super::copies::Sketch;
use super::names::{body, given_name, holds, name, pairs};
use super::news::{News, Rows, occasions, occasions_of, rows, telling};
use super::shingle::{hash, shingles};
use super::words::Words;
use crate::record::Record;
use bangvang_extract::Date;
use bangvang_extract::record::{Ceremony, Conferral, Mention, Status};
use jiff::civil;
use std::collections::BTreeSet;

/// A report of an event. Names are kept as hashes of their normal forms (see [`super::names`]), sorted and
/// without repetitions; what is not known is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Report {
    /// The article's id.
    pub article: Box<str>,
    /// Index into its ceremonies, or none.
    pub ceremony: Option<u16>,
    /// Indexes into its conferrals.
    pub conferrals: Box<[u16]>,
    pub(crate) said: Said,
}

/// What it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Said {
    pub(crate) revoked: bool,
    /// The day of the event.
    pub(crate) day: Option<Date>,
    /// The day of publication.
    pub(crate) published: Option<civil::Date>,
    /// First and last year under review.
    pub(crate) period: Option<[i16; 2]>,
    /// Where those sit who give and hold: province, district or commune (0 where unknown).
    pub(crate) seats: Box<[[u64; 2]]>,
    pub(crate) organiser: Option<u64>,
    pub(crate) place: Option<u64>,
    pub(crate) given: Box<[Given]>,
    pub(crate) conferrers: Box<[u64]>,
    /// Persons and bodies that are given something.
    pub(crate) recipients: Box<[u64]>,
    /// The last two syllables of each recipient, where all are persons and all are named; papers leave family names out.
    pub(crate) all_named: Option<Box<[u64]>>,
    /// The province that the headline names.
    pub(crate) home: Option<u64>,
    /// Persons named besides, but for leaders of the State, who are everywhere.
    pub(crate) people: Box<[u64]>,
    /// Bodies and communes named besides.
    pub(crate) bodies: Box<[u64]>,
    /// Numbers counted, from [`LEAST_FIGURE`] up.
    pub(crate) figures: Box<[u64]>,
    /// Pairs of syllables of the headline.
    pub(crate) headline: Box<[u64]>,
    /// How many shingles the text has.
    pub(crate) shingles: u32,
    pub(crate) sketch: Option<Sketch>,
}

/// An award that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Given {
    pub(crate) award: u64,
    /// 0 where none is said.
    pub(crate) class: u64,
    pub(crate) level: Level,
    /// collective, individual and so on
    pub(crate) kind: u64,
    pub(crate) count: Option<u32>,
    /// One of the commonest awards, which a thousand bodies give every week.
    pub(crate) common: bool,
}

/// Level of who confers, by the first letters of the contract's word.
pub(crate) type Level = Option<[u8; 3]>;

/// Smaller numbers are in every text.
pub(crate) const LEAST_FIGURE: u64 = 10;

/// The reports of an article: one for each ceremony with what was given at it, and one for what was given
/// without one. Background, and what only a closing paragraph or a headline of other news tells, is none.
pub fn reports(record: &Record) -> Vec<Report> {
    if record.found.conferrals.is_empty() && record.found.ceremonies.is_empty() {
        return Vec::new();
    }
    let (news, reader) = (News::of(record), Reader::of(record));
    let mut reports: Vec<Report> = Vec::new();
    for (at, ceremony) in record.found.ceremonies.iter().enumerate() {
        // What is told without a place in a ceremony belongs to the article's only one.
        let alone = record.found.ceremonies.len() == 1;
        let rows = rows(record, |row| row.ceremony == Some(at) || (alone && row.ceremony.is_none()));
        if news.is_held(ceremony, &rows) {
            let occasions = occasions_of(ceremony, rows);
            reports.extend(occasions.iter().map(|rows| reader.report(Some((at, ceremony)), rows)));
        }
    }
    let loose = rows(record, |row| row.ceremony.is_none());
    if record.found.ceremonies.is_empty() && news.tells(&loose) {
        let occasions = occasions(loose);
        reports.extend(occasions.iter().map(|rows| reader.report(None, rows)));
    }
    reports
}

struct Reader<'r> {
    record: &'r Record,
    /// Units named, by plain name in small letters.
    units: Vec<(String, &'r [String])>,
}

impl<'r> Reader<'r> {
    fn of(record: &'r Record) -> Self {
        let units = record.found.mentions.iter().filter_map(|m| match m {
            Mention::Unit { path: Some(path), .. } => Some((path.last()?.to_lowercase(), path.as_slice())),
            _ => None,
        });
        let mut units: Vec<_> = units.filter(|(plain, _)| plain.chars().count() > 2).collect();
        units.sort();
        units.dedup();
        Self { record, units }
    }

    fn report(&self, ceremony: Option<(usize, &Ceremony)>, rows: &Rows<'_>) -> Report {
        let record = self.record;
        let held = ceremony.map(|(_, ceremony)| ceremony);
        let day = held.and_then(|c| c.date.as_deref()).and_then(day);
        let shingles = shingles(&record.text);
        let telling = &telling(rows);
        let recipients = sorted(rows.iter().flat_map(|(_, row)| &row.recipients).filter_map(|r| name(r)));
        let people = sorted(self.people().filter(|person| recipients.binary_search(person).is_err()));
        let said = Said {
            revoked: rows.iter().any(|(_, row)| row.status == Status::Revoked),
            day: day.or_else(|| rows.iter().find_map(|(_, row)| row.date.as_deref()).and_then(self::day)),
            published: record.published.as_deref().and_then(Date::parse).and_then(full),
            period: held.and_then(|c| c.period.as_deref()).and_then(years),
            seats: self.seats(held, telling),
            organiser: held.and_then(|c| c.organiser.as_deref()).and_then(body),
            place: held.and_then(|c| c.place.as_deref()).and_then(body),
            given: self.given(telling),
            conferrers: sorted(telling.iter().filter_map(|(_, row)| body(row.conferrer.as_deref()?))),
            bodies: sorted(self.bodies().filter(|body| recipients.binary_search(body).is_err())),
            figures: self.figures(),
            headline: sorted(pairs(record.title.as_deref().unwrap_or_default()).into_iter()),
            shingles: shingles.len() as u32,
            sketch: Sketch::of(&shingles),
            all_named: all_named(rows),
            home: self.home(),
            recipients,
            people,
        };
        Report {
            article: record.id.as_str().into(),
            ceremony: ceremony.map(|(at, _)| at as u16),
            conferrals: rows.iter().map(|(at, _)| *at as u16).collect(),
            said,
        }
    }

    /// What the rows give; without rows, what the headline names.
    fn given(&self, rows: &Rows<'_>) -> Box<[Given]> {
        let mentions = self.record.found.mentions.iter().filter(|m| m.at().start < self.record.body_start);
        let named = mentions.filter_map(|m| match m {
            Mention::Award { award, class, .. } => Some(named(award, class.as_deref())),
            _ => None,
        });
        if rows.is_empty() { sorted(named) } else { sorted(rows.iter().map(|(_, row)| given(row))) }
    }

    fn home(&self) -> Option<u64> {
        let headline = self.record.title.as_deref()?.to_lowercase();
        // A unit is one mention, where its name is longest: that need not be the headline.
        let provinces = self.units.iter().filter_map(|(_, path)| Some(path.first()?.to_lowercase()));
        let mut named: Vec<String> = provinces.filter(|province| holds(&headline, province)).collect();
        named.sort_unstable();
        named.dedup();
        named.first().filter(|_| named.len() == 1).map(|province| hash(province))
    }

    fn people(&self) -> impl Iterator<Item = u64> + '_ {
        let all = self.record.found.mentions.iter();
        let persons = all.filter_map(|m| match m {
            Mention::Person { name, role, .. } => Some((name, role.as_deref().unwrap_or_default())),
            _ => None,
        });
        let leads = |role: &str| Words::standard().is_leader(&role.to_lowercase());
        let leaders: BTreeSet<&str> =
            persons.clone().filter(|(_, role)| leads(role)).map(|(name, _)| name.as_str()).collect();
        persons.filter(move |(n, _)| !leaders.contains(n.as_str())).filter_map(|(n, _)| name(n))
    }

    /// Bodies and communes with names long enough to be one body's.
    fn bodies(&self) -> impl Iterator<Item = u64> + '_ {
        self.record.found.mentions.iter().filter_map(|m| match m {
            Mention::Unit { name, kind, path, .. } => {
                let telling = match kind.as_str() {
                    "admin" => path.as_ref().is_some_and(|path| path.len() > 1),
                    _ => name.split_whitespace().count() > 3,
                };
                telling.then(|| body(name)).flatten()
            }
            _ => None,
        })
    }

    fn figures(&self) -> Box<[u64]> {
        sorted(self.record.found.mentions.iter().filter_map(|m| match m {
            Mention::Count { value, .. } => (*value >= LEAST_FIGURE).then_some(*value),
            _ => None,
        }))
    }

    /// Provinces and districts of who holds and who gives, as far as these sit below the State.
    fn seats(&self, ceremony: Option<&Ceremony>, rows: &Rows<'_>) -> Box<[[u64; 2]]> {
        let local = |row: &&Conferral| {
            !matches!(row.level.as_deref(), Some("state" | "government" | "ministry" | "foreign"))
        };
        let conferrers =
            rows.iter().map(|(_, row)| *row).filter(local).filter_map(|row| row.conferrer.as_deref());
        let held = ceremony.into_iter().flat_map(|c| [c.organiser.as_deref(), c.place.as_deref()]).flatten();
        sorted(conferrers.chain(held).filter_map(|name| self.seat(name)))
    }

    /// The deepest unit that a name speaks of, if it is one.
    fn seat(&self, name: &str) -> Option<[u64; 2]> {
        let name = name.to_lowercase();
        let named = self.units.iter().filter(|(plain, _)| holds(&name, plain));
        let deepest = named.clone().map(|(_, path)| path.len()).max()?;
        let mut paths = named.filter(|(_, path)| path.len() == deepest).map(|(_, path)| *path);
        let path = paths.next()?;
        if paths.any(|other| other.first() != path.first()) {
            return None;
        }
        let below = if path.len() > 1 { path.last() } else { None };
        Some([hash(&path.first()?.to_lowercase()), below.map_or(0, |name| hash(&name.to_lowercase()))])
    }
}

fn all_named(rows: &Rows<'_>) -> Option<Box<[u64]>> {
    let full = |row: &Conferral| {
        row.kind == "individual" && row.count.is_some_and(|count| count == row.recipients.len() as u64)
    };
    // An award told again without saying whose.
    let vague =
        |row: &Conferral| row.kind == "unspecified" && row.count.is_none() && row.recipients.is_empty();
    let all = rows.iter().all(|(_, row)| full(row) || vague(row)) && rows.iter().any(|(_, row)| full(row));
    all.then(|| sorted(rows.iter().flat_map(|(_, row)| &row.recipients).filter_map(|name| given_name(name))))
}

fn given(row: &Conferral) -> Given {
    Given {
        level: row.level.as_deref().and_then(|level| level.as_bytes().first_chunk().copied()),
        kind: hash(&row.kind),
        count: row.count.and_then(|count| u32::try_from(count).ok()),
        ..named(&row.award, row.class.as_deref())
    }
}

/// An award of which nothing is said but its name.
fn named(award: &str, class: Option<&str>) -> Given {
    let common = Words::standard().is_common(award);
    let (award, class) = (hash(award), class.map_or(0, hash));
    Given { award, class, level: None, kind: hash("unspecified"), count: None, common }
}

/// The day of an EDTF expression, its first where it is an interval.
pub(crate) fn day(edtf: &str) -> Option<Date> {
    let first = edtf.split('/').next()?;
    let date = match first.strip_prefix("XXXX-") {
        Some(rest) => {
            let (month, day) = rest.split_once('-')?;
            Date::day(None, month.parse().ok()?, day.parse().ok()?)?
        }
        None => Date::parse(first)?,
    };
    date.day.is_some().then_some(date)
}

fn full(date: Date) -> Option<civil::Date> {
    date.day.and_then(|_| date.first_day())
}

/// First and last year of a period.
fn years(edtf: &str) -> Option<[i16; 2]> {
    let year = |part: &str| part.get(..4)?.parse().ok();
    let (first, last) = edtf.split_once('/').unwrap_or((edtf, edtf));
    Some([year(first)?, year(last)?])
}

/// In order, each once.
fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Box<[T]> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items.into_boxed_slice()
}
