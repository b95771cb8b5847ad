//! What can go wrong with a search.

use thiserror::Error;

use crate::diag::Diagnostic;
use crate::index;

/// Why a plan was not answered.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A part of the query asks for too much of this index.
    #[error("{}", diagnostics.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))]
    Query {
        /// Each such part with its place and advice.
        diagnostics: Vec<Diagnostic>,
    },
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] index::Error),
}
