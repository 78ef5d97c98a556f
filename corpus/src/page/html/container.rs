//! Which container holds the article.
//!
//! Each container weighs as much as the prose in it. What is residue by its name or element goes first, unless it holds
//! the headline or most of the page: authors hang "has-sidebar" on the whole page too. From the page down, the choice
//! steps into the child that holds most of the prose, and stops where paragraphs part; names of the field
//! ("article-body") and the vocabulary of schema.org and HTML (`articleBody`, `article`, `main`) go before mere weight.

use super::blocks::{Block, Blocks, Kind};
use super::names::Says;
use super::outside;
use std::ops::Range;

/// Shorter blocks are no prose, whatever ends them. Weight.
pub(super) const SHORT: u32 = 40;
/// Longer blocks are prose, whatever ends them. Weight.
const LONG: u32 = 110;

/// The weight of a block as prose: long enough, ending like a sentence or longer, hardly linked.
pub(super) fn prose(blocks: &Blocks, block: &Block) -> u32 {
    if block.weight < SHORT || block.density() > 0.4 || block.heading > 0 {
        return 0;
    }
    if block.weight >= LONG || ends_sentence(blocks.text_of(block)) { block.weight - block.linked } else { 0 }
}

/// A page with less prose is one of lines: a calendar, results, a poem. Weight.
const SPARSE: u32 = 200;
/// The share of paragraphs from which the lines of an article are its paragraphs and what is among them. Percent.
const TOLD: u64 = 40;
/// Shorter lines are labels. Weight.
const LABEL: u32 = 15;

/// The weight of a block on a page of lines.
fn lines_weight(block: &Block) -> u32 {
    if block.weight < LABEL || block.density() > 0.4 || block.heading > 0 {
        0
    } else {
        block.weight - block.linked
    }
}

/// True for a text that ends like a sentence, in any script.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '“', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', ':', ';', '।', '؟', '۔', '។'])
}

/// What the choice is made by, and what it is.
#[derive(Debug)]
pub(super) struct Choice {
    /// Prose of each block.
    pub(super) prose: Vec<u32>,
    /// Prose before each block, and at the end.
    before: Vec<u64>,
    /// Containers that are no article.
    pub(super) dropped: Vec<bool>,
    /// The article's.
    pub(super) container: usize,
}

/// Chooses. `headline` is the block that is the headline, where one is known.
pub(super) fn choose(blocks: &Blocks, headline: Option<usize>) -> Choice {
    let prose: Vec<u32> = blocks.all.iter().map(|block| self::prose(blocks, block)).collect();
    let dropped = outside::drop(blocks, &prose, headline);
    if weigh(blocks, &prose, &dropped)[0] >= SPARSE {
        return choose_by(blocks, prose, dropped, headline);
    }
    let lines: Vec<u32> = blocks.all.iter().map(lines_weight).collect();
    let dropped = outside::drop(blocks, &lines, headline);
    let choice = choose_by(blocks, lines, dropped, headline);
    // A short report is one of paragraphs all the same.
    let sum =
        |weights: &[u32]| weights[blocks.containers[choice.container].blocks.clone()].iter().sum::<u32>();
    let told = percent(sum(&prose), sum(&choice.prose)) >= TOLD;
    if told { Choice { before: sums(&prose), prose, ..choice } } else { choice }
}

fn choose_by(blocks: &Blocks, prose: Vec<u32>, dropped: Vec<bool>, headline: Option<usize>) -> Choice {
    let weights = weigh(blocks, &prose, &dropped);
    let container = named(blocks, &weights).unwrap_or_else(|| descend(blocks, &prose, &weights, headline, 0));
    let container = widened(blocks, &weights, &dropped, container);
    Choice { before: sums(&prose), prose, dropped, container }
}

