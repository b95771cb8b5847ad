//! Reading: a fixed view of the last commit.

use std::path::{Path, PathBuf};

use tantivy::collector::DocSetCollector;
use tantivy::directory::MmapDirectory;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value as _};
use tantivy::{DocAddress, Index, ReloadPolicy, Searcher, TantivyDocument, TantivyError, Term};

use crate::analyze;
use crate::analyze::tokenizer::{self, WordTokenizer};
use crate::index::schema::Fields;
use crate::index::{Error, Manifest, compact, manifest};
use crate::lexicon::name::{self, Statements};
use crate::report::Report;

/// An index opened for reading.
pub struct Reader {
    folder: PathBuf,
    fields: Fields,
    searcher: Searcher,
    manifest: Manifest,
}

impl Reader {
    /// Opens the index in `folder` for queries.
    ///
    /// An index whose words were cut, or whose names were compared, by other rules is
    /// refused, as it would answer wrongly.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let reader = Self::inspect(folder)?;
        let rules = (reader.manifest.analyzer, reader.manifest.names);
        if rules != (analyze::VERSION, name::VERSION) && reader.searcher.num_docs() > 0 {
            return Err(Error::Outdated { folder: folder.to_owned() });
        }
        Ok(reader)
    }

    /// Opens the index in `folder` to see what it is, whatever its rules are.
    pub fn inspect(folder: &Path) -> Result<Self, Error> {
        let (index, fields) = Self::engine(folder)?;
        let reader = Self::of(folder, &index, fields)?;
        if reader.manifest.collections.is_empty() {
            // A first run was begun and never came to its commit.
            return Err(Error::Missing { folder: folder.to_owned() });
        }
        Ok(reader)
    }

    /// The engine's index in `folder`, with our tokenizer.
    pub(super) fn engine(folder: &Path) -> Result<(Index, Fields), Error> {
        manifest::check(folder)?;
        let engine = |source: TantivyError| Error::Engine { folder: folder.to_owned(), source };
        let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
        let index = Index::open(directory).map_err(engine)?;
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            let detail = "its fields are not those of its format".to_owned();
            return Err(Error::Damaged { folder: folder.to_owned(), detail });
        }
        register(&index);
        Ok((index, fields))
    }

    /// The view of an index that is open already.
    pub(super) fn of(folder: &Path, index: &Index, fields: Fields) -> Result<Self, Error> {
        let engine = |source: TantivyError| Error::Engine { folder: folder.to_owned(), source };
        let payload = index.load_metas().map_err(engine)?.payload;
        let manifest = match payload {
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
        Ok(Self { folder: folder.to_owned(), fields, searcher: reader.searcher(), manifest })
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
        Error::Engine { folder: self.folder.clone(), source }
    }

    /// The report at an address of the engine.
    pub(crate) fn report(&self, address: DocAddress) -> Result<Report, Error> {
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(|source| self.error(source))?;
        let damaged = |detail: String| Error::Damaged { folder: self.folder.clone(), detail };
        let record = document
            .get_first(self.fields.record)
            .and_then(|value| value.as_bytes())
            .ok_or_else(|| damaged("a report has no record".to_owned()))?;
        let body = document.get_first(self.fields.body).and_then(|value| value.as_str());
        compact::from_bytes(record, body.unwrap_or_default())
            .map_err(|error| damaged(format!("a record cannot be read: {error}")))
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

/// Makes our tokenizer known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(tokenizer::NAME, WordTokenizer::default());
}
