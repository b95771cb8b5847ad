//! The error of the library's own entry points, wrapping those of its modules.

use thiserror::Error;

use crate::diag::Diagnostic;
use crate::{index, ingest, search};

/// What can go wrong when the library is asked for something.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// The query cannot be understood.
    #[error("{}", messages(diagnostics))]
    Query {
        /// Every fault with its place and advice.
        diagnostics: Vec<Diagnostic>,
    },
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// The collection cannot be read.
    #[error(transparent)]
    Ingest(#[from] ingest::pipeline::Error),
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        match error {
            search::Error::Query { diagnostics } => Self::Query { diagnostics },
            search::Error::Index(error) => Self::Index(error),
        }
    }
}

impl Error {
    /// What to do about it, where there is something to do. Faults of a query carry their own.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query { .. } => None,
            Self::Index(error) => error.hint(),
            Self::Ingest(error) => error.hint(),
        }
    }
}

fn messages(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; ")
}
