//! Why a run could not be made, in words that say what to do.

use std::path::PathBuf;

use crate::index;

/// Why a run could not be made at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that was asked for is not there.
    #[error("{}: {}", path.display(), reason)]
    Path {
        /// The path as given.
        path: PathBuf,
        /// Why it cannot be read.
        reason: String,
    },
    /// The index must be built anew, but a folder it was made from is gone.
    #[error("{}: no such folder, but the index holds its reports and must be built anew", root.display())]
    Gone {
        /// The folder.
        root: PathBuf,
    },
    /// The run was stopped while it built the whole index anew.
    #[error("stopped while the whole index was built anew; it is as it was before")]
    Stopped,
    /// The index cannot be written.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Error {
    /// What to do about it, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Path { .. } => None,
            Self::Gone { .. } => {
                Some("bring the folder back, or remove the index and make a new one".to_owned())
            }
            Self::Stopped => Some("run it again: it goes on where it stopped".to_owned()),
            Self::Index(error) => error.hint(),
        }
    }
}
