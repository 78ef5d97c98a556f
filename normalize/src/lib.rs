//! Bytes of Vietnamese press text to clean Unicode.
//!
//! Three steps, each with its way back: [`decode`] (bytes to text), [`clean`] (one spelling for one
//! word: see [`normalizer::PIPELINE`]), [`fold`] (a key for matching). All offsets are in bytes of UTF-8
//! text, or bytes of the file; [`OffsetMap`]s compose with [`OffsetMap::then`].
//!
//! ```
//! use bangvang_normalize::{clean, decode};
//! let page = decode("Ðại hội thi đua hoà Bình".as_bytes(), None)?;
//! assert_eq!(clean(&page.text).text, "Đại hội thi đua hòa Bình");
//! # Ok::<_, bangvang_normalize::DecodeError>(())
//! ```

mod decode;
mod fold;
mod letters;
pub mod normalizer;
mod offsets;
mod rewrite;
mod syllable;

pub use decode::{DecodeError, Decoded, KnownBy, decode};
pub use fold::{Folded, fold, key};
pub use letters::Tone;
pub use normalizer::{Clean, clean};
pub use offsets::{Edit, OffsetMap};
pub use rewrite::Rewriter;
pub use syllable::{Syllable, ToneStyle};
