//! Awards: a form of the gazetteer, and what may follow it and belongs to its name.

use super::{Mention, Mentions, What};
use crate::Rules;
use crate::token::{Shape, Tokens};
use bangvang_gazetteer::{AwardForm, Extent, PlaceKind, Sense, Takes};

/// An award that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AwardMention {
    /// Index in [`bangvang_gazetteer::Gazetteer::awards`].
    pub(crate) award: usize,
    /// "1", "2", "3", a badge's years, "mixed".
    pub(crate) class: Option<String>,
    /// True where it is an award only if it turns out to be conferred (biểu dương).
    pub(crate) praise: bool,
    /// True where the name itself says that it is reached (đạt chuẩn nông thôn mới).
    pub(crate) standard: bool,
}

/// Tokens that a quoted name may have.
const LONGEST_NAME: usize = 24;

pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let mut at = 0;
    while at < tokens.len() {
        let finder = Finder { tokens, rules, at };
        let found = finder.award().or_else(|| finder.unknown_title());
        at = match found {
            Some((end, award)) => {
                mentions.add(Mention::new(at..end, What::Award(award)));
                end
            }
            None => at + 1,
        };
    }
    settle_context(tokens, rules, mentions);
}

struct Finder<'f, 't> {
    tokens: &'f Tokens<'t>,
    rules: &'f Rules,
    at: usize,
}

impl Finder<'_, '_> {
    fn form(&self, at: usize) -> Option<&AwardForm> {
        self.tokens.sense(at, |sense| match sense {
            Sense::Award(i) => Some(&self.tokens.gazetteer.award_forms()[i]),
            _ => None,
        })
    }

    fn id(&self, id: &str) -> usize {
        let awards = self.tokens.gazetteer.awards();
        awards.iter().position(|a| a.id == id).unwrap_or_default()
    }

    /// The award that begins here, with its end.
    fn award(&self) -> Option<(usize, AwardMention)> {
        let form = self.form(self.at)?;
        if self.is_excluded(form) {
            return None;
        }
        let standard = form.takes(Takes::Standard);
        let mut mention =
            AwardMention { award: form.award, class: None, praise: form.takes(Takes::Praise), standard };
        let mut end = self.at + 1;
        if form.takes(Takes::ProperName) {
            end = self.proper_name(end)?;
        }
        if form.takes(Takes::War) && self.tokens.is_cue(end, self.rules.cue.war) {
            end += 1;
        }
        if form.takes(Takes::Badge)
            && let Some((after, years)) = self.badge_years(end)
        {
            mention.award = self.id("huy-hieu-dang");
            return Some((after, AwardMention { class: Some(years), ..mention }));
        }
        if form.takes(Takes::Rank)
            && let Some((after, id)) = self.rank(end)
        {
            (end, mention.award) = (after, self.id(id));
        }
        if form.takes(Takes::OfStandard) {
            end = self.standard(end);
        }
        if form.takes(Takes::Name)
            && let Some(after) = self.quoted(end)
        {
            end = after;
        }
        if form.takes(Takes::Class) {
            if let Some((after, class)) = self.class(end) {
                (end, mention.class) = (after, Some(class));
            } else if let Some(after) = self.foreign_name(form, end) {
                (end, mention.award) = (after, self.id("giai-thuong-nuoc-ngoai"));
            }
        }
        Some((end, mention))
    }

    /// Forms that are awards only in certain company.
    fn is_excluded(&self, form: &AwardForm) -> bool {
        let (tokens, cue, at) = (self.tokens, &self.rules.cue, self.at);
        let next_award = |at: usize| {
            let joint = tokens.is_punct(at, ",") || tokens.is_cue(at, cue.and);
            joint && self.form(at + 1).is_some()
        };
        let reached = || {
            (1..=2).any(|back| {
                at.checked_sub(back).is_some_and(|i| {
                    tokens.is_cue(i, cue.reach)
                        || tokens.is_cue(i, cue.title)
                        || tokens.is_cue(i, cue.recognise)
                        || (back == 1 && tokens.is_punct(i, "\"“'‘"))
                })
            })
        };
        let metal = || {
            let next = tokens.is_cue(at + 1, cue.metal);
            let beside = (at >= 2 && self.form(at - 2).is_some()) || next_award(at + 1);
            next || !beside
        };
        (form.takes(Takes::BeforeMedal) && !next_award(at + 1))
            || (form.takes(Takes::Reached) && !reached() && !self.is_title_case())
            || (form.takes(Takes::Medal) && metal())
    }

    /// "Gương mặt trẻ tiêu biểu" inside a sentence: the capital makes it a name.
    fn is_title_case(&self) -> bool {
        let at = self.at;
        let inside = at > 0 && !crate::sentence::ends_at(self.tokens, at - 1);
        inside && self.tokens.is_capital(at) && self.tokens.is_word(at - 1) && !self.tokens.is_capital(at - 1)
    }

