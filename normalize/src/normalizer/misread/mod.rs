//! Text that was read in the wrong charset and saved so.

mod reading;

use super::Normalizer;
use super::scan::CharSet;
use crate::Rewriter;
use crate::charset::windows_1252_byte;
use crate::letters::split_vowel;
use crate::signs::is_common;
use reading::{Class, Reading, is_common as is_common_word, is_impossible, is_plausible};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Text read in the wrong charset to what it was: UTF-8 read as windows-1252 or Latin-1 ("Viá»‡t Nam"),
/// up to four times, and TCVN3, VNI, VISCII, windows-1258, VPS, VN1 read so ("Céng hoµ", "Coäng hoøa"). Whole texts and single
/// runs of words, only where the words are Vietnamese after and were none before.
pub struct Misread;

/// Tokens that must gain before a run of words in a good line is believed.
const RUN: isize = 3;
/// Before a line is, all of which gains or may.
const LINE: isize = 2;
/// Before a run is believed without a word to witness.
const LONG: isize = 5;
/// Before a whole text is believed, with the sixth part of it unexplained at most.
const TEXT: usize = 8;
/// How much may speak against a run on the way.
const DIP: isize = 3;

impl Normalizer for Misread {
    fn name(&self) -> &'static str {
        "misread"
    }

    fn wakes(&self, c: char) -> bool {
        is_suspect(c)
    }

    fn rewrite(&self, text: &mut Rewriter<'_>) {
        let source = text.text();
        let suspects: Vec<Line<'_>> =
            suspect_lines(source).filter_map(|range| Line::read(source, range)).collect();
        let whole = whole(&suspects);
        match whole {
            // The short lines between give themselves away less.
            Some(reading) => lines(source)
                .filter_map(|range| Line::read(source, range))
                .for_each(|line| line.repair_as(&reading, text)),
            None => suspects.iter().for_each(|line| line.repair(text)),
        }
    }
}

/// The reading that explains all lines together.
fn whole(lines: &[Line<'_>]) -> Option<Reading> {
    let others: usize = lines.iter().map(Line::others).sum();
    Reading::ALL.into_iter().filter(|_| others >= TEXT).find(|reading| {
        let gained: usize = lines.iter().map(|line| line.gains(reading)).sum();
        // Most readings explain next to nothing, and need not be weighed in full.
        if gained < TEXT || gained * 2 < others {
            return false;
        }
        let effects = lines.iter().flat_map(|line| line.effects(reading));
        gained >= 6 * effects.filter(|effect| effect.weight() < 0).count()
    })
}

/// What bytes of another charset look like and Vietnamese text does not.
fn is_suspect(c: char) -> bool {
    !c.is_ascii() && split_vowel(c).is_none() && !is_common(c) && windows_1252_byte(c).is_some()
}

/// The lines that have a suspect character.
fn suspect_lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    static SUSPECTS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(is_suspect));
    let mut suspects = SUSPECTS.find_in(source);
    let mut end = 0;
    std::iter::from_fn(move || {
        let (at, _) = suspects.find(|(at, _)| *at >= end)?;
        let start = source[..at].rfind(BREAKS).map_or(0, |i| i + 1);
        end = source[at..].find(BREAKS).map_or(source.len(), |i| at + i + 1);
        Some(start..end)
    })
}

/// What ends a line, or a piece of one in a page of markup.
const BREAKS: [char; 3] = ['\n', '<', '>'];

fn lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    source.split_inclusive(BREAKS).map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}

/// A line with something in it that wants explaining.
struct Line<'t> {
    source: &'t str,
    tokens: Vec<Token>,
}

/// What stands between ASCII spaces; a sign like U+00A0 may be a letter of another charset.
struct Token {
    range: Range<usize>,
    class: Class,
}

/// What a reading does to a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// ASCII, or signs that stay.
    Nothing,
    /// Vietnamese, and was none.
    Gain,
    /// Could be Vietnamese either way.
    Either,
    /// Vietnamese as it stands alone.
    Loss,
    /// Vietnamese neither way.
    Unexplained,
}

