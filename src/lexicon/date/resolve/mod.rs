//! From what is written to the days that are meant.
//!
//! Takes one expression and what else is known: when its text was written,
//! whether its clause tells of the past or the future, which years may be meant
//! and in which order the text writes day and month. Gives the days, or the
//! days they may be, with the reasons. Pure, and the same for documents and
//! queries; where the evidence does not decide, the date stays open.
//!
//! Reading order: [`resolve()`] chooses by what is written; `numeric` decides
//! the order of day and month, `relative` counts from the day of writing,
//! `weekday` reads a weekday alone, and `yearless` finds a missing year.

mod numeric;
mod period;
mod relative;
mod weekday;
mod yearless;

use jiff::civil::Date;

pub(crate) use period::period;

use super::expression::{Expression, Written};
use super::partial::PartialDate;
use super::reason::Reason;

/// The most candidates that are worth naming.
const MOST_CANDIDATES: usize = 12;

/// Where in time a clause puts what it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It has been.
    Past,
    /// It is to come.
    Future,
}

/// In which order a text writes day and month in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `14/06/2022`.
    DayFirst,
    /// `06/14/2022`.
    MonthFirst,
}

/// What is known beside the expression itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// First and last day on which the text may have been written; equal where it is known to the day.
    pub written: Option<(Date, Date)>,
    /// What the clause tells of: it holds for its date.
    pub clause: Option<Direction>,
    /// What the nearest clause of the sentence tells of, where the date's own says nothing.
    pub sentence: Option<Direction>,
    /// First and last year that may be meant where the day of writing is not known.
    pub years: Option<(i16, i16)>,
    /// A day with its year that the expression continues ("on 3 May 2023 and on 5 May").
    pub tied: Option<Date>,
    /// The order of day and month in figures, and what shows it.
    pub order: Option<(Order, Reason)>,
}

/// What an expression means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// First and last day, if they are decided.
    pub days: Option<(Date, Date)>,
    /// The first days it may have where it is open, earliest first; none if any time may be meant.
    pub candidates: Vec<Date>,
    /// What decided, or kept it open.
    pub reasons: Vec<Reason>,
}

impl Resolution {
    fn decided(days: (Date, Date), reasons: &[Reason]) -> Self {
        Self { days: Some(days), candidates: Vec::new(), reasons: reasons.to_vec() }
    }

    fn open(candidates: impl IntoIterator<Item = Date>, reasons: &[Reason]) -> Self {
        let mut candidates: Vec<Date> = candidates.into_iter().collect();
        candidates.sort_unstable();
        candidates.dedup();
        if candidates.len() > MOST_CANDIDATES {
            candidates.clear();
        }
        Self { days: None, candidates, reasons: reasons.to_vec() }
    }
}

impl Knowledge {
    /// The clause's direction, or else that of its sentence.
    fn direction(&self) -> Option<Direction> {
        self.clause.or(self.sentence)
    }
}

impl Direction {
    fn reason(self) -> Reason {
        match self {
            Self::Past => Reason::PastTense,
            Self::Future => Reason::FutureTense,
        }
    }
}

/// The days that `expression` means, as far as the text and `known` decide.
///
/// ```
/// use bilat::lexicon::date::{Direction, Knowledge, resolve, scan};
/// use jiff::civil::date;
///
/// let found = scan("on Tuesday, 14 June");
/// let known = Knowledge {
///     written: Some((date(2022, 6, 15), date(2022, 6, 15))),
///     ..Knowledge::default()
/// };
/// assert_eq!(resolve(&found[0], &known).days, Some((date(2022, 6, 14), date(2022, 6, 14))));
/// assert_eq!(resolve(&found[0], &Knowledge::default()).days, None);
/// ```
pub fn resolve(expression: &Expression, known: &Knowledge) -> Resolution {
    let first = expression.first;
    if let Some(alternative) = expression.alternative {
        return numeric::resolve(expression, alternative, known);
    }
    if let Some(relative) = expression.relative {
        return relative::resolve(expression, relative, known);
    }
    if first.year.is_some() {
        return as_written(expression);
    }
    match (first.month, first.weekday) {
        (Some(_), _) => yearless::resolve(expression, known),
        (None, Some(weekday)) => weekday::resolve(expression, weekday, known),
        // Nothing says which month a day alone lies in.
        (None, None) => Resolution::default(),
    }
}

/// The days of an expression that has its year.
fn as_written(expression: &Expression) -> Resolution {
    if let Some(days) = expression.days().filter(|(first, last)| first <= last) {
        return Resolution::decided(days, &[]);
    }
    let first = expression.first.date().map(PartialDate::first);
    // Day or weekday is a slip, and nothing says which.
    let slip = first.is_some_and(|first| !expression.first.weekday_fits(first));
    let reasons: &[Reason] = if slip { &[Reason::WeekdayDisagrees] } else { &[] };
    Resolution::open(first, reasons)
}

/// First and last day of an expression with a month, if it began in `year`.
///
/// Nothing if there is no such day, or if it has another weekday.
fn in_year(expression: &Expression, year: i16) -> Option<(Date, Date)> {
    let begin = Written { year: Some(year), ..expression.first }.date()?;
    let first = begin.first();
    if expression.first.day.is_some() && !expression.first.weekday_fits(first) {
        return None;
    }
    let last = match expression.last {
        Some(last) => {
            let day = |year| last.in_year(year).date().map(PartialDate::last);
            // Over the turn of the year the last day lies in the next.
            day(year).filter(|day| first <= *day).or_else(|| day(year + 1))?
        }
        None => begin.last(),
    };
    (first <= last).then_some((first, last))
}

/// What one reading for each possible day of writing comes to.
///
/// A day of writing with which the expression cannot be meant gives nothing and
/// drops out; one with which it can mean two things gives both.
fn over_days_of_writing(
    (from, to): (Date, Date),
    read: impl Fn(Date) -> Vec<(Date, Date)>,
) -> Vec<(Date, Date)> {
    let mut readings = Vec::new();
    let mut day = from;
    // More than two years is as good as not known.
    for _ in 0..731 {
        readings.extend(read(day));
        match day.tomorrow() {
            Ok(next) if next <= to => day = next,
            _ => break,
        }
    }
    readings.sort_unstable();
    readings.dedup();
    readings
}

#[cfg(test)]
mod tests;
