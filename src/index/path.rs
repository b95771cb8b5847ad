//! Paths as the manifest holds them: text or, for names that are none, their bytes.
//!
//! Systems of the Unix family allow any bytes in the name of a file, JSON only text. A path that is
//! not UTF-8 is written as a list of numbers there, so that the next run finds the same folder.
//! Elsewhere such a name is an error, which serialisation gives.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Text(PathBuf),
    Bytes(Vec<u8>),
}

pub(super) fn serialize<S: Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    match bytes(path) {
        Some(bytes) => bytes.serialize(to),
        None => path.serialize(to),
    }
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    match Written::deserialize(from)? {
        Written::Text(path) => Ok(path),
        Written::Bytes(bytes) => path(bytes).map_err(serde::de::Error::custom),
    }
}

/// The bytes of a path that is no text, where the system has such.
#[cfg(unix)]
fn bytes(path: &Path) -> Option<&[u8]> {
    use std::os::unix::ffi::OsStrExt as _;
    path.to_str().is_none().then(|| path.as_os_str().as_bytes())
}

#[cfg(not(unix))]
fn bytes(_: &Path) -> Option<&[u8]> {
    None
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "fails on other systems")]
fn path(bytes: Vec<u8>) -> Result<PathBuf, std::string::FromUtf8Error> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> Result<PathBuf, std::string::FromUtf8Error> {
    String::from_utf8(bytes).map(PathBuf::from)
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use crate::index::manifest::Collection;

    use super::*;

    #[test]
    fn any_path_is_read_as_it_was_written() {
        for (bytes, expected) in [
            (&b"/reports"[..], "\"/reports\""),
            ("/Извештаји".as_bytes(), "\"/Извештаји\""),
            (b"/a\xff", "[47,97,255]"),
        ] {
            let root = Path::new(OsStr::from_bytes(bytes)).to_owned();
            let collection = Collection { shown: root.clone(), root, prefix: String::new() };
            let written = serde_json::to_string(&collection).expect("any path can be written");
            assert!(written.contains(expected), "{written}");
            let read: Collection = serde_json::from_str(&written).expect("what was written");
            assert_eq!(read, collection);
        }
    }
}
