//! The tables that are compiled in: their names, what tells their rows apart, and their text.

/// What is known of a table before it is read. Its columns are those of its header line.
#[derive(Debug)]
pub(crate) struct Schema {
    /// File name.
    pub(crate) name: &'static str,
    /// Columns whose cells together tell one row from another, in any letter case.
    pub(crate) key: &'static [&'static str],
    /// Other columns that no row leaves blank.
    pub(crate) filled: &'static [&'static str],
    /// The file.
    pub(crate) text: &'static str,
}

impl Schema {
    /// True if a column may be blank, or be left out of a file.
    pub(crate) fn is_optional(&self, column: &str) -> bool {
        !self.key.contains(&column) && !self.filled.contains(&column)
    }
}

macro_rules! table {
    ($name:literal: key $key:expr, filled $filled:expr) => {
        Schema { name: $name, key: &$key, filled: &$filled, text: include_str!(concat!("../data/", $name)) }
    };
}

/// Every table, with `gazetteer/data/README.md` as its dictionary.
pub(crate) const TABLES: &[Schema] = &[
    table!("abbreviations.csv": key ["short"], filled ["full"]),
    table!("award-forms.csv": key ["form"], filled ["award"]),
    table!("awards.csv": key ["id"], filled ["name_vi", "kind"]),
    table!("bodies.csv": key ["form"], filled ["extent"]),
    table!("compounds.csv": key ["word"], filled []),
    table!("cues.csv": key ["form", "cue"], filled []),
    table!("fields.csv": key ["field"], filled []),
    table!("middle-names.csv": key ["name"], filled ["gender"]),
    table!("nouns.csv": key ["noun"], filled ["kind"]),
    table!("numerals.csv": key ["word"], filled ["value", "role"]),
    table!("offices.csv": key ["form"], filled ["role"]),
    table!("outlets.csv": key ["host"], filled ["name"]),
    table!("places-abroad.csv": key ["name"], filled ["kind"]),
    table!("residue.csv": key ["phrase"], filled ["where", "scope"]),
    table!("surnames.csv": key ["surname"], filled ["alone"]),
    table!("unit-aliases.csv": key ["name", "unit"], filled []),
    table!("unit-types.csv": key ["form"], filled ["type"]),
    table!("units.csv": key ["id"], filled ["type", "name"]),
];
