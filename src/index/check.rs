//! Whether an index is whole: every byte of every file, and what the files say of each other.
//!
//! First each file is compared with its checksums. Only an index without damage is then opened,
//! and its parts are compared: what the list of the last commit counts, what the columns hold, what
//! the dictionary leads to, and what the stored records say.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet as _, SegmentReader, Term};

use crate::index::manifest::{self, FORMAT};
use crate::index::replacement::segment_files;
use crate::index::schema::{day_number, hash_column};
use crate::index::store::{META, open_sealed, verify};
use crate::index::{Error, Reader, reader};

/// Faults of one kind that are named singly; more would say nothing new.
const NAMED: usize = 20;

/// What was looked at, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// Format of the index.
    pub format: u32,
    /// Files of the index.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Reports, if the index could be opened.
    pub reports: Option<u64>,
    /// What is wrong; nothing, if the index is whole.
    pub faults: Vec<Fault>,
    /// Files of the engine that are no part of the index, left by a run that was killed or by one
    /// that is under way.
    pub leftovers: Vec<String>,
}

/// Something that is wrong with an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The file, if it is one file's.
    pub file: Option<String>,
    /// What is wrong.
    pub what: String,
}

impl Checkup {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, file: &str, what: impl Into<String>) {
        self.faults.push(Fault { file: Some(file.to_owned()), what: what.into() });
    }

    /// Adds faults of one kind, as many as are worth naming.
    fn add(&mut self, faults: Vec<String>) {
        let more = faults.len().saturating_sub(NAMED);
        let named = faults.into_iter().take(NAMED);
        self.faults.extend(named.map(|what| Fault { file: None, what }));
        if more > 0 {
            self.faults.push(Fault { file: None, what: format!("and {more} more of this kind") });
        }
    }
}

/// Checks the index in `folder`.
///
/// An error means that nothing could be checked: no index, another format, no permission. While a
/// writer commits, the check begins anew.
pub fn check(folder: &Path) -> Result<Checkup, Error> {
    loop {
        let before = reader::list(folder);
        let checkup = attempt(folder);
        if before == reader::list(folder) {
            return checkup;
        }
    }
}

fn attempt(folder: &Path) -> Result<Checkup, Error> {
    let mut checkup = Checkup { format: FORMAT, ..Checkup::default() };
    match manifest::check(folder) {
        Ok(()) => {}
        Err(Error::Damaged { detail, .. }) => {
            checkup.faults.push(Fault { file: None, what: detail });
        }
        Err(error) => return Err(error),
    }
    let listed = small_files(folder, &mut checkup)?;
    for name in segment_files(folder).map_err(|source| io_error(folder, source))? {
        // Without a list every file may be part of the index.
        if listed.as_ref().is_some_and(|listed| !listed.iter().any(|segment| segment.has(&name))) {
            checkup.leftovers.push(name);
            continue;
        }
        checkup.files += 1;
        match verify(&folder.join(&name)) {
            Ok(Ok(bytes)) => checkup.bytes += bytes,
            Ok(Err(what)) => checkup.fault(&name, what),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return Err(io_error(&folder.join(&name), error));
            }
            // The medium itself is at its end.
            Err(error) => checkup.fault(&name, format!("cannot be read: {error}")),
        }
    }
    if checkup.is_whole() {
        match Reader::attempt(folder) {
            Ok(reader) => contents(&reader, &mut checkup),
            Err(Error::Damaged { detail, .. }) => checkup.add(vec![detail]),
            Err(error) => return Err(error),
        }
    }
    Ok(checkup)
}

/// The list of the last commit, as far as it tells which files are part of the index.
#[derive(Deserialize)]
struct List {
    segments: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    segment_id: String,
    deletes: Option<Deletes>,
}

/// Which reports of a segment are deleted stands in a file with the number of the operation.
#[derive(Deserialize)]
struct Deletes {
    opstamp: u64,
}

impl Listed {
    /// Whether a file is part of the segment.
    fn has(&self, name: &str) -> bool {
        // Names of files have no hyphens.
        let Some(end) = name.strip_prefix(&self.segment_id.replace('-', "")) else { return false };
        match end.strip_suffix(".del").and_then(|end| end.strip_prefix('.')) {
            Some(of) => self.deletes.as_ref().is_some_and(|own| own.opstamp.to_string() == of),
            None => true,
        }
    }
}

