//! Finding files: a path to the report files below it, in a fixed order.
//!
//! Links are followed, circles of links are named. Hidden files and what a
//! `.bilatignore` (in the form of a `.gitignore`) excludes are passed over.
//! Files of other kinds are named, so that every file is accounted for.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::WalkBuilder;

use crate::diag::as_text;
use crate::ingest::read::document::{Format, Skip, reason};

/// Name of the file that excludes others, in the form of a `.gitignore`.
const IGNORE_FILE: &str = ".bilatignore";

/// A report file and how it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Path relative to the collection, with `/`, in UTF-8.
    pub id: String,
    /// Path as a person would type it.
    pub shown: String,
    /// Format, by its name.
    pub format: Format,
    /// Size in bytes.
    pub size: u64,
    /// Last change in nanoseconds since 1970, as far as the system tells.
    pub modified: i128,
}

impl SourceFile {
    /// A file that is only a name, for bytes that come from elsewhere.
    pub fn named(id: &str, format: Format) -> Self {
        Self {
            path: PathBuf::from(id),
            id: id.to_owned(),
            shown: id.to_owned(),
            format,
            size: 0,
            modified: 0,
        }
    }
}

/// What a walk comes across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A report file.
    File(SourceFile),
    /// Something that is not read, and why; with the id it would have.
    Skipped(String, Skip),
}

/// Walks `start`, a file or folder inside the collection at `root`, in order of paths.
///
/// Ids are relative to `root`; `prefix` is put before them. Paths are shown as
/// `shown` (what the user typed for `start`) with the rest appended. The folder
/// `except` is passed over.
pub fn walk<'a>(
    root: &'a Path,
    prefix: &'a str,
    start: &'a Path,
    shown: &'a Path,
    except: Option<&Path>,
) -> impl Iterator<Item = Found> + 'a {
    let except = except.map(Path::to_owned);
    let naming =
        Naming { root: as_text(root), prefix, start: as_text(start), shown: as_text(shown) };
    WalkBuilder::new(start)
        .standard_filters(false)
        .hidden(true)
        .add_custom_ignore_filename(IGNORE_FILE)
        .follow_links(true)
        .filter_entry(move |entry| except.as_ref().is_none_or(|except| entry.path() != except))
        // Those that are compared lie in one folder, and letters are compared at once where names
        // would first be looked for in them.
        .sort_by_file_path(|one, other| one.as_os_str().cmp(other.as_os_str()))
        .build()
        .filter_map(move |entry| match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_dir()) {
                    return None;
                }
                let place = naming.place(entry.path());
                Some(match entry.metadata() {
                    Ok(metadata) => file(place, entry.path(), &metadata),
                    Err(error) => place.skipped(&error),
                })
            }
            Err(error) => Some(naming.place(path_of(&error).unwrap_or(start)).skipped(&error)),
        })
}

fn file(place: Place, path: &Path, metadata: &Metadata) -> Found {
    let Some(format) = Format::of(path) else {
        let reason = match path.extension() {
            Some(extension) => format!("not a report format: .{}", extension.to_string_lossy()),
            None => "not a report format: no extension".to_owned(),
        };
        return Found::Skipped(place.id, Skip::harmless(place.shown, reason));
    };
    if !metadata.is_file() {
        return Found::Skipped(place.id, Skip::trouble(place.shown, "not a regular file"));
    }
    if is_hollow(metadata) {
        let reason = "a sparse file of more than 1 GiB with next to nothing in it";
        return Found::Skipped(place.id, Skip::trouble(place.shown, reason));
    }
    let modified =
        metadata.modified().ok().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos().cast_signed(),
            Err(before) => -before.duration().as_nanos().cast_signed(),
        });
    Found::File(SourceFile {
        path: path.to_owned(),
        id: place.id,
        shown: place.shown,
        format,
        size: metadata.len(),
        modified,
    })
}

/// Whether a file is large in name only: reading its holes would take hours and give nothing.
///
/// No file system that packs files packs text by as much as this.
#[cfg(unix)]
fn is_hollow(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    const LARGE: u64 = 1 << 30;
    const BLOCK: u64 = 512;
    metadata.len() > LARGE && metadata.blocks().saturating_mul(BLOCK) < metadata.len() / 64
}

/// Elsewhere the system does not tell.
#[cfg(not(unix))]
fn is_hollow(_: &Metadata) -> bool {
    false
}

/// How paths of a walk are called, from their texts: to take them apart and put them together as
/// paths costs as much as to find them.
struct Naming<'a> {
    root: String,
    prefix: &'a str,
    start: String,
    shown: String,
}

impl Naming<'_> {
    fn place(&self, path: &Path) -> Place {
        let path = as_text(path);
        let relative = below(&path, &self.root).unwrap_or(&path);
        let shown = match below(&path, &self.start).unwrap_or_default() {
            "" => self.shown.clone(),
            below if self.shown.is_empty() || self.shown.ends_with('/') => {
                [self.shown.as_str(), below].concat()
            }
            below => [self.shown.as_str(), "/", below].concat(),
        };
        Place { id: [self.prefix, relative].concat(), shown }
    }
}

/// How a path is called in the index and to the user.
struct Place {
    id: String,
    shown: String,
}

impl Place {
    fn skipped(self, error: &ignore::Error) -> Found {
        if let Some((ancestor, _)) = as_loop(error) {
            let reason = format!("a link back to {}", as_text(ancestor));
            return Found::Skipped(self.id, Skip::harmless(self.shown, reason));
        }
        let reason = error.io_error().map_or_else(|| error.to_string(), reason);
        Found::Skipped(self.id, Skip::trouble(self.shown, reason))
    }
}

/// The part of a path below a folder; all paths of a walk are made by appending to its start.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() || folder.ends_with('/') { Some(rest) } else { rest.strip_prefix('/') }
}

fn as_loop(error: &ignore::Error) -> Option<(&Path, &Path)> {
    match error {
        ignore::Error::Loop { ancestor, child } => Some((ancestor, child)),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithPath { err, .. } => as_loop(err),
        _ => None,
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}
