//! Snippets: the sentences that show best why a report was found.
//!
//! Takes a report with the places that matched and gives the pieces of its text
//! that are shown ([`snippets`]). `candidate` finds the sentences that hold a
//! match, of a long one the stretches that fit (`window`); `score` says how well
//! each shows the query; `choose` takes the best, then what it does not show.
//! `docs/output.md` tells the rules to a reader.

mod candidate;
mod choose;
mod score;
mod window;

pub(super) use choose::snippets;
