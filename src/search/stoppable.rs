//! A query that ends early when told to: what was found until then counts.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::search::stop::Stop;

/// A whole query that may be stopped.
#[derive(Debug)]
pub(super) struct Stoppable {
    pub query: Box<dyn Query>,
    pub stop: Stop,
}

impl Clone for Stoppable {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), stop: self.stop.clone() }
    }
}

impl Query for Stoppable {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = self.query.weight(scoring)?;
        Ok(Box::new(StoppableWeight { weight, stop: self.stop.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct StoppableWeight {
    weight: Box<dyn Weight>,
    stop: Stop,
}

impl Weight for StoppableWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.weight.scorer(reader, boost)?;
        Ok(Box::new(StoppableScorer { scorer, stop: self.stop.clone(), stopped: false }))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, document)
    }
}

struct StoppableScorer {
    scorer: Box<dyn Scorer>,
    stop: Stop,
    stopped: bool,
}

impl DocSet for StoppableScorer {
    fn advance(&mut self) -> DocId {
        self.stopped |= self.stop.is_set();
        if self.stopped { TERMINATED } else { self.scorer.advance() }
    }

    fn doc(&self) -> DocId {
        if self.stopped { TERMINATED } else { self.scorer.doc() }
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }
}

impl Scorer for StoppableScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}
