//! Two words near each other: what [`near`](super::near) finds, in one reading of two lists.

use crate::search::places::shape::{Bound, Occurrence, Place};

/// Writes into `found` the least runs from one word to the other, in order.
pub(super) fn find(
    first: &[Occurrence],
    second: &[Occurrence],
    bound: Bound<'_>,
    ordered: bool,
    found: &mut Vec<Place>,
) {
    found.clear();
    let mut limit = Limit::new(bound);
    let (mut firsts, mut seconds) = (first.iter().peekable(), second.iter().peekable());
    let (mut last_first, mut last_second) = (None, None);
    let mut last_start = None;
    loop {
        let position = match (firsts.peek(), seconds.peek()) {
            (Some(one), Some(other)) => one.position.min(other.position),
            (Some(only), None) | (None, Some(only)) => only.position,
            (None, None) => return,
        };
        // Both may stand in the same place; then each is the end of its own run.
        let new_first = firsts.next_if(|next| next.position == position);
        let new_second = seconds.next_if(|next| next.position == position);
        let in_order = run(last_first, new_second);
        let reversed = if ordered { None } else { run(last_second, new_first) };
        if let Some(best) = in_order.into_iter().chain(reversed).max_by(|one, other| {
            one.start.cmp(&other.start).then(one.weight.total_cmp(&other.weight))
        }) && last_start.is_none_or(|start| start < best.start)
            && limit.allows(&best)
        {
            last_start = Some(best.start);
            found.push(best);
        }
        last_first = new_first.or(last_first);
        last_second = new_second.or(last_second);
    }
}

/// The run from one occurrence to another.
fn run(from: Option<&Occurrence>, to: Option<&Occurrence>) -> Option<Place> {
    let (from, to) = from.zip(to)?;
    let gaps = to.position.checked_sub(from.position)?.checked_sub(1)?;
    let weight = from.weight * to.weight;
    Some(Place { start: from.position, end: to.position, gaps, weight })
}

/// A bound that is asked for runs in order of their ends.
struct Limit<'a> {
    most_gaps: u32,
    /// First word of the sentence or paragraph that is read.
    unit: u32,
    /// Those of the next ones.
    borders: &'a [u32],
}

impl<'a> Limit<'a> {
    fn new(bound: Bound<'a>) -> Self {
        let (most_gaps, borders) = match bound {
            Bound::Others(most) => (most, &[][..]),
            Bound::Within(borders) => (u32::MAX, borders),
        };
        Self { most_gaps, unit: 0, borders }
    }

    fn allows(&mut self, run: &Place) -> bool {
        while let [border, further @ ..] = self.borders
            && *border <= run.end
        {
            self.unit = *border;
            self.borders = further;
        }
        run.gaps <= self.most_gaps && self.unit <= run.start
    }
}
