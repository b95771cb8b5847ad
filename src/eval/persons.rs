//! Which persons of gold are among ours.
//!
//! Loose on purpose: forms of a name are compared word by word after folding,
//! and one that is part of another is enough. Whether one man's spellings were
//! joined, or two men with one surname kept apart, is not measured here.

use crate::eval::gold;
use crate::lexicon::fold::fold;
use crate::report::Person;

/// A form of a name as its folded words.
type Form = Vec<String>;

/// Which persons were found, and which of ours are somebody in gold.
pub(super) struct Match {
    /// For each person of gold, whether one of ours is it.
    pub found: Vec<bool>,
    /// For each of ours, whether it is one of gold.
    pub right: Vec<bool>,
}

/// Compares each person of `gold` with each of `given`.
pub(super) fn compare(gold: &[gold::Person], given: &[Person]) -> Match {
    let expected: Vec<Vec<Form>> =
        gold.iter().map(|person| forms(person.as_written.iter().map(String::as_str))).collect();
    let ours: Vec<Vec<Form>> = given
        .iter()
        .map(|person| forms(person.mentions.iter().map(|mention| mention.text.as_str())))
        .collect();
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

    fn alike(one: &str, other: &str) -> bool {
        super::alike(&forms([one].into_iter()), &forms([other].into_iter()))
    }

    #[test]
    fn forms_are_alike_if_one_holds_the_words_of_the_other() {
        assert!(alike("Bratislav Gašić", "Bratislav Gasic"));
        assert!(alike("GAŠIĆ", "Bratislav Gasic"));
        assert!(alike("Dr. István Simicskó", "István Simicskó"));
        assert!(alike("Szalay-Bobrovniczky", "Kristóf Szalay-Bobrovniczky"));
    }

    #[test]
    fn parts_of_words_and_words_apart_are_not_enough() {
        assert!(!alike("Gas", "Gasic"));
        assert!(!alike("Ion Popa", "Ion Mihai Popa"));
        assert!(!alike("", "Gasic"));
        assert!(!alike("–", "–"));
    }
}
