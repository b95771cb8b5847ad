//! How a query was read: its tree, its plan, and what each word was widened to.

use serde::{Deserialize, Serialize};

use crate::query::plan::Plan;
use crate::search::decimals::four_decimals;
use crate::search::lower::Widening as Widened;

/// How a query was read. The s-expressions are described in `docs/query.md`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The query as parsed, as an s-expression.
    pub query: String,
    /// The plan, with every name resolved, as an s-expression.
    pub plan: String,
    /// Every word that is looked up, in order, with the forms found in the index.
    pub words: Vec<Widening>,
}

/// A word and the forms it was widened to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Widening {
    /// The word, as in the plan.
    pub word: String,
    /// Its forms, the most frequent first.
    pub forms: Vec<Form>,
}

/// A form of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The form, folded.
    pub form: String,
    /// Number of reports that hold it, of whatever language, deleted ones included until
    /// their segment is merged.
    pub reports: u64,
    /// How much it counts, where the word as typed counts 1. Four decimals in JSON.
    #[serde(serialize_with = "four_decimals")]
    pub weight: f32,
    /// Languages in whose reports it counts; empty for all.
    pub langs: Vec<String>,
}

/// Explains a plan with the words that were widened.
pub(super) fn explanation(plan: &Plan, widenings: &[Widened<'_>]) -> Explanation {
    let words = widenings.iter().map(|widened| {
        let mut forms: Vec<Form> = widened
            .forms
            .iter()
            .map(|form| Form {
                form: form.form.clone(),
                reports: form.reports,
                weight: form.weight,
                langs: form.langs.clone().unwrap_or_default(),
            })
            .collect();
        forms.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.form.cmp(&b.form)));
        Widening { word: widened.term.kind.to_string(), forms }
    });
    let mut words: Vec<Widening> = words.collect();
    // A word that is asked for twice is widened to the same.
    let mut seen = Vec::new();
    words.retain(|widening| {
        let new = !seen.contains(&widening.word);
        seen.push(widening.word.clone());
        new
    });
    Explanation { query: String::new(), plan: plan.to_string(), words }
}
