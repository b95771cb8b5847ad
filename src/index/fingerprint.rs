//! How this program cuts, folds and links words, as one number.
//!
//! The versions of our own rules are raised by hand. What other people's code contributes (stems,
//! decomposition, the letters that Unicode knows) may change with a new release of theirs and
//! nobody here the wiser. So an index keeps the outcome on a sample of words, and a program to
//! which the same words look different knows that it would look for what is not there.

use crate::analyze::stem;
use crate::analyze::token::words;
use crate::lexicon::fold::fold;

/// Words with suffixes, diacritics, compositions and other scripts, language by language.
const SAMPLE: &[(&str, &str)] = &[
    ("ar", "التعاون العسكري والمناورات المشتركة"),
    ("bs", "međunarodne vježbe sporazumi"),
    ("cs", "společných cvičení ministrům"),
    ("de", "gemeinsame Übungen Streitkräften größten"),
    ("el", "συνεργασίας ασκήσεις υπουργούς"),
    ("en", "exercises signed happily co-operation F-16 NATO's İstanbul"),
    ("es", "ejercicios cooperación señaló"),
    ("fr", "l'état coopérations exercées"),
    ("hu", "együttműködésről minisztereknek gyakorlatokat"),
    ("it", "esercitazioni però accordi"),
    ("pl", "współpracy ćwiczenia żołnierzom"),
    ("pt", "exercícios cooperações não"),
    ("ro", "cooperării exerciţii științifice"),
    ("ru", "учениями сотрудничества подписанный ещё Ле\u{301}нин"),
    ("sr", "Вежбама сарадњом Ђинђић đačke"),
    ("tr", "tatbikatlar işbirliğinin IŞIK"),
    ("uk", "навчаннями співробітництва Київ"),
    ("", "ﬁne Ⅳ ﷺ ½ 防衛協力 국방협력 ประเทศ"),
];

/// The outcome of this program's rules on the sample.
pub(super) fn fingerprint() -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    let mut add = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(b"\n");
    };
    for (lang, text) in SAMPLE {
        let stemmer = stem::stemmer(lang);
        for span in words(text) {
            let word = span.of(text);
            let folded = fold(word);
            add(&folded);
            let Some(stemmer) = stemmer else { continue };
            add(&stem::stem(stemmer, word).unwrap_or_default());
            add(&stem::link(lang, stemmer, word, &folded).unwrap_or_default());
        }
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    #[test]
    fn rules_for_words_are_those_of_their_version() {
        // If this fails, texts are cut, folded or stemmed differently from before: raise
        // `analyze::VERSION`, and write the new pair here.
        assert_eq!((analyze::VERSION, fingerprint()), (2, 1_214_624_154));
    }
}
