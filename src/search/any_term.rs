//! Reports with any of some terms of a field, whichever and however often.
//!
//! The engine's own query for sets of terms makes an automaton of them to walk
//! the dictionary with. Making one takes a megabyte and two million
//! instructions, a tenth of a whole search; looking up each term takes a few
//! hundred.

use std::sync::Arc;

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, Score, SegmentReader, Term};

use crate::search::scored::scored;

/// Terms of one field; a report with one of them scores 1.
#[derive(Clone, Debug)]
pub(super) struct AnyTerm {
    field: Field,
    terms: Arc<[Term]>,
}

impl AnyTerm {
    pub(super) fn new(field: Field, values: impl Iterator<Item = impl AsRef<str>>) -> Self {
        let terms = values.map(|value| Term::from_field_text(field, value.as_ref())).collect();
        Self { field, terms }
    }
}

impl Query for AnyTerm {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AnyTerm {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut reports = BitSet::with_max_value(reader.max_doc());
        for term in &*self.terms {
            let Some(mut postings) = index.read_block_postings(term, IndexRecordOption::Basic)?
            else {
                continue;
            };
            while !postings.docs().is_empty() {
                for &document in postings.docs() {
                    reports.insert(document);
                }
                postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(reports), boost)))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        scored("any term", self.scorer(reader, 1.0)?, document)
    }
}
