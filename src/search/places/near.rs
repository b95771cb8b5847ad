//! Places near each other: what is found of several operands, read once in text order.
//!
//! Every operand's places are merged in order of their starts. What has been
//! chosen so far is a *stage*: in the written order the number of operands chosen,
//! in any order the set of them. A place takes every stage that lacks its operand,
//! and whose last word stands before it, one further; so no two chosen places
//! share a word, and every order comes out by itself.
//!
//! A stage need not remember all choices. To what follows only three things
//! matter: where the run began, as only the least runs are wanted and they begin
//! last; how many of its words are chosen, as that says how many others may still
//! come; and, between choices that begin together, their gaps and weight. So a
//! choice is forgotten once another began later, or together and better, and has
//! as much room left. What remains differs in the room left, hence at most
//! `reach` + 1 choices live in a stage, and one where there is no bound on words
//! or all operands are single words.

use std::cmp::Ordering;
use std::collections::VecDeque;

use crate::search::places::shape::{Bound, Place};

/// Operands that can be searched in any order; each doubles the number of stages.
pub(super) const MOST_UNORDERED: usize = 16;

/// One reading of a text for one set of operands; kept so that its memory is used again.
#[derive(Debug, Default)]
pub(super) struct Sweep {
    /// Places of all operands in order of starts, each with the number of its operand.
    candidates: Vec<(usize, Place)>,
    merged: Vec<(usize, Place)>,
    /// For each operand the words skipped before it.
    skipped: Vec<u32>,
    stages: Vec<Stage>,
}

/// The choices that have the same operands.
#[derive(Debug, Default)]
struct Stage {
    /// With the position of the last word, in order of it: not yet behind the place that is read.
    ahead: VecDeque<(u32, Choice)>,
    /// Those that the next place may follow, none of them better in all than another: `packed`
    /// falls, and by [`Choice::rank`] each is better than the one before.
    behind: Vec<Choice>,
}

/// Places chosen of some of the operands.
#[derive(Clone, Copy, Debug)]
struct Choice {
    /// First word of the run.
    start: u32,
    /// Where the run would have ended, had no other words stood in it: with the end it has, this
    /// says how many do. 0 where nobody asks.
    packed: u64,
    /// Words of the run that belong to what was asked for or are skipped.
    filled: u64,
    weight: f32,
}

impl Choice {
    /// Whether this (greater) or the other (less) is to be kept, given the same room.
    fn rank(&self, other: &Self) -> Ordering {
        (self.start, self.filled)
            .cmp(&(other.start, other.filled))
            .then(self.weight.total_cmp(&other.weight))
    }
}

impl Sweep {
    /// Forgets the operands of the last reading.
    pub(super) fn clear(&mut self) {
        self.candidates.clear();
        self.skipped.clear();
    }

    /// Adds an operand: its places in order of starts, and the words skipped before it.
    pub(super) fn add(&mut self, places: &[Place], skipped: u32) {
        let operand = self.skipped.len();
        // Nothing is before the first.
        self.skipped.push(if operand == 0 { 0 } else { skipped });
        self.merged.clear();
        let mut rest = places.iter().peekable();
        for candidate in self.candidates.drain(..) {
            while let Some(place) = rest.next_if(|place| place.start < candidate.1.start) {
                self.merged.push((operand, *place));
            }
            self.merged.push(candidate);
        }
        self.merged.extend(rest.map(|place| (operand, *place)));
        std::mem::swap(&mut self.merged, &mut self.candidates);
    }

    /// Writes into `found` the least runs that hold one place of each operand, in order.
    pub(super) fn find(&mut self, bound: Bound<'_>, ordered: bool, found: &mut Vec<Place>) {
        found.clear();
        let operands = self.skipped.len();
        debug_assert!(ordered || operands <= MOST_UNORDERED, "{operands} operands in any order");
        if operands == 0 || (!ordered && operands > MOST_UNORDERED) {
            return;
        }
        let last = if ordered { operands } else { (1 << operands) - 1 };
        if self.stages.len() <= last {
            self.stages.resize_with(last + 1, Stage::default);
        }
        for stage in self.stages.iter_mut().take(last + 1) {
            stage.ahead.clear();
            stage.behind.clear();
        }
        let (room, mut borders) = match bound {
            Bound::Others(most) => (Some(u64::from(most)), &[][..]),
            Bound::Within(borders) => (None, borders),
        };
        let mut unit = 0;
        for &(operand, place) in &self.candidates {
            while let [border, further @ ..] = borders
                && *border <= place.start
            {
                unit = *border;
                borders = further;
            }
            if borders.first().is_some_and(|border| *border <= place.end) {
                continue;
            }
            let skipped = self.skipped.get(operand).copied().map_or(0, u64::from);
            let step = Step { place, skipped, room, unit };
            if ordered {
                step.take(&mut self.stages, operand, operand + 1, last, found);
            } else {
                let own = 1 << operand;
                for stage in (0..=last).filter(|stage| stage & own == 0) {
                    step.take(&mut self.stages, stage, stage | own, last, found);
                }
            }
        }
        keep_least(found);
    }
}

