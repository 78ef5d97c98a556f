//! A page's text as blocks: what a browser would set off as a line, in reading order, each with the elements around it.
//!
//! One walk over the tree. All text goes into one buffer, of which blocks are ranges; block elements become
//! [`Container`]s, numbered in the order in which they open, so that sums over what they hold are one loop backwards.
//! The block as the unit and the share of its text in links as its first feature are Kohlschütter, Fankhauser and
//! Nejdl's ("Boilerplate detection using shallow text features", WSDM 2010).

use super::super::wrap;
use super::names::{Names, Says};
use super::tree::{Data, Id, ROOT, Tree};
use html5ever::{LocalName, local_name};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// What an element is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Runs on in its line.
    Inline,
    /// Has no text of the article, whatever is around it.
    Void,
    Break,
    Image,
    Link,
    Box,
    Article,
    Heading(u8),
    Paragraph,
    Item,
    List,
    Table,
    Row,
    Cell,
    Figure,
    Caption,
    Form,
    /// `aside`, `nav`, `footer`: beside the article, by the standard.
    Beside,
    Pre,
}

impl Kind {
    fn of(name: Option<&LocalName>) -> Self {
        let Some(name) = name else { return Self::Void };
        match *name {
            local_name!("br") => Self::Break,
            local_name!("img") | local_name!("picture") => Self::Image,
            local_name!("a") => Self::Link,
            local_name!("h1") => Self::Heading(1),
            local_name!("h2") => Self::Heading(2),
            local_name!("h3") => Self::Heading(3),
            local_name!("h4") => Self::Heading(4),
            local_name!("h5") => Self::Heading(5),
            local_name!("h6") => Self::Heading(6),
            local_name!("p") => Self::Paragraph,
            local_name!("pre") => Self::Pre,
            local_name!("li") | local_name!("dd") | local_name!("dt") => Self::Item,
            local_name!("ul") | local_name!("ol") | local_name!("dl") => Self::List,
            local_name!("table") => Self::Table,
            local_name!("tr") => Self::Row,
            local_name!("td") | local_name!("th") => Self::Cell,
            local_name!("figure") => Self::Figure,
            local_name!("figcaption") => Self::Caption,
            local_name!("form") => Self::Form,
            local_name!("article") | local_name!("main") => Self::Article,
            local_name!("aside") | local_name!("nav") | local_name!("footer") => Self::Beside,
            local_name!("address")
            | local_name!("blockquote")
            | local_name!("body")
            | local_name!("caption")
            | local_name!("center")
            | local_name!("details")
            | local_name!("summary")
            | local_name!("div")
            | local_name!("fieldset")
            | local_name!("header")
            | local_name!("hgroup")
            | local_name!("hr")
            | local_name!("html")
            | local_name!("section")
            | local_name!("tbody")
            | local_name!("thead")
            | local_name!("tfoot") => Self::Box,
            local_name!("script")
            | local_name!("style")
            | local_name!("noscript")
            | local_name!("template")
            | local_name!("iframe")
            | local_name!("object")
            | local_name!("embed")
            | local_name!("button")
            | local_name!("select")
            | local_name!("option")
            | local_name!("input")
            | local_name!("label")
            | local_name!("textarea")
            | local_name!("marquee")
            | local_name!("audio")
            | local_name!("video")
            | local_name!("canvas")
            | local_name!("dialog")
            | local_name!("progress")
            | local_name!("map")
            | local_name!("head") => Self::Void,
            // Elements of a site's own are boxes in most cases.
            _ if name.contains('-') => Self::Box,
            _ => Self::Inline,
        }
    }

    fn is_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Void | Self::Break | Self::Image | Self::Link)
    }
}

/// A block's text and shape.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// In [`Blocks::text`].
    pub(super) text: Range<usize>,
    /// Code points, those of scripts that write a word in one or two counted as [`DENSE`].
    pub(super) weight: u32,
    /// The part of the weight inside links.
    pub(super) linked: u32,
    /// `h1` is 1; 0 for no heading.
    pub(super) heading: u8,
    /// True behind a `br`.
    pub(super) broken: bool,
    /// The innermost container around it.
    pub(super) within: usize,
    /// The container of an image right before it.
    pub(super) image: Option<usize>,
}

impl Block {
    /// Share of its text inside links, 0 to 1.
    pub(super) fn density(&self) -> f32 {
        self.linked as f32 / self.weight.max(1) as f32
    }
}

/// A block element, in the order in which they open.
#[derive(Debug, Clone)]
pub(super) struct Container {
    /// Its own number for the first, which is the page.
    pub(super) parent: usize,
    pub(super) kind: Kind,
    pub(super) says: Says,
    /// Its element and classes as a number, to tell siblings of a kind; 0 without classes.
    pub(super) look: u64,
    /// True for an item of an unnumbered list.
    pub(super) bulleted: bool,
    /// The blocks in it.
    pub(super) blocks: Range<usize>,
    /// The number behind the last container in it.
    pub(super) end: usize,
}

