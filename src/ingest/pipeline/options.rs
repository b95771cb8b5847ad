//! What a run is told, and what it tells while it goes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::lexicon::name::Statements;

/// What to index and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder of the index.
    pub index: PathBuf,
    /// Files and folders to read; if none, all collections of the index.
    pub paths: Vec<PathBuf>,
    /// Whether to build the index anew, whatever is there; then all its collections are read
    /// beside `paths`.
    pub rebuild: bool,
    /// Today's date.
    pub today: Date,
    /// Threads that extract, and threads that build the index.
    pub threads: usize,
    /// What to state about names from now on; if absent, what was stated before stays.
    pub statements: Option<Statements>,
}

/// How a run goes on: what ends it early, and when it commits.
#[derive(Clone, Copy, Debug)]
pub struct Control<'a> {
    /// Raised when the run is to end at the next report, with what it has done.
    pub stop: Option<&'a AtomicBool>,
    /// When the run began, for the index to remember. A file that was written in the moments
    /// before is read again in the next run, as its time would not show a further change.
    pub began: Option<Timestamp>,
    /// After so many reports that were added or changed, what was done is committed.
    pub commit_every: usize,
}

impl Control<'_> {
    /// Reports between two commits, if nothing else is said: half a minute of work, beside which
    /// the second of a commit is little.
    pub const COMMIT_EVERY: usize = 100_000;

    /// Whether the run is to end.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}

impl Default for Control<'_> {
    fn default() -> Self {
        Self { stop: None, began: None, commit_every: Self::COMMIT_EVERY }
    }
}

/// How far a run is; told from time to time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reports read so far.
    pub read: usize,
    /// Reports indexed so far.
    pub indexed: usize,
}
