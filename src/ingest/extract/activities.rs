//! Kinds of activity that a report tells of.
//!
//! Takes the body; gives the first mentions of each kind that the report
//! dwells on, in text order. A kind counts if the report opens with it or comes
//! back to it; a word in passing, late in a long text, does not. Whether an
//! activity is planned, held or cancelled is not told yet.

use crate::lexicon::activity::{Kind, scan};
use crate::report::Activity;
use crate::span::Span;

/// Mentions that are kept of each kind.
const KEPT: usize = 3;

/// A report's opening, in which a single mention counts: this many bytes, or a third if that is more.
const OPENING: usize = 700;

/// The activities of `body`, in text order.
pub(crate) fn activities(body: &str) -> Vec<Activity> {
    let found = scan(body);
    let opening = OPENING.max(body.len() / 3);
    let is_told = |kind: Kind| dwells_on(kind, &found, opening);
    // Words of cooperation in general say something only where nothing else is told.
    let is_specific = Kind::all().any(|kind| kind != Kind::Other && is_told(kind));
    let mut activities = Vec::new();
    for kind in Kind::all().filter(|kind| is_told(*kind)) {
        if kind == Kind::Other && is_specific {
            continue;
        }
        activities.extend(of_kind(kind, &found).take(KEPT).map(|span| Activity {
            kind,
            text: span.of(body).to_owned(),
            span,
        }));
    }
    activities.sort_by_key(|activity| (activity.span, activity.kind));
    activities
}

fn of_kind(kind: Kind, found: &[(Kind, Span)]) -> impl Iterator<Item = Span> {
    found.iter().filter(move |(named, _)| *named == kind).map(|(_, span)| *span)
}

/// Whether `kind` stands in the opening, or is named more than once.
fn dwells_on(kind: Kind, found: &[(Kind, Span)], opening: usize) -> bool {
    let mut spans = of_kind(kind, found);
    match (spans.next(), spans.next()) {
        (Some(first), None) => first.start < opening,
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(body: &str) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = activities(body).iter().map(|activity| activity.kind).collect();
        kinds.dedup();
        kinds
    }

    #[test]
    fn a_late_word_in_passing_does_not_count() {
        let filler = "nothing of note here ".repeat(100);
        assert_eq!(kinds(&format!("A visit. {filler} an exercise")), [Kind::Visit]);
        assert_eq!(
            kinds(&format!("A visit. {filler} an exercise and exercises")),
            [Kind::Visit, Kind::Exercise]
        );
    }

    #[test]
    fn cooperation_in_general_counts_alone_only() {
        assert_eq!(kinds("On military cooperation."), [Kind::Other]);
        assert_eq!(kinds("A visit for military cooperation."), [Kind::Visit]);
    }

    #[test]
    fn no_more_than_the_first_mentions_are_kept() {
        assert_eq!(activities("visit visit visit visit visit").len(), KEPT);
    }
}
