//! What an archive knows of a site and no page alone does: the lines that its pages share.
//!
//! Before the run, a sample of each host's pages is read; a line that stands in the articles of several,
//! under different headlines, is residue that the page reader took for text (a call to subscribe, the
//! paper's address, a slogan), and is dropped everywhere, unless it names what awards are about. The sample
//! is drawn by the pages' ids and not by their order, so that a second run drops the same.

use super::Article;
use bangvang_gazetteer::{Gazetteer, Sense};
use bangvang_normalize::fold;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};

/// How many pages of a host are sampled.
const SAMPLE: usize = 32;
/// A line on fewer pages is no residue.
const SHARED: usize = 3;
/// Nor one on a smaller part of the sample: one page in so many.
const PART: usize = 5;
/// How many hosts are sampled; what is known of more would fill the memory.
const HOSTS: usize = 10_000;
/// How far into a page its address is looked for, in bytes.
const HEAD: usize = 1 << 16;

/// The lines that the pages of each host share.
#[derive(Debug, Clone, Default)]
pub struct Sites {
    hosts: HashMap<String, HashSet<u64>>,
}

impl Sites {
    /// Drops from an article the lines that its site's pages share, and returns those that went.
    pub(crate) fn clean(&self, article: &mut Article) -> Vec<String> {
        let shared = article.source.host.as_ref().and_then(|host| self.hosts.get(host));
        let Some(shared) = shared else { return Vec::new() };
        let (head, body) = article.text.split_at(article.body_start);
        let (gone, kept): (Vec<&str>, Vec<&str>) =
            body.split('\n').partition(|line| shared.contains(&key(line)));
        // A page that would lose everything is no page of articles, or the sample was of one article.
        if gone.is_empty() || kept.iter().all(|line| line.trim().is_empty()) {
            return Vec::new();
        }
        let gone = gone.into_iter().map(str::to_owned).collect();
        article.text = format!("{head}{}", kept.join("\n"));
        gone
    }
}

/// A sample of each host's pages.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    /// Of each host the pages with the smallest hashes of their ids, and what stands on them.
    hosts: HashMap<String, BTreeMap<u64, Lines>>,
}

/// The headline of a page and the lines of its body, hashed.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    title: u64,
    lines: Vec<u64>,
}

impl Lines {
    pub(crate) fn of(article: &Article, gazetteer: &Gazetteer) -> Self {
        let lines =
            article.text[article.body_start..].split('\n').filter(|line| is_sharable(line, gazetteer));
        Self { title: article.title.as_deref().map_or(0, key), lines: lines.map(key).collect() }
    }
}

impl Samples {
    /// True for a page that belongs into the sample, if an article stands on it.
    pub(crate) fn wants(&self, host: &str, id: &str) -> bool {
        match self.hosts.get(host) {
            Some(sample) => {
                let last = sample.last_key_value().filter(|_| sample.len() >= SAMPLE);
                last.is_none_or(|(last, _)| hash(id) < *last)
            }
            None => self.hosts.len() < HOSTS,
        }
    }

    /// Takes what stands on a page into the sample, unless nothing does.
    pub(crate) fn add(&mut self, host: &str, id: &str, lines: Lines) {
        if lines.lines.is_empty() || !self.wants(host, id) {
            return;
        }
        let sample = self.hosts.entry(host.to_owned()).or_default();
        sample.insert(hash(id), lines);
        if sample.len() > SAMPLE {
            sample.pop_last();
        }
    }

    /// What the pages share.
    pub(crate) fn into_sites(self) -> Sites {
        let shared = |sample: BTreeMap<u64, Lines>| {
            let pages = sample.len();
            let mut titles: HashMap<u64, HashSet<u64>> = HashMap::new();
            for page in sample.values() {
                page.lines.iter().for_each(|line| {
                    titles.entry(*line).or_default().insert(page.title);
                });
            }
            let enough = SHARED.max(pages.div_ceil(PART));
            titles.into_iter().filter(|(_, on)| on.len() >= enough).map(|(line, _)| line).collect()
        };
        let hosts = self.hosts.into_iter().map(|(host, sample)| (host, shared(sample)));
        Sites { hosts: hosts.filter(|(_, lines): &(String, HashSet<u64>)| !lines.is_empty()).collect() }
    }
}

