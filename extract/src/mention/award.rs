//! Awards: a form of the gazetteer, and what may follow it and belongs to its name.

use super::badge;
use super::{Mention, Mentions, What};
use crate::Rules;
use crate::sort;
use crate::token::{Shape, Tokens};
use bangvang_gazetteer::{AwardForm, Extent, PlaceKind, Sense, Takes};
use std::ops::Range;

/// An award that is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AwardMention {
    /// Index in [`bangvang_gazetteer::Gazetteer::awards`].
    pub(crate) award: usize,
    /// "1", "2", "3", a badge's years, "mixed".
    pub(crate) class: Option<String>,
    /// The classes where the name lists several: "hạng Nhì, hạng Ba".
    pub(crate) listed: Vec<String>,
    /// True where it is an award only if it turns out to be conferred (biểu dương).
    pub(crate) praise: bool,
    /// True where the name itself says that it is reached (đạt chuẩn nông thôn mới).
    pub(crate) standard: bool,
    /// True where things receive it.
    pub(crate) thing: bool,
}

impl AwardMention {
    fn of(award: usize) -> Self {
        Self { award, class: None, listed: Vec::new(), praise: false, standard: false, thing: false }
    }
}

/// What a quoted name begins with.
const QUOTES: &str = "\"“'‘";

/// Tokens that a quoted name may have.
const LONGEST_NAME: usize = 24;

pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let (mut at, mut title_end) = (0, None);
    while at < tokens.len() {
        // An award begins with its form, or where the gazetteer does not know it with a quotation mark.
        if !tokens.get(at).is_some_and(|token| token.can_mean(sort::AWARD) || token.is_punct(QUOTES)) {
            at += 1;
            continue;
        }
        let finder = Finder { tokens, rules, at };
        let listed = title_end.is_some_and(|end| at == end + 1 && finder.is_joint(end));
        let found = match finder.award() {
            None => finder.unknown_title(listed).inspect(|(end, _)| title_end = Some(*end)),
            found => found,
        };
        at = match found {
            Some((end, award)) => {
                mentions.add(Mention::new(at..end, What::Award(award)));
                end
            }
            None => at + 1,
        };
    }
    if !mentions.all.is_empty() {
        settle_context(tokens, rules, mentions);
    }
}

struct Finder<'f, 't> {
    tokens: &'f Tokens<'t>,
    rules: &'f Rules,
    at: usize,
}

impl Finder<'_, '_> {
    fn form(&self, at: usize) -> Option<&AwardForm> {
        if !self.tokens.can_mean(at, sort::AWARD) {
            return None;
        }
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
        let (praise, thing) = (form.takes(Takes::Praise), form.takes(Takes::Thing));
        let mut mention = AwardMention { praise, standard, thing, ..AwardMention::of(form.award) };
        let mut end = self.at + 1;
        if form.takes(Takes::ProperName) {
            end = self.proper_name(end)?;
        }
        if form.takes(Takes::War) && self.tokens.is_cue(end, self.rules.cue.war) {
            end += 1;
        }
        if form.takes(Takes::Badge)
            && let Some((after, mention)) = self.party_badge(end, &mention)
        {
            return Some((after, mention));
        }
        if form.takes(Takes::Rank)
            && let Some((after, id)) = self.rank(end)
        {
            (end, mention.award) = (after, self.id(id));
        }
        if form.takes(Takes::OfStandard) {
            end = self.standard(end);
        }
        if form.takes(Takes::Field) {
            end = self.field(end);
        }
        if form.takes(Takes::Name)
            && let Some(after) = self.quoted(end)
        {
            end = after;
        }
        if form.takes(Takes::Class) {
            if let Some((after, class)) = self.class(end) {
                mention.listed = self.listed_classes(end..after);
                (end, mention.class) = (after, Some(class));
            } else if let Some(after) = self.foreign_name(form, end) {
                (end, mention.award) = (after, self.id("giai-thuong-nuoc-ngoai"));
            }
        }
        Some((end, mention))
    }

