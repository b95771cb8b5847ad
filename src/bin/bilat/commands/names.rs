//! What all commands that take a file of names do with it.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Result;
use bilat::Engine;
use bilat::lexicon::name::Statements;

use crate::args::NamesFile;
use crate::outcome::Refusal;

/// The statements asked for, if any were: those of a file, or none at all.
pub(super) fn read(arguments: &NamesFile) -> Result<Option<Statements>> {
    match &arguments.names {
        Some(file) => Ok(Some(parse(file)?)),
        None => Ok(arguments.no_names.then(Statements::default)),
    }
}

/// The engine with the statements asked for, or those of the index.
pub(super) fn stated(engine: Engine, arguments: &NamesFile) -> Result<Engine> {
    Ok(match read(arguments)? {
        Some(statements) => engine.with_statements(statements),
        None => engine,
    })
}

fn parse(file: &Path) -> Result<Statements, Refusal> {
    let name = file.display();
    let refuse = |message: String, hint: Option<String>| Refusal { message, hint };
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => refuse(format!("{name}: no such file"), None),
        io::ErrorKind::InvalidData => refuse(
            format!("{name}: not a text in UTF-8"),
            Some("save the file of names in UTF-8".to_owned()),
        ),
        _ => refuse(format!("{name}: {error}"), None),
    })?;
    Statements::parse(&text).map_err(|fault| refuse(format!("{name}:{fault}"), Some(fault.hint)))
}
