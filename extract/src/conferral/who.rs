//! Recipients: how many of which kind, and their names.

use super::Teller;
use super::discourse::is;
use super::provenance::{RecipientsWay, Words};
use super::tape::{
    AWARD, BODY, CLOSE, COLON, COMMA, COUNT, DASH, ITEM, KIN, OPEN, PEOPLE, PERSON, PLACE, SEMICOLON,
    STANDARD, STOP,
};
use crate::mention::What;
use bangvang_gazetteer::{Cue, Recipient, Sense};
use std::ops::Range;

/// Recipients of one kind.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) kind: Recipient,
    /// As stated.
    pub(crate) count: Option<u64>,
    /// As written, without titles and honorifics.
    pub(crate) names: Vec<String>,
    /// The tokens that say so.
    pub(crate) tokens: Range<usize>,
    /// The element of the one award that they receive, where the others of the match are not theirs.
    pub(crate) of: Option<usize>,
    /// How they were found.
    pub(crate) way: RecipientsWay,
    /// The tokens of the names given for them elsewhere.
    pub(crate) listed: Words,
}

impl Group {
    /// Recipients as the text says them.
    pub(crate) fn said(
        kind: Recipient,
        count: Option<u64>,
        names: Vec<String>,
        tokens: Range<usize>,
    ) -> Self {
        let (way, listed) = (RecipientsWay::Captured, Words::default());
        Self { kind, count, names, tokens, of: None, way, listed }
    }

    /// The same, found in another way.
    pub(crate) fn by(self, way: RecipientsWay) -> Self {
        Self { way, ..self }
    }
}

/// Reads recipients from a stretch of the tape; `listed` are names given for them elsewhere.
pub(crate) fn read(teller: &Teller<'_>, range: Range<usize>, listed: Vec<usize>) -> Vec<Group> {
    let mut reader = Reader { teller, groups: Vec::new(), depth: 0, person: None, naming: false };
    for item in range {
        reader.element(item);
    }
    reader.naming = true;
    let unlisted: usize = reader.groups.iter().map(|g| g.names.len()).sum();
    let elsewhere = listed.first().zip(listed.last()).map(|(first, last)| *first..*last + 1);
    for item in listed {
        reader.element(item);
    }
    let mut groups = reader.groups;
    let named = groups.iter().map(|g| g.names.len()).sum::<usize>() > unlisted;
    if let Some(elsewhere) = elsewhere.filter(|_| named) {
        let at = Words::of(teller.tape.tokens(elsewhere));
        groups.iter_mut().filter(|g| !g.names.is_empty()).for_each(|g| g.listed = at);
    }
    groups
}

struct Reader<'r> {
    teller: &'r Teller<'r>,
    groups: Vec<Group>,
    /// Inside brackets.
    depth: usize,
    /// The person named last.
    person: Option<usize>,
    /// After "gồm", "là", or right behind a count: names are those that were counted.
    naming: bool,
}

