//! From the bytes of a page to its article: what is told, without what surrounds it.
//!
//! Plain text is read in `lines.rs`: a page is lines, some of which are residue. HTML is read in `html`, which knows
//! more about its lines and what the page states of itself. `site` knows what an archive tells of a site.

pub(crate) mod date;
mod html;
mod lines;
mod outlet;
pub(crate) mod site;
mod wrap;

use crate::record::Source;
use bangvang_gazetteer::Gazetteer;
use bangvang_normalize::{Damage, DecodeError, clean, decode};
pub use html::MarkupError;
use lines::{Line, Outline};
pub use site::Sites;
use std::collections::HashSet;

/// What the user says of pages that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Assumed {
    /// Day of publication, EDTF.
    pub published: Option<String>,
    /// Name or host of the outlet.
    pub outlet: Option<String>,
}

/// What is known of a page from where it was found: a web archive, a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// Its address. It goes before what the page states, since archives know what they fetched.
    pub url: Option<String>,
    /// Day of publication, EDTF, with its time where that is known. What the page states goes before.
    pub published: Option<String>,
    /// A charset label, as of an HTTP header: a hint.
    pub charset: Option<String>,
    /// What it is, where that is said.
    pub format: Option<Format>,
}

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markup.
    Html,
    /// Plain text.
    Plain,
}

/// Years in which a page of an archive can have been published.
const YEARS: std::ops::RangeInclusive<u16> = 1900..=2100;

/// A date as users give it (`2024`, `2024-03`, `2024-03-28`), in EDTF; `None` if there is no such date.
pub fn parse_date(text: &str) -> Option<String> {
    let date = bangvang_extract::Date::parse(text)?.to_string();
    let year = date.get(..4).and_then(|year| year.parse::<u16>().ok())?;
    (date == text && YEARS.contains(&year)).then_some(date)
}

/// An article, ready for extraction. Byte offsets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Where it came from.
    pub source: Source,
    /// Headline.
    pub title: Option<String>,
    /// As signed.
    pub author: Option<String>,
    /// EDTF, with its time where the page gives one.
    pub published: Option<String>,
    /// When it was last changed, in EDTF; only where the page states it for machines.
    pub updated: Option<String>,
    /// The section of the paper; only where the page states it for machines.
    pub section: Option<String>,
    /// The province that the outlet is about: its statistical code, or the id of one unit.
    pub home: Option<String>,
    /// Clean text, residue removed, blocks joined by `\n`.
    pub text: String,
    /// Byte at which the body begins.
    pub body_start: usize,
    /// Plain text only: input lines judged residue, from 0.
    pub dropped_lines: Option<Vec<usize>>,
    /// What of the page could not be read, in words; the rest was.
    pub faults: Vec<String>,
}

/// Why a page gives no article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// The bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Text in which too much is damaged.
    #[error("cannot be decoded: {0}")]
    Damaged(Damage),
    /// Markup that takes more than it gives.
    #[error(transparent)]
    Markup(#[from] MarkupError),
    /// A front page, a section, the results of a search.
    #[error("a list of articles")]
    List,
    /// Nothing is left without the residue.
    #[error("no article text")]
    NoText,
}

/// One damaged sequence in so many characters is read over, and reported.
const BEARABLE: usize = 50;

/// Reads a page. `path` is how records and problems call it; the gazetteer tells residue and outlets.
///
/// # Errors
/// A page that is no text, is damaged beyond reading, or has no text of its own.
///
/// ```
/// use bangvang_corpus::page::{read, Assumed};
/// use bangvang_gazetteer::Gazetteer;
/// let page = "Trang chủ\nHà Nam khen thưởng 19 tập thể\n28/03/2024 20:20\n\
///             Sáng 28/3, UBND tỉnh tặng Bằng khen cho 19 tập thể.\nTin liên quan\n- Tin khác";
/// let article = read("x.txt", page.as_bytes(), &Assumed::default(), Gazetteer::standard())?;
/// assert_eq!(article.title.as_deref(), Some("Hà Nam khen thưởng 19 tập thể"));
/// assert_eq!(article.published.as_deref(), Some("2024-03-28T20:20+07:00"));
/// assert_eq!(article.dropped_lines, Some(vec![0, 2, 4, 5]));
/// # Ok::<_, bangvang_corpus::page::PageError>(())
/// ```
pub fn read(
    path: &str,
    bytes: &[u8],
    assumed: &Assumed,
    gazetteer: &Gazetteer,
) -> Result<Article, PageError> {
    read_stated(path, bytes, &Stated::default(), assumed, gazetteer)
}

