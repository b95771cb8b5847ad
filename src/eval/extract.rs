//! Extraction against gold: every report that a gold file names is read,
//! extracted and compared.
//!
//! Takes the gold file and the day of reading; gives counts by language and in
//! all, every difference, and what could not be measured. The reports lie
//! beside the gold file and are read as `bilat index` reads them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use jiff::civil::Date;

use crate::eval::compare::{Difference, Figures, compare};
use crate::eval::gold::{self, Error, Line};
use crate::ingest::extract;
use crate::ingest::read::{self, Document, Format, Skip, SourceFile};
use crate::report::raw::RawDocument;

/// What a run over a gold file gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// All reports together.
    pub all: Row,
    /// Those of each language, as gold names it, in order of codes.
    pub languages: BTreeMap<String, Row>,
    /// Every difference, in the order of gold.
    pub differences: Vec<Difference>,
    /// Lines and files that could not be measured, and why.
    pub skipped: Vec<Skip>,
}

/// Reports that are counted together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// How many.
    pub reports: usize,
    /// Their counts.
    pub figures: Figures,
}

/// Measures extraction over the reports that the gold file at `path` names.
///
/// `read_on` is the day of reading, as for [`extract::report`].
pub fn evaluate(path: &Path, read_on: Date) -> Result<Evaluation, Error> {
    let (lines, skipped) = gold::read(path)?;
    let mut evaluation = Evaluation { skipped, ..Evaluation::default() };
    let folder = path.parent().unwrap_or(Path::new(""));
    for line in &lines {
        let document = match document(folder, &line.file) {
            Ok(document) => document,
            Err(skip) => {
                evaluation.skipped.push(skip);
                continue;
            }
        };
        let (figures, differences) = measure(line, &document, read_on);
        let language = evaluation.languages.entry(line.lang.clone()).or_default();
        for row in [&mut evaluation.all, language] {
            row.reports += 1;
            row.figures += figures;
        }
        evaluation.differences.extend(differences);
    }
    if lines.is_empty() && evaluation.skipped.is_empty() {
        let place = path.display().to_string();
        evaluation.skipped.push(Skip::trouble(place, "no line of gold in it"));
    }
    Ok(evaluation)
}

fn measure(line: &Line, document: &Document, read_on: Date) -> (Figures, Vec<Difference>) {
    let report = |url: Option<&String>| {
        let raw = RawDocument { url: url.cloned(), ..document.raw.clone() };
        extract::report(raw, document.hash.to_string(), read_on)
    };
    let url = line.url.as_ref().or(document.raw.url.as_ref());
    compare(line, &report(url), &report(None))
}

/// The one report of a file.
fn document(folder: &Path, name: &str) -> Result<Document, Skip> {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let format = match Format::of(&path) {
        Some(Format::JsonLines) => {
            return Err(Skip::trouble(shown, "a file of several reports; gold names files of one"));
        }
        Some(format) => format,
        None => return Err(Skip::trouble(shown, "not a report format")),
    };
    // What is not there is said by the reader, in its words.
    let metadata = fs::metadata(&path).ok();
    if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return Err(Skip::trouble(shown, "not a regular file"));
    }
    let size = metadata.map_or(0, |metadata| metadata.len());
    let file = SourceFile { path, shown, size, ..SourceFile::named(name, format) };
    let mut found = None;
    read::read(&file, &mut |result| {
        found = Some(result);
        ControlFlow::Break(())
    });
    let nothing = || Err(Skip::trouble(&file.shown, "no report in it"));
    // An empty file is harmless to an index, but gold has facts of it.
    found.unwrap_or_else(nothing).map_err(|skip| Skip { trouble: true, ..skip })
}
