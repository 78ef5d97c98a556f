//! To the left of a verb: who is its subject, and what only says where or whose.

use super::Teller;
use super::discourse::is;
use super::tape::{
    BODY, CLOSE, COLON, COMMA, COUNT, ITEM, KIN, OPEN, PEOPLE, PERSON, PLACE, SEMICOLON, STOP, WORD,
};
use crate::mention::What;
use bangvang_gazetteer::{Recipient, Sense};
use std::ops::Range;

/// "Đại sứ Trung Quốc Lý Minh": a unit right before a name belongs to the title.
pub(crate) fn is_of_person(teller: &Teller<'_>, at: usize) -> bool {
    teller.tape.kinds.get(at + 1) == Some(&PERSON)
}

/// The subject to the left of a verb: the nearest count or person in the clause, else the nearest body
/// or place that is not merely where it happened. Nothing before `floor`, where the last match ended.
pub(crate) fn subject(teller: &Teller<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    subject_of(teller, verb, floor, |_| true)
}

/// The same, of bodies and places alone.
pub(crate) fn unit_before(teller: &Teller<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
    subject_of(teller, verb, floor, |kind| !matches!(kind, COUNT | PERSON | KIN | PEOPLE))
}

/// The same, of the elements whose kind fits.
fn subject_of(
    teller: &Teller<'_>,
    verb: usize,
    floor: usize,
    fits: impl Fn(u8) -> bool,
) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let mut depth = 0;
    let mut unit = None;
    let mut at = verb;
    while at > floor.min(verb) {
        at -= 1;
        match items[at].kind {
            CLOSE => depth += 1,
            OPEN => depth -= 1,
            _ if depth > 0 => {}
            kind if !fits(kind) => {}
            STOP | SEMICOLON | ITEM => break,
            // "Hiệu trưởng Lê Văn A cho biết: trường được": what he says is not of him.
            COLON if is_said(teller, at) => break,
            // "Giám đốc Lê Văn A cho biết công ty được"
            _ if unit.is_some() && is(teller, at, teller.story.rules.cue.says) => break,
            // "Chủ tịch Hội đồng Lê Văn A dự lễ ... của xã": who attends does not receive; nor does who is cited.
            PERSON if is_aside(teller, at) => {}
            KIN => return Some(at..at + 1),
            // "28 em của 17 trường được"
            COUNT if is_owned(teller, at, verb) || is_of_others(teller, at) => {}
            COUNT | PERSON => {
                if let Some(persons) = apposed_to(teller, at, floor) {
                    return Some(persons);
                }
                if attends(teller, at, verb) {
                    continue;
                }
                // "hai cá nhân và Công ty An Phú được"
                let and = |unit: usize| unit == at + 2 && is(teller, at + 1, teller.story.rules.cue.and);
                let beside = unit.filter(|unit| and(*unit)).map_or(0, |unit| unit + 1);
                let whole =
                    || extend_left(teller, at, floor).start..names_behind(teller, at, verb).max(beside);
                return Some(one_of_many(teller, at, floor).unwrap_or_else(whole));
            }
            PEOPLE if is_share(teller, at) => return Some(at..at + 1),
            PEOPLE if unit.is_none() && are_several(teller, at) => {
                return Some(each_of(teller, at, floor).unwrap_or_else(|| extend_left(teller, at, floor)));
            }
            PLACE | BODY if unit.is_none() && !is_elsewhere(teller, at) => {
                unit = Some(at);
            }
            _ => {}
        }
    }
    unit.map(|at| extend_left(teller, at, floor))
}

/// "Cô Lan và cô Lệ, hai giáo viên của trường, nhận": those named right before the count, if they are as many.
fn apposed_to(teller: &Teller<'_>, count: usize, floor: usize) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let many = teller.count_at(count)?;
    let end = count.checked_sub(1).filter(|i| items[*i].kind == COMMA)?;
    let named = end.checked_sub(1).filter(|i| *i >= floor && items[*i].kind == PERSON)?;
    let persons = extend_left(teller, named, floor);
    let names = items[persons.clone()].iter().filter(|item| item.kind == PERSON).count() as u64;
    (names > 1 && many == names).then_some(persons)
}

/// "người", which takes up the person named before.
const THE_ONE: &str = "người";

