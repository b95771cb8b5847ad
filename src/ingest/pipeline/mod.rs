//! The run: a collection is walked, read, extracted and indexed, in parallel.
//!
//! One thread walks and reads ([`run()`]), several extract, the engine's own build
//! the index; the room between them is bounded in bytes, so memory stays flat.
//! Every file that is seen ends up in the [`Account`]. Long runs commit as they
//! go; a run that is stopped or killed leaves its last commit, and the next one
//! goes on from there. An index that is built anew as a whole takes the place of
//! the old one when it is complete.

mod account;
mod error;
mod options;
mod reading;
mod room;
mod run;
mod scope;
mod sources;
mod worker;

pub use account::{Account, Doubt};
pub use error::Error;
pub use options::{Control, Options, Progress};
pub use run::{run, run_with};
pub use sources::{Comparison, compare};
