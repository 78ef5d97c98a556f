//! HTTP responses as crawlers keep them: head, transfer codings and content codings (RFC 9110, RFC 9112).

use super::{LARGEST_PAGE, Reason};
use crate::page::{Format, Stated};
use std::borrow::Cow;
use std::io::{self, Read};

/// What a response is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Payload {
    /// A page, and what is missing of it.
    Page {
        /// As a browser reads it.
        bytes: Vec<u8>,
        /// With what the head says.
        stated: Stated,
        /// Why it is not whole, if it is not.
        gap: Option<String>,
    },
    /// No page.
    Skipped(Reason),
}

/// The most fields that a head may have.
const MOST_FIELDS: usize = 256;

/// The most content codings that are undone.
const MOST_CODINGS: usize = 4;

/// The page that a response carries. `cut` is the whole length of a message of which only the first part
/// is here, in bytes.
///
/// # Errors
/// A message that is no response, a body that its codings do not fit, a page above [`LARGEST_PAGE`].
pub(crate) fn payload(message: &[u8], cut: Option<u64>, stated: &Stated) -> Result<Payload, String> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut head = httparse::Response::new(&mut fields);
    let parsed = config().parse_response(&mut head, message);
    let length = match parsed {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) if message.is_empty() => return Ok(Payload::Skipped(Reason::Empty)),
        Ok(httparse::Status::Partial) => return Err("the head of the HTTP response does not end".to_owned()),
        Err(error) => return Err(format!("no HTTP response: {error}")),
    };
    let mut stated = stated.clone();
    let media = last(&head, "content-type").unwrap_or_default();
    if let Some(reason) = status(head.code.unwrap_or(0)).or_else(|| media_type(&media, &mut stated)) {
        return Ok(Payload::Skipped(reason));
    }
    if let Some(size) = cut {
        return Err(super::too_large(Some(size)));
    }
    let body = &message[length..];
    let (body, gap) = match coded(&head, "transfer-encoding").iter().any(|coding| coding == "chunked") {
        true => dechunked(body),
        false => (Cow::Borrowed(body), None),
    };
    let (bytes, late) = decoded(body, &coded(&head, "content-encoding"))?;
    if bytes.is_empty() {
        return Ok(Payload::Skipped(Reason::Empty));
    }
    Ok(Payload::Page { bytes, stated, gap: gap.or(late) })
}

fn config() -> httparse::ParserConfig {
    let mut config = httparse::ParserConfig::default();
    // As browsers do: what servers send is kept as they sent it.
    config
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    config
}

fn last(head: &httparse::Response<'_, '_>, name: &str) -> Option<String> {
    let field = head.headers.iter().rev().find(|field| field.name.eq_ignore_ascii_case(name))?;
    Some(String::from_utf8_lossy(field.value).trim().to_owned())
}

/// The codings of a field, in the order in which they were applied.
fn coded(head: &httparse::Response<'_, '_>, name: &str) -> Vec<String> {
    let fields = head.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
    let values = fields.map(|field| String::from_utf8_lossy(field.value).to_ascii_lowercase());
    values
        .flat_map(|value| value.split(',').map(|coding| coding.trim().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// Why a response with this status (RFC 9110, 15) has no page.
fn status(code: u16) -> Option<Reason> {
    match code {
        // 206 is part of a page.
        200..=205 | 207..=299 => None,
        300..=399 => Some(Reason::Redirect),
        404 | 410 => Some(Reason::NotFound),
        _ => Some(Reason::Status),
    }
}

/// Takes what a Content-Type says of a page into `stated`; the reason, where it is none of a page.
pub(super) fn media_type(value: &str, stated: &mut Stated) -> Option<Reason> {
    let mut parts = value.split(';');
    let media_type = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
    });
    stated.charset = charset.filter(|label| !label.is_empty()).map(str::to_owned);
    stated.format =
        matches!(media_type.as_str(), "text/html" | "application/xhtml+xml").then_some(Format::Html);
    Reason::of_media_type(&media_type)
}

/// True of the address of a server's rules for crawlers (RFC 9309, 2.3).
pub(super) fn is_robots(url: &str) -> bool {
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
    path.is_some_and(|path| path.split(['?', '#']).next() == Some("robots.txt"))
}

/// The data of a body in chunks (RFC 9112, 7.1), and what is wrong with the last of them. A body that
/// begins with no chunk is what a crawler that undoes chunks has left.
fn dechunked(body: &[u8]) -> (Cow<'_, [u8]>, Option<String>) {
    let mut data = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let (start, size) = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete(found)) => found,
            _ if data.is_empty() => return (Cow::Borrowed(body), None),
            _ => return (Cow::Owned(data), Some("the response ends within its chunks".to_owned())),
        };
        if size == 0 {
            return (Cow::Owned(data), None);
        }
        rest = &rest[start..];
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let Some(chunk) = rest.get(..size) else {
            data.extend_from_slice(rest);
            return (Cow::Owned(data), Some("the response ends within its chunks".to_owned()));
        };
        data.extend_from_slice(chunk);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// The body without its content codings (RFC 9110, 8.4), and what is wrong with the end of it.
