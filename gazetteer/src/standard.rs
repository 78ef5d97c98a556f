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
    table!("address-words.csv": key ["word"], filled ["role"]),
    table!("award-forms.csv": key ["form"], filled ["award"]),
    table!("awards.csv": key ["id"], filled ["name_vi", "kind"]),
    table!("bodies.csv": key ["form"], filled ["extent"]),
    table!("compounds.csv": key ["word"], filled []),
    table!("cues.csv": key ["form", "cue"], filled []),
    table!("fields.csv": key ["field"], filled []),
    table!("laws.csv": key ["id"], filled ["name"]),
    table!("middle-names.csv": key ["name"], filled ["gender"]),
    table!("namesakes.csv": key ["word"], filled []),
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

#[cfg(test)]
mod tests {
    use super::*;

    const DICTIONARY: &str = include_str!("../data/README.md");

    /// The cells of the dictionary's rows for a table, without the first: of its columns, then of its key.
    fn entries(table: &str) -> Vec<Vec<&'static str>> {
        let name = format!("| `{table}` |");
        let rows = DICTIONARY.lines().filter(|line| line.starts_with(&name));
        rows.map(|line| line.split(" |").skip(1).map(str::trim).collect()).collect()
    }

    #[test]
    fn the_dictionary_names_every_table_with_its_columns_and_its_key() {
        for table in TABLES {
            let [columns, key] = &entries(table.name)[..] else { panic!("two rows for {}", table.name) };
            let header = table.text.lines().next().unwrap();
            for column in header.split(',') {
                let named = columns.iter().any(|cell| cell.contains(&format!("`{column}`")));
                assert!(named, "{column} of {} in {columns:?}", table.name);
            }
            let listed =
                |names: &[&str]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
            let want = [listed(table.key), listed(table.filled)];
            let cell = |at: usize| key.get(at).map_or("", |cell| cell.trim_start_matches('|').trim());
            assert_eq!([cell(0), cell(1)], [want[0].as_str(), want[1].as_str()], "{}", table.name);
        }
    }

    #[test]
    fn every_file_of_the_folder_is_a_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        // From this one a script makes units.csv.
        names.retain(|name| name.ends_with(".csv") && name != "unit-changes.csv");
        names.sort();
        assert_eq!(names, TABLES.iter().map(|table| table.name).collect::<Vec<_>>());
    }
}
