//! Names held against each other: spellings of one person, rivals, and a register of persons.
//!
//! Takes files of names (`docs/names.md` tells their columns); gives how many
//! spellings are joined to their person, how many rivals are kept apart, and how
//! often two persons of a register are taken for one. Pairs that share no block
//! are not compared: they are never asked about, so they are apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::ingest::read::Skip;
use crate::lexicon::name::compare::{Comparison, Name, Verdict, compare};
use crate::lexicon::name::title;

/// The files to read; what is not given is not measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// Spellings: canonical name, spelling, type, a line each.
    pub variants: Option<&'a Path>,
    /// Pairs of different persons, a line each.
    pub rivals: Option<&'a Path>,
    /// Persons with the forms of their names, an object of JSON each.
    pub people: Option<&'a Path>,
}

/// What a run gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesEvaluation {
    /// Spellings by their type, those in Latin and Cyrillic letters and those in others apart.
    pub variants: Variants,
    /// Pairs of different persons.
    pub rivals: Rivals,
    /// A register of persons.
    pub people: People,
    /// What was not joined or not kept apart.
    pub differences: Vec<NameDifference>,
    /// Lines and files that could not be read, and why.
    pub skipped: Vec<Skip>,
}

/// Spellings and how many of them found their person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variants {
    /// In Latin and Cyrillic letters.
    pub latin_and_cyrillic: Joined,
    /// In all others.
    pub other_scripts: Joined,
    /// By the type that the file gives.
    pub types: BTreeMap<String, Joined>,
}

/// Spellings that are counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// How many.
    pub count: usize,
    /// Of which comparison says same.
    pub same: usize,
    /// Of which it says maybe, and of no other person of the file as much.
    pub maybe: usize,
}

impl Joined {
    /// Those that were joined to their person, by either verdict.
    pub fn joined(&self) -> usize {
        self.same + self.maybe
    }
}

/// Pairs of different persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rivals {
    /// How many.
    pub count: usize,
    /// Taken for one.
    pub same: usize,
    /// In doubt.
    pub maybe: usize,
}

/// A register of persons against itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Persons.
    pub persons: usize,
    /// Pairs of two persons.
    pub pairs: u64,
    /// Those that share a block and were compared.
    pub compared: u64,
    /// Those taken for one although they are written differently.
    pub same: u64,
    /// Those in doubt.
    pub maybe: u64,
    /// Those that are written alike, which no comparison can tell apart.
    pub equal: u64,
    /// Forms of names beside the first of each person.
    pub forms: usize,
    /// Of which comparison with the first says same.
    pub forms_same: usize,
    /// Of which it says maybe, and of no other person as much.
    pub forms_alone: usize,
    /// Of which it says maybe, and of another person as much.
    pub forms_shared: usize,
    /// Those where both names are full.
    pub forms_full: usize,
    /// Of which comparison says same.
    pub forms_full_same: usize,
}

/// Two names that were judged wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameDifference {
    /// What was measured: `variants`, `rivals`, `people` or `forms`.
    pub part: &'static str,
    /// One of the names.
    pub one: String,
    /// The other.
    pub other: String,
    /// What was said of them.
    pub comparison: Comparison,
}

/// Measures comparison over the given files.
pub fn evaluate(files: &Files<'_>) -> io::Result<NamesEvaluation> {
    let mut evaluation = NamesEvaluation::default();
    if let Some(path) = files.variants {
        let rows = rows(path, &mut evaluation.skipped)?;
        measure_variants(&rows, &mut evaluation);
    }
    if let Some(path) = files.rivals {
        let rows = rows(path, &mut evaluation.skipped)?;
        measure_rivals(&rows, &mut evaluation);
    }
    if let Some(path) = files.people {
        let persons = persons(path, &mut evaluation.skipped)?;
        measure_people(&persons, &mut evaluation);
    }
    Ok(evaluation)
}

/// Lines of two columns or more.
fn rows(path: &Path, skipped: &mut Vec<Skip>) -> io::Result<Vec<Vec<String>>> {
    let content = fs::read_to_string(path)?;
    let mut rows = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        if columns.len() < 2 {
            let place = format!("{}:{}", path.display(), number + 1);
            skipped.push(Skip::trouble(place, "no two columns"));
        } else {
            rows.push(columns);
        }
    }
    Ok(rows)
}

