//! One automaton over every form of every table.

use crate::Gazetteer;
use aho_corasick::{AhoCorasick, Input, MatchKind};
use bangvang_normalize::{Folded, key};
use std::borrow::Cow;
use std::collections::HashMap;

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

/// The forms, with the senses of each, and the automaton over their folding keys.
#[derive(Debug)]
pub(crate) struct Matcher {
    automaton: AhoCorasick,
    forms: Vec<Form>,
    by_key: HashMap<String, u32>,
}

#[derive(Debug)]
struct Form {
    senses: Vec<(Sense, Capitals)>,
}

/// Which words of a form must begin with a capital in the text, as bits from the first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Capitals(u32);

impl Capitals {
    /// The words that are capitalised in the table.
    fn of(form: &str) -> Self {
        let words = form.split(' ').take(u32::BITS as usize).enumerate();
        Self(words.filter(|(_, w)| w.starts_with(char::is_uppercase)).fold(0, |bits, (i, _)| bits | 1 << i))
    }

    fn allow(self, text: &str) -> bool {
        self.0 == 0 || self.0 & !Self::of(text).0 == 0
    }
}

/// Gathers forms before the automaton is built.
#[derive(Default)]
pub(crate) struct Builder {
    forms: Vec<Form>,
    by_key: HashMap<String, u32>,
}

/// A form as it stands, and where it joins two names with a dash, with every other way to join them.
pub(crate) fn spellings(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let joints = if form.contains(" - ") { &["-", ", ", " "][..] } else { &[] };
    let others = joints.iter().map(move |joint| Cow::Owned(form.replace(" - ", joint)));
    [Cow::Borrowed(form)].into_iter().chain(others)
}

impl Builder {
    /// Adds a form with one more sense. It is found in each of its [`spellings`].
    pub(crate) fn add(&mut self, form: &str, sense: Sense) {
        spellings(form).for_each(|spelling| self.add_spelling(&spelling, sense));
    }

    fn add_spelling(&mut self, form: &str, sense: Sense) {
        let next = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let at = *self.by_key.entry(key(form)).or_insert(next);
        if at == next {
            self.forms.push(Form { senses: Vec::new() });
        }
        let senses = &mut self.forms[at as usize].senses;
        if !senses.iter().any(|(s, _)| *s == sense) {
            senses.push((sense, Capitals::of(form)));
        }
    }

    pub(crate) fn build(self) -> Result<Matcher, aho_corasick::BuildError> {
        let mut keys = vec![""; self.forms.len()];
        for (key, at) in &self.by_key {
            keys[*at as usize] = key;
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(keys)?;
        Ok(Matcher { automaton, forms: self.forms, by_key: self.by_key })
    }
}

impl Matcher {
    pub(crate) fn automaton(&self) -> &AhoCorasick {
        &self.automaton
    }

    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    /// The senses of a form that the capitals of `text` allow.
    pub(crate) fn senses<'m>(&'m self, form: u32, text: &'m str) -> impl Iterator<Item = Sense> + 'm {
        let senses = &self.forms[form as usize].senses;
        senses.iter().filter(|(_, capitals)| capitals.allow(text)).map(|(sense, _)| *sense)
    }

    /// Every form in the text, from left to right, the longest at each place, whole words only.
    pub(crate) fn hits(&self, text: &str, folded: &Folded) -> Vec<Hit> {
        let haystack = folded.text.as_str();
        let mut hits = Vec::with_capacity(haystack.len() / 12);
        let mut from = 0;
        while let Some(found) = self.automaton.find(Input::new(haystack).range(from..)) {
            let longest = (found.end(), found.pattern().as_u32());
            let hit = starts_word(haystack, found.start())
                .then(|| self.accept(text, folded, found.start(), longest))
                .flatten();
            from = match hit {
                Some((end, hit)) => {
                    hits.push(hit);
                    end
                }
                // Nothing begins with this word here, but the next word may begin something.
                None => after_word(haystack, found.start()),
            };
        }
        hits
    }

    /// The longest form from `start` on that ends with a word and has its capitals: in "hà namibia" not
    /// "hà nam". Returns its end in the folded text.
    fn accept(
        &self,
        text: &str,
        folded: &Folded,
        start: usize,
        longest: (usize, u32),
    ) -> Option<(usize, Hit)> {
        let haystack = folded.text.as_str();
        let (mut end, mut form) = (longest.0, Some(longest.1));
        loop {
            if let Some(form) = form.filter(|_| starts_word(haystack, end)) {
                let span = folded.original(start..end);
                if self.senses(form, &text[span.clone()]).next().is_some() {
                    return Some((end, Hit { start: span.start, end: span.end, form }));
                }
            }
            end = start + haystack[start..end].rfind(' ')?;
            form = self.by_key.get(&haystack[start..end]).copied();
        }
    }
}

/// True where no letter or digit runs on across `at`.
fn starts_word(text: &str, at: usize) -> bool {
    let word = |c: char| c.is_alphanumeric();
    !(text[..at].chars().next_back().is_some_and(word) && text[at..].chars().next().is_some_and(word))
}

/// The end of the word at `at`, which begins or continues there.
fn after_word(text: &str, at: usize) -> usize {
    let mut chars = text[at..].char_indices().skip(1);
    chars.find(|(_, c)| !c.is_alphanumeric()).map_or(text.len(), |(i, _)| at + i)
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
        self.matcher.hits(text, folded)
    }

    /// What a hit can mean, given the text it covers.
    pub fn senses<'g>(&'g self, form: u32, text: &'g str) -> impl Iterator<Item = Sense> + 'g {
        self.matcher.senses(form, text)
    }

    /// The automaton itself, for measuring.
    pub fn automaton(&self) -> &AhoCorasick {
        self.matcher.automaton()
    }

    /// How many different forms there are.
    pub fn forms(&self) -> usize {
        self.matcher.len()
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
            ("Hà Namibia", vec!["Hà"]),
            ("hà nam", vec!["nam"]),
            ("HÀ NAM", vec!["HÀ NAM"]),
            ("ấp Bắc Hà", vec!["ấp", "Bắc Hà"]),
            ("HCLĐ", vec!["HCLĐ"]),
            ("hclđ", vec![]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }
}
