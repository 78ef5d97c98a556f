//! Calendar expressions: `rules/dates.rules` says how they are written, this file what they are worth.

use super::{Mention, Mentions, What};
use crate::edtf::{Date, Edtf};
use crate::grammar::{Kind, Match, kinds};
use crate::sort;
use crate::token::{Shape, Tokens};
use crate::{Context, Rules};
use jiff::ToSpan;

kinds! { KINDS:
    OTHER "other",
    SMALL "small",
    MIDDLE "middle",
    YEAR "year",
    NUMBER "number",
    ROMAN "roman",
    SLASH "slash",
    HYPHEN "hyphen",
    DOT "dot",
    COMMA "comma",
    OPEN "open",
    CLOSE "close",
    TIME "time",
    NOUN "noun",
    WORD "word",
    NAME "Name",
}

/// What a rule of `dates.rules` can say of itself; its head says what they mean.
pub(crate) const TRAITS: &[&str] = &["bare"];

pub(crate) fn find(tokens: &Tokens<'_>, rules: &Rules, context: &Context, mentions: &mut Mentions) {
    let tape: Vec<Kind> = (0..tokens.len()).map(|i| kind(tokens, rules, mentions, i)).collect();
    let mut found = Vec::new();
    for m in rules.dates.matches(&tape) {
        if m.rule != "none"
            && let Some(value) = (Reader { tokens, m: &m, context }).value()
        {
            let from = m.get("d").filter(|_| m.is("bare")).map_or(m.span.start, |day| day.start);
            found.push(Mention::new(from..m.span.end, What::Date(value)));
        }
    }
    complete_years(tokens, &mut found);
    found.into_iter().for_each(|mention| mentions.add(mention));
}

fn kind(tokens: &Tokens<'_>, rules: &Rules, mentions: &Mentions, at: usize) -> Kind {
    if !mentions.is_free(at) {
        return OTHER;
    }
    let Some(token) = tokens.get(at) else { return OTHER };
    match token.shape {
        Shape::Digits => match (tokens.digits(at), tokens.str(at).len()) {
            (Some(1..=12), 1..=2) => SMALL,
            (Some(13..=31), 2) => MIDDLE,
            (Some(1800..=2099), 4) => YEAR,
            _ => NUMBER,
        },
        Shape::Number => NUMBER,
        Shape::Clock => TIME,
        Shape::Punct('/') => SLASH,
        Shape::Punct('-' | '–' | '—') => HYPHEN,
        // "Ngày 5. 12 người": a full stop before a space ends a sentence, it joins no date.
        Shape::Punct('.') if tokens.get(at + 1).is_some_and(|next| !next.spaced) => DOT,
        Shape::Punct(',') => COMMA,
        Shape::Punct('(') => OPEN,
        Shape::Punct(')') => CLOSE,
        Shape::Punct(_) | Shape::Break => cue(tokens, rules, at).unwrap_or(OTHER),
        Shape::Word | Shape::Capital => {
            if token.can_mean(sort::CUE)
                && let Some(kind) = cue(tokens, rules, at)
            {
                kind
            } else if token.can_mean(sort::NOUN) {
                NOUN
            } else if token.shape == Shape::Word {
                WORD
            } else if roman(tokens.str(at)).is_some() {
                ROMAN
            } else {
                NAME
            }
        }
    }
}

/// The kind of the cue that a token is a form of, where the rules speak of it.
fn cue(tokens: &Tokens<'_>, rules: &Rules, at: usize) -> Option<Kind> {
    tokens.cues(at).find_map(|c| rules.dates.kind_of(c.cue))
}

fn roman(text: &str) -> Option<u8> {
    match text {
        "I" => Some(1),
        "II" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        _ => None,
    }
}

/// Reads what a match captured.
struct Reader<'m, 't> {
    tokens: &'m Tokens<'t>,
    m: &'m Match<'m>,
    context: &'m Context<'m>,
}

impl Reader<'_, '_> {
    fn value(&self) -> Option<Edtf> {
        let year = self.year("y");
        if let Some(days) = self.cue_value("rel") {
            let day = self.context.published?.checked_add(i64::from(days).days()).ok()?;
            return Some(Edtf::Date(Date::day(Some(day.year()), day.month() as u8, day.day() as u8)?));
        }
        if let Some(half) = self.cue_value("half") {
            // "9 tháng đầu năm" is 9, "6 tháng cuối năm" -6.
            let months = u8::try_from(half.unsigned_abs()).ok()?;
            let (from, to) = if half > 0 { (1, months) } else { (13_u8.checked_sub(months)?, 12) };
            return Some(Edtf::Interval(Date::month(year, from)?, Date::month(year, to)?));
        }
        if let Some(season) = self.cue_value("season") {
            return Some(Edtf::Part(year, 20 + u8::try_from(season).ok()?));
        }
        if let Some(quarter) = self.quarter() {
            return Some(Edtf::Part(year, 32 + quarter));
        }
        if let Some(year) = self.year("about") {
            return Some(Edtf::About(year));
        }
        if let Some(year) = self.year("decade").or_else(|| self.short_decade()) {
            return Some(Edtf::Decade(year / 10 * 10));
        }
        self.dates()
    }

