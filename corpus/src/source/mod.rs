//! Where pages come from: files, folders, standard input, archives and tables of pages.
//!
//! An input is opened by what its bytes are (`sniff`), and what it holds is read in one pass, in order,
//! as [`Item`]s: `compressed` unpacks, `tar`, `zip` and `warc` read archives, `table` reads rows, `http`
//! reads what a web server answered. Memory holds a record at a time, whatever the size of the archive.

mod budget;
mod compressed;
mod files;
pub(crate) mod http;
mod ids;
mod reason;
mod sniff;
mod stream;
mod table;
mod tar;
mod warc;
mod zip;

pub use files::{Input, Place, Unlisted, list};
pub use reason::Reason;
pub use table::{Columns, Guess};

use crate::page::Stated;
use crate::record::At;
use budget::Budget;
use ids::OwnIds;
use sniff::Format;
use std::fs::File;
use std::io::{self, BufRead as _, Read as _, Seek as _, Write as _};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use stream::{Plain, Stream};

/// Pages larger than this are no pages: 32 MiB.
pub const LARGEST_PAGE: u64 = 32 << 20;

/// Archives in archives, packings among them, deeper than this are not opened.
const DEEPEST: u8 = 8;

/// One thing read: a page, or what stands where one could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Unique in a run. That of the file, or `ARCHIVE#N` for the record number N (from 1) that was read
    /// in it, or what a table's id column says, where nothing before is called so.
    pub id: String,
    /// The file, and behind a `!` the entry of a ZIP or TAR archive: `news.zip!2019/a.html`.
    pub path: String,
    /// Where it stands in `path`.
    pub at: Option<At>,
    /// What it is.
    pub content: Content,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A page.
    Page {
        /// As it was saved.
        bytes: Vec<u8>,
        /// What is known of it from outside.
        stated: Stated,
    },
    /// An HTTP response, head and body as they were sent.
    Response {
        /// RFC 9112, as far as it was kept.
        message: Vec<u8>,
        /// The length of the whole where not all was kept, in bytes.
        cut: Option<u64>,
        /// What is known of the page from outside.
        stated: Stated,
    },
    /// No article.
    Skipped(Reason),
    /// Nothing that can be read, and why.
    Problem(String),
}

/// What reading tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The next item.
    Item(Item),
    /// Columns of a table that nobody named.
    Guess(Guess),
}

/// Whether to read on.
pub type Flow = ControlFlow<()>;

/// Reads all inputs in order, until `emit` breaks off.
pub fn read(inputs: &[Input], columns: &Columns, emit: &mut dyn FnMut(Found) -> Flow) -> Flow {
    let mut own = OwnIds::new(inputs);
    inputs.iter().try_for_each(|input| {
        let mut walk = Walk::new(input, columns, &mut own, emit);
        let spot = Spot::of(input);
        // What trips a reader costs the input that it reads.
        catch_unwind(AssertUnwindSafe(|| input_into(input, &spot, &mut walk)))
            .unwrap_or_else(|_| walk.problem(&spot, "internal error: please report this file".to_owned()))
    })
}

fn input_into(input: &Input, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let file = match &input.place {
        Place::Stdin => {
            let stream = Stream::new(Plain::outside(io::stdin().lock(), &walk.budget));
            return open(stream, None, spot, walk);
        }
        Place::File(path) => match files::open(path) {
            Ok(file) => file,
            Err(error) => return walk.problem(spot, error.to_string()),
        },
    };
    open(Stream::new(Plain::outside(&file, &walk.budget)), Some(&file), spot, walk)
}

/// An input being read.
struct Walk<'w> {
    id: &'w str,
    /// How many records of the input have been read.
    records: u64,
    columns: &'w Columns,
    own: &'w mut OwnIds,
    budget: Rc<Budget>,
    emit: &'w mut dyn FnMut(Found) -> Flow,
}

/// Where the walk is.
#[derive(Debug, Clone)]
struct Spot {
    path: String,
    /// What a name can tell of the bytes: that of the file or entry, without the ending of a packing.
    name: String,
    at: Option<At>,
    depth: u8,
    /// True inside an archive or table.
    inside: bool,
}

