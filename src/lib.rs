//! Full-text search for collections of bilateral military cooperation reports.
//!
//! The way of a report through the crate is the order of its modules: files are
//! read and reports extracted ([`ingest`]), stored ([`index`]), asked for
//! ([`query`]), found ([`search`]) and shown ([`render`]). What the words of
//! reports mean ([`lexicon`]), how text is cut ([`analyze`]) and what is known of
//! a report ([`report`]) is shared by all of them. How well reports are read is
//! measured against what people read in them ([`eval`]).
//!
//! ```
//! use bilat::{Engine, ingest, search::Request};
//! use jiff::civil::date;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = std::env::temp_dir().join(format!("bilat-doc-{}", std::process::id()));
//! # let reports = folder.join("reports");
//! # std::fs::create_dir_all(&reports)?;
//! std::fs::write(
//!     reports.join("plan.txt"),
//!     " date 2025-04-01 The ministers of Serbia and Hungary signed a plan in Belgrade.",
//! )?;
//! let today = date(2025, 6, 1);
//! let options = ingest::pipeline::Options {
//!     index: folder.join("index"),
//!     paths: vec![reports],
//!     rebuild: false,
//!     today,
//!     threads: 1,
//!     statements: None,
//! };
//! let account = ingest::pipeline::run(&options, &mut |_| {})?;
//! assert_eq!(account.added, 1);
//!
//! let engine = Engine::open(&options.index, today)?;
//! let (response, _warnings) = engine.search("dyad:hungary-serbia plans", &Request::default())?;
//! assert_eq!(response.total, 1);
//! assert_eq!(response.hits[0].date.as_deref(), Some("2025-04-01"));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok(())
//! # }
//! ```

#![deny(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

pub mod diag;
pub mod span;

pub mod lexicon;

pub mod report;

pub mod analyze;
pub mod query;

pub mod index;

pub mod ingest;
pub mod search;

pub mod eval;

pub mod render;

mod engine;
mod error;

pub use engine::{Engine, explain};
pub use error::Error;
