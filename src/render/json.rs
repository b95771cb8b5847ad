//! JSON: an answer, a hit or a record on one line. `docs/output.md` has the keys.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use crate::diag::Diagnostic;
use crate::render::answer::{Answer, SCHEMA, Style};
use crate::render::html;
use crate::report::Report;
use crate::search::{Added, Explanation, Hit};

#[derive(Serialize)]
struct AnswerLine<'a> {
    schema: u32,
    query: &'a str,
    total: usize,
    complete: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    any_word: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    added: &'a [Added],
    hits: Vec<Value>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'a [Diagnostic],
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: &'a Option<Explanation>,
}

#[derive(Serialize)]
struct ErrorLine<'a> {
    schema: u32,
    query: &'a str,
    errors: &'a [Diagnostic],
}

/// The whole answer as one object.
pub(super) fn answer(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let hits =
        answer.response.hits.iter().map(|hit| chosen(hit, style)).collect::<Result<_, _>>()?;
    let line = AnswerLine {
        schema: SCHEMA,
        query: answer.query,
        total: answer.response.total,
        complete: answer.response.complete,
        any_word: answer.response.any_word,
        added: &answer.response.added,
        hits,
        warnings: answer.warnings,
        explanation: &answer.response.explanation,
    };
    write_line(&line, out)
}

#[derive(Serialize)]
struct HitLine<'a> {
    schema: u32,
    #[serde(flatten)]
    hit: &'a Hit,
}

/// One object a hit; with chosen keys it has these only.
pub(super) fn hits(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for hit in &answer.response.hits {
        if style.columns.is_empty() && !style.html {
            write_line(&HitLine { schema: SCHEMA, hit }, out)?;
        } else {
            let mut hit = chosen(hit, style)?;
            if let (true, Value::Object(keys)) = (style.columns.is_empty(), &mut hit) {
                keys.shift_insert(0, "schema".to_owned(), SCHEMA.into());
            }
            write_line(&hit, out)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct ExplanationLine<'a> {
    schema: u32,
    source: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'a [Diagnostic],
    #[serde(flatten)]
    explanation: &'a Explanation,
}

/// How a query is read.
pub(super) fn explanation(
    source: &str,
    warnings: &[Diagnostic],
    explanation: &Explanation,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_line(&ExplanationLine { schema: SCHEMA, source, warnings, explanation }, out)
}

/// A query that has errors.
pub(super) fn errors(query: &str, errors: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    write_line(&ErrorLine { schema: SCHEMA, query, errors }, out)
}

/// A record.
pub(super) fn report(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_line(report, out)
}

/// The keys of a hit that are asked for, or all; with HTML beside what has highlights.
fn chosen(hit: &Hit, style: &Style) -> io::Result<Value> {
    let value = serde_json::to_value(hit)?;
    let Value::Object(mut all) = value else { return Ok(value) };
    if style.html
        && let Some(Value::Array(snippets)) = all.get_mut("snippets")
    {
        for (value, snippet) in snippets.iter_mut().zip(&hit.snippets) {
            if let Value::Object(keys) = value {
                keys.insert("html".to_owned(), html::snippet(snippet).into());
            }
        }
    }
    let mut kept = Map::new();
    if style.columns.is_empty() {
        kept = all;
    } else {
        for column in &style.columns {
            if let Some((key, value)) = all.remove_entry(column.name()) {
                kept.insert(key, value);
            }
        }
    }
    if style.html && kept.contains_key("title") {
        kept.insert("title_html".to_owned(), html::title(hit).into());
    }
    Ok(Value::Object(kept))
}

/// A name as it stands in JSON; empty for what is no text there.
pub(super) fn word(name: &impl Serialize) -> String {
    match serde_json::to_value(name) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A value on a line of its own.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
