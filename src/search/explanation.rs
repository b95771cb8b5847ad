//! How a query was read: its tree, its plan, and what each word was widened to.

use serde::{Deserialize, Serialize};

use crate::index::{Error, Reader};
use crate::query::plan::Plan;
use crate::search::decimals::four_decimals;
use crate::search::lower::Lowered;
use crate::search::register::{KnownPerson, shown};

/// How a query was read. The s-expressions are described in `docs/query.md`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The query as parsed, as an s-expression.
    pub query: String,
    /// The plan, with every name resolved, as an s-expression.
    pub plan: String,
    /// Every word that is looked up, in order, with the forms found in the index.
    pub words: Vec<Widening>,
    /// Every name of a person that is asked for, in order, with whom it means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<Bearers>,
}

/// A name of a person and whom it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bearers {
    /// The name, as in the plan.
    pub name: String,
    /// Number of reports that name one of them.
    pub reports: usize,
    /// Number of full names that hold it, where they are too many to tell whose they are; they are
    /// counted no further than just beyond [`MOST_NAMES`](crate::search::MOST_NAMES).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub too_many: Option<usize>,
    /// Whom it means, those named by most reports first.
    pub people: Vec<KnownPerson>,
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

/// Explains a plan with the words that were widened and the persons that are meant.
pub(super) fn explanation(
    reader: &Reader,
    plan: &Plan,
    lowered: &Lowered<'_>,
) -> Result<Explanation, Error> {
    let words = lowered.widenings.iter().map(|widened| {
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
    let mut names: Vec<Bearers> = Vec::new();
    for asked in &lowered.names {
        if names.iter().all(|known| known.name != asked.clause) {
            names.push(Bearers {
                name: asked.clause.clone(),
                reports: asked.meant.reports,
                too_many: asked.meant.too_many,
                people: shown(reader, asked.meant.persons.clone())?,
            });
        }
    }
    Ok(Explanation { query: String::new(), plan: plan.to_string(), words, names })
}
