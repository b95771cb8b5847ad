//! The register of persons, as terms: one for each name under which a report knows a person.
//!
//! There is no store of persons that could be out of step with the reports. Each
//! person of a report is written under its full names, or under the fullest if
//! none is full, once for each block of the name: names that can be one person's
//! share a block (see [`Name::blocks`]), so all that may be meant by a name stand
//! together in the dictionary. Who is one person is decided when a query asks.

use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::Code;
use crate::lexicon::fold::fold;
use crate::lexicon::name::compare::Name;
use crate::report::Person;

/// Longest name, in bytes, that is written into the register; what is longer is no name.
const LONGEST: usize = 200;

/// A name under which reports know a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry<'a> {
    /// Whether the name is full, so that it can stand for a person by itself.
    pub full: bool,
    /// The blocks of the name, as [`blocks`] gives them.
    pub blocks: &'a str,
    /// The name as written, on one line.
    pub form: &'a str,
    /// Country of the office.
    pub country: Option<Code>,
}

impl<'a> Entry<'a> {
    /// The block and the entry of a term.
    pub(crate) fn read(term: &'a str) -> Option<(&'a str, Self)> {
        let mut parts = term.split('\t');
        let (block, kind, blocks, form, country) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let country = if country.is_empty() { None } else { Some(country.parse().ok()?) };
        Some((block, Self { full: kind == FULL, blocks, form, country }))
    }

    /// The term of the entry under one of its blocks.
    pub(crate) fn term(&self, block: &str) -> String {
        let Self { full, blocks, form, country } = self;
        let kind = if *full { FULL } else { SHORT };
        let country = country.as_ref().map_or("", Code::as_str);
        format!("{block}\t{kind}\t{blocks}\t{form}\t{country}")
    }
}

const FULL: &str = "f";
const SHORT: &str = "s";

/// What all terms of `block` with full names begin with, or all with others, and the first text
/// behind them all.
pub(crate) fn terms_of_block(block: &str, full: bool) -> [String; 2] {
    let kind = if full { FULL } else { SHORT };
    // The sign behind the tab.
    [format!("{block}\t{kind}\t"), format!("{block}\t{kind}\n")]
}

/// Stands between the blocks of two words.
pub(crate) const WORD: char = '/';

/// The blocks of a written name: those of a word with blanks between, the words apart by `/`. A
/// name of which nothing can be compared has a block of its own.
pub(crate) fn blocks(name: &Name, written: &str) -> String {
    let words = name.blocks_of_words();
    if words.is_empty() {
        return format!("={}", fold(written).replace([' ', WORD], "_"));
    }
    words.iter().map(|codes| codes.join(" ")).collect::<Vec<_>>().join("/")
}

/// The blocks of a text as [`blocks`] gives it, each with the number of its word.
pub(crate) fn blocks_of_words(blocks: &str) -> impl Iterator<Item = (&str, u8)> {
    let words = (0..=u8::MAX).zip(blocks.split(WORD));
    words.flat_map(|(number, word)| word.split(' ').map(move |block| (block, number)))
}

/// The first of the blocks, under which an entry is found once.
pub(crate) fn first_block(blocks: &str) -> &str {
    blocks.split([' ', WORD]).next().unwrap_or_default()
}

/// Calls `each` with every entry of a person of a report.
pub(crate) fn entries(person: &Person, each: &mut dyn FnMut(Entry<'_>)) {
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
        let blocks = blocks(name, form);
        each(Entry { full, blocks: &blocks, form, country: person.country });
    }
}

/// The terms of a person of a report.
pub(super) fn terms(person: &Person) -> Vec<String> {
    let mut terms = Vec::new();
    entries(person, &mut |entry| {
        let mut own: Vec<&str> = blocks_of_words(entry.blocks).map(|(block, _)| block).collect();
        own.sort_unstable();
        own.dedup();
        terms.extend(own.into_iter().map(|block| entry.term(block)));
    });
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
            entries(&person, &mut |entry| found.push(entry.form.to_owned()));
            assert_eq!(found.len(), expected, "{name}: {found:?}");
            assert!(found.iter().all(|form| !form.contains('\n')));
        }
    }

    #[test]
    fn terms_are_read_as_they_were_written() {
        for country in [None, Some("HUN")] {
            let person = person("Tibor Benkő", &["Tibor Benkő"], country);
            let terms = terms(&person);
            assert!(terms.len() >= 2, "{terms:?}");
            for term in terms {
                let (block, entry) = Entry::read(&term).expect("a term of ours");
                assert_eq!(entry.term(block), term);
                assert_eq!((entry.form, entry.full), ("Tibor Benkő", true));
                assert_eq!(entry.country.map(|code| code.to_string()).as_deref(), country);
                assert!(blocks_of_words(entry.blocks).any(|(each, _)| each == block));
                let [from, to] = terms_of_block(block, true);
                assert!(from <= term && term < to);
            }
        }
        assert_eq!(Entry::read("no term"), None);
    }

    #[test]
    fn name_without_comparable_letters_has_a_block() {
        let person = person("††", &["††"], None);
        assert_eq!(terms(&person).len(), 1);
    }
}
