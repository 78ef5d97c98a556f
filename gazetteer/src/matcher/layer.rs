//! A set of forms that is looked for on its own.

use super::trie::{Candidate, Trie};
use bangvang_normalize::{Folded, clean, fold};

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

/// Which words begin with a capital, as bits from the first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Capitals(u32);

impl Capitals {
    /// The words of a form or text that are capitalised.
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(' ').take(u32::BITS as usize).enumerate();
        Self(words.filter(|(_, w)| w.starts_with(char::is_uppercase)).fold(0, |bits, (i, _)| bits | 1 << i))
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
    /// Adds a form with one more meaning. A dash between two names stands for every way to join them.
    pub(super) fn add(&mut self, form: &str, sense: S) {
        self.add_spelling(form, sense);
        if form.contains(" - ") {
            for joint in ["-", ", ", " "] {
                self.add_spelling(&form.replace(" - ", joint), sense);
            }
        }
    }

    fn add_spelling(&mut self, form: &str, sense: S) {
        let form = clean(form).text;
        let key = fold(&form).text;
        let new = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        let Some(number) = self.trie.number(&key, new) else { return };
        if number == new {
            self.forms.push(Vec::new());
            self.keys.0.push_str(&key);
            self.keys.1.push(self.keys.0.len());
        }
        let meanings = &mut self.forms[number as usize];
        if !meanings.iter().any(|m| m.sense == sense) {
            meanings.push(Meaning { sense, capitals: Capitals::of(&form) });
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
        let (haystack, mut candidates) = (folded.text.as_str(), Vec::new());
        let mut next = self.trie.token(haystack, 0);
        while let Some(token) = next {
            let second = self.trie.forms(haystack, token, &mut candidates);
            next = match self.longest(text, folded, token.start, &mut candidates) {
                Some((end, found)) => {
                    then(found);
                    self.trie.token(haystack, end)
                }
                // Nothing begins with this word, but the next one may begin something.
                None => second.or_else(|| self.trie.token(haystack, token.end)),
            };
        }
    }

    /// The longest form that begins at a byte of the folded text, which is the start of a word or sign.
    pub(super) fn at(&self, text: &str, folded: &Folded, start: usize) -> Option<Found> {
        let mut candidates = Vec::new();
        self.trie.forms(&folded.text, self.trie.first(&folded.text, start)?, &mut candidates);
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
        candidates.drain(..).rev().find_map(|Candidate { end, form }| {
            let span = folded.original(start..end);
            let capitals = Capitals::of(&text[span.clone()]);
            let meant = self.meanings(form).iter().any(|m| m.with(capitals).is_some());
            meant.then_some((end, Found { start: span.start, end: span.end, form }))
        })
    }
}
