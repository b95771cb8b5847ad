//! What all commands that take a query do with it.

use bilat::diag::Diagnostic;

use crate::term;

/// The query that several arguments make.
pub(super) fn joined(arguments: &[String]) -> String {
    let words: Vec<_> = arguments.iter().map(|word| word.trim()).collect();
    words.join(" ")
}

/// Says on standard error what is wrong with a query, or doubtful.
pub(super) fn report(diagnostics: &[Diagnostic], source: &str) {
    for diagnostic in diagnostics {
        term::say(diagnostic.render(source).trim_end());
    }
}
