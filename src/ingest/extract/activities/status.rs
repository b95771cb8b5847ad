//! Whether an activity is planned, agreed, held or cancelled.
//!
//! Takes a mention and its sentence. The words of its own clause decide: what
//! is called off comes before what is planned, and that before what is agreed.
//! Where no such word stands, the tense of the clause tells, then that of the
//! clauses beside it.

use super::sentence::{Sentence, Surroundings};
use crate::ingest::extract::tense::{self, Told};
use crate::lexicon::activity::{Cue, Kind, Meaning, Status, Word};
use crate::lexicon::date::{Direction, Expression, Precision, Written};
use crate::report::{DateMention, Role};
use crate::span::Span;

/// Bytes between a word of denying and the word it denies, at most.
const DENIED: usize = 12;

/// Bytes between a verb of what is to come and a word of the past that it still governs.
const BESIDE: usize = 12;

/// What is told of the activity of `kind` at `span`.
pub(super) fn status(
    kind: Kind,
    span: Span,
    sentence: &Sentence<'_>,
    around: &Surroundings<'_>,
) -> Option<Status> {
    let clause = sentence.clause(span);
    let cues = Cues::of(kind, clause, span, sentence.words);
    if cues.has(Cue::Cancelled) {
        return Some(Status::Cancelled);
    }
    let told = told(sentence, span, around.lang);
    let role = role(clause, around.dates);
    let past = told.clause == Some(Direction::Past);
    let planned = match cues.planned {
        Some(distance) => !past || distance <= BESIDE,
        None => told.clause == Some(Direction::Future),
    };
    if planned || (role == Some(Role::Planned) && !past) {
        return Some(Status::Planned);
    }
    if cues.has(Cue::Before)
        || role == Some(Role::Background)
        || told.background
        || is_dated_earlier(kind, clause, around.dates)
    {
        return Some(earlier(kind));
    }
    if cues.has(Cue::Agreed) && !matches!(kind, Kind::Visit | Kind::Meeting) {
        return Some(Status::Agreed);
    }
    if cues.has(Cue::Held) || past || role == Some(Role::Held) {
        return Some(Status::Held);
    }
    match told.sentence {
        Some(Direction::Past) => Some(Status::Held),
        Some(Direction::Future) => Some(Status::Planned),
        None => None,
    }
}

/// What a mention tells only aside: what does not happen, and what was long ago.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    Cancelled,
    History,
}

/// Whether the activity at `span` is told of only aside.
pub(super) fn aside(
    kind: Kind,
    span: Span,
    sentence: &Sentence<'_>,
    dates: &[DateMention],
) -> Option<Aside> {
    let clause = sentence.clause(span);
    let cues = Cues::of(kind, clause, span, sentence.words);
    if cues.has(Cue::Cancelled) {
        Some(Aside::Cancelled)
    } else if cues.has(Cue::Before) || role(clause, dates) == Some(Role::Background) {
        Some(Aside::History)
    } else {
        None
    }
}

/// The role of the last date of a clause; the year of a plan tells nothing of its signature.
fn role(clause: Span, dates: &[DateMention]) -> Option<Role> {
    let from = dates.partition_point(|date| date.span.start < clause.start);
    let own = dates.iter().skip(from).take_while(|date| date.span.end <= clause.end);
    let telling =
        |date: &&DateMention| date.role != Role::Planned || date.precision != Precision::Year;
    own.filter(telling).last().map(|date| date.role)
}

