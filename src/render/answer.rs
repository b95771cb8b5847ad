//! What is rendered and how: the types that all formats share.

use serde::{Deserialize, Serialize};

use crate::diag::Diagnostic;
use crate::render::columns::Column;
use crate::search::Response;

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
    /// Whether hits in JSON have their highlights as HTML too.
    pub html: bool,
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
