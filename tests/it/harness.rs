//! The harness: a folder with files, the real program run in it, and its exit
//! code, standard output and standard error compared together.
//!
//! The environment is empty but for language, terminal and time zone, so nothing
//! of the machine leaks in. Figures that change from run to run and the name of
//! the folder are replaced before anything is compared. Here are no tests.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::thread;

use regex::Regex;
use tempfile::TempDir;

/// The day on which tests take place.
pub(crate) const TODAY: &str = "--today=2025-06-01";

/// A folder of its own that vanishes with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::with_prefix("bilat-").expect("a temporary folder can be made"))
    }

    /// Adds a file, with the folders above it.
    pub(crate) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, content).expect("a file can be written");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).expect("the file is there");
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, to be run in the folder.
    pub(crate) fn bilat<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        Run::new(self.0.path(), arguments)
    }

    /// Indexes the folder `reports`, which must go without trouble.
    pub(crate) fn indexed(self) -> Self {
        let outcome = self.bilat(["index", "reports", TODAY]).outcome();
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        self
    }
}

/// A run of the program and what is expected of it: success, and silence on both streams, unless
/// something else is said.
pub(crate) struct Run {
    folder: PathBuf,
    arguments: Vec<OsString>,
    environment: Vec<(String, OsString)>,
    stdin: Vec<u8>,
    expected: Outcome,
}

/// How a run ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The program with these arguments, to be run in `folder`.
    pub(crate) fn new<A: AsRef<OsStr>>(
        folder: &Path,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            folder: folder.to_owned(),
            arguments: arguments.into_iter().map(|each| each.as_ref().to_owned()).collect(),
            environment: Vec::new(),
            stdin: Vec::new(),
            expected: Outcome::default(),
        }
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name.to_owned(), value.as_ref().to_owned()));
        self
    }

    pub(crate) fn stdin(mut self, input: impl AsRef<[u8]>) -> Self {
        self.stdin = input.as_ref().to_vec();
        self
    }

    pub(crate) fn code(mut self, code: i32) -> Self {
        self.expected.code = code;
        self
    }

    pub(crate) fn stdout(mut self, text: impl Into<String>) -> Self {
        self.expected.stdout = text.into();
        self
    }

    pub(crate) fn stderr(mut self, text: impl Into<String>) -> Self {
        self.expected.stderr = text.into();
        self
    }

    /// Runs the program and compares all three.
    #[track_caller]
    pub(crate) fn check(self) {
        let found = self.outcome();
        self.compare(&found);
    }

    /// Runs the program, compares exit code and standard error, and gives standard output.
    #[track_caller]
    pub(crate) fn output(mut self) -> String {
        let found = self.outcome();
        self.expected.stdout.clone_from(&found.stdout);
        self.compare(&found);
        found.stdout
    }

    #[track_caller]
    fn compare(&self, found: &Outcome) {
        let mut differences = String::new();
        if found.code != self.expected.code {
            let _ = writeln!(differences, "exit code: {} {}", self.expected.code, found.code);
        }
        for (name, expected, found) in [
            ("standard output", &self.expected.stdout, &found.stdout),
            ("standard error", &self.expected.stderr, &found.stderr),
        ] {
            if expected != found {
                let _ = writeln!(differences, "{name}:\n{}", difference(expected, found));
            }
        }
        let arguments: Vec<_> =
            self.arguments.iter().map(|argument| argument.to_string_lossy()).collect();
        assert!(
            differences.is_empty(),
            "\n$ bilat {}\n(- expected, + found)\n{differences}",
            arguments.join(" ")
        );
    }

    /// Runs the program and compares nothing.
    pub(crate) fn outcome(&self) -> Outcome {
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built before its tests");
        let mut stdin = child.stdin.take().expect("it was asked for");
        let input = self.stdin.clone();
        // Beside the reading of the output, so that neither side waits for the other.
        let writing = thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("the program ends");
        writing.join().expect("writing does not panic");
        Outcome {
            code: output.status.code().unwrap_or(-1),
            stdout: self.filtered(&output.stdout),
            stderr: self.filtered(&output.stderr),
        }
    }

    /// The command itself, for a test that wants the streams for its own.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bilat"));
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("TERM", "xterm")
            .env("TZ", "UTC")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Output without what changes from run to run.
    pub(crate) fn filtered(&self, output: &[u8]) -> String {
        static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?m)^\d+\.\d MB in \d.*$").expect("the pattern is a constant")
        });
        static SECONDS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r#"(nothing to do, |"seconds":)[\d.e-]+"#)
                .expect("the pattern is a constant")
        });
        let text = String::from_utf8_lossy(output);
        let text = FIGURES.replace_all(&text, "[figures]");
        let text = SECONDS.replace_all(&text, "${1}[seconds]");
        let real = fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone());
        text.replace(&*real.to_string_lossy(), "[folder]")
            .replace(&*self.folder.to_string_lossy(), "[folder]")
    }
}

/// The lines of both texts in one list, those of only one marked with `-` or `+`.
pub(crate) fn difference(expected: &str, found: &str) -> String {
    let left: Vec<&str> = expected.split('\n').collect();
    let right: Vec<&str> = found.split('\n').collect();
    // Longest common run of lines from each pair of places on.
    let mut common = vec![vec![0; right.len() + 1]; left.len() + 1];
    for row in (0..left.len()).rev() {
        for column in (0..right.len()).rev() {
            common[row][column] = if left[row] == right[column] {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut text = String::new();
    while row < left.len() || column < right.len() {
        let (sign, line) = if row < left.len() && column < right.len() && left[row] == right[column]
        {
            (row, column) = (row + 1, column + 1);
            (' ', left[row - 1])
        } else if column == right.len()
            || (row < left.len() && common[row + 1][column] >= common[row][column + 1])
        {
            row += 1;
            ('-', left[row - 1])
        } else {
            column += 1;
            ('+', right[column - 1])
        };
        let _ = writeln!(text, "  {sign} {line}");
    }
    text
}
