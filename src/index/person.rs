//! The register of persons, as terms: one for each name under which a report knows a person.
//!
//! There is no store of persons that could be out of step with the reports. Each
//! person of a report is written under its full names, or under the fullest if
//! none is full, once for each word by which the name is found (see
//! [`Name::found_by`]). Each word is written, too, once for each of its blocks:
//! words that can be one share a block. So the words that may be meant stand
//! together in the dictionary, and behind each of them all names that have it; what
//! has no such word is never read. Who is one person is decided when a query asks.

use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::Code;
use crate::lexicon::name::compare::{Name, NameWord};
use crate::report::Person;

/// Longest name, in bytes, that is written into the register; what is longer is no name.
const LONGEST: usize = 200;

/// A name under which reports know a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry<'a> {
    /// Whether the name is full, so that it can stand for a person by itself.
    pub full: bool,
    /// The name as written, on one line.
    pub form: &'a str,
    /// Country of the office.
    pub country: Option<Code>,
}

impl<'a> Entry<'a> {
    /// The entry of a term.
    pub(crate) fn read(term: &'a str) -> Option<Self> {
        let mut parts = term.split('\t');
        let (kind, _, form, country) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let full = match kind {
            FULL_NAME => true,
            SHORT_NAME => false,
            _ => return None,
        };
        let country = if country.is_empty() { None } else { Some(country.parse().ok()?) };
        Some(Self { full, form, country })
    }

    /// The term of the entry under one of its words.
    pub(crate) fn term(&self, word: &str) -> String {
        let Self { full, form, country } = self;
        let kind = if *full { FULL_NAME } else { SHORT_NAME };
        let country = country.as_ref().map_or("", Code::as_str);
        format!("{kind}\t{word}\t{form}\t{country}")
    }
}

const FULL_NAME: &str = "F";
const SHORT_NAME: &str = "S";
const WORD_OF_FULL: &str = "f";
const WORD_OF_SHORT: &str = "s";

/// The term of a word of names, full ones or others, under one of its blocks.
pub(crate) fn word_term(block: &str, word: &str, full: bool) -> String {
    let kind = if full { WORD_OF_FULL } else { WORD_OF_SHORT };
    format!("{kind}\t{block}\t{word}")
}

/// The word of a term as [`word_term`] gives it.
pub(crate) fn read_word(term: &str) -> Option<&str> {
    term.split('\t').nth(2)
}

/// Where the terms of the words of a block stand: their first possible text, and the first behind.
pub(crate) fn words_of_block(block: &str, full: bool) -> [String; 2] {
    let kind = if full { WORD_OF_FULL } else { WORD_OF_SHORT };
    // The sign behind the tab.
    [format!("{kind}\t{block}\t"), format!("{kind}\t{block}\n")]
}

/// The same of the names that have a word.
pub(crate) fn names_of_word(word: &str, full: bool) -> [String; 2] {
    let kind = if full { FULL_NAME } else { SHORT_NAME };
    [format!("{kind}\t{word}\t"), format!("{kind}\t{word}\n")]
}

/// The same of all names.
pub(crate) fn all_names(full: bool) -> [String; 2] {
    let kind = if full { FULL_NAME } else { SHORT_NAME };
    [format!("{kind}\t"), format!("{kind}\n")]
}

/// Stands for the words of a name that has none.
pub(crate) const NO_WORD: &str = "=";

/// The words under which a name stands in the register. One of which nothing can be compared
/// stands under a word that no name has.
pub(crate) fn words_of(name: &Name) -> Vec<NameWord> {
    let mut words = name.found_by();
    if words.is_empty() {
        words.push(NameWord::read(NO_WORD));
    }
    words
}

