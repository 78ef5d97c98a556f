//! The charsets of Vietnamese text, those before Unicode included.
//!
//! The tables of what [`encoding_rs`] does not know stand in `data/charsets.csv`, one row for each
//! letter; `data/README.md` names their sources.

use crate::OffsetMap;
use crate::capitals::restore_capitals;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1258};
use std::ops::Range;
use std::sync::LazyLock;

/// A charset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// One of the WHATWG Encoding Standard, windows-1258 among them.
    Standard(&'static Encoding),
    /// VISCII (RFC 1456): all 134 letters in one byte each, six of them among the control codes.
    Viscii,
    /// VPS, of the Vietnamese Professionals Society: one byte each.
    Vps,
    /// VNI-Windows: a base letter and a byte for shape and tone together.
    Vni,
    /// TCVN 5712:1993 VN1: one byte each, capitals among the control codes.
    Vn1,
    /// TCVN 5712:1993 VN2: VN1 without the control codes; other capitals take a combining tone mark.
    Vn2,
    /// TCVN 5712:1993 VN3, the encoding of the ABC fonts: no capitals with tone marks. These are
    /// lower-case codes in a font that draws capitals (`.VnTimeH`), so that only the font, or the
    /// unaccented capitals around them, tell that they are meant.
    Tcvn3,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Charset = Charset::Standard(UTF_8);

    /// Those that a page of Vietnamese may be in if it is not in Unicode. Of two that explain a page
    /// equally well the first is believed: one that shares its letters with Latin-1 before the fonts' own.
    pub const LEGACY: [Charset; 7] = [
        Charset::Standard(WINDOWS_1258),
        Charset::Tcvn3,
        Charset::Vni,
        Charset::Viscii,
        Charset::Vps,
        Charset::Vn1,
        Charset::Vn2,
    ];

    /// The charset a label means, in any letter case: the WHATWG labels, and what mail, browsers and
    /// converters called the others.
    ///
    /// ```
    /// use bangvang_normalize::Charset;
    /// assert_eq!(Charset::for_label("x-viet-vps"), Some(Charset::Vps));
    /// assert_eq!(Charset::for_label("ABC"), Some(Charset::Tcvn3));
    /// assert_eq!(Charset::for_label("cp1258").map(|c| c.name()), Some("windows-1258"));
    /// ```
    pub fn for_label(label: &str) -> Option<Self> {
        let label = label.trim().to_ascii_lowercase();
        let ours = TABULATED.iter().find(|known| known.labels.contains(&label.as_str()));
        let standard = || Encoding::for_label(label.as_bytes()).map(Charset::Standard);
        ours.map(|known| known.charset).or_else(standard)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Standard(encoding) => encoding.name(),
            _ => self.known().map_or("", |known| known.name),
        }
    }

    /// What text of this charset that was read in another is reported as.
    pub(crate) fn misread_name(self) -> &'static str {
        self.known().map_or("misread windows-1258", |known| known.misread)
    }

    /// True where fonts draw the small letters' codes as capitals too.
    pub(crate) fn lacks_capitals(self) -> bool {
        self == Charset::Tcvn3
    }

    fn known(self) -> Option<&'static Tabulated> {
        TABULATED.iter().find(|known| known.charset == self)
    }

    /// Decodes bytes, a byte order mark being text.
    pub fn decode(self, bytes: &[u8]) -> Decoding {
        match (self, self.table()) {
            (Charset::Standard(encoding), _) => standard(bytes, encoding),
            (_, Some(table)) => {
                let mut decoding = table.decode(bytes);
                if self.lacks_capitals() {
                    decoding.text = restore_capitals(&decoding.text);
                }
                decoding
            }
            _ => Decoding::default(),
        }
    }

    /// The way back, for who must hand a text on as it came, and to check the tables by. `None` where a
    /// character has no bytes in the charset, or the charset is one that [`encoding_rs`] encodes.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        self.table()?.encode(text)
    }

    /// Decodes bytes of which all that are no ASCII must be letters of the charset, or signs that
    /// windows-1252 has below the letters.
    pub(crate) fn decode_strictly(self, bytes: &[u8]) -> Option<String> {
        let table = self.table()?;
        let mut text = String::with_capacity(bytes.len() * 2);
        let mut at = 0;
        while at < bytes.len() {
            let (letter, len) = table.character(&bytes[at..]);
            let byte = bytes[at];
            if len == 1 && byte > 0xa0 && table.single[usize::from(byte)].is_none() {
                return None;
            }
            text.push(letter?);
            at += len;
        }
        Some(if self.lacks_capitals() { restore_capitals(&text) } else { text })
    }

    fn table(self) -> Option<&'static Table> {
        static TABLES: LazyLock<[Table; TABULATED.len()]> =
            LazyLock::new(|| TABULATED.map(|known| Table::read(known.column)));
        let at = TABULATED.iter().position(|known| known.charset == self)?;
        Some(&TABLES[at])
    }
}

