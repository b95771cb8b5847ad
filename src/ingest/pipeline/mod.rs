//! The run: a collection is walked, read, extracted and indexed, in parallel.
//!
//! One thread walks and reads, several extract, the engine's own build the
//! index; bounded queues between them keep memory flat. Every file that is seen
//! ends up in the [`Account`]. All changes become visible in one commit at the
//! end, so an interrupted run changes nothing.

mod account;
mod scope;

use std::ops::ControlFlow;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::{fs, io, thread};

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyze;
use crate::index::{self, Catalog, Collection, Manifest, Stamp, Writer};
use crate::ingest::extract;
use crate::ingest::pipeline::scope::Scope;
use crate::ingest::read::{self, Document, Found, Skip, SourceFile};
use crate::lexicon::name::{self, Statements};

pub use account::{Account, Doubt};

/// Documents that wait between two stages. Enough to keep threads busy, few enough
/// that even the largest reports fit in memory.
const QUEUE: usize = 64;

/// Reports after which progress is told again.
const TOLD_EVERY: usize = 100;

/// What to index and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folder of the index.
    pub index: PathBuf,
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Whether to build the index anew, whatever is there; then all its collections are read
    /// beside `paths`.
    pub rebuild: bool,
    /// Today's date.
    pub today: Date,
    /// Threads that extract, and threads that build the index.
    pub threads: usize,
    /// What to state about names from now on; if absent, what was stated before stays.
    pub statements: Option<Statements>,
}

/// How far a run is; told from time to time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Reports read so far.
    pub read: usize,
    /// Reports indexed so far.
    pub indexed: usize,
}

/// Why a run could not be made at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that was asked for is not there.
    #[error("{}: {}", path.display(), reason)]
    Path {
        /// The path as given.
        path: PathBuf,
        /// Why it cannot be read.
        reason: String,
    },
    /// The index must be built anew, but a folder it was made from is gone.
    #[error("{}: no such folder, but the index holds its reports and must be built anew", root.display())]
    Gone {
        /// The folder.
        root: PathBuf,
    },
    /// The index cannot be written.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Error {
    /// What to do about it, where there is something to do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Path { .. } => None,
            Self::Gone { .. } => {
                Some("bring the folder back, or remove the index and make a new one".to_owned())
            }
            Self::Index(error) => error.hint(),
        }
    }
}

/// Brings the index up to date with the files and folders asked for.
///
/// `progress` is called from the thread that called this function.
pub fn run(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Account, Error> {
    let starts = options.paths.iter().map(|path| resolve(path)).collect::<Result<Vec<_>, _>>()?;
    let (mut writer, mut manifest) = open(options)?;
    let mut committed = writer.committed()?;
    let rules = (analyze::VERSION, extract::VERSION, name::VERSION);
    let outdated = (manifest.analyzer, manifest.extraction, manifest.names) != rules
        || !manifest.has_our_fingerprint();
    (manifest.analyzer, manifest.extraction, manifest.names) = rules;
    if let Some(statements) = &options.statements {
        manifest.statements = statements.clone();
    }

    let mut scopes = Vec::new();
    let mut absorbed = false;
    for (start, shown) in starts {
        scopes.push(Scope::new(start, shown, &mut manifest, &mut absorbed));
    }
    // Ids count from the root of their collection: where one became part of a larger one, or
    // the rules have changed, every report is read anew.
    let rebuilt = options.rebuild || !committed.is_empty() && (absorbed || outdated);
    if rebuilt {
        for collection in &manifest.collections {
            if !collection.root.exists() {
                return Err(Error::Gone { root: collection.root.clone() });
            }
            scopes.push(Scope::whole(collection.clone()));
        }
        // Readers keep the old index until the new one is complete.
        writer = writer.anew(&manifest)?;
        committed = writer.committed()?;
    }
    // A scope inside another would be read twice.
    let starts: Vec<PathBuf> = scopes.iter().map(|scope| scope.start.clone()).collect();
    let mut kept = FxHashSet::default();
    scopes.retain(|scope| {
        let inside =
            starts.iter().any(|other| scope.start != *other && scope.start.starts_with(other));
        !inside && kept.insert(scope.start.clone())
    });

    let catalog = Some(Catalog::new(&committed)?);
    let mut run = Run {
        writer: &writer,
        catalog: catalog.as_ref(),
        today: options.today,
        index: fs::canonicalize(&options.index).ok(),
        account: Account { rebuilt, ..Account::default() },
        seen: FxHashSet::default(),
        unreadable: Vec::new(),
        troubled: manifest.troubled.drain(..).collect(),
    };
    run.read_all(&scopes, options.threads.max(1), progress)?;
    run.remove_gone(&scopes, &manifest);
    let Run { mut account, mut troubled, .. } = run;
    manifest.troubled = troubled.drain().collect();
    manifest.troubled.sort_unstable();
    account.skipped.sort_by(|a, b| (&a.place, &a.reason).cmp(&(&b.place, &b.reason)));
    account.doubtful.sort();
    drop(catalog);
    drop(committed);
    writer.commit(&manifest)?;
    writer.finish()?;
    Ok(account)
}

/// Opens the index, and gives what it says of itself.
fn open(options: &Options) -> Result<(Writer, Manifest), Error> {
    if !options.rebuild {
        let writer = Writer::open(&options.index, options.threads)?;
        let manifest = writer.committed()?.manifest().clone();
        return Ok((writer, manifest));
    }
    let (writer, known) = Writer::rebuild(&options.index, options.threads)?;
    if known.is_none() && options.paths.is_empty() {
        let folder = options.index.clone();
        return Err(Error::Index(index::Error::Forgotten { folder }));
    }
    Ok((writer, known.unwrap_or_default()))
}

/// A path without links, and as it was typed.
fn resolve(path: &Path) -> Result<(PathBuf, PathBuf), Error> {
    fs::canonicalize(path).map(|resolved| (resolved, path.to_owned())).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            _ => error.to_string(),
        };
        Error::Path { path: path.to_owned(), reason }
    })
}

