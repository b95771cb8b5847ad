//! Activities that a report tells of, and how far each has come.
//!
//! Takes the body with its title, sentences, furniture and dates; gives the
//! first mentions of each kind in text order, those that the report is about
//! marked. A kind counts by what its words weigh: those of the title and the
//! lead most, words that are as often a topic of talks less than those that
//! tell of an event, history little, and furniture nothing. Of a kind that the
//! report only touches, the mentions that tell of an event are kept.

mod sentence;
mod status;
mod weight;

use crate::lexicon::activity::{Kind, Meaning, Status, Strength, Word, scan_words};
use crate::lexicon::word::Words;
use crate::report::{Activity, Named};
use crate::span::Span;

use super::dyads::Title;
use super::furniture::touches;
pub(crate) use sentence::Surroundings;
use sentence::{Sentence, sentences};
use weight::{Place, Weights, is_of_persons};

/// Mentions that are kept of each kind.
const KEPT: usize = 3;

/// Mentions of each kind whose status is looked at.
const LOOKED_AT: usize = 6;

/// The activities of a body, in text order.
pub(crate) fn activities(cut: &Words<'_>, around: &Surroundings<'_>) -> Vec<Activity> {
    let body = cut.text;
    let mut words = scan_words(cut, around.lang);
    words.extend(named(around.exercises));
    words.retain(|word| !touches(around.furniture, word.span));
    words.sort_by_key(|word| word.span);
    let sentences = sentences(cut, &words, around);
    let mut weights = Weights::of_report(sentences.len());
    if let Title::Beside(title) = around.title {
        let cut = Words::cut(title);
        let words = scan_words(&cut, around.lang);
        let title = Sentence::new(&cut, Span::new(0, title.len()), &words);
        weights.add(&title, Place::Title, &Surroundings { dates: &[], ..*around });
    }
    let mut place = Place::Lead(0);
    for sentence in &sentences {
        match around.title {
            Title::Within(title) if title.overlaps(sentence.span) => {
                weights.add(sentence, Place::Title, around);
            }
            _ => {
                weights.add(sentence, place, around);
                place = place.next();
            }
        }
    }
    let subjects = weights.told();
    // What is named beside a plan or an agreement may be no more than its content.
    let settled = subjects.iter().any(|kind| is_settlement(*kind));
    let mut activities: Vec<Activity> = Vec::new();
    for kind in weights.met() {
        let subject = subjects.contains(&kind);
        let mentions = mentions(kind, subject, &sentences, around);
        let is_news = subject && (!settled || is_settlement(kind) || is_of_persons(kind));
        let untold = is_news.then_some(Status::Held);
        activities.extend(kept(&mentions, subject, untold).into_iter().map(|(span, status)| {
            Activity { kind, subject, status, text: span.of(body).to_owned(), span }
        }));
    }
    activities.sort_by_key(|activity| (activity.span, activity.kind));
    activities
}

/// The names of exercises, which tell of one without any word for it: "took part in Tradewinds".
fn named(exercises: &[Named]) -> impl Iterator<Item = Word> {
    let meaning = Meaning::Kind(Kind::Exercise, Strength::Event);
    let mentions = exercises.iter().flat_map(|exercise| &exercise.mentions);
    mentions.map(move |mention| Word { meaning, span: mention.span })
}

const fn is_settlement(kind: Kind) -> bool {
    matches!(kind, Kind::Agreement | Kind::Plan)
}

/// The first mentions of a kind with what is told of each.
///
/// Words that are as often a topic count only where a report about the kind has no others.
fn mentions(
    kind: Kind,
    subject: bool,
    sentences: &[Sentence<'_>],
    around: &Surroundings<'_>,
) -> Vec<(Span, Option<Status>)> {
    let of_strength = |wanted: Strength| {
        let all = sentences.iter().flat_map(move |sentence| {
            let own = sentence
                .kinds()
                .filter(move |(own, strength, _)| *own == kind && *strength == wanted);
            own.map(move |(.., span)| (span, status::status(kind, span, sentence, around)))
        });
        all.take(LOOKED_AT).collect::<Vec<_>>()
    };
    let mentions = of_strength(Strength::Event);
    if mentions.is_empty() && subject { of_strength(Strength::Topic) } else { mentions }
}

/// The mentions that are kept: the first of each status, then the first of all.
///
/// One whose own clause tells nothing has the status of the others, where these agree, and is left
/// out where they do not; `untold` is the status where no mention has one.
fn kept(
    mentions: &[(Span, Option<Status>)],
    subject: bool,
    untold: Option<Status>,
) -> Vec<(Span, Option<Status>)> {
    let mut told = mentions.iter().filter_map(|(_, status)| *status);
    let common = match told.next() {
        // What was called off was one of them.
        Some(first) => Some(first)
            .filter(|first| *first != Status::Cancelled && told.all(|next| next == *first)),
        None => untold,
    };
    let mut kept: Vec<(Span, Option<Status>)> = Vec::new();
    let mentions = mentions.iter().map(|&(span, status)| (span, status.or(common)));
    let any = untold.is_none() && mentions.clone().all(|(_, status)| status.is_none()) && subject;
    let mentions = mentions.filter(|(_, status)| any || status.is_some());
    for (span, status) in mentions.clone() {
        if kept.iter().all(|(_, other)| *other != status) {
            kept.push((span, status));
        }
    }
    for mention in mentions {
        if kept.len() < KEPT && !kept.contains(&mention) {
            kept.push(mention);
        }
    }
    kept.truncate(KEPT);
    kept
}
