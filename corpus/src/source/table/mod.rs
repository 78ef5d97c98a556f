//! Tables of pages: which column is what, and what a row gives.

pub(super) mod csv;
pub(super) mod jsonl;
pub(super) mod parquet;

use super::{Content, Flow, LARGEST_PAGE, Reason, Spot, Walk, http, too_large};
use crate::page::{Format, Stated, parse_date};
use std::fmt;

/// Columns that the user named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Plain text.
    pub text: Option<String>,
    /// HTML.
    pub html: Option<String>,
    /// The page's address.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// What the record is called.
    pub id: Option<String>,
}

/// What a column can be, in the order of [`Chosen`].
const ROLES: [&str; 5] = ["text", "html", "url", "date", "id"];

/// What columns of each role are usually called, commonest first.
const USUAL: [&[&str]; 5] = [
    &["text", "content", "body", "maintext", "article"],
    &["html", "raw_html"],
    &["url", "link", "uri"],
    &["date", "published", "pubdate", "date_publish", "time"],
    &["id", "guid", "doc_id"],
];

/// The columns of a table that are read: their numbers, by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen([Option<usize>; 5]);

/// Columns of a table that were taken for what their names say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guess {
    /// The table.
    pub path: String,
    /// What was guessed: the role, the column.
    pub columns: Vec<(&'static str, String)>,
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<String> =
            self.columns.iter().map(|(role, name)| format!("{role} = {name}")).collect();
        f.write_str(&columns.join(", "))
    }
}

impl Columns {
    fn named(&self) -> [Option<&str>; 5] {
        [&self.text, &self.html, &self.url, &self.date, &self.id].map(|name| name.as_deref())
    }

    /// Which of these columns to read. A page's column is guessed only where the user named none.
    ///
    /// # Errors
    /// A table without the named columns, or without a text.
    pub(super) fn choose(&self, names: &[String]) -> Result<Chosen, String> {
        let mut chosen = [None; 5];
        let [text, html, ..] = self.named();
        let page_named = text.is_some() || html.is_some();
        for (role, named) in self.named().into_iter().enumerate() {
            chosen[role] = match named {
                Some(named) => {
                    let at = names.iter().position(|name| name == named);
                    Some(at.ok_or_else(|| format!("no column {named:?}; there are {}", listed(names)))?)
                }
                None if role < 2 && page_named => None,
                None => USUAL[role]
                    .iter()
                    .find_map(|usual| names.iter().position(|name| name.trim().eq_ignore_ascii_case(usual))),
            };
        }
        match chosen {
            [None, None, ..] => Err(format!(
                "no column is called like a text ({} or {}): name it with --text-column or --html-column; there are {}",
                USUAL[0].join(", "),
                USUAL[1].join(", "),
                listed(names)
            )),
            chosen => Ok(Chosen(chosen)),
        }
    }

    fn guess(&self, path: &str, chosen: Chosen, names: &[String]) -> Guess {
        let guessed = self.named().into_iter().zip(chosen.0).zip(ROLES);
        let guessed = guessed.filter(|((named, _), _)| named.is_none());
        let columns = guessed.filter_map(|((_, at), role)| Some((role, names.get(at?)?.clone()))).collect();
        Guess { path: path.to_owned(), columns }
    }
}

/// The most columns that are named to the user.
const LISTED: usize = 20;

fn listed(names: &[String]) -> String {
    let more = if names.len() > LISTED { ", ..." } else { "" };
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| name.chars().take(40).collect()).collect();
    format!("{}{more}", shown.join(", "))
}

/// Chooses the columns of a table, and says what was guessed.
fn choose(names: &[String], spot: &Spot, walk: &mut Walk<'_>) -> Result<Chosen, String> {
    let chosen = walk.columns.choose(names)?;
    let guess = walk.columns.guess(&spot.path, chosen, names);
    if !guess.columns.is_empty() {
        // Breaking off is told again by the next item.
        let _ = (walk.emit)(super::Found::Guess(guess));
    }
    Ok(chosen)
}

/// The cells of a row that are read, by role.
type Cells = [Option<Vec<u8>>; 5];

