//! The shared material: collections that are not part of the repository.
//!
//! Tests that measure on it run where `BILAT_SHARED` names its folder, and say
//! so where they are skipped.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};

/// The folder of the material; `what` names what is not measured without it.
#[expect(clippy::disallowed_methods, reason = "a test has no program to tell it where things are")]
pub(crate) fn folder(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BILAT_SHARED").map(PathBuf::from);
    if folder.is_none() {
        say(&format!("skipped: {what}, as BILAT_SHARED names no folder"));
    }
    folder
}

/// A number that the environment gives for a measure of the tests.
#[expect(
    clippy::disallowed_methods,
    reason = "a test has no program to tell it how much is wanted"
)]
pub(crate) fn number(name: &str) -> Option<usize> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().expect("it is a number"))
}

/// Prints a line past the test runner, which keeps to itself what passing tests print.
pub(crate) fn say(line: &str) {
    // Nothing is proved by it, so nothing fails where it cannot be written.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Reads a packed file of the material line by line.
pub(crate) fn lines(file: &Path) -> impl BufRead + use<> {
    let file = File::open(file).expect("the material has the file");
    BufReader::new(zstd::Decoder::new(file).expect("a packed file"))
}
