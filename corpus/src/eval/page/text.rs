//! The article's text with its gold and what was found marked in it.

use super::{Escaped, State};
use crate::eval::found::Mention;
use crate::eval::judgement::{Judgement, Kind};
use crate::eval::matching::Matching;
use bangvang_normalize::clean;
use std::cmp::Reverse;
use std::fmt::{self, Write};
use std::ops::Range;

/// A stretch of the text that is marked.
struct Mark {
    /// Bytes.
    at: Range<usize>,
    state: State,
    kind: Kind,
}

/// Writes the text of the record, if there is one.
pub(super) fn write(judgement: &Judgement, out: &mut String) -> fmt::Result {
    let text = &judgement.found.text;
    if text.is_empty() {
        return Ok(());
    }
    let marks = marks(judgement, text);
    out.push_str(
        "<div class=\"part of-awards of-counts of-dates of-units of-paths\"><h4>Text</h4>\n\
         <div class=\"text\" lang=\"vi\">",
    );
    nested(text, &marks, out)?;
    out.push_str("</div></div>\n");
    Ok(())
}

fn marks(judgement: &Judgement, text: &str) -> Vec<Mark> {
    let Judgement { gold, found, .. } = judgement;
    let mut marks = Marks::of(text);
    let awards: Vec<&str> = gold.awards.iter().map(|award| award.text.as_str()).collect();
    marks.add(Kind::Awards, &awards, &found.awards, &judgement.awards);
    let counts: Vec<&str> = gold.counts.iter().map(|count| count.text.as_str()).collect();
    marks.add(Kind::Counts, &counts, &found.counts, &judgement.counts);
    let dates: Vec<&str> = gold.dates.iter().map(|date| date.text.as_str()).collect();
    marks.add(Kind::Dates, &dates, &found.dates, &judgement.dates);
    let units: Vec<&str> = gold.units.iter().map(|unit| unit.text.as_str()).collect();
    marks.add(Kind::Units, &units, &found.units, &judgement.units);
    let elsewhere = judgement.paths.wrong.iter().filter_map(|(_, at)| marks.place(&found.units[*at]));
    for at in elsewhere.collect::<Vec<_>>() {
        for mark in marks.marks.iter_mut().filter(|mark| mark.kind == Kind::Units && mark.at == at) {
            mark.state = State::Differs;
        }
    }
    let mut marks = marks.marks;
    marks.sort_by_key(|mark| (mark.at.start, Reverse(mark.at.end)));
    marks
}

struct Marks<'t> {
    text: &'t str,
    /// The byte at which each code point begins, and the end.
    bytes: Vec<usize>,
    marks: Vec<Mark>,
}

impl<'t> Marks<'t> {
    fn of(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Self { text, bytes, marks: Vec::new() }
    }

    /// Where a mention stands, if it stands in this text.
    fn place(&self, mention: &Mention) -> Option<Range<usize>> {
        let [start, end] = mention.at?;
        let at = *self.bytes.get(start)?..*self.bytes.get(end)?;
        (at.start < at.end).then_some(at)
    }

    /// Adds the mentions of a kind: hits and what is false where they were found, misses where their text
    /// stands first and is not marked yet.
    fn add(&mut self, kind: Kind, gold: &[&str], found: &[Mention], matching: &Matching) {
        let hits = matching.pairs.iter().map(|(_, at)| (*at, State::Hit));
        let all = hits.chain(matching.extra.iter().map(|at| (*at, State::False)));
        for (at, state) in all.collect::<Vec<_>>() {
            let place = self.place(&found[at]);
            self.marks.extend(place.map(|at| Mark { at, state, kind }));
        }
        for at in &matching.missed {
            let place = self.unmarked(&clean(gold[*at]).text, kind);
            self.marks.extend(place.map(|at| Mark { at, state: State::Missed, kind }));
        }
    }

    /// The first place of these words that no mark of the kind touches but one that is false.
    fn unmarked(&self, words: &str, kind: Kind) -> Option<Range<usize>> {
        if words.is_empty() {
            return None;
        }
        let places = self.text.match_indices(words).map(|(at, words)| at..at + words.len());
        let taken = |at: &Range<usize>| {
            let touches = |mark: &Mark| mark.at.start < at.end && at.start < mark.at.end;
            self.marks.iter().any(|mark| mark.kind == kind && mark.state != State::False && touches(mark))
        };
        let whole = |at: &Range<usize>| {
            let before = self.text[..at.start].chars().next_back();
            let behind = self.text[at.end..].chars().next();
            [before, behind].iter().flatten().all(|c| !c.is_alphanumeric())
        };
        places.into_iter().find(|at| whole(at) && !taken(at))
    }
}

/// Writes the text with elements around its marks. Where marks overlap, one is closed and opened again.
fn nested(text: &str, marks: &[Mark], out: &mut String) -> fmt::Result {
    let mut borders: Vec<usize> = marks.iter().flat_map(|mark| [mark.at.start, mark.at.end]).collect();
    borders.extend([0, text.len()]);
    borders.sort_unstable();
    borders.dedup();
    let mut open: Vec<&Mark> = Vec::new();
    for (border, next) in borders.iter().zip(borders.iter().skip(1).chain([&text.len()])) {
        if let Some(first) = open.iter().position(|mark| mark.at.end <= *border) {
            let closed = open.split_off(first);
            closed.iter().for_each(|_| out.push_str("</mark>"));
            for mark in closed.into_iter().filter(|mark| mark.at.end > *border) {
                start(mark, out)?;
                open.push(mark);
            }
        }
        for mark in marks.iter().filter(|mark| mark.at.start == *border) {
            start(mark, out)?;
            sign(mark, out)?;
            open.push(mark);
        }
        write!(out, "{}", Escaped(&text[*border..*next]))?;
    }
    Ok(())
}

fn start(mark: &Mark, out: &mut String) -> fmt::Result {
    let of = if mark.state == State::Differs { " of-paths" } else { "" };
    write!(out, "<mark class=\"{} of-{}{of}\">", mark.state.class(), mark.kind.as_str())
}

/// The sign of the state; beside an error its kind. Hits are told by their underline alone to the eye that
/// reads the text.
fn sign(mark: &Mark, out: &mut String) -> fmt::Result {
    let kind = match mark.kind {
        Kind::Awards => "award",
        Kind::Counts => "count",
        Kind::Dates => "date",
        _ if mark.state == State::Differs => "path",
        _ => "unit",
    };
    match mark.state {
        State::Hit => write!(out, "<b>✓<span class=\"spoken\">{kind} </span></b>"),
        state => write!(out, "<b>{}{kind}</b>", state.sign()),
    }
}
