//! What the program knows of the terminal: colour, width, who is reading.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};

use clap::ValueEnum;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Facts about where output goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    /// Whether to colour standard output.
    pub(crate) color: bool,
    /// Columns, if standard output is a terminal.
    pub(crate) width: Option<usize>,
    /// Whether standard error is a terminal, so that progress may be shown.
    pub(crate) progress: bool,
}

impl Terminal {
    /// Looks at standard output, standard error and `NO_COLOR`.
    #[expect(clippy::disallowed_methods, reason = "the program is where the environment is read")]
    pub(crate) fn detect(choice: ColorChoice) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match choice {
            ColorChoice::Auto => is_terminal && !no_color && !dumb,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        // The progress bar's library knows the size of a terminal; `COLUMNS` serves elsewhere.
        let width = is_terminal.then(|| {
            let given = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
            given.unwrap_or_else(|| usize::from(console_width()))
        });
        Self { color, width, progress: io::stderr().is_terminal() }
    }
}

/// Says on standard error what went wrong, with advice.
pub(crate) fn complain(message: &str, hint: Option<&str>) {
    // If standard error is closed there is nobody to tell.
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "bilat: {message}");
    if let Some(hint) = hint {
        let _ = writeln!(stderr, "hint: {hint}");
    }
}

/// Says something on standard error.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

fn console_width() -> u16 {
    terminal_size::terminal_size().map_or(80, |(width, _)| width.0)
}
