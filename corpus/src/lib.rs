//! Press archives in, records out.
//!
//! The modules are the pipeline: [`source`] (files and folders to bytes), [`page`] (bytes to an article,
//! residue removed), extraction, [`sink`] (records to files and terminal), [`dedup`] (records to events); [`run`]
//! drives it in parallel and keeps the order. [`eval`] sets records beside what people have annotated.

pub mod dedup;
pub mod eval;
pub mod page;
pub mod record;
pub mod run;
pub mod sink;
pub mod source;
pub mod summary;
