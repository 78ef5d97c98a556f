//! Who confers, and who hands over.

use super::authority::{authority, by_decision_of, decision_before};
use super::discourse::is;
use super::provenance::{GiverWay, Source, Words};
use super::status::is_caption;
use super::tape::{
    AWARD, BODY, CLOSE, COMMA, DASH, DATE, ITEM, LETTER, NUMBER, OFFICE, OPEN, PEOPLE, PERSON, PIECES, PLACE,
    QUOTE, SEMICOLON, STOP, WORD,
};
use super::{Given, Teller, Thread, name};
use crate::grammar::Match;
use crate::mention::What;
use crate::mention::unit::UnitKind;
use crate::record::Status;
use crate::sort;
use crate::story::Story;
use bangvang_gazetteer::{Office, Rank, Role, Sense};
use std::ops::Range;

/// Who confers, and who hands over.
#[derive(Debug, Clone, Default)]
pub(crate) struct Giver {
    pub(crate) conferrer: Option<String>,
    pub(crate) presenter: Option<String>,
    /// state, government, ministry, province, ...
    pub(crate) level: Option<String>,
    /// How the conferrer was found.
    pub(crate) by: Source<GiverWay>,
    /// The tokens that name the presenter.
    pub(crate) presented: Words,
}

impl Giver {
    /// The same, found in this way.
    pub(crate) fn found(mut self, way: GiverWay) -> Self {
        self.by.way = way;
        self
    }

    /// What a decision gives is news: who decided on it gave nothing of somebody's history, and nothing that is only planned or
    /// asked for.
    pub(crate) fn for_status(&self, status: Status) -> Self {
        match self.by.way {
            GiverWay::Decided if status != Status::Conferred => {
                Self { presenter: self.presenter.clone(), presented: self.presented, ..Self::default() }
            }
            _ => self.clone(),
        }
    }

    /// Names the same, wherever it was found.
    fn same(&self, other: &Self) -> bool {
        (&self.conferrer, &self.presenter, &self.level) == (&other.conferrer, &other.presenter, &other.level)
    }
}

/// The givers of one award of a match: named behind it ("của Chính phủ"), named by the rule, the one in
/// whose name it is done ("thừa ủy quyền của"), the subject before the verb, or the giver of the award
/// before. What the law fixes goes before all of these. Several bodies that give one award each give
/// a row of their own.
pub(crate) fn of(teller: &Teller<'_>, m: &Match<'_>, given: &Given, thread: &Thread) -> Vec<Giver> {
    let subject = subjects(teller, m, thread);
    let presenter = subject.iter().find_map(|s| Some((s.presenter.clone()?, s.presented)));
    let mut givers = sources(teller, given);
    if givers.is_empty() {
        givers.extend(captured(teller, m));
    }
    if givers.is_empty() {
        givers.extend(authority(teller, m.span.start).or_else(|| by_decision_of(teller, m.span.end)));
    }
    if givers.is_empty() {
        givers = subject.into_iter().filter(|g| g.conferrer.is_some()).collect();
    }
    if givers.is_empty() {
        // The award before, and so its giver.
        let before = match m.is("same") {
            true => &thread.last_giver,
            // Who is said to give in passing ("được ... công nhận") gives the like that follows.
            false if m.is("left") && !is_alike(teller, given, thread) => &Giver::default(),
            false => &thread.giver,
        };
        let way = if before.conferrer.is_some() { GiverWay::Before } else { before.by.way };
        let told = Giver { presenter: None, ..before.clone().found(way) };
        let fixed = !teller.story.award(given.award).conferrer.is_empty();
        let decided = teller.discourse.decided.as_ref().filter(|_| told.conferrer.is_none() && !fixed);
        let decided = decided.filter(|decided| decided.is_on(given.award));
        givers.push(decided.map_or(told, |decided| decided.giver.clone().found(GiverWay::Decided)));
    }
    for giver in &mut givers {
        if let (None, Some((name, at))) = (&giver.presenter, &presenter) {
            (giver.presenter, giver.presented) = (Some(name.clone()), *at);
        }
        by_own_hand(teller, given, giver, presenter.as_ref());
        by_law(teller, given, giver);
        beside_an_order(teller, given, giver);
    }
    givers.dedup_by(|one, other| one.same(other));
    givers
}

