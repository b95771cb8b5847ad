//! The best hits: all that match are scored and counted, and the first of them put in order.
//!
//! The order is total: by score as shown, then date, then id; or by date or path
//! first. It does not depend on threads, segments or merges. What nearness adds to
//! a score is read from positions, and only of hits that it can still bring among
//! the first: as it adds no more than a share of a score, all others are known to
//! stay behind. The result is the same as if the positions of every hit were read.

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, Count, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::index::Reader;
use crate::search::Sort;
use crate::search::nearness::Nearness;
use crate::search::stop::Stop;

/// Which of the hits are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Hits at most.
    pub limit: usize,
    /// Hits passed over first.
    pub offset: usize,
    pub sort: Sort,
}

/// Scores are compared as they are shown, with four decimals: parts of a score are added in an
/// order that depends on the segment, so that two equal reports may differ in the last digit.
const DECIMALS: Score = 10_000.0;

/// The hits that are wanted with their scores, and the number of all that match.
pub(super) fn best(
    reader: &Reader,
    query: &dyn Query,
    nearness: Option<&Nearness>,
    wanted: Wanted,
    stop: &Stop,
) -> tantivy::Result<(Vec<(Score, DocAddress)>, usize)> {
    let searcher = reader.searcher();
    if wanted.limit == 0 || wanted.offset as u64 >= reader.len() {
        return Ok((Vec::new(), searcher.search(query, &Count)?));
    }
    let segments = searcher.search(query, &Everything)?;
    let total = segments.iter().map(|(_, hits)| hits.len()).sum();
    let most = wanted.offset.saturating_add(wanted.limit);
    let mut all = Vec::new();
    let mut ids = FxHashMap::default();
    for (ordinal, mut hits) in segments {
        let segment = searcher.segment_reader(ordinal);
        let order = Order::open(segment, wanted.sort)?;
        let scored = |hits| with_nearness(segment, nearness, stop, hits);
        if let (Sort::Score, Some(nearness)) = (wanted.sort, nearness) {
            hits = best_with_nearness(hits, most, nearness, &scored)?;
        }
        if wanted.sort != Sort::Score {
            // Where the score only decides between equals, the others need none.
            hits = scored(first(hits, most, |hits| order.first(hits)))?;
        }
        hits = order.best(&hits, most);
        for (hit, key) in hits.iter().zip(order.across_segments(&hits)?) {
            all.push((key, hit.shown(), DocAddress::new(ordinal, hit.document)));
        }
        ids.insert(ordinal, order.ids);
    }
    all.sort_unstable();
    for equals in all.chunk_by_mut(|(one, ..), (other, ..)| one == other) {
        // Few are equal by all else, and an id costs more to read than most hits do to find.
        if equals.len() > 1 {
            by_id(&ids, equals)?;
        }
    }
    let hits = all.into_iter().skip(wanted.offset).take(wanted.limit);
    Ok((hits.map(|(_, shown, address)| (shown as Score / DECIMALS, address)).collect(), total))
}

/// A hit with what it is ordered by, and its score in units of its last decimal.
type Found = ((String, i64, i64), i64, DocAddress);

/// Puts hits in the order of their ids, which stand in these columns of segments.
fn by_id(
    columns: &FxHashMap<SegmentOrdinal, Option<StrColumn>>,
    hits: &mut [Found],
) -> tantivy::Result<()> {
    let mut ids = FxHashMap::default();
    for (.., address) in &*hits {
        let column = columns.get(&address.segment_ord).and_then(Option::as_ref);
        ids.insert(*address, text(column, address.doc_id)?);
    }
    hits.sort_unstable_by(|(.., one), (.., other)| ids.get(one).cmp(&ids.get(other)));
    Ok(())
}

/// A report that matches, in a segment.
#[derive(Clone, Copy, Debug)]
struct Match {
    document: DocId,
    score: Score,
}

impl Match {
    /// The score in units of its last decimal.
    fn shown(self) -> i64 {
        (self.score * DECIMALS + 0.5) as i64
    }
}

/// Scores `hits` with nearness, the best ones without it first, as long as one of those left can
/// be among the `most` best whatever nearness adds to it; gives those that were scored.
fn best_with_nearness(
    mut hits: Vec<Match>,
    most: usize,
    nearness: &Nearness,
    scored: &dyn Fn(Vec<Match>) -> tantivy::Result<Vec<Match>>,
) -> tantivy::Result<Vec<Match>> {
    // What is added in another order may differ in its last digits.
    let factor = (1.0 + nearness.most() + 1e-4) * DECIMALS;
    let mut done = Vec::new();
    // Each round raises what has to be reached, and is cheap beside what it spares.
    let mut count = most.max(FIRST_ROUND);
    while !hits.is_empty() {
        let mut left = Vec::new();
        if count < hits.len() {
            let by_score = |one: &Match, other: &Match| other.score.total_cmp(&one.score);
            hits.select_nth_unstable_by(count, by_score);
            left = hits.split_off(count);
        }
        done.append(&mut scored(hits)?);
        if done.len() >= most {
            let mut shown: Vec<i64> = done.iter().map(|hit| -hit.shown()).collect();
            let (_, last, _) = shown.select_nth_unstable(most - 1);
            let reached = -*last;
            left.retain(|hit| (hit.score * factor + 1.0) as i64 >= reached);
        }
        hits = left;
        count *= 4;
    }
    Ok(done)
}

