//! What of a report matched: the places that are highlighted.
//!
//! Takes the parts of a lowered plan and a report as it was stored, and gives
//! the places of its text and title that made it a hit ([`Matcher`]). It works
//! with the same forms, words and shapes that were searched, so nothing is marked
//! that did not match. `words` looks for words, rows and nearness in a text,
//! `facts` for what a field was read from in the record, `alive` says which
//! branches of the query the report fulfils, and `part` numbers what a query
//! asks for and says how much each is worth.

mod alive;
mod facts;
mod found;
mod matcher;
mod part;
mod words;

pub(super) use found::Match;
pub(super) use matcher::{Matched, Matcher, joined};
pub(super) use part::Parts;
