//! The files of an index: checked wherever they are read, synced before they count.
//!
//! [`Directory`] is what the engine reads and writes through. Every byte that it hands out was
//! compared with a checksum first ([`blocks`] for the large files, [`sealed`] for the small ones);
//! what does not fit is remembered in [`Damage`], whatever the engine makes of the failed read.
//! [`lock`] keeps writers apart. Nothing here knows reports.

mod blocks;
mod damage;
mod directory;
mod lock;
mod sealed;

pub(super) use blocks::verify;
pub(super) use damage::Damage;
pub(super) use directory::{Access, Directory, META, is_segment_file};
pub use lock::Holder;
pub(super) use lock::WriterLock;
pub(super) use sealed::{open as open_sealed, replace, sync_folder};
