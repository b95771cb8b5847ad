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
mod object;
mod text;
mod walk;

use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

use crate::ingest::read::document::reason;
use crate::report::raw::RawDocument;

pub use document::{Document, Format, LARGEST_REPORT, Sink, Skip};
pub use walk::{Found, SourceFile, walk};

/// Reads every document of `file` and hands each to `sink`, until it breaks off.
pub fn read(file: &SourceFile, sink: &mut Sink<'_>) {
    let place = &file.shown;
    let trouble = |error: &io::Error| Skip::trouble(place.as_str(), reason(error));
    let opened = match open(&file.path) {
        Ok(opened) => opened,
        Err(error) => {
            let _ = sink(Err(trouble(&error)));
            return;
        }
    };
    if file.format == Format::JsonLines {
        return json_lines::documents(file, io::BufReader::with_capacity(BUFFER, opened), sink);
    }
    // A file may have grown since it was found, so its size is not believed.
    let mut bytes = Vec::with_capacity(file.size.min(LARGEST_REPORT) as usize);
    let _ = sink(match opened.take(LARGEST_REPORT + 1).read_to_end(&mut bytes) {
        Err(error) => Err(trouble(&error)),
        Ok(read) if read as u64 > LARGEST_REPORT => {
            let limit = LARGEST_REPORT >> 20;
            Err(Skip::trouble(
                place,
                format!("larger than {limit} MiB, the most a report may have"),
            ))
        }
        Ok(_) => document(file, &bytes),
    });
}

/// Opens a file, if it is still one: something endless may have taken its place since the walk.
fn open(path: &Path) -> io::Result<fs::File> {
    let opened = fs::File::open(path)?;
    if opened.metadata()?.is_file() {
        Ok(opened)
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

/// Bytes of a container that are read at once.
const BUFFER: usize = 64 << 10;

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
        Format::Markdown => markdown::document(base, decoded.text),
        _ => text::document(base, decoded.text),
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
