//! Activities that a report tells of, and how far each has come.
//!
//! Takes the body with its title, sentences, furniture and dates; gives the
//! first mentions of each kind that the report is about, in text order. A kind
//! counts by what its words weigh: those of the title and the lead most, words
//! that are as often a topic of talks less than those that tell of an event,
//! history little, and furniture nothing.

mod sentence;
mod status;
mod weight;

use crate::lexicon::activity::{Kind, Status, scan};
use crate::report::Activity;
use crate::span::Span;

use super::dyads::Title;
use super::furniture::touches;
pub(crate) use sentence::Surroundings;
use sentence::{Sentence, sentences};
use weight::{Place, Weights};

/// Mentions that are kept of each kind.
const KEPT: usize = 3;

/// Mentions of each kind whose status is looked at.
const LOOKED_AT: usize = 6;

/// The activities of `body`, in text order.
pub(crate) fn activities(body: &str, around: &Surroundings<'_>) -> Vec<Activity> {
    let mut words = scan(body, around.lang);
    words.retain(|word| !touches(around.furniture, word.span));
    let sentences = sentences(body, &words, around);
    let mut weights = Weights::of_report(sentences.len());
    if let Title::Beside(title) = around.title {
        let words = scan(title, around.lang);
        let title = Sentence { text: title, span: Span::new(0, title.len()), words: &words };
        weights.add(&title, Place::Title, &[]);
    }
    let mut place = Place::Lead(0);
    for sentence in &sentences {
        match around.title {
            Title::Within(title) if title.overlaps(sentence.span) => {
                weights.add(sentence, Place::Title, around.dates);
            }
            _ => {
                weights.add(sentence, place, around.dates);
                place = place.next();
            }
        }
    }
    let mut activities: Vec<Activity> = Vec::new();
    for kind in weights.told() {
        let mentions = mentions(kind, &sentences, around);
        activities.extend(kept(&mentions).into_iter().map(|(span, status)| Activity {
            kind,
            status,
            text: span.of(body).to_owned(),
            span,
        }));
    }
    activities.sort_by_key(|activity| (activity.span, activity.kind));
    activities
}

/// The first mentions of a kind with what is told of each.
fn mentions(
    kind: Kind,
    sentences: &[Sentence<'_>],
    around: &Surroundings<'_>,
) -> Vec<(Span, Option<Status>)> {
    let mut mentions = Vec::new();
    for sentence in sentences {
        let own = sentence.kinds().filter(|(own, ..)| *own == kind).map(|(.., span)| span);
        for span in own.take(LOOKED_AT - mentions.len()) {
            mentions.push((span, status::status(kind, span, sentence, around)));
        }
        if mentions.len() == LOOKED_AT {
            break;
        }
    }
    mentions
}

/// The mentions that are kept: the first of each status, then the first of all.
///
/// One whose own clause tells nothing has the status of the others, where these agree.
fn kept(mentions: &[(Span, Option<Status>)]) -> Vec<(Span, Option<Status>)> {
    let mut told = mentions.iter().filter_map(|(_, status)| *status);
    let common = told.next().filter(|first| told.all(|other| other == *first));
    // What was called off was one of them.
    let common = common.filter(|status| *status != Status::Cancelled);
    let mut kept: Vec<(Span, Option<Status>)> = Vec::new();
    let mentions = mentions.iter().map(|&(span, status)| (span, status.or(common)));
    for (span, status) in mentions.clone() {
        if status.is_some() && kept.iter().all(|(_, other)| *other != status) {
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
