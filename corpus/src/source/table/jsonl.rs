//! JSON objects, one a line (RFC 8259; "JSON Lines").

use super::{Cells, Chosen, choose, row};
use crate::record::At;
use crate::source::stream::Stream;
use crate::source::{Flow, LARGEST_PAGE, Reason, Spot, Walk};
use memchr::memchr;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{self, BufRead as _};
use std::ops::ControlFlow::Continue;

/// Lines longer than this are not read: a page, every second character of it escaped.
const LONGEST_LINE: usize = 2 * LARGEST_PAGE as usize;

/// A line of a stream.
enum Line {
    Whole(Vec<u8>),
    /// Too long; its length, in bytes.
    Long(u64),
}

/// Reads a table.
pub(in crate::source) fn read(mut stream: Stream<'_>, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    // Whether the columns have been told, and how many objects before had no text.
    let (mut told, mut unfit) = (false, 0);
    let mut number = 0;
    if stream.peek(3) == b"\xef\xbb\xbf" {
        stream.consume(3);
    }
    loop {
        number += 1;
        let spot = spot.record(At::Line(number));
        let line = match line(&mut stream) {
            Ok(Some(Line::Whole(line))) => line,
            Ok(Some(Line::Long(length))) => {
                let problem = format!("a line of {length} bytes, the limit is {LONGEST_LINE}");
                walk.problem(&spot, problem)?;
                continue;
            }
            Ok(None) if number == 1 => return walk.skip(&spot, Reason::Empty),
            Ok(None) => return Continue(()),
            Err(error) => {
                walk.problem(&spot, format!("cannot be read: {error}"))?;
                continue;
            }
        };
        if line.trim_ascii().is_empty() {
            continue;
        }
        let names = match keys(&line) {
            Ok(names) => names,
            Err(error) => {
                walk.problem(&spot, format!("no JSON object: {error}"))?;
                continue;
            }
        };
        // An object need not have every key; what it is called by goes for it alone.
        let chosen = if told { walk.columns.choose(&names) } else { choose(&names, &spot, walk) };
        let chosen = match chosen {
            Ok(chosen) => chosen,
            // Of a table without a text, each line would say the same.
            Err(problem) if !told && unfit >= UNFIT => return walk.problem(&spot, problem),
            Err(problem) if !told => {
                unfit += 1;
                walk.problem(&spot, problem)?;
                continue;
            }
            Err(_) => {
                walk.skip(&spot, Reason::Empty)?;
                continue;
            }
        };
        told = true;
        match cells(&line, &names, chosen) {
            Ok(cells) => row(cells, &spot, walk)?,
            Err(error) => walk.problem(&spot, format!("no JSON object: {error}"))?,
        }
    }
}

/// So many objects at the head of a file may have no text before it is no table of pages.
const UNFIT: usize = 4;

/// The next line without its end. One that is too long is passed over.
fn line(stream: &mut Stream<'_>) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut length = 0u64;
    loop {
        let bytes = match stream.fill_buf() {
            Ok([]) if length == 0 => return Ok(None),
            Ok(bytes) => bytes,
            Err(error) => {
                // What is left of the damaged line is no line.
                pass_over_line(stream);
                return Err(error);
            }
        };
        let ended = bytes.is_empty();
        let end = memchr(b'\n', bytes);
        let count = end.unwrap_or(bytes.len());
        let room = (LONGEST_LINE + 1).saturating_sub(line.len());
        line.extend_from_slice(&bytes[..count.min(room)]);
        length += count as u64;
        stream.consume(count + usize::from(end.is_some()));
        if ended || end.is_some() {
            let long = line.len() > LONGEST_LINE;
            return Ok(Some(if long { Line::Long(length) } else { Line::Whole(line) }));
        }
    }
}

fn pass_over_line(stream: &mut Stream<'_>) {
    while let Ok(bytes) = stream.fill_buf() {
        let end = memchr(b'\n', bytes);
        let count = end.map_or(bytes.len(), |at| at + 1);
        if count == 0 {
            return;
        }
        stream.consume(count);
        if end.is_some() {
            return;
        }
    }
}

/// The keys of an object.
///
/// # Errors
/// A line that is no object.
pub(in crate::source) fn keys(line: &[u8]) -> serde_json::Result<Vec<String>> {
    let mut json = serde_json::Deserializer::from_slice(line);
    let keys = json.deserialize_map(Keys)?;
    json.end().map(|()| keys)
}

/// The values of the chosen columns.
fn cells(line: &[u8], names: &[String], Chosen(chosen): Chosen) -> serde_json::Result<Cells> {
    let mut json = serde_json::Deserializer::from_slice(line);
    let cells = json.deserialize_map(Picked(chosen.map(|at| at.map(|at| names[at].as_str()))))?;
    json.end().map(|()| cells)
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Vec<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut keys = Vec::new();
        while let Some((key, IgnoredAny)) = map.next_entry()? {
            keys.push(key);
        }
        Ok(keys)
    }
}

/// The values of these keys, by role; other values are passed over and never built.
struct Picked<'n>([Option<&'n str>; 5]);

impl<'de> Visitor<'de> for Picked<'_> {
    type Value = Cells;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut cells = Cells::default();
        while let Some(key) = map.next_key::<String>()? {
            match self.0.iter().position(|name| *name == Some(key.as_str())) {
                Some(role) => cells[role] = map.next_value_seed(Scalar)?.map(String::into_bytes),
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(cells)
    }
}

/// A string, or what else is one value, as text; lists and objects are none.
struct Scalar;

impl<'de> DeserializeSeed<'de> for Scalar {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scalar {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(None)
    }
}
