//! From blocks to the article: which of a container's blocks are told.

use super::super::date;
use super::super::lines::{self, Outline};
use super::blocks::Blocks;
use super::container::{self, Choice};

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

struct Page<'p> {
    blocks: &'p Blocks,
    texts: &'p [String],
    choice: &'p Choice,
    headline: Option<usize>,
    title: Option<&'p str>,
}

/// How many blocks before the container may belong to the headline.
const HEAD: usize = 8;

impl Page<'_> {
    fn text(&self, at: usize) -> &str {
        self.texts[at].trim()
    }

    fn keep(&self) -> Vec<usize> {
        let range = self.blocks.containers[self.choice.container].blocks.clone();
        let inside: Vec<usize> = range.filter(|i| !self.choice.dropped[self.blocks.all[*i].within]).collect();
        inside.into_iter().filter(|i| self.is_told(*i)).collect()
    }

    fn is_told(&self, at: usize) -> bool {
        let block = &self.blocks.all[at];
        let text = self.text(at);
        if block.density() > 0.8 && block.weight < 180 {
            return false;
        }
        if block.weight < 200 && self.title.is_some_and(|title| lines::same_words(text, title)) {
            return false;
        }
        if block.weight < 80 && date::of_line(text).is_some() {
            return false;
        }
        true
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
