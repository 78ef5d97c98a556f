//! Numbers in figures and words.

use crate::sort;
use crate::token::{Shape, Token, Tokens};
use bangvang_gazetteer::{NumeralRole, Sense};

/// A number read at some token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// Its value, fractions of a scale included ("1,87 triệu").
    pub(crate) value: u64,
    /// How many tokens it takes.
    pub(crate) tokens: usize,
    /// True if written in words only.
    pub(crate) in_words: bool,
}

/// False where no number begins.
#[inline]
pub(crate) fn may_begin(tokens: &Tokens<'_>, at: usize) -> bool {
    let begins =
        |token: &Token| token.can_mean(sort::NUMERAL) || matches!(token.shape, Shape::Digits | Shape::Number);
    tokens.get(at).is_some_and(begins)
}

/// Reads the number that begins at `at`, if one does.
pub(crate) fn read(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    match tokens.shape(at)? {
        Shape::Digits | Shape::Number => figures(tokens, at).or_else(|| words(tokens, at)),
        _ => words(tokens, at),
    }
}

/// 2.291 · 1,87 triệu · 8 nghìn
fn figures(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    let text = tokens.str(at).replace('.', "");
    let (whole, fraction) = text.split_once(',').unwrap_or((&text, ""));
    let value: u64 = whole.parse().ok()?;
    match scale(tokens, at + 1) {
        Some(scale) => {
            let part: u64 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
            let unit = 10u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
            let value = value.checked_mul(scale)?.checked_add(part.checked_mul(scale)? / unit)?;
            Some(Number { value, tokens: 2, in_words: false })
        }
        None if fraction.is_empty() => Some(Number { value, tokens: 1, in_words: false }),
        None => None,
    }
}

fn numeral(tokens: &Tokens<'_>, at: usize) -> Option<(u64, NumeralRole)> {
    if !tokens.can_mean(at, sort::NUMERAL) {
        return None;
    }
    tokens.sense(at, |sense| match sense {
        Sense::Numeral(i) => {
            let numeral = &tokens.gazetteer.numerals()[i];
            Some((numeral.value, numeral.role))
        }
        _ => None,
    })
}

/// nghìn · triệu · tỷ
pub(crate) fn is_scale(tokens: &Tokens<'_>, at: usize) -> bool {
    scale(tokens, at).is_some() && !tokens.is_capital(at)
}

fn scale(tokens: &Tokens<'_>, at: usize) -> Option<u64> {
    numeral(tokens, at).filter(|(_, role)| *role == NumeralRole::Scale).map(|(value, _)| value)
}

/// hai mươi mốt · một trăm linh năm · ba nghìn hai trăm
fn words(tokens: &Tokens<'_>, at: usize) -> Option<Number> {
    let (mut total, mut hundreds, mut low, mut last_scale) = (0u64, 0u64, 0u64, 1u64);
    let mut end = at;
    while let Some((value, role)) = numeral(tokens, end) {
        match role {
            NumeralRole::Unit if low % 10 == 0 && value > 0 => low += value,
            NumeralRole::Ten if low == 0 => low = value,
            NumeralRole::Tens if (1..10).contains(&low) => low *= 10,
            NumeralRole::Tail if low >= 10 => low += value,
            NumeralRole::Link if end > at => {}
            NumeralRole::Half if end > at => total += last_scale / 2,
            NumeralRole::Scale if value == 100 && low > 0 => {
                (hundreds, low, last_scale) = (low * 100, 0, 100);
            }
            NumeralRole::Scale if value > 100 && hundreds + low > 0 => {
                total += (hundreds + low) * value;
                (hundreds, low, last_scale) = (0, 0, value);
            }
            _ => break,
        }
        end += 1;
    }
    let value = total + hundreds + low;
    (end > at && value > 0).then_some(Number { value, tokens: end - at, in_words: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangvang_gazetteer::Gazetteer;

    #[test]
    fn figures_and_words_have_the_same_value() {
        for (text, value) in [
            ("02", Some(2)),
            ("2.291", Some(2291)),
            ("1,87 triệu", Some(1_870_000)),
            ("8 nghìn", Some(8000)),
            ("hai mươi mốt", Some(21)),
            ("hai mươi tư", Some(24)),
            ("mười một", Some(11)),
            ("mười lăm", Some(15)),
            ("một trăm linh năm", Some(105)),
            ("ba nghìn hai trăm bốn mươi", Some(3240)),
            ("hai vạn", Some(20_000)),
            ("hai triệu rưỡi", Some(2_500_000)),
            ("3,64", None),
            ("tập thể", None),
        ] {
            let tokens = Tokens::read(text, Gazetteer::standard());
            let number = read(&tokens, 0);
            assert_eq!(number.map(|n| n.value), value, "{text}");
            assert!(number.is_none_or(|n| n.tokens == tokens.len()), "{text}");
        }
    }
}