    /// hạng Nhất · (hạng Ba) · các hạng · Nhì
    fn class(&self, at: usize) -> Option<(usize, String)> {
        let tokens = self.tokens;
        let open = usize::from(tokens.is_punct(at, "(,\"”"));
        let at = at + open;
        let value = tokens.cues(at).find(|c| c.cue == self.rules.cue.class).map(|c| c.value.clone());
        if let Some(class) = value {
            let close = usize::from(open == 1 && tokens.is_punct(at, ")"));
            return Some((at + 1 + close, class));
        }
        let bare = ["Nhất", "Nhì", "Ba"].iter().position(|w| open == 0 && *w == self.text(at))?;
        Some((at + 1, (bare + 1).to_string()))
    }

    fn text(&self, at: usize) -> &str {
        if at < self.tokens.len() { self.tokens.str(at) } else { "" }
    }

    /// cấp tỉnh · cơ sở · ngành Thuế · tỉnh Hà Nam
    fn rank(&self, at: usize) -> Option<(usize, &str)> {
        let tokens = self.tokens;
        if let Some(cue) = tokens.cues(at).find(|c| c.cue == self.rules.cue.rank) {
            return Some((at + 1, cue.value.as_str()));
        }
        let typed = tokens.senses(at).any(|s| matches!(s, Sense::UnitType(_) | Sense::Body(_)));
        if !(typed || tokens.is_cue(at, self.rules.cue.sector)) {
            return None;
        }
        let mut end = at + 1;
        while tokens.is_capital(end) || tokens.senses(end).any(|s| s == Sense::Field) {
            end += 1;
        }
        (end > at + 1).then_some((end, "chien-si-thi-dua-cap-bo-tinh"))
    }

    /// 60 năm (tuổi Đảng)
    fn badge_years(&self, at: usize) -> Option<(usize, String)> {
        let tokens = self.tokens;
        let cue = &self.rules.cue;
        let years = tokens.digits(at).filter(|y| (30..=100).contains(y) && y % 5 == 0)?;
        if tokens.is_cue(at + 1, cue.party_age) {
            return Some((at + 2, years.to_string()));
        }
        if !tokens.is_cue(at + 1, cue.year) {
            return None;
        }
        let party = usize::from(tokens.is_cue(at + 2, cue.party_age));
        Some((at + 2 + party, years.to_string()))
    }

    /// A name in quotation marks right after the form.
    fn quoted(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        if !tokens.is_punct(at, "\"“'‘") {
            return None;
        }
        let close = (at + 1..at + LONGEST_NAME).find(|i| tokens.is_punct(*i, "\"”'’"))?;
        Some(close + 1)
    }

    /// The standard a certificate of recognition is about, up to its last word in a few.
    fn standard(&self, at: usize) -> usize {
        let near = at..(at + 8).min(self.tokens.len());
        let found = near
            .into_iter()
            .take_while(|i| self.tokens.is_word(*i))
            .find(|i| self.form(*i).is_some_and(|form| form.takes(Takes::Standard)));
        found.map_or(at, |i| i + 1)
    }

