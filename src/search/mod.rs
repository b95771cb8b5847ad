//! Search: a plan in, ranked reports with snippets out.
//!
//! [`search`] lowers the plan to the engine (`lower`), with words widened to
//! their forms (`forms`) and scored over title and text at once (`word_query`),
//! then cuts snippets (`passage`) around what matched (`matching`). Request and
//! response are plain data; what they mean to a reader of JSON is documented in
//! `docs/output.md`.

mod excluded;
mod forms;
mod lower;
mod matching;
mod passage;
mod request;
mod response;
mod run;
mod shown_score;
mod word_query;

pub use request::{Request, Sort};
pub use response::{Explanation, Form, Hit, Part, Response, Snippet, Widening};
pub use run::search;
