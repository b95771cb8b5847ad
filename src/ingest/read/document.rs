//! What readers give: documents, and what could not be read.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use serde::Serialize;

use crate::report::raw::RawDocument;

/// Largest report in bytes; a larger file (or line of a container) is named and skipped.
///
/// Seven hundred thousand words. What is made of a report while it is indexed takes some thirty
/// times its size, so this bounds the memory of a run.
pub const LARGEST_REPORT: u64 = 4 << 20;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Plain text, `.txt`.
    Text,
    /// Markdown with or without front matter, `.md`.
    Markdown,
    /// One JSON object a line, `.jsonl` or `.ndjson`.
    JsonLines,
}

impl Format {
    /// The format that a file's name says, if it is one of ours.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }
}

/// A document and what tells whether it has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The document.
    pub raw: RawDocument,
    /// Hash of the bytes it was read from.
    pub hash: blake3::Hash,
    /// Number of those bytes.
    pub bytes: usize,
}

/// Something that was not indexed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skip {
    /// The file, with `:line` where it is a part of one.
    pub place: String,
    /// Why: lower case, no full stop.
    pub reason: String,
    /// Whether something was lost that a person should look at.
    pub trouble: bool,
}

impl Skip {
    /// Something that could not be read.
    pub fn trouble(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: place.into(), reason: reason.into(), trouble: true }
    }

    /// Something that holds no report.
    pub fn harmless(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { trouble: false, ..Self::trouble(place, reason) }
    }
}

/// What a reader hands on for each report, and whether it wants the next.
pub type Sink<'a> = dyn FnMut(Result<Document, Skip>) -> ControlFlow<()> + 'a;

/// The reason in an error of the system: without its number, and without what libraries put
/// around it.
pub(super) fn reason(error: &io::Error) -> String {
    let inner = error.get_ref().and_then(|wrapped| wrapped.source());
    if let Some(inner) = inner.and_then(|inner| inner.downcast_ref::<io::Error>()) {
        return reason(inner);
    }
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
