//! Writing: reports in, durable commits out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{Document, Field};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError, Term};

use crate::analyze::sentence::sentences;
use crate::index::fingerprint::fingerprint;
use crate::index::reader::register;
use crate::index::records::Records;
use crate::index::replacement::{remove_folder, remove_temporary, take_place};
use crate::index::schema::{Fields, Links};
use crate::index::store::{Access, Damage, Directory, WriterLock};
use crate::index::{Error, Manifest, Reader, Stamp, manifest};
use crate::report::Report;
use crate::span::Span;

/// Memory that the indexing threads together fill before they write segments.
const MEMORY: usize = 300 << 20;
/// The least of it that the engine gives a thread.
const LEAST_PER_THREAD: usize = 15 << 20;
/// The most; beyond, segments grow but nothing is gained.
const MOST_PER_THREAD: usize = 150 << 20;

/// Share of deleted reports at which a segment is merged; the engine's default is never.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// How hard texts and records are packed, and how many bytes of texts together. More bytes make
/// the index smaller, 0.7 % of the texts from here to 64 KiB, but each hit that is shown unpacks
/// so many; see `docs/performance.md`.
const LEVEL: i32 = 6;
const STORE_BLOCK: usize = 48 << 10;

/// Name of the folder, inside that of the index, where one is built to take its place.
const BESIDE: &str = ".rebuild";

/// An index opened for writing. One at a time; readers go on with the last commit.
pub struct Writer {
    /// Where readers look for the index.
    folder: PathBuf,
    /// Where it is written: there or, if it is to take that one's place, in [`BESIDE`].
    place: PathBuf,
    fields: Fields,
    /// Shared while reports are added, alone while they are committed.
    engine: RwLock<IndexWriter<Held>>,
    /// Held by whoever deletes, within the lock above. The engine numbers a deletion before it
    /// puts it into its queue, and expects the queue in the order of numbers; two threads could
    /// put theirs the other way.
    deleting: Mutex<()>,
    damage: Damage,
    threads: usize,
    lock: WriterLock,
}

/// What is to be kept until the engine has taken a report up, and dropped then.
pub type Burden = Box<dyn Send + Sync>;

/// A document on its way to the engine's threads.
struct Held {
    document: TantivyDocument,
    burden: Burden,
}

impl Document for Held {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        drop(self.burden);
        self.document
    }
}

/// Adds reports from one thread; made by [`Writer::entry`].
pub struct Entry<'a> {
    index: &'a Writer,
    links: Links,
}

impl Writer {
    /// Opens the index in `folder`, or makes one if there is none.
    ///
    /// `threads` is how many threads of the engine build the index.
    pub fn open(folder: &Path, threads: usize) -> Result<Self, Error> {
        match manifest::check(folder) {
            Ok(()) => {}
            Err(Error::Missing { .. }) => prepare(folder)?,
            Err(error) => return Err(error),
        }
        let lock = lock(folder)?;
        match manifest::check(folder) {
            // Somebody else may have made it meanwhile.
            Ok(()) => {}
            Err(Error::Missing { .. }) => manifest::mark(folder)?,
            Err(error) => return Err(error),
        }
        Self::begin(folder, folder.to_owned(), threads, lock)
    }

    /// Opens an index that is to take the place of the one in `folder`, of whatever format or
    /// damaged, when it is finished; gives what that one says of itself, if it can be relied on.
    /// To be followed by [`Writer::anew`] when it is known what the new one is made from.
    pub fn rebuild(folder: &Path, threads: usize) -> Result<(Self, Option<Manifest>), Error> {
        if let Err(Error::Missing { .. }) = manifest::check(folder) {
            return Ok((Self::open(folder, threads)?, None));
        }
        let lock = lock(folder)?;
        let known = manifest::salvage(folder);
        Ok((Self::beside(folder, threads, lock, None)?, known))
    }

    /// Begins an index that is to take this one's place when it is finished; until then readers
    /// go on with this one.
    ///
    /// If one was begun before and not finished, with the same rules and collections, it is gone
    /// on with: [`Writer::committed`] gives what it holds already.
    pub fn anew(self, manifest: &Manifest) -> Result<Self, Error> {
        let Self { folder, engine, threads, lock, .. } = self;
        // Without this the engine's threads would go on with the index that is given up.
        drop(engine);
        Self::beside(&folder, threads, lock, Some(manifest))
    }

