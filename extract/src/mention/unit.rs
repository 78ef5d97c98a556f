//! Places and bodies: where their names begin and end. What they are, `place.rs` settles.

use super::{Mention, Mentions, What};
use crate::Rules;
use crate::token::{Shape, Tokens};
use bangvang_gazetteer::{Extent, PlaceKind, Rank, Sense, UnitType};
use bangvang_normalize::Syllable;
use std::ops::Range;

/// A place or a body that is named, or stands for a definite one ("UBND tỉnh").
#[derive(Debug, Clone)]
pub(crate) struct UnitMention {
    pub(crate) kind: UnitKind,
    /// The place that is its own (a place) or its last part (a body): which words say which one.
    pub(crate) place: Option<PlaceName>,
    /// The first token of the unit that the text gave this short name.
    pub(crate) short_for: Option<usize>,
}

/// What sort of unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// A place with a government.
    Admin,
    /// A body, by its row in `bodies.csv`.
    Org(usize),
}

/// The words that name a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlaceName {
    /// The type word, where there is one.
    pub(crate) kind: Option<UnitType>,
    /// The rank the words themselves settle.
    pub(crate) rank: Option<Rank>,
    /// The tokens of the name proper; empty for "tỉnh" alone.
    pub(crate) name: Range<usize>,
    /// The whole, type word included.
    pub(crate) tokens: Range<usize>,
    /// True for places abroad.
    pub(crate) abroad: bool,
}

/// The most words a name of a place has without being in the gazetteer.
const LONGEST_PLACE: usize = 4;
/// The most words in small letters that a body's name has in a row.
const LONGEST_SMALL_RUN: usize = 4;

/// Bodies ("Sở Nội vụ tỉnh Thái Bình") and places with their type word ("huyện Tân Kỳ").
pub(crate) fn find_bodies_and_typed_places(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let mut at = 0;
    while at < tokens.len() {
        // Bodies and places with a type word begin with a form of the gazetteer.
        if tokens.is_plain(at) {
            at += 1;
            continue;
        }
        let reader = Reader { tokens, rules, mentions };
        let found = reader.body(at).or_else(|| reader.typed_place(at));
        let Some((end, unit)) = found else {
            at += 1;
            continue;
        };
        let listed = match unit.kind {
            UnitKind::Admin => reader.listed(at, end, &unit),
            UnitKind::Org(_) => Vec::new(),
        };
        mentions.add(Mention::new(at..end, What::Unit(unit)));
        at = end;
        for (tokens, unit) in listed {
            at = tokens.end;
            mentions.add(Mention::new(tokens, What::Unit(unit)));
        }
    }
}

/// How many bodies may stand one inside the other in a name.
const DEEPEST: usize = 4;

/// Names of the gazetteer that stand by themselves ("Hải Dương", "Nhật Bản").
pub(crate) fn find_bare_places(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    for at in 0..tokens.len() {
        let reader = Reader { tokens, rules, mentions };
        if let Some(unit) = reader.bare_place(at) {
            mentions.add(Mention::new(at..at + 1, What::Unit(unit)));
        }
    }
}

/// Short names that the text itself gives: "Tổng công ty Xây lắp An Phú (APC)", and APC from there on.
pub(crate) fn find_short_names(tokens: &Tokens<'_>, mentions: &mut Mentions) {
    let mut short: Vec<(&str, UnitKind, usize)> = Vec::new();
    for mention in mentions.all() {
        let What::Unit(unit) = &mention.what else { continue };
        let end = mention.tokens.end;
        let bracketed = tokens.is_punct(end, "(") && tokens.is_punct(end + 2, ")");
        let capitals = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
        let plain = tokens.is_plain(end + 1) && tokens.is_capital(end + 1) && capitals(tokens.str(end + 1));
        if matches!(unit.kind, UnitKind::Org(_)) && bracketed && plain {
            short.push((tokens.str(end + 1), unit.kind, mention.tokens.start));
        }
    }
    for at in (0..tokens.len()).filter(|_| !short.is_empty()) {
        let known = short.iter().find(|(name, ..)| tokens.is_plain(at) && tokens.str(at) == *name);
        if let Some((_, kind, of)) = known.filter(|_| mentions.is_free(at)) {
            let unit = UnitMention { kind: *kind, place: None, short_for: Some(*of) };
            mentions.add(Mention::new(at..at + 1, What::Unit(unit)));
        }
    }
}

