//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod index;
mod names;
pub(crate) mod people;
mod query;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod status;
