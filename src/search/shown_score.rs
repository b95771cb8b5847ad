//! Order by score as it is shown.
//!
//! Parts of a score are added in an order that depends on the segment, so that
//! two equal reports may differ in the last digit. Four decimals, as they are
//! shown, make them equal, and the date and id decide.

use tantivy::collector::sort_key::NaturalComparator;
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::{DocId, Score, SegmentReader};

/// Sorts by score, rounded to four decimals, best first.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShownScore;

impl SortKeyComputer for ShownScore {
    type SortKey = Score;
    type Child = Self;
    type Comparator = NaturalComparator;

    fn requires_scoring(&self) -> bool {
        true
    }

    fn segment_sort_key_computer(&self, _: &SegmentReader) -> tantivy::Result<Self> {
        Ok(*self)
    }
}

impl SegmentSortKeyComputer for ShownScore {
    type SortKey = Score;
    type SegmentSortKey = Score;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, _: DocId, score: Score) -> Score {
        (score * 10_000.0).round() / 10_000.0
    }

    fn convert_segment_sort_key(&self, score: Score) -> Score {
        score
    }
}
