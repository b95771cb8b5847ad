//! The command line: the one source of parser, help, completions and man page.

mod eval;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use bilat::ingest::pipeline::Control;
use bilat::render::{Column, Format};
use bilat::search::{Context, PeopleSort, Sort};
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;

pub(crate) use self::eval::{
    EvalCommand, EvalExtractArguments, EvalNamesArguments, EvalRankArguments,
};
use crate::term::ColorChoice;

/// Search collections of bilateral military cooperation reports
#[derive(Debug, Parser)]
#[command(name = "bilat", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: ColorChoice,
}

/// The arguments as typed, with excluded words of a query (`-naval`) kept from being read as
/// options.
///
/// A blank before the hyphen makes a value of it for the parser, and means nothing in a query.
pub(crate) fn typed() -> Vec<OsString> {
    let mut typed: Vec<OsString> = std::env::args_os().collect();
    let takes_query = |argument: &OsString| argument == "search" || argument == "explain";
    let Some(search) = typed.iter().position(takes_query) else { return typed };
    for index in search + 1..typed.len() {
        if typed[index] == "--" {
            break;
        }
        let is_value = typed[index - 1] == "--sort";
        let is_excluded = typed[index].to_str().is_some_and(|argument| {
            let rest = argument.strip_prefix('-').unwrap_or_default();
            !rest.is_empty() && !rest.starts_with('-') && !["0", "h", "V"].contains(&rest)
        });
        if is_excluded && !is_value {
            let mut value = OsString::from(" ");
            value.push(&typed[index]);
            typed[index] = value;
        }
    }
    typed
}

const EXAMPLES: &str = "\
Examples:
  bilat index reports/
  bilat search joint exercise
  bilat search 'dyad:serbia-hungary since:2023'

Exit status: 0 found, 1 nothing found, 2 trouble.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and bring the index up to date
    Index(IndexArguments),
    /// Tell what the index holds and how the last run went
    Status(StatusArguments),
    /// Find reports and show why they match
    Search(SearchArguments),
    /// Say how a query is read, without searching
    Explain(ExplainArguments),
    /// Print reports with everything known of them
    Show(ShowArguments),
    /// Say whether the index is whole
    Check(CheckArguments),
    /// List the persons whom reports name, each under all spellings
    People(PeopleArguments),
    /// Measure against what people read
    #[command(after_help = eval::EVAL_EXAMPLE)]
    Eval {
        #[command(subcommand)]
        command: EvalCommand,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  bilat completions bash > ~/.local/share/bash-completion/completions/bilat"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  bilat man | man -l -")]
    Man,
}

/// Where the index is.
#[derive(Debug, Args)]
pub(crate) struct IndexFolder {
    /// Folder of the index; `BILAT_INDEX` names another default
    #[arg(long, value_name = "DIR", env = "BILAT_INDEX", default_value = DEFAULT_INDEX, value_hint = ValueHint::DirPath)]
    pub(crate) index: PathBuf,
}

/// What is stated about names.
#[derive(Debug, Args)]
pub(crate) struct NamesFile {
    /// File with statements about names, which win over all rules: `One Name = Another`, `A != B`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) names: Option<PathBuf>,

    /// Do without the statements about names that the index holds
    #[arg(long, conflicts_with = "names")]
    pub(crate) no_names: bool,
}

/// The index that is used when none is named.
pub(crate) const DEFAULT_INDEX: &str = "index";

/// The collection that is indexed when none is named.
pub(crate) const DEFAULT_COLLECTION: &str = "corpus";

/// What day it is.
#[derive(Debug, Args)]
pub(crate) struct Today {
    /// Day from which relative dates count, as YYYY-MM-DD [default: the system's date]
    #[arg(long, value_name = "DAY")]
    today: Option<Date>,
}

