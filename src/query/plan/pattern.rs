//! What is asked of the words of a text: single words, rows of words, nearness.

use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use crate::query::Reach;
use crate::span::Span;

/// A condition on the words of one title or text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// One word.
    Term(Term),
    /// One of these.
    Either(Vec<Pattern>),
    /// These in a row.
    Row {
        /// What follows on each other.
        items: Vec<RowItem>,
        /// Most other words between them in all.
        slop: u32,
    },
    /// These near each other.
    Near {
        /// What must be found together.
        operands: Vec<Pattern>,
        /// How near.
        reach: Reach,
        /// Whether in this order.
        ordered: bool,
    },
}

/// A piece of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowItem {
    /// Words of any kind that stand before it; none before the first.
    pub skipped: u32,
    /// What stands there.
    pub pattern: Pattern,
}

/// What one word may be, and where it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Bytes of the query.
    pub span: Span,
    /// What it may be.
    pub kind: TermKind,
}

/// The ways of asking for a word. Which words of an index answer is decided by its dictionary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// The word and its inflections.
    Inflected {
        /// As typed.
        word: String,
        /// As the index holds it.
        folded: String,
    },
    /// This form only.
    Form {
        /// As the index holds it.
        folded: String,
    },
    /// Words that fit a pattern: `*` stands for any letters, `?` for one.
    Wildcard {
        /// Folded; holds no literal `*` or `?`, as no word does.
        pattern: String,
    },
    /// Words that differ little.
    Fuzzy {
        /// As the index would hold it.
        folded: String,
        /// Most edits.
        edits: u8,
    },
    /// Words that a regular expression describes as a whole.
    Regex {
        /// Without diacritics; case does not matter.
        pattern: String,
    },
}

impl Pattern {
    /// The same with each word as written only.
    #[must_use]
    pub fn as_written(self) -> Self {
        let each = |patterns: Vec<Self>| patterns.into_iter().map(Self::as_written).collect();
        match self {
            Self::Term(Term { span, kind: TermKind::Inflected { folded, .. } }) => {
                Self::Term(Term { span, kind: TermKind::Form { folded } })
            }
            Self::Term(term) => Self::Term(term),
            Self::Either(patterns) => Self::Either(each(patterns)),
            Self::Near { operands, reach, ordered } => {
                Self::Near { operands: each(operands), reach, ordered }
            }
            Self::Row { items, slop } => {
                let as_written = |item: RowItem| RowItem {
                    skipped: item.skipped,
                    pattern: item.pattern.as_written(),
                };
                Self::Row { items: items.into_iter().map(as_written).collect(), slop }
            }
        }
    }
}

/// As an s-expression.
impl Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |formatter: &mut fmt::Formatter<'_>, name: &str, patterns: &[Self]| {
            write!(formatter, "({name}")?;
            patterns.iter().try_for_each(|pattern| write!(formatter, " {pattern}"))?;
            formatter.write_str(")")
        };
        match self {
            Self::Term(term) => term.kind.fmt(formatter),
            Self::Either(patterns) => list(formatter, "either", patterns),
            Self::Near { operands, reach, ordered } => {
                let name = if *ordered { "adj" } else { "near" };
                list(formatter, &format!("{name}/{reach}"), operands)
            }
            Self::Row { items, slop } => {
                formatter.write_str("(row")?;
                if *slop > 0 {
                    write!(formatter, " ~{slop}")?;
                }
                for item in items {
                    if item.skipped > 0 {
                        write!(formatter, " (skip {})", item.skipped)?;
                    }
                    write!(formatter, " {}", item.pattern)?;
                }
                formatter.write_str(")")
            }
        }
    }
}

impl Display for TermKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inflected { folded, .. } => write!(formatter, "(word {folded:?})"),
            Self::Form { folded } => write!(formatter, "(form {folded:?})"),
            Self::Wildcard { pattern } => write!(formatter, "(wildcard {pattern:?})"),
            Self::Fuzzy { folded, edits } => write!(formatter, "(fuzzy {edits} {folded:?})"),
            Self::Regex { pattern } => write!(formatter, "(regex {pattern:?})"),
        }
    }
}
