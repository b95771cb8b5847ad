//! How well extraction did: tables for a reader, or one object of JSON.
//!
//! A table for each field with a row for all reports and one for each language.
//! The names of columns are the keys of the JSON form; `docs/extraction.md` says
//! what they mean.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::diag::visible;
use crate::eval::compare::{Difference, Field, Figures};
use crate::eval::extract::{Evaluation, Row};
use crate::eval::measure::{Counts, Published, Resolution};
use crate::lexicon::blank::on_one_line;
use crate::render::answer::SCHEMA;
use crate::render::evaluation::{SkipLine, shown, write_differences};
use crate::render::json::write_line;

/// The columns of a table behind the first.
type Columns = [(&'static str, String)];

/// The counts of one field.
type CountsOf = fn(&Figures) -> Counts;

pub(super) fn human(
    evaluation: &Evaluation,
    differences: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let reports = evaluation.all.reports;
    let languages = evaluation.languages.len();
    let plural = |count, one, many| if count == 1 { one } else { many };
    writeln!(
        out,
        "{reports} {} in {languages} {}",
        plural(reports, "report", "reports"),
        plural(languages, "language", "languages")
    )?;
    by_language(Field::Published.name(), evaluation, &|figures| own_date(figures.published), out)?;
    by_language(
        Field::PublishedWithoutUrl.name(),
        evaluation,
        &|figures| own_date(figures.published_without_url),
        out,
    )?;
    by_language(Field::Dates.name(), evaluation, &|figures| facts(figures.dates).to_vec(), out)?;
    let resolved = Field::DatesResolved.name();
    by_language(
        &format!("{resolved}, where gold has days"),
        evaluation,
        &|figures| where_resolved(figures.dates_resolved).to_vec(),
        out,
    )?;
    by_language(
        &format!("{resolved}, where gold has none"),
        evaluation,
        &|figures| where_open(figures.dates_resolved).to_vec(),
        out,
    )?;
    let others: &[(Field, CountsOf)] = &[
        (Field::Countries, |figures| figures.countries),
        (Field::Dyads, |figures| figures.dyads),
        (Field::Persons, |figures| figures.persons),
        (Field::Organisations, |figures| figures.organisations),
        (Field::Places, |figures| figures.places),
        (Field::Exercises, |figures| figures.exercises),
        (Field::Equipment, |figures| figures.equipment),
        (Field::Kinds, |figures| figures.kinds),
        (Field::Activities, |figures| figures.activities),
        (Field::Quantities, |figures| figures.quantities),
    ];
    for (field, counts) in others.iter().copied() {
        by_language(field.name(), evaluation, &|figures| facts(counts(figures)).to_vec(), out)?;
    }
    if differences {
        writeln!(out)?;
        write_differences(&evaluation.differences, write_difference, out)?;
    }
    Ok(())
}

/// `001.txt  dyads  missing HUN-SRB`
fn write_difference(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let Difference { file, field, fault, text } = difference;
    let text = on_one_line(text);
    writeln!(out, "{}  {}  {fault} {}", visible(file), field.name(), visible(&text))
}

/// A table with its title: a row for all reports, one for each language.
fn by_language(
    title: &str,
    evaluation: &Evaluation,
    columns: &dyn Fn(&Figures) -> Vec<(&'static str, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let languages = evaluation.languages.iter();
    let rows = std::iter::once(("all".to_owned(), &evaluation.all))
        .chain(languages.map(|(language, row)| (visible(language), row)));
    let rows: Vec<_> = rows.map(|(name, row)| (name, row.reports, columns(&row.figures))).collect();
    let first = "language";
    let width = rows.iter().map(|(name, ..)| name.width()).max().unwrap_or(0).max(first.len());
    writeln!(out, "\n{title}")?;
    let Some((_, _, all)) = rows.first() else { return Ok(()) };
    write!(out, "  {first:<width$}  reports")?;
    for (name, _) in all {
        write!(out, "  {name:>5}")?;
    }
    writeln!(out)?;
    for (name, reports, columns) in &rows {
        let blanks = " ".repeat(width - name.width());
        write!(out, "  {name}{blanks}  {reports:>7}")?;
        write_cells(columns, out)?;
    }
    Ok(())
}

fn write_cells(columns: &Columns, out: &mut dyn Write) -> io::Result<()> {
    for (name, value) in columns {
        let width = name.len().max(5);
        write!(out, "  {value:>width$}")?;
    }
    writeln!(out)
}

fn shares(counts: Counts) -> [(&'static str, String); 3] {
    [
        ("precision", shown(counts.precision())),
        ("recall", shown(counts.recall())),
        ("f1", shown(counts.f1())),
    ]
}

fn facts(counts: Counts) -> [(&'static str, String); 7] {
    let [precision, recall, f1] = shares(counts);
    [
        ("gold", counts.gold.to_string()),
        ("found", counts.found.to_string()),
        ("given", counts.given.to_string()),
        ("right", counts.right.to_string()),
        precision,
        recall,
        f1,
    ]
}

fn own_date(dates: Published) -> Vec<(&'static str, String)> {
    let mut columns = vec![
        ("exact", dates.exact.to_string()),
        ("open", dates.open.to_string()),
        ("missed", dates.missed.to_string()),
        ("wrong", dates.wrong.to_string()),
        ("invented", dates.invented.to_string()),
        ("share_right", shown(dates.share_right())),
    ];
    columns.extend(shares(dates.counts()));
    columns
}

fn where_resolved(dates: Resolution) -> [(&'static str, String); 7] {
    [
        ("right", dates.right.to_string()),
        ("open", dates.open.to_string()),
        ("wrong", dates.wrong.to_string()),
        ("unfound", dates.unfound.to_string()),
        ("share_right", shown(dates.share_right())),
        ("share_open", shown(dates.share_open())),
        ("share_wrong", shown(dates.share_wrong())),
    ]
}

fn where_open(dates: Resolution) -> [(&'static str, String); 5] {
    [
        ("kept_open", dates.kept_open.to_string()),
        ("invented", dates.invented.to_string()),
        ("unfound_open", dates.unfound_open.to_string()),
        ("share_kept_open", shown(dates.share_kept_open())),
        ("share_misled", shown(dates.share_misled())),
    ]
}

#[derive(Serialize)]
struct EvaluationLine<'a> {
    schema: u32,
    rows: Vec<RowLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<&'a [Difference]>,
    skipped: Vec<SkipLine<'a>>,
}

#[derive(Serialize)]
struct RowLine<'a> {
    /// Nothing for the row of all reports.
    language: Option<&'a str>,
    reports: usize,
    published: PublishedLine,
    published_without_url: PublishedLine,
    dates: CountsLine,
    dates_resolved: ResolutionLine,
    countries: CountsLine,
    dyads: CountsLine,
    persons: CountsLine,
    organisations: CountsLine,
    places: CountsLine,
    exercises: CountsLine,
    equipment: CountsLine,
    kinds: CountsLine,
    activities: CountsLine,
    quantities: CountsLine,
}

#[derive(Serialize)]
struct CountsLine {
    #[serde(flatten)]
    counts: Counts,
    #[serde(flatten)]
    shares: SharesLine,
}

#[derive(Serialize)]
struct PublishedLine {
    #[serde(flatten)]
    dates: Published,
    share_right: Option<f64>,
    #[serde(flatten)]
    shares: SharesLine,
}

#[derive(Serialize)]
struct SharesLine {
    precision: Option<f64>,
    recall: Option<f64>,
    f1: Option<f64>,
}

#[derive(Serialize)]
struct ResolutionLine {
    #[serde(flatten)]
    dates: Resolution,
    share_right: Option<f64>,
    share_open: Option<f64>,
    share_wrong: Option<f64>,
    share_kept_open: Option<f64>,
    share_misled: Option<f64>,
}

pub(super) fn json(
    evaluation: &Evaluation,
    differences: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let languages = evaluation.languages.iter();
    let languages = languages.map(|(language, row)| row_line(Some(language), row));
    let skipped = evaluation.skipped.iter();
    let line = EvaluationLine {
        schema: SCHEMA,
        rows: std::iter::once(row_line(None, &evaluation.all)).chain(languages).collect(),
        differences: differences.then_some(&evaluation.differences),
        skipped: skipped.map(SkipLine::from).collect(),
    };
    write_line(&line, out)
}

fn row_line<'a>(language: Option<&'a str>, row: &Row) -> RowLine<'a> {
    let Figures {
        published,
        published_without_url,
        dates,
        dates_resolved,
        countries,
        dyads,
        persons,
        organisations,
        places,
        exercises,
        equipment,
        kinds,
        activities,
        quantities,
    } = row.figures;
    RowLine {
        language,
        reports: row.reports,
        published: published.into(),
        published_without_url: published_without_url.into(),
        dates: dates.into(),
        dates_resolved: dates_resolved.into(),
        countries: countries.into(),
        dyads: dyads.into(),
        persons: persons.into(),
        organisations: organisations.into(),
        places: places.into(),
        exercises: exercises.into(),
        equipment: equipment.into(),
        kinds: kinds.into(),
        activities: activities.into(),
        quantities: quantities.into(),
    }
}

impl From<Counts> for SharesLine {
    fn from(counts: Counts) -> Self {
        Self { precision: counts.precision(), recall: counts.recall(), f1: counts.f1() }
    }
}

impl From<Counts> for CountsLine {
    fn from(counts: Counts) -> Self {
        Self { counts, shares: counts.into() }
    }
}

impl From<Published> for PublishedLine {
    fn from(dates: Published) -> Self {
        Self { dates, share_right: dates.share_right(), shares: dates.counts().into() }
    }
}

impl From<Resolution> for ResolutionLine {
    fn from(dates: Resolution) -> Self {
        Self {
            dates,
            share_right: dates.share_right(),
            share_open: dates.share_open(),
            share_wrong: dates.share_wrong(),
            share_kept_open: dates.share_kept_open(),
            share_misled: dates.share_misled(),
        }
    }
}
