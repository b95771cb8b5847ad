//! Quantities: numbers of things and measures, as reports write them.
//!
//! Takes text, its language and the places that are dates; gives each number with what is counted or
//! the unit it is measured in. Left out on purpose: years and dates, times of day, numbers in names
//! (`MiG-29`, `Leopard 2`) and of articles, resolutions and pages, ordinals but those of
//! anniversaries, and "the two countries" of every report on two.

mod digits;
mod east_asian;
mod found;
mod letters;
mod neighbour;
mod number;
mod phrase;
mod places;
mod scan;
mod table;

pub use found::{Approximate, Found};
pub use scan::scan;
pub(crate) use scan::scan_words;
pub use table::unit_named;
