//! HTML pages: their lines in reading order, and what they state about themselves.

use super::date;
use super::lines::{self, Line, Outline, outline};
use super::wrap;
use crate::record::Source;
use bangvang_normalize::clean;
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;
use std::ops::Range;
use std::sync::LazyLock;

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

/// Elements without text of the article.
const SKIPPED: [&str; 20] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "nav", "footer", "aside",
    "button", "select", "option", "textarea", "marquee", "audio", "video", "dialog", "head",
];

/// Elements that end a line.
const BLOCKS: [&str; 35] = [
    "address",
    "article",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
    "caption",
];

/// Parts of class names and ids of blocks that are not article, as whole words.
const RESIDUE_NAMES: [&str; 40] = [
    "menu",
    "nav",
    "navbar",
    "navigation",
    "breadcrumb",
    "breadcrumbs",
    "footer",
    "sidebar",
    "comment",
    "comments",
    "binhluan",
    "share",
    "sharing",
    "social",
    "related",
    "relate",
    "lienquan",
    "tinlienquan",
    "tinkhac",
    "tinmoi",
    "tincu",
    "tinmoihon",
    "tincuhon",
    "morenews",
    "readmore",
    "tags",
    "tag",
    "advert",
    "adv",
    "ads",
    "banner",
    "popup",
    "cookie",
    "rating",
    "docnhieu",
    "xemnhieu",
    "hot",
    "most",
    "copyright",
    "hidden",
];

static SELECTORS: LazyLock<Selectors> = LazyLock::new(Selectors::compile);

struct Selectors {
    meta: Selector,
    canonical: Selector,
    json: Selector,
    h1: Selector,
    title: Selector,
    time: Selector,
    itemprop: Selector,
    body: Selector,
}

impl Selectors {
    fn compile() -> Self {
        Self {
            meta: selector("meta[content]"),
            canonical: selector("link[rel=canonical][href]"),
            json: selector("script[type='application/ld+json']"),
            h1: selector("h1"),
            title: selector("title"),
            time: selector("time[datetime]"),
            itemprop: selector("[itemprop=datePublished][content]"),
            body: selector("body"),
        }
    }
}

fn selector(css: &str) -> Selector {
    // The selectors are constants, and every test of this module compiles them.
    match Selector::parse(css) {
        Ok(selector) => selector,
        Err(error) => panic!("{css}: {error}"),
    }
}

/// A parsed page.
pub(crate) struct Page {
    html: Html,
}

/// A block's text as it is gathered.
#[derive(Debug, Default, Clone)]
struct Block {
    text: String,
    linked: usize,
    heading: bool,
    /// True behind a `br`.
    broken: bool,
    /// The innermost container around it.
    within: usize,
}

impl Page {
    pub(crate) fn parse(text: &str) -> Self {
        Self { html: Html::parse_document(text) }
    }

    /// Headline, body and what else the page's lines and metadata say.
    pub(crate) fn outline(&self) -> Outline {
        let blocks = unbroken(self.article_blocks());
        let texts: Vec<String> = blocks.iter().map(|b| clean(&b.text).text.replace('\n', " ")).collect();
        let lines: Vec<Line> = blocks
            .iter()
            .zip(&texts)
            .map(|(block, text)| Line {
                text,
                linked: block.linked as f32 / block.text.trim().chars().count().max(1) as f32,
                heading: block.heading,
            })
            .collect();
        let window = self.window();
        let title = self.title(&texts, window.as_deref());
        let mut outline = outline(&lines, title.as_deref());
        outline.window = window;
        outline.published = self.published().or(outline.published);
        outline
    }

    /// Address and site name, where the page states them.
    pub(crate) fn source(&self) -> Source {
        let url = self
            .html
            .select(&SELECTORS.canonical)
            .next()
            .and_then(|e| e.attr("href"))
            .map(str::to_owned)
            .or_else(|| self.meta("og:url"))
            .filter(|u| u.starts_with("http"));
        let host = url.as_deref().and_then(host);
        Source { url, host, outlet: self.meta("og:site_name"), ..Source::default() }
    }

    fn meta(&self, name: &str) -> Option<String> {
        let mut all = self.html.select(&SELECTORS.meta);
        let found =
            all.find(|e| [e.attr("property"), e.attr("name"), e.attr("itemprop")].contains(&Some(name)))?;
        Some(one_line(found.attr("content")?)).filter(|content| !content.is_empty())
    }

    /// The title of the browser's window.
    fn window(&self) -> Option<String> {
        self.html.select(&SELECTORS.title).next().map(text_of).filter(|t| !t.is_empty())
    }

