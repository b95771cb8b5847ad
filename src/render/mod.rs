//! Rendering: a response, a record or an evaluation as text, one file for each format.
//!
//! All formats are made from the same types. Writing goes to whatever is passed
//! in; whether that is a terminal, and how wide, is for the caller to say.

mod answer;
mod columns;
mod eval;
mod evaluation;
pub mod html;
mod human;
mod json;
mod names;
mod paint;
mod people;
mod rank;
mod table;

use std::io::{self, Write};

use crate::diag::Diagnostic;
use crate::eval::extract::Evaluation;
use crate::eval::names::NamesEvaluation;
use crate::eval::rank::RankEvaluation;
use crate::report::Report;
use crate::search::{Explanation, People};

pub use answer::{Answer, Format, SCHEMA, Style};
pub use columns::{Column, UnknownColumn};

/// Writes an answer.
pub fn write(
    answer: &Answer<'_>,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::answer(answer, style, out),
        Format::Jsonl => json::hits(answer, style, out),
        Format::Json => json::answer(answer, style, out),
        Format::Tsv => table::tsv(answer, style, out),
        Format::Csv => table::csv(answer, style, out),
        Format::Paths => table::paths(answer, style, out),
    }
}

/// Writes the line of a batch for a query that was answered.
pub fn write_batch_answer(
    answer: &Answer<'_>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::answer(answer, style, out)
}

/// Writes the line of a batch for a query that has errors.
pub fn write_batch_errors(
    query: &str,
    errors: &[Diagnostic],
    out: &mut dyn Write,
) -> io::Result<()> {
    json::errors(query, errors, out)
}

/// Writes how a query is read, for a reader or as a line of JSON.
pub fn write_explanation(
    source: &str,
    warnings: &[Diagnostic],
    explanation: &Explanation,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::explanation(explanation, out),
        _ => json::explanation(source, warnings, explanation, out),
    }
}

/// Writes one record for a reader, or as a line of JSON.
pub fn write_report(
    report: &Report,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => human::report(report, style, out),
        _ => json::report(report, out),
    }
}

/// Writes persons of the register.
pub fn write_people(
    people: &People,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    people::people(people, format, style, out)
}

/// Writes how well extraction did, for a reader or as a line of JSON; every difference too, if
/// they are asked for.
pub fn write_evaluation(
    evaluation: &Evaluation,
    differences: bool,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => eval::human(evaluation, differences, out),
        _ => eval::json(evaluation, differences, out),
    }
}

/// Writes how well comparison of names did, for a reader or as a line of JSON; every difference
/// too, if they are asked for.
pub fn write_names_evaluation(
    evaluation: &NamesEvaluation,
    differences: bool,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => names::human(evaluation, differences, out),
        _ => names::json(evaluation, differences, out),
    }
}

/// Writes how well questions were answered, for a reader or as a line of JSON; each question too,
/// if they are asked for.
pub fn write_rank_evaluation(
    evaluation: &RankEvaluation,
    questions: bool,
    format: Format,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Human => rank::human(evaluation, questions, out),
        _ => rank::json(evaluation, questions, out),
    }
}
