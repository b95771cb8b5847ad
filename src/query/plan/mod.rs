//! The plan: a query with everything resolved that does not need the index.
//!
//! Names of countries have become codes, dates have become days, words are
//! folded as the index holds them. Plain and serialisable: it is what an
//! engine, embedded or remote, is asked. The forms of a word are not in it, as
//! they are in the dictionary of the index.

mod build;

use std::fmt::{self, Display, Write as _};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lexicon::activity::Kind;
use crate::lexicon::country::Code;

pub use build::{Context, build};

/// A condition on reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clause {
    /// Every report.
    All,
    /// A word with its inflections, or only as it is.
    Word {
        /// Where.
        scope: Scope,
        /// As typed.
        word: String,
        /// As the index holds it.
        folded: String,
        /// Whether inflections are left out.
        exact: bool,
    },
    /// Words in a row.
    Phrase {
        /// Where.
        scope: Scope,
        /// As the index holds them.
        words: Vec<String>,
    },
    /// Words in a row of the path.
    Path {
        /// As the index holds them.
        words: Vec<String>,
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
    /// A person occurs whose name has all these words.
    Person {
        /// Words of the comparison key, or folded words when only the written form is wanted.
        words: Vec<String>,
        /// Whether only the written form is wanted.
        exact: bool,
    },
    /// One of these kinds of activity occurs.
    Kind {
        /// The kinds.
        kinds: Vec<Kind>,
    },
    /// The report is in this language.
    Lang {
        /// ISO 639-1 code.
        code: String,
    },
    /// The report's own date can lie between these days.
    Date {
        /// First day; open if absent.
        from: Option<Date>,
        /// Last day; open if absent.
        to: Option<Date>,
    },
    /// The report has no date of its own.
    Undated,
    /// All of these.
    And(Vec<Clause>),
    /// At least one of these.
    Or(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
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
            Self::Word { scope, folded, exact, .. } => {
                let name = if *exact { "form" } else { "word" };
                write!(formatter, "({name}{} {folded:?})", scope.suffix())
            }
            Self::Phrase { scope, words } => {
                leaf(formatter, &format!("phrase{}", scope.suffix()), &quoted(words))
            }
            Self::Path { words } => leaf(formatter, "path", &quoted(words)),
            Self::Country { codes } => {
                leaf(formatter, "country", &codes.iter().map(Code::to_string).collect::<Vec<_>>())
            }
            Self::Dyad { pairs } => {
                let pairs: Vec<_> = pairs.iter().copied().map(pair).collect();
                leaf(formatter, "dyad", &pairs)
            }
            Self::Person { words, exact } => {
                leaf(formatter, if *exact { "person-form" } else { "person" }, &quoted(words))
            }
            Self::Kind { kinds } => leaf(
                formatter,
                "kind",
                &kinds.iter().map(|kind| kind.name().to_owned()).collect::<Vec<_>>(),
            ),
            Self::Lang { code } => write!(formatter, "(lang {code})"),
            Self::Date { from, to } => {
                formatter.write_str("(date ")?;
                if let Some(from) = from {
                    write!(formatter, "{from}")?;
                }
                formatter.write_str("..")?;
                if let Some(to) = to {
                    write!(formatter, "{to}")?;
                }
                formatter.write_char(')')
            }
            Self::Undated => formatter.write_str("(undated)"),
            Self::And(clauses) => list(formatter, "and", clauses),
            Self::Or(clauses) => list(formatter, "or", clauses),
            Self::Not(clause) => list(formatter, "not", std::slice::from_ref(clause)),
        }
    }
}

fn pair((a, b): (Code, Option<Code>)) -> String {
    b.map_or_else(|| format!("{a}-*"), |b| format!("{a}-{b}"))
}

impl Scope {
    fn suffix(self) -> &'static str {
        match self {
            Self::Anywhere => "",
            Self::Title => " in title",
            Self::Text => " in text",
        }
    }
}
