//! Given, asked for, planned, taken back, or long ago.

use super::discourse::{is, spans_years, told};
use super::provenance::{RecipientsWay, Source, StatusWay, Words};
use super::roll;
use super::tape::{self, COMMA, ITEM, OPEN, SEMICOLON, STOP};
use super::who::Group;
use super::years::{in_earlier_year, is_recent_day, on_an_earlier_day, received_before};
use super::{Given, Row, Teller, Thread, is_nominal};
use crate::edtf::Edtf;
use crate::grammar::Match;
use crate::mention::What;
use crate::record::Status;
use crate::token::Shape;
use bangvang_gazetteer::{Cue, Recipient};
use std::ops::Range;

/// A status, and whether the sentence itself says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) status: Status,
    pub(crate) said: bool,
    /// How it was found.
    pub(crate) by: Source<StatusWay>,
}

impl Told {
    /// "tặng Huy hiệu cho ông A, người đã được tặng Huân chương": what is told of him to whom the sentence has just given
    /// another award is his history.
    pub(crate) fn told_of_whom(self, group: &Group, thread: &Thread) -> Self {
        let given = thread.groups.iter().filter(|given| given.way == RecipientsWay::Captured);
        let same = given.flat_map(|given| &given.names).any(|name| group.names.contains(name));
        if self.status == Status::Conferred && group.way == RecipientsWay::Left && same {
            let by = Source { way: StatusWay::History, at: Words::default() };
            return Self { status: Status::Past, said: false, by };
        }
        self
    }
}

fn said(status: Status, way: StatusWay, at: Words) -> Option<Told> {
    Some(Told { status, said: true, by: Source { way, at } })
}

/// The status a match tells, or `None` where it is said not to be so, or only talked of in general.
///
/// The words of the clause decide; where it has none, the clause before in the same sentence does
/// ("đề nghị Chính phủ tặng ... cho A; UBND tỉnh tặng ... cho B"), then the discourse. A match that goes on
/// the clause before has its status, whatever that is.
pub(crate) fn of(
    teller: &Teller<'_>,
    m: &Match<'_>,
    clause: &Range<usize>,
    before: Option<Status>,
) -> Option<Told> {
    let award = m.get("awards").map_or(m.span.end, |a| a.start);
    if is_denied(teller, clause, award) {
        return None;
    }
    let words = told_by_words(teller, m, clause, award);
    if let Some(told) = words.or_else(|| told_by_time(teller, m, clause, award)) {
        return Some(told);
    }
    // "ông A, người ba năm liền là ..., vừa được tặng": news again.
    let news = || (clause.start..award).any(|i| is_scene(teller, i, "vừa"));
    let goes_on = m.is("same") || is_nominal(m) && !m.is("news");
    let inherits = |s: &Status| goes_on || !(*s == Status::Conferred || *s == Status::Past && news());
    if let Some(status) = before.filter(inherits) {
        return said(status, StatusWay::Clause, Words::default());
    }
    // A council proposes; what it speaks of as given was given before.
    let council = teller.ceremonies.iter().any(|c| c.kinds.contains(&"council"));
    let told = discourse(teller, m, award);
    // "Trong năm, 14 cá nhân đã được tặng"
    let done = m.is("left") && cue_in(teller, clause.clone(), teller.story.rules.cue.done).is_some();
    match told.status {
        Status::Conferred if council && !done => {
            let by = Source { way: StatusWay::Council, at: Words::default() };
            Some(Told { status: Status::Proposed, by, ..told })
        }
        Status::Conferred if !told.said && goes_on_asking(teller, m) => {
            let by = Source { way: StatusWay::Discourse, at: Words::default() };
            Some(Told { status: Status::Proposed, by, ..told })
        }
        _ => Some(told),
    }
}

/// A report on an order that is taken back tells how it was given: that is its history.
pub(crate) fn given_before_it_was_taken_back(rows: &mut [Row]) {
    let revoked = rows.iter().filter(|row| row.status == Status::Revoked);
    let taken: Vec<_> = revoked.map(|row| (row.award, row.class.clone(), row.recipients.clone())).collect();
    for row in rows.iter_mut().filter(|row| row.status == Status::Conferred) {
        let same = |names: &[String]| row.recipients.iter().any(|name| names.contains(name));
        let of_class = |class: &Option<_>| row.class.is_none() || class.is_none() || *class == row.class;
        if taken.iter().any(|(award, class, names)| *award == row.award && of_class(class) && same(names)) {
            row.status = Status::Past;
            row.how.status = Source { way: StatusWay::History, at: Words::default() };
        }
    }
}

