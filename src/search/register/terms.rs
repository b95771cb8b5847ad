//! The terms of the register in the segments of an index, and the reports that have them.

use std::sync::Arc;

use tantivy::fastfield::AliveBitSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TantivyError};

use crate::index::{Error, Reader};
use crate::search::register::document::Gathered;
use crate::search::stop::Stop;

/// Terms passed over between two looks at the sign to stop.
const UNCHECKED: u32 = 1024;

/// The terms of all segments.
pub(super) struct Terms<'r> {
    reader: &'r Reader,
    stop: &'r Stop,
    segments: Vec<Segment<'r>>,
}

struct Segment<'r> {
    inverted: Arc<InvertedIndexReader>,
    alive: Option<&'r AliveBitSet>,
}

impl<'r> Terms<'r> {
    pub(super) fn open(reader: &'r Reader, stop: &'r Stop) -> Result<Self, Error> {
        let mut segments = Vec::new();
        for segment in reader.searcher().segment_readers() {
            let inverted = segment.inverted_index(reader.fields().person);
            let inverted = inverted.map_err(|source| reader.error(source))?;
            segments.push(Segment { inverted, alive: segment.alive_bitset() });
        }
        Ok(Self { reader, stop, segments })
    }

    /// Calls `each` with the segment, the text and the place of every term of a range that stands
    /// in a report, until it says no or is told to stop.
    pub(super) fn each(
        &self,
        [from, to]: &[String; 2],
        each: &mut dyn FnMut(u32, &str, &TermInfo) -> bool,
    ) -> Result<(), Error> {
        let mut read = || -> Result<(), TantivyError> {
            for (number, segment) in (0..).zip(&self.segments) {
                let mut terms = segment.inverted.terms().range().ge(from).lt(to).into_stream()?;
                let mut seen: u32 = 0;
                while terms.advance() {
                    seen = seen.wrapping_add(1);
                    if seen.is_multiple_of(UNCHECKED) && self.stop.is_set() {
                        return Ok(());
                    }
                    if segment.alive.is_some() && !segment.is_alive(terms.value())? {
                        continue;
                    }
                    let term = std::str::from_utf8(terms.key()).unwrap_or_default();
                    if !each(number, term, terms.value()) {
                        return Ok(());
                    }
                }
            }
            Ok(())
        };
        read().map_err(|source| self.reader.error(source))
    }

    /// Number of terms of a range; one that several segments have is counted in each.
    pub(super) fn count(&self, [from, to]: &[String; 2]) -> Result<u64, Error> {
        let count = |segment: &Segment<'_>| -> tantivy::Result<u64> {
            Ok(segment.first_from(to)?.saturating_sub(segment.first_from(from)?))
        };
        let count = self.segments.iter().map(count).sum::<tantivy::Result<u64>>();
        count.map_err(|source| self.reader.error(source))
    }

    /// Adds the reports of a term that stands at these places of segments.
    pub(super) fn add_documents(
        &self,
        places: &[(u32, TermInfo)],
        documents: &mut Gathered,
    ) -> Result<(), Error> {
        for (number, place) in places {
            let Some(segment) = self.segments.get(*number as usize) else { continue };
            let added = segment.add_documents(*number, place, documents);
            added.map_err(|source| self.reader.error(source))?;
        }
        Ok(())
    }

    /// Adds the reports that have one of these terms.
    pub(super) fn add_documents_with(
        &self,
        terms: &[String],
        documents: &mut Gathered,
    ) -> Result<(), Error> {
        for term in terms {
            for (number, segment) in (0..).zip(&self.segments) {
                let mut add = || -> tantivy::Result<()> {
                    let Some(place) = segment.inverted.terms().get(term)? else { return Ok(()) };
                    segment.add_documents(number, &place, documents)
                };
                add().map_err(|source| self.reader.error(source))?;
            }
        }
        Ok(())
    }
}

impl Segment<'_> {
    /// The number of the first term that does not stand before `text`.
    fn first_from(&self, text: &str) -> tantivy::Result<u64> {
        let terms = self.inverted.terms();
        let mut stream = terms.range().ge(text).into_stream()?;
        Ok(if stream.advance() { stream.term_ord() } else { terms.num_terms() as u64 })
    }

    /// Whether a report with the term is not deleted.
    fn is_alive(&self, place: &TermInfo) -> tantivy::Result<bool> {
        let mut alive = false;
        self.each_block(place, &mut |_| {
            alive = true;
            false
        })?;
        Ok(alive)
    }

    /// Adds the reports of a term that are not deleted, as those of the segment of this number.
    fn add_documents(
        &self,
        number: u32,
        place: &TermInfo,
        documents: &mut Gathered,
    ) -> tantivy::Result<()> {
        self.each_block(place, &mut |reports| {
            documents.add(number, reports);
            true
        })
    }

    /// Calls `each` with the reports of a term that are not deleted, some at a time, until it says
    /// false.
    fn each_block(
        &self,
        place: &TermInfo,
        each: &mut dyn FnMut(&[DocId]) -> bool,
    ) -> tantivy::Result<()> {
        let inverted = &self.inverted;
        let mut postings =
            inverted.read_block_postings_from_terminfo(place, IndexRecordOption::Basic)?;
        let mut left = Vec::new();
        while !postings.docs().is_empty() {
            let mut reports = postings.docs();
            if let Some(alive) = self.alive {
                left.clear();
                left.extend(reports.iter().copied().filter(|report| alive.is_alive(*report)));
                reports = &left;
            }
            if !reports.is_empty() && !each(reports) {
                break;
            }
            postings.advance();
        }
        Ok(())
    }
}
