//! What the index already holds of each file, to touch only what has changed.
//!
//! A table of four words a report, so that a million reports are a few tens of megabytes; names
//! are read from the columns of the index when they are wanted.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, SegmentReader};

use crate::index::{Error, Reader, Stamp};
use crate::report::{Key, Report};

/// The files of an index with their reports.
pub struct Catalog<'a> {
    reader: &'a Reader,
    segments: Vec<Option<Columns>>,
    /// In order of files.
    reports: Vec<Entry>,
    by_content: OnceLock<Vec<(u64, Place)>>,
}

/// Where a report stands in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    segment: u32,
    document: u32,
}

/// A report that the index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where it stands.
    pub place: Place,
    /// The first 64 bits of its content's hash.
    pub hash: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    file: Key,
    place: Place,
    stamp: u64,
}

struct Columns {
    ids: StrColumn,
    files: StrColumn,
    hashes: Column<u64>,
}

impl<'a> Catalog<'a> {
    /// Reads which files the index holds.
    pub fn new(reader: &'a Reader) -> Result<Self, Error> {
        let mut catalog =
            Self { reader, segments: Vec::new(), reports: Vec::new(), by_content: OnceLock::new() };
        for (ordinal, segment) in reader.searcher().segment_readers().iter().enumerate() {
            let columns = segment.fast_fields();
            let read = || -> tantivy::Result<_> {
                Ok((
                    columns.str("id")?,
                    columns.str("file")?,
                    columns.u64("hash")?,
                    columns.u64("stamp")?,
                ))
            };
            let (ids, files, hashes, stamps) = read().map_err(|source| reader.error(source))?;
            let (Some(ids), Some(files)) = (ids, files) else {
                catalog.segments.push(None);
                continue;
            };
            for (place, file) in keys(reader, &files, alive(ordinal, segment))? {
                let stamp = stamps.first(place.document).unwrap_or(0);
                catalog.reports.push(Entry { file, place, stamp });
            }
            catalog.segments.push(Some(Columns { ids, files, hashes }));
        }
        catalog.reports.sort_unstable();
        Ok(catalog)
    }

    /// The reports of a file.
    fn of(&self, file: Key) -> &[Entry] {
        let rest = self.reports.get(start(&self.reports, file)..).unwrap_or_default();
        let count = rest.iter().take_while(|entry| entry.file == file).count();
        rest.get(..count).unwrap_or_default()
    }

    /// How many reports of `file`, whose key this is, the index holds, if the file was not touched
    /// since.
    pub fn untouched(&self, file: &str, key: Key, stamp: Stamp) -> Option<usize> {
        let reports = self.of(key);
        let same = match self.reader.manifest().renewed.get(file) {
            Some(renewed) => *renewed == stamp,
            // Reports of one file that were read at different times carry different stamps.
            None => reports.iter().all(|entry| entry.stamp == stamp.0),
        };
        (same && stamp != Stamp::NONE && !reports.is_empty()).then_some(reports.len())
    }

    /// The reports of `file`, each under its id.
    pub fn reports(&self, file: &str) -> Result<FxHashMap<Key, Known>, Error> {
        let entries = self.of(Key::of(file));
        let mut reports = FxHashMap::with_capacity_and_hasher(entries.len(), FxBuildHasher);
        for of_segment in entries.chunk_by(|one, other| one.place.segment == other.place.segment) {
            let columns = of_segment.first().and_then(|entry| self.columns(entry.place));
            let Some(columns) = columns else { continue };
            let places = of_segment.iter().map(|entry| entry.place).collect();
            for (place, id) in keys(self.reader, &columns.ids, places)? {
                reports.insert(id, self.known(place));
            }
        }
        Ok(reports)
    }

    fn columns(&self, place: Place) -> Option<&Columns> {
        self.segments.get(place.segment as usize)?.as_ref()
    }

    fn known(&self, place: Place) -> Known {
        let hash = self.columns(place).and_then(|columns| columns.hashes.first(place.document));
        Known { place, hash: hash.unwrap_or(0) }
    }

    fn read_id(&self, place: Place, id: &mut String) -> Result<(), Error> {
        id.clear();
        let Some(columns) = self.columns(place) else { return Ok(()) };
        let Some(term) = columns.ids.term_ords(place.document).next() else { return Ok(()) };
        columns.ids.ord_to_str(term, id).map(drop).map_err(|error| self.reader.error(error.into()))
    }

    /// The id of the report at `place`.
    pub fn id(&self, place: Place) -> Result<String, Error> {
        let mut id = String::new();
        self.read_id(place, &mut id)?;
        Ok(id)
    }

    /// The report at `place`, whole.
    pub fn report(&self, place: Place) -> Result<Report, Error> {
        self.reader.report(DocAddress::new(place.segment, place.document))
    }

