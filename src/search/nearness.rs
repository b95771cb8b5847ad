//! How near the words of a query stand to each other: a share on top of what they score alone.
//!
//! After the sequential dependence model (Metzler, Croft: A Markov random field
//! model for term dependencies, SIGIR 2005), kept within a bound: each two words
//! that follow on each other in the query count as a term of their own wherever
//! they stand within a window, the more the nearer, and less against their order.
//! Such a pair never counts more than a share of what its rarer word counts. So the
//! most that nearness can add to a report is known without its positions, and
//! those are read only of reports that can still be among the best.

use std::sync::Arc;

use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader};

use crate::index::Reader;
use crate::lexicon::stop_word;
use crate::query::plan::{Clause, Pattern, Scope, TermKind};
use crate::search::bm25f::{self, Frequencies, Searched, Statistics};
use crate::search::forms::WordForm;
use crate::search::lower::Leaf;
use crate::search::places::{Occurrence, Shape};
use crate::search::ranking::Ranking;
use crate::search::union::Union;

/// What two words count that stand against their order, where those in order count 1.
const REVERSED: f32 = 0.8;

/// The pairs of words of a query.
pub(super) struct Nearness {
    words: Vec<Word>,
    pairs: Vec<Pair>,
    fields: Vec<Searched>,
    statistics: Statistics,
    ranking: Ranking,
}

struct Word {
    forms: Arc<[WordForm]>,
    /// How much it counts: its rarity and its weight.
    value: f32,
    /// As in the plan.
    name: String,
}

/// Two words, by number.
struct Pair {
    first: usize,
    second: usize,
}

impl Nearness {
    /// The pairs among the plain words of `leaves`, which `root` was lowered to, in the order of
    /// the query; none if there are fewer than two such words.
    pub(super) fn of(
        reader: &Reader,
        root: &Clause,
        leaves: &[Leaf<'_>],
        ranking: &Ranking,
    ) -> tantivy::Result<Option<Self>> {
        let mut words: Vec<Word> = Vec::new();
        let mut sequence = Vec::new();
        let mut scored = Vec::new();
        always_scored(root, false, &mut scored);
        for leaf in leaves {
            if !scored.iter().any(|clause| std::ptr::eq(*clause, leaf.clause)) {
                continue;
            }
            let Some(word) = plain(leaf, reader.len()) else { continue };
            let known = words.iter().position(|other| other.name == word.name);
            sequence.push(known.unwrap_or(words.len()));
            if known.is_none() {
                words.push(word);
            }
        }
        let mut pairs: Vec<Pair> = Vec::new();
        for pair in sequence.windows(2) {
            let [first, second] = *pair else { continue };
            let is_new = |pair: &Pair| (pair.first, pair.second) != (first, second);
            if first != second && pairs.iter().all(is_new) {
                pairs.push(Pair { first, second });
            }
        }
        if pairs.is_empty() || ranking.nearness <= 0.0 {
            return Ok(None);
        }
        let fields = reader.fields();
        let title = Searched {
            weight: ranking.title_weight,
            b: ranking.title_length,
            ..Searched::plain(fields.title)
        };
        let text = Searched { b: ranking.text_length, ..Searched::plain(fields.body) };
        let fields = vec![title, text];
        let statistics = Statistics::read(reader.searcher(), &fields)?;
        Ok(Some(Self { words, pairs, fields, statistics, ranking: *ranking }))
    }

    /// The most that nearness adds to a score, as a share of it.
    pub(super) fn most(&self) -> f32 {
        // The score of the rarer word is at most the mean of both, so half a share of each word
        // is paid for each pair that it belongs to.
        let pairs = |word: usize| {
            self.pairs.iter().filter(|pair| pair.first == word || pair.second == word).count()
        };
        let most = (0..self.words.len()).map(pairs).max().unwrap_or(0);
        self.ranking.nearness * most as f32 / 2.0
    }

    /// Reads positions in a segment.
    pub(super) fn open<'n>(&'n self, reader: &SegmentReader) -> tantivy::Result<InSegment<'n>> {
        let record = IndexRecordOption::WithFreqsAndPositions;
        let mut fields = Vec::with_capacity(self.fields.len());
        for searched in &self.fields {
            let words = self.words.iter();
            let unions = words.map(|word| Union::open(reader, &[*searched], &word.forms, record));
            fields.push(InField {
                unions: unions.collect::<tantivy::Result<_>>()?,
                occurrences: vec![Vec::new(); self.words.len()],
            });
        }
        let saturation = self.ranking.saturation;
        let counted = Frequencies::open(reader, &self.fields, &self.statistics, saturation, 1.0)?;
        Ok(InSegment { nearness: self, fields, counted, positions: Vec::new() })
    }
}

