//! What can go wrong with an index, in words that say what to do.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A fault of the index on disk.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no index in the folder.
    #[error("{}: no index here", folder.display())]
    Missing {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// The folder holds an index in a format this program does not read.
    #[error("{}: index of format {found}, but this program reads format {expected}", folder.display())]
    Format {
        /// The index.
        folder: PathBuf,
        /// Format of the index.
        found: u32,
        /// Format of the program.
        expected: u32,
    },
    /// The index was made with other rules for words or extraction.
    #[error("{}: index made by another version of bilat", folder.display())]
    Outdated {
        /// The index.
        folder: PathBuf,
    },
    /// Another program is writing to the index.
    #[error("{}: another `bilat index` is writing to this index", folder.display())]
    Busy {
        /// The index.
        folder: PathBuf,
    },
    /// The folder holds files of something else.
    #[error("{}: this folder holds no index, but other files; an index wants a folder of its own", folder.display())]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was to be read or written.
        path: PathBuf,
        /// Why it could not.
        source: io::Error,
    },
    /// The files of the index contradict each other.
    #[error("{}: the index is damaged: {detail}", folder.display())]
    Damaged {
        /// The index.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The engine failed.
    #[error("{}: {source}", folder.display())]
    Engine {
        /// The index.
        folder: PathBuf,
        /// What the engine says.
        source: tantivy::TantivyError,
    },
}

impl Error {
    /// What to do about it, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Missing { .. } => {
                "make one with `bilat index PATH`, or name another folder with `--index DIR`".into()
            }
            Self::Format { folder, .. } | Self::Damaged { folder, .. } => {
                format!("remove `{}` and run `bilat index` again", folder.display())
            }
            Self::Outdated { .. } => "run `bilat index` to bring it up to date".into(),
            Self::Busy { .. } => "wait until it has ended".into(),
            Self::Foreign { .. } => "name another folder with `--index DIR`".into(),
            Self::Io { .. } | Self::Engine { .. } => return None,
        })
    }
}
