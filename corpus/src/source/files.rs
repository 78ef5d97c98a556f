//! Files, folders, patterns, and what their pages are called.

use super::ids;
use crate::sink::{CEREMONIES, RESULTS};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// One file to read, or standard input: a page, or an archive of pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Unique in a run, and the same whatever else is read and in whatever order, unless two inputs
    /// share a file stem: then both are called by their paths. What archives hold is called after this.
    pub id: String,
    /// Where the bytes are.
    pub place: Place,
}

/// Where the bytes of an input are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Place {
    /// The path as records and problems show it.
    pub fn display(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
        }
    }
}

/// A path that could not be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// The path.
    pub path: String,
    /// What the system said.
    pub message: String,
}

/// Lists the files under the given paths: files as they are, folders with all that is in them in the
/// order of their names, what patterns (`*`, `?`, `[a-z]`, `**`) stand for where no file is called so, `-`
/// for standard input. A file that several paths lead to is read once. Hidden
/// files and folders are passed over, and so are `output`, where results go, and results of other runs.
pub fn list(paths: &[PathBuf], output: &Path) -> (Vec<Input>, Vec<Unlisted>) {
    let output = std::fs::canonicalize(output).ok();
    let is_output = |path: &Path| output.is_some() && std::fs::canonicalize(path).ok() == output;
    let mut files = Vec::new();
    let mut unlisted = Vec::new();
    let paths = paths.iter().flat_map(|path| expand(path, &mut unlisted)).collect::<Vec<_>>();
    for path in &paths {
        if path == Path::new("-") {
            files.push((None, path.clone()));
            continue;
        }
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
        let shown = walk.filter_entry(|e| {
            e.depth() == 0
                || !(is_hidden(e.path())
                    || (e.file_type().is_dir() && is_output(e.path()))
                    || is_result(e.path()))
        });
        for entry in shown {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => files.push((Some(path.clone()), entry.into_path())),
                Err(error) => {
                    let failed = error.path().unwrap_or(path).display().to_string();
                    let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    unlisted.push(Unlisted { path: failed, message });
                }
            }
        }
    }
    (name(files), unlisted)
}

/// The paths that a pattern stands for, in their order; a path that is no pattern stands for itself.
fn expand(path: &Path, unlisted: &mut Vec<Unlisted>) -> Vec<PathBuf> {
    let pattern = path.to_string_lossy();
    if path.exists() || !pattern.contains(['*', '?', '[']) {
        return vec![path.to_owned()];
    }
    let hidden = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
    let mut fail = |message: String| unlisted.push(Unlisted { path: pattern.clone().into_owned(), message });
    let found = match glob::glob_with(&pattern, hidden) {
        Ok(found) => found,
        Err(error) => {
            fail(format!("no pattern: {error}"));
            return Vec::new();
        }
    };
    let mut paths = Vec::new();
    for path in found {
        match path {
            Ok(path) => paths.push(path),
            Err(error) => fail(error.to_string()),
        }
    }
    if paths.is_empty() {
        fail("no file is called so".to_owned());
    }
    paths
}

