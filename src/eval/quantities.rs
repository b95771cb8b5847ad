//! Quantities against gold: one is found where a text of gold and one of ours cover the same number.
//!
//! Gold has them as written, without a place; each place where the text stands whole is looked at.

use crate::eval::measure::Counts;
use crate::report::{Quantity, Report};
use crate::span::Span;

/// What a comparison gives.
pub(super) struct Compared<'a> {
    /// The counts.
    pub(super) counts: Counts,
    /// Texts of gold that are not found.
    pub(super) missing: Vec<&'a str>,
    /// Texts of ours that gold has not.
    pub(super) extra: Vec<&'a str>,
}

/// Compares the quantities of a report with those of gold.
pub(super) fn compare<'a>(gold: &'a [String], report: &'a Report) -> Compared<'a> {
    let mut right = vec![false; report.quantities.len()];
    let mut missing = Vec::new();
    for text in gold {
        let mut found = false;
        for place in places(&report.body, text) {
            for (quantity, right) in report.quantities.iter().zip(&mut right) {
                if covers_same(quantity, place) {
                    *right = true;
                    found = true;
                }
            }
        }
        if !found {
            missing.push(text.as_str());
        }
    }
    let extra: Vec<&str> = report
        .quantities
        .iter()
        .zip(&right)
        .filter(|(_, right)| !**right)
        .map(|(quantity, _)| quantity.text.as_str())
        .collect();
    let given = report.quantities.len();
    let counts = Counts {
        gold: gold.len(),
        found: gold.len() - missing.len(),
        given,
        right: given - extra.len(),
    };
    Compared { counts, missing, extra }
}

/// Whether one of the two holds the other, or they begin together.
fn covers_same(quantity: &Quantity, place: Span) -> bool {
    let span = quantity.span;
    span.contains(place) || place.contains(span) || span.start == place.start
}

/// Where `text` stands in `body` and is no part of a longer word or number.
fn places(body: &str, text: &str) -> impl Iterator<Item = Span> {
    body.match_indices(text).filter_map(move |(start, text)| {
        let end = start + text.len();
        let before = body.get(..start)?.chars().next_back();
        let behind = body.get(end..)?.chars().next();
        let joins = |inner: Option<char>, outer: Option<char>| {
            let (Some(inner), Some(outer)) = (inner, outer) else { return false };
            inner.is_numeric() && outer.is_numeric()
                || inner.is_alphabetic() && inner.is_ascii() && outer.is_alphabetic()
        };
        let cut = joins(text.chars().next(), before) || joins(text.chars().next_back(), behind);
        (!cut).then(|| Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_gold_are_found_where_they_stand_alone() {
        for (body, text, starts) in [
            ("12 of 120 and 212", "12", "0"),
            ("Dez. Dezoito dez", "Dez", "0"),
            ("7 men and 7 men", "7 men", "0 10"),
            ("年79項", "79", "3"),
            ("", "5", ""),
        ] {
            let found: Vec<String> =
                places(body, text).map(|place| place.start.to_string()).collect();
            assert_eq!(found.join(" "), starts, "{body}: {text}");
        }
    }
}
