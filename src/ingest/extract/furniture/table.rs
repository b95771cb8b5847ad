//! The words by which furniture is known, read once from `furniture.tsv`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::fold::fold_into;
use crate::lexicon::rows;

/// What a phrase says of the line that it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The line is the phrase and no more.
    Alone,
    /// The line may go on.
    Opening,
    /// A sign follows, then what it labels.
    Label,
    /// As a label, or over a list of headlines.
    Teaser,
}

pub(super) struct Table {
    /// Phrases by their first word, the longest first.
    phrases: FxHashMap<String, Vec<(String, Role)>>,
    menu: FxHashSet<String>,
    tongues: FxHashSet<String>,
    money: FxHashSet<String>,
    ago: FxHashSet<String>,
    saints: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        phrases: FxHashMap::default(),
        menu: FxHashSet::default(),
        tongues: FxHashSet::default(),
        money: FxHashSet::default(),
        ago: FxHashSet::default(),
        saints: Vec::new(),
    };
    for (kind, phrase) in rows() {
        let phrase = letters(phrase);
        let role = match kind {
            "alone" => Role::Alone,
            "opening" => Role::Opening,
            "label" => Role::Label,
            "teaser" => Role::Teaser,
            "menu" => {
                table.menu.insert(phrase);
                continue;
            }
            "tongue" => {
                table.tongues.insert(phrase);
                continue;
            }
            "money" => {
                table.money.insert(phrase);
                continue;
            }
            "ago" => {
                table.ago.insert(phrase);
                continue;
            }
            "saint" => {
                table.saints.push(phrase);
                continue;
            }
            _ => continue,
        };
        let first = first_word(&phrase).to_owned();
        table.phrases.entry(first).or_default().push((phrase, role));
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for phrases in table.phrases.values_mut() {
        phrases.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then(one.0.cmp(&other.0)));
    }
    table
});

/// Every phrase of the table with what it is.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::columns(include_str!("furniture.tsv"))
        .flat_map(|[kind, _, phrases]| phrases.split("; ").map(move |phrase| (kind, phrase)))
}

impl Table {
    pub(super) fn get() -> &'static Self {
        &TABLE
    }

    /// Whether a phrase begins with this folded word.
    pub(super) fn has_first(&self, word: &str) -> bool {
        self.phrases.contains_key(word)
    }

    /// The longest phrase that begins the folded words of a line whose first is `first`.
    pub(super) fn phrases(&self, first: &str) -> &[(String, Role)] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_menu(&self, letters: &str) -> bool {
        self.menu.contains(letters)
    }

    pub(super) fn is_tongue(&self, letters: &str) -> bool {
        self.tongues.contains(letters)
    }

    pub(super) fn is_money(&self, letters: &str) -> bool {
        self.money.contains(letters)
    }

    pub(super) fn is_ago(&self, letters: &str) -> bool {
        self.ago.contains(letters)
    }

    /// Whether the folded words say whose name day it is.
    pub(super) fn is_saint(&self, letters: &str) -> bool {
        self.saints.iter().any(|phrase| letters.contains(phrase.as_str()))
    }
}

/// The first of folded words; of a script without blanks the first sign.
pub(super) fn first_word(letters: &str) -> &str {
    let first = letters.chars().next().filter(|&letter| letter >= '\u{2e80}');
    let end = first.map(char::len_utf8).or_else(|| letters.find(' ')).unwrap_or(letters.len());
    letters.get(..end).unwrap_or_default()
}

/// The folded words of `text` with one blank between; signs are dropped.
pub(super) fn letters(text: &str) -> String {
    if text.is_ascii() {
        return plain_letters(text);
    }
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let mut letters = String::with_capacity(folded.len());
    for word in folded.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !letters.is_empty() {
            letters.push(' ');
        }
        letters.push_str(word);
    }
    letters
}

/// The same for ASCII, a letter at a time.
fn plain_letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut parted = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if parted && !letters.is_empty() {
                letters.push(' ');
            }
            parted = false;
            letters.push(char::from(byte.to_ascii_lowercase()));
        } else {
            parted = true;
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        const KINDS: [&str; 10] = [
            "alone", "opening", "label", "teaser", "notice", "menu", "tongue", "money", "ago",
            "saint",
        ];
        for (kind, phrase) in rows() {
            assert!(KINDS.contains(&kind), "{kind}: {phrase}");
            assert!(!letters(phrase).is_empty(), "{kind}: {phrase}");
        }
    }
}