impl Today {
    /// The day given, or the system's.
    #[expect(clippy::disallowed_methods, reason = "the program is where the clock is read")]
    pub(crate) fn date(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Reads .txt, .md and .jsonl/.ndjson files. A second run touches only what has changed and
forgets what is gone. Names in a file called .bilatignore are passed over. Statements about names
(--names) stay in the index until others replace them or --no-names forgets them.

Ctrl-C or SIGTERM ends the run at the next report and keeps what was done; the next run goes on
from there. A second Ctrl-C ends at once and keeps what was committed.

Examples:
  bilat index                          what index/ was made from, once more; at first corpus/
  bilat index reports/ wire.jsonl      several sources into one index
  bilat index --index ~/bilat reports  an index elsewhere
  bilat index --names names.txt        what we know about names, from now on
  bilat index --rebuild                a damaged index anew, from the same folders

Exit status: 0 done, 2 something could not be read or written, 130 stopped by Ctrl-C, 143 by
SIGTERM.")]
pub(crate) struct IndexArguments {
    /// Files and folders to read [default: what the index was made from; corpus for a new one]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// Build the index anew beside the old one, damaged or of another version, and swap it in
    #[arg(long)]
    pub(crate) rebuild: bool,

    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    #[command(flatten)]
    pub(crate) names: NamesFile,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,

    /// Commit after so many new or changed reports, and at the end
    #[arg(long, value_name = "REPORTS", default_value_t = Control::COMMIT_EVERY)]
    pub(crate) commit_every: usize,

    /// Format of the account: for a reader on standard error, or JSON on standard output
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,

    #[command(flatten)]
    pub(crate) today: Today,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Compares every byte of every file of the index with its checksum, and what the files say of each
other. `bilat index --rebuild` mends what is found. With --sources every report is read again, and
those are named that an update would add, change or remove.

Examples:
  bilat check
  bilat check --sources
  bilat check --index ~/bilat --format json

Exit status: 0 the index is whole, 1 it is, but not as new as its sources, 2 it is damaged.")]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    /// Compare the index with the files that it was made from, too
    #[arg(long)]
    pub(crate) sources: bool,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bilat status
  bilat status --index ~/bilat
  bilat status --format json | jq .reports

Exit status: 0 done, 2 no index, or one that cannot be read.")]
pub(crate) struct StatusArguments {
    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    /// For a reader, or JSON
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,
}

/// Formats of what is no list of hits: the account of a run, an explanation, a measurement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum AccountFormat {
    #[default]
    Human,
    Json,
}

impl From<AccountFormat> for Format {
    fn from(format: AccountFormat) -> Self {
        match format {
            AccountFormat::Human => Self::Human,
            AccountFormat::Json => Self::Json,
        }
    }
}

#[derive(Debug, Args)]
#[command(after_help = SEARCH_HELP)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub(crate) struct SearchArguments {
    /// Words, phrases, fields and operators; several arguments are joined by blanks
    #[arg(value_name = "QUERY", required_unless_present_any = ["batch", "like"])]
    pub(crate) query: Vec<String>,

    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    /// Find reports with any of the words, the more and the rarer of them the better
    #[arg(long, conflicts_with = "all")]
    pub(crate) any: bool,

    /// Find nothing where no report has all words [default: any of them will do then]
    #[arg(long)]
    pub(crate) all: bool,

    /// Add words of the best hits to the query, and say which
    #[arg(long)]
    pub(crate) expand: bool,

    /// Find reports that are like this one; a query narrows them down
    #[arg(long, value_name = "ID", conflicts_with_all = ["any", "all", "expand", "batch"])]
    pub(crate) like: Option<String>,

    /// Hits to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,

    /// Hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,

    /// Order: best first, oldest first (date), newest first (-date), or by path
    #[arg(long, value_enum, default_value_t, value_name = "ORDER", allow_hyphen_values = true)]
    pub(crate) sort: SortOrder,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: OutputFormat,

    /// Columns or JSON keys to print, separated by commas
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub(crate) fields: Vec<Column>,

    /// Print only the number of reports
    #[arg(long, conflicts_with_all = ["format", "fields", "explain"])]
    pub(crate) count: bool,

    /// End paths with NUL instead of a line feed (with --format paths)
    #[arg(short = '0', long)]
    pub(crate) null: bool,

    /// Say how the query was read and why each hit scored
    #[arg(long)]
    pub(crate) explain: bool,

    /// Snippets a hit [default: one, and up to two more that show something new]
    #[arg(long, value_name = "N")]
    pub(crate) snippets: Option<usize>,

    /// Columns that a snippet takes at most [default: 360 for a sentence, else no bound]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u32).range(20..))]
    pub(crate) snippet_length: Option<u32>,

    /// What a snippet shows around what matched
    #[arg(long, value_enum, default_value_t, value_name = "CONTEXT")]
    pub(crate) context: SnippetContext,

    /// Highlights in JSON: as offsets, or as HTML beside them
    #[arg(long, value_enum, default_value_t, value_name = "FORM")]
    pub(crate) highlight: Highlight,

    /// End after so long with what was found, as 2s or 500ms; the exit status is then 2
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) timeout: Option<Duration>,

