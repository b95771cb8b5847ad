//! Which named things of gold are among ours: organisations, places, exercises, equipment.
//!
//! As loose as for persons: names are compared word by word after folding, and
//! one that holds the other in a row is enough.

use crate::eval::gold;
use crate::lexicon::fold::fold;
use crate::report::Named;

/// A name as its folded words.
type Form = Vec<String>;

/// Which things were found, and which of ours are in gold.
pub(super) struct Match {
    /// For each thing of gold, whether one of ours is it.
    pub found: Vec<bool>,
    /// For each of ours, whether it is one of gold.
    pub right: Vec<bool>,
}

/// Compares each thing of `gold` with each of `given`.
pub(super) fn compare(gold: &[gold::Thing], given: &[Named]) -> Match {
    let expected: Vec<Vec<Form>> = gold
        .iter()
        .map(|thing| forms(thing.as_written.iter().chain([&thing.canonical]).map(String::as_str)))
        .collect();
    let ours: Vec<Vec<Form>> = given.iter().map(|named| forms(named.names().into_iter())).collect();
    let is_among =
        |one: &[Form], others: &[Vec<Form>]| others.iter().any(|other| alike(one, other));
    Match {
        found: expected.iter().map(|forms| is_among(forms, &ours)).collect(),
        right: ours.iter().map(|forms| is_among(forms, &expected)).collect(),
    }
}

fn forms<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Form> {
    let words = |text: &str| -> Form {
        let folded = fold(text);
        let words = folded.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    texts.map(words).filter(|form| !form.is_empty()).collect()
}

fn alike(one: &[Form], other: &[Form]) -> bool {
    one.iter().any(|one| other.iter().any(|other| within(one, other) || within(other, one)))
}

/// Whether the words of `part`, which has some, stand in `whole` in a row.
fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Mention;
    use crate::span::Span;

    fn ours(name: &str, written: &str) -> Named {
        let text = written.to_owned();
        let mentions = vec![Mention { span: Span::new(0, text.len()), text }];
        let (key, name) = (name.to_lowercase(), name.to_owned());
        Named { key, name, country: None, edition: None, mentions }
    }

    #[test]
    fn things_are_found_by_any_name_or_a_part_of_it() {
        let gold = [
            gold::Thing {
                canonical: "Београд".into(), as_written: vec!["Београду".into()]
            },
            gold::Thing { canonical: "Pakistan Navy".into(), as_written: Vec::new() },
        ];
        let given = [ours("Belgrade", "Београду"), ours("Navy", "NAVY"), ours("Nav", "Nav")];
        let Match { found, right } = compare(&gold, &given);
        assert_eq!((found, right), (vec![true, true], vec![true, true, false]));
    }
}