/// "không được tặng", "nếu được tặng": said not to be so, or only talked of.
fn is_denied(teller: &Teller<'_>, clause: &Range<usize>, award: usize) -> bool {
    let cue = &teller.story.rules.cue;
    // "Thành quả không đến muộn: năm 2001, ông được tặng"
    let colon = (clause.start..award).rev().find(|i| teller.tape.kinds[*i] == tape::COLON);
    let told_of = colon.map_or(clause.start, |i| i + 1);
    let introductions = teller.introductions(clause.start);
    let introduced = || introductions.iter().any(|i| told(teller, *i, cue.not).is_some());
    cue_in(teller, told_of..award, cue.not).is_some()
        || introduced()
        || cue_in(teller, 0..award, cue.condition).is_some()
}

/// What words of taking back, asking and planning say.
fn told_by_words(teller: &Teller<'_>, m: &Match<'_>, clause: &Range<usize>, award: usize) -> Option<Told> {
    let cue = &teller.story.rules.cue;
    let introductions = teller.introductions(clause.start);
    let find = |which: Cue| {
        let here = cue_in(teller, clause.start..award, which);
        here.or_else(|| introductions.iter().find_map(|i| told(teller, *i, which)))
    };
    if m.is("revokes") && cue_in(teller, m.span.clone(), cue.not).is_some() {
        // "Riêng Bằng khen Bộ Y tế tặng ông A thì không bị thu hồi"
        return said(Status::Past, StatusWay::History, Words::default());
    }
    if m.is("revokes") {
        return said(Status::Revoked, StatusWay::Rule, Words::default());
    }
    if let Some(at) = find(cue.revoke) {
        return said(Status::Revoked, StatusWay::Word, at);
    }
    // "Trình: 2 tập thể" below the award.
    let below = || cue_in(teller, m.span.clone(), cue.propose).filter(|_| m.is("asked_below"));
    let considered = || cue_in(teller, m.span.clone(), cue.consider);
    let asked = find(cue.propose).or_else(below).or_else(|| find(cue.consider)).or_else(considered);
    if let Some(at) = asked {
        return said(Status::Proposed, StatusWay::Word, at);
    }
    let planned = find(cue.will).or_else(|| still_to_come(teller, m, clause))?;
    said(Status::Planned, StatusWay::Word, planned)
}

/// What "từng", years and days say: that it was long ago.
fn told_by_time(teller: &Teller<'_>, m: &Match<'_>, clause: &Range<usize>, award: usize) -> Option<Told> {
    if let Some(at) = once(teller, m.span.start) {
        return said(Status::Past, StatusWay::Word, at);
    }
    if let Some(at) = in_earlier_year(teller, clause.start..award) {
        return said(Status::Past, StatusWay::Year, at);
    }
    let received = received_before(teller, m).or_else(|| on_an_earlier_day(teller, m))?;
    said(Status::Past, StatusWay::Received, received)
}

/// "II. Nhà giáo Ưu tú: 3 cá nhân", a heading in a list of those proposed.
fn goes_on_asking(teller: &Teller<'_>, m: &Match<'_>) -> bool {
    let heads = || roll::begins_line(teller).then(|| roll::heading(teller)).flatten();
    let awards = m.get("awards").filter(|_| teller.discourse.status == Some(Status::Proposed));
    awards.is_some_and(|awards| heads().is_some_and(|at| awards.contains(&at)))
}

