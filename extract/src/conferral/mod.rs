//! Conferrals: who gave what to whom.
//!
//! A sentence that names an award becomes a [`tape`]; `rules/conferrals.rules` find the places where
//! the award is said to be given; [`who`] reads the recipients, [`giver`] the one who gives, [`status`]
//! whether it was given, asked for, planned or taken back. What a sentence leaves unsaid, the
//! [`discourse`] before it says. Rows told twice are [`merge`]d.

mod authority;
pub(crate) mod confidence;
mod discourse;
mod given;
mod giver;
mod merge;
mod name;
mod period;
mod provenance;
mod receivers;
mod referent;
mod roll;
mod status;
mod subject;
pub(crate) mod tape;
#[cfg(test)]
mod tests;
mod who;
mod years;

pub(crate) use provenance::{
    AwardWay, CountWay, GiverWay, PeriodWay, Provenance, RecipientsWay, Source, StatusWay, Words,
};
pub(crate) use referent::Referents;
pub(crate) use tape::KINDS;

/// What a rule of `conferrals.rules` can say of itself; its head says what they mean.
pub(crate) const TRAITS: &[&str] = &[
    "left",
    "before",
    "subject",
    "heads",
    "same",
    "news",
    "revokes",
    "asked_below",
    "had",
    "listed",
    "names",
    "numbered",
];

use crate::ceremony::Ceremony;
use crate::edtf::Edtf;
use crate::grammar::Match;
use crate::mention::{Mention, What};
use crate::record::Status;
use crate::story::Story;
use crate::token::{Shape, bit};
use bangvang_gazetteer::{Recipient, Role};
use discourse::Discourse;
use giver::Giver;
use roll::Roll;
use std::ops::Range;
use tape::{AWARD, COUNT, DATE, ITEM, PERSON, PRAISE, SEMICOLON, STANDARD, STOP, THIS, Tape};
use who::Group;

/// A row before it is written out.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Index of the award in the gazetteer.
    pub(crate) award: usize,
    pub(crate) class: Option<String>,
    pub(crate) giver: Giver,
    pub(crate) kind: Recipient,
    pub(crate) count: Option<u64>,
    pub(crate) recipients: Vec<String>,
    pub(crate) status: Status,
    pub(crate) period: Option<Edtf>,
    /// Tokens of the words that carry it.
    pub(crate) evidence: Range<usize>,
    /// The first token of its sentence.
    pub(crate) sentence: usize,
    /// True where it stands in the headline.
    pub(crate) headline: bool,
    /// True where the words of the sentence say the status, not the discourse around it.
    pub(crate) status_said: bool,
    /// How it came to be.
    pub(crate) how: Provenance,
}

/// An award as one rule match names it.
#[derive(Debug, Clone)]
struct Given {
    award: usize,
    class: Option<String>,
    /// Element of the tape.
    item: usize,
    /// How it was found.
    way: AwardWay,
}

/// What a sentence hands on from one match to the next.
#[derive(Debug, Default)]
struct Thread {
    /// The giver, where the match before had him for its subject.
    giver: Giver,
    /// The giver of the award before, whoever was the subject.
    last_giver: Giver,
    groups: Vec<Group>,
    /// True where they are the subject of what the sentence tells.
    passive: bool,
    status: Option<Status>,
    /// True where the status is that of a year behind the award.
    received: bool,
    given: Option<Given>,
    /// Element at which the last match ended.
    end: usize,
}

/// All rows of a text, each told once.
pub(crate) fn find(story: &Story<'_>, ceremonies: &[Ceremony]) -> Vec<Row> {
    let awards = story.mentions.all().iter().any(|m| matches!(m.what, What::Award(_)));
    if !awards {
        return Vec::new();
    }
    let mut rows = Vec::new();
    let mut roll = Roll::default();
    let mut discourse = Discourse::new(story, ceremonies);
    let year = years::year_of_report(story, ceremonies);
    // What comes after the last sentence that can have rows is told for nobody, but for the names of its roll.
    let told = story.sentences.iter().rposition(|s| can_speak_of_awards(story, s)).map_or(0, |last| last + 1);
    for (at, sentence) in story.sentences.iter().enumerate() {
        if at >= told + roll::BELOW && !roll.is_open() {
            break;
        }
        let tape = Tape::read(story, sentence.clone());
        let teller = Teller { story, ceremonies, year, tape, discourse: &discourse };
        let before = rows.len();
        if teller.speaks_of_awards(&rows) {
            teller.tell(&mut rows);
        } else {
            teller.name_those_counted(&mut rows);
        }
        roll.read(&teller, &mut rows, before);
        let next = discourse.after(&teller, rows[before..].last().map(|row| row.status));
        discourse = next;
    }
    status::given_before_it_was_taken_back(&mut rows);
    merge::merge(story, rows)
}

