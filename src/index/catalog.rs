//! What the index already holds of each file, to touch only what has changed.

use rustc_hash::FxHashMap;
use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

use crate::index::{Error, Reader, Stamp};

/// The files of an index with their reports.
pub struct Catalog<'a> {
    reader: &'a Reader,
    segments: Vec<Option<Columns>>,
    files: FxHashMap<String, File>,
}

struct File {
    stamp: Stamp,
    reports: Vec<DocAddress>,
}

struct Columns {
    ids: StrColumn,
    hashes: Column<u64>,
}

impl<'a> Catalog<'a> {
    /// Reads which files the index holds.
    pub fn new(reader: &'a Reader) -> Result<Self, Error> {
        let mut catalog = Self { reader, segments: Vec::new(), files: FxHashMap::default() };
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
            // Reports of one file stand together, so its name is looked up once.
            let mut name = String::new();
            let mut last = None;
            for document in segment.doc_ids_alive() {
                let Some(term) = files.term_ords(document).next() else { continue };
                if last != Some(term) {
                    name.clear();
                    files
                        .ord_to_str(term, &mut name)
                        .map_err(|error| reader.error(error.into()))?;
                    last = Some(term);
                }
                let stamp = Stamp(stamps.first(document).unwrap_or(0));
                let address = DocAddress::new(ordinal as u32, document);
                if let Some(file) = catalog.files.get_mut(&name) {
                    // Reports of one file that were read at different times (a container of
                    // which only some lines changed) carry different stamps.
                    if file.stamp != stamp {
                        file.stamp = Stamp(0);
                    }
                    file.reports.push(address);
                } else {
                    let file = File { stamp, reports: vec![address] };
                    catalog.files.insert(name.clone(), file);
                }
            }
            catalog.segments.push(Some(Columns { ids, hashes }));
        }
        Ok(catalog)
    }

    /// How many reports of `file` the index holds, if the file was not touched since.
    pub fn untouched(&self, file: &str, stamp: Stamp) -> Option<usize> {
        let known = self.files.get(file)?;
        (known.stamp == stamp).then_some(known.reports.len())
    }

    /// The ids of the reports of `file` with the hashes of their contents.
    pub fn reports(&self, file: &str) -> Result<FxHashMap<String, u64>, Error> {
        let mut reports = FxHashMap::default();
        let Some(known) = self.files.get(file) else { return Ok(reports) };
        for address in &known.reports {
            let Some(Some(columns)) = self.segments.get(address.segment_ord as usize) else {
                continue;
            };
            let Some(term) = columns.ids.term_ords(address.doc_id).next() else { continue };
            let mut id = String::new();
            columns
                .ids
                .ord_to_str(term, &mut id)
                .map_err(|error| self.reader.error(error.into()))?;
            reports.insert(id, columns.hashes.first(address.doc_id).unwrap_or(0));
        }
        Ok(reports)
    }

    /// The names of all files, in order, with their numbers of reports.
    pub fn files(&self) -> Vec<(&str, usize)> {
        let mut files: Vec<_> =
            self.files.iter().map(|(name, file)| (name.as_str(), file.reports.len())).collect();
        files.sort_unstable();
        files
    }
}
