//! How well questions were answered: a table for a reader, or one object of JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::diag::visible;
use crate::eval::rank::RankEvaluation;
use crate::eval::rank::measure::{MEASURES, Measures};
use crate::render::answer::SCHEMA;
use crate::render::json::write_line;

pub(super) fn human(
    evaluation: &RankEvaluation,
    questions: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let count = evaluation.questions.len();
    writeln!(out, "{count} {}\n", if count == 1 { "question" } else { "questions" })?;
    match &evaluation.against {
        None => {
            for measure in MEASURES {
                writeln!(out, "{:<8}{:>8.4}", measure.name, (measure.of)(&evaluation.means))?;
            }
        }
        Some(other) => {
            writeln!(out, "{:<8}{:>8}{:>9}{:>9}{:>9}", "", "run", "against", "change", "chance")?;
            for measure in MEASURES {
                let (run, against) = ((measure.of)(&evaluation.means), (measure.of)(&other.means));
                let gain = if against > 0.0 {
                    format!("{:+.1}%", (run / against - 1.0) * 100.0)
                } else {
                    "–".to_owned()
                };
                let chance = (measure.of)(&other.chance);
                writeln!(out, "{:<8}{run:>8.4}{against:>9.4}{gain:>9}{chance:>9.4}", measure.name)?;
            }
        }
    }
    if questions {
        let named: Vec<_> =
            evaluation.questions.iter().map(|(id, all)| (visible(id), all)).collect();
        let title = "question";
        let width = named.iter().map(|(id, _)| id.width()).max().unwrap_or(0).max(title.len());
        write!(out, "\n{title:<width$}")?;
        for measure in MEASURES {
            write!(out, "{:>9}", measure.name)?;
        }
        writeln!(out)?;
        for (id, all) in named {
            write!(out, "{id}{}", " ".repeat(width - id.width()))?;
            for measure in MEASURES {
                write!(out, "{:>9.4}", (measure.of)(all))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    questions: usize,
    measures: &'a Measures,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<&'a Measures>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<&'a Measures>,
    #[serde(skip_serializing_if = "Option::is_none")]
    per_question: Option<&'a BTreeMap<String, Measures>>,
}

pub(super) fn json(
    evaluation: &RankEvaluation,
    questions: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let other = evaluation.against.as_ref();
    let line = Line {
        schema: SCHEMA,
        questions: evaluation.questions.len(),
        measures: &evaluation.means,
        against: other.map(|other| &other.means),
        chance: other.map(|other| &other.chance),
        per_question: questions.then_some(&evaluation.questions),
    };
    write_line(&line, out)
}
