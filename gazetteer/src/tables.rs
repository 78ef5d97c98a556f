//! All tables: the standard ones, or these with the files of a folder over them.

use crate::nearest::did_you_mean;
use crate::overlay::Overlay;
use crate::standard::TABLES;
use crate::table::{Table, TableError};
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;

/// The tables of a gazetteer, and what is wrong with the folder itself.
#[derive(Debug)]
pub(crate) struct Tables {
    tables: Vec<Table>,
    problems: Vec<TableError>,
}

impl Tables {
    /// Those that are compiled in.
    pub(crate) fn standard() -> Self {
        Self { tables: TABLES.iter().map(Table::standard).collect(), problems: Vec::new() }
    }

    /// The standard ones with the CSV files of a folder over them.
    pub(crate) fn over(folder: &Path) -> Self {
        let mut tables = Self::standard();
        match files(folder) {
            Ok(files) => files.iter().for_each(|name| tables.read(folder, name)),
            Err(error) => tables.fault(folder, format!("cannot be read: {error}")),
        }
        tables
    }

    /// A table, by its file name.
    ///
    /// # Panics
    /// Where `standard.rs` has none of the name: a fault of the program.
    pub(crate) fn get(&mut self, name: &str) -> &mut Table {
        let Some(table) = self.tables.iter_mut().find(|table| table.schema.name == name) else {
            panic!("{name} is missing in standard.rs")
        };
        table
    }

    /// The rows of a table without references to others.
    pub(crate) fn plain<T: DeserializeOwned>(&mut self, name: &str) -> Vec<T> {
        self.get(name).rows().into_iter().map(|(_, row)| row).collect()
    }

    pub(crate) fn all(&self) -> &[Table] {
        &self.tables
    }

    /// Everything that was found wrong so far, by file and line, each fault once.
    pub(crate) fn into_problems(self) -> Vec<TableError> {
        let mut problems = self.problems;
        problems.extend(self.tables.into_iter().flat_map(|mut table| table.take_problems()));
        problems.sort();
        problems.dedup();
        problems
    }

    fn read(&mut self, folder: &Path, name: &str) {
        let path = folder.join(name);
        let Some(at) = self.tables.iter().position(|table| table.schema.name == name) else {
            return self.fault(&path, unknown_file(name));
        };
        match std::fs::read(&path) {
            Ok(bytes) => {
                let read = Overlay::read(&path.display().to_string(), &bytes, &self.tables[at]);
                self.tables[at].overlay = Some(read.0);
                self.problems.extend(read.1);
            }
            Err(error) => self.fault(&path, format!("cannot be read: {error}")),
        }
    }

    fn fault(&mut self, path: &Path, message: String) {
        self.problems.push(TableError { file: path.display().to_string(), line: 0, message });
    }
}

/// The names in a folder, in order, without those that no person put there to be read: hidden files, the
/// lock files of spreadsheets and the tables' README.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    let names = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<io::Result<_>>()?;
    names.retain(|name| !name.starts_with(['.', '~']) && name != "README.md");
    names.sort();
    Ok(names)
}

fn unknown_file(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let tables = || TABLES.iter().map(|table| table.name);
    if let Some(table) = tables().find(|table| table.strip_suffix(".csv") == Some(stem)) {
        return format!("is no CSV file; save it as \"CSV UTF-8\" under the name {table}");
    }
    let names = tables().collect::<Vec<_>>().join(", ");
    match did_you_mean(name, tables()) {
        none if none.is_empty() => format!("no table is called so; there are {names}"),
        nearest => format!("no table is called so{nearest}"),
    }
}