/// "chị Lan, công nhân Đội 5, người từng được": the person told of, before that "người".
pub(crate) fn relative(teller: &Teller<'_>, verb: usize) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let who = verb.checked_sub(1).filter(|i| matches!(items[*i].kind, WORD | PEOPLE))?;
    let begins = teller.story.tokens.str(items[who].tokens.start) == THE_ONE;
    let comma = who.checked_sub(1).filter(|i| begins && items[*i].kind == COMMA)?;
    let mut clause = (0..comma).rev().take_while(|i| !matches!(items[*i].kind, STOP | SEMICOLON | ITEM));
    let fits = |i: &usize| items[*i].kind == PERSON && !is_aside(teller, *i);
    clause.find(fits).map(|person| person..person + 1)
}

/// "98% gia đình": nobody knows how many.
fn is_share(teller: &Teller<'_>, people: usize) -> bool {
    let before = people.checked_sub(1).map(|i| teller.tape.items[i].tokens.start);
    before.is_some_and(|at| teller.story.tokens.is_punct(at, "%"))
}

/// "Anh A là một trong 10 gương mặt": the person, and the number he is one of.
fn one_of_many(teller: &Teller<'_>, count: usize, floor: usize) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let one_of = count > floor && is(teller, count - 1, teller.story.rules.cue.one_of);
    // "Tiến sĩ A, giảng viên Trường B, là một trong 15 gương mặt"
    let last = |kind| (floor..count).rev().filter(|_| one_of).find(|i| items[*i].kind == kind);
    last(PERSON).or_else(|| last(BODY)).map(|who| who..count + 1)
}

/// "ông A, Giám đốc, và bà B, Kế toán trưởng, mỗi người được": those named before.
fn each_of(teller: &Teller<'_>, people: usize, floor: usize) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let each = people.checked_sub(1).filter(|i| is(teller, *i, teller.story.rules.cue.each))?;
    let clause =
        (floor.min(each)..each).rev().take_while(|i| !matches!(items[*i].kind, STOP | SEMICOLON | ITEM));
    let first = clause.filter(|i| items[*i].kind == PERSON).last()?;
    Some(first..each)
}

/// "em A (lớp 9) sẽ cùng 6 học sinh khác nhận": the person beside those counted last before a verb.
pub(crate) fn beside_others(teller: &Teller<'_>, subject: &Range<usize>, floor: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let joined = subject.start.checked_sub(1).filter(|i| is(teller, *i, cue.and))?;
    let others =
        subject.len() == 1 && items[subject.start].kind == COUNT && is(teller, subject.end, cue.other);
    let clause =
        (floor..joined).rev().take_while(|i| !matches!(items[*i].kind, STOP | SEMICOLON | ITEM | COUNT));
    clause.filter(|_| others).find(|i| items[*i].kind == PERSON && !is_aside(teller, *i))
}

/// A person of whom something is told, or who is cited: no subject.
fn is_aside(teller: &Teller<'_>, person: usize) -> bool {
    is_location(teller, person) || is_cited(teller, person)
}

/// "Theo ông Lê Văn A,"
pub(crate) fn is_cited(teller: &Teller<'_>, person: usize) -> bool {
    person.checked_sub(1).is_some_and(|i| is(teller, i, teller.story.rules.cue.according))
}

/// "cho biết: ...", "nói thêm: ..."
fn is_said(teller: &Teller<'_>, colon: usize) -> bool {
    let before = teller.tape.items[colon].tokens.start;
    let tokens = teller.story.tokens;
    (before.saturating_sub(2)..before).any(|t| tokens.is_cue(t, teller.story.rules.cue.says))
}

/// "Công ty có 4.230 lao động, đã nhiều năm ... và được", "Với 2.870 hộ, hơn 10.300 khẩu, xã được": what the subject has,
/// where a new clause follows.
fn is_owned(teller: &Teller<'_>, count: usize, verb: usize) -> bool {
    let cue = &teller.story.rules.cue;
    let items = &teller.tape.items;
    let counted = |i: usize| items.get(i).is_some_and(|item| item.kind == COUNT);
    let joint = |i: usize| items[i].kind == COMMA || is(teller, i, cue.and);
    let (mut first, mut last) = (count, count);
    while first > 1 && joint(first - 1) && counted(first - 2) {
        first -= 2;
    }
    while last + 2 < verb && joint(last + 1) && counted(last + 2) {
        last += 2;
    }
    let has = |i: usize| is(teller, i, cue.own) || is(teller, i, cue.along);
    let clause = (last + 1..verb).find(|i| items[*i].kind == COMMA);
    first.checked_sub(1).is_some_and(has) && clause.is_some_and(|comma| comma + 1 < verb)
}

