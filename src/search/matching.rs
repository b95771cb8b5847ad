//! What of a report matched: the places that are highlighted.
//!
//! Works from the same forms and words that were searched, on the words of the
//! stored text, so nothing is marked that did not match.

use rustc_hash::FxHashMap;

use crate::analyze::token::words;
use crate::index::person_pairs;
use crate::lexicon::fold::fold_into;
use crate::lexicon::name;
use crate::query::plan::{Clause, Scope};
use crate::report::{Person, Report};
use crate::search::lower::Leaf;
use crate::span::Span;

/// A place that matched a part of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub span: Span,
    /// Number of the part.
    pub leaf: usize,
}

/// The places of the text of `report` that matched, in order.
pub(super) fn in_body(leaves: &[Leaf<'_>], report: &Report) -> Vec<Match> {
    let mut matches = in_text(leaves, &report.body, report.lang.as_deref(), Scope::Text);
    for (number, leaf) in leaves.iter().enumerate() {
        let mut add = |span| matches.push(Match { span, leaf: number });
        match leaf.clause {
            Clause::Country { codes } => {
                let named = report.countries.iter().filter(|named| codes.contains(&named.code));
                named.flat_map(|named| &named.mentions).for_each(|mention| add(mention.span));
            }
            Clause::Dyad { pairs } => {
                for dyad in report.subjects() {
                    let [a, b] = dyad.countries;
                    let wanted = |&(one, other): &_| match other {
                        Some(other) => (one, other) == (a, b),
                        None => one == a || one == b,
                    };
                    if pairs.iter().any(wanted) {
                        let named = report.countries.iter();
                        named
                            .filter(|named| dyad.countries.contains(&named.code))
                            .flat_map(|named| &named.mentions)
                            .for_each(|mention| add(mention.span));
                    }
                }
            }
            Clause::Person { words, exact } => {
                for person in report.people.iter().filter(|person| is_meant(person, words, *exact))
                {
                    person.mentions.iter().for_each(|mention| add(mention.span));
                }
            }
            Clause::Kind { kinds } => {
                let told = report.activities.iter().filter(|told| kinds.contains(&told.kind));
                told.for_each(|told| add(told.span));
            }
            Clause::Date { .. } => {
                let place = report.published.as_ref().and_then(|date| date.start.zip(date.end));
                if let Some((start, end)) = place {
                    add(Span::new(start, end));
                }
            }
            _ => {}
        }
    }
    matches.sort_unstable();
    matches.dedup();
    matches
}

/// The places of the title that matched, in order.
pub(super) fn in_title(leaves: &[Leaf<'_>], report: &Report) -> Vec<Match> {
    in_text(leaves, &report.title, report.lang.as_deref(), Scope::Title)
}

/// Whether the words asked for are all words of one form of a person's name.
fn is_meant(person: &Person, wanted: &[String], exact: bool) -> bool {
    let pairs = person_pairs(wanted);
    let has = |form: Vec<String>| {
        wanted.iter().all(|word| form.contains(word))
            && pairs.iter().all(|pair| person_pairs(&form).contains(pair))
    };
    let forms = person.mentions.iter().map(|mention| mention.text.as_str());
    if exact {
        let mut forms = forms;
        return forms.any(|form| has(crate::analyze::token::folded(form)));
    }
    let split = |key: &str| key.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    forms.map(name::key).chain([person.key.clone()]).any(|key| has(split(&key)))
}

/// Words and phrases of the query in a title or text.
fn in_text(leaves: &[Leaf<'_>], text: &str, lang: Option<&str>, part: Scope) -> Vec<Match> {
    let in_part = |scope: Scope| scope == part || scope == Scope::Anywhere;
    let mut of_form: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut phrases: Vec<(usize, &[String])> = Vec::new();
    for (number, leaf) in leaves.iter().enumerate() {
        match leaf.clause {
            Clause::Word { scope, .. } if in_part(*scope) => {
                for form in leaf.forms.iter().filter(|form| form.counts_in(lang)) {
                    of_form.entry(form.form.as_str()).or_default().push(number);
                }
            }
            Clause::Phrase { scope, words } if in_part(*scope) && !words.is_empty() => {
                phrases.push((number, words));
            }
            _ => {}
        }
    }
    if of_form.is_empty() && phrases.is_empty() {
        return Vec::new();
    }
    let mut matches = Vec::new();
    let mut tokens: Vec<(Span, String)> = Vec::new();
    let mut folded = String::new();
    for span in words(text) {
        folded.clear();
        fold_into(span.of(text), &mut folded);
        if let Some(numbers) = of_form.get(folded.as_str()) {
            matches.extend(numbers.iter().map(|&leaf| Match { span, leaf }));
        }
        if !phrases.is_empty() {
            tokens.push((span, folded.clone()));
        }
    }
    for (leaf, words) in phrases {
        for row in tokens.windows(words.len()) {
            if row.iter().zip(words).all(|((_, token), word)| token == word) {
                let span = row[0].0.to(row[row.len() - 1].0);
                matches.push(Match { span, leaf });
            }
        }
    }
    matches.sort_unstable();
    matches
}