/// "Bằng khen dành cho 3 đơn vị sẽ được trao ngày 20/11", "tối 19/10 tới, xã đón nhận": the words that say so stand
/// behind, or beside the day.
fn still_to_come(teller: &Teller<'_>, m: &Match<'_>, clause: &Range<usize>) -> Option<Words> {
    let cue = &teller.story.rules.cue;
    let items = &teller.tape.items;
    let word = |i: usize| Some(Words::of(items.get(i)?.tokens.clone()));
    let gives =
        |i: usize| is(teller, i, cue.passive) || is(teller, i, cue.hand_over) || is(teller, i, cue.confer);
    let behind = m.span.end;
    if behind + 1 < items.len() && is(teller, behind, cue.will) && gives(behind + 1) {
        return word(behind);
    }
    let next = |i: usize| items.get(i).map(|item| item.kind);
    let coming = |i: &usize| {
        let comes = next(*i + 1).is_some() && is(teller, *i + 1, cue.given_to);
        teller.date_at(*i).is_some_and(Edtf::is_day)
            && comes
            && matches!(next(*i + 2), None | Some(COMMA | STOP | tape::CLOSE))
    };
    (clause.start..clause.end.min(items.len())).find(coming).and_then(|i| word(i + 1))
}

/// "từng được", "hai lần được" right before the verb. ("47 người từng bị địch bắt nhận ..." tells of now.)
fn once(teller: &Teller<'_>, verb: usize) -> Option<Words> {
    let cue = &teller.story.rules.cue;
    let kinds = &teller.tape.kinds;
    let near = |verb: usize| {
        // "ba năm liền (2013 - 2015) được tặng"
        let bracket = verb.checked_sub(1).filter(|i| kinds[*i] == tape::CLOSE);
        let open = bracket.and_then(|close| (0..close).rev().find(|i| kinds[*i] == OPEN));
        open.unwrap_or(verb).saturating_sub(ONCE_WITHIN)..(verb + 1).min(kinds.len())
    };
    // "từng được chính quyền A và B trao": who gives stands between.
    let clause = |i: &usize| !matches!(teller.tape.kinds[*i], COMMA | SEMICOLON | STOP | ITEM);
    let mut givers = (verb.saturating_sub(GIVERS_WITHIN)..verb).rev().take_while(clause);
    let mut passive = || givers.find(|i| is(teller, *i, cue.passive));
    cue_in(teller, near(verb), cue.once).or_else(|| cue_in(teller, near(passive()?), cue.once))
}

/// How far before the verb "từng" may stand. Elements.
const ONCE_WITHIN: usize = 2;

/// How far before the verb "được" may stand, with those who give between. Elements.
const GIVERS_WITHIN: usize = 5;

/// What the telling is about at an element: the day, or earlier years.
fn discourse(teller: &Teller<'_>, m: &Match<'_>, award: usize) -> Told {
    let cue = &teller.story.rules.cue;
    let line = (0..award).rev().take_while(|i| teller.tape.kinds[*i] != ITEM);
    let mut leading = line.chain(teller.introductions(award));
    let item = |i: usize| Words::of(teller.tape.items[i].tokens.clone());
    // "Trước đó, UBND huyện đã tặng giấy khen": who gave at once, for the same deed, is news as well.
    let soon = m.is("news") && !is_of_a_life(teller, award);
    let before = |i: usize| told(teller, i, cue.before).filter(|_| !soon);
    // "Theo quyết định của Chủ tịch nước, trường đón nhận"; not "năm 2011, Chủ tịch nước quyết định tặng".
    let gives = |i: usize| i < award && (is(teller, i, cue.confer) || is(teller, i, cue.hand_over));
    let decided = |i: usize| told(teller, i, cue.decision).filter(|_| !gives(i + 1));
    let said = leading.find_map(|i| {
        let history = told(teller, i, cue.background).or_else(|| spans_years(teller, i));
        if let Some(at) = history.or_else(|| before(i)) {
            Some((true, at))
        } else if let Some(at) = told(teller, i, cue.scene).or_else(|| decided(i)) {
            Some((false, at))
        } else if is_recent_day(teller, i) {
            Some((false, item(i)))
        } else {
            let also = told(teller, i, cue.also)?;
            teller.discourse.status.map(|status| (status == Status::Past, also))
        }
    });
    let behind = m.span.end..teller.tape.items.len();
    let mut behind = behind.take_while(|i| !matches!(teller.tape.kinds[*i], SEMICOLON | STOP | ITEM));
    let said = said.or_else(|| behind.find(|i| is_recent_day(teller, *i)).map(|i| (false, item(i))));
    let opens_before = teller.tape.items.iter().position(|i| i.kind != ITEM);
    let recent = (0..award).any(|i| is_recent_day(teller, i));
    let before = opens_before.and_then(before).filter(|_| !recent);
    // "217 lượt tập thể" in a paragraph about five years
    let times = teller.tape.tokens(0..teller.tape.items.len());
    let totals =
        teller.discourse.years && times.into_iter().any(|t| teller.story.tokens.is_cue(t, cue.times));
    let background = before.is_some() || said.map_or(teller.discourse.background || totals, |(past, _)| past);
    let news = !teller.ceremonies.is_empty()
        || teller.discourse.news
        || m.is("news")
        || is_caption(teller, m)
        || cue_in(teller, 0..teller.tape.items.len(), cue.decision).is_some()
        || (0..teller.tape.items.len()).any(|i| teller.date_at(i).is_some_and(Edtf::is_day));
    let past = background || !(news || said.is_some());
    let status = if past { Status::Past } else { Status::Conferred };
    let by = match (before, said) {
        (Some(at), _) | (None, Some((true, at))) => Source { way: StatusWay::Background, at },
        (None, Some((false, at))) => Source { way: StatusWay::Day, at },
        (None, None) => {
            let silent = if news { StatusWay::News } else { StatusWay::NoNews };
            let way = if background { StatusWay::Discourse } else { silent };
            Source { way, at: Words::default() }
        }
    };
    Told { status, said: said.is_some_and(|(earlier, _)| earlier == past), by }
}