/// What stands before each block, and at the end.
fn sums(prose: &[u32]) -> Vec<u64> {
    let sums = prose.iter().scan(0, |sum, prose| {
        *sum += u64::from(*prose);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

impl Choice {
    /// The prose of some blocks.
    pub(super) fn prose_of(&self, blocks: Range<usize>) -> u64 {
        self.before[blocks.end] - self.before[blocks.start]
    }
}

/// A part of a whole.
pub(super) fn percent(part: u32, whole: u32) -> u64 {
    u64::from(part) * 100 / u64::from(whole.max(1))
}

/// Marks all containers inside marked ones.
pub(super) fn spread(blocks: &Blocks, mut marked: Vec<bool>) -> Vec<bool> {
    for at in 1..marked.len() {
        marked[at] |= marked[blocks.containers[at].parent];
    }
    marked
}

/// The prose in each container, without what is dropped.
pub(super) fn weigh(blocks: &Blocks, prose: &[u32], dropped: &[bool]) -> Vec<u32> {
    let mut weights = vec![0; blocks.containers.len()];
    for (block, prose) in blocks.all.iter().zip(prose) {
        if !dropped[block.within] {
            weights[block.within] += prose;
        }
    }
    // A container is numbered before those inside it.
    for at in (1..weights.len()).rev() {
        weights[blocks.containers[at].parent] += weights[at];
    }
    weights
}

/// A container called a body holds at least this share of the page's prose. Percent.
const NAMED_SHARE: u64 = 35;

/// The innermost container that is called the body.
fn named(blocks: &Blocks, weights: &[u32]) -> Option<usize> {
    let total = weights[0];
    let is_body = |at: &usize| {
        let container = &blocks.containers[*at];
        container.says.any(Says::BODY) && weights[*at] > 0 && percent(weights[*at], total) >= NAMED_SHARE
    };
    let all: Vec<usize> = (1..blocks.containers.len()).filter(is_body).collect();
    let best = *all.iter().max_by_key(|at| (weights[**at], std::cmp::Reverse(**at)))?;
    let enough = weights[best] / 10 * 9;
    let inner = all.into_iter().rfind(|at| blocks.is_within(*at, best) && weights[*at] >= enough);
    inner.or(Some(best))
}

/// How far above the chosen container its other parts may hang together with it.
const WIDEST: usize = 4;
/// A part of an article has at least so much prose. Weight.
const PART: u32 = 80;

/// The container around all parts of an article that is cut in pieces by what stands between them: siblings that
/// look the same. Several `article`s are several articles.
fn widened(blocks: &Blocks, weights: &[u32], dropped: &[bool], chosen: usize) -> usize {
    let containers = &blocks.containers;
    let look = containers[chosen].look;
    if look == 0 {
        return chosen;
    }
    let mut wide = chosen;
    for around in blocks.around(chosen).take(WIDEST).take_while(|at| *at > 0) {
        if containers[around].kind == Kind::Article {
            break;
        }
        let parent = containers[around].parent;
        let is_part = |at: usize| {
            containers[at].look == look
                && weights[at] >= PART
                && !dropped[at]
                && !blocks.is_within(at, chosen)
                && !blocks.is_within(chosen, at)
        };
        let titled = containers[parent].blocks.clone().filter(|i| blocks.all[*i].heading == 1).count();
        if titled <= 1 && (parent + 1..containers[parent].end).any(is_part) {
            wide = parent;
        }
    }
    wide
}

/// A child holds at least this share of its parent's prose to be stepped into. Percent.
const STEP: u64 = 70;
/// The same for a child that holds the headline, or is an `article` or `main`. Percent.
const SURE_STEP: u64 = 45;
/// Where at least this share of a container's prose stands in paragraphs right in it, it is the article's. Percent.
const DIRECT: u64 = 12;

/// From a container down to where its prose parts.
fn descend(blocks: &Blocks, prose: &[u32], weights: &[u32], headline: Option<usize>, from: usize) -> usize {
    let containers = &blocks.containers;
    let direct = direct(blocks, prose, weights);
    let mut at = from;
    loop {
        let mut best: Option<(u32, usize)> = None;
        let mut child = at + 1;
        while child < containers[at].end {
            let named = containers[child].says.any(Says::ARTICLE) || containers[child].kind == Kind::Article;
            let value = weights[child] * if named { 3 } else { 2 };
            if best.is_none_or(|(most, _)| value > most) {
                best = Some((value, child));
            }
            child = containers[child].end;
        }
        let Some((_, child)) = best else { return at };
        let container = &containers[child];
        let sure = container.kind == Kind::Article || headline.is_some_and(|h| container.blocks.contains(&h));
        let share = if sure { SURE_STEP } else { STEP };
        let parts =
            weights[child] == 0 || percent(weights[child], weights[at]) < share || is_leaf(container.kind);
        if parts || (!sure && percent(direct[at], weights[at]) >= DIRECT) {
            return at;
        }
        at = child;
    }
}

/// The prose that stands right in each container, in two paragraphs at least.
fn direct(blocks: &Blocks, prose: &[u32], weights: &[u32]) -> Vec<u32> {
    let mut direct = vec![(0, 0); weights.len()];
    for (block, prose) in blocks.all.iter().zip(prose).filter(|(_, prose)| **prose > 0) {
        let around = blocks.around(block.within).find(|c| !is_leaf(blocks.containers[*c].kind)).unwrap_or(0);
        let (count, sum) = &mut direct[around];
        *count += 1;
        *sum += prose;
    }
    direct.into_iter().map(|(count, sum)| if count > 1 { sum } else { 0 }).collect()
}

/// Elements that hold a paragraph, and are not stepped into.
fn is_leaf(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Item | Kind::List | Kind::Heading(_) | Kind::Pre)
}
