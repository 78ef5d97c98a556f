//! Where records go: a folder of files, a terminal.

mod explanation;
mod folder;
mod table;
mod terminal;

pub use explanation::explain;
pub(crate) use folder::{ARTICLES, CEREMONIES, CEREMONY_ROWS, CONFERRAL_ROWS, RESULTS};
pub use folder::{Folder, SinkError};
pub(crate) use table::{excel, plain};
pub use terminal::show;
