//! The workers: documents become reports, reports go into the index.

use std::panic::catch_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::index::{self, Catalog, Entry, Place, Stamp, Writer};
use crate::ingest::extract::{self, Extracted};
use crate::ingest::pipeline::account::Doubt;
use crate::ingest::pipeline::room::Seat;
use crate::ingest::read::{Document, Skip};
use crate::report::Report;

/// Something on its way from the reader to the index.
pub(super) struct Task {
    pub file: String,
    pub stamp: Stamp,
    pub replaces: bool,
    pub work: Work,
    pub seat: Seat,
}

/// What is to be done.
pub(super) enum Work {
    /// A document is to be indexed. A report of the index with the same content is named if there
    /// is one: its record can serve again.
    Read(Box<Document>, Option<Place>),
    /// A report of the index is to have the stamp that its file has now.
    Renew(Place),
}

/// What all workers share.
pub(super) struct Shared<'a> {
    pub writer: &'a Writer,
    pub catalog: Option<&'a Catalog<'a>>,
    pub today: Date,
    /// Reports indexed so far.
    pub indexed: AtomicUsize,
    /// Raised when the index cannot be written any more.
    pub failed: AtomicBool,
    pub findings: Mutex<Findings>,
}

/// What workers have to say.
#[derive(Default)]
pub(super) struct Findings {
    pub doubts: Vec<Doubt>,
    /// Documents on which extraction failed.
    pub faulty: Vec<Faulty>,
}

/// A document on which extraction failed.
pub(super) struct Faulty {
    pub file: String,
    /// Whether it was to replace a report, which stays.
    pub replaces: bool,
    pub skip: Skip,
}

/// Takes tasks until the queue is closed. After a failure tasks are dropped, so that the reader
/// is not left waiting.
pub(super) fn work(shared: &Shared<'_>, queue: &Mutex<Receiver<Task>>) -> Result<(), index::Error> {
    let mut entry = shared.writer.entry();
    let mut failure = None;
    loop {
        // Nobody can leave a receiver half done.
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(task) = task else { break };
        if shared.failed.load(Ordering::Relaxed) {
            continue;
        }
        if let Err(error) = carry_out(shared, &mut entry, task) {
            shared.failed.store(true, Ordering::Relaxed);
            failure = Some(error);
        }
    }
    failure.map_or(Ok(()), Err)
}

fn carry_out(shared: &Shared<'_>, entry: &mut Entry<'_>, task: Task) -> Result<(), index::Error> {
    let Task { file, stamp, replaces, work, seat } = task;
    let Extracted { report, sentences } = match work {
        Work::Renew(place) => {
            let Some(catalog) = shared.catalog else { return Ok(()) };
            let Extracted { report, sentences } = catalog.report(place)?.into();
            return entry.upsert_with(&file, stamp, report, &sentences, true, Box::new(seat));
        }
        Work::Read(document, alike) => {
            match alike.and_then(|place| again(shared, place, &document)) {
                Some(report) => report.into(),
                None => match extracted(shared, *document, &file, replaces) {
                    Some(extracted) => extracted,
                    None => return Ok(()),
                },
            }
        }
    };
    entry.upsert_with(&file, stamp, report, &sentences, replaces, Box::new(seat))?;
    shared.indexed.fetch_add(1, Ordering::Relaxed);
    Ok(())
}

/// The record of a document, from the report at `place`, if extraction would give the same.
fn again(shared: &Shared<'_>, place: Place, document: &Document) -> Option<Report> {
    // What cannot be read of the index is extracted anew.
    let report = shared.catalog?.report(place).ok()?;
    let raw = &document.raw;
    let same = report.hash == document.hash.to_hex().as_str()
        && report.body == raw.body
        && report.extra == raw.extra
        // Notes tell of the reading, which was of another place.
        && report.notes.is_empty()
        && raw.notes.is_empty()
        && extract::date_of_name(&report.id, &report.path)
            == extract::date_of_name(&raw.id, &raw.path);
    same.then(|| Report { id: raw.id.clone(), path: raw.path.clone(), ..report })
}

/// The record of a document, read from its text.
fn extracted(
    shared: &Shared<'_>,
    document: Document,
    file: &str,
    replaces: bool,
) -> Option<Extracted> {
    let hash = document.hash.to_hex().to_string();
    let id = document.raw.id.clone();
    let today = shared.today;
    // A fault of ours in one report must not cost the others; it is named, and what the index
    // held of the report stays.
    let extracted = catch_unwind(|| extract::extracted(document.raw, hash, today));
    let mut findings = shared.findings.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(extracted) = extracted else {
        let reason = "a fault in bilat itself; please report it with this document";
        let skip = Skip::trouble(id, reason);
        findings.faulty.push(Faulty { file: file.to_owned(), replaces, skip });
        return None;
    };
    let report = &extracted.report;
    findings.doubts.extend(report.notes.iter().map(|note| Doubt {
        path: report.path.clone(),
        id: report.id.clone(),
        note: note.clone(),
    }));
    Some(extracted)
}
