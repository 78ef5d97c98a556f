//! What is known of words when reports are compared: `data/event-awards.csv` and `data/event-words.csv`.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Both tables.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Awards that tell little: given by many bodies, to many, all the year round.
    common: BTreeSet<String>,
    /// Awards that are also words of praise.
    praise: BTreeSet<String>,
    /// Offices whose holders are named in reports of all kinds of events.
    leaders: BTreeSet<String>,
    /// Words of headlines and leads under which awards are told as somebody's past, or as what a rule provides for.
    other_news: BTreeSet<String>,
    /// Words of headlines that tell of honours, whatever the award.
    honours: BTreeSet<String>,
    /// Offices that stand for their body, each with a space behind it.
    offices: BTreeSet<String>,
    /// Full forms and the short forms that they are compared by, the longest first.
    short: Vec<(String, String)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The tables are part of the program, and every test of reports reads them.
    Words::read(include_str!("../../data/event-awards.csv"), include_str!("../../data/event-words.csv"))
        .unwrap_or_else(|error| panic!("{error}"))
});

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OfAward {
    Common,
    Praise,
}

#[derive(Deserialize)]
struct AwardRow {
    award: String,
    says: OfAward,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum OfWords {
    Leader,
    OtherNews,
    Honour,
    Office,
    Short,
}

#[derive(Deserialize)]
struct WordsRow {
    words: String,
    says: OfWords,
    full: Option<String>,
}

impl Words {
    /// The tables of the program.
    pub(super) fn standard() -> &'static Self {
        &WORDS
    }

    /// Whether an award is one of the commonest, which a thousand bodies give every week.
    pub(super) fn is_common(&self, award: &str) -> bool {
        self.common.contains(award)
    }

    /// Whether an award is also a word of praise.
    pub(super) fn is_praise(&self, award: &str) -> bool {
        self.praise.contains(award)
    }

    /// Whether the holder of an office is named everywhere. In small letters.
    pub(super) fn is_leader(&self, role: &str) -> bool {
        self.leaders.iter().any(|office| role.contains(office.as_str()))
    }

    /// Whether a lead is that of other news. In small letters.
    pub(super) fn is_other_news(&self, lead: &str) -> bool {
        self.other_news.iter().any(|words| lead.contains(words.as_str()))
    }

    /// Whether a headline tells of honours. In small letters.
    pub(super) fn is_honour(&self, headline: &str) -> bool {
        self.honours.iter().any(|words| headline.contains(words.as_str()))
    }

    /// A body's name with short forms for full ones and without the offices in front of it. In small letters, with
    /// single spaces.
    pub(super) fn bare(&self, name: &str) -> String {
        let short = |name: String, (full, short): &(String, String)| name.replace(full.as_str(), short);
        let plain = self.short.iter().fold(name.to_owned(), short);
        let mut rest = plain.as_str();
        while let Some(behind) = self.offices.iter().find_map(|office| rest.strip_prefix(office.as_str())) {
            rest = behind;
        }
        rest.to_owned()
    }

    /// Reads the tables. Each row stands once; only short forms have a full one; words are in small letters.
    fn read(awards: &str, words: &str) -> Result<Self, String> {
        let mut table = Self::default();
        for (row, line) in rows::<AwardRow>(awards, "event-awards.csv")?.into_iter().zip(2..) {
            let to = match row.says {
                OfAward::Common => &mut table.common,
                OfAward::Praise => &mut table.praise,
            };
            if !to.insert(row.award.clone()) {
                return Err(format!("event-awards.csv:{line}: award: {:?} stands twice", row.award));
            }
        }
        for (row, line) in rows::<WordsRow>(words, "event-words.csv")?.into_iter().zip(2..) {
            table.add(row).map_err(|problem| format!("event-words.csv:{line}: {problem}"))?;
        }
        table.short.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then(a.cmp(b)));
        Ok(table)
    }

    fn add(&mut self, WordsRow { words, says, full }: WordsRow) -> Result<(), String> {
        let full = full.filter(|full| !full.is_empty());
        for text in [Some(&words), full.as_ref()].into_iter().flatten() {
            if text.is_empty() || text.trim() != text || text.to_lowercase() != *text {
                return Err(format!("{text:?} is no word in small letters"));
            }
        }
        let twice = || Err(format!("words: {words:?} stands twice"));
        let set = match says {
            OfWords::Short => {
                let Some(full) = full else { return Err(format!("full: {words:?} is short for nothing")) };
                if self.short.iter().any(|(known, _)| *known == full) {
                    return Err(format!("full: {full:?} stands twice"));
                }
                self.short.push((full, words));
                return Ok(());
            }
            _ if full.is_some() => return Err(format!("full: {words:?} is no short form")),
            OfWords::Leader => &mut self.leaders,
            OfWords::OtherNews => &mut self.other_news,
            OfWords::Honour => &mut self.honours,
            OfWords::Office => {
                return if self.offices.insert(format!("{words} ")) { Ok(()) } else { twice() };
            }
        };
        if set.insert(words.clone()) { Ok(()) } else { twice() }
    }
}

fn rows<T: serde::de::DeserializeOwned>(table: &str, name: &str) -> Result<Vec<T>, String> {
    let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
    rows.collect::<Result<_, _>>().map_err(|error| format!("{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangvang_gazetteer::Gazetteer;

    #[test]
    fn the_tables_speak_of_awards_that_there_are() {
        let words = Words::standard();
        for award in words.common.iter().chain(&words.praise) {
            assert!(Gazetteer::standard().award(award).is_some(), "{award}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_table_is_told_by_line() {
        for (awards, words, want) in [
            (
                "bang-khen,common\nbang-khen,common",
                "",
                "event-awards.csv:3: award: \"bang-khen\" stands twice",
            ),
            ("", "Phó,office,", "event-words.csv:2: \"Phó\" is no word in small letters"),
            ("", "phó,office,\nphó,office,", "event-words.csv:3: words: \"phó\" stands twice"),
            ("", "phó,office,phó chủ tịch", "event-words.csv:2: full: \"phó\" is no short form"),
            ("", "tp,short,", "event-words.csv:2: full: \"tp\" is short for nothing"),
            (
                "",
                "tp,short,thành phố\nt,short,thành phố",
                "event-words.csv:3: full: \"thành phố\" stands twice",
            ),
        ] {
            let found = Words::read(&format!("award,says\n{awards}"), &format!("words,says,full\n{words}"));
            assert_eq!(found.err().as_deref(), Some(want));
        }
        let unknown = Words::read("award,says\nbang-khen,usual", "words,says,full\n").err();
        assert!(unknown.as_deref().is_some_and(|e| e.contains("event-awards.csv") && e.contains("usual")));
    }

    #[test]
    fn a_body_is_what_is_left_without_offices_and_full_forms() {
        for (name, bare) in [
            ("phó chủ tịch ubnd tỉnh hà nam", "tỉnh hà nam"),
            ("bộ trưởng bộ giáo dục và đào tạo", "bộ gd đt"),
            ("ủy ban nhân dân thành phố hồ chí minh", "tp hcm"),
            ("hội phó nữ", "hội phó nữ"),
        ] {
            assert_eq!(Words::standard().bare(name), bare);
        }
    }
}
