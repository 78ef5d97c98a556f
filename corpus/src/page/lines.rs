//! A page as lines: which are the headline and the body, which are residue.
//!
//! Press pages, once scraped, fall into the same parts: a header (site, menu, date), the headline, the
//! body with its captions, a signature, and a tail of lists, counters and forms. Phrases of
//! `residue.csv` mark single lines and the beginning of the tail; the rest is told by the shape of lines.

use super::date;
use bangvang_gazetteer::{Gazetteer, Residue, Scope};
use bangvang_normalize::fold;
use std::collections::HashSet;
use std::ops::Range;

/// One line, or one block of an HTML page.
#[derive(Debug, Clone)]
pub(crate) struct Line<'p> {
    pub(crate) text: &'p str,
    /// Share of its text inside links, 0 to 1. Scraped text has no links.
    pub(crate) linked: f32,
    /// True for headings (`h1` .. `h6`).
    pub(crate) heading: bool,
}

impl<'p> Line<'p> {
    pub(crate) fn plain(text: &'p str) -> Self {
        Self { text, linked: 0.0, heading: false }
    }
}

/// What of a page is article.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outline {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<String>,
    /// When it was last changed, as the page states it. HTML only.
    pub(crate) updated: Option<String>,
    /// The section of the paper. HTML only.
    pub(crate) section: Option<String>,
    /// What of the page could not be read as it stands. HTML only.
    pub(crate) fault: Option<String>,
    /// True for a list of articles. HTML only.
    pub(crate) is_list: bool,
    /// The kept lines.
    pub(crate) text: String,
    /// Byte of `text` at which the body begins.
    pub(crate) body_start: usize,
    /// Numbers of the other lines, blank ones left out.
    pub(crate) dropped: Vec<usize>,
    /// The first lines of the header, which name the outlet.
    pub(crate) header: Vec<String>,
    /// The title of the browser's window, which may name the outlet. HTML only.
    pub(crate) window: Option<String>,
    /// The outlet's tag before the lead: "BTNO" of "(BTNO) - Sáng 19/4 ...".
    pub(crate) tag: Option<String>,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Blank,
    /// Residue by itself.
    Residue,
    /// Residue, and the beginning of a list if it stands behind the body.
    TailMark,
    /// States a date and little else.
    DateLine,
    /// Only capitalised words: a signature, a section.
    Signature,
    /// Told: ends like a sentence, or is long.
    Prose,
    /// Anything else: headlines, captions, list items.
    Short,
}

/// Lines longer than this are told even without a full stop. Code points.
const LONG: usize = 180;
/// The shortest line that is prose by its full stop. Code points.
const PROSE: usize = 45;
/// A headline has at least so many words.
pub(super) const HEADLINE_WORDS: usize = 4;
/// A mark heads a box inside the body if at least this part (1 of so many) of the prose follows it.
const BOX_SHARE: usize = 4;
/// So many lines at most stand in such a box of plain text.
const BOX_LINES: usize = 4;
/// A signature has at most so many words.
const SIGNATURE_WORDS: usize = 6;
/// How many lines of the header may name the outlet.
const HEADER: usize = 6;

