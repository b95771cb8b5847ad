//! How much a report tells of each kind of activity.
//!
//! Takes the words of one sentence after the other, with their place in the
//! report; gives the kinds that weigh enough to be what the report is about.
//! The weights were set by hand on annotated reports and then moved, one by
//! one, by an eighth and a quarter; none of them matters much alone.

use super::sentence::{Sentence, Surroundings};
use super::status::{Aside, aside, status};
use crate::lexicon::activity::{Kind, Status, Strength};

/// Sentences of the report that are its lead.
const LEAD: usize = 2;

/// What is left of the weight of a kind beside words of talks: it may be no more than their topic.
const TOPIC_OF_TALKS: f32 = 0.8;

/// What is left where several kinds stand in a row, as in lists of what will be done one day.
const ONE_OF_SEVERAL: f32 = 0.6;

/// Kinds in a sentence, apart from visits and meetings, that make a row.
const SEVERAL: usize = 3;

/// What is left of history, and of what is called off below the lead.
const HISTORY: f32 = 0.5;
const CALLED_OFF: f32 = 0.2;

/// What is left below the lead of what is not told as having taken place: what is to come or was
/// agreed is told in passing, and of what nothing tells either it may be a name.
const NO_NEWS: f32 = 0.6;

/// What is left of ceremonies below the lead: wreaths and honours are part of other visits.
const COURTESY: f32 = 0.7;

/// What the heaviest kind must weigh, the second, and so on: reports are about few things, so one
/// more must be told more plainly.
const ENOUGH: [f32; 5] = [0.3, 0.45, 0.6, 0.9, 1.2];

/// How much of that is enough for visits, meetings and agreements, which most reports are about.
const COMMON: f32 = 0.8;

/// What is enough for training, whatever else the report is about: who teaches whom is seldom told
/// in more than one sentence.
const TAUGHT: f32 = 0.75;

/// Sentences of a report in which each below the lead counts in full. Of a longer one each counts
/// less, by the root of the length: what a long text says twice is not yet what it is about.
const SHORT: f32 = 20.0;

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

    const fn weight(self, strength: Strength) -> f32 {
        match (self, strength) {
            (Self::Title, Strength::Event) => 1.0,
            (Self::Title, Strength::Topic) => 0.6,
            (Self::Lead(_), Strength::Event) => 0.95,
            (Self::Lead(_), Strength::Topic) => 0.55,
            (Self::Below, Strength::Event) => 0.75,
            (Self::Below, Strength::Topic) => 0.2,
        }
    }
}

/// A number for each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Weights {
    /// What a sentence below the lead counts.
    below: f32,
    sums: [f32; Kind::COUNT],
    /// One bit for each kind of which a word tells by itself.
    events: u32,
}

impl Weights {
    /// No weights yet, of a report with so many sentences.
    #[expect(clippy::cast_precision_loss, reason = "so many sentences no report has")]
    pub(super) fn of_report(sentences: usize) -> Self {
        let below = (SHORT / (sentences as f32).max(SHORT)).sqrt();
        Self { below, ..Self::default() }
    }

    fn of(&self, kind: Kind) -> f32 {
        self.sums.get(kind as usize).copied().unwrap_or_default()
    }

    fn set(&mut self, kind: Kind, weight: f32) {
        if let Some(own) = self.sums.get_mut(kind as usize) {
            *own = weight;
        }
    }

    /// Adds what a sentence tells; a kind counts once in it, by its strongest word.
    pub(super) fn add(&mut self, sentence: &Sentence<'_>, place: Place, around: &Surroundings<'_>) {
        let mut best = Self::default();
        for (kind, strength, span) in sentence.kinds() {
            self.events |= u32::from(strength == Strength::Event) << kind as u32;
            let length = if matches!(place, Place::Below) { self.below } else { 1.0 };
            let weight = place.weight(strength) * length;
            if weight <= best.of(kind) {
                continue;
            }
            let aside = aside(kind, span, sentence, around.dates);
            let history = if aside == Some(Aside::History) { HISTORY } else { 1.0 };
            let news = match place {
                Place::Title | Place::Lead(_) => 1.0,
                Place::Below if aside == Some(Aside::Cancelled) => CALLED_OFF,
                Place::Below => share_below(kind, status(kind, span, sentence, around)),
            };
            best.set(kind, best.of(kind).max(weight * history * news));
        }
        let talks = best.of(Kind::Meeting) > 0.0;
        let told: Vec<Kind> = Kind::all().filter(|kind| best.of(*kind) > 0.0).collect();
        let several = told.iter().filter(|kind| !is_of_persons(**kind)).count() >= SEVERAL;
        for kind in told {
            let mut weight = best.of(kind);
            if !is_of_persons(kind) && kind != Kind::Agreement {
                weight *= if talks { TOPIC_OF_TALKS } else { 1.0 };
                weight *= if several { ONE_OF_SEVERAL } else { 1.0 };
            }
            self.set(kind, self.of(kind) + weight);
        }
    }

    /// The kinds of which some word tells, but cooperation in general where there are others.
    pub(super) fn met(&self) -> impl Iterator<Item = Kind> {
        let only_other = self.told() == [Kind::Other];
        Kind::all()
            .filter(|kind| self.of(*kind) > 0.0)
            .filter(move |kind| *kind != Kind::Other || only_other)
    }

    /// The kinds that the report is about.
    pub(super) fn told(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = Kind::all().filter(|kind| self.of(*kind) > 0.0).collect();
        kinds.sort_by(|one, other| self.of(*other).total_cmp(&self.of(*one)));
        let mut told = Vec::new();
        let is_event = |kind: Kind| self.events & 1 << kind as u32 != 0;
        for kind in kinds {
            let enough = ENOUGH.get(told.len()).or(ENOUGH.last()).copied().unwrap_or_default();
            let enough = match kind {
                Kind::Training => enough.min(TAUGHT),
                _ if is_common(kind) => enough * COMMON,
                _ => enough,
            };
            if self.of(kind) >= enough {
                told.push(kind);
            }
        }
        // Weapons that are given are named, too.
        if told.contains(&Kind::Aid) && !is_event(Kind::Arms) {
            told.retain(|kind| *kind != Kind::Arms);
        }
        // Words of cooperation in general say something only where nothing else is told.
        if told.len() > 1 {
            told.retain(|kind| *kind != Kind::Other);
        }
        told
    }
}

/// What is left below the lead of a kind of which this is told.
const fn share_below(kind: Kind, status: Option<Status>) -> f32 {
    let courtesy = if matches!(kind, Kind::Ceremony) { COURTESY } else { 1.0 };
    match status {
        Some(Status::Held) => courtesy,
        _ => courtesy * NO_NEWS,
    }
}

/// Whether it is what persons do rather than states.
pub(super) const fn is_of_persons(kind: Kind) -> bool {
    matches!(kind, Kind::Visit | Kind::Meeting)
}

const fn is_common(kind: Kind) -> bool {
    is_of_persons(kind) || matches!(kind, Kind::Agreement | Kind::Plan)
}
