//! gzip and Zstandard, member by member.
//!
//! A gzip file is a row of members (RFC 1952, 2.2), a Zstandard file one of frames (RFC 8878, 3); web
//! archives begin one with every record (ISO 28500, annex D). A damaged member costs that member: reading
//! goes on at the next one's magic number.

use super::budget::Budget;
use super::stream::{Gap, Layer, Stream, read_buffered};
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};
use std::rc::Rc;
use zstd::stream::read::Decoder as ZstdDecoder;

/// How something is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

/// First bytes of a Zstandard frame (RFC 8878, 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The skippable frame that carries the dictionary of all frames behind it, as the IIPC's "Zstandard
/// Compression for WARC Files" has it.
const DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];

/// Dictionaries larger than this are none: 16 MiB.
const LARGEST_DICTIONARY: u64 = 16 << 20;

impl Packing {
    /// That of what begins with these bytes.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        if is_gzip_member(head) {
            return Some(Self::Gzip);
        }
        (head.starts_with(&ZSTD) || is_skippable(head)).then_some(Self::Zstd)
    }

    fn begins(self, head: &[u8]) -> bool {
        match self {
            Self::Gzip => is_gzip_member(head),
            Self::Zstd => head.starts_with(&ZSTD) || is_skippable(head),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
        }
    }
}

/// The fixed part of a member's header: DEFLATE, reserved flags zero, and values of XFL and OS that are
/// assigned, so that few places inside a damaged member look like one.
fn is_gzip_member(head: &[u8]) -> bool {
    match head {
        [0x1f, 0x8b, 0x08, flags, _, _, _, _, extra, system, ..] => {
            flags & 0xe0 == 0 && matches!(extra, 0 | 2 | 4) && matches!(system, 0..=13 | 255)
        }
        _ => false,
    }
}

fn is_skippable(head: &[u8]) -> bool {
    matches!(head, [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..])
}

/// Unpacks a stream.
pub(super) fn unpacked<'a>(packed: Stream<'a>, packing: Packing, budget: &Rc<Budget>) -> Stream<'a> {
    let between = State::Between(Recorded { stream: packed, kept: Vec::new() });
    let budget = Rc::clone(budget);
    Stream::new(Members { state: between, packing, member: 0, lost: false, dictionary: None, budget })
}

/// How much of the member being read can be read again: damage shows late.
const KEPT: usize = 1 << 20;

/// A packed stream, and the last that was taken from it.
struct Recorded<'a> {
    stream: Stream<'a>,
    kept: Vec<u8>,
}

impl BufRead for Recorded<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if self.kept.len() > 2 * KEPT {
            self.kept.drain(..KEPT);
        }
        self.kept.extend_from_slice(self.stream.peek(count));
        self.stream.consume(count);
    }
}

impl Read for Recorded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_buffered(self, into)
    }
}

enum Decoder<'a> {
    Gzip(Box<GzDecoder<Recorded<'a>>>),
    Zstd(ZstdDecoder<'static, Recorded<'a>>),
}

impl<'a> Decoder<'a> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Gzip(decoder) => decoder.read(into),
            Self::Zstd(decoder) => decoder.read(into),
        }
    }

    fn into_inner(self) -> Recorded<'a> {
        match self {
            Self::Gzip(decoder) => decoder.into_inner(),
            Self::Zstd(decoder) => decoder.finish(),
        }
    }
}

enum State<'a> {
    Between(Recorded<'a>),
    Inside(Decoder<'a>),
    Done,
}

/// The members of a packed stream, one behind the other.
struct Members<'a> {
    state: State<'a>,
    packing: Packing,
    /// Offset of the member being read.
    member: u64,
    /// True behind a damaged member, until the next begins.
    lost: bool,
    dictionary: Option<Vec<u8>>,
    budget: Rc<Budget>,
}

impl Layer for Members<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(packed) => match self.begin(packed)? {
                    Some(decoder) => self.state = State::Inside(decoder),
                    None => return Ok(0),
                },
                State::Inside(mut decoder) => match decoder.read(into) {
                    Ok(0) => {
                        let mut packed = decoder.into_inner();
                        packed.kept.clear();
                        self.state = State::Between(packed);
                    }
                    Ok(count) => {
                        self.budget.spend(count)?;
                        self.state = State::Inside(decoder);
                        return Ok(count);
                    }
                    Err(error) => {
                        let mut packed = decoder.into_inner();
                        // A decoder may refuse bytes without taking them.
                        if packed.stream.position() == self.member && !packed.stream.peek(1).is_empty() {
                            packed.consume(1);
                        }
                        return Err(self.give_up(packed, &error));
                    }
                },
            }
        }
    }

    fn member(&self) -> Option<u64> {
        Some(self.member)
    }
}

