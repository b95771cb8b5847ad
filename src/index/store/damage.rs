//! The first damage that was met in the files of an index.

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// Remembers damage, shared by everything that reads one opened index.
///
/// The engine may turn a read that failed into an answer with less in it; whoever gives an answer
/// away asks here first.
#[derive(Clone, Debug, Default)]
pub(in crate::index) struct Damage(Arc<OnceLock<String>>);

impl Damage {
    /// Remembers that `file` is damaged, and gives the error for the read that met it.
    pub(in crate::index) fn found(&self, file: &Path, what: &str) -> io::Error {
        let detail = format!("`{}`: {what}", file.display());
        // Only the first matters: what follows may be its consequence.
        let _ = self.0.set(detail.clone());
        io::Error::new(io::ErrorKind::InvalidData, detail)
    }

    /// What was found, if anything was.
    pub(in crate::index) fn detail(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}
