//! What all evaluations write alike: shares, differences, and what could not be measured.

use std::io::{self, Write};

use serde::Serialize;

use crate::ingest::read::Skip;

/// What stands for a share of nothing.
pub(super) const NONE: &str = "–";

/// A share as a reader sees it.
pub(super) fn shown(share: Option<f64>) -> String {
    share.map_or_else(|| NONE.to_owned(), |share| format!("{share:.3}"))
}

/// How many differences there are, and each on a line of its own.
pub(super) fn write_differences<Difference>(
    differences: &[Difference],
    write: fn(&Difference, &mut dyn Write) -> io::Result<()>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "differences: {}", differences.len())?;
    differences.iter().try_for_each(|difference| write(difference, out))
}

/// What could not be measured, as it stands in JSON.
#[derive(Serialize)]
pub(super) struct SkipLine<'a> {
    place: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a Skip> for SkipLine<'a> {
    fn from(Skip { place, reason, .. }: &'a Skip) -> Self {
        Self { place, reason }
    }
}
