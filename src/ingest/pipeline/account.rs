//! The account of a run: what became of everything it saw.

use serde::Serialize;

use crate::ingest::read::Skip;

/// What a run did; every file it saw is in here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// Reports that are new.
    pub added: usize,
    /// Reports whose content has changed.
    pub changed: usize,
    /// Reports that are as they were.
    pub unchanged: usize,
    /// Reports with the content of one that is gone: they stand at another place now.
    pub moved: usize,
    /// Reports that are gone.
    pub removed: usize,
    /// Files that held reports.
    pub files: usize,
    /// Bytes of the reports that were added, changed or moved.
    pub bytes: u64,
    /// What was passed over, and why.
    pub skipped: Vec<Skip>,
    /// Reports that were indexed although something about them was doubtful.
    pub doubtful: Vec<Doubt>,
    /// Whether the whole index was built anew, because the program's rules have changed or a
    /// collection became part of a larger one.
    pub rebuilt: bool,
    /// Whether the run was stopped before its end; the next one goes on where it stopped.
    pub stopped: bool,
}

/// A report that was indexed although something about it was doubtful.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Doubt {
    /// Path of the file.
    pub path: String,
    /// Identity of the report.
    pub id: String,
    /// What was doubtful.
    pub note: String,
}

impl Account {
    /// Reports that were read anew.
    pub fn indexed(&self) -> usize {
        self.added + self.changed
    }

    /// Whether something could not be read.
    pub fn has_trouble(&self) -> bool {
        self.skipped.iter().any(|skip| skip.trouble)
    }
}