    /// A day, month or year, or two of them.
    fn dates(&self) -> Option<Edtf> {
        let (month, day) = (self.month("m"), self.small("d"));
        let (month2, day2, year2) = (self.month("m2"), self.small("d2"), self.year("y2"));
        if month2.is_none() && day2.is_none() && year2.is_none() {
            return Some(Edtf::Date(self.dated(self.year("y"), month, day)?));
        }
        let to = self.dated(year2, month2, day2)?;
        let month = month.or_else(|| day.and(to.month));
        let mut from = self.date(self.year("y").or(to.year), month, day)?;
        if self.year("y").is_none() && (from.month, from.day) > (to.month, to.day) {
            // 28/12 - 3/1/2024 began the year before.
            from.year = from.year.map(|y| y - 1);
        }
        Some(Edtf::Interval(from, to))
    }

    /// A date whose year, if not stated, is that nearest to the day of publication.
    fn dated(&self, year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let date = self.date(year, month, day)?;
        Some(match (year, self.context.published) {
            (None, Some(published)) => date.nearest(published),
            _ => date,
        })
    }

    fn date(&self, year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        match (month, day) {
            (Some(month), Some(day)) => Date::day(year, month, day),
            (Some(month), None) => Date::month(year, month),
            (None, None) => year.map(Date::year),
            (None, Some(_)) => None,
        }
    }

    fn token(&self, capture: &str) -> Option<usize> {
        self.m.get(capture).map(|range| range.start)
    }

    fn small(&self, capture: &str) -> Option<u8> {
        self.tokens.digits(self.token(capture)?)?.try_into().ok()
    }

    fn month(&self, capture: &str) -> Option<u8> {
        let word = || self.cue_value(&format!("word_{capture}")).and_then(|m| u8::try_from(m).ok());
        self.small(capture).or_else(word)
    }

    fn year(&self, capture: &str) -> Option<i16> {
        self.tokens.digits(self.token(capture)?)?.try_into().ok()
    }

    fn quarter(&self) -> Option<u8> {
        let at = self.token("q")?;
        let quarter = roman(self.tokens.str(at)).or_else(|| self.small("q"))?;
        (1..=4).contains(&quarter).then_some(quarter)
    }

    /// "những năm 90"
    fn short_decade(&self) -> Option<i16> {
        let tens = self.year("short_decade")?;
        (tens >= 30 && tens % 10 == 0 && tens < 100).then_some(1900 + tens)
    }

    fn cue_value(&self, capture: &str) -> Option<i32> {
        let at = self.token(capture)?;
        self.tokens.cues(at).find_map(|cue| cue.value.parse().ok())
    }
}

/// A day without a year takes the year that the same day has elsewhere in the sentence:
/// "Sáng 5-7 ... kỷ niệm 30 năm (5-7-1989 - 5-7-2019)" was in 2019. "(5-7-1989)" alone is what is remembered.
fn complete_years(tokens: &Tokens<'_>, found: &mut [Mention]) {
    let remembered = |m: &Mention| m.tokens.start > 0 && tokens.is_punct(m.tokens.start - 1, "(");
    let full: Vec<(Date, usize)> = found
        .iter()
        .filter_map(|m| match m.what {
            What::Date(Edtf::Date(d)) if !remembered(m) => Some((d, m.tokens.start)),
            What::Date(Edtf::Interval(_, d)) => Some((d, m.tokens.start)),
            _ => None,
        })
        .filter(|(d, _)| d.year.is_some() && d.day.is_some())
        .collect();
    for mention in found {
        let What::Date(Edtf::Date(date)) = &mut mention.what else { continue };
        if date.year.is_none() && date.day.is_some() {
            let same = |d: &Date| (d.month, d.day) == (date.month, date.day);
            let near =
                full.iter().find(|(d, at)| same(d) && same_sentence(tokens, mention.tokens.start, *at));
            date.year = near.and_then(|(d, _)| d.year);
        }
    }
}

fn same_sentence(tokens: &Tokens<'_>, one: usize, other: usize) -> bool {
    let (from, to) = (one.min(other), one.max(other));
    !(from..to).any(|i| crate::sentence::ends_at(tokens, i))
}

