//! What is said of names in a query: whose they are if they are several persons', whom may have
//! been meant if they are nobody's, and that a word is a name.

use std::cmp::Reverse;

use crate::analyze::token::folded;
use crate::diag::Diagnostic;
use crate::index::{self, Reader, person_pairs};
use crate::lexicon::edits::edits;
use crate::query::plan::{Clause, Pattern, Scope, Term, TermKind};
use crate::query::{advise, replaced};
use crate::search::dictionary::reports;
use crate::search::forms::similar;
use crate::search::lower::Asked;
use crate::search::register::{Bearer, MOST_NAMES, Register};
use crate::search::stop::Stop;

/// Persons named in a warning; more are only counted.
const NAMED: usize = 4;

/// Names suggested for one that nobody has.
const SUGGESTED: usize = 3;

/// Names of several words that are tried, each with a word replaced.
const TRIED: usize = 27;

/// Shortest name, in letters, that is looked for among others, or as a name at all.
const SHORTEST: usize = 3;

/// Reports found up to which a word is looked up as a name.
const LITTLE: usize = 20;

/// More than so many times the reports that the words found must be found by the name.
const MORE: usize = 3;

/// Most words of a query without fields that are looked up as one name.
const WORDS: usize = 3;

/// Warnings for names that are several persons', or only may be the name of those who are found.
pub(super) fn shared(names: &[Asked], source: &str) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for asked in names.iter().filter(|asked| asked.shown) {
        let typed = &asked.name;
        if asked.meant.doubtful {
            let told: Vec<String> = asked.meant.persons.iter().take(NAMED).map(bearer).collect();
            let message = format!("`{typed}` may be a name of {}", told.join(" or "));
            add(&mut warnings, Diagnostic::warning(asked.span, message));
        }
        if asked.meant.full {
            continue;
        }
        if let Some(names) = asked.meant.too_many {
            let message = format!("`{typed}` is part of {} full names", many(names));
            let warning = Diagnostic::warning(asked.span, message);
            add(&mut warnings, warning.hint("write more of the name"));
            continue;
        }
        let known: Vec<&Bearer> = asked.meant.persons.iter().filter(|person| person.full).collect();
        let [first, _, ..] = *known else { continue };
        let mut told: Vec<String> = known.iter().take(NAMED).map(|person| bearer(person)).collect();
        if known.len() > NAMED {
            told.push(format!("and {} more", known.len() - NAMED));
        }
        let message =
            format!("`{typed}` is the name of {} persons: {}", known.len(), told.join(", "));
        let one = replaced(source, asked.span, &quoted(&first.name));
        add(&mut warnings, advise(Diagnostic::warning(asked.span, message), one));
    }
    warnings
}

/// Warnings for names that nobody has, with those that may have been meant.
pub(super) fn unknown(
    reader: &Reader,
    names: &[Asked],
    source: &str,
) -> Result<Vec<Diagnostic>, index::Error> {
    let mut warnings = Vec::new();
    for asked in names.iter().filter(|asked| asked.shown && asked.meant.terms.is_empty()) {
        let message = format!("nobody in the reports is called `{}`", asked.name);
        let warning = Diagnostic::warning(asked.span, message);
        let near = near(reader, &asked.name)?;
        let Some(best) = near.first() else {
            add(&mut warnings, warning);
            continue;
        };
        let shown: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        let warning = warning.hint(format!("did you mean {}?", shown.join(" or ")));
        add(&mut warnings, advise(warning, replaced(source, asked.span, &quoted(best))));
    }
    Ok(warnings)
}