impl Effect {
    fn weight(self) -> isize {
        match self {
            Effect::Gain => 1,
            Effect::Nothing | Effect::Either => 0,
            Effect::Unexplained => -1,
            Effect::Loss => -2,
        }
    }
}

impl<'t> Line<'t> {
    fn read(source: &'t str, range: Range<usize>) -> Option<Self> {
        let line = &source[range.clone()];
        let mut at = range.start;
        let mut tokens = Vec::new();
        for token in line.split(|c: char| c.is_ascii_whitespace()) {
            let range = at..at + token.len();
            at = range.end + 1;
            if token.contains(|c: char| !c.is_ascii() || c.is_ascii_control()) {
                tokens.push(Token { range, class: Class::of(token) });
            }
        }
        tokens.iter().any(|t| t.class == Class::Other).then_some(Self { source, tokens })
    }

    /// How many tokens are not Vietnamese as they stand.
    fn others(&self) -> usize {
        self.tokens.iter().filter(|token| token.class == Class::Other).count()
    }

    /// How many of these a reading explains.
    fn gains(&self, reading: &Reading) -> usize {
        let others = self.tokens.iter().filter(|token| token.class == Class::Other);
        others.filter(|token| self.effect(token, reading) == Effect::Gain).count()
    }

    /// What a reading does to each token. What is repeated gains once.
    fn effects(&self, reading: &Reading) -> Vec<Effect> {
        let mut seen = HashSet::new();
        let effects = self.tokens.iter().map(|token| match self.effect(token, reading) {
            Effect::Gain if *reading != Reading::Utf8 && !seen.insert(self.str(token)) => Effect::Either,
            effect => effect,
        });
        effects.collect()
    }

    fn str(&self, token: &Token) -> &'t str {
        &self.source[token.range.clone()]
    }

    fn effect(&self, token: &Token, reading: &Reading) -> Effect {
        let found = self.str(token);
        let Some(read) = reading.reread(found) else {
            return if token.class == Class::Vietnamese { Effect::Loss } else { Effect::Unexplained };
        };
        match (token.class, Class::of(&read)) {
            (Class::Signs | Class::Vietnamese, _) if read == found => Effect::Nothing,
            (Class::Other, Class::Vietnamese | Class::Signs) if *reading == Reading::Utf8 => Effect::Gain,
            (Class::Other, Class::Vietnamese) if is_telling(found, &read) => Effect::Gain,
            (_, Class::Vietnamese) => Effect::Either,
            (Class::Vietnamese, _) => Effect::Loss,
            _ if read != found && is_plausible(&read) => Effect::Either,
            _ => Effect::Unexplained,
        }
    }

    /// Repairs the line as the whole text is, unless it shows that it is right.
    fn repair_as(&self, reading: &Reading, text: &mut Rewriter<'_>) {
        let effects = self.effects(reading);
        let count = |effect| effects.iter().filter(|e| **e == effect).count();
        if count(Effect::Gain) > 2 * count(Effect::Loss) {
            self.apply(reading, &effects, 0..self.tokens.len(), text);
        }
    }

    /// Repairs what the reading that explains the most of the line explains.
    fn repair(&self, text: &mut Rewriter<'_>) {
        let explaining = Reading::ALL.into_iter().filter(|reading| self.gains(reading) > 0);
        let best = explaining.filter_map(|reading| {
            let effects = self.effects(&reading);
            let runs = self.runs(&effects, &reading);
            let gained: isize = runs.iter().map(|run| run.gained).sum();
            (gained > 0).then_some((gained, reading, effects, runs))
        });
        // The first of equals: the readings stand in the order of their frequency.
        let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, reading, effects, runs)) = best {
            for run in runs {
                self.apply(&reading, &effects, run.tokens, text);
            }
        }
    }

    fn apply(&self, reading: &Reading, effects: &[Effect], tokens: Range<usize>, text: &mut Rewriter<'_>) {
        let wanted = tokens.filter(|at| !matches!(effects[*at], Effect::Loss | Effect::Nothing));
        let reread = wanted.filter_map(|at| {
            let range = self.tokens[at].range.clone();
            let read = reading.reread(&self.source[range.clone()])?;
            Some((range, read))
        });
        for (range, read) in reading.in_context(self.source, reread.collect()) {
            if read != self.source[range.clone()] {
                text.replace_as(reading.name(), range, &read);
            }
        }
    }
}

