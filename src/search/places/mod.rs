//! Where words asked for in a row or near each other stand in a text.
//!
//! Takes a [`Shape`], what is looked for, and the [`Words`] of one title or text,
//! and gives the [`Place`]s that match ([`places`]) or the runs of words to
//! highlight ([`parts`]). Pure: it knows neither the engine nor the forms of a
//! word; whoever calls it numbers lists of occurrences and hands them over.
//!
//! What a place is, exactly:
//!
//! - Of a word: each of its occurrences.
//! - Of alternatives: the places of each of them. The same run of words is one
//!   place, with the fewest gaps, then the greatest weight.
//! - Of a row without slop: every run in which one place of each item can be
//!   chosen so that each begins just after the words skipped behind the one before.
//! - Of what is near each other, and of a row with slop: one place of each operand
//!   is chosen, no two of which share a word, in the written order if that is
//!   asked for, in a row with room for the words skipped between neighbours. The
//!   run from the first to the last of them must lie in one sentence or paragraph,
//!   or have at most so many words that belong to no chosen place and are not
//!   skipped. Of these runs only the least count: one that holds another is none.
//!   Its gaps are the fewest over all choices that make it, its weight the product
//!   of the weights chosen, the greatest with so few gaps.

mod find;
mod near;
mod pair;
mod part;
mod row;
mod shape;
#[cfg(test)]
mod tests;

pub(in crate::search) use find::{Scratch, places};
pub(in crate::search) use part::parts;
pub(in crate::search) use row::keep_followed;
pub(in crate::search) use shape::{Occurrence, Place, RowItem, Shape, Words};
