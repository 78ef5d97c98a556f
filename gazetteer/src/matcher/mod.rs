//! Finding every form of every table in a text.
//!
//! Forms lie in two layers, which are read apart: the words that texts are made of, names of provinces and
//! districts among them ([`Gazetteer::hits`]), and the names of all administrative units, of which those
//! of the communes are men's names and common words besides ([`Gazetteer::names`],
//! [`Gazetteer::place_at`]).

pub(crate) mod layer;
mod numbers;
mod token;
mod trie;

use crate::Gazetteer;
use bangvang_normalize::Folded;
use layer::{Capitals, Found, Layer, Meaning};

/// What a form can mean. Numbers are indices into the gazetteer's tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// [`Gazetteer::award_forms`]
    Award(usize),
    /// [`crate::Units::all`]
    Unit(usize),
    /// [`Gazetteer::places_abroad`]
    Abroad(usize),
    /// [`Gazetteer::unit_types`]
    UnitType(usize),
    /// [`Gazetteer::bodies`]
    Body(usize),
    /// A field of work, part of a body's name.
    Field,
    /// [`Gazetteer::offices`]
    Office(usize),
    /// [`Gazetteer::nouns`]
    Noun(usize),
    /// [`crate::Cues::forms`]
    Cue(usize),
    /// [`Gazetteer::numerals`]
    Numeral(usize),
    /// A family name; true where it alone tells that a person is named.
    Surname(bool),
    /// A word that contains other forms and means something else: "phong trào", "nhiệm vụ".
    Compound,
    /// A thing that is named after places, so that a name behind it is none: "cầu", "sân bay".
    Namesake,
}

/// A form found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First byte in the text (not the folded one).
    pub start: usize,
    /// End byte in the text.
    pub end: usize,
    /// Index of the form, for [`Gazetteer::senses`].
    pub form: u32,
}

/// The name of administrative units, found in a text.
#[derive(Debug, Clone, Copy)]
pub struct PlaceName<'g> {
    /// First byte in the text (not the folded one).
    pub start: usize,
    /// End byte in the text.
    pub end: usize,
    meanings: &'g [Meaning<usize>],
    capitals: Capitals,
}

impl<'g> PlaceName<'g> {
    /// The units of this name, as indices into [`crate::Units::all`]: of any rank, and of any time.
    pub fn units(&self) -> impl Iterator<Item = usize> + 'g {
        let capitals = self.capitals;
        self.meanings.iter().filter_map(move |meaning| meaning.with(capitals))
    }
}

/// The forms, by layer.
#[derive(Debug, Default)]
pub(crate) struct Matcher {
    words: Layer<Sense>,
    places: Layer<usize>,
}

impl Matcher {
    /// Adds a form to the words, with one more sense.
    pub(crate) fn add(&mut self, form: &str, sense: Sense) {
        self.words.add(form, &[sense]);
    }

    /// Adds forms to the words, each with one more sense.
    pub(crate) fn extend<'f>(&mut self, forms: impl Iterator<Item = (&'f str, Sense)>) {
        forms.for_each(|(form, sense)| self.add(form, sense));
    }

    /// Adds a name to the places, with the units that bear it.
    pub(crate) fn add_place(&mut self, name: &str, units: &[usize]) {
        self.places.add(name, units);
    }

    fn place<'g>(&'g self, text: &str, found: Found) -> PlaceName<'g> {
        let Found { start, end, form } = found;
        let capitals = Capitals::of(&text[start..end]);
        PlaceName { start, end, meanings: self.places.meanings(form), capitals }
    }
}

impl Gazetteer {
    /// Every form in a text, from left to right, the longest at each place, whole words only, and only
    /// where the capitals of the table stand in the text too. `folded` is [`bangvang_normalize::fold`]
    /// of `text`.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// let text = "UBND tỉnh Hà Nam tặng Bằng khen";
    /// let hits = Gazetteer::standard().hits(text, &bangvang_normalize::fold(text));
    /// let forms: Vec<_> = hits.iter().map(|h| &text[h.start..h.end]).collect();
    /// assert_eq!(forms, ["UBND", "tỉnh", "Hà Nam", "tặng", "Bằng khen"]);
    /// ```
    pub fn hits(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(folded.text.len() / 12);
        self.matcher
            .words
            .each(text, folded, |Found { start, end, form }| hits.push(Hit { start, end, form }));
        hits
    }

