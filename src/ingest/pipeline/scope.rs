//! Which part of which collection a run reads.
//!
//! Reports are identified by their path within a collection, the folder that
//! was named when they were first indexed. The first collection's ids stand as
//! they are; those of further ones begin with the name of their folder.

use std::path::{Path, PathBuf};

use crate::index::{Collection, Manifest};

/// A part of a collection that is to be read.
pub(super) struct Scope {
    pub collection: Collection,
    /// The file or folder, absolute.
    pub start: PathBuf,
    /// The same as typed.
    pub shown: PathBuf,
}

impl Scope {
    /// The scope for a path that the user named; a collection is founded where
    /// none holds it, and absorbs those that lie inside it.
    pub(super) fn new(
        start: PathBuf,
        shown: PathBuf,
        manifest: &mut Manifest,
        absorbed: &mut bool,
    ) -> Self {
        let holder = manifest.collections.iter().find(|known| start.starts_with(&known.root));
        if let Some(known) = holder {
            return Self { collection: known.clone(), start, shown };
        }
        let is_file = start.is_file();
        let up = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        let (root, shown_root) =
            if is_file { (up(&start), up(&shown)) } else { (start.clone(), shown.clone()) };
        let before = manifest.collections.len();
        manifest.collections.retain(|known| !known.root.starts_with(&root));
        *absorbed |= manifest.collections.len() < before;
        let taken = |prefix: &str| manifest.collections.iter().any(|known| known.prefix == prefix);
        let prefix = if taken("") {
            let name =
                root.file_name().map_or_else(String::new, |name| name.to_string_lossy().into());
            // One of so many is free: there are fewer collections.
            (1..=manifest.collections.len() + 1)
                .map(|n| if n == 1 { format!("{name}::") } else { format!("{name}-{n}::") })
                .find(|prefix| !taken(prefix))
                .unwrap_or_default()
        } else {
            String::new()
        };
        let collection = Collection { root, shown: shown_root, prefix };
        manifest.collections.push(collection.clone());
        Self { collection, start, shown }
    }

    pub(super) fn whole(collection: Collection) -> Self {
        Self { start: collection.root.clone(), shown: collection.shown.clone(), collection }
    }

    /// Whether a file of the index lies in this scope.
    pub(super) fn holds(&self, file: &str, manifest: &Manifest) -> bool {
        if manifest.collection_of(file) != Some(&self.collection) {
            return false;
        }
        let relative = file.strip_prefix(self.collection.prefix.as_str()).unwrap_or(file);
        let Ok(below) = self.start.strip_prefix(&self.collection.root) else { return false };
        below.as_os_str().is_empty() || Path::new(relative).starts_with(below)
    }
}