/// True where the award before is of the same kind.
fn is_alike(teller: &Teller<'_>, given: &Given, thread: &Thread) -> bool {
    let awards = teller.story.tokens.gazetteer.awards();
    thread.given.as_ref().is_some_and(|last| awards[last.award].kind == awards[given.award].kind)
}

/// "được Chủ tịch UBND huyện A và Tỉnh đoàn B tặng": those whom the rule names.
fn captured(teller: &Teller<'_>, m: &Match<'_>) -> impl Iterator<Item = Giver> {
    let items = m.get("by").unwrap_or_default().filter(|i| is_giver(teller, *i));
    items.map(|i| named(teller, i).found(GiverWay::Captured))
}

/// "Thứ trưởng Bộ Công an gửi thư khen": a letter is from whom it is, whatever his office.
fn by_own_hand(teller: &Teller<'_>, given: &Given, giver: &mut Giver, from: Option<&(String, Words)>) {
    let letter = teller.story.award(given.award).kind == LETTER;
    if let (true, None, Some((name, at))) = (letter, &giver.conferrer, from) {
        giver.conferrer = Some(name.clone());
        giver.by = Source { way: GiverWay::Subject, at: *at };
    }
}

fn by_law(teller: &Teller<'_>, given: &Given, giver: &mut Giver) {
    let award = teller.story.award(given.award);
    let state = award.level == STATE || matches!(award.kind.as_str(), "medal" | LETTER | "foreign");
    let by_state = giver.level.as_deref() == Some(STATE) && giver.conferrer.as_deref() == Some(PRESIDENT);
    if award.conferrer.is_empty() && by_state && !state {
        // "được Đảng và Nhà nước tặng Huân chương ..., Bằng khen": the State gives orders, not these.
        giver.by.way = GiverWay::Outranked;
        giver.conferrer = None;
        giver.level = None;
    }
    let above = |level: &String| matches!(level.as_str(), "government" | STATE);
    if award.level == "government" && award.conferrer.is_empty() && !giver.level.as_ref().is_some_and(above) {
        // "UBND tỉnh trao Bằng Tổ quốc ghi công": they only hand it over.
        giver.conferrer = None;
    }
    if !award.level.is_empty() {
        giver.level = Some(award.level.clone());
    }
    if !award.conferrer.is_empty() {
        if giver.conferrer.as_deref() != Some(&award.conferrer) {
            giver.by = Source { way: GiverWay::Law, at: Words::default() };
        }
        giver.conferrer = Some(award.conferrer.clone());
    }
}

/// "huân, huy chương": who gives the one gives the other.
fn beside_an_order(teller: &Teller<'_>, given: &Given, giver: &mut Giver) {
    let kind = |award: usize| teller.story.award(award).kind.as_str();
    let order = || {
        given.item.checked_sub(2).and_then(|i| teller.award_at(i)).is_some_and(|g| kind(g.award) == "order")
    };
    if giver.conferrer.is_none() && kind(given.award) == "medal" && order() {
        giver.conferrer = Some(PRESIDENT.to_owned());
        giver.by = Source { way: GiverWay::Law, at: Words::default() };
    }
}

/// The level of the President, who gives in the name of the State.
const STATE: &str = "state";
/// Who gives what "Đảng và Nhà nước" or the State is said to give.
const PRESIDENT: &str = "Chủ tịch nước";

/// How far behind an award "của" may stand: a quotation mark, a year, "và tiền thưởng" between.
const SOURCE_WITHIN: usize = 6;