/// "28 em của 17 trường": those of whom others are.
pub(crate) fn is_of_others(teller: &Teller<'_>, count: usize) -> bool {
    let others = |i: usize| matches!(teller.tape.items[i].kind, COUNT | PERSON | PEOPLE | CLOSE);
    is_location(teller, count) && count.checked_sub(2).is_some_and(others)
}

/// True if the verb right behind the person is one of coming or speaking.
fn attends(teller: &Teller<'_>, person: usize, verb: usize) -> bool {
    let present = teller.story.rules.cue.present;
    (person + 1..verb.min(person + 4)).any(|i| is(teller, i, present))
}

/// The words that make a bare noun a recipient: "các cá nhân", "nhiều tập thể". The noun that begins a
/// sentence is one too.
fn is_plural(teller: &Teller<'_>, at: usize) -> bool {
    let cue = &teller.story.rules.cue;
    if at == 0 {
        return true;
    }
    let before = at.checked_sub(1);
    before.is_some_and(|i| is(teller, i, cue.plural) || is(teller, i, cue.many) || is(teller, i, cue.each))
}

/// "nhiều tập thể, cá nhân": the first of a list says that all are several.
pub(crate) fn are_several(teller: &Teller<'_>, at: usize) -> bool {
    let people = |i: &usize| teller.tape.items[*i].kind == PEOPLE;
    is_plural(teller, at) || joined_before(teller, at, 0).filter(people).is_some_and(|i| is_plural(teller, i))
}

/// True for a unit that only says where it was or whose somebody is: "tại xã A", "các cá nhân Công an tỉnh".
fn is_elsewhere(teller: &Teller<'_>, at: usize) -> bool {
    let of_people = || {
        let before = at.checked_sub(1).filter(|i| teller.tape.items[*i].kind == PEOPLE);
        before.is_some_and(|i| i > 0 && are_several(teller, i))
    };
    (is_location(teller, at) && !is_staffed(teller, at)) || is_of_person(teller, at) || of_people()
}

/// "cán bộ, chiến sĩ của đồn": all of them are the unit.
pub(crate) fn is_staffed(teller: &Teller<'_>, at: usize) -> bool {
    let of = at.checked_sub(1).filter(|i| is(teller, *i, teller.story.rules.cue.of));
    let staff = of.and_then(|of| of.checked_sub(1)).filter(|i| teller.tape.items[*i].kind == PEOPLE);
    staff.is_some_and(|i| i > 0 && !are_several(teller, i))
}

/// "tại huyện Ba Vì", "của tỉnh", "thuộc Sở Nội vụ".
pub(crate) fn is_location(teller: &Teller<'_>, at: usize) -> bool {
    let cue = &teller.story.rules.cue;
    at.checked_sub(1).is_some_and(|i| is(teller, i, cue.at) || is(teller, i, cue.of))
}

/// The kind that a bare noun or pronoun before a verb stands for: "trường", "xã", "ông".
pub(crate) fn noun_before(teller: &Teller<'_>, verb: usize) -> Option<Recipient> {
    let story = teller.story;
    let item = teller.tape.items.get(verb.checked_sub(1)?)?;
    if item.mention.is_some() || !matches!(item.kind, WORD | PEOPLE) {
        return None;
    }
    let cue = &story.rules.cue;
    let before = verb.checked_sub(2);
    let counted = |i: usize| {
        is(teller, i, cue.plural)
            || is(teller, i, cue.many)
            || is(teller, i, cue.each)
            || is(teller, i, cue.one)
    };
    if before.is_some_and(counted) {
        return None;
    }
    // "1 cá nhân của cụm được": whose somebody is.
    if is_location(teller, verb - 1) {
        return None;
    }
    // Adverbs may stand between: "trường đã được".
    item.tokens.clone().rev().find_map(|t| {
        let numbered = story.tokens.digits(t.wrapping_sub(1)).is_some();
        story.tokens.sense(t, |sense| match sense {
            Sense::Noun(i) if !numbered => story.tokens.gazetteer.nouns()[i].kind.recipient(),
            _ => None,
        })
    })
}

