//! A set of forms that is looked for on its own.

use super::trie::{Candidate, Trie};
use bangvang_normalize::{Folded, fold};
use std::borrow::Cow;

/// Forms, each with what it can mean.
#[derive(Debug)]
pub(super) struct Layer<S> {
    trie: Trie,
    /// By number.
    forms: Vec<Vec<Meaning<S>>>,
    /// The folding keys of the forms, one after the other, and the end of each.
    keys: (String, Vec<usize>),
}

/// Something that a form can mean, and the capitals that it is written with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Meaning<S> {
    sense: S,
    capitals: Capitals,
}

/// A form as it stands, and where it joins two names with a dash, with every other way to join them.
pub(crate) fn spellings(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let joints = if form.contains(" - ") { &["-", ", ", " "][..] } else { &[] };
    let others = joints.iter().map(move |joint| Cow::Owned(form.replace(" - ", joint)));
    [Cow::Borrowed(form)].into_iter().chain(others)
}

/// Which words begin with a capital, as bits from the first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capitals(u32);

impl Capitals {
    const NONE: Self = Self(0);

    /// The words of a form or text that are capitalised.
    pub(super) fn of(text: &str) -> Self {
        let (mut bits, mut word, mut begins) = (0, 0, true);
        for (at, byte) in text.bytes().enumerate() {
            if begins && text[at..].starts_with(char::is_uppercase) {
                bits |= 1 << word;
            }
            begins = byte == b' ';
            word += u32::from(begins);
            if word == u32::BITS {
                break;
            }
        }
        Self(bits)
    }

    /// Those of the text that a form with these meanings asks for: none where they ask for none.
    pub(super) fn asked<S>(meanings: &[Meaning<S>], text: &str) -> Self {
        if meanings.iter().all(|m| m.capitals == Self::NONE) { Self::NONE } else { Self::of(text) }
    }
}

impl<S: Copy> Meaning<S> {
    /// What is meant, where at least its capitals are among those of the text.
    pub(super) fn with(self, text: Capitals) -> Option<S> {
        (self.capitals.0 & !text.0 == 0).then_some(self.sense)
    }
}

/// A form that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// First byte in the text.
    pub(super) start: usize,
    /// End byte in the text.
    pub(super) end: usize,
    /// Number of the form.
    pub(super) form: u32,
}

impl<S> Default for Layer<S> {
    fn default() -> Self {
        Self { trie: Trie::default(), forms: Vec::new(), keys: (String::new(), Vec::new()) }
    }
}

impl<S: Copy + PartialEq> Layer<S> {
    /// Adds a form that can mean each of `senses`. It is found in each of its [`spellings`].
    pub(super) fn add(&mut self, form: &str, senses: &[S]) {
        spellings(form).for_each(|spelling| self.add_spelling(&spelling, senses));
    }

    /// Forms come from tables, whose cells are in normal form.
    fn add_spelling(&mut self, form: &str, senses: &[S]) {
        let key = fold(form).text;
        let new = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let Some(number) = self.trie.number(&key, new) else { return };
        if number == new {
            self.forms.push(Vec::with_capacity(senses.len()));
            self.keys.0.push_str(&key);
            self.keys.1.push(self.keys.0.len());
        }
        let capitals = Capitals::of(form);
        let meanings = &mut self.forms[number as usize];
        for sense in senses.iter().copied() {
            if !meanings.iter().any(|m| m.sense == sense) {
                meanings.push(Meaning { sense, capitals });
            }
        }
    }

    /// How many different forms there are.
    pub(super) fn len(&self) -> usize {
        self.forms.len()
    }

