//! Runs that are killed: nothing that was committed is lost, nothing is doubled.
//!
//! 1. Whenever `bilat index` is killed, every report is in the index in the state it had before
//!    or in the one that its file has now, and the index is whole.
//! 2. What a reader has seen of the new state is still there after the kill; what a run that ended
//!    has acknowledged is all there.
//! 3. A run that builds the whole index anew changes all of it or nothing.
//! 4. The next run goes on from there, and one that comes to its end leaves exactly the reports
//!    that the files hold, each found by its words.
//!
//! A few kills in every run of the tests; as many as `BILAT_KILLS` says if it is set (see
//! docs/durability.md).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bilat::search::{Request, Snippets};
use bilat::{Engine, Error, index};
use jiff::civil::date;

use crate::brute_force::random::Random;
use crate::harness::{Folder, TODAY};
use crate::shared;

/// Kills if nothing else is said.
const KILLS: usize = 8;

/// Files of one report each, and lines of the container.
const REPORTS: usize = 40;

/// Ids with the version of the text behind each.
type State = BTreeMap<String, u32>;

/// A collection that changes, and what it should look like in an index.
struct Sources {
    folder: Folder,
    random: Random,
    round: u32,
    files: State,
    lines: State,
}

/// The text of a report, the same wherever its file has been moved to.
fn text(id: &str, version: u32) -> String {
    let id = id.split(['-', '.']).next().unwrap_or_default().to_owned()
        + id.split_once('#').map_or("", |(_, line)| line);
    format!("Serbia met Hungary in Belgrade on 3 March 2021. Report {id}v{version}.")
}

impl Sources {
    fn new(seed: u64) -> Self {
        let (files, lines) = (State::new(), State::new());
        let mut sources =
            Self { folder: Folder::new(), random: Random::new(seed), round: 0, files, lines };
        for number in 0..REPORTS {
            sources.put(&format!("{number:02}.txt"));
            sources.lines.insert(format!("wire.jsonl#{number}"), 0);
        }
        sources.write_lines();
        sources
    }

    fn put(&mut self, name: &str) {
        self.folder.write(format!("reports/{name}"), text(name, self.round));
        self.files.insert(name.to_owned(), self.round);
    }

    fn write_lines(&self) {
        let mut lines = String::new();
        for (id, version) in &self.lines {
            let key = id.trim_start_matches("wire.jsonl#");
            let _ = writeln!(lines, "{{\"id\":\"{key}\",\"text\":\"{}\"}}", text(id, *version));
        }
        self.folder.write("reports/wire.jsonl", lines);
    }

    /// Changes, adds, removes and moves some reports.
    fn change(&mut self) {
        self.round += 1;
        for number in 0..REPORTS {
            let name = format!("{number:02}.txt");
            match self.random.below(6) {
                0 | 1 => self.put(&name),
                2 if self.files.remove(&name).is_some() => {
                    self.folder.remove(&format!("reports/{name}"));
                }
                3 if let Some(version) = self.files.remove(&name) => {
                    let moved = format!("{number:02}-{}.txt", self.round);
                    let path = |name: &str| self.folder.path(format!("reports/{name}"));
                    fs::rename(path(&name), path(&moved)).expect("a file of ours");
                    self.files.insert(moved, version);
                }
                _ => {}
            }
            let id = format!("wire.jsonl#{number}");
            match self.random.below(6) {
                0 | 1 => drop(self.lines.insert(id, self.round)),
                2 => drop(self.lines.remove(&id)),
                _ => {}
            }
        }
        self.write_lines();
    }

    fn state(&self) -> State {
        self.files.iter().chain(&self.lines).map(|(id, version)| (id.clone(), *version)).collect()
    }

    fn run(&self, arguments: &[&str]) -> Child {
        let all = [&["index"], arguments, &["--commit-every=4", "--threads=2", TODAY]].concat();
        self.folder
            .bilat(all)
            .command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program was built before its tests")
    }
}

/// What an index holds; nothing, if nothing was committed yet.
fn state(index: &Path) -> State {
    let engine = match Engine::open(index, date(2025, 6, 1)) {
        Ok(engine) => engine,
        Err(Error::Index(index::Error::Missing { .. })) => return State::new(),
        Err(error) => panic!("{error}"),
    };
    let reports = engine.reports().expect("a whole index");
    let mut state = State::new();
    for report in reports {
        let report = report.expect("a whole index");
        let version = report.body.rsplit_once('v').map(|(_, rest)| rest.trim_end_matches('.'));
        let version = version.and_then(|version| version.parse().ok()).expect("a text of ours");
        let twice = state.insert(report.id.clone(), version);
        assert!(twice.is_none(), "{} is in the index twice", report.id);
    }
    state
}

