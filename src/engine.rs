//! The way from a typed query to an answer, in one place.

use std::path::Path;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::error::Error;
use crate::index::Reader;
use crate::lexicon::name::Statements;
use crate::query;
use crate::query::plan::{self, Context, Plan};
use crate::report::Report;
use crate::search::{
    self, Explanation, Means, People, PeopleRequest, Ranking, Request, Response, Stop,
};

/// An index opened for queries, on a given day.
pub struct Engine {
    reader: Reader,
    today: Date,
    ranking: Ranking,
}

impl Engine {
    /// Opens the index in `folder`; relative dates in queries count from `today`.
    pub fn open(folder: &Path, today: Date) -> Result<Self, Error> {
        Ok(Self { reader: Reader::open(folder)?, today, ranking: Ranking::default() })
    }

    /// The same with other statements about names than the index holds.
    #[must_use]
    pub fn with_statements(self, statements: Statements) -> Self {
        Self { reader: self.reader.with_statements(statements), ..self }
    }

    /// The same with other constants of ranking, to measure them.
    #[must_use]
    pub fn with_ranking(self, ranking: Ranking) -> Self {
        Self { ranking, ..self }
    }

    /// Persons of the register.
    pub fn people(&self, request: &PeopleRequest) -> Result<People, Error> {
        self.whole(search::people(&self.reader, request, &Stop::never()))
    }

    /// Reads a query, without asking the index.
    ///
    /// Gives the plan and the warnings, or every error.
    pub fn plan(&self, source: &str) -> Result<(Plan, Vec<Diagnostic>), Error> {
        let read = Read::new(source, self.today)?;
        Ok((read.plan, read.warnings))
    }

    /// Answers a query; gives warnings about it too.
    pub fn search(
        &self,
        source: &str,
        request: &Request,
    ) -> Result<(Response, Vec<Diagnostic>), Error> {
        self.search_until(source, request, &Stop::never())
    }

    /// Answers a query with what is found until `stop` is raised.
    pub fn search_until(
        &self,
        source: &str,
        request: &Request,
        stop: &Stop,
    ) -> Result<(Response, Vec<Diagnostic>), Error> {
        let Read { tree, plan, mut warnings } = Read::new(source, self.today)?;
        let found = search::search(self.means(stop), &plan, source, request);
        let (mut response, suggestions) = self.whole(found)?;
        if let Some(explanation) = &mut response.explanation {
            explanation.query = tree;
        }
        warnings.extend(suggestions);
        Ok((response, warnings))
    }

    /// Answers a question: plain words without operators, of which a report may have any.
    pub fn ask(&self, question: &str, request: &Request) -> Result<Response, Error> {
        let plan = plan::question(question);
        let stop = Stop::never();
        let found = search::search(self.means(&stop), &plan, question, request);
        let (response, _) = self.whole(found)?;
        Ok(response)
    }

    /// The reports that are like the report `id`, among those that a query asks for, if there is
    /// one; gives warnings about it too. Nothing if there is no report `id`.
    pub fn similar(
        &self,
        id: &str,
        source: Option<&str>,
        request: &Request,
        stop: &Stop,
    ) -> Result<Option<(Response, Vec<Diagnostic>)>, Error> {
        let read = source.map(|source| Read::new(source, self.today)).transpose()?;
        let plan = read.as_ref().map(|read| &read.plan);
        let found = self.whole(search::similar(self.means(stop), id, plan, request))?;
        Ok(found.map(|(response, found)| {
            let mut warnings = read.map_or_else(Vec::new, |read| read.warnings);
            warnings.extend(found);
            (response, warnings)
        }))
    }

    fn means<'e>(&'e self, stop: &'e Stop) -> Means<'e> {
        Means { reader: &self.reader, ranking: &self.ranking, stop }
    }

    /// Says how a query is read, without answering it; gives warnings about it too.
    pub fn explain(
        &self,
        source: &str,
        stop: &Stop,
    ) -> Result<(Explanation, Vec<Diagnostic>), Error> {
        let Read { tree, plan, warnings } = Read::new(source, self.today)?;
        let explanation = self.whole(search::explain(self.means(stop), &plan))?;
        Ok((Explanation { query: tree, ..explanation }, warnings))
    }

    /// An answer, unless damage was met on the way to it.
    fn whole<T, E: Into<Error>>(&self, answer: Result<T, E>) -> Result<T, Error> {
        self.reader.whole()?;
        answer.map_err(Into::into)
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

/// Says how a query is read where there is no index, so without the forms of its words.
pub fn explain(source: &str, today: Date) -> Result<(Explanation, Vec<Diagnostic>), Error> {
    let Read { tree, plan, warnings } = Read::new(source, today)?;
    let explanation = Explanation { query: tree, plan: plan.to_string(), ..Explanation::default() };
    Ok((explanation, warnings))
}

/// A query that was understood.
struct Read {
    /// As an s-expression.
    tree: String,
    plan: Plan,
    warnings: Vec<Diagnostic>,
}

impl Read {
    fn new(source: &str, today: Date) -> Result<Self, Error> {
        let (query, diagnostics) = query::parse(source);
        let Some(query) = query else {
            let diagnostics = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
            return Err(Error::Query { diagnostics });
        };
        let plan = plan::build(&query, source, Context { today })
            .map_err(|diagnostics| Error::Query { diagnostics })?;
        Ok(Self { tree: query.to_sexpr(), plan, warnings: diagnostics })
    }
}
