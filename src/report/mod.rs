//! The record of a report as plain data, and the table of its fields.
//!
//! Everything that travels between the stages lives here: what a reader gives
//! ([`raw::RawDocument`]), what extraction makes of it ([`Report`]), and how
//! the fields are called everywhere ([`field`]). Which of its dates a field of
//! dates looks at is said by [`DateField`]; a [`Key`] stands for a name in tables.

mod dating;
pub mod field;
mod key;
pub mod raw;
mod record;

pub use dating::*;
pub use key::Key;
pub use record::*;
