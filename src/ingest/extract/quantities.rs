//! Quantities that a report states.
//!
//! Takes the body with its dates, sentences and furniture; gives numbers with what they count, in text
//! order. A quantity is said of a year if its clause names exactly one, and names it alone: the day on
//! which a plan was signed is not the year of what it plans.

use crate::lexicon::date::{Expression, Precision};
use crate::lexicon::quantity::{self, Found};
use crate::report::Quantity;
use crate::span::Span;

use super::furniture::touches;

/// The quantities of `body`, in text order.
pub(crate) fn quantities(
    body: &str,
    lang: Option<&str>,
    dates: &[Expression],
    sentences: &[Span],
    furniture: &[Span],
) -> Vec<Quantity> {
    let taken: Vec<Span> = dates.iter().map(|date| date.span).collect();
    let found = quantity::scan(body, lang, &taken);
    let told = found.into_iter().filter(|found| !touches(furniture, found.span));
    told.map(|found| Quantity {
        value: found.value,
        to: found.to,
        unit: found.unit.map(str::to_owned),
        what: found.what.map(|what| what.of(body).to_owned()),
        year: year(body, &found, dates, sentences),
        approximate: found.approximate,
        text: found.span.of(body).to_owned(),
        span: found.span,
    })
    .collect()
}

/// The one year that the clause of a quantity names alone.
fn year(body: &str, found: &Found, dates: &[Expression], sentences: &[Span]) -> Option<i16> {
    let at = sentences.partition_point(|sentence| sentence.end <= found.span.start);
    let sentence = *sentences.get(at)?;
    let before = Span::new(sentence.start, found.span.start).of(body);
    let start = before.rfind(';').map_or(sentence.start, |at| sentence.start + at);
    let behind = Span::new(found.span.end, sentence.end).of(body);
    let end = behind.find(';').map_or(sentence.end, |at| found.span.end + at);
    let clause = Span::new(start, end);
    let first = dates.partition_point(|date| date.span.start < clause.start);
    let mut years = dates
        .iter()
        .skip(first)
        .take_while(|date| date.span.end <= clause.end)
        .filter(|date| date.first.year.is_some());
    let date = years.next().filter(|_| years.next().is_none())?;
    (date.last.is_none() && date.first.precision() == Precision::Year)
        .then_some(date.first.year)
        .flatten()
}
