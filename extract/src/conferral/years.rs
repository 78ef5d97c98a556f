//! Days and years that say whether an award was given now, or long ago.

use super::Teller;
use super::discourse::is;
use super::provenance::Words;
use super::status::is_of_a_life;
use super::tape::{self, ITEM, OPEN, SEMICOLON, STOP};
use crate::Context;
use crate::ceremony::Ceremony;
use crate::edtf::Edtf;
use crate::grammar::Match;
use crate::mention::What;
use crate::story::Story;
use std::ops::Range;

/// The year before which all is history: that of publication, or of its event, or the latest the text
/// names. An event whose day has no year is of a year that the text does not name. In its first quarter a
/// year still reports the one before.
pub(super) fn year_of_report(story: &Story<'_>, ceremonies: &[Ceremony]) -> Option<i16> {
    if let Some(published) = story.context.published {
        return Some(published.year() - i16::from(published.month() <= 3));
    }
    let event = ceremonies.first().and_then(|c| c.date);
    if let Some(year) = event.and_then(Edtf::first_year) {
        return Some(year);
    }
    let years = story.mentions.all().iter().filter_map(|m| match m.what {
        What::Date(date) => date.last_year(),
        _ => None,
    });
    years.max().map(|year| year.max(Context::FIRST_YEAR) + i16::from(event.is_some()))
}

/// "được phong Nghệ sĩ Ưu tú năm 1984": a year behind what somebody has received, before last year. ("Cờ thi đua năm
/// 2022", given in 2023, is for what was achieved in that year.)
pub(super) fn received_before(teller: &Teller<'_>, m: &Match<'_>) -> Option<Words> {
    // Flags and certificates are given for a year, orders in one.
    let order = || m.get("awards").is_some_and(|mut awards| awards.any(|i| is_of_a_life(teller, i)));
    let now = teller.year.filter(|_| m.is("left") || m.get("to").is_some() && order())?;
    let items = &teller.tape.items;
    let behind = m.span.end..(m.span.end + RECEIVED_WITHIN).min(items.len());
    let ends =
        |i: &usize| begins_phrase(items[*i].kind) || matches!(items[*i].kind, tape::AWARD | tape::OPEN);
    // A year within the recipients is theirs: "ông A (sinh năm 1950)".
    let theirs = |i: &usize| m.get("to").is_some_and(|to| to.contains(i));
    let inside = m.get("awards").map_or(0..0, |awards| awards.start..m.span.end).filter(|i| !theirs(i));
    let mut near = inside.chain(behind.take_while(|i| !ends(i)));
    let long_ago = |i: &usize| match teller.date_at(*i) {
        Some(Edtf::Date(date)) => date.day.is_none() && date.year.is_some_and(|year| year < now - 1),
        _ => false,
    };
    near.find(long_ago).map(|i| Words::of(items[i].tokens.clone()))
}

/// "gắn Huân chương Sao vàng cho ông A tại Hà Nội ngày 5/1/2008", told ten years later: a day behind the award, where
/// the sentence names none that is recent.
pub(super) fn on_an_earlier_day(teller: &Teller<'_>, m: &Match<'_>) -> Option<Words> {
    let items = &teller.tape.items;
    let now = teller.year?;
    let recent = |i: usize| {
        is_recent_day(teller, i) && teller.date_at(i).and_then(Edtf::last_year).is_none_or(|y| y >= now - 1)
    };
    if (0..items.len()).any(recent) {
        return None;
    }
    let clause = |i: &usize| !matches!(items[*i].kind, SEMICOLON | STOP | ITEM | OPEN);
    let old = |i: &usize| match teller.date_at(*i) {
        Some(Edtf::Date(date)) => date.day.is_some() && date.year.is_some_and(|year| year < now - 1),
        _ => false,
    };
    let mut behind = (m.span.end..items.len()).take_while(clause);
    behind.find(old).map(|i| Words::of(items[i].tokens.clone()))
}

/// How far behind an award the year may stand. Elements.
const RECEIVED_WITHIN: usize = 3;

/// True behind what a phrase of time may follow.
fn begins_phrase(kind: u8) -> bool {
    matches!(
        kind,
        tape::COMMA | tape::SEMICOLON | tape::STOP | tape::ITEM | tape::PERSON | tape::PLACE | tape::BODY
    )
}

/// "năm 2015 được tặng ...": a year that begins the clause or stands alone before the verb, earlier than
/// that of the report.
pub(super) fn in_earlier_year(teller: &Teller<'_>, mut range: Range<usize>) -> Option<Words> {
    let now = teller.year?;
    let items = &teller.tape.items;
    // The year under review is no earlier year.
    let reviewed = teller.ceremonies.first().and_then(|c| c.period).and_then(Edtf::last_year);
    let earlier = |year: i16| year < now && reviewed.is_none_or(|reviewed| year < reviewed);
    let cue = &teller.story.rules.cue;
    let told = range.find(|i| {
        let i = *i;
        // "ông A (năm 1967) và bà B (năm 1973) được"
        let bracketed = i > 0
            && items[i - 1].kind == OPEN
            && items.get(i + 1).is_some_and(|next| next.kind == tape::CLOSE)
            && teller.story.tokens.is_cue(items[i].tokens.start, cue.year);
        let subject =
            |i: &tape::Item| matches!(i.kind, tape::COUNT | tape::PERSON | tape::PLACE | tape::BODY);
        let adverbial = i == 0
            || begins_phrase(items[i - 1].kind)
            || is(teller, i - 1, cue.present)
            || (i == 1 && items[0].kind == tape::WORD)
            || items.get(i + 1).is_some_and(subject);
        match teller.date_at(i) {
            Some(date) if teller.story.context.is_history(date) => adverbial || bracketed,
            Some(Edtf::Date(date)) => {
                (adverbial || bracketed) && date.day.is_none() && date.year.is_some_and(earlier)
            }
            // "Giai đoạn 2015 - 2020, ...": totals of several years are told as history.
            Some(Edtf::Interval(from, to)) => {
                let years = to.year.unwrap_or(now) - from.year.unwrap_or(now);
                adverbial && from.month.is_none() && years > 1
            }
            _ => false,
        }
    });
    told.map(|i| Words::of(items[i].tokens.clone()))
}

/// True for "hôm nay", and for a day that is not history.
pub(super) fn is_recent_day(teller: &Teller<'_>, item: usize) -> bool {
    if is(teller, item, teller.story.rules.cue.relative_day) {
        return true;
    }
    let Some(date) = teller.date_at(item).filter(|d| d.is_day()) else { return false };
    match (date, teller.story.context.published) {
        (Edtf::Date(day), Some(published)) => {
            day.first_day().is_some_and(|d| (published - d).get_days().abs() < RECENT_DAYS)
        }
        _ => !teller.story.context.is_history(date),
    }
}

/// A day longer ago than this is history. Days.
const RECENT_DAYS: i32 = 60;