impl Spot {
    fn of(input: &Input) -> Self {
        let path = input.place.display();
        Self { name: path.clone(), path, at: None, depth: 0, inside: false }
    }

    fn unpacked(&self) -> Self {
        Self { name: files::unpacked_name(&self.name), depth: self.depth + 1, ..self.clone() }
    }

    /// An entry of the archive here.
    fn entry(&self, name: &str, at: At) -> Self {
        Self {
            path: format!("{}!{name}", self.path),
            name: name.to_owned(),
            at: Some(at),
            depth: self.depth + 1,
            inside: true,
        }
    }

    /// A record of the archive or a row of the table here.
    fn record(&self, at: At) -> Self {
        Self { at: Some(at), inside: true, ..self.clone() }
    }
}

impl<'w> Walk<'w> {
    fn new(
        input: &'w Input,
        columns: &'w Columns,
        own: &'w mut OwnIds,
        emit: &'w mut dyn FnMut(Found) -> Flow,
    ) -> Self {
        let budget = Rc::new(Budget::new());
        Self { id: &input.id, records: 0, columns, own, budget, emit }
    }

    fn item(&mut self, spot: &Spot, content: Content) -> Flow {
        self.item_called(spot, None, content)
    }

    /// Hands on an item that has perhaps a name of its own.
    fn item_called(&mut self, spot: &Spot, own: Option<String>, content: Content) -> Flow {
        self.records += 1;
        let content = match content {
            Content::Page { bytes, .. } if spot.inside && bytes.is_empty() => Content::Skipped(Reason::Empty),
            content => content,
        };
        let id = match (own.filter(|id| self.own.take(id)), spot.inside) {
            (Some(own), _) => own,
            (None, true) => format!("{}#{}", self.id, self.records),
            (None, false) => self.id.to_owned(),
        };
        (self.emit)(Found::Item(Item { id, path: spot.path.clone(), at: spot.at, content }))
    }

    fn problem(&mut self, spot: &Spot, problem: String) -> Flow {
        self.item(spot, Content::Problem(problem))
    }

    fn skip(&mut self, spot: &Spot, reason: Reason) -> Flow {
        self.item(spot, Content::Skipped(reason))
    }
}

/// Reads what begins here, whatever it is. `file` is what the stream reads, where that can be read again.
fn open(mut stream: Stream<'_>, file: Option<&File>, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let format = sniff::format(stream.peek(sniff::HEAD), &spot.name, walk.columns);
    if spot.depth >= DEEPEST && format.is_archive() {
        return walk.problem(spot, format!("archives in archives, more than {DEEPEST} deep, are not opened"));
    }
    let inner = Spot { inside: true, ..spot.clone() };
    match format {
        Format::Packed(packing) => {
            let unpacked = compressed::unpacked(stream, packing, &walk.budget);
            open(unpacked, None, &spot.unpacked(), walk)
        }
        Format::Tar => tar::read(stream, &inner, walk),
        Format::Warc => warc::read(stream, &inner, walk),
        Format::Lines => table::jsonl::read(stream, &inner, walk),
        Format::Cells(delimiter) => table::csv::read(stream, delimiter, &inner, walk),
        Format::Zip | Format::Parquet => match seekable(stream, file) {
            Ok(file) if format == Format::Zip => zip::read(file, &inner, walk),
            Ok(file) => table::parquet::read(file, &inner, walk),
            Err(error) => walk.problem(spot, format!("cannot be read: {error}")),
        },
        Format::Other(reason) => walk.skip(spot, reason),
        Format::Page => page(stream, spot, walk),
    }
}

/// A file with the bytes of the stream, for formats that are read from their end.
fn seekable(mut stream: Stream<'_>, file: Option<&File>) -> io::Result<File> {
    let mut file = match file {
        Some(file) => file.try_clone()?,
        None => {
            let mut spool = tempfile::tempfile()?;
            io::copy(&mut stream, &mut spool)?;
            spool.flush()?;
            spool
        }
    };
    file.rewind()?;
    Ok(file)
}

