//! One file while it is read, and what the index knew of it before.

use rustc_hash::FxHashMap;

use crate::index::{Known, Place, Stamp};
use crate::ingest::read::{Format, SourceFile};
use crate::report::Key;

/// One file while it is read.
pub(super) struct Reading<'a> {
    pub file: &'a SourceFile,
    pub stamp: Stamp,
    /// Reports of the index that were not found in the file yet.
    pub known: FxHashMap<Key, Known>,
    /// Reports of the index that were found as they are.
    pub kept: Vec<Place>,
    /// Reports read.
    pub reports: usize,
    /// Whether some part could not be read.
    pub troubled: bool,
}

/// What to do about reports that carry an older stamp than their file has now.
pub(super) enum Renewal {
    /// Nothing: none does, or the file is read again in any case.
    None,
    /// The file's stamp goes on a list.
    Listed,
    /// Each report is written again with the new stamp.
    Written,
}

impl Reading<'_> {
    /// How the file's stamp is to be renewed. `untouched`: the index has that stamp already.
    pub(super) fn renewal(&self, untouched: bool, has_room: bool) -> Renewal {
        if self.kept.is_empty() || untouched || self.troubled || self.stamp == Stamp::NONE {
            Renewal::None
        } else if has_room {
            Renewal::Listed
        } else {
            Renewal::Written
        }
    }

    /// Whether the file may hold many reports.
    pub(super) fn is_container(&self) -> bool {
        self.file.format == Format::JsonLines
    }

    /// Bytes that one report of the file may have, as far as can be said beforehand.
    pub(super) fn bytes_each(&self) -> usize {
        usize::try_from(self.file.size).unwrap_or(usize::MAX) / self.reports.max(1)
    }
}
