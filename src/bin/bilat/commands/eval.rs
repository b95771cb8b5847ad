//! `bilat eval`: what the program makes of reports, against what people read in them.

use std::io::{self, BufWriter, Write as _};

use anyhow::Result;
use bilat::diag::visible;
use bilat::eval::extract;
use bilat::render;

use crate::args::EvalExtractArguments;
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
