//! The README and the pages of the manual that show what the program prints.
//!
//! 1. Every command shown with its output gives that output, word for word; figures of time
//!    aside, and records in `docs/output.md`, which are shortened there.
//! 2. The two commands that a newcomer types are there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::collection::root;
use crate::harness::{Folder, Run, difference};

/// A command and the lines shown below it.
struct Example {
    command: String,
    shown: String,
}

/// The commands of a page: blocks of code that begin with `$ `.
fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let (mut inside, mut shows_output) = (false, false);
    for line in page.lines() {
        if line.starts_with("```") {
            (inside, shows_output) = (!inside, false);
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            let command = command.replace("cargo run --release --", "bilat");
            examples.push(Example { command, shown: String::new() });
            shows_output = true;
        } else if let Some(example) = examples.last_mut().filter(|_| shows_output) {
            example.shown.push_str(line);
            example.shown.push('\n');
        }
    }
    examples
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let copied = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).expect("a file can be copied");
        }
    }
}

/// Runs every example of a page that `is_meant`, and gives their number.
fn check(page: &str, is_meant: fn(&Example) -> bool) -> usize {
    let page = fs::read_to_string(root().join(page)).expect("the page");
    let folder = Folder::new();
    copy(&root().join("corpus"), &folder.path("corpus"));
    let indexed = folder.bilat(["index"]).outcome();
    assert_eq!(indexed.code, 0, "{}", indexed.stderr);
    let program = Path::new(env!("CARGO_BIN_EXE_bilat")).parent().expect("a folder");
    let filter = Run::new(&folder.path(""), [""]);
    let examples = examples(&page);
    let meant: Vec<_> = examples.iter().filter(|example| is_meant(example)).collect();
    for Example { command, shown } in &meant {
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{{ {command}; }} 2>&1"))
            .current_dir(folder.path(""))
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
            .output()
            .expect("a shell");
        let printed = filter.filtered(&output.stdout);
        let shown = filter.filtered(shown.as_bytes());
        let difference = difference(&shown, &printed);
        assert!(printed == shown, "\n$ {command}\n(- shown, + printed)\n{difference}");
    }
    meant.len()
}

#[test]
fn every_example_of_the_readme_prints_what_is_shown() {
    assert!(check("README.md", |example| example.command.starts_with("bilat ")) >= 5);
}

#[test]
fn every_search_in_the_page_on_output_prints_what_is_shown() {
    assert!(check("docs/output.md", |example| example.command.contains("bilat search")) >= 3);
}

#[test]
fn every_search_in_the_manual_of_the_language_prints_what_is_shown() {
    assert!(check("docs/query.md", |example| example.command.contains("bilat search")) >= 1);
}

#[test]
fn the_two_commands_of_a_newcomer_are_shown() {
    let page = fs::read_to_string(root().join("README.md")).expect("the README");
    for command in ["$ cargo run --release -- search ", "$ cargo test"] {
        assert!(page.contains(command), "{command}");
    }
}
