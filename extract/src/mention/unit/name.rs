//! The name of a body behind its form, step by step: fields of work, capitalised words, small words between them.

use super::{LONGEST_PLACE, PlaceName, Reader};
use crate::mention::number;
use crate::sort;
use crate::token::Shape;
use bangvang_gazetteer::{Extent, Sense};
use bangvang_normalize::Syllable;

/// The most words in small letters that a body's name has in a row.
const LONGEST_SMALL_RUN: usize = 4;

impl Reader<'_, '_> {
    /// The name of a body after its form: fields of work, capitalised words, numbers, small words between
    /// them, and at the end perhaps a place.
    pub(super) fn name_part(&self, at: usize, fields: bool) -> Option<(usize, Option<PlaceName>)> {
        let members = self.members(at + 1, at);
        let end = match members {
            0 => self.steps_end(at, fields),
            _ => self.capital_run(at + 1 + members, LONGEST_PLACE),
        };
        // "Công an tỉnh", "Bệnh viện tỉnh" need no other name, "Trường tỉnh" is none.
        let bare = !fields || end > at + 1 || self.tokens.str(at).contains(' ');
        let place = self.place_part(end).filter(|p| bare || !p.name.is_empty());
        let whole = place.as_ref().map_or(end, |p| p.tokens.end);
        (whole > at + 1).then_some((whole, place))
    }

    /// The end of the steps that a name takes behind its form.
    pub(super) fn steps_end(&self, head: usize, fields: bool) -> usize {
        let mut end = head + 1;
        while let step @ 1.. = self.name_step(end, head, fields) {
            end += step;
        }
        end
    }

    /// How many tokens from `at` on belong to the name of the body whose form is `head`; 0 where it ends.
    pub(super) fn name_step(&self, at: usize, head: usize, fields: bool) -> usize {
        let tokens = self.tokens;
        let first = at == head + 1;
        if !self.free(at) {
            return 0;
        }
        if fields && tokens.can_mean(at, sort::FIELD) && !self.ends_proper_name(at, head) {
            return 1;
        }
        if let region @ 1.. = self.numbered_region(at) {
            return region;
        }
        let last_digits = tokens.digits(at).is_some();
        match tokens.shape(at) {
            Some(Shape::Digits) if last_digits => {
                // "Trường Ba Sao 60 năm xây dựng", "thưởng Công ty 200 triệu đồng"
                let counts = tokens.can_mean(at + 1, sort::NOUN)
                    || number::is_scale(tokens, at + 1)
                    || tokens.is_cue(at + 1, self.rules.cue.year)
                    || tokens.is_cue(at + 1, self.rules.cue.once);
                usize::from(!counts && !tokens.is_punct(at + 1, "/"))
            }
            Some(Shape::Capital) if self.begins_person(at, first) || self.is_holder(at, head) => 0,
            // "Tổng công ty An Phú Tặng Bằng khen"
            Some(Shape::Capital) if tokens.is_cue(at, self.rules.cue.confer) => 0,
            Some(Shape::Capital) if !self.hard_stop(at) && (fields || !first || !self.is_known_place(at)) => {
                1
            }
            Some(Shape::Punct('-' | '–' | '&')) if !first => {
                let joins = tokens.is_capital(at + 1)
                    && self.free(at + 1)
                    && !self.hard_stop(at + 1)
                    && !self.begins_person(at + 1, false);
                if joins { 2 } else { 0 }
            }
            // "tiểu đoàn bộ binh Mỹ trấn giữ": behind the state stands the verb.
            Some(Shape::Word) if self.is_country(at - 1) && !tokens.is_cue(at, self.rules.cue.and) => 0,
            Some(Shape::Word) => self.small_run(at, head, fields),
            _ => 0,
        }
    }

    /// The kinds of units that an emulation block brings together, right behind its form: "Khối thi đua các
    /// huyện, thị xã, thành phố". At least two, or with a place: "cụm các tỉnh Nam Trung Bộ".
    pub(super) fn members(&self, at: usize, head: usize) -> usize {
        let cue = &self.rules.cue;
        let group = self.tokens.senses(head).any(|s| match s {
            Sense::Body(i) => self.tokens.gazetteer.bodies()[i].extent == Extent::Group,
            _ => false,
        });
        if !group || at != head + 1 || !self.tokens.is_cue(at, cue.plural) {
            return 0;
        }
        let kind = |i: usize| {
            self.free(i) && self.tokens.can_mean(i, sort::NOUN | sort::UNIT_TYPE | sort::BODY | sort::FIELD)
        };
        let joint = |i: usize| self.tokens.is_punct(i, ",-") || self.tokens.is_cue(i, cue.and);
        let mut end = at + 1;
        loop {
            match (end..end + 3).find(|i| !joint(*i)) {
                Some(next) if kind(next) && (next > end) == (end > at + 1) => end = next + 1,
                _ => break,
            }
        }
        // One token where the gazetteer has the whole list as a noun.
        let several = end > at + 2 || (end > at + 1 && self.tokens.str(at + 1).contains(','));
        let place = end > at + 1 && self.tokens.is_capital(end) && self.free(end) && !self.hard_stop(end);
        if several || place { end - at } else { 0 }
    }