    /// Read queries from standard input, one a line, and answer each with a line of JSON
    #[arg(long, conflicts_with_all = ["query", "count", "null", "format"])]
    pub(crate) batch: bool,

    #[command(flatten)]
    pub(crate) names: NamesFile,

    #[command(flatten)]
    pub(crate) today: Today,
}

/// Reads `2s`, `500ms` or a number of seconds.
fn time(text: &str) -> Result<Duration, String> {
    let seconds =
        text.parse::<f64>().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let with_unit =
        || text.parse::<jiff::SignedDuration>().ok().and_then(|time| time.try_into().ok());
    seconds
        .or_else(with_unit)
        .filter(|time| !time.is_zero())
        .ok_or_else(|| "expected a time such as `2s` or `500ms`".to_owned())
}

#[derive(Debug, Args)]
#[command(after_help = "\
Prints the query as parsed, the plan with every name resolved, and the forms that each word was
widened to, with the number of reports that hold each; of a person's name, who is meant by it.

Examples:
  bilat explain exercise
  bilat explain '\"joint (exercise|drill*)\" NEAR/s serb*'
  bilat explain 'country:georgia' --format json
  bilat explain person:milan

Exit status: 0 understood, 2 trouble.")]
pub(crate) struct ExplainArguments {
    /// Words, phrases, fields and operators; several arguments are joined by blanks
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) query: Vec<String>,

    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    #[command(flatten)]
    pub(crate) names: NamesFile,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: AccountFormat,

    #[command(flatten)]
    pub(crate) today: Today,
}

const SEARCH_HELP: &str = "\
Queries:
  joint exercise             both words, in any inflection
  \"joint exercise\"           in a row, as written
  =exercises                 this form only
  exercise OR drill          either;  AND is implied by a blank
  exercise -naval            not the second;  NOT does the same
  serbia NEAR/5 hungary      at most 5 words between;  ADJ/5 in this order
  signed NEAR/s hungary      in one sentence;  NEAR/p in one paragraph
  \"joint (drill|exerc*)\"     alternatives and open places in a row;  ~3 gives room
  exerc*  defen?e            open places;  vucic~2 misspelt;  /exerc.*s/ by an expression
  +exercise OR naval^2       required in any case;  counts twice
  country:serbia             any of its names, codes or demonyms
  dyad:serbia-hungary        reports about this pair
  person:vucic               any spelling; person:=\"Vučić\" only as written
  date:2023..2025            also since:, until:, date:none;  date:?2016 open dates too
  event:2022 published:2023  what is told of;  the report's own date only
  kind:agreement lang:sr title:border path:2024   also kind:any, kind:none
  *                          every report
Put single quotes around queries with quotes, parentheses or * so that the shell leaves them
alone. The whole language is described in docs/query.md.

Examples:
  bilat search joint exercise
  bilat search '\"joint exercise\" (serbia OR hungary) -kind:ceremony'
  bilat search 'dyad:serbia-hungary since:2023' --sort -date
  bilat search 'kind:arms' --format jsonl | jq -r .title
  bilat search 'country:HUN' --format paths -0 | xargs -0 grep -l NATO
  bilat search --any 'which states plan joint exercises'
  bilat search --expand mine clearance
  bilat search --like en/serbia-hungary-79-joint-activities.txt since:2023
  bilat search --batch < queries.txt
  bilat explain 'serbia NEAR/s coop*'

Exit status: 0 found, 1 nothing found, 2 trouble.";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bilat show en/serbia-hungary-79-joint-activities.txt
  bilat show --all --format jsonl > records.jsonl

Exit status: 0 found, 1 no such report, 2 trouble.")]
pub(crate) struct ShowArguments {
    /// Ids or paths of reports
    #[arg(value_name = "ID", required_unless_present = "all")]
    pub(crate) ids: Vec<String>,

    /// Every report, in order of ids
    #[arg(long, conflicts_with = "ids")]
    pub(crate) all: bool,

    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: RecordFormat,

    #[command(flatten)]
    pub(crate) today: Today,
}

/// Formats of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum RecordFormat {
    /// For a reader
    #[default]
    Human,
    /// One JSON object a report, each on a line
    Jsonl,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Names that are spellings of one name are one person's: in any script, in any case, with or without
