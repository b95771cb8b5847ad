//! What the store promises whoever uses an index.
//!
//! 1. One writer at a time; the second is told who is the first. A lock that a killed process
//!    left is no obstacle, and neither are its files.
//! 2. Reading needs no permission to write and writes nothing: other people's indexes and those on
//!    read-only media are searched. Files get the permissions that the mask asks for.
//! 3. Where nothing can be written any more, a run ends with the reason, and the last commit stays.
//! 4. A commit is on the disk when the run ends: everything is synced before what refers to it.
//! 5. Readers beside a writer see one commit each, whole, and keep it.
//! 6. Opened indexes leave no files, maps or threads behind.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use bilat::Engine;
use bilat::index::Writer;
use bilat::search::{Request, Snippets};
use jiff::civil::{Date, date};

use crate::harness::{Folder, TODAY};
use crate::shared::{number, say};

const DAY: Date = date(2025, 6, 1);
const PROGRAM: &str = env!("CARGO_BIN_EXE_bilat");

/// A folder with so many reports, indexed.
fn indexed(reports: usize) -> Folder {
    let mut folder = Folder::new();
    for number in 0..reports {
        folder = folder.file(&format!("reports/{number}.txt"), "Serbia met Hungary in Belgrade.");
    }
    folder.indexed()
}

fn count(folder: &Folder) -> String {
    folder.bilat(["search", "*", "--count", TODAY]).outcome().stdout
}

/// A script for the shell, run in the folder; `$BILAT` is the program.
fn script(folder: &Folder, wrapper: &[&str], script: &str) -> Output {
    let words: Vec<&str> = [wrapper, &["sh", "-c", script]].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).current_dir(folder.path(""));
    command.env("BILAT", PROGRAM).output().expect("a shell")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn second_writer_is_told_who_writes() {
    let folder = indexed(1);
    let writer = Writer::open(&folder.path("index"), 1).expect("nobody writes");
    let outcome = folder.bilat(["index", "reports", TODAY]).outcome();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    let holder =
        format!("bilat: index: process {} is writing to this index, since 2", std::process::id());
    assert!(outcome.stderr.starts_with(&holder), "{}", outcome.stderr);
    assert!(outcome.stderr.ends_with("Z\nhint: wait until it has ended\n"), "{}", outcome.stderr);
    // Readers do not care.
    assert_eq!(count(&folder), "1\n");
    drop(writer);
    assert_eq!(folder.bilat(["index", "reports", TODAY]).outcome().code, 0);
}

#[test]
fn what_killed_runs_leave_is_no_obstacle_and_is_swept() {
    let folder = indexed(3);
    let segment = |extension: &str| format!("index/0123456789abcdef0123456789abcdef.{extension}");
    let entries = fs::read_dir(folder.path("index")).expect("a folder");
    let names = entries.map(|entry| entry.expect("a file").file_name().into_string());
    let live = names.flatten().find_map(|name| Some(name.strip_suffix(".store")?.to_owned()));
    let leftovers = [
        // Of a segment that is part of the index.
        format!("index/{}.99.del", live.expect("a segment")),
        segment("store"),
        segment("term"),
        "index/.meta.json.new".to_owned(),
        "index/.tmpa1b2c3".to_owned(),
        "index/.tantivy-writer.lock".to_owned(),
        "index/.managed.json".to_owned(),
        "index/.rebuild/bilat.json".to_owned(),
    ];
    for name in &leftovers {
        folder.write(name, "half");
    }
    folder.write("index/.lock", "4194303");
    folder.write("index/README.md", "ours");
    assert_eq!(count(&folder), "3\n");
    let checkup = folder.bilat(["check"]).outcome();
    assert_eq!(checkup.code, 0, "{}", checkup.stdout);
    assert!(checkup.stdout.contains("3 files of a run that was killed"), "{}", checkup.stdout);
    assert_eq!(folder.bilat(["index", "reports", TODAY]).outcome().code, 0);
    for name in &leftovers {
        assert!(!folder.path(name).exists(), "{name}");
    }
    assert!(!folder.path("index/.rebuild").exists());
    assert!(folder.path("index/README.md").exists());
    assert_eq!(count(&folder), "3\n");
}

#[cfg(unix)]
#[test]
fn files_get_the_permissions_that_the_mask_asks_for() {
    use std::os::unix::fs::PermissionsExt as _;

    for (mask, expected) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        let folder = Folder::new().file("reports/a.txt", "Serbia met Hungary.");
        let output = script(&folder, &[], &format!("umask {mask}; \"$BILAT\" index reports"));
        assert!(output.status.success(), "{}", said(&output));
        for entry in fs::read_dir(folder.path("index")).expect("a folder") {
            let entry = entry.expect("a folder");
            let mode = entry.metadata().expect("a file").permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{mask}: {}", entry.path().display());
        }
    }
}

