//! How deep markup is nested, before it is parsed.
//!
//! Building a tree takes time that grows with the square of its depth. Browsers flatten what is nested
//! deeper than some hundred elements; pages of the press stay below a hundred.

use memchr::memchr_iter;

/// Markup deeper than this is no page's.
pub(super) const DEEPEST: usize = 8192;

/// Elements that the next of their kind, or of another, ends (HTML Living Standard, 13.1.2.4), and those
/// that hold nothing (13.1.2): they do not nest, however often they are left open.
const FLAT: [&[u8]; 28] = [
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"option",
    b"optgroup",
    b"tr",
    b"td",
    b"th",
    b"thead",
    b"tbody",
    b"tfoot",
    b"colgroup",
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"source",
    b"track",
    b"wbr",
    b"html",
    b"body",
];

/// True of markup in which more than [`DEEPEST`] elements are open at a time.
pub(super) fn is_too_deep(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut open = 0usize;
    for at in memchr_iter(b'<', bytes) {
        let rest = &bytes[at + 1..];
        let closes = rest.first() == Some(&b'/');
        let name = &rest[usize::from(closes).min(rest.len())..];
        let length = name.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = &name[..length];
        if !name.first().is_some_and(u8::is_ascii_alphabetic)
            || FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat))
        {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        if open > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    #[test]
    fn depth_is_that_of_elements_left_open() {
        for (page, deep) in [
            ("<div>".repeat(9000), true),
            ("<DIV><b>".repeat(5000), true),
            ("<div><b>a</b></div>".repeat(9000), false),
            ("<p>a<br><li>b<td>c".repeat(9000), false),
            ("a < b < ".repeat(9000), false),
        ] {
            assert_eq!(is_too_deep(&page), deep, "{}", &page[..16]);
        }
    }
}
