//! `bilat completions` and `bilat man`: made from the definitions of the arguments.

use std::io;

use anyhow::Result;
use clap::CommandFactory as _;
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
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|known| known.get_name() != "help") {
        clap_mangen::Man::new(subcommand.clone()).render(&mut page)?;
    }
    io::Write::write_all(&mut io::stdout().lock(), &page)?;
    Ok(Outcome::Found)
}
