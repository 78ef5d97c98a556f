//! Which recipients a match is about: those it captures, those to the left of its verb, or those before it.

use super::discourse::is;
use super::subject;
use super::tape::{BODY, CLASSED, COMMA, DASH, NUMBER, OFFICE, PERSON, PLACE, PROSE, SEMICOLON, WORD};
use super::who::{self, Group};
use super::{Given, RecipientsWay, Teller, Thread};
use crate::grammar::Match;
use crate::mention::What;
use crate::mention::number;
use bangvang_gazetteer::{Noun, Recipient};
use std::ops::Range;

/// How long the name of a thing may be. Tokens.
const LONGEST_THING: usize = 10;

impl Teller<'_> {
    /// Who receives: as captured, or by the rule from the left, or nobody named.
    pub(super) fn groups(&self, m: &Match<'_>, thread: &Thread, given: &[Given]) -> Vec<Group> {
        let told = self.told_groups(m, thread, given);
        let classed = given.iter().filter(|g| self.tape.kinds[g.item] == CLASSED);
        // Pieces by class: how many of each stands in the bracket, of what kind behind it.
        let before = thread.groups.first().filter(|_| m.is("same"));
        let kind = told.first().or(before).map_or(Recipient::Unspecified, |g| g.kind);
        let pieces: Vec<Group> = classed
            .map(|g| {
                let tokens = self.tape.items[g.item].tokens.clone();
                let group = Group::said(kind, self.count_at(g.item), Vec::new(), tokens);
                Group { of: Some(g.item), ..group.by(RecipientsWay::Pieces) }
            })
            .collect();
        told.into_iter().chain(pieces).collect()
    }

    pub(super) fn told_groups(&self, m: &Match<'_>, thread: &Thread, given: &[Given]) -> Vec<Group> {
        // "28 em của 17 trường được tuyên dương": whose they are.
        let whose = |to: &Range<usize>| to.start == m.span.start && subject::is_of_others(self, to.start);
        if let Some(to) = m.get("to").filter(|to| !whose(to)) {
            let to = who::without_next_giver(self, m, to);
            return who::read(self, to.clone(), who::listed_names(self, to.end));
        }
        let from_left = m.is("left") || m.get("to").is_some();
        if !(from_left || m.is("before")) {
            return self.groups_of_list(m, thread);
        }
        let kind = given.first().map_or(Recipient::Unspecified, |g| self.story.award(g.award).recipient);
        let left = Some(m.span.start).filter(|_| m.is("left"));
        if let Some(person) = left.and_then(|verb| subject::relative(self, verb)) {
            let groups = who::read(self, person, Vec::new()).into_iter();
            return groups.map(|group| group.by(RecipientsWay::Left)).collect();
        }
        // "số còn lại là Thầy thuốc Ưu tú": nobody says how many.
        let before = left.and_then(|verb| verb.checked_sub(1));
        if let Some(rest) = before.filter(|i| is(self, *i, self.story.rules.cue.the_rest)) {
            let tokens = self.tape.items[rest].tokens.clone();
            return vec![Group::said(kind, None, Vec::new(), tokens).by(RecipientsWay::Left)];
        }
        // "trường đã được tặng": a noun that stands for the unit named before.
        let noun = subject::noun_before(self, m.span.start);
        let named = noun.and_then(|noun| self.discourse.subject(noun));
        if from_left && named.is_none() {
            // What a list goes on with stands behind its semicolon.
            let begins = m.is("listed") && m.span.start > 0 && thread.groups.is_empty();
            let verb = m.span.start - usize::from(begins);
            if let Some(range) = subject::subject(self, verb, thread.end) {
                let beside = subject::beside_others(self, &range, thread.end.min(verb));
                let mut groups = self.of_a_unit(kind, verb, thread, who::read(self, range, Vec::new()));
                if let Some((person, group)) = beside.zip(groups.first_mut()) {
                    group.add_one(self, person);
                }
                // "chúc mừng ngành đã được", "122 lính Đức, bà được": neither another unit nor a crowd receives.
                let nobody = noun.and_then(|noun| self.nobody_named(m, noun, &groups));
                let groups = nobody.map_or(groups, |nobody| vec![nobody]).into_iter();
                return groups.map(|group| group.by(RecipientsWay::Left)).collect();
            }
            if !thread.groups.is_empty() {
                return thread.groups.iter().map(|group| group.clone().by(RecipientsWay::Clause)).collect();
            }
        }
        named.or_else(|| self.discourse.subject(kind)).into_iter().collect()
    }

    /// "Đại tá Lê Văn A, Tư lệnh Quân khu, đơn vị nhiều năm đạt Đơn vị quyết thắng": persons get no award for units; the one
    /// named before does.
    fn of_a_unit(&self, kind: Recipient, verb: usize, thread: &Thread, groups: Vec<Group>) -> Vec<Group> {
        if kind != Recipient::Collective || groups.iter().any(|g| g.kind != Recipient::Individual) {
            return groups;
        }
        let unit = subject::unit_before(self, verb, thread.end);
        unit.map_or(groups, |unit| who::read(self, unit, Vec::new()))
    }

    /// "Trường được Bộ Y tế tặng Cờ thi đua năm 2012; UBND tỉnh tặng Bằng khen năm 2014": who gives next gives to the same.
    fn groups_of_list(&self, m: &Match<'_>, thread: &Thread) -> Vec<Group> {
        let between = &self.tape.kinds[thread.end.min(m.span.start)..m.span.start];
        // ", UBND huyện tặng Giấy khen"
        let next = matches!(between, [COMMA, giver, ..] if matches!(*giver, BODY | OFFICE));
        let parted = next || between.contains(&SEMICOLON);
        let groups = thread.groups.iter().filter(|_| thread.passive && parted && m.is("heads"));
        groups.map(|group| group.clone().by(RecipientsWay::Clause)).collect()
    }

    /// Those whom a bare noun before the verb means, where its subject, `groups`, cannot be meant.
    fn nobody_named(&self, m: &Match<'_>, kind: Recipient, groups: &[Group]) -> Option<Group> {
        let before = m.span.start.checked_sub(1)?;
        if groups.is_empty() {
            return None;
        }
        let tokens = self.tape.items[before].tokens.clone();
        let cue = &self.story.rules.cue;
        let (other, count) = match kind {
            Recipient::Collective => {
                let named = groups.iter().all(|g| g.kind == Recipient::Individual && !g.names.is_empty());
                (named && !subject::is_location(self, before), None)
            }
            _ => {
                let crowd = groups.iter().all(|g| g.count.is_some_and(|count| count > 1));
                (crowd && tokens.clone().any(|t| self.story.tokens.is_cue(t, cue.pronoun)), Some(1))
            }
        };
        other.then(|| Group::said(kind, count, Vec::new(), tokens))
    }

    /// The groups that receive this award; one without names where the text names nobody.
    pub(super) fn groups_for(&self, m: &Match<'_>, award: &Given, groups: &[Group]) -> Vec<Group> {
        if matches!(self.what(award.item), Some(What::Award(mention)) if mention.thing) {
            return vec![self.thing(m, award, groups)];
        }
        let classed: Vec<Group> = groups.iter().filter(|g| g.of == Some(award.item)).cloned().collect();
        if !classed.is_empty() {
            return classed;
        }
        let mut own: Vec<Group> = groups.iter().filter(|g| g.of.is_none()).cloned().collect();
        let before = award.item.checked_sub(1);
        let number = |i: usize| {
            let at = Some(self.tape.items[i].tokens.start).filter(|_| m.is("numbered"))?;
            number::read(self.story.tokens, at).map(|number| number.value)
        };
        let pieces = before.and_then(|i| self.count_at(i).or_else(|| number(i)));
        // "1.245 Bằng khen cho các tập thể, cá nhân": only the pieces are counted.
        if let [group] = own.as_mut_slice()
            && group.names.is_empty()
        {
            group.count = group.count.or(pieces);
        }
        if !own.is_empty() {
            return own;
        }
        let given = self.story.award(award.award);
        // "17 Nghệ nhân Ưu tú" are people, "17 Bằng khen" are not.
        let title = given.kind.ends_with("title");
        let tokens = self.tape.items[award.item].tokens.clone();
        let kind = match pieces {
            // "10 gương mặt trẻ tiêu biểu": the title's own noun says whom it counts.
            Some(_) if m.is("numbered") && given.kind == "other-title" => self.head_kind(tokens.start),
            Some(_) if !title => Recipient::Unspecified,
            _ => given.recipient,
        };
        let way = if pieces.is_some() { RecipientsWay::Pieces } else { RecipientsWay::Nobody };
        vec![Group::said(kind, pieces, Vec::new(), tokens).by(way)]
    }

    /// "Căn hầm được xếp hạng di tích": what stands before the verb, whatever it is, or so many of a kind.
    fn thing(&self, m: &Match<'_>, award: &Given, groups: &[Group]) -> Group {
        let own = self.tape.items[award.item].tokens.clone();
        let pieces = award.item.checked_sub(1).and_then(|i| self.count_at(i));
        let counted = groups.iter().filter(|g| g.names.is_empty()).find_map(|g| g.count);
        let phrase = Some(m.span.start).filter(|_| m.is("left")).and_then(|verb| self.phrase_before(verb));
        let number = phrase.clone().and_then(|tokens| self.number_of_things(&tokens));
        let (count, names, tokens) = match (pieces.or(counted).or(number), phrase, groups) {
            (Some(count), ..) => (count, Vec::new(), own),
            (None, Some(tokens), _) => {
                let written = &self.story.tokens.text[self.story.tokens.bytes(tokens.clone())];
                (1, vec![written.to_owned()], tokens)
            }
            (None, None, [group]) => (group.names.len().max(1) as u64, group.names.clone(), own),
            (None, None, _) => (1, Vec::new(), own),
        };
        Group::said(Recipient::Unspecified, Some(count), names, tokens).by(RecipientsWay::Thing)
    }

    /// The words right before a verb, back to where its clause begins.
    fn phrase_before(&self, verb: usize) -> Option<Range<usize>> {
        let items = &self.tape.items;
        let word = |i: &usize| {
            let named = matches!(items[*i].kind, WORD | PROSE | PLACE | BODY | PERSON | NUMBER | DASH);
            named || self.story.tokens.is_capital(items[*i].tokens.start) && items[*i].mention.is_none()
        };
        let from = (0..verb).rev().take_while(word).last()?;
        Some(self.tape.tokens(from..verb)).filter(|tokens| tokens.len() <= LONGEST_THING)
    }

    /// "3 địa danh", "tỉnh có 3 địa danh", but not "cây đa cao 25 mét".
    fn number_of_things(&self, phrase: &Range<usize>) -> Option<u64> {
        let counts =
            |at: &usize| *at == phrase.start || self.story.tokens.is_cue(at - 1, self.story.rules.cue.own);
        phrase.clone().filter(counts).find_map(|at| self.number_of(at))
    }

    /// A number before a small word.
    fn number_of(&self, at: usize) -> Option<u64> {
        let read = number::read(self.story.tokens, at).filter(|number| number.value > 1)?;
        let next = at + read.tokens;
        let counts = self.story.tokens.is_word(next) && !self.story.tokens.is_capital(next);
        counts.then_some(read.value)
    }

    /// Whom the noun that a title begins with stands for.
    fn head_kind(&self, title: usize) -> Recipient {
        let tokens = self.story.tokens;
        let text = tokens.str(title).to_lowercase();
        let heads = |noun: &&Noun| text.strip_prefix(&noun.noun).is_some_and(|rest| rest.starts_with(' '));
        let longest = tokens.gazetteer.nouns().iter().filter(heads).max_by_key(|noun| noun.noun.len());
        longest.and_then(|noun| noun.kind.recipient()).unwrap_or(Recipient::Unspecified)
    }
}

