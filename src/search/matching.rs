//! What of a report matched: the places that are highlighted.
//!
//! Works from the same forms and words that were searched, on the words of the
//! stored text, so nothing is marked that did not match.

use rustc_hash::FxHashMap;

use crate::analyze::breaks::{Breaks, breaks};
use crate::analyze::token::{folded, words};
use crate::index::person;
use crate::index::{counts, person_pairs};
use crate::lexicon::date::DateRange;
use crate::lexicon::fold::fold_into;
use crate::query::plan::{Clause, Scope};
use crate::report::field::{Field, NAMED};
use crate::report::{Person, Report};
use crate::search::lower::Leaf;
use crate::search::places::{Occurrence, Scratch, Shape, Words, parts};
use crate::span::Span;

/// A place that matched a part of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub span: Span,
    /// Number of the part of the query.
    pub leaf: usize,
    /// Number of the operand, where the part asks for nearness.
    pub operand: usize,
}

impl Match {
    /// What of the query it shows: the part and, of nearness, the operand.
    pub(super) fn part(&self) -> (usize, usize) {
        (self.leaf, self.operand)
    }
}

/// The places of the text of `report` that matched, in order.
pub(super) fn in_body(leaves: &[Leaf<'_>], report: &Report) -> Vec<Match> {
    let mut matches = in_text(leaves, &report.body, report.lang.as_deref(), Scope::Text);
    matches.extend(NAMED.into_iter().flat_map(|field| in_names(leaves, report, field)));
    for (number, leaf) in leaves.iter().enumerate() {
        let mut add = |span| matches.push(Match { span, leaf: number, operand: 0 });
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
            Clause::Person { .. } => {
                for person in report.people.iter().filter(|person| is_meant(person, leaf)) {
                    person.mentions.iter().for_each(|mention| add(mention.span));
                }
            }
            Clause::PersonForm { words } => {
                for person in report.people.iter().filter(|person| is_written(person, words)) {
                    person.mentions.iter().for_each(|mention| add(mention.span));
                }
            }
            Clause::PersonLike { .. } => {
                let forms: Vec<&str> = forms_of(leaf);
                for mention in report.people.iter().flat_map(|person| &person.mentions) {
                    let mut words = folded(&mention.text).into_iter();
                    if words.any(|word| forms.contains(&word.as_str())) {
                        add(mention.span);
                    }
                }
            }
            Clause::Kind { kinds, status } => {
                let told = report.subject_activities().filter(|told| kinds.contains(&told.kind));
                let told = told.filter(|told| status.is_none() || told.status == *status);
                told.for_each(|told| add(told.span));
            }
            Clause::Status { status } => {
                let told = report.subject_activities();
                let told = told.filter(|told| told.status == Some(*status));
                told.for_each(|told| add(told.span));
            }
            Clause::Count(count) => {
                let lang = report.lang.as_deref();
                let forms = leaf.words.iter().flat_map(|forms| forms.iter());
                let mut names: Vec<String> = forms
                    .filter(|form| form.counts_in(lang))
                    .map(|form| form.form.clone())
                    .collect();
                names.extend(count.unit.as_deref().map(counts::unit));
                for quantity in &report.quantities {
                    let is_meant = count.what.is_none() && count.unit.is_none()
                        || counts::names(quantity).iter().any(|name| names.contains(name));
                    if is_meant && counts::numbers(quantity).any(|number| count.holds(number)) {
                        add(quantity.span);
                    }
                }
            }
            Clause::Date { field, from, to, uncertain } => {
                let range = DateRange { from: *from, to: *to };
                let mut days = field.days(report);
                if *uncertain {
                    days.extend(field.possible_days(report));
                }
                let touching = days.into_iter().filter(|days| days.touch(range));
                touching.filter_map(|days| days.span).for_each(add);
            }
            Clause::Uncertain { field } => field.open(report).for_each(|date| add(date.span)),
            _ => {}
        }
    }
    matches.sort_unstable();
    matches.dedup();
    matches
}

