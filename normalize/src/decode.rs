//! Bytes to text: which charset, and what each byte became.

use crate::OffsetMap;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Decoded text.
#[derive(Debug, Clone)]
pub struct Decoded<'b> {
    /// The text; borrowed where the bytes were UTF-8.
    pub text: Cow<'b, str>,
    /// From bytes of the file to bytes of `text`.
    pub map: OffsetMap,
    /// The charset's name as the WHATWG Encoding Standard has it.
    pub charset: &'static str,
    /// How the charset was known.
    pub known_by: KnownBy,
    /// How many byte sequences could not be decoded and stand as U+FFFD in `text`.
    pub damaged: usize,
}

/// What told the charset, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// A byte order mark.
    ByteOrderMark,
    /// The bytes are UTF-8 (at most one damaged sequence in twenty), whatever they declare.
    Validity,
    /// Zero bytes at every second place.
    ZeroBytes,
    /// The hint given, a `meta` element or an XML declaration.
    Declaration,
    /// Letter statistics (chardetng).
    Statistics,
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

/// Decodes a page. `hint` is a charset label from outside (an HTTP header), tried before what the page
/// itself declares.
///
/// # Errors
/// Bytes that are empty or no text in any charset.
///
/// ```
/// use bangvang_normalize::{decode, KnownBy};
/// let page = decode(b"<meta charset=windows-1258>\xd0\xc3 N\xc3\xe3ng", None).unwrap();
/// assert_eq!(page.known_by, KnownBy::Declaration);
/// assert!(page.text.starts_with("<meta"));
/// ```
pub fn decode<'b>(bytes: &'b [u8], hint: Option<&str>) -> Result<Decoded<'b>, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let mut decoded = match encoding == UTF_8 {
            true => utf8(&bytes[mark..], KnownBy::ByteOrderMark),
            false => legacy(&bytes[mark..], encoding, KnownBy::ByteOrderMark),
        };
        decoded.map = OffsetMap::from_edits([(0..mark, 0)]).then(decoded.map);
        return Ok(decoded);
    }
    if let Some(encoding) = utf16_without_mark(bytes).filter(|_| infer::get(bytes).is_none()) {
        return Ok(legacy(bytes, encoding, KnownBy::ZeroBytes));
    }
    refuse_binary(bytes)?;
    let valid = utf8(bytes, KnownBy::Validity);
    let letters = valid.text.chars().filter(|c| !c.is_ascii()).count() - valid.damaged;
    if valid.damaged * 20 <= letters {
        return Ok(valid);
    }
    let declared = hint
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .or_else(|| declaration(&bytes[..bytes.len().min(DECLARATION_WINDOW)]))
        .filter(|encoding| *encoding != UTF_8);
    Ok(match declared {
        Some(encoding) => legacy(bytes, encoding, KnownBy::Declaration),
        None => match detect(bytes) {
            encoding if encoding == UTF_8 => valid,
            encoding => legacy(bytes, encoding, KnownBy::Statistics),
        },
    })
}

fn utf8(bytes: &[u8], known_by: KnownBy) -> Decoded<'_> {
    let known = |text, map, damaged| Decoded { text, map, charset: UTF_8.name(), known_by, damaged };
    if let Ok(text) = std::str::from_utf8(bytes) {
        return known(Cow::Borrowed(text), OffsetMap::default(), 0);
    }
    let (mut text, mut edits, mut at) = (String::with_capacity(bytes.len()), Vec::new(), 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            let end = at + chunk.invalid().len();
            text.push(char::REPLACEMENT_CHARACTER);
            edits.push((at..end, char::REPLACEMENT_CHARACTER.len_utf8()));
            at = end;
        }
    }
    let damaged = edits.len();
    known(Cow::Owned(text), OffsetMap::from_edits(edits), damaged)
}

/// Feeds the decoder byte by byte, so that every character's bytes are known whatever the charset.
fn legacy(bytes: &[u8], encoding: &'static Encoding, known_by: KnownBy) -> Decoded<'static> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 2);
    let (mut edits, mut damaged, mut start) = (Vec::new(), 0, 0);
    let mut buffer = [0; 16];
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let (_, _, written, errors) = decoder.decode_to_utf8(&[*byte], &mut buffer, last);
        if written == 0 {
            continue;
        }
        // decode_to_utf8 writes whole characters only.
        let piece = String::from_utf8_lossy(&buffer[..written]);
        if piece.as_bytes() != &bytes[start..=at] {
            edits.push((start..at + 1, piece.len()));
        }
        text.push_str(&piece);
        damaged += usize::from(errors);
        start = at + 1;
    }
    Decoded {
        text: Cow::Owned(text),
        map: OffsetMap::from_edits(edits),
        charset: encoding.name(),
        known_by,
        damaged,
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

/// A control byte makes a file suspect; its format is then named where it is known.
fn refuse_binary(bytes: &[u8]) -> Result<(), DecodeError> {
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
fn declaration(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    ["charset", "encoding"].into_iter().find_map(|word| {
        head.match_indices(word).find_map(|(at, _)| {
            let value = head[at + word.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
            Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
        })
    })
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"vn"), Utf8Detection::Allow)
}