/// "của Chính phủ, của Bộ Công Thương" right behind the award, or behind the last of the awards that
/// are listed with it: "bằng khen, giấy khen của UBND tỉnh".
fn sources(teller: &Teller<'_>, given: &Given) -> Vec<Giver> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let mut from = given.item + 1;
    while let Some(next) = listed_award(teller, from) {
        from = next + 1;
    }
    let between = |i: &usize| {
        matches!(items[*i].kind, WORD | NUMBER | DATE | QUOTE | DASH)
            || is(teller, *i, cue.and)
            || is(teller, *i, cue.with)
            || is(teller, *i, cue.of)
            || is(teller, *i, cue.from)
    };
    let near = (from..(from + SOURCE_WITHIN).min(items.len())).take_while(between);
    let of = |i: &usize| is(teller, *i, cue.of) || is(teller, *i, cue.from);
    let Some(of) = near.into_iter().find(|i| of(i) && is_giver(teller, i + 1)) else {
        // "bằng khen Thủ tướng Chính phủ"
        let office = items.get(given.item + 1).filter(|item| item.kind == OFFICE);
        return office.map(|_| source(teller, given.item + 1)).into_iter().collect();
    };
    let mut givers = vec![source(teller, of + 1)];
    let mut at = of + 2;
    while let Some(next) = listed_source(teller, at) {
        givers.push(source(teller, next));
        at = next + 1;
    }
    givers
}

/// Who is named behind "của": "thư khen của Thứ trưởng Bộ Công an" is the deputy's own.
fn source(teller: &Teller<'_>, at: usize) -> Giver {
    let item = &teller.tape.items[at];
    let giver = named(teller, at).found(GiverWay::Of);
    match (item.role, item.mention) {
        (Some(Role::Deputy), Some(mention)) => Giver {
            conferrer: Some(name::office_of(teller.story, item.tokens.clone(), mention)),
            presenter: None,
            ..giver
        },
        _ => giver,
    }
}

/// True for an award whose giver stands behind it, and gives no other.
pub(crate) fn has_source(teller: &Teller<'_>, given: &Given) -> bool {
    !sources(teller, given).is_empty()
}

pub(crate) fn is_giver(teller: &Teller<'_>, at: usize) -> bool {
    let item = teller.tape.items.get(at);
    item.is_some_and(|item| matches!(item.kind, OFFICE | BODY | PLACE) || head_of(teller, at).is_some())
}

/// The award that a comma or "và" joins to what ends before `at`.
fn listed_award(teller: &Teller<'_>, at: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let joins = |i: usize| items.get(i).is_some_and(|it| it.kind == COMMA) || is(teller, i, cue.and);
    let mut next = (at < items.len() && joins(at)).then_some(at + 1)?;
    while next < items.len() && (is(teller, next, cue.many) || items[next].kind == PIECES) {
        next += 1;
    }
    items.get(next).filter(|item| item.kind == AWARD).map(|_| next)
}

/// A further source: ", của Bộ Y tế", or ", UBND tỉnh" where no verb makes it the subject of what follows.
fn listed_source(teller: &Teller<'_>, at: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let joined = items.get(at).is_some_and(|it| it.kind == COMMA || is(teller, at, cue.and));
    let of = joined && at + 1 < items.len() && is(teller, at + 1, cue.of);
    let source = at + 1 + usize::from(of);
    let acts = |i: usize| {
        let verbs = [cue.confer, cue.hand_over, cue.recognise, cue.commend, cue.done, cue.decision];
        items.get(i).is_some_and(|it| it.kind == PERSON)
            || verbs.iter().any(|v| i < items.len() && is(teller, i, *v))
    };
    (joined && is_giver(teller, source) && (of || !acts(source + 1))).then_some(source)
}

/// How many elements may stand between the subject and the verb.
const SUBJECT_WITHIN: usize = 7;

