//! The program as its users run it, by theme.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its own files should stop")]

mod archives;
mod bad_input;
mod dedup;
mod eval;
mod explain;
mod extract;
mod gazetteer;
mod harness;
mod laws;
mod normalize;
mod order;
mod readme;
mod samples;
mod show;
mod sites;
