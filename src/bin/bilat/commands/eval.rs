//! `bilat eval`: what the program makes of reports, against what people read in them.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use bilat::diag::visible;
use bilat::eval::rank::{self, Bench, Run, collection, run_file};
use bilat::eval::{extract, names};
use bilat::ingest::read::Skip;
use bilat::render;
use bilat::search::Ranking;

use crate::args::{EvalExtractArguments, EvalNamesArguments, EvalRankArguments};
use crate::outcome::Outcome;
use crate::term;

/// Runs `bilat eval extract`.
pub(crate) fn extract(arguments: &EvalExtractArguments) -> Result<Outcome> {
    let evaluation = extract::evaluate(&arguments.gold, arguments.today.date())?;
    complain(&evaluation.skipped);
    let mut out = BufWriter::new(io::stdout().lock());
    render::write_evaluation(&evaluation, arguments.diff, arguments.format.into(), &mut out)?;
    out.flush()?;
    Ok(if evaluation.skipped.is_empty() { Outcome::Found } else { Outcome::Trouble })
}

/// Runs `bilat eval names`.
pub(crate) fn names(arguments: &EvalNamesArguments) -> Result<Outcome> {
    let files = names::Files {
        variants: arguments.variants.as_deref(),
        rivals: arguments.rivals.as_deref(),
        people: arguments.people.as_deref(),
    };
    let evaluation = names::evaluate(&files).context("cannot read the names")?;
    complain(&evaluation.skipped);
    let mut out = BufWriter::new(io::stdout().lock());
    render::write_names_evaluation(&evaluation, arguments.diff, arguments.format.into(), &mut out)?;
    out.flush()?;
    Ok(if evaluation.skipped.is_empty() { Outcome::Found } else { Outcome::Trouble })
}

/// Runs `bilat eval rank`.
pub(crate) fn rank(arguments: &EvalRankArguments) -> Result<Outcome> {
    let mut skipped = Vec::new();
    let reading = |path: &Path| format!("cannot read {}", path.display());
    let questions = collection::questions(&arguments.questions, &mut skipped)
        .with_context(|| reading(&arguments.questions))?;
    let judgements = collection::judgements(&arguments.judgements, &mut skipped)
        .with_context(|| reading(&arguments.judgements))?;
    let against = arguments.against.as_deref().map(|path| stored_run(path, &mut skipped));
    let against = against.transpose()?;
    let folder = Scratch::new()?;
    let bench = Bench::index(&arguments.documents, &folder.0, &mut skipped)?;
    let run = bench.ask(&questions, &Ranking::default(), arguments.expand)?;
    drop(folder);
    complain(&skipped);
    if let Some(path) = &arguments.run {
        let writing = || format!("cannot write {}", path.display());
        let mut file = BufWriter::new(File::create(path).with_context(writing)?);
        run_file::write(&run, "bilat", &mut file).with_context(writing)?;
        file.flush().with_context(writing)?;
    }
    let evaluation = rank::evaluate(&run, &judgements, against.as_ref());
    let mut out = BufWriter::new(io::stdout().lock());
    let per_query = arguments.per_query;
    render::write_rank_evaluation(&evaluation, per_query, arguments.format.into(), &mut out)?;
    out.flush()?;
    if evaluation.questions.is_empty() {
        term::complain("no question has a document that is judged to be relevant", None);
        return Ok(Outcome::Trouble);
    }
    Ok(if skipped.is_empty() { Outcome::Found } else { Outcome::Trouble })
}

fn stored_run(path: &Path, skipped: &mut Vec<Skip>) -> Result<Run> {
    let shown = path.display().to_string();
    let reading = || format!("cannot read {shown}");
    let file = File::open(path).with_context(reading)?;
    run_file::read(BufReader::new(file), &shown, skipped).with_context(reading)
}

fn complain(skipped: &[Skip]) {
    for skip in skipped {
        let message = format!("{}: {}", visible(&skip.place), visible(&skip.reason));
        term::complain(&message, None);
    }
}

/// A folder that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("bilat-eval-{}", std::process::id()));
        // What a run with the same number left when it was killed.
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot clear the temporary folder")?;
        }
        fs::create_dir_all(&folder).context("cannot make a temporary folder")?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // It is the system's folder for what may be lost.
        let _ = fs::remove_dir_all(&self.0);
    }
}
