//! `bilat eval`: what the program makes of reports, against what people read in them.

use std::io::{self, BufWriter, Write as _};

use anyhow::{Context as _, Result};
use bilat::diag::visible;
use bilat::eval::{extract, names};
use bilat::render;

use crate::args::{EvalExtractArguments, EvalNamesArguments};
use crate::outcome::Outcome;
use crate::term;

/// Runs `bilat eval extract`.
pub(crate) fn extract(arguments: &EvalExtractArguments) -> Result<Outcome> {
    let evaluation = extract::evaluate(&arguments.gold, arguments.today.date())?;
    for skip in &evaluation.skipped {
        let message = format!("{}: {}", visible(&skip.place), visible(&skip.reason));
        term::complain(&message, None);
    }
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
    for skip in &evaluation.skipped {
        let message = format!("{}: {}", visible(&skip.place), visible(&skip.reason));
        term::complain(&message, None);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    render::write_names_evaluation(&evaluation, arguments.diff, arguments.format.into(), &mut out)?;
    out.flush()?;
    Ok(if evaluation.skipped.is_empty() { Outcome::Found } else { Outcome::Trouble })
}
