//! `bilat status`: what an index holds, how its last run went, and whether this program fits it.

use std::io::{self, Write};

use anyhow::Result;
use bilat::diag::{as_text, visible};
use bilat::index::{Collection, LastRun, Reader, Status};
use bilat::ingest::extract;
use bilat::lexicon::name;
use bilat::{analyze, render};
use serde::Serialize;

use crate::args::{AccountFormat, StatusArguments};
use crate::outcome::Outcome;

/// Languages and files that are named singly; more are only counted.
const NAMED: usize = 10;

/// Everything that is told of an index.
#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    index: String,
    #[serde(flatten)]
    figures: &'a Status,
    collections: Vec<Place<'a>>,
    last_run: Option<&'a LastRun>,
    /// Files that could not be read, wholly or in part.
    unread: &'a [String],
    versions: Versions,
    /// Whether the next run of `bilat index` builds everything anew.
    outdated: bool,
}

/// A folder that was indexed.
#[derive(Serialize)]
struct Place<'a> {
    root: String,
    shown: String,
    prefix: &'a str,
}

impl<'a> From<&'a Collection> for Place<'a> {
    fn from(collection: &'a Collection) -> Self {
        let Collection { root, shown, prefix } = collection;
        Self { root: as_text(root), shown: as_text(shown), prefix }
    }
}

/// Versions of the rules that the index was made with.
#[derive(PartialEq, Eq, Serialize)]
struct Versions {
    analyzer: u32,
    extraction: u32,
    names: u32,
}

/// Runs the command.
pub(crate) fn run(arguments: &StatusArguments) -> Result<Outcome> {
    let reader = Reader::inspect(&arguments.folder.index).map_err(bilat::Error::from)?;
    let figures = Status::of(&reader).map_err(bilat::Error::from)?;
    let manifest = reader.manifest();
    let versions = Versions {
        analyzer: manifest.analyzer,
        extraction: manifest.extraction,
        names: manifest.names,
    };
    let ours =
        Versions { analyzer: analyze::VERSION, extraction: extract::VERSION, names: name::VERSION };
    let told = Told {
        schema: render::SCHEMA,
        index: as_text(&arguments.folder.index),
        figures: &figures,
        collections: manifest.collections.iter().map(Place::from).collect(),
        last_run: manifest.last_run.as_ref(),
        unread: &manifest.troubled,
        outdated: versions != ours,
        versions,
    };
    let mut out = io::stdout().lock();
    match arguments.format {
        AccountFormat::Human => write_human(&told, &mut out)?,
        AccountFormat::Json => {
            serde_json::to_writer(&mut out, &told)?;
            out.write_all(b"\n")?;
        }
    }
    Ok(Outcome::Found)
}

fn write_human(told: &Told<'_>, out: &mut impl Write) -> io::Result<()> {
    let Told { figures, versions, .. } = told;
    writeln!(out, "index      {}", visible(&told.index))?;
    for collection in &told.collections {
        writeln!(out, "collection {}", visible(&collection.shown))?;
    }
    writeln!(out, "reports    {} in {} files", figures.reports, figures.files)?;
    if let (Some(first), Some(last)) = (figures.first, figures.last) {
        writeln!(out, "dates      {first} to {last}")?;
    }
    writeln!(out, "undated    {}", figures.undated)?;
    let named: Vec<String> = figures
        .languages
        .iter()
        .take(NAMED)
        .map(|count| format!("{} {}", count.lang.as_deref().unwrap_or("unknown"), count.reports))
        .collect();
    let more = figures.languages.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(", … and {more} more") } else { String::new() };
    writeln!(out, "languages  {}{more}", named.join(", "))?;
    writeln!(out, "size       {:.1} MB", figures.bytes as f64 / 1e6)?;
    if let Some(run) = told.last_run {
        write_last_run(run, out)?;
    }
    for file in told.unread.iter().take(NAMED) {
        writeln!(out, "unread     {}", visible(file))?;
    }
    if told.unread.len() > NAMED {
        writeln!(out, "unread     … and {} more", told.unread.len() - NAMED)?;
    }
    let Versions { analyzer, extraction, names } = versions;
    writeln!(
        out,
        "versions   format {}, words {analyzer}, extraction {extraction}, names {names}",
        figures.format
    )?;
    if told.outdated {
        writeln!(out, "outdated   the next `bilat index` builds everything anew")?;
    }
    Ok(())
}

fn write_last_run(run: &LastRun, out: &mut impl Write) -> io::Result<()> {
    let began = run.began.map_or(String::new(), |began| format!("{began:.0}: "));
    let moved = if run.moved > 0 { format!(", moved {}", run.moved) } else { String::new() };
    let end = if run.finished { "" } else { "; it did not come to its end" };
    writeln!(
        out,
        "last run   {began}{} new, {} changed{moved}, removed {}, skipped {} ({} with trouble){end}",
        run.added, run.changed, run.removed, run.skipped, run.troubled
    )
}
