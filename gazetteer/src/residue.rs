//! Phrases that mark what is on a page but not of the article.

use crate::table::Table;
use serde::Deserialize;
use std::collections::HashMap;

/// How much a residue phrase takes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// The line it stands in.
    Line,
    /// After the article's body, all that follows too: it opens a list.
    Tail,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    /// The phrase is the line.
    Line,
    /// The line starts with it.
    Start,
    /// The line has it somewhere.
    Any,
}

#[derive(Deserialize)]
struct Row {
    phrase: String,
    #[serde(rename = "where")]
    place: Where,
    scope: Scope,
}

/// `residue.csv`, ready to ask.
#[derive(Debug, Default)]
pub struct Residue {
    whole: HashMap<String, Scope>,
    /// Phrases by their first character.
    starts: HashMap<char, Vec<(String, Scope)>>,
    anywhere: Vec<(String, Scope)>,
}

impl Residue {
    pub(crate) fn read(table: &mut Table) -> Self {
        let mut residue = Self::default();
        for (at, row) in table.rows::<Row>() {
            let phrase = bangvang_normalize::key(&row.phrase);
            let Some(first) = phrase.chars().next() else {
                table.report(at, "phrase: nothing that can be read on a page");
                continue;
            };
            match row.place {
                Where::Line => drop(residue.whole.insert(phrase, row.scope)),
                Where::Start => residue.starts.entry(first).or_default().push((phrase, row.scope)),
                Where::Any => residue.anywhere.push((phrase, row.scope)),
            }
        }
        residue
    }

    /// What a folded line says of itself. Bullets and a closing colon do not count.
    ///
    /// ```
    /// use bangvang_gazetteer::{Gazetteer, Scope};
    /// let residue = Gazetteer::standard().residue();
    /// assert_eq!(residue.scope("tin liên quan:"), Some(Scope::Tail));
    /// assert_eq!(residue.scope("lượt xem: 231"), Some(Scope::Line));
    /// assert_eq!(residue.scope("sáng 28/3, ubnd tỉnh tổng kết phong trào thi đua"), None);
    /// ```
    pub fn scope(&self, line: &str) -> Option<Scope> {
        let line = line.trim_start_matches(['-', '•', '*', '+', '»', '›', ' ']);
        let bare = line.trim_end_matches([':', '.', ' ', '…']);
        if let Some(scope) = self.whole.get(bare) {
            return Some(*scope);
        }
        let first = line.chars().next()?;
        let starts = |phrase: &str| {
            line.strip_prefix(phrase).is_some_and(|rest| {
                !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
            })
        };
        let by_start = self.starts.get(&first).into_iter().flatten().find(|(p, _)| starts(p));
        let found = by_start.or_else(|| self.anywhere.iter().find(|(p, _)| line.contains(p.as_str())));
        found.map(|(_, scope)| *scope)
    }
}
