//! Vietnamese press text to mentions, conferrals and ceremonies.
//!
//! The text is read once by the gazetteer's automaton; what follows works on typed tokens. Two layers
//! of rules, each a file of `extract/rules`, say how dates are written and how conferrals are told; see
//! [`GrammarError`] for what a broken rule reports and `grammar.rs` for the language.
//!
//! ```
//! use bangvang_extract::{Article, Extractor};
//! let text = "Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể.";
//! let found = Extractor::standard().extract(&Article::new(text));
//! let row = &found.conferrals[0];
//! assert_eq!((row.award.as_str(), row.kind.as_str(), row.count), ("bang-khen", "collective", Some(19)));
//! assert_eq!(row.conferrer.as_deref(), Some("UBND tỉnh Hà Nam"));
//! ```

mod ceremony;
mod conferral;
mod edtf;
mod explain;
mod grammar;
mod mention;
mod output;
mod place;
pub mod record;
mod rules;
mod sentence;
mod sort;
mod story;
mod token;

pub use edtf::{Date, Edtf};
pub use explain::{Element, Explained, Explanation, Field, Mark, Part, Rule};
pub use grammar::GrammarError;
pub use record::Extraction;
pub use sentence::Sentences;

pub(crate) use rules::Rules;

use bangvang_gazetteer::Gazetteer;
use std::sync::LazyLock;

/// An article as extraction sees it: its text and what its page says about it.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Clean text ([`bangvang_normalize::clean`]), residue removed, blocks joined by `\n`.
    pub text: &'a str,
    /// Byte at which the body begins, after the headline.
    pub body_start: usize,
    /// Day of publication, EDTF, a time behind it or not.
    pub published: Option<&'a str>,
    /// The outlet's home province: its statistical code (`52`), or the id of one unit (`52-2025`).
    pub home: Option<&'a str>,
}

impl<'a> Article<'a> {
    /// A text of which nothing else is known.
    pub fn new(text: &'a str) -> Self {
        Self { text, body_start: 0, published: None, home: None }
    }
}

/// What the finders know besides the text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) published: Option<jiff::civil::Date>,
    /// The same as text, for validity; in the form the article states it.
    pub(crate) day: Option<&'a str>,
    pub(crate) home: Option<&'a str>,
    pub(crate) body_start: usize,
}

impl Context<'_> {
    /// The year before which a page that states no day tells of history: its press was not on the web then.
    pub(crate) const FIRST_YEAR: i16 = 1998;

    /// True for a day that such a page cannot report as news.
    pub(crate) fn is_history(&self, date: Edtf) -> bool {
        self.published.is_none() && date.last_year().is_some_and(|year| year < Self::FIRST_YEAR)
    }
}

/// The rules, compiled, over a gazetteer. Cheap to share between threads.
#[derive(Debug)]
pub struct Extractor<'g> {
    gazetteer: &'g Gazetteer,
    rules: Rules,
    floor: f64,
}

/// The confidence below which a row is not told, unless one asks for it: of such rows most are wrong
/// (`CONFIDENCE.md`).
pub const FLOOR: f64 = 0.25;

impl Extractor<'static> {
    /// The rules that are compiled in, over [`Gazetteer::standard`]. Built once, on first use.
    pub fn standard() -> &'static Self {
        static STANDARD: LazyLock<Extractor<'static>> = LazyLock::new(|| {
            match Extractor::over(Gazetteer::standard()) {
                Ok(extractor) => extractor,
                // The rules are part of the program and `the_rules_are_sound` reads them.
                Err(error) => panic!("{error}"),
            }
        });
        &STANDARD
    }
}

