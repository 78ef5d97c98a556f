//! How well records say what people have annotated: gold beside records, in figures and article by article.
//!
//! Everything is summed over articles. Mentions are compared as bags of values (an award's id and class, a
//! count's value and noun, a date's EDTF), units as sets of names, so that offsets make no difference: gold
//! is annotated in the text as it was published, records have it cleaned. `conferrals` asks for award, class,
//! kind of recipient and status, `conferrals+` for count, conferrer and recipients as well.

mod conferrals;
mod figures;
mod found;
mod gold;
mod judgement;
mod list;
mod matching;
mod mentions;
mod names;
mod page;
mod records;

pub use figures::Figures;
pub use gold::{Article, Fault, Gold};
pub use judgement::Kind;
pub use matching::Tally;
pub use records::{Input, Records};

use judgement::Judgement;

/// Gold and records, matched article by article.
#[derive(Debug, Clone)]
pub struct Evaluation {
    articles: Vec<Judgement>,
}

impl Evaluation {
    /// Matches each article of the gold with the record that has its id. Records without gold count for
    /// nothing.
    pub fn of(gold: Gold, mut records: Records) -> Self {
        let judged = gold.articles.into_iter().map(|article| {
            let found = records.take(&article.id);
            Judgement::of(article, found)
        });
        Self { articles: judged.collect() }
    }

    /// The figures over all articles.
    pub fn figures(&self) -> Figures {
        Figures::of(&self.articles)
    }

    /// What was missed and what is false of one kind, one a line: the article's id, `MISSED`, `FALSE` or
    /// (of paths) `WRONG`, and the item as JSON.
    pub fn list(&self, kind: Kind) -> String {
        list::list(&self.articles, kind)
    }

    /// A page of HTML, whole in itself, that shows each article with its hits, misses and false rows.
    pub fn page(&self) -> String {
        page::page(&self.articles, &self.figures())
    }
}

#[cfg(test)]
mod tests;
