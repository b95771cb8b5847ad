//! `bilat show`: records, whole.

use std::io::{self, BufWriter, Write};

use anyhow::Result;
use bilat::Engine;
use bilat::render::{self, Format, Style};
use bilat::report::Report;

use crate::args::{RecordFormat, ShowArguments};
use crate::outcome::Outcome;
use crate::term::{self, Terminal};

/// Runs the command.
pub(crate) fn run(arguments: &ShowArguments, terminal: &Terminal) -> Result<Outcome> {
    let engine = Engine::open(&arguments.folder.index, arguments.today.date())?;
    let style = Style { width: terminal.width, color: terminal.color, ..Style::default() };
    let format = match arguments.format {
        RecordFormat::Human => Format::Human,
        RecordFormat::Jsonl => Format::Jsonl,
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut shown = 0;
    let mut write = |report: &Report, out: &mut dyn Write| -> Result<()> {
        if shown > 0 && format == Format::Human {
            writeln!(out)?;
        }
        shown += 1;
        Ok(render::write_report(report, format, &style, out)?)
    };
    let mut missing = false;
    if arguments.all {
        for report in engine.reports()? {
            write(&report?, &mut out)?;
        }
    } else {
        for id in &arguments.ids {
            let reports = engine.find(id)?;
            if reports.is_empty() {
                missing = true;
                let hint = "ids and paths are what `bilat search QUERY --fields id,path --format tsv` prints";
                term::complain(&format!("{id}: no such report in the index"), Some(hint));
            }
            for report in reports {
                write(&report, &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(if missing || shown == 0 { Outcome::Nothing } else { Outcome::Found })
}
