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
    /// Which snippets a hit shows.
    #[serde(default)]
    pub snippets: Snippets,
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
            snippets: Snippets::default(),
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

/// How much of a report is shown to say why it was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippets {
    /// Snippets a hit at most; 0 for none. If nothing is said, one, and up to two more as long as
    /// each shows a part of the query that those before do not.
    pub most: Option<usize>,
    /// Columns of a terminal that a snippet takes at most, at least 1. If nothing is said, 360 for
    /// a sentence and no bound for more than that.
    pub length: Option<usize>,
    /// What is shown around what matched.
    pub context: Context,
}

impl Snippets {
    /// No snippets.
    pub const NONE: Self = Self { most: Some(0), length: None, context: Context::Sentence };
}

/// What is shown around what matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Context {
    /// The sentence.
    #[default]
    Sentence,
    /// The paragraph.
    Paragraph,
    /// The whole text, as one snippet.
    Document,
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
