//! Bytes to text: which charset, and what each byte became.

use crate::charset::{Decoding, windows_1252};
use crate::evidence::Evidence;
use crate::{Charset, OffsetMap, undo_misreading};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use std::borrow::Cow;
use std::ops::Range;

/// Decoded text.
#[derive(Debug, Clone)]
pub struct Decoded<'b> {
    /// The text; borrowed where the bytes were UTF-8.
    pub text: Cow<'b, str>,
    /// From bytes of the file to bytes of `text`.
    pub map: OffsetMap,
    /// The charset.
    pub charset: Charset,
    /// How the charset was known.
    pub known_by: KnownBy,
    /// Lines of a page in UTF-8 that are in a charset of their own, by charset.
    pub strays: Vec<(Charset, usize)>,
    /// How many byte sequences could not be decoded and stand as U+FFFD in `text`.
    pub damaged: usize,
    /// The first of them, in bytes of the file.
    pub first_damage: Option<Range<usize>>,
}

/// What told the charset, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// A byte order mark.
    ByteOrderMark,
    /// The bytes are UTF-8, damaged places aside, whatever they declare.
    Validity,
    /// Zero bytes at every second place.
    ZeroBytes,
    /// The user, the hint given, a `meta` element or an XML declaration.
    Declaration,
    /// Decoded so, and not otherwise, the words are Vietnamese.
    Words,
    /// Letter statistics (chardetng).
    Statistics,
}

impl KnownBy {
    /// As reports have it.
    pub fn name(self) -> &'static str {
        match self {
            KnownBy::ByteOrderMark => "byte order mark",
            KnownBy::Validity => "validity",
            KnownBy::ZeroBytes => "zero bytes",
            KnownBy::Declaration => "declaration",
            KnownBy::Words => "words",
            KnownBy::Statistics => "statistics",
        }
    }
}

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Nothing there.
    #[error("empty file")]
    Empty,
    /// A known binary format.
    #[error("not text: {0}")]
    Binary(&'static str),
    /// Zero bytes or control characters no text has.
    #[error("not text: control byte 0x{byte:02x} at offset {offset}")]
    Control {
        /// The byte.
        byte: u8,
        /// Where, in bytes.
        offset: usize,
    },
}

/// How far into a page a charset declaration may stand, as in the HTML standard.
const DECLARATION_WINDOW: usize = 1024;

/// How many bytes of lines that are not ASCII are weighed.
const SAMPLE: usize = 1 << 15;

/// How many words it takes to believe bytes to be UTF-8 that are not throughout.
const UTF8_WORDS: usize = 2;

/// How many words it takes to overrule a declaration.
const OVERRULING: usize = 5;

/// Decodes a page. `hint` is a charset label from outside (an HTTP header), tried before what the page
/// itself declares.
///
/// A declaration is believed where the text it gives is Vietnamese, or no other reading is: archives
/// are full of pages in TCVN3 that declare windows-1252.
///
/// # Errors
/// Bytes that are empty or no text in any charset.
///
/// ```
/// use bangvang_normalize::{decode, Charset, KnownBy};
/// let page = decode(b"<meta charset=windows-1258>\xd0\xe0 N\xe3\xf2ng", None).unwrap();
/// assert_eq!(page.known_by, KnownBy::Declaration);
///
/// let page = decode(b"C\xe9ng ho\xb5 x\xb7 h\xe9i ch\xf1 ngh\xdca", Some("windows-1252")).unwrap();
/// assert_eq!((page.charset, page.known_by), (Charset::Tcvn3, KnownBy::Words));
/// assert_eq!(page.text, "Cộng hoà xã hội chủ nghĩa");
/// ```
pub fn decode<'b>(bytes: &'b [u8], hint: Option<&str>) -> Result<Decoded<'b>, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let mut decoded = decode_as(&bytes[mark..], Charset::Standard(encoding), KnownBy::ByteOrderMark);
        decoded.map = OffsetMap::from_edits([(0..mark, 0)]).then(decoded.map);
        decoded.first_damage = decoded.first_damage.map(|r| r.start + mark..r.end + mark);
        return Ok(decoded);
    }
    if let Some(encoding) = utf16_without_mark(bytes).filter(|_| infer::get(bytes).is_none()) {
        return Ok(decode_as(bytes, Charset::Standard(encoding), KnownBy::ZeroBytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Control codes are letters in VISCII, VPS and VN1, also where these were misread.
        refuse_binary(bytes).or_else(|error| match undo_misreading(text).changes.is_empty() {
            true => Err(error),
            false => Ok(()),
        })?;
        return Ok(decode_as(bytes, Charset::UTF_8, KnownBy::Validity));
    }
    let sample = sample(bytes, |_| true);
    let words = likeliest(&sample);
    if words.is_none() {
        refuse_binary(bytes)?;
    }
    // Words in the letters of UTF-8 do not come about in another charset.
    let as_utf8 = Evidence::of(&String::from_utf8_lossy(&sample).replace(char::REPLACEMENT_CHARACTER, " "));
    if as_utf8.vietnamese >= UTF8_WORDS && as_utf8.vietnamese >= as_utf8.other {
        return Ok(mixed(bytes));
    }
    let (charset, known_by) = choose(bytes, hint, &sample, words);
    Ok(decode_as(bytes, charset, known_by))
}

/// Decodes in a charset that is known for sure, whatever the bytes look like.
///
/// ```
/// use bangvang_normalize::{decode_in, Charset};
/// assert_eq!(decode_in(b"Vie\xe4t Nam", Charset::Vni).text, "Việt Nam");
/// ```
pub fn decode_in(bytes: &[u8], charset: Charset) -> Decoded<'_> {
    decode_as(bytes, charset, KnownBy::Declaration)
}

