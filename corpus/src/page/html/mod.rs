//! HTML pages: their article in reading order, and what they state about themselves.
//!
//! | step | in |
//! |---|---|
//! | the source without what is never shown | `source` |
//! | the tree, with bounds on what it may cost | `tree` |
//! | what the page states for machines, and which statement goes first | `metadata` |
//! | text blocks and the containers around them | `blocks`, `names` |
//! | containers that are no article; the container that is | `outside`, `container` |
//! | blocks that are told, as lines | `article`, `residue`, `table` |
//! | pages that tell nothing themselves | `listing` |
//!
//! The candidates are chosen much as in trafilatura (Barbaresi, ACL 2021), which sets the mark among public tools: names
//! and elements first, density after. `DESIGN.md` compares.

mod article;
mod blocks;
mod container;
mod listing;
mod metadata;
mod names;
mod outside;
mod residue;
mod source;
mod table;
mod tree;

use super::host;
use super::lines::Outline;
use crate::record::Source;
use bangvang_gazetteer::Gazetteer;
use bangvang_normalize::undo_misreading;
use blocks::Blocks;
use metadata::Metadata;
pub use tree::MarkupError;
use tree::Tree;

/// True for a page that is HTML, by its beginning or, failing that, by its name.
pub(crate) fn is_html(path: &str, text: &str) -> bool {
    let head: String =
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).chars().take(2048).collect();
    let head = head.to_ascii_lowercase();
    let named = [".html", ".htm", ".xhtml"].iter().any(|e| path.to_ascii_lowercase().ends_with(e));
    let opens = ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|t| head.starts_with(t));
    opens
        || ["<html", "<head>", "<body", "<div", "<p>", "</p>"].iter().filter(|t| head.contains(**t)).count()
            >= 2
        || (named && head.contains('<'))
}

/// A parsed page.
pub(crate) struct Page {
    metadata: Metadata,
    outline: Outline,
}

impl Page {
    /// Parses a page.
    ///
    /// # Errors
    /// Markup that would take more time or memory than its length allows.
    pub(crate) fn parse(text: &str, gazetteer: &Gazetteer) -> Result<Self, MarkupError> {
        let tree = Tree::parse(&source::shown(text)?)?;
        let blocks = blocks::gather(&tree);
        // A source that was misread is rare, and told by what it shows: to look there spares a pass over markup ten
        // times as long.
        if !blocks.has_capitals && undo_misreading(&sample(&blocks)).changes.is_empty() {
            return Ok(Self::of(&tree, &blocks, gazetteer));
        }
        let tree = Tree::parse(&source::shown(&undo_misreading(text).text)?)?;
        Ok(Self::of(&tree, &blocks::gather(&tree), gazetteer))
    }

    fn of(tree: &Tree, blocks: &Blocks, gazetteer: &Gazetteer) -> Self {
        let metadata = Metadata::read(tree);
        let mut outline = article::outline(blocks, &metadata, gazetteer);
        outline.fault = tree.is_flattened().then(|| {
            format!("markup nested more than {} deep: read as if it were not nested further", tree::DEEPEST)
        });
        Self { metadata, outline }
    }

    /// Headline, body and what else the page's lines and metadata say.
    pub(crate) fn outline(&self) -> &Outline {
        &self.outline
    }

    /// Address and site name, where the page states them.
    pub(crate) fn source(&self) -> Source {
        let url = self.metadata.url();
        let host = url.as_deref().and_then(host);
        Source { url, host, outlet: self.metadata.outlet(), ..Source::default() }
    }
}

/// A text of more bytes tells no better whether it was misread.
const SAMPLE: usize = 8 << 10;

/// The longest lines of a page.
fn sample(blocks: &Blocks) -> String {
    let mut sample = String::new();
    let mut add = |long: bool| {
        for block in blocks.all.iter().filter(|block| (block.weight >= container::SHORT) == long) {
            if sample.len() < SAMPLE {
                sample.push_str(blocks.text_of(block));
                sample.push('\n');
            }
        }
    };
    add(true);
    add(false);
    sample
}

#[cfg(test)]
mod tests;
