use super::Normalizer;
use crate::Rewriter;

/// Line ends to `\n`; the line and paragraph separators of Unicode, which no press page uses to end a
/// line, to a space.
pub struct LineEnds;

const ENDS: [char; 6] = ['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'];

impl Normalizer for LineEnds {
    fn name(&self) -> &'static str {
        "line-ends"
    }

    fn wakes(&self, c: char) -> bool {
        ENDS.contains(&c)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        for (at, found) in source.match_indices(ENDS) {
            match found {
                "\r" if source[at + 1..].starts_with('\n') => text.replace(at..at + 1, ""),
                "\r" => text.replace(at..at + 1, "\n"),
                _ => text.replace(at..at + found.len(), " "),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn line_ends_become_one_kind() {
        for (found, want) in
            [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\r\nb", "a\n\nb"), ("a\u{2028}b", "a b")]
        {
            assert_eq!(apply(&LineEnds, found), want);
        }
    }
}
