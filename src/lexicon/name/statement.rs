//! What a reader states about names: which are one person's, and which are not.
//!
//! Takes the text of a file of names, one statement a line; gives the statements
//! or the first fault with its line. The grammar stands in `docs/register.md`.
//! Which names of reports a statement speaks of is for the register to find.

use serde::{Deserialize, Serialize};

use super::key;
use crate::lexicon::blank::on_one_line;

/// The statements of a file of names.
///
/// ```
/// use bilat::lexicon::name::Statements;
///
/// let read = Statements::parse("# ours\nKristóf Szalay-Bobrovniczky = 萨拉伊\nA Kovač != A Kovács\n");
/// let read = read.expect("sound statements");
/// assert_eq!(read.same, [["Kristóf Szalay-Bobrovniczky", "萨拉伊"]]);
/// assert_eq!(read.apart, [["A Kovač", "A Kovács"]]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statements {
    /// Names of one person each, in order of the file.
    pub same: Vec<Vec<String>>,
    /// Names that are of two persons.
    pub apart: Vec<[String; 2]>,
}

/// A line that states nothing, or the opposite of another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct StatementFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
    /// What to write.
    pub hint: String,
}

/// How the names of a line are related.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Apart,
}

impl Statements {
    /// Reads the text of a file of names.
    pub fn parse(text: &str) -> Result<Self, StatementFault> {
        let mut statements = Self::default();
        let (mut same_lines, mut apart_lines) = (Vec::new(), Vec::new());
        for (index, written) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = index + 1;
            let statement = without_comment(written).trim();
            if statement.is_empty() {
                continue;
            }
            let (relation, names) = read(statement).map_err(|(message, hint)| StatementFault {
                line,
                message,
                hint,
            })?;
            match relation {
                Relation::Same => {
                    statements.same.push(names);
                    same_lines.push(line);
                }
                Relation::Apart => {
                    for (at, one) in names.iter().enumerate() {
                        for other in names.iter().skip(at + 1) {
                            statements.apart.push([one.clone(), other.clone()]);
                            apart_lines.push(line);
                        }
                    }
                }
            }
        }
        match statements.contradiction(&same_lines, &apart_lines) {
            Some(fault) => Err(fault),
            None => Ok(statements),
        }
    }

    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        self.same.is_empty() && self.apart.is_empty()
    }

    /// Two names that are said to be one person's, if need be over others, and to be of two.
    fn contradiction(&self, same_lines: &[usize], apart_lines: &[usize]) -> Option<StatementFault> {
        // The keys that are one person's by all lines up to here, with the last of these lines.
        let mut groups: Vec<(Vec<String>, usize)> = Vec::new();
        for (names, line) in self.same.iter().zip(same_lines) {
            let mut group: Vec<String> = names.iter().map(|name| key(name)).collect();
            let (joined, others) =
                groups.into_iter().partition(|(known, _): &(Vec<String>, usize)| {
                    known.iter().any(|key| group.contains(key))
                });
            groups = others;
            group.extend(joined.into_iter().flat_map(|(known, _)| known));
            groups.push((group, *line));
        }
        self.apart.iter().zip(apart_lines).find_map(|([one, other], apart)| {
            let keys = [key(one), key(other)];
            let (_, same) =
                groups.iter().find(|(known, _)| keys.iter().all(|key| known.contains(key)))?;
            Some(StatementFault {
                line: *apart,
                message: format!("`{one}` and `{other}` are one person by line {same}"),
                hint: "remove one of the two lines".to_owned(),
            })
        })
    }
}

/// The line without what stands behind `#`, which begins a comment after a blank only.
fn without_comment(line: &str) -> &str {
    let begins = |at: &usize| {
        line.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']))
    };
    let comment = line.match_indices('#').map(|(at, _)| at).find(begins);
    comment.and_then(|at| line.get(..at)).unwrap_or(line)
}

/// A statement, or what is wrong with it and what to write.
fn read(statement: &str) -> Result<(Relation, Vec<String>), (String, String)> {
    let example = || "write `one name = another`, or `!=` for two persons".to_owned();
    let (relation, sides): (_, Vec<&str>) =
        match (statement.contains("!="), statement.contains('=')) {
            (true, _) => (Relation::Apart, statement.split("!=").collect()),
            (_, true) => (Relation::Same, statement.split('=').collect()),
            _ => return Err(("expected `=` or `!=` between two names".to_owned(), example())),
        };
    if sides.iter().any(|side| side.contains('=')) {
        let hint = "write a line for each".to_owned();
        return Err(("`=` and `!=` in one line".to_owned(), hint));
    }
    let names: Vec<String> = sides.into_iter().map(on_one_line).collect();
    if let Some(wrong) = names.iter().find(|name| key(name).is_empty()) {
        let found = if wrong.is_empty() { "nothing".to_owned() } else { format!("`{wrong}`") };
        return Err((format!("expected a name, found {found}"), example()));
    }
    Ok((relation, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_statements() {
        let text = "\u{feff}# names of the staff\n\n  Milan  Mojsilović =\tМилан Мојсиловић = M#2 # one man\n\
                    Aleksandar Vučić != Andrej Vučić != Aleksandar Vučević\n";
        let read = Statements::parse(text).expect("sound statements");
        assert_eq!(read.same, [["Milan Mojsilović", "Милан Мојсиловић", "M#2"]]);
        assert_eq!(read.apart.len(), 3);
        assert!(Statements::parse("# nothing\n").expect("sound").is_empty());
    }

    #[test]
    fn faults_name_line_and_what_to_write() {
        for (text, expected) in [
            ("Vučić", "1: expected `=` or `!=` between two names"),
            ("\nVučić =", "2: expected a name, found nothing"),
            ("… = Vučić", "1: expected a name, found `…`"),
            ("A = B != C", "1: `=` and `!=` in one line"),
            ("Vučić = A\nA = B\nВучић != B", "3: `Вучић` and `B` are one person by line 2"),
            ("A != A\nA = a", "1: `A` and `A` are one person by line 2"),
        ] {
            let fault = Statements::parse(text).expect_err(text);
            assert_eq!(fault.to_string(), expected);
            assert!(!fault.hint.is_empty());
        }
    }
}