/// An order, a medal, a title of the State: no deed is rewarded with them at once.
pub(super) fn is_of_a_life(teller: &Teller<'_>, award: usize) -> bool {
    let Some(What::Award(mention)) = teller.what(award) else { return false };
    let award = teller.story.award(mention.award);
    matches!(award.kind.as_str(), "order" | "medal" | "state-title")
}

/// A year in brackets behind an award is the year it was received: "Huân chương Lao động hạng Ba (2009)".
///
/// A standard that many have reached is a standing figure: "52 xã đạt chuẩn nông thôn mới". What one
/// person or unit has received is its history, where neither the lead nor the sentence tells it as news.
pub(crate) fn for_award(
    teller: &Teller<'_>,
    m: &Match<'_>,
    given: &Given,
    group: &Group,
    told: Told,
) -> Told {
    if told.status != Status::Conferred {
        return told;
    }
    let items = &teller.tape.items;
    let open = given.item + 1;
    let year = items.get(open).filter(|i| i.kind == OPEN).and_then(|_| teller.date_at(open + 1));
    let received = matches!(year, Some(Edtf::Date(date)) if date.is_year());
    let standing = !m.is("news") && is_standard(teller, given) && group.count.is_some_and(|c| c > 1);
    let one = match group.names.len() {
        // "1 cá nhân" in a tally is nobody in particular.
        0 => group.count.is_none() && group.kind != Recipient::Mixed,
        names => names == 1 && group.count.is_none_or(|c| c == 1),
    };
    let letter = teller.story.award(given.award).kind == tape::LETTER;
    let announced = letter || teller.discourse.is_announced(given.award) || is_given_alongside(teller, given);
    let history = !told.said && one && m.is("left") && !announced && !is_caption(teller, m);
    // "bà nội là Bà mẹ Việt Nam anh hùng"
    let kin = m.is("left") && teller.story.tokens.is_cue(group.tokens.start, teller.story.rules.cue.kin);
    let past = |said, way, at| Told { status: Status::Past, said, by: Source { way, at } };
    // "Riêng Bằng khen mà Bộ Y tế tặng ông A thì không bị thu hồi"
    // "trao bức thư khen mà Bộ Y tế gửi bệnh viện" is news.
    let cue = &teller.story.rules.cue;
    let gives = || (0..m.span.start).any(|i| is(teller, i, cue.hand_over) || is(teller, i, cue.confer));
    let had = (m.is("had") && !gives() && !(told.said && m.is("numbered"))
        || is_left_apart(teller, m, given))
        && !(0..items.len()).any(|i| is_recent_day(teller, i));
    if had {
        past(true, StatusWay::History, Words::default())
    } else if received {
        past(true, StatusWay::Received, Words::of(items[open + 1].tokens.clone()))
    } else if standing || (!told.said && is_title_held(teller, m, given, group)) {
        past(true, StatusWay::Standing, Words::default())
    } else if history || (kin && !told.said) {
        past(false, StatusWay::History, Words::default())
    } else {
        told
    }
}

