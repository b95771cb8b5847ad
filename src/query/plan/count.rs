//! A condition on the quantities of a report: what is counted, and a range of numbers.

use std::cmp::Ordering;
use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use crate::query::plan::pattern::Term;

/// An end of a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// The number; finite and not below 0.
    pub value: f64,
    /// Whether the number itself belongs to the range.
    pub included: bool,
}

/// Numbers are finite, so each equals itself.
impl Eq for Bound {}

/// A condition on one quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// A word for what is counted, or several in a row; anything if absent.
    pub what: Option<Term>,
    /// The unit that the word names.
    pub unit: Option<String>,
    /// Least number; open if absent.
    pub from: Option<Bound>,
    /// Greatest number; open if absent.
    pub to: Option<Bound>,
}

impl Count {
    /// Whether a number lies within the range.
    pub fn holds(&self, number: f64) -> bool {
        let within = |bound: Bound, side| match number.total_cmp(&bound.value) {
            Ordering::Equal => bound.included,
            other => other == side,
        };
        let above = |from| within(from, Ordering::Greater);
        let below = |to| within(to, Ordering::Less);
        self.from.is_none_or(above) && self.to.is_none_or(below)
    }
}

impl Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(count")?;
        if let Some(what) = &self.what {
            write!(formatter, " {}", what.kind)?;
        }
        if let Some(unit) = &self.unit {
            write!(formatter, " (unit {unit})")?;
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(formatter, " ={}", from.value)?,
            (from, to) => {
                let sign = |bound: Bound| if bound.included { "=" } else { "" };
                if let Some(from) = from {
                    write!(formatter, " >{}{}", sign(from), from.value)?;
                }
                if let Some(to) = to {
                    write!(formatter, " <{}{}", sign(to), to.value)?;
                }
            }
        }
        formatter.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_what_they_say() {
        let value = |value, included| Some(Bound { value, included });
        let count = Count { what: None, unit: None, from: value(1.0, false), to: value(2.0, true) };
        let held = [0.5, 1.0, 1.5, 2.0, 2.5].map(|number| count.holds(number));
        assert_eq!(held, [false, false, true, true, false]);
    }
}
