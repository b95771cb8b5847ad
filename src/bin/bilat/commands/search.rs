//! `bilat search`: one query from the arguments, or many from standard input.

use std::io::{self, BufRead as _, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Result, ensure};
use bilat::diag::visible;
use bilat::render::{self, Answer, Format, Style};
use bilat::search::{Matching, Request, Response, Snippets, Sort, Stop};
use bilat::{Engine, Error};

use crate::args::{DEFAULT_COLLECTION, DEFAULT_INDEX, Highlight, SearchArguments};
use crate::commands::{index, names, query};
use crate::outcome::Outcome;
use crate::term::{self, Terminal};

/// Runs the command.
pub(crate) fn run(arguments: &SearchArguments, terminal: &Terminal) -> Result<Outcome> {
    let format = arguments.format.0;
    ensure!(
        !arguments.null || format == Format::Paths,
        "`--null` ends paths; it needs `--format paths`"
    );
    ensure!(
        !arguments.explain || matches!(format, Format::Human | Format::Json | Format::Jsonl),
        "`--explain` needs `--format human`, `json` or `jsonl`"
    );
    ensure!(
        arguments.highlight == Highlight::Offsets
            || arguments.batch
            || matches!(format, Format::Json | Format::Jsonl),
        "`--highlight html` needs `--format json` or `jsonl`"
    );
    let engine = names::stated(open(arguments, terminal)?, &arguments.names)?;
    if arguments.batch {
        return batch(&engine, arguments);
    }
    let source = query::joined(&arguments.query);
    let timer = Timer::start(arguments.timeout);
    let answer = match &arguments.like {
        None => engine.search_until(&source, &request(arguments), &timer.stop).map(Some),
        Some(id) => {
            let query = (!arguments.query.is_empty()).then_some(source.as_str());
            engine.similar(id, query, &request(arguments), &timer.stop)
        }
    };
    let (response, warnings) = match answer {
        Ok(Some(answer)) => answer,
        Ok(None) => {
            let id = arguments.like.as_deref().unwrap_or_default();
            term::complain(
                &format!("no report `{}`", visible(id)),
                Some("`bilat search --format paths` prints paths, which are ids too"),
            );
            return Ok(Outcome::Trouble);
        }
        Err(Error::Query { diagnostics }) => {
            query::report(&diagnostics, &source);
            return Ok(Outcome::Trouble);
        }
        Err(error) => return Err(error.into()),
    };
    query::report(&warnings, &source);
    if arguments.format.0 == Format::Human && !response.added.is_empty() {
        let words: Vec<&str> = response.added.iter().map(|added| added.word.as_str()).collect();
        let with = if arguments.like.is_some() { "searched for" } else { "added" };
        term::say(&format!("{with}: {}", visible(&words.join(", "))));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    if arguments.count {
        writeln!(out, "{}", response.total)?;
    } else {
        let answer = Answer {
            query: &source,
            offset: arguments.offset,
            warnings: &warnings,
            response: &response,
        };
        render::write(&answer, arguments.format.0, &style(arguments, terminal), &mut out)?;
    }
    out.flush()?;
    if !response.complete {
        term::complain(
            "the time is up; only what was found until then is shown and counted",
            Some("allow more with `--timeout`, or ask for less"),
        );
    }
    Ok(outcome(&response))
}

fn outcome(response: &Response) -> Outcome {
    match (response.complete, response.total) {
        (false, _) => Outcome::Trouble,
        (true, 0) => Outcome::Nothing,
        (true, _) => Outcome::Found,
    }
}

/// The time that one search may take.
struct Timer {
    /// Raised when the time is up.
    stop: Stop,
    /// Held while the search runs; without it the thread that waits ends.
    _running: Option<mpsc::Sender<()>>,
}

impl Timer {
    fn start(timeout: Option<Duration>) -> Self {
        let Some(timeout) = timeout else { return Self { stop: Stop::never(), _running: None } };
        let flag = Arc::new(AtomicBool::new(false));
        let raised = flag.clone();
        let (running, ended) = mpsc::channel();
        thread::spawn(move || {
            if ended.recv_timeout(timeout) == Err(RecvTimeoutError::Timeout) {
                raised.store(true, Ordering::Relaxed);
            }
        });
        Self { stop: Stop::when(flag), _running: Some(running) }
    }
}

/// Opens the index; where the default one is not there yet, but the default
/// collection is, the first query makes it.
fn open(arguments: &SearchArguments, terminal: &Terminal) -> Result<Engine> {
    let folder = arguments.folder.index.as_path();
    let today = arguments.today.date();
    match Engine::open(folder, today) {
        Err(Error::Index(bilat::index::Error::Missing { .. }))
            if folder.as_os_str() == DEFAULT_INDEX
                && std::path::Path::new(DEFAULT_COLLECTION).is_dir() =>
        {
            index::first(folder, DEFAULT_COLLECTION.as_ref(), today, terminal)?;
            Ok(Engine::open(folder, today)?)
        }
        result => Ok(result?),
    }
}

fn request(arguments: &SearchArguments) -> Request {
    let nothing_shown = arguments.count || arguments.limit == 0;
    let shows_snippets = match arguments.format.0 {
        Format::Paths => false,
        Format::Tsv | Format::Csv => {
            arguments.fields.iter().any(|field| field.name() == "snippets")
        }
        _ => true,
    };
    Request {
        limit: if nothing_shown { 0 } else { arguments.limit },
        offset: arguments.offset,
        sort: if nothing_shown { Sort::Score } else { arguments.sort.0 },
        matching: if arguments.any {
            Matching::Any
        } else if arguments.all {
            Matching::All
        } else {
            Matching::AllElseAny
        },
        expand: arguments.expand,
        names_only: arguments.format.0 == Format::Paths,
        snippets: if shows_snippets { snippets(arguments) } else { Snippets::NONE },
        explain: arguments.explain,
    }
}

fn snippets(arguments: &SearchArguments) -> Snippets {
    Snippets {
        most: arguments.snippets,
        length: arguments.snippet_length.map(|columns| columns as usize),
        context: arguments.context.into(),
    }
}

fn style(arguments: &SearchArguments, terminal: &Terminal) -> Style {
    Style {
        width: terminal.width,
        color: terminal.color,
        columns: arguments.fields.clone(),
        nul: arguments.null,
        html: arguments.highlight == Highlight::Html,
    }
}

/// Answers each line of standard input with a line of JSON, as soon as it is read.
fn batch(engine: &Engine, arguments: &SearchArguments) -> Result<Outcome> {
    let request = request(arguments);
    let style = Style {
        columns: arguments.fields.clone(),
        html: arguments.highlight == Highlight::Html,
        ..Style::default()
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Nothing;
    let mut line = Vec::new();
    let mut input = io::stdin().lock();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let source = String::from_utf8_lossy(&line);
        let source = source.trim();
        if source.is_empty() {
            continue;
        }
        let timer = Timer::start(arguments.timeout);
        match engine.search_until(source, &request, &timer.stop) {
            Ok((response, warnings)) => {
                let answer = Answer {
                    query: source,
                    offset: arguments.offset,
                    warnings: &warnings,
                    response: &response,
                };
                render::write_batch_answer(&answer, &style, &mut out)?;
                outcome = match (outcome, self::outcome(&response)) {
                    (Outcome::Trouble, _) | (_, Outcome::Trouble) => Outcome::Trouble,
                    (Outcome::Nothing, now) => now,
                    (before, _) => before,
                };
            }
            Err(Error::Query { diagnostics }) => {
                render::write_batch_errors(source, &diagnostics, &mut out)?;
                outcome = Outcome::Trouble;
            }
            Err(error) => return Err(error.into()),
        }
        // A program that asks one query at a time waits for this answer.
        out.flush()?;
    }
    Ok(outcome)
}