/// A document on its way from the reader to the index.
struct Task {
    document: Document,
    file: String,
    stamp: Stamp,
    replaces: bool,
}

struct Run<'a> {
    writer: &'a Writer,
    catalog: Option<&'a Catalog<'a>>,
    today: Date,
    /// The index's own folder, which is never read.
    index: Option<PathBuf>,
    account: Account,
    /// Files that are still there, whether they could be read or not.
    seen: FxHashSet<String>,
    /// Files and folders that could not be looked into; what lies below them may still be there.
    unreadable: Vec<String>,
    troubled: FxHashSet<String>,
}

impl Run<'_> {
    /// Reads all scopes on this thread while others extract and index.
    fn read_all(
        &mut self,
        scopes: &[Scope],
        threads: usize,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Error> {
        let indexed = AtomicUsize::new(0);
        let (writer, today) = (self.writer, self.today);
        let (tasks, queue) = sync_channel::<Task>(QUEUE);
        let queue = Mutex::new(queue);
        let findings = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| scope.spawn(|| extract_and_index(&queue, writer, today, &indexed)))
                .collect();
            let mut told = 0;
            let mut tell = |read| {
                if read >= told + TOLD_EVERY {
                    told = read;
                    progress(Progress { read, indexed: indexed.load(Ordering::Relaxed) });
                }
            };
            for scope in scopes {
                if self.read_scope(scope, &tasks, &mut tell).is_break() {
                    break;
                }
            }
            drop(tasks);
            let join = |worker: thread::ScopedJoinHandle<'_, _>| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            workers.into_iter().map(join).collect::<Result<Vec<_>, _>>()
        })?;
        for Findings { doubts, faulty } in findings {
            self.account.doubtful.extend(doubts);
            for (file, replaces, skip) in faulty {
                let counted =
                    if replaces { &mut self.account.changed } else { &mut self.account.added };
                *counted = counted.saturating_sub(1);
                self.account.skipped.push(skip);
                self.troubled.insert(file);
            }
        }
        Ok(())
    }

    fn read_scope(
        &mut self,
        scope: &Scope,
        tasks: &SyncSender<Task>,
        tell: &mut dyn FnMut(usize),
    ) -> ControlFlow<()> {
        let Collection { root, prefix, .. } = &scope.collection;
        let index = self.index.clone();
        for found in read::walk(root, prefix, &scope.start, &scope.shown, index.as_deref()) {
            match found {
                Found::File(file) => self.read_file(&file, tasks, tell)?,
                Found::Skipped(id, skip) => {
                    if skip.trouble {
                        self.unreadable.push(id.clone());
                    }
                    self.seen.insert(id);
                    self.account.skipped.push(skip);
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn read_file(
        &mut self,
        file: &SourceFile,
        tasks: &SyncSender<Task>,
        tell: &mut dyn FnMut(usize),
    ) -> ControlFlow<()> {
        if !self.seen.insert(file.id.clone()) {
            return ControlFlow::Continue(());
        }
        let stamp = Stamp::new(file.size, file.modified);
        let was_troubled = self.troubled.remove(&file.id);
        let untouched = self.catalog.and_then(|known| known.untouched(&file.id, stamp));
        if let Some(reports) = untouched.filter(|_| !was_troubled) {
            self.account.files += 1;
            self.account.unchanged += reports;
            tell(self.account.unchanged + self.account.indexed());
            return ControlFlow::Continue(());
        }
        let mut known: FxHashMap<String, u64> = match self.catalog {
            Some(catalog) => match catalog.reports(&file.id) {
                Ok(known) => known,
                Err(error) => {
                    self.account.skipped.push(Skip::trouble(&file.shown, error.to_string()));
                    return ControlFlow::Continue(());
                }
            },
            None => FxHashMap::default(),
        };
        let mut troubled = false;
        let mut reports = 0;
        let mut flow = ControlFlow::Continue(());
        let account = &mut self.account;
        read::read(file, &mut |result| {
            match result {
                Ok(document) => {
                    reports += 1;
                    let old = known.remove(&document.raw.id);
                    if old == Some(index::hash_column(&document.hash.to_hex())) {
                        account.unchanged += 1;
                    } else {
                        let replaces = old.is_some();
                        account.bytes += document.bytes as u64;
                        *if replaces { &mut account.changed } else { &mut account.added } += 1;
                        let file = file.id.clone();
                        // The queue is closed only when no worker is left, after a failure.
                        if tasks.send(Task { document, file, stamp, replaces }).is_err() {
                            flow = ControlFlow::Break(());
                        }
                    }
                    tell(account.unchanged + account.indexed());
                }
                Err(skip) => {
                    troubled |= skip.trouble;
                    account.skipped.push(skip);
                }
            }
            flow
        });
        if troubled {
            self.troubled.insert(file.id.clone());
        }
        self.account.files += usize::from(reports > 0);
        // What cannot be read now keeps the state it was last read in.
        let unreadable = troubled && reports == 0;
        if !unreadable && flow.is_continue() {
            let mut gone: Vec<String> = known.into_keys().collect();
            gone.sort_unstable();
            self.account.removed += gone.len();
            for id in &gone {
                self.writer.delete(id);
            }
        }
        flow
    }

    /// Forgets the files that lie in a scope but were not seen in it.
    fn remove_gone(&mut self, scopes: &[Scope], manifest: &Manifest) {
        let Some(catalog) = self.catalog else { return };
        for (file, reports) in catalog.files() {
            let wanted = scopes.iter().any(|scope| scope.holds(file, manifest));
            let hidden = self.unreadable.iter().any(|folder| Path::new(file).starts_with(folder));
            if wanted && !hidden && !self.seen.contains(file) {
                self.writer.delete_file(file);
                self.troubled.remove(file);
                self.account.removed += reports;
            }
        }
    }
}

/// What a worker has to say when the queue is closed.
#[derive(Default)]
struct Findings {
    doubts: Vec<Doubt>,
    /// Documents on which extraction failed: the file, whether it was to replace one, the account.
    faulty: Vec<(String, bool, Skip)>,
}

/// Takes documents until the queue is closed.
fn extract_and_index(
    queue: &Mutex<Receiver<Task>>,
    writer: &Writer,
    today: Date,
    indexed: &AtomicUsize,
) -> Result<Findings, index::Error> {
    let mut entry = writer.entry();
    let mut findings = Findings::default();
    let mut failure = None;
    loop {
        // Nobody can leave a receiver half done.
        let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Task { document, file, stamp, replaces }) = task else { break };
        if failure.is_some() {
            // Drain the queue, so that the reader is not left waiting.
            continue;
        }
        let hash = document.hash.to_hex().to_string();
        let id = document.raw.id.clone();
        // A fault of ours in one report must not cost the others; it is named, and what the
        // index held of the report stays.
        let extracted = catch_unwind(|| extract::report(document.raw, hash, today));
        let Ok(report) = extracted else {
            let reason = "a fault in bilat itself; please report it with this document";
            findings.faulty.push((file, replaces, Skip::trouble(id, reason)));
            continue;
        };
        findings.doubts.extend(report.notes.iter().map(|note| Doubt {
            path: report.path.clone(),
            id: report.id.clone(),
            note: note.clone(),
        }));
        match entry.upsert(&file, stamp, report, replaces) {
            Ok(()) => drop(indexed.fetch_add(1, Ordering::Relaxed)),
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(findings), Err)
}
