//! The register of persons: who is meant by a name, and who there is.
//!
//! A view over the terms that reports have put into the index, so it is as new
//! as they are and the same in whatever order they came. [`terms`] reads them, [`forms`] the
//! written names by their [`words`], [`links`] says which of them are forms of one name,
//! [`persons`] who is one person, [`owner`] whose a surname alone is, [`stated`]
//! what was stated about names; [`meant`] answers a query, [`list`] shows all.

mod blocks;
mod days;
mod document;
mod forms;
mod links;
mod list;
mod meant;
mod owner;
mod persons;
mod shown;
mod stated;
mod terms;
mod words;

pub use list::{People, PeopleRequest, PeopleSort, people};
pub use meant::MOST_NAMES;
pub(super) use meant::{Meant, Register};
pub(super) use shown::{Bearer, shown};
pub use shown::{KnownCountry, KnownForm, KnownPerson};
