//! Rows of words and nearness in title and text, scored as one term.
//!
//! Candidates are reports in which the words stand at all; in those the places
//! are found by [`places`](crate::search::places), which also finds what is
//! highlighted. Count, order and highlights therefore cannot disagree.

use std::sync::Arc;

use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::analyze::tokenizer::{PARAGRAPH, SENTENCE};
use crate::query::Reach;
use crate::search::bm25f::{self, Frequencies, Searched};
use crate::search::candidates::{Candidates, Cursor};
use crate::search::forms::WordForm;
use crate::search::places::{Occurrence, Place, Scratch, Shape, Words, keep_followed, places};
use crate::search::scored::scored;
use crate::search::stop::Stop;
use crate::search::union::Union;

/// Places of a shape in some fields.
#[derive(Clone, Debug)]
pub(super) struct PlaceQuery {
    pub fields: Vec<Searched>,
    /// Which of the fields has breaks, and where they are; others are one sentence.
    pub breaks: (Field, Field),
    pub shape: Arc<Shape>,
    /// The forms of the words of the shape, by number.
    pub words: Arc<[Arc<[WordForm]>]>,
    pub stop: Stop,
    /// How slowly repeated places lose in value.
    pub saturation: f32,
}

impl Query for PlaceQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut statistics = bm25f::Statistics::unscored(&self.fields);
        if let EnableScoring::Enabled { statistics_provider, .. } = scoring {
            statistics = bm25f::Statistics::read(statistics_provider, &self.fields)?;
            statistics.idf = self.idf(&self.shape, statistics_provider.total_num_docs()?);
        }
        Ok(Box::new(PlaceWeight { query: self.clone(), statistics }))
    }
}

impl PlaceQuery {
    /// Rarities of words that must all be there add up; of alternatives the rarest counts.
    fn idf(&self, shape: &Shape, reports: u64) -> f32 {
        match shape {
            Shape::Word(word) => {
                let forms = self.words.get(*word).map_or(&[][..], |forms| forms);
                bm25f::idf(reports, forms)
            }
            Shape::Either(shapes) => {
                shapes.iter().map(|shape| self.idf(shape, reports)).fold(0.0, f32::max)
            }
            Shape::Row { items, .. } => {
                items.iter().map(|item| self.idf(&item.shape, reports)).sum()
            }
            Shape::Near { operands, .. } => {
                operands.iter().map(|shape| self.idf(shape, reports)).sum()
            }
        }
    }
}

struct PlaceWeight {
    query: PlaceQuery,
    statistics: bm25f::Statistics,
}

impl PlaceWeight {
    fn place_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<PlaceScorer> {
        let query = &self.query;
        let mut fields = Vec::new();
        for searched in &query.fields {
            fields.push(FieldPlaces::open(reader, query, *searched)?);
        }
        let saturation = query.saturation;
        let frequencies =
            Frequencies::open(reader, &query.fields, &self.statistics, saturation, boost)?;
        let stop = query.stop.clone();
        let counts = vec![0.0; fields.len()];
        let mut scorer = PlaceScorer { fields, counts, frequencies, stop, document: 0 };
        scorer.settle(0);
        Ok(scorer)
    }
}

impl Weight for PlaceWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.place_scorer(reader, boost)?))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        scored("places", self.place_scorer(reader, 1.0)?, document)
    }
}

struct PlaceScorer {
    fields: Vec<FieldPlaces>,
    /// How much the places in each field of the report count.
    counts: Vec<f32>,
    frequencies: Frequencies,
    stop: Stop,
    document: DocId,
}

impl PlaceScorer {
    /// Moves to the first report at or after `target` that has a place.
    fn settle(&mut self, mut target: DocId) -> DocId {
        loop {
            let candidates = self.fields.iter_mut().map(|field| field.seek(target));
            let document = candidates.min().unwrap_or(TERMINATED);
            if document == TERMINATED || self.stop.is_set() {
                self.document = TERMINATED;
                return TERMINATED;
            }
            let mut found = false;
            for (count, field) in self.counts.iter_mut().zip(&mut self.fields) {
                let here = if field.document == document { field.frequency() } else { None };
                found |= here.is_some();
                *count = here.unwrap_or_default();
            }
            if found {
                self.document = document;
                return document;
            }
            target = document + 1;
        }
    }
}

