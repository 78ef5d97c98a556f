//! Counts: a number, perhaps "lượt", and the noun that is counted.

use super::{Mention, Mentions, What, number};
use crate::Rules;
use crate::sort;
use crate::token::Tokens;
use bangvang_gazetteer::{CueForm, NounKind, Sense};
use std::ops::Range;

/// A stated number of people, collectives or pieces.
#[derive(Debug, Clone)]
pub(crate) struct CountMention {
    pub(crate) value: u64,
    /// The counted noun, lower case.
    pub(crate) noun: String,
    /// What the noun stands for.
    pub(crate) kind: NounKind,
    pub(crate) modifier: Modifier,
}

/// What stands before the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Modifier {
    /// nothing
    Exact,
    /// hơn, trên
    Over,
    /// khoảng, chừng
    About,
    /// gần
    Under,
}

impl Modifier {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Over => "over",
            Self::About => "about",
            Self::Under => "under",
        }
    }
}

pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let mut at = 0;
    while at < tokens.len() {
        if !number::may_begin(tokens, at) {
            at += 1;
            continue;
        }
        at = match (Finder { tokens, rules, mentions }).at(at) {
            Some(end) => end,
            None => at + 1,
        };
    }
}

struct Finder<'f, 't> {
    tokens: &'f Tokens<'t>,
    rules: &'f Rules,
    mentions: &'f mut Mentions,
}

/// The noun of a count: its tokens, its text, what it stands for.
struct Counted {
    end: usize,
    noun: String,
    kind: NounKind,
    /// True where "một" before it is a number and no article.
    one: bool,
}

impl Finder<'_, '_> {
    /// "trong số", "tổng số"
    fn is_among(&self, at: usize) -> bool {
        let whole =
            |before: usize| ["trong", "tổng"].contains(&self.tokens.str(before).to_lowercase().as_str());
        self.tokens.str(at) == "số" && at.checked_sub(1).is_some_and(whole)
    }

    /// Adds the count at `at` and returns the token after its number.
    fn at(&mut self, at: usize) -> Option<usize> {
        let cue = &self.rules.cue;
        // "Tổ số 12"; but "trong số 12 tập thể" are so many.
        let ordinal = |at: usize| self.tokens.is_cue(at, cue.number) && !self.is_among(at);
        if !self.mentions.is_free(at) || at.checked_sub(1).is_some_and(ordinal) {
            return None;
        }
        let number = number::read(self.tokens, at)?;
        // "bốn năm tổ chức", "mỗi năm thành phố": years, not five.
        let before = at.wrapping_sub(1);
        let years = number.in_words
            && number.tokens == 1
            && self.tokens.is_cue(at, cue.year)
            && (self.tokens.can_mean(before, sort::NUMERAL)
                || self.tokens.digits(before).is_some()
                || self.tokens.is_cue(before, cue.each)
                || self.tokens.is_cue(before, cue.through)
                || self.tokens.is_cue(before, cue.plural));
        if years {
            return None;
        }
        let mut after = at + number.tokens;
        if !self.mentions.are_free(at..after) {
            return None;
        }
        // "47/69 xã" counts the 47 and the 69.
        let of = (self.tokens.is_punct(after, "/"))
            .then(|| number::read(self.tokens, after + 1))
            .flatten()
            .map(|whole| (after + 1, whole));
        if let Some((start, whole)) = of {
            after = start + whole.tokens;
        }
        let counted = self.counted(after)?;
        if number.in_words && number.value == 1 && !counted.one {
            return None;
        }
        let (start, modifier) = self.modifier(at);
        self.add(start..counted.end, number.value, &counted, modifier);
        if let Some((start, whole)) = of {
            self.add(start..counted.end, whole.value, &counted, Modifier::Exact);
        }
        Some(after)
    }

    fn add(&mut self, tokens: Range<usize>, value: u64, counted: &Counted, modifier: Modifier) {
        // The noun may belong to another mention: "13 Huân chương", "2 huyện Tân Lạc và Lạc Sơn".
        let free = tokens.clone().take_while(|t| self.mentions.is_free(*t)).count();
        let own = tokens.start..tokens.start + free;
        let count = CountMention { value, noun: counted.noun.clone(), kind: counted.kind, modifier };
        self.mentions.add(Mention { tokens, own, what: What::Count(count) });
    }

    fn modifier(&self, at: usize) -> (usize, Modifier) {
        let cue = &self.rules.cue;
        let before = at.checked_sub(1).filter(|i| self.mentions.is_free(*i));
        for (cue, modifier) in
            [(cue.over, Modifier::Over), (cue.about, Modifier::About), (cue.under, Modifier::Under)]
        {
            if let Some(before) = before.filter(|i| self.tokens.is_cue(*i, cue)) {
                return (before, modifier);
            }
        }
        (at, Modifier::Exact)
    }