/// Tells a page's lines apart. `title` is the headline where the page states it (HTML).
pub(crate) fn outline(lines: &[Line<'_>], title: Option<&str>, gazetteer: &Gazetteer) -> Outline {
    let mut looks: Vec<Look> = lines.iter().map(|line| look(line, gazetteer.residue())).collect();
    if title.is_none() {
        headline_that_ends(lines, &mut looks);
    }
    let announced = announced(lines, &looks);
    for at in 0..looks.len() {
        // Names under "cho các cá nhân sau:" sign nothing, though they are capitals.
        if looks[at] == Look::Signature && announced[at] {
            looks[at] = Look::Short;
        }
    }
    let page = Page { lines, looks: &looks, announced: &announced };
    let body = page.body_start();
    let headline = page.headline(body, title);
    let tail = page.trailing_list(page.tail(body, title.is_some()), headline);
    let mut keep: Vec<usize> =
        (body..tail).filter(|i| page.is_told(*i, headline) && !page.is_boxed(*i)).collect();
    // Scraped text may end in captions; on a page, as before a tail, what ends it short is a signature.
    if tail < looks.len() || title.is_some() {
        page.drop_signature(&mut keep);
    }
    let mut outline = page.compose(headline, &keep, title);
    outline.published = page.published(headline.unwrap_or(body), body, tail);
    outline.author = page.author(headline, body, tail);
    outline
}

/// A first line that a blank one sets apart is a headline though it asks, calls out or quotes: "Vì sao mười năm không
/// có Anh hùng?" Of plain text; a page marks its headline.
fn headline_that_ends(lines: &[Line<'_>], looks: &mut [Look]) {
    let Some(first) = looks.iter().position(|look| *look != Look::Blank) else { return };
    let text = lines[first].text.trim();
    let told = looks[first] == Look::Prose && looks.get(first + 1) == Some(&Look::Blank);
    let whole = !text.ends_with(['.', '…', ';', ':']) && !text.contains(". ");
    if told && whole && text.chars().count() <= LONG && looks[first + 1..].contains(&Look::Prose) {
        looks[first] = Look::Short;
    }
}

/// True for each bulleted line under one that is told and ends in a colon, other bullets between.
fn announced(lines: &[Line<'_>], looks: &[Look]) -> Vec<bool> {
    let mut opened = false;
    let read = lines.iter().zip(looks).map(|(line, look)| {
        let text = line.text.trim();
        let entry = text.starts_with(BULLETS) && !text.ends_with(':');
        if *look != Look::Blank && !entry {
            opened = matches!(look, Look::Prose | Look::Short) && text.ends_with(':');
        }
        entry && opened
    });
    read.collect()
}

/// What the lines of a list begin with.
const BULLETS: [char; 4] = ['-', '+', '•', '*'];

fn look(line: &Line<'_>, residue: &Residue) -> Look {
    let text = line.text.trim();
    if text.is_empty() {
        return Look::Blank;
    }
    if date::of_line(text).is_some() {
        return Look::DateLine;
    }
    let length = text.chars().count();
    if is_image(text) || is_counter(text) || (line.linked > 0.8 && length < LONG) {
        return Look::Residue;
    }
    if length < LONG {
        match residue.scope(&fold(text).text) {
            Some(Scope::Line) => return Look::Residue,
            Some(Scope::Tail) if length < 60 => return Look::TailMark,
            Some(Scope::Tail) | None => {}
        }
        if is_dated_entry(text) {
            return Look::Residue;
        }
    }
    if is_signature(text) {
        return Look::Signature;
    }
    let closed = text.ends_with(['.', '!', '?', '…', ';', ':', '”', '"', ')']);
    if length > LONG || (length >= PROSE && closed && !line.heading) { Look::Prose } else { Look::Short }
}

/// "IMG_4471.jpg kl1_02.jpg"
fn is_image(text: &str) -> bool {
    let endings = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"];
    let named = |word: &str| endings.iter().any(|e| word.to_ascii_lowercase().ends_with(e));
    text.split_whitespace().all(named) || (named(text) && words(text) <= 3)
}

/// Digits and marks, hardly a letter; templates that were never filled in.
fn is_counter(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 1 || (letters <= 4 && !text.contains(' ')) || text.contains("{{")
}

/// A list entry with its day behind it: "» Tin khác (19/12/2005)", "- Tin khác 13.09.2024 | 18:13".
fn is_dated_entry(text: &str) -> bool {
    let bullet = text.starts_with(['-', '•', '»', '›', '+', '*', '←', '→']) || text.ends_with(['→', '←']);
    let end = text.trim_end_matches([')', ']', ' ']);
    let dated = end.ends_with(|c: char| c.is_ascii_digit()) || end.ends_with("AM") || end.ends_with("PM");
    let slashes = text.chars().rev().take(24).filter(|c| matches!(c, '/' | '.')).count();
    let inside = text.rsplit_once('(').map_or("", |(_, inside)| inside);
    let figures = inside.chars().all(|c| c.is_ascii_digit() || "/.-–:| )".contains(c));
    let bracketed = text.ends_with(')') && figures && inside.len() >= "(1/1)".len();
    bullet
        && ((dated && (slashes >= 2 || bracketed))
            || text.starts_with(['←', '»'])
            || text.ends_with(['→', '←']))
}

/// A name, a desk, an abbreviation: a few words that all begin with capitals.
pub(super) fn is_signature(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let text = text.strip_prefix("Ảnh:").unwrap_or(text);
    // "Thu Hà (Trung tâm Văn hóa và Truyền thông huyện)"
    let text = match text.split_once(" (") {
        Some((name, desk)) if desk.ends_with(')') && words(name) <= 3 => name,
        _ => text,
    };
    let words: Vec<&str> = text.split([' ', '-', '–', ',', '(', ')']).filter(|w| !w.is_empty()).collect();
    let capital = |w: &&&str| w.starts_with(|c: char| c.is_uppercase());
    let capitals = words.iter().filter(capital).count();
    !words.is_empty()
        && words.len() <= 6
        && capitals == words.len()
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// "2. Ông Lê Văn Tám", a line of a roll.
fn is_numbered(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - behind.len())) && behind.starts_with(". ")
}

pub(super) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// What dashes and bars set apart: the headline and the outlet of a window's title.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).map(str::trim)
}

struct Page<'p> {
    lines: &'p [Line<'p>],
    looks: &'p [Look],
    /// True for the entries of a list that a line announces.
    announced: &'p [bool],
}

