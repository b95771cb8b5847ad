//! The reader's side of a run: what is to be read, what has changed, when to commit.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io, mem, thread};

use jiff::SignedDuration;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::analyze;
use crate::index::{
    self, Catalog, Collection, Known, LastRun, Manifest, Stamp, Writer, hash_column,
};
use crate::ingest::extract;
use crate::ingest::pipeline::account::Account;
use crate::ingest::pipeline::error::Error;
use crate::ingest::pipeline::options::{Control, Options, Progress};
use crate::ingest::pipeline::reading::{Reading, Renewal};
use crate::ingest::pipeline::room::Room;
use crate::ingest::pipeline::scope::Scope;
use crate::ingest::pipeline::worker::{Faulty, Findings, Shared, Task, Work, work};
use crate::ingest::read::{self, Document, Found, Skip, SourceFile};
use crate::lexicon::name;
use crate::report::Key;

/// Documents that wait between two stages: enough to keep threads busy. How large they may be is
/// for [`Room`] to say.
const QUEUE: usize = 64;

/// Files that go from the walk to the run together, and how many such batches may wait.
const BATCH: usize = 256;
const BATCHES: usize = 4;

/// Reports after which progress is told again.
const TOLD_EVERY: usize = 100;

/// Bytes of source after which what was done is committed, however few reports they are.
const COMMIT_BYTES: u64 = 256 << 20;

/// How long before the run a file must have been written for its time to be trusted: two changes
/// within one tick of the coarsest clock among file systems have the same time.
const SETTLED: SignedDuration = SignedDuration::from_secs(2);

/// Brings the index up to date with the files and folders asked for.
///
/// `progress` is called from the thread that called this function.
pub fn run(options: &Options, progress: &mut dyn FnMut(Progress)) -> Result<Account, Error> {
    run_with(options, Control::default(), progress)
}

