//! One writer at a time.
//!
//! The lock is the system's, on an open file: it goes with the process that holds it, however that
//! ends, so no lock is ever stale. The number of the process stands in the file, for others to say
//! whom they wait for.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::time::SystemTime;

/// Name of the file in the folder of an index.
const FILE: &str = ".lock";

/// Held as long as an index is open for writing.
#[derive(Debug)]
pub(in crate::index) struct WriterLock(File);

/// Who holds the lock, as far as can be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Number of the process.
    pub process: Option<u32>,
    /// Since when.
    pub since: Option<SystemTime>,
}

impl WriterLock {
    /// Takes the lock of the index in `folder`, or says who holds it.
    pub(in crate::index) fn take(folder: &Path) -> io::Result<Result<Self, Holder>> {
        let path = folder.join(FILE);
        let mut options = OpenOptions::new();
        let mut file = options.read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Err(holder(&mut file))),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        file.set_len(0)?;
        file.write_all(std::process::id().to_string().as_bytes())?;
        Ok(Ok(Self(file)))
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Only talk: the lock itself goes when the file is closed.
        let _ = self.0.set_len(0);
    }
}

fn holder(file: &mut File) -> Holder {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    let process = read.ok().and_then(|_| text.trim().parse().ok());
    let since = file.metadata().and_then(|metadata| metadata.modified()).ok();
    Holder { process, since }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_writer_is_told_who_is_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let take = || WriterLock::take(folder.path()).expect("a folder that can be written");
        let first = take().expect("nobody holds it");
        let holder = take().expect_err("it is held");
        assert_eq!(holder.process, Some(std::process::id()));
        assert!(holder.since.is_some());
        drop(first);
        drop(take().expect("nobody holds it"));
        // What a killed process leaves is no obstacle.
        std::fs::write(folder.path().join(FILE), "1").expect("a file");
        drop(take().expect("nobody holds it"));
    }
}
