//! The tree of a page: nodes in one array, numbered in the order in which they were made.
//!
//! The parser is html5ever, which mends broken markup as browsers do (HTML standard, "13.2 Parsing HTML documents").
//! The tree is our own for three reasons. Features of a node are arrays with its number as index, and no map. What no
//! article is made of (comments, scripts, styles) never enters it. And the parser's cost can be bounded: its algorithm
//! walks the stack of open elements at every tag, which on markup nested 100,000 deep takes hours.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// The number of a node.
pub(super) type Id = u32;

/// Where a node has no such relative.
pub(super) const NONE: Id = Id::MAX;

/// The page.
pub(super) const ROOT: Id = 0;

/// Elements are nested no deeper: what opens below is left out, its text stays. Blink keeps to 512
/// (`kMaximumHTMLParserDOMTreeDepth`); of the pages of the press that we saw, the deepest had 60.
pub(super) const DEEPEST: u16 = 256;

/// A page has no more nodes: a book of ten megabytes has a tenth of it. It bounds memory, at some 200 bytes a node.
const MOST_NODES: usize = 1_000_000;

/// Why a page's markup cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkupError {
    /// A tag with thousands of attributes.
    #[error("a tag has more than {} attributes", super::source::MOST_ATTRIBUTES)]
    Attributes,
    /// More elements than any page has, perhaps by open ones that the parser has to repeat in every paragraph.
    #[error("more than {MOST_NODES} elements and texts")]
    Nodes,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// An element.
    Element(QualName, Vec<Attribute>),
    /// Text.
    Text(StrTendril),
    /// The page, a comment.
    Other,
}

/// A node and its relatives.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) parent: Id,
    pub(super) first: Id,
    last: Id,
    before: Id,
    pub(super) next: Id,
    depth: u16,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Depth at which the parser last put something.
    depth: u16,
    flattened: bool,
}

impl Tree {
    /// Parses a page.
    ///
    /// # Errors
    /// Markup whose cost no bound on depth can keep.
    pub(super) fn parse(text: &str) -> Result<Self, MarkupError> {
        let sink = Sink(RefCell::new(Self::with_root(text.len())));
        let builder = TreeBuilder::new(sink, TreeBuilderOpts::default());
        let bounded =
            Bounded { builder, swallowed: Cell::new(0), flattened: Cell::new(false), full: Cell::new(false) };
        let tokenizer = Tokenizer::new(bounded, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(text));
        // A script would be run here; it is a piece of text to us.
        while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
        tokenizer.end();
        if tokenizer.sink.full.get() {
            return Err(MarkupError::Nodes);
        }
        let flattened = tokenizer.sink.flattened.get();
        let tree = tokenizer.sink.builder.sink.0.into_inner();
        Ok(Self { flattened, ..tree })
    }

    /// True where elements nested deeper than is borne were left out, their text kept.
    pub(super) fn is_flattened(&self) -> bool {
        self.flattened
    }

    fn with_root(length: usize) -> Self {
        let mut tree =
            Self { nodes: Vec::with_capacity((length / 48).min(MOST_NODES)), depth: 0, flattened: false };
        tree.add(Data::Other);
        tree
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The name of an element of HTML.
    pub(super) fn name(&self, id: Id) -> Option<&LocalName> {
        match &self.node(id).data {
            Data::Element(name, _) if name.ns == ns!(html) => Some(&name.local),
            _ => None,
        }
    }

    /// All attributes.
    pub(super) fn attributes(&self, id: Id) -> &[Attribute] {
        match &self.node(id).data {
            Data::Element(_, attributes) => attributes,
            _ => &[],
        }
    }

    /// One attribute's value.
    pub(super) fn attribute(&self, id: Id, name: &LocalName) -> Option<&str> {
        self.attributes(id).iter().find(|a| a.name.local == *name).map(|a| &*a.value)
    }

    /// The nodes right below.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let first = Some(self.node(id).first).filter(|id| *id != NONE);
        std::iter::successors(first, |id| Some(self.node(*id).next).filter(|id| *id != NONE))
    }