impl Reader<'_> {
    fn element(&mut self, at: usize) {
        let Some(item) = self.teller.tape.items.get(at) else { return };
        let cue = &self.teller.story.rules.cue;
        let tokens = item.tokens.clone();
        match item.kind {
            OPEN => self.depth += 1,
            CLOSE => self.depth = self.depth.saturating_sub(1),
            COUNT => self.count(at, tokens),
            PEOPLE => self.people(at, tokens),
            PERSON => {
                self.person = Some(at);
                self.name(at, Recipient::Individual, tokens);
            }
            KIN => self.groups.push(Group::said(Recipient::Individual, Some(1), Vec::new(), tokens)),
            PLACE | BODY if self.receives(at) => self.name(at, Recipient::Collective, tokens),
            COLON => self.naming = true,
            _ if is(self.teller, at, cue.namely) || is(self.teller, at, cue.copula) => self.naming = true,
            _ => {}
        }
    }

    /// A body after "của" or "thuộc" is where a recipient belongs; one in brackets behind a person is
    /// his address.
    fn receives(&self, at: usize) -> bool {
        let last = self.groups.last();
        let counted = last.is_some_and(|g| g.count.is_some() && g.kind == Recipient::Collective);
        let of_people = |i: usize| {
            let tokens = self.teller.tape.items[i].tokens.clone();
            let several = i > 0 && are_several(self.teller, i);
            let some = several || people_kind(self.teller, tokens) == Recipient::Individual;
            self.teller.tape.kinds[i] == PEOPLE && some
        };
        if at.checked_sub(1).is_some_and(of_people) {
            return false;
        }
        let outside = is_location(self.teller, at) && !is_staffed(self.teller, at);
        !outside && !self.is_appositum(at) && !is_of_person(self.teller, at) && (self.depth == 0 || counted)
    }

    /// "ông Hồ Văn A, Trưởng bản B, xã C"; "ông Lê Văn Tám - chủ tàu": who he is and where he lives.
    fn is_appositum(&self, at: usize) -> bool {
        let and = self.teller.story.rules.cue.and;
        self.person.is_some_and(|person| {
            let between = &self.teller.tape.kinds[person + 1..at];
            (between.contains(&COMMA) || between.contains(&DASH))
                && !(person + 1..at).any(|i| is(self.teller, i, and))
        })
    }

    fn count(&mut self, at: usize, tokens: Range<usize>) {
        let Some((value, kind)) = self.counted(at) else { return };
        let one_of = at > 0 && is(self.teller, at - 1, self.teller.story.rules.cue.one_of);
        if let Some(last) = self.groups.last_mut().filter(|g| one_of && !g.names.is_empty()) {
            (last.kind, last.count, last.tokens.end) = (kind, Some(value), tokens.end);
            return;
        }
        // "cho em A và 2 bạn": all are recipients of one row.
        let named = |g: &&mut Group| g.kind == kind && g.count.is_none() && !g.names.is_empty();
        let and = at > 0 && is(self.teller, at - 1, self.teller.story.rules.cue.and);
        if let Some(last) = self.groups.last_mut().filter(named).filter(|_| and && self.depth == 0) {
            (last.count, last.tokens.end) = (Some(last.names.len() as u64 + value), tokens.end);
            return;
        }
        // "22 chiến sĩ và 03 quần chúng": a kind has one figure.
        let same = |g: &&mut Group| g.kind == kind && g.count.is_some();
        let summed = and && self.depth == 0 && !self.naming;
        if let Some(first) = self.groups.iter_mut().find(same).filter(|_| summed) {
            first.count = first.count.and_then(|count| count.checked_add(value));
            return;
        }
        // "28 mẹ (phong tặng 03 mẹ, truy tặng 25 mẹ)": parts of what was counted.
        if self.depth > 0 && self.groups.last().is_some_and(|g| g.count.is_some()) {
            return;
        }
        self.naming = matches!(self.teller.tape.kinds.get(at + 1), Some(&(PLACE | BODY | PERSON)));
        let story = self.teller.story;
        let names = story.referents.several(story, tokens.clone(), value).unwrap_or_default();
        self.groups.push(Group::said(kind, Some(value), names, tokens));
    }

    fn counted(&self, at: usize) -> Option<(u64, Recipient)> {
        match self.teller.what(at)? {
            What::Count(count) => Some((count.value, count.kind.recipient().unwrap_or_default())),
            _ => None,
        }
    }

    fn people(&mut self, at: usize, tokens: Range<usize>) {
        if self.depth > 0 || self.naming || self.is_appositum(at) {
            return;
        }
        let kind = people_kind(self.teller, tokens.clone());
        // "cho tập thể Viện Bỏng": the institute. ("cho các tập thể Viện Bỏng" are some of it.)
        let unit = matches!(self.teller.tape.kinds.get(at + 1), Some(&(PLACE | BODY)));
        if unit && kind == Recipient::Collective && !are_several(self.teller, at) {
            return;
        }
        if at > 0 && is(self.teller, at - 1, self.teller.story.rules.cue.one) {
            self.groups.push(Group::said(kind, Some(1), Vec::new(), tokens));
            return;
        }
        match self.groups.last_mut() {
            // "nhiều tập thể và cá nhân": one figure is meant for both.
            Some(last) if last.count.is_none() && last.names.is_empty() => {
                last.kind = if last.kind == kind { kind } else { Recipient::Mixed };
                last.tokens.end = tokens.end;
            }
            Some(last) if last.count.is_some() => {}
            _ => self.groups.push(Group::said(kind, None, Vec::new(), tokens)),
        }
    }

    fn name(&mut self, at: usize, kind: Recipient, tokens: Range<usize>) {
        let name = self.teller.name_at(at);
        let fits =
            |g: &Group| g.kind == kind || (g.kind == Recipient::Household && kind == Recipient::Individual);
        let open = |g: &Group| fits(g) && g.count.is_none_or(|c| (g.names.len() as u64) < c);
        let last = self.groups.len().checked_sub(1).filter(|last| open(&self.groups[*last]));
        let named = self.naming || self.depth > 0;
        let home = last.or_else(|| self.groups.iter().position(open).filter(|_| named));
        match home {
            Some(at) => {
                let naming = self.naming;
                let group = &mut self.groups[at];
                if !group.names.contains(&name) {
                    group.names.push(name);
                }
                if !naming {
                    group.tokens.end = group.tokens.end.max(tokens.end);
                }
            }
            None if named && !self.groups.is_empty() => {}
            None => {
                self.groups.push(Group::said(kind, None, vec![name], tokens));
            }
        }
    }
}