/// Neighbouring tokens that gain.
struct Run {
    tokens: Range<usize>,
    gained: isize,
}

/// True for a gain that is no accident: of a word with letters beside the misread ones, away from
/// figures. "25ºC", "Ø6" and "5µm" are what they look like.
fn is_telling(found: &str, read: &str) -> bool {
    let beside_figure = |(one, next): (char, char)| {
        (one.is_ascii_digit() && is_suspect(next)) || (is_suspect(one) && next.is_ascii_digit())
    };
    let letters = read.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !found.chars().zip(found.chars().skip(1)).any(beside_figure)
}

impl Line<'_> {
    /// The runs that a reading explains well enough.
    fn runs(&self, effects: &[Effect], reading: &Reading) -> Vec<Run> {
        let against = effects.iter().any(|effect| effect.weight() < 0);
        let (mut runs, mut from) = (Vec::new(), 0);
        while let Some(run) = next_run(effects, from) {
            from = run.tokens.end;
            if *reading == Reading::Utf8 || self.is_believed(&run, effects, reading, against) {
                runs.push(Run { tokens: to_the_edges(effects, run.tokens), ..run });
            }
        }
        runs
    }

    /// Long runs are no accident. Short ones need a word that no other language has, or one that every
    /// page has; a single word needs to be both.
    fn is_believed(&self, run: &Run, effects: &[Effect], reading: &Reading, against: bool) -> bool {
        let gains = run.tokens.clone().filter(|at| effects[*at] == Effect::Gain);
        let witness = |at: usize| {
            let found = self.str(&self.tokens[at]);
            let common = || reading.reread(found).is_some_and(|read| is_common_word(&read));
            (is_impossible(found), common())
        };
        let (mut any, mut both) = (false, false);
        for (impossible, common) in gains.map(witness) {
            any |= impossible || common;
            both |= impossible && common;
        }
        match run.gained {
            LONG.. => true,
            gained if against => any && gained >= RUN,
            gained => both || (any && gained >= LINE),
        }
    }
}

/// The first run from a token on, up to where most was gained before too much spoke against it. What is
/// behind that is read again, but no token more than [`DIP`] times.
fn next_run(effects: &[Effect], from: usize) -> Option<Run> {
    let start = from + effects[from..].iter().position(|effect| *effect == Effect::Gain)?;
    let (mut sum, mut gained, mut end) = (0, 0, start);
    for (at, effect) in effects.iter().enumerate().skip(start) {
        sum += effect.weight();
        if sum >= gained && *effect == Effect::Gain {
            (gained, end) = (sum, at + 1);
        } else if sum <= 0 || sum < gained - DIP {
            break;
        }
    }
    Some(Run { tokens: start..end, gained })
}

