use super::Normalizer;
use crate::Rewriter;

/// HTML character references left in text (`&agrave;`, `&#7879;`, `&amp;nbsp;`) to their characters,
/// escaped once or more. Only with their semicolon: "AT&T", "R&D" stay.
pub struct Entities;

/// The longest name of the HTML standard, `&CounterClockwiseContourIntegral;`, has 33 characters.
const LONGEST: usize = 33;

impl Normalizer for Entities {
    fn name(&self) -> &'static str {
        "entities"
    }

    fn wakes(&self, c: char) -> bool {
        c == '&'
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut from = 0;
        while let Some(at) = source[from..].find('&').map(|i| from + i) {
            from = at + 1;
            if let Some((decoded, end)) = reference(source, at) {
                text.replace(at..end, &decoded);
                from = end;
            }
        }
    }
}

/// The characters that the reference at `at` stands for, and where it ends.
fn reference(source: &str, at: usize) -> Option<(String, usize)> {
    let mut end = at + semicolon(&source[at..])? + 1;
    let mut decoded = decode(&source[at..end])?;
    // An escaped ampersand may open another reference.
    while decoded.ends_with('&') {
        let Some(more) = semicolon(&source[end..]) else { break };
        let Some(next) = decode(&format!("&{}", &source[end..=end + more])) else { break };
        decoded.pop();
        decoded.push_str(&next);
        end += more + 1;
    }
    Some((decoded, end))
}

fn semicolon(text: &str) -> Option<usize> {
    text.bytes().take(LONGEST).skip(1).position(|b| !(b.is_ascii_alphanumeric() || b == b'#')).and_then(|i| {
        let at = i + 1;
        (text.as_bytes()[at] == b';').then_some(at)
    })
}

/// A whole reference, `&` to `;`. A line break does not come out of one: lines keep their numbers.
fn decode(reference: &str) -> Option<String> {
    let decoded = htmlize::unescape(reference);
    // "&notit;" begins with a name that HTML reads without its semicolon, which is then left over.
    let left_over = decoded.len() > 1 && decoded.ends_with(';');
    let none = decoded.contains(char::REPLACEMENT_CHARACTER);
    (decoded != reference && !left_over && !none).then(|| decoded.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn references_become_characters() {
        for (found, want) in [
            ("V&#7883; Ho&agrave;ng", "Vị Hoàng"),
            ("Y&ecirc;n B&aacute;i &#x2013; L&agrave;o Cai", "Yên Bái – Lào Cai"),
            ("khen&nbsp;thưởng", "khen\u{a0}thưởng"),
            ("&amp;nbsp;&amp;amp;quot;", "\u{a0}\""),
            ("&ldquo;Gương&#32;sáng&rdquo;", "“Gương sáng”"),
            ("AT&T, R&D; ch&ocirc", "AT&T, R&D; ch&ocirc"),
            ("a&#10;b", "a b"),
            ("&;&#;&x", "&;&#;&x"),
            ("&notit; &section5; AT&ampT;", "&notit; &section5; AT&ampT;"),
            ("&semi;&#59;", ";;"),
            ("&#0; &#x110000;", "&#0; &#x110000;"),
        ] {
            assert_eq!(apply(&Entities, found), want);
        }
    }
}
