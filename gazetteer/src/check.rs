//! What the tables must keep to beyond being readable. A folder over them is held to it before it is used;
//! [`Gazetteer::check`] holds the standard tables to it as well.

use crate::row::not_one_of;
use crate::table::{At, Table, TableCount, TableError};
use crate::tables::Tables;
use crate::{Gazetteer, matcher, validity};
use bangvang_normalize::clean;
use csv::StringRecord;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::Path;

/// What was found when tables were checked. Shown as a line for each problem and a last line that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Everything wrong, by file and line.
    pub problems: Vec<TableError>,
    /// The rows of each table, by name.
    pub tables: Vec<TableCount>,
}

impl Gazetteer {
    /// Checks the standard tables, with the CSV files of a folder over them where one is given.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// let check = Gazetteer::check(None);
    /// assert!(check.problems.is_empty());
    /// assert!(check.to_string().ends_with(" rows; no problems"));
    /// ```
    pub fn check(folder: Option<&Path>) -> Check {
        let mut tables = folder.map_or_else(Tables::standard, Tables::over);
        Self::read(&mut tables);
        let known = Known::read();
        for name in names(&tables) {
            standard(tables.get(name));
            judge(tables.get(name), &known, |_| true);
        }
        let counts = tables.all().iter().map(Table::count).collect();
        Check { problems: tables.into_problems(), tables: counts }
    }
}

/// Holds the files of a folder to the rules.
pub(crate) fn overlays(tables: &mut Tables) {
    if tables.all().iter().all(|table| table.overlay.is_none()) {
        return;
    }
    let known = Known::read();
    for name in names(tables) {
        judge(tables.get(name), &known, |at| at.overlay);
    }
}

fn names(tables: &Tables) -> Vec<&'static str> {
    tables.all().iter().map(|table| table.schema.name).collect()
}

/// A rule for the cells of a column that are not blank: what is wrong with one, if anything.
struct Rule {
    /// File name; blank for every table that has the column.
    table: &'static str,
    column: &'static str,
    fault: fn(&str, &Known) -> Option<String>,
}

const RULES: &[Rule] = &[
    Rule { table: "awards.csv", column: "id", fault: |id, _| award_id(id) },
    Rule { table: "awards.csv", column: "kind", fault: |kind, known| unlisted(kind, &known.award_kinds) },
    Rule { table: "awards.csv", column: "classes", fault: |classes, _| numbers(classes) },
    Rule { table: "cues.csv", column: "cue", fault: |cue, known| unlisted(cue, &known.cues) },
    Rule { table: "outlets.csv", column: "host", fault: |host, _| host_name(host) },
    Rule { table: "laws.csv", column: "id", fault: |id, _| award_id(id) },
    Rule { table: "laws.csv", column: "passed", fault: |day, _| date(day) },
    Rule { table: "units.csv", column: "id", fault: |id, _| unit_id(id) },
    Rule { table: "", column: "from", fault: |day, _| date(day) },
    Rule { table: "", column: "to", fault: |day, _| date(day) },
    Rule { table: "", column: "level", fault: |level, _| level_name(level) },
    Rule { table: "", column: "classes", fault: |list, _| gap(list) },
    Rule { table: "", column: "other_names", fault: |list, _| gap(list) },
    Rule { table: "", column: "of", fault: |list, _| gap(list) },
];

/// Levels of the record contract.
const LEVELS: &[&str] = &[
    "state",
    "government",
    "ministry",
    "province",
    "district",
    "commune",
    "grassroots",
    "party",
    "union",
    "foreign",
];

/// What only the standard tables tell.
struct Known {
    /// The cues that `extract` has rules for: those of the standard table.
    cues: BTreeSet<String>,
    award_kinds: BTreeSet<String>,
}

impl Known {
    fn read() -> Self {
        let mut tables = Tables::standard();
        let mut values = |table: &str, column: &str| {
            let table = tables.get(table);
            let column = table.column(column);
            let cell = |(_, cells): &(At, StringRecord)| Some(cells.get(column?)?.to_owned());
            table.records().iter().filter_map(cell).collect()
        };
        Self { cues: values("cues.csv", "cue"), award_kinds: values("awards.csv", "kind") }
    }
}

/// Holds the rows of a table to the rules that `told` says are to be told of.
fn judge(table: &mut Table, known: &Known, told: impl Fn(At) -> bool) {
    let rows = table.records();
    let rules = RULES.iter().filter(|rule| rule.table.is_empty() || rule.table == table.schema.name);
    let rules: Vec<_> = rules.filter_map(|rule| Some((rule, table.column(rule.column)?))).collect();
    let bounds = table.column("from").zip(table.column("to"));
    let joined = joined(table, &rows);
    for (at, cells) in rows.iter().filter(|(at, _)| told(*at)) {
        for (rule, column) in &rules {
            let cell = cells.get(*column).filter(|cell| !cell.is_empty());
            if let Some(fault) = cell.and_then(|cell| (rule.fault)(cell, known)) {
                table.report(*at, format!("{}: {fault}", rule.column));
            }
        }
        if let Some(fault) = bounds.and_then(|(from, to)| reversed(cells.get(from)?, cells.get(to)?)) {
            table.report(*at, fault);
        }
        if let Some((by, form)) = joined.get(&table.key(cells)) {
            let file = if by.overlay == at.overlay { String::new() } else { table.error(*by, "").file + " " };
            let column = table.schema.key[0];
            table.report(*at, format!("{column}: is a spelling of {form:?} ({file}{by}) and found by it"));
        }
    }
}

