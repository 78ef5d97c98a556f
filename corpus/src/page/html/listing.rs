//! Lists of news: a front page, a section, the results of a search. They hold headlines and leads of many
//! articles, and would make one of them all.

use super::blocks::Blocks;
use super::super::lines;
use std::ops::Range;

/// A list has at least so many headlines that link.
const HEADLINES: usize = 8;
/// A linked headline is at least so long. Weight.
const HEADLINE: u32 = 20;
/// Of a lead or paragraph. Weight.
const PARAGRAPH: u32 = 40;
/// A lead has no more paragraphs.
const LEAD: usize = 2;

/// True where linked headlines keep what is told apart: between two of them stand the paragraphs of a lead
/// at most. `range` is the page's main part, `text` gives a block's text.
pub(super) fn is_list(blocks: &Blocks, range: Range<usize>, text: impl Fn(usize) -> bool) -> bool {
    let (mut headlines, mut run, mut longest) = (0, 0, 0);
    for at in range {
        let block = &blocks.all[at];
        if block.density() > 0.8 && block.weight >= HEADLINE && text(at) {
            (headlines, run) = (headlines + 1, 0);
        } else if block.density() < 0.3 && block.weight >= PARAGRAPH {
            run += 1;
            longest = longest.max(run);
        }
    }
    headlines >= HEADLINES && longest <= LEAD
}

/// True for a line with the words of a headline.
pub(super) fn is_headline(text: &str) -> bool {
    lines::words(text) >= lines::HEADLINE_WORDS
}
