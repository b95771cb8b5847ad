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
    /// Ten-thousandths.
    type SegmentSortKey = u32;
    type SegmentComparator = NaturalComparator;

    #[expect(clippy::cast_sign_loss, reason = "a score is never below 0")]
    fn segment_sort_key(&mut self, _: DocId, score: Score) -> u32 {
        (score * 10_000.0 + 0.5) as u32
    }

    fn convert_segment_sort_key(&self, key: u32) -> Score {
        key as Score / 10_000.0
    }
}