/// Papers and agencies abroad that a sentence cites: "theo Washington Post", "nói với Fox News".
pub(crate) fn find_sources(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let paper = || tokens.gazetteer.bodies().iter().position(|body| body.form == PAPER);
    for at in (0..tokens.len()).filter(|at| tokens.is_cue(*at, rules.cue.according)) {
        let reader = Reader { tokens, rules, mentions };
        let foreign = |i: &usize| {
            reader.free(*i)
                && tokens.is_plain(*i)
                && tokens.is_capital(*i)
                && Syllable::parse(tokens.str(*i)).is_none()
        };
        let end = at + 1 + (at + 1..at + 1 + LONGEST_PLACE).take_while(foreign).count();
        let closed = tokens.is_punct(end, ".,:;)") || tokens.shape(end) == Some(Shape::Break);
        if let Some(row) = paper().filter(|_| end > at + 1 && closed) {
            let unit = UnitMention { kind: UnitKind::Org(row), place: None, short_for: None };
            mentions.add(Mention::new(at + 1..end, What::Unit(unit)));
        }
    }
}

/// The form whose row stands for papers that are not listed.
const PAPER: &str = "báo";

struct Reader<'r, 't> {
    tokens: &'r Tokens<'t>,
    rules: &'r Rules,
    mentions: &'r Mentions,
}

impl Reader<'_, '_> {
    fn free(&self, at: usize) -> bool {
        self.mentions.is_free(at)
    }

    fn unit_type(&self, at: usize) -> Option<(UnitType, Option<Rank>)> {
        self.tokens.sense(at, |sense| match sense {
            Sense::UnitType(i) => {
                let form = &self.tokens.gazetteer.unit_types()[i];
                Some((form.kind, form.rank))
            }
            _ => None,
        })
    }

    fn is_known_place(&self, at: usize) -> bool {
        self.tokens.senses(at).any(|s| matches!(s, Sense::Unit(_)))
    }

    fn is_abroad(&self, at: usize) -> bool {
        self.tokens.senses(at).any(|s| matches!(s, Sense::Abroad(_)))
    }

    fn is_country(&self, at: usize) -> bool {
        let places = self.tokens.gazetteer.places_abroad();
        self.free(at)
            && self.tokens.is_capital(at)
            && self
                .tokens
                .senses(at)
                .any(|s| matches!(s, Sense::Abroad(i) if places[i].kind != PlaceKind::City))
    }

    /// The end of the state a body belongs to and of the country it sits in, which stand behind it:
    /// "Chính phủ Pháp", "Đại sứ quán Nhật Bản tại Việt Nam". `at` itself where neither does.
    fn state_part(&self, at: usize) -> usize {
        if !self.is_country(at) {
            return at;
        }
        let seat = self.tokens.is_cue(at + 1, self.rules.cue.at) && self.is_country(at + 2);
        if seat { at + 3 } else { at + 1 }
    }

    /// Words that cannot be inside a name.
    fn stops_name(&self, at: usize) -> bool {
        self.tokens.senses(at).any(|s| {
            matches!(
                s,
                Sense::Cue(_) | Sense::Office(_) | Sense::Body(_) | Sense::Award(_) | Sense::UnitType(_)
            )
        })
    }

