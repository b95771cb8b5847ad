//! The collections that tests share, each indexed once: the sample corpus, and
//! the small one of `tests/corpora/small`. Here are no tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

use crate::harness::{Run, TODAY};

/// A collection with its index.
pub(crate) struct Collection {
    /// Folder in which the program runs; paths are shown from there.
    home: PathBuf,
    index: PathBuf,
}

/// The sample corpus.
pub(crate) fn corpus() -> &'static Collection {
    static CORPUS: LazyLock<Collection> = LazyLock::new(|| Collection::of(root(), "corpus", "2"));
    &CORPUS
}

/// A handful of reports that can be checked by hand, in an index of one piece.
pub(crate) fn small() -> &'static Collection {
    static SMALL: LazyLock<Collection> =
        LazyLock::new(|| Collection::of(&root().join("tests/corpora"), "small", "1"));
    &SMALL
}

/// The same reports in an index of several pieces.
pub(crate) fn scattered() -> &'static Collection {
    static SCATTERED: LazyLock<Collection> =
        LazyLock::new(|| Collection::of(&root().join("tests/corpora"), "small", "5"));
    &SCATTERED
}

/// The folder of the sources.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Collection {
    fn of(home: &Path, name: &str, threads: &str) -> Self {
        let index = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{threads}-index"));
        // An index of an earlier build might hide what has changed since.
        let _ = fs::remove_dir_all(&index);
        let collection = Self { home: home.to_owned(), index };
        let outcome = collection.bilat(["index", name, "--threads", threads]).outcome();
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        collection
    }

    /// The program with this index, on the day of the tests.
    pub(crate) fn bilat<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Run {
        let index = self.index.to_str().expect("the folder of the build has a name in UTF-8");
        let mut all: Vec<&str> = arguments.into_iter().collect();
        let options = all.len().min(1);
        all.splice(options..options, ["--index", index, TODAY]);
        Run::new(&self.home, all)
    }

    /// Where the index is.
    pub(crate) fn index(&self) -> &Path {
        &self.index
    }

    /// Every record, in order of ids.
    pub(crate) fn records(&self) -> Vec<Value> {
        let output = self.bilat(["show", "--all", "--format", "jsonl"]).output();
        output.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }
}