fn decoded(body: Cow<'_, [u8]>, codings: &[String]) -> Result<(Vec<u8>, Option<String>), String> {
    if codings.len() > MOST_CODINGS {
        return Err(format!("the response is packed {} times", codings.len()));
    }
    let mut bytes = body.into_owned();
    for coding in codings.iter().rev().filter(|coding| !matches!(coding.as_str(), "" | "identity" | "none")) {
        let (unpacked, error) = unpacked(&bytes, coding)?;
        match error {
            None => bytes = unpacked,
            // Some crawlers unpack the body and leave the field.
            Some(_) if unpacked.is_empty() && is_unpacked(&bytes, coding) => {}
            Some(error) if unpacked.is_empty() => return Err(format!("the body is no {coding}: {error}")),
            Some(error) => return Ok((unpacked, Some(format!("the {coding} body is damaged: {error}")))),
        }
    }
    match bytes.len() as u64 > LARGEST_PAGE {
        true => Err(super::too_large(Some(bytes.len() as u64))),
        false => Ok((bytes, None)),
    }
}

/// True for a body that shows not to be packed: gzip and Zstandard begin with a mark of theirs, and no page
/// in another coding is UTF-8.
fn is_unpacked(bytes: &[u8], coding: &str) -> bool {
    match coding {
        "gzip" | "x-gzip" => !bytes.starts_with(b"\x1f\x8b"),
        "zstd" => !bytes.starts_with(b"\x28\xb5\x2f\xfd"),
        _ => std::str::from_utf8(bytes).is_ok(),
    }
}

/// Undoes one coding: what could be unpacked, and where that ended early, why.
fn unpacked(bytes: &[u8], coding: &str) -> Result<(Vec<u8>, Option<io::Error>), String> {
    let decoder: Box<dyn Read + '_> = match coding {
        "gzip" | "x-gzip" => Box::new(flate2::bufread::MultiGzDecoder::new(bytes)),
        // "deflate" is zlib (RFC 9110, 8.4.1.2), but some servers send it bare.
        "deflate" if is_zlib(bytes) => Box::new(flate2::bufread::ZlibDecoder::new(bytes)),
        "deflate" => Box::new(flate2::bufread::DeflateDecoder::new(bytes)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(bytes, 4096)),
        "zstd" => match zstd::stream::read::Decoder::with_buffer(bytes) {
            Ok(decoder) => Box::new(decoder),
            Err(error) => return Err(error.to_string()),
        },
        _ => return Err(format!("the response is packed by {coding:?}, which is not known")),
    };
    let mut unpacked = Vec::new();
    let error = decoder.take(LARGEST_PAGE + 1).read_to_end(&mut unpacked).err();
    match unpacked.len() as u64 > LARGEST_PAGE {
        true => Err(super::too_large(None)),
        false => Ok((unpacked, error)),
    }
}

/// The header of RFC 1950, 2.2.
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [cmf, flg, ..] if cmf & 0x0f == 8 && (u16::from(*cmf) << 8 | u16::from(*flg)) % 31 == 0)
}
