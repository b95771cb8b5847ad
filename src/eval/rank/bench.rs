//! The bench: a collection in an index of its own, and questions asked of it.

use std::io;
use std::path::{Path, PathBuf};

use crate::analyze;
use crate::eval::rank::collection::each_document;
use crate::eval::rank::run_file::Run;
use crate::index::{self, Manifest, Reader, Stamp, Writer};
use crate::ingest::read::Skip;
use crate::lexicon::name;
use crate::query::plan::question;
use crate::report::Report;
use crate::search::{self, Matching, Means, Ranking, Request, Snippets, Stop};

/// Documents that are looked at for each question, as in `trec_eval`'s runs.
const DEPTH: usize = 1000;

/// Why a collection could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why it cannot.
        source: io::Error,
    },
    /// The index cannot be written or read.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// A question cannot be answered.
    #[error(transparent)]
    Search(#[from] search::Error),
}

/// A collection that is indexed.
pub struct Bench {
    reader: Reader,
}

impl Bench {
    /// Indexes the documents of the file at `path` in `folder`, which must be empty or not there.
    ///
    /// Words are cut and indexed as in every index. Nothing is extracted: title and text are those
    /// given, and language is that given, or English.
    pub fn index(path: &Path, folder: &Path, skipped: &mut Vec<Skip>) -> Result<Self, Error> {
        let writer = Writer::open(folder, 1)?;
        let mut entry = writer.entry();
        let mut failed = None;
        let read = each_document(path, skipped, &mut |document| {
            let report = Report {
                lang: document.lang,
                ..Report::bare(&document.id, document.title, document.text)
            };
            if failed.is_none() {
                failed = entry.upsert(&document.id, Stamp(0), report, false).err();
            }
        });
        read.map_err(|source| Error::Io { path: path.to_owned(), source })?;
        if let Some(error) = failed {
            return Err(error.into());
        }
        drop(entry);
        let manifest = Manifest {
            analyzer: analyze::VERSION,
            names: name::VERSION,
            collections: vec![index::Collection {
                root: path.to_owned(),
                shown: path.to_owned(),
                prefix: String::new(),
            }],
            ..Manifest::default()
        };
        writer.commit(&manifest)?;
        Ok(Self { reader: Reader::open(folder)? })
    }

    /// Asks the questions, each as plain words of which any will do; with words of the best hits
    /// added if `expand` says so.
    pub fn ask(
        &self,
        questions: &[(String, String)],
        ranking: &Ranking,
        expand: bool,
    ) -> Result<Run, Error> {
        let stop = Stop::never();
        let means = Means { reader: &self.reader, ranking, stop: &stop };
        let request = Request {
            limit: DEPTH,
            matching: Matching::Any,
            expand,
            names_only: true,
            snippets: Snippets::NONE,
            ..Request::default()
        };
        let mut run = Run::new();
        for (id, text) in questions {
            let (response, _) = search::search(means, &question(text), text, &request)?;
            let found = response.hits.into_iter().map(|hit| (hit.id, f64::from(hit.score)));
            run.insert(id.clone(), found.collect());
        }
        Ok(run)
    }
}
