//! Files in the folder of an index that are no longer, or not yet, part of it.
//!
//! An index that was built beside another takes its place in one step: its segments are moved
//! over, where no list knows them yet, and then its list replaces the other. Until that instant
//! readers find the old index, whole, and from then on the new one.

use std::fs;
use std::io;
use std::path::Path;

use crate::index::store::{META, is_segment_file, sync_folder};
use crate::index::{Error, manifest};

/// Puts the index in `place` into `folder`, a folder around it, and removes what was there.
pub(super) fn take_place(place: &Path, folder: &Path) -> Result<(), Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    let old = segment_files(folder).map_err(io)?;
    let moved = (|| {
        for name in segment_files(place)? {
            fs::rename(place.join(&name), folder.join(&name))?;
        }
        // The segments must be on the disk before the list that names them.
        sync_folder(folder)?;
        fs::rename(place.join(META), folder.join(META))?;
        sync_folder(folder)
    })();
    moved.map_err(io)?;
    manifest::mark(folder)?;
    for name in old {
        fs::remove_file(folder.join(name)).map_err(io)?;
    }
    remove_folder(place)?;
    remove_temporary(folder)
}

/// Removes what killed runs, and programs of older formats, leave in the folder of an index.
pub(super) fn remove_temporary(folder: &Path) -> Result<(), Error> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    for entry in fs::read_dir(folder).map_err(io)? {
        let entry = entry.map_err(io)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else { continue };
        // A new version of a small file that was not put into place; and the engine's own such
        // files, locks and list, which this format does without.
        let ours =
            name.starts_with('.') && entry.path().extension().is_some_and(|end| end == "new");
        let engines = name.starts_with(".tmp") && name.len() == ".tmp".len() + 6
            || name.starts_with(".tantivy-")
            || name == ".managed.json";
        if ours || engines {
            fs::remove_file(entry.path()).map_err(io)?;
        }
    }
    Ok(())
}

/// Removes a folder with all that is in it, if it is there.
pub(super) fn remove_folder(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(Error::Io { path: folder.to_owned(), source })
        }
        _ => Ok(()),
    }
}

/// The names of the engine's large files in a folder.
pub(super) fn segment_files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string().ok().filter(|name| is_segment_file(name)));
    }
    names.sort_unstable();
    Ok(names)
}
