//! Ranking against judged questions: a test collection is indexed, its questions
//! are asked, and the order of what is found is held against what people judged.
//!
//! [`collection`] reads documents, questions and judgements, [`Bench`] indexes the
//! documents once and asks, [`measure`] makes measures of the order, [`run_file`]
//! reads and writes runs as `trec_eval` does, and [`significance`] says whether two
//! runs differ by more than chance. The result is plain data.

mod bench;
pub mod collection;
pub mod measure;
pub mod run_file;
pub mod significance;

use std::collections::BTreeMap;

pub use bench::{Bench, Error};
pub use run_file::Run;

use crate::eval::rank::collection::Judgements;
use crate::eval::rank::measure::{MEASURES, Measures, measures};

/// How well the questions were answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankEvaluation {
    /// Means over the questions that count: those with a document that is judged to be relevant.
    pub means: Measures,
    /// The measures of each of these questions, by its id.
    pub questions: BTreeMap<String, Measures>,
    /// How a stored run compares, if there is one.
    pub against: Option<Comparison>,
}

/// A stored run beside this one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Its means over the same questions; one that it does not answer counts 0.
    pub means: Measures,
    /// How likely a difference in each measure as large as that found would be if the two runs
    /// were equally good; see [`significance`].
    pub chance: Measures,
}

/// Measures `run` by `judgements`, beside another run if there is one.
pub fn evaluate(run: &Run, judgements: &Judgements, against: Option<&Run>) -> RankEvaluation {
    let measured = |run: &Run| -> BTreeMap<String, Measures> {
        let judged = judgements.iter().filter(|(_, grades)| grades.values().any(|gain| *gain > 0));
        let each = judged.map(|(question, grades)| {
            let found = run.get(question).map_or(&[][..], Vec::as_slice);
            (question.clone(), measures(found, grades))
        });
        each.collect()
    };
    let questions = measured(run);
    let against = against.map(|other| {
        let other = measured(other);
        let mut chance = Measures::default();
        for measure in MEASURES {
            let of = |questions: &BTreeMap<String, Measures>| -> Vec<f64> {
                questions.values().map(|measures| (measure.of)(measures)).collect()
            };
            *(measure.of_mut)(&mut chance) = significance::chance(&of(&questions), &of(&other));
        }
        Comparison { means: mean(&other), chance }
    });
    RankEvaluation { means: mean(&questions), questions, against }
}

fn mean(questions: &BTreeMap<String, Measures>) -> Measures {
    let mut means = Measures::default();
    for measure in MEASURES {
        let sum: f64 = questions.values().map(|measures| (measure.of)(measures)).sum();
        *(measure.of_mut)(&mut means) = sum / questions.len().max(1) as f64;
    }
    means
}
