//! Places that a report names.

use crate::lexicon::country;
use crate::report::Named;

/// The places of `body`, in order of first mention.
pub(crate) fn places(_body: &str, _countries: &[country::Mention]) -> Vec<Named> {
    Vec::new()
}
