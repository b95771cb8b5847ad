//! How a command ended, as grep would say it; one that was stopped, as a shell would.

use std::io;
use std::process::ExitCode;

use bilat::ingest::pipeline;

use crate::term;

/// Something that was asked for and cannot be used, with advice.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Refusal {
    /// What is wrong, and where.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: Option<String>,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found, or done.
    Found,
    /// Nothing was found.
    Nothing,
    /// Something went wrong; it was said on standard error.
    Trouble,
    /// A signal with this number ended it early.
    Stopped(u8),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Found => 0,
            Outcome::Nothing => 1,
            Outcome::Trouble => 2,
            // What shells give for a process that a signal ended.
            Outcome::Stopped(signal) => 128 + signal,
        })
    }
}

impl Outcome {
    /// Says what went wrong, unless only the reader of our output has gone.
    pub(crate) fn from_error(error: &anyhow::Error) -> Self {
        let closed = error.chain().any(|cause| {
            cause.downcast_ref::<io::Error>().is_some_and(is_closed_pipe)
                || cause
                    .downcast_ref::<serde_json::Error>()
                    .and_then(serde_json::Error::io_error_kind)
                    == Some(io::ErrorKind::BrokenPipe)
        });
        if closed {
            return Self::Found;
        }
        term::complain(&error.to_string(), hint(error).as_deref());
        Self::Trouble
    }
}

fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// The advice that the library has for an error.
fn hint(error: &anyhow::Error) -> Option<String> {
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<bilat::Error>() {
            return error.hint();
        }
        if let Some(refusal) = cause.downcast_ref::<Refusal>() {
            return refusal.hint.clone();
        }
        cause.downcast_ref::<pipeline::Error>().and_then(pipeline::Error::hint)
    })
}
