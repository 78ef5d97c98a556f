//! Bytes of Vietnamese press text to clean Unicode.
//!
//! Three steps, each with its way back: [`decode`] (bytes to text), [`clean`] (one spelling for one
//! word: see [`normalizer::PIPELINE`]), [`fold`] (a key for matching); [`normalize()`] does the first two. All offsets are in bytes of UTF-8
//! text, or bytes of the file; [`OffsetMap`]s compose with [`OffsetMap::then`].
//!
//! ```
//! use bangvang_normalize::{clean, decode};
//! let page = decode("Ðại hội thi đua hoà Bình".as_bytes(), None)?;
//! assert_eq!(clean(&page.text).text, "Đại hội thi đua hòa Bình");
//! # Ok::<_, bangvang_normalize::DecodeError>(())
//! ```

mod capitals;
mod charset;
mod decode;
mod evidence;
mod fold;
mod letters;
pub mod normalizer;
mod offsets;
mod report;
mod rewrite;
mod signs;
mod syllable;

pub use charset::{Charset, Decoding};
pub use decode::{DecodeError, Decoded, KnownBy, decode, decode_in};
pub use fold::{Folded, bare_key, fold, fold_bare, key};
pub use letters::Tone;
pub use normalizer::{Clean, clean, clean_as, undo_misreading};
pub use offsets::{Edit, OffsetMap};
pub use report::{Damage, Normalized, Options, Report, normalize};
pub use rewrite::Rewriter;
pub use syllable::{Syllable, ToneStyle};
