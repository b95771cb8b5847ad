//! What the words of reports mean: dates, countries, names, activities.
//!
//! The same knowledge serves documents and queries. Everything here is pure:
//! text in, plain data out, tables compiled into the program.

pub mod activity;
pub(crate) mod ascii;
pub mod blank;
pub mod country;
pub mod date;
pub mod edits;
pub(crate) mod equipment;
pub(crate) mod exercise;
pub mod fold;
pub(crate) mod late;
pub(crate) mod memo;
pub mod name;
pub(crate) mod organisation;
pub(crate) mod place;
pub mod quantity;
pub(crate) mod rows;
pub(crate) mod serbian;
pub(crate) mod sieve;
pub mod stop_word;
pub(crate) mod thing;
pub(crate) mod word;
