//! `bilat index`: runs the pipeline, shows progress, gives the account.

use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use bilat::diag::visible;
use bilat::index::Reader;
use bilat::ingest::pipeline::{self, Account, Control, Options, Progress};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::args::{AccountFormat, DEFAULT_COLLECTION, IndexArguments};
use crate::commands::names;
use crate::outcome::Outcome;
use crate::signal::Signals;
use crate::term::{self, Terminal};

/// Files of other kinds that are named singly; more are only counted.
const NAMED: usize = 20;

/// Runs the command.
pub(crate) fn run(arguments: &IndexArguments, terminal: &Terminal) -> Result<Outcome> {
    let mut paths = arguments.paths.clone();
    if paths.is_empty() && !arguments.rebuild && !knows_collections(&arguments.folder.index) {
        paths.push(DEFAULT_COLLECTION.into());
    }
    let options = Options {
        index: arguments.folder.index.clone(),
        paths,
        rebuild: arguments.rebuild,
        today: arguments.today.date(),
        threads: arguments.threads.map_or_else(processors, usize::from),
        statements: names::read(&arguments.names)?,
    };
    let signals = Signals::watch().context("signals of the system")?;
    let control = Control {
        stop: Some(signals.flag()),
        began: Some(now()),
        commit_every: arguments.commit_every,
    };
    let result = index(&options, control, terminal);
    let stopped = signals.caught().map(Outcome::Stopped);
    let (account, elapsed) = match (result, stopped) {
        (Ok(done), _) => done,
        (Err(error), Some(stopped)) => {
            Outcome::from_error(&error);
            return Ok(stopped);
        }
        (Err(error), None) => return Err(error),
    };
    match arguments.format {
        AccountFormat::Human => write_account(&account, elapsed, &mut io::stderr().lock())?,
        AccountFormat::Json => write_json(&account, elapsed)?,
    }
    Ok(match stopped.filter(|_| account.stopped) {
        Some(stopped) => stopped,
        None if account.has_trouble() => Outcome::Trouble,
        None => Outcome::Found,
    })
}

/// Whether an index is there that was made from something, which can be read again.
fn knows_collections(index: &Path) -> bool {
    // What is wrong with an index is told when it is opened to be written.
    Reader::inspect(index).is_ok_and(|reader| !reader.manifest().collections.is_empty())
}

/// Makes the default index, because a query came before there was one.
pub(crate) fn first(
    folder: &Path,
    collection: &Path,
    today: Date,
    terminal: &Terminal,
) -> Result<()> {
    term::say(&format!(
        "no index yet: indexing {}/ into {}/",
        collection.display(),
        folder.display()
    ));
    let options = Options {
        index: folder.to_owned(),
        paths: vec![collection.to_owned()],
        rebuild: false,
        today,
        threads: processors(),
        statements: None,
    };
    // A signal ends the program as usual here.
    let control = Control { began: Some(now()), ..Control::default() };
    let (account, elapsed) = index(&options, control, terminal)?;
    write_account(&account, elapsed, &mut io::stderr().lock())?;
    term::say("");
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the program is where the machine is asked")]
fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

#[expect(clippy::disallowed_methods, reason = "the program is where the clock is read")]
fn now() -> Timestamp {
    jiff::Zoned::now().timestamp()
}

fn index(
    options: &Options,
    control: Control<'_>,
    terminal: &Terminal,
) -> Result<(Account, Duration)> {
    let bar = if terminal.progress { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    let style = ProgressStyle::with_template("{spinner} {msg}").context("the progress line")?;
    bar.set_style(style);
    let start = Instant::now();
    let result = pipeline::run_with(options, control, &mut |Progress { read, indexed }| {
        bar.tick();
        bar.set_message(format!("{read} reports read, {indexed} indexed"));
    });
    bar.finish_and_clear();
    Ok((result?, start.elapsed()))
}

fn write_account(account: &Account, elapsed: Duration, out: &mut impl Write) -> io::Result<()> {
    let (troubles, harmless): (Vec<_>, Vec<_>) =
        account.skipped.iter().partition(|skip| skip.trouble);
    for doubt in account.doubtful.iter().take(NAMED) {
        // In a container the path alone does not name the report.
        let key = doubt.id.split_once('#').map_or(String::new(), |(_, key)| format!("#{key}"));
        let place = format!("{}{key}", doubt.path);
        writeln!(out, "note: {}: {}", visible(&place), visible(&doubt.note))?;
    }
    rest(account.doubtful.len(), "reports with notes", out)?;
    for skip in harmless.iter().take(NAMED) {
        writeln!(out, "skipped: {}: {}", visible(&skip.place), visible(&skip.reason))?;
    }
    rest(harmless.len(), "files skipped", out)?;
    for skip in &troubles {
        writeln!(out, "trouble: {}: {}", visible(&skip.place), visible(&skip.reason))?;
    }
    if account.rebuilt {
        writeln!(out, "the whole index was built anew")?;
    }
    let moved =
        if account.moved > 0 { format!(", moved {}", account.moved) } else { String::new() };
    writeln!(
        out,
        "indexed {} ({} new, {} changed){moved}, unchanged {}, removed {}, skipped {} ({} with trouble)",
        account.indexed(),
        account.added,
        account.changed,
        account.unchanged,
        account.removed,
        account.skipped.len(),
        troubles.len(),
    )?;
    if account.stopped {
        writeln!(out, "stopped before the end; the next run goes on from here")?;
    }
    let seconds = elapsed.as_secs_f64();
    let megabytes = account.bytes as f64 / 1e6;
    let written = account.indexed() + account.moved;
    if written > 0 {
        let reports = written as f64 / seconds.max(1e-9);
        write!(out, "{megabytes:.1} MB in {seconds:.2} s: {reports:.0} reports")?;
        let speed = megabytes / seconds.max(1e-9);
        write!(out, " and {speed:.1} MB a second")?;
        // Of next to nothing, a megabyte's time says nothing.
        if megabytes >= 0.05 {
            write!(out, ", {:.2} s a megabyte", seconds / megabytes)?;
        }
        writeln!(out)?;
    } else {
        writeln!(out, "nothing to do, {seconds:.2} s")?;
    }
    Ok(())
}

fn rest(all: usize, what: &str, out: &mut impl Write) -> io::Result<()> {
    if all > NAMED { writeln!(out, "… and {} more {what}", all - NAMED) } else { Ok(()) }
}

fn write_json(account: &Account, elapsed: Duration) -> Result<()> {
    let mut value = serde_json::to_value(account)?;
    if let Some(object) = value.as_object_mut() {
        object.insert("schema".to_owned(), bilat::render::SCHEMA.into());
        object.insert("seconds".to_owned(), elapsed.as_secs_f64().into());
    }
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &value)?;
    out.write_all(b"\n")?;
    Ok(())
}
