//! What can go wrong with an index, in words that say what to do.

use std::io;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, Unit};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use thiserror::Error;

use crate::index::store::{Damage, Holder};

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
    #[error("{}: {} is writing to this index{}", folder.display(), process(*holder), since(*holder))]
    Busy {
        /// The index.
        folder: PathBuf,
        /// Who is writing.
        holder: Holder,
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
    /// Files of the index are missing, have changed since they were written, or contradict each
    /// other.
    #[error("{}: the index is damaged: {detail}", folder.display())]
    Damaged {
        /// The index.
        folder: PathBuf,
        /// What was found.
        detail: String,
    },
    /// The index must be built anew, and nothing tells from what.
    #[error("{}: the index is damaged, and what it was made from cannot be read from it", folder.display())]
    Forgotten {
        /// The index.
        folder: PathBuf,
    },
    /// The engine failed.
    #[error("{}: {source}", folder.display())]
    Engine {
        /// The index.
        folder: PathBuf,
        /// What the engine says.
        source: TantivyError,
    },
}

impl Error {
    /// An error if damage was met in the index in `folder`.
    pub(super) fn if_damaged(folder: &Path, damage: &Damage) -> Result<(), Self> {
        damage.detail().map_or(Ok(()), |detail| {
            Err(Self::Damaged { folder: folder.to_owned(), detail: detail.to_owned() })
        })
    }

    /// The error for what the engine says of the index in `folder`, where `damage` was met.
    pub(super) fn of_engine(folder: &Path, source: TantivyError, damage: &Damage) -> Self {
        if let Err(damaged) = Self::if_damaged(folder, damage) {
            return damaged;
        }
        let folder = folder.to_owned();
        if let TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) = &source {
            let detail = format!("`{}`: missing", file.display());
            return Self::Damaged { folder, detail };
        }
        // On its way through the engine an error may lose its kind, or become that of a thread.
        let refused = damage.refusal().or_else(|| match &source {
            TantivyError::IoError(error)
            | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error: error,
                ..
            })
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. })
            | TantivyError::LockFailure(LockError::IoError(error), _) => {
                Some(io::Error::new(error.kind(), error.to_string()))
            }
            _ => None,
        });
        match refused {
            Some(source) => Self::Io { path: folder, source },
            None => Self::Engine { folder, source },
        }
    }

    /// What to do about it, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Missing { .. } => {
                "make one with `bilat index PATH`, or name another folder with `--index DIR`".into()
            }
            Self::Format { folder, .. } | Self::Damaged { folder, .. } => {
                format!("build it anew with `bilat index --rebuild --index {}`", folder.display())
            }
            Self::Forgotten { folder } => format!(
                "name the folders with reports: `bilat index --rebuild --index {} PATH…`; \
                 what was stated with `--names` is lost too",
                folder.display()
            ),
            Self::Outdated { .. } => "run `bilat index` to bring it up to date".into(),
            Self::Busy { .. } => "wait until it has ended".into(),
            Self::Foreign { .. } => "name another folder with `--index DIR`".into(),
            Self::Io { source, .. } if is_full(source) => {
                "the index is as it was at its last commit; make room and run it again".into()
            }
            Self::Io { .. } | Self::Engine { .. } => return None,
        })
    }
}

/// Whether there is no room left for what was to be written.
fn is_full(error: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    matches!(error.kind(), FileTooLarge | QuotaExceeded | StorageFull)
}

fn process(holder: Holder) -> String {
    match holder.process {
        Some(number) => format!("process {number}"),
        None => "another process".to_owned(),
    }
}

fn since(holder: Holder) -> String {
    let since = holder.since.and_then(|since| Timestamp::try_from(since).ok());
    match since.and_then(|since| since.round(Unit::Second).ok()) {
        Some(since) => format!(", since {since}"),
        None => String::new(),
    }
}
