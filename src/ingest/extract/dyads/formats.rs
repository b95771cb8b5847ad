//! Formats in which many states meet: alliances, summits, groups of neighbours.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::fold::fold;
use crate::lexicon::rows;

/// A form of a format's name: folded words, each whole or a beginning.
struct Form {
    name: &'static str,
    words: Vec<(String, bool)>,
}

/// The forms by their first letters, each list in the order of the table.
static FORMS: LazyLock<FxHashMap<char, Vec<Form>>> = LazyLock::new(|| {
    let word = |word: &str| {
        let (word, begins) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
        (fold(word), begins)
    };
    let mut forms: FxHashMap<char, Vec<Form>> = FxHashMap::default();
    for (name, form) in rows() {
        let form = Form { name, words: form.split_whitespace().map(word).collect() };
        if let Some(first) = form.words.first().and_then(|(word, _)| word.chars().next()) {
            forms.entry(first).or_default().push(form);
        }
    }
    forms
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows::columns(include_str!("formats.tsv"))
        .flat_map(|[name, forms]| forms.split("; ").map(move |form| (name, form)))
}

/// The first format that `text` names.
pub(super) fn find(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| {
        let rest = words.get(at..).unwrap_or_default();
        let first = rest.first()?.chars().next()?;
        FORMS.get(&first)?.iter().find(|form| fits(form, rest)).map(|form| form.name)
    })
}

fn fits(form: &Form, words: &[&str]) -> bool {
    form.words.len() <= words.len()
        && form.words.iter().zip(words).all(|((wanted, begins), word)| {
            word.strip_prefix(wanted.as_str()).is_some_and(|rest| *begins || rest.is_empty())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_any_of_their_names() {
        for (text, expected) in [
            ("V4 chiefs met", Some("V4")),
            ("A visegrádi csoport", Some("V4")),
            ("саммит ОДКБ", Some("CSTO")),
            ("a NATO-csúcs", Some("NATO")),
            ("Meeting of the Collective Security Treaty Organisation", Some("CSTO")),
            ("trojstranné rokovania", Some("trilateral")),
            ("Serbia and Hungary", None),
            ("", None),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
    }

    #[test]
    fn every_form_finds_its_format() {
        for (name, form) in rows() {
            assert_eq!(find(&form.replace('*', "")), Some(name), "{form}");
        }
    }
}
