use super::Normalizer;
use crate::Rewriter;

/// Runs of spaces of any kind to one space; none at the ends of a line. Line breaks stay.
pub struct Spaces;

fn space(c: char) -> bool {
    c != '\n' && c.is_whitespace() || matches!(c, '\u{2800}' | '\u{3164}')
}

impl Normalizer for Spaces {
    fn name(&self) -> &'static str {
        "spaces"
    }

    fn wakes(&self, c: char) -> bool {
        c != ' ' && space(c)
    }

    fn context(&self) -> Option<super::Context> {
        Some(super::Context::SpaceRun)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let mut from = 0;
        while let Some(start) = source[from..].find(space).map(|i| from + i) {
            let len = source[start..].find(|c| !space(c));
            let end = len.map_or(source.len(), |len| start + len);
            let line_start = start == 0 || source[..start].ends_with('\n');
            let line_end = end == source.len() || source[end..].starts_with('\n');
            let want = if line_start || line_end { "" } else { " " };
            if &source[start..end] != want {
                text.replace(start..end, want);
            }
            from = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn runs_of_space_become_one() {
        for (found, want) in [
            ("thi  đua\u{a0}yêu\u{3000}nước", "thi đua yêu nước"),
            ("\t  đầu dòng  \n  cuối ", "đầu dòng\ncuối"),
            ("một\n\n\nhai", "một\n\n\nhai"),
            (" \n \n", "\n\n"),
        ] {
            assert_eq!(apply(&Spaces, found), want);
        }
    }
}
