//! Organisations that a report names.

use crate::lexicon::country;
use crate::report::Named;

/// The organisations of `body`, in order of first mention.
pub(crate) fn organisations(_body: &str, _countries: &[country::Mention]) -> Vec<Named> {
    Vec::new()
}
