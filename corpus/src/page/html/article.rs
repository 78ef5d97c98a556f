//! From blocks to the article: which of the chosen container's blocks are told.
//!
//! A block goes if it is residue by what it says (`residue.csv`), by its links, or by where it stands: what precedes
//! the first paragraph and is none, what trails behind the last, a heading with nothing below it. Features of neighbours
//! decide short blocks, as in jusText (Pomikálek, "Removing boilerplate and duplicate content from web corpora", 2011).

use super::super::date;
use super::super::lines::{self, Outline};
use super::blocks::{Block, Blocks, Kind};
use super::container::{self, Choice};
use super::names::Says;
use super::residue;
use bangvang_gazetteer::Scope;

pub(super) fn outline(blocks: &Blocks, texts: &[String], title: Option<&str>) -> Outline {
    let headline = title.and_then(|title| {
        let same: Vec<usize> = (0..texts.len()).filter(|i| lines::same_words(&texts[*i], title)).collect();
        same.iter().copied().find(|i| blocks.all[*i].heading == 1).or(same.first().copied())
    });
    let choice = container::choose(blocks, headline);
    let page = Page { blocks, texts, choice: &choice, headline, title };
    let keep = page.keep();
    page.compose(&keep)
}

/// An address as the author wrote it, which happens to be linked.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && (text.contains("://") || text.starts_with("www."))
}

struct Page<'p> {
    blocks: &'p Blocks,
    texts: &'p [String],
    choice: &'p Choice,
    headline: Option<usize>,
    title: Option<&'p str>,
}

/// How many blocks before the container may belong to the headline.
const HEAD: usize = 8;
/// Longer blocks are told whatever phrase they hold. Weight.
const LONG: u32 = 180;
/// What precedes the first paragraph and is longer may lead to it. Weight.
const LEAD: u32 = 60;
/// More blocks behind the last paragraph are a list that is told.
const TRAILING: usize = 5;
/// A longer block that is all link is told. Weight.
const LONG_LINK: u32 = 180;

impl Page<'_> {
    fn text(&self, at: usize) -> &str {
        self.texts[at].trim()
    }

    fn block(&self, at: usize) -> &Block {
        &self.blocks.all[at]
    }

    fn is_prose(&self, at: usize) -> bool {
        self.choice.prose[at] > 0
    }

    /// What the names between a block and the article's container say, and which kinds are there.
    fn path(&self, at: usize) -> impl Iterator<Item = &super::blocks::Container> {
        let around = self.blocks.around(self.block(at).within);
        around.take_while(|c| *c != self.choice.container).map(|c| &self.blocks.containers[c])
    }

    fn keep(&self) -> Vec<usize> {
        let range = self.blocks.containers[self.choice.container].blocks.clone();
        let inside = range.filter(|i| !self.choice.dropped[self.block(*i).within]);
        let told: Vec<usize> = inside.filter(|i| self.is_told(*i)).collect();
        let told = self.without_boxes(told);
        self.trimmed(told)
    }

    /// Judges a block by itself.
    fn is_told(&self, at: usize) -> bool {
        let block = self.block(at);
        let text = self.text(at);
        if block.density() > 0.8 && block.weight < LONG_LINK && !is_address(text) {
            return false;
        }
        if block.weight < LONG && self.title.is_some_and(|title| lines::same_words(text, title)) {
            return false;
        }
        if block.weight < 80 && date::of_line(text).is_some() {
            return false;
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).take(2).count();
        if letters == 0 && !self.path(at).any(|c| matches!(c.kind, Kind::Cell)) {
            return false;
        }
        !self.is_caption(at)
    }

    /// Named or marked so, or the one line in a box with an image.
    fn is_caption(&self, at: usize) -> bool {
        let block = self.block(at);
        let pictured = || {
            let Some(image) = block.image else { return false };
            let container = &self.blocks.containers[image];
            let alone = self.blocks.is_within(image, self.choice.container) && image != self.choice.container;
            alone && container.blocks.len() <= 2 && container.blocks.contains(&at) && block.heading == 0
        };
        (block.weight < LONG_LINK && !self.is_prose(at) && pictured())
            || self
                .path(at)
                .any(|c| matches!(c.kind, Kind::Figure | Kind::Caption) || c.says.any(Says::CAPTION))
    }

    /// Drops lines that call themselves residue, and the boxes that such lines head.
    fn without_boxes(&self, told: Vec<usize>) -> Vec<usize> {
        let mut keep = Vec::new();
        let mut boxed = false;
        for at in told {
            let block = self.block(at);
            let scope = if block.weight < LONG { residue::scope(self.text(at)) } else { None };
            match scope {
                Some(Scope::Line) => {}
                Some(Scope::Tail) => boxed = true,
                None if boxed && (block.density() > 0.3 || block.weight < 15) => {}
                None => {
                    boxed = false;
                    keep.push(at);
                }
            }
        }
        keep
    }

    /// Drops what stands around the paragraphs and is none: from the start what is short, a date or a signature;
    /// from the end what trails, unless it goes on so long that it is told: a list of results, of names.
    fn trimmed(&self, mut keep: Vec<usize>) -> Vec<usize> {
        let is_item =
            |at: usize| self.path(at).any(|c| matches!(c.kind, Kind::Item | Kind::Cell | Kind::Pre));
        let Some(first) = keep.iter().position(|at| self.is_prose(*at)) else { return keep };
        let leads = |at: &usize| {
            let block = self.block(*at);
            is_item(*at) || (block.weight >= LEAD && !date::is_dated(self.text(*at)))
        };
        let start = keep[..first].iter().position(leads).unwrap_or(first);
        keep.drain(..start);
        let told = |at: &usize| {
            let block = self.block(*at);
            let ends = container::ends_sentence(self.text(*at)) && block.heading == 0;
            self.is_prose(*at) || is_item(*at) || ends
        };
        let end = keep.iter().rposition(told).map_or(0, |at| at + 1);
        let trails = &keep[end..];
        let headings = trails.iter().rev().take_while(|at| self.block(**at).heading > 0).count();
        if trails.len() <= TRAILING {
            keep.truncate(end);
        } else {
            keep.truncate(keep.len() - headings);
        }
        keep
    }

    fn compose(&self, keep: &[usize]) -> Outline {
        let mut outline = Outline::default();
        let headline = self.headline.map(|i| self.text(i)).or(self.title.map(str::trim));
        if let Some(text) = headline.filter(|text| !text.is_empty()) {
            outline.title = Some(text.to_owned());
            outline.text.push_str(text);
        }
        outline.body_start = outline.text.len();
        for (i, at) in keep.iter().enumerate() {
            if !outline.text.is_empty() {
                outline.text.push('\n');
            }
            if i == 0 {
                outline.body_start = outline.text.len();
            }
            outline.text.push_str(self.text(*at));
        }
        let first = self.headline.or(keep.first().copied()).unwrap_or(0);
        let near = self.blocks.containers[self.choice.container].blocks.start.saturating_sub(HEAD);
        let header = (near.min(first)..first).map(|i| self.text(i)).filter(|t| !t.is_empty());
        outline.header = header.take(6).map(str::to_owned).collect();
        outline
    }
}
