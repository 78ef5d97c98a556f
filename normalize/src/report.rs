//! The whole way from bytes to clean text, and what was done on it.

use crate::normalizer::clean_as;
use crate::{Charset, DecodeError, Decoded, OffsetMap, ToneStyle, decode, decode_in};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;

/// How to read bytes.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The charset, where it is known for sure; found out where it is `None`.
    pub charset: Option<Charset>,
    /// A charset label from outside (an HTTP header), believed unless the words tell otherwise.
    pub hint: Option<String>,
    /// The style of tone placement.
    pub tones: ToneStyle,
}

/// Clean text, with the way back to the bytes of the file.
#[derive(Debug, Clone)]
pub struct Normalized<'b> {
    /// The clean text; borrowed from the file where nothing had to be changed.
    pub text: Cow<'b, str>,
    /// From bytes of the file to bytes of `text`.
    pub map: OffsetMap,
    /// What was done.
    pub report: Report,
}

/// What was done to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Size of the file.
    pub bytes: usize,
    /// The charset's name.
    pub charset: &'static str,
    /// What told it, as [`crate::KnownBy::name`] has it.
    pub known_by: &'static str,
    /// Lines in a charset of their own, by charset.
    #[serde(serialize_with = "as_map")]
    pub stray_lines: Vec<(&'static str, usize)>,
    /// What could not be decoded.
    pub damage: Option<Damage>,
    /// Replacements by kind, in the order in which the kinds were met.
    #[serde(serialize_with = "as_map")]
    pub repairs: Vec<(&'static str, usize)>,
}

/// Bytes that mean nothing in a file's charset; U+FFFD stands for them in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("undecodable as {charset}: {count} byte sequence(s), the first at offset {offset}: {bytes}")]
pub struct Damage {
    /// How many sequences.
    pub count: usize,
    /// The charset.
    pub charset: &'static str,
    /// Where the first of them stands, in bytes of the file.
    pub offset: usize,
    /// Its first eight bytes, in hex.
    pub bytes: String,
}

impl Damage {
    /// What could not be decoded of a file; `None` where all could.
    pub fn of(file: &[u8], decoded: &Decoded<'_>) -> Option<Self> {
        let range = decoded.first_damage.clone()?;
        let shown = file.get(range.clone())?.iter().take(8);
        Some(Self {
            count: decoded.damaged,
            charset: decoded.charset.name(),
            offset: range.start,
            bytes: shown.map(|b| format!("{b:02x}")).collect::<Vec<_>>().join(" "),
        })
    }
}

/// Decodes and cleans.
///
/// # Errors
/// Bytes that are empty or no text.
///
/// ```
/// use bangvang_normalize::{normalize, Options};
/// let file = b"Tha\xf8nh pho\xe1 Hue\xe1";
/// let normalized = normalize(file, &Options::default())?;
/// assert_eq!(normalized.text, "Thành phố Huế");
/// let hue = normalized.text.find("Huế").unwrap();
/// assert_eq!(&file[normalized.map.to_source(hue..hue + "Huế".len())], b"Hue\xe1");
/// assert_eq!(normalized.report.charset, "VNI-Windows");
/// # Ok::<_, bangvang_normalize::DecodeError>(())
/// ```
pub fn normalize<'b>(bytes: &'b [u8], options: &Options) -> Result<Normalized<'b>, DecodeError> {
    let decoded = match options.charset {
        Some(charset) => decode_in(bytes, charset),
        None => decode(bytes, options.hint.as_deref())?,
    };
    let mut report = Report {
        bytes: bytes.len(),
        charset: decoded.charset.name(),
        known_by: decoded.known_by.name(),
        stray_lines: decoded.strays.iter().map(|(charset, lines)| (charset.name(), *lines)).collect(),
        damage: Damage::of(bytes, &decoded),
        repairs: Vec::new(),
    };
    let (text, map, repairs) = match decoded.text {
        Cow::Borrowed(text) => {
            let clean = clean_as(text, options.tones);
            (clean.text, clean.map, clean.changes)
        }
        Cow::Owned(text) => {
            let clean = clean_as(&text, options.tones);
            let (map, changes) = (clean.map, clean.changes);
            let text = if map.is_identity() { text } else { clean.text.into_owned() };
            (Cow::Owned(text), map, changes)
        }
    };
    report.repairs = repairs;
    Ok(Normalized { text, map: decoded.map.then(map), report })
}

