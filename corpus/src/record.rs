//! The record of one article, as `articles.jsonl` has it.

use bangvang_extract::Extraction;
use bangvang_extract::record::Status;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Version of the record contract.
pub const SCHEMA: u32 = 1;

/// What a ceremony can be, in the order of the contract.
pub const CEREMONY_KINDS: [&str; 8] =
    ["review", "launch", "pledge", "conferral", "congress", "council", "anniversary", "other"];

/// Who can be given something, in the order of the contract.
pub const RECIPIENT_KINDS: [&str; 5] = ["collective", "individual", "household", "mixed", "unspecified"];

/// What can become of an award, in the order of the contract.
pub const STATUSES: [Status; 5] =
    [Status::Conferred, Status::Proposed, Status::Planned, Status::Revoked, Status::Past];

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Source {
    /// Path of the file, `-` for standard input; behind a `!` the entry of a ZIP or TAR archive.
    pub path: String,
    /// The page's address: where it was fetched from, or what it states.
    pub url: Option<String>,
    /// The address's host.
    pub host: Option<String>,
    /// Name of the paper, broadcaster or portal.
    pub outlet: Option<String>,
}

/// An article and everything found in it. Offsets count code points of `text`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`]
    pub schema: u32,
    /// Unique in a run.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// Headline.
    pub title: Option<String>,
    /// As signed.
    pub author: Option<String>,
    /// EDTF, with its time where the page gives one.
    pub published: Option<String>,
    /// Clean text, residue removed, blocks joined by `\n`; the headline first.
    pub text: String,
    /// Code point at which the body begins.
    pub body_start: usize,
    /// Plain-text input only: numbers, from 0, of the input lines judged residue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped_lines: Option<Vec<usize>>,
    /// Mentions, conferrals and ceremonies.
    #[serde(flatten)]
    pub found: Extraction,
}

/// An input that gave no record, or one with a gap in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its path.
    pub path: String,
    /// Where in it the record stands that is meant, in archives and tables.
    pub at: Option<At>,
    /// What is wrong with it.
    pub problem: String,
    /// Id of the article that was read all the same.
    pub article: Option<String>,
}

/// Where a record stands in an archive or a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Bytes before it: in the file, where it is a packed member of its own; else in what is unpacked.
    Offset(u64),
    /// The number, from 1, of the line on which it begins.
    Line(u64),
    /// Its number, from 1.
    Row(u64),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(offset) => write!(f, "offset {offset}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{}: {at}: {}", self.path, self.problem),
            None => write!(f, "{}: {}", self.path, self.problem),
        }
    }
}