impl Page<'_> {
    fn text(&self, at: usize) -> &str {
        self.lines[at].text.trim()
    }

    fn folded(&self, at: usize) -> String {
        fold(self.text(at)).text
    }

    /// The first told line. A page without one has its body right behind the headline.
    fn body_start(&self) -> usize {
        let prose = self.looks.iter().position(|l| *l == Look::Prose);
        prose.or_else(|| self.looks.iter().position(|l| *l == Look::Short)).unwrap_or(self.looks.len())
    }

    /// The line above the body that looks like a headline: the nearest, or the one the page states.
    fn headline(&self, body: usize, title: Option<&str>) -> Option<usize> {
        if let Some(title) = title {
            let stated = (0..self.lines.len()).find(|i| same_words(self.text(*i), title));
            if stated.is_some() {
                return stated;
            }
        }
        if let Some(subject) = self.subject_of_decision(body) {
            return Some(subject);
        }
        let candidates = (0..body).rev().filter(|i| matches!(self.looks[*i], Look::Short | Look::Signature));
        let mut candidates =
            candidates.filter(|i| words(self.text(*i)) >= HEADLINE_WORDS && !is_crumb(self.text(*i)));
        candidates.next()
    }

    /// "Về việc tặng Bằng khen ...", below "QUYẾT ĐỊNH": what a decision is about. (Decree 30/2020/NĐ-CP, annex I: who
    /// decides stands below it, in capitals.)
    fn subject_of_decision(&self, body: usize) -> Option<usize> {
        let shown: Vec<usize> = (0..body).filter(|i| self.looks[*i] != Look::Blank).collect();
        let heads = |at: usize| self.folded(at).trim_end_matches(':') == "quyết định";
        let about = |at: usize| self.folded(at).starts_with("về việc");
        shown.windows(2).find(|pair| heads(pair[0]) && about(pair[1])).map(|pair| pair[1])
    }

    /// The line behind the body at which lists and forms begin. A mark with much of the prose still to come
    /// heads a box inside the body: always where the headline is stated, else where a few entries below it
    /// the paragraphs go on. (Lists of teasers set a headline before each.)
    fn tail(&self, body: usize, stated: bool) -> usize {
        let from = body.saturating_add(1).min(self.looks.len());
        let prose = |range: Range<usize>| range.filter(|i| self.looks[*i] == Look::Prose).count();
        let all = prose(body.min(from)..self.looks.len());
        let mut marks = (from..self.looks.len()).filter(|i| self.looks[*i] == Look::TailMark);
        let mark = marks
            .find(|i| prose(*i..self.looks.len()) * BOX_SHARE < all || !(stated || self.goes_on_below(*i)));
        mark.unwrap_or(self.looks.len())
    }

    /// True if paragraphs follow one another soon below a mark.
    fn goes_on_below(&self, mark: usize) -> bool {
        let mut below = (mark + 1..self.looks.len()).filter(|i| self.looks[*i] != Look::Blank);
        let is_paragraph = |i: usize| {
            let text = self.text(i);
            let entry = text.starts_with(['-', '+', '•', '»', '›', '*', '·']) || text.ends_with("...");
            self.looks[i] == Look::Prose && !entry && text.ends_with(['.', '”', '"', ':', ';'])
        };
        below.by_ref().take(BOX_LINES).any(is_paragraph) && below.take(2).any(is_paragraph)
    }

    /// True for an entry of a box inside the body: short lines right below its mark.
    fn is_boxed(&self, at: usize) -> bool {
        let above = (0..at).rev().take_while(|i| self.looks[*i] != Look::Prose);
        self.looks[at] != Look::Prose && above.into_iter().any(|i| self.looks[i] == Look::TailMark)
    }

    /// Where the lines that end the page behind the prose are no article any more: from the signature on;
    /// from the first of several bulleted lines, or on a page with a header of several headlines, that no
    /// colon announces.
    fn trailing_list(&self, tail: usize, headline: Option<usize>) -> usize {
        let Some(last) = (0..tail).rev().find(|i| self.looks[*i] == Look::Prose) else { return tail };
        let signed = |i: &usize| match self.looks[*i] {
            Look::Signature => true,
            Look::Residue => !is_image(self.text(*i)),
            _ => false,
        };
        if let Some(end) = self.roll(last + 1..tail) {
            return (end..tail).find(signed).unwrap_or(tail);
        }
        let tail = (last + 1..tail).find(signed).unwrap_or(tail);
        let open = |i: &usize| !self.text(*i).ends_with(['.', ';']);
        let bulleted = |i: &usize| self.text(*i).starts_with(['-', '+', '•', '»', '›', '*', '.', '·']);
        let listed = (last + 1..tail).filter(open).filter(bulleted);
        let bullets: Vec<usize> = listed.filter(|i| !self.announced[*i]).collect();
        let titled = |i: &usize| self.looks[*i] == Look::Short && words(self.text(*i)) >= HEADLINE_WORDS;
        let headlines: Vec<usize> = (last + 1..tail).filter(open).filter(titled).collect();
        let all = headlines.len() == tail - (last + 1) && headline.is_some_and(|h| h > 0);
        match (bullets.as_slice(), headlines.as_slice()) {
            _ if self.text(last).ends_with(':') => tail,
            ([first, _, ..], _) => *first,
            (_, [first, _, ..]) if all && tail == self.looks.len() => *first,
            _ => tail,
        }
    }

    /// The end of the roll that a decision has behind its signature: "DANH SÁCH", and numbered names below it.
    fn roll(&self, lines: Range<usize>) -> Option<usize> {
        let heads = |i: &usize| self.looks[*i] != Look::Blank && self.folded(*i).starts_with("danh sách");
        let head = lines.clone().find(heads)?;
        let numbered: Vec<usize> = (head..lines.end).filter(|i| is_numbered(self.text(*i))).collect();
        match numbered.as_slice() {
            [_, .., last] => Some(last + 1),
            _ => None,
        }
    }

    fn is_told(&self, at: usize, headline: Option<usize>) -> bool {
        let again = headline.is_some_and(|h| h != at && same_words(self.text(at), self.text(h)));
        let advert = at > 0 && self.is_advert_mark(at - 1) && self.looks[at] != Look::Prose;
        matches!(self.looks[at], Look::Prose | Look::Short) && Some(at) != headline && !again && !advert
            || (self.looks[at] == Look::Signature && self.is_inside(at))
    }

    fn is_advert_mark(&self, at: usize) -> bool {
        matches!(self.folded(at).as_str(), "quảng cáo" | "advertisement")
    }

    /// A short line of capitalised words with prose behind it is a heading or a caption.
    fn is_inside(&self, at: usize) -> bool {
        words(self.text(at)) > 2 && self.looks[at + 1..].contains(&Look::Prose)
    }

    /// Drops signatures and names of desks from the end: short lines that end like no sentence.
    fn drop_signature(&self, keep: &mut Vec<usize>) {
        while let Some(last) = keep.last().copied() {
            let text = self.text(last);
            let short = words(text) <= SIGNATURE_WORDS
                && !is_numbered(text)
                && !text.ends_with(['.', ')', '"', '”', ';', ':']);
            if self.looks[last] != Look::Short || !short || self.announced[last] {
                return;
            }
            keep.pop();
        }
    }

    fn compose(&self, headline: Option<usize>, keep: &[usize], title: Option<&str>) -> Outline {
        let mut outline = Outline::default();
        let stated = title.map(str::trim).filter(|t| !t.is_empty());
        let headline_text = headline.map(|i| self.text(i)).or(stated);
        if let Some(text) = headline_text {
            outline.title = Some(text.to_owned());
            outline.text.push_str(text);
        }
        outline.body_start = outline.text.len();
        let mut seen = HashSet::new();
        for at in keep {
            let text = self.text(*at);
            // A linked line served twice is a caption or a teaser. A paragraph served twice is kept, as the page
            // has it.
            if !seen.insert(text) && self.lines[*at].linked > 0.0 {
                continue;
            }
            if !outline.text.is_empty() {
                outline.text.push('\n');
            }
            if outline.body_start == outline.text.len() - usize::from(!outline.text.is_empty()) {
                outline.body_start = outline.text.len();
            }
            outline.text.push_str(text);
        }
        let kept: HashSet<usize> = keep.iter().copied().chain(headline).collect();
        let blank = |i: &usize| self.looks[*i] == Look::Blank;
        outline.dropped = (0..self.lines.len()).filter(|i| !kept.contains(i) && !blank(i)).collect();
        let first = headline.or(keep.first().copied()).unwrap_or(0);
        let header = (0..first).map(|i| self.text(i)).filter(|t| !t.is_empty());
        outline.header = header.take(HEADER).map(str::to_owned).collect();
        outline.tag = keep.first().and_then(|i| tag(self.text(*i)));
        outline
    }

    /// The date line nearest to the headline among those above the body; failing that, the first behind
    /// it. A date line of the day the page was saved often heads the menu, further away.
    fn published(&self, headline: usize, body: usize, tail: usize) -> Option<String> {
        let dated = |range: Range<usize>| {
            range
                .filter(|i| self.looks[*i] == Look::DateLine)
                .filter_map(|i| Some((i, date::of_line(self.text(i))?)))
        };
        let near = dated(0..body).min_by_key(|(i, _)| (i.abs_diff(headline), std::cmp::Reverse(*i)));
        near.or_else(|| dated(body..self.looks.len()).find(|(i, _)| *i <= tail + 4)).map(|(_, date)| date)
    }

    /// A signature right below the headline, or the last line before the tail.
    fn author(&self, headline: Option<usize>, body: usize, tail: usize) -> Option<String> {
        let above = headline.map_or(0..0, |h| h + 1..body);
        let below = (body..tail.min(self.looks.len())).rev().take(4);
        let signed = above.chain(below).find(|i| self.looks[*i] == Look::Signature)?;
        Some(self.text(signed).to_owned())
    }
}

