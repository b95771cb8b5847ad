//! The README and the pages of the manual that show what the program prints.
//!
//! 1. Every command shown with its output gives that output, word for word.
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

/// The commands in the `console` blocks of a page.
fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ if !inside => {}
            _ => {
                if let Some(command) = line.strip_prefix("$ ") {
                    let command = command.replace("cargo run --release --", "bilat");
                    examples.push(Example { command, shown: String::new() });
                } else {
                    let example = examples.last_mut().expect("a block begins with a command");
                    example.shown.push_str(line);
                    example.shown.push('\n');
                }
            }
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

#[test]
fn every_example_of_the_readme_prints_what_is_shown() {
    let page = fs::read_to_string(root().join("README.md")).expect("the README");
    let folder = Folder::new();
    copy(&root().join("corpus"), &folder.path("corpus"));
    let indexed = folder.bilat(["index"]).outcome();
    assert_eq!(indexed.code, 0, "{}", indexed.stderr);
    let program = Path::new(env!("CARGO_BIN_EXE_bilat")).parent().expect("a folder");
    let mut run = 0;
    for Example { command, shown } in examples(&page) {
        if !command.starts_with("bilat ") {
            continue;
        }
        let template = Run::new(&folder.path(""), [""]);
        let output = Command::new("sh")
            .arg("-c")
            .arg(format!("{{ {command}; }} 2>&1"))
            .current_dir(folder.path(""))
            .env_clear()
            .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
            .output()
            .expect("a shell");
        let printed = template.filtered(&output.stdout);
        let shown = template.filtered(shown.as_bytes());
        assert!(
            printed == shown,
            "\n$ {command}\n(- shown, + printed)\n{}",
            difference(&shown, &printed)
        );
        run += 1;
    }
    assert!(run >= 5, "only {run} examples were found");
}

#[test]
fn the_two_commands_of_a_newcomer_are_shown() {
    let page = fs::read_to_string(root().join("README.md")).expect("the README");
    for command in ["$ cargo run --release -- search ", "$ cargo test"] {
        assert!(page.contains(command), "{command}");
    }
}
