//! Writing: reports in, durable commits out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use tantivy::directory::error::LockError;
use tantivy::directory::{Directory as _, MmapDirectory};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{Document, Field};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, TantivyError, Term};

use crate::index::reader::register;
use crate::index::schema::{Fields, Links};
use crate::index::{Error, Manifest, Reader, Stamp, manifest};
use crate::report::Report;

/// Memory that the indexing threads together fill before they write segments.
const MEMORY: usize = 300 << 20;
/// The least of it that the engine gives a thread.
const LEAST_PER_THREAD: usize = 15 << 20;
/// The most; beyond, segments grow but nothing is gained.
const MOST_PER_THREAD: usize = 150 << 20;

/// Share of deleted reports at which a segment is merged; the engine's default is never.
const DELETED_BEFORE_MERGE: f32 = 0.2;

/// An index opened for writing. One at a time; readers go on with the last commit.
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    /// Shared while reports are added, alone while they are committed.
    engine: RwLock<IndexWriter<Held>>,
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
        let (index, fields) = match manifest::check(folder) {
            Ok(()) => Reader::engine(folder)?,
            Err(Error::Missing { .. }) => create(folder)?,
            Err(error) => return Err(error),
        };
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.max(1))
            .memory_budget_per_thread(
                (MEMORY / threads.max(1)).clamp(LEAST_PER_THREAD, MOST_PER_THREAD),
            )
            .num_merge_threads(1)
            .build();
        let writer: IndexWriter<Held> =
            index.writer_with_options(options).map_err(|error| match error {
                TantivyError::LockFailure(LockError::LockBusy, _) => {
                    Error::Busy { folder: folder.to_owned() }
                }
                source => Error::Engine { folder: folder.to_owned(), source },
            })?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(policy));
        Ok(Self { folder: folder.to_owned(), fields, engine: RwLock::new(writer) })
    }

    /// The reports of the last commit, to compare with.
    pub fn committed(&self) -> Result<Reader, Error> {
        self.adding(|engine| Reader::of(&self.folder, engine.index(), self.fields))
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
        self.adding(|engine| engine.delete_term(Term::from_field_text(field, value)));
    }

    /// Forgets everything, for an index whose rules have changed.
    pub fn delete_all(&self) -> Result<(), Error> {
        self.adding(|engine| engine.delete_all_documents().map(drop))
            .map_err(|source| self.error(source))
    }

    /// Makes all changes until now visible and durable at once, with what the index says of
    /// itself. May be called many times in a run.
    pub fn commit(&self, manifest: &Manifest) -> Result<(), Error> {
        // Plain data with text keys; serialising it cannot fail.
        let payload = serde_json::to_string(manifest).unwrap_or_default();
        let mut engine = self.engine.write().unwrap_or_else(PoisonError::into_inner);
        let committed = (|| {
            let mut prepared = engine.prepare_commit()?;
            prepared.set_payload(&payload);
            prepared.commit()
        })();
        committed.map_err(|source| self.error(source))?;
        // The engine renames its list of segments into place, but does not wait for the
        // folder to reach the disk.
        engine
            .index()
            .directory()
            .sync_directory()
            .map_err(|source| Error::Io { path: self.folder.clone(), source })
    }

    /// Waits until the engine has put small segments together. What was not committed is lost.
    pub fn finish(self) -> Result<(), Error> {
        let folder = self.folder;
        let engine = self.engine.into_inner().unwrap_or_else(PoisonError::into_inner);
        engine.wait_merging_threads().map_err(|source| Error::Engine { folder, source })
    }

    fn error(&self, source: TantivyError) -> Error {
        Error::Engine { folder: self.folder.clone(), source }
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
        self.upsert_with(file, stamp, report, replaces, Box::new(()))
    }

    /// The same; `burden` is dropped as soon as the engine has taken the report up.
    pub fn upsert_with(
        &mut self,
        file: &str,
        stamp: Stamp,
        report: Report,
        replaces: bool,
        burden: Burden,
    ) -> Result<(), Error> {
        if replaces {
            self.index.delete(&report.id);
        }
        let document = self.index.fields.document(file, stamp, report, &mut self.links);
        self.index
            .adding(|engine| engine.add_document(Held { document, burden }).map(drop))
            .map_err(|source| self.index.error(source))
    }
}

/// Makes an empty index.
fn create(folder: &Path) -> Result<(Index, Fields), Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    fs::create_dir_all(folder).map_err(io)?;
    for entry in fs::read_dir(folder).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        let name = name.to_string_lossy();
        // A README and ignore files may keep an index folder in version control; leftovers of a
        // first run that was killed are the engine's.
        let ours = name.starts_with('.') || name.ends_with(".md") || name == "meta.json";
        if !ours && !is_segment_file(&name) {
            return Err(Error::Foreign { folder: folder.to_owned() });
        }
    }
    let (schema, fields) = Fields::schema();
    let engine = |source| Error::Engine { folder: folder.to_owned(), source };
    let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        ..IndexSettings::default()
    };
    let index = if Index::exists(&directory).map_err(|error| engine(error.into()))? {
        Index::open(directory).map_err(engine)?
    } else {
        Index::create(directory, schema, settings).map_err(engine)?
    };
    register(&index);
    manifest::mark(folder)?;
    Ok((index, fields))
}

/// Whether a name is a segment's: 32 hexadecimal digits and an extension.
fn is_segment_file(name: &str) -> bool {
    name.split('.')
        .next()
        .is_some_and(|stem| stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
