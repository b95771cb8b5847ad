//! Finds date expressions in running text.
//!
//! Takes any text, gives the expressions in order, none overlapping another.
//! Every form that counts has a digit in it, so the scan jumps from one run of
//! digits to the next and looks around each: for ISO and national numeric
//! forms, for a month to the right or left, for words that make a bare number
//! a year. Left out on purpose: a month or weekday alone, relative words
//! ("today", "three years ago"), two-digit years, seasons and quarters, times.
//!
//! Where a number could be something else the rules stay silent: a date that
//! is missed can be found by its words, a date that is wrong misleads.

mod cursor;
mod east_asian;
mod numeric;
mod part;
mod textual;
mod weekday;
mod year;

use super::expression::Expression;
use part::Found;

/// The date expressions of `text`, in order.
///
/// ```
/// use bilat::lexicon::date::scan;
///
/// let text = "On Tuesday, 14 June they signed the plan for 2022.";
/// let found: Vec<&str> = scan(text).iter().map(|date| date.span.of(text)).collect();
/// assert_eq!(found, ["Tuesday, 14 June", "2022"]);
/// ```
pub fn scan(text: &str) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    let mut floor = 0;
    while let Some(start) = next_digit(text, at) {
        let digits = text.as_bytes().get(start..).unwrap_or_default();
        let end = start + digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        at = end;
        if let Some(expression) = read(text, floor, start, end - start) {
            at = expression.span.end.max(end);
            floor = at;
            found.push(expression);
        }
    }
    found
}

fn next_digit(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    rest.iter().position(u8::is_ascii_digit).map(|found| at + found)
}

/// Reads the expression around the run of `digits` digits at `start`; it begins at `floor` or later.
fn read(text: &str, floor: usize, start: usize, digits: usize) -> Option<Expression> {
    if digits > 4 || digits == 3 {
        return None;
    }
    if cursor::begins_number(text, start) {
        match numeric::read(text, start) {
            numeric::Outcome::Date(expression) => {
                return Some(weekday::attach(text, floor, Found::wordless(expression)));
            }
            // What looks like a numeric date and is none must not be read in part.
            numeric::Outcome::Figures => return None,
            numeric::Outcome::Other => {}
        }
        if let Some(expression) = east_asian::read(text, start) {
            return Some(weekday::attach(text, floor, Found::wordless(expression)));
        }
        let day_first = textual::day_first(text, start);
        // "Mar. 14 juin 2022": a full date to the right beats a month to the left.
        let full = day_first.filter(|found| found.expression.first.year.is_some());
        if let Some(found) = full
            .or_else(|| textual::month_first(text, floor, start))
            .or(day_first)
            .or_else(|| textual::year_first(text, start))
        {
            return Some(weekday::attach(text, floor, found));
        }
    }
    year::read(text, floor, start)
}

#[cfg(test)]
mod tests;