/// "Trang chủ » Tin tức", "Thời sự | Xã hội | Công đoàn", "Facebook   Twitter   In bài"; but no headline that states a
/// day ("đợt 2/9").
pub(super) fn is_crumb(text: &str) -> bool {
    let slashes = text.split_whitespace().filter(|word| *word == "/").count();
    let gaps = text.split("  ").filter(|part| !part.trim().is_empty()).count().saturating_sub(1);
    // One gap may be a slip of the hand.
    let gaps = if gaps > 1 { gaps } else { 0 };
    let marks = text.matches(['|', '»', '›', '>']).count() + slashes + gaps;
    marks > 0 && words(text) <= 6 * (marks + 1)
}

pub(super) fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let folded = fold(text).text;
        folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
    };
    words(one) == words(other)
}

/// The tag that an outlet puts before its leads: "(BTNO) - Sáng 19/4", "TTO - Ngày 3-3".
pub(super) fn tag(lead: &str) -> Option<String> {
    let bracketed = lead.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(tag, _)| tag);
    let dashed = || lead.split_once(" - ").map(|(tag, _)| tag);
    bracketed.or_else(dashed).filter(|t| words(t) <= 3 && t.len() <= 24).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE_LINE: &str =
        "Sáng 28/3, UBND tỉnh Hà Nam tổ chức hội nghị tổng kết phong trào thi đua yêu nước.";

    /// The numbers of the dropped lines of a page around a body.
    fn dropped(page: &str) -> Vec<usize> {
        let page = page.replace("BODY", PROSE_LINE);
        let lines: Vec<Line> = page.split('\n').map(Line::plain).collect();
        outline(&lines, None, Gazetteer::standard()).dropped
    }

    #[test]
    fn residue_lines_are_dropped_and_the_article_is_kept() {
        for (page, want) in [
            ("Hà Nam khen thưởng 19 tập thể\nBODY", vec![]),
            ("Báo Hà Nam\nTrang chủ | Thời sự\nHà Nam khen thưởng 19 tập thể\nBODY", vec![0, 1]),
            ("Hà Nam khen thưởng 19 tập thể\n28/03/2024 20:20\nBODY\nThu Hà", vec![1, 3]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\nIMG_1.jpg\nQuang cảnh hội nghị\nBODY", vec![2]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\nTin liên quan\nBODY\nTrao Huân chương", vec![2, 3, 4]),
            ("Thống kê truy cập\nĐang online: 40\nHà Nam khen thưởng 19 tập thể\nBODY", vec![0, 1]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\n>> Xem thêm: Trao cờ\nBODY", vec![2]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\nHà Nam khen thưởng 19 tập thể", vec![2]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\nGồm các cá nhân:\n- Ông Lê Nam\n- Bà Hồ Lan", vec![]),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\n- Ông Lê Nam\n- Bà Hồ Lan", vec![2, 3]),
            (
                "Hà Nam khen thưởng 19 tập thể\nBODY\nCHỦ TỊCH\nDANH SÁCH\nI. Cá nhân\n1. Ông Lê Nam\n2. Hồ Thị Lan\nThu Hà",
                vec![2, 3, 7],
            ),
            ("Hà Nam khen thưởng 19 tập thể\nBODY\nQuảng cáo\nLãi suất chỉ từ 7%\nBODY", vec![2, 3]),
        ] {
            assert_eq!(dropped(page), want, "{page}");
        }
    }

    #[test]
    fn a_first_line_set_apart_is_the_headline_though_it_asks() {
        let asks = "Vì sao mười năm nay tỉnh Hà Nam không có Anh hùng Lao động?";
        for (page, titled) in [
            (format!("{asks}\n\nBODY"), true),
            (format!("\n{asks}\n\nBODY\nBODY"), true),
            (format!("{asks}\nBODY"), false),
            (format!("{asks} Vì luật.\n\nBODY"), false),
            (format!("BODY\n\n{asks}\n\nBODY"), false),
            (format!("{asks}\n\nThu Hà"), false),
        ] {
            let page = page.replace("BODY", PROSE_LINE);
            let lines: Vec<Line> = page.split('\n').map(Line::plain).collect();
            let title = outline(&lines, None, Gazetteer::standard()).title;
            assert_eq!(title.as_deref() == Some(asks), titled, "{page}");
        }
    }

    #[test]
    fn the_headline_of_a_decision_is_what_it_is_about() {
        let about = "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh";
        let decides = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ NAM";
        for (page, want) in [
            (format!("QUYẾT ĐỊNH\n{about}\n\n{decides}\n\nBODY"), about),
            (format!("QUYẾT ĐỊNH:\n\n{about}\n{decides}\nBODY"), about),
            (format!("{about}\n{decides}\nBODY"), decides),
        ] {
            let page = page.replace("BODY", PROSE_LINE);
            let lines: Vec<Line> = page.split('\n').map(Line::plain).collect();
            assert_eq!(outline(&lines, None, Gazetteer::standard()).title.as_deref(), Some(want), "{page}");
        }
    }

    #[test]
    fn the_date_nearest_to_the_headline_is_that_of_publication() {
        let page = "20/11/2020 | 09:12\nTrang chủ\nHà Nam khen thưởng 19 tập thể\n19/08/2020 08:15\nBODY";
        let page = page.replace("BODY", PROSE_LINE);
        let lines: Vec<Line> = page.split('\n').map(Line::plain).collect();
        assert_eq!(
            outline(&lines, None, Gazetteer::standard()).published.as_deref(),
            Some("2020-08-19T08:15+07:00")
        );
    }
}
