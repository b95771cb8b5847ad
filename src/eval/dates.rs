//! Which date of gold is which of ours, by where they stand in the text.
//!
//! Gold has dates as written, without offsets. Each is looked for in the body
//! from left to right; ours that shares most bytes with it is its partner, and
//! partners are one to one.

use jiff::civil::Date;

use crate::eval::gold::DateInText;
use crate::lexicon::fold::fold;
use crate::report::{Published, Report};
use crate::span::Span;

/// A date of ours that stands in the text, or that was declared before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Given<'a> {
    /// As written.
    pub text: &'a str,
    /// First and last day, unless it is open.
    pub days: Option<(Date, Date)>,
}

/// Gold's dates with their partners, and ours that are nobody's.
pub(super) struct Pairs<'a> {
    /// For each date of gold, in its order, ours.
    pub partners: Vec<Option<Given<'a>>>,
    /// Ours without a partner that repeat no date of gold, in order of the text.
    pub others: Vec<Given<'a>>,
}

/// Finds for each date of `gold` its partner in `report`.
pub(super) fn pairs<'a>(gold: &[DateInText], report: &'a Report) -> Pairs<'a> {
    let spans = places(gold, &report.body);
    // A header is no part of the body; what the report's own date was read from stands for it.
    let mut header = report.published.as_ref().filter(|published| published.start.is_none());
    let mut free: Vec<_> = report.dates.iter().map(Some).collect();
    let mut partners = Vec::with_capacity(gold.len());
    for (date, span) in gold.iter().zip(spans) {
        let Some(span) = span else {
            let named = header.take_if(|header| header.text == date.text.trim());
            partners.push(named.map(Given::from));
            continue;
        };
        let shared = |ours: Span| ours.end.min(span.end).saturating_sub(ours.start.max(span.start));
        let best = free
            .iter_mut()
            .filter(|place| place.is_some_and(|ours| ours.span.overlaps(span)))
            // Of equals the first: `max_by_key` would take the last.
            .rev()
            .max_by_key(|place| place.map_or(0, |ours| shared(ours.span)));
        let partner = best.and_then(Option::take);
        partners.push(partner.map(|ours| Given { text: &ours.text, days: ours.from.zip(ours.to) }));
    }
    let others = free.into_iter().flatten();
    let others = others.map(|ours| Given { text: &ours.text, days: ours.from.zip(ours.to) });
    Pairs { partners, others: others.filter(|ours| !repeats(gold, ours)).collect() }
}

/// Whether gold has the date, which a text may write more than once: the same words or the same days.
fn repeats(gold: &[DateInText], ours: &Given<'_>) -> bool {
    let written = fold(ours.text);
    gold.iter().any(|date| {
        let same_days = date.resolved.as_ref().map(|days| (days.first, days.last)) == ours.days;
        fold(&date.text) == written || (ours.days.is_some() && same_days)
    })
}

impl<'a> From<&'a Published> for Given<'a> {
    fn from(published: &'a Published) -> Self {
        Self { text: &published.text, days: Some((published.from, published.to)) }
    }
}

/// Where each date of gold stands in `body`.
fn places(gold: &[DateInText], body: &str) -> Vec<Option<Span>> {
    let mut taken: Vec<Span> = Vec::new();
    let mut after = 0;
    gold.iter()
        .map(|date| {
            let free: Vec<Span> = body
                .match_indices(date.text.as_str())
                .map(|(at, text)| Span::new(at, at + text.len()))
                .filter(|span| !span.is_empty() && !taken.iter().any(|other| other.overlaps(*span)))
                .collect();
            // Gold may be out of order, and a script without blanks has no whole words.
            let whole = || free.iter().filter(|span| stands_alone(**span, body));
            let span = whole()
                .find(|span| span.start >= after)
                .or_else(|| whole().next())
                .or_else(|| free.iter().find(|span| span.start >= after))
                .or_else(|| free.first())
                .copied()?;
            taken.push(span);
            after = span.end;
            Some(span)
        })
        .collect()
}

/// Whether no letter or digit touches the span: *May* in *Mayor* is no date.
fn stands_alone(span: Span, body: &str) -> bool {
    let before = body.get(..span.start).and_then(|text| text.chars().next_back());
    let after = body.get(span.end..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::gold::Days;

    fn found(body: &str, texts: &[&str]) -> Vec<Option<(usize, usize)>> {
        let gold: Vec<_> = texts
            .iter()
            .map(|text| DateInText { text: (*text).to_owned(), resolved: None })
            .collect();
        places(&gold, body)
            .into_iter()
            .map(|span| span.map(|span| (span.start, span.end)))
            .collect()
    }

    #[test]
    fn the_same_words_or_days_again_are_a_repetition() {
        let day = jiff::civil::date(2018, 3, 7);
        let date = |text: &str, day: Option<Date>| DateInText {
            text: text.to_owned(),
            resolved: day.map(|day| Days { text: day.to_string(), first: day, last: day }),
        };
        let gold = [date("7 March", Some(day)), date("Today", None)];
        let given = |text, day: Option<Date>| Given { text, days: day.map(|day| (day, day)) };
        for (text, day, expected) in [
            ("7 March", None, true),
            ("07.03.2018", Some(day), true),
            ("TODAY", None, true),
            ("Wednesday", None, false),
            ("8 March", day.tomorrow().ok(), false),
        ] {
            assert_eq!(repeats(&gold, &given(text, day)), expected, "{text}");
        }
    }

    #[test]
    fn equal_texts_are_found_one_after_the_other() {
        assert_eq!(
            found("2025 and 2025", &["2025", "2025", "2025"]),
            [Some((0, 4)), Some((9, 13)), None]
        );
    }

    #[test]
    fn whole_words_come_first_and_order_may_be_broken() {
        assert_eq!(found("Mayor in May", &["May"]), [Some((9, 12))]);
        assert_eq!(found("7 March, 2018", &["2018", "7 March"]), [Some((9, 13)), Some((0, 7))]);
        assert_eq!(found("于5月7日在", &["5月7日"]), [Some((3, 11))]);
        assert_eq!(found("text", &["", "2018"]), [None, None]);
    }
}
