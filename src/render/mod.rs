//! Rendering: a response or a record as text, one file for each format.
//!
//! All formats are made from the same types. Writing goes to whatever is passed
//! in; whether that is a terminal, and how wide, is for the caller to say.

mod columns;
mod human;
mod json;
mod table;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::report::Report;
use crate::search::Response;

pub use columns::{Column, UnknownColumn};

/// Version of the machine-readable output; raised when a key changes its meaning.
pub const SCHEMA: u32 = 1;

/// The formats of search results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// For a reader at a terminal.
    #[default]
    Human,
    /// One JSON object a hit, each on a line.
    Jsonl,
    /// One JSON object for the whole answer.
    Json,
    /// A line a hit with tabs between columns, after a line of names.
    Tsv,
    /// The same with commas, quoted as in RFC 4180.
    Csv,
    /// Paths only, each once.
    Paths,
}

/// How to render, beside the format.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// Columns of the terminal; lines are not wrapped without.
    pub width: Option<usize>,
    /// Whether to use colour.
    pub color: bool,
    /// Columns or keys wanted; the format's own choice if empty.
    pub columns: Vec<Column>,
    /// Whether paths end in NUL instead of a line feed.
    pub nul: bool,
}

/// A query with its answer.
#[derive(Clone, Debug)]
pub struct Answer<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// Hits passed over first.
    pub offset: usize,
    /// Warnings about the query.
    pub warnings: &'a [Diagnostic],
    /// What was found.
    pub response: &'a Response,
}

/// Writes an answer.
pub fn write(
    answer: &Answer<'_>,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::answer(answer, style, out),
        Format::Jsonl => json::hits(answer, style, out),
        Format::Json => json::answer(answer, style, out),
        Format::Tsv => table::tsv(answer, style, out),
        Format::Csv => table::csv(answer, style, out),
        Format::Paths => table::paths(answer, style, out),
    }
}

/// Writes the line of a batch for a query that was answered.
pub fn write_batch_answer(
    answer: &Answer<'_>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::answer(answer, style, out)
}

/// Writes the line of a batch for a query that has errors.
pub fn write_batch_errors(
    query: &str,
    errors: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    json::errors(query, errors, out)
}

/// Writes one record for a reader, or as a line of JSON.
pub fn write_report(
    report: &Report,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::report(report, style, out),
        _ => json::report(report, out),
    }
}