    /// What a hit can mean, given the text it covers.
    pub fn senses<'g>(&'g self, form: u32, text: &str) -> impl Iterator<Item = Sense> + 'g {
        let meanings = self.matcher.words.meanings(form);
        let capitals = Capitals::asked(meanings, text);
        meanings.iter().filter_map(move |meaning| meaning.with(capitals))
    }

    /// How many different forms there are that [`Gazetteer::hits`] finds.
    pub fn forms(&self) -> usize {
        self.matcher.words.len()
    }

    /// The folding keys of these forms.
    pub fn form_keys(&self) -> impl Iterator<Item = &str> {
        self.matcher.words.keys()
    }

    /// Every name of administrative units of any rank, otherwise as [`Gazetteer::hits`]. Many are the names
    /// of men or common words too, and those of numbered units are mere numbers: only the words before it
    /// tell that a name is meant.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// let text = "huyện Bắc Hà, tỉnh Lào Cai";
    /// let names = Gazetteer::standard().names(text, &bangvang_normalize::fold(text));
    /// let names: Vec<_> = names.iter().map(|n| &text[n.start..n.end]).collect();
    /// assert_eq!(names, ["Bắc Hà", "Lào Cai"]);
    /// ```
    pub fn names(&self, text: &str, folded: &Folded) -> Vec<PlaceName<'_>> {
        let mut names = Vec::new();
        self.matcher.places.each(text, folded, |found| names.push(self.matcher.place(text, found)));
        names
    }

    /// The longest name of administrative units of any rank that begins at a byte of the text, ends with a
    /// word and has its capitals. `folded` is [`bangvang_normalize::fold`] of `text`.
    ///
    /// ```
    /// use bangvang_gazetteer::Gazetteer;
    /// let (gazetteer, text) = (Gazetteer::standard(), "huyện Bắc Hà");
    /// let folded = bangvang_normalize::fold(text);
    /// let name = gazetteer.place_at(text, &folded, "huyện ".len()).unwrap();
    /// assert_eq!(&text[name.start..name.end], "Bắc Hà");
    /// assert!(name.units().all(|unit| gazetteer.units().all()[unit].name == "Bắc Hà"));
    /// assert!(gazetteer.place_at(text, &folded, 0).is_none());
    /// ```
    pub fn place_at(&self, text: &str, folded: &Folded, byte: usize) -> Option<PlaceName<'_>> {
        let found = self.matcher.places.at(text, folded, folded.folded(byte)?)?;
        Some(self.matcher.place(text, found))
    }

    /// The folding keys of the names that [`Gazetteer::names`] finds.
    pub fn name_keys(&self) -> impl Iterator<Item = &str> {
        self.matcher.places.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangvang_normalize::fold;

    fn found(text: &str) -> Vec<&str> {
        let hits = Gazetteer::standard().hits(text, &fold(text));
        hits.iter().map(|h| &text[h.start..h.end]).collect()
    }

    #[test]
    fn forms_match_whole_words_longest_first_and_with_their_capitals() {
        for (text, want) in [
            ("chiến sỹ thi đua cơ sở", vec!["chiến sỹ thi đua cơ sở"]),
            ("không", vec!["không"]),
            ("công dân", vec!["công dân"]),
            ("Hà Nambia", vec!["Hà"]),
            ("hà nam", vec!["nam"]),
            ("HÀ NAM", vec!["HÀ NAM"]),
            ("ấp Bắc Hà", vec!["ấp", "Bắc Hà"]),
            ("HCLĐ", vec!["HCLĐ"]),
            ("hclđ", vec![]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn a_name_is_found_from_its_byte_in_the_text() {
        let gazetteer = Gazetteer::standard();
        // What folding shortens and lengthens lies before the names.
        for (text, want) in [
            ("kỹ sỹ – Ⱥ “huyện Bắc Hà”", Some("Bắc Hà")),
            ("Quận 10,", Some("10")),
            ("TP.Huế", Some("Huế")),
            ("Hà Namibia", None),
            ("huyện bắc hà", None),
            ("xBắc Hà", None),
        ] {
            let byte = want.map_or(1, |name| text.find(name).unwrap());
            let folded = fold(text);
            let names: Vec<_> = text
                .char_indices()
                .filter_map(|(at, _)| gazetteer.place_at(text, &folded, at))
                .map(|name| (name.start, &text[name.start..name.end]))
                .collect();
            assert_eq!(
                names.iter().find(|(at, _)| *at == byte).map(|(_, name)| *name),
                want,
                "{text}: {names:?}"
            );
        }
        assert!(gazetteer.place_at("Huế", &fold("Huế"), 4).is_none());
        assert!(gazetteer.place_at("Huế", &fold("Huế"), 99).is_none());
    }

    #[test]
    fn the_layers_are_read_apart() {
        let mut matcher = Matcher::default();
        matcher.add("quang", Sense::Compound);
        matcher.add_place("Quang Trung", &[7]);
        let text = "xã Quang Trung";
        let mut words = Vec::new();
        matcher.words.each(text, &fold(text), |found| words.push(&text[found.start..found.end]));
        assert_eq!(words, ["Quang"]);
        let found = matcher.places.at(text, &fold(text), 4).unwrap();
        assert_eq!(matcher.place(text, found).units().collect::<Vec<_>>(), [7]);
    }
}