    fn proper_name(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.quoted(at) {
            return Some(end);
        }
        let mut end = at;
        while self.tokens.is_capital(end) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// A capitalised name after "huân chương" that is none of ours belongs to another state's order.
    fn foreign_name(&self, form: &AwardForm, at: usize) -> Option<usize> {
        if self.tokens.gazetteer.awards()[form.award].id != "huan-chuong" {
            return None;
        }
        let mut end = at;
        while self.tokens.is_capital(end) && !self.tokens.senses(end).any(|s| matches!(s, Sense::Office(_))) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// danh hiệu "…": a title the gazetteer does not know.
    fn unknown_title(&self) -> Option<(usize, AwardMention)> {
        let (tokens, cue) = (self.tokens, &self.rules.cue);
        let titled = self.at > 0 && tokens.is_cue(self.at - 1, cue.title);
        if !titled || tokens.is_cue(self.at + 1, cue.contest) {
            return None;
        }
        let end = self.quoted(self.at)?;
        if (self.at..end).any(|i| self.form(i).is_some()) {
            return None;
        }
        let award = self.id("danh-hieu-khac");
        Some((end, AwardMention { award, class: None, praise: false, standard: false }))
    }
}

/// What only the whole text tells: "Huy hiệu" alone in a report on Party badges, "huân chương" alone in
/// a story about another country.
fn settle_context(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let awards = tokens.gazetteer.awards();
    let id = |id: &str| awards.iter().position(|a| a.id == id).unwrap_or_default();
    let (badge, party_badge) = (id("huy-hieu"), id("huy-hieu-dang"));
    let foreign = id("giai-thuong-nuoc-ngoai");
    let has = |which: usize, all: &[Mention]| {
        all.iter().any(|m| matches!(&m.what, What::Award(a) if a.award == which))
    };
    let party = has(party_badge, &mentions.all);
    let abroad = is_abroad(tokens);
    for mention in &mut mentions.all {
        let bare = mention.tokens.len() == 1;
        let What::Award(award) = &mut mention.what else { continue };
        if party && bare && award.award == badge {
            award.award = party_badge;
        }
        let ours = !matches!(awards[award.award].kind.as_str(), "order" | "medal");
        if !ours && award.class.is_none() && (abroad || is_of_other_state(tokens, rules, mention.tokens.end))
        {
            award.award = foreign;
        }
    }
}

/// "của Nhà nước Lào", "của Nhật Bản" behind the award, or behind the next in "huân, huy chương".
fn is_of_other_state(tokens: &Tokens<'_>, rules: &Rules, end: usize) -> bool {
    let of = (end..(end + 3).min(tokens.len())).find(|t| tokens.is_cue(*t, rules.cue.of));
    of.is_some_and(|of| {
        tokens.senses(of + 1).any(|sense| match sense {
            Sense::Abroad(i) => tokens.gazetteer.places_abroad()[i].kind != PlaceKind::Home,
            Sense::Office(i) => tokens.gazetteer.offices()[i].level == "foreign",
            _ => false,
        })
    })
}

/// True where a text speaks of other countries and of no unit of ours. That it names Việt Nam tells
/// nothing: a story of a foreign soldier may, too.
fn is_abroad(tokens: &Tokens<'_>) -> bool {
    let (mut abroad, mut home) = (0, 0);
    for at in 0..tokens.len() {
        let gazetteer = tokens.gazetteer;
        for sense in tokens.senses(at).filter(|_| tokens.shape(at) == Some(Shape::Capital)) {
            match sense {
                Sense::Abroad(i) if gazetteer.places_abroad()[i].kind != PlaceKind::Home => abroad += 1,
                Sense::Unit(_) => home += 1,
                Sense::Body(i) if gazetteer.bodies()[i].extent == Extent::Place => home += 1,
                _ => {}
            }
        }
    }
    abroad >= 3 && abroad > 4 * home
}

#[cfg(test)]
mod tests {
    use crate::testing::awards_of;

    #[test]
    fn awards_have_their_id_and_class() {
        for (text, want) in [
            ("Huân chương Lao động hạng Nhất", "huan-chuong-lao-dong/1"),
            ("HCLĐ hạng 3; Huân chương Lao động Nhì", "huan-chuong-lao-dong/3 huan-chuong-lao-dong/2"),
            ("Huân chương Độc lập các hạng", "huan-chuong-doc-lap/mixed"),
            ("Huân chương Kháng chiến chống Mỹ, cứu nước hạng Nhì", "huan-chuong-khang-chien/2"),
            ("huân, huy chương của Nhà nước", "huan-chuong huy-chuong"),
            ("Chiến sỹ thi đua cấp tỉnh", "chien-si-thi-dua-cap-bo-tinh"),
            ("Chiến sĩ thi đua ngành Thủy lợi", "chien-si-thi-dua-cap-bo-tinh"),
            ("CSTĐ cơ sở, LĐTT", "chien-si-thi-dua-co-so lao-dong-tien-tien"),
            ("Huy hiệu 60 năm tuổi Đảng", "huy-hieu-dang/60"),
            ("Kỷ niệm chương “Vì sự nghiệp Thủy lợi”", "ky-niem-chuong"),
            ("danh hiệu “Doanh nghiệp vì người lao động”", "danh-hieu-khac"),
            ("Bằng công nhận xã đạt chuẩn nông thôn mới", "bang-cong-nhan"),
            ("Giải thưởng Trần Đại Nghĩa", "giai-thuong"),
            ("Huân chương Cành cọ của Pháp", "giai-thuong-nuoc-ngoai"),
            ("NSND Lan Hương, Bà mẹ VNAH", "nghe-si-nhan-dan ba-me-viet-nam-anh-hung"),
        ] {
            assert_eq!(awards_of(text), want, "{text}");
        }
    }

    #[test]
    fn contests_and_general_talk_name_no_award() {
        for text in [
            "huy chương vàng, HCV, huy chương đồng SEA Games",
            "giải thưởng 50 triệu đồng",
            "danh hiệu “Hoa hậu Biển”",
            "phong trào xây dựng gia đình văn hóa",
            "học sinh giỏi, giải Nhất",
        ] {
            assert_eq!(awards_of(text), "", "{text}");
        }
    }
}