/// False for what pages have in common because they tell the same kind of thing: a line that introduces
/// what follows ("Tập thể:"), that names an award, a place, a body, an office or a person, or that counts.
fn is_sharable(line: &str, gazetteer: &Gazetteer) -> bool {
    let hits = gazetteer.hits(line, &fold(line));
    let tells = |sense: Sense| {
        matches!(
            sense,
            Sense::Award(..)
                | Sense::Unit(_)
                | Sense::UnitType(_)
                | Sense::Body(_)
                | Sense::Office(_)
                | Sense::Noun(_)
                | Sense::Surname(true)
        )
    };
    let mut senses = hits.iter().flat_map(|hit| gazetteer.senses(hit.form, &line[hit.start..hit.end]));
    !line.trim_end().ends_with(':') && !senses.any(tells)
}

fn key(line: &str) -> u64 {
    hash(fold(line.trim()).text.as_str())
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The address that a page states in its head, found without parsing it.
pub(crate) fn address(page: &[u8]) -> Option<&str> {
    let head = &page[..page.len().min(HEAD)];
    ["canonical", "og:url"].iter().find_map(|name| {
        let at = memchr::memmem::find(head, name.as_bytes())?;
        // The address stands in the same tag, behind the name or before it.
        let start = memchr::memrchr(b'<', &head[..at])?;
        let end = at + memchr::memchr(b'>', &head[at..])?;
        let tag = std::str::from_utf8(&head[start..end]).ok()?;
        let url = &tag[tag.find("http")?..];
        Some(&url[..url.find(['"', '\'', ' ', '>']).unwrap_or(url.len())])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(host: &str, title: &str, body: &str) -> Article {
        let page = b"Tin\nMot dong chu that dai de lam than bai.";
        let assumed = Default::default();
        let mut article =
            super::super::read("x.txt", page, &assumed, Gazetteer::standard()).expect("an article");
        article.source.host = Some(host.to_owned());
        article.title = Some(title.to_owned());
        article.text = format!("{title}\n{body}");
        article.body_start = title.len() + 1;
        article
    }

    fn learnt(pages: &[Article]) -> Sites {
        let mut samples = Samples::default();
        for (i, page) in pages.iter().enumerate() {
            let host = page.source.host.clone().expect("set above");
            samples.add(&host, &i.to_string(), Lines::of(page, Gazetteer::standard()));
        }
        samples.into_sites()
    }

    #[test]
    fn what_a_sites_pages_share_goes_and_what_one_page_tells_stays() {
        let pages: Vec<Article> = (0..9)
            .map(|i| {
                let body = format!(
                    "Tỉnh khen {i} đơn vị.\nTập thể:\nTrường THPT Lục Ngạn\nRất mong nhận góp ý\nHết {}",
                    i / 5
                );
                article("a.vn", &format!("Tin số {i}"), &body)
            })
            .collect();
        let sites = learnt(&pages);
        let mut page = pages[7].clone();
        assert_eq!(sites.clean(&mut page), ["Rất mong nhận góp ý", "Hết 1"]);
        assert_eq!(page.text, "Tin số 7\nTỉnh khen 7 đơn vị.\nTập thể:\nTrường THPT Lục Ngạn");
        let mut elsewhere = article("b.vn", "Tin", "Rất mong nhận góp ý");
        assert!(sites.clean(&mut elsewhere).is_empty());
    }

    #[test]
    fn copies_of_one_article_are_not_its_residue() {
        let pages: Vec<Article> =
            (0..9).map(|_| article("a.vn", "Một tin", "Tỉnh khen ba đơn vị.\nHết.")).collect();
        assert!(learnt(&pages).hosts.is_empty());
    }

    #[test]
    fn a_sample_does_not_depend_on_the_order_of_pages() {
        let ids: Vec<String> = (0..500).map(|i| format!("trang-{i}")).collect();
        let sample = |ids: &mut dyn Iterator<Item = &String>| {
            let mut samples = Samples::default();
            for id in ids {
                samples.add("a.vn", id, Lines { title: 0, lines: vec![1] });
            }
            samples.hosts.remove("a.vn").map(|sample| sample.into_keys().collect::<Vec<_>>())
        };
        let there = sample(&mut ids.iter());
        assert_eq!(there.as_ref().map(Vec::len), Some(SAMPLE));
        assert_eq!(sample(&mut ids.iter().rev()), there);
    }

    #[test]
    fn addresses_are_found_without_parsing() {
        for (page, url) in [
            (r#"<link rel="canonical" href="https://a.vn/x.html"/>"#, Some("https://a.vn/x.html")),
            (r#"<link href='http://b.vn/' rel='canonical'>"#, Some("http://b.vn/")),
            (r#"<meta property="og:url" content="https://c.vn/1">"#, Some("https://c.vn/1")),
            ("<p>Không có gì</p>", None),
            ("canonical", None),
        ] {
            assert_eq!(address(page.as_bytes()), url);
        }
    }
}