/// The parts of a plan that add to the score of every hit in which they stand; only of such the
/// bound holds. What stands in a group beside `OR` may not count though it is there.
fn always_scored<'p>(clause: &'p Clause, is_option: bool, scored: &mut Vec<&'p Clause>) {
    match clause {
        Clause::Words { .. } => scored.push(clause),
        Clause::Weighted { clause, .. } => always_scored(clause, is_option, scored),
        Clause::Or(clauses) => {
            for clause in clauses {
                always_scored(clause, true, scored);
            }
        }
        Clause::And(clauses) if !is_option => {
            for clause in clauses {
                always_scored(clause, false, scored);
            }
        }
        Clause::Ranked { required, optional } if !is_option => {
            for clause in required {
                always_scored(clause, false, scored);
            }
            for clause in optional {
                always_scored(clause, true, scored);
            }
        }
        _ => {}
    }
}

/// The word that a part of the plan asks for, if it is a plain one that says something and was
/// typed.
fn plain(leaf: &Leaf<'_>, reports: u64) -> Option<Word> {
    let Clause::Words { scope: Scope::Anywhere, pattern: Pattern::Term(term) } = leaf.clause else {
        return None;
    };
    let (TermKind::Inflected { folded, .. } | TermKind::Form { folded }) = &term.kind else {
        return None;
    };
    let number = match &*leaf.shape {
        Shape::Word(number) => *number,
        // A word that is also written as two: those count as a row already.
        Shape::Either(shapes) => match shapes.first() {
            Some(Shape::Word(number)) => *number,
            _ => return None,
        },
        Shape::Row { .. } | Shape::Near { .. } => return None,
    };
    if term.span.is_empty() || stop_word::is_stop_word(folded) {
        return None;
    }
    let forms = leaf.words.get(number)?.clone();
    let value = bm25f::idf(reports, &forms) * leaf.weight;
    Some(Word { forms, value, name: leaf.clause.to_string() })
}

/// Where the words stand in the reports of a segment.
pub(super) struct InSegment<'n> {
    nearness: &'n Nearness,
    fields: Vec<InField>,
    counted: Frequencies,
    positions: Vec<u32>,
}

struct InField {
    unions: Vec<Union>,
    /// Of one report, by number of the word.
    occurrences: Vec<Vec<Occurrence>>,
}

