//! Signs in running text: which the press sets, and which stand where only letters do.

use unicode_normalization::char::is_combining_mark;

/// Letters, and marks that belong to one.
pub(crate) fn is_letter(c: char) -> bool {
    (c.is_alphabetic() && !matches!(c, 'º' | 'ª')) || is_combining_mark(c)
}

/// Signs outside ASCII that the press sets, and sets beside letters.
pub(crate) fn is_common(c: char) -> bool {
    matches!(
        c,
        '\u{a0}'
            | '“'
            | '”'
            | '„'
            | '‘'
            | '’'
            | '‚'
            | '‹'
            | '›'
            | '«'
            | '»'
            | '–'
            | '—'
            | '…'
            | '•'
            | '°'
            | '©'
            | '′'
            | '″'
            | '\u{2009}'
            | '\u{200b}'..='\u{200f}'
    )
}

/// True for a token with signs where no text has them: an odd one beside a letter, « ™ and the like
/// between two letters, a control code anywhere. In "chñ·" and "Viá»‡t" they are letters misread.
pub(crate) fn has_misplaced(token: &str) -> bool {
    let mut rest = token;
    while let Some(at) = rest.find(is_sign) {
        let before = rest[..at].chars().next_back().is_some_and(is_letter);
        let len = rest[at..].find(|c| !is_sign(c)).unwrap_or(rest.len() - at);
        let (signs, behind) = rest[at..].split_at(len);
        let after = behind.chars().next().is_some_and(is_letter);
        let lone_quote = matches!(signs, "“" | "”" | "\u{a0}");
        let glue = lone_quote || signs.contains(['«', '»', '©', '™', '®', '\u{ad}', '¹', '²', '³']);
        let number = rest[..at].ends_with(['N', 'n']) || !before;
        let ordinal = number && !after && matches!(signs, "º" | "ª");
        if signs.contains(is_control)
            || ((before || after) && signs.contains(is_odd) && !ordinal)
            || (before && after && glue)
            || (after && signs.ends_with('®'))
        {
            return true;
        }
        rest = behind;
    }
    false
}

/// A sign outside ASCII, or a control code. Ordinals count as letters, raised figures as figures
/// elsewhere; here both are signs.
fn is_sign(c: char) -> bool {
    let raised = matches!(c, 'º' | 'ª' | '¹' | '²' | '³');
    raised || (!is_letter(c) && !c.is_alphanumeric() && (!c.is_ascii() || is_control(c)))
}

fn is_odd(c: char) -> bool {
    !is_common(c) && !matches!(c, '®' | '™' | '\u{ad}' | '¹' | '²' | '³') && !c.is_whitespace()
}

fn is_control(c: char) -> bool {
    c.is_control() && !c.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_misplaced_where_letters_belong() {
        for (token, misplaced) in [
            ("“Xanh–sạch–đẹp”,", false),
            ("«Ngày", false),
            ("Vinamilk®", false),
            ("30°C", false),
            ("m²", false),
            ("chñ·", true),
            ("Viá»‡t", true),
            ("há»™i", true),
            ("c«ng", true),
            ("K\u{14}", true),
            ("§éc", true),
            ("t¹i", true),
            ("®ua", true),
            ("Nº", false),
            ("25º", false),
            ("2ª", false),
            ("km³.", false),
        ] {
            assert_eq!(has_misplaced(token), misplaced, "{token}");
        }
    }
}