/// Hits that are scored with nearness in the first round.
const FIRST_ROUND: usize = 32;

/// The hits with what nearness adds to their scores, as far as there is time for it.
fn with_nearness(
    segment: &SegmentReader,
    nearness: Option<&Nearness>,
    stop: &Stop,
    mut hits: Vec<Match>,
) -> tantivy::Result<Vec<Match>> {
    let Some(nearness) = nearness else { return Ok(hits) };
    hits.sort_unstable_by_key(|hit| hit.document);
    let mut near = nearness.open(segment)?;
    for hit in &mut hits {
        if stop.is_set() {
            break;
        }
        hit.score += near.bonus(hit.document);
    }
    Ok(hits)
}

/// The first `most` of `hits` in ascending order of their `keys`, and all whose key equals the
/// last.
fn first<K: Copy + Ord>(
    hits: Vec<Match>,
    most: usize,
    keys: impl FnOnce(&[Match]) -> Vec<K>,
) -> Vec<Match> {
    if hits.len() <= most || most == 0 {
        return hits;
    }
    let mut keyed = keys(&hits).into_iter().zip(hits).collect();
    cut(&mut keyed, most);
    keyed.into_iter().map(|(_, hit)| hit).collect()
}

/// Keeps the hits with such keys.
fn keep<K>(hits: &mut Vec<Match>, keys: Vec<K>, is_kept: impl Fn(K) -> bool) {
    let mut keys = keys.into_iter();
    hits.retain(|_| keys.next().is_some_and(&is_kept));
}

/// All that a hit of a segment is ordered by.
type Key = ((i64, i64), i64);

/// Leaves the first `most` of hits, and all whose key equals the last; gives that key.
fn cut<K: Copy + Ord>(hits: &mut Vec<(K, Match)>, most: usize) -> Option<K> {
    let mut keys: Vec<K> = hits.iter().map(|(key, _)| *key).collect();
    let last = most.checked_sub(1).filter(|last| *last < keys.len())?;
    let (_, &mut last, _) = keys.select_nth_unstable(last);
    hits.retain(|(key, _)| *key <= last);
    Some(last)
}

/// What orders the hits of a segment: lesser keys come first.
struct Order {
    sort: Sort,
    dates: Option<Column<i64>>,
    paths: Option<StrColumn>,
    ids: Option<StrColumn>,
}

