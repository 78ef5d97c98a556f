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
}
