//! What a search gives: plain data, serialised as documented in `docs/output.md`.

use serde::{Deserialize, Serialize};

use crate::lexicon::activity::Kind;
use crate::lexicon::country::Code;
use crate::lexicon::date::Precision;
use crate::report::{Certainty, DateSource};
use crate::search::decimals::four_decimals;
use crate::search::explanation::Explanation;
use crate::search::feedback::Added;

/// The answer to one request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Number of reports that match, whatever the limit.
    pub total: usize,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// Whether all reports were looked at; not so if the search was stopped before.
    pub complete: bool,
    /// Whether no report has all words, so that the hits have some of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_word: bool,
    /// Words that were added to the query, those that count most first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
    /// How the query was read, if asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// One report that matches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Place in the whole result, from 1.
    pub rank: usize,
    /// How well it matches; 0 where the query has no words. Four decimals in JSON.
    #[serde(serialize_with = "four_decimals")]
    pub score: f32,
    /// Identity of the report.
    pub id: String,
    /// Path of its file.
    pub path: String,
    /// Title as given, or the first sentence.
    pub title: String,
    /// The report's own date as exactly as known: `2025-04-01`, `2023-01` or `2016`; if it is not
    /// known, the last date that it tells of as done.
    pub date: Option<String>,
    /// How exactly the date is known.
    pub date_precision: Option<Precision>,
    /// What the date was taken from.
    pub date_source: Option<DateSource>,
    /// How far the date can be relied on.
    pub date_certainty: Option<Certainty>,
    /// Codes of the countries that occur, the most prominent first.
    pub countries: Vec<Code>,
    /// The pairs the report is about, as `HUN-SRB`, strongest first.
    pub dyads: Vec<String>,
    /// Names of the people, in order of first mention.
    pub people: Vec<String>,
    /// Kinds of activity, in order of first mention.
    pub kinds: Vec<Kind>,
    /// Language code.
    pub lang: Option<String>,
    /// Sentences that show why it matches.
    pub snippets: Vec<Snippet>,
    /// Bytes of the title that matched.
    pub title_highlights: Vec<[usize; 2]>,
    /// Parts of the score, if asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub score_parts: Vec<Part>,
}

/// A piece of the text: a sentence or, as asked for, more; of a long one a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// The text, exactly as stored.
    pub text: String,
    /// First byte in the stored text.
    pub start: usize,
    /// One past the last byte in the stored text.
    pub end: usize,
    /// Bytes of `text` that matched, in order, not overlapping.
    pub highlights: Vec<[usize; 2]>,
    /// Whether the sentence, paragraph or text begins before `start`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cut_before: bool,
    /// Whether it goes on behind `end`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cut_after: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What one part of the query gave to a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The part, as in [`Explanation::plan`].
    pub clause: String,
    /// What it gave. Four decimals in JSON.
    #[serde(serialize_with = "four_decimals")]
    pub score: f32,
}