/// "Hội Luật gia tỉnh nhận Bằng khen của Thủ tướng Chính phủ": a line of one sentence that begins with who receives, and
/// tells it as seen, stands below a picture of the day. ("đã nhận", "nhận được" tell of a life.)
pub(crate) fn is_caption(teller: &Teller<'_>, m: &Match<'_>) -> bool {
    let items = &teller.tape.items;
    let tokens = teller.story.tokens;
    let mut verb = items[m.span.start].tokens.clone();
    let opens = |at: usize| at > 0 && tokens.shape(at - 1) == Some(Shape::Break);
    let first = items.first().map_or(0, |item| item.tokens.start);
    let end = teller.tape.end();
    let closes = end >= tokens.len() || tokens.shape(end.saturating_sub(1)) == Some(Shape::Break);
    let line = opens(first) && closes;
    let receive = teller.story.rules.cue.receive;
    let credited = (0..items.len()).any(|i| is(teller, i, teller.story.rules.cue.credit));
    let seen = credited || verb.any(|t| tokens.cues(t).any(|cue| cue.cue == receive && cue.value == "cảnh"));
    // "Ông nhận" goes on telling of a life.
    let named =
        |i: &tape::Item| !tokens.is_cue(i.tokens.start, teller.story.rules.cue.pronoun) || i.tokens.len() > 1;
    let subject = |i: &tape::Item| {
        named(i)
            && matches!(
                i.kind,
                tape::PERSON | tape::BODY | tape::PLACE | tape::COUNT | tape::PEOPLE | tape::CLOSE
            )
    };
    let dated = |i: usize| teller.date_at(i).and_then(Edtf::first_year).is_some();
    let short = items.len() <= CAPTION && !(0..items.len()).any(dated);
    line && short && seen && m.span.start.checked_sub(1).is_some_and(|i| subject(&items[i]))
}

/// The most elements of a caption.
const CAPTION: usize = 16;

/// A certificate or flag told after others of the day: "Dịp này, 3 tập thể được tặng Bằng khen. Trạm Y tế xã cũng
/// được tặng Giấy khen". (Orders are told of somebody's life.)
fn is_given_alongside(teller: &Teller<'_>, given: &Given) -> bool {
    let award = teller.story.award(given.award);
    matches!(award.kind.as_str(), "certificate" | "flag" | "insignia" | tape::LETTER)
        && teller.discourse.status == Some(Status::Conferred)
}

/// "Thôn có hai mẹ được phong tặng Bà mẹ Việt Nam anh hùng", "1 người là Nhà giáo Nhân dân": how many bear a title of the
/// State, or that somebody does.
fn is_title_held(teller: &Teller<'_>, m: &Match<'_>, given: &Given, group: &Group) -> bool {
    let cue = &teller.story.rules.cue;
    let title = teller.story.award(given.award).kind == "state-title";
    let tokens = &group.tokens;
    let at = teller.tape.items.iter().position(|item| item.tokens.start == tokens.start);
    let owned = || at.and_then(|at| at.checked_sub(1)).is_some_and(|i| is(teller, i, cue.own));
    let bears = || is(teller, m.span.start, cue.copula);
    // "xã có 46 Bà mẹ Việt Nam anh hùng"
    let counted = m.is("numbered") && is(teller, m.span.start, cue.own);
    title && counted
        || title && m.is("left") && (group.count.is_some() && group.names.is_empty() && owned() || bears())
}

/// Titles that units and families keep year by year.
fn is_standard(teller: &Teller<'_>, given: &Given) -> bool {
    let award = teller.story.award(given.award);
    teller.tape.kinds[given.item] == tape::STANDARD
        || matches!(award.id.as_str(), "thon-to-dan-pho-van-hoa" | "gia-dinh-van-hoa")
}

/// "Riêng Huân chương Chủ tịch nước tặng ông A thì không bị thu hồi"; not "riêng Bằng khen được trao cho 2 tập thể".
fn is_left_apart(teller: &Teller<'_>, m: &Match<'_>, given: &Given) -> bool {
    let leads = m.get("awards").is_some_and(|awards| awards.start == m.span.start);
    let passive = || m.span.clone().any(|i| is(teller, i, teller.story.rules.cue.passive));
    let mut before = m.span.start.saturating_sub(1)..given.item;
    leads && before.any(|i| is_scene(teller, i, "trừ")) && !passive()
}

