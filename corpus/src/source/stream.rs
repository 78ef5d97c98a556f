//! Bytes in order, read once: looked ahead at, put back, and read on behind a damaged place.

use super::budget::Budget;
use std::collections::VecDeque;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

/// What a [`Stream`] reads from.
pub(super) trait Layer {
    /// Reads on, never over the start of a member; 0 at the end.
    ///
    /// # Errors
    /// A [`Gap`], behind which reading goes on; any other error is the last thing that is read.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize>;

    /// Where, in bytes of what is packed, the member begins that was last read from; `None` for what is
    /// not made of members.
    fn member(&self) -> Option<u64> {
        None
    }
}

/// A place that cannot be read, behind which reading goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub(super) struct Gap {
    /// Offset of the damaged member in what is packed.
    pub(super) offset: u64,
    /// What is wrong.
    pub(super) what: String,
}

impl Gap {
    /// The gap of an error, where it is one.
    pub(super) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// How much is asked for at a time, in bytes.
const CHUNK: usize = 64 << 10;

/// Bytes in order.
pub(super) struct Stream<'a> {
    from: Box<dyn Layer + 'a>,
    buffer: Vec<u8>,
    /// Where in `buffer` the next byte is.
    at: usize,
    /// Offset of the next byte in this stream.
    position: u64,
    /// How much has been put back, in all.
    put_back: u64,
    /// Members that begin at or behind `position`: where in this stream, and where in what is packed.
    members: VecDeque<(u64, u64)>,
    member: Option<u64>,
    failed: Option<io::Error>,
    /// How many errors were handed on.
    failures: usize,
    ended: bool,
}

impl<'a> Stream<'a> {
    pub(super) fn new(from: impl Layer + 'a) -> Self {
        Self {
            from: Box::new(from),
            buffer: Vec::new(),
            at: 0,
            position: 0,
            put_back: 0,
            members: VecDeque::new(),
            member: None,
            failed: None,
            failures: 0,
            ended: false,
        }
    }

    /// Offset of the next byte.
    pub(super) fn position(&self) -> u64 {
        self.position
    }

    /// How many errors were met so far.
    pub(super) fn failures(&self) -> usize {
        self.failures
    }

