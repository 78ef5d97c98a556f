//! Names that stand below a heading, a line each.

use super::provenance::Words;
use super::tape::{AWARD, BODY, ITEM, NUMBER, OTHER, PERSON, PLACE, STOP, WORD};
use super::{Row, Teller};
use crate::token::Shape;
use bangvang_gazetteer::Recipient;
use std::ops::Range;

/// The rows of a heading whose names the lines below it may tell: "HUÂN CHƯƠNG LAO ĐỘNG HẠNG BA (01 tập thể, 02 cá nhân)".
#[derive(Debug, Default)]
pub(crate) struct Roll {
    open: Range<usize>,
}

/// How far into its line the award of a heading stands, behind "II." or "Danh hiệu". Elements.
const HEADING_WITHIN: usize = 4;

impl Roll {
    /// Goes on behind a sentence that has told the rows from `before` on.
    pub(crate) fn read(&mut self, teller: &Teller<'_>, rows: &mut [Row], before: usize) {
        if !begins_line(teller) {
            return;
        }
        if let Some(at) = entry(teller) {
            self.name(teller, at, &mut rows[..before]);
        } else {
            self.open = if is_heading(teller) { before..rows.len() } else { 0..0 };
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Gives the name at an element to the first row that counts more of its kind than are named.
    fn name(&self, teller: &Teller<'_>, at: usize, rows: &mut [Row]) {
        let item = &teller.tape.items[at];
        let kind = if item.kind == PERSON { Recipient::Individual } else { Recipient::Collective };
        let name = teller.name_at(at);
        let lacks = |row: &&mut Row| {
            row.kind == kind && row.count.is_some_and(|count| (row.recipients.len() as u64) < count)
        };
        let open = rows.get_mut(self.open.clone()).unwrap_or_default();
        if let Some(row) = open.iter_mut().find(lacks).filter(|row| !row.recipients.contains(&name)) {
            row.recipients.push(name);
            row.how.names = Words::of(item.tokens.clone());
        }
    }
}

/// True for a sentence at the beginning of its line.
fn begins_line(teller: &Teller<'_>) -> bool {
    let first = teller.tape.items.first().map_or(0, |item| item.tokens.start);
    let tokens = teller.story.tokens;
    first == 0 || [first, first - 1].iter().any(|at| tokens.shape(*at) == Some(Shape::Break))
}

/// The element that a line of a list names first: "2. Ông Lê Văn A, ...", "- Sở Y tế".
fn entry(teller: &Teller<'_>) -> Option<usize> {
    let kinds = &teller.tape.kinds;
    let bullet = kinds.iter().take_while(|kind| matches!(**kind, ITEM | NUMBER | STOP | OTHER)).count();
    // "1. Nhân dân và cán bộ xã Ba Sao"
    let honorific = usize::from(!matches!(kinds.get(bullet), Some(&(PERSON | BODY | PLACE))));
    let at = bullet + honorific;
    let named = matches!(kinds.get(at), Some(&(PERSON | BODY | PLACE)));
    (named && bullet > 0 && kinds[..bullet] != [ITEM]).then_some(at)
}

/// True for a line that begins with an award: the heading of a list.
fn is_heading(teller: &Teller<'_>) -> bool {
    let kinds = &teller.tape.kinds;
    let award = kinds.iter().take(HEADING_WITHIN).position(|kind| *kind == AWARD);
    award
        .is_some_and(|at| kinds[..at].iter().all(|kind| matches!(*kind, ITEM | NUMBER | STOP | OTHER | WORD)))
}
