//! Evaluation: how well extraction does, against a file of facts read by people, and ranking,
//! against judged questions ([`rank`]).
//!
//! [`gold`] reads that file, [`compare`] holds one report against its line,
//! [`measure`] makes shares of the counts, and [`extract`] runs over all of it.
//! The result is plain data; what it looks like is the business of `render`.

pub mod compare;
pub mod extract;
pub mod gold;
pub mod measure;
pub mod names;
pub mod rank;

mod dates;
mod persons;
mod quantities;
mod things;