impl<'g> Extractor<'g> {
    /// The rules that are compiled in, over a gazetteer of one's own.
    ///
    /// # Errors
    /// A gazetteer without words for a cue that the rules speak of. One that [`Gazetteer::load`] gives has
    /// the standard ones at least.
    ///
    /// ```
    /// use bangvang_extract::{Article, Extractor};
    /// use bangvang_gazetteer::Gazetteer;
    /// # let folder = tempfile::tempdir()?;
    /// # let folder = folder.path();
    /// std::fs::write(folder.join("award-forms.csv"), "form,award\nbằng vàng,bang-khen\n")?;
    /// let gazetteer = Gazetteer::load(folder).unwrap();
    /// let extractor = Extractor::over(&gazetteer)?;
    /// let found = extractor.extract(&Article::new("UBND tỉnh Hà Nam tặng Bằng vàng cho 19 tập thể."));
    /// assert_eq!(found.conferrals[0].award, "bang-khen");
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn over(gazetteer: &'g Gazetteer) -> Result<Self, GrammarError> {
        Ok(Self { gazetteer, rules: Rules::standard(gazetteer)?, floor: FLOOR })
    }

    /// The same, telling rows from this confidence on, 0 to 1: all at 0.
    ///
    /// ```
    /// use bangvang_extract::{Article, Extractor};
    /// use bangvang_gazetteer::Gazetteer;
    /// let article = Article::new("UBND tỉnh Hà Nam sẽ tặng Bằng khen.");
    /// let extractor = Extractor::over(Gazetteer::standard())?;
    /// assert!(extractor.extract(&article).conferrals.is_empty());
    /// assert_eq!(extractor.at_least(0.0).extract(&article).conferrals.len(), 1);
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn at_least(self, floor: f64) -> Self {
        Self { floor, ..self }
    }

    /// The gazetteer it reads by.
    pub fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// Finds everything in an article.
    pub fn extract(&self, article: &Article<'_>) -> Extraction {
        self.read(article, output::write)
    }

    /// Finds everything in an article, and tells of each row how it came to be.
    ///
    /// ```
    /// use bangvang_extract::{Article, Extractor};
    /// let article = Article::new("Dịp này, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể.");
    /// let row = &Extractor::standard().explain(&article).rows[0];
    /// assert_eq!((row.rule.name.as_str(), row.rule.file.as_str()), ("conferred", "conferrals.rules"));
    /// let conferrer = row.fields.iter().find(|field| field.name == "conferrer").unwrap();
    /// assert_eq!(conferrer.source, "the subject before the verb");
    /// ```
    pub fn explain(&self, article: &Article<'_>) -> Explained {
        self.read(article, explain::write)
    }

