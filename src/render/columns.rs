//! The columns of a hit: the keys of its JSON object, by name.

use std::str::FromStr;

use thiserror::Error;

use crate::lexicon::blank::on_one_line;
use crate::search::Hit;

/// A column of tabular output, or a key of JSON output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(usize);

/// A column that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("unknown field `{name}`; fields are {}", NAMES.join(", "))]
pub struct UnknownColumn {
    name: String,
}

/// Names of all columns, in their order.
const NAMES: [&str; 16] = [
    "rank",
    "score",
    "id",
    "path",
    "title",
    "date",
    "date_precision",
    "date_source",
    "date_certainty",
    "countries",
    "dyads",
    "people",
    "kinds",
    "lang",
    "snippets",
    "title_highlights",
];

/// Columns of tables when none are asked for.
const TABLE: [&str; 8] = ["rank", "score", "date", "dyads", "kinds", "lang", "path", "title"];

impl FromStr for Column {
    type Err = UnknownColumn;

    fn from_str(name: &str) -> Result<Self, UnknownColumn> {
        let found = NAMES.iter().position(|known| *known == name);
        found.map(Self).ok_or_else(|| UnknownColumn { name: name.to_owned() })
    }
}

impl Column {
    /// The columns of a table when none are asked for.
    pub(super) fn table() -> Vec<Self> {
        TABLE.iter().filter_map(|name| name.parse().ok()).collect()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.get(self.0).copied().unwrap_or_default()
    }

    /// Its value in a table. Values of lists are separated by semicolons.
    pub(super) fn value(self, hit: &Hit) -> String {
        let list = |values: Vec<String>| values.join(";");
        match self.name() {
            "rank" => hit.rank.to_string(),
            "score" => format!("{:.4}", hit.score),
            "id" => hit.id.clone(),
            "path" => hit.path.clone(),
            "title" => hit.title.clone(),
            "date" => hit.date.clone().unwrap_or_default(),
            "date_precision" => {
                hit.date_precision.map(|precision| precision.to_string()).unwrap_or_default()
            }
            "date_source" => hit.date_source.map(|source| source.to_string()).unwrap_or_default(),
            "date_certainty" => {
                hit.date_certainty.map(|certainty| certainty.to_string()).unwrap_or_default()
            }
            "countries" => list(hit.countries.iter().map(ToString::to_string).collect()),
            "dyads" => list(hit.dyads.clone()),
            "people" => list(hit.people.clone()),
            "kinds" => list(hit.kinds.iter().map(ToString::to_string).collect()),
            "lang" => hit.lang.clone().unwrap_or_default(),
            "snippets" => {
                let texts: Vec<_> =
                    hit.snippets.iter().map(|snippet| on_one_line(&snippet.text)).collect();
                texts.join(" … ")
            }
            "title_highlights" => list(
                hit.title_highlights.iter().map(|[start, end]| format!("{start}-{end}")).collect(),
            ),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Hit;

    #[test]
    fn columns_are_the_keys_of_a_hit() {
        let hit: Hit = serde_json::from_value(serde_json::json!({
            "rank": 1, "score": 1.0, "id": "a", "path": "a", "title": "T", "date": null,
            "date_precision": null, "date_source": null, "date_certainty": null, "countries": [], "dyads": [], "people": [], "kinds": [],
            "lang": null, "snippets": [], "title_highlights": []
        }))
        .expect("a hit");
        let object = serde_json::to_value(hit).expect("JSON");
        let keys: Vec<_> = object.as_object().expect("an object").keys().cloned().collect();
        let mut names = NAMES.map(str::to_owned).to_vec();
        names.sort_unstable();
        let mut sorted = keys;
        sorted.sort_unstable();
        assert_eq!(sorted, names);
    }

    #[test]
    fn unknown_columns_name_the_known() {
        let error = "dates".parse::<Column>().expect_err("unknown").to_string();
        assert!(error.contains("`dates`") && error.contains("date_precision"), "{error}");
    }
}