    /// Forms that are awards only in certain company.
    fn is_excluded(&self, form: &AwardForm) -> bool {
        let (tokens, at) = (self.tokens, self.at);
        let next_award = |at: usize| self.is_joint(at) && self.form(at + 1).is_some();
        let award = |back: usize| at.checked_sub(back).is_some_and(|i| self.form(i).is_some());
        let beside = || award(1) || award(2) || next_award(at + 1);
        let named = || form.takes(Takes::Name) && self.quoted(at + 1).is_some();
        let contest = || tokens.is_cue(at + 1, self.rules.cue.metal) || !(beside() || named());
        self.is_given_name()
            || (form.takes(Takes::BeforeMedal) && !(next_award(at + 1) || self.form(at + 1).is_some()))
            || (form.takes(Takes::Reached) && !self.is_reached() && !self.is_title_case())
            || (form.takes(Takes::Medal) && contest())
    }

    /// "," or "và" between two of a list.
    fn is_joint(&self, at: usize) -> bool {
        self.tokens.is_punct(at, ",;") || self.tokens.is_cue(at, self.rules.cue.and)
    }

    /// đạt danh hiệu …, công nhận …, biểu dương …, bằng khen “…”, đạt danh hiệu A, …
    fn is_reached(&self) -> bool {
        let (tokens, cue) = (self.tokens, &self.rules.cue);
        let said = |i: usize| {
            tokens.is_cue(i, cue.reach)
                || tokens.is_cue(i, cue.title)
                || tokens.is_cue(i, cue.called)
                || tokens.is_cue(i, cue.recognise)
                || tokens.is_cue(i, cue.honour)
                || self.form(i).is_some()
        };
        // phong trào thi đua “Lao động giỏi” is what people vie in.
        let movement = |i: usize| tokens.is_cue(i, cue.emulation) || tokens.can_mean(i, sort::COMPOUND);
        let before = |back: usize| self.at.checked_sub(back);
        before(1).is_some_and(said)
            || (before(1).is_some_and(|i| tokens.is_punct(i, "\"“'‘")) && !before(2).is_some_and(movement))
            || before(2).is_some_and(said)
            || self.is_listed_behind()
    }

    /// "45 khu phố văn hóa, 12 gia đình văn hóa": a number of these behind an award.
    fn is_listed_behind(&self) -> bool {
        let number = |at: &usize| matches!(self.tokens.shape(*at), Some(Shape::Digits | Shape::Number));
        let joint = self.at.checked_sub(1).filter(number).and_then(|at| at.checked_sub(1));
        let last = joint.filter(|at| self.is_joint(*at)).and_then(|at| at.checked_sub(1));
        last.is_some_and(|at| self.form(at).is_some())
    }

    /// "Nguyễn Huy Hiệu": capitals behind a family name are a person's, not a badge.
    fn is_given_name(&self) -> bool {
        let (tokens, at) = (self.tokens, self.at);
        let surname =
            |i: usize| tokens.is_capital(i) && tokens.can_mean(i, sort::SURNAME | sort::WEAK_SURNAME);
        let capitals = || tokens.str(at).split(' ').all(|w| w.starts_with(char::is_uppercase));
        at > 0 && surname(at - 1) && capitals() && tokens.str(at).contains(char::is_lowercase)
    }

    /// "Gương mặt trẻ tiêu biểu" inside a sentence: the capital makes it a name.
    fn is_title_case(&self) -> bool {
        let at = self.at;
        let inside = at > 0 && !crate::sentence::ends_at(self.tokens, at - 1);
        let told = |i: usize| self.tokens.is_word(i) || self.tokens.digits(i).is_some();
        let spelled_out = self.tokens.str(at).contains(char::is_lowercase);
        inside && spelled_out && self.tokens.is_capital(at) && told(at - 1) && !self.tokens.is_capital(at - 1)
    }

