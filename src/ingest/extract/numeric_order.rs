//! In which order a text writes day and month in figures.
//!
//! Takes the expressions of the text and its language. One date that has a
//! single reading shows how its author writes the others; without such a date
//! the language tells, unless it is English, which is written both ways.

use crate::lexicon::date::{Expression, Order, Reason};

/// Languages whose press writes the month first, or both orders.
const EITHER: [&str; 4] = ["en", "tl", "fil", "zu"];

/// The order, and what shows it; nothing if nothing does or dates disagree.
pub(super) fn order(
    body: &str,
    expressions: &[Expression],
    lang: Option<&str>,
) -> Option<(Order, Reason)> {
    let mut shown = expressions.iter().filter_map(|expression| single_reading(body, expression));
    if let Some(first) = shown.next() {
        return shown.all(|other| other == first).then_some((first, Reason::OtherDates));
    }
    let lang = lang?;
    (!EITHER.contains(&lang)).then_some((Order::DayFirst, Reason::Language))
}

/// The order of a date such as `10/24/2024`, whose figures leave no choice.
fn single_reading(body: &str, expression: &Expression) -> Option<Order> {
    if expression.alternative.is_some() || expression.last.is_some() {
        return None;
    }
    // Dots are day first wherever they are used, and show nothing of slashes.
    let text = expression.span.of(body);
    let digits = text.get(text.find(|character: char| character.is_ascii_digit())?..)?;
    let (first, rest) = digits.split_once('/')?;
    let (second, _) = rest.split_once('/')?;
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let written = (expression.first.day?, expression.first.month?);
    match (first > 12, second > 12) {
        (true, false) if written == (first, second) => Some(Order::DayFirst),
        (false, true) if written == (second, first) => Some(Order::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::date::scan;
    use Order::{DayFirst, MonthFirst};
    use Reason::{Language, OtherDates};

    #[test]
    fn one_clear_date_shows_the_order_of_all() {
        for (body, lang, expected) in [
            ("10/24/2024 and 03/04/2024", Some("en"), Some((MonthFirst, OtherDates))),
            ("24/10/2024 and 03/04/2024", Some("en"), Some((DayFirst, OtherDates))),
            ("10/24/2024 and 24/10/2024", Some("en"), None),
            ("03/04/2024", Some("en"), None),
            ("03/04/2024", Some("pt"), Some((DayFirst, Language))),
            ("24.10.2024 and 03/04/2024", Some("en"), None),
            ("03/04/2024", None, None),
        ] {
            assert_eq!(order(body, &scan(body), lang), expected, "{body}");
        }
    }
}