#[cfg(unix)]
#[test]
fn index_of_other_people_is_searched_but_not_written() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    const NOBODY: u32 = 65534;

    let folder = indexed(2);
    // Temporary folders are shut to others, and root may write everywhere.
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("our own folder");
    };
    open(&folder.path(""), 0o755);
    let files = || {
        let names = fs::read_dir(folder.path("index")).expect("a folder");
        names.map(|entry| entry.expect("a folder").path()).collect::<BTreeSet<_>>()
    };
    let before = files();
    for path in &before {
        open(path, 0o444);
    }
    open(&folder.path("index"), 0o555);
    let run = |arguments: &[&str]| {
        let mut command = folder.bilat(arguments).command();
        if fs::write(folder.path("index/.probe"), "").is_ok() {
            fs::remove_file(folder.path("index/.probe")).expect("our own file");
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output()
    };
    let Ok(found) = run(&["search", "serbia", "--count", TODAY]) else {
        say("skipped: the index of other people, as the program cannot be run as another user");
        return;
    };
    assert_eq!((found.status.code(), said(&found).as_str()), (Some(0), "2\n"));
    let checked = run(&["check"]).expect("it could be run");
    assert!(said(&checked).ends_with("whole\n"), "{}", said(&checked));
    let written = run(&["index", "reports", TODAY]).expect("it could be run");
    let told = said(&written);
    assert_eq!(written.status.code(), Some(2), "{told}");
    assert!(told.starts_with("bilat: index: ") && told.contains("ermission denied"), "{told}");
    assert_eq!(files(), before);
    open(&folder.path("index"), 0o755);
}

/// Whether file systems can be mounted here, in a name space of their own.
fn can_mount(what: &str) -> bool {
    let probe = ["-rm", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"];
    let can = Command::new("unshare").args(probe).output().is_ok_and(|run| run.status.success());
    if !can {
        say(&format!("skipped: {what}, as nothing can be mounted here"));
    }
    can
}

#[test]
fn index_on_read_only_media_is_searched() {
    if !can_mount("an index on read-only media") {
        return;
    }
    let folder = indexed(2);
    let output = script(
        &folder,
        &["unshare", "-rm"],
        "mount --bind index index && mount -o remount,ro,bind index && ! touch index/x 2>&1 \
         && \"$BILAT\" search serbia --count && \"$BILAT\" check; \"$BILAT\" index reports; echo $?",
    );
    let told = said(&output);
    assert!(told.contains("\n2\n") && told.contains(": whole\n"), "{told}");
    assert!(
        told.contains("bilat: index: Read-only file system") && told.contains("\n2\n"),
        "{told}"
    );
}

#[test]
fn full_disk_leaves_the_last_commit() {
    if !can_mount("a full disk") {
        return;
    }
    let mut folder = Folder::new();
    for number in 0..20 {
        folder = folder.file(&format!("reports/{number}.txt"), "Serbia met Hungary in Belgrade.");
    }
    // Text that does not pack, so that the new reports need the room they are not given.
    let mut noise = crate::brute_force::random::Random::new(7);
    for number in 0..40 {
        let words: Vec<String> = (0..400).map(|_| format!("{:x}", noise.below(1 << 30))).collect();
        folder = folder.file(&format!("more/{number}.txt"), words.join(" "));
    }
    for room in [0, 40, 200] {
        let output = script(
            &folder,
            &["unshare", "-rm"],
            &format!(
                "mkdir -p disk; mount -t tmpfs -o size=4m tmpfs disk; export BILAT_INDEX=disk/index
                 \"$BILAT\" index reports 2>/dev/null || exit 3
                 head -c 8m /dev/zero >disk/filler 2>/dev/null; truncate -s -{room}k disk/filler
                 \"$BILAT\" index more --commit-every 10; echo \"ended $?\"
                 \"$BILAT\" check; \"$BILAT\" search serbia --count
                 rm disk/filler
                 \"$BILAT\" index more 2>/dev/null; echo \"ended $?\"
                 \"$BILAT\" check; \"$BILAT\" search '*' --count"
            ),
        );
        let told = said(&output);
        assert!(told.contains("o space left on device"), "{room} KiB: {told}");
        assert!(told.contains("hint: the index is as it was at its last commit"), "{told}");
        assert!(!told.contains("panicked"), "{room} KiB: {told}");
        let lines: Vec<&str> =
            told.lines().filter(|line| !line.contains("files of a run")).collect();
        assert_eq!(lines[0], "ended 2", "{room} KiB: {told}");
        assert!(lines[1].ends_with(": whole"), "{room} KiB: {told}");
        assert_eq!(lines[2..4], ["20", "ended 0"], "{room} KiB: {told}");
        assert!(lines[4].ends_with(", 60 reports: whole"), "{room} KiB: {told}");
        assert_eq!(lines[5], "60", "{room} KiB: {told}");
    }
}

#[cfg(unix)]
#[test]
fn limit_on_files_leaves_the_last_commit() {
    let folder = indexed(5);
    let long: Vec<String> = (0..20_000).map(|number| format!("word{number}")).collect();
    folder.write("reports/long.txt", long.join(" "));
    for limit in [0, 1, 4, 16, 32] {
        let limited = format!("trap '' XFSZ; ulimit -f {limit}; \"$BILAT\" index reports 2>&1");
        let output = script(&folder, &[], &limited);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(2), "{limit}: {told}");
        assert!(told.contains("File too large") && !told.contains("panicked"), "{limit}: {told}");
        assert_eq!(count(&folder), "5\n");
        assert_eq!(folder.bilat(["check"]).outcome().code, 0);
    }
    assert_eq!(folder.bilat(["index", "reports", TODAY]).outcome().code, 0);
    assert_eq!(count(&folder), "6\n");
}