    /// A report whose content has this hash, as far as 64 bits tell; the first in the index.
    pub fn with_content(&self, hash: u64) -> Option<Place> {
        let by_content = self.by_content.get_or_init(|| {
            let places = self.reports.iter().map(|entry| entry.place);
            let mut contents: Vec<_> =
                places.map(|place| (self.known(place).hash, place)).collect();
            contents.sort_unstable();
            contents
        });
        let at = by_content.partition_point(|(other, _)| *other < hash);
        by_content.get(at).filter(|(other, _)| *other == hash).map(|(_, place)| *place)
    }

    /// The names of all files but those in `seen`, in order, with what is known of their reports.
    pub fn files_but(&self, seen: &FxHashSet<Key>) -> Result<Vec<(String, Vec<Known>)>, Error> {
        let mut files = Vec::new();
        for range in self.ranges() {
            let entries = self.reports.get(range).unwrap_or_default();
            let Some(first) = entries.first().filter(|first| !seen.contains(&first.file)) else {
                continue;
            };
            let mut name = String::new();
            if let Some(columns) = self.columns(first.place)
                && let Some(term) = columns.files.term_ords(first.place.document).next()
            {
                columns
                    .files
                    .ord_to_str(term, &mut name)
                    .map_err(|error| self.reader.error(error.into()))?;
            }
            files.push((name, entries.iter().map(|entry| self.known(entry.place)).collect()));
        }
        files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Ok(files)
    }

    /// Where the reports of each file stand in the table.
    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        self.reports.chunk_by(|one, other| one.file == other.file).map(move |reports| {
            let range = start..start + reports.len();
            start = range.end;
            range
        })
    }
}

/// Where the reports of a file begin in a sorted table, or would begin.
///
/// Keys are spread evenly, so a key tells about where it stands. To halve the table until it is
/// found costs a wait for memory each time, a quarter of a run over files that have not changed.
fn start(reports: &[Entry], file: Key) -> usize {
    let is_before = |at: usize| reports.get(at).is_some_and(|entry| entry.file < file);
    let mut low = file.share(reports.len());
    let mut high = low;
    let mut step = 1;
    // What stands before `low` is less, and what stands from `high` on is not.
    if is_before(low) {
        while is_before(high) {
            low = high + 1;
            high += step;
            step *= 2;
        }
    } else {
        while low > 0 && !is_before(low - 1) {
            high = low - 1;
            low = low.saturating_sub(step);
            step *= 2;
        }
    }
    let between = reports.get(low..high.min(reports.len())).unwrap_or_default();
    low + between.partition_point(|entry| entry.file < file)
}

/// Where the reports of a segment stand.
pub(super) fn alive(ordinal: usize, segment: &SegmentReader) -> Vec<Place> {
    let place = |document| Place { segment: ordinal as u32, document };
    segment.doc_ids_alive().map(place).collect()
}

/// The value that each of the reports at `places`, of one segment, has in a column of names.
///
/// Names stand in blocks that build on each other, so they are read in their order: one by one,
/// each would cost its block.
pub(super) fn keys(
    reader: &Reader,
    column: &StrColumn,
    places: Vec<Place>,
) -> Result<impl Iterator<Item = (Place, Key)>, Error> {
    let term = |place: Place| Some((column.term_ords(place.document).next()?, place));
    let mut terms: Vec<(u64, Place)> = places.into_iter().filter_map(term).collect();
    terms.sort_unstable();
    let ordinals: Vec<u64> = terms.iter().map(|(term, _)| *term).collect();
    let mut keys = Vec::with_capacity(ordinals.len());
    let mut last: Option<(u64, Key)> = None;
    let mut rest = ordinals.iter();
    let complete = column
        .dictionary()
        .sorted_ords_to_term_cb(&ordinals, |name| {
            let ordinal = rest.next().copied();
            let key = match last {
                Some((known, key)) if Some(known) == ordinal => key,
                _ => Key::of(name),
            };
            last = ordinal.map(|ordinal| (ordinal, key));
            keys.push(key);
        })
        .map_err(|error| reader.error(error.into()))?;
    if !complete {
        let detail = "a column refers to a name that is not there".to_owned();
        return Err(Error::Damaged { folder: reader.folder().to_owned(), detail });
    }
    Ok(terms.into_iter().zip(keys).map(|((_, place), key)| (place, key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_however_many_reports_each_has() {
        let key = |file: usize| Key::of(format!("{file}.txt"));
        for sizes in [&[][..], &[1], &[0, 3], &[1; 500], &[0, 700, 1, 2, 0, 0, 90, 1]] {
            let mut reports = Vec::new();
            for (file, &size) in sizes.iter().enumerate() {
                let place = |document| Place { segment: 0, document };
                let entry = |document| Entry { file: key(file), place: place(document), stamp: 0 };
                reports.extend((0..size).map(entry));
            }
            reports.sort_unstable();
            for file in (0..sizes.len() + 50).map(key) {
                let expected = reports.partition_point(|entry| entry.file < file);
                assert_eq!(start(&reports, file), expected, "{} reports", reports.len());
            }
        }
    }
}
