//! Independent reports of one event: two reports compared field by field, and the weights summed.
//!
//! A weight is log2(m / u) in tenths of a bit (Fellegi and Sunter 1969; Winkler, "Overview of record linkage", 2006): m is how often two reports
//! of one event are found so in the field, u how often two others that share a blocking key are. They are estimates, set by
//! hand: u from how many values a field has (365 days, 63 provinces, thousands of names) and lowered where values go together (a congress is held
//! in many provinces on one day), m from what papers get wrong. What is not said weighs nothing. A contradiction is a field in which
//! reports of one event cannot differ; it keeps apart whatever the sum.

use super::report::{Given, Report, Said};
use super::{copies, versions};
use bangvang_extract::Date;
use jiff::civil;
use serde::Serialize;

/// From which sum on two reports are taken for reports of one event: the odds against two reports that share a
/// key, in tenths of a bit.
pub const THRESHOLD: i32 = 75;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The article itself: what it tells as several events is several.
    Article,
    /// The day of the event.
    Day,
    /// The day of publication.
    Published,
    /// Province and district of who holds and who gives.
    Seat,
    /// Who holds it.
    Organiser,
    /// Where.
    Place,
    /// The years under review.
    Period,
    /// Awards and their classes.
    Award,
    /// Who gives.
    Conferrer,
    /// How many get an award.
    Count,
    /// Who gets it.
    Recipient,
    /// Who else is named.
    Person,
    /// Which bodies and communes else are named.
    Body,
    /// Other numbers.
    Figure,
    /// The headline's words.
    Headline,
    /// How much of one text is in the other.
    Text,
    /// Given or taken back.
    Status,
}

/// How two reports compare in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// Which.
    pub field: Field,
    /// Tenths of a bit, for (above 0) or against one event.
    pub weight: i32,
    /// Reports of one event cannot differ so.
    pub contradicts: bool,
}

/// Two reports, compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The fields that both say something of.
    pub fields: Vec<Weighed>,
}

impl Comparison {
    /// The sum, in tenths of a bit.
    pub fn score(&self) -> i32 {
        self.fields.iter().map(|field| field.weight).sum()
    }

    /// The field in which the reports contradict each other.
    pub fn contradiction(&self) -> Option<Field> {
        self.fields.iter().find(|field| field.contradicts).map(|field| field.field)
    }

    /// Whether they are reports of one event, taken alone.
    pub fn is_match(&self) -> bool {
        self.contradiction().is_none() && self.score() >= THRESHOLD
    }

    fn add(&mut self, field: Field, weight: i32) {
        self.fields.push(Weighed { field, weight, contradicts: false });
    }

    fn add_if(&mut self, field: Field, weight: Option<i32>) {
        weight.into_iter().for_each(|weight| self.add(field, weight));
    }

    fn contradict(&mut self, field: Field, weight: i32) {
        self.fields.push(Weighed { field, weight, contradicts: true });
    }
}

/// Compares two reports. The order of the two does not matter.
pub fn compare(one: &Report, other: &Report) -> Comparison {
    let (a, b) = (&one.said, &other.said);
    let mut found = Comparison::default();
    if one.article == other.article {
        found.contradict(Field::Article, 0);
    }
    let named = common(&a.recipients, &b.recipients) > 0;
    when(a, b, named, &mut found);
    seat(a, b, named, &mut found);
    found.add_if(Field::Organiser, both(a.organiser, b.organiser).map(|same| if same { 30 } else { -5 }));
    found.add_if(Field::Place, both(a.place, b.place).map(|same| if same { 20 } else { 0 }));
    awards(a, b, &mut found);
    match others_named(a, b) {
        true => found.contradict(Field::Recipient, -60),
        false => found.add_if(Field::Recipient, recipients(a, b)),
    }
    found.add_if(Field::Person, shared(&a.people, &b.people, &[30, 20, 15]));
    found.add_if(Field::Body, shared(&a.bodies, &b.bodies, &[12, 10, 8]));
    found.add_if(Field::Figure, shared(&a.figures, &b.figures, &[12, 12, 12]));
    found.add_if(Field::Headline, headline(a, b));
    found.add_if(Field::Text, text(a, b));
    if a.revoked != b.revoked && !a.given.is_empty() && !b.given.is_empty() {
        found.contradict(Field::Status, -80);
    }
    found
}

fn both<T: PartialEq>(a: Option<T>, b: Option<T>) -> Option<bool> {
    Some(a? == b?)
}

/// How far apart days can be that are said of one event: a decision and its handing over, with recipients named in
/// both; else a slip of the pen.
const LONGEST_NAMED: i32 = 45;
const LONGEST: i32 = 3;

