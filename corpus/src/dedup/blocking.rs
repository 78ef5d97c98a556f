//! Which reports are worth comparing: those that share a key.
//!
//! A key is something that reports of one event have in common and few others do: a recipient, a day with a place, an
//! order with who gets it, a stretch of text. A report has a few dozen; two reports meet if they share one. Keys are
//! strings that say what they are, so that any engine that groups by key can do the work; [`super::group`] does it in memory.

use super::report::{Report, Said};
use bangvang_extract::Date;

/// Slots of a band of sketches, coarse enough that texts with 40% in common meet in one more often than not.
const ROWS: usize = 5;

/// People of a report that are keys: the first of them by hash, which are the same in every report.
const PEOPLE: usize = 12;

/// The keys of a report, each once. Two reports that share none are never compared.
pub fn keys(report: &Report) -> Vec<String> {
    let said = &report.said;
    let mut keys = Vec::new();
    // Who is given something in the one may be somebody in the other.
    let names = said.recipients.iter().chain(said.people.iter().take(PEOPLE));
    keys.extend(names.map(|name| format!("name {name:016x}")));
    if let Some(day) = said.day.or(said.published.map(of_day)) {
        let day = format!("{:02}-{:02}", day.month.unwrap_or(0), day.day.unwrap_or(0));
        keys.extend(said.seats.iter().map(|[province, _]| format!("day {day} province {province:016x}")));
        keys.extend(said.organiser.map(|body| format!("day {day} organiser {body:016x}")));
        keys.extend(said.conferrers.iter().map(|body| format!("day {day} conferrer {body:016x}")));
        let telling = said.given.iter().filter(|g| !g.common);
        keys.extend(telling.map(|g| format!("day {day} award {:016x} {:016x}", g.award, g.class)));
    }
    keys.extend(said.seats.iter().filter(|[_, below]| *below != 0).flat_map(|[province, below]| {
        said.given.iter().map(move |g| format!("unit {province:016x} {below:016x} award {:016x}", g.award))
    }));
    keys.extend(figures(said));
    keys.extend(said.headline.iter().min().map(|_| format!("headline {:016x}", whole(&said.headline))));
    let bands = said.sketch.iter().flat_map(|sketch| sketch.bands(ROWS));
    keys.extend(bands.map(|band| format!("text {band:016x}")));
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn of_day(date: jiff::civil::Date) -> Date {
    Date { year: Some(date.year()), month: Some(date.month() as u8), day: Some(date.day() as u8) }
}

/// An award with the figure that is told of it.
fn figures(said: &Said) -> impl Iterator<Item = String> + '_ {
    let telling = said.given.iter().filter(|g| g.count.is_some_and(|count| count >= 20));
    telling.map(|g| format!("award {:016x} count {}", g.award, g.count.unwrap_or(0)))
}

fn whole(headline: &[u64]) -> u64 {
    super::shingle::combine(headline)
}
