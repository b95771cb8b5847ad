//! `bilat explain`: how a query is read, without searching.

use std::io::{self, BufWriter, Write as _};

use anyhow::Result;
use bilat::render;
use bilat::search::Stop;
use bilat::{Engine, Error, index};

use crate::args::ExplainArguments;
use crate::commands::{names, query};
use crate::outcome::Outcome;
use crate::term;

/// Runs the command.
pub(crate) fn run(arguments: &ExplainArguments) -> Result<Outcome> {
    let source = query::joined(&arguments.query);
    let today = arguments.today.date();
    let explained = match Engine::open(&arguments.folder.index, today) {
        Ok(engine) => names::stated(engine, &arguments.names)?.explain(&source, &Stop::never()),
        Err(Error::Index(index::Error::Missing { folder })) => {
            let folder = folder.display();
            term::say(&format!("note: {folder}: no index here, so no forms of words are shown"));
            bilat::explain(&source, today)
        }
        Err(error) => return Err(error.into()),
    };
    let (explanation, warnings) = match explained {
        Ok(explained) => explained,
        Err(Error::Query { diagnostics }) => {
            query::report(&diagnostics, &source);
            return Ok(Outcome::Trouble);
        }
        Err(error) => return Err(error.into()),
    };
    query::report(&warnings, &source);
    let mut out = BufWriter::new(io::stdout().lock());
    render::write_explanation(&source, &warnings, &explanation, arguments.format.into(), &mut out)?;
    out.flush()?;
    Ok(Outcome::Found)
}
