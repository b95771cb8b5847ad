//! A quantity as it stands in a text.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// In what way a number is not exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approximate {
    /// At least so many: "over 800", "hundreds of".
    MoreThan,
    /// At most so many: "up to 50".
    UpTo,
    /// About so many.
    About,
}

/// A number with what is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub to: Option<f64>,
    /// What it is measured in: `day`, `EUR`.
    pub unit: Option<&'static str>,
    /// The words for what is counted.
    pub what: Option<Span>,
    /// In what way it is not exact.
    pub approximate: Option<Approximate>,
    /// All of it.
    pub span: Span,
}