/// A hint for words that find little, if they are the name of somebody of whom there is more.
pub(super) fn unasked(
    reader: &Reader,
    root: &Clause,
    total: usize,
    source: &str,
    stop: &Stop,
) -> Result<Option<Diagnostic>, index::Error> {
    let Some(terms) = words(root).filter(|_| total <= LITTLE) else { return Ok(None) };
    let [Some(first), Some(last)] = [terms.first(), terms.last()] else { return Ok(None) };
    let typed: Vec<&str> = terms.iter().map(|term| term.span.of(source)).collect();
    let is_name = |word: &&str| {
        word.chars().count() >= SHORTEST
            && word.chars().all(|letter| letter.is_alphabetic() || letter == '-')
    };
    if !typed.iter().all(is_name) {
        return Ok(None);
    }
    let name = typed.join(" ");
    let meant = Register::new(reader, stop)?.meant(&name)?;
    let found = meant.reports;
    if found <= MORE * total {
        return Ok(None);
    }
    let whose = match meant.persons.first() {
        Some(person) if meant.too_many.is_none() => format!("the name of {}", bearer(person)),
        _ => "part of names".to_owned(),
    };
    let warning = Diagnostic::warning(first.span.to(last.span), format!("`{name}` is {whose}"));
    let count = if found == 1 { "1 report".to_owned() } else { format!("{found} reports") };
    Ok(Some(warning.hint(format!("`person:{}` finds {count}", quoted(&name)))))
}

/// The words of a query that is made of a few words without fields and signs.
fn words(root: &Clause) -> Option<Vec<&Term>> {
    let word = |clause: &'_ Clause| -> bool {
        matches!(
            clause,
            Clause::Words {
                scope: Scope::Anywhere,
                pattern: Pattern::Term(Term { kind: TermKind::Inflected { .. }, .. }),
            }
        )
    };
    let clauses = match root {
        Clause::And(clauses) if clauses.len() <= WORDS => clauses.as_slice(),
        other => std::slice::from_ref(other),
    };
    clauses.iter().all(word).then(|| {
        let term = |clause| match clause {
            &Clause::Words { pattern: Pattern::Term(ref term), .. } => Some(term),
            _ => None,
        };
        clauses.iter().filter_map(term).collect()
    })
}

/// A number of names that are counted up to [`MOST_NAMES`].
fn many(names: usize) -> String {
    if names > MOST_NAMES { format!("more than {MOST_NAMES}") } else { names.to_string() }
}

/// A person in a few words: `Milan Mojsilović (SRB, 5 reports)`.
fn bearer(person: &Bearer) -> String {
    let country = person.country().map_or_else(String::new, |code| format!("{code}, "));
    match person.reports {
        1 => format!("{} ({country}1 report)", person.name),
        reports => format!("{} ({country}{reports} reports)", person.name),
    }
}

/// The name with each word that no name holds replaced by one that some name does, the closest
/// and of these the most frequent first.
fn near(reader: &Reader, name: &str) -> Result<Vec<String>, index::Error> {
    let fields = [reader.fields().person_form];
    let mut names = vec![String::new()];
    for word in folded(name) {
        let length = word.chars().count();
        let mut found: Vec<(usize, Reverse<u64>, String)> = if length < SHORTEST {
            Vec::new()
        } else {
            // Of a short word two edits leave nothing.
            similar(reader, &fields, &word, if length < 5 { 1 } else { 2 })?
                .into_iter()
                .filter(|(known, _)| !known.contains(' '))
                .map(|(known, reports)| (edits(&known, &word), Reverse(reports), known))
                .collect()
        };
        found.sort_unstable();
        let mut choices: Vec<String> =
            found.into_iter().take(SUGGESTED).map(|(_, _, known)| known).collect();
        if choices.is_empty() {
            choices.push(word);
        }
        names = names
            .iter()
            .flat_map(|before| choices.iter().map(move |word| format!("{before} {word}")))
            .take(TRIED)
            .collect();
    }
    let asked = folded(name).join(" ");
    let mut known = Vec::new();
    for name in names.into_iter().map(|name| name.trim().to_owned()) {
        // Words of one name stand in the index as pairs, too.
        let pairs = person_pairs(&folded(&name));
        let mut are_one = name != asked && !name.is_empty();
        for pair in pairs {
            are_one = are_one && reports(reader, &fields, &pair)? > 0;
        }
        if are_one && known.len() < SUGGESTED {
            known.push(name);
        }
    }
    Ok(known)
}

fn quoted(name: &str) -> String {
    if name.contains(|sign: char| !sign.is_alphanumeric() && sign != '-') {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

fn add(warnings: &mut Vec<Diagnostic>, warning: Diagnostic) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}