/// What the walk gathers.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) text: String,
    pub(super) all: Vec<Block>,
    pub(super) containers: Vec<Container>,
    /// True where a font made capitals of small letters: of what was misread, it makes what cannot be undone.
    pub(super) has_capitals: bool,
}

impl Blocks {
    pub(super) fn text_of(&self, block: &Block) -> &str {
        self.text[block.text.clone()].trim()
    }

    /// True if `inner` is `outer` or in it.
    pub(super) fn is_within(&self, inner: usize, outer: usize) -> bool {
        (outer..self.containers[outer].end).contains(&inner)
    }

    /// A container and all around it.
    pub(super) fn around(&self, container: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(container), |at| Some(self.containers[*at].parent).filter(|_| *at > 0))
    }
}

/// What the elements around a text say of it.
#[derive(Clone, Copy, Default)]
struct Style {
    linked: bool,
    /// In one of the ABC fonts that draw capitals for small letters: .VnTimeH, .VnArialH.
    capitals: bool,
    heading: u8,
}

/// How much a character of a dense script counts: an ideogram is a syllable or a word.
const DENSE: u32 = 3;

/// What an inline element that says so is beside the line it stands in. (Dates and names are part of theirs.)
const ASIDES: Says = Says::RESIDUE.without(Says::META);

/// An inline element with a name of residue goes if its text is no longer. Code points.
const ASIDE: usize = 200;

enum Step {
    Enter(Id, Style),
    Leave(bool),
}

struct Walk<'t> {
    tree: &'t Tree,
    names: Names<'t>,
    into: Blocks,
    open: Block,
    within: usize,
    /// The container of the image since the last block.
    image: Option<usize>,
}

/// Walks the page, without recursion.
pub(super) fn gather(tree: &Tree) -> Blocks {
    let root = Container {
        parent: 0,
        kind: Kind::Box,
        says: Says::default(),
        look: 0,
        bulleted: false,
        blocks: 0..0,
        end: 1,
    };
    let into = Blocks { containers: vec![root], ..Blocks::default() };
    let mut walk = Walk { tree, names: Names::default(), into, open: Block::empty(), within: 0, image: None };
    let mut steps: Vec<Step> = Vec::new();
    walk.push_children(ROOT, Style::default(), &mut steps);
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(id, style) => walk.enter(id, style, &mut steps),
            Step::Leave(block) => walk.leave(block),
        }
    }
    walk.flush();
    let mut into = unbroken(walk.into);
    into.containers[0].blocks.end = into.all.len();
    into.containers[0].end = into.containers.len();
    into
}

/// Joins what a `br` breaks in the middle of a sentence.
fn unbroken(mut blocks: Blocks) -> Blocks {
    let all = &blocks.all;
    let goes_on = |at: usize| at > 0 && all[at].broken && all[at].within == all[at - 1].within;
    let mut continues = vec![false; all.len()];
    let mut at = 0;
    while at < all.len() {
        let end = (at + 1..all.len()).find(|next| !goes_on(*next)).unwrap_or(all.len());
        if end - at > 1 {
            let lines: Vec<&str> = all[at..end].iter().map(|block| blocks.text_of(block)).collect();
            let found = wrap::continuations(&lines, |i| i > 0);
            continues[at..end].copy_from_slice(&found);
        }
        at = end;
    }
    if !continues.contains(&true) {
        return blocks;
    }
    // The number that each block has among the joined ones.
    let mut numbers = Vec::with_capacity(continues.len() + 1);
    let mut joined: Vec<Block> = Vec::with_capacity(continues.len());
    for (block, continues) in blocks.all.into_iter().zip(continues) {
        match joined.last_mut().filter(|_| continues) {
            Some(before) => {
                before.text.end = block.text.end;
                before.weight += block.weight;
                before.linked += block.linked;
                before.heading = before.heading.max(block.heading);
            }
            None => joined.push(block),
        }
        numbers.push(joined.len() - 1);
    }
    numbers.push(joined.len());
    for container in &mut blocks.containers {
        container.blocks = numbers[container.blocks.start]..numbers[container.blocks.end];
    }
    blocks.all = joined;
    blocks
}

impl Block {
    fn empty() -> Self {
        Self { text: 0..0, weight: 0, linked: 0, heading: 0, broken: false, within: 0, image: None }
    }
}

impl<'t> Walk<'t> {
    fn push_children(&self, id: Id, style: Style, steps: &mut Vec<Step>) {
        let from = steps.len();
        steps.extend(self.tree.children(id).map(|child| Step::Enter(child, style)));
        steps[from..].reverse();
    }

