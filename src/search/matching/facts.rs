//! What fields ask for in the record: whether it is there, and the words it was read from.

use std::cell::Cell;

use crate::analyze::token::folded;
use crate::index::{counts, person, person_pairs};
use crate::lexicon::date::DateRange;
use crate::query::plan::{Clause, Count};
use crate::report::field::{Field, NAMED};
use crate::report::{Activity, DateField, Dyad, Person, Report};
use crate::search::lower::Leaf;
use crate::span::Span;

/// Calls `add` with every place of the text that the field of `leaf` was read from, and the
/// operand it shows: of a pair, which of the two countries.
///
/// Says whether the report fulfils the leaf, as far as its record tells; what is no field of the
/// record counts as fulfilled.
pub(super) fn read(leaf: &Leaf<'_>, report: &Report, add: &mut dyn FnMut(Span, usize)) -> bool {
    let fulfilled = Cell::new(false);
    let mut each = |span: Span, operand: usize| {
        fulfilled.set(true);
        add(span, operand);
    };
    match leaf.clause {
        Clause::Country { codes } => {
            let named = report.countries.iter().filter(|named| codes.contains(&named.code));
            named.flat_map(|named| &named.mentions).for_each(|mention| each(mention.span, 0));
        }
        Clause::Dyad { .. } => {
            for dyad in dyads(leaf, report) {
                for (operand, code) in dyad.countries.into_iter().enumerate() {
                    let named = report.countries.iter().filter(|named| named.code == code);
                    named
                        .flat_map(|named| &named.mentions)
                        .for_each(|mention| each(mention.span, operand));
                }
            }
        }
        Clause::Person { .. } => {
            let meant = report.people.iter().filter(|person| is_meant(person, leaf));
            meant.for_each(|person| mentions(person, &mut each));
        }
        Clause::PersonForm { words } => {
            let written = report.people.iter().filter(|person| is_written(person, words));
            written.for_each(|person| mentions(person, &mut each));
        }
        Clause::PersonLike { .. } => {
            let forms = leaf.words.iter().flat_map(|forms| forms.iter());
            let forms: Vec<&str> = forms.map(|form| form.form.as_str()).collect();
            for mention in report.people.iter().flat_map(|person| &person.mentions) {
                let mut words = folded(&mention.text).into_iter();
                if words.any(|word| forms.contains(&word.as_str())) {
                    each(mention.span, 0);
                }
            }
        }
        Clause::Kind { kinds, status } => {
            let told = report.subject_activities().filter(|told| kinds.contains(&told.kind));
            let told = told.filter(|told| status.is_none() || told.status == *status);
            told.for_each(|told| each(told.span, 0));
        }
        Clause::Status { status } => {
            let told = report.subject_activities();
            let told = told.filter(|told| told.status == Some(*status));
            told.for_each(|told| each(told.span, 0));
        }
        Clause::Count(count) => quantities(count, leaf, report, &mut |span| each(span, 0)),
        Clause::Date { field, from, to, uncertain } => {
            let range = DateRange { from: *from, to: *to };
            let mut days = field.days(report);
            if *uncertain {
                days.extend(field.possible_days(report));
            }
            for days in days.into_iter().filter(|days| days.touch(range)) {
                match days.span {
                    Some(span) => each(span, 0),
                    // Read beside the text: in a header, an address.
                    None => fulfilled.set(true),
                }
            }
        }
        Clause::Uncertain { field } => field.open(report).for_each(|date| each(date.span, 0)),
        Clause::Has { field } => {
            values(*field, report, &mut |span| each(span, 0));
            fulfilled.set(true);
        }
        Clause::Lang { code } => fulfilled.set(report.lang.as_deref() == Some(code)),
        _ => fulfilled.set(true),
    }
    fulfilled.get()
}

/// The pairs that a report is about and `leaf` asks for.
pub(super) fn dyads<'r>(leaf: &Leaf<'r>, report: &'r Report) -> impl Iterator<Item = &'r Dyad> {
    let pairs = match leaf.clause {
        Clause::Dyad { pairs } => pairs.as_slice(),
        _ => &[],
    };
    report.subjects().filter(move |dyad| {
        let [a, b] = dyad.countries;
        pairs.iter().any(|&(one, other)| match other {
            Some(other) => (one, other) == (a, b),
            None => one == a || one == b,
        })
    })
}

fn mentions(person: &Person, each: &mut dyn FnMut(Span, usize)) {
    person.mentions.iter().for_each(|mention| each(mention.span, 0));
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

fn quantities(count: &Count, leaf: &Leaf<'_>, report: &Report, each: &mut dyn FnMut(Span)) {
    let lang = report.lang.as_deref();
    let forms = leaf.words.iter().flat_map(|forms| forms.iter());
    let mut names: Vec<String> =
        forms.filter(|form| form.counts_in(lang)).map(|form| form.form.clone()).collect();
    names.extend(count.unit.as_deref().map(counts::unit));
    for quantity in &report.quantities {
        let is_meant = count.what.is_none() && count.unit.is_none()
            || counts::names(quantity).iter().any(|name| names.contains(name));
        if is_meant && counts::numbers(quantity).any(|number| count.holds(number)) {
            each(quantity.span);
        }
    }
}

/// Everything that a report has in a field, as far as it stands in the text.
fn values(field: Field, report: &Report, each: &mut dyn FnMut(Span)) {
    let told = |told: &Activity| told.span;
    match field {
        Field::Country => {
            let named = report.countries.iter().flat_map(|named| &named.mentions);
            named.for_each(|mention| each(mention.span));
        }
        Field::Dyad => report.subjects().for_each(|dyad| {
            let named = report.countries.iter();
            let named = named.filter(|named| dyad.countries.contains(&named.code));
            named.flat_map(|named| &named.mentions).for_each(|mention| each(mention.span));
        }),
        Field::Person => {
            let named = report.people.iter().flat_map(|person| &person.mentions);
            named.for_each(|mention| each(mention.span));
        }
        Field::Kind => report.subject_activities().map(told).for_each(each),
        Field::Status => {
            let known = report.subject_activities().filter(|told| told.status.is_some());
            known.map(told).for_each(each);
        }
        Field::Count => report.quantities.iter().map(|quantity| quantity.span).for_each(each),
        _ if NAMED.contains(&field) => {
            let named = report.named(field).iter().flat_map(|named| &named.mentions);
            named.for_each(|mention| each(mention.span));
        }
        _ => {
            let days = DateField::of(field).map(|field| field.days(report)).unwrap_or_default();
            days.into_iter().filter_map(|days| days.span).for_each(each);
        }
    }
}