/// "Đại sứ Trung Quốc Hồng Tiểu Dũng": a unit right before a name belongs to the title.
fn is_of_person(teller: &Teller<'_>, at: usize) -> bool {
    teller.tape.kinds.get(at + 1) == Some(&PERSON)
}

fn people_kind(teller: &Teller<'_>, tokens: Range<usize>) -> Recipient {
    let story = teller.story;
    let nouns = story.tokens.gazetteer.nouns();
    let mut kinds = tokens.filter_map(|t| {
        story.tokens.sense(t, |sense| match sense {
            Sense::Noun(i) => nouns[i].kind.recipient(),
            _ => None,
        })
    });
    let first = kinds.next().unwrap_or_default();
    if kinds.all(|k| k == first) { first } else { Recipient::Mixed }
}

/// "cho 14 cá nhân, UBND tỉnh tặng ...": a body behind a comma that acts next receives nothing here.
pub(crate) fn without_next_giver(teller: &Teller<'_>, to: Range<usize>) -> Range<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let acts = [cue.confer, cue.hand_over, cue.recognise, cue.done, cue.decision];
    let follows = |verbs: &[Cue]| to.end < items.len() && verbs.iter().any(|verb| is(teller, to.end, *verb));
    let last = to.end.checked_sub(1).filter(|_| to.len() > 2).map(|i| items[i].kind);
    let gives = matches!(last, Some(PLACE | BODY)) && follows(&acts);
    // "cho 119 lượt doanh nghiệp, 15 doanh nghiệp được nhận ...": so do those who receive next.
    let receives = last == Some(COUNT) && follows(&[cue.passive, cue.receive]);
    if (gives || receives) && items[to.end - 2].kind == COMMA { to.start..to.end - 2 } else { to }
}

/// The subject to the left of a verb: the nearest count or person in the clause, else the nearest body
/// or place that is not merely where it happened. Nothing before `floor`, where the last match ended.
pub(crate) fn subject(teller: &Teller<'_>, verb: usize, floor: usize) -> Option<Range<usize>> {
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
            STOP | SEMICOLON | ITEM => break,
            // "Chủ tịch Hội đồng Lê Văn A dự lễ ... của xã": who attends does not receive; nor does who is cited.
            PERSON if is_location(teller, at) || is_cited(teller, at) => {}
            KIN => return Some(at..at + 1),
            COUNT | PERSON if !attends(teller, at, verb) => {
                let whole = || extend_left(teller, at, floor).start..names_behind(teller, at, verb);
                return Some(one_of_many(teller, at, floor).unwrap_or_else(whole));
            }
            PEOPLE if unit.is_none() && are_several(teller, at) => {
                return Some(extend_left(teller, at, floor));
            }
            PLACE | BODY if unit.is_none() && !is_elsewhere(teller, at) => {
                unit = Some(at);
            }
            _ => {}
        }
    }
    unit.map(|at| extend_left(teller, at, floor))
}

/// "Anh A là một trong 10 gương mặt": the person, and the number he is one of.
fn one_of_many(teller: &Teller<'_>, count: usize, floor: usize) -> Option<Range<usize>> {
    let items = &teller.tape.items;
    let one_of = count > floor && is(teller, count - 1, teller.story.rules.cue.one_of);
    let mut before = (floor..count).rev().filter(|_| one_of);
    before.find(|i| matches!(items[*i].kind, PERSON | BODY)).map(|who| who..count + 1)
}