    fn read<T>(
        &self,
        article: &Article<'_>,
        write: impl FnOnce(&story::Story<'_>, &[conferral::Row], &[ceremony::Ceremony]) -> T,
    ) -> T {
        let published = article.published.and_then(Date::parse);
        let context = Context {
            published: published.filter(|d| d.day.is_some()).and_then(Date::first_day),
            day: article.published.and_then(|p| p.split('T').next()),
            home: article.home,
            body_start: article.body_start,
        };
        let tokens = token::Tokens::read(article.text, self.gazetteer);
        let mentions = mention::find(&tokens, &self.rules, &context);
        let places = place::resolve(&tokens, &self.rules, &mentions, &context);
        let sentences = sentence::split(&tokens);
        let referents = conferral::Referents::default();
        let story = story::Story {
            tokens: &tokens,
            rules: &self.rules,
            mentions: &mentions,
            places: &places,
            referents: &referents,
            sentences: &sentences,
            context: &context,
            floor: self.floor,
        };
        let mut ceremonies = ceremony::find(&story);
        let rows = conferral::find(&story, &ceremonies);
        if ceremonies.is_empty() {
            ceremonies.extend(ceremony::of_rows(&story, &rows));
        }
        write(&story, &rows, &ceremonies)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    //! Short views of an extraction, for tables of cases.

    use crate::record::Mention;
    use crate::{Article, Extraction, Extractor};
    use bangvang_gazetteer::Gazetteer;
    use std::sync::LazyLock;

    /// Tells every row, however unsure.
    pub(crate) static UNSURE: LazyLock<Extractor<'static>> =
        LazyLock::new(|| Extractor::over(Gazetteer::standard()).unwrap().at_least(0.0));

    fn extract(text: &str, published: Option<&str>) -> Extraction {
        UNSURE.extract(&Article { published, ..Article::new(text) })
    }

    fn join(text: &str, separator: &str, view: impl Fn(&Mention) -> Option<String>) -> String {
        let found = extract(text, None);
        found.mentions.iter().filter_map(view).collect::<Vec<_>>().join(separator)
    }

    pub(crate) fn dates_published(text: &str, published: Option<&str>) -> String {
        let found = extract(text, published);
        let dates = found.mentions.iter().filter_map(|m| match m {
            Mention::Date { edtf, .. } => Some(edtf.as_str()),
            _ => None,
        });
        dates.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn dates_of(text: &str) -> String {
        dates_published(text, None)
    }

    pub(crate) fn counts_of(text: &str) -> String {
        join(text, "; ", |m| match m {
            Mention::Count { value, noun, .. } => Some(format!("{value} {noun}")),
            _ => None,
        })
    }

    pub(crate) fn awards_of(text: &str) -> String {
        join(text, " ", |m| match m {
            Mention::Award { award, class, .. } => {
                Some(class.as_ref().map_or(award.clone(), |class| format!("{award}/{class}")))
            }
            _ => None,
        })
    }

    pub(crate) fn persons_of(text: &str) -> String {
        join(text, "; ", |m| match m {
            Mention::Person { name, .. } => Some(name.clone()),
            _ => None,
        })
    }

    pub(crate) fn units_of(text: &str, published: Option<&str>) -> String {
        let found = extract(text, published);
        let units = found.mentions.iter().filter_map(|m| match m {
            Mention::Unit { at, path, .. } => Some(match path {
                Some(path) => format!("{}={}", at.text, path.join("/")),
                None => at.text.clone(),
            }),
            _ => None,
        });
        units.collect::<Vec<_>>().join("; ")
    }

    /// The years that the rows reward.
    pub(crate) fn periods_of(text: &str) -> String {
        let found = extract(text, None);
        let periods = found.conferrals.iter().map(|r| r.period.as_deref().unwrap_or("-"));
        periods.collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn statuses_of(text: &str, published: Option<&str>) -> String {
        let found = extract(text, published);
        found.conferrals.iter().map(|r| r.status.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// One line per ceremony: kinds, date, organiser, period.
    pub(crate) fn ceremonies_of(text: &str) -> Vec<String> {
        let found = extract(text, Some("2024-03-29"));
        let known = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let line = |c: &crate::record::Ceremony| {
            format!(
                "{} {} < {} > {}",
                c.kinds.join("+"),
                known(&c.date),
                known(&c.organiser),
                known(&c.period)
            )
        };
        found.ceremonies.iter().map(line).collect()
    }

    /// One line per row: award/class, conferrer, kind, count, recipients, status.
    pub(crate) fn rows_of(text: &str) -> Vec<String> {
        rows(&extract(text, None))
    }

    /// The rows of a text below its headline.
    pub(crate) fn rows_below(headline: &str, body: &str) -> Vec<String> {
        let text = format!("{headline}\n{body}");
        rows(&UNSURE.extract(&Article { body_start: headline.len() + 1, ..Article::new(&text) }))
    }

    fn rows(found: &Extraction) -> Vec<String> {
        let row = |r: &crate::record::Conferral| {
            let class = r.class.as_ref().map_or(String::new(), |c| format!("/{c}"));
            let count = r.count.map_or("-".to_owned(), |c| c.to_string());
            format!(
                "{}{class} < {} > {} {count} [{}] {}",
                r.award,
                r.conferrer.as_deref().unwrap_or("-"),
                r.kind,
                r.recipients.join(", "),
                r.status.as_str()
            )
        };
        found.conferrals.iter().map(row).collect()
    }
}
