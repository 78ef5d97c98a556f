//! Where records go: a folder of files, a terminal.

mod folder;
mod table;
mod terminal;

pub(crate) use folder::{CEREMONIES, RESULTS};
pub use folder::{Folder, SinkError};
pub use terminal::show;