/// Calls `each` with every entry of a person of a report, and the words that it is found by.
pub(crate) fn entries(person: &Person, each: &mut dyn FnMut(Entry<'_>, &[NameWord])) {
    let written = person.mentions.iter().map(|mention| mention.text.as_str());
    let mut forms: Vec<String> = written.chain([person.name.as_str()]).map(on_one_line).collect();
    forms.retain(|form| !form.is_empty() && form.len() <= LONGEST);
    forms.sort_unstable();
    forms.dedup();
    let names: Vec<(Name, &str)> =
        forms.iter().map(|form| (Name::parse(form), form.as_str())).collect();
    let full = names.iter().any(|(name, _)| name.is_full());
    let best = on_one_line(&person.name);
    let stands = |name: &Name, form: &str| if full { name.is_full() } else { form == best };
    for (name, form) in names.iter().filter(|(name, form)| stands(name, form)) {
        each(Entry { full, form, country: person.country }, &words_of(name));
    }
}

/// The terms of a person of a report.
pub(crate) fn terms(person: &Person) -> Vec<String> {
    let mut terms = Vec::new();
    entries(person, &mut |entry, words| {
        for word in words {
            terms.push(entry.term(word.text()));
            let blocks = word.blocks();
            terms.extend(blocks.iter().map(|block| word_term(block, word.text(), entry.full)));
        }
    });
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PersonMention;
    use crate::span::Span;

    fn person(name: &str, forms: &[&str], country: Option<&str>) -> Person {
        let mention = |text: &&str| PersonMention {
            text: (*text).to_owned(),
            span: Span::default(),
            role: None,
        };
        Person {
            key: String::new(),
            name: name.to_owned(),
            role: None,
            country: country.and_then(|code| code.parse().ok()),
            mentions: forms.iter().map(mention).collect(),
        }
    }

    #[test]
    fn person_is_entered_under_its_full_names_or_else_the_fullest() {
        for (name, forms, expected) in [
            ("Ana Brnabić", &["Ana\n Brnabić", "Brnabić", "Анa Брнабић", "Ana Brnabić"][..], 2),
            ("Brnabić", &["Brnabić", "Brnabićeva"], 1),
            ("A. Brnabić", &["Brnabić", "A. Brnabić"], 1),
        ] {
            let person = person(name, forms, Some("SRB"));
            let mut found = Vec::new();
            entries(&person, &mut |entry, _| found.push(entry.form.to_owned()));
            assert_eq!(found.len(), expected, "{name}: {found:?}");
            assert!(found.iter().all(|form| !form.contains('\n')));
        }
    }

    #[test]
    fn terms_are_read_as_they_were_written() {
        for country in [None, Some("HUN")] {
            let person = person("Tibor Benkő", &["Tibor Benkő"], country);
            let terms = terms(&person);
            let (names, words): (Vec<&String>, Vec<&String>) =
                terms.iter().partition(|term| Entry::read(term).is_some());
            assert_eq!((names.len(), words.len() >= 2), (2, true), "{terms:?}");
            for (term, word) in names.into_iter().zip(["benkő", "tibor"]) {
                let entry = Entry::read(term).expect("a name");
                assert_eq!(&entry.term(word), term);
                assert_eq!((entry.form, entry.full), ("Tibor Benkő", true));
                assert_eq!(entry.country.map(|code| code.to_string()).as_deref(), country);
                for [from, to] in [names_of_word(word, true), all_names(true)] {
                    assert!(&from <= term && term < &to);
                }
            }
            for term in words {
                let word = NameWord::read(read_word(term).expect("a word"));
                let block = word.blocks().into_iter().find(|block| {
                    let [from, to] = words_of_block(block, true);
                    &from <= term && term < &to
                });
                let block = block.expect("a block of the word");
                assert_eq!(&word_term(&block, word.text(), true), term);
            }
        }
        assert_eq!(Entry::read("no term"), None);
    }

    #[test]
    fn name_without_comparable_letters_has_a_word() {
        let person = person("††", &["††"], None);
        assert_eq!(terms(&person), ["S\t=\t††\t", "s\t==\t="]);
    }
}
