//! The plan: a query with everything resolved that does not need the index.
//!
//! Names of countries have become codes, dates have become days, words are
//! folded as the index holds them. Plain and serialisable: it is what an
//! engine, embedded or remote, is asked. The forms of a word are not in it, as
//! they are in the dictionary of the index.

mod any_word;
mod bounds;
mod build;
mod comparison;
mod count;
mod pattern;
mod value;
mod words;

use std::fmt::{self, Display, Write as _};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lexicon::activity::{Kind, Status};
use crate::lexicon::country::Code;
use crate::query::Factor;
use crate::report::DateField;
use crate::report::field::Field;
use crate::span::Span;

pub(crate) use any_word::added;
pub use any_word::question;
pub use build::{Context, build};
pub use count::{Bound, Count};
pub use pattern::{Pattern, RowItem, Term, TermKind};

/// A condition on reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clause {
    /// Every report.
    All,
    /// Words, rows of words, words near each other.
    Words {
        /// Where.
        scope: Scope,
        /// What.
        pattern: Pattern,
    },
    /// One of these countries occurs.
    Country {
        /// Their codes.
        codes: Vec<Code>,
    },
    /// The report is about one of these pairs; an open side stands for any country.
    Dyad {
        /// Codes in alphabetic order; a pair with an open side has its country first.
        pairs: Vec<(Code, Option<Code>)>,
    },
    /// A person occurs whose name this is, in any spelling. Who that is, the register of the
    /// index tells.
    Person {
        /// The name as typed.
        name: String,
        /// Bytes of the query.
        span: Span,
    },
    /// A person occurs of whose name, as written, these are words.
    PersonForm {
        /// The words, folded.
        words: Vec<String>,
    },
    /// A person occurs of whose name, as written, a word is such a one.
    PersonLike {
        /// The word.
        term: Term,
    },
    /// One of these kinds of activity occurs.
    Kind {
        /// The kinds.
        kinds: Vec<Kind>,
        /// How far it has come; any way, if nothing is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
    },
    /// An activity has come so far.
    Status {
        /// How far.
        status: Status,
    },
    /// One of its quantities is such a one.
    Count(Count),
    /// It is this report.
    Report {
        /// Its id.
        id: String,
    },
    /// The report is in this language.
    Lang {
        /// ISO 639-1 code.
        code: String,
    },
    /// A date of the report can lie between these days.
    Date {
        /// Which of its dates.
        field: DateField,
        /// First day; open if absent.
        from: Option<Date>,
        /// Last day; open if absent.
        to: Option<Date>,
        /// Whether the candidates of open dates count too.
        uncertain: bool,
    },
    /// All dates of this kind that the report has are open.
    Uncertain {
        /// Which of its dates.
        field: DateField,
    },
    /// The report has a value in the field.
    Has {
        /// The field.
        field: Field,
    },
    /// All of these.
    And(Vec<Clause>),
    /// At least one of these.
    Or(Vec<Clause>),
    /// All that are required; the others only count for the score.
    Ranked {
        /// What must hold.
        required: Vec<Clause>,
        /// What may.
        optional: Vec<Clause>,
    },
    /// Not this.
    Not(Box<Clause>),
    /// This, counted so many times.
    Weighted {
        /// What.
        clause: Box<Clause>,
        /// How many times.
        weight: Factor,
    },
}

/// In which part of a report words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Title or text.
    Anywhere,
    /// Title only.
    Title,
    /// Text only.
    Text,
    /// Path of the file.
    Path,
    /// Names of things, of the kind that this field looks at.
    Names(Field),
}

/// A query that is ready to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What is asked.
    pub root: Clause,
}

impl Display for Plan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}

/// The clause as an s-expression, the stable form of explanations.
impl Display for Clause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |formatter: &mut fmt::Formatter<'_>, name: &str, clauses: &[Self]| {
            write!(formatter, "({name}")?;
            for clause in clauses {
                write!(formatter, " {clause}")?;
            }
            formatter.write_char(')')
        };
        let leaf = |formatter: &mut fmt::Formatter<'_>, name: &str, values: &[String]| {
            write!(formatter, "({name}")?;
            for value in values {
                write!(formatter, " {value}")?;
            }
            formatter.write_char(')')
        };
        let quoted =
            |words: &[String]| words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>();
        match self {
            Self::All => formatter.write_str("(all)"),
            Self::Words { scope: Scope::Anywhere, pattern } => pattern.fmt(formatter),
            Self::Words { scope, pattern } => write!(formatter, "(in {} {pattern})", scope.name()),
            Self::Country { codes } => {
                leaf(formatter, "country", &codes.iter().map(Code::to_string).collect::<Vec<_>>())
            }
            Self::Dyad { pairs } => {
                let pairs: Vec<_> = pairs.iter().copied().map(pair).collect();
                leaf(formatter, "dyad", &pairs)
            }
            Self::Person { name, .. } => write!(formatter, "(person {name:?})"),
            Self::PersonForm { words } => leaf(formatter, "person-form", &quoted(words)),
            Self::PersonLike { term } => write!(formatter, "(person-form {})", term.kind),
            Self::Kind { kinds, status } => {
                let kinds: Vec<_> = kinds.iter().map(|kind| with_status(*kind, *status)).collect();
                leaf(formatter, "kind", &kinds)
            }
            Self::Status { status } => write!(formatter, "(status {status})"),
            Self::Count(count) => count.fmt(formatter),
            Self::Report { id } => write!(formatter, "(report {id:?})"),
            Self::Lang { code } => write!(formatter, "(lang {code})"),
            Self::Date { field, from, to, uncertain } => {
                write!(formatter, "({field} {}", if *uncertain { "?" } else { "" })?;
                if let Some(from) = from {
                    write!(formatter, "{from}")?;
                }
                formatter.write_str("..")?;
                if let Some(to) = to {
                    write!(formatter, "{to}")?;
                }
                formatter.write_char(')')
            }
            Self::Uncertain { field } => write!(formatter, "({field} ?)"),
            Self::Has { field } => write!(formatter, "(has {field})"),
            Self::And(clauses) => list(formatter, "and", clauses),
            Self::Or(clauses) => list(formatter, "or", clauses),
            Self::Ranked { required, optional } => {
                list(formatter, "ranked (and", required)?;
                optional.iter().try_for_each(|clause| write!(formatter, " {clause}"))?;
                formatter.write_char(')')
            }
            Self::Not(clause) => list(formatter, "not", std::slice::from_ref(clause)),
            Self::Weighted { clause, weight } => {
                list(formatter, &format!("weight {weight}"), std::slice::from_ref(clause))
            }
        }
    }
}

/// A kind as a query names it with its status.
fn with_status(kind: Kind, status: Option<Status>) -> String {
    status.map_or_else(|| kind.to_string(), |status| format!("{kind}/{status}"))
}

fn pair((a, b): (Code, Option<Code>)) -> String {
    b.map_or_else(|| format!("{a}-*"), |b| format!("{a}-{b}"))
}

impl Scope {
    /// The scope as it is called in explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "report",
            Self::Title => "title",
            Self::Text => "text",
            Self::Path => "path",
            Self::Names(field) => field.name(),
        }
    }
}
