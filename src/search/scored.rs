//! What the engine is told when it asks how a query of ours scores a report.

use tantivy::query::{Explanation, Scorer};
use tantivy::{DocId, TantivyError};

/// The score that a scorer gives to a report.
///
/// # Errors
///
/// The report does not match.
pub(super) fn scored(
    name: &'static str,
    mut scorer: impl Scorer,
    document: DocId,
) -> tantivy::Result<Explanation> {
    if scorer.doc() > document || scorer.seek(document) != document {
        return Err(TantivyError::InvalidArgument("the report does not match".to_owned()));
    }
    Ok(Explanation::new(name, scorer.score()))
}
