//! What an index says of itself: versions and the collections it holds.
//!
//! `bilat.json` beside the engine's files holds the format alone, which decides
//! whether the rest can be read, with a checksum. Everything that changes from run to run is
//! the payload of the engine's commit and changes with it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::index::fingerprint::fingerprint;
use crate::index::store::{META, open_sealed, replace};
use crate::index::{Error, Stamp};
use crate::lexicon::name::Statements;

/// Format of the index: its fields and what they hold.
///
/// 1: first format. 2: breaks between sentences and paragraphs; names of the fields with a value.
/// 3: days of the text beside the report's own date; which dates are open.
/// 4: names of organisations, places, exercises and equipment; quantities; the register of persons.
/// 5: the register by words of names; checksums in every file.
/// 6: the words with which a text begins.
pub const FORMAT: u32 = 6;

/// The first format whose files have checksums.
const FIRST_WITH_CHECKSUM: u32 = 5;

/// Name of the file that tells the format.
pub(super) const FILE: &str = "bilat.json";

/// What is known of an index apart from its reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the rules by which words are cut and folded.
    pub analyzer: u32,
    /// Version of the rules by which facts are extracted.
    pub extraction: u32,
    /// Version of the rules by which names are compared.
    #[serde(default)]
    pub names: u32,
    /// What the rules for words make of a sample; set by [`Writer::commit`](super::Writer::commit).
    #[serde(default)]
    pub fingerprint: u32,
    /// The folders that were indexed, in order of their first run.
    pub collections: Vec<Collection>,
    /// Files of which some part could not be read; they are read again in every run, so that
    /// every run says so.
    #[serde(default)]
    pub troubled: Vec<String>,
    /// Files of which only a part was read when a run was stopped; they are read again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unfinished: Vec<String>,
    /// Files whose reports carry an older stamp than the file has, because nothing else, or not
    /// all of them, have changed; at most [`Manifest::RENEWED`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub renewed: BTreeMap<String, Stamp>,
    /// What the last run did, or has done so far.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_run: Option<LastRun>,
    /// What was stated about names, which wins over the rules.
    #[serde(default, skip_serializing_if = "Statements::is_empty")]
    pub statements: Statements,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastRun {
    /// When it began; absent if nobody told the library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Timestamp>,
    /// Whether it came to its end; if not, it is under way, or was stopped or killed.
    pub finished: bool,
    /// Reports that were new.
    pub added: usize,
    /// Reports whose content had changed.
    pub changed: usize,
    /// Reports found at another place.
    pub moved: usize,
    /// Reports that were gone.
    pub removed: usize,
    /// What was passed over, with and without trouble.
    pub skipped: usize,
    /// How much of that was trouble.
    pub troubled: usize,
}

/// One folder that was indexed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// The folder, absolute and without links.
    #[serde(with = "super::path")]
    pub root: PathBuf,
    /// The folder as it was typed.
    #[serde(with = "super::path")]
    pub shown: PathBuf,
    /// What the ids of its reports begin with; empty for the first.
    pub prefix: String,
}

impl Manifest {
    /// Most entries of [`Manifest::renewed`]. The list is read with every opening of the index, so
    /// it has to stay short.
    pub const RENEWED: usize = 1_000;

    /// Whether words still look as they did when the index was made.
    pub fn has_our_fingerprint(&self) -> bool {
        self.fingerprint == fingerprint()
    }

    /// Whether an index that says this of itself was made by the same rules, from the same
    /// folders, as one that says `other`.
    pub(super) fn is_made_like(&self, other: &Self) -> bool {
        let rules = |manifest: &Self| (manifest.analyzer, manifest.extraction, manifest.names);
        rules(self) == rules(other) && self.collections == other.collections
    }

    /// The collection that a file of the index belongs to: the one with the longest prefix.
    pub fn collection_of(&self, file: &str) -> Option<&Collection> {
        let holds = |collection: &&Collection| file.starts_with(&collection.prefix);
        self.collections.iter().filter(holds).max_by_key(|collection| collection.prefix.len())
    }
}

