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

    /// The file that a script makes `units.csv` from, and that is not read.
    const CHANGES: &str = "unit-changes.csv";

    /// The dictionary's sections on tables: the name, and the lines below it.
    fn sections() -> Vec<(&'static str, Vec<&'static str>)> {
        let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
        let mut open = false;
        for line in DICTIONARY.lines() {
            if line.starts_with('#') {
                let table = line.strip_prefix("### `").and_then(|name| name.strip_suffix('`'));
                sections.extend(table.map(|name| (name, Vec::new())));
                open = table.is_some();
            } else if let Some((_, lines)) = sections.last_mut().filter(|_| open) {
                lines.push(line);
            }
        }
        sections
    }

    /// The names in the first list of a section: its columns.
    fn columns<'l>(lines: &[&'l str]) -> Vec<&'l str> {
        let list =
            lines.iter().skip_while(|line| !line.starts_with("- ")).take_while(|line| !line.is_empty());
        list.filter_map(|line| line.strip_prefix("- `")?.split_once("`: ").map(|(name, _)| name)).collect()
    }

    #[test]
    fn the_dictionary_has_a_section_for_every_table() {
        let mut sections: Vec<&str> = sections().into_iter().map(|(name, _)| name).collect();
        sections.sort_unstable();
        let mut files: Vec<&str> = TABLES.iter().map(|table| table.name).chain([CHANGES]).collect();
        files.sort_unstable();
        assert_eq!(sections, files);
    }

    #[test]
    fn the_dictionary_names_every_table_with_its_columns_and_its_key() {
        let changes = include_str!("../data/unit-changes.csv");
        for (name, lines) in sections() {
            let table = TABLES.iter().find(|table| table.name == name);
            let text = table.map_or(changes, |table| table.text);
            let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
            assert_eq!(columns(&lines), header, "{name}");
            let listed =
                |names: &[&str]| names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
            let want = table.map(|table| match table.filled {
                [] => format!("Key: {}.", listed(table.key)),
                filled => format!("Key: {}. Never blank: {}.", listed(table.key), listed(filled)),
            });
            let key = lines.iter().find(|line| line.starts_with("Key: "));
            assert_eq!(key.map(|line| (*line).to_owned()), want, "{name}");
            assert!(lines.iter().any(|line| line.starts_with("A row is ")), "{name}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_a_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name.ends_with(".csv") && name != CHANGES);
        names.sort();
        assert_eq!(names, TABLES.iter().map(|table| table.name).collect::<Vec<_>>());
    }
}
