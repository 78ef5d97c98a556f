//! A page's source, before it is parsed: what of it is never shown, and what would take the parser hours.
//!
//! Scripts, styles and comments are two thirds of the bytes of a page of today, and the parser reads them letter by
//! letter. To find their ends takes a search for a few bytes.

use super::tree::MarkupError;
use std::borrow::Cow;
use std::ops::Range;

/// A tag with more attributes than this is no tag of a page. The tokenizer compares each with all before it.
pub(super) const MOST_ATTRIBUTES: usize = 2_000;

/// A source without comments and without what stands in scripts and styles; data in scripts stays.
///
/// # Errors
/// A tag with more attributes than any page has.
pub(super) fn shown(text: &str) -> Result<Cow<'_, str>, MarkupError> {
    let elements = ["script", "style"].map(|name| (name, Next::new("</", name)));
    let mut ends =
        Ends { text, tag: Next::new(">", ""), comment: Next::new("-->", ""), elements, counted: 0 };
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        at = open + 1;
        if let Some(hidden) = ends.hidden(open) {
            out.push_str(&text[from..hidden.start]);
            from = hidden.end;
            at = hidden.end;
        } else if ends.has_endless_tag(open) {
            return Err(MarkupError::Attributes);
        }
    }
    if from == 0 {
        return Ok(Cow::Borrowed(text));
    }
    out.push_str(&text[from..]);
    Ok(Cow::Owned(out))
}

/// Where a mark stands next. Asked from left to right, it reads the text once, however often it is asked.
struct Next {
    mark: &'static str,
    /// What follows the mark, in letters of any case.
    name: &'static str,
    /// Where it was asked last, and the answer.
    known: Option<(usize, Option<usize>)>,
}

impl Next {
    fn new(mark: &'static str, name: &'static str) -> Self {
        Self { mark, name, known: None }
    }

    /// The first at `from` or behind it.
    fn find(&mut self, text: &str, from: usize) -> Option<usize> {
        match self.known {
            Some((asked, at)) if from >= asked && at.is_none_or(|at| at >= from) => at,
            _ => {
                let at = self.search(text, from);
                self.known = Some((from, at));
                at
            }
        }
    }

    fn search(&self, text: &str, mut from: usize) -> Option<usize> {
        loop {
            let at = from + text.get(from..)?.find(self.mark)?;
            from = at + self.mark.len();
            let name = text.as_bytes().get(from..from + self.name.len())?;
            if name.eq_ignore_ascii_case(self.name.as_bytes()) {
                return Some(at);
            }
        }
    }
}

/// The ends of what is open.
struct Ends<'t> {
    text: &'t str,
    tag: Next,
    comment: Next,
    elements: [(&'static str, Next); 2],
    /// Attributes have been counted up to here.
    counted: usize,
}

impl Ends<'_> {
    /// What the mark at `open` hides.
    fn hidden(&mut self, open: usize) -> Option<Range<usize>> {
        let rest = &self.text[open..];
        if let Some(inner) = rest.strip_prefix("<!--") {
            // "<!-->" is a whole comment; the parser knows.
            let whole = inner.starts_with('>') || inner.starts_with("->");
            let end = self.comment.find(self.text, open + "<!--".len()).filter(|_| !whole)?;
            return Some(open..end + "-->".len());
        }
        let bytes = rest.as_bytes();
        let (_, closing) = self.elements.iter_mut().find(|(name, _)| {
            let named = bytes.get(1..=name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
            named && bytes.get(name.len() + 1).is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
        })?;
        let start = self.tag.find(self.text, open)? + 1;
        let attributes = &self.text[open..start];
        // Where the tag's end may stand in a value, the parser knows.
        let quoted =
            attributes.len() > LONG_TAG || attributes.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        if quoted || attributes.to_ascii_lowercase().contains("ld+json") {
            return None;
        }
        Some(start..closing.find(self.text, start)?)
    }

    /// True where the tag at `open` has more than [`MOST_ATTRIBUTES`].
    fn has_endless_tag(&mut self, open: usize) -> bool {
        // What stands in a tag that was counted is of that tag.
        if open < self.counted {
            return false;
        }
        let end = self.tag.find(self.text, open).unwrap_or(self.text.len());
        let tag = &self.text.as_bytes()[open..end];
        if tag.len() < 2 * MOST_ATTRIBUTES || !tag.get(1).is_some_and(u8::is_ascii_alphabetic) {
            return false;
        }
        let tag = &tag[..tag.len().min(LONGEST_TAG)];
        self.counted = open + tag.len();
        let (mut quote, mut attributes) = (None, 0);
        for pair in tag.windows(2) {
            match (quote, pair[0]) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, byte @ (b'"' | b'\'')) => quote = Some(byte),
                (None, byte) => attributes += usize::from(parts(byte) && !parts(pair[1])),
            }
        }
        attributes > MOST_ATTRIBUTES
    }
}

/// A longer tag of a script is left to the parser. Bytes.
const LONG_TAG: usize = 2_000;
/// So much of a tag is enough to count by. Bytes.
const LONGEST_TAG: usize = 200_000;

/// True for what stands between attributes.
fn parts(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_shown_is_taken_out() {
        for (source, want) in [
            ("<p>Một</p>", "<p>Một</p>"),
            ("<p>Một<!-- hai > ba --> bốn", "<p>Một bốn"),
            ("<!-->Một", "<!-->Một"),
            ("Một <!-- hai", "Một <!-- hai"),
            ("<script>if (a < b) x('<p>');</script>Một", "<script></script>Một"),
            ("<SCRIPT src=x>y</Script>Một", "<SCRIPT src=x></Script>Một"),
            ("<script>y", "<script>y"),
            ("<scripted>y</script>", "<scripted>y</script>"),
            ("<style media=\"a>b\">p{}</style>Một", "<style media=\"a>b\">p{}</style>Một"),
            (
                "<script type='application/ld+json'>{}</script>",
                "<script type='application/ld+json'>{}</script>",
            ),
        ] {
            assert_eq!(shown(source).unwrap(), want, "{source}");
        }
    }

    #[test]
    fn a_tag_of_thousands_of_attributes_is_no_tag() {
        let attributes: String = (0..3_000).map(|i| format!(" a{i}")).collect();
        let cases = [
            (format!("<div{attributes}>"), false),
            (format!("<div title=\"{attributes}\">"), true),
            (format!("<p>{attributes}</p>"), true),
            (format!("x <div{attributes}"), false),
        ];
        for (source, sound) in cases {
            assert_eq!(shown(&source).is_ok(), sound, "{:.30}", source);
        }
    }
}