/// Its phrases are looked for as they stand, and not in all spellings.
const VERBATIM: &str = "residue.csv";

/// The keys of the rows that say nothing new because another form is found in all its spellings, with that
/// form and where it stands.
fn joined(table: &Table, rows: &[(At, StringRecord)]) -> HashMap<String, (At, String)> {
    let form = table.column(table.schema.key[0]).filter(|_| table.schema.name != VERBATIM);
    let mut joined = HashMap::new();
    for (at, cells) in rows {
        let Some((column, form)) = form.and_then(|column| Some((column, cells.get(column)?))) else {
            continue;
        };
        for spelling in matcher::layer::spellings(form).skip(1) {
            let cells = cells.iter().enumerate();
            let other = cells.map(|(i, cell)| if i == column { &*spelling } else { cell }).collect();
            joined.insert(table.key(&other), (*at, form.to_owned()));
        }
    }
    joined
}

/// Holds a standard table to what a folder's file is made to keep when it is read: no key twice, every cell
/// in normal form.
fn standard(table: &mut Table) {
    if let Some(broken) = table.broken_line() {
        table.report(At { overlay: false, line: broken.line }, broken.message);
    }
    let mut seen = HashMap::new();
    for (at, cells) in table.records().into_iter().filter(|(at, _)| !at.overlay) {
        if let Some(first) = seen.insert(table.key(&cells), at) {
            let names = table.schema.key.join(" and ");
            table.report(at, format!("{names}: stands in {first} already"));
        }
        let untidy = table.columns.iter().zip(&cells).find(|(_, cell)| clean(cell).text.trim() != *cell);
        if let Some((column, cell)) = untidy {
            let tidy = clean(cell).text.trim().to_owned();
            let message = format!("{column}: {cell:?} is not in normal form; write {tidy:?}");
            table.report(at, message);
        }
    }
}

fn unlisted(word: &str, listed: &BTreeSet<String>) -> Option<String> {
    let names: Vec<&str> = listed.iter().map(String::as_str).collect();
    (!listed.contains(word)).then(|| not_one_of(word, &names))
}

fn level_name(level: &str) -> Option<String> {
    (!LEVELS.contains(&level)).then(|| not_one_of(level, LEVELS))
}

fn award_id(id: &str) -> Option<String> {
    let slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (!id.chars().all(slug)).then(|| format!("{id:?} is no id; write small letters a-z, digits and hyphens"))
}

/// The statistical office's code, or the name of a province that had none, and the vintage; behind them the
/// type where two units share these.
fn unit_id(id: &str) -> Option<String> {
    let year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = award_id(id).is_none()
        && id
            .split_once('-')
            .is_some_and(|(code, rest)| !code.is_empty() && rest.split('-').next().is_some_and(year));
    (!sound)
        .then(|| format!("{id:?} is no id of a unit; write its code and the year of the list, as 35-2020"))
}

fn numbers(classes: &str) -> Option<String> {
    let wrong = classes.split('|').find(|class| !class.is_empty() && class.parse::<u8>().is_err());
    wrong.map(|class| format!("{class:?} is no class; write numbers, as 1|2|3"))
}

fn gap(list: &str) -> Option<String> {
    let blank = list.split('|').any(|part| part.trim().is_empty());
    blank.then(|| format!("{list:?} has a | with nothing before or behind it"))
}

fn host_name(host: &str) -> Option<String> {
    let bare = host.split_once("://").map_or(host, |(_, rest)| rest);
    let bare = bare.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let bare = bare.strip_prefix("www.").unwrap_or(&bare);
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
    if !bare.contains('.') || !bare.chars().all(sound) || bare.split('.').any(str::is_empty) {
        return Some(format!("{host:?} is no host; write it as baotayninh.vn"));
    }
    (bare != host).then(|| format!("{host:?} is more than a host; write {bare}"))
}

/// A day, a month or a year.
fn date(text: &str) -> Option<String> {
    let sound = || {
        let mut parts = text.split('-');
        let number = |part: &str, digits: usize| {
            (part.len() == digits).then(|| part.parse::<u16>().ok()).flatten().filter(|n| *n > 0)
        };
        let year = number(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Some(()) };
        let month = number(month, 2).filter(|month| *month <= 12)?;
        let Some(day) = parts.next() else { return Some(()) };
        let day = number(day, 2)?;
        (day <= days(year, month) && parts.next().is_none()).then_some(())
    };
    sound().is_none().then(|| format!("{text:?} is no date; write 2025-07-01, 2025-07 or 2025"))
}