    /// The headline: an `h1` that the window or the page's metadata repeat, or what the metadata say; a part
    /// of the window's title that stands on the page; the one `h1`, which may be the section's; the window's.
    fn title(&self, blocks: &[String], window: Option<&str>) -> Option<String> {
        let headings: Vec<String> =
            self.html.select(&SELECTORS.h1).map(text_of).filter(|t| !t.is_empty()).collect();
        let told = self.meta("og:title");
        let repeated = |heading: &&String| {
            [told.as_deref(), window].into_iter().flatten().any(|title| title.contains(heading.as_str()))
        };
        let on_page = || {
            let parts = window.into_iter().flat_map(lines::parts);
            let mut long = parts.filter(|part| lines::words(part) >= lines::HEADLINE_WORDS);
            long.find(|part| blocks.iter().any(|block| lines::same_words(block, part))).map(str::to_owned)
        };
        let only = if let [only] = headings.as_slice() { Some(only.clone()) } else { None };
        let repeated = headings.iter().find(repeated).cloned();
        repeated.or_else(|| told.clone()).or_else(on_page).or(only).or_else(|| window.map(str::to_owned))
    }

    /// The date of publication as stated for machines: JSON-LD, then meta, then microdata, then `time`.
    fn published(&self) -> Option<String> {
        let json = self.html.select(&SELECTORS.json).filter_map(|script| {
            let json: Value = serde_json::from_str(&script.text().collect::<String>()).ok()?;
            date_published(&json)
        });
        let meta = ["article:published_time", "pubdate", "datePublished", "dc.date.issued", "date"];
        let meta = meta.iter().filter_map(|name| self.meta(name));
        let attribute = |selector: &'static Selector, name: &'static str| {
            let elements = self.html.select(selector);
            elements.filter_map(move |e| e.attr(name)).map(str::to_owned)
        };
        let items = attribute(&SELECTORS.itemprop, "content");
        let times = attribute(&SELECTORS.time, "datetime").take(1);
        json.chain(meta).chain(items).chain(times).find_map(|value| date::of_attribute(&value))
    }

    /// The blocks of the innermost container that holds most of the page's prose.
    fn article_blocks(&self) -> Vec<Block> {
        let root = self.html.select(&SELECTORS.body).next().unwrap_or_else(|| self.html.root_element());
        let mut gatherer = Gatherer::default();
        gatherer.walk(root);
        gatherer.flush();
        let Gatherer { blocks, containers, .. } = gatherer;
        let container = container(&blocks, &containers);
        let inside = |b: &Block| container.as_ref().is_none_or(|c| c.contains(&b.within));
        // What precedes the container holds date and signature; what follows it is residue.
        let end = blocks.iter().rposition(inside).map_or(0, |i| i + 1);
        let head = blocks[..end].iter().position(inside).unwrap_or(0);
        let near = head.saturating_sub(HEAD_LINES);
        let told = |(at, block): &(usize, Block)| inside(block) || *at < head;
        let near = blocks.into_iter().enumerate().take(end).skip(near);
        near.filter(told).map(|(_, block)| block).collect()
    }
}

/// How many blocks before the container may belong to the headline.
const HEAD_LINES: usize = 8;
/// The share of a page's prose that its article container holds.
const MOST: usize = 70;

/// Prose, for choosing the container: long enough and not a link.
fn prose(block: &Block) -> usize {
    let length = block.text.trim().chars().count();
    if length >= 40 && block.linked * 2 < length { length } else { 0 }
}

/// The innermost container that holds most of the prose, as the range of it and all containers inside it.
fn container(blocks: &[Block], containers: &[Container]) -> Option<Range<usize>> {
    let total: usize = blocks.iter().map(prose).sum();
    if total == 0 {
        return None;
    }
    let mut weights = vec![0; containers.len()];
    let mut ends: Vec<usize> = (1..=containers.len()).collect();
    for block in blocks {
        weights[block.within] += prose(block);
    }
    // A container is numbered before those inside it.
    for at in (1..containers.len()).rev() {
        let parent = containers[at].parent;
        weights[parent] += weights[at];
        ends[parent] = ends[parent].max(ends[at]);
    }
    let enough = (0..containers.len()).filter(|at| weights[*at] * 100 >= total * MOST);
    let innermost = enough.max_by_key(|at| (containers[*at].depth, std::cmp::Reverse(*at)))?;
    Some(innermost..ends[innermost])
}

/// Joins what a `br` breaks in the middle of a sentence.
fn unbroken(blocks: Vec<Block>) -> Vec<Block> {
    let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
    let continues = wrap::continuations(&texts, |at| blocks[at].broken);
    let joined = wrap::join(&texts, &continues);
    let whole = |(text, of): (String, Vec<usize>)| Block {
        text,
        linked: of.iter().map(|at| blocks[*at].linked).sum(),
        ..blocks[of[0]].clone()
    };
    joined.into_iter().map(whole).collect()
}

