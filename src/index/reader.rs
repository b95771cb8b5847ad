//! Reading: a fixed view of the last commit.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::analyze;
use crate::analyze::tokenizer::{self, BreakTokenizer, WordTokenizer};
use crate::index::records::{self, Records};
use crate::index::schema::Fields;
use crate::index::store::{Access, Damage, Directory, META, is_segment_file};
use crate::index::{Error, Manifest, compact, manifest};
use crate::lexicon::name::{self, Statements};
use crate::report::Report;

/// Endings of the files of a segment. Without some of them the engine would go on as if they had
/// been empty.
const SEGMENT: [&str; 7] = ["fast", "fieldnorm", "idx", "pos", "store", "term", records::EXTENSION];

/// An index opened for reading.
pub struct Reader {
    folder: PathBuf,
    fields: Fields,
    searcher: Searcher,
    /// The records of each segment.
    records: Vec<StoreReader>,
    manifest: Manifest,
    damage: Damage,
}

impl Reader {
    /// Opens the index in `folder` for queries. Nothing is written and no lock taken.
    ///
    /// An index whose words were cut, or whose names were compared, by other rules is
    /// refused, as it would answer wrongly.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let reader = Self::inspect(folder)?;
        let rules = (reader.manifest.analyzer, reader.manifest.names);
        let fits =
            rules == (analyze::VERSION, name::VERSION) && reader.manifest.has_our_fingerprint();
        if !fits && reader.searcher.num_docs() > 0 {
            return Err(Error::Outdated { folder: folder.to_owned() });
        }
        Ok(reader)
    }

    /// Opens the index in `folder` to see what it is, whatever its rules are.
    pub fn inspect(folder: &Path) -> Result<Self, Error> {
        let reader = loop {
            let before = list(folder);
            let opened = Self::attempt(folder);
            // A writer that commits meanwhile removes files that this view needs, or lets it
            // take its parts from two commits. Then another look is taken: a commit was made in
            // the meantime, so there is progress, and commits take longer than looks.
            if before == list(folder) {
                break opened?;
            }
        };
        if reader.manifest.collections.is_empty() {
            // A first run was begun and never came to its commit.
            return Err(Error::Missing { folder: folder.to_owned() });
        }
        Ok(reader)
    }

    /// Opens the index in `folder` whatever its rules, unless a writer comes between.
    pub(super) fn attempt(folder: &Path) -> Result<Self, Error> {
        manifest::check(folder)?;
        let damage = Damage::default();
        let (index, fields) = Self::engine(folder, Access::Read, &damage)?;
        Self::of(folder, &index, fields, damage)
    }

    /// The engine's index in `folder`, with our tokenizer.
    pub(super) fn engine(
        folder: &Path,
        access: Access,
        damage: &Damage,
    ) -> Result<(Index, Fields), Error> {
        let engine = |source| Error::of_engine(folder, source, damage);
        if !folder.join(META).exists() {
            return Err(without_list(folder));
        }
        let directory = Directory::open(folder, access, damage.clone()).map_err(engine)?;
        let mut index = Index::open(directory).map_err(engine)?;
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            let detail = "its fields are not those of its format".to_owned();
            return Err(Error::Damaged { folder: folder.to_owned(), detail });
        }
        register(&index);
        index.register_plugin(Arc::new(Records { field: fields.record }));
        Ok((index, fields))
    }

    /// The view of an index that is open already.
    pub(super) fn of(
        folder: &Path,
        index: &Index,
        fields: Fields,
        damage: Damage,
    ) -> Result<Self, Error> {
        let engine = |source: TantivyError| Error::of_engine(folder, source, &damage);
        let list = index.load_metas().map_err(engine)?;
        for segment in &list.segments {
            for extension in SEGMENT {
                let name = format!("{}.{extension}", segment.id().uuid_string());
                if !folder.join(&name).exists() {
                    let detail = format!("`{name}`: missing");
                    return Err(Error::Damaged { folder: folder.to_owned(), detail });
                }
            }
        }
        let manifest = match list.payload {
            // Nothing was committed yet.
            None => Manifest::default(),
            Some(payload) => serde_json::from_str(&payload).map_err(|error| Error::Damaged {
                folder: folder.to_owned(),
                detail: format!("the commit's description: {error}"),
            })?,
        };
        // A view that never changes needs neither the thread nor the second opening of the
        // engine's own reloading.
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(engine)?;
        let searcher = reader.searcher();
        let records = searcher.segment_readers().iter().map(records::open);
        let records = records.collect::<tantivy::Result<_>>().map_err(engine)?;
        Ok(Self { folder: folder.to_owned(), fields, searcher, records, manifest, damage })
    }

    /// Where the index is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the index says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// What is stated about names.
    pub fn statements(&self) -> &Statements {
        &self.manifest.statements
    }

    /// The same view with other statements about names.
    #[must_use]
    pub fn with_statements(mut self, statements: Statements) -> Self {
        self.manifest.statements = statements;
        self
    }

    /// Number of reports.
    pub fn len(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// Whether there are no reports.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The engine's view; for [`crate::search`].
    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// Handles of the fields; for [`crate::search`].
    pub(crate) fn fields(&self) -> Fields {
        self.fields
    }

    /// Wraps an error of the engine.
    pub(crate) fn error(&self, source: TantivyError) -> Error {
        Error::of_engine(&self.folder, source, &self.damage)
    }

    /// Whether everything that was read of this view until now was as it had been written.
    ///
    /// To be asked before an answer is given away: the engine may have made a smaller answer of
    /// a read that failed.
    pub(crate) fn whole(&self) -> Result<(), Error> {
        Error::if_damaged(&self.folder, &self.damage)
    }

    /// The report at an address of the engine.
    pub(crate) fn report(&self, address: DocAddress) -> Result<Report, Error> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|source| self.error(source))?;
        let damaged = |detail: String| Error::Damaged { folder: self.folder.clone(), detail };
        let records = self
            .records
            .get(address.segment_ord as usize)
            .ok_or_else(|| damaged("a report has no record".to_owned()))?;
        let record = records.get_document_bytes(address.doc_id);
        let record = record.map_err(|source| self.error(source))?;
        let body = document.get_first(self.fields.body).and_then(|value| value.as_str());
        compact::from_bytes(&record, body.unwrap_or_default())
            .ok_or_else(|| damaged("a record cannot be read".to_owned()))
    }

    /// Id and path of the report at an address, from their columns.
    pub(crate) fn names(&self, address: DocAddress) -> Result<(String, String), Error> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        let value = |name: &str| -> tantivy::Result<String> {
            let mut value = String::new();
            if let Some(column) = columns.str(name)?
                && let Some(term) = column.term_ords(address.doc_id).next()
            {
                column.ord_to_str(term, &mut value)?;
            }
            Ok(value)
        };
        let wrap = |source| self.error(source);
        Ok((value("id").map_err(wrap)?, value("path").map_err(wrap)?))
    }

    /// Every report's id and address, in order of ids.
    fn addresses(&self) -> Result<Vec<(String, DocAddress)>, Error> {
        let mut addresses = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let ids = segment.fast_fields().str("id").map_err(|source| self.error(source))?;
            let Some(ids) = ids else { continue };
            let mut id = String::new();
            for document in segment.doc_ids_alive() {
                id.clear();
                if let Some(term) = ids.term_ords(document).next() {
                    ids.ord_to_str(term, &mut id).map_err(|error| self.error(error.into()))?;
                }
                addresses.push((id.clone(), DocAddress::new(ordinal as u32, document)));
            }
        }
        addresses.sort_unstable();
        Ok(addresses)
    }

    /// The report with this id or, if there is none, those of the file with this id or path.
    pub fn find(&self, name: &str) -> Result<Vec<Report>, Error> {
        for field in [self.fields.id, self.fields.file] {
            let term = Term::from_field_text(field, name);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let found = self.searcher.search(&query, &DocSetCollector);
            let found = found.map_err(|source| self.error(source))?;
            self.whole()?;
            if !found.is_empty() {
                return self.in_order(found.into_iter().collect());
            }
        }
        self.in_order(self.with_path(name)?)
    }

    /// Addresses of the reports of the file that was shown as `path`.
    fn with_path(&self, path: &str) -> Result<Vec<DocAddress>, Error> {
        let mut found = Vec::new();
        for (ordinal, segment) in self.searcher.segment_readers().iter().enumerate() {
            let paths = segment.fast_fields().str("path").map_err(|source| self.error(source))?;
            let Some(paths) = paths else { continue };
            let wanted =
                paths.dictionary().term_ord(path).map_err(|error| self.error(error.into()))?;
            let Some(wanted) = wanted else { continue };
            let here =
                segment.doc_ids_alive().filter(|&doc| paths.term_ords(doc).next() == Some(wanted));
            found.extend(here.map(|document| DocAddress::new(ordinal as u32, document)));
        }
        Ok(found)
    }

    fn in_order(&self, addresses: Vec<DocAddress>) -> Result<Vec<Report>, Error> {
        let read = addresses.into_iter().map(|address| self.report(address));
        let mut reports = read.collect::<Result<Vec<_>, _>>()?;
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(reports)
    }

    /// Every report, in order of ids, one at a time.
    pub fn reports(&self) -> Result<impl Iterator<Item = Result<Report, Error>> + '_, Error> {
        let addresses = self.addresses()?;
        Ok(addresses.into_iter().map(|(_, address)| self.report(address)))
    }
}

/// The engine's list of the last commit, if it can be read.
pub(super) fn list(folder: &Path) -> Option<Vec<u8>> {
    fs::read(folder.join(META)).ok()
}

/// Why a folder of our format has no list of a commit.
fn without_list(folder: &Path) -> Error {
    let folder = folder.to_owned();
    let names = fs::read_dir(&folder).into_iter().flatten().flatten();
    if names.filter_map(|entry| entry.file_name().into_string().ok()).any(|n| is_segment_file(&n)) {
        // There was one when these were written.
        Error::Damaged { folder, detail: format!("`{META}`: missing") }
    } else {
        Error::Missing { folder }
    }
}

/// Makes our tokenizers known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(tokenizer::NAME, WordTokenizer);
    index.tokenizers().register(tokenizer::BREAKS, BreakTokenizer);
}