fn days(year: u16, month: u16) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn reversed(from: &str, to: &str) -> Option<String> {
    validity::compare(from, to).is_gt().then(|| format!("from {from} is after to {to}"))
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problems.iter().try_for_each(|problem| writeln!(f, "{problem}"))?;
        let rows: usize = self.tables.iter().map(|table| table.standard).sum();
        write!(f, "{} tables, {rows} rows", self.tables.len())?;
        let over = self.tables.iter().filter_map(|table| Some((table.table, table.overlay?)));
        let over: Vec<String> = over
            .map(|(table, over)| format!("{table} {} replaced, {} added", over.replaced, over.added))
            .collect();
        if !over.is_empty() {
            write!(f, "; over them {}", over.join("; "))?;
        }
        match self.problems.len() {
            0 => write!(f, "; no problems"),
            1 => write!(f, "; 1 problem"),
            many => write!(f, "; {many} problems"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a folder with these files is told, without its own path.
    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let errors = Gazetteer::load(folder.path()).map_or_else(|errors| errors, |_| Vec::new());
        let prefix = format!("{}/", folder.path().display());
        errors.iter().map(|error| error.to_string().replace(&prefix, "")).collect()
    }

    /// A case of `faults.txt`.
    #[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
    struct Fault<'t> {
        file: &'t str,
        text: &'t str,
        message: &'t str,
    }

    fn faults() -> Vec<Fault<'static>> {
        let cases = include_str!("../tests/faults.txt").split("\n\n# ").skip(1);
        let fault = |case: &'static str| {
            let (file, rest) = case.split_once('\n')?;
            let (text, message) = rest.trim_end().split_once("\n> ")?;
            Some(Fault { file, text, message })
        };
        cases.map(|case| fault(case).unwrap_or_else(|| panic!("not as the others: {case}"))).collect()
    }

    #[test]
    fn a_folder_is_told_what_is_wrong_with_it() {
        let mut faults = faults();
        faults.sort();
        // One file of each name at a time.
        while !faults.is_empty() {
            let mut now = faults.clone();
            now.dedup_by_key(|fault| fault.file);
            faults.retain(|fault| !now.contains(fault));
            let files: Vec<_> = now.iter().map(|fault| (fault.file, fault.text)).collect();
            let told = told(&files);
            assert_eq!(told.len(), now.len(), "{told:#?}");
            for (told, Fault { message, .. }) in told.iter().zip(&now) {
                match message.strip_suffix("...") {
                    Some(beginning) => assert!(told.starts_with(beginning), "{beginning}\n{told}"),
                    None => assert_eq!(told, message),
                }
            }
        }
    }

    #[test]
    fn all_problems_are_told_at_once_by_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [
            ("notes.csv", ""),
            ("outlets.csv", "host;name\r\nbaomoi.vn/;Báo Mới\r\nbaocu.vn;\r\n"),
            ("bodies.csv", "form,extent\nhội xanh,plase\nchính phủ,fixed\n"),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let check = Gazetteer::check(Some(folder.path()));
        assert_eq!(Gazetteer::load(folder.path()).unwrap_err(), check.problems, "a run says the same");
        let check = check.to_string();
        let places: Vec<&str> =
            check.lines().map(|l| l.rsplit('/').next().unwrap().split(": ").next().unwrap()).collect();
        assert_eq!(places[..2], ["bodies.csv:2", "notes.csv"]);
        assert_eq!(places.len(), 5, "{check}");
        let rows: usize = Gazetteer::check(None).tables.iter().map(|table| table.standard).sum();
        let summary = format!(
            "21 tables, {rows} rows; over them bodies.csv 1 replaced, 1 added; outlets.csv 0 replaced, 2 added; 4 problems"
        );
        assert_eq!(check.lines().last().unwrap(), summary);
    }

    #[test]
    fn a_successor_that_no_unit_is_may_be_another_of_its_code() {
        let rows = "id,type,name,parent,successors\n\
            99001-2020,xa,Mới,35,35-2021\n99002-2020,xa,Mới,35,99999-2020\n";
        assert_eq!(
            told(&[("units.csv", rows)]),
            [
                "units.csv:2: successors: no unit has the id \"35-2021\"; did you mean 35-2020?",
                "units.csv:3: successors: no unit has the id \"99999-2020\"",
            ]
        );
    }

    #[test]
    fn dates_are_days_of_the_calendar() {
        for (text, sound) in [
            ("2025", true),
            ("2025-07", true),
            ("2024-02-29", true),
            ("2025-02-29", false),
            ("2025-13", false),
            ("2025-7-1", false),
            ("2025-07-01T00", false),
            ("25", false),
            ("2025-07-01-01", false),
            ("2025-00-01", false),
        ] {
            assert_eq!(date(text).is_none(), sound, "{text}");
        }
    }
}
