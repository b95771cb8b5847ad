//! Reading: from files to raw documents, one file for each format.
//!
//! [`walk`] finds files, [`read`] opens one and hands on its documents one by
//! one, so that a container of a million reports never stands in memory. What
//! cannot be read becomes a [`Skip`] with its place and reason; nothing here
//! stops a run.

mod decode;
mod header;
mod json_lines;
mod markdown;
mod text;
mod walk;

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use serde::Serialize;

use crate::report::raw::RawDocument;

pub use walk::{Found, SourceFile, walk};

/// Largest report in bytes; a larger file (or line of a container) is named and skipped.
pub const LARGEST_REPORT: u64 = 64 << 20;

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

/// Reads every document of `file` and hands each to `sink`, until it breaks off.
pub fn read(file: &SourceFile, sink: &mut Sink<'_>) {
    let place = &file.shown;
    let trouble = |error: &io::Error| Skip::trouble(place.as_str(), reason(error));
    if file.format == Format::JsonLines {
        match fs::File::open(&file.path) {
            Ok(opened) => json_lines::documents(file, io::BufReader::new(opened), sink),
            Err(error) => drop(sink(Err(trouble(&error)))),
        }
        return;
    }
    if file.size > LARGEST_REPORT {
        let limit = LARGEST_REPORT >> 20;
        let reason = format!("larger than {limit} MiB, the most a report may have");
        let _ = sink(Err(Skip::trouble(place, reason)));
        return;
    }
    let _ = sink(match fs::read(&file.path) {
        Ok(bytes) => document(file, &bytes),
        Err(error) => Err(trouble(&error)),
    });
}

/// The document that the bytes of a file hold, when it is no container.
pub fn document(file: &SourceFile, bytes: &[u8]) -> Result<Document, Skip> {
    let decoded = decode::decode(bytes).map_err(|reason| Skip::trouble(&file.shown, reason))?;
    if decoded.text.trim().is_empty() {
        return Err(Skip::harmless(&file.shown, "empty"));
    }
    let base = RawDocument {
        id: file.id.clone(),
        path: file.shown.clone(),
        notes: decoded.notes,
        ..RawDocument::default()
    };
    let raw = match file.format {
        Format::Markdown => markdown::document(base, &decoded.text),
        _ => text::document(base, &decoded.text),
    };
    if raw.body.trim().is_empty() && raw.title.is_none() {
        return Err(Skip::harmless(&file.shown, "no text after the header"));
    }
    Ok(Document { raw, hash: blake3::hash(bytes), bytes: bytes.len() })
}

/// Documents of a container's bytes; for tests and fuzzing without a file.
pub fn container(file: &SourceFile, bytes: &[u8], sink: &mut Sink<'_>) {
    json_lines::documents(file, bytes, sink);
}

/// The reason in an error of the system, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
