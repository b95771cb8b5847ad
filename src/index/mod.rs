//! The index on disk: what is stored of a report, and how it is opened.
//!
//! [`Writer`] takes reports and commits them; [`Reader`] gives a
//! fixed view of the last commit. What the index says of itself (versions,
//! collections) travels inside the commit, so it is never out of step with the
//! reports.

mod catalog;
mod check;
mod coding;
mod compact;
pub(crate) mod counts;
pub(crate) mod days;
mod error;
mod fingerprint;
mod manifest;
mod path;
pub(crate) mod person;
mod reader;
mod records;
mod replacement;
mod schema;
mod stamp;
mod status;
mod store;
mod writer;

pub use catalog::{Catalog, Known, Place};
pub use check::{Checkup, Fault, check};
pub use error::Error;
pub use manifest::{Collection, FORMAT, LastRun, Manifest};
pub use reader::Reader;
pub(crate) use schema::{Fields, hash_column, kind_with_status, person_pairs, uncertain};
pub use stamp::Stamp;
pub use status::{LanguageCount, Status};
pub use store::Holder;
pub use writer::{Burden, Entry, Writer};
