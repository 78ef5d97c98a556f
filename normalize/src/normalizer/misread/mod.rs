//! Text that was read in the wrong charset and saved so.

mod reading;

use super::Normalizer;
use super::scan::CharSet;
use crate::Rewriter;
use crate::charset::windows_1252_byte;
use crate::letters::split_vowel;
use reading::{Class, Reading};
use std::ops::Range;
use std::sync::LazyLock;

/// Text read in the wrong charset to what it was: UTF-8 read as windows-1252 or Latin-1 ("Viá»‡t Nam"),
/// however often, and TCVN3, VNI, VISCII, VPS read so ("Céng hoµ", "Coäng hoøa"). Whole texts and single
/// runs of words, only where the words are Vietnamese after and were none before.
pub struct Misread;

/// Tokens that must gain before a run of words in a good line is believed.
const RUN: isize = 3;
/// Before a line is, all of which gains or may.
const LINE: isize = 2;
/// Before a whole text is, with the sixth part of it unexplained at most.
const TEXT: isize = 8;

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
        let whole = Reading::ALL.into_iter().find(|reading| {
            let (mut gained, mut against) = (0, 0);
            for line in &suspects {
                let effects = line.effects(reading);
                gained += effects.iter().filter(|e| **e == Effect::Gain).count() as isize;
                against += effects.iter().filter(|e| e.weight() < 0).count() as isize;
            }
            gained >= TEXT && gained >= 6 * against
        });
        match whole {
            // The short lines between give themselves away less, and are the same.
            Some(reading) => lines(source)
                .filter_map(|range| Line::read(source, range))
                .for_each(|line| line.repair_as(&reading, text)),
            None => suspects.iter().for_each(|line| line.repair(text)),
        }
    }
}

/// What bytes of another charset look like and Vietnamese text does not.
fn is_suspect(c: char) -> bool {
    !c.is_ascii() && split_vowel(c).is_none() && !usual(c) && windows_1252_byte(c).is_some()
}

/// The lines that have a suspect character.
fn suspect_lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    static SUSPECTS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(is_suspect));
    let mut end = 0;
    SUSPECTS.find_in(source).filter_map(move |(at, _)| {
        (at >= end).then(|| {
            let start = source[..at].rfind(BREAKS).map_or(0, |i| i + 1);
            end = source[at..].find(BREAKS).map_or(source.len(), |i| at + i + 1);
            start..end
        })
    })
}

/// What ends a line, or a piece of one in a page of markup.
const BREAKS: [char; 3] = ['\n', '<', '>'];

/// Signs of windows-1252 that the press uses.
fn usual(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '‹' | '›' | '–' | '—' | '…' | '•' | '«' | '»' | '°' | '©' | '\u{a0}')
}

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

    fn effects(&self, reading: &Reading) -> Vec<Effect> {
        self.tokens.iter().map(|token| self.effect(token, reading)).collect()
    }

    fn effect(&self, token: &Token, reading: &Reading) -> Effect {
        let found = &self.source[token.range.clone()];
        let read = reading.reread(found);
        let Some(read) = read else {
            return if token.class == Class::Vietnamese { Effect::Loss } else { Effect::Unexplained };
        };
        match (token.class, Class::of(&read)) {
            (Class::Signs | Class::Vietnamese, _) if read == found => Effect::Nothing,
            (Class::Other, Class::Vietnamese) => Effect::Gain,
            (Class::Other, Class::Signs) if reading == &Reading::Utf8 => Effect::Gain,
            (_, Class::Vietnamese) => Effect::Either,
            (Class::Vietnamese, _) => Effect::Loss,
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
        let best = Reading::ALL.into_iter().filter_map(|reading| {
            let effects = self.effects(&reading);
            let runs = runs(&effects, &reading);
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

/// The runs of a line that a reading explains well enough.
fn runs(effects: &[Effect], reading: &Reading) -> Vec<Run> {
    let against = effects.iter().any(|effect| effect.weight() < 0);
    let least = match () {
        () if *reading == Reading::Utf8 => 1,
        () if against => RUN,
        () => LINE,
    };
    let (mut runs, mut at) = (Vec::new(), 0);
    while let Some(start) = effects[at..].iter().position(|e| *e == Effect::Gain).map(|i| at + i) {
        let (mut sum, mut gained, mut end) = (0, 0, start);
        for (i, effect) in effects.iter().enumerate().skip(start) {
            sum += effect.weight();
            if sum > gained {
                (gained, end) = (sum, i + 1);
            } else if sum < gained - RUN {
                break;
            }
        }
        if gained >= least {
            let start = if gained_to_edge(effects[..start].iter()) { 0 } else { start };
            end = if gained_to_edge(effects[end..].iter()) { effects.len() } else { end };
            runs.push(Run { tokens: start.max(at)..end, gained });
        }
        at = end.max(start + 1);
    }
    runs
}

/// True where nothing between a run and the edge of its line speaks against the reading.
fn gained_to_edge<'e>(mut effects: impl Iterator<Item = &'e Effect>) -> bool {
    effects.all(|effect| effect.weight() == 0)
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
        for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps] {
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
        ] {
            assert_eq!(apply(&Misread, text), text);
            assert!(clean(text).changes.iter().all(|(kind, _)| !kind.contains("misread")));
        }
    }
}