    /// A node and all below it, in the order of the page.
    pub(super) fn subtree(&self, top: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(top), move |at| self.following(*at, top))
    }

    /// The node that follows in the order of the page, not leaving `top`.
    fn following(&self, at: Id, top: Id) -> Option<Id> {
        if self.node(at).first != NONE {
            return Some(self.node(at).first);
        }
        self.beyond(at, top)
    }

    /// The node that follows behind a node and all below it, not leaving `top`.
    pub(super) fn beyond(&self, mut at: Id, top: Id) -> Option<Id> {
        while at != top {
            if self.node(at).next != NONE {
                return Some(self.node(at).next);
            }
            at = self.node(at).parent;
        }
        None
    }

    fn add(&mut self, data: Data) -> Id {
        let node = Node { data, parent: NONE, first: NONE, last: NONE, before: NONE, next: NONE, depth: 0 };
        self.nodes.push(node);
        (self.nodes.len() - 1) as Id
    }

    fn at(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    fn append(&mut self, parent: Id, child: Id) {
        let last = self.node(parent).last;
        let depth = self.node(parent).depth.saturating_add(1);
        let node = self.at(child);
        (node.parent, node.before, node.next, node.depth) = (parent, last, NONE, depth);
        match last {
            NONE => self.at(parent).first = child,
            last => self.at(last).next = child,
        }
        self.at(parent).last = child;
        self.depth = depth;
    }

    fn insert_before(&mut self, sibling: Id, child: Id) {
        let Node { parent, before, depth, .. } = *self.node(sibling);
        let node = self.at(child);
        (node.parent, node.before, node.next, node.depth) = (parent, before, sibling, depth);
        self.at(sibling).before = child;
        match before {
            NONE if parent != NONE => self.at(parent).first = child,
            NONE => {}
            before => self.at(before).next = child,
        }
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, before, next, .. } = *self.node(id);
        match before {
            NONE if parent != NONE => self.at(parent).first = next,
            NONE => {}
            before => self.at(before).next = next,
        }
        match next {
            NONE if parent != NONE => self.at(parent).last = before,
            NONE => {}
            next => self.at(next).before = before,
        }
        let node = self.at(id);
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
    }

    /// Text goes on the text before it, as the standard asks.
    fn append_text(&mut self, parent: Id, text: StrTendril) {
        self.depth = self.node(parent).depth.saturating_add(1);
        if self.is_dumb(parent) {
            return;
        }
        let last = self.node(parent).last;
        if last != NONE
            && let Data::Text(before) = &mut self.at(last).data
        {
            before.push_tendril(&text);
            return;
        }
        let id = self.add(Data::Text(text));
        self.append(parent, id);
    }

    /// Scripts and styles tell nothing, but for those that hold data.
    fn is_dumb(&self, id: Id) -> bool {
        let Data::Element(name, attributes) = &self.node(id).data else { return false };
        match name.local {
            local_name!("style") | local_name!("noscript") | local_name!("iframe") => true,
            local_name!("script") => {
                let kind = attributes.iter().find(|a| a.name.local == local_name!("type"));
                !kind.is_some_and(|kind| kind.value.trim().eq_ignore_ascii_case("application/ld+json"))
            }
            _ => false,
        }
    }
}

/// The tree builder, spared what would make it slow.
struct Bounded {
    builder: TreeBuilder<Id, Sink>,
    /// How many elements were left out and are not closed yet.
    swallowed: Cell<usize>,
    /// True once one was left out.
    flattened: Cell<bool>,
    /// True where there are more nodes than [`MOST_NODES`].
    full: Cell<bool>,
}

impl Bounded {
    /// True for a tag that is not to open or close an element.
    fn swallows(&self, tag: &Tag) -> bool {
        let is_text_only = matches!(
            tag.name,
            local_name!("script")
                | local_name!("style")
                | local_name!("textarea")
                | local_name!("title")
                | local_name!("noscript")
                | local_name!("iframe")
                | local_name!("noembed")
                | local_name!("noframes")
                | local_name!("xmp")
                | local_name!("br")
                | local_name!("img")
                | local_name!("hr")
                | local_name!("input")
                | local_name!("meta")
                | local_name!("link")
                | local_name!("wbr")
                | local_name!("area")
                | local_name!("base")
                | local_name!("col")
                | local_name!("embed")
                | local_name!("param")
                | local_name!("source")
                | local_name!("track")
        );
        if is_text_only {
            return false;
        }
        let swallowed = self.swallowed.get();
        match tag.kind {
            TagKind::StartTag if self.builder.sink.0.borrow().depth >= DEEPEST => {
                self.swallowed.set(swallowed + 1);
                self.flattened.set(true);
                true
            }
            TagKind::EndTag if swallowed > 0 => {
                self.swallowed.set(swallowed - 1);
                true
            }
            _ => false,
        }
    }
}

impl TokenSink for Bounded {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        match &token {
            Token::CommentToken(_) | Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::TagToken(tag) if self.swallows(tag) => return TokenSinkResult::Continue,
            Token::EOFToken => {}
            _ if self.full.get() => return TokenSinkResult::Continue,
            _ => {}
        }
        let result = self.builder.process_token(token, line);
        self.full.set(self.builder.sink.0.borrow().nodes.len() > MOST_NODES);
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

struct Sink(RefCell<Tree>);

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree.node(*target).data {
            Data::Element(name, _) => name,
            // The parser asks elements only.
            _ => unreachable!("no element"),
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.0.borrow_mut().add(Data::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.0.borrow_mut().add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.0.borrow_mut().add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut tree = self.0.borrow_mut();
        match child {
            NodeOrText::AppendNode(child) => tree.append(*parent, child),
            NodeOrText::AppendText(text) => tree.append_text(*parent, text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.0.borrow().node(*element).parent != NONE;
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        // What a template holds is not shown. It may stay below it: nobody reads there.
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new_node: NodeOrText<Id>) {
        let mut tree = self.0.borrow_mut();
        let child = match new_node {
            NodeOrText::AppendNode(child) => {
                tree.detach(child);
                child
            }
            NodeOrText::AppendText(text) => {
                let before = tree.node(*sibling).before;
                if before != NONE
                    && let Data::Text(own) = &mut tree.at(before).data
                {
                    own.push_tendril(&text);
                    return;
                }
                tree.add(Data::Text(text))
            }
        };
        tree.insert_before(*sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        if let Data::Element(_, own) = &mut self.0.borrow_mut().at(*target).data {
            for attribute in attrs {
                if !own.iter().any(|a| a.name == attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut tree = self.0.borrow_mut();
        while tree.node(*node).first != NONE {
            let child = tree.node(*node).first;
            tree.detach(child);
            tree.append(*new_parent, child);
        }
    }
}
