//! From which day to which something stands.

/// True if `day` lies between the first and the last day; a blank one is not known, or open. Days are
/// EDTF of any precision (`2024`, `2024-03`, `2024-03-28`), compared as far as both go.
pub(crate) fn covers(from: &str, to: &str, day: &str) -> bool {
    let against = |bound: &str| {
        let shared = day.len().min(bound.len());
        day.as_bytes()[..shared].cmp(&bound.as_bytes()[..shared])
    };
    (from.is_empty() || against(from).is_ge()) && (to.is_empty() || against(to).is_le())
}

/// What is wrong with a first and a last day: each a day, a year or blank, the first not after the last.
pub(crate) fn fault(from: &str, to: &str) -> Option<String> {
    let bad = [from, to].into_iter().find(|date| !(date.is_empty() || is_date(date)));
    if let Some(date) = bad {
        return Some(format!("{date:?} is no day (2024-03-28) and no year (2024)"));
    }
    let turned = !from.is_empty() && !to.is_empty() && !covers("", to, from);
    turned.then(|| format!("it ends on {to}, before it begins on {from}"))
}

/// A day that the calendar has, or a year of four digits.
pub(crate) fn is_date(date: &str) -> bool {
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let mut parts = date.split('-');
    let mut next = |length| parts.next().map(|part| number(part, length));
    match (next(4), next(2), next(2), next(0)) {
        (Some(Some(_)), None, None, None) => true,
        (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) => {
            (1..=days_of(year, month)).contains(&day)
        }
        _ => false,
    }
}

fn days_of(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_covers_its_first_and_its_last_day() {
        for (from, to, day, covered) in [
            ("2004-07-01", "2023-12-31", "2004-07-01", true),
            ("2004-07-01", "2023-12-31", "2023-12-31", true),
            ("2004-07-01", "2023-12-31", "2004-06-30", false),
            ("2004-07-01", "2023-12-31", "2024", false),
            ("2004-07-01", "2023-12-31", "2004", true),
            ("1984", "", "1984-03-01", true),
            ("1984", "", "1983-12-31", false),
            ("", "", "1945", true),
        ] {
            assert_eq!(covers(from, to, day), covered, "{day} in {from}..{to}");
        }
    }

    #[test]
    fn days_and_years_are_dates_and_nothing_else() {
        for (date, sound) in [
            ("2024", true),
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2024-13-01", false),
            ("2024-00-10", false),
            ("2024-03", false),
            ("24-03-28", false),
            ("2024-3-28", false),
            ("2024-03-28-", false),
            ("", false),
        ] {
            assert_eq!(is_date(date), sound, "{date}");
        }
        assert!(fault("2024-01-01", "2023-12-31").is_some());
        assert!(fault("2023", "2023-12-31").is_none());
    }
}
