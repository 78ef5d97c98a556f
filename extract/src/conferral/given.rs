//! What is given: the awards that a match names, or the classes of the one named before.

use super::discourse::is;
use super::tape::{AWARD, CLASSED, PRAISE, STANDARD, THIS};
use super::who::Group;
use super::{AwardWay, Given, Teller, Thread};
use crate::grammar::Match;
use crate::mention::What;
use std::ops::Range;

impl Teller<'_> {
    /// The awards of a match: those named, or the classes of the award named before.
    pub(super) fn given(&self, m: &Match<'_>, thread: &Thread) -> Vec<Given> {
        if let Some(range) = m.get("awards") {
            return self.listed_awards(range);
        }
        let last = self.award_before(m.span.start).or_else(|| thread.given.clone());
        let Some(last) = last else { return Vec::new() };
        match m.get("class") {
            Some(range) => {
                let class = self.class_of(range.start).or_else(|| self.years_of(range.start, last.award));
                let given = class.map(|class| {
                    let way = AwardWay::Class;
                    Given { class: Some(class), item: range.start, award: last.award, way }
                });
                given.into_iter().collect()
            }
            None => vec![Given { way: AwardWay::Before, ..last }],
        }
    }

    /// The awards in a stretch; in place of one whose classes stand in brackets behind it, those.
    pub(super) fn listed_awards(&self, range: Range<usize>) -> Vec<Given> {
        let mut given: Vec<Given> = Vec::new();
        for item in range {
            if let Some(classed) = self.classed_at(item) {
                let whole = |g: &Given| g.award == classed.award && self.tape.kinds[g.item] == AWARD;
                given.retain(|g| !whole(g));
                given.push(classed);
            } else if let Some(last) = self.further_class(item, given.last()) {
                given.push(last);
            } else {
                given.extend(self.award_at(item));
            }
        }
        given
    }

    /// "Huân chương Lao động hạng Ba (1990), hạng Nhì (1995)": one more class of the award before.
    fn further_class(&self, item: usize, last: Option<&Given>) -> Option<Given> {
        let class = self.class_of(item).filter(|_| self.tape.items[item].mention.is_none())?;
        last.map(|last| Given { class: Some(class), item, award: last.award, way: AwardWay::Class })
    }

    /// "(3 hạng Nhất, 1 hạng Nhì)": a class with its pieces, of the award before the bracket.
    pub(super) fn classed_at(&self, item: usize) -> Option<Given> {
        if self.tape.kinds[item] != CLASSED {
            return None;
        }
        let award = self.award_before(item)?.award;
        Some(Given { class: self.class_of(item), item, award, way: AwardWay::InBrackets })
    }

    pub(super) fn award_at(&self, item: usize) -> Option<Given> {
        let element = self.tape.items.get(item)?;
        if element.kind == THIS {
            let way = AwardWay::This;
            return self.this_award(item).map(|award| Given { award, class: None, item, way });
        }
        if !matches!(element.kind, AWARD | PRAISE | STANDARD) {
            return None;
        }
        match self.what(item)? {
            What::Award(award) => {
                let way = AwardWay::Named;
                Some(Given { award: award.award, class: award.class.clone(), item, way })
            }
            _ => None,
        }
    }

    /// "Ông A và bà B lần lượt được tặng Huy hiệu 60 năm, 55 năm": as many awards or classes as there are names.
    pub(super) fn each_his_own(&self, clause: &Range<usize>, given: &[Given], groups: &[Group]) -> bool {
        let in_turn = self.story.rules.cue.in_turn;
        let [group] = groups else { return false };
        let awards: usize = given.iter().map(|award| self.listed_classes(award).len().max(1)).sum();
        let told = || clause.clone().any(|i| is(self, i, in_turn));
        awards > 1 && awards == group.names.len() && told()
    }

    fn listed_classes(&self, award: &Given) -> &[String] {
        match self.what(award.item) {
            Some(What::Award(named)) => named.listed.as_slice(),
            _ => &[],
        }
    }

    /// "Trường được tặng Huân chương Lao động hạng Ba, Nhì": one recipient has an award of each class.
    pub(super) fn by_class(&self, award: Given, groups: &[Group], each_his_own: bool) -> Vec<Given> {
        let listed = self.listed_classes(&award);
        let one = matches!(groups, [group] if group.names.len() == 1 && group.count.is_none_or(|c| c == 1));
        if listed.is_empty() || !(one || each_his_own) {
            return vec![award];
        }
        listed.iter().map(|class| Given { class: Some(class.clone()), ..award.clone() }).collect()
    }

    /// "danh hiệu cao quý này": the last title before it, "bằng khen này" the last certificate, where there is one.
    fn this_award(&self, item: usize) -> Option<usize> {
        let story = self.story;
        let (this, cue) = (self.tape.items[item].tokens.start, story.rules.cue.this);
        let which = story.tokens.cues(this).find(|c| c.cue == cue).map_or("", |c| c.value.as_str());
        let before = story.mentions.all().iter().rev().filter(|m| m.tokens.end <= this);
        let mut awards = before.filter_map(|m| match &m.what {
            What::Award(award) => Some(award.award),
            _ => None,
        });
        let called = |award: &usize| {
            let award = story.award(*award);
            award.kind.ends_with(which) || award.id.starts_with(which)
        };
        awards.clone().find(called).or_else(|| awards.next())
    }

    pub(super) fn award_before(&self, item: usize) -> Option<Given> {
        (0..item).rev().find_map(|i| self.award_at(i))
    }

    /// The class that an element's last token states.
    pub(super) fn class_of(&self, item: usize) -> Option<String> {
        let last = self.tape.items.get(item)?.tokens.end.checked_sub(1)?;
        let class = self.story.rules.cue.class;
        self.story.tokens.cues(last).find(|c| c.cue == class).map(|c| c.value.clone())
    }

    /// The figure of an element, where the award before has a class of so many years.
    pub(super) fn years_of(&self, item: usize, award: usize) -> Option<String> {
        let tokens = self.story.tokens;
        let years = tokens.digits(self.tape.items.get(item)?.tokens.start)?.to_string();
        tokens.gazetteer.awards()[award].has_class(&years).then_some(years)
    }
}