    fn beside(
        folder: &Path,
        threads: usize,
        lock: WriterLock,
        manifest: Option<&Manifest>,
    ) -> Result<Self, Error> {
        let place = folder.join(BESIDE);
        let begun = Reader::open(&place).ok();
        let is_fit =
            |begun: &Reader| manifest.is_none_or(|made| begun.manifest().is_made_like(made));
        if !begun.as_ref().is_some_and(is_fit) {
            remove_folder(&place)?;
        }
        let io = |source| Error::Io { path: place.clone(), source };
        fs::create_dir_all(&place).map_err(io)?;
        manifest::mark(&place)?;
        Self::begin(folder, place, threads, lock)
    }

    fn begin(
        folder: &Path,
        place: PathBuf,
        threads: usize,
        lock: WriterLock,
    ) -> Result<Self, Error> {
        let damage = Damage::default();
        let (index, fields) = match Reader::engine(&place, Access::Write, &damage) {
            Err(Error::Missing { .. }) => create(&place, &damage)?,
            opened => opened?,
        };
        let engine = |source| Error::of_engine(folder, source, &damage);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.max(1))
            .memory_budget_per_thread(
                (MEMORY / threads.max(1)).clamp(LEAST_PER_THREAD, MOST_PER_THREAD),
            )
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter<Held> = index.writer_with_options(options).map_err(engine)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(policy));
        // The engine goes on numbering its operations with the number of the last commit, so the
        // first one of a run would have that number too, and a merge that is made before the next
        // commit would take it for committed: a report would be lost until then, or be there
        // twice for ever. No operation is given it.
        writer.run(std::iter::empty()).map_err(engine)?;
        // What killed runs have left.
        writer.garbage_collect_files().wait().map_err(engine)?;
        remove_temporary(&place)?;
        let folder = folder.to_owned();
        Ok(Self {
            folder,
            place,
            fields,
            engine: RwLock::new(writer),
            deleting: Mutex::default(),
            damage,
            threads,
            lock,
        })
    }

    /// The reports of the last commit, to compare with.
    pub fn committed(&self) -> Result<Reader, Error> {
        self.adding(|engine| {
            Reader::of(&self.place, engine.index(), self.fields, self.damage.clone())
        })
    }

    /// The engine, beside others that add. It has no state that a panic could leave half done.
    fn adding<T>(&self, act: impl FnOnce(&IndexWriter<Held>) -> T) -> T {
        act(&self.engine.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A handle for one thread that adds reports.
    pub fn entry(&self) -> Entry<'_> {
        Entry { index: self, links: Links::default() }
    }

    /// Forgets the report `id`.
    pub fn delete(&self, id: &str) {
        self.delete_all_with(self.fields.id, id);
    }

    /// Forgets every report of the file `file`.
    pub fn delete_file(&self, file: &str) {
        self.delete_all_with(self.fields.file, file);
    }

    fn delete_all_with(&self, field: Field, value: &str) {
        self.adding(|engine| self.delete_term(engine, Term::from_field_text(field, value)));
    }

    fn delete_term(&self, engine: &IndexWriter<Held>, term: Term) {
        let _order = self.deleting.lock().unwrap_or_else(PoisonError::into_inner);
        engine.delete_term(term);
    }

    /// Makes all changes until now visible and durable at once, with what the index says of
    /// itself. May be called many times in a run.
    ///
    /// When it has returned, the changes survive whatever happens to the program or the machine.
    pub fn commit(&self, manifest: &Manifest) -> Result<(), Error> {
        let manifest = Manifest { fingerprint: fingerprint(), ..manifest.clone() };
        let payload = serde_json::to_string(&manifest)
            .map_err(|source| Error::Io { path: self.folder.clone(), source: source.into() })?;
        let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
        let committed = (|| {
            let mut prepared = engine.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()
        })();
        committed.map_err(|source| self.error(source))?;
        // The engine may have gone on without what it could not read.
        Error::if_damaged(&self.folder, &self.damage)
    }

    /// Ends the run: waits until the engine has put small segments together and, if the index was
    /// built to take another's place, puts it there. What was not committed is lost.
    pub fn finish(self) -> Result<(), Error> {
        let Self { folder, place, engine, damage, lock, .. } = self;
        merged(engine, &folder, &damage)?;
        if place == folder {
            // An index that was to take this one's place and was given up.
            remove_folder(&folder.join(BESIDE))?;
        } else {
            take_place(&place, &folder)?;
        }
        drop(lock);
        Ok(())
    }

    /// Ends a run that was stopped: as [`Writer::finish`], but an index that was to take another's
    /// place is left to be gone on with.
    pub fn pause(self) -> Result<(), Error> {
        let Self { folder, engine, damage, lock, .. } = self;
        merged(engine, &folder, &damage)?;
        drop(lock);
        Ok(())
    }

    fn error(&self, source: TantivyError) -> Error {
        Error::of_engine(&self.folder, source, &self.damage)
    }
}

