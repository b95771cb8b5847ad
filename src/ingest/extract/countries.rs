//! Countries of a report: every mention, grouped by state.
//!
//! Takes the body; gives each state once with all places where it is named,
//! the most prominent state first. Which states the report is *about*, two by
//! two, has been decided in [`super::dyads`].

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::lexicon::country::{Code, Mention};
use crate::report::{Country, CountryMention, Dyad};
use crate::span::Span;

use super::furniture::touches;

/// The states named by `mentions` of `body`, the most prominent first.
///
/// States of the pairs that the report is about come first. Of the others, prominent is what is
/// named early and often, outside `furniture`.
pub(crate) fn countries(
    body: &str,
    mentions: &[Mention],
    furniture: &[Span],
    dyads: &[Dyad],
) -> Vec<Country> {
    let mut places: FxHashMap<Code, usize> = FxHashMap::default();
    let mut countries: Vec<Country> = Vec::new();
    for mention in mentions {
        let place = *places.entry(mention.code).or_insert_with(|| {
            countries.push(Country { code: mention.code, mentions: Vec::new() });
            countries.len() - 1
        });
        countries[place].mentions.push(CountryMention {
            text: mention.span.of(body).to_owned(),
            span: mention.span,
            kind: mention.kind,
        });
    }
    let prominence = |country: &Country| -> usize {
        let told = || country.mentions.iter().filter(|mention| !touches(furniture, mention.span));
        let first = told().next().map_or(body.len(), |mention| mention.span.start);
        // Whole numbers, so that the order is the same on every machine.
        let early = 1000 * (body.len() - first.min(body.len())) / body.len().max(1);
        early + 1000 * told().count()
    };
    let subjects: Vec<Code> =
        dyads.iter().filter(|dyad| dyad.subject).flat_map(|dyad| dyad.countries).collect();
    // Stable: equals stay in the order of their first mention.
    countries.sort_by_cached_key(|country| {
        (!subjects.contains(&country.code), Reverse(prominence(country)))
    });
    countries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::country;

    fn codes(body: &str) -> String {
        let found = countries(body, &country::scan(body), &[], &[]);
        found.iter().map(|country| country.code.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn named_often_comes_before_named_once() {
        assert_eq!(
            codes("In Croatia, Serbian and Hungarian officers met; Serbia and Hungary agreed."),
            "SRB HUN HRV"
        );
    }

    #[test]
    fn states_of_the_subject_come_first_and_furniture_counts_nothing() {
        let body = "Serbia and Hungary agreed. Croatia, Croatia, Croatia. Austria";
        let furniture = [Span::new(27, 54)];
        let pair = Dyad {
            countries: ["HUN", "SRB"].map(|code| code.parse().expect("a code")),
            subject: true,
            score: 0.5,
            span: Span::new(0, 26),
        };
        let order = |furniture: &[Span], dyads: &[Dyad]| {
            let found = countries(body, &country::scan(body), furniture, dyads);
            found.iter().map(|country| country.code.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order(&[], &[]), "HRV SRB HUN AUT");
        assert_eq!(order(&[], &[pair]), "SRB HUN HRV AUT");
        assert_eq!(order(&furniture, &[]), "SRB HUN AUT HRV");
    }

    #[test]
    fn of_equals_the_earlier_comes_first() {
        assert_eq!(codes("Hungary and Serbia."), "HUN SRB");
        assert_eq!(codes(""), "");
    }

    #[test]
    fn mentions_keep_text_and_bytes() {
        let body = "Мађарска и Mađarska";
        let found = countries(body, &country::scan(body), &[], &[]);
        let texts: Vec<&str> =
            found[0].mentions.iter().map(|mention| mention.text.as_str()).collect();
        assert_eq!(texts, ["Мађарска", "Mađarska"]);
        assert!(found[0].mentions.iter().all(|mention| mention.span.of(body) == mention.text));
    }
}
