//! Dates as people write them: in reports, in headers and in queries.
//!
//! Takes text and gives calendar days with their precision. One table of month
//! and weekday names serves documents and queries, so a query understands every
//! form that a report may use. Nothing here knows today's date: who asks for
//! relative dates passes it in. Times of day and time zones are left out; a
//! report belongs to days.
//!
//! Reading order: [`PartialDate`] (`2016`, `2016-06`, `2016-06-14`) and
//! [`DateRange`] are the values; [`scan()`] finds date expressions in running
//! text; [`query`] reads what a person types after `date:`.

mod expression;
mod language;
mod meaning;
mod partial;
mod plain;
pub mod query;
mod range;
mod reason;
mod resolve;
mod scan;
mod word;

pub use expression::{Expression, Relative, Unit, Written};
pub use partial::{PartialDate, Precision};
pub use range::DateRange;
pub use reason::Reason;
pub(crate) use resolve::days_between;
pub use resolve::{Direction, Knowledge, Order, Resolution, resolve};
pub use scan::scan;
pub(crate) use scan::scan_words;