/// A charset whose letters are a column of `data/charsets.csv`.
#[derive(Clone, Copy)]
struct Tabulated {
    charset: Charset,
    column: &'static str,
    name: &'static str,
    misread: &'static str,
    /// In lower case.
    labels: &'static [&'static str],
}

static TABULATED: [Tabulated; 6] = [
    Tabulated {
        charset: Charset::Tcvn3,
        column: "vn3",
        name: "TCVN3",
        misread: "misread TCVN3",
        labels: &["tcvn3", "vn3", "tcvn5712-3", "abc", "x-viet-tcvn", "vscii-3"],
    },
    Tabulated {
        charset: Charset::Vni,
        column: "vni",
        name: "VNI-Windows",
        misread: "misread VNI-Windows",
        labels: &["vni", "vni-windows", "vni-win", "x-viet-vni", "x-vni"],
    },
    Tabulated {
        charset: Charset::Viscii,
        column: "viscii",
        name: "VISCII",
        misread: "misread VISCII",
        labels: &["viscii", "csviscii", "viscii1.1-1", "x-viet-viscii"],
    },
    Tabulated {
        charset: Charset::Vps,
        column: "vps",
        name: "VPS",
        misread: "misread VPS",
        labels: &["vps", "x-viet-vps", "x-vps"],
    },
    Tabulated {
        charset: Charset::Vn1,
        column: "vn1",
        name: "TCVN5712-1",
        misread: "misread TCVN5712-1",
        labels: &["vn1", "tcvn", "tcvn-5712", "tcvn5712-1", "tcvn5712-1:1993", "x-viet-tcvn5712", "vscii"],
    },
    Tabulated {
        charset: Charset::Vn2,
        column: "vn2",
        name: "TCVN5712-2",
        misread: "misread TCVN5712-2",
        labels: &["vn2", "tcvn5712-2", "vscii-2"],
    },
];

/// What bytes became.
#[derive(Debug, Clone, Default)]
pub struct Decoding {
    /// The text.
    pub text: String,
    /// From bytes given to bytes of `text`.
    pub map: OffsetMap,
    /// How many byte sequences mean nothing in the charset and stand as U+FFFD in `text`.
    pub damaged: usize,
    /// The first of them.
    pub first_damage: Option<Range<usize>>,
}

impl Decoding {
    pub(crate) fn push(&mut self, bytes: &[u8], from: Range<usize>, piece: &str) {
        if piece.as_bytes() != &bytes[from.clone()] {
            self.map.push(from, piece.len());
        }
        self.text.push_str(piece);
    }

