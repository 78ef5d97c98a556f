//! Bodies: from the form that a name begins with to the body, the place or the state at its end.

use super::{PlaceName, Reader, UnitKind, UnitMention};
use crate::sort;
use bangvang_gazetteer::{Extent, Sense};
use std::ops::Range;

/// How many bodies may stand one inside the other in a name.
pub(super) const DEEPEST: usize = 4;

impl Reader<'_, '_> {
    /// The end of the state a body belongs to and of the country it sits in, or of its city, which stand behind it:
    /// "Chính phủ Pháp", "Đại sứ quán Nhật Bản tại Việt Nam". `at` itself where neither does.
    pub(super) fn state_part(&self, at: usize) -> usize {
        if !self.is_country(at) {
            return at;
        }
        let seat =
            self.tokens.is_cue(at + 1, self.rules.cue.at) && self.free(at + 2) && self.is_abroad(at + 2);
        if seat { at + 3 } else { at + 1 }
    }

    /// A body from its form on, with the body it is part of right behind it: "Công đoàn cơ sở Công ty may
    /// An Phú", "Ban Thường vụ Tỉnh ủy".
    pub(super) fn body(&self, at: usize) -> Option<(usize, UnitMention)> {
        let own = |unit: &UnitMention| unit.place.as_ref().is_some_and(|place| !place.abroad);
        self.body_within(at, DEEPEST).filter(|(_, unit)| !self.is_counted(at) || own(unit))
    }

    /// "19 Sở Tư pháp": one in each province. "một tiểu đoàn Mỹ", "các công ty Việt Nam": any of them.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let before = |back: usize| at.wrapping_sub(back);
        let several = self.tokens.is_cue(before(1), self.rules.cue.plural)
            || self.tokens.can_mean(before(1), sort::NUMERAL);
        if several && !self.tokens.is_capital(at) {
            return true;
        }
        let number = self.tokens.digits(before(1)).is_some_and(|n| n > 1);
        let cue = &self.rules.cue;
        let ordinal = [cue.number, cue.year].iter().any(|c| self.tokens.is_cue(before(2), *c));
        number && !ordinal && !self.tokens.is_punct(before(2), "/.-") && self.mentions.is_free(before(1))
    }

    pub(super) fn body_within(&self, at: usize, depth: usize) -> Option<(usize, UnitMention)> {
        let (end, unit) =
            self.simple_body(at, depth).filter(|(end, unit)| self.is_definite(at..*end, unit))?;
        if depth == 0 || unit.place.is_some() || !self.tokens.is_capital(at) || !self.tokens.is_capital(end) {
            return Some((end, unit));
        }
        match self.body_within(end, depth - 1) {
            Some((end, whole)) => {
                Some((end, UnitMention { kind: unit.kind, place: whole.place, short_for: None }))
            }
            None => Some((end, unit)),
        }
    }

    /// A name of a body has a capital or a number in it, unless the form is the whole name ("quốc hội")
    /// or a place says whose it is ("công an xã"): "trung tâm y tế" is any of them.
    pub(super) fn is_definite(&self, tokens: Range<usize>, unit: &UnitMention) -> bool {
        let named = |i: usize| self.tokens.is_capital(i) || self.tokens.digits(i).is_some();
        let open = self
            .body_form(tokens.start)
            .is_some_and(|(_, extent)| matches!(extent, Extent::Field | Extent::Group | Extent::Name));
        tokens.clone().any(named) || !(open || unit.place.is_none() && self.is_common(tokens.start))
    }

    /// A form that takes a place and is written small is a common noun without one.
    pub(super) fn is_common(&self, at: usize) -> bool {
        self.body_form(at).is_some_and(|(_, extent)| extent == Extent::Place)
    }

    pub(super) fn simple_body(&self, at: usize, depth: usize) -> Option<(usize, UnitMention)> {
        let (row, extent) = self.body_form(at)?;
        // "Quyết định số 12/QĐ-UBND": part of its number.
        let glued = self.tokens.is_punct(at.wrapping_sub(1), "-/") && !self.tokens.get(at)?.spaced;
        let number = glued && self.tokens.get(at - 1).is_some_and(|dash| !dash.spaced);
        if !self.free(at) || number {
            return None;
        }
        let found = |end: usize, place: Option<PlaceName>| {
            Some((end, UnitMention { kind: UnitKind::Org(row), place, short_for: None }))
        };
        match extent {
            Extent::Never => None,
            Extent::Fixed => found(self.state_part(at + 1), None),
            Extent::Place => match self.state_part(at + 1) {
                end if end > at + 1 => found(end, self.place_part(at + 1)),
                _ if self.is_sector(at + 1) => found(at + 3, None),
                _ => {
                    let place = self.place_part(at + 1);
                    found(place.as_ref().map_or(at + 1, |p| p.tokens.end), place)
                }
            },
            Extent::Number => {
                let number = self.free(at + 1) && self.tokens.digits(at + 1).is_some();
                let capital = self.tokens.is_capital(at);
                if number && capital { found(at + 2, None) } else { None }
            }
            Extent::Foreign => {
                let abroad = self.free(at + 1) && self.is_abroad(at + 1);
                if abroad { found(self.state_part(at + 1).max(at + 2), None) } else { None }
            }
            Extent::Name | Extent::Field | Extent::Group => {
                match self.name_part(at, extent != Extent::Name) {
                    Some((end, place)) => found(end, place),
                    // "Văn phòng UBND huyện": the body it is part of is all its name.
                    None if self.tokens.is_capital(at)
                        && depth > 0
                        && self.begins_body(at + 1, depth - 1) =>
                    {
                        found(at + 1, None)
                    }
                    None => None,
                }
            }
        }
    }

    /// The row of a body's form, and how its name goes on.
    pub(super) fn body_form(&self, at: usize) -> Option<(usize, Extent)> {
        if !self.tokens.can_mean(at, sort::BODY) {
            return None;
        }
        self.tokens.sense(at, |sense| match sense {
            Sense::Body(i) => Some((i, self.tokens.gazetteer.bodies()[i].extent)),
            _ => None,
        })
    }

    pub(super) fn begins_body(&self, at: usize, depth: usize) -> bool {
        self.tokens.is_capital(at) && self.simple_body(at, depth).is_some()
    }

    /// The place a body's name ends with: named ("tỉnh Hà Nam", "Hà Nam", "Việt Nam") or not ("tỉnh").
    pub(super) fn place_part(&self, at: usize) -> Option<PlaceName> {
        if !self.free(at) {
            return None;
        }
        if let Some((_, unit)) = self.typed_place(at) {
            return unit.place;
        }
        if let Some((kind, rank)) = self.unit_type(at) {
            return Some(self.place(Some(kind), rank, at, at + 1..at + 1));
        }
        let named = self.tokens.is_capital(at) && (self.is_known_place(at) || self.is_abroad(at));
        named.then(|| self.place(None, None, at, at..at + 1))
    }

    /// "ngành Tư pháp", the sector a council is of in place of a province.
    pub(super) fn is_sector(&self, at: usize) -> bool {
        let field = self.tokens.can_mean(at + 1, sort::FIELD);
        self.free(at) && self.tokens.is_cue(at, self.rules.cue.sector) && field
    }
}
