//! Places abroad, and Việt Nam as one of the countries.

use serde::Deserialize;

/// What a name of `places-abroad.csv` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// Việt Nam, which is named as other countries are.
    Home,
    /// Another country.
    Country,
    /// A city abroad.
    City,
}

/// A country or city abroad: one row of `places-abroad.csv`.
#[derive(Debug, Clone, Deserialize)]
pub struct PlaceAbroad {
    /// Usual Vietnamese name.
    pub name: String,
    /// Which it is.
    pub kind: PlaceKind,
    /// Other spellings, separated by `|`.
    pub other_names: String,
}
