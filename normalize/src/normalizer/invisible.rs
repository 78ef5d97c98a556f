use super::Normalizer;
use crate::Rewriter;

/// Characters without a shape of their own go: zero-width spaces and joiners, soft hyphens, byte order
/// marks inside the text, bidi controls, variation selectors, control characters.
pub struct Invisible;

fn invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

impl Normalizer for Invisible {
    fn name(&self) -> &'static str {
        "invisible"
    }

    fn wakes(&self, c: char) -> bool {
        invisible(c)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        for (at, found) in text.text().match_indices(invisible) {
            text.replace(at..at + found.len(), "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;

    #[test]
    fn shapeless_characters_go() {
        for (found, want) in [
            ("thi\u{200b} đua", "thi đua"),
            ("khen\u{ad} thưởng", "khen thưởng"),
            ("\u{feff}Hà Nam", "Hà Nam"),
            ("\u{202a}NTM\u{202c}", "NTM"),
            ("a\0b\u{7f}", "ab"),
            ("tab\there\n", "tab\there\n"),
        ] {
            assert_eq!(apply(&Invisible, found), want);
        }
    }
}