/// A block element, in the order in which they open.
#[derive(Debug, Default)]
struct Container {
    parent: usize,
    depth: usize,
}

/// What the elements around a text say of it.
#[derive(Clone, Copy, Default)]
struct Style {
    linked: bool,
    /// In one of the ABC fonts that draw capitals for small letters: .VnTimeH, .VnArialH.
    capitals: bool,
}

impl Style {
    fn inside(self, element: &ElementRef<'_>) -> Self {
        let font = element.attr("face").or_else(|| element.attr("style"));
        let font = font.map(str::to_ascii_lowercase).unwrap_or_default();
        let capitals = match font.find(".vn") {
            Some(at) => {
                let name = &font[at + 1..];
                let end = name.find(|c: char| !(c.is_alphanumeric() || c == ' ')).unwrap_or(name.len());
                name[..end].trim_end().ends_with('h')
            }
            None => self.capitals,
        };
        Self { linked: self.linked || element.value().name() == "a", capitals }
    }
}

struct Gatherer {
    blocks: Vec<Block>,
    open: Block,
    /// The first is the page.
    containers: Vec<Container>,
    /// The container that is open.
    within: usize,
}

impl Default for Gatherer {
    fn default() -> Self {
        Self { blocks: Vec::new(), open: Block::default(), containers: vec![Container::default()], within: 0 }
    }
}

