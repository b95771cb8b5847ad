//! Inflections: which forms of a word belong together, language by language.
//!
//! The index holds words as written (folded), never stems. A query word is
//! widened to the forms that share its stem, found in the index's own
//! dictionary: so the widening can be shown, the exact form can score higher,
//! and phrases stay exact. A form counts only in reports of the language whose
//! rules join it.
//!
//! Stemmers want diacritics and the dictionary has none. Where that, or a stem
//! in another script than its word (Serbian Cyrillic), would lose a form, the
//! index also holds a *link* from the stem to the form; see [`link`]. So it does
//! for words with a hyphen that others write without; see [`link_compound`].

use frostem::{Algorithm, Stemmer};

use crate::lexicon::fold::fold;

/// Language by whose rules reports of unknown language are read.
pub const DEFAULT: &str = "en";

/// The stemmer of a language (ISO 639-1), if there is one.
///
/// Croatian, Bosnian and Montenegrin are stemmed as Serbian.
pub fn stemmer(lang: &str) -> Option<Stemmer> {
    Some(Stemmer::new(match lang {
        "ar" => Algorithm::Arabic,
        "cs" => Algorithm::Czech,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" | "hr" | "bs" => Algorithm::Serbian,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        _ => return None,
    }))
}

/// The folded stem of `word` (any case), or nothing for words with digits,
/// which have no inflections.
pub fn stem(stemmer: Stemmer, word: &str) -> Option<String> {
    if word.chars().any(char::is_numeric) {
        return None;
    }
    Some(fold(&stemmer.stem(&word.to_lowercase())))
}

/// The stems under which a query word is looked up: of the word as typed and,
/// as many people type without diacritics, of its folded form.
pub fn stems(stemmer: Stemmer, word: &str) -> Vec<String> {
    let mut stems: Vec<String> = stem(stemmer, word).into_iter().collect();
    stems.extend(stem(stemmer, &fold(word)));
    stems.dedup();
    stems
}

/// What every form of a stem begins with, unless a [`link`] leads to it.
///
/// Stemmers end words anew (`happy` → `happi`), so the last letter of a longer
/// stem is left open.
pub fn prefix(stem: &str) -> &str {
    match stem.char_indices().nth_back(0) {
        Some((last, _)) if stem.chars().count() > 3 => &stem[..last],
        _ => stem,
    }
}

/// The link that leads from a stem to a form, if looking through the
/// dictionary for words that begin with the stem would not find the form.
///
/// `word` is as written, `folded` as indexed.
pub fn link(lang: &str, stemmer: Stemmer, word: &str, folded: &str) -> Option<String> {
    let stem_of_word = stem(stemmer, word)?;
    let found = folded.starts_with(prefix(&stem_of_word))
        && stem(stemmer, folded).is_some_and(|other| other == stem_of_word);
    (!found).then(|| format!("{}{folded}", link_prefix(lang, &stem_of_word)))
}

/// The link that leads from the stem of a word to the same word with a hyphen, whose parts are
/// two words in the index: from `cooperation` to `co operation`.
pub fn link_compound(lang: &str, stemmer: Stemmer, first: &str, second: &str) -> Option<String> {
    let joined = stem(stemmer, &format!("{first}{second}"))?;
    Some(format!("{}{} {}", link_prefix(lang, &joined), fold(first), fold(second)))
}

/// What every link from this stem begins with; the form follows.
pub fn link_prefix(lang: &str, stem: &str) -> String {
    format!("{lang}\u{1f}{stem}\u{1f}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same_stem(lang: &str, a: &str, b: &str) -> bool {
        let stemmer = stemmer(lang).expect("a language with a stemmer");
        stem(stemmer, a) == stem(stemmer, b)
    }

    #[test]
    fn inflections_share_a_stem_in_their_language() {
        let cases = [
            ("en", "exercise", "exercises"),
            ("en", "cooperation", "cooperations"),
            ("fr", "exercice", "exercices"),
            ("hu", "miniszter", "miniszterek"),
            ("sr", "vežba", "vežbe"),
            ("sr", "Србија", "Srbije"),
            ("ru", "учение", "учения"),
        ];
        for (lang, a, b) in cases {
            assert!(same_stem(lang, a, b), "{lang} {a} {b}");
        }
    }

    #[test]
    fn links_exist_only_where_the_dictionary_would_not_do() {
        let english = stemmer("en").expect("English");
        assert_eq!(link("en", english, "exercises", "exercises"), None);
        let serbian = stemmer("sr").expect("Serbian");
        let link = link("sr", serbian, "Србије", "србије").expect("another script");
        assert!(link.starts_with("sr\u{1f}srb") && link.ends_with("\u{1f}србије"), "{link:?}");
    }

    #[test]
    fn words_with_digits_have_no_stem() {
        assert_eq!(stems(stemmer("en").expect("English"), "79"), Vec::<String>::new());
    }
}
