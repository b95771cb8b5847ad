//! `bilat completions` and `bilat man`: made from the definitions of the arguments.

use std::io;

use anyhow::Result;
use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use crate::args::Arguments;
use crate::outcome::Outcome;

/// Writes completions for `shell`.
pub(crate) fn completions(shell: Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "bilat", &mut script);
    io::Write::write_all(&mut io::stdout().lock(), &script)?;
    Ok(Outcome::Found)
}

/// Writes the manual: the program's page, then one for each command.
pub(crate) fn man() -> Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    pages(&command, &mut page)?;
    io::Write::write_all(&mut io::stdout().lock(), &page)?;
    Ok(Outcome::Found)
}

fn pages(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    clap_mangen::Man::new(command.clone()).render(page)?;
    let subcommands = command.get_subcommands().filter(|known| known.get_name() != "help");
    subcommands.into_iter().try_for_each(|subcommand| pages(subcommand, page))
}