fn decode_as(bytes: &[u8], charset: Charset, known_by: KnownBy) -> Decoded<'_> {
    let (text, decoding) = match std::str::from_utf8(bytes) {
        Ok(text) if charset == Charset::UTF_8 => (Cow::Borrowed(text), Decoding::default()),
        _ => {
            let mut decoding = if charset == Charset::UTF_8 { utf8(bytes) } else { charset.decode(bytes) };
            (Cow::Owned(std::mem::take(&mut decoding.text)), decoding)
        }
    };
    let Decoding { map, damaged, first_damage, .. } = decoding;
    Decoded { text, map, charset, known_by, strays: Vec::new(), damaged, first_damage }
}

fn utf8(bytes: &[u8]) -> Decoding {
    let mut out = Decoding { text: String::with_capacity(bytes.len()), ..Decoding::default() };
    push_utf8(&mut out, bytes, 0..bytes.len());
    out
}

/// Adds a stretch of UTF-8, U+FFFD for each maximal damaged sequence.
fn push_utf8(out: &mut Decoding, bytes: &[u8], range: Range<usize>) {
    let mut at = range.start;
    for chunk in bytes[range].utf8_chunks() {
        out.text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let end = at + chunk.invalid().len();
            match pasted(bytes, at..end) {
                Some(sign) => out.push(bytes, at..end, sign.encode_utf8(&mut [0; 4])),
                None => out.push_damage(at..end),
            }
            at = end;
        }
    }
}

/// A sign of windows-1252 (a quotation mark, a dash) that was pasted into a page in UTF-8: one byte,
/// between ASCII or at an edge.
fn pasted(bytes: &[u8], at: Range<usize>) -> Option<char> {
    let alone = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    let alone = at.len() == 1
        && alone(at.start.checked_sub(1).and_then(|i| bytes.get(i)))
        && alone(bytes.get(at.end));
    let sign = matches!(bytes[at.start], 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xa9 | 0xae | 0xb0);
    windows_1252(bytes[at.start]).filter(|_| alone && sign)
}

/// UTF-8 in which some lines are in a charset of their own.
fn mixed(bytes: &[u8]) -> Decoded<'_> {
    let broken = |line: &[u8]| std::str::from_utf8(line).is_err();
    let usual = likeliest(&sample(bytes, broken));
    let mut out = Decoding { text: String::with_capacity(bytes.len()), ..Decoding::default() };
    let mut strays: Vec<(Charset, usize)> = Vec::new();
    for range in lines(bytes) {
        let line = &bytes[range.clone()];
        let stray = broken(line).then(|| stray(line, usual.as_ref())).flatten();
        let Some((charset, decoding)) = stray else {
            push_utf8(&mut out, bytes, range);
            continue;
        };
        out.append(decoding, range.start);
        match strays.iter_mut().find(|(c, _)| *c == charset) {
            Some((_, lines)) => *lines += 1,
            None => strays.push((charset, 1)),
        }
    }
    let Decoding { text, map, damaged, first_damage } = out;
    let text = Cow::Owned(text);
    Decoded { text, map, charset: Charset::UTF_8, known_by: KnownBy::Validity, strays, damaged, first_damage }
}