    /// Adds what the bytes from `start` on became.
    pub(crate) fn append(&mut self, other: Decoding, start: usize) {
        for edit in other.map.edits() {
            self.map.push(edit.from.start + start..edit.from.end + start, edit.to.len());
        }
        self.text.push_str(&other.text);
        self.damaged += other.damaged;
        let damage = other.first_damage.map(|r| r.start + start..r.end + start);
        self.first_damage = self.first_damage.take().or(damage);
    }

    pub(crate) fn push_damage(&mut self, from: Range<usize>) {
        self.map.push(from.clone(), char::REPLACEMENT_CHARACTER.len_utf8());
        self.text.push(char::REPLACEMENT_CHARACTER);
        self.damaged += 1;
        self.first_damage.get_or_insert(from);
    }
}

/// Feeds the decoder byte by byte, so that every character's bytes are known whatever the charset.
fn standard(bytes: &[u8], encoding: &'static Encoding) -> Decoding {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = Decoding { text: String::with_capacity(bytes.len() * 2), ..Decoding::default() };
    let (mut start, mut buffer) = (0, [0; 16]);
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let (_, _, written, errors) = decoder.decode_to_utf8(&[*byte], &mut buffer, last);
        if written == 0 {
            continue;
        }
        // decode_to_utf8 writes whole characters only.
        let piece = String::from_utf8_lossy(&buffer[..written]);
        // The Encoding Standard gives bytes that a code page leaves open as C1 controls.
        if errors || piece.contains(|c| matches!(c, '\u{80}'..='\u{9f}')) {
            out.push_damage(start..at + 1);
        } else {
            out.push(bytes, start..at + 1, &piece);
        }
        start = at + 1;
    }
    if start < bytes.len() {
        // An escape sequence at the end, which is no text.
        out.map.push(start..bytes.len(), 0);
    }
    out
}

/// A charset whose letters take one or two bytes.
struct Table {
    single: [Option<char>; 256],
    /// Two bytes to a letter, sorted.
    pairs: Vec<([u8; 2], char)>,
    /// Second bytes of pairs.
    second: [bool; 256],
    /// A letter to its bytes, sorted.
    letters: Vec<(char, Vec<u8>)>,
}

impl Table {
    /// Reads a column of the data, which a test has checked.
    fn read(column: &str) -> Self {
        let mut table =
            Table { single: [None; 256], pairs: Vec::new(), second: [false; 256], letters: Vec::new() };
        let mut rows = include_str!("../data/charsets.csv").lines().map(|row| row.split(','));
        let column = rows.next().and_then(|mut header| header.position(|name| name == column));
        for mut cells in rows {
            let Some(letter) = cells.next().and_then(letter) else { continue };
            let Some(cell) = column.and_then(|at| cells.nth(at - 1)) else { continue };
            for (i, code) in cell.split_whitespace().map(code).enumerate() {
                match code[..] {
                    [one] => table.single[usize::from(one)] = Some(letter),
                    [one, two] => {
                        table.pairs.push(([one, two], letter));
                        table.second[usize::from(two)] = true;
                    }
                    _ => continue,
                }
                if i == 0 {
                    table.letters.push((letter, code));
                }
            }
        }
        table.pairs.sort_unstable();
        table.letters.sort_unstable();
        table
    }

    fn decode(&self, bytes: &[u8]) -> Decoding {
        let mut out = Decoding { text: String::with_capacity(bytes.len() * 2), ..Decoding::default() };
        let mut at = 0;
        while at < bytes.len() {
            let (letter, len) = self.character(&bytes[at..]);
            match letter {
                Some(c) => out.push(bytes, at..at + len, c.encode_utf8(&mut [0; 4])),
                None => out.push_damage(at..at + len),
            }
            at += len;
        }
        out
    }

    /// The first character, and how many bytes it takes. What the charset leaves open is as in
    /// windows-1252, the charset around these fonts.
    fn character(&self, bytes: &[u8]) -> (Option<char>, usize) {
        if let [one, two, ..] = bytes
            && self.second[usize::from(*two)]
            && let Ok(i) = self.pairs.binary_search_by_key(&[*one, *two], |(code, _)| *code)
        {
            return (Some(self.pairs[i].1), 2);
        }
        let byte = bytes[0];
        (self.single[usize::from(byte)].or_else(|| windows_1252(byte)), 1)
    }

