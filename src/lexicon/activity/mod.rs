//! Activities: what states do together, as kinds and as the words that tell of them.
//!
//! [`Kind`] and [`Status`] are the closed lists that documents, queries and
//! exports share; [`scan()`] finds the words of running text that name a kind
//! or tell how far it has come. Which of those words a report is about is
//! decided by extraction, not here.

mod kind;
mod letters;
mod meaning;
mod scan;
mod status;
mod table;

pub use kind::{Kind, UnknownKind};
pub use meaning::{Cue, Meaning, Strength, Word};
pub use scan::scan;
pub(crate) use scan::scan_words;
pub use status::{Status, UnknownStatus};