impl Gatherer {
    /// Walks the tree without recursion: pages nest deeper than a stack holds.
    fn walk(&mut self, root: ElementRef<'_>) {
        enum Step<'a> {
            Enter(ElementRef<'a>, Style),
            Text(&'a str, Style),
            Leave { block: bool, heading: bool },
        }
        let mut steps = vec![Step::Enter(root, Style::default())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Text(text, style) => self.text(text, style),
                Step::Leave { block, heading } => {
                    if block {
                        self.open.heading |= heading;
                        self.flush();
                        self.within = self.containers[self.within].parent;
                    }
                }
                Step::Enter(element, style) => {
                    let name = element.value().name();
                    if SKIPPED.contains(&name) || (element != root && is_residue(&element)) {
                        continue;
                    }
                    if name == "br" {
                        self.flush();
                        self.open.broken = true;
                        continue;
                    }
                    let block = BLOCKS.contains(&name);
                    if block {
                        self.flush();
                        let depth = self.containers[self.within].depth + 1;
                        self.containers.push(Container { parent: self.within, depth });
                        self.within = self.containers.len() - 1;
                    }
                    let heading = name.len() == 2 && name.starts_with('h') && name != "hr";
                    steps.push(Step::Leave { block, heading });
                    let style = style.inside(&element);
                    for child in element.children().rev() {
                        match child.value() {
                            Node::Text(text) => steps.push(Step::Text(text, style)),
                            Node::Element(_) => {
                                steps.extend(ElementRef::wrap(child).map(|e| Step::Enter(e, style)));
                            }
                            _ => {}
                        }
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str, style: Style) {
        let before = self.open.text.len();
        // On the page a run of white space is one space, however the source is laid out.
        for c in text.chars() {
            let space = c.is_whitespace() && c != '\u{a0}';
            if !space && style.capitals {
                self.open.text.extend(c.to_uppercase());
            } else if !space {
                self.open.text.push(c);
            } else if !self.open.text.is_empty() && !self.open.text.ends_with(' ') {
                self.open.text.push(' ');
            }
        }
        if style.linked {
            self.open.linked += self.open.text[before..].trim().chars().count();
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.open);
        if !block.text.trim().is_empty() {
            block.within = self.within;
            self.blocks.push(block);
        }
    }
}

fn text_of(element: ElementRef<'_>) -> String {
    one_line(&element.text().collect::<String>())
}

fn one_line(text: &str) -> String {
    clean(text).text.replace('\n', " ").trim().to_owned()
}

/// Hidden, or named like a menu, a list of other news, a form.
fn is_residue(element: &ElementRef<'_>) -> bool {
    let value = element.value();
    let style = value.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    if value.attr("hidden").is_some()
        || style.contains("display:none")
        || value.attr("aria-hidden") == Some("true")
    {
        return true;
    }
    if matches!(value.name(), "body" | "html" | "main" | "article" | "form") {
        return false;
    }
    let names = [value.attr("class"), value.attr("id"), value.attr("role")];
    let mut words = names.into_iter().flatten().flat_map(|n| n.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| RESIDUE_NAMES.contains(&word.to_ascii_lowercase().as_str()))
}

/// `datePublished` of an article anywhere in a JSON-LD document.
fn date_published(json: &Value) -> Option<String> {
    match json {
        Value::Array(all) => all.iter().find_map(date_published),
        Value::Object(object) => {
            let own = object.get("datePublished").and_then(Value::as_str).map(str::to_owned);
            own.or_else(|| object.get("@graph").and_then(date_published))
        }
        _ => None,
    }
}

fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html><html><head><title>Báo X</title>
        <link rel="canonical" href="https://www.baohanam.com.vn/tin-1.html">
        <meta property="article:published_time" content="2024-03-28T13:20:00Z"></head><body>
        <nav>Trang chủ | Thời sự</nav>
        <div id="main"><h1>Hà Nam khen thưởng 19 tập thể</h1><span class="date">Đọc báo giấy</span>
        <div class="content"><p>Sáng 28/3, UBND tỉnh <b>tặng</b> Bằng khen cho 19 tập thể&nbsp;xuất sắc.</p>
        <table><tr><td>1. Sở Nội vụ tỉnh Hà Nam có thành tích xuất sắc trong phong trào.</td></tr></table>
        <div class="tin-lien-quan related"><a href="#">Trao Huân chương cho 9 người</a></div>
        <p style="display: none">Huân chương ẩn.</p><p>Dịp này, tỉnh phát động phong trào thi đua năm 2024.</p>
        </div></div><footer>Giấy phép</footer></body></html>"##;

    #[test]
    fn a_page_gives_its_article_and_what_it_states() {
        let page = Page::parse(PAGE);
        let outline = page.outline();
        assert_eq!(
            outline.text,
            "Hà Nam khen thưởng 19 tập thể\n\
             Sáng 28/3, UBND tỉnh tặng Bằng khen cho 19 tập thể xuất sắc.\n\
             1. Sở Nội vụ tỉnh Hà Nam có thành tích xuất sắc trong phong trào.\n\
             Dịp này, tỉnh phát động phong trào thi đua năm 2024."
        );
        assert_eq!(outline.published.as_deref(), Some("2024-03-28T20:20+07:00"));
        assert_eq!(page.source().host.as_deref(), Some("baohanam.com.vn"));
    }

    #[test]
    fn pages_are_told_from_text_by_content() {
        for (path, text, html) in [
            ("x.txt", "<!DOCTYPE html><html>", true),
            ("x", "  <html lang=vi>", true),
            ("x.html", "Chỉ là chữ", false),
            ("x.txt", "Tỷ số a < b và c > d", false),
            ("x.txt", "<div>Một</div><p>Hai</p>", true),
        ] {
            assert_eq!(is_html(path, text), html, "{text}");
        }
    }

    #[test]
    fn deep_nesting_is_walked() {
        let deep = format!("<body>{}chữ ở đáy{}", "<div>".repeat(2_000), "</div>".repeat(2_000));
        assert!(Page::parse(&deep).outline().text.contains("chữ ở đáy"));
    }
    #[test]
    fn how_the_source_is_laid_out_changes_nothing() {
        let indented = PAGE.replace("<", "\n                                        <");
        assert_eq!(Page::parse(&indented).outline().text, Page::parse(PAGE).outline().text);
    }

    #[test]
    fn a_break_inside_a_sentence_is_a_space() {
        let page = "<html><body><h1>Hà Nam khen thưởng ba cá nhân</h1><div>Sáng nay, UBND tỉnh tặng Bằng khen<br>cho \
            ba cá nhân xuất sắc.<br>Dịp này, tỉnh phát động phong trào thi đua năm 2024.</div></body></html>";
        assert_eq!(
            Page::parse(page).outline().text,
            "Hà Nam khen thưởng ba cá nhân\nSáng nay, UBND tỉnh tặng Bằng khen cho ba cá nhân xuất sắc.\n\
             Dịp này, tỉnh phát động phong trào thi đua năm 2024."
        );
    }

    #[test]
    fn the_headline_is_what_the_page_repeats() {
        let page = |title: &str, h1: &str| {
            format!(
                "<html><head><title>{title}</title></head><body><h1>{h1}</h1><div class=tt>Hà Nam khen thưởng 17 tập \
                 thể</div><p>Sáng nay, UBND tỉnh tặng Bằng khen cho 17 tập thể có thành tích xuất sắc.</p></body></html>"
            )
        };
        for (title, h1) in [
            ("Hà Nam khen thưởng 17 tập thể - Báo X", "Tin trong tỉnh hôm nay"),
            ("Hà Nam khen thưởng 17 tập thể | Báo X", "Hà Nam khen thưởng 17 tập thể"),
            ("Báo X", "Hà Nam khen thưởng 17 tập thể"),
        ] {
            let outline = Page::parse(&page(title, h1)).outline();
            assert_eq!(outline.title.as_deref(), Some("Hà Nam khen thưởng 17 tập thể"), "{title} / {h1}");
        }
    }
}
