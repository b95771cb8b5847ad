//! A written name, read once.

use super::super::{Likeness, compare as compare_keys, key};
use super::verdict::{Comparison, Reason, Verdict};

/// A written name, read once so that it can be compared with many.
///
/// ```
/// use bilat::lexicon::name::compare::{Name, Verdict, compare};
///
/// let full = Name::parse("Aleksandar Vučić");
/// assert_eq!(compare(&full, &Name::parse("Александром Вучичем")).verdict, Verdict::Same);
/// assert_eq!(compare(&full, &Name::parse("Vuchich")).verdict, Verdict::Maybe);
/// assert_eq!(compare(&full, &Name::parse("Aleksandar Vulin")).verdict, Verdict::Different);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    key: String,
}

impl Name {
    /// Reads a written name, without the ranks and offices around it.
    pub fn parse(written: &str) -> Self {
        Self { key: key(written) }
    }

    /// Whether it has two whole words or more that are no initial, particle or suffix.
    pub fn is_full(&self) -> bool {
        self.words().filter(|word| word.chars().count() > 2).nth(1).is_some()
    }

    /// Its words in comparable letters, in order as written.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.key.split(' ').filter(|word| !word.is_empty())
    }

    /// Codes by which names find each other: two names of which [`compare()`] says same or maybe
    /// share one.
    pub fn blocks(&self) -> Vec<String> {
        let mut blocks: Vec<String> = self.words().map(skeleton).collect();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }
}

fn skeleton(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    let consonants =
        letters.filter(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'h')).take(2);
    first.into_iter().chain(consonants).collect()
}

/// Holds two names against each other; symmetric.
pub fn compare(one: &Name, other: &Name) -> Comparison {
    let likeness = compare_keys(&one.key, &other.key);
    let verdict = match likeness {
        Likeness::Apart => Verdict::Different,
        Likeness::Part if one.is_full() && other.is_full() => Verdict::Same,
        Likeness::Part => Verdict::Maybe,
        Likeness::Same => Verdict::Same,
    };
    let reasons = match likeness {
        Likeness::Apart => vec![Reason::SurnameDiffers],
        Likeness::Part => vec![Reason::OmittedPart],
        Likeness::Same if one.key == other.key => vec![Reason::SameLetters],
        Likeness::Same => vec![Reason::Respelling],
    };
    Comparison { verdict, reasons }
}