/// "trong đó: Huy hiệu 75 năm có 1 đồng chí, ...": an element of a list says nothing of who gives, and when.
fn is_nominal(m: &Match<'_>) -> bool {
    !(m.is("left") || m.is("subject") || m.get("by").is_some())
}

/// False where [`Teller::speaks_of_awards`] is, but for a count with "là" alone, which is too common to go on for.
fn can_speak_of_awards(story: &Story<'_>, sentence: &Range<usize>) -> bool {
    let cue = &story.rules.cue;
    let said = story.tokens.cue_bits(sentence.clone());
    let award = |at| matches!(story.mentions.at(at), Some(Mention { what: What::Award(_), .. }));
    [cue.this, cue.confer, cue.commend, cue.namely, cue.some_of].iter().any(|cue| said & bit(*cue) != 0)
        || sentence.clone().any(award)
}

/// More than this are not named at the head of a sentence.
const NAMED_IN_A_ROW: u64 = 8;

/// Tells the rows of one sentence.
struct Teller<'t> {
    story: &'t Story<'t>,
    ceremonies: &'t [Ceremony],
    /// The year of what the text reports.
    year: Option<i16>,
    tape: Tape,
    discourse: &'t Discourse,
}

impl Teller<'_> {
    /// True for a sentence that names an award, or may tell the names of those whom `rows` only count.
    fn speaks_of_awards(&self, rows: &[Row]) -> bool {
        let cue = &self.story.rules.cue;
        let named = self.tape.kinds.iter().any(|k| matches!(*k, AWARD | STANDARD | PRAISE | THIS));
        let unnamed = || rows.iter().any(|row| row.recipients.is_empty());
        named
            || unnamed() && {
                let has = |which| (0..self.tape.items.len()).any(|i| discourse::is(self, i, which));
                let counted = || self.tape.kinds.contains(&COUNT);
                let told = || has(cue.confer) || has(cue.commend) || counted();
                (has(cue.namely) || has(cue.copula)) && told() || has(cue.some_of)
            }
    }

    fn tell(&self, rows: &mut Vec<Row>) {
        let mut thread = Thread::default();
        let first = rows.len();
        for m in self.story.rules.conferrals.matches(&self.tape.kinds) {
            if m.is("names") {
                // "..., trong đó có anh A" names those of the clause right before.
                let goes_on = m.is("same");
                let of = if goes_on { &mut rows[first..] } else { &mut rows[..] };
                if (!goes_on || m.span.start == thread.end) && self.add_names(&m, of) {
                    thread.end = m.span.end;
                }
                continue;
            }
            self.link(&m, &mut thread, rows);
            // A body behind the recipients that acts next is free again.
            let freed = m.get("to").and_then(|to| {
                let end = who::without_next_giver(self, &m, to.clone()).end;
                (end < to.end).then_some(end)
            });
            thread.end = freed.unwrap_or(m.span.end);
        }
        self.share_recipients(&mut rows[first..]);
    }

    /// "Huyện đoàn tặng giấy khen, Tỉnh đoàn tặng bằng khen cho em A": whom the last of several givers names, the
    /// others give to as well.
    fn share_recipients(&self, rows: &mut [Row]) {
        for at in (1..rows.len()).rev() {
            let (before, after) = rows.split_at_mut(at);
            let (Some(row), Some(next)) = (before.last_mut(), after.first()) else { return };
            let open = !row.how.recipients.way.is_told() && row.count.is_none() && row.recipients.is_empty();
            let givers = row.giver.conferrer.as_ref().zip(next.giver.conferrer.as_ref());
            let other = givers.is_some_and(|(one, other)| one != other);
            let told = next.how.recipients.way.is_told();
            if !(open && other && told && self.is_one_clause(row.evidence.end..next.evidence.start)) {
                continue;
            }
            (row.kind, row.count, row.how.count) = (next.kind, next.count, next.how.count);
            row.how.recipients = Source { way: RecipientsWay::Shared, at: next.how.recipients.at };
            row.how.kind_of_award = next.how.kind_of_award;
            row.recipients.clone_from(&next.recipients);
            if !row.status_said {
                (row.status, row.how.status) = (next.status, next.how.status);
            }
        }
    }

    /// True if no bullet or stop lies within a run of tokens.
    fn is_one_clause(&self, tokens: Range<usize>) -> bool {
        let ends = |item: &tape::Item| matches!(item.kind, ITEM | STOP);
        !self.tape.items.iter().any(|item| tokens.contains(&item.tokens.start) && ends(item))
    }

    /// The rows of one match.
    fn link(&self, m: &Match<'_>, thread: &mut Thread, rows: &mut Vec<Row>) {
        if m.is("listed") && !self.is_listed(m, thread) {
            return;
        }
        let clause = self.clause_start(thread.end.min(m.span.start), m.span.start)..m.span.end;
        let same_item = !self.tape.kinds[thread.end.min(m.span.start)..m.span.start].contains(&ITEM);
        // "đơn vị đã có Huân chương năm 2004; Bằng khen được trao cho 2 cá nhân": that year is of that award alone.
        let back = thread.received && m.is("news") && m.get("to").is_some();
        let before = thread.status.filter(|_| same_item && !back);
        let Some(status) = status::of(self, m, &clause, before) else { return };
        let given = self.given(m, thread);
        if giver::is_kept_by_giver(self, m, &given) {
            return;
        }
        let groups = self.groups(m, thread, &given);
        let each_his_own = self.each_his_own(&clause, &given, &groups);
        let given = given
            .into_iter()
            .flat_map(|award| self.by_class(award, &groups, each_his_own))
            .collect::<Vec<_>>();
        for (nth, award) in given.iter().enumerate() {
            let own = giver::has_source(self, award);
            let mut givers = giver::of(self, m, award, thread);
            // "được UBND tỉnh, Sở Y tế tặng Bằng khen, Giấy khen": each gives one of them.
            let paired = givers.len() == given.len() && !own;
            if paired && given.windows(2).all(|pair| pair[0].award != pair[1].award) {
                givers = vec![givers.swap_remove(nth)];
            }
            for giver in &givers {
                for mut group in self.groups_for(m, award, &groups) {
                    if self.is_praise_in_a_speech(award, &group) {
                        continue;
                    }
                    let status = status::for_award(self, m, award, &group, status);
                    let status = status.told_of_whom(&group, thread);
                    if each_his_own {
                        group.keep_name(nth);
                    }
                    rows.push(self.row(m, award, &giver.for_status(status.status), group, status));
                }
            }
            let active = m.is("heads");
            thread.last_giver = givers.into_iter().next().unwrap_or_default();
            if active || own || !is_nominal(m) {
                thread.giver = if active && !own { thread.last_giver.clone() } else { Giver::default() };
            }
        }
        thread.given = given.into_iter().last().or(thread.given.take());
        if !groups.is_empty() {
            thread.passive = m.is("left") || thread.passive && m.get("to").is_none();
            thread.groups = groups;
        }
        thread.status = Some(status.status);
        thread.received = status.by.way == StatusWay::Received;
    }

    /// "Thủ tướng biểu dương Bộ Y tế, UBND tỉnh": bodies praised by name in passing are given nothing.
    fn is_praise_in_a_speech(&self, award: &Given, group: &Group) -> bool {
        let praise = self.tape.kinds[award.item] == PRAISE;
        let bodies = group.kind == Recipient::Collective && group.count.is_none();
        praise && bodies && group.tokens.start > self.tape.items[award.item].tokens.start
    }

    /// True behind a semicolon, in a sentence that has told of an award, or of another honour: "được phong
    /// phó giáo sư năm 1987; Thầy thuốc Ưu tú năm 1992".
    fn is_listed(&self, m: &Match<'_>, thread: &Thread) -> bool {
        let before = m.span.start.checked_sub(1).map(|i| self.tape.kinds[i]);
        let passive = self.story.rules.cue.passive;
        // "nguyên Tư lệnh Quân khu 5; Huân chương Sao vàng": a life told by offices and honours.
        let former = |i: usize| self.tape.items[i].role == Some(Role::Former);
        let honoured = || (0..m.span.start).any(|i| discourse::is(self, i, passive) || former(i));
        // "2. Ông Lê Văn A, sinh năm 1969; Huân chương Lao động hạng Ba năm 2018", in a list of those proposed.
        let dated = m.span.clone().any(|i| self.tape.kinds[i] == DATE);
        let headed = || dated && subject::subject(self, m.span.start - 1, 0).is_some();
        before == Some(SEMICOLON) && (thread.given.is_some() || honoured() || headed())
    }

    /// The rows of this sentence and the one before.
    fn near<'r>(&self, rows: &'r mut [Row]) -> &'r mut [Row] {
        let here = self.story.sentence_at(self.tape.start());
        let far = |row: &Row| self.story.sentence_at(row.sentence).end < here.start;
        let first = rows.iter().rposition(far).map_or(0, |i| i + 1);
        &mut rows[first..]
    }

    /// "Ba người được truy tặng là A, B và C": the names of those whom rows before only counted. True if there is such a row.
    fn add_names(&self, m: &Match<'_>, rows: &mut [Row]) -> bool {
        // "Đó là A" names some of those told right before, a list with a head of its own any.
        let some = m.span.clone().any(|i| discourse::is(self, i, self.story.rules.cue.some_of));
        let rows = if some { self.near(rows) } else { rows };
        // "Năm tập thể gồm ...": those whom a row counts.
        let said = m.get("to").and_then(|to| self.count_at(to.start));
        let open = rows.iter().rfind(|r| r.kind == Recipient::Collective && r.recipients.is_empty());
        let many = said.or_else(|| open?.count).unwrap_or_default();
        // Bullets may stand behind the colon.
        let last = m.span.clone().rev().find(|i| self.tape.kinds[*i] != ITEM).unwrap_or(m.span.start);
        let names = who::complete(self, who::listed_names(self, last), many);
        let Some(first) = names.first().copied() else { return false };
        let mut found = false;
        for group in who::read(self, first..first, names) {
            let lacks = |r: &&mut Row| {
                let holds = r.count.is_none_or(|count| count >= group.names.len() as u64);
                let same = said.is_none() || r.count == said;
                r.kind == group.kind && r.recipients.is_empty() && holds && same
            };
            if let Some(row) = rows.iter_mut().rfind(lacks) {
                row.how.names = Words::of(group.tokens);
                // A whole list says how many they are, "Trong số này có" does not.
                if row.count.is_none() && !some {
                    (row.count, row.how.count) = (u64::try_from(group.names.len()).ok(), CountWay::Names);
                }
                row.recipients = group.names;
                found = true;
            }
        }
        found
    }

    /// "... tặng bằng khen cho ba đoàn viên. A Thiu, A Byưn và Y Hlen là ...": a sentence that begins with as many names as
    /// the one before has counted.
    fn name_those_counted(&self, rows: &mut [Row]) {
        let Some(row) = rows.last_mut() else { return };
        let open = row.kind == Recipient::Individual && row.recipients.is_empty();
        let Some(count) = row.count.filter(|count| open && (2..=NAMED_IN_A_ROW).contains(count)) else {
            return;
        };
        let here = self.story.sentence_at(self.tape.start());
        // "Ông A và ông B đến dự lễ"
        let attend = (0..self.tape.items.len()).any(|i| discourse::is(self, i, self.story.rules.cue.present));
        if attend || self.story.sentence_at(row.sentence).end != here.start {
            return;
        }
        let first = self.tape.kinds.iter().position(|kind| *kind != ITEM).unwrap_or_default();
        let person = |i: usize| self.tape.kinds.get(i) == Some(&PERSON);
        let named: Vec<usize> = subject::names_from(self, first, person).collect();
        if named.len() as u64 == count {
            let (from, to) = (named[0], named[named.len() - 1] + 1);
            row.how.names = Words::of(self.tape.tokens(from..to));
            row.recipients = named.into_iter().map(|i| self.name_at(i)).collect();
        }
    }

    /// The elements of the lines that introduce the list item at `at`, the nearest first: "2. Trao các
    /// hình thức khen thưởng:" for what stands under "a)".
    fn introductions(&self, at: usize) -> Vec<usize> {
        let kinds = &self.tape.kinds;
        let item_of = |at: usize| (0..at).rev().find(|i| kinds[*i] == ITEM);
        let mut found = Vec::new();
        let mut item = item_of(at);
        while let Some(own) = item {
            let opens = |i: &usize| kinds[*i] == tape::COLON && kinds[*i + 1] == ITEM;
            let other = |i: &usize| item_of(*i).is_none_or(|it| self.bullet(it) != self.bullet(own));
            let Some(colon) = (0..own).rev().filter(opens).find(other) else { break };
            item = item_of(colon);
            found.extend((item.map_or(0, |i| i + 1)..colon).rev());
        }
        found
    }

    /// What a list item begins with: a figure, a letter or a dash.
    fn bullet(&self, item: usize) -> Option<Shape> {
        let bullet = self.tape.items[item].tokens.clone().nth(1)?;
        self.story.tokens.shape(bullet).map(|shape| match shape {
            Shape::Capital => Shape::Word,
            other => other,
        })
    }

    /// A clause goes back to the last semicolon or bullet, or to where the last match ended.
    fn clause_start(&self, floor: usize, verb: usize) -> usize {
        let kinds = &self.tape.kinds;
        let cut = (floor..verb).rev().find(|i| matches!(kinds[*i], SEMICOLON | ITEM | STOP));
        cut.map_or(floor, |i| i + 1)
    }

    /// The name of the person or unit at an element, in full.
    fn name_at(&self, item: usize) -> String {
        let Some(index) = self.tape.items[item].mention else { return String::new() };
        let mention = &self.story.mentions.all()[index];
        match &mention.what {
            What::Person(person) => person.name.clone(),
            _ => name::unit(self.story, index),
        }
    }

    fn count_at(&self, item: usize) -> Option<u64> {
        match self.what(item)? {
            What::Count(count) => Some(count.value),
            _ => None,
        }
    }

    fn date_at(&self, item: usize) -> Option<Edtf> {
        match self.what(item)? {
            What::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// What an element mentions, if it is a mention.
    fn what(&self, item: usize) -> Option<&What> {
        Some(&self.story.mentions.all()[self.tape.items.get(item)?.mention?].what)
    }

    fn row(&self, m: &Match<'_>, award: &Given, giver: &Giver, group: Group, told: status::Told) -> Row {
        let status = told.status;
        let item = &self.tape.items[award.item];
        let default = self.story.award(award.award).recipient;
        let unsaid = group.kind == Recipient::Unspecified && group.count.is_none();
        // "nhiều tập thể, cá nhân được tặng Bằng khen, danh hiệu Chiến sĩ thi đua": to each what can be theirs.
        let shared =
            group.kind == Recipient::Mixed && group.count.is_none() && default != Recipient::Unspecified;
        let kind = if unsaid || shared { default } else { group.kind };
        let here = self.tape.tokens(0..self.tape.items.len());
        let by = if here.contains(&group.tokens.start) { group.tokens.clone() } else { item.tokens.clone() };
        let evidence = item.tokens.start.min(by.start)..item.tokens.end.max(by.end);
        let headline = self.story.tokens.bytes(evidence.clone()).end <= self.story.context.body_start;
        let period = period::of(self, m, award, &group);
        let how = self.how(m, award, &group, &told, period.map(|(_, by)| by));
        Row {
            award: award.award,
            class: award.class.clone(),
            giver: giver.clone(),
            kind,
            count: group.count.or_else(|| (!group.names.is_empty()).then_some(group.names.len() as u64)),
            recipients: group.names,
            status,
            period: period.map(|(years, _)| years),
            evidence,
            sentence: here.start,
            headline,
            status_said: told.said,
            how,
        }
    }

    /// How a row came to be.
    fn how(
        &self,
        m: &Match<'_>,
        award: &Given,
        group: &Group,
        status: &status::Told,
        period: Option<Source<PeriodWay>>,
    ) -> Provenance {
        let pieces = group.way == RecipientsWay::Pieces;
        Provenance {
            rule: m.id,
            matched: Words::of(self.tape.tokens(m.span.clone())),
            award: Source::new(award.way, self.tape.items[award.item].tokens.clone()),
            recipients: Source::new(group.way, group.tokens.clone()),
            names: group.listed,
            count: match group.count {
                Some(_) if pieces => CountWay::Pieces,
                Some(_) => CountWay::Said,
                None if group.names.is_empty() => CountWay::Unsaid,
                None => CountWay::Names,
            },
            kind_of_award: group.way == RecipientsWay::Nobody || group.kind == Recipient::Unspecified,
            status: status.by,
            period: period.unwrap_or_default(),
            retold: Vec::new(),
        }
    }
}
