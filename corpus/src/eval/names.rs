//! When two names are one: names are compared by their syllables, however they are spelled or shortened.
//!
//! The short forms that are written out are `data/eval-words.csv`, the conferrers that stand for another
//! `data/eval-conferrers.csv`.

use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// A name as the syllables it is compared by. That of an unknown name has none.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Name(Vec<String>);

static WORDS: LazyLock<HashMap<String, String>> =
    LazyLock::new(|| pairs(include_str!("../../data/eval-words.csv")));

static CONFERRERS: LazyLock<HashMap<Name, Name>> = LazyLock::new(|| {
    let rows = pairs(include_str!("../../data/eval-conferrers.csv"));
    rows.into_iter().map(|(name, is)| (Name::of(&name), Name::of(&is))).collect()
});

/// A word: letters and digits, and what joins them in short forms ("GD&ĐT", "LĐ-TB&XH").
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\p{L}\p{N}_&\-]+"));

/// An office in front of the body whose head it is: "Chủ tịch", "Phó Giám đốc". ASCII's separators are
/// blanks too.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^(?:đồng chí|phó)?[\s\x1c-\x1f]*",
        r"(?:chủ tịch|giám đốc|bộ trưởng|tổng giám đốc|hiệu trưởng|bí thư)([\s\x1c-\x1f]+)"
    ))
});

/// What "UBND tỉnh X" begins with and "tỉnh X" does not.
static COMMITTEE: LazyLock<Name> = LazyLock::new(|| Name::of("ủy ban nhân dân"));

fn pattern(text: &str) -> Regex {
    match Regex::new(text) {
        Ok(regex) => regex,
        // Written here, and read by every test.
        Err(error) => panic!("{error}"),
    }
}

/// The rows of a table of two columns.
fn pairs(table: &str) -> HashMap<String, String> {
    match csv::Reader::from_reader(table.as_bytes()).deserialize().collect() {
        Ok(rows) => rows,
        // Compiled in, and read by every test.
        Err(error) => panic!("{error}"),
    }
}

impl Name {
    /// Case, the place of the tone mark, signs, "và" and the usual short forms make no difference.
    pub(super) fn of(name: &str) -> Self {
        let text: String = name.nfc().collect::<String>().to_lowercase().replace('ð', "đ");
        let text = text.replace("tp.", "tp ").replace("tx.", "tx ");
        let mut syllables = Vec::new();
        for word in WORD.find_iter(&text).map(|found| found.as_str()) {
            let full = WORDS.get(word.trim_matches('-')).map_or(word, String::as_str);
            let parts = full.split([' ', '-', '&']).filter(|part| !part.is_empty());
            syllables.extend(parts.map(syllable).filter(|s| s != "vaf"));
        }
        Self(syllables)
    }

    /// A name that may be unknown.
    pub(super) fn of_known(name: Option<&str>) -> Self {
        name.map_or_else(Self::default, Self::of)
    }

    /// The name of who confers: an office stands for its body, "tỉnh X" for its committee, the State for
    /// its president.
    pub(super) fn of_conferrer(name: Option<&str>) -> Self {
        let text: String = name.unwrap_or_default().nfc().collect();
        let words = Self::of(body(text.trim_matches(is_blank)));
        let mut words = CONFERRERS.get(&words).cloned().unwrap_or(words);
        if words.0.len() > COMMITTEE.0.len() && words.0.starts_with(&COMMITTEE.0) {
            words.0.drain(..COMMITTEE.0.len());
        }
        words
    }

    /// The counted noun.
    pub(super) fn of_noun(noun: Option<&str>) -> Self {
        let noun = noun.unwrap_or_default();
        let rest = noun.strip_prefix("lượt").filter(|rest| rest.starts_with(is_blank));
        Self::of(rest.unwrap_or(noun))
    }

    /// The same, or three quarters of the syllables of both together are in both.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        let (a, b): (HashSet<_>, HashSet<_>) = (self.0.iter().collect(), other.0.iter().collect());
        let (shared, all) = (a.intersection(&b).count(), a.union(&b).count());
        all > 0 && 4 * shared >= 3 * all
    }

    /// One is the other, with or without more words before or behind. An unknown noun is no other.
    pub(super) fn is_part_of_or_has(&self, other: &Self) -> bool {
        let (short, long) = if self.0.len() <= other.0.len() { (self, other) } else { (other, self) };
        !short.0.is_empty() && long.0.windows(short.0.len()).any(|part| part == short.0)
    }
}

