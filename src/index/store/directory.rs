//! What the engine reads and writes an index through.
//!
//! Beside the checks there are four differences from the engine's own folder of mapped files:
//! a rename counts only when the folder is synced; files get the permissions that the user's mask
//! asks for; readers take no lock and write nothing, so that an index on other people's or
//! read-only media can be opened (see [`crate::index::Reader`] for what they do instead); and the
//! list of files that may be removed is the folder itself, which no killed run can leave wrong.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use crate::index::store::blocks::{Checked, Summing};
use crate::index::store::damage::Damage;
use crate::index::store::sealed;

/// The engine's list of the segments of the last commit.
pub(in crate::index) const META: &str = "meta.json";

/// The engine's list of files that it may remove.
const MANAGED: &str = ".managed.json";

/// What an index is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::index) enum Access {
    /// Nothing is written, no file is removed.
    Read,
    /// By whoever holds the [`WriterLock`](super::WriterLock).
    Write,
}

/// The folder of an index.
#[derive(Clone, Debug)]
pub(in crate::index) struct Directory {
    folder: PathBuf,
    mapped: MmapDirectory,
    access: Access,
    damage: Damage,
}

impl Directory {
    /// Opens a folder.
    pub(in crate::index) fn open(
        folder: &Path,
        access: Access,
        damage: Damage,
    ) -> tantivy::Result<Self> {
        let mapped = MmapDirectory::open(folder)?;
        Ok(Self { folder: folder.to_owned(), mapped, access, damage })
    }

    /// The engine's own files, whether the last commit knows them or not, as the list it wants.
    fn managed(&self) -> io::Result<Vec<u8>> {
        let mut names = vec![META.to_owned()];
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            names.extend(name.to_str().filter(|name| is_segment_file(name)).map(str::to_owned));
        }
        Ok(serde_json::to_vec(&names)?)
    }
}

impl tantivy::Directory for Directory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let mapped = self.mapped.get_file_handle(path)?;
        let checked = Checked::new(path, mapped, self.damage.clone());
        let wrap = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        Ok(Arc::new(checked.map_err(wrap)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let mapped = self.mapped.open_write(path);
        if let Err(OpenWriteError::IoError { io_error, .. }) = &mapped {
            let error = io::Error::new(io_error.kind(), io_error.to_string());
            let _ = self.damage.refused::<()>(Err(error));
        }
        Ok(WritePtr::new(Box::new(Summing::new(mapped?, self.damage.clone()))))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let wrap = |error| OpenReadError::wrap_io_error(error, path.to_owned());
        if path == Path::new(MANAGED) {
            return match self.access {
                Access::Read => Err(OpenReadError::FileDoesNotExist(path.to_owned())),
                Access::Write => self.managed().map_err(wrap),
            };
        }
        let bytes = self.mapped.atomic_read(path)?;
        let content = sealed::open(&bytes).map(<[u8]>::to_vec);
        content.ok_or_else(|| wrap(self.damage.found(path, "it has changed since it was written")))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        self.damage.refused(sealed::replace(&self.folder.join(path), &sealed::seal(data)))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // Writers hold ours; readers notice a change while they open the index.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// Whether a name is a segment's: 32 hexadecimal digits and an extension.
pub(in crate::index) fn is_segment_file(name: &str) -> bool {
    name.split_once('.').is_some_and(|(stem, _)| {
        stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}
