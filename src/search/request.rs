//! What is wanted of a search beside the plan.

use serde::{Deserialize, Serialize};

/// Which part of the result is wanted, in which order, with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Hits at most.
    pub limit: usize,
    /// Hits passed over first.
    pub offset: usize,
    /// Order of the hits.
    pub sort: Sort,
    /// Whether only id, path and score of a hit are wanted: its report is not read then, and
    /// all else of the hit stays empty.
    pub names_only: bool,
    /// Snippets a hit at most.
    pub snippets: usize,
    /// Whether to say how the query was read and why a hit scored.
    pub explain: bool,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            limit: 10,
            offset: 0,
            sort: Sort::Score,
            names_only: false,
            snippets: 2,
            explain: false,
        }
    }
}

/// Order of the hits. Equal scores are ordered by date, newest first, equal dates and paths by
/// score; what is still equal by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Best first.
    #[default]
    Score,
    /// Oldest first; reports without a date last.
    Oldest,
    /// Newest first; reports without a date last.
    Newest,
    /// By path.
    Path,
}