    /// The letter of a single byte or pair, nothing that the charset leaves open.
    fn encode(&self, text: &str) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(text.len());
        for c in text.chars() {
            match self.letters.binary_search_by_key(&c, |(letter, _)| *letter) {
                Ok(i) => out.extend(&self.letters[i].1),
                Err(_) => out.push(windows_1252_byte(c).filter(|b| self.single[usize::from(*b)].is_none())?),
            }
        }
        Some(out)
    }
}

fn letter(cell: &str) -> Option<char> {
    match cell.strip_prefix("U+") {
        Some(hex) => char::from_u32(u32::from_str_radix(hex, 16).ok()?),
        None => cell.chars().next(),
    }
}

fn code(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).filter_map(|i| u8::from_str_radix(hex.get(i..i + 2)?, 16).ok()).collect()
}

/// A byte as windows-1252 has it; `None` for the five it leaves open.
pub(crate) fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => None,
        0x80..=0x9f => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next(),
        _ => Some(char::from(byte)),
    }
}

/// The byte that was read as this character, whether as windows-1252 or as Latin-1.
pub(crate) fn windows_1252_byte(c: char) -> Option<u8> {
    static HIGH: LazyLock<[Option<char>; 32]> =
        LazyLock::new(|| std::array::from_fn(|i| windows_1252(0x80 + i as u8)));
    match u8::try_from(c) {
        Ok(byte) => Some(byte),
        Err(_) => HIGH.iter().position(|high| *high == Some(c)).map(|i| 0x80 + i as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letters::{Tone, with_tone};

    fn letters() -> impl Iterator<Item = char> {
        let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars();
        vowels.flat_map(|v| Tone::ALL.map(|tone| with_tone(v, tone))).chain("đĐ".chars())
    }

    #[test]
    fn every_letter_survives_every_charset() {
        for charset in Charset::LEGACY.into_iter().filter(|c| !matches!(c, Charset::Standard(_))) {
            for letter in letters() {
                // The ABC fonts have no capitals with a tone.
                let toned = crate::letters::split_vowel(letter).is_some_and(|(_, tone)| tone != Tone::Level);
                let Some(bytes) = charset.encode(&letter.to_string()) else {
                    assert!(
                        charset == Charset::Tcvn3 && letter.is_uppercase() && toned,
                        "{charset:?} {letter}"
                    );
                    continue;
                };
                let decoding = charset.decode(&bytes);
                assert_eq!((decoding.text, decoding.damaged), (letter.to_string(), 0), "{charset:?}");
            }
        }
    }

    #[test]
    fn well_known_words_are_spelled_as_everybody_knows_them() {
        // From the motto on every document of the State, as these charsets' users saw it elsewhere.
        for (charset, bytes) in [
            (Charset::Tcvn3, &b"\xa7\xe9c l\xcbp"[..]),
            (Charset::Vni, b"\xd1o\xe4c la\xe4p"),
            (Charset::Viscii, b"\xd0\xb5c l\xa7p"),
            (Charset::Vps, b"\xf1\xb6c l\xc6p"),
            (Charset::Vn1, b"\xa7\xe9c l\xcbp"),
        ] {
            assert_eq!(charset.decode(bytes).text, "Độc lập", "{charset:?}");
        }
    }

    #[test]
    fn bytes_without_a_meaning_are_counted_and_named() {
        let decoding = Charset::Vni.decode(b"le\xe3 \x81\x8d");
        assert_eq!((decoding.damaged, decoding.first_damage), (2, Some(4..5)));
        assert!(decoding.text.ends_with("\u{fffd}\u{fffd}"));
    }
}
