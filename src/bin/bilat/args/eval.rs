//! Arguments of `bilat eval`, a command for each thing that is measured.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use super::{AccountFormat, Today};

pub(super) const EVAL_EXAMPLE: &str = "\
Examples:
  bilat eval extract gold.jsonl
  bilat eval names --variants variants.tsv --rivals rivals.tsv
  bilat eval rank docs.jsonl queries.tsv qrels.tsv";

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum EvalCommand {
    /// Compare what is extracted from reports with a gold file
    Extract(EvalExtractArguments),
    /// Hold spellings, rivals and a register of names against each other
    Names(EvalNamesArguments),
    /// Ask the questions of a test collection and measure the ranking
    Rank(EvalRankArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Each line of a gold file is a JSON object with what people read in one report, which lies beside
the file. Prints precision, recall and F1 for each field and language. docs/extraction.md tells
the keys, and how each field is compared.

Examples:
  bilat eval extract gold.jsonl
  bilat eval extract gold.jsonl --diff
  bilat eval extract gold.jsonl --format json | jq '.rows[0].dates'

Exit status: 0 done, 2 something could not be read or measured.")]
pub(crate) struct EvalExtractArguments {
    /// The gold file
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,

    /// Print every difference too, a line each
    #[arg(long)]
    pub(crate) diff: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,

    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Prints how many spellings are joined to their person, how many rivals are kept apart, and how many
persons of a register are taken for one. docs/names.md tells the columns of the files, and how each
is counted.

Examples:
  bilat eval names --variants variants.tsv
  bilat eval names --rivals rivals.tsv --people people.jsonl --diff

Exit status: 0 done, 2 something could not be read.")]
#[group(id = "names", required = true, multiple = true, args = ["variants", "rivals", "people"])]
pub(crate) struct EvalNamesArguments {
    /// Spellings: columns of name, spelling and type, with tabs between
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) variants: Option<PathBuf>,

    /// Pairs of names of different persons, with a tab between
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) rivals: Option<PathBuf>,

    /// Persons with the forms of their names, a JSON object each
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) people: Option<PathBuf>,

    /// Print every difference too, a line each
    #[arg(long)]
    pub(crate) diff: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Indexes the documents in a temporary folder, asks each question as plain words of which any will
do, and measures the first thousand documents by the judgements. docs/ranking.md tells the formats
of the files, how each measure is counted, and what it gave.

Examples:
  bilat eval rank docs.jsonl queries.tsv qrels.tsv
  bilat eval rank docs.jsonl.zst queries.tsv qrels.tsv --run plain.run
  bilat eval rank docs.jsonl queries.tsv qrels.tsv --expand --against plain.run

Exit status: 0 done, 2 something could not be read or measured.")]
pub(crate) struct EvalRankArguments {
    /// Documents: an object with id, title and text a line; .zst is unpacked
    #[arg(value_name = "DOCS", value_hint = ValueHint::FilePath)]
    pub(crate) documents: PathBuf,

    /// Questions: an id, a tab and words a line
    #[arg(value_name = "QUERIES", value_hint = ValueHint::FilePath)]
    pub(crate) questions: PathBuf,

    /// Judgements: question, 0, document and gain a line
    #[arg(value_name = "QRELS", value_hint = ValueHint::FilePath)]
    pub(crate) judgements: PathBuf,

    /// Add words of the best hits to each question
    #[arg(long)]
    pub(crate) expand: bool,

    /// Write what was found to a file, as the tools of TREC read it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) run: Option<PathBuf>,

    /// Compare with such a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) against: Option<PathBuf>,

    /// Print the measures of every question too
    #[arg(long)]
    pub(crate) per_query: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,
}
