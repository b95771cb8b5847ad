//! What the words of the tables tell: an activity, or how far one has come.

use super::Kind;
use crate::span::Span;

/// How much a word says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// It names the activity whatever stands around it: "signed", "port call".
    Event,
    /// It names what an activity is about, and is as often a topic or part of a name: "tanks", "border".
    Topic,
}

impl Strength {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "event" => Self::Event,
            "topic" => Self::Topic,
            _ => return None,
        })
    }
}

/// What a word says of the activities around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// They are to come.
    Planned,
    /// The parties have settled or promise them.
    Agreed,
    /// They took place.
    Held,
    /// They do not happen.
    Cancelled,
    /// They belong to an earlier time.
    Before,
    /// The next word is denied.
    Not,
}

impl Cue {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "planned" => Self::Planned,
            "agreed" => Self::Agreed,
            "held" => Self::Held,
            "cancelled" => Self::Cancelled,
            "before" => Self::Before,
            "not" => Self::Not,
            _ => return None,
        })
    }
}

/// What a word of the tables tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// An activity of this kind.
    Kind(Kind, Strength),
    /// How far the activities of its clause have come.
    Cue(Cue),
}

/// A word or phrase of the tables in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What it tells.
    pub meaning: Meaning,
    /// Bytes of the text.
    pub span: Span,
}