    /// The counted noun from `at` on: people, places, or the award whose pieces are counted.
    fn counted(&self, at: usize) -> Option<Counted> {
        let cue = &self.rules.cue;
        if let Some(pieces) = self.pieces(at) {
            return Some(pieces);
        }
        let mut start = at;
        while self.tokens.is_cue(start, cue.times) || self.tokens.is_cue(start, cue.gender) {
            start += 1;
        }
        let (first, kind, mut one) = self.noun(start)?;
        let (mut end, mut kinds) = (start + 1, vec![kind]);
        let mut noun = first;
        // "cán bộ, giáo viên và nhân viên"
        loop {
            // "2 bạn cùng xóm" are no two kinds.
            let and = |c: &CueForm| c.cue == cue.and && c.value.is_empty();
            let joint = self.tokens.is_punct(end, ",") || self.tokens.cues(end).any(and);
            let next = if joint { self.noun(end + 1) } else { None };
            let next = next.filter(|_| self.mentions.are_free(end..end + 2));
            // "12 cá nhân, Giám đốc Công an tỉnh tặng": who acts next.
            let office = |at: usize| self.tokens.can_mean(at, sort::OFFICE) && self.tokens.is_capital(at);
            let next = next.filter(|_| !office(end + 1));
            let Some((word, kind, _)) = next else { break };
            one = false;
            noun = format!("{noun}{}{word}", if self.tokens.is_punct(end, ",") { ", " } else { " và " });
            kinds.push(kind);
            end += 2;
        }
        let kind = if kinds.iter().all(|k| *k == kinds[0]) { kinds[0] } else { NounKind::Mixed };
        Some(Counted { end, noun, kind, one: one || kind == NounKind::Mixed })
    }

    fn noun(&self, at: usize) -> Option<(String, NounKind, bool)> {
        let gazetteer = self.tokens.gazetteer;
        let noun = self.tokens.sense(at, |sense| match sense {
            Sense::Noun(i) => Some(&gazetteer.nouns()[i]),
            // "5 nông dân xuất sắc": no award here, and the noun begins the form.
            Sense::Award(_) if self.mentions.is_free(at) => gazetteer.leading_noun(self.tokens.str(at)),
            _ => None,
        })?;
        let usable = self.mentions.at(at).is_none_or(|m| m.tokens.start == at);
        // Medals of contests and prizes won are no awards, and no counts.
        let usable = usable && noun.kind != NounKind::Award;
        usable.then(|| (self.written(at, &noun.noun), noun.kind, noun.one))
    }

    /// The noun as the text writes it, "chiến sỹ", where the text has no more than the noun.
    fn written(&self, at: usize, noun: &str) -> String {
        let text = self.tokens.str(at);
        let whole = text.split(' ').count() == noun.split(' ').count();
        if whole { text.to_lowercase() } else { noun.to_owned() }
    }

    /// "13 Huân chương Lao động", and "3 hạng Nhất" where the form went before.
    fn pieces(&self, at: usize) -> Option<Counted> {
        if self.tokens.is_cue(at, self.rules.cue.class) {
            let before = self.mentions.all().iter().filter(|m| m.tokens.end <= at);
            let what = before.filter(|m| matches!(m.what, What::Award(_))).max_by_key(|m| m.tokens.start)?;
            let noun = self.form_noun(what)?;
            return Some(Counted { end: at + 1, noun, kind: NounKind::Award, one: false });
        }
        let mention = self.mentions.at(at).filter(|m| m.tokens.start == at)?;
        let noun = self.form_noun(mention)?;
        Some(Counted { end: mention.tokens.end, noun, kind: NounKind::Award, one: false })
    }

    /// The form noun an award begins with: "huân chương" of "Huân chương Lao động".
    fn form_noun(&self, mention: &Mention) -> Option<String> {
        let What::Award(award) = &mention.what else { return None };
        let gazetteer = self.tokens.gazetteer;
        let in_full = || gazetteer.award_noun(&gazetteer.awards()[award.award].name_vi);
        let written = self.tokens.str(mention.tokens.start);
        // "10 gương mặt trẻ tiêu biểu" are people, who head their title.
        let title = || gazetteer.awards()[award.award].kind.ends_with("title");
        let people = || gazetteer.leading_noun(written).filter(|_| title());
        // "HCLĐ" begins with none.
        let noun = gazetteer.award_noun(written).or_else(people).or_else(in_full);
        noun.map(|noun| noun.noun.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::counts_of;

    #[test]
    fn counts_are_a_number_and_its_noun() {
        for (text, want) in [
            ("tặng cho 26 tập thể và 71 cá nhân", "26 tập thể; 71 cá nhân"),
            ("54 tập thể, cá nhân", "54 tập thể, cá nhân"),
            ("hơn 700.000 người, gần 18 nghìn hộ", "700000 người; 18000 hộ"),
            ("1.846 lượt tập thể", "1846 tập thể"),
            ("ba nữ liệt sĩ, hai đồng chí", "3 liệt sĩ; 2 đồng chí"),
            ("một tập thể và một cá nhân", "1 tập thể; 1 cá nhân"),
            ("một người dân cho biết", ""),
            ("64 cán bộ, giáo viên, nhân viên", "64 cán bộ, giáo viên, nhân viên"),
            ("35/41 tổ dân phố", "35 tổ dân phố; 41 tổ dân phố"),
            ("13 Huân chương Lao động các hạng", "13 huân chương"),
            ("Huân chương Độc lập (3 hạng Nhất, 1 hạng Nhì)", "3 huân chương; 1 huân chương"),
            ("lần thứ 3 đồng chí; Tổ số 12 hội viên", ""),
            ("trong số 12 tập thể, tổng số 40 cá nhân", "12 tập thể; 40 cá nhân"),
            ("5 năm qua, 3,2 tỷ đồng, 12 km", ""),
            ("ngày 28 tháng 3 học sinh", ""),
            ("quan hệ giữa hai nước; 40 chiến sỹ", "2 nước; 40 chiến sỹ"),
            ("sau bốn năm tổ chức, mỗi năm thành phố dành", ""),
            ("giành 4 huy chương tại giải vô địch", ""),
            ("tuyên dương 10 gương mặt trẻ tiêu biểu", "10 gương mặt trẻ tiêu biểu"),
        ] {
            assert_eq!(counts_of(text), want, "{text}");
        }
    }
}