    /// "khu vực 2", "vùng 6", "vùng Tây Nguyên" within a body's name.
    pub(super) fn numbered_region(&self, at: usize) -> usize {
        let region = self.free(at) && self.tokens.is_cue(at, self.rules.cue.region);
        let named = self.tokens.digits(at + 1).is_some()
            || (self.tokens.is_capital(at + 1) && self.free(at + 1) && !self.hard_stop(at + 1));
        if region && named { 2 } else { 0 }
    }

    /// True for a small word behind a name whose syllables are all capitalised: "Trường An Hiệp xây dựng",
    /// where a verb begins.
    pub(super) fn ends_proper_name(&self, at: usize, head: usize) -> bool {
        let name = |i: usize| self.tokens.is_capital(i) && self.tokens.is_plain(i);
        !self.tokens.is_capital(at) && at > head + 2 && name(at - 1) && name(at - 2)
    }

    /// A family name in the middle of a body's name begins a person: "Công ty Dệt may Nguyễn Văn An".
    pub(super) fn begins_person(&self, at: usize, first: bool) -> bool {
        !first
            && self.is_surname(at)
            && self.tokens.is_capital(at + 1)
            && self.tokens.is_capital(at.wrapping_sub(1))
    }

    /// The person behind the office and its body: "giám đốc Sở Lê Văn Tám".
    pub(super) fn is_holder(&self, at: usize, head: usize) -> bool {
        let office = |i: usize| self.tokens.can_mean(i, sort::OFFICE);
        let name = (at..at + 3).all(|i| self.tokens.is_capital(i) && self.free(i));
        at == head + 1 && office(head.wrapping_sub(1)) && self.is_surname(at) && name
    }

    /// Small words inside a name: "Trung tâm Kiểm soát bệnh tật tỉnh", "số 91", "các khu công nghiệp".
    pub(super) fn small_run(&self, at: usize, head: usize, fields: bool) -> usize {
        let tokens = self.tokens;
        let first = at == head + 1;
        let cue = &self.rules.cue;
        if tokens.is_cue(at, cue.number) && tokens.digits(at + 1).is_some() {
            return 2;
        }
        if self.completes_half_word(at, head) {
            return 1;
        }
        let joins = tokens.is_cue(at, cue.and) || (tokens.is_cue(at, cue.plural) && first);
        if first && !(fields && (!joins || tokens.is_cue(at, cue.plural))) {
            return 0;
        }
        let start = at + usize::from(joins);
        let end = (start..start + LONGEST_SMALL_RUN)
            .take_while(|i| self.is_small(*i))
            .last()
            .map_or(start, |i| i + 1);
        let capital = tokens.is_capital(end)
            && self.free(end)
            && !self.hard_stop(end)
            && !self.begins_person(end, false)
            && !(joins && self.is_titled(end));
        let place = !first && !joins && self.unit_type(end).is_some() && self.place_part(end).is_some();
        let proper = first && !joins && tokens.is_capital(head) && tokens.is_capital(end + 1);
        if (capital && (joins || !first || proper)) || (place && end > start) {
            return end - at;
        }
        if joins || !self.is_half_word(at, head) {
            return 0;
        }
        // "Kiểm" wants its "soát"; more small words go with it up to the end of the phrase.
        if self.ends_phrase(end) { end - at } else { usize::from(end > at) }
    }

    /// "Đại úy Lê Văn Sơn", behind "Đồn Biên phòng Ba Sao và".
    fn is_titled(&self, at: usize) -> bool {
        self.tokens.is_cue(at, self.rules.cue.honorific)
            && self.is_surname(at + 1)
            && self.tokens.is_capital(at + 1)
    }

    /// The rest of a word of two syllables, though by itself it means something else: "Bách khoa",
    /// "Thiết bị y tế".
    pub(super) fn completes_half_word(&self, at: usize, head: usize) -> bool {
        let goes_on = match self.tokens.cues(at).next() {
            Some(_) => self.tokens.can_mean(at + 1, sort::FIELD),
            None => self.tokens.is_capital(at + 1) || self.ends_phrase(at + 1),
        };
        let single = !self.tokens.str(at).contains(' ');
        single && self.free(at) && goes_on && !self.is_small(at) && self.is_half_word(at, head)
    }

    /// A word in small letters that can stand inside a name.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.free(at) && self.tokens.shape(at) == Some(Shape::Word) && !self.stops_name(at)
    }

    /// True behind a capitalised syllable that stands alone: names have their capital at the beginning of
    /// each word ("Kiểm soát"), proper names at each syllable ("Bạch Mai").
    pub(super) fn is_half_word(&self, at: usize, head: usize) -> bool {
        let before = at.wrapping_sub(1);
        before > head
            && self.tokens.is_capital(before)
            && !self.hard_stop(before)
            && Syllable::parse(self.tokens.str(before)).is_some()
            && (before == head + 1 || !self.tokens.is_capital(before - 1))
    }

    /// True where a phrase ends: at punctuation, a line's end, or "và".
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        at >= self.tokens.len()
            || self.tokens.is_punct(at, ",;.):\"”-–")
            || self.tokens.shape(at) == Some(Shape::Break)
            || self.tokens.is_cue(at, self.rules.cue.and)
            || self.begins_predicate(at)
    }

    pub(super) fn begins_predicate(&self, at: usize) -> bool {
        let cue = &self.rules.cue;
        let verbs = [cue.passive, cue.done, cue.receive, cue.confer, cue.hold, cue.hand_over, cue.will];
        verbs.iter().any(|verb| self.tokens.is_cue(at, *verb))
    }
}
