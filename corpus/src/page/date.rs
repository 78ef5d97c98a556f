//! The date line of a page: when it was published.

use regex::Regex;
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
    if line.len() > 160 {
        return None;
    }
    let found = DATE.captures(line).or_else(|| WORDS.captures(line))?;
    let whole = found.get(0)?;
    let rest = format!("{} {}", &line[..whole.start()], &line[whole.end()..]);
    let time = TIME.captures(&rest);
    let plain = VOCABULARY.replace_all(&rest, " ");
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    let sentence = rest.trim_end().ends_with('.') && words > 2;
    // A list entry carries its date in brackets behind it: "Trao Bằng khen cho 9 thầy thuốc (15/11/2003)".
    let bracketed = line[..whole.start()].trim_end().ends_with('(');
    let entry = bracketed && line[whole.end()..].trim() == ")" && words > FEW_WORDS;
    if words > MOST_WORDS || sentence || entry {
        return None;
    }
    let number = |name: &str| found.name(name)?.as_str().parse::<i8>().ok();
    let day =
        jiff::civil::Date::new(found.name("y")?.as_str().parse().ok()?, number("m")?, number("d")?).ok()?;
    Some(match time.and_then(|t| clock(&t)) {
        Some(clock) => format!("{day}T{clock}+07:00"),
        None => day.to_string(),
    })
}

/// True for a text that states a day or a time of day.
pub(crate) fn is_dated(text: &str) -> bool {
    DATE.is_match(text) || WORDS.is_match(text) || TIME.is_match(text)
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
/// zones are brought to Việt Nam's.
pub(crate) fn of_attribute(value: &str) -> Option<String> {
    let value = value.trim();
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
            ("Ngày 12/11/2003, Chủ tịch nước đã ký một quyết định tặng huân chương.", None),
            ("Trao Bằng khen cho 9 thầy thuốc tình nguyện (15/11/2003)", None),
            ("Lượt xem: 604", None),
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
        ] {
            assert_eq!(of_attribute(value).as_deref(), want, "{value}");
        }
    }
}
