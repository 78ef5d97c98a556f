//! Bảng Vàng, the roll of honour: turns an archive of Vietnamese press pages into a dataset of awards.
//!
//! This crate only gathers the pieces. Data flows one way: [`corpus`] (files, pages, the parallel run,
//! sinks) uses [`normalize`] (bytes to clean text), [`gazetteer`] (what exists) and [`extract`] (text to
//! mentions, conferrals and ceremonies).
//!
//! ```
//! use bangvang::corpus::run;
//! let page = "Hà Nam khen thưởng\nSáng 28/3, UBND tỉnh Hà Nam tặng Bằng khen cho 19 tập thể.";
//! let (record, _) = run::record("x", "x.txt", page.as_bytes(), &run::Options::default())?;
//! assert_eq!(record.found.conferrals[0].count, Some(19));
//! # Ok::<_, bangvang::corpus::page::PageError>(())
//! ```

pub use bangvang_corpus as corpus;
pub use bangvang_extract as extract;
pub use bangvang_gazetteer as gazetteer;
pub use bangvang_normalize as normalize;