/// True if an element gives the cue of the day with this value: "vừa", news; "trừ", what is left apart.
fn is_scene(teller: &Teller<'_>, item: usize, value: &str) -> bool {
    let (tokens, scene) = (teller.story.tokens, teller.story.rules.cue.scene);
    let gives = |t: usize| tokens.cues(t).any(|cue| cue.cue == scene && cue.value == value);
    is(teller, item, scene) && teller.tape.items[item].tokens.clone().any(gives)
}

/// The first token that gives a cue.
fn cue_in(teller: &Teller<'_>, mut range: Range<usize>, cue: Cue) -> Option<Words> {
    range.find_map(|i| told(teller, i, cue))
}

#[cfg(test)]
mod tests {
    use crate::testing::statuses_of;

    /// Makes what follows news of the day, unless it says otherwise.
    const LEAD: &str = "Hà Nam công bố khen thưởng\nSáng 19/3, UBND tỉnh Hà Nam tổ chức lễ công bố Bằng khen, \
        Huân chương Lao động.\nBuổi lễ bắt đầu lúc 8 giờ.\n";

    #[test]
    fn the_words_of_the_clause_say_the_status() {
        for (text, want) in [
            ("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 2 cá nhân.", "conferred"),
            ("UBND tỉnh Hà Nam đề nghị Thủ tướng Chính phủ tặng Bằng khen cho 2 cá nhân.", "proposed"),
            ("UBND tỉnh Hà Nam sẽ tặng Bằng khen cho 2 cá nhân.", "planned"),
            ("UBND tỉnh Hà Nam thu hồi Bằng khen của ông Lê Văn Tám.", "revoked"),
            ("2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "conferred"),
            ("2 cá nhân từng được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            ("Năm 2015, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            ("Giai đoạn 2010 - 2015, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            ("Ngày 15/3/2024, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "conferred"),
            ("Những năm qua, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            ("Bằng khen của UBND tỉnh Hà Nam dành cho 3 đơn vị sẽ được trao sau.", "planned"),
            ("Tối 19/4 tới, xã Ba Sao đón nhận Cờ thi đua.", "planned"),
            ("Ông Lê Văn Tám: Huân chương Kháng chiến hạng Nhất năm 1985.", "past"),
            ("Chủ tịch nước truy tặng Huân chương Dũng cảm cho anh Lê Văn Tám (sinh năm 1990).", "conferred"),
            ("Riêng Bằng khen Bộ Y tế tặng ông Lê Văn Tám thì không bị thu hồi.", "past"),
            ("Bằng khen mà Bộ Y tế tặng ông Lê Văn Tám vẫn treo đó.", "past"),
            (
                "Ông Lê Văn Tám ba năm liền là Lao động tiên tiến, vừa được Bộ Y tế tặng Bằng khen.",
                "past conferred",
            ),
            ("Thôn có 2 mẹ được phong tặng Bà mẹ Việt Nam anh hùng.", "past"),
            ("3 người là Nhà giáo Nhân dân.", "past"),
            ("Theo các quyết định, Sở Y tế đón Huân chương Dũng cảm.", "conferred"),
            ("Trước đó, Huân chương Dũng cảm đã được trao cho Sở Y tế.", "past"),
            ("Tính cả đợt này có 9 cá nhân được tặng Bằng khen.", "past"),
            ("Sở Y tế được tặng Huân chương Lao động hạng Ba.", "conferred"),
            ("Sở Y tế được tặng Huân chương Lao động hạng Ba (2009).", "past"),
            ("Trước đó, UBND tỉnh Hà Nam đã tặng Bằng khen cho 2 cá nhân.", "conferred"),
            ("Trước đó, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            ("Bà Trần Thị Lan cũng vừa được Bộ Y tế tặng Cờ thi đua.", "conferred"),
            ("Ông Lê Văn Tám được phong Nghệ sĩ Ưu tú đợt đầu năm 1984.", "past"),
            ("3 đơn vị được tặng Cờ thi đua năm 2023.", "conferred"),
            ("Thành quả không muộn: sáng nay, 2 cá nhân được tặng Bằng khen.", "conferred"),
            ("2 cá nhân được tặng Bằng khen. Sở Y tế được tặng Giấy khen.", "conferred conferred"),
            ("2 cá nhân được tặng Bằng khen. Sở Y tế được tặng Huân chương Dũng cảm.", "conferred past"),
            ("Trong 5 năm, 3 đơn vị được tặng Cờ thi đua.", "past"),
            (
                "Trong 5 năm, 3 đơn vị được tặng Cờ thi đua. UBND tỉnh Hà Nam tặng Bằng khen cho 9 lượt tập thể.",
                "past past",
            ),
            ("Cũng trong năm qua, 3 đơn vị được tặng Cờ thi đua.", "conferred"),
            ("Xét cả năm, 3 đơn vị được tặng Cờ thi đua.", "conferred"),
            ("Cùng năm đó, 2 cá nhân được UBND tỉnh Hà Nam tặng Bằng khen.", "past"),
            (
                "UBND tỉnh Hà Nam tặng Bằng khen cho ông Lê Văn Tám, ông Lê Văn Tám đã được tặng Giấy khen.",
                "conferred past",
            ),
            ("Bà Trần Thị Lan (năm 1967) được tặng Bằng khen.", "past"),
            ("Bố là người được tặng Bằng khen.", "past"),
            ("UBND tỉnh Hà Nam trao Bằng khen cho ông Lê Văn Tám tại Phủ Lý ngày 5/1/2012.", "past"),
            // Not announced above.
            ("Sở Y tế được tặng Cờ thi đua của Chính phủ.", "past"),
            ("Dịp này, xã Nghĩa Đồng được công nhận đạt chuẩn nông thôn mới.", "conferred"),
            ("Dịp này, 52 xã đạt chuẩn nông thôn mới.", "past"),
        ] {
            assert_eq!(statuses_of(&format!("{LEAD}{text}"), Some("2024-03-20")), want, "{text}");
        }
    }

    #[test]
    fn years_before_the_press_was_on_the_web_are_history() {
        for (text, want) in [
            ("Ngày 8/8/1944, ông Lê Văn Tám được tặng Huân chương Chiến công.", "past"),
            ("Ngày 8/8/2014, 2 cá nhân được tặng Bằng khen.", "conferred"),
        ] {
            assert_eq!(statuses_of(text, None), want, "{text}");
        }
    }

    #[test]
    fn a_clause_without_a_word_of_its_own_takes_the_status_of_the_one_before() {
        let text =
            "UBND tỉnh Hà Nam đề nghị Chính phủ tặng Cờ thi đua cho 2 tập thể; tặng Bằng khen cho 3 cá nhân.";
        assert_eq!(statuses_of(text, None), "proposed proposed");
        let text =
            format!("{LEAD}Trước đó, 2 cá nhân được tặng Bằng khen. 3 tập thể cũng được tặng Bằng khen.");
        assert_eq!(statuses_of(&text, Some("2024-03-20")), "past past");
    }

    #[test]
    fn a_line_that_tells_what_is_seen_is_a_caption() {
        let lead = LEAD.replace("Huân chương Lao động", "Giấy khen");
        for (text, want) in [
            ("Sở Y tế đón nhận Huân chương Lao động hạng Ba.", "conferred"),
            ("Sở Y tế được tặng Huân chương Lao động hạng Ba - Ảnh: L.T", "conferred"),
            ("Sở Y tế đã nhận Huân chương Lao động hạng Ba.", "past"),
        ] {
            assert_eq!(statuses_of(&format!("{lead}{text}\n"), Some("2024-03-20")), want, "{text}");
        }
    }

    #[test]
    fn what_a_council_speaks_of_is_proposed() {
        let text = "Sáng 5/3, Hội đồng Thi đua - Khen thưởng tỉnh Hà Nam họp xét khen thưởng.\n\
            Hội đồng thống nhất tặng Cờ thi đua cho 2 tập thể. Trong năm, 14 cá nhân đã được tặng Bằng khen.";
        assert_eq!(statuses_of(text, Some("2024-03-06")), "proposed conferred");
    }
}