/// The offices, bodies or persons before the verb.
fn subjects(teller: &Teller<'_>, m: &Match<'_>, thread: &Thread) -> Vec<Giver> {
    if !m.is("subject") {
        return Vec::new();
    }
    let items = &teller.tape.items;
    let verb = decision_before(teller, m.span.start).unwrap_or(m.span.start);
    // Those whom the match before gave to do not give.
    let floor = if thread.giver.conferrer.is_some() { thread.end.min(verb) } else { 0 };
    let from = verb.saturating_sub(SUBJECT_WITHIN).max(floor);
    let mut depth = 0;
    let at = (from..verb)
        .rev()
        .take_while(|i| !matches!(items[*i].kind, SEMICOLON | STOP | ITEM | AWARD))
        .find(|i| {
            depth += i32::from(items[*i].kind == CLOSE) - i32::from(items[*i].kind == OPEN);
            depth == 0
                && matches!(items[*i].kind, OFFICE | BODY | PLACE | PERSON)
                && !super::subject::is_location(teller, *i)
        });
    let at = at.or_else(|| {
        let mut introductions = teller.introductions(m.span.start).into_iter();
        introductions
            .find(|i| matches!(items[*i].kind, OFFICE | BODY) && !super::subject::is_location(teller, *i))
    });
    let Some(at) = at else { return Vec::new() };
    // "Chủ tịch UBND tỉnh Nguyễn Văn A": the office, with the person beside it.
    let titled = items[at].kind == PERSON && at > from && items[at - 1].kind == OFFICE;
    let at = if titled { at - 1 } else { at };
    let mut giver = named(teller, at).found(GiverWay::Subject);
    if let Some(person) = person_beside(teller, at) {
        // A named person hands over; he confers only as the holder of an office.
        giver.presenter = Some(teller.name_at(person));
        giver.presented = Words::of(items[person].tokens.clone());
        // Whom a picture shows handing over need not be who confers, unless he is the head of a state.
        let highest = matches!(giver.level.as_deref(), Some("government" | "state" | "foreign"));
        let shown = is_caption(teller, m) && !is(teller, m.span.start, teller.story.rules.cue.confer);
        let holder = items[at].role.or_else(|| head_of(teller, at)) == Some(Role::Holder);
        if !holder || (shown && !highest) {
            giver.conferrer = None;
        }
        return vec![giver];
    }
    let others = joint_subjects(teller, at);
    others.into_iter().map(|i| named(teller, i).found(GiverWay::Subject)).chain([giver]).collect()
}

/// Those who give together with the one at `at`: "lãnh đạo UBND thành phố A và phường B"; "Công an tỉnh, UBND
/// huyện A, UBND xã B". A comma alone may part a place from who acts there; two make a list.
fn joint_subjects(teller: &Teller<'_>, at: usize) -> Vec<usize> {
    let items = &teller.tape.items;
    let and = teller.story.rules.cue.and;
    let mut before = Vec::new();
    let mut first = at;
    while let Some(joint) = first.checked_sub(1) {
        let joins = items[joint].kind == COMMA || is(teller, joint, and);
        let Some(other) =
            joint.checked_sub(1).filter(|i| joins && matches!(items[*i].kind, OFFICE | BODY | PLACE))
        else {
            break;
        };
        before.push(other);
        first = other;
    }
    let joined = at.checked_sub(1).is_some_and(|i| is(teller, i, and));
    let list = joined || before.len() > 1;
    let placed = super::subject::is_location(teller, first) || person_beside(teller, first).is_some();
    if placed || !list {
        return Vec::new();
    }
    before.reverse();
    before
}

/// The person whose office stands at `at`: "Phó Chủ tịch Nguyễn Văn A", "ông Nguyễn Văn A, Phó Chủ tịch".
fn person_beside(teller: &Teller<'_>, at: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let person = |i: &usize| items.get(*i).is_some_and(|item| item.kind == PERSON);
    if person(&at) {
        return Some(at);
    }
    let before = at.checked_sub(1);
    // Back over further offices in apposition.
    let mut back = before;
    while let Some(i) = back.filter(|i| matches!(items[*i].kind, COMMA | DASH | OFFICE | BODY)) {
        back = i.checked_sub(1);
    }
    [Some(at + 1), before, back].into_iter().flatten().find(person)
}

