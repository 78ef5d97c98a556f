//! Where records go: a folder of files, a terminal.

mod explanation;
mod folder;
mod table;
mod terminal;

pub use explanation::explain;
pub(crate) use folder::{CEREMONIES, RESULTS};
pub use folder::{Folder, SinkError};
pub use terminal::show;