/// Reports come out within days of the event and of each other.
const LONGEST_PUBLISHED: i32 = 120;

fn when(a: &Said, b: &Said, named: bool, found: &mut Comparison) {
    let known = |said: &Said| said.day.and_then(Date::first_day);
    let apart = match (a.day, b.day) {
        (Some(one), Some(other)) => {
            let apart = days_apart(one, other);
            let longest = if named { LONGEST_NAMED } else { LONGEST };
            match apart {
                0 if known(a).is_some() && known(b).is_some() => found.add(Field::Day, 50),
                0 => found.add(Field::Day, 40),
                1 => found.add(Field::Day, -5),
                _ if apart > longest => found.contradict(Field::Day, -70),
                _ => found.add(Field::Day, -30),
            }
            Some(apart)
        }
        _ => None,
    };
    let published = match (a.published, b.published) {
        (Some(one), Some(other)) => Some(gap(one, other)),
        _ => known(a).zip(b.published).or(known(b).zip(a.published)).map(|(day, out)| gap(day, out)),
    };
    match published {
        Some(gap) if gap > LONGEST_PUBLISHED => found.contradict(Field::Published, -60),
        Some(gap) if gap > 30 => found.add(Field::Published, -40),
        Some(0..=3) if apart.is_none() => found.add(Field::Published, 20),
        _ => {}
    }
    let Some(([from, to], [start, end])) = a.period.zip(b.period) else { return };
    let agree = [from, to] == [start, end];
    match to < start || end < from {
        true if apart == Some(0) => found.add(Field::Period, -30),
        true => found.contradict(Field::Period, -60),
        false => found.add(Field::Period, if agree { 15 } else { 0 }),
    }
}

fn gap(one: civil::Date, other: civil::Date) -> i32 {
    (one - other).get_days().abs()
}

/// Days between two, the shorter way round the year where a year is not known.
fn days_apart(one: Date, other: Date) -> i32 {
    if let (Some(one), Some(other)) = (one.first_day(), other.first_day()) {
        return gap(one, other);
    }
    let in_year = |date: Date, year| Date { year: Some(year), ..date }.first_day();
    let year = one.year.or(other.year).unwrap_or(2024);
    let Some(anchor) = in_year(one, year) else { return i32::from(one.month != other.month) * 30 };
    let years = [year - 1, year, year + 1].into_iter();
    years.filter_map(|year| in_year(other, year)).map(|date| gap(anchor, date)).min().unwrap_or(0)
}

fn seat(a: &Said, b: &Said, named: bool, found: &mut Comparison) {
    if a.seats.is_empty() || b.seats.is_empty() {
        return found.add_if(Field::Seat, both(a.home, b.home).map(|same| if same { 10 } else { -40 }));
    }
    let pairs = || a.seats.iter().flat_map(|one| b.seats.iter().map(move |other| (one, other)));
    let province = pairs().any(|(one, other)| one[0] == other[0]);
    let unit = pairs().any(|(one, other)| one == other && one[1] != 0);
    let below = |said: &Said| said.seats.iter().all(|seat| seat[1] != 0);
    match (unit, province) {
        (true, _) => found.add(Field::Seat, 40),
        (false, true) if below(a) && below(b) && !named => found.contradict(Field::Seat, -60),
        (false, true) => found.add(Field::Seat, 20),
        (false, false) if named => found.add(Field::Seat, -30),
        (false, false) => found.contradict(Field::Seat, -80),
    }
}

/// Awards, who gives them and to how many.
fn awards(a: &Said, b: &Said, found: &mut Comparison) {
    if a.given.is_empty() || b.given.is_empty() {
        return;
    }
    let pairs = || a.given.iter().flat_map(|one| b.given.iter().map(move |other| (one, other)));
    let same = pairs().filter(|(one, other)| one.award == other.award);
    let weight = |one: &Given, other: &Given| match (one.common, one.class == other.class) {
        (true, _) => 8,
        (false, true) => 35,
        (false, false) if one.class == 0 || other.class == 0 => 20,
        (false, false) => -20,
    };
    let best = same.clone().map(|(one, other)| weight(one, other)).max();
    found.add(Field::Award, best.unwrap_or(-35));
    found.add_if(Field::Count, counts(&a.given, &b.given));
    let levels: Vec<_> = pairs().filter_map(|(one, other)| Some((one.level?, other.level?))).collect();
    let all = |said: &Said| said.given.iter().all(|given| given.level.is_some());
    let body = common(&a.conferrers, &b.conferrers) > 0;
    match (body, levels.iter().any(|(one, other)| one == other)) {
        (true, _) => found.add(Field::Conferrer, 20),
        (false, true) => found.add(Field::Conferrer, 0),
        (false, false) if levels.is_empty() => {}
        (false, false) if all(a) && all(b) => found.contradict(Field::Conferrer, -60),
        (false, false) if pairs().any(|(one, other)| is_open(one, other)) => found.add(Field::Conferrer, 0),
        (false, false) => found.add(Field::Conferrer, -40),
    }
}

