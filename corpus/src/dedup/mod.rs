//! Which reports tell of one event: copies, versions, independent reports.
//!
//! Three layers, each usable alone: [`copies`] finds near-identical texts, [`versions`] says how much of one
//! text is in another, [`events`] compares what two reports say. [`blocking`] names the pairs worth comparing,
//! [`cluster`] makes groups of pairs, [`merge`] makes a row of each group, [`folder`] does all of it
//! over a folder of results. What a report is, [`report`] says, when two names are one, [`names`]; why two are together or apart, [`explain`].
//!
//! After the literature of record linkage (Fellegi and Sunter, "A theory for record linkage", 1969: weights of
//! agreement and disagreement by field, summed) and of near-duplicates (Broder, "On the resemblance and containment
//! of documents", 1997; Indyk and Motwani, locality-sensitive hashing, 1998).

pub mod blocking;
pub mod cluster;
pub mod copies;
pub mod events;
pub mod explain;
pub mod folder;
#[cfg(test)]
mod laws;
pub mod merge;
pub mod names;
mod news;
pub mod report;
pub mod shingle;
#[cfg(test)]
mod tests;
pub mod versions;
mod words;

pub use cluster::{Groups, group};
pub use report::Report;
