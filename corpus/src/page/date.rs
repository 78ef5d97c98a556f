//! The date line of a page: when it was published.

use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A day, perhaps a time, and what else the line says.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?x) \b (?<d>\d{1,2}) \s?[/.-]\s? (?<m>\d{1,2}) \s?[/.-]\s? (?<y>(?:19|20)\d{2}) \b")
});

/// "ngày 28 tháng 3 năm 2024", "28 Tháng Ba, 2024" is not met on date lines.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) (?:ngày\s+)? (?<d>\d{1,2}) \s+ tháng \s+ (?<m>\d{1,2}) (?:\s+năm|,)? \s+ (?<y>(?:19|20)\d{2}) \b",
    )
});

/// "2018-08-25", "2018.08.25"
static BACKWARDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?<y>(?:19|20)\d{2}) (?: -(?<m>\d{1,2})-(?<d>\d{1,2}) | [./](?<m2>\d{2})[./](?<d2>\d{2}) ) \b",
    )
});

/// The months of other languages, `data/months.csv`.
static MONTHS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    let rows = include_str!("../../data/months.csv").lines().skip(1).filter_map(|row| row.split_once(','));
    rows.filter_map(|(name, month)| Some((name, month.parse().ok()?))).collect()
});

/// "November 19, 2019", "19. Oktober 2019", "28 de marzo de 2019"
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let mut names: Vec<&str> = MONTHS.keys().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse((name.len(), *name)));
    let names = names.join("|");
    pattern(&format!(
        r"(?ix) \b (?: (?<d>\d{{1,2}}) (?:st|nd|rd|th|er|º|°)? \.? (?:\s+(?:de|of))? \s+ (?<m>{names}) \b \.? ,? (?:\s+(?:de|del))?
        | (?<m2>{names}) \b \.? \s+ (?<d2>\d{{1,2}}) (?:st|nd|rd|th)? ,? ) \s+ (?<y>(?:19|20)\d{{2}}) \b"
    ))
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?ix) \b (?<h>\d{1,2}) \s?[:hg]\s? (?<min>\d{2}) (?: :\d{2} )? \s* (?<half>am|pm|sa|ch)? \b")
});

/// Words of a date line besides names.
static VOCABULARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7]) | chủ\snhật | gmt\s?\+?\s?7? | am | pm | sa | ch
        | ngày | tháng | năm | lúc | cập\snhật(?:\slúc|\sngày)? | đăng(?:\slúc|\sngày)? | bởi | date | updated | published
        | lượt\s(?:xem|đọc) | đã\sxem | cỡ\schữ | bản\sin | phản\shồi | xem | bình\sluận ) \b | \d+",
    )
});

fn pattern(text: &str) -> Regex {
    // The patterns are constants, and `date_lines_are_told_from_sentences` compiles them all.
    match Regex::new(text) {
        Ok(regex) => regex,
        Err(error) => panic!("{error}"),
    }
}

/// The most words that stand beside the date on its line: an author, an outlet's tag.
const MOST_WORDS: usize = 8;

/// The most words before a date in brackets.
const FEW_WORDS: usize = 3;

/// The publication date of a line that states little else: EDTF, with time where there is one.
///
/// The time is that of Việt Nam (UTC+7), as pages give it.
pub(crate) fn of_line(line: &str) -> Option<String> {
    // Most lines are none, and a search for two digits is cheaper than four patterns.
    if line.len() > 160 || !(line.contains("20") || line.contains("19")) {
        return None;
    }
    let found = DATE.captures(line).or_else(|| WORDS.captures(line)).or_else(|| BACKWARDS.captures(line));
    let named = if found.is_none() { NAMED.captures(line) } else { None };
    // The time of a foreign page is that of a place it does not name.
    let foreign = named.is_some();
    let found = found.or(named)?;
    let whole = found.get(0)?;
    let rest = format!("{} {}", &line[..whole.start()], &line[whole.end()..]);
    let time = TIME.captures(&rest);
    let plain = VOCABULARY.replace_all(&rest, " ");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    // "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;" begins a decision.
    let sentence = rest.trim_end().ends_with(['.', ';']) && words > 2;
    // A list entry carries its date in brackets behind it: "Trao Bằng khen cho 9 thầy thuốc (15/11/2003)".
    let bracketed = line[..whole.start()].trim_end().ends_with('(');
    let entry = bracketed && line[whole.end()..].trim() == ")" && words > FEW_WORDS;
    if words > MOST_WORDS || sentence || entry {
        return None;
    }
    let day = day(&found)?;
    Some(match time.filter(|_| !foreign).and_then(|t| clock(&t)) {
        Some(clock) => format!("{day}T{clock}+07:00"),
        None => day.to_string(),
    })
}

/// The day that a pattern found.
fn day(found: &regex::Captures<'_>) -> Option<jiff::civil::Date> {
    let text =
        |names: [&str; 2]| names.into_iter().find_map(|name| found.name(name)).map(|part| part.as_str());
    let month = text(["m", "m2"])?;
    let month = month.parse().ok().or_else(|| MONTHS.get(month.to_lowercase().as_str()).copied())?;
    jiff::civil::Date::new(found.name("y")?.as_str().parse().ok()?, month, text(["d", "d2"])?.parse().ok()?)
        .ok()
}

