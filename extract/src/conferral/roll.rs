//! Names that stand below a heading, a line each.

use super::provenance::{CountWay, Words};
use super::tape::{
    AWARD, BODY, CLOSE, COLON, COMMA, COUNT, ITEM, NUMBER, OPEN, OTHER, PEOPLE, PERSON, PLACE, QUOTE, STOP,
    WORD,
};
use super::{Row, Teller, who};
use crate::mention::What;
use crate::token::Shape;
use bangvang_gazetteer::Recipient;

/// The rows of a heading whose names the lines below it may tell: "HUÂN CHƯƠNG LAO ĐỘNG HẠNG BA (01 tập thể, 02 cá nhân)".
/// So may those below "I. Danh hiệu Nhà giáo Nhân dân", a heading of its own for an award told before, and those below
/// "II. Cá nhân", a heading for a kind of those counted before.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    /// Indices of the rows.
    open: Vec<usize>,
    /// True below a heading that counts and that is no sentence: names need no bullet there.
    bare: bool,
    /// Of whom the heading speaks, where it names no award.
    section: Option<Recipient>,
}

/// How far into its line the award of a heading stands, behind "II." or "Danh hiệu". Elements.
const HEADING_WITHIN: usize = 6;

/// How many sentences may stand between those who counted and the first heading of a roll: "Cụ thể như sau:".
pub(super) const BELOW: usize = 2;

impl Roll {
    /// Goes on behind a sentence that has told the rows from `before` on.
    pub(crate) fn read(&mut self, teller: &Teller<'_>, rows: &mut [Row], before: usize) {
        if !begins_line(teller) {
            return;
        }
        if let Some(at) = entry(teller).or_else(|| person_first(teller).filter(|_| self.bare)) {
            self.name(teller, at, &mut rows[..before]);
        } else if let Some(kind) = section(teller) {
            self.section = Some(kind);
            self.open = counted_before(kind, rows);
        } else {
            let told = before..rows.len();
            self.section = None;
            self.bare = !told.is_empty() && teller.tape.kinds.last() != Some(&STOP);
            self.open = match heading(teller) {
                Some(_) if !told.is_empty() => told.collect(),
                Some(award) => told_before(teller, award, rows),
                None => Vec::new(),
            };
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Gives the name at an element to the first row that counts more of its kind than are named.
    fn name(&self, teller: &Teller<'_>, at: usize, rows: &mut [Row]) {
        let item = &teller.tape.items[at];
        let person = item.kind == PERSON;
        let kind = if person { Recipient::Individual } else { Recipient::Collective };
        // "III. Hộ gia đình", and persons below it.
        let kind = self.section.filter(|_| person).unwrap_or(kind);
        let name = teller.name_at(at);
        let lacks = |at: &&usize| {
            rows.get(**at).is_some_and(|row| {
                let open =
                    !is_counted(row) || row.count.is_some_and(|count| (row.recipients.len() as u64) < count);
                row.kind == kind && open
            })
        };
        let Some(row) = self.open.iter().find(lacks).and_then(|at| rows.get_mut(*at)) else { return };
        if row.recipients.contains(&name) {
            return;
        }
        let counted = is_counted(row);
        row.recipients.push(name);
        row.how.names = Words::of(item.tokens.clone());
        if !counted {
            row.count = Some(row.recipients.len() as u64);
            row.how.count = CountWay::Names;
        }
    }
}

/// True for a sentence at the beginning of its line.
pub(super) fn begins_line(teller: &Teller<'_>) -> bool {
    let first = teller.tape.start();
    let tokens = teller.story.tokens;
    first == 0 || [first, first - 1].iter().any(|at| tokens.shape(*at) == Some(Shape::Break))
}

/// The element that a line of a list names first: "2. Ông Lê Văn A, ...", "- Sở Y tế".
fn entry(teller: &Teller<'_>) -> Option<usize> {
    let kinds = &teller.tape.kinds;
    let bullet = kinds.iter().take_while(|kind| matches!(**kind, ITEM | NUMBER | STOP | OTHER)).count();
    // "1. Nhân dân và cán bộ xã Ba Sao"
    let honorific = usize::from(!matches!(kinds.get(bullet), Some(&(PERSON | BODY | PLACE | WORD))));
    let at = bullet + honorific;
    let named = matches!(kinds.get(at), Some(&(PERSON | BODY | PLACE)));
    (named && bullet > 0 && kinds[..bullet] != [ITEM]).then_some(at)
}

/// True where the text says how many they are.
fn is_counted(row: &Row) -> bool {
    !matches!(row.how.count, CountWay::Unsaid | CountWay::Names)
}

/// The person that a line begins with.
fn person_first(teller: &Teller<'_>) -> Option<usize> {
    let kinds = &teller.tape.kinds;
    let first = kinds.iter().position(|kind| *kind != ITEM)?;
    (kinds[first] == PERSON && kinds.get(first + 1) == Some(&COMMA)).then_some(first)
}

/// "II.", "A -", "1)": what the number of a heading is made of.
fn is_numbering(kind: u8) -> bool {
    matches!(kind, ITEM | NUMBER | STOP | OTHER | WORD)
}

/// The element of the award that a line begins with: the heading of a list.
pub(super) fn heading(teller: &Teller<'_>) -> Option<usize> {
    let kinds = &teller.tape.kinds;
    let award = kinds.iter().take(HEADING_WITHIN).position(|kind| *kind == AWARD);
    let rules = &teller.story.rules;
    let title = rules.conferrals.kind_of(rules.cue.title);
    let leads = |kind: &u8| is_numbering(*kind) || *kind == QUOTE || Some(*kind) == title;
    award.filter(|at| kinds[..*at].iter().all(leads))
}

/// "II. Cá nhân", "A. TẬP THỂ:", a line of its own: the kind of those whom the lines below it name.
fn section(teller: &Teller<'_>) -> Option<Recipient> {
    let (items, kinds) = (&teller.tape.items, &teller.tape.kinds);
    let at = kinds.iter().take_while(|kind| is_numbering(**kind)).count();
    let bare =
        kinds.get(at + 1..)?.iter().all(|kind| matches!(*kind, COLON | ITEM | STOP | OPEN | CLOSE | COUNT));
    let numbered = (1..HEADING_WITHIN).contains(&at);
    (numbered && bare && kinds[at] == PEOPLE).then(|| who::people_kind(teller, items[at].tokens.clone()))
}

/// The first row of this kind in the last sentence that counts any of them and names nobody.
fn counted_before(kind: Recipient, rows: &[Row]) -> Vec<usize> {
    let counted = |row: &&Row| row.kind == kind && is_counted(row) && row.recipients.is_empty();
    let Some(last) = rows.iter().rfind(counted).map(|row| row.sentence) else { return Vec::new() };
    rows.iter().position(|row| row.sentence == last && counted(&row)).into_iter().collect()
}

/// The last row before that is of the award at an element, and of nobody.
fn told_before(teller: &Teller<'_>, award: usize, rows: &[Row]) -> Vec<usize> {
    let Some(What::Award(award)) = teller.what(award) else { return Vec::new() };
    let same = |row: &Row| row.award == award.award && row.recipients.is_empty() && row.count.is_none();
    rows.iter().rposition(same).into_iter().collect()
}
