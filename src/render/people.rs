//! The register of persons: for a reader, as JSON, as a table. `docs/output.md` has the keys.

use std::io::{self, Write};

use serde::Serialize;

use crate::diag::visible;
use crate::render::answer::{Format, SCHEMA, Style};
use crate::render::json::write_line;
use crate::render::paint::{BOLD, paint};
use crate::render::table;
use crate::search::{KnownPerson, People};

/// Names shown for a reader; more are only counted.
const NAMED: usize = 8;

/// Columns of tables.
const COLUMNS: [&str; 9] =
    ["name", "key", "full", "country", "reports", "first", "last", "countries", "forms"];

/// Writes persons in a format.
pub(super) fn people(
    people: &People,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Jsonl => people
            .people
            .iter()
            .try_for_each(|person| write_line(&PersonLine { schema: SCHEMA, person }, out)),
        Format::Json => write_line(&PeopleLine { schema: SCHEMA, people }, out),
        Format::Tsv => table::write_tsv(COLUMNS, people.people.iter().map(values), out),
        Format::Csv => table::write_csv(COLUMNS, people.people.iter().map(values), out),
        // Of a register there are no paths to print.
        Format::Human | Format::Paths => human(people, style, out),
    }
}

#[derive(Serialize)]
struct PersonLine<'a> {
    schema: u32,
    #[serde(flatten)]
    person: &'a KnownPerson,
}

#[derive(Serialize)]
struct PeopleLine<'a> {
    schema: u32,
    #[serde(flatten)]
    people: &'a People,
}

fn human(people: &People, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for person in &people.people {
        let name = paint(style, BOLD, &visible(&person.name));
        writeln!(out, "{name}  {}", visible(&summary(person)))?;
        // A person with one name is told by it.
        if person.forms.len() > 1 {
            writeln!(out, "    {}", visible(&forms(person)))?;
        }
    }
    match (people.people.len(), people.total) {
        (_, 0) => writeln!(out, "nobody found"),
        (_, 1) => writeln!(out, "1 person"),
        (shown, total) if shown == total => writeln!(out, "{total} persons"),
        (shown, total) => writeln!(out, "{shown} of {total} persons"),
    }
}

/// Country, reports and days of a person.
pub(super) fn summary(person: &KnownPerson) -> String {
    let country = person.country.map_or_else(String::new, |code| format!("{code}  "));
    let reports = match person.reports {
        1 => "1 report".to_owned(),
        reports => format!("{reports} reports"),
    };
    let days = match (&person.first, &person.last) {
        (Some(first), Some(last)) if first == last => format!("  {first}"),
        (Some(first), Some(last)) => format!("  {first} to {last}"),
        _ => String::new(),
    };
    format!("{country}{reports}{days}")
}

/// The names of a person with their reports.
pub(super) fn forms(person: &KnownPerson) -> String {
    let shown = person.forms.iter().take(NAMED);
    let mut forms: Vec<String> =
        shown.map(|form| format!("{} {}", form.form, form.reports)).collect();
    if person.forms.len() > NAMED {
        forms.push(format!("… and {} more", person.forms.len() - NAMED));
    }
    forms.join(", ")
}

fn values(person: &KnownPerson) -> [String; COLUMNS.len()] {
    let countries = person.countries.iter().map(|country| country.code.to_string());
    let forms = person.forms.iter().map(|form| form.form.clone());
    [
        person.name.clone(),
        person.key.clone(),
        person.full.to_string(),
        person.country.map(|code| code.to_string()).unwrap_or_default(),
        person.reports.to_string(),
        person.first.clone().unwrap_or_default(),
        person.last.clone().unwrap_or_default(),
        countries.collect::<Vec<_>>().join(";"),
        forms.collect::<Vec<_>>().join(";"),
    ]
}
