//! What extraction says about one article, in the shape of the record contract.
//!
//! Offsets count Unicode code points of the article's text, end exclusive (the TextPositionSelector of
//! the W3C Web Annotation Data Model). Unknown is `None`, written as `null`.

use serde::{Deserialize, Serialize};

/// A stretch of the text, by code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// End code point, exclusive.
    pub end: usize,
    /// The text between them.
    pub text: String,
}

/// Something named in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Mention {
    /// An award.
    Award {
        /// Where.
        #[serde(flatten)]
        at: Span,
        /// Id in `awards.csv`.
        award: String,
        /// "1", "2", "3", a Party badge's years, "mixed".
        class: Option<String>,
    },
    /// A number of people, collectives, units or pieces.
    Count {
        /// Where.
        #[serde(flatten)]
        at: Span,
        /// The number.
        value: u64,
        /// The counted noun, lower case.
        noun: String,
        /// exact, over, about, under
        modifier: String,
    },
    /// A calendar expression.
    Date {
        /// Where.
        #[serde(flatten)]
        at: Span,
        /// Its value.
        edtf: String,
    },
    /// A place or a body; one mention for each, where its name is longest.
    Unit {
        /// Where.
        #[serde(flatten)]
        at: Span,
        /// The name written out.
        name: String,
        /// `admin` for places with a government, `org` for bodies.
        #[serde(rename = "type")]
        kind: String,
        /// Id in `units.csv`.
        unit_id: Option<String>,
        /// Plain names from the province down, as of the article's day; empty abroad.
        path: Option<Vec<String>>,
        /// The unit of today that took it over.
        successor: Option<Successor>,
    },
    /// A person.
    Person {
        /// Where.
        #[serde(flatten)]
        at: Span,
        /// The name without titles.
        name: String,
        /// The office named with it.
        role: Option<String>,
    },
}

impl Mention {
    /// Where the mention stands.
    pub fn at(&self) -> &Span {
        match self {
            Self::Award { at, .. }
            | Self::Count { at, .. }
            | Self::Date { at, .. }
            | Self::Unit { at, .. }
            | Self::Person { at, .. } => at,
        }
    }
}

/// The unit that took another over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Successor {
    /// Its id.
    pub unit_id: String,
    /// Its path today.
    pub path: Vec<String>,
}

/// Whether an award was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Given, decided or announced as given.
    Conferred,
    /// Asked for.
    Proposed,
    /// Will be given.
    Planned,
    /// Taken back.
    Revoked,
    /// Given in earlier years; background.
    Past,
}

impl Status {
    /// The word of the record contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conferred => "conferred",
            Self::Proposed => "proposed",
            Self::Planned => "planned",
            Self::Revoked => "revoked",
            Self::Past => "past",
        }
    }
}

/// An award conferred (or proposed, planned, revoked): one row per award, class, conferrer, status and
/// kind of recipient.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conferral {
    /// Id in `awards.csv`.
    pub award: String,
    /// As in [`Mention::Award`].
    pub class: Option<String>,
    /// state, government, ministry, province, district, commune, grassroots, party, union, foreign
    pub level: Option<String>,
    /// Who confers.
    pub conferrer: Option<String>,
    /// Who hands over.
    pub presenter: Option<String>,
    /// collective, individual, household, mixed, unspecified
    pub kind: String,
    /// How many recipients.
    pub count: Option<u64>,
    /// Their names, as far as given.
    pub recipients: Vec<String>,
    /// Whether it was given.
    pub status: Status,
    /// The years of the achievement, EDTF.
    pub period: Option<String>,
    /// The day it was given, EDTF.
    pub date: Option<String>,
    /// Index of the ceremony it belongs to.
    pub ceremony: Option<usize>,
    /// Code points of the words that carry it, end exclusive.
    pub evidence: [usize; 2],
    /// How sure the row is, from 0.05 to 0.99: of the rows given 0.9, about nine in ten should be right
    /// (`extract/CONFIDENCE.md`).
    pub confidence: f64,
}

/// An event of emulation or commendation that the article reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ceremony {
    /// review, launch, pledge, conferral, congress, council, anniversary, other
    pub kinds: Vec<String>,
    /// EDTF.
    pub date: Option<String>,
    /// As written.
    pub place: Option<String>,
    /// As written.
    pub organiser: Option<String>,
    /// The years under review, EDTF.
    pub period: Option<String>,
    /// Code points of the words that carry it, end exclusive.
    pub evidence: [usize; 2],
}

/// Everything found in one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// In reading order.
    pub mentions: Vec<Mention>,
    /// In reading order.
    pub conferrals: Vec<Conferral>,
    /// In reading order.
    pub ceremonies: Vec<Ceremony>,
}