/// True for a text that states a day or a time of day.
pub(crate) fn is_dated(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && [&DATE, &WORDS, &BACKWARDS, &NAMED, &TIME].iter().any(|pattern| pattern.is_match(text))
}

fn clock(found: &regex::Captures<'_>) -> Option<String> {
    let hour: u8 = found.name("h")?.as_str().parse().ok()?;
    let minute: u8 = found.name("min")?.as_str().parse().ok()?;
    let afternoon =
        found.name("half").is_some_and(|h| matches!(h.as_str().to_lowercase().as_str(), "pm" | "ch"));
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// A machine's date: `2024-03-28T20:20:00+07:00`, `2024-03-28 20:20`, `2024-03-28`. Times of other
/// zones are brought to Việt Nam's. Years before the press, which systems fill in where they know none, are no dates.
pub(crate) fn of_attribute(value: &str) -> Option<String> {
    let year: u16 = value.trim().get(..4)?.parse().ok()?;
    super::YEARS.contains(&year).then(|| of_machine(value.trim())).flatten()
}

/// A date written for readers where one for machines is due: "Tue Nov 19 2019 05:44:06 GMT+0000".
pub(crate) fn of_words(value: &str) -> Option<String> {
    let found = NAMED.captures(value.get(..value.len().min(80))?)?;
    day(&found).map(|day| day.to_string())
}

fn of_machine(value: &str) -> Option<String> {
    if let Ok(instant) = value.parse::<jiff::Timestamp>() {
        let local = jiff::tz::Offset::constant(7).to_datetime(instant);
        return Some(format!("{}T{:02}:{:02}+07:00", local.date(), local.hour(), local.minute()));
    }
    // Without a zone the time is Việt Nam's.
    if let Ok(local) = value.parse::<jiff::civil::DateTime>() {
        let timed = value.len() > "2024-03-28".len();
        let time =
            if timed { format!("T{:02}:{:02}+07:00", local.hour(), local.minute()) } else { String::new() };
        return Some(format!("{}{time}", local.date()));
    }
    let day: jiff::civil::Date = value.get(..10)?.parse().ok()?;
    match value.get(10..).and_then(|rest| TIME.captures(rest)).and_then(|t| clock(&t)) {
        Some(clock) => Some(format!("{day}T{clock}+07:00")),
        None => Some(day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_told_from_sentences() {
        for (line, want) in [
            ("PV 12/09/2022 19:05", Some("2022-09-12T19:05+07:00")),
            ("Thứ sáu, 13/08/2010 - 06:45", Some("2010-08-13T06:45+07:00")),
            ("Cập nhật lúc 21:40, Thứ Năm, 14/06/2012 (GMT+7)", Some("2012-06-14T21:40+07:00")),
            ("Cập nhật: 08/11/2016 8:24:10 CH", Some("2016-11-08T20:24+07:00")),
            ("Đăng ngày 04/05/2011 bởi HẢI VÂN", Some("2011-05-04")),
            ("Ngày đăng: 17/10/2023 - Lượt xem: 3.118", Some("2023-10-17")),
            ("Ngày 5 tháng 6 năm 2021", Some("2021-06-05")),
            ("31/2/2021", None),
            ("Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003;", None),
            ("Ngày 12/11/2003, Chủ tịch nước đã ký một quyết định tặng huân chương.", None),
            ("Trao Bằng khen cho 9 thầy thuốc tình nguyện (15/11/2003)", None),
            ("Lượt xem: 604", None),
            ("2018-08-25 15:24", Some("2018-08-25T15:24+07:00")),
            ("By Laura Winter, 19 Nov 2019 05:44 GMT", Some("2019-11-19")),
            ("November 15th, 2019", Some("2019-11-15")),
            ("Berlin, 3. März 2018", Some("2018-03-03")),
            ("28 de marzo de 2019", Some("2019-03-28")),
            ("Since November 19, 2019, he said, nothing has changed in the town where he lives.", None),
        ] {
            assert_eq!(of_line(line).as_deref(), want, "{line}");
        }
    }

    #[test]
    fn dates_in_attributes_are_brought_to_local_time() {
        for (value, want) in [
            ("2024-03-28T13:20:00Z", Some("2024-03-28T20:20+07:00")),
            ("2024-03-28T20:20:00+07:00", Some("2024-03-28T20:20+07:00")),
            ("2024-03-28 20:20:11", Some("2024-03-28T20:20+07:00")),
            ("2024-03-28T20:15:11", Some("2024-03-28T20:15+07:00")),
            ("2024-03-28T20:15", Some("2024-03-28T20:15+07:00")),
            ("2024-03-28", Some("2024-03-28")),
            ("hôm qua", None),
            ("0001-01-01T00:00:00Z", None),
        ] {
            assert_eq!(of_attribute(value).as_deref(), want, "{value}");
        }
    }
}
