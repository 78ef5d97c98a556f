//! From blocks to the article: which blocks are told, and what stands around them.
//!
//! A block goes if it is residue by what it says (`residue.csv`), by its links, or by where it stands: what precedes
//! the first paragraph and is none, what trails behind the last, a heading with nothing below it. Features of neighbours
//! decide short blocks, as in jusText (Pomikálek, "Removing boilerplate and duplicate content from web corpora", 2011).
//!
//! A caption is told where it names an award ("Lãnh đạo tỉnh trao Bằng khen cho ..."), and goes otherwise: the readers
//! of the public benchmark leave captions out, and to this dataset such a caption alone adds something.

use super::super::date;
use super::super::lines::{self, Outline};
use super::blocks::{Block, Blocks, Container, Kind};
use super::container::{self, Choice};
use super::metadata::Metadata;
use super::names::Says;
use super::{listing, residue, table};
use bangvang_gazetteer::{Gazetteer, Scope, Sense};
use bangvang_normalize::{clean, fold};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// How many blocks before the article's container may belong to its headline.
const HEAD: usize = 8;
/// How many lines of the header may name the outlet.
const HEADER: usize = 6;
/// So many blocks behind the article at most lies the date line of pages that end with it.
const FOOT: usize = 4;
/// Longer blocks are told whatever phrase they hold. Weight.
const LONG: u32 = 250;
/// Shorter blocks are labels. Weight.
const LABEL: u32 = 15;
/// What precedes the first paragraph and is longer may lead to it. Weight.
const LEAD: u32 = 60;
/// A lead has no more blocks.
const LEADS: usize = 2;
/// More blocks behind the last paragraph are a list that is told.
const TRAILING: usize = 5;
/// A box with an image and more blocks is no image's.
const PICTURED: usize = 2;
/// A longer block that is all link is told. Weight.
const LONG_LINK: u32 = 180;
/// A longer line states more than a date. Weight.
const DATE_LINE: u32 = 120;
/// Only longer paragraphs are dropped where they stand twice. Weight.
const REPEATED: u32 = 40;

/// Headline, body and what the lines around them say.
pub(super) fn outline(blocks: &Blocks, metadata: &Metadata, gazetteer: &Gazetteer) -> Outline {
    let texts = Texts { blocks, clean: vec![OnceCell::new(); blocks.all.len()] };
    let title = metadata.title(|text| texts.shows(text));
    let headline = title.as_deref().and_then(|title| texts.find(title));
    let choice = container::choose(blocks, headline);
    let mut page = Page { texts, choice: &choice, headline, title, gazetteer };
    page.keep_headline(metadata);
    let keep = page.keep();
    let mut outline = page.compose(&keep);
    outline.is_list = page.is_list(metadata);
    if let Some(body) = metadata.body().filter(|body| is_unshown(body, &outline)) {
        state(&mut outline, body);
    }
    outline.window.clone_from(&metadata.window);
    outline.updated = metadata.updated();
    outline.section = metadata.section();
    let shown = page.published(&keep);
    outline.published = match (metadata.published(), shown) {
        // The day for machines, the time of day for readers.
        (Some(stated), Some(shown)) if shown.starts_with(&stated) => Some(shown),
        (stated, shown) => stated.or(shown),
    };
    outline.author = metadata.author().or_else(|| page.author(&keep));
    outline
}

/// A stated body is at least so long. Bytes.
const STATED: usize = 400;

/// True for a stated body of which the page shows less than half: a script would write it, or a reader unfold it.
fn is_unshown(body: &str, outline: &Outline) -> bool {
    body.len() >= STATED && (outline.text.len() - outline.body_start) * 2 < body.len() && !body.contains("</")
}

/// Gives an outline the body that its page states.
fn state(outline: &mut Outline, body: &str) {
    outline.text.truncate(outline.title.as_ref().map_or(0, String::len));
    outline.body_start = outline.text.len();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !outline.text.is_empty() {
            outline.text.push('\n');
        }
        if outline.body_start + 1 == outline.text.len() {
            outline.body_start = outline.text.len();
        }
        outline.text.push_str(clean(line).text.replace('\n', " ").trim());
    }
}

/// The blocks' clean text, made as it is asked for.
struct Texts<'p> {
    blocks: &'p Blocks,
    clean: Vec<OnceCell<String>>,
}