#[cfg(test)]
mod tests {
    use crate::conferral::who::tests::recipients;

    #[test]
    fn titles_say_by_their_noun_whom_they_count() {
        for (text, want) in [
            ("Sáng nay, Tỉnh đoàn Hà Nam tuyên dương 10 gương mặt trẻ tiêu biểu.", vec!["individual 10 []"]),
            ("Sáng nay, Tỉnh đoàn Hà Nam tôn vinh 3 gia đình văn hóa.", vec!["household 3 []"]),
            (
                "Đến nay, Hà Nam đã có 443 Nhà giáo Nhân dân và 9.812 Nhà giáo Ưu tú.",
                vec!["individual 443 []", "individual 9812 []"],
            ),
        ] {
            assert_eq!(recipients(text), want, "{text}");
        }
    }

    #[test]
    fn those_given_a_title_alive_and_after_death_are_one_figure() {
        let text =
            "Tại buổi lễ, 25 mẹ được phong tặng và 40 mẹ được truy tặng danh hiệu Bà mẹ Việt Nam anh hùng.";
        assert_eq!(recipients(text), ["individual 65 []"]);
    }

    #[test]
    fn things_are_neither_people_nor_units() {
        for (text, want) in [
            (
                "Căn hầm ở xã Ba Sao được xếp hạng di tích lịch sử cấp tỉnh.",
                "unspecified 1 [Căn hầm ở xã Ba Sao]",
            ),
            ("Hà Nam có 3 địa danh được xếp hạng di tích quốc gia.", "unspecified 3 []"),
            (
                "Tháp Ba Sao 12 tầng được xếp hạng di tích lịch sử cấp tỉnh.",
                "unspecified 1 [Tháp Ba Sao 12 tầng]",
            ),
            ("Sáng nay, Bộ Văn hóa xếp hạng 6 công trình là di tích quốc gia.", "unspecified 6 []"),
        ] {
            assert_eq!(recipients(text), [want], "{text}");
        }
    }
}
