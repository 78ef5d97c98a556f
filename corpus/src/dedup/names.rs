//! When two names are one: persons by their syllables, bodies without the office that stands for them.

use super::shingle::{combine, hash, hashes, syllables};
use super::words::Words;

/// The hash of a person's or a recipient's name: its syllables in small letters. One syllable is no name.
pub fn name(text: &str) -> Option<u64> {
    let parts = syllables(text);
    (parts.len() > 1).then(|| hash(&parts.join(" ")))
}

/// The hash of a body's name, without the office that stands for it and with the trade's abbreviations: "Chủ tịch
/// UBND tỉnh Hà Nam" and "tỉnh Hà Nam" are one, and so are "Bộ GD-ĐT" and "Bộ trưởng Bộ Giáo dục và Đào tạo".
pub fn body(text: &str) -> Option<u64> {
    let bare = Words::standard().bare(&syllables(text).join(" "));
    (!bare.is_empty()).then(|| hash(&bare))
}

/// The hash of a name's last two syllables: papers leave family names out.
pub(super) fn given_name(text: &str) -> Option<u64> {
    hashes(text).last_chunk::<2>().map(|pair| combine(pair))
}

/// The pairs of syllables of a headline, in its order.
pub(super) fn pairs(headline: &str) -> Vec<u64> {
    hashes(headline).windows(2).map(combine).collect()
}

/// Whether a name stands whole within another: "Bắc Hà" in "UBND huyện Bắc Hà" and "huyện Bắc Hà, Lào Cai". Both in
/// small letters.
pub(super) fn holds(name: &str, plain: &str) -> bool {
    name.match_indices(plain).any(|(at, _)| {
        let before = name[..at].chars().next_back();
        let after = name[at + plain.len()..].chars().next();
        [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_and_full_forms_make_no_other_body_and_other_places_do() {
        for (one, other, same) in [
            ("Chủ tịch UBND tỉnh Hà Nam", "tỉnh Hà Nam", true),
            ("Bộ GD-ĐT", "Bộ trưởng Bộ Giáo dục và Đào tạo", true),
            ("UBND TP. HCM", "Ủy ban nhân dân Thành phố Hồ Chí Minh", true),
            ("UBND tỉnh Hà Nam", "UBND tỉnh Hà Giang", false),
            ("huyện Hà Nam", "tỉnh Hà Nam", false),
        ] {
            assert_eq!(body(one) == body(other), same, "{one}, {other}");
        }
    }

    #[test]
    fn a_name_is_held_whole_or_not_at_all() {
        for (name, plain, held) in [
            ("ubnd huyện bắc hà", "bắc hà", true),
            ("phường 2, tây ninh", "2", true),
            ("hà namibia", "hà nam", false),
            ("thanh hà", "hà", true),
        ] {
            assert_eq!(holds(name, plain), held, "{name}, {plain}");
        }
    }
}
