//! The years of the achievement that a row rewards.
//!
//! Flags and emulation titles are given by the year, so a year beside them is what they are for. Orders,
//! certificates and titles of the State are for merits of longer: a single year beside them is when they
//! were received, unless it is said of the achievement ("có thành tích ... năm 2023").

use super::discourse::is;
use super::provenance::{PeriodWay, Source, Words};
use super::tape::{AWARD, CLASSED, CLOSE, COMMA, COUNT, ITEM, OPEN, SEMICOLON, STOP};
use super::who::Group;
use super::{Given, Teller};
use crate::edtf::Edtf;
use crate::grammar::Match;
use crate::mention::What;
use std::ops::Range;

/// The years, and how they were found.
pub(crate) type Period = (Edtf, Source<PeriodWay>);

pub(crate) fn of(teller: &Teller<'_>, m: &Match<'_>, given: &Given, group: &Group) -> Option<Period> {
    let reader = Reader { teller, annual: is_annual(teller, given), award: given.item };
    let recipients = reader.before(group, m);
    let found = |at: Option<usize>, way: PeriodWay| {
        at.and_then(|at| Some((reader.years(at)?, Source::new(way, teller.tape.items[at].tokens.clone()))))
    };
    found(reader.behind(m), PeriodWay::Behind)
        .or_else(|| found(reader.said(recipients), PeriodWay::Before))
        .or_else(|| found(reader.beside(), PeriodWay::Beside))
        .or_else(|| found(reader.introduced(), PeriodWay::Introduced))
        .or_else(|| reader.total(group).map(|(years, at)| (years, Source { way: PeriodWay::Total, at })))
}

/// Given by the year: cờ thi đua, Chiến sĩ thi đua, Lao động tiên tiến.
fn is_annual(teller: &Teller<'_>, given: &Given) -> bool {
    let award = teller.story.award(given.award);
    matches!(award.kind.as_str(), "flag" | "emulation-title")
}

/// How many elements into a sentence "Năm 2023, ..." stands.
const LEAD: usize = 2;

struct Reader<'r> {
    teller: &'r Teller<'r>,
    annual: bool,
    /// Element of the award.
    award: usize,
}

