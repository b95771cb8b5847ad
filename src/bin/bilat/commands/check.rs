//! `bilat check`: whether the index is whole.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use bilat::Error;
use bilat::diag::visible;
use bilat::index::{self, Checkup};
use bilat::ingest::pipeline::{self, Comparison};

use crate::args::{AccountFormat, CheckArguments};
use crate::outcome::Outcome;

/// Runs the command.
pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome> {
    let folder = arguments.folder.index.as_path();
    let checkup = index::check(folder).map_err(Error::from)?;
    // What is damaged would be compared wrongly.
    let comparison =
        (arguments.sources && checkup.is_whole()).then(|| pipeline::compare(folder)).transpose()?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.format {
        AccountFormat::Human => {
            write_human(folder, &checkup, &mut out)?;
            if let Some(comparison) = &comparison {
                write_comparison(comparison, &mut out)?;
            }
        }
        AccountFormat::Json => {
            let mut value = serde_json::to_value(&checkup)?;
            if let Some(object) = value.as_object_mut() {
                object.insert("schema".to_owned(), bilat::render::SCHEMA.into());
                object.insert("whole".to_owned(), checkup.is_whole().into());
                object.insert("sources".to_owned(), serde_json::to_value(&comparison)?);
            }
            serde_json::to_writer(&mut out, &value)?;
            out.write_all(b"\n")?;
        }
    }
    out.flush()?;
    Ok(match comparison {
        _ if !checkup.is_whole() => Outcome::Trouble,
        Some(comparison) if !comparison.unreadable.is_empty() => Outcome::Trouble,
        Some(comparison) if !comparison.is_same() => Outcome::Nothing,
        _ => Outcome::Found,
    })
}

/// Reports of one kind that are named singly; more are only counted.
const NAMED: usize = 20;

fn write_comparison(comparison: &Comparison, out: &mut impl Write) -> io::Result<()> {
    let Comparison { same, new, changed, gone, unreadable } = comparison;
    for skip in unreadable {
        writeln!(out, "trouble: {}: {}", visible(&skip.place), visible(&skip.reason))?;
    }
    for (what, ids) in [("new", new), ("changed", changed), ("gone", gone)] {
        for id in ids.iter().take(NAMED) {
            writeln!(out, "{what}: {}", visible(id))?;
        }
        if ids.len() > NAMED {
            writeln!(out, "… and {} more {what}", ids.len() - NAMED)?;
        }
    }
    let [new, changed, gone] = [new, changed, gone].map(Vec::len);
    writeln!(
        out,
        "sources: {same} reports as in the index, {new} new, {changed} changed, {gone} gone"
    )
}

fn write_human(folder: &Path, checkup: &Checkup, out: &mut impl Write) -> io::Result<()> {
    let folder = folder.display();
    for fault in &checkup.faults {
        match &fault.file {
            Some(file) => writeln!(out, "damaged: {folder}/{file}: {}", visible(&fault.what))?,
            None => writeln!(out, "damaged: {folder}: {}", visible(&fault.what))?,
        }
    }
    if !checkup.leftovers.is_empty() {
        let count = checkup.leftovers.len();
        writeln!(out, "{count} files of a run that was killed or is under way are no part of it")?;
    }
    let megabytes = checkup.bytes as f64 / 1e6;
    write!(out, "{folder}: format {}, {} files, {megabytes:.1} MB", checkup.format, checkup.files)?;
    if let Some(reports) = checkup.reports {
        write!(out, ", {reports} reports")?;
    }
    writeln!(out, ": {}", if checkup.is_whole() { "whole" } else { "damaged" })?;
    if !checkup.is_whole() {
        writeln!(out, "hint: build it anew with `bilat index --rebuild --index {folder}`")?;
    }
    Ok(())
}
