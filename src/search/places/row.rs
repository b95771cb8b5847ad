//! Rows without slop: each item begins where the one before lets it.
//!
//! A row is built from left to right. What is found of it so far is in order of
//! ends, the next item in order of starts, so that both are read once.

use crate::search::places::shape::{Occurrence, Place};

/// Keeps of `row` what a word follows on, after `skipped` others, and adds the word.
///
/// `row` is in order of ends, and stays so.
pub(super) fn follow_with_word(row: &mut Vec<Place>, skipped: u32, word: &[Occurrence]) {
    let mut rest = word.iter().peekable();
    row.retain_mut(|place| {
        let wanted = place.after() + u64::from(skipped);
        while rest.next_if(|next| u64::from(next.position) < wanted).is_some() {}
        match rest.peek() {
            Some(next) if u64::from(next.position) == wanted => {
                place.end = next.position;
                place.weight *= next.weight;
                true
            }
            _ => false,
        }
    });
}

/// Keeps of `starts` those that are followed, `offset` words later, by one of `positions`.
///
/// What [`places`](super::places) finds of a row of single words is what this leaves, word by
/// word, of the positions of the first; it spares all else that a place knows. Both in order.
pub(in crate::search) fn keep_followed(starts: &mut Vec<u32>, offset: u32, positions: &[u32]) {
    let mut rest = positions;
    starts.retain(|start| {
        let wanted = u64::from(*start) + u64::from(offset);
        while let [next, further @ ..] = rest
            && u64::from(*next) < wanted
        {
            rest = further;
        }
        rest.first().is_some_and(|next| u64::from(*next) == wanted)
    });
}

/// Writes into `joined` every place of `row` with every place of `item` that follows on it, after
/// `skipped` words.
///
/// `row` is in order of ends, and so is `joined`; `item` is in order of starts.
pub(super) fn follow(row: &[Place], skipped: u32, item: &[Place], joined: &mut Vec<Place>) {
    joined.clear();
    let mut rest = item;
    for place in row {
        let wanted = place.after() + u64::from(skipped);
        while let [next, further @ ..] = rest
            && u64::from(next.start) < wanted
        {
            rest = further;
        }
        for next in rest.iter().take_while(|next| u64::from(next.start) == wanted) {
            joined.push(Place {
                start: place.start,
                end: next.end,
                gaps: place.gaps.saturating_add(next.gaps),
                weight: place.weight * next.weight,
            });
        }
    }
    by_end(joined);
}

/// Brings places into order of ends, each run once.
pub(super) fn by_end(places: &mut Vec<Place>) {
    places.sort_unstable_by(|one, other| {
        (one.end, one.start).cmp(&(other.end, other.start)).then(one.better_first(other))
    });
    places.dedup_by(|later, first| later.is_same_run(first));
}

/// Brings places into the order in which they are given out, each run once.
pub(super) fn by_start(places: &mut Vec<Place>) {
    places.sort_unstable_by(|one, other| {
        (one.start, one.end).cmp(&(other.start, other.end)).then(one.better_first(other))
    });
    places.dedup_by(|later, first| later.is_same_run(first));
}
