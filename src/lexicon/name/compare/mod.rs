//! Whether two written names are one person's, with the reasons.
//!
//! [`Name::parse`] reads a written name once, in any script; [`compare()`] holds
//! two of them against each other and answers same, maybe or different;
//! [`Name::blocks`] gives short codes by which names that can be alike find each
//! other without comparing all with all. No list of persons: letters, sounds,
//! endings and order decide. `docs/names.md` tells the method.

mod alone;
mod block;
mod distance;
mod ending;
mod given;
mod judge;
mod name;
mod pairing;
mod part;
mod reading;
mod sound;
mod spelling;
mod syllable;
mod verdict;
mod word;

pub use alone::{NameWord, Nearness};
pub use judge::compare;
pub use name::Name;
pub use verdict::{Comparison, Reason, Verdict};
