//! The meaning of a shape, put as directly as it can be: every choice is tried.

use crate::query::Reach;
use crate::search::places::part::Part;
use crate::search::places::{Place, Shape, Words};

/// All places of a shape, in order.
pub(super) fn places(shape: &Shape, words: &Words<'_>) -> Vec<Place> {
    let all = |shapes: &mut dyn Iterator<Item = &Shape>| -> Vec<Vec<Place>> {
        shapes.map(|shape| places(shape, words)).collect()
    };
    match shape {
        Shape::Word(word) => {
            let place =
                |position, weight| Place { start: position, end: position, gaps: 0, weight };
            let occurrences = words.occurrences.get(*word).into_iter().flatten();
            occurrences.map(|occurrence| place(occurrence.position, occurrence.weight)).collect()
        }
        Shape::Either(alternatives) => best_of_each(all(&mut alternatives.iter()).concat()),
        Shape::Row { items, slop } => {
            let skipped: Vec<u32> = items.iter().map(|item| item.skipped).collect();
            let lists = all(&mut items.iter().map(|item| &item.shape));
            let mut runs = Vec::new();
            each_choice(&lists, &mut Vec::new(), &mut |choice| {
                let room = |index: usize| distance(&choice[index - 1], &choice[index]);
                let fits = |index: usize| match (room(index), i64::from(skipped[index])) {
                    (room, skipped) if *slop == 0 => room == skipped,
                    (room, skipped) => room >= skipped,
                };
                if (1..choice.len()).all(fits) {
                    let skipped = skipped.iter().skip(1).sum();
                    let (others, run) = run_of(choice, skipped);
                    if others <= i64::from(*slop) {
                        runs.push(run);
                    }
                }
            });
            if *slop == 0 { best_of_each(runs) } else { least(&best_of_each(runs)) }
        }
        Shape::Near { operands, reach, ordered } => {
            let lists = all(&mut operands.iter());
            let mut runs = Vec::new();
            each_choice(&lists, &mut Vec::new(), &mut |choice| {
                let in_order = choice.windows(2).all(|pair| distance(&pair[0], &pair[1]) >= 0);
                let (others, run) = run_of(choice, 0);
                let within = |borders: &[u32]| {
                    !borders.iter().any(|border| run.start < *border && *border <= run.end)
                };
                let near = match reach {
                    Reach::Words(most) => others <= i64::from(*most),
                    Reach::Sentence => within(words.sentences),
                    Reach::Paragraph => within(words.paragraphs),
                };
                if near && (in_order || !ordered) {
                    runs.push(run);
                }
            });
            least(&best_of_each(runs))
        }
    }
}

/// Calls `use_choice` with every choice of one place of each list, no two of which overlap.
fn each_choice(
    lists: &[Vec<Place>],
    chosen: &mut Vec<Place>,
    use_choice: &mut dyn FnMut(&[Place]),
) {
    let Some(list) = lists.get(chosen.len()) else {
        if !chosen.is_empty() {
            use_choice(chosen);
        }
        return;
    };
    for place in list {
        if chosen.iter().all(|other| other.end < place.start || place.end < other.start) {
            chosen.push(*place);
            each_choice(lists, chosen, use_choice);
            chosen.pop();
        }
    }
}

/// Words between two places; negative if the second does not begin after the first.
fn distance(one: &Place, other: &Place) -> i64 {
    i64::from(other.start) - i64::from(one.end) - 1
}

fn length(place: &Place) -> i64 {
    i64::from(place.end) - i64::from(place.start) + 1
}

/// The run of a choice, and how many of its words are neither chosen nor skipped.
fn run_of(choice: &[Place], skipped: u32) -> (i64, Place) {
    // Multiplied in text order, so that the rounding is the same.
    let mut in_text_order = choice.to_vec();
    in_text_order.sort_by_key(|place| place.start);
    let mut run = Place {
        start: choice.iter().map(|place| place.start).min().expect("something is chosen"),
        end: choice.iter().map(|place| place.end).max().expect("something is chosen"),
        gaps: 0,
        weight: in_text_order.iter().map(|place| place.weight).product(),
    };
    let others = length(&run) - choice.iter().map(length).sum::<i64>() - i64::from(skipped);
    let own: u32 = choice.iter().map(|place| place.gaps).sum();
    run.gaps = u32::try_from(others + i64::from(own)).unwrap_or_default();
    (others, run)
}

/// Each run once, with the fewest gaps, then the greatest weight.
fn best_of_each(mut runs: Vec<Place>) -> Vec<Place> {
    runs.sort_by(|one, other| {
        let key = |place: &Place| (place.start, place.end, place.gaps);
        key(one).cmp(&key(other)).then(other.weight.total_cmp(&one.weight))
    });
    runs.dedup_by_key(|place| (place.start, place.end));
    runs
}

/// The runs that hold no other.
fn least(runs: &[Place]) -> Vec<Place> {
    let holds = |run: &Place, other: &Place| {
        run != other && run.start <= other.start && other.end <= run.end
    };
    let is_least = |run: &&Place| !runs.iter().any(|other| holds(run, other));
    runs.iter().filter(is_least).copied().collect()
}

/// All parts of a shape, in order.
pub(super) fn parts(shape: &Shape, words: &Words<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    parts_within(shape, words, (0, u32::MAX), 0, true, &mut parts);
    parts.sort_unstable_by(Part::in_order);
    parts.dedup_by(|later, first| later.is_same_run(first));
    parts
}

/// Adds the parts of a shape whose places lie within a run of words; returns the next number.
fn parts_within(
    shape: &Shape,
    words: &Words<'_>,
    (start, end): (u32, u32),
    number: usize,
    counts: bool,
    parts: &mut Vec<Part>,
) -> usize {
    let mut within = places(shape, words);
    within.retain(|place| start <= place.start && place.end <= end);
    match shape {
        Shape::Near { operands, .. } => {
            for place in &within {
                let mut next = number;
                for operand in operands {
                    let run = (place.start, place.end);
                    let after = parts_within(operand, words, run, next, counts, parts);
                    next = if counts { after } else { number };
                }
            }
            if counts { number + operands.iter().map(leaves).sum::<usize>() } else { number }
        }
        Shape::Either(alternatives) => {
            for alternative in alternatives {
                parts_within(alternative, words, (start, end), number, false, parts);
            }
            number + 1
        }
        Shape::Row { items, slop: 1.. } => {
            for place in &within {
                for item in items {
                    let run = (place.start, place.end);
                    parts_within(&item.shape, words, run, number, false, parts);
                }
            }
            number + 1
        }
        _ => {
            let part = |place: &Place| {
                let Place { start, end, weight, .. } = *place;
                Part { start, end, number, weight }
            };
            parts.extend(within.iter().map(part));
            number + 1
        }
    }
}

/// How many numbers a shape takes.
fn leaves(shape: &Shape) -> usize {
    match shape {
        Shape::Near { operands, .. } => operands.iter().map(leaves).sum(),
        _ => 1,
    }
}
