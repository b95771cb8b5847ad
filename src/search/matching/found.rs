//! A place that matched: plain data.

use crate::span::Span;

/// A place of a text that matched a part of the query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Match {
    pub span: Span,
    /// Number of the part of the query, as [`Parts`](super::Parts) counts them.
    pub part: usize,
    /// How much its form counts, where what was typed counts 1.
    pub weight: f32,
}

/// Brings matches into the order of the text; the same place for the same part is kept once.
pub(super) fn in_order(matches: &mut Vec<Match>) {
    let place = |found: &Match| (found.span, found.part);
    matches.sort_unstable_by(|a, b| place(a).cmp(&place(b)).then(b.weight.total_cmp(&a.weight)));
    matches.dedup_by(|later, first| place(later) == place(first));
}
