//! A date expression as it stands in a text.
//!
//! Plain data: where it is and what is written, part by part. Whoever knows
//! when the text was written may complete a missing year; nothing is guessed
//! here.

use jiff::civil::{Date, Weekday};

use super::partial::{PartialDate, Precision};
use crate::span::Span;

/// The parts of a date that are written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Day of the week.
    pub weekday: Option<Weekday>,
    /// Year, always with four digits.
    pub year: Option<i16>,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month; the month is there too then.
    pub day: Option<i8>,
}

impl Written {
    /// How exactly the parts say it.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (_, Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, None) => Precision::Year,
        }
    }

    /// The date, if the year is written and such a date exists.
    pub fn date(self) -> Option<PartialDate> {
        PartialDate::new(self.year?, self.month, self.day)
    }

    /// The same parts in a given year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Self {
        Self { year: Some(year), ..self }
    }

    /// Whether the weekday, if one is written, is that of `day`.
    pub fn weekday_fits(self, day: Date) -> bool {
        self.weekday.is_none_or(|weekday| weekday == day.weekday())
    }
}

/// One date expression, or a span of dates written as one ("12–16 September 2022").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    /// Bytes of the text.
    pub span: Span,
    /// The date, or the first one of a span of dates.
    pub first: Written,
    /// The last date where several are written; has a year exactly if `first` has one.
    pub last: Option<Written>,
    /// The other reading, where the order of day and month is open (`03/04/2024`).
    pub alternative: Option<Written>,
    /// Name of the rule that read it.
    pub rule: &'static str,
}

impl Expression {
    /// How exactly the date is given.
    pub fn precision(&self) -> Precision {
        self.first.precision()
    }

    /// First and last day, if the text alone decides them.
    ///
    /// Nothing when the year is missing, when day and month may be exchanged,
    /// and when the weekday contradicts the date.
    pub fn days(&self) -> Option<(Date, Date)> {
        if self.alternative.is_some() {
            return None;
        }
        let first = self.first.date()?;
        let last = match self.last {
            Some(last) => last.date()?,
            None => first,
        };
        (self.first.day.is_none() || self.first.weekday_fits(first.first()))
            .then(|| (first.first(), last.last()))
    }
}