fn measure_variants(rows: &[Vec<String>], evaluation: &mut NamesEvaluation) {
    let canonical: BTreeSet<&str> =
        rows.iter().filter_map(|row| row.first()).map(String::as_str).collect();
    let names: Vec<(&str, Name)> =
        canonical.into_iter().map(|written| (written, Name::parse(written))).collect();
    let mut seen = BTreeSet::new();
    for row in rows {
        let [person, variant, rest @ ..] = row.as_slice() else { continue };
        if !seen.insert((person, variant)) {
            continue;
        }
        let name = Name::parse(variant);
        let mut own = Comparison::default();
        // The best that is said of any other person, and how near that one is.
        let mut best_other = (Verdict::Different, Reverse(u16::MAX));
        for (written, other) in &names {
            if written == person {
                own = compare(&name, other);
            } else {
                let comparison = compare(&name, other);
                best_other = best_other.max((comparison.verdict, Reverse(comparison.distance)));
            }
        }
        let fits =
            own.verdict > Verdict::Different && (own.verdict, Reverse(own.distance)) > best_other;
        let of_type = rest.first().cloned().unwrap_or_default();
        let kind = evaluation.variants.types.entry(of_type).or_default();
        let script = if is_latin_or_cyrillic(variant) {
            &mut evaluation.variants.latin_and_cyrillic
        } else {
            &mut evaluation.variants.other_scripts
        };
        for joined in [kind, script] {
            joined.count += 1;
            joined.same += usize::from(fits && own.verdict == Verdict::Same);
            joined.maybe += usize::from(fits && own.verdict == Verdict::Maybe);
        }
        if !fits || own.verdict == Verdict::Maybe && name.is_full() {
            evaluation.differences.push(NameDifference {
                part: "variants",
                one: person.clone(),
                other: variant.clone(),
                comparison: own,
            });
        }
    }
}

fn is_latin_or_cyrillic(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphabetic()).all(|letter| {
        matches!(letter, '\0'..='\u{24f}' | '\u{400}'..='\u{52f}' | '\u{1e00}'..='\u{1eff}' | '\u{2b0}'..='\u{2ff}')
    })
}

fn measure_rivals(rows: &[Vec<String>], evaluation: &mut NamesEvaluation) {
    for row in rows {
        let [one, other, ..] = row.as_slice() else { continue };
        let comparison = compare(&Name::parse(one), &Name::parse(other));
        let rivals = &mut evaluation.rivals;
        rivals.count += 1;
        rivals.same += usize::from(comparison.verdict == Verdict::Same);
        rivals.maybe += usize::from(comparison.verdict == Verdict::Maybe);
        if comparison.verdict != Verdict::Different {
            let (one, other) = (one.clone(), other.clone());
            evaluation.differences.push(NameDifference { part: "rivals", one, other, comparison });
        }
    }
}

/// A person as a line of a register tells.
#[derive(Deserialize)]
struct PersonLine {
    preferred: String,
    #[serde(default)]
    alternates: Vec<String>,
    #[serde(default)]
    originals: Vec<FormLine>,
}

#[derive(Deserialize)]
struct FormLine {
    name: String,
}

/// The forms of each person's name, the preferred one first.
fn persons(path: &Path, skipped: &mut Vec<Skip>) -> io::Result<Vec<Vec<String>>> {
    let content = fs::read_to_string(path)?;
    let mut persons = Vec::new();
    for (number, line) in content.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        match serde_json::from_str::<PersonLine>(line) {
            Ok(person) => {
                let mut forms = vec![person.preferred];
                let others = person.originals.into_iter().map(|form| form.name);
                for form in person.alternates.into_iter().chain(others) {
                    if !forms.contains(&form) {
                        forms.push(form);
                    }
                }
                persons.push(forms);
            }
            Err(error) => {
                let place = format!("{}:{}", path.display(), number + 1);
                skipped.push(Skip::trouble(place, error.to_string()));
            }
        }
    }
    Ok(persons)
}

