//! What a page states about itself for machines.
//!
//! Read in one pass over the tree: JSON-LD and microdata in the terms of <https://schema.org/Article>, OpenGraph
//! (<https://ogp.me>), the `meta` names of the press and Dublin Core, `time`, `link rel=canonical`, headings and the
//! window's title. Where these disagree, [`Metadata`]'s methods say which goes first, and why.

use super::super::date;
use super::super::lines;
use super::tree::{Data, Id, ROOT, Tree};
use bangvang_normalize::clean;
use html5ever::local_name;
use serde_json::Value;

/// What a page states, as stated.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// The title of the browser's window.
    pub(super) window: Option<String>,
    canonical: Option<String>,
    headings: Vec<String>,
    meta: Vec<(String, String)>,
    items: Vec<(String, String)>,
    times: Vec<String>,
    /// The article of the page's JSON-LD.
    article: Option<Value>,
    site: Option<String>,
}

/// More headlines, times or statements are those of other pages.
const MOST: usize = 64;

impl Metadata {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut metadata = Self::default();
        for id in tree.subtree(ROOT) {
            if let Data::Element(..) = tree.node(id).data {
                metadata.element(tree, id);
            }
        }
        metadata
    }

    fn element(&mut self, tree: &Tree, id: Id) {
        let Some(name) = tree.name(id) else { return };
        let attribute = |name| tree.attribute(id, &name);
        match *name {
            local_name!("title") if self.window.is_none() => {
                self.window = Some(text_of(tree, id)).filter(|text| !text.is_empty());
            }
            local_name!("h1") if self.headings.len() < MOST => {
                self.headings.extend(Some(text_of(tree, id)).filter(|text| !text.is_empty()));
            }
            local_name!("link") if attribute(local_name!("rel")) == Some("canonical") => {
                self.canonical = attribute(local_name!("href")).map(|u| u.trim().to_owned());
            }
            local_name!("meta") => {
                let Some(content) = attribute(local_name!("content")).filter(|c| !c.trim().is_empty()) else {
                    return;
                };
                for key in [local_name!("property"), local_name!("name"), local_name!("itemprop")] {
                    if let Some(key) = attribute(key) {
                        self.meta.push((key.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
            }
            local_name!("script") => {
                if let Some(kind) = attribute(local_name!("type"))
                    && kind.trim().eq_ignore_ascii_case("application/ld+json")
                {
                    self.linked_data(&raw_text_of(tree, id));
                }
            }
            local_name!("time") if self.times.len() < MOST => {
                self.times.extend(attribute(local_name!("datetime")).map(str::to_owned));
            }
            _ => {}
        }
        if self.items.len() < MOST
            && let Some(property) = attribute(local_name!("itemprop"))
        {
            // A property may be several: "datePublished dateCreated".
            let known = ["datePublished", "dateModified", "author", "articleSection"];
            let Some(property) = property.split_ascii_whitespace().find(|name| known.contains(name)) else {
                return;
            };
            let stated = attribute(local_name!("content")).or_else(|| attribute(local_name!("datetime")));
            let value = stated.map_or_else(|| text_of(tree, id), str::to_owned);
            self.items.push((property.to_owned(), value));
        }
    }

    /// Takes the first article of a JSON-LD document, and the site's name.
    fn linked_data(&mut self, script: &str) {
        // Pages wrap it in CDATA, and break strings over lines.
        let script = script.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        let Ok(json) = serde_json::from_str(script)
            .or_else(|_| serde_json::from_str(&script.replace(['\n', '\r', '\t'], " ")))
        else {
            return;
        };
        let mut open = vec![&json];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(all) => open.extend(all.iter().rev()),
                Value::Object(object) => {
                    if is_type(value, |t| t == "WebSite") && self.site.is_none() {
                        self.site = object.get("name").and_then(Value::as_str).map(one_line);
                    }
                    let named =
                        is_type(value, |t| t.ends_with("Article") || t.ends_with("Posting") || t == "Report");
                    let dated = object.contains_key("datePublished");
                    if self.article.is_none() && (named || dated) {
                        self.article = Some(value.clone());
                    }
                    open.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage"]
                            .iter()
                            .filter_map(|key| object.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }

    fn meta(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    fn item(&self, name: &str) -> Option<&str> {
        self.items.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn stated(&self, key: &str) -> Option<&str> {
        self.article.as_ref()?.get(key).and_then(name_of)
    }

    /// The page's address: the one that the page calls its own, else OpenGraph's.
    pub(super) fn url(&self) -> Option<String> {
        let url = self.canonical.as_deref().into_iter().chain(self.meta("og:url"));
        url.map(str::trim).find(|url| url.starts_with("http")).map(str::to_owned)
    }

    /// The site's name: OpenGraph's, which is short; the publisher's, which may be the company's.
    pub(super) fn outlet(&self) -> Option<String> {
        let site = self.meta("og:site_name").map(one_line).or_else(|| self.site.clone());
        let site = site.or_else(|| self.stated("publisher").map(one_line));
        site.or_else(|| self.meta("application-name").map(one_line)).filter(|name| !name.is_empty())
    }

    /// True for a page that calls itself an article.
    pub(super) fn is_article(&self) -> bool {
        self.article.is_some()
            || self.meta("og:type") == Some("article")
            || self.meta("article:published_time").is_some()
    }

    /// The section of the paper.
    pub(super) fn section(&self) -> Option<String> {
        let section = self.stated("articleSection").or_else(|| self.meta("article:section"));
        let section = section.or_else(|| self.item("articleSection"));
        section.map(one_line).filter(|section| !section.is_empty())
    }

    /// As signed, where it is a name and no address.
    pub(super) fn author(&self) -> Option<String> {
        let metas = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author"];
        let metas = metas.iter().filter_map(|name| self.meta(name));
        let all = self.stated("author").into_iter().chain(self.item("author")).chain(metas);
        all.map(one_line)
            .find(|name| !name.is_empty() && name.len() < 120 && !name.contains("://") && !name.contains('@'))
    }

    /// What the article is, by JSON-LD.
    pub(super) fn body(&self) -> Option<&str> {
        self.article.as_ref()?.get("articleBody")?.as_str()
    }

    /// The day of publication. JSON-LD is written by the system that publishes, for search engines that punish
    /// errors; `meta` mostly so; microdata may be another article's; a `time` may be a comment's.
    pub(super) fn published(&self) -> Option<String> {
        let metas = [
            "article:published_time",
            "article:published",
            "og:published_time",
            "datepublished",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date",
            "dc.date.created",
            "date",
        ];
        let metas = metas.iter().filter_map(|name| self.meta(name));
        let all = self.stated("datePublished").into_iter().chain(metas).chain(self.item("datePublished"));
        let mut all = all.chain(self.times.first().map(String::as_str));
        all.find_map(|value| date::of_attribute(value).or_else(|| date::of_words(value)))
    }

    /// When it was last changed.
    pub(super) fn updated(&self) -> Option<String> {
        let metas =
            ["article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified"];
        let metas = metas.iter().filter_map(|name| self.meta(name));
        let all = self.stated("dateModified").into_iter().chain(metas).chain(self.item("dateModified"));
        all.filter_map(date::of_attribute).next()
    }

    /// The headline: an `h1` that the window or the metadata repeat; what the metadata say, or a part of the
    /// window's title, where the page shows it; the one `h1`, which may be the section's; what the metadata say;
    /// the window's title.
    pub(super) fn title(&self, is_shown: impl Fn(&str) -> bool) -> Option<String> {
        let told: Vec<String> =
            self.meta("og:title").into_iter().chain(self.stated("headline")).map(one_line).collect();
        let window = self.window.as_deref();
        let repeated = |heading: &&String| {
            let mut titles = told.iter().map(String::as_str).chain(window);
            titles.any(|title| title.contains(heading.as_str()))
        };
        let repeated = self.headings.iter().find(repeated);
        let part = || {
            let titles = told.iter().map(String::as_str).chain(window);
            // The longest part is the headline, the others are sections and the site.
            let longest = |title| lines::parts(title).max_by_key(|part| part.len());
            let mut long = titles
                .flat_map(|title| [Some(title), longest(title)])
                .flatten()
                .filter(|part| lines::words(part) >= lines::HEADLINE_WORDS);
            long.find(|part| is_shown(part)).map(str::to_owned)
        };
        let only = || match self.headings.as_slice() {
            [only] if lines::words(only) >= lines::HEADLINE_WORDS => Some(only.clone()),
            _ => None,
        };
        let shown = repeated.cloned().or_else(part).or_else(only);
        shown.or_else(|| told.first().cloned()).or_else(|| window.map(str::to_owned))
    }

    /// True for a title that may be the site's or the section's: the window's alone says it.
    pub(super) fn is_guess(&self, title: Option<&str>) -> bool {
        title.is_none_or(|title| self.window.as_deref() == Some(title) && self.meta("og:title").is_none())
    }
}

/// True if one of a node's types is such.
fn is_type(value: &Value, such: impl Fn(&str) -> bool) -> bool {
    match value.get("@type") {
        Some(Value::String(name)) => such(name),
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).any(such),
        _ => false,
    }
}

/// A value that may be a text, a thing with a name, or a list of these.
fn name_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Array(all) => all.iter().find_map(name_of),
        Value::Object(object) => object.get("name").or_else(|| object.get("@value")).and_then(name_of),
        _ => None,
    }
}

fn raw_text_of(tree: &Tree, id: Id) -> String {
    let texts = tree.subtree(id).filter_map(|node| match &tree.node(node).data {
        Data::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

fn text_of(tree: &Tree, id: Id) -> String {
    one_line(&raw_text_of(tree, id))
}

pub(super) fn one_line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    clean(&text).text.replace('\n', " ").trim().to_owned()
}