    fn enter(&mut self, id: Id, style: Style, steps: &mut Vec<Step>) {
        match &self.tree.node(id).data {
            Data::Text(text) => return self.text(text, style),
            Data::Element(..) => {}
            Data::Other => return,
        }
        let kind = Kind::of(self.tree.name(id));
        match kind {
            Kind::Void => return,
            Kind::Break => {
                self.flush();
                self.open.broken = true;
                return;
            }
            Kind::Image => {
                self.image = Some(self.within);
                return;
            }
            _ => {}
        }
        // The day of a picture is not its caption's.
        let is_time = self.tree.name(id) == Some(&local_name!("time"));
        if is_time && self.into.containers[self.within].kind == Kind::Caption {
            return;
        }
        let says = self.names.of(self.tree, id);
        let style = self.style(id, kind, style);
        let block = kind.is_block() || says.any(Says::CAPTION);
        if block {
            self.flush();
            let at = self.into.all.len();
            self.into.containers.push(Container {
                parent: self.within,
                kind,
                says,
                look: self.look(id),
                bulleted: self.is_bulleted(id),
                blocks: at..at,
                end: 0,
            });
            self.within = self.into.containers.len() - 1;
        } else if says.any(Says::HIDDEN) || (says.any(ASIDES) && self.is_short(id)) {
            return;
        }
        steps.push(Step::Leave(block));
        self.push_children(id, style, steps);
    }

    fn leave(&mut self, block: bool) {
        if block {
            self.flush();
            let (blocks, containers) = (self.into.all.len(), self.into.containers.len());
            let container = &mut self.into.containers[self.within];
            container.blocks.end = blocks;
            container.end = containers;
            self.within = container.parent;
        }
    }

    fn style(&self, id: Id, kind: Kind, style: Style) -> Style {
        let font = self.tree.attribute(id, &local_name!("face"));
        let font = font.or_else(|| self.tree.attribute(id, &local_name!("style")));
        Style {
            linked: style.linked || kind == Kind::Link,
            capitals: font.and_then(draws_capitals).unwrap_or(style.capitals),
            heading: if let Kind::Heading(level) = kind { level } else { style.heading },
        }
    }

    fn is_bulleted(&self, id: Id) -> bool {
        let list = self.tree.name(self.tree.node(id).parent);
        self.tree.name(id) == Some(&local_name!("li")) && list == Some(&local_name!("ul"))
    }

    fn look(&self, id: Id) -> u64 {
        let Some(class) = self.tree.attribute(id, &local_name!("class")) else { return 0 };
        let mut hasher = DefaultHasher::new();
        (class.trim(), self.tree.name(id).map(|name| &**name)).hash(&mut hasher);
        hasher.finish().max(1)
    }

    /// True where an element holds less than [`ASIDE`].
    fn is_short(&self, id: Id) -> bool {
        let mut length = 0;
        let below = self.tree.subtree(id).take(ASIDE);
        for node in below {
            if let Data::Text(text) = &self.tree.node(node).data {
                length += text.trim().len();
            }
        }
        length < ASIDE
    }

    fn text(&mut self, text: &str, style: Style) {
        // On the page a run of white space is one space, however the source is laid out.
        let buffer = &mut self.into.text;
        let mut weight = 0;
        let mut spaced = buffer.len() == self.open.text.start || buffer.ends_with(' ');
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !spaced {
                    buffer.push(' ');
                    spaced = true;
                }
                continue;
            }
            spaced = false;
            weight += if is_dense(c) { DENSE } else { 1 };
            if style.capitals {
                buffer.extend(c.to_uppercase());
            } else {
                buffer.push(c);
            }
        }
        self.into.has_capitals |= style.capitals;
        self.open.weight += weight;
        if style.linked {
            self.open.linked += weight;
        }
        self.open.heading = self.open.heading.max(style.heading);
    }

    fn flush(&mut self) {
        let end = self.into.text.len();
        let mut block = std::mem::replace(&mut self.open, Block::empty());
        let told = self.into.text[block.text.start..].chars().any(|c| !c.is_whitespace());
        self.open.text = end..end;
        if told {
            // What a `br` broke may be joined again.
            self.into.text.push(' ');
            self.open.text = end + 1..end + 1;
            block.text.end = end;
            block.within = self.within;
            block.image = self.image.take();
            self.into.all.push(block);
        } else {
            self.into.text.truncate(block.text.start);
            self.open.text = block.text.start..block.text.start;
            self.open.broken = block.broken;
        }
    }
}

/// Chinese, Japanese, Korean.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a font is one that draws capitals for small letters; `None` where it is none of the ABC fonts.
fn draws_capitals(font: &str) -> Option<bool> {
    let at = font.find(".Vn").or_else(|| font.find(".vn"))?;
    let name = &font[at + 1..];
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == ' ')).unwrap_or(name.len());
    Some(name[..end].trim_end().ends_with(['h', 'H']))
}