impl DocSet for PlaceScorer {
    fn advance(&mut self) -> DocId {
        if self.document == TERMINATED { TERMINATED } else { self.settle(self.document + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.document >= target { self.document } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.fields.iter().fold(0, |sum: u32, field| sum.saturating_add(field.size_hint()))
    }

    fn cost(&self) -> u64 {
        // Reading positions costs several times what passing over a report does.
        u64::from(self.size_hint()) * 8
    }
}

impl Scorer for PlaceScorer {
    fn score(&mut self) -> Score {
        self.frequencies.score(self.document, self.counts.iter().copied())
    }
}

/// Places in one field of a segment.
struct FieldPlaces {
    shape: Arc<Shape>,
    cursors: Vec<Cursor>,
    candidates: Candidates,
    /// Of a row of words with one form each, how far each word stands from the first.
    plain: Option<Vec<u32>>,
    sentences: Option<SegmentPostings>,
    paragraphs: Option<SegmentPostings>,
    /// The report at which the candidates stand.
    document: DocId,
    // What is read of one report; kept to spare allocations.
    occurrences: Vec<Vec<Occurrence>>,
    positions: Vec<u32>,
    starts: Vec<u32>,
    sentence_starts: Vec<u32>,
    paragraph_starts: Vec<u32>,
    scratch: Scratch,
}

impl FieldPlaces {
    fn open(
        reader: &SegmentReader,
        query: &PlaceQuery,
        searched: Searched,
    ) -> tantivy::Result<Self> {
        let mut cursors = Vec::new();
        let mut open = |word: usize| -> tantivy::Result<usize> {
            let forms = query.words.get(word).map_or(&[][..], |forms| forms);
            let record = IndexRecordOption::WithFreqsAndPositions;
            cursors.push(Cursor { word, union: Union::open(reader, &[searched], forms, record)? });
            Ok(cursors.len() - 1)
        };
        let mut candidates = Candidates::of(&query.shape, &mut open)?;
        candidates.rarest_first(&cursors);
        let is_plain = cursors.iter_mut().all(|cursor| cursor.union.only().is_some());
        let plain = if is_plain { offsets(&query.shape) } else { None };
        let (field, breaks) = query.breaks;
        let starts = |term: &str| -> tantivy::Result<Option<SegmentPostings>> {
            if field != searched.field {
                return Ok(None);
            }
            let term = Term::from_field_text(breaks, term);
            reader
                .inverted_index(breaks)?
                .read_postings(&term, IndexRecordOption::WithFreqsAndPositions)
                .map_err(Into::into)
        };
        Ok(Self {
            sentences: if needs(&query.shape, Reach::Sentence) { starts(SENTENCE)? } else { None },
            paragraphs: if needs(&query.shape, Reach::Paragraph) {
                starts(PARAGRAPH)?
            } else {
                None
            },
            shape: query.shape.clone(),
            cursors,
            candidates,
            plain,
            document: 0,
            occurrences: vec![Vec::new(); query.words.len()],
            positions: Vec::new(),
            starts: Vec::new(),
            sentence_starts: Vec::new(),
            paragraph_starts: Vec::new(),
            scratch: Scratch::default(),
        })
    }

    fn seek(&mut self, target: DocId) -> DocId {
        // It stands at 0 before it was moved at all.
        if self.document < target || target == 0 {
            self.document = self.candidates.seek(&mut self.cursors, target);
        }
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint(&self.cursors)
    }

    /// How much the places in the report count together, if there are any.
    fn frequency(&mut self) -> Option<f32> {
        if self.plain.is_some() {
            return self.plain_frequency();
        }
        self.read();
        let words = Words {
            occurrences: &self.occurrences,
            sentences: &self.sentence_starts,
            paragraphs: &self.paragraph_starts,
        };
        let places = places(&self.shape, &words, &mut self.scratch);
        // A place counts the less, the more other words stand in it.
        let weight = |place: &Place| place.weight / (1.0 + place.gaps as f32);
        (!places.is_empty()).then(|| places.iter().map(weight).sum())
    }

    /// The same for a row of words with one form each: the phrase, of which most queries for
    /// places are. Their positions are compared as they are read.
    fn plain_frequency(&mut self) -> Option<f32> {
        let mut weight = 1.0;
        self.starts.clear();
        for (number, (cursor, offset)) in
            self.cursors.iter_mut().zip(self.plain.iter().flatten()).enumerate()
        {
            let source = cursor.union.only()?;
            weight *= source.weight;
            if number == 0 {
                source.postings.positions(&mut self.starts);
                continue;
            }
            source.postings.positions(&mut self.positions);
            keep_followed(&mut self.starts, *offset, &self.positions);
            if self.starts.is_empty() {
                return None;
            }
        }
        Some(weight * self.starts.len() as f32)
    }

    /// Reads where the words stand in the report.
    fn read(&mut self) {
        for list in &mut self.occurrences {
            list.clear();
        }
        for Cursor { word, union } in &mut self.cursors {
            let Some(list) = self.occurrences.get_mut(*word) else { continue };
            if union.doc() != self.document || !list.is_empty() {
                continue;
            }
            let mut sources = 0;
            union.each_counting(|source| {
                source.postings.positions(&mut self.positions);
                let weight = source.weight;
                list.extend(self.positions.iter().map(|&position| Occurrence { position, weight }));
                sources += 1;
            });
            if sources > 1 {
                // Forms stand at different positions, but one after the other only by chance.
                list.sort_unstable_by_key(|occurrence| occurrence.position);
            }
        }
        read_starts(self.sentences.as_mut(), self.document, &mut self.sentence_starts);
        read_starts(self.paragraphs.as_mut(), self.document, &mut self.paragraph_starts);
    }
}

/// How far each word of a row of single words stands from the first; nothing for other shapes.
fn offsets(shape: &Shape) -> Option<Vec<u32>> {
    let Shape::Row { items, slop: 0 } = shape else { return None };
    let mut offset: u32 = 0;
    let mut offsets = Vec::with_capacity(items.len());
    for (number, item) in items.iter().enumerate() {
        let Shape::Word(_) = item.shape else { return None };
        if number > 0 {
            offset = offset.checked_add(item.skipped)?.checked_add(1)?;
        }
        offsets.push(offset);
    }
    Some(offsets)
}

/// Whether the shape asks for such a reach anywhere.
fn needs(shape: &Shape, asked: Reach) -> bool {
    match shape {
        Shape::Word(_) => false,
        Shape::Either(shapes) => shapes.iter().any(|shape| needs(shape, asked)),
        Shape::Row { items, .. } => items.iter().any(|item| needs(&item.shape, asked)),
        Shape::Near { operands, reach, .. } => {
            *reach == asked || operands.iter().any(|operand| needs(operand, asked))
        }
    }
}

fn read_starts(postings: Option<&mut SegmentPostings>, document: DocId, starts: &mut Vec<u32>) {
    starts.clear();
    if let Some(postings) = postings
        && (postings.doc() == document
            || postings.doc() < document && postings.seek(document) == document)
    {
        postings.positions(starts);
    }
}
