//! Feedback and likeness: queries made of the words of reports.
//!
//! RM3 (Abdul-Jaleel and others: `UMass` at TREC 2004, Novelty and HARD) adds to a
//! query the words that its best hits are full of. Here a hit counts less the
//! further its score is behind the best (exponentially), so that one good hit is not
//! diluted by nine poor ones, and a word counts by its share of the text and its
//! rarity. A report that is like another is found by the words that tell most of
//! that one.

use serde::{Deserialize, Serialize};
use tantivy::{DocAddress, Score};

use crate::index::Reader;
use crate::query::Factor;
use crate::query::plan::{Clause, Plan, added};
use crate::report::Report;
use crate::search::decimals::four_decimals;
use crate::search::error::Error;
use crate::search::ranking::Ranking;
use crate::search::salient::salient;

/// A word that was added to a query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// The word, in lower case.
    pub word: String,
    /// How much it counts, where a word of the query counts 1. Four decimals in JSON.
    #[serde(serialize_with = "four_decimals")]
    pub weight: f32,
}

/// The words that the best hits of a plan add to it, and the plan with them.
///
/// `weight` is what the words of the plan count together.
pub(super) fn expanded(
    reader: &Reader,
    plan: &Plan,
    weight: f32,
    best: &[(Score, DocAddress)],
    ranking: &Ranking,
) -> Result<(Plan, Vec<Added>), Error> {
    let feedback = ranking.feedback;
    let top = best.first().map_or(0.0, |(score, _)| *score);
    if top <= 0.0 || weight <= 0.0 {
        return Ok((plan.clone(), Vec::new()));
    }
    let mut reports = Vec::with_capacity(best.len());
    for (score, address) in best {
        let behind = (top - score) / top;
        reports.push((reader.report(*address)?, (-behind / feedback.decay).exp()));
    }
    let scale = weight * (1.0 - feedback.original) / feedback.original.max(f32::MIN_POSITIVE);
    let words = salient(reader, &reports, feedback.words)?;
    let (clauses, words) = weighted(words, scale);
    Ok((plan.with_added(clauses), words))
}

/// Words by which reports like another one are found, at most.
const LIKE_WORDS: usize = 40;

/// A plan for reports that are like `report`, among those that `plan` asks for, if any is given.
pub(super) fn like(
    reader: &Reader,
    report: &Report,
    plan: Option<&Plan>,
) -> Result<(Plan, Vec<Added>), Error> {
    let words = salient(reader, &[(report.clone(), 1.0)], LIKE_WORDS)?;
    let count = words.len() as f32;
    let (clauses, words) = weighted(words, count);
    let mut parts = vec![Clause::Or(clauses)];
    parts.extend(plan.map(|plan| plan.root.clone()));
    parts.push(Clause::Not(Box::new(Clause::Report { id: report.id.clone() })));
    Ok((Plan { root: Clause::And(parts) }, words))
}

/// The words as clauses, and as they are told; what counts next to nothing is left out.
fn weighted(words: Vec<(String, f32)>, scale: f32) -> (Vec<Clause>, Vec<Added>) {
    let mut clauses = Vec::with_capacity(words.len());
    let mut told = Vec::with_capacity(words.len());
    for (word, share) in words {
        let factor = Factor { thousandths: thousandths(share * scale) };
        if factor.thousandths > 0 {
            clauses.push(added(&word, factor));
            told.push(Added { word, weight: factor.value() });
        }
    }
    (clauses, told)
}

#[expect(clippy::cast_sign_loss, reason = "a weight is never below 0")]
fn thousandths(weight: f32) -> u32 {
    (weight * 1000.0 + 0.5) as u32
}