fn measure_people(persons: &[Vec<String>], evaluation: &mut NamesEvaluation) {
    let names: Vec<(&str, Name)> = persons
        .iter()
        .filter_map(|forms| forms.first())
        .map(|written| (written.as_str(), Name::parse(written)))
        .collect();
    let mut blocks: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let codes: Vec<Vec<String>> = names.iter().map(|(_, name)| name.blocks()).collect();
    let count = names.len() as u64;
    evaluation.people.persons = names.len();
    evaluation.people.pairs = count * count.saturating_sub(1) / 2;
    // The last name with which each was compared, so that no pair is taken twice.
    let mut compared_with: Vec<usize> = vec![usize::MAX; names.len()];
    for (at, ((written, name), codes)) in names.iter().zip(&codes).enumerate() {
        for code in codes {
            let block = blocks.entry(code.clone()).or_default();
            for &before in block.iter() {
                let Some((other, facing)) = names.get(before) else { continue };
                match compared_with.get_mut(before) {
                    Some(last) if *last != at => *last = at,
                    _ => continue,
                }
                let people = &mut evaluation.people;
                people.compared += 1;
                let comparison = compare(name, facing);
                match comparison.verdict {
                    Verdict::Different => {}
                    Verdict::Maybe => people.maybe += 1,
                    Verdict::Same if written == other => people.equal += 1,
                    Verdict::Same => {
                        people.same += 1;
                        evaluation.differences.push(NameDifference {
                            part: "people",
                            one: (*other).to_owned(),
                            other: (*written).to_owned(),
                            comparison,
                        });
                    }
                }
            }
            block.push(at);
        }
    }
    measure_forms(persons, &names, &blocks, evaluation);
}

/// Holds the forms of each name against the first; one that is in doubt must fit nobody else as well.
fn measure_forms(
    persons: &[Vec<String>],
    names: &[(&str, Name)],
    blocks: &FxHashMap<String, Vec<usize>>,
    evaluation: &mut NamesEvaluation,
) {
    let nearness = |comparison: &Comparison| (comparison.verdict, Reverse(comparison.distance));
    for (at, (forms, (written, name))) in persons.iter().zip(names).enumerate() {
        for form in forms.iter().skip(1) {
            let other = Name::parse(&without_titles(form));
            let comparison = compare(name, &other);
            let fits_less = |place: usize| {
                place == at
                    || names.get(place).is_none_or(|(_, facing)| {
                        nearness(&compare(facing, &other)) < nearness(&comparison)
                    })
            };
            let is_alone = comparison.verdict == Verdict::Maybe
                && other
                    .blocks()
                    .iter()
                    .filter_map(|code| blocks.get(code))
                    .flatten()
                    .all(|place| fits_less(*place));
            let people = &mut evaluation.people;
            people.forms += 1;
            match comparison.verdict {
                Verdict::Same => people.forms_same += 1,
                Verdict::Maybe if is_alone => people.forms_alone += 1,
                Verdict::Maybe => people.forms_shared += 1,
                Verdict::Different => {}
            }
            let is_full = name.is_full() && other.is_full();
            let is_same = comparison.verdict == Verdict::Same;
            people.forms_full += usize::from(is_full);
            people.forms_full_same += usize::from(is_full && is_same);
            if !is_same && !is_alone {
                evaluation.differences.push(NameDifference {
                    part: "forms",
                    one: (*written).to_owned(),
                    other: form.clone(),
                    comparison,
                });
            }
        }
    }
}

/// A form without the ranks and offices before the name, which extraction takes off as well.
fn without_titles(form: &str) -> String {
    let (surname, rest) = form.split_once(',').unwrap_or(("", form));
    let is_title = |word: &&str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphabetic());
        title::word(word).title.is_some()
    };
    let rest: Vec<&str> = rest.split_whitespace().skip_while(is_title).collect();
    let rest = rest.join(" ");
    match (surname.is_empty(), rest.is_empty()) {
        (true, true) => form.to_owned(),
        (true, false) => rest,
        (false, true) => surname.to_owned(),
        (false, false) => format!("{surname}, {rest}"),
    }
}
