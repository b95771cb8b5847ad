//! Types of equipment that a report names.

use crate::report::Named;

/// The equipment of `body`, in order of first mention.
pub(crate) fn equipment(_body: &str) -> Vec<Named> {
    Vec::new()
}