/// What the program does with files, one call of the system a line; nothing without a tracer.
fn traced(folder: &Folder, arguments: &[&str]) -> Option<Vec<String>> {
    let trace = folder.path("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-o"]).arg(&trace);
    command.args(["-e", "trace=%file,fsync,fdatasync,flock,write,pwrite64", PROGRAM]);
    let run = command.args(arguments).current_dir(folder.path("")).output();
    if !run.is_ok_and(|run| run.status.success()) {
        say("skipped: the order of writes, as there is no strace here, or it may not trace");
        return None;
    }
    let lines = fs::read_to_string(trace).expect("the tracer has written it");
    Some(lines.lines().map(str::to_owned).collect())
}

#[test]
fn everything_is_on_the_disk_before_what_refers_to_it() {
    let folder = indexed(2);
    folder.write("reports/new.txt", "France met Kenya.");
    let Some(calls) = traced(&folder, &["index", "reports", TODAY]) else { return };
    let at = |what: &dyn Fn(&str) -> bool| calls.iter().rposition(|call| what(call));
    let renamed = at(&|call| call.contains("rename") && call.contains("meta.json\""));
    let renamed = renamed.expect("a commit");
    let synced = |call: &str, file: &str| {
        (call.contains("fsync(") || call.contains("fdatasync(")) && call.contains(file)
    };
    let is_folder = |call: &str| synced(call, "/index>");
    let before = &calls[..renamed];
    // Segments, then the folder that names them, then the new list; and the folder again.
    let folder_before = before.iter().rposition(|call| is_folder(call)).expect("synced before");
    for call in before {
        let written = call.contains("write(") || call.contains("write64(");
        let Some(file) = call.split(['<', '>']).nth(1).filter(|_| written) else { continue };
        let Some(name) = file.rsplit_once("/index/").map(|(_, name)| name) else { continue };
        if name.len() > 32 && !name.starts_with('.') {
            let there = before[..folder_before].iter().any(|call| synced(call, name));
            assert!(there, "{name} is not synced before the commit");
        }
    }
    assert!(before.iter().any(|call| synced(call, ".meta.json.new")), "the list is not synced");
    assert!(calls[renamed..].iter().any(|call| is_folder(call)), "the rename is not synced");
}

#[test]
fn search_writes_nothing_and_locks_nothing() {
    let folder = indexed(2);
    let Some(calls) = traced(&folder, &["search", "serbia", "--count", TODAY]) else { return };
    for call in calls {
        let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "flock(", "rename", "unlink"];
        let harmful = writes.iter().any(|each| call.contains(each)) && !call.contains("/dev/");
        assert!(!harmful, "{call}");
    }
}

/// Reports in the collection of generations.
const REPORTS: usize = 30;

/// Generations that the collection goes through while it is read.
const GENERATIONS: usize = 6;

fn write_generation(folder: &Folder, generation: usize) {
    let lines: Vec<String> = (0..REPORTS)
        .map(|line| {
            format!(
                "{{\"id\":\"{line}\",\"title\":\"g{generation}\",\"text\":\"Serbia met Hungary.\"}}"
            )
        })
        .collect();
    folder.write("reports/wire.jsonl", lines.join("\n"));
}

/// The titles of all reports.
fn titles(engine: &Engine) -> Vec<String> {
    let request = Request { limit: 2 * REPORTS, snippets: Snippets::NONE, ..Request::default() };
    let (response, _) = engine.search("text:serbia", &request).expect("a whole index");
    assert_eq!(response.total, REPORTS);
    response.hits.into_iter().map(|hit| hit.title).collect()
}