/// The list of the last commit, to see when it changes.
fn list_of_commit(index: &Path) -> Option<Vec<u8>> {
    fs::read(index.join("meta.json")).ok()
}

/// Fails unless each report is as it was before or as it is to be, and those that are in `seen` as
/// they are to be still are.
#[track_caller]
fn between(before: &State, seen: &State, now: &State, after: &State) {
    for id in before.keys().chain(after.keys()).chain(now.keys()) {
        let [was, saw, is, will] = [before, seen, now, after].map(|state| state.get(id));
        assert!(is == was || is == will, "{id}: was {was:?}, is {is:?}, is to be {will:?}");
        assert!(saw != will || is == will, "{id}: {saw:?} was seen, {is:?} is left");
    }
}

#[test]
fn killed_runs_lose_nothing_that_was_committed_and_double_nothing() {
    let kills = shared::number("BILAT_KILLS").unwrap_or(KILLS);
    let mut sources = Sources::new(kills as u64);
    let index = sources.folder.path("index");
    // How long runs take, so that kills fall into all parts of them.
    let mut longest = Duration::from_millis(300);
    let (mut killed, mut halfway, mut round) = (0, 0, 0);
    while killed < kills {
        round += 1;
        assert!(round < 10 * kills + 50, "runs end before they can be killed");
        let before = state(&index);
        if round > 1 {
            sources.change();
        }
        let after = sources.state();
        let whole_anew = round % 5 == 4 && !before.is_empty();
        let arguments: &[&str] = if whole_anew { &["--rebuild", "reports"] } else { &["reports"] };
        // Some runs are left alone, to see where they come to.
        let spared = round % 7 == 6;
        let start = Instant::now();
        let mut run = sources.run(arguments);
        let ended = AtomicBool::new(false);
        let delay = longest * u32::try_from(sources.random.below(1000)).expect("small") / 900;
        let after_commit = sources.random.percent(50);
        let (success, seen) = thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut seen = before.clone();
                while !ended.load(Ordering::Relaxed) {
                    let now = state(&index);
                    between(&before, &seen, &now, &after);
                    assert!(!whole_anew || now == before || now == after, "half an index is seen");
                    seen = now;
                }
                seen
            });
            if !spared {
                // Half of the kills wait for a first commit, to fall among the later ones.
                if after_commit {
                    let list = list_of_commit(&index);
                    while list_of_commit(&index) == list
                        && run.try_wait().is_ok_and(|end| end.is_none())
                    {
                        thread::sleep(Duration::from_millis(1));
                    }
                }
                thread::sleep(if after_commit { delay / 8 } else { delay });
                // It may have ended meanwhile.
                let _ = run.kill();
            }
            let success = run.wait().expect("our own process").success();
            ended.store(true, Ordering::Relaxed);
            (success, reader.join().expect("the reader finds nothing wrong"))
        });
        if success {
            longest = start.elapsed();
        } else {
            assert!(!spared, "a run that was left alone came to no end");
            killed += 1;
        }
        let now = state(&index);
        between(&before, &seen, &now, &after);
        assert!(!whole_anew || now == before || now == after, "half an index is left");
        assert!(!success || now == after, "the run ended and its reports are not there");
        halfway += usize::from(!success && now != before && now != after);
        match index::check(&index) {
            Ok(checkup) => assert!(checkup.is_whole(), "{checkup:?}"),
            Err(index::Error::Missing { .. }) => assert!(now.is_empty()),
            Err(error) => panic!("{error}"),
        }
    }
    // The last run comes to its end, and everything is found.
    assert!(sources.run(&["reports"]).wait().expect("our own process").success());
    let expected = sources.state();
    assert_eq!(state(&index), expected);
    let engine = Engine::open(&index, date(2025, 6, 1)).expect("a whole index");
    for (id, version) in expected {
        let query = text(&id, version).split(' ').next_back().map(str::to_owned);
        let request = Request { snippets: Snippets::NONE, ..Request::default() };
        let (response, _) = engine.search(&query.unwrap_or_default(), &request).expect("a word");
        let hits: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(hits, [id.as_str()]);
    }
    let leftovers = index::check(&index).expect("a whole index").leftovers;
    assert!(leftovers.is_empty(), "{leftovers:?}");
    shared::say(&format!(
        "killed {killed} runs of {round}, {halfway} of them between two of their commits"
    ));
}