impl Order {
    fn open(segment: &SegmentReader, sort: Sort) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        let paths = if sort == Sort::Path { columns.str("path")? } else { None };
        Ok(Self { sort, dates: columns.i64("date").ok(), paths, ids: columns.str("id")? })
    }

    /// The days as numbers; of reports without one, as if it came last.
    fn dates(&self, hits: &[Match], newest_first: bool) -> Vec<i64> {
        let mut dates = vec![None; hits.len()];
        if let Some(column) = &self.dates {
            // All at once, which takes half the instructions of one after the other.
            let documents: Vec<DocId> = hits.iter().map(|hit| hit.document).collect();
            column.first_vals(&documents, &mut dates);
        }
        let key = |date: Option<i64>| {
            date.map_or(i64::MAX, |date| if newest_first { -date } else { date })
        };
        dates.into_iter().map(key).collect()
    }

    /// The first `most` of `hits`.
    ///
    /// They are looked at a few at a time, and what one of them is ordered by is read only as far
    /// as those before leave it in doubt. Keys of all hits of a common word would cost more to
    /// find room for than to read.
    fn best(&self, hits: &[Match], most: usize) -> Vec<Match> {
        const FEW: usize = 1_024;
        if hits.len() <= most {
            return hits.to_vec();
        }
        let mut best: Vec<(Key, Match)> = Vec::new();
        let mut last: Option<Key> = None;
        for few in hits.chunks(FEW) {
            let mut few = few.to_vec();
            if let Some(((first, second), _)) = last {
                let keys = self.first(&few);
                keep(&mut few, keys, |key| key <= first);
                let keys = self.second(&few);
                keep(&mut few, keys, |key| key <= (first, second));
            }
            let keyed = self.third(&few).into_iter().zip(few);
            best.extend(keyed.filter(|(key, _)| last.is_none_or(|last| *key <= last)));
            if best.len() >= 2 * most.max(FEW) {
                last = cut(&mut best, most);
            }
        }
        cut(&mut best, most);
        best.into_iter().map(|(_, hit)| hit).collect()
    }

    /// By what the hits are ordered first; paths by their number in the segment.
    fn first(&self, hits: &[Match]) -> Vec<i64> {
        match self.sort {
            Sort::Score => shown(hits),
            Sort::Oldest => self.dates(hits, false),
            Sort::Newest => self.dates(hits, true),
            Sort::Path => hits.iter().map(|hit| ordinal(self.paths.as_ref(), *hit)).collect(),
        }
    }

    /// By that, and by what those are ordered that are equal by it.
    fn second(&self, hits: &[Match]) -> Vec<(i64, i64)> {
        let second = match self.sort {
            Sort::Score => self.dates(hits, true),
            Sort::Oldest | Sort::Newest | Sort::Path => shown(hits),
        };
        self.first(hits).into_iter().zip(second).collect()
    }

    /// By both, and those that are still equal by the number of the id in the segment.
    fn third(&self, hits: &[Match]) -> Vec<Key> {
        let ids = hits.iter().map(|hit| ordinal(self.ids.as_ref(), *hit));
        self.second(hits).into_iter().zip(ids).collect()
    }

    /// The same keys, without the id, as they compare with those of other segments.
    fn across_segments(&self, hits: &[Match]) -> tantivy::Result<Vec<(String, i64, i64)>> {
        let key = |(hit, (first, second)): (&Match, (i64, i64))| match self.sort {
            Sort::Path => Ok((text(self.paths.as_ref(), hit.document)?, 0, second)),
            _ => Ok((String::new(), first, second)),
        };
        hits.iter().zip(self.second(hits)).map(key).collect()
    }
}

/// The scores as they are ordered, the highest first.
fn shown(hits: &[Match]) -> Vec<i64> {
    hits.iter().map(|hit| -hit.shown()).collect()
}

/// The number of a report's value among those of the segment, which are in order.
fn ordinal(column: Option<&StrColumn>, hit: Match) -> i64 {
    let ordinal = column.and_then(|column| column.ords().first(hit.document));
    ordinal.and_then(|ordinal| i64::try_from(ordinal).ok()).unwrap_or(i64::MAX)
}

fn text(column: Option<&StrColumn>, document: DocId) -> tantivy::Result<String> {
    let mut text = String::new();
    if let Some(column) = column
        && let Some(ordinal) = column.ords().first(document)
    {
        column.ord_to_str(ordinal, &mut text)?;
    }
    Ok(text)
}

/// Collects every report that matches with its score, segment by segment.
struct Everything;

impl Collector for Everything {
    type Fruit = Vec<(SegmentOrdinal, Vec<Match>)>;
    type Child = InSegment;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<InSegment> {
        Ok(InSegment { ordinal, hits: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(
        &self,
        segments: Vec<(SegmentOrdinal, Vec<Match>)>,
    ) -> tantivy::Result<Vec<(SegmentOrdinal, Vec<Match>)>> {
        Ok(segments)
    }
}

/// Collects in one segment.
struct InSegment {
    ordinal: SegmentOrdinal,
    hits: Vec<Match>,
}

impl SegmentCollector for InSegment {
    type Fruit = (SegmentOrdinal, Vec<Match>);

    fn collect(&mut self, document: DocId, score: Score) {
        self.hits.push(Match { document, score });
    }

    fn harvest(self) -> (SegmentOrdinal, Vec<Match>) {
        (self.ordinal, self.hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_those_that_a_sort_puts_first_with_all_that_equal_the_last() {
        for (count, keys) in [(5_000, 7), (5_000, 3_000), (10_000, 1), (3_000, 3_000), (9, 3)] {
            let hits: Vec<Match> =
                (0..count).map(|document| Match { document, score: 0.0 }).collect();
            let key = |hit: &Match| hit.document.wrapping_mul(7_919) % keys;
            for most in [0_usize, 1, 10, 2_000, 9_000, 20_000] {
                let mut all: Vec<u32> = hits.iter().map(key).collect();
                all.sort_unstable();
                let last = most.checked_sub(1).and_then(|last| all.get(last)).copied();
                let wanted: Vec<DocId> = hits
                    .iter()
                    .filter(|hit| last.is_none_or(|last| key(hit) <= last))
                    .map(|hit| hit.document)
                    .collect();
                let found = first(hits.clone(), most, |hits| hits.iter().map(key).collect());
                let found: Vec<DocId> = found.iter().map(|hit| hit.document).collect();
                assert_eq!(found, wanted, "{count} {keys} {most}");
            }
        }
    }
}