/// What every version of the program, older or newer, reads of the file.
#[derive(Deserialize)]
struct Format {
    format: u32,
    /// Checksum of the rest; formats before 5 have none.
    crc32: Option<String>,
}

/// What the file of a format says.
fn text(format: u32) -> String {
    let content = format!("{{\"format\":{format}");
    format!("{content},\"crc32\":\"{:08x}\"}}\n", crc32fast::hash(content.as_bytes()))
}

/// Checks that `folder` holds an index of our format.
pub(super) fn check(folder: &Path) -> Result<(), Error> {
    let path = folder.join(FILE);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // It is written before the engine's list and never removed.
            if folder.join(META).exists() {
                return Err(damaged(folder, "missing"));
            }
            return Err(Error::Missing { folder: folder.to_owned() });
        }
        Err(source) => return Err(Error::Io { path, source }),
    };
    if bytes == text(FORMAT).as_bytes() {
        return Ok(());
    }
    let other =
        |format| Error::Format { folder: folder.to_owned(), found: format, expected: FORMAT };
    match serde_json::from_slice(&bytes).ok() {
        Some(Format { format, crc32: None }) if format != FORMAT => Err(other(format)),
        Some(Format { format, .. }) if bytes == text(format).as_bytes() => Err(other(format)),
        _ => Err(damaged(folder, "it has changed since it was written")),
    }
}

fn damaged(folder: &Path, what: &str) -> Error {
    Error::Damaged { folder: folder.to_owned(), detail: format!("`{FILE}`: {what}") }
}

/// Marks `folder` as an index of our format. Comes before anything else is written there.
pub(super) fn mark(folder: &Path) -> Result<(), Error> {
    let path = folder.join(FILE);
    replace(&path, text(FORMAT).as_bytes()).map_err(|source| Error::Io { path, source })
}

/// What an index of any format, damaged or not, says of itself, if it can be relied on.
pub(super) fn salvage(folder: &Path) -> Option<Manifest> {
    #[derive(Deserialize)]
    struct List {
        payload: String,
    }
    let bytes = fs::read(folder.join(META)).ok()?;
    let content = match open_sealed(&bytes) {
        Some(content) => content,
        // Formats before 5 had no checksum there.
        None => match check(folder) {
            Err(Error::Format { found, .. }) if found < FIRST_WITH_CHECKSUM => &bytes,
            _ => return None,
        },
    };
    let list: List = serde_json::from_slice(content).ok()?;
    let manifest: Manifest = serde_json::from_str(&list.payload).ok()?;
    (!manifest.collections.is_empty()).then_some(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_changed_byte_of_the_format_is_noticed() {
        let folder = tempfile::tempdir().expect("a folder");
        mark(folder.path()).expect("a folder that can be written");
        assert!(check(folder.path()).is_ok());
        let path = folder.path().join(FILE);
        let sound = fs::read(&path).expect("just written");
        for index in 0..sound.len() {
            for flip in [1, 2, 0x10, 0x80] {
                let mut bytes = sound.clone();
                bytes[index] ^= flip;
                fs::write(&path, &bytes).expect("a file");
                let found = check(folder.path());
                assert!(matches!(found, Err(Error::Damaged { .. })), "{index}: {found:?}");
            }
        }
    }

    #[test]
    fn other_formats_are_told_from_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        for (content, found) in [
            ("{\"format\":4}\n".to_owned(), Some(4)),
            (text(99), Some(99)),
            ("{\"format\":99}\n".to_owned(), Some(99)),
            (format!("{{\"format\":{FORMAT}}}\n"), None),
            (String::new(), None),
        ] {
            fs::write(folder.path().join(FILE), &content).expect("a file");
            let format = match check(folder.path()) {
                Err(Error::Format { found, .. }) => Some(found),
                Err(Error::Damaged { .. }) => None,
                other => panic!("{content}: {other:?}"),
            };
            assert_eq!(format, found, "{content}");
        }
    }
}