/// Hands on the page of a row: HTML where there is any, or else the text.
fn row(cells: Cells, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let [text, html, url, date, id] = cells;
    let string = |cell: Option<Vec<u8>>| {
        let text = String::from_utf8_lossy(&cell?).trim().to_owned();
        Some(text).filter(|text| !text.is_empty())
    };
    let full = |cell: &Vec<u8>| !cell.trim_ascii().is_empty();
    let (bytes, format) = match (html.filter(full), text.filter(full)) {
        (Some(html), _) => (html, Some(Format::Html)),
        (None, Some(text)) => (text, None),
        (None, None) => (Vec::new(), None),
    };
    let url = string(url);
    let robots = url.as_deref().is_some_and(http::is_robots);
    let published = string(date).and_then(|date| published(&date));
    let content = match bytes.len() as u64 {
        _ if robots => Content::Skipped(Reason::Robots),
        size if size > LARGEST_PAGE => Content::Problem(too_large(Some(size))),
        _ => Content::Page { bytes, stated: Stated { url, published, charset: None, format } },
    };
    walk.item_called(spot, string(id), content)
}

/// A date as exports write them, in EDTF: days, ISO 8601, "2024-03-28 20:20:00", "28/03/2024 20:20",
/// seconds since 1970.
fn published(date: &str) -> Option<String> {
    // A day in the basic format of ISO 8601; as seconds it would be one of 1970.
    if date.len() == 8
        && let (Some(year), Some(month), Some(day)) = (date.get(..4), date.get(4..6), date.get(6..))
        && let Some(day) = parse_date(&format!("{year}-{month}-{day}"))
    {
        return Some(day);
    }
    if let Some(seconds) = date.parse().ok().filter(|seconds| (10_000_000..10_000_000_000).contains(seconds))
    {
        return local(jiff::Timestamp::from_second(seconds).ok()?);
    }
    let day = || parse_date(date);
    day().or_else(|| crate::page::date::of_attribute(date)).or_else(|| crate::page::date::of_line(date))
}

/// A moment in the time of Việt Nam (UTC+7), as pages give it.
fn local(moment: jiff::Timestamp) -> Option<String> {
    let time = jiff::tz::Offset::constant(7).to_datetime(moment);
    Some(format!("{}+07:00", time.strftime("%Y-%m-%dT%H:%M")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_guessed_and_named_columns_go_before() {
        let names = |list: &str| list.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let text = |name: &str| Columns { text: Some(name.into()), ..Columns::default() };
        for (columns, table, want) in [
            (Columns::default(), "id url text", Ok([Some(2), None, Some(1), None, Some(0)])),
            (
                Columns::default(),
                "GUID Link Body raw_html PubDate",
                Ok([Some(2), Some(3), Some(1), Some(4), Some(0)]),
            ),
            (Columns::default(), "content text", Ok([Some(1), None, None, None, None])),
            (text("summary"), "summary text html", Ok([Some(0), None, None, None, None])),
            (text("gone"), "text", Err("no column \"gone\"; there are text")),
            (Columns::default(), "a b", Err("no column is called like a text")),
        ] {
            match (columns.choose(&names(table)), want) {
                (Ok(Chosen(found)), Ok(want)) => assert_eq!(found, want, "{table}"),
                (Err(found), Err(want)) => assert!(found.starts_with(want), "{table}: {found}"),
                (found, want) => panic!("{table}: {found:?}, {want:?}"),
            }
        }
    }

    #[test]
    fn dates_of_exports_are_brought_to_edtf() {
        for (date, want) in [
            ("2024-03-28", Some("2024-03-28")),
            ("2024", Some("2024")),
            ("2024-03-28T20:20:00+07:00", Some("2024-03-28T20:20+07:00")),
            ("2024-03-28T13:20:00Z", Some("2024-03-28T20:20+07:00")),
            ("28/03/2024 20:20", Some("2024-03-28T20:20+07:00")),
            ("1711632000", Some("2024-03-28T20:20+07:00")),
            ("20240328", Some("2024-03-28")),
            ("yesterday", None),
        ] {
            assert_eq!(published(date).as_deref(), want, "{date}");
        }
    }
}
