//! Quantities that a report states.
//!
//! Takes the body with its dates, sentences and furniture; gives numbers with what they count, in text
//! order. A quantity is said of a year if its clause names exactly one, and names it alone: the day on
//! which a plan was signed is not the year of what it plans.

use crate::lexicon::date::{Expression, Precision};
use crate::lexicon::quantity::{self, Found};
use crate::lexicon::word::Words;
use crate::report::Quantity;
use crate::span::Span;

use super::furniture::touches;

/// Units of time.
const TIMES: [&str; 8] =
    ["minute", "hour", "day", "week", "month", "year", "decade", "anniversary"];

/// The quantities of a body, in text order.
pub(crate) fn quantities(
    words: &Words<'_>,
    lang: Option<&str>,
    dates: &[Expression],
    sentences: &[Span],
    furniture: &[Span],
) -> Vec<Quantity> {
    let body = words.text;
    let taken: Vec<Span> = dates.iter().map(|date| date.span).collect();
    let found = quantity::scan_words(words, lang, &taken);
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

/// The one year that the clause of a quantity names alone. A length of time is not said of a year.
fn year(body: &str, found: &Found, dates: &[Expression], sentences: &[Span]) -> Option<i16> {
    if found.unit.is_some_and(|unit| TIMES.contains(&unit)) {
        return None;
    }
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

#[cfg(test)]
mod tests {
    use crate::analyze::sentence::sentences;
    use crate::lexicon::date;
    use crate::lexicon::word::Words;

    /// Each quantity with its year.
    fn years(body: &str) -> Vec<String> {
        let words = Words::cut(body);
        let found = super::quantities(&words, Some("en"), &date::scan(body), &sentences(body), &[]);
        let shown = |year: Option<i16>| year.map_or("-".to_owned(), |year| year.to_string());
        found.iter().map(|found| format!("{} {}", found.value, shown(found.year))).collect()
    }

    #[test]
    fn a_year_is_that_of_the_clause_and_only_where_it_is_plain() {
        for (body, expected) in [
            (
                "For 2025 they foresee 79 joint activities; in 2023 there were 48.",
                "79 2025, 48 2023",
            ),
            ("In 2023 they held 48 drills. There were 79 activities.", "48 2023, 79 -"),
            ("On 1 April 2025 they agreed on 79 activities.", "79 -"),
            ("Between 2023 and 2025 they held 79 activities.", "79 -"),
            ("In 2023 they met for 4 days.", "4 -"),
        ] {
            assert_eq!(years(body).join(", "), expected, "{body}");
        }
    }

    #[test]
    fn furniture_states_nothing() {
        let body = "20 soldiers";
        let furniture = [crate::span::Span::new(0, body.len())];
        assert!(super::quantities(&Words::cut(body), Some("en"), &[], &[], &furniture).is_empty());
    }
}
