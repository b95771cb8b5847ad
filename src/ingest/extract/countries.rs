//! Countries of a report: every mention, grouped by state.
//!
//! Takes the body; gives each state once with all places where it is named,
//! the most prominent state first. Which states the report is *about*, two by
//! two, is decided in [`super::dyads`].

use rustc_hash::FxHashMap;

use crate::lexicon::country::{self, Code, Mention};
use crate::report::{Country, CountryMention};

/// Every mention of a state in `body`, in order.
pub(crate) fn mentions(body: &str) -> Vec<Mention> {
    country::scan(body)
}

/// The states named by `mentions` of `body`, the most prominent first.
///
/// Prominent is what is named early and often: the first mention counts by how
/// near it is to the beginning, each further one adds less.
pub(crate) fn countries(body: &str, mentions: &[Mention]) -> Vec<Country> {
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
    let prominence = |country: &Country| -> u64 {
        let first = country.mentions.first().map_or(body.len(), |mention| mention.span.start);
        // Whole numbers, so that the order is the same on every machine.
        let early = 1000 * (body.len() - first.min(body.len())) / body.len().max(1);
        early as u64 + 1000 * country.mentions.len() as u64
    };
    // Stable: equals stay in the order of their first mention.
    countries.sort_by_key(|country| std::cmp::Reverse(prominence(country)));
    countries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(body: &str) -> String {
        let found = countries(body, &mentions(body));
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
    fn of_equals_the_earlier_comes_first() {
        assert_eq!(codes("Hungary and Serbia."), "HUN SRB");
        assert_eq!(codes(""), "");
    }

    #[test]
    fn mentions_keep_text_and_bytes() {
        let body = "Мађарска и Mađarska";
        let found = countries(body, &mentions(body));
        let texts: Vec<&str> =
            found[0].mentions.iter().map(|mention| mention.text.as_str()).collect();
        assert_eq!(texts, ["Мађарска", "Mađarska"]);
        assert!(found[0].mentions.iter().all(|mention| mention.span.of(body) == mention.text));
    }
}
