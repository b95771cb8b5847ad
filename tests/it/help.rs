//! Help, completions and the manual page, all from one source.

use crate::harness::Folder;

const COMMANDS: [&str; 8] =
    ["index", "search", "explain", "people", "show", "eval", "completions", "man"];

#[test]
fn help_of_every_command_has_an_example_that_names_it() {
    let folder = Folder::new();
    for command in COMMANDS {
        for form in [[command, "--help"], [command, "-h"], ["help", command]] {
            let help = folder.bilat(form).output();
            let examples = help.split("Example").nth(1).unwrap_or_default();
            assert!(examples.contains(&format!("  bilat {command}")), "{form:?}\n{help}");
        }
    }
}

#[test]
fn help_of_the_program_names_every_command_with_examples() {
    let help = Folder::new().bilat(["--help"]).output();
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    assert!(help.contains("Examples:\n  bilat "), "{help}");
    assert!(help.contains("Exit status: 0 found, 1 nothing found, 2 trouble."), "{help}");
}

#[test]
fn help_fits_a_hundred_columns() {
    let folder = Folder::new();
    for command in COMMANDS {
        let help = folder.bilat([command, "--help"]).output();
        let wide = help.lines().find(|line| line.chars().count() > 100);
        assert_eq!(wide, None, "{command}");
    }
}

#[test]
fn every_query_in_the_help_is_understood() {
    let folder = Folder::new().file("reports/a.txt", "Serbia and Hungary met.").indexed();
    let help = folder.bilat(["search", "--help"]).output();
    let queries = help.split("\nQueries:\n").nth(1).expect("the help tells of queries");
    let mut checked = 0;
    for line in queries.lines().take_while(|line| line.starts_with("  ")) {
        let query = line[2..].split("   ").next().unwrap_or_default().trim();
        let outcome = folder.bilat(["search", "--count", "--", query]).outcome();
        assert!(outcome.code < 2 && outcome.stderr.is_empty(), "{query}: {}", outcome.stderr);
        checked += 1;
    }
    assert!(checked >= 10, "only {checked} queries were found");
}

#[test]
fn version_is_that_of_the_package() {
    let folder = Folder::new();
    let version = format!("bilat {}\n", env!("CARGO_PKG_VERSION"));
    folder.bilat(["--version"]).stdout(&*version).check();
    folder.bilat(["-V"]).stdout(version).check();
}

#[test]
fn completions_know_every_command() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = folder.bilat(["completions", shell]).output();
        for word in COMMANDS.into_iter().chain(["--sort", "--format"]) {
            let word = if shell == "fish" { word.trim_start_matches('-') } else { word };
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let refused = folder.bilat(["completions", "cmd"]).outcome();
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
}

#[test]
fn manual_page_tells_of_every_command() {
    let page = Folder::new().bilat(["man"]).output();
    assert!(page.contains(".TH") && page.contains("Examples:"));
    for command in COMMANDS {
        assert!(page.contains(command), "{command}");
    }
}

#[test]
fn usage_errors_are_trouble() {
    let folder = Folder::new();
    for arguments in [
        &["search"][..],
        &["show"],
        &["nonsense"],
        &[],
        &["search", "x", "--format", "xml"],
        &["search", "x", "--sort", "best"],
        &["search", "x", "--limit", "-1"],
        &["search", "x", "--fields", "colour"],
        &["search", "x", "--today", "tomorrow"],
        &["search", "x", "--count", "--format", "json"],
        &["show", "--all", "x"],
        &["index", "--threads", "0"],
        &["eval"],
        &["eval", "extract"],
        &["eval", "extract", "gold.jsonl", "--format", "tsv"],
    ] {
        let outcome = folder.bilat(arguments).outcome();
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!outcome.stderr.is_empty(), "{arguments:?}");
    }
}
