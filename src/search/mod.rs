//! Search: a plan in, ranked reports with snippets out.
//!
//! [`search`] lowers the plan to the engine (`lower`): words are widened to their
//! forms (`forms`, from the `dictionary`) and scored over title and text at once
//! (`word_query`, `bm25f`), rows of words and nearness are found by their
//! `places` (`place_query`). Then snippets are cut (`passage`) around what
//! matched (`matching`), which asks `places` as well. Whom a name means the
//! `register` knows. Where nothing is found, `suggestion` says which words no
//! report holds; `bearer` tells of names that are several persons' or nobody's. Request and response are
//! plain data; what they mean to a reader of JSON is documented in
//! `docs/output.md`.

mod about;
mod any_term;
mod bearer;
mod best;
mod bm25f;
mod candidates;
mod decimals;
mod dictionary;
mod error;
mod explanation;
mod feedback;
mod forms;
mod layout;
mod lower;
mod matching;
mod nearness;
mod passage;
mod place_query;
mod places;
mod ranking;
mod rarity;
mod register;
mod request;
mod response;
mod run;
mod salient;
mod scored;
mod source;
mod stop;
mod stoppable;
mod suggestion;
mod union;
mod word_query;
mod word_scorer;

pub use error::Error;
pub use explanation::{Bearers, Explanation, Form, Widening};
pub use feedback::Added;
pub use ranking::{Feedback, Ranking};
pub use register::{
    KnownCountry, KnownForm, KnownPerson, MOST_NAMES, People, PeopleRequest, PeopleSort, people,
};
pub use request::{Context, Matching, Request, Snippets, Sort};
pub use response::{Hit, Part, Response, Snippet};
pub use run::{Means, explain, search, similar};
pub use stop::Stop;
