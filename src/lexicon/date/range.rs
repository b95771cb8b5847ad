//! A span of days with ends that may be open.
//!
//! The value that a date query becomes and that a plan carries; how it is
//! typed is the business of `query`.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::partial::PartialDate;

/// Days from one to another, both included; an end that is missing is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// The first day, or nothing if the range has no beginning.
    pub from: Option<Date>,
    /// The last day, or nothing if the range has no end.
    pub to: Option<Date>,
}

impl DateRange {
    /// From one day to another, both included.
    pub const fn between(from: Date, to: Date) -> Self {
        Self { from: Some(from), to: Some(to) }
    }

    /// From a day on.
    pub const fn since(from: Date) -> Self {
        Self { from: Some(from), to: None }
    }

    /// Up to a day, which is included.
    pub const fn until(to: Date) -> Self {
        Self { from: None, to: Some(to) }
    }

    /// Whether the range shares a day with the days `first..=last`.
    pub fn touches(self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
    }

    /// Whether no day can lie in the range.
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

impl From<PartialDate> for DateRange {
    fn from(date: PartialDate) -> Self {
        Self::between(date.first(), date.last())
    }
}

impl fmt::Display for DateRange {
    /// `2016-06-01..2016-06-30`; an open end is left out, a single day stands alone.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from == to
        {
            return write!(formatter, "{from}");
        }
        if let Some(from) = self.from {
            write!(formatter, "{from}")?;
        }
        formatter.write_str("..")?;
        if let Some(to) = self.to {
            write!(formatter, "{to}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ranges_print_as_they_are_typed() {
        let june = date(2016, 6, 1);
        let july = date(2016, 7, 1);
        for (range, text) in [
            (DateRange::between(june, july), "2016-06-01..2016-07-01"),
            (DateRange::between(june, june), "2016-06-01"),
            (DateRange::since(june), "2016-06-01.."),
            (DateRange::until(june), "..2016-06-01"),
            (DateRange::default(), ".."),
        ] {
            assert_eq!(range.to_string(), text);
        }
    }

    #[test]
    fn both_ends_belong_to_the_range() {
        let range = DateRange::between(date(2016, 6, 1), date(2016, 6, 30));
        assert!(range.touches(date(2016, 6, 30), date(2016, 7, 9)));
        assert!(range.touches(date(2016, 1, 1), date(2016, 6, 1)));
        assert!(!range.touches(date(2016, 7, 1), date(2016, 7, 9)));
        assert!(DateRange::default().touches(date(1000, 1, 1), date(1000, 1, 1)));
    }
}
