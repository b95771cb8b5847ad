//! What an index says of itself: versions and the collections it holds.
//!
//! `bilat.json` beside the engine's files holds the format alone, which decides
//! whether the rest can be read. Everything that changes from run to run is
//! the payload of the engine's commit and changes with it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::index::Error;
use crate::lexicon::name::Statements;

/// Format of the index: its fields and what they hold.
///
/// 1: first format. 2: breaks between sentences and paragraphs; names of the fields with a value.
/// 3: days of the text beside the report's own date; which dates are open.
/// 4: names of organisations, places, exercises and equipment; quantities; the register of persons.
/// 5: the register by words of names.
/// 6: the words with which a text begins.
pub(super) const FORMAT: u32 = 6;

/// Name of the file that tells the format.
const FILE: &str = "bilat.json";

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
    /// The folders that were indexed, in order of their first run.
    pub collections: Vec<Collection>,
    /// Files of which some part could not be read; they are read again in every run, so that
    /// every run says so.
    #[serde(default)]
    pub troubled: Vec<String>,
    /// What was stated about names, which wins over the rules.
    #[serde(default, skip_serializing_if = "Statements::is_empty")]
    pub statements: Statements,
}

/// One folder that was indexed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// The folder, absolute and without links.
    pub root: PathBuf,
    /// The folder as it was typed.
    pub shown: PathBuf,
    /// What the ids of its reports begin with; empty for the first.
    pub prefix: String,
}

impl Manifest {
    /// The collection that a file of the index belongs to: the one with the longest prefix.
    pub fn collection_of(&self, file: &str) -> Option<&Collection> {
        let holds = |collection: &&Collection| file.starts_with(&collection.prefix);
        self.collections.iter().filter(holds).max_by_key(|collection| collection.prefix.len())
    }
}

#[derive(Serialize, Deserialize)]
struct Format {
    format: u32,
}

/// Checks that `folder` holds an index of our format.
pub(super) fn check(folder: &Path) -> Result<(), Error> {
    let path = folder.join(FILE);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::Missing { folder: folder.to_owned() });
        }
        Err(source) => return Err(Error::Io { path, source }),
    };
    let Format { format } = serde_json::from_str(&text).map_err(|error| Error::Damaged {
        folder: folder.to_owned(),
        detail: format!("{FILE}: {error}"),
    })?;
    if format == FORMAT {
        Ok(())
    } else {
        Err(Error::Format { folder: folder.to_owned(), found: format, expected: FORMAT })
    }
}

/// Marks `folder` as an index of our format. Written before the first commit.
pub(super) fn mark(folder: &Path) -> Result<(), Error> {
    let path = folder.join(FILE);
    let text = format!("{{\"format\":{FORMAT}}}\n");
    let temporary = folder.join(format!(".{FILE}.new"));
    fs::write(&temporary, text)
        .and_then(|()| fs::rename(&temporary, &path))
        .map_err(|source| Error::Io { path, source })
}