impl Texts<'_> {
    fn of(&self, at: usize) -> &str {
        let block = &self.blocks.all[at];
        self.clean[at].get_or_init(|| {
            let text = clean(self.blocks.text_of(block)).text;
            text.replace('\n', " ").trim().to_owned()
        })
    }

    /// True if a line of the page says this, and is no link.
    fn shows(&self, line: &str) -> bool {
        self.find(line)
            .map(|at| &self.blocks.all[at])
            .is_some_and(|block| block.linked == 0 || block.heading > 0)
    }

    /// The block that is this line, a heading before others.
    fn find(&self, line: &str) -> Option<usize> {
        let length = line.chars().count() as u32;
        let close = |at: &usize| {
            let weight = self.blocks.all[*at].weight;
            weight <= length * 3 && weight * 3 >= length && same_letters(self.of(*at), line)
        };
        let same: Vec<usize> = (0..self.clean.len()).filter(close).collect();
        let unlinked = same.iter().copied().find(|at| self.blocks.all[*at].linked == 0);
        same.iter()
            .copied()
            .find(|at| self.blocks.all[*at].heading == 1)
            .or(unlinked)
            .or(same.first().copied())
    }
}

/// True for texts that differ in case, spaces and marks only.
fn same_letters(one: &str, other: &str) -> bool {
    letters(one).eq(letters(other))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

struct Page<'p> {
    texts: Texts<'p>,
    choice: &'p Choice,
    headline: Option<usize>,
    title: Option<String>,
    gazetteer: &'p Gazetteer,
}

