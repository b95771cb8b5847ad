//! Tables and lists of paths, for `cut`, spreadsheets and `xargs`.

use std::io::{self, Write};

use crate::render::answer::{Answer, Style};
use crate::render::columns::Column;

fn columns(style: &Style) -> Vec<Column> {
    if style.columns.is_empty() { Column::table() } else { style.columns.clone() }
}

/// Hits with tabs between columns.
pub(super) fn tsv(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (names, rows) = hits(answer, style);
    write_tsv(names, rows, out)
}

/// Hits with commas between columns.
pub(super) fn csv(answer: &Answer<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let (names, rows) = hits(answer, style);
    write_csv(names, rows, out)
}

/// The names of the columns, and the values of each hit.
fn hits(
    answer: &Answer<'_>,
    style: &Style,
) -> (Vec<&'static str>, impl Iterator<Item = Vec<String>>) {
    let columns = columns(style);
    let names = columns.iter().map(|column| column.name()).collect();
    let hits = answer.response.hits.iter();
    (names, hits.map(move |hit| columns.iter().map(|column| column.value(hit)).collect()))
}

/// Tabs between columns, after a line of names; a tab or line break inside a value becomes a
/// blank, so that every line has as many columns as the first.
pub(super) fn write_tsv<Row: AsRef<[String]>>(
    names: impl AsRef<[&'static str]>,
    rows: impl Iterator<Item = Row>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", names.as_ref().join("\t"))?;
    for row in rows {
        let values = row.as_ref().iter().map(|value| value.replace(['\t', '\n', '\r'], " "));
        writeln!(out, "{}", values.collect::<Vec<_>>().join("\t"))?;
    }
    Ok(())
}

/// Commas between columns, quoted where needed, after a line of names.
pub(super) fn write_csv<Row: AsRef<[String]>>(
    names: impl AsRef<[&'static str]>,
    rows: impl Iterator<Item = Row>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(names.as_ref()).map_err(io_error)?;
    for row in rows {
        writer.write_record(row.as_ref()).map_err(io_error)?;
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
