//! A sign from outside that a search is to end with what it has.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a search to end; cheap to ask and to copy.
///
/// The library reads no clock: whoever sets a limit raises the flag.
#[derive(Clone, Debug, Default)]
pub struct Stop(Option<Arc<AtomicBool>>);

impl Stop {
    /// Never stops.
    pub fn never() -> Self {
        Self(None)
    }

    /// Stops as soon as `flag` is true.
    pub fn when(flag: Arc<AtomicBool>) -> Self {
        Self(Some(flag))
    }

    /// Whether the search is to end.
    pub fn is_set(&self) -> bool {
        self.0.as_ref().is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// Whether the search could ever be told to end.
    pub(super) fn is_possible(&self) -> bool {
        self.0.is_some()
    }
}