impl Page<'_> {
    fn text(&self, at: usize) -> &str {
        self.texts.of(at)
    }

    fn blocks(&self) -> &Blocks {
        self.texts.blocks
    }

    fn block(&self, at: usize) -> &Block {
        &self.blocks().all[at]
    }

    fn is_prose(&self, at: usize) -> bool {
        self.choice.prose[at] > 0
    }

    fn is_dropped(&self, at: usize) -> bool {
        self.choice.dropped[self.block(at).within]
    }

    /// True for a list of news that does not state itself an article.
    fn is_list(&self, metadata: &Metadata) -> bool {
        let front = metadata.url().is_some_and(|url| listing::is_front(&url));
        let titled = self.headline.is_some_and(|at| listing::is_headline(self.text(at)));
        let may = front || !(metadata.is_article() || titled);
        may && listing::is_list(self.blocks(), self.range(), |at| listing::is_headline(self.text(at)))
    }

    /// The blocks of the article's container.
    fn range(&self) -> Range<usize> {
        self.blocks().containers[self.choice.container].blocks.clone()
    }

    /// The containers between a block and the article's.
    fn path(&self, at: usize) -> impl Iterator<Item = &Container> {
        let around = self.blocks().around(self.block(at).within);
        around.take_while(|c| *c != self.choice.container).map(|c| &self.blocks().containers[c])
    }

    /// Where the page states no headline that it shows, the line above the body that looks like one.
    fn keep_headline(&mut self, metadata: &Metadata) {
        if self.headline.is_some() || !metadata.is_guess(self.title.as_deref()) {
            return;
        }
        let range = self.range();
        let body =
            range.clone().find(|at| self.is_prose(*at) && !self.is_dropped(*at)).unwrap_or(range.start);
        let looks = |at: &usize| {
            let block = self.block(*at);
            let text = self.text(*at);
            block.density() < 0.5
                && block.weight < LONG
                && !self.is_prose(*at)
                && lines::words(text) >= lines::HEADLINE_WORDS
                && !lines::is_crumb(text)
                && date::of_line(text).is_none()
                && residue::scope(text, self.gazetteer).is_none()
        };
        let headline = (range.start.saturating_sub(HEAD).min(body)..body).rev().find(looks);
        if let Some(at) = headline {
            self.headline = Some(at);
            self.title = Some(self.text(at).to_owned());
        }
    }

    /// The blocks that are told.
    fn keep(&self) -> Vec<usize> {
        let range = self.range();
        let told = |at: &usize| self.is_prose(*at) && !self.is_dropped(*at);
        let first = range.clone().find(told).unwrap_or(range.start);
        let last = range.clone().rev().find(told).unwrap_or(range.end);
        // A day between paragraphs is the heading of what happened then.
        let dated = |at: usize| !(first..last).contains(&at) && self.is_date_line(at);
        let inside = range.clone().filter(|at| !self.is_dropped(*at) && self.is_told(*at) && !dated(*at));
        let mut keep = self.trimmed(self.without_boxes(inside.collect()));
        let after = self.headline.map_or(range.start.saturating_sub(HEAD), |headline| headline + 1);
        if after < range.start {
            let leads = (after..range.start).filter(|at| self.leads(*at));
            keep.splice(0..0, leads.take(LEADS).collect::<Vec<_>>());
        }
        let mut seen = HashSet::new();
        keep.retain(|at| self.block(*at).weight < REPEATED || seen.insert(self.text(*at)));
        keep
    }

    /// True for a lead between the headline and the article's container.
    fn leads(&self, at: usize) -> bool {
        let block = self.block(at);
        let named = || self.path(at).any(|c| c.says.any(Says::LEAD) && !c.says.any(Says::RESIDUE));
        !self.is_dropped(at)
            && block.density() < 0.3
            && block.image.is_none()
            && self.is_told(at)
            && !self.is_date_line(at)
            && residue::scope(self.text(at), self.gazetteer).is_none()
            && ((self.is_prose(at) && self.headline.is_some()) || (block.weight >= LEAD && named()))
    }

    /// Judges a block by itself.
    fn is_told(&self, at: usize) -> bool {
        let block = self.block(at);
        let text = self.text(at);
        let linked = block.density() > 0.8 && block.weight < LONG_LINK && !is_address(text);
        let headline = || {
            Some(at) == self.headline
                || block.weight < LONG && self.title.as_ref().is_some_and(|title| same_letters(text, title))
        };
        let blank =
            || !text.contains(char::is_alphabetic) && !self.path(at).any(|c| matches!(c.kind, Kind::Cell));
        !(linked || headline() || blank() || (self.is_caption(at) && !names_award(text, self.gazetteer)))
    }

    fn is_date_line(&self, at: usize) -> bool {
        self.block(at).weight < DATE_LINE && date::of_line(self.text(at)).is_some()
    }

    /// Named or marked so, or the one line in a box with an image.
    fn is_caption(&self, at: usize) -> bool {
        let named =
            |c: &Container| matches!(c.kind, Kind::Figure | Kind::Caption) || c.says.any(Says::CAPTION);
        (self.block(at).weight < LONG && self.is_pictured(at)) || self.path(at).any(named)
    }

    /// True in a box with an image and hardly a line more. A sentence must be set off from the image: a paragraph may
    /// begin with one.
    fn is_pictured(&self, at: usize) -> bool {
        let block = self.block(at);
        let Some(image) = block.image.filter(|_| block.heading == 0) else { return false };
        let containers = &self.blocks().containers;
        let small = |c: &usize| *c != self.choice.container && containers[*c].blocks.len() <= PICTURED;
        let mut around = self.blocks().around(block.within).take_while(small);
        let framed =
            around.any(|c| self.blocks().is_within(image, c) && containers[c].kind != Kind::Paragraph);
        framed && (!self.is_prose(at) || image != block.within)
    }

    /// Drops lines that call themselves residue, and the boxes that such lines head: links and labels; behind the
    /// last paragraph, all.
    fn without_boxes(&self, told: Vec<usize>) -> Vec<usize> {
        let last = told.iter().rev().copied().find(|at| self.is_prose(*at));
        let mut keep = Vec::new();
        let mut boxed = false;
        for at in told {
            let block = self.block(at);
            let scope =
                if block.weight < LONG { residue::scope(self.text(at), self.gazetteer) } else { None };
            match scope {
                Some(Scope::Line) => {}
                Some(Scope::Tail) => boxed = true,
                None if boxed && (block.density() > 0.3 || block.weight < LABEL || Some(at) > last) => {}
                None => {
                    boxed = false;
                    keep.push(at);
                }
            }
        }
        keep
    }

    /// True in a list or a table, unless the table is the page's layout.
    fn is_item(&self, at: usize) -> bool {
        self.path(at).any(|c| match c.kind {
            Kind::Item | Kind::Pre => true,
            Kind::Cell => table::of(self.blocks(), c).is_some_and(|t| !self.is_layout(t)),
            _ => false,
        })
    }

    /// True for a table that holds most of the article.
    fn is_layout(&self, table: usize) -> bool {
        let inside = self.blocks().containers[table].blocks.clone();
        self.choice.prose_of(inside) * 2 > self.choice.prose_of(self.range())
    }

    /// Drops what stands around the paragraphs and is none: from the start what is short, a date or a signature;
    /// from the end what trails, unless it goes on so long that it is told: a list of results, of names.
    fn trimmed(&self, mut keep: Vec<usize>) -> Vec<usize> {
        let Some(first) = keep.iter().position(|at| self.is_prose(*at)) else { return keep };
        let leads = |at: &usize| {
            let block = self.block(*at);
            self.is_item(*at)
                || self.is_caption(*at)
                || (block.weight >= LEAD && !date::is_dated(self.text(*at)))
        };
        let before: Vec<usize> = keep[..first].iter().copied().filter(leads).collect();
        keep.splice(..first, before);
        let told = |at: &usize| {
            let block = self.block(*at);
            let ends = container::ends_sentence(self.text(*at)) && block.heading == 0;
            self.is_prose(*at) || self.is_item(*at) || ends
        };
        let end = keep.iter().rposition(told).map_or(0, |at| at + 1);
        let trails = &keep[end..];
        let headings = trails.iter().rev().take_while(|at| self.block(**at).heading > 0).count();
        let rest = if trails.len() <= TRAILING { end } else { keep.len() - headings };
        keep.truncate(rest);
        // "Một số hình ảnh:" announces pictures.
        let announces = |at: &usize| self.block(*at).weight < LEAD && self.text(*at).ends_with(':');
        while keep.last().is_some_and(announces) {
            keep.pop();
        }
        keep
    }

    fn compose(&self, keep: &[usize]) -> Outline {
        let mut outline = Outline::default();
        let headline = self.headline.map(|at| self.text(at)).or(self.title.as_deref().map(str::trim));
        if let Some(text) = headline.filter(|text| !text.is_empty()) {
            outline.title = Some(text.to_owned());
            outline.text.push_str(text);
        }
        outline.body_start = outline.text.len();
        for (i, line) in self.lines(keep).iter().enumerate() {
            if !outline.text.is_empty() {
                outline.text.push('\n');
            }
            if i == 0 {
                outline.body_start = outline.text.len();
            }
            outline.text.push_str(line);
        }
        let top = self.headline.or(keep.first().copied()).unwrap_or(0);
        let near = self.range().start.saturating_sub(HEAD).min(top)..top;
        let head = 0..top.min(HEADER);
        let header = head.chain(near).map(|at| self.text(at)).filter(|text| !text.is_empty());
        outline.header = header.map(str::to_owned).collect();
        outline.tag = keep.first().and_then(|at| lines::tag(self.text(*at)));
        outline
    }

    /// The lines of the body: blocks, and rows of tables.
    fn lines(&self, keep: &[usize]) -> Vec<String> {
        let rows = table::rows(self.blocks(), keep, |table| self.is_layout(table));
        rows.iter().map(|row| self.line(row)).collect()
    }

    /// A block with its bullet, or the cells of a row.
    fn line(&self, row: &[usize]) -> String {
        let bullet = row
            .first()
            .is_some_and(|at| self.is_bullet(*at) && self.text(*at).starts_with(char::is_alphabetic));
        let cells: Vec<&str> = row.iter().map(|at| self.text(*at)).collect();
        format!("{}{}", if bullet { "- " } else { "" }, cells.join(table::BETWEEN))
    }

    /// True for the first block of an item of an unnumbered list.
    fn is_bullet(&self, at: usize) -> bool {
        let within = self.block(at).within;
        let around = self.blocks().around(within).take(3);
        let item = around.map(|c| &self.blocks().containers[c]).find(|c| c.kind == Kind::Item);
        item.is_some_and(|item| item.blocks.start == at && item.bulleted)
    }

    /// The date line nearest to the headline among those above the body; failing that, the first behind it. A
    /// date line of the day the page was saved often heads the menu, further away.
    fn published(&self, keep: &[usize]) -> Option<String> {
        let first = keep.first().copied().unwrap_or(self.range().start);
        let headline = self.headline.unwrap_or(first);
        let dated = |at: usize| {
            (self.block(at).weight < DATE_LINE)
                .then(|| date::of_line(self.text(at)))
                .flatten()
                .map(|date| (at, date))
        };
        let top = headline.min(first).saturating_sub(HEAD);
        let above = (top..first.max(headline)).filter_map(dated);
        let near = above.min_by_key(|(at, _)| (at.abs_diff(headline), std::cmp::Reverse(*at)));
        let last = keep.last().map_or(first, |at| at + 1);
        let below = || (first..(last + FOOT).min(self.blocks().all.len())).find_map(dated);
        near.or_else(below).map(|(_, date)| date)
    }

    /// A signature right below the headline, or behind the body.
    fn author(&self, keep: &[usize]) -> Option<String> {
        let first = keep.first().copied()?;
        let last = keep.last().copied()?;
        let above = self.headline.map_or(0..0, |headline| headline + 1..first);
        let below = last + 1..(last + FOOT).min(self.range().end);
        let signs = |at: &usize| {
            let block = self.block(*at);
            block.linked == 0
                && block.weight < LEAD
                && block.heading == 0
                && lines::is_signature(self.text(*at))
        };
        let named = |at: &usize| residue::scope(self.text(*at), self.gazetteer).is_none();
        above.chain(below).filter(signs).find(named).map(|at| self.text(at).to_owned())
    }
}

/// An address as the author wrote it, which happens to be linked.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && (text.contains("://") || text.starts_with("www."))
}

/// True if a text names an award of the gazetteer.
fn names_award(text: &str, gazetteer: &Gazetteer) -> bool {
    let hits = gazetteer.hits(text, &fold(text));
    let mut senses = hits.iter().flat_map(|hit| gazetteer.senses(hit.form, &text[hit.start..hit.end]));
    senses.any(|sense| matches!(sense, Sense::Award(..)))
}