/// Fails unless all titles are of one generation; gives it.
#[track_caller]
fn one_generation(titles: &[String]) -> String {
    assert_eq!(titles.len(), REPORTS);
    assert!(titles.iter().all(|title| *title == titles[0]), "{titles:?}");
    titles[0].clone()
}

#[test]
fn readers_beside_a_writer_see_one_commit_each() {
    let folder = Folder::new();
    write_generation(&folder, 0);
    let folder = folder.indexed();
    let index = folder.path("index");
    let ended = AtomicBool::new(false);
    let reads = AtomicUsize::new(0);
    let seen = thread::scope(|scope| {
        let by_library = || {
            let mut seen = BTreeSet::new();
            let held = Engine::open(&index, DAY).expect("a whole index");
            let first = titles(&held);
            while !ended.load(Ordering::Relaxed) {
                let engine = Engine::open(&index, DAY).expect("a whole index");
                seen.insert(one_generation(&titles(&engine)));
                // What was opened stays as it was, though its files are gone from the folder.
                assert_eq!(titles(&held), first);
                reads.fetch_add(1, Ordering::Relaxed);
            }
            seen
        };
        let by_program = || {
            let mut seen = BTreeSet::new();
            while !ended.load(Ordering::Relaxed) {
                let search = ["search", "*", "--format=tsv", "--fields=title", "--limit=99", TODAY];
                let outcome = folder.bilat(search).outcome();
                assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
                let titles: Vec<_> = outcome.stdout.lines().skip(1).map(str::to_owned).collect();
                seen.insert(one_generation(&titles));
                reads.fetch_add(1, Ordering::Relaxed);
            }
            seen
        };
        let readers = [scope.spawn(by_library), scope.spawn(by_library), scope.spawn(by_program)];
        for generation in 1..=GENERATIONS {
            write_generation(&folder, generation);
            let outcome = folder.bilat(["index", "reports", TODAY]).outcome();
            assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        }
        ended.store(true, Ordering::Relaxed);
        let seen = readers.into_iter().map(|reader| reader.join().expect("a reader fails nowhere"));
        seen.flatten().collect::<BTreeSet<_>>()
    });
    assert!(seen.len() > GENERATIONS / 2, "only {seen:?} were seen");
    say(&format!(
        "{} reads beside {GENERATIONS} commits saw {} of them",
        reads.into_inner(),
        seen.len()
    ));
}

/// Open files and threads of this process.
#[cfg(target_os = "linux")]
fn held() -> (usize, usize) {
    let count = |folder| fs::read_dir(folder).expect("the system tells of processes").count();
    (count("/proc/self/fd"), count("/proc/self/task"))
}

/// Maps of files of the index that this process has.
#[cfg(target_os = "linux")]
fn maps(index: &Path) -> usize {
    let maps = fs::read_to_string("/proc/self/maps").expect("the system tells of processes");
    maps.lines().filter(|line| line.contains(&*index.to_string_lossy())).count()
}

#[cfg(target_os = "linux")]
#[test]
fn opened_indexes_leave_nothing_behind() {
    // Beside other tests nothing can be counted: this test runs itself again, alone.
    let Some(times) = number("BILAT_OPENINGS") else {
        let folder = indexed(3);
        let output = Command::new(std::env::current_exe().expect("we run"))
            .args(["--exact", "store::opened_indexes_leave_nothing_behind", "--nocapture"])
            .env("BILAT_OPENINGS", "100")
            .current_dir(folder.path(""))
            .output()
            .expect("we run");
        assert!(output.status.success(), "{}", said(&output));
        assert!(said(&output).contains("100 openings"), "{}", said(&output));
        return;
    };
    let index = fs::canonicalize("index").expect("the folder is set");
    let open = || {
        let engine = Engine::open(&index, DAY).expect("a whole index");
        let (response, _) = engine.search("serbia", &Request::default()).expect("a whole index");
        assert_eq!(response.total, 3);
        assert!(maps(&index) > 0);
    };
    // What is made once for all is made now.
    open();
    drop(Writer::open(&index, 2).expect("nobody writes"));
    let before = held();
    for _ in 0..times {
        open();
    }
    for _ in 0..times / 10 {
        drop(Writer::open(&index, 2).expect("nobody writes"));
    }
    assert_eq!(maps(&index), 0);
    // The threads of the engine end a moment after their writer.
    for _ in 0..200 {
        if held() <= before {
            break;
        }
        thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(held() <= before, "{:?} files and threads, before {before:?}", held());
    say(&format!("{times} openings left nothing behind"));
}
