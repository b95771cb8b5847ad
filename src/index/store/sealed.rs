//! Small files that are replaced whole, with a checksum as their last line.
//!
//! The content stays readable by eye and by other programs that stop at the line. A file is
//! replaced by writing a new one beside it, syncing it, renaming it into place and syncing the
//! folder: after that, and only then, the new content survives a loss of power.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// What the last line begins with; behind it stand eight hexadecimal digits.
const SEAL: &str = "crc32 ";

/// Length of the last line with its line feed.
const SEAL_LENGTH: usize = SEAL.len() + 8 + 1;

/// `content` with its checksum.
pub(super) fn seal(content: &[u8]) -> Vec<u8> {
    let mut sealed = content.to_vec();
    if !sealed.ends_with(b"\n") {
        sealed.push(b'\n');
    }
    let checksum = crc32fast::hash(&sealed);
    sealed.extend_from_slice(format!("{SEAL}{checksum:08x}\n").as_bytes());
    sealed
}

/// The content of a sealed file, if its checksum is right.
pub(in crate::index) fn open(sealed: &[u8]) -> Option<&[u8]> {
    let (content, last) = sealed.split_at_checked(sealed.len().checked_sub(SEAL_LENGTH)?)?;
    let expected = format!("{SEAL}{:08x}\n", crc32fast::hash(content));
    (last == expected.as_bytes()).then_some(content)
}

/// Writes `bytes` to `path` in place of what is there, durably and all at once.
pub(in crate::index) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
    // One name, so that a run that is killed leaves one file, which the next writes over. There
    // is one writer at a time.
    let temporary = folder.join(format!(".{name}.new"));
    // Plain creation gives the permissions that the user's mask asks for.
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, path)?;
    sync_folder(folder)
}

/// Waits until what was created, renamed or removed in a folder survives a loss of power.
pub(in crate::index) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        // There a folder can neither be synced nor has to be.
        return Ok(());
    }
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_back_and_any_changed_byte_is_noticed() {
        for content in ["{\"a\":1}\n", "{}", ""] {
            let sealed = seal(content.as_bytes());
            let opened = open(&sealed).expect("untouched");
            assert_eq!(String::from_utf8_lossy(opened).trim_end(), content.trim_end());
            for index in 0..sealed.len() {
                for flip in [1, 0x20, 0x80, 0xff] {
                    let mut damaged = sealed.clone();
                    damaged[index] ^= flip;
                    assert_eq!(open(&damaged), None, "{content:?} at {index}");
                }
                assert_eq!(open(&sealed[..index]), None, "{content:?} cut at {index}");
            }
        }
    }
}