/// Whether the clause dates to an earlier time what holds on once it is settled: the news of a
/// signature tell its day, and only history a month or a year that is past.
fn is_dated_earlier(kind: Kind, clause: Span, dates: &[DateMention]) -> bool {
    if earlier(kind) != Status::Agreed {
        return false;
    }
    let from = dates.partition_point(|date| date.span.start < clause.start);
    let own = dates.iter().skip(from).take_while(|date| date.span.end <= clause.end);
    let mut coarse = own
        .filter(|date| date.role == Role::Held)
        .filter(|date| matches!(date.precision, Precision::Month | Precision::Year));
    let days = dates.iter().filter(|date| date.precision == Precision::Day);
    let latest =
        || days.clone().filter(|date| date.role != Role::Planned).filter_map(|date| date.to).max();
    coarse.any(|date| match (date.to, latest()) {
        (Some(last), Some(latest)) => last < latest,
        // The year of a plan is not that of its signature.
        (Some(_), None) => date.precision == Precision::Month || kind != Kind::Plan,
        (None, _) => date.precision == Precision::Month,
    })
}

/// The status of what belongs to an earlier time: what was signed then holds as agreed.
const fn earlier(kind: Kind) -> Status {
    match kind {
        Kind::Agreement | Kind::Plan | Kind::Arms | Kind::Industry | Kind::Access => Status::Agreed,
        _ => Status::Held,
    }
}

/// What the words of a clause tell.
#[derive(Default)]
struct Cues {
    /// One bit for each cue.
    seen: u8,
    /// How far the nearest word of what is planned is from the mention, in bytes.
    planned: Option<usize>,
}

impl Cues {
    const fn has(&self, cue: Cue) -> bool {
        self.seen & 1 << cue as u8 != 0
    }

    fn of(kind: Kind, clause: Span, span: Span, words: &[Word]) -> Self {
        let mut cues = Self::default();
        let mut denied = None;
        for word in words.iter().filter(|word| is_within(word.span, clause)) {
            let Meaning::Cue(cue) = word.meaning else { continue };
            let is_denied =
                denied.is_some_and(|end: usize| word.span.start.saturating_sub(end) <= DENIED);
            let tells = match cue {
                Cue::Not => {
                    denied = Some(word.span.end);
                    false
                }
                Cue::Cancelled => !is_denied && is_meant(kind, word.span, words, clause),
                Cue::Planned => {
                    let distance = distance(span, word.span);
                    cues.planned = Some(cues.planned.map_or(distance, |other| other.min(distance)));
                    true
                }
                // In several languages to agree is the word of the agreement itself.
                Cue::Agreed => !is_activity(word.span, words),
                Cue::Held => !is_denied,
                Cue::Before => true,
            };
            cues.seen |= u8::from(tells) << cue as u8;
        }
        cues
    }
}

fn is_activity(span: Span, words: &[Word]) -> bool {
    words.iter().any(|word| word.span.overlaps(span) && matches!(word.meaning, Meaning::Kind(..)))
}

fn distance(one: Span, other: Span) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// Whether the cue tells of the activities of this kind and no other of its clause: of the first one
/// before it, as in "the visit to the plant was cancelled", else of the nearest behind it.
fn is_meant(kind: Kind, cue: Span, words: &[Word], clause: Span) -> bool {
    let mentions = || {
        let own = words.iter().filter(|word| is_within(word.span, clause));
        own.filter_map(|word| match word.meaning {
            Meaning::Kind(kind, _) => Some((kind, word.span)),
            Meaning::Cue(_) => None,
        })
    };
    let before = mentions().find(|(_, span)| span.end <= cue.start);
    // A word may be both, as "suspended cooperation".
    let meant = before.or_else(|| mentions().min_by_key(|(_, span)| distance(*span, cue)));
    let Some((_, meant)) = meant else { return false };
    mentions().any(|(other, span)| span == meant && other == kind)
}

fn is_within(span: Span, clause: Span) -> bool {
    clause.start <= span.start && span.end <= clause.end
}

/// What the tenses around the mention tell.
fn told(sentence: &Sentence<'_>, span: Span, lang: Option<&str>) -> Told {
    // The rules for dates take the place of a date; here it is the end of the mention, so that a
    // verb that names the activity is its nearest.
    let place = Expression {
        span: Span::new(span.end, span.end),
        first: Written::default(),
        last: None,
        alternative: None,
        relative: None,
        rule: "activity",
    };
    sentence.told(span, || tense::told(sentence.cut, sentence.span, &place, lang))
}
