//! `bilat people`: the register of persons.

use std::io::{self, BufWriter, Write as _};

use anyhow::{Result, ensure};
use bilat::Engine;
use bilat::lexicon::country;
use bilat::render::{self, Style};
use bilat::search::PeopleRequest;

use crate::args::PeopleArguments;
use crate::commands::{names, query};
use crate::outcome::Outcome;
use crate::term::Terminal;

/// Runs the command.
pub(crate) fn run(arguments: &PeopleArguments, terminal: &Terminal) -> Result<Outcome> {
    let mut countries = Vec::new();
    for name in &arguments.country {
        let codes = country::find(name);
        ensure!(
            !codes.is_empty(),
            "{name}: unknown country; a name or a code such as SRB is taken"
        );
        countries.extend(codes);
    }
    let name = query::joined(&arguments.name);
    let request = PeopleRequest {
        name: (!name.is_empty()).then_some(name),
        least: arguments.min,
        countries,
        sort: arguments.sort.into(),
        limit: arguments.limit,
    };
    let engine = Engine::open(&arguments.folder.index, arguments.today.date())?;
    let people = names::stated(engine, &arguments.names)?.people(&request)?;
    let style = Style { width: terminal.width, color: terminal.color, ..Style::default() };
    let mut out = BufWriter::new(io::stdout().lock());
    render::write_people(&people, arguments.format.into(), &style, &mut out)?;
    out.flush()?;
    Ok(if people.total == 0 { Outcome::Nothing } else { Outcome::Found })
}
