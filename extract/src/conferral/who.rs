//! Recipients: how many of which kind, and their names.

use super::Teller;
use super::discourse::is;
use super::provenance::{RecipientsWay, Words};
use super::subject::{are_several, is_location, is_of_person, is_staffed};
use super::tape::{
    AWARD, BODY, CLOSE, COLON, COMMA, COUNT, DASH, ITEM, KIN, OPEN, PEOPLE, PERSON, PLACE, SEMICOLON,
    STANDARD, STOP,
};
use crate::grammar::Match;
use crate::mention::unit::UnitKind;
use crate::mention::{What, number};
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

    /// Leaves one of those named.
    pub(crate) fn keep_name(&mut self, nth: usize) {
        self.names = self.names.get(nth).cloned().into_iter().collect();
        self.count = None;
    }

    /// Counts one more, whom an element names.
    pub(super) fn add_one(&mut self, teller: &Teller<'_>, item: usize) {
        self.count = self.count.and_then(|count| count.checked_add(1));
        self.names = vec![teller.name_at(item)];
        self.tokens.start = teller.tape.items[item].tokens.start;
    }

    /// The same, found in another way.
    pub(crate) fn by(self, way: RecipientsWay) -> Self {
        Self { way, ..self }
    }
}

/// Reads recipients from a stretch of the tape; `listed` are names given for them elsewhere.
pub(crate) fn read(teller: &Teller<'_>, range: Range<usize>, listed: Vec<usize>) -> Vec<Group> {
    let mut reader = Reader {
        teller,
        groups: Vec::new(),
        depth: 0,
        from: range.start,
        person: None,
        naming: false,
        section: None,
    };
    let mut from = range.end;
    for item in range {
        reader.element(item);
    }
    reader.naming = true;
    let unlisted: usize = reader.groups.iter().map(|g| g.names.len()).sum();
    let elsewhere = listed.first().zip(listed.last()).map(|(first, last)| *first..*last + 1);
    let listed = match reader.groups.as_slice() {
        [Group { count: Some(count), .. }] => complete(teller, listed, *count),
        _ => listed,
    };
    for item in listed {
        reader.section = section(teller, from.min(item)..item).or(reader.section);
        reader.element(item);
        from = item;
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
    /// Where the recipients begin.
    from: usize,
    /// The person named last.
    person: Option<usize>,
    /// After "gồm", "là", or right behind a count: names are those that were counted.
    naming: bool,
    /// Of whom a list speaks: "2. Hộ gia đình".
    section: Option<Recipient>,
}

/// The kind of recipients that the last heading in a stretch of a list names.
fn section(teller: &Teller<'_>, range: Range<usize>) -> Option<Recipient> {
    let items = &teller.tape.items;
    let heading = |i: &usize| *i > 0 && items[*i - 1].kind == ITEM && items[*i].kind == PEOPLE;
    range.rev().find(heading).map(|i| people_kind(teller, items[i].tokens.clone()))
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
            KIN => self.groups.push(self.kin(tokens)),
            PLACE | BODY if self.receives(at) => self.name(at, Recipient::Collective, tokens),
            COLON => self.naming = true,
            _ if is(self.teller, at, cue.namely) || is(self.teller, at, cue.copula) => self.naming = true,
            _ => {}
        }
    }

    /// One of somebody's family; or "cả hai", those whom the text named before.
    fn kin(&self, tokens: Range<usize>) -> Group {
        let story = self.teller.story;
        let whole = story.tokens.is_cue(tokens.start, story.rules.cue.whole);
        let number = number::read(story.tokens, tokens.start + 1).filter(|_| whole);
        let Some(n) = number.map(|number| number.value) else {
            return Group::said(Recipient::Individual, Some(1), Vec::new(), tokens);
        };
        let names = story.referents.several(story, tokens.clone(), n, Recipient::Individual);
        Group::said(Recipient::Individual, Some(n), names.unwrap_or_default(), tokens)
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
        // "viên chức Trung tâm Y tế được": what stands before the recipients only honours the centre.
        let before = at.checked_sub(1).filter(|i| *i >= self.from);
        if before.is_some_and(|i| of_people(i) && self.staffed(i) != Some(at)) {
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

    /// The unit behind "cán bộ, giáo viên và học sinh Trường A": all who are in it are the unit.
    fn staffed(&self, people: usize) -> Option<usize> {
        let kinds = &self.teller.tape.kinds;
        let and = self.teller.story.rules.cue.and;
        let joint = |i: usize| kinds.get(i) == Some(&COMMA) || i < kinds.len() && is(self.teller, i, and);
        let (mut first, mut last) = (people, people);
        while first >= self.from + 2 && joint(first - 1) && kinds[first - 2] == PEOPLE {
            first -= 2;
        }
        while joint(last + 1) && kinds.get(last + 2) == Some(&PEOPLE) {
            last += 2;
        }
        let unit = matches!(kinds.get(last + 1), Some(&(PLACE | BODY)));
        (unit && first < last && !are_several(self.teller, first)).then_some(last + 1)
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
            (last.count, last.tokens.end) = (value.checked_add(last.names.len() as u64), tokens.end);
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
        let names = story.referents.several(story, tokens.clone(), value, kind).unwrap_or_default();
        self.groups.push(Group::said(kind, Some(value), names, tokens));
    }

    fn counted(&self, at: usize) -> Option<(u64, Recipient)> {
        match self.teller.what(at)? {
            What::Count(count) => Some((count.value, count.kind.recipient().unwrap_or_default())),
            _ => None,
        }
    }

    fn people(&mut self, at: usize, tokens: Range<usize>) {
        if self.depth > 0 || self.naming || self.is_appositum(at) || self.staffed(at).is_some() {
            return;
        }
        let kind = people_kind(self.teller, tokens.clone());
        // "cho tập thể Viện Bỏng": the institute. ("cho các tập thể Viện Bỏng" are some of it.)
        let unit = matches!(self.teller.tape.kinds.get(at + 1), Some(&(PLACE | BODY)));
        if unit && kind == Recipient::Collective && !are_several(self.teller, at) {
            return;
        }
        // "cho đại diện gia đình anh Lê Văn A": it is his, they only take it.
        let person = self.teller.tape.kinds.get(at + 1) == Some(&PERSON);
        if person && kind == Recipient::Household {
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

    /// True where all that has been said is that a collective without a name receives.
    fn is_one_crowd(&self) -> bool {
        let [group] = self.groups.as_slice() else { return false };
        group.kind == Recipient::Collective && group.count.is_none() && group.names.is_empty()
    }

    fn name(&mut self, at: usize, kind: Recipient, tokens: Range<usize>) {
        let name = self.teller.name_at(at);
        let fits =
            |g: &Group| g.kind == kind || (g.kind == Recipient::Household && kind == Recipient::Individual);
        let open = |g: &Group| fits(g) && g.count.is_none_or(|c| (g.names.len() as u64) < c);
        let last = self.groups.len().checked_sub(1).filter(|last| open(&self.groups[*last]));
        let named = self.naming || self.depth > 0;
        let of_section = |g: &Group| self.section.is_some_and(|kind| g.kind == kind) && open(g);
        let section = self.groups.iter().position(of_section);
        let home = section.or(last).or_else(|| self.groups.iter().position(open).filter(|_| named));
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
            // "cho nhóm thanh niên gồm: anh A, anh B": each of them receives.
            None if named && kind == Recipient::Individual && self.is_one_crowd() => {
                let group = &mut self.groups[0];
                (group.kind, group.names) = (kind, vec![name]);
            }
            None if named && !self.groups.is_empty() => {}
            None => {
                self.groups.push(Group::said(kind, None, vec![name], tokens));
            }
        }
    }
}

/// The kind of the first noun, which heads the others.
pub(super) fn people_kind(teller: &Teller<'_>, tokens: Range<usize>) -> Recipient {
    let story = teller.story;
    let nouns = story.tokens.gazetteer.nouns();
    let mut kinds = tokens.filter_map(|t| {
        story.tokens.sense(t, |sense| match sense {
            Sense::Noun(i) => nouns[i].kind.recipient(),
            _ => None,
        })
    });
    // "đoàn cán bộ y tế" is a body, "hộ nông dân" a household.
    kinds.next().unwrap_or_default()
}

/// "cho 14 cá nhân, UBND tỉnh (sẽ) tặng ...": a body behind a comma that acts next receives nothing here.
pub(crate) fn without_next_giver(teller: &Teller<'_>, m: &Match<'_>, to: Range<usize>) -> Range<usize> {
    // "12 tập thể, 18 cá nhân được tuyên dương": the verb behind them is their own.
    if to.end < m.span.end {
        return to;
    }
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let acts = [cue.confer, cue.hand_over, cue.recognise, cue.done, cue.decision];
    let says = |at: usize, verbs: &[Cue]| at < items.len() && verbs.iter().any(|verb| is(teller, at, *verb));
    let follows = |verbs: &[Cue]| says(to.end, verbs);
    let last = to.end.checked_sub(1).filter(|_| to.len() > 2).map(|i| items[i].kind);
    let will = follows(&[cue.will]) && says(to.end + 1, &acts);
    let gives = matches!(last, Some(PLACE | BODY)) && (follows(&acts) || will);
    // "cho 20 cá nhân, 3 tập thể được nhận ...": so do those who receive next.
    let receives = last == Some(COUNT) && follows(&[cue.passive, cue.receive]);
    if (gives || receives) && items[to.end - 2].kind == COMMA { to.start..to.end - 2 } else { to }
}

/// How far behind the recipients "gồm" may stand.
const NAMES_WITHIN: usize = 8;

/// The names behind "gồm", a colon, bullets or a bracket, up to the next award.
pub(crate) fn listed_names(teller: &Teller<'_>, end: usize) -> Vec<usize> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let leads = |i: usize| {
        let said = is(teller, i, cue.namely) || is(teller, i, cue.some_of);
        items[i].kind == COLON || said || bracketed_names(teller, i).is_some()
    };
    let lead = (end..items.len().min(end + NAMES_WITHIN)).find(|i| leads(*i));
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
    let heads = |at: usize| {
        let apposed = matches!(items[at - 1].kind, COMMA | DASH | OPEN);
        let listed = || items[at - 1].kind == COMMA && at >= lead + 3 && are_alike(teller, at - 2, at);
        (!apposed || listed()) && !is_location(teller, at)
    };
    let named = |at: &usize| match items[*at].kind {
        PERSON => true,
        PLACE | BODY => *at > 0 && heads(*at),
        _ => false,
    };
    (lead..stop).filter(named).collect()
}

/// The names of a list, and those behind a comma as well where that makes as many as are counted: "3 đơn vị gồm: Sở Y tế,
/// huyện Kim Bảng và xã Ba Sao (huyện Bình Lục)".
pub(super) fn complete(teller: &Teller<'_>, listed: Vec<usize>, count: u64) -> Vec<usize> {
    let items = &teller.tape.items;
    let Some(first) = listed.first().filter(|_| (listed.len() as u64) < count) else { return listed };
    let mut depth = 0;
    let here =
        (*first..items.len()).take_while(|i| !matches!(items[*i].kind, AWARD | STANDARD | STOP | ITEM));
    let unit = |i: &usize| {
        depth += i32::from(items[*i].kind == OPEN) - i32::from(items[*i].kind == CLOSE);
        depth == 0 && matches!(items[*i].kind, PLACE | BODY) && !is_location(teller, *i)
    };
    let all = here.filter(unit).collect::<Vec<_>>();
    if all.len() as u64 == count { all } else { listed }
}

/// True for two bodies, and for two places of one type: "xã A, xã B".
fn are_alike(teller: &Teller<'_>, one: usize, other: usize) -> bool {
    let type_of = |at: usize| match teller.what(at)? {
        What::Unit(unit) if unit.kind == UnitKind::Admin => unit.place.as_ref().map(|place| place.kind),
        _ => None,
    };
    let kinds = [one, other].map(|at| teller.tape.kinds[at]);
    kinds == [BODY, BODY] || kinds == [PLACE, PLACE] && type_of(one) == type_of(other)
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
pub(crate) mod tests {
    use crate::testing::rows_of;

    /// Kind, count and names of the rows.
    pub(crate) fn recipients(text: &str) -> Vec<String> {
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
            (
                "Đồn Biên phòng Ba Sao và Đại úy Lê Văn Tám",
                vec!["collective 1 [Đồn Biên phòng Ba Sao]", "individual 1 [Lê Văn Tám]"],
            ),
            (
                "nhóm thanh niên gồm: Lê Văn Tám, Hồ Văn Cường",
                vec!["individual 2 [Lê Văn Tám, Hồ Văn Cường]"],
            ),
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
            ("phó tổng biên tập Báo Hà Nam Lê Văn Tám", vec!["individual 1 [Lê Văn Tám]"]),
            ("người đi trước - ông Lê Văn Tám", vec!["individual 1 [Lê Văn Tám]"]),
            ("đại diện gia đình anh Lê Văn Tám", vec!["individual 1 [Lê Văn Tám]"]),
            ("đại diện nhà trường", vec!["collective - []"]),
            ("các thầy, cô giáo", vec!["individual - []"]),
            ("đoàn cán bộ y tế", vec!["collective - []"]),
            ("đoàn và cho bác sĩ Lê Văn Tám", vec!["collective - []", "individual 1 [Lê Văn Tám]"]),
            ("nữ tu Y Xuyên", vec!["individual 1 [Y Xuyên]"]),
            ("các em", vec!["individual - []"]),
            (
                "cán bộ, giáo viên và học sinh Trường Tiểu học Ba Sao",
                vec!["collective 1 [Trường Tiểu học Ba Sao]"],
            ),
            ("ông", vec!["individual 1 []"]),
            ("ông Lê Văn Tám, Giám đốc Sở Y tế", vec!["individual 1 [Lê Văn Tám]"]),
            (
                "3 đơn vị gồm: Sở Y tế, huyện Kim Bảng và xã Ba Sao (huyện Bình Lục)",
                vec!["collective 3 [Sở Y tế, huyện Kim Bảng, xã Ba Sao]"],
            ),
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
    fn whose_somebody_is_does_not_receive() {
        let text =
            "Mù Cang Chải đăng cai. Sáng nay, 2 tập thể và 1 cá nhân của cụm được Bộ Y tế tặng Bằng khen.";
        assert_eq!(recipients(text), ["collective 2 []", "individual 1 []"]);
    }

    #[test]
    fn cells_of_a_table_that_came_out_as_lines_are_rows() {
        let table = "Kết quả khen thưởng\n1\nBằng khen của Bộ Y tế\n02 tập thể\n07 cá nhân\n2\nLao động tiên tiến\n402 cá nhân";
        assert_eq!(recipients(table), ["collective 2 []", "individual 7 []", "individual 402 []"]);
    }
}