impl Entry<'_> {
    /// Adds a report of the file `file`, in place of the one with the same id if there was one.
    pub fn upsert(
        &mut self,
        file: &str,
        stamp: Stamp,
        report: Report,
        replaces: bool,
    ) -> Result<(), Error> {
        let sentences = sentences(&report.body);
        self.upsert_with(file, stamp, report, &sentences, replaces, Box::new(()))
    }

    /// The same of a report with the sentences of its body; `burden` is dropped as soon as the
    /// engine has taken the report up.
    pub fn upsert_with(
        &mut self,
        file: &str,
        stamp: Stamp,
        report: Report,
        sentences: &[Span],
        replaces: bool,
        burden: Burden,
    ) -> Result<(), Error> {
        let fields = self.index.fields;
        let id = report.id.clone();
        let document = fields.document(file, stamp, report, sentences, &mut self.links);
        // Both in one go: a commit between the two would hold neither the old nor the new.
        let added = self.index.adding(|engine| {
            if replaces {
                self.index.delete_term(engine, Term::from_field_text(fields.id, &id));
            }
            engine.add_document(Held { document, burden })
        });
        added.map(drop).map_err(|source| self.index.error(source))
    }
}

fn lock(folder: &Path) -> Result<WriterLock, Error> {
    let folder = folder.to_owned();
    match WriterLock::take(&folder) {
        Ok(Ok(lock)) => Ok(lock),
        Ok(Err(holder)) => Err(Error::Busy { folder, holder }),
        Err(source) => Err(Error::Io { path: folder, source }),
    }
}

/// Waits for the engine's merges, which rewrite segments but change no answer.
fn merged(engine: RwLock<IndexWriter<Held>>, folder: &Path, damage: &Damage) -> Result<(), Error> {
    let engine = engine.into_inner().unwrap_or_else(PoisonError::into_inner);
    engine.wait_merging_threads().map_err(|source| Error::of_engine(folder, source, damage))?;
    // The engine gives a merge up without a word.
    Error::if_damaged(folder, damage)
}

/// Makes sure that `folder` can become that of an index.
fn prepare(folder: &Path) -> Result<(), Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(io)?;
    for entry in fs::read_dir(folder).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        let name = name.to_string_lossy();
        // A README and ignore files may keep an index folder in version control.
        if !name.starts_with('.') && !name.ends_with(".md") {
            return Err(Error::Foreign { folder: folder.to_owned() });
        }
    }
    Ok(())
}

/// Makes an empty index.
fn create(folder: &Path, damage: &Damage) -> Result<(Index, Fields), Error> {
    let (schema, fields) = Fields::schema();
    let engine = |source| Error::of_engine(folder, source, damage);
    let directory = Directory::open(folder, Access::Write, damage.clone()).map_err(engine)?;
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(LEVEL) }),
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    let index = Index::builder()
        .schema(schema)
        .settings(settings)
        .register_plugin(Arc::new(Records { field: fields.record }))
        .open_or_create(directory)
        .map_err(engine)?;
    register(&index);
    Ok((index, fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_operation_of_a_run_has_the_number_of_the_last_commit() {
        let folder = tempfile::tempdir().expect("a folder");
        for _ in 0..3 {
            let writer = Writer::open(folder.path(), 1).expect("nobody writes");
            let deletion = |engine: &IndexWriter<Held>| {
                let term = Term::from_field_text(writer.fields.id, "a");
                (engine.delete_term(term), engine.commit_opstamp())
            };
            let (first, committed) = writer.adding(deletion);
            assert!(first > committed, "{first} is not behind {committed}");
            writer.commit(&Manifest::default()).expect("a folder that can be written");
            let (next, committed) = writer.adding(deletion);
            assert!(next > committed, "{next} is not behind {committed}");
        }
    }
}