    /// A name as written: a hit of the gazetteer, or up to four capitalised words, or a number.
    fn proper_name(&self, at: usize, numbered: bool) -> Option<usize> {
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
    fn is_acronym(&self, at: usize) -> bool {
        let word = self.tokens.str(at);
        word.len() > 1 && !word.chars().any(char::is_lowercase) && Syllable::parse(word).is_none()
    }

    /// The end of a name of two words and more that the gazetteer has for units of this type: "xã Ea H'leo",
    /// "phường Xuân Hương - Đà Lạt". A shorter one may be the beginning of another name.
    fn listed_name(&self, at: usize, kind: UnitType) -> Option<usize> {
        let units = self.tokens.gazetteer.units().all();
        let (name, end) = self.tokens.unit_name(at)?;
        let fits = name.units().any(|unit| units[unit].kind == kind);
        let words = self.tokens.text[name.start..name.end].contains(|c: char| c.is_whitespace() || c == '-');
        let counted = self.tokens.digits(end - 1).is_some() && self.trailing_number(end - 1) < end;
        (fits && words && !counted && (at..end).all(|i| self.free(i))).then_some(end)
    }

    fn trailing_number(&self, at: usize) -> usize {
        let number = self.free(at) && self.tokens.digits(at).is_some_and(|n| n < 100);
        // A number before a noun counts it: "xã Hòa Bình 5 tập thể".
        let counts = self.tokens.senses(at + 1).any(|s| matches!(s, Sense::Noun(_)))
            || self.tokens.is_cue(at + 1, self.rules.cue.occasion)
            || self.tokens.is_cue(at + 1, self.rules.cue.once)
            || self.tokens.is_punct(at + 1, "/.-");
        if number && !counts { at + 1 } else { at }
    }

    /// The end of a run of capitalised words that could be a name.
    fn capital_run(&self, from: usize, most: usize) -> usize {
        let mut end = from;
        while end < from + most
            && self.free(end)
            && self.tokens.is_capital(end)
            && !self.hard_stop(end)
            && (!self.stops_name(end) || !self.tokens.str(end).contains(' '))
        {
            end += 1;
        }
        end
    }

    /// One-syllable capitalised words are cues by accident inside a name ("An", "Trung", "Tặng"), but a
    /// body, an office or a type word is always what it is.
    fn hard_stop(&self, at: usize) -> bool {
        let single = || !self.tokens.str(at).contains(' ');
        self.tokens.senses(at).any(|s| match s {
            // "An Cựu" is a place.
            Sense::Office(_) => !(single() && self.tokens.is_capital(at)),
            Sense::Body(_) | Sense::Award(_) | Sense::UnitType(_) => true,
            _ => false,
        })
    }

    /// "huyện Tân Kỳ", "TP. Vinh", "quận 1", "bang Texas".
    fn typed_place(&self, at: usize) -> Option<(usize, UnitMention)> {
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

    fn place(&self, kind: Option<UnitType>, rank: Option<Rank>, at: usize, name: Range<usize>) -> PlaceName {
        let rank = rank.or_else(|| kind.and_then(UnitType::rank));
        let low = rank.is_some_and(|r| r != Rank::Province && r != Rank::Abroad);
        let abroad = kind == Some(UnitType::Bang) || (!low && !name.is_empty() && self.is_abroad(name.start));
        PlaceName { kind, rank, tokens: at..name.end, name, abroad }
    }

    /// After "các xã" or a number the type word governs the names that follow: "2 huyện Gia Lộc và Kim
    /// Thành".
    fn listed(&self, at: usize, end: usize, first: &UnitMention) -> Vec<(Range<usize>, UnitMention)> {
        let cue = &self.rules.cue;
        let many = at > 0
            && (self.tokens.is_cue(at - 1, cue.plural)
                || self.tokens.digits(at - 1).is_some_and(|n| n > 1)
                || self.tokens.senses(at - 1).any(|s| matches!(s, Sense::Numeral(_))));
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
    fn bare_place(&self, at: usize) -> Option<UnitMention> {
        if !self.tokens.is_capital(at) || !self.free(at) {
            return None;
        }
        let known = self.is_known_place(at);
        if !known && !self.is_abroad(at) {
            return None;
        }
        let single = !self.tokens.str(at).contains(' ');
        if self.tokens.senses(at).any(|s| s == Sense::Compound) && !self.among_places(at) {
            return None;
        }
        if at > 0 && self.tokens.senses(at - 1).any(|s| s == Sense::Namesake) {
            return None;
        }
        let names = |i: usize| self.tokens.is_capital(i) && self.free(i) && !self.hard_stop(i);
        let inside = (at > 0 && names(at - 1) && !self.begins_sentence(at - 1)) || names(at + 1);
        // "Anh" at the start of a sentence is a man, not England; "Nga" may be a girl.
        let person =
            single && (self.begins_sentence(at) || self.rules.is_title(self.tokens, at.wrapping_sub(1)));
        if person || (inside && (single || !known)) {
            return None;
        }
        let place = self.place(None, None, at, at..at + 1);
        Some(UnitMention { kind: UnitKind::Admin, place: Some(place), short_for: None })
    }

    /// A name in a list of places: "Hà Nội, Hồ Chí Minh và Đà Nẵng".
    fn among_places(&self, at: usize) -> bool {
        let joins = |i: usize| self.tokens.is_punct(i, ",") || self.tokens.is_cue(i, self.rules.cue.and);
        let before = at > 1 && joins(at - 1) && self.is_known_place(at - 2);
        before || (joins(at + 1) && self.is_known_place(at + 2))
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || crate::sentence::ends_at(self.tokens, at - 1) || self.tokens.is_punct(at - 1, "\"“-:")
    }

    /// A body from its form on, with the body it is part of right behind it: "Công đoàn cơ sở Công ty may
    /// An Phú", "Ban Thường vụ Tỉnh ủy".
    fn body(&self, at: usize) -> Option<(usize, UnitMention)> {
        self.body_within(at, DEEPEST).filter(|(_, unit)| !self.is_counted(at) || unit.place.is_some())
    }

    /// "19 Sở Tư pháp": one in each province.
    fn is_counted(&self, at: usize) -> bool {
        let before = |back: usize| at.wrapping_sub(back);
        let number = self.tokens.digits(before(1)).is_some_and(|n| n > 1);
        let cue = &self.rules.cue;
        let ordinal = [cue.number, cue.year].iter().any(|c| self.tokens.is_cue(before(2), *c));
        number && !ordinal && !self.tokens.is_punct(before(2), "/.-") && self.mentions.is_free(before(1))
    }

    fn body_within(&self, at: usize, depth: usize) -> Option<(usize, UnitMention)> {
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
    fn is_definite(&self, tokens: Range<usize>, unit: &UnitMention) -> bool {
        let named = |i: usize| self.tokens.is_capital(i) || self.tokens.digits(i).is_some();
        let open = self
            .body_form(tokens.start)
            .is_some_and(|(_, extent)| matches!(extent, Extent::Field | Extent::Group | Extent::Name));
        tokens.clone().any(named) || !(open || unit.place.is_none() && self.is_common(tokens.start))
    }

    /// A form that takes a place and is written small is a common noun without one.
    fn is_common(&self, at: usize) -> bool {
        self.body_form(at).is_some_and(|(_, extent)| extent == Extent::Place)
    }

    fn simple_body(&self, at: usize, depth: usize) -> Option<(usize, UnitMention)> {
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
    fn body_form(&self, at: usize) -> Option<(usize, Extent)> {
        self.tokens.sense(at, |sense| match sense {
            Sense::Body(i) => Some((i, self.tokens.gazetteer.bodies()[i].extent)),
            _ => None,
        })
    }

    fn begins_body(&self, at: usize, depth: usize) -> bool {
        self.tokens.is_capital(at) && self.simple_body(at, depth).is_some()
    }

    /// The place a body's name ends with: named ("tỉnh Hà Nam", "Hà Nam", "Việt Nam") or not ("tỉnh").
    fn place_part(&self, at: usize) -> Option<PlaceName> {
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

    /// The name of a body after its form: fields of work, capitalised words, numbers, small words between
    /// them, and at the end perhaps a place.
    fn name_part(&self, at: usize, fields: bool) -> Option<(usize, Option<PlaceName>)> {
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
    fn steps_end(&self, head: usize, fields: bool) -> usize {
        let mut end = head + 1;
        while let step @ 1.. = self.name_step(end, head, fields) {
            end += step;
        }
        end
    }

    /// How many tokens from `at` on belong to the name of the body whose form is `head`; 0 where it ends.
    fn name_step(&self, at: usize, head: usize, fields: bool) -> usize {
        let tokens = self.tokens;
        let first = at == head + 1;
        if !self.free(at) {
            return 0;
        }
        if fields && tokens.senses(at).any(|s| s == Sense::Field) && !self.ends_proper_name(at, head) {
            return 1;
        }
        if let region @ 1.. = self.numbered_region(at) {
            return region;
        }
        let last_digits = tokens.digits(at).is_some();
        match tokens.shape(at) {
            Some(Shape::Digits) if last_digits => {
                let counts = tokens.senses(at + 1).any(|s| matches!(s, Sense::Noun(_)));
                usize::from(!counts && !tokens.is_punct(at + 1, "/"))
            }
            Some(Shape::Capital) if self.begins_person(at, first) || self.is_holder(at, head) => 0,
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
    fn members(&self, at: usize, head: usize) -> usize {
        let cue = &self.rules.cue;
        let group = self.tokens.senses(head).any(|s| match s {
            Sense::Body(i) => self.tokens.gazetteer.bodies()[i].extent == Extent::Group,
            _ => false,
        });
        if !group || at != head + 1 || !self.tokens.is_cue(at, cue.plural) {
            return 0;
        }
        let kind = |i: usize| {
            let noun = |s| matches!(s, Sense::Noun(_) | Sense::UnitType(_) | Sense::Body(_) | Sense::Field);
            self.free(i) && self.tokens.senses(i).any(noun)
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

    /// "ngành Tư pháp", the sector a council is of in place of a province.
    fn is_sector(&self, at: usize) -> bool {
        let field = self.tokens.senses(at + 1).any(|s| s == Sense::Field);
        self.free(at) && self.tokens.is_cue(at, self.rules.cue.sector) && field
    }

    /// "khu vực 2", "vùng 6", "vùng Tây Nguyên" within a body's name.
    fn numbered_region(&self, at: usize) -> usize {
        let region = self.free(at) && self.tokens.is_cue(at, self.rules.cue.region);
        let named = self.tokens.digits(at + 1).is_some()
            || (self.tokens.is_capital(at + 1) && self.free(at + 1) && !self.hard_stop(at + 1));
        if region && named { 2 } else { 0 }
    }

    /// True for a small word behind a name whose syllables are all capitalised: "Trường An Hiệp xây dựng",
    /// where a verb begins.
    fn ends_proper_name(&self, at: usize, head: usize) -> bool {
        let name = |i: usize| self.tokens.is_capital(i) && self.tokens.is_plain(i);
        !self.tokens.is_capital(at) && at > head + 2 && name(at - 1) && name(at - 2)
    }

    fn is_surname(&self, at: usize) -> bool {
        self.tokens.senses(at).any(|s| s == Sense::Surname(true))
    }

    /// A family name in the middle of a body's name begins a person: "Công ty Dệt may Nguyễn Văn An".
    fn begins_person(&self, at: usize, first: bool) -> bool {
        !first
            && self.is_surname(at)
            && self.tokens.is_capital(at + 1)
            && self.tokens.is_capital(at.wrapping_sub(1))
    }

    /// The person behind the office and its body: "giám đốc Sở Lê Văn Tám".
    fn is_holder(&self, at: usize, head: usize) -> bool {
        let office = |i: usize| self.tokens.senses(i).any(|s| matches!(s, Sense::Office(_)));
        let name = (at..at + 3).all(|i| self.tokens.is_capital(i) && self.free(i));
        at == head + 1 && office(head.wrapping_sub(1)) && self.is_surname(at) && name
    }

    /// Small words inside a name: "Trung tâm Kiểm soát bệnh tật tỉnh", "số 91", "các khu công nghiệp".
    fn small_run(&self, at: usize, head: usize, fields: bool) -> usize {
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
            && !self.begins_person(end, false);
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

    /// The rest of a word of two syllables, though by itself it means something else: "Bách khoa",
    /// "Thiết bị y tế".
    fn completes_half_word(&self, at: usize, head: usize) -> bool {
        let goes_on = match self.tokens.cues(at).next() {
            Some(_) => self.tokens.senses(at + 1).any(|s| s == Sense::Field),
            None => self.tokens.is_capital(at + 1) || self.ends_phrase(at + 1),
        };
        let single = !self.tokens.str(at).contains(' ');
        single && self.free(at) && goes_on && !self.is_small(at) && self.is_half_word(at, head)
    }

    /// A word in small letters that can stand inside a name.
    fn is_small(&self, at: usize) -> bool {
        self.free(at) && self.tokens.shape(at) == Some(Shape::Word) && !self.stops_name(at)
    }

    /// True behind a capitalised syllable that stands alone: names have their capital at the beginning of
    /// each word ("Kiểm soát"), proper names at each syllable ("Bạch Mai").
    fn is_half_word(&self, at: usize, head: usize) -> bool {
        let before = at.wrapping_sub(1);
        before > head
            && self.tokens.is_capital(before)
            && !self.hard_stop(before)
            && Syllable::parse(self.tokens.str(before)).is_some()
            && (before == head + 1 || !self.tokens.is_capital(before - 1))
    }

    /// True where a phrase ends: at punctuation, a line's end, or "và".
    fn ends_phrase(&self, at: usize) -> bool {
        at >= self.tokens.len()
            || self.tokens.is_punct(at, ",;.):\"”-–")
            || self.tokens.shape(at) == Some(Shape::Break)
            || self.tokens.is_cue(at, self.rules.cue.and)
            || self.begins_predicate(at)
    }

    fn begins_predicate(&self, at: usize) -> bool {
        let cue = &self.rules.cue;
        let verbs = [cue.passive, cue.done, cue.receive, cue.confer, cue.hold, cue.hand_over, cue.will];
        verbs.iter().any(|verb| self.tokens.is_cue(at, *verb))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::units_of;

    #[test]
    fn units_are_bodies_and_places_in_their_full_length() {
        for (text, want) in [
            (
                "dự có Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Nam.",
                "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Nam",
            ),
            ("Ban Thường vụ Tỉnh ủy Hà Nam họp", "Ban Thường vụ Tỉnh ủy Hà Nam"),
            ("Trường THPT Chuyên Biên Hòa đạt giải", "Trường THPT Chuyên Biên Hòa"),
            ("Công ty Cổ phần May Sông Ninh trao quà", "Công ty Cổ phần May Sông Ninh"),
            ("các huyện Bình Lục, Thanh Liêm và Lý Nhân", "huyện Bình Lục; Thanh Liêm; Lý Nhân"),
            ("Quyết định số 12/QĐ-UBND ngày 5/1", ""),
            ("Ảnh: Sở Y tế", ""),
            ("đồng chí Nguyễn Thái Bình phát biểu", ""),
            ("Trường Đại học Y Hà Nội nhận Bằng khen", "Trường Đại học Y Hà Nội"),
        ] {
            let names: Vec<String> = units_of(text, None)
                .split("; ")
                .map(|unit| unit.split('=').next().unwrap_or_default().to_owned())
                .collect();
            assert_eq!(names.join("; "), want, "{text}");
        }
    }
    #[test]
    fn bodies_stacked_without_end_are_read_in_time() {
        let text = format!("{}UBND tỉnh Hà Nam", "Văn phòng ".repeat(20_000));
        // Those before are bare, and too far out to be of a body.
        let offices = "Văn phòng ".repeat(super::DEEPEST + 1);
        assert_eq!(units_of(&text, None), format!("{offices}UBND tỉnh Hà Nam=Hà Nam"));
    }
}