/// The whole coordination that ends at an element: "03 tập thể, 08 cá nhân"; "2 cá nhân gồm ông A, bà B".
fn extend_left(teller: &Teller<'_>, at: usize, floor: usize) -> Range<usize> {
    let items = &teller.tape.items;
    let mut start = at;
    while let Some(before) = joined_before(teller, start, floor) {
        let (left, right) = (items[before].kind, items[start].kind);
        let namely = !matches!(items[start - 1].kind, COMMA) && left == PEOPLE;
        let same = left == right || left == COUNT || (namely && right != PERSON);
        // "Sở Nội vụ và ông A"; but in "... năm thành lập Sở Nội vụ, ông A được" the comma begins a clause.
        let joined = left == right || items[start - 1].kind != COMMA;
        let named = right != COUNT && matches!(left, PLACE | BODY | PERSON) && joined;
        // "Bệnh viện Ba Sao và 4 cá nhân được"
        let unit = right == COUNT
            && left == BODY
            && is(teller, start - 1, teller.story.rules.cue.and)
            && before + 2 == start
            && !is_location(teller, before);
        // "96 liệt sĩ, 3 người được phong": a comma alone does not add up people.
        let apart = left == COUNT
            && right == COUNT
            && items[start - 1].kind == COMMA
            && same_kind(teller, before, start);
        let owned = || left == COUNT && is_owned(teller, before, at + 1);
        if !(same || named || unit) || apart || is_cited(teller, before) || owned() {
            break;
        }
        start = before;
    }
    start..at + 1
}

fn same_kind(teller: &Teller<'_>, one: usize, other: usize) -> bool {
    let kind = |at: usize| match teller.what(at) {
        Some(What::Count(count)) => count.kind.recipient(),
        _ => None,
    };
    kind(one) == kind(other)
}

/// The recipient that a comma, "và", "gồm" or "là" joins to the one at `at`, over brackets.
fn joined_before(teller: &Teller<'_>, at: usize, floor: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let joins = |i: usize| {
        items[i].kind == COMMA
            || is(teller, i, cue.and)
            || is(teller, i, cue.namely)
            || is(teller, i, cue.copula)
    };
    let mut i = at.checked_sub(1).filter(|i| *i >= floor && joins(*i))?;
    // ", và"
    while i > floor && joins(i - 1) {
        i -= 1;
    }
    if i > floor && items[i - 1].kind == CLOSE {
        i = (floor..i - 1).rev().find(|j| items[*j].kind == OPEN)?;
    }
    let before = i.checked_sub(1).filter(|j| *j >= floor)?;
    // "anh A, ấp X và chị B, ấp Y": his address.
    let resident = before.checked_sub(2).filter(|person| {
        let addressed = items[before].kind == PLACE && items[before - 1].kind == COMMA;
        addressed && *person >= floor && items[*person].kind == PERSON && is(teller, i, cue.and)
    });
    let before = resident.unwrap_or(before);
    matches!(items[before].kind, COUNT | PERSON | PLACE | BODY | PEOPLE).then_some(before)
}

/// The end of the names right behind a count: "4 xã Ba Sao, Nghĩa Đồng và Tà Chải".
fn names_behind(teller: &Teller<'_>, count: usize, verb: usize) -> usize {
    let items = &teller.tape.items;
    let name = |i: usize| i < verb && matches!(items[i].kind, PLACE | BODY | PERSON);
    let first = count + 1;
    if items[count].kind != COUNT {
        return first;
    }
    // "hai đơn vị là Sở Y tế và Sở Nội vụ được", "3 tập thể gồm: Sở Y tế, ..."
    let cue = &teller.story.rules.cue;
    let leads =
        |i: &usize| is(teller, *i, cue.copula) || is(teller, *i, cue.namely) || items[*i].kind == COLON;
    let lead = first + (first..verb).take_while(leads).count();
    names_from(teller, lead, name).last().map_or(first, |last| last + 1)
}

/// The elements of a list that begins here, as long as they fit: "A, B và C".
pub(super) fn names_from(
    teller: &Teller<'_>,
    first: usize,
    fits: impl Fn(usize) -> bool,
) -> impl Iterator<Item = usize> {
    let joint = |i: usize| teller.tape.kinds[i] == COMMA || is(teller, i, teller.story.rules.cue.and);
    let name = move |i: &usize| fits(*i);
    std::iter::successors(Some(first).filter(&name), move |i| {
        Some(i + 2).filter(&name).filter(|_| joint(i + 1))
    })
}

