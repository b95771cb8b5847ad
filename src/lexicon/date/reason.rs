//! Why a date was read as it was, or stays open.

use serde::{Deserialize, Serialize};

/// A piece of evidence that decided on the days of a date, or that speaks against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// Its weekday falls on the date in few years only.
    Weekday,
    /// The weekday beside it is that of another day.
    WeekdayDisagrees,
    /// It is counted from, or lies near, the day the text was written.
    NearPublished,
    /// Its sentence tells of what has been.
    PastTense,
    /// Its sentence tells of what is to come.
    FutureTense,
    /// Other dates of the text bound it, or show the order of day and month.
    OtherDates,
    /// The language of the text writes day and month in this order.
    Language,
}
