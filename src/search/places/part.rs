//! What to highlight of a match: the words asked for, not those between them.

use std::cmp::Ordering;

use crate::search::places::find::{Scratch, find};
use crate::search::places::shape::{Place, Shape, Words};

/// A run of words to highlight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::search) struct Part {
    /// Position of the first word.
    pub start: u32,
    /// Position of the last word.
    pub end: u32,
    /// Which of what was asked for near each other: everything that is not itself
    /// [`Shape::Near`] is counted from 0 in the order written, however deep it stands. 0 where
    /// nothing is near.
    pub number: usize,
    /// Product of the weights of its words.
    pub weight: f32,
}

impl Part {
    /// The order of the text; of the same run twice the one with more weight first.
    pub(super) fn in_order(&self, other: &Self) -> Ordering {
        let key = |part: &Self| (part.start, part.end, part.number);
        key(self).cmp(&key(other)).then(other.weight.total_cmp(&self.weight))
    }

    /// Whether both are the same run for the same operand.
    pub(super) fn is_same_run(&self, other: &Self) -> bool {
        (self.start, self.end, self.number) == (other.start, other.end, other.number)
    }
}

/// The runs of words to highlight where `shape` is found among `words`, in order, none twice.
///
/// A word or a row is highlighted as a whole, with the words that it skips; a row with slop item
/// by item. Of what is near each other every place of every operand is highlighted that lies
/// within a place of the whole, whether or not another of the same operand stands nearer. Where
/// two operands are found in the same words, there is a part for each.
pub(in crate::search) fn parts(
    shape: &Shape,
    words: &Words<'_>,
    scratch: &mut Scratch,
) -> Vec<Part> {
    let mut marker = Marker { words, scratch, parts: Vec::new() };
    let mut number = 0;
    marker.mark_operand(shape, None, &mut number);
    let mut parts = marker.parts;
    parts.sort_unstable_by(Part::in_order);
    parts.dedup_by(|later, first| later.is_same_run(first));
    parts
}

struct Marker<'a, 'w> {
    words: &'a Words<'w>,
    scratch: &'a mut Scratch,
    parts: Vec<Part>,
}

impl Marker<'_, '_> {
    /// Marks a shape and counts what in it is not near something; `within` is where it must
    /// stand, everywhere if none.
    fn mark_operand(&mut self, shape: &Shape, within: Option<&[Place]>, number: &mut usize) {
        if let Shape::Near { operands, .. } = shape {
            let found = self.found_within(shape, within);
            for operand in operands {
                self.mark_operand(operand, Some(&found), number);
            }
        } else {
            self.mark(shape, within, *number);
            *number += 1;
        }
    }

    /// Marks a shape as one.
    fn mark(&mut self, shape: &Shape, within: Option<&[Place]>, number: usize) {
        match shape {
            // Alternatives one by one, as one of them may be a row with slop.
            Shape::Either(alternatives) => {
                for alternative in alternatives {
                    self.mark(alternative, within, number);
                }
            }
            Shape::Row { items, slop: 1.. } => {
                let found = self.found_within(shape, within);
                for item in items {
                    self.mark(&item.shape, Some(&found), number);
                }
            }
            Shape::Near { operands, .. } => {
                let found = self.found_within(shape, within);
                for operand in operands {
                    self.mark(operand, Some(&found), number);
                }
            }
            Shape::Word(_) | Shape::Row { slop: 0, .. } => {
                let found = self.found_within(shape, within);
                let part = |place: &Place| {
                    let Place { start, end, weight, .. } = *place;
                    Part { start, end, number, weight }
                };
                self.parts.extend(found.iter().map(part));
            }
        }
    }

    /// The places of a shape that lie within one of `within`.
    ///
    /// None of `within` holds another, as they are places of something near or with slop.
    fn found_within(&mut self, shape: &Shape, within: Option<&[Place]>) -> Vec<Place> {
        let mut found = Vec::new();
        if within.is_some_and(<[Place]>::is_empty) {
            return found;
        }
        find(shape, self.words, self.scratch, &mut found);
        if let Some(within) = within {
            found.retain(|place| {
                // Of those that begin in time the last one ends last.
                let begun = within.partition_point(|whole| whole.start <= place.start);
                let whole = begun.checked_sub(1).and_then(|index| within.get(index));
                whole.is_some_and(|whole| place.end <= whole.end)
            });
        }
        found
    }
}
