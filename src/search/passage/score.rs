//! How well a piece of text shows why a report was found.
//!
//! A sum, in the order of what counts most: what the parts of the query that
//! it holds are worth (the rare ones more), operands that stand together, how
//! close the parts stand, how often, how early in the text. The constants are ad
//! hoc; `tests/snippets` measures them against the choice of a reader.

use crate::search::matching::{Match, Parts};
use crate::span::Span;

/// What is left of the worth of a part that a chosen sentence shows already.
pub(super) const AGAIN: f32 = 0.15;

/// What is left of the worth of a part that the title shows.
pub(super) const IN_TITLE: f32 = 0.6;

/// What all operands of a nearness, or both countries of a pair, add in one sentence.
const TOGETHER: f32 = 0.4;

/// What parts side by side add, for each but the first; half of it at this many characters
/// between them.
const CLOSE: f32 = 0.4;
const HALF_AS_CLOSE: f32 = 20.0;
/// Parts beyond which closeness adds no more.
const MOST_CLOSE: usize = 4;

/// What each further match of a part adds, and how many of them count.
const REPEATED: f32 = 0.04;
const MOST_REPEATED: usize = 3;

/// What the first sentence has before one far behind; half of it after this many bytes.
const EARLY: f32 = 0.15;
const HALF_AS_EARLY: f32 = 600.0;

/// What a sentence loses that is on view as the title.
const ON_VIEW: f32 = 0.3;

/// What a sentence gains that bears a pair of countries which is asked for.
const BEARS_PAIR: f32 = 0.35;

/// What is known of a piece of text beside its matches.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    /// Whether it is on view as the title.
    pub on_view: bool,
    /// Whether it bears a pair that is asked for.
    pub bears_pair: bool,
    /// Whether it belongs to the page around the report.
    pub furniture: bool,
}

/// How good a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Score {
    /// Worth of the parts that are not shown yet.
    pub new: f32,
    /// Everything together.
    pub all: f32,
}

/// The score of a piece of `text` that begins at `start` and holds `matches`, in order; `left` says
/// by its number how much of the worth of a part is left.
pub(super) fn score(
    text: &str,
    start: usize,
    matches: &[Match],
    standing: Standing,
    parts: &Parts,
    left: &[f32],
) -> Score {
    let mut best = vec![0.0_f32; parts.len()];
    for found in matches {
        if let Some(best) = best.get_mut(found.part) {
            *best = best.max(found.weight);
        }
    }
    let (mut new, mut all) = (0.0, 0.0);
    for (part, weight) in best.iter().enumerate() {
        let left = left.get(part).copied().unwrap_or(1.0);
        let worth = parts.worth(part) * weight * left;
        all += worth;
        if left > AGAIN {
            new += worth;
        }
    }
    let holds = |part: usize| best.get(part).is_some_and(|weight| *weight > 0.0);
    for mut operands in parts.together() {
        let left = left.get(operands.start).copied().unwrap_or(1.0);
        if operands.all(holds) {
            all += TOGETHER * left;
        }
    }
    let held = best.iter().filter(|weight| **weight > 0.0).count();
    if held > 1 {
        let others = (held - 1).min(MOST_CLOSE) as f32;
        all += CLOSE * others / (1.0 + between(text, matches, held) / HALF_AS_CLOSE);
    }
    all += REPEATED * matches.len().saturating_sub(held).min(MOST_REPEATED) as f32;
    all += EARLY / (1.0 + start as f32 / HALF_AS_EARLY);
    if standing.on_view {
        all -= ON_VIEW;
    }
    if standing.bears_pair {
        all += BEARS_PAIR;
    }
    Score { new, all }
}

/// Characters that belong to no match in the shortest run which holds all `held` parts.
fn between(text: &str, matches: &[Match], held: usize) -> f32 {
    let mut shortest: Option<&[Match]> = None;
    let length = |run: &[Match]| {
        let end = run.iter().map(|found| found.span.end).max();
        run.first().zip(end).map_or(usize::MAX, |(first, end)| end - first.span.start)
    };
    let mut counts: Vec<usize> = Vec::new();
    let (mut from, mut distinct) = (0, 0);
    for (at, found) in matches.iter().enumerate() {
        if counts.len() <= found.part {
            counts.resize(found.part + 1, 0);
        }
        distinct += usize::from(counts[found.part] == 0);
        counts[found.part] += 1;
        while distinct == held {
            let Some(run) = matches.get(from..=at) else { break };
            if shortest.is_none_or(|shortest| length(run) < length(shortest)) {
                shortest = Some(run);
            }
            let Some(first) = run.first() else { break };
            counts[first.part] -= 1;
            distinct -= usize::from(counts[first.part] == 0);
            from += 1;
        }
    }
    let mut between = 0;
    let mut end = usize::MAX;
    for found in shortest.unwrap_or_default() {
        if end < found.span.start {
            between += Span::new(end, found.span.start).of(text).chars().count();
        }
        end = if end == usize::MAX { found.span.end } else { end.max(found.span.end) };
    }
    between as f32
}

/// What the parts of which there is a match are worth together.
pub(super) fn worth(matches: &[Match], parts: &Parts) -> f32 {
    let mut seen = vec![false; parts.len()];
    let mut worth = 0.0;
    for found in matches {
        if let Some(seen) = seen.get_mut(found.part)
            && !*seen
        {
            *seen = true;
            worth += parts.worth(found.part);
        }
    }
    worth
}