/// Looks at the two small files; gives the segments of the last commit, if its list can be read.
fn small_files(folder: &Path, checkup: &mut Checkup) -> Result<Option<Vec<Listed>>, Error> {
    for name in [manifest::FILE, META] {
        if let Ok(metadata) = fs::metadata(folder.join(name)) {
            checkup.files += 1;
            checkup.bytes += metadata.len();
        }
    }
    let path = folder.join(META);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if segment_files(folder).map_err(|source| io_error(folder, source))?.is_empty() {
                // Nothing was ever committed.
                return Err(Error::Missing { folder: folder.to_owned() });
            }
            checkup.fault(META, "missing");
            return Ok(None);
        }
        Err(source) => return Err(io_error(&path, source)),
    };
    let list = open_sealed(&bytes).and_then(|content| serde_json::from_slice::<List>(content).ok());
    let Some(list) = list else {
        checkup.fault(META, "it has changed since it was written");
        return Ok(None);
    };
    Ok(Some(list.segments))
}

fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io { path: PathBuf::from(path), source }
}

/// Compares the parts of an index whose files are as they were written.
fn contents(reader: &Reader, checkup: &mut Checkup) {
    checkup.reports = Some(reader.len());
    let mut ids = Vec::new();
    for (ordinal, segment) in reader.searcher().segment_readers().iter().enumerate() {
        let mut faults = Vec::new();
        match of_segment(reader, ordinal as u32, segment, &mut ids, &mut faults) {
            Ok(()) => {}
            Err(Error::Damaged { detail, .. }) => faults.push(detail),
            Err(error) => faults.push(error.to_string()),
        }
        checkup.add(faults);
    }
    ids.sort_unstable();
    let doubled = ids.windows(2).filter(|pair| pair.first() == pair.last());
    let doubled = doubled.filter_map(|pair| pair.first());
    checkup.add(doubled.map(|id| format!("`{id}` is in the index twice")).collect());
}

/// Compares what a segment holds of each report, and collects the reports' ids.
fn of_segment(
    reader: &Reader,
    ordinal: u32,
    segment: &SegmentReader,
    ids: &mut Vec<String>,
    faults: &mut Vec<String>,
) -> Result<(), Error> {
    let wrap = |source| reader.error(source);
    let name = segment.segment_id().short_uuid_string();
    let alive = segment.doc_ids_alive().count();
    if alive != segment.num_docs() as usize {
        let listed = segment.num_docs();
        faults.push(format!("segment {name} holds {alive} reports, but is listed with {listed}"));
    }
    let columns = segment.fast_fields();
    let (hashes, stamps) =
        (columns.u64("hash").map_err(wrap)?, columns.u64("stamp").map_err(wrap)?);
    let dates = columns.i64("date").map_err(wrap)?;
    let files = columns.str("file").map_err(wrap)?;
    let dictionary = segment.inverted_index(reader.fields().id).map_err(wrap)?;
    let mut file = String::new();
    for document in segment.doc_ids_alive() {
        let address = DocAddress::new(ordinal, document);
        let (id, path) = reader.names(address)?;
        file.clear();
        if let Some(files) = &files
            && let Some(term) = files.term_ords(document).next()
        {
            files.ord_to_str(term, &mut file).map_err(|error| wrap(error.into()))?;
        }
        let term = Term::from_field_text(reader.fields().id, &id);
        let postings = dictionary.read_postings(&term, IndexRecordOption::Basic);
        let leads_here = postings
            .map_err(|error| wrap(error.into()))?
            .is_some_and(|mut postings| postings.seek(document) == document);
        if !leads_here {
            faults.push(format!("`{id}` cannot be found by its id"));
        }
        if reader.manifest().collection_of(&file).is_none() {
            faults.push(format!("`{id}` is of no collection"));
        }
        match reader.report(address) {
            Err(Error::Damaged { detail, .. }) => faults.push(format!("`{id}`: {detail}")),
            Err(error) => return Err(error),
            Ok(report) => {
                let agree = report.id == id
                    && report.path == path
                    && hashes.first(document) == Some(hash_column(&report.hash))
                    && dates.first(document)
                        == report.shown_date().map(|date| day_number(date.first))
                    && stamps.first(document).is_some();
                if !agree {
                    faults.push(format!("`{id}`: record and columns contradict each other"));
                }
            }
        }
        ids.push(id);
    }
    Ok(())
}
