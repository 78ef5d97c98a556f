//! The laws, ordinances and decrees that awards rest on.

use crate::nearest::did_you_mean;
use crate::table::Table;
use serde::Deserialize;

/// One row of `laws.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Law {
    /// What `awards.csv` names it by, e.g. `luat-2022`.
    pub id: String,
    /// Vietnamese name.
    pub name: String,
    /// Number, e.g. `06/2022/QH15`; empty where it is not known.
    pub number: String,
    /// Day or year it was passed, EDTF; empty where it is not known.
    pub passed: String,
    /// First day in force, EDTF; empty where it is not known.
    pub from: String,
    /// Last day in force, EDTF; empty while it is in force, or where it is not known.
    pub to: String,
    /// Where the dates are from.
    pub source: String,
}

/// A law an award rests on, and the articles of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling<'a> {
    /// [`Law::id`]
    pub law: &'a str,
    /// Articles and spans of articles, by commas: `42-44`, `68,70`, `58a`. Empty where all of the law
    /// is about the award, or the article is not known.
    pub articles: &'a str,
}

impl<'a> Ruling<'a> {
    /// Reads a cell: `luat-2003:42-44|luat-2022:42-44`.
    pub(crate) fn all(cell: &'a str) -> impl Iterator<Item = Self> {
        cell.split('|').filter(|ruling| !ruling.is_empty()).map(|ruling| {
            let (law, articles) = ruling.split_once(':').unwrap_or((ruling, ""));
            Self { law, articles }
        })
    }

    /// What is wrong with it, given the laws there are.
    pub(crate) fn fault(&self, laws: &[Law]) -> Option<String> {
        if !laws.iter().any(|law| law.id == self.law) {
            let nearest = did_you_mean(self.law, laws.iter().map(|law| law.id.as_str()));
            return Some(format!("no law has the id {:?}{nearest}", self.law));
        }
        let bad =
            self.articles.split(',').find(|part| !(self.articles.is_empty() || is_article_span(part)))?;
        Some(format!("{bad:?} is no article (42, 58a) and no span of articles (42-44)"))
    }
}

/// `42`, `58a` or `42-44`.
fn is_article_span(part: &str) -> bool {
    let number = |article: &str| {
        let digits = article.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (article.len() - digits.len() <= 1).then(|| digits.parse::<u32>().ok()).flatten()
    };
    match part.split_once('-') {
        Some((first, last)) => number(first).zip(number(last)).is_some_and(|(first, last)| first < last),
        None => number(part).is_some(),
    }
}

pub(crate) fn read(table: &mut Table) -> Vec<Law> {
    table.rows().into_iter().map(|(_, law)| law).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ruling_names_a_law_there_is_and_articles() {
        let laws = crate::Gazetteer::standard().laws();
        for (cell, part) in [
            ("luat-2003", None),
            ("luat-2003:42-44", None),
            ("luat-2003:58a,60", None),
            ("luat-1903:1", Some("no law has the id \"luat-1903\"")),
            ("luat-2003:44-42", Some("\"44-42\" is no article")),
            ("luat-2003:điều 5", Some("\"điều 5\" is no article")),
            ("luat-2003:42|luat-2003:42,", Some("\"\" is no article")),
        ] {
            let fault = Ruling::all(cell).find_map(|ruling| ruling.fault(laws));
            assert_eq!(fault.is_some(), part.is_some(), "{cell}: {fault:?}");
            assert!(part.is_none_or(|part| fault.unwrap_or_default().contains(part)), "{cell}");
        }
    }
}
