//! From the bytes of a page to its article: what is told, without what surrounds it.
//!
//! Plain text and HTML meet in `lines.rs`: a page is lines, some of which are residue. HTML only knows
//! more about its lines, and states its metadata.

pub(crate) mod date;
mod html;
mod lines;
mod outlet;
mod wrap;

use crate::record::Source;
use bangvang_gazetteer::Gazetteer;
use bangvang_normalize::{Damage, DecodeError, clean, decode};
pub use html::MarkupError;
use lines::{Line, Outline};

/// What the user says of pages that do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Assumed {
    /// Day of publication, EDTF.
    pub published: Option<String>,
    /// Name or host of the outlet.
    pub outlet: Option<String>,
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
    /// What could not be decoded.
    pub damage: Option<Damage>,
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
    /// Nothing is left without the residue.
    #[error("no article text")]
    NoText,
}

/// One damaged sequence in so many characters is read over, and reported.
const BEARABLE: usize = 50;

/// Reads a page. `path` is how records and problems call it.
///
/// # Errors
/// A page that is no text, is damaged beyond reading, or has no text of its own.
///
/// ```
/// use bangvang_corpus::page::{read, Assumed};
/// let page = "Trang chủ\nHà Nam khen thưởng 19 tập thể\n28/03/2024 20:20\n\
///             Sáng 28/3, UBND tỉnh tặng Bằng khen cho 19 tập thể.\nTin liên quan\n- Tin khác";
/// let article = read("x.txt", page.as_bytes(), &Assumed::default())?;
/// assert_eq!(article.title.as_deref(), Some("Hà Nam khen thưởng 19 tập thể"));
/// assert_eq!(article.published.as_deref(), Some("2024-03-28T20:20+07:00"));
/// assert_eq!(article.dropped_lines, Some(vec![0, 2, 4, 5]));
/// # Ok::<_, bangvang_corpus::page::PageError>(())
/// ```
pub fn read(path: &str, bytes: &[u8], assumed: &Assumed) -> Result<Article, PageError> {
    let decoded = decode(bytes, None)?;
    let damage = Damage::of(bytes, &decoded);
    if let Some(damage) = damage.clone().filter(|d| d.count * BEARABLE > decoded.text.chars().count()) {
        return Err(PageError::Damaged(damage));
    }
    let mut article = match html::is_html(path, &decoded.text) {
        true => {
            let page = html::Page::parse(&decoded.text)?;
            finish(path, page.outline().clone(), page.source(), None, assumed)
        }
        false => plain(path, &decoded.text, assumed),
    }?;
    article.damage = damage;
    Ok(article)
}

fn plain(path: &str, text: &str, assumed: &Assumed) -> Result<Article, PageError> {
    let clean = clean(text);
    let written: Vec<&str> = clean.text.split('\n').collect();
    let joined = wrap::join(&written, &wrap::continuations(&written, |_| true));
    let all: Vec<Line> = joined.iter().map(|(text, _)| Line::plain(text)).collect();
    let outline = lines::outline(&all, None);
    let dropped = outline.dropped.iter().flat_map(|at| joined[*at].1.clone()).collect();
    finish(path, outline, Source::default(), Some(dropped), assumed)
}

fn finish(
    path: &str,
    outline: Outline,
    mut source: Source,
    dropped_lines: Option<Vec<usize>>,
    assumed: &Assumed,
) -> Result<Article, PageError> {
    if outline.text.trim().is_empty() {
        return Err(PageError::NoText);
    }
    path.clone_into(&mut source.path);
    let named = assumed.outlet.as_deref().filter(|_| source.outlet.is_none());
    let gazetteer = Gazetteer::standard();
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
        damage: None,
    })
}
