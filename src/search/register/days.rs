//! The days of reports, by which it is told since when and until when a person was named.

use tantivy::DocId;
use tantivy::columnar::Column;

use crate::index::{Error, Reader};
use crate::search::register::document::{Document, Documents};

/// Reports whose days are read at once.
const TOGETHER: usize = 1_024;

/// The days of the reports of an index.
pub(super) struct Days {
    /// Those of each segment, as numbers YYYYMMDD.
    columns: Vec<Column<i64>>,
}

impl Days {
    pub(super) fn open(reader: &Reader) -> Result<Self, Error> {
        let segments = reader.searcher().segment_readers().iter();
        let columns = segments.map(|segment| segment.fast_fields().i64("date"));
        let columns = columns.collect::<tantivy::Result<_>>();
        Ok(Self { columns: columns.map_err(|source| reader.error(source))? })
    }

    /// The first and the last day of reports, as numbers YYYYMMDD, of those that have a date.
    pub(super) fn span(&self, documents: &Documents) -> Option<(i64, i64)> {
        let mut span: Option<(i64, i64)> = None;
        let (mut segment, mut numbers) = (0, Vec::with_capacity(documents.len().min(TOGETHER)));
        let mut days = Vec::new();
        let mut read = |segment: u32, numbers: &mut Vec<DocId>| {
            if let Some(column) = self.columns.get(segment as usize) {
                days.clear();
                days.resize(numbers.len(), None);
                column.first_vals(numbers, &mut days);
                for day in days.iter().copied().flatten() {
                    span = span.map_or(Some((day, day)), |(first, last)| {
                        Some((first.min(day), last.max(day)))
                    });
                }
            }
            numbers.clear();
        };
        documents.for_each(|document: Document| {
            if document.segment() != segment || numbers.len() == TOGETHER {
                read(segment, &mut numbers);
                segment = document.segment();
            }
            numbers.push(document.number());
        });
        read(segment, &mut numbers);
        span
    }
}