/// The same, with a say in when it commits and whether it goes on.
pub fn run_with(
    options: &Options,
    control: Control<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Account, Error> {
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
    if rebuilt || options.paths.is_empty() {
        for collection in &manifest.collections {
            if !collection.root.exists() {
                return Err(Error::Gone { root: collection.root.clone() });
            }
            scopes.push(Scope::whole(collection.clone()));
        }
    }
    if rebuilt {
        // Readers keep the old index until the new one is complete. One that was begun before is
        // gone on with, from where it says it is.
        writer = writer.anew(&manifest)?;
        committed = writer.committed()?;
        let begun = committed.manifest().clone();
        let Manifest { troubled, unfinished, renewed, .. } = begun;
        manifest = Manifest { troubled, unfinished, renewed, ..manifest };
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
    let shared = Shared {
        writer: &writer,
        catalog: catalog.as_ref(),
        today: options.today,
        indexed: AtomicUsize::new(0),
        failed: AtomicBool::new(false),
        findings: Mutex::new(Findings::default()),
    };
    let mut run = Run {
        shared: &shared,
        control,
        room: Arc::default(),
        index: fs::canonicalize(&options.index).ok(),
        account: Account { rebuilt, ..Account::default() },
        seen: FxHashSet::default(),
        unreadable: Vec::new(),
        troubled: mem::take(&mut manifest.troubled).into_iter().collect(),
        unfinished: mem::take(&mut manifest.unfinished).into_iter().collect(),
        manifest,
        added: Vec::new(),
        gone: Vec::new(),
        since_commit: (0, 0),
        failure: None,
    };
    run.read_all(&scopes, options.threads.max(1), progress)?;
    if !run.account.stopped {
        run.remove_gone(&scopes)?;
    }
    let finished = !run.account.stopped;
    let account = run.close(finished)?;
    drop(catalog);
    drop(committed);
    if rebuilt && !finished {
        writer.pause()?;
        return Err(Error::Stopped);
    }
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

struct Run<'a> {
    shared: &'a Shared<'a>,
    control: Control<'a>,
    room: Arc<Room>,
    /// The index's own folder, which is never read.
    index: Option<PathBuf>,
    account: Account,
    /// Files that are still there, whether they could be read or not.
    seen: FxHashSet<Key>,
    /// Files and folders that could not be looked into; what lies below them may still be there.
    unreadable: Vec<String>,
    troubled: BTreeSet<String>,
    unfinished: BTreeSet<String>,
    /// What the index says of itself, but for what stands above.
    manifest: Manifest,
    /// Contents of the reports that are new and of those that are gone, by which the moved are
    /// known.
    added: Vec<u64>,
    gone: Vec<u64>,
    /// Reports and bytes that were sent to be indexed since the last commit.
    since_commit: (usize, u64),
    failure: Option<Error>,
}

/// What the reader hands to the workers, and how it tells of it.
struct Way<'a> {
    tasks: &'a SyncSender<Task>,
    tell: &'a mut dyn FnMut(usize),
}

impl Run<'_> {
    /// Reads all scopes on this thread while others extract and index.
    fn read_all(
        &mut self,
        scopes: &[Scope],
        threads: usize,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Error> {
        let shared = self.shared;
        let (tasks, queue) = sync_channel::<Task>(QUEUE);
        let queue = Mutex::new(queue);
        thread::scope(|scope| {
            let workers: Vec<_> =
                (0..threads).map(|_| scope.spawn(|| work(shared, &queue))).collect();
            let mut told = 0;
            let mut tell = |read| {
                if read >= told + TOLD_EVERY {
                    told = read;
                    progress(Progress { read, indexed: shared.indexed.load(Ordering::Relaxed) });
                }
            };
            let mut way = Way { tasks: &tasks, tell: &mut tell };
            for scope in scopes {
                if self.read_scope(scope, &mut way).is_break() {
                    break;
                }
            }
            drop(tasks);
            let join = |worker: thread::ScopedJoinHandle<'_, _>| {
                worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            workers.into_iter().try_for_each(join)
        })?;
        self.take_findings();
        self.failure.take().map_or(Ok(()), Err)
    }

    fn take_findings(&mut self) {
        let mut findings = self.shared.findings.lock().unwrap_or_else(PoisonError::into_inner);
        let Findings { doubts, faulty } = mem::take(&mut *findings);
        self.account.doubtful.extend(doubts);
        for Faulty { file, replaces, skip } in faulty {
            let account = &mut self.account;
            let counted = if replaces { &mut account.changed } else { &mut account.added };
            *counted = counted.saturating_sub(1);
            account.skipped.push(skip);
            self.troubled.insert(file);
        }
    }

    fn read_scope(&mut self, scope: &Scope, way: &mut Way<'_>) -> ControlFlow<()> {
        let Collection { root, prefix, .. } = &scope.collection;
        let index = self.index.clone();
        let (sender, batches) = sync_channel::<Vec<Found>>(BATCHES);
        thread::scope(|threads| {
            // The system is asked about files while those before are compared with the index.
            threads.spawn(move || {
                let mut walk =
                    read::walk(root, prefix, &scope.start, &scope.shown, index.as_deref());
                loop {
                    let batch: Vec<Found> = walk.by_ref().take(BATCH).collect();
                    // Nobody takes it where the run breaks off.
                    if batch.is_empty() || sender.send(batch).is_err() {
                        break;
                    }
                }
            });
            for found in batches.into_iter().flatten() {
                self.go_on()?;
                match found {
                    Found::File(file) => self.read_file(&file, way)?,
                    Found::Skipped(id, skip) => {
                        self.seen.insert(Key::of(&id));
                        if skip.trouble {
                            self.unreadable.push(id);
                        }
                        self.account.skipped.push(skip);
                    }
                }
            }
            ControlFlow::Continue(())
        })
    }

    /// Breaks off if the run was told to stop or cannot go on.
    fn go_on(&mut self) -> ControlFlow<()> {
        self.account.stopped |= self.control.is_stopped();
        if self.account.stopped
            || self.failure.is_some()
            || self.shared.failed.load(Ordering::Relaxed)
        {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn read_file(&mut self, file: &SourceFile, way: &mut Way<'_>) -> ControlFlow<()> {
        let key = Key::of(&file.id);
        if !self.seen.insert(key) {
            return ControlFlow::Continue(());
        }
        let stamp = self.stamp(file);
        let was_troubled = self.troubled.remove(&file.id) | self.unfinished.remove(&file.id);
        let untouched = self.shared.catalog.and_then(|known| known.untouched(&file.id, key, stamp));
        if let Some(reports) = untouched.filter(|_| !was_troubled) {
            self.account.files += 1;
            self.account.unchanged += reports;
            (way.tell)(self.account.unchanged + self.account.indexed());
            return ControlFlow::Continue(());
        }
        let known = match self.shared.catalog.map(|catalog| catalog.reports(&file.id)) {
            None => FxHashMap::default(),
            Some(Ok(known)) => known,
            Some(Err(error)) => return self.fail(error.into()),
        };
        let mut reading =
            Reading { file, stamp, known, kept: Vec::new(), reports: 0, troubled: false };
        let mut flow = ControlFlow::Continue(());
        read::read(file, &mut |result| {
            flow = self.take(&mut reading, result, way);
            flow
        });
        if flow.is_break() {
            self.unfinished.insert(file.id.clone());
            return flow;
        }
        self.close_file(reading, untouched.is_some(), way)?;
        self.commit_if_due(None)
    }

    /// The stamp of a file; none if the file may change again without its time showing it.
    fn stamp(&self, file: &SourceFile) -> Stamp {
        let settled = self.control.began.is_none_or(|began| {
            began.checked_sub(SETTLED).is_ok_and(|then| file.modified < then.as_nanosecond())
        });
        if settled { Stamp::new(file.size, file.modified) } else { Stamp::NONE }
    }

    fn fail(&mut self, error: Error) -> ControlFlow<()> {
        self.failure = Some(error);
        ControlFlow::Break(())
    }

    /// Takes what a reader gives of a file.
    fn take(
        &mut self,
        reading: &mut Reading<'_>,
        result: Result<Document, Skip>,
        way: &mut Way<'_>,
    ) -> ControlFlow<()> {
        self.go_on()?;
        let document = match result {
            Ok(document) => document,
            Err(skip) => {
                reading.troubled |= skip.trouble;
                self.account.skipped.push(skip);
                return ControlFlow::Continue(());
            }
        };
        reading.reports += 1;
        let hash = hash_column(&document.hash.to_hex());
        let old = reading.known.remove(&Key::of(&document.raw.id));
        if let Some(old) = old.filter(|old| old.hash == hash) {
            reading.kept.push(old.place);
            self.account.unchanged += 1;
        } else {
            let replaces = old.is_some();
            let bytes = document.bytes;
            self.account.bytes += bytes as u64;
            let mut alike = None;
            if replaces {
                self.account.changed += 1;
            } else {
                self.account.added += 1;
                if let Some(catalog) = self.shared.catalog {
                    alike = catalog.with_content(hash);
                    self.added.push(hash);
                }
            }
            let work = Work::Read(Box::new(document), alike);
            self.send(reading, work, replaces, bytes, way)?;
            if reading.is_container() {
                self.commit_if_due(Some(&reading.file.id))?;
            }
        }
        (way.tell)(self.account.unchanged + self.account.indexed());
        ControlFlow::Continue(())
    }

    fn send(
        &mut self,
        reading: &Reading<'_>,
        work: Work,
        replaces: bool,
        bytes: usize,
        way: &Way<'_>,
    ) -> ControlFlow<()> {
        self.since_commit.0 += 1;
        self.since_commit.1 += bytes as u64;
        let (file, stamp) = (reading.file.id.clone(), reading.stamp);
        let task = Task { file, stamp, replaces, work, seat: self.room.take(bytes) };
        // The queue is closed only when no worker is left, after a failure.
        way.tasks.send(task).map_or(ControlFlow::Break(()), ControlFlow::Continue)
    }

    /// Draws the balance of a file that was read to its end.
    fn close_file(
        &mut self,
        mut reading: Reading<'_>,
        untouched: bool,
        way: &mut Way<'_>,
    ) -> ControlFlow<()> {
        let file = reading.file;
        self.account.files += usize::from(reading.reports > 0);
        let known = mem::take(&mut reading.known);
        if reading.troubled {
            // What cannot be read now keeps the state it was last read in. Which reports the parts
            // held that cannot be read, nobody knows.
            if reading.reports > 0 && !known.is_empty() {
                let count = known.len();
                let reports = if count == 1 { "report" } else { "reports" };
                let reason = format!(
                    "{count} {reports} that it held before stayed in the index, as parts of it cannot be read"
                );
                self.account.skipped.push(Skip::trouble(&file.shown, reason));
            }
            self.troubled.insert(file.id.clone());
        } else {
            self.forget(known)?;
        }
        let renewed = &mut self.manifest.renewed;
        let has_room = renewed.len() < Manifest::RENEWED || renewed.contains_key(&file.id);
        match reading.renewal(untouched, has_room) {
            Renewal::Listed => drop(renewed.insert(file.id.clone(), reading.stamp)),
            Renewal::Written => {
                renewed.remove(&file.id);
                for place in mem::take(&mut reading.kept) {
                    let bytes = reading.bytes_each();
                    self.send(&reading, Work::Renew(place), true, bytes, way)?;
                }
            }
            Renewal::None if reading.kept.is_empty() && !reading.troubled => {
                renewed.remove(&file.id);
            }
            Renewal::None => {}
        }
        ControlFlow::Continue(())
    }

    /// Removes reports that are gone from their file.
    fn forget(&mut self, reports: FxHashMap<Key, Known>) -> ControlFlow<()> {
        let Some(catalog) = self.shared.catalog else { return ControlFlow::Continue(()) };
        let mut gone: Vec<Known> = reports.into_values().collect();
        gone.sort_unstable_by_key(|known| known.place);
        for known in gone {
            match catalog.id(known.place) {
                Ok(id) => self.shared.writer.delete(&id),
                Err(error) => return self.fail(error.into()),
            }
            self.account.removed += 1;
            self.gone.push(known.hash);
        }
        ControlFlow::Continue(())
    }

    /// Forgets the files that lie in a scope but were not seen in it.
    fn remove_gone(&mut self, scopes: &[Scope]) -> Result<(), Error> {
        let Some(catalog) = self.shared.catalog else { return Ok(()) };
        for (file, reports) in catalog.files_but(&self.seen)? {
            let wanted = scopes.iter().any(|scope| scope.holds(&file, &self.manifest));
            let hidden = self.unreadable.iter().any(|folder| Path::new(&file).starts_with(folder));
            if wanted && !hidden {
                self.shared.writer.delete_file(&file);
                self.troubled.remove(&file);
                self.unfinished.remove(&file);
                self.manifest.renewed.remove(&file);
                self.account.removed += reports.len();
                self.gone.extend(reports.iter().map(|known| known.hash));
            }
        }
        Ok(())
    }

    /// Commits what was done so far, if it is worth it. `within`: a file that is being read.
    fn commit_if_due(&mut self, within: Option<&str>) -> ControlFlow<()> {
        let (reports, bytes) = self.since_commit;
        if reports < self.control.commit_every.max(1) && bytes < COMMIT_BYTES {
            return ControlFlow::Continue(());
        }
        // Everything sent belongs to the commit, or the index would claim what it does not hold.
        self.room.wait_until_empty();
        self.go_on()?;
        self.take_findings();
        let interrupted = within.filter(|file| self.unfinished.insert((*file).to_owned()));
        let committed = self.commit(false);
        if let Some(file) = interrupted {
            self.unfinished.remove(file);
        }
        self.since_commit = (0, 0);
        match committed {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => self.fail(error),
        }
    }

    fn commit(&mut self, finished: bool) -> Result<(), Error> {
        let Account { added, changed, moved, removed, skipped, .. } = &self.account;
        self.manifest.troubled = self.troubled.iter().cloned().collect();
        self.manifest.unfinished = self.unfinished.iter().cloned().collect();
        self.manifest.last_run = Some(LastRun {
            began: self.control.began,
            finished,
            added: *added,
            changed: *changed,
            moved: *moved,
            removed: *removed,
            skipped: skipped.len(),
            troubled: skipped.iter().filter(|skip| skip.trouble).count(),
        });
        self.shared.writer.commit(&self.manifest)?;
        Ok(())
    }

    /// Commits the rest and gives the account.
    fn close(mut self, finished: bool) -> Result<Account, Error> {
        let moved = in_both(&mut self.added, &mut self.gone);
        let account = &mut self.account;
        account.moved = moved;
        account.added = account.added.saturating_sub(moved);
        account.removed = account.removed.saturating_sub(moved);
        account.skipped.sort_by(|a, b| (&a.place, &a.reason).cmp(&(&b.place, &b.reason)));
        account.doubtful.sort();
        self.commit(finished)?;
        Ok(self.account)
    }
}

/// How many values two lists have in common, each as often as it is in both.
fn in_both(one: &mut [u64], other: &mut [u64]) -> usize {
    one.sort_unstable();
    other.sort_unstable();
    let mut common = 0;
    let mut rest = other.iter().peekable();
    for value in one.iter() {
        while rest.next_if(|other| *other < value).is_some() {}
        common += usize::from(rest.next_if_eq(&value).is_some());
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_values_count_as_often_as_both_have_them() {
        let cases: [(&[u64], &[u64], usize); 5] = [
            (&[], &[1], 0),
            (&[1, 2, 2, 3], &[2, 2, 2, 9], 2),
            (&[3, 1], &[1, 3], 2),
            (&[5], &[5, 5], 1),
            (&[1, 4], &[2, 3], 0),
        ];
        for (one, other, expected) in cases {
            assert_eq!(in_both(&mut one.to_vec(), &mut other.to_vec()), expected, "{one:?}");
        }
    }
}
