//! One pass over a text that tells which steps could have work in it, so that clean text costs that
//! pass and nothing else.

use super::Normalizer;
use crate::ToneStyle;
use crate::letters::{Tone, is_vowel_shape, split_vowel};
use unicode_normalization::char::is_combining_mark;

/// What lies between characters rather than in one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A space beside a space, or at the end of a line.
    SpaceRun,
    /// A hyphen behind a letter or figure, at the end of a line.
    LineHyphen,
    /// A tone mark that may stand on the wrong vowel.
    Tone,
}

/// A set of steps, one bit for each place in the pipeline.
pub(crate) type Steps = u16;

/// What the automaton needs to know of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    Other,
    Newline,
    Space,
    Hyphen,
    Digit,
    Consonant,
    Q,
    G,
    I,
    U,
    /// a, e, o, y without a tone mark.
    Plain,
    /// ă â ê ô ơ ư without a tone mark.
    Shaped,
    MarkedI,
    MarkedU,
    MarkedPlain,
    MarkedShaped,
}

impl Kind {
    const ALL: [Kind; 16] = [
        Kind::Other,
        Kind::Newline,
        Kind::Space,
        Kind::Hyphen,
        Kind::Digit,
        Kind::Consonant,
        Kind::Q,
        Kind::G,
        Kind::I,
        Kind::U,
        Kind::Plain,
        Kind::Shaped,
        Kind::MarkedI,
        Kind::MarkedU,
        Kind::MarkedPlain,
        Kind::MarkedShaped,
    ];

    fn of(c: char) -> Self {
        if let Some((base, tone)) = split_vowel(c) {
            return match (base.to_ascii_lowercase(), tone == Tone::Level) {
                ('i', true) => Kind::I,
                ('u', true) => Kind::U,
                ('i', false) => Kind::MarkedI,
                ('u', false) => Kind::MarkedU,
                (_, true) if is_vowel_shape(base) => Kind::Shaped,
                (_, false) if is_vowel_shape(base) => Kind::MarkedShaped,
                (_, true) => Kind::Plain,
                (_, false) => Kind::MarkedPlain,
            };
        }
        match c {
            '\n' => Kind::Newline,
            ' ' => Kind::Space,
            '-' | '\u{2010}' => Kind::Hyphen,
            '0'..='9' => Kind::Digit,
            'q' | 'Q' => Kind::Q,
            'g' | 'G' => Kind::G,
            // A mark that could not compose belongs to its word, which then is no syllable.
            _ if c.is_alphabetic() || is_combining_mark(c) => Kind::Consonant,
            _ => Kind::Other,
        }
    }
}

/// What has been read: the place in the line or, within a word, its vowels so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum State {
    LineStart,
    Space,
    Between,
    Digit,
    /// A hyphen behind a letter or figure.
    Hyphen,
    Consonant,
    Q,
    G,
    /// `gi`, `qu`: an onset, if a vowel follows.
    Onset,
    Plain,
    PlainPlain,
    Shaped,
    /// A tone mark on the first vowel, which is no shaped one.
    Marked,
    /// `gì`, `qù`: a tone mark on what is an onset, if a vowel follows.
    MarkedOnset,
    MarkedPlain,
    PlainMarked,
    /// The tone mark stands right unless a shaped vowel follows.
    Settled,
}

impl State {
    const ALL: [State; 17] = [
        State::LineStart,
        State::Space,
        State::Between,
        State::Digit,
        State::Hyphen,
        State::Consonant,
        State::Q,
        State::G,
        State::Onset,
        State::Plain,
        State::PlainPlain,
        State::Shaped,
        State::Marked,
        State::MarkedOnset,
        State::MarkedPlain,
        State::PlainMarked,
        State::Settled,
    ];

    fn in_word(self) -> bool {
        self as u8 >= State::Consonant as u8
    }

    /// The next state, and what the pair of characters may give work to.
    fn read(self, kind: Kind, style: ToneStyle) -> (State, Option<Context>) {
        match kind {
            Kind::Newline | Kind::Space if self == State::Hyphen => {
                (if kind == Kind::Space { State::Space } else { State::LineStart }, Some(Context::LineHyphen))
            }
            Kind::Newline => {
                let context = (self == State::Space).then_some(Context::SpaceRun);
                (State::LineStart, context.or(self.ends_misplaced(style)))
            }
            Kind::Space => {
                let run = matches!(self, State::LineStart | State::Space);
                (State::Space, run.then_some(Context::SpaceRun).or(self.ends_misplaced(style)))
            }
            Kind::Hyphen if self.in_word() || self == State::Digit => {
                (State::Hyphen, self.ends_misplaced(style))
            }
            Kind::Digit => (State::Digit, self.ends_misplaced(style)),
            Kind::Other | Kind::Hyphen => (State::Between, self.ends_misplaced(style)),
            _ => self.read_letter(kind),
        }
    }