/// A run and what is beside it in its line, where nothing there speaks against the reading.
fn to_the_edges(effects: &[Effect], run: Range<usize>) -> Range<usize> {
    let nothing_against = |effects: &[Effect]| effects.iter().all(|effect| effect.weight() == 0);
    let start = if nothing_against(&effects[..run.start]) { 0 } else { run.start };
    let end = if nothing_against(&effects[run.end..]) { effects.len() } else { run.end };
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::apply;
    use crate::{Charset, normalizer::clean};

    const TEXT: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc";

    fn as_windows_1252(bytes: &[u8]) -> String {
        bytes.iter().map(|b| crate::charset::windows_1252(*b).unwrap_or(char::from(*b))).collect()
    }

    fn as_latin_1(bytes: &[u8]) -> String {
        bytes.iter().map(|b| char::from(*b)).collect()
    }

    #[test]
    fn every_wrong_reading_is_undone() {
        for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps, Charset::Vn1] {
            for text in [
                TEXT,
                "chủ tịch tặng Bằng khen cho các tập thể",
                "Lễ trao thưởng: 12 tập thể, 30 cá nhân được biểu dương",
            ] {
                let bytes = charset.encode(&text.to_lowercase()).expect("every small letter has its bytes");
                assert_eq!(apply(&Misread, &as_windows_1252(&bytes)), text.to_lowercase(), "{charset:?}");
                assert_eq!(apply(&Misread, &as_latin_1(&bytes)), text.to_lowercase(), "{charset:?}");
            }
        }
    }

    #[test]
    fn windows_1258_read_as_windows_1252_is_undone() {
        let misread = "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam, ðôòc lâòp";
        assert_eq!(apply(&Misread, misread), "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập");
    }

    #[test]
    fn utf_8_read_wrongly_is_undone_however_often() {
        for read in [as_windows_1252, as_latin_1] {
            let mut misread = TEXT.to_owned();
            for times in 1..=3 {
                misread = read(misread.as_bytes());
                assert_eq!(apply(&Misread, &misread), TEXT, "{times} times");
            }
        }
    }

    #[test]
    fn a_run_in_a_good_page_is_repaired_alone() {
        for (found, want) in [
            (
                "Phong trào thi đua yêu nước\nCéng hoµ x· héi chñ nghÜa ViÖt Nam\nĐược phát động rộng khắp",
                "Phong trào thi đua yêu nước\nCộng hoà xã hội chủ nghĩa Việt Nam\nĐược phát động rộng khắp",
            ),
            (
                "Khẩu hiệu “H·y thi ®ua v× n\u{ad}íc” treo ở cổng",
                "Khẩu hiệu “Hãy thi đua vì nước” treo ở cổng",
            ),
            ("Chủ tịch Ä‘Ã£ tặng hoa", "Chủ tịch đã tặng hoa"),
            ("§¹i héi thi ®ua\nL¹ng S¬n\nThÓ thao ViÖt Nam", "Đại hội thi đua\nLạng Sơn\nThể thao Việt Nam"),
            ("Theo Q§ sè 12/Q§-CTN, H§ND tØnh quyÕt ®Þnh", "Theo QĐ số 12/QĐ-CTN, HĐND tỉnh quyết định"),
            ("giai đoạn 2016 â€“ 2020", "giai đoạn 2016 – 2020"),
            ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ] {
            assert_eq!(apply(&Misread, found), want);
        }
    }

    #[test]
    fn what_is_right_or_foreign_stays() {
        for text in [
            "«XÃ\u{a0}HỘI» và “ĐÃ”, «LÃ»",
            "Nhà thơ François Müller, Besançon và Đắk Lắk, 25 m²",
            "Der größte Künstler für schöne Bücher über Österreich",
            "El niño señaló la canción más pequeña según el año",
            "L’été à la forêt, déjà vu, où l’élève reçoit sa leçon",
            "Søren på Ærø får øl, år för år, och något över åtta",
            "Göçmenler için büyük çözüm: değişim",
            "10 µm ± 0,5 × 3 ¼ §4 ©2020",
            "Hoà bình, thuý, qúy",
            "Lào Cai 25ºC, Sa Pa 15ºC; góc 30º, 45º; Nghị quyết Nº 5, Nº 7",
            "Thép Ø6, Ø8, Ø10: 20m÷25m; hạt bụi 5µm, 10µm; 5.000ñ/kg",
            "Ha Noi Þ Hue Þ Vinh",
            "und ich weiß… dass der Fuß‘ groß“ ist",
            "Ø Internet\nØ Email\nØ Website",
            "nå må gå på sjø, Loïc et Loïc, Bø, Nø",
        ] {
            assert_eq!(apply(&Misread, text), text);
            assert!(clean(text).changes.iter().all(|(kind, _)| !kind.contains("misread")));
        }
    }
}
