//! Finds the places of a shape, from its words outwards.

use crate::query::Reach;

use crate::search::places::near::Sweep;
use crate::search::places::shape::{Bound, Place, RowItem, Shape, Words};
use crate::search::places::{pair, row};

/// Memory that is used again from one text to the next, so that finding allocates nothing once
/// it has grown.
#[derive(Debug, Default)]
pub(in crate::search) struct Scratch {
    found: Vec<Place>,
    lists: Vec<Vec<Place>>,
    sweeps: Vec<Sweep>,
}

/// The places of `shape` among `words`, in order of starts, then ends; no run of words twice.
pub(in crate::search) fn places<'s>(
    shape: &Shape,
    words: &Words<'_>,
    scratch: &'s mut Scratch,
) -> &'s [Place] {
    let mut found = std::mem::take(&mut scratch.found);
    find(shape, words, scratch, &mut found);
    scratch.found = found;
    &scratch.found
}

/// Writes the places of `shape` into `found`.
pub(super) fn find(
    shape: &Shape,
    words: &Words<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Place>,
) {
    found.clear();
    match shape {
        Shape::Word(word) => found.extend(words.of(*word).iter().copied().map(Place::of_word)),
        Shape::Either(alternatives) => {
            let mut list = scratch.lists.pop().unwrap_or_default();
            for alternative in alternatives {
                find(alternative, words, scratch, &mut list);
                found.extend_from_slice(&list);
            }
            scratch.lists.push(list);
            row::by_start(found);
        }
        Shape::Row { items, slop: 0 } => find_row(items, words, scratch, found),
        Shape::Row { items, slop } => {
            let bound = Bound::Others(*slop);
            if let [first, RowItem { skipped: 0, shape: second }] = &**items
                && let (Shape::Word(first), Shape::Word(second)) = (&first.shape, second)
            {
                pair::find(words.of(*first), words.of(*second), bound, true, found);
            } else {
                let operands = items.iter().map(|item| (&item.shape, item.skipped));
                find_near(operands, bound, true, words, scratch, found);
            }
        }
        Shape::Near { operands, reach, ordered } => {
            let bound = match reach {
                Reach::Words(most) => Bound::Others(*most),
                Reach::Sentence => Bound::Within(words.sentences),
                Reach::Paragraph => Bound::Within(words.paragraphs),
            };
            if let [Shape::Word(first), Shape::Word(second)] = **operands {
                pair::find(words.of(first), words.of(second), bound, *ordered, found);
            } else {
                let operands = operands.iter().map(|operand| (operand, 0));
                find_near(operands, bound, *ordered, words, scratch, found);
            }
        }
    }
}

/// Writes the places of a row without slop into `found`.
fn find_row(items: &[RowItem], words: &Words<'_>, scratch: &mut Scratch, found: &mut Vec<Place>) {
    let Some((first, others)) = items.split_first() else { return };
    find(&first.shape, words, scratch, found);
    // Places of single words that follow on each other never leave their order.
    let mut only_words = matches!(first.shape, Shape::Word(_));
    if !only_words {
        row::by_end(found);
    }
    for item in others {
        if found.is_empty() {
            return;
        }
        if let Shape::Word(word) = item.shape {
            row::follow_with_word(found, item.skipped, words.of(word));
        } else {
            only_words = false;
            let mut list = scratch.lists.pop().unwrap_or_default();
            let mut joined = scratch.lists.pop().unwrap_or_default();
            find(&item.shape, words, scratch, &mut list);
            row::follow(found, item.skipped, &list, &mut joined);
            std::mem::swap(found, &mut joined);
            scratch.lists.push(list);
            scratch.lists.push(joined);
        }
    }
    if !only_words {
        row::by_start(found);
    }
}

/// Writes the places near each other into `found`; each operand has the words skipped before it.
fn find_near<'s>(
    operands: impl Iterator<Item = (&'s Shape, u32)>,
    bound: Bound<'_>,
    ordered: bool,
    words: &Words<'_>,
    scratch: &mut Scratch,
    found: &mut Vec<Place>,
) {
    let mut sweep = scratch.sweeps.pop().unwrap_or_default();
    sweep.clear();
    let mut is_complete = true;
    for (operand, skipped) in operands {
        find(operand, words, scratch, found);
        is_complete = !found.is_empty();
        if !is_complete {
            break;
        }
        sweep.add(found, skipped);
    }
    if is_complete {
        sweep.find(bound, ordered, found);
    }
    scratch.sweeps.push(sweep);
}
