//! From which day to which something stands. Days are EDTF of any precision (`2024`, `2024-03`, `2024-03-28`).

use std::cmp::Ordering;

/// True if `day` lies between the first and the last day; a blank one is not known, or open.
pub(crate) fn covers(from: &str, to: &str, day: &str) -> bool {
    compare(from, day).is_le() && compare(day, to).is_le()
}

/// Compares two days as far as both go: a year and a day in it are equal, and a blank one is equal to any.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    let shared = one.len().min(other.len());
    one.as_bytes()[..shared].cmp(&other.as_bytes()[..shared])
}

/// A last day to sort by as text: one that is open is after all others.
pub(crate) fn last(to: &str) -> &str {
    if to.is_empty() { "9999" } else { to }
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
    fn an_open_end_is_the_last() {
        assert_eq!(["2025-06-30", "", "2008-07-31"].into_iter().max_by_key(|to| last(to)), Some(""));
    }
}