#[cfg(test)]
mod tests {
    use crate::testing::{dates_of, dates_published};

    #[test]
    fn dates_take_their_year_from_publication_or_have_none() {
        for (text, published, want) in [
            ("Sáng 28/3, hội nghị", Some("2024-03-28"), "2024-03-28"),
            ("Sáng 28/3, hội nghị", None, "XXXX-03-28"),
            ("chiều 31-12 vừa qua", Some("2024-01-02"), "2023-12-31"),
            ("hôm qua, sáng nay", Some("2024-03-01"), "2024-02-29 2024-03-01"),
            ("hôm qua, sáng nay", None, ""),
            ("Sáng mai (29/10)", Some("2025-10-28"), "2025-10-29"),
            ("vào tháng 9 tới", Some("2010-04-20"), "2010-09"),
        ] {
            assert_eq!(dates_published(text, published), want, "{text}");
        }
    }

    #[test]
    fn calendar_expressions_become_edtf() {
        for (text, want) in [
            ("ngày 09 tháng 04 năm 2021", "2021-04-09"),
            ("Ngày 16/3/2017, tối 31.3.2018, 5-7-2019", "2017-03-16 2018-03-31 2019-07-05"),
            ("16h30 ngày 10/4", "XXXX-04-10"),
            ("4 giờ 40 phút, ngày 11 tháng 7 năm 2009", "2009-07-11"),
            ("trong 2 ngày 8 - 9/11", "XXXX-11-08/XXXX-11-09"),
            ("từ ngày 6 đến ngày 26-4", "XXXX-04-06/XXXX-04-26"),
            ("từ ngày 28/12 đến 3/1/2024", "2023-12-28/2024-01-03"),
            ("(27/7/1947 - 27/7/2017)", "1947-07-27/2017-07-27"),
            ("tháng 10-11/1944, tháng 8-2025, Tháng 12/2014", "1944-10/1944-11 2025-08 2014-12"),
            ("Từ tháng 9/1979 đến năm 1991", "1979-09/1991"),
            ("giai đoạn 2016 - 2020, năm học 2022-2023", "2016/2020 2022/2023"),
            ("từ năm 2016 đến năm 2020", "2016/2020"),
            ("nhiệm kỳ 2020-2025 (2020 - 2025)", "2020/2025 2020/2025"),
            ("Quý I; quý III/2025; quý 1/2018; quý 4 năm 2020", "XXXX-33 2025-35 2018-33 2020-36"),
            ("6 tháng đầu năm 2019", "2019-01/2019-06"),
            ("9 tháng đầu năm 2019, 3 tháng cuối năm 2019", "2019-01/2019-09 2019-10/2019-12"),
            ("trong hai ngày 7 và 8/11", "XXXX-11-07/XXXX-11-08"),
            ("mùa xuân năm 2014", "2014-21"),
            ("sáng thứ bảy 19-9, chiều chủ nhật 5/6", "XXXX-09-19 XXXX-06-05"),
            ("mừng Quốc khánh 2-9, dịp 30-4", "XXXX-09-02 XXXX-04-30"),
            ("Những năm 1985 - 1988, nửa đầu năm 2008", "1985/1988 2008-01/2008-06"),
            ("từ năm học 2008 - 2009 đến năm học 2012 - 2013", "2008/2013"),
            ("10 tháng năm 2022", "2022-01/2022-10"),
            ("những năm 1980, những năm 90", "198X 199X"),
            ("khoảng năm 1972", "1972~"),
            ("đầu năm 2018, cuối tháng 12/2016", "2018 2016-12"),
            ("năm 2009 và 2010, SEA Games 2013 (1993)", "2009 2010 2013 1993"),
            ("tháng Giêng, tháng ba năm 2020", "XXXX-01 2020-03"),
            ("Sáng 5-7 mừng 30 năm (5-7-1989 - 5-7-2019)", "2019-07-05 1989-07-05/2019-07-05"),
            ("Sáng 5-7 mừng 30 năm thành lập (5-7-1989)", "XXXX-07-05 1989-07-05"),
        ] {
            assert_eq!(dates_of(text), want, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_date_is_left_alone() {
        for text in [
            "Hướng dẫn số 27/HD-UBND",
            "Quyết định số 563/QĐ-UBND, Nghị định 91/2017/NĐ-CP",
            "7/7 thành viên, 9/9 xã",
            "thắng 3-2, hơn 2000 người",
            "chào mừng Cách mạng tháng Tám",
            "ngày 31/2, ngày 45/3",
        ] {
            assert_eq!(dates_of(text), "", "{text}");
        }
    }
}