a part. A surname alone counts for the person who alone can be meant, else it stands for itself.

Examples:
  bilat people                               everybody, the most frequent first
  bilat people vucic                         all who bear the name, in any spelling
  bilat people --country serbia --min 3
  bilat people 'Kristof Szalai-Bobrovnicki' --format json | jq '.people[].forms'
  bilat people --names names.txt             with what you know about names

Exit status: 0 found, 1 nobody found, 2 trouble.")]
pub(crate) struct PeopleArguments {
    /// A name or a part of one, in any spelling [default: everybody]
    #[arg(value_name = "NAME")]
    pub(crate) name: Vec<String>,

    #[command(flatten)]
    pub(crate) folder: IndexFolder,

    /// Only persons whom at least so many reports name
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min: usize,

    /// Only persons with an office in this country; several, separated by commas, are alternatives
    #[arg(long, value_name = "COUNTRY,…", value_delimiter = ',')]
    pub(crate) country: Vec<String>,

    /// Order: by number of reports, the greatest first, or by name
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub(crate) sort: PeopleOrder,

    /// Persons to show [default: all]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,

    /// Output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: PeopleFormat,

    #[command(flatten)]
    pub(crate) names: NamesFile,

    #[command(flatten)]
    pub(crate) today: Today,
}

/// Orders of persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeopleOrder {
    #[default]
    Count,
    Name,
}

impl From<PeopleOrder> for PeopleSort {
    fn from(order: PeopleOrder) -> Self {
        match order {
            PeopleOrder::Count => Self::Count,
            PeopleOrder::Name => Self::Name,
        }
    }
}

/// Formats of a list of persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PeopleFormat {
    /// For a reader
    #[default]
    Human,
    /// One JSON object a person
    Jsonl,
    /// One JSON object for the list
    Json,
    /// Columns with tabs
    Tsv,
    /// Columns with commas
    Csv,
}

impl From<PeopleFormat> for Format {
    fn from(format: PeopleFormat) -> Self {
        match format {
            PeopleFormat::Human => Self::Human,
            PeopleFormat::Jsonl => Self::Jsonl,
            PeopleFormat::Json => Self::Json,
            PeopleFormat::Tsv => Self::Tsv,
            PeopleFormat::Csv => Self::Csv,
        }
    }
}

/// What a snippet shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SnippetContext {
    /// The sentence
    #[default]
    Sentence,
    /// The paragraph
    Paragraph,
    /// The whole text
    Document,
}

impl From<SnippetContext> for Context {
    fn from(context: SnippetContext) -> Self {
        match context {
            SnippetContext::Sentence => Self::Sentence,
            SnippetContext::Paragraph => Self::Paragraph,
            SnippetContext::Document => Self::Document,
        }
    }
}

/// Forms of highlights in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Highlight {
    /// Ranges of bytes
    #[default]
    Offsets,
    /// The same, and escaped HTML with <mark> in keys of its own
    Html,
}

/// The library's format as a value of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct OutputFormat(pub(crate) Format);

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: &[OutputFormat] = &[
            OutputFormat(Format::Human),
            OutputFormat(Format::Jsonl),
            OutputFormat(Format::Json),
            OutputFormat(Format::Tsv),
            OutputFormat(Format::Csv),
            OutputFormat(Format::Paths),
        ];
        ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self.0 {
            Format::Human => PossibleValue::new("human").help("for a reader"),
            Format::Jsonl => PossibleValue::new("jsonl").help("one JSON object a hit"),
            Format::Json => PossibleValue::new("json").help("one JSON object for the answer"),
            Format::Tsv => PossibleValue::new("tsv").help("columns with tabs"),
            Format::Csv => PossibleValue::new("csv").help("columns with commas"),
            Format::Paths => PossibleValue::new("paths").help("paths only"),
        })
    }
}

/// The library's order as a value of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SortOrder(pub(crate) Sort);

impl ValueEnum for SortOrder {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: &[SortOrder] = &[
            SortOrder(Sort::Score),
            SortOrder(Sort::Oldest),
            SortOrder(Sort::Newest),
            SortOrder(Sort::Path),
        ];
        ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self.0 {
            Sort::Score => PossibleValue::new("score"),
            Sort::Oldest => PossibleValue::new("date"),
            Sort::Newest => PossibleValue::new("-date"),
            Sort::Path => PossibleValue::new("path"),
        })
    }
}