fn as_map<S: Serializer>(pairs: &[(&'static str, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ops::Range;

    /// Words as found on pages in UTF-8, each with what it is cleaned to.
    const FOUND: [(&str, &str); 22] = [
        ("thi", "thi"),
        ("hoà", "hòa"),
        ("nghìên", "nghiền"),
        ("Ðảng", "Đảng"),
        ("Vie\u{302}\u{323}t", "Việt"),
        ("a\u{340}", "à"),
        ("viê \u{323}c", "việc"),
        ("á\u{302}p", "ấp"),
        ("kh\u{200b}en", "khen"),
        ("th\u{ad}ưởng", "thưởng"),
        ("tặng\u{a0}\u{2003}thưởng", "tặng thưởng"),
        ("N\u{202a}T\u{202c}M", "NTM"),
        ("２０２４", "2024"),
        ("Nộі", "Nội"),
        ("x&atilde;&nbsp;h&#7897;i", "xã hội"),
        ("th&amp;#224;nh", "thành"),
        ("Ä‘Ã£", "đã"),
        ("Viá»‡t", "Việt"),
        ("há»™i", "hội"),
        ("kho-\nẻ mạnh", "khỏe\nmạnh"),
        ("một\r\nhai", "một\nhai"),
        ("Miller", "Miller"),
    ];

    /// Pieces joined by a space, and the range of each.
    fn joined<P: AsRef<[u8]>>(pieces: &[P]) -> (Vec<u8>, Vec<Range<usize>>) {
        let (mut all, mut ranges) = (Vec::new(), Vec::new());
        for piece in pieces {
            all.extend(if ranges.is_empty() { &b""[..] } else { b" " });
            ranges.push(all.len()..all.len() + piece.as_ref().len());
            all.extend(piece.as_ref());
        }
        (all, ranges)
    }

    /// Every piece of the file is found at its place in the clean text, and the other way about.
    fn leads_back<P: AsRef<[u8]>>(file: &[P], clean: &[&str], options: &Options) {
        let (bytes, sources) = joined(file);
        let (text, targets) = joined(clean);
        let normalized = normalize(&bytes, options).expect("words are text");
        assert_eq!(normalized.text, String::from_utf8_lossy(&text));
        for (source, target) in sources.into_iter().zip(targets) {
            let inner = trimmed(&normalized.text, target.clone());
            assert_eq!(
                normalized.map.to_source(inner.clone()).end,
                source.end,
                "{:?}",
                &normalized.text[inner]
            );
            assert!(normalized.map.to_source(target.clone()).start >= source.start);
            assert_eq!(normalized.map.to_target(source), target);
        }
    }

    fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
        range.start..range.start + text[range.clone()].trim_end().len()
    }

    /// Words that every charset has, in an order that is a sentence in none.
    const WORDS: [&str; 12] =
        ["cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "việt", "nam", "đồng", "chí", "khen", "thưởng"];

    proptest! {
        #[test]
        fn spans_of_clean_text_lead_to_their_bytes_and_back(found in prop::collection::vec(0..FOUND.len(), 1..30)) {
            let file: Vec<&str> = found.iter().map(|i| FOUND[*i].0).collect();
            let clean: Vec<&str> = found.iter().map(|i| FOUND[*i].1).collect();
            leads_back(&file, &clean, &Options::default());
        }

        #[test]
        fn spans_lead_to_their_bytes_in_every_charset(
            words in prop::collection::vec(0..WORDS.len(), 12..30),
            charset in prop::sample::select(&Charset::LEGACY[..]),
        ) {
            let clean: Vec<&str> = words.iter().map(|i| WORDS[*i]).collect();
            let encode = |word: &&str| match charset {
                // One byte for the letter, one for its mark.
                Charset::Standard(encoding) => {
                    let parts: String = word.chars().flat_map(windows_1258).collect();
                    encoding.encode(&parts).0.into_owned()
                }
                _ => charset.encode(word).expect("every small letter has its bytes"),
            };
            let file: Vec<Vec<u8>> = clean.iter().map(encode).collect();
            leads_back(&file, &clean, &Options { charset: Some(charset), ..Options::default() });
        }
    }

    /// A letter as windows-1258 has it: its shape, then its tone.
    fn windows_1258(c: char) -> Vec<char> {
        let Some((base, tone)) = crate::letters::split_vowel(c) else { return vec![c] };
        let marks =
            [None, Some('\u{300}'), Some('\u{301}'), Some('\u{309}'), Some('\u{303}'), Some('\u{323}')];
        [Some(base), marks[tone as usize]].into_iter().flatten().collect()
    }

    #[test]
    fn clean_bytes_are_returned_as_they_are() {
        let file = "Lễ tuyên dương điển hình tiên tiến\nHà Giang, 2024";
        let normalized = normalize(file.as_bytes(), &Options::default()).expect("text");
        assert!(matches!(normalized.text, Cow::Borrowed(text) if std::ptr::eq(text, file)));
        assert!(normalized.map.is_identity() && normalized.report.repairs.is_empty());
    }

    #[test]
    fn reports_say_what_was_done() {
        let cases: [(&[u8], &str); 4] = [
            (
                "hoà  Ðảng".as_bytes(),
                r#"{"bytes":13,"charset":"UTF-8","known_by":"validity","stray_lines":{},"damage":null,"repairs":{"d-stroke":1,"tone-placement":1,"spaces":1}}"#,
            ),
            (
                b"\xff\xfeH\0\xe0\0",
                r#"{"bytes":6,"charset":"UTF-16LE","known_by":"byte order mark","stray_lines":{},"damage":null,"repairs":{}}"#,
            ),
            (
                b"V\xe0 \xc4\x91\xc3\xa3 \xc4\x91\xe1\xba\xbfn",
                r#"{"bytes":14,"charset":"UTF-8","known_by":"validity","stray_lines":{},"damage":{"count":1,"charset":"UTF-8","offset":1,"bytes":"e0"},"repairs":{}}"#,
            ),
            (
                "Thi đua yêu nước, khen thưởng\n".as_bytes(),
                r#"{"bytes":38,"charset":"UTF-8","known_by":"validity","stray_lines":{},"damage":null,"repairs":{}}"#,
            ),
        ];
        for (file, want) in cases {
            let report = normalize(file, &Options::default()).expect("text").report;
            assert_eq!(serde_json::to_string(&report).expect("plain data"), want);
        }
    }

    #[test]
    fn a_line_in_a_charset_of_its_own_is_read_in_it() {
        let mut file = "Phong trào thi đua yêu nước\n".as_bytes().to_vec();
        file.extend(Charset::Tcvn3.encode("lễ tổng kết phong trào thi đua\n").expect("small letters"));
        file.extend("được phát động rộng khắp".as_bytes());
        let normalized = normalize(&file, &Options::default()).expect("text");
        let want = "Phong trào thi đua yêu nước\nlễ tổng kết phong trào thi đua\nđược phát động rộng khắp";
        assert_eq!(normalized.text, want);
        assert_eq!(normalized.report.stray_lines, [("TCVN3", 1)]);
        let word = want.find("tổng").expect("it is there");
        assert_eq!(&file[normalized.map.to_source(word..word + "tổng".len())], b"t\xe6ng");
    }
}