impl InSegment<'_> {
    /// What nearness adds to the score of a report. Reports must be asked for in order.
    pub(super) fn bonus(&mut self, document: DocId) -> f32 {
        self.parts(document).into_iter().map(|(_, bonus)| bonus).sum()
    }

    /// The same, by the number of the pair.
    fn parts(&mut self, document: DocId) -> Vec<(usize, f32)> {
        self.read(document);
        let Nearness { words, pairs, ranking, .. } = self.nearness;
        let mut parts = Vec::new();
        for (number, pair) in pairs.iter().enumerate() {
            let (Some(first), Some(second)) = (words.get(pair.first), words.get(pair.second))
            else {
                continue;
            };
            let near = self.frequency(document, |field| {
                let of = |word: usize| field.occurrences.get(word).map_or(&[][..], Vec::as_slice);
                closeness(of(pair.first), of(pair.second), ranking.window)
            });
            if near <= 0.0 {
                continue;
            }
            let alone = |word: usize| {
                move |field: &InField| {
                    let list = field.occurrences.get(word);
                    list.map_or(0.0, |list| list.iter().map(|found| found.weight).sum())
                }
            };
            // A word beside several of the other is there only once.
            let near = near
                .min(self.frequency(document, alone(pair.first)))
                .min(self.frequency(document, alone(pair.second)));
            let value = ranking.nearness * first.value.min(second.value);
            let saturation = ranking.saturation;
            parts.push((number, value * (1.0 + saturation) * near / (near + saturation)));
        }
        parts
    }

    /// What nearness adds to the score of a report, pair by pair, each as in an explanation.
    pub(super) fn explain(&mut self, document: DocId) -> Vec<(String, f32)> {
        let parts = self.parts(document);
        let name = |word: usize| self.nearness.words.get(word).map_or("", |word| &word.name);
        let named = parts.into_iter().filter_map(|(number, bonus)| {
            let pair = self.nearness.pairs.get(number)?;
            Some((format!("(together {} {})", name(pair.first), name(pair.second)), bonus))
        });
        named.collect()
    }

    /// Adds what is counted in each field up, by the weights and lengths of the fields.
    fn frequency(&self, document: DocId, count: impl Fn(&InField) -> f32) -> f32 {
        self.counted.frequency(document, self.fields.iter().map(count))
    }

    fn read(&mut self, document: DocId) {
        for field in &mut self.fields {
            for (union, list) in field.unions.iter_mut().zip(&mut field.occurrences) {
                list.clear();
                if union.seek(document) != document {
                    continue;
                }
                let mut sources = 0;
                union.each_counting(|source| {
                    source.postings.positions(&mut self.positions);
                    let weight = source.weight;
                    let found = self.positions.iter();
                    list.extend(found.map(|&position| Occurrence { position, weight }));
                    sources += 1;
                });
                if sources > 1 {
                    list.sort_unstable_by_key(|occurrence| occurrence.position);
                }
            }
        }
    }
}

/// How often, and how closely, words of `first` have one of `second` within `window`; both in
/// order of positions.
fn closeness(first: &[Occurrence], second: &[Occurrence], window: u32) -> f32 {
    let mut sum = 0.0;
    let mut rest = second;
    for one in first {
        // What lies too far before this word does so before the next ones.
        while let [other, further @ ..] = rest
            && other.position.saturating_add(window) < one.position
        {
            rest = further;
        }
        let mut best = 0.0_f32;
        for other in rest {
            let (distance, order) = match other.position.checked_sub(one.position) {
                Some(0) => continue,
                Some(after) if after > window => break,
                Some(after) => (after, 1.0),
                None => (one.position - other.position, REVERSED),
            };
            let weight = one.weight.min(other.weight);
            best = best.max(weight * order / (distance as f32).sqrt());
        }
        sum += best;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_and_in_order_counts_more() {
        let at = |positions: &[u32]| -> Vec<Occurrence> {
            let found = positions.iter();
            found.map(|&position| Occurrence { position, weight: 1.0 }).collect()
        };
        let cases: &[(&[u32], &[u32], f32)] = &[
            (&[3], &[4], 1.0),
            (&[4], &[3], REVERSED),
            (&[3], &[7], 0.5),
            (&[3], &[11], 1.0 / 8.0_f32.sqrt()),
            (&[3], &[12], 0.0),
            (&[12], &[3], 0.0),
            (&[3], &[3], 0.0),
            (&[], &[3], 0.0),
            // The nearest of several, for each of the first.
            (&[3, 20], &[1, 4, 21, 24], 2.0),
            (&[5], &[4, 9], REVERSED),
            (&[u32::MAX], &[u32::MAX - 1], REVERSED),
        ];
        for (first, second, expected) in cases {
            let found = closeness(&at(first), &at(second), 8);
            assert!((found - expected).abs() < 1e-6, "{first:?} {second:?}: {found}");
        }
    }
}