impl<'a> Members<'a> {
    /// Opens the next member.
    fn begin(&mut self, mut packed: Recorded<'a>) -> io::Result<Option<Decoder<'a>>> {
        loop {
            let stream = &mut packed.stream;
            if !self.lost {
                skip_zeros(stream);
            }
            let offset = stream.position();
            let head = stream.peek(10);
            if head.is_empty() {
                // A gap of the packing around this one, or the end.
                match (stream.fill_buf(), self.lost) {
                    (Ok([]), _) => return Ok(None),
                    (Ok(_), _) | (Err(_), true) => continue,
                    (Err(error), false) => {
                        self.member = offset;
                        return Err(self.give_up(packed, &error));
                    }
                }
            }
            if self.packing.begins(head) {
                (self.lost, self.member) = (false, offset);
                packed.kept.clear();
                if is_skippable(head) && self.packing == Packing::Zstd {
                    self.skippable(&mut packed)?;
                    continue;
                }
                return self.decoder(packed).map(Some);
            }
            if !self.lost {
                let what = format!("no {} member where one should begin", self.packing.name());
                (self.lost, self.state) = (true, State::Between(packed));
                return Err(io::Error::other(Gap { offset, what }));
            }
            seek(stream, self.packing);
        }
    }

    fn decoder(&self, packed: Recorded<'a>) -> io::Result<Decoder<'a>> {
        Ok(match self.packing {
            Packing::Gzip => Decoder::Gzip(Box::new(GzDecoder::new(packed))),
            Packing::Zstd => {
                let dictionary = self.dictionary.as_deref().unwrap_or_default();
                Decoder::Zstd(ZstdDecoder::with_dictionary(packed, dictionary)?.single_frame())
            }
        })
    }

    /// Passes over a skippable frame (RFC 8878, 3.1.2), and keeps the dictionary it may hold.
    fn skippable(&mut self, packed: &mut Recorded<'a>) -> io::Result<()> {
        let head = packed.stream.peek(8);
        let is_dictionary = head.starts_with(&DICTIONARY) && self.dictionary.is_none();
        let size = u64::from(match head {
            [_, _, _, _, a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]),
            _ => 0,
        });
        let header = head.len();
        packed.stream.consume(header);
        if !is_dictionary || size > LARGEST_DICTIONARY {
            io::copy(&mut (&mut packed.stream).take(size), &mut io::sink())?;
            return Ok(());
        }
        let mut bytes = Vec::new();
        (&mut packed.stream).take(size).read_to_end(&mut bytes)?;
        if bytes.starts_with(&ZSTD) {
            let packed = std::mem::take(&mut bytes);
            ZstdDecoder::new(packed.as_slice())?.take(LARGEST_DICTIONARY).read_to_end(&mut bytes)?;
        }
        self.dictionary = Some(bytes);
        Ok(())
    }

    /// Goes back to behind the magic number of a damaged member, to look for the next from there.
    fn give_up(&mut self, mut packed: Recorded<'a>, error: &io::Error) -> io::Error {
        let kept = std::mem::take(&mut packed.kept);
        packed.stream.unread(kept.get(1..).unwrap_or_default());
        (self.lost, self.state) = (true, State::Between(packed));
        let what = format!("damaged {} data ({error})", self.packing.name());
        io::Error::other(Gap { offset: self.member, what })
    }
}

/// Files are padded to blocks with zeros, on tapes and behind `tar`.
fn skip_zeros(stream: &mut Stream<'_>) {
    loop {
        let zeros = stream.peek(4096).iter().take_while(|byte| **byte == 0).count();
        if zeros == 0 {
            return;
        }
        stream.consume(zeros);
    }
}

/// Goes to the next place that may begin a member; at least one byte on.
fn seek(stream: &mut Stream<'_>, packing: Packing) {
    stream.consume(1);
    loop {
        let head = stream.peek(CHUNK);
        let most = head.len();
        match (0..most.saturating_sub(9)).find(|at| packing.begins(&head[*at..])) {
            Some(at) => return stream.consume(at),
            // What is left is too short for a member.
            None if most < CHUNK => return stream.consume(most),
            None => stream.consume(most - 9),
        }
    }
}

/// How many bytes are looked through at a time.
const CHUNK: usize = 64 << 10;