/// Figures of the same awards: few values are alike by chance, and papers do get one wrong. A row whose figure the other
/// report has too is at odds with none of its others: an award is told in parts.
fn counts(ours: &[Given], theirs: &[Given]) -> Option<i32> {
    let pairs = ours.iter().flat_map(|one| theirs.iter().map(move |other| (one, other)));
    let equal = pairs.filter(|(one, other)| is_one_slot(one, other) && one.count == other.count);
    let equal = equal.filter_map(|(one, _)| one.count);
    let for_one: i32 = equal.filter(|count| *count > 1).map(|count| if count < 10 { 12 } else { 30 }).sum();
    let against = 10 * at_odds(ours, theirs).min(at_odds(theirs, ours));
    (for_one > 0 || against > 0).then(|| for_one.min(80) - against.min(40))
}

/// How many of one report's rows have a figure where the other report has only other figures.
fn at_odds(ours: &[Given], theirs: &[Given]) -> i32 {
    let is_odd = |one: &&Given| {
        let said = || theirs.iter().filter(|other| other.count.is_some() && is_one_slot(one, other));
        said().next().is_some() && said().all(|other| other.count != one.count)
    };
    ours.iter().filter(|one| one.count.is_some()).filter(is_odd).count() as i32
}

/// Whether two rows can tell of one award, and one of them does not say who gives it.
fn is_open(one: &Given, other: &Given) -> bool {
    is_one_slot(one, other) && (one.level.is_none() || other.level.is_none())
}

/// Whether two rows can tell of one award to one kind of recipients. A giver that one of them does not say may be the other's.
fn is_one_slot(one: &Given, other: &Given) -> bool {
    let level = one.level.zip(other.level).is_none_or(|(one, other)| one == other);
    (one.award, one.class, one.kind) == (other.award, other.class, other.kind) && level
}

/// Both name all who are given something, and they are others.
fn others_named(a: &Said, b: &Said) -> bool {
    let named = a.all_named.as_ref().zip(b.all_named.as_ref());
    named.is_some_and(|(one, other)| !one.is_empty() && !other.is_empty() && common(one, other) == 0)
}

fn recipients(a: &Said, b: &Said) -> Option<i32> {
    if a.recipients.is_empty() || b.recipients.is_empty() {
        // A recipient of the one may be told as somebody in the other.
        let told = common(&a.recipients, &b.people) + common(&a.people, &b.recipients);
        return (told > 0).then_some(40);
    }
    match common(&a.recipients, &b.recipients) {
        0 if common(&a.recipients, &b.people) + common(&a.people, &b.recipients) > 0 => Some(20),
        0 => Some(-25),
        1 => Some(60),
        _ => Some(90),
    }
}

/// A weight for the first in common, another for the second, and so on; nothing where none is.
fn shared(a: &[u64], b: &[u64], weights: &[i32]) -> Option<i32> {
    let common = common(a, b);
    (common > 0).then(|| weights.iter().take(common).sum())
}

/// How many are in both; both sorted.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|item| many.binary_search(item).is_ok()).count()
}

fn headline(a: &Said, b: &Said) -> Option<i32> {
    let shorter = a.headline.len().min(b.headline.len());
    let common = common(&a.headline, &b.headline);
    (shorter > 2).then(|| match common * 100 / shorter {
        0..20 => 0,
        20..40 => 15,
        40..70 => 30,
        _ => 50,
    })
}

fn text(a: &Said, b: &Said) -> Option<i32> {
    let (one, other) = a.sketch.as_ref().zip(b.sketch.as_ref())?;
    let shared = versions::estimated(one, other, [a.shingles, b.shingles]);
    let (alike, inside) = (shared.resemblance(), shared.containment());
    Some(match (alike, inside) {
        (alike, _) if alike >= copies::THRESHOLD => 150,
        (_, inside) if inside >= versions::THRESHOLD => 80,
        (_, inside) if inside >= 0.25 => 40,
        (_, inside) if inside >= 0.12 => 20,
        _ => 0,
    })
}
