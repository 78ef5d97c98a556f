//! In whose name and by whose decision awards are given.

use super::Teller;
use super::discourse::is;
use super::giver::{Giver, is_giver, named};
use super::provenance::GiverWay;
use super::tape::{AWARD, BODY, COMMA, DASH, DATE, ITEM, NUMBER, OFFICE, OTHER, SEMICOLON, STOP, WORD};

/// "thừa ủy quyền của Chủ tịch nước": whoever hands over, he confers. So does the one whose decision it
/// is: "theo quyết định của Đảng ủy".
pub(crate) fn authority(teller: &Teller<'_>, before: usize) -> Option<Giver> {
    let items = &teller.tape.items;
    let cue = &teller.story.rules.cue;
    let in_whose_name =
        |at: usize| (at + 1..(at + 4).min(items.len())).find(|i| matches!(items[*i].kind, OFFICE | BODY));
    let conferrer = (0..before).rev().find_map(|i| {
        if is(teller, i, cue.authority) {
            in_whose_name(i)
        } else if is(teller, i, cue.decision) {
            taken_by(teller, i)
        } else {
            None
        }
    })?;
    Some(named(teller, conferrer).found(GiverWay::Authority))
}

/// The element of him who took a decision: "Quyết định số 12/QĐ-UBND ngày 5/1/2024 của Chủ tịch UBND tỉnh".
fn taken_by(teller: &Teller<'_>, decision: usize) -> Option<usize> {
    let of = (decision + 1..teller.tape.items.len()).find(|i| !is_number_of_decree(teller, *i))?;
    (is(teller, of, teller.story.rules.cue.of) && is_giver(teller, of + 1)).then_some(of + 1)
}

/// "trao Huy hiệu Đảng theo quyết định của Ban Thường vụ Tỉnh ủy", behind the award and whom it is given to.
pub(crate) fn by_decision_of(teller: &Teller<'_>, behind: usize) -> Option<Giver> {
    let (items, cue) = (&teller.tape.items, &teller.story.rules.cue);
    let ends = |kind: u8| matches!(kind, SEMICOLON | STOP | ITEM | AWARD);
    let mut clause = (behind..items.len()).take_while(|i| !ends(items[*i].kind));
    let decision =
        clause.find(|i| is(teller, *i, cue.decision) && *i > 0 && is(teller, i - 1, cue.according))?;
    let taker = taken_by(teller, decision)?;
    Some(named(teller, taker).found(GiverWay::Authority))
}

/// By whose decision a sentence says that awards are given, and which.
#[derive(Debug, Clone)]
pub(crate) struct Decided {
    pub(crate) giver: Giver,
    /// Indices of the awards that the sentence names; none where it only speaks of a commendation.
    awards: Vec<usize>,
}

impl Decided {
    /// "Theo quyết định của Ban Thường vụ Tỉnh ủy, ... Huy hiệu Đảng", "Chủ tịch UBND tỉnh đã có hai quyết định khen thưởng".
    pub(crate) fn by(teller: &Teller<'_>) -> Option<Self> {
        let (items, cue) = (&teller.tape.items, &teller.story.rules.cue);
        let decision = (0..items.len()).find(|i| is(teller, *i, cue.decision))?;
        let tokens = teller.story.tokens;
        let says =
            |t: usize| tokens.cues(t).any(|form| form.cue == cue.decision && form.value == "khen thưởng");
        let commends = || {
            items[decision].tokens.clone().any(says)
                || (decision..items.len()).any(|i| is(teller, i, cue.commend))
        };
        let subject = || {
            let before = decision.saturating_sub(DECIDES_WITHIN)..decision;
            before.rev().find(|i| matches!(items[*i].kind, OFFICE | BODY)).filter(|_| commends())
        };
        let awards: Vec<usize> =
            (0..items.len()).filter_map(|i| teller.award_at(i)).map(|given| given.award).collect();
        let giver = authority(teller, items.len())
            .filter(|_| !awards.is_empty() || commends())
            .or_else(|| subject().map(|at| named(teller, at).found(GiverWay::Authority)))?;
        giver.conferrer.as_ref()?;
        Some(Self { giver, awards })
    }

    pub(crate) fn is_on(&self, award: usize) -> bool {
        self.awards.is_empty() || self.awards.contains(&award)
    }
}

/// How far before "quyết định" he may stand who takes it. Elements.
const DECIDES_WITHIN: usize = 3;

/// The decision by which a verb gives: "Chủ tịch UBND tỉnh ký Quyết định số 12/QĐ-UBND, ngày 5/1/2024 về việc tặng". What
/// stands between does not part him from the verb.
pub(crate) fn decision_before(teller: &Teller<'_>, verb: usize) -> Option<usize> {
    let (items, cue) = (&teller.tape.items, &teller.story.rules.cue);
    // "khen thưởng và tặng"
    let joint = |at: usize| is(teller, at, cue.and) || is(teller, at, cue.commend);
    let between = |at: usize| {
        is_number_of_decree(teller, at) || items[at].kind == COMMA && items[at + 1].kind == DATE || joint(at)
    };
    let mut found = None;
    let mut at = verb;
    while let Some(decision) = (0..at).rev().find(|i| !between(*i)).filter(|i| is(teller, *i, cue.decision)) {
        found = Some(decision);
        at = decision;
    }
    found
}

/// What stands between "Quyết định" and the one who took it: its number and day.
pub(crate) fn is_number_of_decree(teller: &Teller<'_>, item: usize) -> bool {
    let items = &teller.tape.items;
    let number = teller.story.rules.cue.number;
    matches!(items[item].kind, NUMBER | DATE | DASH | OTHER)
        || is(teller, item, number)
        || (items[item].kind == WORD && items[item].tokens.len() <= 2)
}

#[cfg(test)]
mod tests {
    use crate::testing::rows_of;

    #[test]
    fn what_a_decision_gives_is_of_him_who_took_it() {
        for (text, want) in [
            (
                "Sáng nay, Huyện ủy Bình Lục trao Huy hiệu Đảng theo quyết định của Ban Thường vụ Tỉnh ủy Hà Nam. 3 đồng chí \
                 nhận Huy hiệu 75 năm tuổi Đảng.",
                "huy-hieu-dang/75 < Ban Thường vụ Tỉnh ủy Hà Nam > individual 3 [] conferred",
            ),
            (
                "Chủ tịch UBND tỉnh Hà Nam có hai quyết định khen thưởng. Sáng nay, 3 cá nhân nhận Bằng khen.",
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > individual 3 [] conferred",
            ),
            (
                "Chủ tịch UBND tỉnh Hà Nam vừa ký Quyết định số 12/QĐ-UBND, ngày 5/1/2024 về việc khen thưởng và tặng Bằng khen cho \
                 3 cá nhân.",
                "bang-khen < Chủ tịch UBND tỉnh Hà Nam > individual 3 [] conferred",
            ),
            // The decision was on another award.
            (
                "Theo quyết định của Bộ Y tế, 2 cá nhân được tặng Kỷ niệm chương. Sáng nay, 3 cá nhân nhận Bằng khen.",
                "bang-khen < - > individual 3 [] conferred",
            ),
            // Nor does it give what somebody had before.
            (
                "Chủ tịch UBND tỉnh Hà Nam có hai quyết định khen thưởng. 3 cá nhân từng nhận Bằng khen.",
                "bang-khen < - > individual 3 [] past",
            ),
        ] {
            let rows = rows_of(text);
            assert_eq!(rows.last().map(String::as_str), Some(want), "{text}");
        }
    }
}
