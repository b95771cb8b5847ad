//! Names of persons: spellings made comparable, and names found by their titles.
//!
//! [`key()`] turns a written name into a form that the spellings of the press
//! share across scripts and transcriptions; [`mod@compare`] says whether two names
//! can be one person's; [`title`] knows ranks, offices and honorifics; [`scan()`]
//! finds names in running text, by titles beside them and by the words of the
//! name; [`Statements`] are what a reader states about names against all rules.
//! No list of persons: everything is done by rules on letters, titles and
//! common given names.

pub mod compare;
mod ending;
mod evidence;
mod fact;
mod given;
mod han;
mod key;
mod latin;
mod mention;
mod phrase;
mod run;
mod scan;
mod sound;
mod statement;
pub mod title;
mod token;
mod uncased;

pub use given::{Beginning, beginning, may_begin_with_surname};
pub use key::key;
pub use latin::plain;
pub use mention::Mention;
pub use scan::scan;
pub(crate) use scan::scan_words;
pub use statement::{StatementFault, Statements};

/// Version of the rules by which names are compared; an index holds the blocks that they make.
pub const VERSION: u32 = 3;
