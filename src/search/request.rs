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
    /// How many of the words that a query asks for a report must have.
    pub matching: Matching,
    /// Whether words of the best hits are added to the query. They find further reports only
    /// where any of the words will do.
    pub expand: bool,
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
            matching: Matching::All,
            expand: false,
            names_only: false,
            snippets: 2,
            explain: false,
        }
    }
}

/// How many of the words that stand beside each other in a query a report must have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matching {
    /// All, as the query says.
    #[default]
    All,
    /// All; if no report has them, any, and the response says so.
    AllElseAny,
    /// Any: the more of them and the rarer, the better.
    Any,
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
