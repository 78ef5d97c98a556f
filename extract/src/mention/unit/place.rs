//! Names of places: with their type word ("huyện Tân Kỳ"), in a list of one, or by themselves.

use super::{LONGEST_PLACE, PlaceName, Reader, UnitKind, UnitMention};
use crate::sort;
use bangvang_gazetteer::{Rank, UnitType};
use bangvang_normalize::Syllable;
use std::ops::Range;

impl Reader<'_, '_> {
    /// A name as written: a hit of the gazetteer, or up to four capitalised words, or a number.
    pub(super) fn proper_name(&self, at: usize, numbered: bool) -> Option<usize> {
        if !self.free(at) {
            return None;
        }
        if self.is_known_place(at) || self.is_abroad(at) {
            let more = self.capital_run(at + 1, 1);
            // "Bàu Hàm 2": a number may end the name.
            return Some(self.trailing_number(if self.is_known_place(at) { at + 1 } else { more }));
        }
        if numbered && self.tokens.digits(at).is_some() {
            return Some(at + 1);
        }
        let end = self.capital_run(at, LONGEST_PLACE);
        (end > at && !self.is_acronym(at)).then(|| self.trailing_number(end))
    }

    /// Capitals that cannot be read as a syllable: "xã NTM" is named by no name.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let word = self.tokens.str(at);
        word.len() > 1 && !word.chars().any(char::is_lowercase) && Syllable::parse(word).is_none()
    }

    /// The end of a name of two words and more that the gazetteer has for units of this type: "xã Ea H'leo",
    /// "phường Xuân Hương - Đà Lạt". A shorter one may be the beginning of another name.
    pub(super) fn listed_name(&self, at: usize, kind: UnitType) -> Option<usize> {
        let units = self.tokens.gazetteer.units().all();
        let (name, end) = self.tokens.unit_name(at)?;
        let fits = name.units().any(|unit| units[unit].kind == kind);
        let words = self.tokens.text[name.start..name.end].contains(|c: char| c.is_whitespace() || c == '-');
        let counted = self.tokens.digits(end - 1).is_some() && self.trailing_number(end - 1) < end;
        (fits && words && !counted && (at..end).all(|i| self.free(i))).then_some(end)
    }

    pub(super) fn trailing_number(&self, at: usize) -> usize {
        let number = self.free(at) && self.tokens.digits(at).is_some_and(|n| n < 100);
        // A number before a noun counts it: "xã Hòa Bình 5 tập thể".
        let counts = self.tokens.can_mean(at + 1, sort::NOUN)
            || self.tokens.is_cue(at + 1, self.rules.cue.occasion)
            || self.tokens.is_cue(at + 1, self.rules.cue.once)
            || self.tokens.is_punct(at + 1, "/.-");
        if number && !counts { at + 1 } else { at }
    }

    /// "huyện Tân Kỳ", "TP. Vinh", "quận 1", "bang Texas".
    pub(super) fn typed_place(&self, at: usize) -> Option<(usize, UnitMention)> {
        if !self.free(at) {
            return None;
        }
        let (kind, rank) = self.unit_type(at)?;
        let numbered = matches!(kind, UnitType::Quan | UnitType::Phuong | UnitType::Thon);
        let listed = self.listed_name(at + 1, kind);
        let end = listed.or_else(|| self.proper_name(at + 1, numbered))?;
        // "Chủ tịch UBND tỉnh Nguyễn Văn An": every province is in the gazetteer, and no place has a name
        // of three words that begins with a family name.
        let known = listed.is_some() || self.is_known_place(at + 1) || self.is_abroad(at + 1);
        let person = end > at + 3 && self.is_surname(at + 1);
        if !known && (person || kind == UnitType::Tinh) {
            return None;
        }
        let place = self.place(Some(kind), rank, at, at + 1..end);
        Some((end, UnitMention { kind: UnitKind::Admin, place: Some(place), short_for: None }))
    }

    pub(super) fn place(
        &self,
        kind: Option<UnitType>,
        rank: Option<Rank>,
        at: usize,
        name: Range<usize>,
    ) -> PlaceName {
        let rank = rank.or_else(|| kind.and_then(UnitType::rank));
        let low = rank.is_some_and(|r| r != Rank::Province && r != Rank::Abroad);
        let abroad = kind == Some(UnitType::Bang) || (!low && !name.is_empty() && self.is_abroad(name.start));
        PlaceName { kind, rank, tokens: at..name.end, name, abroad }
    }

    /// After "các xã" or a number the type word governs the names that follow: "2 huyện Gia Lộc và Kim
    /// Thành".
    pub(super) fn listed(
        &self,
        at: usize,
        end: usize,
        first: &UnitMention,
    ) -> Vec<(Range<usize>, UnitMention)> {
        let cue = &self.rules.cue;
        let many = at > 0
            && (self.tokens.is_cue(at - 1, cue.plural)
                || self.tokens.digits(at - 1).is_some_and(|n| n > 1)
                || self.tokens.can_mean(at - 1, sort::NUMERAL));
        let (Some(place), true) = (&first.place, many) else { return Vec::new() };
        let mut found = Vec::new();
        let mut from = end;
        while self.tokens.is_punct(from, ",") || self.tokens.is_cue(from, cue.and) {
            let start = from + 1;
            let numbered = place.kind == Some(UnitType::Quan);
            let known = place.kind.and_then(|kind| self.listed_name(start, kind));
            let Some(end) = known.or_else(|| self.proper_name(start, numbered)) else { break };
            let name = self.place(place.kind, place.rank, start, start..end);
            found.push((
                start..end,
                UnitMention { kind: UnitKind::Admin, place: Some(name), short_for: None },
            ));
            from = end;
        }
        found
    }

    /// A name of the gazetteer that is no part of a longer name.
    pub(super) fn bare_place(&self, at: usize) -> Option<UnitMention> {
        if !self.tokens.is_capital(at) || !self.free(at) {
            return None;
        }
        let known = self.is_known_place(at);
        if !known && !self.is_abroad(at) {
            return None;
        }
        let single = !self.tokens.str(at).contains(' ');
        if self.tokens.can_mean(at, sort::COMPOUND) && !self.among_places(at) {
            return None;
        }
        if at > 0 && self.tokens.can_mean(at - 1, sort::NAMESAKE) {
            return None;
        }
        let names = |i: usize| self.tokens.is_capital(i) && self.free(i) && !self.hard_stop(i);
        let inside = (at > 0 && names(at - 1) && !self.begins_sentence(at - 1)) || names(at + 1);
        // "Anh" at the start of a sentence is a man, not England; "Nga" may be a girl.
        let person =
            single && (self.begins_sentence(at) || self.rules.is_title(self.tokens, at.wrapping_sub(1)));
        if (person || (inside && (single || !known))) && !self.is_country_of_holder(at) {
            return None;
        }
        let place = self.place(None, None, at, at..at + 1);
        Some(UnitMention { kind: UnitKind::Admin, place: Some(place), short_for: None })
    }

    /// "Tổng thống Mỹ Donald Trump", "Chủ tịch Trung Quốc Tập Cận Bình": the country between office and name.
    fn is_country_of_holder(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let holder = self.tokens.can_mean(before, sort::OFFICE) || self.rules.is_title(self.tokens, before);
        let foreign = || Syllable::parse(self.tokens.str(at + 1)).is_none();
        let named = self.tokens.is_capital(at + 1) && (self.tokens.str(at).contains(' ') || foreign());
        holder && named && self.is_country(at)
    }

    /// A name in a list of places: "Hà Nội, Hồ Chí Minh và Đà Nẵng".
    pub(super) fn among_places(&self, at: usize) -> bool {
        let joins = |i: usize| self.tokens.is_punct(i, ",") || self.tokens.is_cue(i, self.rules.cue.and);
        let before = at > 1 && joins(at - 1) && self.is_known_place(at - 2);
        before || (joins(at + 1) && self.is_known_place(at + 2))
    }
}