impl Reader<'_> {
    /// Years that an element states.
    fn years(&self, at: usize) -> Option<Edtf> {
        self.teller.date_at(at).filter(|date| date.is_period())
    }

    fn kind(&self, at: usize) -> Option<u8> {
        self.teller.tape.kinds.get(at).copied()
    }

    /// A comma before a count begins the clause of another subject: ", 46 cá nhân".
    fn begins_clause(&self, at: usize) -> bool {
        self.kind(at) == Some(COMMA) && self.kind(at + 1) == Some(COUNT)
    }

    /// The years between the award or the recipients and the end of the clause: their element.
    fn behind(&self, m: &Match<'_>) -> Option<usize> {
        let ends = |at: &usize| {
            let behind = *at >= m.span.end;
            let next = behind && (matches!(self.kind(*at), Some(AWARD | CLASSED)) || self.begins_clause(*at));
            next || matches!(self.kind(*at), Some(SEMICOLON | STOP | ITEM))
        };
        let from = self.award + 1;
        let listed = |at: &usize| *at < m.span.end && self.kind(*at) == Some(AWARD);
        let end = (from..self.teller.tape.kinds.len()).find(|at| ends(at) || (self.annual && listed(at)));
        self.said(from..end.unwrap_or(self.teller.tape.kinds.len()))
    }

    /// From the recipients to the award, where they stand before it.
    fn before(&self, group: &Group, m: &Match<'_>) -> Range<usize> {
        let items = &self.teller.tape.items;
        let start = items.iter().position(|item| item.tokens.contains(&group.tokens.start));
        // Not what another element of a list was given for.
        let kinds = &self.teller.tape.kinds;
        let listed = (0..self.award).rev().find(|i| kinds[*i] == SEMICOLON).map_or(0, |i| i + 1);
        let start = start.filter(|start| *start < m.span.start);
        start.map_or(0..0, |start| start.max(listed)..self.award)
    }

    /// The first years in a stretch that are said of the achievement.
    fn said(&self, range: Range<usize>) -> Option<usize> {
        let cue = &self.teller.story.rules.cue;
        let start = range.start;
        let (mut depth, mut merit) = (0, false);
        for at in range {
            merit |= is(self.teller, at, cue.merit) || is(self.teller, at, cue.emulation);
            match self.kind(at)? {
                OPEN => depth += 1,
                CLOSE => depth -= 1,
                _ => {}
            }
            let Some(years) = self.years(at) else { continue };
            // "kỷ niệm 60 năm Ngày thành lập (1958 - 2018)": how long something has stood.
            let jubilee = |i: usize| [cue.anniversary, cue.founding].iter().any(|c| is(self.teller, i, *c));
            let stood = depth > 0 && (0..at).any(jubilee);
            let interval = matches!(years, Edtf::Interval(..)) && !stood;
            let next_clause = at > start && self.kind(at - 1) == Some(COMMA);
            if interval || (depth == 0 && !next_clause && (self.annual || merit)) {
                return Some(at);
            }
        }
        None
    }

    /// For awards by the year: the year that begins the sentence or the clause, or ends the enumeration
    /// they stand in.
    fn beside(&self) -> Option<usize> {
        if !self.annual {
            return None;
        }
        let ends = |at: &usize| matches!(self.kind(*at), Some(STOP | ITEM));
        let before = (0..self.award).rev().take_while(|at| !ends(at) && !self.begins_clause(*at));
        let leads = 0..self.award.min(LEAD);
        let before = before.chain(leads).find(|at| self.years(*at).is_some());
        let closes = |at: &usize| matches!(self.kind(*at), Some(SEMICOLON | STOP | ITEM));
        let behind = || {
            let clause = (self.award + 1..self.teller.tape.kinds.len()).take_while(|at| !closes(at));
            let trailing = |at: &usize| !matches!(self.kind(*at - 1), Some(COMMA | OPEN));
            clause.filter(trailing).find(|at| self.years(*at).is_some())
        };
        before.or_else(behind)
    }

    /// "Các hình thức khen thưởng năm 2015 gồm:" above the item of a list.
    fn introduced(&self) -> Option<usize> {
        self.teller.introductions(self.award).into_iter().find(|at| self.years(*at).is_some())
    }

    /// A total told of years that the text named before: "cùng giai đoạn", "trong giai đoạn này".
    fn total(&self, group: &Group) -> Option<(Edtf, Words)> {
        let story = self.teller.story;
        let background = story.rules.cue.background;
        let here = (0..self.award).any(|i| is(self.teller, i, background));
        let total = group.count.is_some_and(|c| c > 1) && (here || self.teller.discourse.background);
        let start = self.teller.tape.items[self.award].tokens.start;
        let before = story.mentions.all().iter().rev().skip_while(|m| m.tokens.start >= start);
        let intervals = before.filter_map(|m| match m.what {
            What::Date(date @ Edtf::Interval(..)) if date.is_period() => {
                Some((date, Words::of(m.tokens.clone())))
            }
            _ => None,
        });
        intervals.into_iter().next().filter(|_| total)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::periods_of;

    #[test]
    fn a_row_rewards_the_years_that_its_clause_says() {
        for (text, want) in [
            ("Dịp này, UBND tỉnh Hà Nam tặng Cờ thi đua năm 2023 cho 5 tập thể.", "2023"),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 5 tập thể có thành tích giai đoạn 2018 - 2022.",
                "2018/2022",
            ),
            (
                "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 5 tập thể có thành tích xuất sắc năm 2023.",
                "2023",
            ),
            ("Năm 2023, 5 tập thể được UBND tỉnh Hà Nam tặng Cờ thi đua.", "2023"),
            // The year in which an order was received is not what it is for.
            ("Sở Y tế được tặng Huân chương Lao động hạng Ba năm 2005.", "-"),
            (
                "Kết quả năm 2023:\n- Cờ thi đua của Chính phủ: 5 tập thể;\n- Cờ thi đua của UBND tỉnh: 8 tập thể.",
                "2023 2023",
            ),
            (
                "Dịp này, 8 tập thể dẫn đầu năm 2023 được UBND tỉnh tặng Cờ thi đua, 46 cá nhân có thành tích giai đoạn 2018 - 2022 được tặng Bằng khen.",
                "2023 2018/2022",
            ),
        ] {
            assert_eq!(periods_of(text), want, "{text}");
        }
    }
}
