//! The text that is measured: the sample pages, repeated to a size that outlasts the caches' warm-up.

use std::path::Path;

/// The plain-text sample pages, each whole.
pub(crate) fn pages() -> Vec<(String, Vec<u8>)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut pages: Vec<(String, Vec<u8>)> = std::fs::read_dir(&samples)
        .expect("the samples stand beside the benches")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("a readable page")))
        .collect();
    pages.sort();
    pages
}

/// Pages as an archive has them: one of the sample pages among articles, all invented, that tell of no
/// award. In an archive of the press, one page in twenty does.
#[allow(dead_code, reason = "each bench compiles this module for itself")]
pub(crate) fn archive() -> Vec<(String, Vec<u8>)> {
    let others = include_str!("archive.txt").split("\n\n").enumerate();
    let others = others.map(|(at, text)| (format!("{at}.txt"), text.trim().as_bytes().to_vec()));
    pages().into_iter().take(1).chain(others).collect()
}

/// All of them as one clean text of about a quarter of a megabyte.
#[allow(dead_code, reason = "each bench compiles this module for itself")]
pub(crate) fn clean_text() -> String {
    let pages: Vec<String> = pages()
        .into_iter()
        .filter_map(|(_, bytes)| String::from_utf8(bytes).ok())
        .map(|text| bangvang::normalize::clean(&text).text.into_owned())
        .collect();
    let once = pages.join("\n");
    once.repeat((256 << 10) / once.len() + 1)
}
