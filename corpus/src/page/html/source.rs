//! What of a page's source is not shown, taken out before it is parsed.
//!
//! Scripts, styles and comments are two thirds of the bytes of a page of today, and the parser reads them letter by
//! letter. To find their ends takes a search for a few bytes.

use std::borrow::Cow;

/// A source without comments and without what stands in scripts and styles; data in scripts stays.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        at = open + 1;
        let Some(hidden) = hidden(text, open) else { continue };
        out.push_str(&text[from..hidden.start]);
        from = hidden.end;
        at = hidden.end;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// What the mark at `open` hides.
fn hidden(text: &str, open: usize) -> Option<std::ops::Range<usize>> {
    let rest = &text[open..];
    if rest.starts_with("<!--") {
        // "<!-->" is a whole comment; the parser knows.
        let inner = rest.get(4..).filter(|inner| !inner.starts_with('>') && !inner.starts_with("->"))?;
        let end = inner.find("-->")?;
        return Some(open..open + 4 + end + 3);
    }
    let name = ["script", "style"].into_iter().find(|name| {
        let bytes = rest.as_bytes();
        bytes.get(1..=name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
            && bytes.get(name.len() + 1).is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
    })?;
    let tag = rest.find('>')?;
    // A quotation mark that is open may hold the tag's end; a slash may close it. The parser knows.
    let attributes = &rest[..tag];
    let quotes = attributes.bytes().filter(|b| *b == b'"').count();
    if quotes % 2 == 1 || attributes.to_ascii_lowercase().contains("ld+json") {
        return None;
    }
    let end = closing(&rest[tag + 1..], name)?;
    Some(open + tag + 1..open + tag + 1 + end)
}

/// Where an element ends that holds text only.
fn closing(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("</")?;
        let found = text.as_bytes().get(at + 2..at + 2 + name.len())?;
        if found.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        from = at + 2;
    }
}