    fn read_letter(self, kind: Kind) -> (State, Option<Context>) {
        use State::*;
        let tone = Some(Context::Tone);
        match (self, kind) {
            // A consonant behind the vowels: the rhyme is closed, and its last vowel bears the tone.
            (MarkedPlain, Kind::Consonant | Kind::G | Kind::Q) => (Consonant, tone),
            (_, Kind::Consonant) => (Consonant, None),
            (_, Kind::Q) => (Q, None),
            (_, Kind::G) => (G, None),
            (G, Kind::I) | (Q, Kind::U) => (Onset, None),
            (G, Kind::MarkedI) | (Q, Kind::MarkedU) => (MarkedOnset, None),
            (MarkedOnset | MarkedPlain | PlainMarked, _) if !self.allows(kind) => (Settled, tone),
            (PlainMarked, _) => (Settled, None),
            (Settled | Marked, Kind::Shaped | Kind::MarkedShaped) => (Settled, tone),
            (Settled, _) => (Settled, None),
            (Marked, Kind::Plain | Kind::I | Kind::U) => (MarkedPlain, None),
            (Marked, _) => (Settled, tone),
            (Plain, Kind::Plain | Kind::I | Kind::U) => (PlainPlain, None),
            (PlainPlain, Kind::Plain | Kind::I | Kind::U) => (PlainPlain, None),
            (Shaped, Kind::Plain | Kind::I | Kind::U) => (Shaped, None),
            (_, Kind::Shaped) => (Shaped, None),
            (_, Kind::MarkedShaped) => (Settled, None),
            (Plain, _) => (PlainMarked, None),
            (PlainPlain | Shaped, _) => (Settled, tone),
            (_, Kind::Plain | Kind::I | Kind::U) => (Plain, None),
            _ => (Marked, None),
        }
    }

    /// True where a vowel may follow a tone mark that stands right.
    fn allows(self, kind: Kind) -> bool {
        self == State::PlainMarked && matches!(kind, Kind::Plain | Kind::I | Kind::U)
    }

    /// An open pair of plain vowels bears the tone on the first, or on either as the style has it.
    fn ends_misplaced(self, style: ToneStyle) -> Option<Context> {
        match (self, style) {
            (State::PlainMarked, _) | (State::MarkedPlain, ToneStyle::Reformed) => Some(Context::Tone),
            _ => None,
        }
    }
}

/// Characters below this have an entry in the table; all letters and marks of Vietnamese do, and the
/// punctuation of the press.
const TABLE_END: usize = 0x2200;

/// A set of characters, for finding them as fast as a scan.
pub(crate) struct CharSet {
    table: Box<[bool]>,
    has: fn(char) -> bool,
}

impl CharSet {
    pub(crate) fn new(has: fn(char) -> bool) -> Self {
        let table = (0..TABLE_END as u32).map(|c| char::from_u32(c).is_some_and(has)).collect();
        Self { table, has }
    }

    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        match self.table.get(c as usize) {
            Some(has) => *has,
            None => (self.has)(c),
        }
    }

    /// Every character of the set in a text that is not ASCII, with its place.
    pub(crate) fn find_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        text.char_indices().filter(|(_, c)| !c.is_ascii() && self.has(*c))
    }
}

/// The automaton, compiled for a list of steps.
pub(crate) struct Scanner {
    /// For each character its [`Kind`] (low byte) and the steps it wakes (high half).
    chars: Box<[u32]>,
    /// For each state and kind the next state (low byte) and the steps woken (high half).
    moves: [[u32; Kind::ALL.len()]; State::ALL.len()],
    /// The steps woken by the end of the text, as by a line's.
    tone: Steps,
    steps: Vec<&'static dyn Normalizer>,
}

