//! Test collections: documents, questions, judgements.
//!
//! Documents are lines of JSON with `id`, `title` and `text`, and `lang` where it
//! is not English; a file that ends in `.zst` is packed. Questions are lines of an
//! id, a tab and words. Judgements are those of TREC, `question 0 document gain`,
//! or the same without the second column; a first line that names columns is passed
//! over.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use serde::Deserialize;

use crate::ingest::read::Skip;

/// A document of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Document {
    /// Its identity in the judgements.
    pub id: String,
    /// Its title, if it has one.
    #[serde(default)]
    pub title: String,
    /// Its text.
    pub text: String,
    /// Its language (ISO 639-1), if it is told.
    #[serde(default)]
    pub lang: Option<String>,
}

/// Gains of documents by question, then by document; above 0 where a document is relevant.
pub type Judgements = BTreeMap<String, BTreeMap<String, i64>>;

/// Hands every document of the file at `path` to `each`; lines that are none are named in
/// `skipped`.
pub fn each_document(
    path: &Path,
    skipped: &mut Vec<Skip>,
    each: &mut dyn FnMut(Document),
) -> io::Result<()> {
    for_each_line(path, &mut |number, line| match serde_json::from_str::<Document>(line) {
        Ok(document) => each(document),
        Err(error) => skipped.push(trouble(path, number, &format!("not a document: {error}"))),
    })
}

/// Reads questions, in order; lines that are none are named in `skipped`.
pub fn questions(path: &Path, skipped: &mut Vec<Skip>) -> io::Result<Vec<(String, String)>> {
    let mut questions = Vec::new();
    for_each_line(path, &mut |number, line| match line.split_once('\t') {
        Some((id, text)) if !id.trim().is_empty() => {
            questions.push((id.trim().to_owned(), text.to_owned()));
        }
        _ => skipped.push(trouble(path, number, "not an id, a tab and a question")),
    })?;
    Ok(questions)
}

/// Reads judgements; lines that are none are named in `skipped`.
pub fn judgements(path: &Path, skipped: &mut Vec<Skip>) -> io::Result<Judgements> {
    let mut judgements = Judgements::new();
    for_each_line(path, &mut |number, line| {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let judged = match &*columns {
            [question, _, document, gain] | [question, document, gain] => {
                gain.parse::<i64>().ok().map(|gain| (*question, *document, gain))
            }
            _ => None,
        };
        match judged {
            Some((question, document, gain)) => {
                let grades = judgements.entry(question.to_owned()).or_default();
                grades.insert(document.to_owned(), gain);
            }
            None if number == 1 => {}
            None => skipped.push(trouble(path, number, "not a judgement")),
        }
    })?;
    Ok(judgements)
}

fn trouble(path: &Path, number: usize, reason: &str) -> Skip {
    Skip::trouble(format!("{}:{number}", path.display()), reason)
}

/// Calls `each` with the lines that are not empty, with their numbers.
fn for_each_line(path: &Path, each: &mut dyn FnMut(usize, &str)) -> io::Result<()> {
    let file = File::open(path)?;
    let is_packed = path.extension().is_some_and(|extension| extension == "zst");
    let source: Box<dyn BufRead> = if is_packed {
        Box::new(BufReader::new(zstd::Decoder::new(file)?))
    } else {
        Box::new(BufReader::new(file))
    };
    for (index, line) in source.lines().enumerate() {
        let line = line?;
        if !line.trim().is_empty() {
            each(index + 1, &line);
        }
    }
    Ok(())
}
