//! The way from a typed query to an answer, in one place.

use std::path::Path;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::index::Reader;
use crate::query;
use crate::query::plan::{self, Context, Plan};
use crate::report::Report;
use crate::search::{self, Request, Response};

/// An index opened for queries, on a given day.
pub struct Engine {
    reader: Reader,
    today: Date,
}

impl Engine {
    /// Opens the index in `folder`; relative dates in queries count from `today`.
    pub fn open(folder: &Path, today: Date) -> Result<Self, Error> {
        Ok(Self { reader: Reader::open(folder)?, today })
    }

    /// Reads a query, without asking the index.
    ///
    /// Gives the plan and the warnings, or every error.
    pub fn plan(&self, source: &str) -> Result<(Plan, Vec<Diagnostic>), Error> {
        let (query, diagnostics) = query::parse(source);
        let Some(query) = query else {
            let diagnostics = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            return Err(Error::Query { diagnostics });
        };
        let context = Context { today: self.today };
        let plan = plan::build(&query, source, context)
            .map_err(|diagnostics| Error::Query { diagnostics })?;
        Ok((plan, diagnostics))
    }

    /// Answers a query; gives warnings about it too.
    pub fn search(
        &self,
        source: &str,
        request: &Request,
    ) -> Result<(Response, Vec<Diagnostic>), Error> {
        let (plan, warnings) = self.plan(source)?;
        Ok((search::search(&self.reader, &plan, request)?, warnings))
    }

    /// Every report, in order of ids, one at a time.
    pub fn reports(&self) -> Result<impl Iterator<Item = Result<Report, Error>> + '_, Error> {
        Ok(self.reader.reports()?.map(|report| report.map_err(Error::from)))
    }

    /// The reports with this id or this path, in order of ids.
    pub fn find(&self, name: &str) -> Result<Vec<Report>, Error> {
        Ok(self.reader.find(name)?)
    }

    /// Number of reports.
    pub fn len(&self) -> u64 {
        self.reader.len()
    }

    /// Whether there are no reports.
    pub fn is_empty(&self) -> bool {
        self.reader.is_empty()
    }
}