/// The mentions of the things whose names matched.
fn in_names(leaves: &[Leaf<'_>], report: &Report, field: Field) -> Vec<Match> {
    let mut matches = Vec::new();
    for named in report.named(field) {
        for name in named.names() {
            for found in in_text(leaves, name, report.lang.as_deref(), Scope::Names(field)) {
                let mentions = named.mentions.iter();
                matches.extend(mentions.map(|mention| Match { span: mention.span, ..found }));
            }
        }
    }
    matches
}

/// The places of the title that matched, in order.
pub(super) fn in_title(leaves: &[Leaf<'_>], report: &Report) -> Vec<Match> {
    in_text(leaves, &report.title, report.lang.as_deref(), Scope::Title)
}

/// Whether the report knows the person by a name that is meant.
fn is_meant(person: &Person, leaf: &Leaf<'_>) -> bool {
    let mut meant = false;
    person::entries(person, &mut |entry, words| {
        meant = meant
            || words.iter().any(|word| {
                leaf.entries.contains(&entry.term(word.text()))
                    || leaf.has_words
                        && word.blocks().iter().any(|block| {
                            let term = person::word_term(block, word.text(), entry.full);
                            leaf.entries.contains(&term)
                        })
            });
    });
    meant
}

/// Whether the words asked for are all words of one form of a person's name.
fn is_written(person: &Person, wanted: &[String]) -> bool {
    let pairs = person_pairs(wanted);
    let mut forms = person.mentions.iter().map(|mention| folded(&mention.text));
    forms.any(|form| {
        wanted.iter().all(|word| form.contains(word))
            && pairs.iter().all(|pair| person_pairs(&form).contains(pair))
    })
}

fn forms_of<'l>(leaf: &'l Leaf<'_>) -> Vec<&'l str> {
    leaf.words.iter().flat_map(|forms| forms.iter()).map(|form| form.form.as_str()).collect()
}

/// Words, rows and nearness of the query in a title or text.
fn in_text(leaves: &[Leaf<'_>], text: &str, lang: Option<&str>, part: Scope) -> Vec<Match> {
    let in_part = |leaf: &Leaf<'_>| match leaf.clause {
        // A word without a field is looked for in title and text, not in names.
        Clause::Words { scope, .. } => {
            *scope == part || *scope == Scope::Anywhere && !matches!(part, Scope::Names(_))
        }
        _ => false,
    };
    let asked: Vec<(usize, &Leaf<'_>)> =
        leaves.iter().enumerate().filter(|(_, leaf)| in_part(leaf)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    // What each form counts for: leaf, word of the leaf, weight.
    let mut of_form: FxHashMap<&str, Vec<(usize, usize, f32)>> = FxHashMap::default();
    for (place, (_, leaf)) in asked.iter().enumerate() {
        for (word, forms) in leaf.words.iter().enumerate() {
            for form in forms.iter().filter(|form| form.counts_in(lang)) {
                of_form.entry(form.form.as_str()).or_default().push((place, word, form.weight));
            }
        }
    }
    let mut occurrences: Vec<Vec<Vec<Occurrence>>> =
        asked.iter().map(|(_, leaf)| vec![Vec::new(); leaf.words.len()]).collect();
    let mut spans: Vec<Span> = Vec::new();
    let mut folded = String::new();
    for (position, span) in (0..).zip(words(text)) {
        spans.push(span);
        folded.clear();
        fold_into(span.of(text), &mut folded);
        for &(place, word, weight) in of_form.get(folded.as_str()).into_iter().flatten() {
            if let Some(list) = occurrences.get_mut(place).and_then(|words| words.get_mut(word)) {
                list.push(Occurrence { position, weight });
            }
        }
    }
    // A title is one sentence, and a single word never reaches over a break.
    let reaches = asked.iter().any(|(_, leaf)| !matches!(*leaf.shape, Shape::Word(_)));
    let breaks = if part == Scope::Text && reaches { breaks(text) } else { Breaks::default() };
    let mut scratch = Scratch::default();
    let mut matches = Vec::new();
    for ((leaf, asked), occurrences) in asked.into_iter().zip(&occurrences) {
        let words =
            Words { occurrences, sentences: &breaks.sentences, paragraphs: &breaks.paragraphs };
        for found in parts(&asked.shape, &words, &mut scratch) {
            // Snippets are sentences: what reaches into the next is shown in either.
            let from = breaks.sentences.partition_point(|border| *border <= found.start);
            let mut start = found.start;
            let borders = breaks.sentences.iter().skip(from).copied();
            for border in borders.take_while(|border| *border <= found.end).chain([found.end + 1]) {
                let ends = (spans.get(start as usize), spans.get(border as usize - 1));
                if let (Some(first), Some(last)) = ends {
                    matches.push(Match { span: first.to(*last), leaf, operand: found.number });
                }
                start = border;
            }
        }
    }
    matches.sort_unstable();
    matches.dedup();
    matches
}
