//! The commands, one file each.

pub(crate) mod generate;
pub(crate) mod index;
pub(crate) mod search;
pub(crate) mod show;
