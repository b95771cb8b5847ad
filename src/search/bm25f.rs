//! Scores: BM25F over title and text.
//!
//! Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted
//! fields, CIKM 2004. What is counted (a word in any of its forms, or places of
//! a row) is added up over the fields, each normalised by its own length, and
//! saturated once.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{DocId, Score, SegmentReader};

use crate::search::forms::WordForm;
use crate::search::rarity::rarity;

/// A field to look in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Searched {
    pub field: Field,
    /// How much an occurrence counts.
    pub weight: f32,
    /// How much the field's length counts, 0 to 1.
    pub b: f32,
    /// Whether it is a part of another one: it adds to the score and finds nothing of its own.
    pub within: bool,
}

impl Searched {
    /// A field in which lengths do not count.
    pub(super) fn plain(field: Field) -> Self {
        Self { field, weight: 1.0, b: 0.0, within: false }
    }
}

/// What a score depends on beside the report.
#[derive(Clone, Debug)]
pub(super) struct Statistics {
    /// How rare what is counted is.
    pub idf: f32,
    /// Average length of each field.
    lengths: Vec<f32>,
}

impl Statistics {
    /// For queries whose score is not asked for.
    pub(super) fn unscored(fields: &[Searched]) -> Self {
        Self { idf: 0.0, lengths: vec![1.0; fields.len()] }
    }

    /// The lengths of the collection; `idf` is left to be set.
    pub(super) fn read(
        provider: &dyn Bm25StatisticsProvider,
        fields: &[Searched],
    ) -> tantivy::Result<Self> {
        let reports = provider.total_num_docs()? as f32;
        let mut lengths = Vec::with_capacity(fields.len());
        for searched in fields {
            let words = provider.total_num_tokens(searched.field)? as f32;
            lengths.push((words / reports.max(1.0)).max(1.0));
        }
        Ok(Self { idf: 0.0, lengths })
    }
}

/// How rare the forms are as one term among `reports`, by the counts that widening read.
pub(super) fn idf(reports: u64, forms: &[WordForm]) -> f32 {
    let reports = reports as f32;
    // A report with a form in both fields is one report, and is counted so. How many reports hold
    // several forms is not known; they are taken to stand in them as if by chance.
    let without = forms.iter().fold(1.0, |without, form| {
        without * (1.0 - (form.reports as f32 / reports.max(1.0)).min(1.0))
    });
    rarity(reports * (1.0 - without), reports)
}

/// What it makes of a report's score how often something stands in each of its fields.
pub(super) struct Frequencies {
    fields: Vec<Counted>,
    factor: f32,
    saturation: f32,
}

/// What stands in one field.
struct Counted {
    weight: f32,
    norms: FieldNormReader,
    /// What an occurrence counts in a field of each length, by the number of the length: the
    /// engine keeps lengths in one byte.
    shares: Box<[f32; 256]>,
}

impl Counted {
    /// What an occurrence in a report counts by the length of the field.
    fn share(&self, document: DocId) -> f32 {
        let share = self.shares.get(usize::from(self.norms.fieldnorm_id(document)));
        share.copied().unwrap_or(1.0)
    }
}

impl Frequencies {
    /// For reports of one segment.
    pub(super) fn open(
        reader: &SegmentReader,
        fields: &[Searched],
        statistics: &Statistics,
        saturation: f32,
        boost: Score,
    ) -> tantivy::Result<Self> {
        let mut counted = Vec::with_capacity(fields.len());
        for (searched, average) in fields.iter().zip(&statistics.lengths) {
            let norms = reader.fieldnorms_readers().get_field(searched.field)?;
            let share = |number: usize| {
                let length = FieldNormReader::id_to_fieldnorm(number as u8) as f32;
                1.0 / (1.0 - searched.b + searched.b * length / average)
            };
            counted.push(Counted {
                weight: searched.weight,
                norms: norms.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1)),
                shares: Box::new(std::array::from_fn(share)),
            });
        }
        Ok(Self {
            fields: counted,
            factor: statistics.idf * (1.0 + saturation) * boost,
            saturation,
        })
    }

    /// The score of a report in whose fields so much stands.
    pub(super) fn score(&self, document: DocId, occurrences: impl Iterator<Item = f32>) -> Score {
        let frequency = self.frequency(document, occurrences);
        self.factor * frequency / (frequency + self.saturation)
    }

    /// The occurrences in the fields of a report, each counted by the weight and the length of its
    /// field, added up.
    pub(super) fn frequency(&self, document: DocId, occurrences: impl Iterator<Item = f32>) -> f32 {
        let mut frequency = 0.0;
        for (field, occurrences) in self.fields.iter().zip(occurrences) {
            if occurrences > 0.0 {
                frequency += field.weight * occurrences * field.share(document);
            }
        }
        frequency
    }
}