/// A place that is chosen next.
#[derive(Clone, Copy)]
struct Step {
    place: Place,
    /// Words skipped before it.
    skipped: u64,
    /// Most other words in a run.
    room: Option<u64>,
    /// First word of the sentence or paragraph it stands in.
    unit: u32,
}

impl Step {
    /// Takes the choices of stage `from` to stage `to`, or to `found` if that is the last.
    fn take(
        self,
        stages: &mut [Stage],
        from: usize,
        to: usize,
        last: usize,
        found: &mut Vec<Place>,
    ) {
        let Ok([from_stage, to_stage]) = stages.get_disjoint_mut([from, to]) else { return };
        if from == 0 {
            let first = Choice { start: self.place.start, packed: 0, filled: 0, weight: 1.0 };
            let packed = self.room.map_or(0, |_| u64::from(self.place.start));
            let first = self.chosen_after(Choice { packed, ..first });
            if to == last {
                found.push(first.run_to(self.place.end));
            } else {
                to_stage.await_end(self.place.end, first);
            }
            return;
        }
        from_stage.pass(u64::from(self.place.start), self.skipped);
        from_stage.forget(self);
        if to == last {
            // The best by rank; with more room left is of no use any more.
            if let Some(best) = from_stage.behind.last() {
                found.push(self.chosen_after(*best).run_to(self.place.end));
            }
        } else {
            for choice in &from_stage.behind {
                to_stage.await_end(self.place.end, self.chosen_after(*choice));
            }
        }
    }

    /// The choice with this place.
    fn chosen_after(self, before: Choice) -> Choice {
        let length = self.place.after() - u64::from(self.place.start);
        let skipped = self.skipped;
        let added = length + skipped;
        Choice {
            start: before.start,
            packed: if self.room.is_some() { before.packed + added } else { 0 },
            filled: before.filled + added.saturating_sub(u64::from(self.place.gaps)),
            weight: before.weight * self.place.weight,
        }
    }
}

impl Choice {
    /// The run of all that is chosen.
    fn run_to(self, end: u32) -> Place {
        let length = u64::from(end) + 1 - u64::from(self.start);
        let gaps = u32::try_from(length.saturating_sub(self.filled)).unwrap_or(u32::MAX);
        Place { start: self.start, end, gaps, weight: self.weight }
    }
}

impl Stage {
    /// Puts a choice off until a place is read that begins after `end`.
    fn await_end(&mut self, end: u32, choice: Choice) {
        if self.ahead.back().is_none_or(|(last, _)| *last <= end) {
            // Nearly always, as places are read in text order.
            self.ahead.push_back((end, choice));
        } else {
            let before = self.ahead.iter().rposition(|(other, _)| *other <= end);
            self.ahead.insert(before.map_or(0, |index| index + 1), (end, choice));
        }
    }

    /// Lets in what a place that begins at `start` may follow.
    fn pass(&mut self, start: u64, skipped: u64) {
        while let Some((end, choice)) = self.ahead.front().copied()
            && u64::from(end) + skipped < start
        {
            self.ahead.pop_front();
            self.admit(choice);
        }
    }

    /// Adds a choice to those behind unless one of them is as good in all, and drops those that
    /// are not better in anything.
    fn admit(&mut self, choice: Choice) {
        if let ([most_room, ..], [.., best]) = (&*self.behind, &*self.behind)
            && most_room.packed <= choice.packed
            && best.rank(&choice).is_le()
        {
            // Better in all than all: nearly always, where the operands are single words.
            self.behind.clear();
            self.behind.push(choice);
            return;
        }
        let at = self.behind.partition_point(|other| other.packed > choice.packed);
        let (more_room, rest) = self.behind.split_at(at);
        let same_room = rest.first().filter(|other| other.packed == choice.packed);
        if more_room.last().into_iter().chain(same_room).any(|other| other.rank(&choice).is_ge()) {
            return;
        }
        let worse = rest.iter().take_while(|other| other.rank(&choice).is_le()).count();
        self.behind.splice(at..at + worse, [choice]);
    }

    /// Drops what neither the place of `step` nor any after it can complete.
    fn forget(&mut self, step: Step) {
        // The last began last: if even that is in another sentence, all are.
        if self.behind.last().is_some_and(|choice| choice.start < step.unit) {
            self.behind.clear();
        }
        let Some(room) = step.room else { return };
        let start = u64::from(step.place.start);
        while self.behind.last().is_some_and(|choice| choice.packed + room + step.skipped < start) {
            self.behind.pop();
        }
    }
}

/// Keeps the runs that hold no other, the best of each, in order.
fn keep_least(runs: &mut Vec<Place>) {
    runs.sort_unstable_by(|one, other| {
        one.end.cmp(&other.end).then(other.start.cmp(&one.start)).then(one.better_first(other))
    });
    let mut last_start = None;
    runs.retain(|run| {
        let least = last_start.is_none_or(|start| start < run.start);
        if least {
            last_start = Some(run.start);
        }
        least
    });
}
