//! How much a report tells of each kind of activity.
//!
//! Takes the words of one sentence after the other, with their place in the
//! report; gives the kinds that weigh enough to be what the report is about.

use super::Sentence;
use super::status::{Aside, aside};
use crate::lexicon::activity::{Kind, Strength};
use crate::report::DateMention;

/// Sentences of the report that are its lead.
const LEAD: usize = 2;


/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) enum Place {
    Title,
    /// In the lead, as the sentence of this number.
    Lead(usize),
    Below,
}

impl Place {
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Title => Self::Title,
            Self::Lead(number) if number + 1 < LEAD => Self::Lead(number + 1),
            Self::Lead(_) | Self::Below => Self::Below,
        }
    }
}

/// What each kind weighs so far.
#[derive(Default)]
pub(super) struct Weights([f32; Kind::COUNT]);

fn par(name: &str, default: f32) -> f32 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

impl Weights {
    /// Adds what a sentence tells; a kind counts once in it, by its strongest word.
    pub(super) fn add(&mut self, sentence: &Sentence<'_>, place: Place, dates: &[DateMention]) {
        let mut best = [0.0_f32; Kind::COUNT];
        for (kind, strength, span) in sentence.kinds() {
            let mut weight = match (place, strength) {
                (Place::Title, Strength::Event) => par("TE", 1.0),
                (Place::Title, Strength::Topic) => par("TT", 0.6),
                (Place::Lead(_), Strength::Event) => par("LE", 0.95),
                (Place::Lead(_), Strength::Topic) => par("LT", 0.55),
                (Place::Below, Strength::Event) => par("BE", 0.75),
                (Place::Below, Strength::Topic) => par("BT", 0.2),
            };
            match aside(span, sentence, dates) {
                Some(Aside::Cancelled) if matches!(place, Place::Below) => weight *= par("CANC", 0.2),
                Some(Aside::History) => weight *= par("HIST", 0.5),
                _ => {}
            }
            if let Some(best) = best.get_mut(kind as usize) {
                *best = best.max(weight);
            }
        }
        let talks = best[Kind::Meeting as usize] > 0.0;
        let several = Kind::all()
            .filter(|kind| !matches!(kind, Kind::Visit | Kind::Meeting) && best[*kind as usize] > 0.0)
            .count() > 2;
        for (kind, best) in Kind::all().zip(best) {
            let mut weight = best;
            if talks && !matches!(kind, Kind::Visit | Kind::Meeting | Kind::Agreement) {
                weight *= par("TALK", 0.7);
            }
            if several && !matches!(kind, Kind::Visit | Kind::Meeting | Kind::Agreement) {
                weight *= par("SEV", 0.6);
            }
            if let Some(sum) = self.0.get_mut(kind as usize) {
                *sum += weight;
            }
        }
    }

    /// The kinds that the report tells of.
    pub(super) fn told(&self) -> Vec<Kind> {
        let weight = |kind: Kind| self.0.get(kind as usize).copied().unwrap_or(0.0);
        let mut told: Vec<Kind> = Kind::all().filter(|kind| weight(*kind) > 0.0).collect();
        told.sort_by(|one, other| weight(*other).total_cmp(&weight(*one)));
        let mut number = 0;
        told.retain(|kind| {
            let common = matches!(kind, Kind::Visit | Kind::Meeting | Kind::Agreement | Kind::Plan);
            let enough = match number {
                0 => par("E0", 0.3),
                1 => par("E1", 0.45),
                2 => par("E2", 0.6),
                3 => par("E3", 0.9),
                _ => par("E4", 1.2),
            } * if common { par("COM", 0.8) } else { 1.0 };
            let enough = weight(*kind) >= enough;
            number += usize::from(enough);
            enough
        });
        told.sort_unstable();
        // Words of cooperation in general say something only where nothing else is told.
        if told.len() > 1 {
            told.retain(|kind| *kind != Kind::Other);
        }
        told
    }
}
