//! Tables and lists of paths, for `cut`, spreadsheets and `xargs`.

use std::io::{self, Write};

use crate::render::answer::{Answer, Style};
use crate::render::columns::Column;

fn columns(style: &Style) -> Vec<Column> {
    if style.columns.is_empty() { Column::table() } else { style.columns.clone() }
}

/// Tabs between columns; a tab or line break inside a value becomes a blank, so
/// that every line has as many columns as the first.
pub(super) fn tsv(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(style);
    let names: Vec<_> = columns.iter().map(|column| column.name()).collect();
    writeln!(out, "{}", names.join("\t"))?;
    for hit in &answer.response.hits {
        let values: Vec<_> = columns
            .iter()
            .map(|column| column.value(hit).replace(['\t', '\n', '\r'], " "))
            .collect();
        writeln!(out, "{}", values.join("\t"))?;
    }
    Ok(())
}

/// Commas between columns, quoted where needed.
pub(super) fn csv(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let columns = columns(style);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|column| column.name())).map_err(io_error)?;
    for hit in &answer.response.hits {
        writer.write_record(columns.iter().map(|column| column.value(hit))).map_err(io_error)?;
    }
    writer.flush()
}

/// The system's own error, so that a closed pipe is known as one.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Paths, each once, in order of their best hit.
pub(super) fn paths(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let end = if style.nul { b"\0" } else { b"\n" };
    let mut seen = rustc_hash::FxHashSet::default();
    for hit in &answer.response.hits {
        if seen.insert(hit.path.as_str()) {
            out.write_all(hit.path.as_bytes())?;
            out.write_all(end)?;
        }
    }
    Ok(())
}