    /// hạng Nhất · (hạng Ba) · các hạng · Nhì · hạng Nhì, hạng Ba
    fn class(&self, at: usize) -> Option<(usize, String)> {
        let open = usize::from(self.tokens.is_punct(at, "(,\"”"));
        let (mut end, mut class) = match self.grade(at + open) {
            Some((end, class)) => (end, class.to_owned()),
            None if open == 0 => self.bare_grade(at)?,
            None => return None,
        };
        while self.is_joint(end) {
            let next = self.grade(end + 1).map(|(end, _)| end);
            let Some(after) = next.or_else(|| self.bare_grade(end + 1).map(|(end, _)| end)) else { break };
            (end, class) = (after, "mixed".to_owned());
        }
        let close = usize::from(open == 1 && self.tokens.is_punct(end, ")"));
        Some((end + close, class))
    }

    /// The classes of "hạng Nhì, hạng Ba"; none where there is only one.
    fn listed_classes(&self, tokens: Range<usize>) -> Vec<String> {
        let grade = |at: usize| self.grade(at).map(|(_, class)| class.to_owned());
        let class = |at: usize| grade(at).or_else(|| self.bare_grade(at).map(|(_, class)| class));
        let classes: Vec<String> = tokens.filter_map(class).collect();
        if classes.len() > 1 { classes } else { Vec::new() }
    }

    /// hạng Nhất
    fn grade(&self, at: usize) -> Option<(usize, &str)> {
        let mut cues = self.tokens.cues(at);
        cues.find(|c| c.cue == self.rules.cue.class).map(|c| (at + 1, c.value.as_str()))
    }

    /// Nhất
    fn bare_grade(&self, at: usize) -> Option<(usize, String)> {
        let grade = ["Nhất", "Nhì", "Ba"].iter().position(|word| *word == self.text(at))?;
        Some((at + 1, (grade + 1).to_string()))
    }

    fn text(&self, at: usize) -> &str {
        if at < self.tokens.len() { self.tokens.str(at) } else { "" }
    }

    /// cấp tỉnh · cơ sở · ngành Thuế · tỉnh Hà Nam
    fn rank(&self, at: usize) -> Option<(usize, &str)> {
        let tokens = self.tokens;
        let typed = tokens.can_mean(at, sort::UNIT_TYPE | sort::BODY);
        if typed || tokens.is_cue(at, self.rules.cue.sector) {
            let end = self.field(at + 1);
            if end > at + 1 {
                return Some((end, "chien-si-thi-dua-cap-bo-tinh"));
            }
        }
        // "Chiến sĩ thi đua thành phố cho 37 cá nhân"
        let cue = tokens.cues(at).find(|c| c.cue == self.rules.cue.rank)?;
        Some((at + 1, cue.value.as_str()))
    }

    /// The end of the field of work, or the names, that begin here.
    fn field(&self, at: usize) -> usize {
        let named = |i: &usize| self.tokens.is_capital(*i) || self.tokens.can_mean(*i, sort::FIELD);
        at + (at..self.tokens.len()).take_while(named).count()
    }

    /// 60 năm tuổi Đảng
    fn party_badge(&self, at: usize, mention: &AwardMention) -> Option<(usize, AwardMention)> {
        let award = self.id("huy-hieu-dang");
        let years = badge::years(self.tokens, self.rules, &self.tokens.gazetteer.awards()[award], at)?;
        let (class, listed) = (Some(years.class), years.listed);
        Some((years.end, AwardMention { award, class, listed, ..mention.clone() }))
    }

