//! Stop words: words that say nothing of what a question is about.
//!
//! Articles, prepositions, pronouns, auxiliaries, and the words with which
//! people ask (`which reports describe …`), of the languages that reports are
//! mostly written in. Takes a folded word. A word that is one in one language
//! and means something in another (`die`, `ten`, `UN`) is left out of the list.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::rows;

const LIST: &str = include_str!("stop_words.tsv");

static WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows::columns(LIST).flat_map(|[_, words]| words.split(' ')).collect());

/// Whether a word, folded, is one in any language.
///
/// ```
/// use bilat::lexicon::stop_word::is_stop_word;
///
/// assert!(is_stop_word("which") && is_stop_word("између") && !is_stop_word("exercise"));
/// ```
pub fn is_stop_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;

    #[test]
    fn words_are_listed_folded_and_once_a_language() {
        for [language, words] in rows::columns(LIST) {
            let mut seen = FxHashSet::default();
            for word in words.split(' ') {
                assert_eq!(fold(word), word, "{language}");
                assert!(seen.insert(word), "{language}: {word} twice");
            }
        }
    }
}