    /// The folding keys of the forms, by number.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let (keys, ends) = &self.keys;
        let starts = [0].into_iter().chain(ends.iter().copied());
        starts.zip(ends).map(|(start, end)| &keys[start..*end])
    }

    /// All that a form can mean, whatever its capitals.
    pub(super) fn meanings(&self, form: u32) -> &[Meaning<S>] {
        &self.forms[form as usize]
    }

    /// Every form in a text, from left to right, the longest at each place.
    pub(super) fn each(&self, text: &str, folded: &Folded, mut then: impl FnMut(Found)) {
        let tokens = self.trie.tokens(&folded.text);
        let (mut rest, mut candidates) = (tokens.as_slice(), Vec::new());
        while let Some(first) = rest.first() {
            self.trie.forms(rest, &mut candidates);
            let taken = match self.longest(text, folded, first.start, &mut candidates) {
                Some((end, found)) => {
                    then(found);
                    rest.iter().take_while(|token| token.end <= end).count()
                }
                // Nothing begins with this word, but the next one may begin something.
                None => 1,
            };
            rest = &rest[taken..];
        }
    }

    /// The longest form that begins at a byte of the folded text, which is the start of a word or sign.
    pub(super) fn at(&self, text: &str, folded: &Folded, start: usize) -> Option<Found> {
        let mut candidates = Vec::new();
        self.trie.forms(&self.trie.tokens_at(&folded.text, start), &mut candidates);
        self.longest(text, folded, start, &mut candidates).map(|(_, found)| found)
    }

    /// The last of the candidates, whose longest is last, that has its capitals; none is left over. Returns
    /// its end in the folded text too.
    #[inline]
    fn longest(
        &self,
        text: &str,
        folded: &Folded,
        start: usize,
        candidates: &mut Vec<Candidate>,
    ) -> Option<(usize, Found)> {
        if candidates.is_empty() {
            return None;
        }
        candidates.drain(..).rev().find_map(|Candidate { end, form }| {
            let span = folded.original(start..end);
            let meanings = self.meanings(form);
            // Most forms have a meaning that asks for no capitals.
            let meant = meanings.iter().any(|m| m.capitals == Capitals::NONE) || {
                let capitals = Capitals::of(&text[span.clone()]);
                meanings.iter().any(|m| m.with(capitals).is_some())
            };
            meant.then_some((end, Found { start: span.start, end: span.end, form }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bangvang_normalize::{clean, key};
    use proptest::prelude::*;
    use std::ops::Range;

    fn layer(forms: &[String]) -> Layer<usize> {
        let mut layer = Layer::default();
        forms.iter().enumerate().for_each(|(at, form)| layer.add(form, &[at]));
        layer
    }

    /// Every form is tried at every place, by what the tables' README says of it.
    struct Slow<'t> {
        forms: &'t [String],
        text: &'t str,
        folded: &'t Folded,
    }

    impl Slow<'_> {
        fn is_bound(&self, at: usize) -> bool {
            let (before, rest) = self.folded.text.split_at(at);
            !(before.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric))
        }

        /// The end of the longest form at a byte of the folded text.
        fn at(&self, start: usize) -> Option<usize> {
            let capital = |word: &str| word.starts_with(char::is_uppercase);
            let fits = |form: &String| {
                let key = key(form);
                let end = start + key.len();
                let stands = self.is_bound(start) && self.folded.text[start..].starts_with(&key);
                let whole = stands && !key.is_empty() && self.is_bound(end);
                let (form, text) = (clean(form).text, whole.then(|| self.span(start, end)));
                let mut words = form.split(' ').zip(self.text[text?].split(' '));
                words.all(|(form, text)| !capital(form) || capital(text)).then_some(end)
            };
            self.forms.iter().filter_map(fits).max()
        }

        fn span(&self, start: usize, end: usize) -> Range<usize> {
            self.folded.original(start..end)
        }

        fn starts(&self) -> impl Iterator<Item = usize> {
            self.folded.text.char_indices().map(|(at, _)| at)
        }

        fn each(&self) -> Vec<Range<usize>> {
            let (mut found, mut from) = (Vec::new(), 0);
            for start in self.starts() {
                if let Some(end) = self.at(start).filter(|_| start >= from) {
                    found.push(self.span(start, end));
                    from = end;
                }
            }
            found
        }
    }

    /// Few words, much punctuation, so that forms meet, overlap and run into each other.
    fn name() -> impl Strategy<Value = String> {
        "[\"(]?(hà|Hà|ha|Nam|nam|sỹ|SĨ|TP|5|…)((\\.| |, |-|–|\\. |)(Hà|hà|nam|namibia|Sỹ|b|5|×)){0,3}[.\"%]?"
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop_oneof![name(), "[ .,“\n%ỹỸẩaNK]{1,3}"], 0..12)
            .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn forms_are_found_as_trying_them_all_finds_them(
            forms in prop::collection::vec(name(), 1..12), text in text(), chosen in prop::collection::vec(0..12_usize, 0..6)
        ) {
            // As tables have them: a misread letter (× for ì) that cleaning mends is mended in the forms, too.
            let forms: Vec<String> = forms.iter().map(|form| clean(form).text.into_owned()).collect();
            let named = chosen.iter().filter_map(|at| forms.get(*at)).map(String::as_str);
            let text = clean(&[&text].into_iter().map(String::as_str).chain(named).collect::<Vec<_>>().join(" ")).text.into_owned();
            let folded = fold(&text);
            let (layer, slow) = (layer(&forms), Slow { forms: &forms, text: &text, folded: &folded });
            let mut found = Vec::new();
            layer.each(&text, &folded, |f| found.push(f.start..f.end));
            prop_assert_eq!(found, slow.each(), "{}", text);
            for start in slow.starts() {
                let one = layer.at(&text, &folded, start).map(|f| f.start..f.end);
                prop_assert_eq!(one, slow.at(start).map(|end| slow.span(start, end)), "{} at {}", text, start);
            }
        }
    }

    #[test]
    fn a_dash_between_names_stands_for_every_way_to_join_them() {
        let layer = layer(&["Bà Rịa - Vũng Tàu".to_owned()]);
        for text in ["Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu", "Bà Rịa, Vũng Tàu", "Bà Rịa Vũng Tàu"]
        {
            assert!(layer.at(text, &fold(text), 0).is_some_and(|f| f.end == text.len()), "{text}");
        }
    }

    #[test]
    fn keys_are_those_of_the_forms() {
        let layer = layer(&["Sỹ".to_owned(), "hà nam".to_owned(), "SĨ".to_owned()]);
        assert_eq!(layer.keys().collect::<Vec<_>>(), ["sĩ", "hà nam"]);
        assert_eq!(layer.len(), 2);
    }
}
