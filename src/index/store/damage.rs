//! What went wrong with the files of an index, remembered until somebody can tell it.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Remembers damage, shared by everything that reads or writes one opened index.
///
/// The engine may turn a read that failed into an answer with less in it, and says of a write that
/// failed only that a thread has ended; whoever gives an answer or an error away asks here first.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Damage(Arc<Met>);

#[derive(Debug, Default)]
struct Met {
    damage: OnceLock<String>,
    refusal: OnceLock<(ErrorKind, String)>,
}

impl Damage {
    /// Remembers that `file` is damaged, and gives the error for the read that met it.
    pub(in crate::index) fn found(&self, file: &Path, what: &str) -> io::Error {
        let detail = format!("`{}`: {what}", file.display());
        // Only the first matters: what follows may be its consequence.
        let _ = self.0.damage.set(detail.clone());
        io::Error::new(ErrorKind::InvalidData, detail)
    }

    /// What was found, if anything was.
    pub(in crate::index) fn detail(&self) -> Option<&str> {
        self.0.damage.get().map(String::as_str)
    }

    /// Remembers why something could not be written.
    pub(super) fn refused<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != ErrorKind::Interrupted
        {
            let _ = self.0.refusal.set((error.kind(), error.to_string()));
        }
        result
    }

    /// Why something could not be written, if that happened.
    pub(in crate::index) fn refusal(&self) -> Option<io::Error> {
        self.0.refusal.get().map(|(kind, reason)| io::Error::new(*kind, reason.clone()))
    }
}
