//! Words of names that are no names by themselves: articles, particles, suffixes.
//!
//! Takes a word in lower case; gives what it is by `parts.tsv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::rows;

/// What a word is in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// It stands before a name: von, al, de.
    Article,
    /// The same, but it may also be a given name.
    Particle,
    /// Which of several of one name: junior is 2, senior 1.
    Suffix(u8),
    /// A degree or an honour behind the name.
    Degree,
}

struct Parts {
    words: FxHashMap<&'static str, Part>,
    surnames: FxHashSet<char>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts { words: FxHashMap::default(), surnames: FxHashSet::default() };
    for [kind, words] in rows::columns(include_str!("parts.tsv")) {
        let part = match kind.split_once('-') {
            Some(("suffix", number)) => Part::Suffix(number.parse().unwrap_or_default()),
            _ if kind == "article" => Part::Article,
            _ if kind == "particle" => Part::Particle,
            _ if kind == "degree" => Part::Degree,
            _ => {
                parts.surnames.extend(words.chars());
                continue;
            }
        };
        parts.words.extend(words.split(' ').map(|word| (word, part)));
    }
    parts
});

/// Longest word of the table, in bytes.
const LONGEST: usize = 20;

/// What a word in lower case is, if it is no name.
pub(super) fn part(word: &str) -> Option<Part> {
    if word.len() > LONGEST {
        return None;
    }
    PARTS.words.get(word).copied()
}

/// Whether a name in Chinese or Korean letters can begin with it as its surname.
pub(super) fn is_surname(character: char) -> bool {
    PARTS.surnames.contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in rows::lines(include_str!("parts.tsv")) {
            let (kind, words) = line.split_once('\t').expect("two columns");
            assert!(
                kind == "surname"
                    || words.split(' ').all(|word| word.len() <= LONGEST && part(word).is_some()),
                "{line}"
            );
            let kinds = ["article", "particle", "degree", "surname"];
            assert!(kinds.contains(&kind) || kind.starts_with("suffix-"), "{line}");
        }
    }
}
