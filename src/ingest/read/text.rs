//! Plain text: an optional date header, then the report.

use crate::ingest::read::header;
use crate::report::raw::RawDocument;

/// Fills `base` from the text of a file.
pub(super) fn document(base: RawDocument, text: String) -> RawDocument {
    let (declared, body) = header::take_off(text);
    RawDocument { declared: declared.into_iter().collect(), body, ..base }
}
