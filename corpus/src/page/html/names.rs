//! What the classes and ids of an element say of it: the words of `data/names.csv`.
//!
//! Authors name elements for what they hold ("article-body", "related-posts", "tin-lien-quan"), in few words that
//! recur on most sites. Which of them count is data; that a name alone never decides is [`super::container`]'s.

use super::tree::{Id, Tree};
use aho_corasick::AhoCorasick;
use html5ever::local_name;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What names say, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Says(u16);

impl Says {
    pub(super) const HIDDEN: Self = Self(1);
    pub(super) const BODY: Self = Self(1 << 1);
    pub(super) const ARTICLE: Self = Self(1 << 2);
    pub(super) const COMMENT: Self = Self(1 << 3);
    pub(super) const RELATED: Self = Self(1 << 4);
    pub(super) const SHARE: Self = Self(1 << 5);
    pub(super) const PROMO: Self = Self(1 << 6);
    pub(super) const MENU: Self = Self(1 << 7);
    pub(super) const META: Self = Self(1 << 8);
    pub(super) const CAPTION: Self = Self(1 << 9);
    pub(super) const LEAD: Self = Self(1 << 10);
    const NEUTRAL: Self = Self(1 << 11);
    /// Not of the article.
    pub(super) const RESIDUE: Self = Self(0b1_1111_1000);

    pub(super) fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "hidden" => Self::HIDDEN,
            "body" => Self::BODY,
            "article" => Self::ARTICLE,
            "comment" => Self::COMMENT,
            "related" => Self::RELATED,
            "share" => Self::SHARE,
            "promo" => Self::PROMO,
            "menu" => Self::MENU,
            "meta" => Self::META,
            "caption" => Self::CAPTION,
            "lead" => Self::LEAD,
            "neutral" => Self::NEUTRAL,
            _ => return None,
        })
    }
}

/// How much of a class or an id a row speaks of.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "kebab-case")]
enum Extent {
    /// All of it.
    Token,
    /// A word of it, as hyphens, underscores and capitals part them.
    Word,
    /// A run of letters, whatever parts them: "articlebody" is in "Article-Body__text".
    Part,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    is: Extent,
    says: String,
}

struct Table {
    tokens: HashMap<String, Says>,
    words: HashMap<String, Says>,
    parts: AhoCorasick,
    meanings: Vec<Says>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // The table is part of the program, and every test of this room reads it.
    Table::read(include_str!("../../../data/names.csv")).unwrap_or_else(|error| panic!("names.csv: {error}"))
});

impl Table {
    fn read(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let (mut tokens, mut words) = (HashMap::new(), HashMap::new());
        let (mut parts, mut meanings) = (Vec::new(), Vec::new());
        for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
            let Row { name, is, says } = row?;
            let says =
                Says::named(&says).ok_or_else(|| format!("{name} says {says:?}, which is not known"))?;
            let add = |to: &mut HashMap<String, Says>| {
                let all = to.entry(name.clone()).or_default();
                *all = all.with(says);
            };
            match is {
                Extent::Token => add(&mut tokens),
                Extent::Word => add(&mut words),
                Extent::Part => {
                    parts.push(name);
                    meanings.push(says);
                }
            }
        }
        Ok(Self { tokens, words, parts: AhoCorasick::new(&parts)?, meanings })
    }

    fn says(&self, token: &str) -> Says {
        let lower = token.to_ascii_lowercase();
        let mut says = self.tokens.get(&lower).copied().unwrap_or_default();
        if says.any(Says::NEUTRAL) {
            return says;
        }
        for word in words(token) {
            if let Some(word) = self.words.get(&word.to_ascii_lowercase()) {
                says = says.with(*word);
            }
        }
        let squashed: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        for found in self.parts.find_overlapping_iter(&squashed) {
            says = says.with(self.meanings[found.pattern().as_usize()]);
        }
        says
    }
}

/// The words of a name: "relatedPosts-list" is related, Posts, list.
fn words(token: &str) -> impl Iterator<Item = &str> {
    token.split(|c: char| !c.is_ascii_alphabetic()).flat_map(humps).filter(|word| word.len() > 1)
}

/// Cuts before a capital behind a small letter.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let hump =
            (1..bytes.len()).find(|i| bytes[*i].is_ascii_uppercase() && bytes[i - 1].is_ascii_lowercase());
        let (word, others) = rest.split_at(hump.unwrap_or(rest.len()));
        rest = others;
        Some(word)
    })
}

/// Longer lists of classes are made by tools, and tell of looks.
const MOST_TOKENS: usize = 24;
/// A longer name is no name.
const LONGEST: usize = 80;

/// The names of one page, each looked up once.
#[derive(Default)]
pub(super) struct Names<'t> {
    known: HashMap<&'t str, Says>,
}

impl<'t> Names<'t> {
    /// What an element's names and attributes say.
    pub(super) fn of(&mut self, tree: &'t Tree, id: Id) -> Says {
        let mut says = Says::default();
        for attribute in tree.attributes(id) {
            let value = &*attribute.value;
            let more = match attribute.name.local {
                local_name!("class") | local_name!("id") => self.tokens(value),
                local_name!("hidden") => Says::HIDDEN,
                local_name!("style") if hides(value) => Says::HIDDEN,
                local_name!("aria-hidden") if value == "true" => Says::HIDDEN,
                local_name!("itemprop") => match value {
                    "articleBody" => Says::BODY,
                    "comment" | "review" => Says::COMMENT,
                    _ => continue,
                },
                local_name!("role") => match value {
                    "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu" => {
                        Says::MENU
                    }
                    "dialog" | "alertdialog" => Says::PROMO,
                    "article" | "main" => Says::ARTICLE,
                    _ => continue,
                },
                _ => continue,
            };
            says = says.with(more);
        }
        says
    }

    fn tokens(&mut self, value: &'t str) -> Says {
        let tokens = value.split_ascii_whitespace().filter(|token| token.len() <= LONGEST).take(MOST_TOKENS);
        tokens.fold(Says::default(), |says, token| {
            says.with(*self.known.entry(token).or_insert_with(|| TABLE.says(token)))
        })
    }
}

/// `display: none`
fn hides(style: &str) -> bool {
    let Some(at) = style.find("display") else { return false };
    let value = style[at + "display".len()..].trim_start().strip_prefix(':');
    value.is_some_and(|value| value.trim_start().starts_with("none"))
}