    /// A name in quotation marks right after the form.
    fn quoted(&self, at: usize) -> Option<usize> {
        let tokens = self.tokens;
        if !tokens.is_punct(at, QUOTES) {
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

    /// A name in quotation marks, or capitals: Trần Đại Nghĩa · tỉnh Bắc Kạn
    fn proper_name(&self, at: usize) -> Option<usize> {
        if let Some(end) = self.quoted(at) {
            return Some(end);
        }
        let typed = self.tokens.can_mean(at, sort::UNIT_TYPE);
        let at = at + usize::from(typed);
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
        while self.tokens.is_capital(end) && !self.tokens.can_mean(end, sort::OFFICE) {
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// danh hiệu "…": a title the gazetteer does not know; or one more, listed behind such a title.
    fn unknown_title(&self, listed: bool) -> Option<(usize, AwardMention)> {
        let end = self.quoted(self.at)?;
        let (tokens, cue) = (self.tokens, &self.rules.cue);
        let says_title = |i: usize| tokens.is_cue(i, cue.title) || tokens.is_cue(i, cue.called);
        let titled = listed || self.at.checked_sub(1).is_some_and(says_title);
        if !titled || tokens.is_cue(self.at + 1, cue.contest) {
            return None;
        }
        if (self.at..end).any(|i| self.form(i).is_some()) {
            return None;
        }
        let award = self.id("danh-hieu-khac");
        Some((end, AwardMention::of(award)))
    }
}

/// What only the whole text tells: "Huy hiệu" alone in a report on Party badges, "huân chương" alone in
/// a story about another country, or where every order that is named is another state's.
fn settle_context(tokens: &Tokens<'_>, rules: &Rules, mentions: &mut Mentions) {
    let awards = tokens.gazetteer.awards();
    let id = |id: &str| awards.iter().position(|a| a.id == id).unwrap_or_default();
    let (badge, party_badge) = (id("huy-hieu"), id("huy-hieu-dang"));
    let foreign = id("giai-thuong-nuoc-ngoai");
    let unnamed = [id("huan-chuong"), id("huy-chuong")];
    let of_a_state = |award: usize| matches!(awards[award].kind.as_str(), "order" | "medal");
    let abroad = is_abroad(tokens);
    let bare_badge =
        |m: &Mention| m.tokens.len() == 1 && matches!(&m.what, What::Award(award) if award.award == badge);
    mentions.all.retain(|mention| !(abroad && bare_badge(mention)));
    let party = mentions.all.iter().any(|m| matches!(&m.what, What::Award(a) if a.award == party_badge));
    for mention in &mut mentions.all {
        let (bare, span) = (bare_badge(mention), mention.tokens.clone());
        let What::Award(award) = &mut mention.what else { continue };
        if party && bare {
            award.award = party_badge;
        }
        let theirs = || is_of_other_state(tokens, rules, span.end);
        let unclassed = award.class.is_none() && abroad;
        if of_a_state(award.award)
            && (unclassed || theirs() || is_given_by_other_state(tokens, rules, span.start))
        {
            award.award = foreign;
        }
    }
    let named = mentions.all.iter().filter_map(|mention| match &mention.what {
        What::Award(award) if !unnamed.contains(&award.award) => Some(award.award),
        _ => None,
    });
    let (theirs, ours): (Vec<_>, Vec<_>) =
        named.filter(|award| *award == foreign || of_a_state(*award)).partition(|award| *award == foreign);
    if theirs.is_empty() || !ours.is_empty() {
        return;
    }
    for mention in &mut mentions.all {
        if let What::Award(award) = &mut mention.what
            && unnamed.contains(&award.award)
        {
            award.award = foreign;
        }
    }
}

/// "của Nhà nước Lào", "của Nhật Bản" behind the award, or behind the next in "huân, huy chương".
fn is_of_other_state(tokens: &Tokens<'_>, rules: &Rules, end: usize) -> bool {
    let of = (end..(end + 3).min(tokens.len())).find(|t| tokens.is_cue(*t, rules.cue.of));
    let theirs = |at: usize| {
        tokens.senses(at).any(|sense| match sense {
            Sense::Abroad(i) => tokens.gazetteer.places_abroad()[i].kind != PlaceKind::Home,
            Sense::Office(i) => tokens.gazetteer.offices()[i].level == "foreign",
            _ => false,
        })
    };
    let name = |at: &usize| tokens.is_capital(*at);
    of.is_some_and(|of| (of + 1..of + 1 + STATE_WITHIN).take_while(name).any(theirs) || theirs(of + 1))
}

/// How many words the name of a state has before the country's: "Vương quốc Campuchia". Tokens.
const STATE_WITHIN: usize = 3;

/// "Chính phủ Lào tặng", "Tổng thống Putin từng trao cho ông" before the award; not "Đại sứ quán ta tại Lào trao".
fn is_given_by_other_state(tokens: &Tokens<'_>, rules: &Rules, start: usize) -> bool {
    let cue = &rules.cue;
    let gives = |i: usize| tokens.is_cue(i, cue.confer) || tokens.is_cue(i, cue.hand_over);
    let clause = |i: &usize| !matches!(tokens.shape(*i), Some(Shape::Punct(_) | Shape::Break));
    let mut words = (start.saturating_sub(GIVEN_WITHIN)..start).rev().take_while(clause);
    let Some(verb) = words.find(|i| gives(*i)) else { return false };
    let adverb = |i: &usize| tokens.is_cue(*i, cue.done) || tokens.is_cue(*i, cue.once);
    let mut before = (verb.saturating_sub(GIVEN_WITHIN)..verb).rev().skip_while(adverb).peekable();
    let Some(giver) = before.peek().copied() else { return false };
    let place = giver.checked_sub(1).is_some_and(|i| tokens.is_cue(i, cue.at) || tokens.is_punct(i, "-–"));
    let country = |sense| match sense {
        Sense::Abroad(i) => tokens.gazetteer.places_abroad()[i].kind == PlaceKind::Country,
        _ => false,
    };
    let office = |sense| match sense {
        Sense::Office(i) => tokens.gazetteer.offices()[i].level == "foreign",
        _ => false,
    };
    let name = |i: &usize| tokens.is_capital(*i) && !tokens.can_mean(*i, sort::OFFICE);
    (tokens.is_capital(giver) && !place && tokens.senses(giver).any(country))
        || before.find(|i| !name(i)).is_some_and(|i| tokens.senses(i).any(office))
}

/// How far before an award its verb stands, and before the verb who gives. Tokens.
const GIVEN_WITHIN: usize = 8;

/// True where a text speaks of other countries and of no unit of ours. That it names Việt Nam tells
/// nothing: a story of a foreign soldier may, too.
fn is_abroad(tokens: &Tokens<'_>) -> bool {
    let (mut abroad, mut home) = (0, 0);
    for at in 0..tokens.len() {
        let gazetteer = tokens.gazetteer;
        if !tokens.is_capital(at) {
            continue;
        }
        for sense in tokens.senses(at) {
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
            ("Chiến sĩ thi đua thành phố cho 37 cá nhân", "chien-si-thi-dua-cap-bo-tinh"),
            ("Chiến sĩ thi đua Tòa án nhân dân", "chien-si-thi-dua-cap-bo-tinh"),
            ("CSTĐ cơ sở, LĐTT", "chien-si-thi-dua-co-so lao-dong-tien-tien"),
            ("Huy hiệu 60 năm tuổi Đảng", "huy-hieu-dang/60"),
            ("Huy hiệu 60, 55 và 30 năm tuổi Đảng", "huy-hieu-dang/mixed"),
            ("Huy hiệu Đảng 40 năm, 30 năm cho 12 đảng viên", "huy-hieu-dang/mixed"),
            ("Huy hiệu từ 30 đến 60 năm tuổi Đảng", "huy-hieu-dang/mixed"),
            ("Huy hiệu 60 năm, 55 đồng chí", "huy-hieu-dang/60"),
            ("Huy hiệu 60 năm - 12 đồng chí", "huy-hieu-dang/60"),
            ("Huy hiệu 60, 55 và 31 chi bộ", "huy-hieu"),
            ("Kỷ niệm chương “Vì sự nghiệp Thủy lợi”", "ky-niem-chuong"),
            ("danh hiệu “Doanh nghiệp vì người lao động”", "danh-hieu-khac"),
            ("Bằng công nhận xã đạt chuẩn nông thôn mới", "bang-cong-nhan"),
            ("Giải thưởng Trần Đại Nghĩa", "giai-thuong"),
            ("Huân chương Cành cọ của Pháp", "giai-thuong-nuoc-ngoai"),
            ("Huân chương Lao động hạng Ba của Vương quốc Campuchia", "giai-thuong-nuoc-ngoai/3"),
            ("NSND Lan Hương, Bà mẹ VNAH", "nghe-si-nhan-dan ba-me-viet-nam-anh-hung"),
            ("Huân chương Độc lập hạng Nhất, hạng Nhì và hạng Ba", "huan-chuong-doc-lap/mixed"),
            (
                "HCLĐ (hạng Nhì, Ba) và HCBVTQ hạng III",
                "huan-chuong-lao-dong/mixed huan-chuong-bao-ve-to-quoc/3",
            ),
            (
                "Huân chương LĐ hạng II, HC Chiến công hạng 1",
                "huan-chuong-lao-dong/2 huan-chuong-chien-cong/1",
            ),
            ("tặng huân chương các loại", "huan-chuong"),
            ("Huân chương Thành đồng hạng Ba", "huan-chuong/3"),
            ("Huy chương Vì sự nghiệp Thủy lợi", "huy-chuong"),
            ("huy chương “Vì thế hệ trẻ”", "huy-chuong"),
            ("huân, huy chương; huân huy chương", "huan-chuong huy-chuong huan-chuong huy-chuong"),
            ("Cờ đơn vị xuất sắc trong phong trào thi đua", "co-thi-dua"),
            ("Cờ “Đơn vị dẫn đầu phong trào thi đua”", "co-thi-dua"),
            (
                "CSTĐ cấp quân chủng, Chiến sỹ thi đua cấp đơn vị",
                "chien-si-thi-dua-cap-bo-tinh chien-si-thi-dua-co-so",
            ),
            ("Giải báo chí tỉnh Bến Tre", "giai-thuong"),
            ("đạt danh hiệu “Thợ lặn giỏi”, “Tay lái vàng”", "danh-hieu-khac danh-hieu-khac"),
            ("đạt danh hiệu gia đình văn hóa, gia đình hiếu học", "gia-dinh-van-hoa danh-hieu-khac"),
            ("anh là một trong 12 Gương mặt trẻ tiêu biểu", "danh-hieu-khac"),
            ("tặng giấy khen “Thanh niên sống đẹp”", "giay-khen danh-hieu-khac"),
            ("được Chính phủ Lào tặng Huân chương Lao động hạng Nhì", "giai-thuong-nuoc-ngoai/2"),
            ("Đại sứ quán ta tại Lào trao Huân chương Hữu nghị", "huan-chuong-huu-nghi"),
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
            "Thượng tướng Nguyễn Huy Hiệu",
            "phong trào thi đua “Lao động giỏi”",
            "hưởng ứng phong trào “Gia đình văn hóa”",
            "nêu gương người tốt, việc tốt",
            "Ban TTND xã giám sát công trình",
            "điều hành CSTT linh hoạt",
        ] {
            assert_eq!(awards_of(text), "", "{text}");
        }
    }

    #[test]
    fn an_order_not_named_is_another_states_where_all_that_are_named_are() {
        let text = "Ông nhận Huân chương Mặt trời mọc. Huân chương được gắn lên ngực áo ông.";
        assert_eq!(awards_of(text), "giai-thuong-nuoc-ngoai giai-thuong-nuoc-ngoai");
        let text = "Ông có Huân chương Mặt trời mọc, Huân chương Lao động. Huân chương treo kín tường.";
        assert_eq!(awards_of(text), "giai-thuong-nuoc-ngoai huan-chuong-lao-dong huan-chuong");
    }
}