/// The charset of a line that is no UTF-8: that of the others like it, or one of its own.
fn stray(line: &[u8], usual: Option<&Reading>) -> Option<(Charset, Decoding)> {
    if let Some(usual) = usual {
        let decoding = usual.charset.decode(line);
        if Evidence::of(&decoding.text).is_clear() {
            return Some((usual.charset, decoding));
        }
    }
    let own = likeliest(line)?;
    Some((own.charset, own.charset.decode(line)))
}

/// Lines and, in a page without line ends, what stands between tags; delimiters included.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    bytes.split_inclusive(|b| matches!(b, b'\n' | b'\r' | b'<' | b'>')).map(move |line| {
        let start = at;
        at += line.len();
        start..at
    })
}

/// The lines outside ASCII that are `like` this, up to [`SAMPLE`] bytes.
fn sample(bytes: &[u8], like: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in lines(bytes).map(|range| &bytes[range]).filter(|line| !line.is_ascii() && like(line)) {
        sample.extend_from_slice(&line[..line.len().min(SAMPLE - sample.len())]);
        if sample.len() == SAMPLE {
            break;
        }
    }
    sample
}

/// A charset, and what it makes of a sample.
struct Reading {
    charset: Charset,
    evidence: Evidence,
}

impl Reading {
    fn of(sample: &[u8], charset: Charset) -> Option<Self> {
        let decoding = charset.decode(sample);
        let mut evidence = Evidence::of(&decoding.text);
        evidence.other += decoding.damaged;
        evidence.is_clear().then_some(Self { charset, evidence })
    }

    fn rank(&self) -> (isize, usize) {
        (self.evidence.balance(), self.evidence.common)
    }
}

/// The legacy charset in which a sample is the most Vietnamese; `None` where it is so in none.
fn likeliest(sample: &[u8]) -> Option<Reading> {
    let readings = Charset::LEGACY.into_iter().filter_map(|charset| Reading::of(sample, charset));
    let best = readings.reduce(|best, next| if next.rank() > best.rank() { next } else { best });
    best.filter(|best| best.evidence.is_enough())
}

fn choose(bytes: &[u8], hint: Option<&str>, sample: &[u8], words: Option<Reading>) -> (Charset, KnownBy) {
    // As the HTML standard has it, what is read byte by byte to be found cannot be UTF-16.
    let believable = |charset: &Charset| match charset {
        Charset::Standard(encoding) => encoding.output_encoding() == *encoding && *encoding != UTF_8,
        _ => true,
    };
    let hinted = hint.and_then(Charset::for_label).filter(believable);
    let head = &bytes[..bytes.len().min(DECLARATION_WINDOW)];
    let declared = hinted.or_else(|| declaration(head).filter(believable));
    match (declared, words) {
        (Some(declared), Some(words)) => match Reading::of(sample, declared) {
            Some(reading) if reading.rank() >= words.rank() => (declared, KnownBy::Declaration),
            _ if words.evidence.vietnamese < OVERRULING => (declared, KnownBy::Declaration),
            _ => (words.charset, KnownBy::Words),
        },
        (Some(declared), None) => (declared, KnownBy::Declaration),
        (None, Some(words)) => (words.charset, KnownBy::Words),
        (None, None) => match detect(bytes) {
            encoding if encoding == UTF_8 => (Charset::UTF_8, KnownBy::Validity),
            // Not Vietnamese as a whole, and what is can still be found in windows-1252.
            encoding if encoding == WINDOWS_1258 => (Charset::Standard(WINDOWS_1252), KnownBy::Statistics),
            encoding => (Charset::Standard(encoding), KnownBy::Statistics),
        },
    }
}

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_WINDOW) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if pairs < 2 {
        None
    } else if odd * 3 > pairs && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 3 > pairs && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Documents that are written in ASCII, and are no text all the same.
const DOCUMENTS: [(&[u8], &str); 2] = [(b"{\\rtf", "application/rtf"), (b"%PDF-", "application/pdf")];

