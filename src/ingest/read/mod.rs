//! Reading: from files to raw documents, one file for each format.
//!
//! [`walk()`] finds files, [`read`] opens one and hands on its documents one by
//! one, so that a container of a million reports never stands in memory. What
//! cannot be read becomes a [`Skip`] with its place and reason; nothing here
//! stops a run.

mod decode;
mod document;
mod header;
mod json_lines;
mod markdown;
mod text;
mod walk;

use std::{fs, io};

use crate::ingest::read::document::reason;
use crate::report::raw::RawDocument;

pub use document::{Document, Format, LARGEST_REPORT, Sink, Skip};
pub use walk::{Found, SourceFile, walk};

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