/// Reads a page of which something is known besides its bytes.
///
/// # Errors
/// As [`read`].
pub fn read_stated(
    path: &str,
    bytes: &[u8],
    stated: &Stated,
    assumed: &Assumed,
    gazetteer: &Gazetteer,
) -> Result<Article, PageError> {
    let decoded = decode(bytes, stated.charset.as_deref())?;
    let damage = Damage::of(bytes, &decoded);
    if let Some(damage) = damage.clone().filter(|d| d.count * BEARABLE > decoded.text.chars().count()) {
        return Err(PageError::Damaged(damage));
    }
    let is_html = stated.format.map_or_else(|| html::is_html(path, &decoded.text), |f| f == Format::Html);
    // The rest is decided where the page is silent, as for what the user says.
    let published = stated.published.clone().or_else(|| assumed.published.clone());
    let assumed = &Assumed { published, outlet: assumed.outlet.clone() };
    let mut article = match is_html {
        true => {
            let page = html::Page::parse(&decoded.text, gazetteer)?;
            if page.outline().is_list {
                return Err(PageError::List);
            }
            finish(path, page.outline().clone(), stated.source(page.source()), None, assumed, gazetteer)
        }
        false => plain(path, &decoded.text, stated, assumed, gazetteer),
    }?;
    article.faults.extend(damage.map(|damage| damage.to_string()));
    Ok(article)
}

impl Stated {
    /// What a page says of its source, with the address that is known.
    fn source(&self, own: Source) -> Source {
        match &self.url {
            Some(url) => Source { url: Some(url.clone()), host: host(url), ..own },
            None => own,
        }
    }
}

/// The host of an address, without `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next().filter(|host| !host.is_empty())?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase())
}

fn plain(
    path: &str,
    text: &str,
    stated: &Stated,
    assumed: &Assumed,
    gazetteer: &Gazetteer,
) -> Result<Article, PageError> {
    let joined = numbered_lines(text);
    let all: Vec<Line> = joined.iter().map(|(text, _)| Line::plain(text)).collect();
    let outline = lines::outline(&all, None, gazetteer);
    let dropped = outline.dropped.iter().flat_map(|at| joined[*at].1.clone()).collect();
    finish(path, outline, stated.source(Source::default()), Some(dropped), assumed, gazetteer)
}

/// The clean lines of plain text, sentences that were wrapped made whole, each with the numbers, from 0, of
/// the lines it was made of.
fn numbered_lines(text: &str) -> Vec<(String, Vec<usize>)> {
    let clean = clean(text);
    let written: Vec<&str> = clean.text.split('\n').collect();
    wrap::join(&written, &wrap::continuations(&written, |_| true))
}

/// The numbers, from 0, of a plain page's lines that say one of these.
pub(crate) fn line_numbers(bytes: &[u8], stated: &Stated, wanted: &[String]) -> Vec<usize> {
    let Ok(decoded) = decode(bytes, stated.charset.as_deref()) else { return Vec::new() };
    let wanted: HashSet<&str> = wanted.iter().map(|line| line.trim()).collect();
    let same = numbered_lines(&decoded.text).into_iter().filter(|(text, _)| wanted.contains(text.trim()));
    same.flat_map(|(_, numbers)| numbers).collect()
}

fn finish(
    path: &str,
    outline: Outline,
    mut source: Source,
    dropped_lines: Option<Vec<usize>>,
    assumed: &Assumed,
    gazetteer: &Gazetteer,
) -> Result<Article, PageError> {
    if outline.text.trim().is_empty() {
        return Err(PageError::NoText);
    }
    path.clone_into(&mut source.path);
    let named = assumed.outlet.as_deref().filter(|_| source.outlet.is_none());
    let outlet = outlet::find(gazetteer, &source, named, &outline);
    source.outlet = outlet.name.or(source.outlet);
    Ok(Article {
        source,
        title: outline.title,
        author: outline.author,
        published: outline.published.or_else(|| assumed.published.clone()),
        updated: outline.updated,
        section: outline.section,
        home: outlet.home,
        text: outline.text,
        body_start: outline.body_start,
        dropped_lines,
        faults: outline.fault.into_iter().collect(),
    })
}