/// The giver that one element names.
pub(crate) fn named(teller: &Teller<'_>, at: usize) -> Giver {
    let story = teller.story;
    let item = &teller.tape.items[at];
    let level = item.mention.and_then(|m| level_of(teller, m));
    let by = Source::new(GiverWay::Unsaid, item.tokens.clone());
    let titled = item.kind == PERSON;
    let Some(role) = item.role.or_else(|| head_of(teller, at)) else {
        let body = item.mention.filter(|_| item.kind != PERSON);
        let head_office = |m| name::head_office(story, item.tokens.clone(), m);
        let called =
            |m| several(teller, at).or_else(|| head_office(m)).unwrap_or_else(|| name::giver(story, m));
        let conferrer = body.map(called);
        return Giver { conferrer, presenter: None, level, by, presented: Words::default() };
    };
    let office = office_at(teller, item.tokens.start);
    let level = level.or_else(|| office.map(|o| o.level.clone()).filter(|l| !l.is_empty()));
    let own = office.map(|o| o.name.clone()).filter(|n| !n.is_empty());
    let written = |tokens: Range<usize>| story.tokens.text[story.tokens.bytes(tokens)].to_owned();
    let office_tokens = if titled { item.tokens.start..item.tokens.start + 1 } else { item.tokens.clone() };
    let conferrer = match (role, own, item.mention.filter(|_| !titled)) {
        (_, Some(name), None) => Some(name),
        (Role::Holder, _, Some(m)) => {
            Some(several(teller, at).unwrap_or_else(|| name::office_of(story, item.tokens.clone(), m)))
        }
        (Role::Delegate, _, Some(m)) => Some(name::giver(story, m)),
        (Role::Holder, None, None) => {
            // "Bộ trưởng Quốc phòng" says of what he is.
            let whole = story.tokens.can_mean(office_tokens.end - 1, sort::FIELD);
            let of = office.map_or("", |o| o.of.as_str());
            let full = (!whole).then(|| name::office(story, office_tokens.clone(), of)).flatten();
            full.or_else(|| (!titled).then(|| name::capitalised(&written(office_tokens))))
        }
        _ => None,
    };
    let hands_over = matches!(role, Role::Deputy | Role::Delegate | Role::Member);
    let presenter = hands_over.then(|| written(item.tokens.clone()));
    Giver { conferrer, presenter, level, by, presented: by.at }
}

/// "Bằng khen của Thủ tướng Lê Văn A treo trên tường", "thư khen của Đại tướng B": "của" says who gave it.
pub(super) fn is_kept_by_giver(teller: &Teller<'_>, m: &Match<'_>, given: &[Given]) -> bool {
    let cue = &teller.story.rules.cue;
    let Some(to) = m.get("to").filter(|to| m.is("had") && is(teller, to.start.wrapping_sub(1), cue.of))
    else {
        return false;
    };
    let letter = given.iter().any(|given| teller.story.award(given.award).kind == LETTER);
    letter || to.into_iter().any(|i| head_of(teller, i).is_some())
}

/// The office in front of a person's name: "Thủ tướng Lê Văn Tám".
fn head_of(teller: &Teller<'_>, at: usize) -> Option<Role> {
    let item = &teller.tape.items[at];
    let office = office_at(teller, item.tokens.start).filter(|o| o.role == Role::Holder);
    office.filter(|_| item.kind == PERSON).map(|o| o.role)
}

/// "Chủ tịch UBND các huyện, thị xã": the like of each of these units, as written.
fn several(teller: &Teller<'_>, at: usize) -> Option<String> {
    let (items, story) = (&teller.tape.items, teller.story);
    let plural = at + 2 < items.len() && is(teller, at + 1, story.rules.cue.plural);
    let units = items.get(at + 2).filter(|item| plural && matches!(item.kind, PEOPLE | WORD))?;
    let first = units.tokens.start;
    let kind = story.tokens.senses(first).any(|sense| match sense {
        Sense::UnitType(_) => true,
        Sense::Noun(i) => story.tokens.gazetteer.nouns()[i].noun.split(", ").all(|noun| is_unit(story, noun)),
        _ => false,
    });
    let whole = items[at].tokens.start..units.tokens.end;
    kind.then(|| name::capitalised(&story.tokens.text[story.tokens.bytes(whole)]))
}

