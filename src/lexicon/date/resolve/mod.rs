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
//! `weekday` reads a weekday alone, `day` a day without month, and `yearless` finds a missing year.

mod day;
mod knowledge;
mod numeric;
mod period;
mod reading;
mod relative;
mod weekday;
mod yearless;

pub use knowledge::{Direction, Knowledge, Order, Resolution};
pub(crate) use period::{days_between, period};

use super::expression::Expression;

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
        return reading::as_written(expression);
    }
    match (first.month, first.day, first.weekday) {
        (Some(_), ..) => yearless::resolve(expression, known),
        (None, Some(number), _) => day::resolve(expression, number, known),
        (None, None, Some(weekday)) => weekday::resolve(expression, weekday, known),
        (None, None, None) => Resolution::default(),
    }
}

#[cfg(test)]
mod tests;