impl Scanner {
    pub(crate) fn new(steps: &[&'static dyn Normalizer], style: ToneStyle) -> Self {
        let woken = |context: Option<Context>| -> Steps {
            bits(steps, |step| context.is_some() && context == step.context())
        };
        let mut moves = [[0; Kind::ALL.len()]; State::ALL.len()];
        for state in State::ALL {
            for kind in Kind::ALL {
                let (next, context) = state.read(kind, style);
                moves[state as usize][kind as usize] = entry(next as u8, woken(context));
            }
        }
        let chars = (0..TABLE_END as u32)
            .map(|c| char::from_u32(c).unwrap_or('\0'))
            .map(|c| entry(Kind::of(c) as u8, bits(steps, |step| step.wakes(c))))
            .collect();
        Self { chars, moves, tone: woken(Some(Context::Tone)), steps: steps.to_vec() }
    }

    /// The steps that could have work in `text`.
    pub(crate) fn scan(&self, text: &str) -> Steps {
        let mut scan = Scan::new(self);
        for c in text.chars() {
            scan.read(c);
        }
        scan.read('\n');
        scan.woken
    }

    /// Calls `found` with the byte range of every word whose tone mark may stand wrong.
    pub(crate) fn suspects(&self, text: &str, mut found: impl FnMut(std::ops::Range<usize>)) {
        let mut scan = Scan::new(self);
        let (mut start, mut suspect) = (0, false);
        for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
            scan.woken = 0;
            let inside = scan.in_word();
            scan.read(c);
            suspect |= scan.woken & self.tone != 0;
            if !scan.in_word() {
                if std::mem::take(&mut suspect) {
                    found(start..at);
                }
            } else if !inside {
                start = at;
            }
        }
    }

    fn entry(&self, c: char) -> u32 {
        match self.chars.get(c as usize) {
            Some(entry) => *entry,
            // Ideographs, Hangul syllables and emoji wake nothing.
            None if matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}') => Kind::Consonant as u32,
            None if matches!(c, '\u{1f300}'..='\u{1faff}') => Kind::Other as u32,
            None => entry(Kind::of(c) as u8, bits(&self.steps, |step| step.wakes(c))),
        }
    }
}

struct Scan<'s> {
    scanner: &'s Scanner,
    state: u8,
    woken: Steps,
}

impl<'s> Scan<'s> {
    fn new(scanner: &'s Scanner) -> Self {
        Self { scanner, state: State::LineStart as u8, woken: 0 }
    }

    #[inline]
    fn read(&mut self, c: char) {
        let entry = self.scanner.entry(c);
        let next = self.scanner.moves[usize::from(self.state)][(entry & 0xff) as usize];
        self.woken |= ((entry | next) >> 16) as Steps;
        self.state = next as u8;
    }

    fn in_word(&self) -> bool {
        State::ALL[usize::from(self.state)].in_word()
    }
}

fn entry(low: u8, steps: Steps) -> u32 {
    u32::from(low) | u32::from(steps) << 16
}

fn bits(steps: &[&'static dyn Normalizer], wakes: impl Fn(&dyn Normalizer) -> bool) -> Steps {
    steps.iter().enumerate().fold(0, |bits, (i, step)| bits | Steps::from(wakes(*step)) << i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_in_the_order_of_their_enums() {
        assert!(Kind::ALL.iter().enumerate().all(|(i, kind)| *kind as usize == i));
        assert!(State::ALL.iter().enumerate().all(|(i, state)| *state as usize == i));
        assert_eq!(
            (Kind::MarkedShaped as usize, State::Settled as usize),
            (Kind::ALL.len() - 1, State::ALL.len() - 1)
        );
    }

    #[test]
    fn a_word_is_suspect_where_its_tone_may_stand_wrong() {
        static STEP: super::super::TonePlacement = super::super::TonePlacement(ToneStyle::Traditional);
        let scanner = Scanner::new(&[&STEP], ToneStyle::Traditional);
        for (word, suspect) in [
            ("hòa", false),
            ("hoà", true),
            ("hoàn", false),
            ("hòan", true),
            ("ngoài", false),
            ("ngòai", true),
            ("quý", false),
            ("qúy", true),
            ("già", false),
            ("gìa", true),
            ("giếng", false),
            ("gì", false),
            ("người", false),
            ("tuyển", false),
            ("tủyên", true),
            ("của", false),
            ("cuả", true),
            ("rượu", false),
            ("khuỷu", false),
            ("khủyu", true),
            ("ưu", false),
            ("thuở", false),
            ("Huế", false),
            ("HOÀ", true),
        ] {
            assert_eq!(scanner.scan(word) != 0, suspect, "{word}");
        }
    }
}
