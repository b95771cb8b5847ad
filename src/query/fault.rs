//! The list of what is wrong with a query.
//!
//! Lexer, word reader and parser report into one list. It is bounded, so that
//! a hostile query cannot make more diagnostics than anyone would read.

use crate::diag::{Diagnostic, Severity};

/// Most errors, and most warnings, that are reported for one query.
const MOST: usize = 10;

/// Diagnostics in the order in which they were found.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<Diagnostic>,
    silent: bool,
}

impl Faults {
    /// Adds a diagnostic unless there are enough of its severity.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        if !self.silent && self.count(diagnostic.severity) < MOST {
            self.list.push(diagnostic);
        }
    }

    /// Ignores everything from here on: what follows could not be read.
    pub(super) fn fall_silent(&mut self) {
        self.silent = true;
    }

    /// Whether another error would be kept.
    pub(super) fn takes_errors(&self) -> bool {
        !self.silent && self.count(Severity::Error) < MOST
    }

    /// Whether the query cannot be used.
    pub(super) fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Number of diagnostics so far, for [`Faults::forget_since`].
    pub(super) fn mark(&self) -> usize {
        self.list.len()
    }

    /// Drops what was found after `mark`, as it only follows from an earlier fault.
    pub(super) fn forget_since(&mut self, mark: usize) {
        self.list.truncate(mark);
    }

    /// The diagnostics in the order of their places.
    pub(super) fn into_list(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|diagnostic| diagnostic.span.start);
        self.list
    }

    fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn errors_are_kept_when_there_are_many_warnings() {
        let mut faults = Faults::default();
        for place in 0..100 {
            faults.report(Diagnostic::warning(Span::new(place, place), "w"));
        }
        faults.report(Diagnostic::error(Span::new(3, 3), "e"));
        assert!(faults.has_errors());
        assert_eq!(faults.into_list().len(), MOST + 1);
    }
}
