//! Collections for benches: the sample corpus, and a generated one of any size.
//!
//! Generated reports are sentences of the sample corpus in random order, with
//! invented words drawn so that the dictionary grows as it does in real text.
//! The generator starts from a fixed seed, so every run measures the same
//! reports.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use bilat::analyze::sentence::sentences;
use bilat::ingest::pipeline::{self, Options};
use jiff::civil::{Date, date};

use crate::random::Random;

/// The day of all benches.
#[allow(dead_code, reason = "each bench is a crate of its own, and not every one asks")]
pub(crate) const TODAY: Date = date(2026, 1, 1);

/// Where the sample corpus is.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Reports and bytes of the text files in the sample corpus.
#[allow(dead_code, reason = "each bench is a crate of its own, and not every one asks")]
pub(crate) fn corpus_size() -> (u64, u64) {
    let files = texts(&corpus());
    (files.len() as u64, files.iter().map(|text| text.len() as u64).sum())
}

/// Writes `count` reports into one JSON lines file at `path`; gives its size in bytes.
pub(crate) fn generate(path: &Path, count: usize) -> u64 {
    let english = texts(&corpus().join("en"));
    let pool: Vec<&str> = english
        .iter()
        .flat_map(|text| sentences(text).into_iter().map(|span| span.of(text)))
        .filter(|sentence| !sentence.starts_with("date ") && !sentence.starts_with("---"))
        .collect();
    assert!(pool.len() > 500, "the sample corpus has {} sentences", pool.len());
    let mut random = Random::new(0x5eed_b11a);
    let mut file = BufWriter::new(File::create(path).expect("a temporary folder can be written"));
    let mut bytes = 0;
    for number in 0..count {
        let mut text = String::new();
        for sentence in 0..8 + random.below(12) {
            text.push_str(pool[random.below(pool.len())]);
            let _ = write!(text, " {}", invented(&mut random));
            text.push_str(if sentence % 4 == 3 { ".\n\n" } else { ". " });
        }
        let date = format!(
            "{}-{:02}-{:02}",
            1996 + random.below(30),
            1 + random.below(12),
            1 + random.below(28)
        );
        let report = serde_json::json!({ "id": number, "date": date, "text": text });
        let line = format!("{report}\n");
        bytes += line.len() as u64;
        file.write_all(line.as_bytes()).expect("a temporary folder has room");
    }
    file.flush().expect("a temporary folder has room");
    bytes
}

/// What an index run over a file or folder is told: two threads, no index before.
#[allow(dead_code, reason = "each bench is a crate of its own, and not every one asks")]
pub(crate) fn options(index: &Path, source: PathBuf) -> Options {
    Options {
        index: index.to_owned(),
        paths: vec![source],
        rebuild: false,
        today: TODAY,
        threads: 2,
        statements: None,
    }
}

/// An index of `count` generated reports in `folder`; gives where the reports are, and the index.
#[allow(dead_code, reason = "each bench is a crate of its own, and not every one asks")]
pub(crate) fn indexed(folder: &Path, count: usize) -> (PathBuf, PathBuf) {
    let (source, index) = (folder.join("generated.jsonl"), folder.join("index"));
    generate(&source, count);
    let options = options(&index, source.clone());
    let account = pipeline::run(&options, &mut |_| {}).expect("an index");
    assert_eq!(account.added, count);
    (source, index)
}

/// The objects of a file of JSON lines.
#[allow(dead_code, reason = "each bench is a crate of its own, and not every one asks")]
pub(crate) fn documents(source: &Path) -> impl Iterator<Item = serde_json::Value> {
    let lines = BufReader::new(File::open(source).expect("a file")).lines();
    lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("an object"))
}

/// The texts of all text files below `folder`, in order of paths.
fn texts(folder: &Path) -> Vec<String> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the sample corpus is part of the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt" || extension == "md")
            && path.file_name().is_some_and(|name| name != "README.md")
        {
            let bytes = fs::read(&path).expect("a readable file");
            found.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    found
}

/// A word of syllables; low numbers, and so short words, come far more often.
fn invented(random: &mut Random) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ko", "vi", "ć", "ran", "os", "lje", "mir", "tan", "zu", "ész", "go", "nik", "pet",
        "sza", "dra",
    ];
    // The reciprocal of an even draw falls off as words by rank do.
    let mut rank = 200_000 / (1 + random.below(200_000));
    let mut word = String::from("x");
    loop {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
        if rank == 0 {
            return word;
        }
    }
}