/// A control byte makes a file suspect; its format is then named where it is known.
fn refuse_binary(bytes: &[u8]) -> Result<(), DecodeError> {
    if let Some((_, kind)) = DOCUMENTS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(DecodeError::Binary(kind));
    }
    let control = |b: &u8| matches!(*b, 0..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f);
    let head = &bytes[..bytes.len().min(8 * DECLARATION_WINDOW)];
    let controls = head.iter().filter(|b| control(b)).count();
    if controls * 200 <= head.len() {
        return Ok(());
    }
    if let Some(kind) = infer::get(bytes) {
        return Err(DecodeError::Binary(kind.mime_type()));
    }
    let offset = head.iter().position(control).unwrap_or(0);
    Err(DecodeError::Control { byte: bytes[offset], offset })
}

/// `charset=...` or `encoding="..."` in the head of a page.
fn declaration(head: &[u8]) -> Option<Charset> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset", "encoding"].into_iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, _)| {
            let value = head[at + word.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
            Charset::for_label(&value[..end.unwrap_or(value.len())])
        })
    })
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"vn"), Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Lễ trao giải báo chí viết về gương người tốt, việc tốt";

    #[test]
    fn the_strongest_sign_of_a_charset_wins() {
        let utf16 = |to: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked = [&b"\xff\xfe"[..], &utf16(u16::to_le_bytes)].concat();
        let declared = |charset: &str, bytes: &[u8]| {
            [format!("<?xml version='1.0' encoding='{charset}'?>\n").as_bytes(), bytes].concat()
        };
        let encoded = |charset: Charset| charset.encode(&TEXT.to_lowercase()).expect("small letters");
        let lower = TEXT.to_lowercase();
        // bytes, hint, charset, how it is known, how the text ends
        type Case<'c> = (Vec<u8>, Option<&'c str>, &'c str, KnownBy, &'c str);
        let cases: [Case<'_>; 9] = [
            (marked, Some("viscii"), "UTF-16LE", KnownBy::ByteOrderMark, TEXT),
            (utf16(u16::to_be_bytes), None, "UTF-16BE", KnownBy::ZeroBytes, TEXT),
            (declared("windows-1252", TEXT.as_bytes()), Some("tcvn"), "UTF-8", KnownBy::Validity, TEXT),
            (encoded(Charset::Viscii), Some("viscii"), "VISCII", KnownBy::Declaration, &lower),
            (encoded(Charset::Viscii), Some("vps"), "VISCII", KnownBy::Words, &lower),
            (declared("utf-8", &encoded(Charset::Vni)), None, "VNI-Windows", KnownBy::Words, &lower),
            (declared("x-viet-vps", &encoded(Charset::Vps)), None, "VPS", KnownBy::Declaration, &lower),
            (
                b"<meta charset=iso-8859-1>d\xe9j\xe0 \xe9t\xe9".to_vec(),
                None,
                "windows-1252",
                KnownBy::Declaration,
                "déjà été",
            ),
            (
                b"Gr\xfc\xdfe aus M\xfcnchen, sch\xf6ne H\xe4user".to_vec(),
                None,
                "windows-1252",
                KnownBy::Statistics,
                "Häuser",
            ),
        ];
        for (bytes, hint, charset, known_by, ends) in cases {
            let decoded = decode(&bytes, hint).expect("text");
            assert_eq!((decoded.charset.name(), decoded.known_by), (charset, known_by), "{ends}");
            assert!(decoded.text.ends_with(ends), "{}", decoded.text);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        for (bytes, want) in [
            (&b""[..], "empty file"),
            (b"%PDF-1.4\n\x01\x02\x03\x04\xff", "not text: application/pdf"),
            (b"a\x01b\x02c\x03", "not text: control byte 0x01 at offset 1"),
            (b"{\\rtf1\\ansi}", "not text: application/rtf"),
        ] {
            assert_eq!(decode(bytes, None).expect_err("no text").to_string(), want);
        }
    }

    #[test]
    fn capitals_among_the_control_codes_make_no_file_binary() {
        let bytes = Charset::Viscii.encode("KỶ LUẬT, KỸ THUẬT, SẴN SÀNG").expect("VISCII has all letters");
        let decoded = decode(&bytes, None).expect("text");
        assert_eq!((decoded.charset, &*decoded.text), (Charset::Viscii, "KỶ LUẬT, KỸ THUẬT, SẴN SÀNG"));
    }
}
