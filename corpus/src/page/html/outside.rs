//! Which containers are no article: by their names, by their elements, as lists of teasers.
//!
//! A name is a suspicion. It is borne out by how little of the page's prose the container holds, and refuted by the
//! headline in it.

use super::blocks::{Blocks, Container, Kind};
use super::container::{percent, spread, weigh};
use super::names::Says;

/// The share of a page's prose from which a container is no residue, whatever it is called. Percent.
fn bearable(says: Says, kind: Kind) -> u64 {
    if says.any(Says::COMMENT) {
        85
    } else if says.any(Says::HIDDEN) || kind == Kind::Beside {
        70
    } else {
        45
    }
}

/// What names of headings say that belong to the article.
const MILD: Says = Says::MENU.with(Says::META);

/// Containers that are residue by name, by element or as teasers, and all in them.
pub(super) fn drop(blocks: &Blocks, prose: &[u32], headline: Option<usize>) -> Vec<bool> {
    let weights = weigh(blocks, prose, &vec![false; blocks.containers.len()]);
    // Comments can outweigh the article.
    let comments: Vec<bool> = blocks.containers.iter().map(|c| c.says.any(Says::COMMENT)).collect();
    let without = weigh(blocks, prose, &spread(blocks, comments))[0];
    let total = if percent(without, weights[0]) >= 25 { without } else { weights[0] };
    let is_residue = |at: usize| {
        let container = &blocks.containers[at];
        let of = if container.says.any(Says::COMMENT) { weights[0] } else { total };
        let headed = headline.is_some_and(|h| container.blocks.contains(&h));
        at > 0
            && !headed
            && is_suspect(container)
            && percent(weights[at], of) <= bearable(container.says, container.kind)
    };
    let marked = spread(blocks, (0..blocks.containers.len()).map(is_residue).collect());
    let with_teasers = spread(blocks, with_teasers(blocks, prose, marked.clone(), headline));
    let rest = weigh(blocks, prose, &with_teasers);
    if rest[0] >= ENOUGH { with_teasers } else { marked }
}

/// True for a container that is residue by its name or element, if it does not hold the article.
fn is_suspect(container: &Container) -> bool {
    let says = match container.kind {
        // "section-header" is a heading's name, and "topics".
        Kind::Heading(_) => container.says.without(MILD),
        _ => container.says,
    };
    match container.kind {
        Kind::Beside | Kind::Form => true,
        Kind::Article => says.any(Says::HIDDEN),
        _ => says.any(Says::HIDDEN) || (says.any(Says::RESIDUE) && !says.any(Says::BODY)),
    }
}

/// The prose that is left where a page's teasers are taken away, if they are teasers. Weight.
const ENOUGH: u32 = 150;
/// A teaser has no more blocks.
const TEASER_BLOCKS: usize = 8;
/// A teaser has no more prose. Weight.
const TEASER_PROSE: u32 = 700;
/// So many teasers in a row are a list.
const TEASERS: usize = 3;
/// The shortest headline of a teaser. Weight.
const TEASER_TITLE: u32 = 12;

/// Marks lists of other articles: siblings that each have a linked headline and a few words.
fn with_teasers(blocks: &Blocks, prose: &[u32], mut marked: Vec<bool>, headline: Option<usize>) -> Vec<bool> {
    let containers = &blocks.containers;
    let is_teaser = |at: usize| {
        let range = containers[at].blocks.clone();
        let titled = range.clone().take(3).any(|i| {
            let block = &blocks.all[i];
            block.density() > 0.85 && block.weight >= TEASER_TITLE
        });
        titled
            && matches!(containers[at].kind, Kind::Box | Kind::Item | Kind::Article | Kind::Cell | Kind::Row)
            && (1..=TEASER_BLOCKS).contains(&range.len())
            && !headline.is_some_and(|h| range.contains(&h))
            && prose[range].iter().sum::<u32>() <= TEASER_PROSE
    };
    let mut counts = vec![0; containers.len()];
    let teasers: Vec<bool> = (0..containers.len()).map(|at| at > 0 && !marked[at] && is_teaser(at)).collect();
    for at in 1..containers.len() {
        counts[containers[at].parent] += usize::from(teasers[at]);
    }
    for at in 1..containers.len() {
        marked[at] |= teasers[at] && counts[containers[at].parent] >= TEASERS;
    }
    marked
}
