//! Phrases that stand on pages and are not told: `data/residue.csv` for the languages of the world, the gazetteer's
//! table for Vietnamese.

use aho_corasick::AhoCorasick;
use bangvang_gazetteer::{Gazetteer, Scope};
use bangvang_normalize::fold;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How much of a line a phrase is.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Where {
    Line,
    Start,
    Any,
}

/// How much goes with it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Takes {
    Line,
    Tail,
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    #[serde(rename = "where")]
    place: Where,
    scope: Takes,
}

#[derive(Default)]
struct Table {
    whole: HashMap<String, Scope>,
    /// By the first character.
    starts: HashMap<char, Vec<(String, Scope)>>,
    /// All that may stand anywhere.
    anywhere: Option<AhoCorasick>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The table is part of the program, and every test of this room reads it.
    Table::read(include_str!("../../../data/residue.csv"))
        .unwrap_or_else(|error| panic!("residue.csv: {error}"))
});

impl Table {
    fn read(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let mut table = Self::default();
        let mut anywhere = Vec::new();
        for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
            let Row { phrase, place, scope } = row?;
            let scope = match scope {
                Takes::Line => Scope::Line,
                Takes::Tail => Scope::Tail,
            };
            match (place, phrase.chars().next()) {
                (_, None) => {}
                (Where::Line, _) => {
                    table.whole.insert(phrase, scope);
                }
                (Where::Start, Some(first)) => table.starts.entry(first).or_default().push((phrase, scope)),
                (Where::Any, _) => anywhere.push(phrase),
            }
        }
        table.anywhere = Some(AhoCorasick::new(&anywhere)?);
        Ok(table)
    }

    fn scope(&self, line: &str) -> Option<Scope> {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric() && !"©(".contains(c));
        if let Some(scope) = self.whole.get(line) {
            return Some(*scope);
        }
        let first = line.chars().next()?;
        let starts = |phrase: &str| {
            let rest = line.strip_prefix(phrase);
            rest.is_some_and(|rest| {
                !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
            })
        };
        let by_start = self.starts.get(&first).into_iter().flatten().find(|(phrase, _)| starts(phrase));
        let anywhere = || self.anywhere.as_ref().is_some_and(|all| all.is_match(line));
        by_start.map(|(_, scope)| *scope).or_else(|| anywhere().then_some(Scope::Line))
    }
}

/// What a line says of itself.
pub(super) fn scope(line: &str, gazetteer: &Gazetteer) -> Option<Scope> {
    let lower = line.to_lowercase();
    TABLE.scope(&lower).or_else(|| gazetteer.residue().scope(&fold(line).text))
}
