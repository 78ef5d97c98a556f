//! Places and bodies: where their names begin and end. What they are, `place.rs` settles.

mod body;
mod name;
mod place;

use super::{Mention, Mentions, What};
use crate::Rules;
use crate::sort;
use crate::token::{Shape, Tokens};
use bangvang_gazetteer::{PlaceKind, Rank, Sense, UnitType};
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

/// Bodies ("Sở Nội vụ tỉnh Thái Bình") and places with their type word ("huyện Tân Kỳ").
pub(crate) fn find_bodies_and_typed_places(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let mut at = 0;
    while at < tokens.len() {
        if !tokens.can_mean(at, sort::BODY | sort::UNIT_TYPE) {
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

/// Names of the gazetteer that stand by themselves ("Hải Dương", "Nhật Bản").
pub(crate) fn find_bare_places(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    for at in (0..tokens.len()).filter(|at| tokens.can_mean(*at, sort::UNIT | sort::ABROAD)) {
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
    if short.is_empty() {
        return;
    }
    for at in 0..tokens.len() {
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
    for at in tokens.of_cue(rules.cue.according) {
        let reader = Reader { tokens, rules, mentions };
        let foreign = |i: &usize| {
            reader.free(*i)
                && tokens.is_plain(*i)
                && tokens.is_capital(*i)
                && Syllable::parse(tokens.str(*i)).is_none()
        };
        let end = at + 1 + (at + 1..at + 1 + LONGEST_PLACE).take_while(foreign).count();
        let closed = tokens.is_punct(end, ".,:;)") || tokens.shape(end) == Some(Shape::Break);
        // Few have such a name behind them, and there are many bodies.
        if end > at + 1
            && closed
            && let Some(row) = paper()
        {
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
        if !self.tokens.can_mean(at, sort::UNIT_TYPE) {
            return None;
        }
        self.tokens.sense(at, |sense| match sense {
            Sense::UnitType(i) => {
                let form = &self.tokens.gazetteer.unit_types()[i];
                Some((form.kind, form.rank))
            }
            _ => None,
        })
    }

    fn is_known_place(&self, at: usize) -> bool {
        self.tokens.can_mean(at, sort::UNIT)
    }

    fn is_abroad(&self, at: usize) -> bool {
        self.tokens.can_mean(at, sort::ABROAD)
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

    /// Words that cannot be inside a name.
    fn stops_name(&self, at: usize) -> bool {
        let stops = sort::CUE | sort::OFFICE | sort::BODY | sort::AWARD | sort::UNIT_TYPE;
        self.tokens.can_mean(at, stops)
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
        // "An Cựu" is a place.
        let office = || self.tokens.can_mean(at, sort::OFFICE) && !(single() && self.tokens.is_capital(at));
        self.tokens.can_mean(at, sort::BODY | sort::AWARD | sort::UNIT_TYPE) || office()
    }

    fn begins_sentence(&self, at: usize) -> bool {
        at == 0 || crate::sentence::ends_at(self.tokens, at - 1) || self.tokens.is_punct(at - 1, "\"“-:")
    }

    fn is_surname(&self, at: usize) -> bool {
        self.tokens.can_mean(at, sort::SURNAME)
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
        let offices = "Văn phòng ".repeat(super::body::DEEPEST + 1);
        assert_eq!(units_of(&text, None), format!("{offices}UBND tỉnh Hà Nam=Hà Nam"));
    }
}
