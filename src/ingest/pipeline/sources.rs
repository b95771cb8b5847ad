//! The index against the files it was made from, without changing either.
//!
//! Every file is read and hashed, whatever its size and time say, so this also finds what an
//! update would take for unchanged.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::index::{Catalog, Reader, hash_column};
use crate::ingest::pipeline::error::Error;
use crate::ingest::read::{self, Document, Found, Skip};
use crate::report::Key;

/// How an index and the files of its collections differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Reports that are in the index as they are in their files.
    pub same: usize,
    /// Reports that are in a file and not in the index.
    pub new: Vec<String>,
    /// Reports whose content is another in the file.
    pub changed: Vec<String>,
    /// Reports that are in the index and in no file.
    pub gone: Vec<String>,
    /// What could not be read; the reports that it may hold are not counted as gone.
    pub unreadable: Vec<Skip>,
}

impl Comparison {
    /// Whether the index is as new as the files.
    pub fn is_same(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

/// Compares the index in `folder` with the files of its collections.
pub fn compare(folder: &Path) -> Result<Comparison, Error> {
    let reader = Reader::inspect(folder)?;
    let catalog = Catalog::new(&reader)?;
    let index = fs::canonicalize(folder).ok();
    let mut comparison = Comparison::default();
    let mut seen = FxHashSet::default();
    let mut hidden = Vec::new();
    for collection in &reader.manifest().collections {
        let (root, prefix) = (&collection.root, &collection.prefix);
        for found in read::walk(root, prefix, root, &collection.shown, index.as_deref()) {
            match found {
                Found::Skipped(id, skip) => {
                    seen.insert(Key::of(&id));
                    if skip.trouble {
                        hidden.push(id);
                        comparison.unreadable.push(skip);
                    }
                }
                Found::File(file) => {
                    if !seen.insert(Key::of(&file.id)) {
                        continue;
                    }
                    let mut known = catalog.reports(&file.id)?;
                    let mut troubled = false;
                    read::read(&file, &mut |result| {
                        match result {
                            Ok(Document { raw, hash, .. }) => match known.remove(&Key::of(&raw.id))
                            {
                                None => comparison.new.push(raw.id),
                                Some(old) if old.hash == hash_column(&hash.to_hex()) => {
                                    comparison.same += 1;
                                }
                                Some(_) => comparison.changed.push(raw.id),
                            },
                            Err(skip) if skip.trouble => {
                                troubled = true;
                                comparison.unreadable.push(skip);
                            }
                            Err(_) => {}
                        }
                        ControlFlow::Continue(())
                    });
                    if !troubled {
                        let mut places: Vec<_> = known.into_values().collect();
                        places.sort_unstable_by_key(|known| known.place);
                        for known in places {
                            comparison.gone.push(catalog.id(known.place)?);
                        }
                    }
                }
            }
        }
    }
    for (file, reports) in catalog.files_but(&seen)? {
        if !hidden.iter().any(|folder| Path::new(&file).starts_with(folder)) {
            for known in reports {
                comparison.gone.push(catalog.id(known.place)?);
            }
        }
    }
    Ok(comparison)
}