fn is_unit(story: &Story<'_>, noun: &str) -> bool {
    story.tokens.gazetteer.unit_types().iter().any(|kind| kind.form == noun)
}

fn office_at<'t>(teller: &'t Teller<'_>, token: usize) -> Option<&'t Office> {
    let offices = teller.story.tokens.gazetteer.offices();
    teller.story.tokens.sense(token, |sense| match sense {
        Sense::Office(i) => Some(&offices[i]),
        _ => None,
    })
}

/// The level a body confers at.
fn level_of(teller: &Teller<'_>, mention: usize) -> Option<String> {
    let story = teller.story;
    let What::Unit(unit) = &story.mentions.all()[mention].what else { return None };
    if let UnitKind::Org(row) = unit.kind {
        let level = &story.tokens.gazetteer.bodies()[row].level;
        if !level.is_empty() {
            return Some(level.clone());
        }
    }
    let place = unit.place.as_ref()?;
    let units = story.tokens.gazetteer.units().all();
    let known = story.places.of(mention).and_then(|p| p.unit).map(|u| units[u].rank());
    let level = match place.rank.or(known)? {
        Rank::Province => "province",
        Rank::District => "district",
        Rank::Commune | Rank::Village => "commune",
        Rank::Abroad => "foreign",
    };
    Some(level.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::testing::rows_of;

    fn givers(text: &str) -> Vec<String> {
        let giver = |row: &String| {
            let between = row.split_once("< ").and_then(|(_, rest)| rest.split_once(" >"));
            between.unwrap_or_default().0.to_owned()
        };
        rows_of(text).iter().map(giver).collect()
    }

    #[test]
    fn he_confers_in_whose_name_it_is_given() {
        for (text, want) in [
            ("Dịp này, lãnh đạo tỉnh trao Bằng khen của Bộ Y tế cho 2 cá nhân.", vec!["Bộ Y tế"]),
            (
                "Thừa ủy quyền của Thủ tướng Chính phủ, ông Lê Văn Tám, Chủ tịch UBND tỉnh Hà Nam, trao Bằng khen cho 2 cá nhân.",
                vec!["Thủ tướng Chính phủ"],
            ),
            (
                "Dịp này, Chủ tịch UBND tỉnh Hà Nam Lê Văn Tám trao Bằng khen cho 2 cá nhân.",
                vec!["Chủ tịch UBND tỉnh Hà Nam"],
            ),
            ("Dịp này, ông Lê Văn Tám trao Bằng khen cho 2 cá nhân.", vec!["-"]),
            (
                "Dịp này, Chủ tịch UBND các huyện, thị xã tặng Giấy khen cho 644 cá nhân.",
                vec!["Chủ tịch UBND các huyện, thị xã"],
            ),
            (
                "Dịp này, Bộ Y tế tặng Bằng khen cho 12 cá nhân, Giám đốc Công an tỉnh Hà Nam tặng Giấy khen cho 2 người.",
                vec!["Bộ Y tế", "Giám đốc Công an tỉnh Hà Nam"],
            ),
            (
                "Công ty An Phú tròn 20 tuổi. Sáng nay, 26 công nhân được Giám đốc Công ty tặng Giấy khen.",
                vec!["Giám đốc Công ty An Phú"],
            ),
            ("Dịp này, UBND tỉnh Hà Nam trao Bằng Tổ quốc ghi công cho 2 liệt sĩ.", vec!["-"]),
            (
                "Dịp này, 2 xã được UBND tỉnh Hà Nam công nhận đạt chuẩn nông thôn mới.",
                vec!["UBND tỉnh Hà Nam"],
            ),
            (
                "2 cá nhân được đề nghị UBND tỉnh Hà Nam công nhận Chiến sĩ thi đua cấp tỉnh.",
                vec!["UBND tỉnh Hà Nam"],
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Cờ thi đua cho Sở Nội vụ và Sở Y tế, tặng Bằng khen cho 2 cá nhân.",
                vec!["UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam"],
            ),
            (
                "Sáng nay, Thứ trưởng Bộ Công an gửi Thư khen tới Ban chuyên án.",
                vec!["Thứ trưởng Bộ Công an"],
            ),
            (
                "Dịp này, Công an tỉnh Hà Nam, UBND huyện Bình Lục và Bộ Y tế tặng giấy khen cho 2 cá nhân.",
                vec!["Công an tỉnh Hà Nam", "UBND huyện Bình Lục", "Bộ Y tế"],
            ),
            (
                "Dịp này, 2 tập thể được Bộ Y tế công nhận Tập thể lao động xuất sắc, 3 cá nhân là Chiến sĩ thi đua cơ sở, 4 cá nhân được tặng giấy khen.",
                vec!["Bộ Y tế", "Bộ Y tế", "-"],
            ),
            (
                "Dịp này, 2 cá nhân được Chủ tịch UBND tỉnh Hà Nam và Bộ Y tế tặng Bằng khen.",
                vec!["Chủ tịch UBND tỉnh Hà Nam", "Bộ Y tế"],
            ),
            (
                "Dịp này, đã trao Bằng khen của Bộ Y tế, của Bộ Nội vụ cho 2 cá nhân.",
                vec!["Bộ Y tế", "Bộ Nội vụ"],
            ),
            (
                "Theo quyết định số 12/QĐ-UBND của UBND tỉnh Hà Nam, ông Lê Văn Tám trao Bằng khen cho 2 cá nhân.",
                vec!["UBND tỉnh Hà Nam"],
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 tập thể và tặng Cờ thi đua cho 3 tập thể.",
                vec!["UBND tỉnh Hà Nam", "UBND tỉnh Hà Nam"],
            ),
        ] {
            assert_eq!(givers(text), want, "{text}");
        }
    }

    #[test]
    fn he_who_hands_over_presents() {
        for (text, presenter, level) in [
            (
                "Dịp này, ông Lê Văn Tám trao Bằng khen của Bộ Y tế cho 2 cá nhân.",
                Some("Lê Văn Tám"),
                "ministry",
            ),
            (
                "Thừa ủy quyền của Thủ tướng Chính phủ, ông Lê Văn Tám, Chủ tịch UBND tỉnh Hà Nam, trao Bằng khen cho 2 cá nhân.",
                Some("Lê Văn Tám"),
                "government",
            ),
            (
                "Dịp này, lãnh đạo UBND huyện Bình Lục trao Giấy khen cho 2 cá nhân.",
                Some("lãnh đạo UBND huyện Bình Lục"),
                "district",
            ),
            ("Dịp này, UBND xã Nghĩa Đồng tặng Giấy khen cho 2 cá nhân.", None, "commune"),
            ("Dịp này, 2 cá nhân được tặng bằng khen, giấy khen của UBND tỉnh Hà Nam.", None, "province"),
        ] {
            let found = crate::Extractor::standard().extract(&crate::Article::new(text));
            for row in &found.conferrals {
                assert_eq!(
                    (row.presenter.as_deref(), row.level.as_deref()),
                    (presenter, Some(level)),
                    "{text}"
                );
            }
            assert!(!found.conferrals.is_empty(), "{text}");
        }
    }

    #[test]
    fn the_law_fixes_who_confers_orders() {
        for (text, want) in [
            (
                "Dịp này, UBND tỉnh Hà Nam trao Huân chương Lao động hạng Ba cho 2 cá nhân.",
                vec!["Chủ tịch nước"],
            ),
            (
                "Dịp này, 2 cá nhân được Đảng và Nhà nước tặng Huân chương Lao động hạng Ba, Bằng khen.",
                vec!["Chủ tịch nước", "-"],
            ),
        ] {
            assert_eq!(givers(text), want, "{text}");
        }
    }
}