#[cfg(test)]
mod tests {
    use crate::conferral::who::tests::recipients;

    #[test]
    fn the_subject_before_the_verb_receives() {
        for (told, want) in [
            ("03 tập thể, 08 cá nhân được", vec!["collective 3 []", "individual 8 []"]),
            (
                "2 cá nhân gồm ông Lê Văn Tám, bà Trần Thị Lan được",
                vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"],
            ),
            ("tại huyện Bình Lục, ông Lê Văn Tám đã được", vec!["individual 1 [Lê Văn Tám]"]),
            (
                "ông Lê Văn Tám, Giám đốc, và bà Trần Thị Lan, Kế toán trưởng, mỗi người được",
                vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"],
            ),
            (
                "theo ông Lê Văn Tám, Trường Tiểu học Ba Sao nhiều năm qua được",
                vec!["collective 1 [Trường Tiểu học Ba Sao]"],
            ),
            ("hai đơn vị là Sở Nội vụ và Sở Y tế được", vec!["collective 2 [Sở Nội vụ, Sở Y tế]"]),
            (
                "theo ông Lê Văn Tám, Trường Tiểu học Ba Sao được",
                vec!["collective 1 [Trường Tiểu học Ba Sao]"],
            ),
            ("cán bộ, chiến sĩ của Đồn Biên phòng Ba Sao được", vec!["collective 1 [Đồn Biên phòng Ba Sao]"]),
            (
                "tròn 20 năm thành lập Hội Luật gia Việt Nam, ông Lê Văn Tám được",
                vec!["individual 1 [Lê Văn Tám]"],
            ),
            (
                "3 xã Ba Sao, Nghĩa Đồng và Tà Chải đã được",
                vec!["collective 3 [xã Ba Sao, Nghĩa Đồng, Tà Chải]"],
            ),
            ("anh Lê Văn Tám cùng 6 học sinh khác được", vec!["individual 7 [Lê Văn Tám]"]),
            ("anh Lê Văn Tám ra Hà Nội và 6 học sinh khác được", vec!["individual 7 [Lê Văn Tám]"]),
            ("gia đình ông Lê Văn Tám cùng 4 hộ khác được", vec!["household 5 [Lê Văn Tám]"]),
            ("trường có 35 lớp; 98% giáo viên được", vec!["individual - []"]),
            (
                "anh Lê Văn Tám, thôn Tân An và chị Trần Thị Lan, thôn Tân Bình được",
                vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"],
            ),
            (
                "bà Trần Thị Lan đến cùng ông Lê Văn Tám, công nhân Đội 5, người từng được",
                vec!["individual 1 [Lê Văn Tám]"],
            ),
            (
                "cô Trần Thị Lan và cô Hồ Thị Lệ, hai giáo viên của trường, được",
                vec!["individual 2 [Trần Thị Lan, Hồ Thị Lệ]"],
            ),
            ("Công ty An Phú 200 triệu đồng; ông Lê Văn Tám được", vec!["individual 1 [Lê Văn Tám]"]),
            ("có 96 liệt sĩ, 3 cá nhân được", vec!["individual 3 []"]),
            ("ông Lê Văn Tám là một trong 10 cá nhân được", vec!["individual 10 [Lê Văn Tám]"]),
            (
                "ông Lê Văn Tám, Chủ tịch xã, cho biết Trường Tiểu học Ba Sao nhiều năm qua được",
                vec!["collective 1 [Trường Tiểu học Ba Sao]"],
            ),
            (
                "Công ty An Phú có 42 lao động, nhiều năm dẫn đầu và được",
                vec!["collective 1 [Công ty An Phú]"],
            ),
            ("với 2.870 hộ, 10.300 nhân khẩu, xã Nghĩa Đồng được", vec!["collective 1 [xã Nghĩa Đồng]"]),
            (
                "Trường Tiểu học Ba Sao đón khách. Ông Lê Văn Tám, Hiệu trưởng nhà trường cho biết: vừa được",
                vec!["collective 1 [Trường Tiểu học Ba Sao]"],
            ),
        ] {
            let text = format!("Sáng nay, {told} UBND tỉnh Hà Nam tặng Bằng khen.");
            assert_eq!(recipients(&text), want, "{text}");
        }
    }
}
