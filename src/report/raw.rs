//! A document as a reader hands it on: text, and what stood around it.
//!
//! No interpretation: a declared date is kept as written, with the place it
//! was declared in. Extraction decides what it means.

use serde::{Deserialize, Serialize};

use crate::report::Source;

/// One report as read, before anything was extracted from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawDocument {
    /// Stable identity: the path within the collection, with `#key` for a report inside a container file.
    pub id: String,
    /// Path of the file as a person would type it to open it.
    pub path: String,
    /// Address the report came from, if the document says so.
    pub url: Option<String>,
    /// Title, if the document declares one.
    pub title: Option<String>,
    /// Language code, if the document declares one.
    pub lang: Option<String>,
    /// Dates that the document declares apart from its text, best evidence first.
    pub declared: Vec<DeclaredDate>,
    /// The text, without header or front matter. All offsets of the record count in it.
    pub body: String,
    /// Further keys of the document, kept as they came.
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What was doubtful while reading, one sentence fragment each.
    pub notes: Vec<String>,
}

/// A date that stands beside the text: in a header, front matter or a JSON key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredDate {
    /// As written.
    pub text: String,
    /// Where it stood.
    pub source: Source,
}
