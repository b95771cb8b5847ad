//! Runs as `trec_eval` reads them: `question Q0 document place score name`, a line each.
//!
//! `trec_eval` orders by score, and equal scores by document, not by the place that
//! is written. What we write therefore has scores that tell the order: each is less
//! than the one before by at least a hundred-millionth.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

use crate::ingest::read::Skip;

/// The documents found for each question, the best first, each with its score.
pub type Run = BTreeMap<String, Vec<(String, f64)>>;

/// Writes a run under a name.
pub fn write(run: &Run, name: &str, out: &mut dyn Write) -> io::Result<()> {
    for (question, found) in run {
        let mut last = f64::INFINITY;
        for (index, (document, score)) in found.iter().enumerate() {
            last = score.min(last - 1e-8);
            writeln!(out, "{question} Q0 {document} {} {last:.8} {name}", index + 1)?;
        }
    }
    Ok(())
}

/// Reads a run; lines that are none are named in `skipped`, with `shown` as the file.
pub fn read(source: impl BufRead, shown: &str, skipped: &mut Vec<Skip>) -> io::Result<Run> {
    let mut run = Run::new();
    for (index, line) in source.lines().enumerate() {
        let line = line?;
        let columns: Vec<&str> = line.split_whitespace().collect();
        if columns.is_empty() {
            continue;
        }
        let score = columns.get(4).and_then(|score| score.parse::<f64>().ok());
        match (&*columns, score) {
            ([question, _, document, _, _, ..], Some(score)) if score.is_finite() => {
                let found = run.entry((*question).to_owned()).or_default();
                found.push(((*document).to_owned(), score));
            }
            _ => {
                let place = format!("{shown}:{}", index + 1);
                skipped.push(Skip::trouble(place, "not a line of a run"));
            }
        }
    }
    for found in run.values_mut() {
        found.sort_by(|(one, score), (other, than)| {
            than.total_cmp(score).then_with(|| other.cmp(one))
        });
    }
    Ok(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_in_the_same_order() {
        let found = |list: &[(&str, f64)]| -> Vec<(String, f64)> {
            list.iter().map(|(document, score)| ((*document).to_owned(), *score)).collect()
        };
        let run = Run::from([
            ("1".to_owned(), found(&[("b", 2.5), ("a", 2.5), ("c", 2.5), ("d", 0.25)])),
            ("2".to_owned(), found(&[("a", 1.0)])),
        ]);
        let mut written = Vec::new();
        write(&run, "ours", &mut written).expect("memory takes it");
        let mut skipped = Vec::new();
        let read = read(&*written, "run", &mut skipped).expect("memory gives it");
        let order = |run: &Run| -> Vec<Vec<String>> {
            let documents = |found: &Vec<(String, f64)>| {
                found.iter().map(|(document, _)| document.clone()).collect()
            };
            run.values().map(documents).collect()
        };
        assert_eq!(order(&read), order(&run));
        assert!(skipped.is_empty());
    }

    #[test]
    fn runs_are_ordered_as_trec_eval_orders_them() {
        let mut skipped = Vec::new();
        let source = "1 Q0 a 1 0.5 x\n1 Q0 b 2 0.5 x\n\n1 Q0 c 3 2e0 x\nwrong\n1 Q0 d 4 nan x\n";
        let run = read(source.as_bytes(), "file", &mut skipped).expect("memory gives it");
        let documents: Vec<&str> = run["1"].iter().map(|(document, _)| &**document).collect();
        assert_eq!(documents, ["c", "b", "a"]);
        let places: Vec<&str> = skipped.iter().map(|skip| &*skip.place).collect();
        assert_eq!(places, ["file:5", "file:6"]);
    }
}