/// "Theo ông Lê Văn A,"
fn is_cited(teller: &Teller<'_>, person: usize) -> bool {
    person.checked_sub(1).is_some_and(|i| is(teller, i, teller.story.rules.cue.according))
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
fn are_several(teller: &Teller<'_>, at: usize) -> bool {
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
fn is_staffed(teller: &Teller<'_>, at: usize) -> bool {
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
    if item.mention.is_some() || !matches!(item.kind, super::tape::WORD | PEOPLE) {
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
        // "96 liệt sĩ, 3 người được phong": a comma alone does not add up people.
        let apart = left == COUNT
            && right == COUNT
            && items[start - 1].kind == COMMA
            && same_kind(teller, before, start);
        if !(same || named) || apart || is_cited(teller, before) {
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
    matches!(items[before].kind, COUNT | PERSON | PLACE | BODY | PEOPLE).then_some(before)
}

/// The end of the names right behind a count: "4 xã Ba Sao, Nghĩa Đồng và Tà Chải".
fn names_behind(teller: &Teller<'_>, count: usize, verb: usize) -> usize {
    let items = &teller.tape.items;
    let and = teller.story.rules.cue.and;
    let name = |i: usize| i < verb && matches!(items[i].kind, PLACE | BODY | PERSON);
    let mut end = count + 1;
    if items[count].kind != COUNT {
        return end;
    }
    loop {
        let joint = end > count + 1 && end < verb && (items[end].kind == COMMA || is(teller, end, and));
        match end + usize::from(joint) {
            next if name(next) && (joint || end == count + 1) => end = next + 1,
            _ => return end,
        }
    }
}

/// How far behind the recipients "gồm" may stand.
const NAMES_WITHIN: usize = 8;

/// The names behind "gồm", a colon, bullets or a bracket, up to the next award.
pub(crate) fn listed_names(teller: &Teller<'_>, end: usize) -> Vec<usize> {
    let items = &teller.tape.items;
    let namely = teller.story.rules.cue.namely;
    let lead = (end..items.len().min(end + NAMES_WITHIN))
        .find(|i| items[*i].kind == COLON || is(teller, *i, namely) || bracketed_names(teller, *i).is_some());
    if let Some((lead, close)) = lead.and_then(|lead| Some((lead, bracketed_names(teller, lead)?))) {
        let told = items[end..lead].iter().all(|i| !matches!(i.kind, AWARD | STOP | SEMICOLON));
        let name = |i: &usize| matches!(items[*i].kind, PERSON | PLACE | BODY);
        return (lead..close).filter(name).filter(|_| told).collect();
    }
    let Some(lead) = lead else { return Vec::new() };
    if items[end..lead].iter().any(|i| matches!(i.kind, AWARD | STOP | SEMICOLON)) {
        return Vec::new();
    }
    let award = |i: &usize| matches!(items[*i].kind, AWARD | STANDARD);
    let stop = (lead..items.len()).find(award).unwrap_or(items.len());
    // "Ông A, Giám đốc Sở B": what follows a comma is no name of its own, unless it is a person.
    let heads = |at: usize| !matches!(items[at - 1].kind, COMMA | DASH | OPEN) && !is_location(teller, at);
    let named = |at: &usize| match items[*at].kind {
        PERSON => true,
        PLACE | BODY => *at > 0 && heads(*at),
        _ => false,
    };
    (lead..stop).filter(named).collect()
}

/// The end of a bracket that holds nothing but two names and more: "(Sở Y tế, Sở Nội vụ; Báo Hà Nam)".
fn bracketed_names(teller: &Teller<'_>, open: usize) -> Option<usize> {
    let items = &teller.tape.items;
    let and = teller.story.rules.cue.and;
    if items[open].kind != OPEN {
        return None;
    }
    let close = (open + 1..items.len()).find(|i| items[*i].kind == CLOSE)?;
    let name = |i: usize| matches!(items[i].kind, PERSON | PLACE | BODY);
    let joint = |i: usize| matches!(items[i].kind, COMMA | SEMICOLON) || is(teller, i, and);
    let names = (open + 1..close).filter(|i| name(*i)).count();
    let all = (open + 1..close).all(|i| name(i) || joint(i));
    (names > 1 && all).then_some(close)
}

#[cfg(test)]
mod tests {
    use crate::testing::rows_of;

    /// Kind, count and names of the rows.
    fn recipients(text: &str) -> Vec<String> {
        let who = |row: &String| {
            let (_, behind) = row.split_once("> ").unwrap_or_default();
            behind.rsplit_once(' ').unwrap_or_default().0.to_owned()
        };
        rows_of(text).iter().map(who).collect()
    }

    #[test]
    fn recipients_are_kinds_counts_and_names() {
        for (told, want) in [
            ("19 tập thể, 46 cá nhân", vec!["collective 19 []", "individual 46 []"]),
            ("nhiều tập thể và cá nhân", vec!["mixed - []"]),
            ("các cá nhân", vec!["individual - []"]),
            ("ông Lê Văn Tám và bà Trần Thị Lan", vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"]),
            ("2 cá nhân: Lê Văn Tám, Trần Thị Lan", vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"]),
            (
                "Sở Nội vụ, Sở Y tế và ông Lê Văn Tám",
                vec!["collective 2 [Sở Nội vụ, Sở Y tế]", "individual 1 [Lê Văn Tám]"],
            ),
            ("28 mẹ (phong tặng 03 mẹ, truy tặng 25 mẹ)", vec!["individual 28 []"]),
            ("Phó Chủ tịch UBND tỉnh Lê Văn Tám", vec!["individual 1 [Lê Văn Tám]"]),
            ("em Lê Văn Tám và 2 bạn cùng xóm", vec!["individual 3 [Lê Văn Tám]"]),
            ("ông Lê Văn Tám (43 tuổi) - chủ tàu, cùng 4 thuyền viên", vec!["individual 5 [Lê Văn Tám]"]),
            ("tập thể Sở Y tế", vec!["collective 1 [Sở Y tế]"]),
            ("công nhân Công ty An Phú", vec!["individual - []"]),
            (
                "6 cá nhân, trong đó có anh Lê Văn Tám và chị Trần Thị Lan",
                vec!["individual 6 [Lê Văn Tám, Trần Thị Lan]"],
            ),
            ("22 chiến sĩ và 03 quần chúng", vec!["individual 25 []"]),
            ("em Lê Văn Tám và 2 học sinh", vec!["individual 3 [Lê Văn Tám]"]),
            (
                "02 tập thể: Sở Nội vụ, Sở Y tế và 05 cá nhân",
                vec!["collective 2 [Sở Nội vụ, Sở Y tế]", "individual 5 []"],
            ),
            (
                "ông Lê Văn Tám, Trưởng thôn Ba Sao, và bà Trần Thị Lan",
                vec!["individual 2 [Lê Văn Tám, Trần Thị Lan]"],
            ),
            ("ông Lê Văn Tám và con rể là Hồ Văn Cường", vec!["individual 2 [Lê Văn Tám, Hồ Văn Cường]"]),
            ("12 hộ gia đình", vec!["household 12 []"]),
            ("ông Lê Văn Tám, Giám đốc Sở Y tế", vec!["individual 1 [Lê Văn Tám]"]),
            (
                "2 đơn vị có thành tích xuất sắc (Sở Nội vụ, Sở Y tế)",
                vec!["collective 2 [Sở Nội vụ, Sở Y tế]"],
            ),
        ] {
            let text = format!("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho {told}.");
            assert_eq!(recipients(&text), want, "{text}");
        }
    }

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
            ("có 96 liệt sĩ, 3 cá nhân được", vec!["individual 3 []"]),
            ("ông Lê Văn Tám là một trong 10 cá nhân được", vec!["individual 10 [Lê Văn Tám]"]),
        ] {
            let text = format!("Sáng nay, {told} UBND tỉnh Hà Nam tặng Bằng khen.");
            assert_eq!(recipients(&text), want, "{text}");
        }
    }

    #[test]
    fn cells_of_a_table_that_came_out_as_lines_are_rows() {
        let table = "Kết quả khen thưởng\n1\nBằng khen của Bộ Y tế\n02 tập thể\n07 cá nhân\n2\nLao động tiên tiến\n402 cá nhân";
        assert_eq!(recipients(table), ["collective 2 []", "individual 7 []", "individual 402 []"]);
    }
}
