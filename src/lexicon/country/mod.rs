//! States: their codes, what people call them, and where a text names them.
//!
//! One table serves both sides. [`find`] takes what a user types and gives the
//! codes it may mean; [`scan()`] takes running text in any language of the table
//! and gives its mentions. A word that may well mean something else where it
//! stands (`Jordan` in a person's name, the American `Georgia`) is left out
//! rather than guessed. What a report is *about* is decided in extraction.

mod capital;
mod code;
mod dateline;
mod doubt;
mod index;
mod initial;
mod known;
mod letters;
mod lookup;
mod namesake;
mod people;
mod reading;
mod scan;
mod spelling;
mod table;
mod words;

use serde::{Deserialize, Serialize};

pub use code::{Code, InvalidCode};
pub use lookup::{all, capital_of, find, find_each, name, suggest};
pub use people::is_people;
pub use scan::scan;
pub(crate) use scan::scan_words;

use crate::span::Span;

/// In what way a state is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// By its name, short, long or former: `Serbia`, `Republika Srbija`, `Burma`.
    Name,
    /// By letters that stand for the name: `UAE`, `U.S.`, `BiH`, `РФ`.
    Abbreviation,
    /// By its people or the adjective: `Serbs`, `Serbian`, `српски`.
    Demonym,
    /// By its capital or seat of government as a place: `met in Belgrade`.
    Capital,
    /// By its capital standing for the government: `Belgrade and Budapest agreed`.
    Government,
    /// By its capital in the line that says where the report was written: `BELGRADE, 3 May –`.
    Dateline,
    /// By an institution that only this state has: `Kremlin`, `Bundeswehr`.
    Institution,
}

/// One place in a text where a state is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Which state.
    pub code: Code,
    /// Bytes of the text.
    pub span: Span,
    /// In what way.
    pub kind: Kind,
}
