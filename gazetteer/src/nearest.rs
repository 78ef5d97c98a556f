//! What somebody may have meant.

use bangvang_normalize::bare_key;
use strsim::damerau_levenshtein;

/// The name that `word` is most like, if it is like any: at most a third of its letters are to be changed,
/// capitals and diacritics not counted.
pub(crate) fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    near(word, names).min().map(|(_, name)| name)
}

/// The `most` names that `word` is like as [`nearest`] measures, the likeliest first; those as likely keep their order.
pub(crate) fn nearest_few<'n>(
    word: &str,
    names: impl IntoIterator<Item = &'n str>,
    most: usize,
) -> Vec<&'n str> {
    let mut near: Vec<_> = near(word, names).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(most).map(|(_, name)| name).collect()
}

/// The names that a word is like, each with how many letters are to be changed.
fn near<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> impl Iterator<Item = (usize, &'n str)> {
    let word = bare_key(word);
    let length = word.chars().count();
    let most = length.div_ceil(3);
    names.into_iter().filter_map(move |name| {
        let bare = bare_key(name);
        // What differs so much in length is not like it, and to measure it takes time.
        let distance =
            (bare.chars().count().abs_diff(length) <= most).then(|| damerau_levenshtein(&word, &bare));
        distance.filter(|distance| *distance <= most).map(|distance| (distance, name))
    })
}

/// "; did you mean bodies.csv?", or nothing.
pub(crate) fn did_you_mean<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    nearest(word, names).map_or_else(String::new, |name| format!("; did you mean {name}?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["fixed", "place", "name", "bằng khen"];
        for (word, want) in [
            ("plase", Some("place")),
            ("PLACE", Some("place")),
            ("bang khen", Some("bằng khen")),
            ("nmae", Some("name")),
            ("university", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), want, "{word}");
        }
    }
}