/// What stands behind an office, in the name of who confers. "Chủ tịch nước" is no office of a body.
fn body(name: &str) -> &str {
    let Some(blank) = OFFICE.captures(name).and_then(|found| found.get(1)) else { return name };
    let rest = &name[blank.end()..];
    if !begins_with_the_state(rest) {
        return rest;
    }
    // A blank more may stand before "nước": then what is left begins with it.
    match blank.as_str().char_indices().next_back() {
        Some((at, _)) if at > 0 => &name[blank.start() + at..],
        _ => name,
    }
}

fn begins_with_the_state(text: &str) -> bool {
    let start: String = text.chars().take("nước".chars().count()).collect();
    start.to_lowercase() == "nước"
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// A syllable with its tones moved to the end, by the letters of the Telex keyboard: hòa and hoà are hoaf.
fn syllable(word: &str) -> String {
    let (mut letters, mut tones) = (String::new(), String::new());
    for c in word.nfd() {
        match c {
            '\u{300}' => tones.push('f'),
            '\u{301}' => tones.push('s'),
            '\u{309}' => tones.push('r'),
            '\u{303}' => tones.push('x'),
            '\u{323}' => tones.push('j'),
            _ => letters.push(c),
        }
    }
    letters.nfc().chain(tones.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn spellings_and_short_forms_of_a_name_are_one() {
        for (one, other) in [
            ("UBND TP. Hoà Bình", "ủy ban nhân dân thành phố Hòa Bình"),
            ("Sở GD&ĐT", "sở Giáo dục và Đào tạo"),
            ("Sở GD-ĐT", "sở Giáo dục, Đào tạo"),
            ("Hội LHPN VN", "“Hội Liên hiệp Phụ nữ” Việt Nam"),
            ("Ban Thi đua - Khen thưởng TƯ", "Ban TĐKT Trung ương"),
            ("Ðồng Nai", "ĐỒNG NAI"),
        ] {
            assert_eq!(Name::of(one), Name::of(other), "{one} {other}");
        }
        for (one, other) in [("Hà Nam", "Hạ Nam"), ("Hà Nam", "Hà Nam 2"), ("huyện Hà", "huyện Hạ")]
        {
            assert_ne!(Name::of(one), Name::of(other), "{one} {other}");
        }
    }

    #[test]
    fn names_that_share_three_quarters_of_their_syllables_are_alike() {
        for (one, other, alike) in [
            ("a b c d", "a b c", true),
            ("a b c d", "a b e c", false),
            ("a b c", "a b", false),
            ("a a a b c d", "d c b a", true),
            ("", "", true),
            ("", "a", false),
        ] {
            assert_eq!(Name::of(one).is_like(&Name::of(other)), alike, "{one:?} {other:?}");
        }
    }

    #[test]
    fn nouns_may_have_more_words() {
        for (one, other, same) in [
            ("nhân viên", "nữ nhân viên", true),
            ("lượt người", "người", true),
            ("lượt", "lượt", true),
            ("hộ", "hộ nghèo", true),
            ("cán bộ hội", "cán hội", false),
            ("", "người", false),
            ("", "", false),
        ] {
            let [one, other] = [one, other].map(|noun| Name::of_noun(Some(noun)));
            assert_eq!(one.is_part_of_or_has(&other), same, "{one:?} {other:?}");
        }
    }

    #[test]
    fn a_conferrer_is_the_body_and_not_its_head() {
        for (name, body) in [
            ("Chủ tịch UBND tỉnh Hà Nam", "tỉnh Hà Nam"),
            ("UBND tỉnh Hà Nam", "tỉnh Hà Nam"),
            ("Phó Chủ tịch UBND huyện Mường Khương", "huyện Mường Khương"),
            ("đồng chí Bí thư Tỉnh ủy", "Tỉnh ủy"),
            ("Tổng Giám đốc Đài Truyền hình", "Đài Truyền hình"),
            ("UBND", "Ủy ban nhân dân"),
            ("Nhà nước", "Chủ tịch nước"),
            ("Đảng và Nhà nước", "Chủ tịch Nước"),
            ("Thủ tướng", "Thủ tướng Chính phủ"),
            ("Chủ tịch nước", "chủ tịch nước"),
            ("Chủ tịch  nước", "nước"),
            ("Chủ tịch", "chủ tịch"),
        ] {
            let name = Name::of_conferrer(Some(name));
            assert_eq!(name, Name::of(body), "{body}");
        }
        assert_ne!(Name::of_conferrer(Some("Chủ tịch nước")), Name::of("nước"));
        assert!(Name::of_conferrer(None).is_like(&Name::of_conferrer(Some(" "))));
    }
}
