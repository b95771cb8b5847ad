//! Named things: what the finders of organisations, places, exercises and equipment share.
//!
//! One walk over the words of a text marks those that matter and finds the known
//! names ([`text`]); the finders beside this module read on from there.

pub(crate) mod mark;
pub(crate) mod table;
pub(crate) mod text;

use crate::lexicon::country::Code;
use crate::span::Span;

use table::{RowNumber, Sort};

/// One place where a thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// What it is.
    pub(crate) sort: Sort,
    /// Bytes of the text.
    pub(crate) span: Span,
    /// The known thing, if it is one.
    pub(crate) row: Option<RowNumber>,
    /// Its country, if the text or the table tells it.
    pub(crate) country: Option<Code>,
    /// Bytes of the year or number of an exercise.
    pub(crate) edition: Option<Span>,
    /// Where the same thing is named in full, for an abbreviation that the text explains.
    pub(crate) full: Option<Span>,
    /// Whether it is the capital of its country.
    pub(crate) capital: bool,
    /// Bytes of its name without the ending that the sentence gives it, if that is known.
    pub(crate) bare: Option<Span>,
}

impl Found {
    /// A thing of which nothing is known but its name.
    pub(crate) fn new(sort: Sort, span: Span) -> Self {
        Self {
            sort,
            span,
            row: None,
            country: None,
            edition: None,
            full: None,
            capital: false,
            bare: None,
        }
    }
}