    /// The next bytes, `count` of them unless the stream ends or fails before.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        while self.buffer.len() - self.at < count && self.more() {}
        let end = self.buffer.len().min(self.at.saturating_add(count));
        &self.buffer[self.at..end]
    }

    /// How many bytes have been put back so far, in all.
    pub(super) fn put_back(&self) -> u64 {
        self.put_back
    }

    /// Puts bytes back that were consumed last; they are read again.
    pub(super) fn unread(&mut self, bytes: &[u8]) {
        self.position -= bytes.len() as u64;
        self.put_back += bytes.len() as u64;
        if self.at >= bytes.len() {
            self.at -= bytes.len();
            self.buffer[self.at..self.at + bytes.len()].copy_from_slice(bytes);
            return;
        }
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
    }

    /// Where the member begins in what is packed, if one begins with the next byte.
    pub(super) fn member_here(&mut self) -> Option<u64> {
        self.peek(1);
        self.members.front().filter(|(start, _)| *start == self.position).map(|(_, offset)| *offset)
    }

    /// What to call the place of the next byte: where its member begins in what is packed, if it is the
    /// first of one; or else its offset in this stream.
    pub(super) fn place(&mut self) -> u64 {
        if let Some(offset) = self.member_here() {
            return offset;
        }
        match self.gap_here() {
            // Of the damaged member nothing has been read.
            Some(gap) if self.member != Some(gap.offset) => gap.offset,
            _ => self.position,
        }
    }

    /// How many bytes are left before the next member, as far as that is known.
    pub(super) fn to_member(&self) -> Option<u64> {
        self.members.iter().find(|(start, _)| *start > self.position).map(|(start, _)| start - self.position)
    }

    /// The gap that the next byte lies behind.
    pub(super) fn gap_here(&mut self) -> Option<Gap> {
        match self.peek(1).is_empty() {
            true => Gap::of(self.failed.as_ref()?).cloned(),
            false => None,
        }
    }

    /// Reads the next chunk; false where there is none.
    fn more(&mut self) -> bool {
        if self.failed.is_some() || self.ended {
            return false;
        }
        if self.at >= CHUNK || self.at == self.buffer.len() {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let filled = self.buffer.len();
        let end = self.position + (filled - self.at) as u64;
        self.buffer.resize(filled + CHUNK, 0);
        let read = loop {
            match self.from.read(&mut self.buffer[filled..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(filled + *read.as_ref().unwrap_or(&0));
        match read {
            Ok(0) => self.ended = true,
            Ok(_) => self.enter(end),
            Err(error) => self.failed = Some(error),
        }
        self.buffer.len() > filled
    }

    /// Notes the member that begins at `start` of this stream, if one does.
    fn enter(&mut self, start: u64) {
        let member = self.from.member();
        if member != self.member {
            self.member = member;
            self.members.extend(member.map(|offset| (start, offset)));
        }
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len()
            && !self.more()
            && let Some(error) = self.failed.take()
        {
            self.failures += 1;
            return Err(error);
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, count: usize) {
        self.at += count;
        self.position += count as u64;
        while self.members.front().is_some_and(|(start, _)| *start < self.position) {
            self.members.pop_front();
        }
    }
}

/// [`Read::read`] of what has a buffer.
pub(super) fn read_buffered(from: &mut impl BufRead, into: &mut [u8]) -> io::Result<usize> {
    let bytes = from.fill_buf()?;
    let count = bytes.len().min(into.len());
    into[..count].copy_from_slice(&bytes[..count]);
    from.consume(count);
    Ok(count)
}

impl Read for Stream<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_buffered(self, into)
    }
}

/// A file, a pipe, an entry of an archive: what is read to its end or to an error.
pub(super) struct Plain<R> {
    from: Option<R>,
    budget: Rc<Budget>,
    unpacked: bool,
}

impl<R: Read> Plain<R> {
    /// What comes from outside, and pays for what is unpacked from it.
    pub(super) fn outside(from: R, budget: &Rc<Budget>) -> Self {
        Self { from: Some(from), budget: Rc::clone(budget), unpacked: false }
    }

    /// What was unpacked already.
    pub(super) fn unpacked(from: R, budget: &Rc<Budget>) -> Self {
        Self { from: Some(from), budget: Rc::clone(budget), unpacked: true }
    }
}

impl<R: Read> Layer for Plain<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(from) = &mut self.from else { return Ok(0) };
        let read = from.read(into).and_then(|count| {
            match self.unpacked {
                true => self.budget.spend(count)?,
                false => self.budget.earn(count),
            }
            Ok(count)
        });
        if read.as_ref().is_err_and(|error| error.kind() != ErrorKind::Interrupted) {
            self.from = None;
        }
        read
    }
}

/// The next bytes of another stream, so many of them.
pub(super) struct Portion<'s, 'a> {
    stream: &'s mut Stream<'a>,
    left: u64,
    name: &'static str,
}

impl<'s, 'a> Portion<'s, 'a> {
    /// `left` bytes of `stream`; `name` is what ends too early where they are not there.
    pub(super) fn new(stream: &'s mut Stream<'a>, left: u64, name: &'static str) -> Self {
        Self { stream, left, name }
    }
}

impl Layer for Portion<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let most = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let read = self.stream.read(&mut into[..most]);
        match read {
            Ok(0) => {
                let missing = std::mem::take(&mut self.left);
                let what = format!("{} ends {missing} bytes too early", self.name);
                Err(io::Error::new(ErrorKind::UnexpectedEof, what))
            }
            Ok(count) => {
                self.left -= count as u64;
                Ok(count)
            }
            Err(error) => {
                self.left = 0;
                Err(error)
            }
        }
    }
}
