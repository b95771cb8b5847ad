//! The program: arguments are read, one command runs, its outcome becomes the
//! exit code.
//!
//! 0 means found (or done), 1 nothing found, 2 trouble, 130 and 143 stopped. Data goes to standard
//! output, talk to standard error. All knowledge is in the library.

mod args;
mod commands;
mod outcome;
mod signal;
mod term;

use std::process::ExitCode;

use clap::Parser as _;

use crate::args::{Arguments, Command, EvalCommand};
use crate::outcome::Outcome;

fn main() -> ExitCode {
    let arguments = Arguments::parse_from(args::typed());
    let terminal = term::Terminal::detect(arguments.color);
    let result = match arguments.command {
        Command::Index(arguments) => commands::index::run(&arguments, &terminal),
        Command::Status(arguments) => commands::status::run(&arguments),
        Command::Search(arguments) => commands::search::run(&arguments, &terminal),
        Command::Explain(arguments) => commands::explain::run(&arguments),
        Command::Show(arguments) => commands::show::run(&arguments, &terminal),
        Command::Check(arguments) => commands::check::run(&arguments),
        Command::People(arguments) => commands::people::run(&arguments, &terminal),
        Command::Eval { command: EvalCommand::Names(arguments) } => {
            commands::eval::names(&arguments)
        }
        Command::Eval { command: EvalCommand::Extract(arguments) } => {
            commands::eval::extract(&arguments)
        }
        Command::Eval { command: EvalCommand::Rank(arguments) } => commands::eval::rank(&arguments),
        Command::Completions { shell } => commands::generate::completions(shell),
        Command::Man => commands::generate::man(),
    };
    result.unwrap_or_else(|error| Outcome::from_error(&error)).into()
}
