//! One word in title and text, with all its forms, scored as one term.
//!
//! BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple
//! weighted fields, CIKM 2004): occurrences of all forms in both fields are
//! added up with their weights, each field normalised by its own length, and
//! only then saturated. Matching and scoring read the same postings in the same
//! loop, so a count and a ranking can never disagree.

use std::sync::Arc;

use tantivy::columnar::StrColumn;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::search::forms::WordForm;

/// Saturation of repeated occurrences. The constants are those of Anserini, which many
/// evaluations use; tuning them is left to judged queries.
const K1: f32 = 0.9;

/// Name of the column with the language of a report.
const LANG: &str = "lang";

/// A field to look in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Searched {
    pub field: Field,
    /// How much an occurrence counts.
    pub weight: f32,
    /// How much the field's length counts, 0 to 1.
    pub b: f32,
}

/// A word with its forms in some fields.
#[derive(Clone, Debug)]
pub(super) struct WordQuery {
    pub fields: Vec<Searched>,
    pub forms: Arc<[WordForm]>,
}

impl Query for WordQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut lengths = vec![1.0; self.fields.len()];
        let mut idf = 0.0;
        if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
            let reports = statistics_provider.total_num_docs()? as f32;
            let mut frequency: f32 = 0.0;
            for form in &*self.forms {
                // A report with the form in both fields is one report.
                let mut most = 0;
                for searched in &self.fields {
                    let term = Term::from_field_text(searched.field, &form.form);
                    most = most.max(statistics_provider.doc_freq(&term)?);
                }
                frequency += most as f32;
            }
            let frequency = frequency.min(reports);
            idf = (1.0 + (reports - frequency + 0.5) / (frequency + 0.5)).ln();
            for (length, searched) in lengths.iter_mut().zip(&self.fields) {
                let words = statistics_provider.total_num_tokens(searched.field)? as f32;
                *length = (words / reports.max(1.0)).max(1.0);
            }
        }
        Ok(Box::new(WordWeight { query: self.clone(), idf, lengths }))
    }
}

struct WordWeight {
    query: WordQuery,
    idf: f32,
    /// Average length of each field.
    lengths: Vec<f32>,
}

impl WordWeight {
    fn word_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<WordScorer> {
        let mut sources = Vec::new();
        let langs = reader.fast_fields().str(LANG)?;
        for (index, searched) in self.query.fields.iter().enumerate() {
            let inverted = reader.inverted_index(searched.field)?;
            for form in &*self.query.forms {
                let term = Term::from_field_text(searched.field, &form.form);
                if let Some(postings) =
                    inverted.read_postings(&term, IndexRecordOption::WithFreqs)?
                {
                    let weight = searched.weight * form.weight;
                    let langs = allowed(form, langs.as_ref())?;
                    sources.push(Source { postings, field: index, weight, langs });
                }
            }
        }
        let norms = self
            .query
            .fields
            .iter()
            .map(|searched| {
                let norms = reader.fieldnorms_readers().get_field(searched.field)?;
                Ok(norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)))
            })
            .collect::<tantivy::Result<Vec<_>>>()?;
        let mut scorer = WordScorer {
            sources,
            langs,
            norms,
            fields: self.query.fields.clone(),
            lengths: self.lengths.clone(),
            factor: self.idf * (1.0 + K1) * boost,
            document: 0,
        };
        scorer.settle();
        Ok(scorer)
    }
}

/// The languages of a segment, by their number, in which a form counts.
fn allowed(form: &WordForm, langs: Option<&StrColumn>) -> tantivy::Result<Option<Allowed>> {
    if form.langs.is_none() {
        return Ok(None);
    }
    let mut allowed = Allowed { known: Vec::new(), unknown: form.counts_in(None) };
    if let Some(langs) = langs {
        let mut lang = String::new();
        for number in 0..langs.num_terms() as u64 {
            lang.clear();
            langs.ord_to_str(number, &mut lang)?;
            allowed.known.push(form.counts_in(Some(&lang)));
        }
    }
    Ok(Some(allowed))
}

impl Weight for WordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let scorer = self.word_scorer(reader, boost)?;
        if scorer.sources.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.word_scorer(reader, 1.0)?;
        if scorer.doc() > document || scorer.seek(document) != document {
            return Err(TantivyError::InvalidArgument("the report does not match".to_owned()));
        }
        Ok(Explanation::new("word", scorer.score()))
    }
}

/// One form in one field.
struct Source {
    postings: SegmentPostings,
    field: usize,
    weight: f32,
    langs: Option<Allowed>,
}

struct Allowed {
    known: Vec<bool>,
    unknown: bool,
}

struct WordScorer {
    sources: Vec<Source>,
    langs: Option<StrColumn>,
    norms: Vec<FieldNormReader>,
    fields: Vec<Searched>,
    lengths: Vec<f32>,
    factor: f32,
    document: DocId,
}

impl WordScorer {
    /// Moves on from the least document of all sources to the first in which a form counts.
    fn settle(&mut self) -> DocId {
        loop {
            let next = self.sources.iter().map(|source| source.postings.doc()).min();
            self.document = next.unwrap_or(TERMINATED);
            if self.document == TERMINATED || self.counts() {
                return self.document;
            }
            self.step_past(self.document);
        }
    }

    fn step_past(&mut self, document: DocId) {
        for source in &mut self.sources {
            if source.postings.doc() == document {
                source.postings.advance();
            }
        }
    }

    /// Whether a form that stands in the document counts in its language.
    fn counts(&self) -> bool {
        let here = |source: &&Source| source.postings.doc() == self.document;
        let lang = self.lang();
        self.sources.iter().filter(here).any(|source| source.counts_in(lang))
    }

    fn lang(&self) -> Option<u64> {
        self.langs.as_ref().and_then(|langs| langs.ords().first(self.document))
    }
}

impl Source {
    fn counts_in(&self, lang: Option<u64>) -> bool {
        let Some(allowed) = &self.langs else { return true };
        match lang {
            Some(lang) => allowed.known.get(lang as usize).copied().unwrap_or(false),
            None => allowed.unknown,
        }
    }
}

impl DocSet for WordScorer {
    fn advance(&mut self) -> DocId {
        if self.document == TERMINATED {
            return TERMINATED;
        }
        self.step_past(self.document);
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.document >= target {
            return self.document;
        }
        for source in &mut self.sources {
            if source.postings.doc() < target {
                source.postings.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        // Forms seldom stand in the same document, so their sum is near; more than all it is not.
        self.sources
            .iter()
            .fold(0, |sum: u32, source| sum.saturating_add(source.postings.size_hint()))
    }
}

impl Scorer for WordScorer {
    fn score(&mut self) -> Score {
        let lang = self.lang();
        let mut frequency = 0.0;
        for source in &self.sources {
            if source.postings.doc() != self.document || !source.counts_in(lang) {
                continue;
            }
            let searched = self.fields[source.field];
            let length = self.norms[source.field].fieldnorm(self.document) as f32;
            let norm = 1.0 - searched.b + searched.b * length / self.lengths[source.field];
            frequency += source.weight * source.postings.term_freq() as f32 / norm;
        }
        self.factor * frequency / (frequency + K1)
    }
}
