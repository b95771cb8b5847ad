//! One word in title and text, with all its forms, scored as one term.
//!
//! BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple
//! weighted fields, CIKM 2004): occurrences of all forms in both fields are
//! added up with their weights, each field normalised by its own length, and
//! only then saturated. Matching and scoring read the same postings in the same
//! loop, so a count and a ranking can never disagree.

use std::sync::Arc;

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use crate::search::bm25f::{self, Frequencies, Searched};
use crate::search::forms::WordForm;
use crate::search::scored::scored;
use crate::search::source::Sources;
use crate::search::word_scorer::WordScorer;

/// A word with its forms in some fields.
#[derive(Clone, Debug)]
pub(super) struct WordQuery {
    pub fields: Vec<Searched>,
    pub forms: Arc<[WordForm]>,
    /// How slowly repeated occurrences lose in value.
    pub saturation: f32,
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut query = self.clone();
        let mut statistics = bm25f::Statistics::unscored(&self.fields);
        if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
            statistics = bm25f::Statistics::read(statistics_provider, &self.fields)?;
            statistics.idf = bm25f::idf(statistics_provider.total_num_docs()?, &self.forms);
        } else {
            // What stands in the lead stands in the text: it only counts.
            query.fields.retain(|searched| !searched.within);
        }
        Ok(Box::new(WordWeight { query, statistics }))
    }
}

struct WordWeight {
    query: WordQuery,
    statistics: bm25f::Statistics,
}

impl WordWeight {
    fn word_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<WordScorer> {
        let WordQuery { fields, forms, saturation } = &self.query;
        let sources = Sources::open(reader, fields, forms, IndexRecordOption::WithFreqs)?;
        let frequencies = Frequencies::open(reader, fields, &self.statistics, *saturation, boost)?;
        Ok(WordScorer::new(sources, frequencies, fields.len()))
    }
}

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.word_scorer(reader, boost)?;
        if scorer.doc() == TERMINATED {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        scored("word", self.word_scorer(reader, 1.0)?, document)
    }
}