/// A page, whole.
fn page(mut stream: Stream<'_>, spot: &Spot, walk: &mut Walk<'_>) -> Flow {
    let mut bytes = Vec::new();
    match (&mut stream).take(LARGEST_PAGE + 1).read_to_end(&mut bytes) {
        Err(error) => walk.problem(spot, format!("cannot be read: {error}")),
        Ok(_) if bytes.len() as u64 > LARGEST_PAGE => walk.problem(spot, too_large(None)),
        Ok(_) => walk.item(spot, Content::Page { bytes, stated: Stated::default() }),
    }
}

/// What is said of a page above the limit; its size, where that is known, in bytes.
pub(crate) fn too_large(size: Option<u64>) -> String {
    let size = size.map_or(String::new(), |size| format!("{size} bytes, "));
    format!("larger than a page may be ({size}the limit is {LARGEST_PAGE})")
}

/// Passes over the next bytes of a stream.
fn skip(stream: &mut Stream<'_>, mut count: u64) -> io::Result<()> {
    while count > 0 {
        let here = stream.fill_buf()?.len();
        if here == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let step = here.min(usize::try_from(count).unwrap_or(usize::MAX));
        stream.consume(step);
        count -= step as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a file with these bytes holds: the items' contents.
    fn contents(bytes: &[u8]) -> Vec<Content> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let input = Input { id: "x".into(), place: Place::File(file.path().into()) };
        let mut contents = Vec::new();
        let _ = read(&[input], &Columns::default(), &mut |found| {
            if let Found::Item(item) = found {
                assert_eq!(item.id, format!("x#{}", contents.len() + 1));
                contents.push(item.content);
            }
            Flow::Continue(())
        });
        contents
    }

    fn record(block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\n\
             Content-Type: text/html\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// Blocks with what readers look for in them, small and larger than a chunk.
    fn blocks() -> impl Strategy<Value = Vec<Vec<u8>>> {
        let piece = prop_oneof![
            Just(b"\r\n\r\n".to_vec()),
            Just(b"\r\nWARC/1.0\r\n".to_vec()),
            Just(b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
            Just(vec![b'x'; 70_000]),
            prop::collection::vec(any::<u8>(), 0..40),
        ];
        let block = prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
        prop::collection::vec(block, 1..6)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_same_records_give_the_same_items_however_they_are_packed(
            blocks in blocks(),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let records: Vec<Vec<u8>> = blocks.iter().map(|block| record(block)).collect();
            let whole = records.concat();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(whole.len())).collect();
            cuts.extend([0, whole.len()]);
            cuts.sort_unstable();
            let parts: Vec<&[u8]> = cuts.windows(2).map(|cut| &whole[cut[0]..cut[1]]).collect();
            let want = contents(&whole);
            prop_assert_eq!(want.len(), blocks.len());
            let each = |pack: &dyn Fn(&[u8]) -> Vec<u8>| records.iter().flat_map(|r| pack(r)).collect::<Vec<u8>>();
            let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
            prop_assert_eq!(&contents(&each(&gzip)), &want);
            prop_assert_eq!(&contents(&each(&zstd)), &want);
            // Members that end anywhere, as parallel packers write them.
            prop_assert_eq!(&contents(&parts.iter().flat_map(|part| gzip(part)).collect::<Vec<u8>>()), &want);
            prop_assert_eq!(&contents(&zstd(&gzip(&whole))), &want);
        }

        #[test]
        fn any_bytes_end(
            head in prop::sample::select(vec![
                &b"WARC/1.0\r\nContent-Length: 5\r\nWARC-Type: response\r\n\r\n"[..],
                b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"\x28\xb5\x2f\xfd\x04\0\x01\0\0",
                b"PK\x03\x04", b"PAR1", b"{\"text\": \"a\"}\n{", b"text,url\n\"", b"\x5d\x2a\x4d\x18\x04\0\0\0",
            ]),
            bytes in prop::collection::vec(any::<u8>(), 0..600),
        ) {
            contents_of_any(&[head, &bytes].concat());
        }
    }

    fn contents_of_any(bytes: &[u8]) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let input = Input { id: "x".into(), place: Place::File(file.path().into()) };
        let mut count = 0;
        let _ = read(&[input], &Columns::default(), &mut |_| {
            count += 1;
            Flow::Continue(())
        });
        assert!(count > 0, "every input is accounted for: {bytes:?}");
    }
}
