//! Activities: what states do together, as kinds and as the words that tell of them.
//!
//! [`Kind`] is the closed list that documents, queries and exports share;
//! [`scan()`] finds the words of running text that name one. Which of those words
//! a report is about is decided by extraction, not here.

mod kind;
mod scan;

pub use kind::{Kind, UnknownKind};
pub use scan::scan;