/// True for a file that a run has written: it is called so, and the others stand beside it.
fn is_result(path: &Path) -> bool {
    let results = || RESULTS.iter().chain([&CEREMONIES]);
    let called = path.file_name().is_some_and(|name| results().any(|result| name == *result));
    called && path.parent().is_some_and(|folder| RESULTS.iter().all(|file| folder.join(file).is_file()))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// True of an entry of an archive that would be hidden as a file: in or under a name with a dot, or what
/// macOS adds.
pub(super) fn is_hidden_entry(name: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX";
    name.split(['/', '\\']).any(hidden)
}

/// Gives every file its id, and drops files already listed.
fn name(files: Vec<(Option<PathBuf>, PathBuf)>) -> Vec<Input> {
    let mut seen = HashSet::new();
    let once: Vec<_> = files
        .into_iter()
        .filter(|(_, path)| seen.insert(std::fs::canonicalize(path).unwrap_or_else(|_| path.clone())))
        .collect();
    let mut stems: HashMap<String, usize> = HashMap::new();
    let mut within: HashMap<String, usize> = HashMap::new();
    for (root, path) in &once {
        *stems.entry(stem(path)).or_default() += 1;
        *within.entry(relative(root.as_deref(), path)).or_default() += 1;
    }
    stems.entry(STDIN.to_owned()).and_modify(|n| *n += 1);
    let id = |root: Option<&Path>, path: &Path| {
        let (stem, relative) = (stem(path), relative(root, path));
        match (stems.get(&stem), within.get(&relative)) {
            (Some(1), _) => stem,
            (_, Some(1)) => relative,
            _ => path.display().to_string(),
        }
    };
    let mut inputs: Vec<Input> = once
        .iter()
        .map(|(root, path)| match root {
            Some(root) => Input { id: id(Some(root), path), place: Place::File(path.clone()) },
            None => Input { id: STDIN.to_owned(), place: Place::Stdin },
        })
        .collect();
    // A stem may be what another is called by its path: "a.txt" of "a.txt.html".
    let mut times: HashMap<String, usize> = HashMap::new();
    inputs.iter().for_each(|input| *times.entry(input.id.clone()).or_default() += 1);
    for input in inputs.iter_mut().filter(|input| times[&input.id] > 1 && input.place != Place::Stdin) {
        input.id = input.place.display();
    }
    inputs
}

/// The id of what comes from standard input.
const STDIN: &str = "stdin";

/// A file's name without its ending, nor that of a packing around it: "tin" of "tin.warc.gz".
///
/// `#` and a number behind it belong to the ids of records in archives.
fn stem(path: &Path) -> String {
    let name = unpacked_name(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
    let stem = Path::new(&name).file_stem().map_or(name.clone(), |stem| stem.to_string_lossy().into_owned());
    if ids::ends_like_a_record(&stem) { stem.replace('#', "%23") } else { stem }
}

/// A name as it is without its packing: "a.csv" of "a.csv.gz", "a.tar" of "a.tgz".
pub(super) fn unpacked_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    for (ending, instead) in [(".gz", ""), (".zst", ""), (".zstd", ""), (".tgz", ".tar"), (".tzst", ".tar")] {
        if lower.len() > ending.len() && lower.ends_with(ending) {
            return format!("{}{instead}", &name[..name.len() - ending.len()]);
        }
    }
    name.to_owned()
}

fn relative(root: Option<&Path>, path: &Path) -> String {
    let under = root.and_then(|root| path.strip_prefix(root).ok()).filter(|p| !p.as_os_str().is_empty());
    match under {
        Some(under) => under.to_string_lossy().replace('\\', "/"),
        None => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
    }
}

/// Why a file could not be opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadError {
    /// The system's answer.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A pipe, a socket, a device.
    #[error("no regular file")]
    NoFile,
}

/// Opens a file to read it.
///
/// # Errors
/// What the system says, or that it is no regular file.
pub(super) fn open(path: &Path) -> Result<File, ReadError> {
    // Asked before it is opened: a pipe without a writer would never open.
    if !std::fs::metadata(path)?.is_file() {
        return Err(ReadError::NoFile);
    }
    Ok(File::open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn ids_are_unique_however_files_are_called() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["a.txt", "b/a.html", "a.txt.html", "stdin.txt"] {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (inputs, _) = list(&[dir.path().into(), "-".into()], &dir.path().join("out"));
        let ids: HashSet<_> = inputs.iter().map(|i| i.id.as_str()).collect();
        assert_eq!((inputs.len(), ids.len()), (5, 5), "{inputs:?}");
    }

    #[test]
    fn ids_are_stems_and_where_stems_meet_paths() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["a/one.txt", "a/two.txt", "b/two.html", "b/.hidden", ".git/x", "out/articles.jsonl"] {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let (inputs, unlisted) =
            list(&[dir.path().into(), dir.path().join("a/one.txt"), "gone".into()], &dir.path().join("out"));
        let ids: Vec<_> = inputs.iter().map(|i| i.id.as_str()).collect();
        assert_eq!(ids, ["one", "a/two.txt", "b/two.html"]);
        assert_eq!(unlisted.len(), 1);
        assert_eq!(unlisted[0].path, "gone");
    }
}
