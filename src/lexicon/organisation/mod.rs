//! Organisations: ministries, staffs, services, units, alliances, agencies, firms.
//!
//! Takes a text cut into words; gives each place where an organisation is
//! named: by a known name; by a word for organisations with what belongs to it
//! (`Naval Public Affairs Office`, `Academia Militar de Medicina`, `63.
//! padobranska brigada`); or by an abbreviation that the text explains in
//! brackets, there and wherever it stands alone.

mod abbreviation;
mod head;
mod unspaced;

use crate::lexicon::thing::Found;
use crate::lexicon::thing::mark::{FIRM, HEAD, IN, LAST, SOURCE, TITLE};
use crate::lexicon::thing::table::{Class, Sort};
use crate::lexicon::thing::text::{BLANK, CLOSE, HYPHEN, Hit, OPEN, Owner, QUOTE, SLASH, Text};
use crate::lexicon::word::Shape;
use crate::span::Span;

/// Appends the organisations of a text, and takes their words.
pub(crate) fn find(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let is_organisation =
        |hit: &&Hit| text.row(**hit).is_some_and(|row| row.sort == Sort::Organisation);
    let hits: Vec<Hit> = text.hits.iter().filter(is_organisation).copied().collect();
    // Words of known names that a longer name may hold: `Ministry of Defence Academy`.
    let mut held: Vec<Hit> = Vec::new();
    for hit in hits {
        if counts(text, hit) {
            held.push(hit);
        }
    }
    let heads = head::find(text, &held);
    for &(first, last) in &heads {
        if text.are_free(first, last) {
            text.take(first, last);
            let country = text.country_of(first, last);
            let new = Found::new(Sort::Organisation, text.span(first, last));
            found.push(Found { country, ..new });
        }
    }
    for (place, &hit) in held.iter().enumerate() {
        let twin = place > 0 && held.get(place - 1).is_some_and(|last| last.span == hit.span);
        if !twin && text.are_free(hit.first, hit.last) {
            let hit = fitting(text, &held, place).unwrap_or(hit);
            add_known(text, hit, found);
        }
    }
    let unspaced = text.unspaced.iter().filter_map(|&hit| {
        let row = text.row(hit).filter(|row| row.sort == Sort::Organisation)?;
        // `国防部长` is the minister.
        let behind = text.body.get(hit.span.end..).unwrap_or_default();
        if behind.starts_with(['长', '長', '相', '大', '司', '官', '上', '中', '少']) {
            return None;
        }
        let country = row.country.or_else(|| {
            let before = Span::new(hit.span.start.saturating_sub(1), hit.span.start);
            text.country_at(before)
        });
        // `老挝国防部`
        let state = text.country_that_ends(hit.span.start);
        let own = row.class == Class::Generic;
        let span = state.filter(|_| own).map_or(hit.span, |state| state.to(hit.span));
        let new = Found::new(Sort::Organisation, span);
        (row.class != Class::Cue).then_some(Found { row: Some(hit.row), country, ..new })
    });
    found.extend(unspaced);
    if text.has_unspaced() {
        for span in unspaced::find(text) {
            let known = found
                .iter()
                .any(|other| other.sort == Sort::Organisation && other.span.contains(span));
            if !known {
                found
                    .retain(|other| other.sort != Sort::Organisation || !span.contains(other.span));
                let country = text.country_at(span);
                found.push(Found { country, ..Found::new(Sort::Organisation, span) });
            }
        }
    }
    abbreviation::find(text, found);
}

/// Of several organisations that share a name, the one whose country the text names.
fn fitting(text: &Text<'_>, held: &[Hit], place: usize) -> Option<Hit> {
    let span = held.get(place)?.span;
    let same = held.iter().skip(place).take_while(|hit| hit.span == span);
    same.copied().find(|hit| {
        let country = text.row(*hit).and_then(|row| row.country);
        country.is_some_and(|country| text.names(country))
    })
}

fn add_known(text: &mut Text<'_>, hit: Hit, found: &mut Vec<Found>) {
    let Some(row) = text.row(hit) else { return };
    let generic = row.class == Class::Generic;
    let country = if generic { text.country_of(hit.first, hit.last) } else { row.country };
    let (mut first, mut last) = (hit.first, hit.last);
    if generic {
        // `Министерства обороны Сербии`, `Serbian Ministry of Defence`.
        if text.owner(last + 1) == Owner::Country && text.follows(last + 1) {
            last = text.country_end(last + 1);
        } else if first > 0
            && text.owner(first - 1) == Owner::Country
            && text.follows(first)
            && text.is_capital(first - 1)
        {
            first = text.country_start(first - 1);
        }
    }
    text.take(first, last);
    let span = text.span(first, last);
    found.push(Found { row: Some(hit.row), country, ..Found::new(Sort::Organisation, span) });
}

/// Whether what stands beside a known name lets it be one.
fn counts(text: &Text<'_>, hit: Hit) -> bool {
    let Some(row) = text.row(hit) else { return false };
    if text.are_of_person(hit.first, hit.last) || !text.are_free(hit.first, hit.last) {
        return false;
    }
    let short = hit.first == hit.last && hit.span.len() <= 3;
    if short && text.is_shouted(hit.first) {
        return false;
    }
    // A single small word is no name: `parlament`, `посольство`.
    if hit.first == hit.last && text.shape(hit.first) == Shape::Lower && row.class == Class::Generic
    {
        return text.country_of(hit.first, hit.last).is_some();
    }
    // `Navy Captain` is a rank.
    if row.class == Class::Generic
        && hit.first == hit.last
        && text.is(hit.last + 1, TITLE)
        && text.is_capital(hit.last + 1)
        && text.gap(hit.last + 1) == BLANK
    {
        return false;
    }
    if row.class != Class::Cue {
        return true;
    }
    // `Published in Dawn`
    let published = hit.first > 1 && text.is(hit.first - 1, IN) && text.is(hit.first - 2, SOURCE);
    if published && text.gap(hit.first) == BLANK {
        return true;
    }
    let before = text.gap(hit.first);
    let after = text.gap(hit.last + 1);
    let enclosed = before & (QUOTE | OPEN | SLASH) != 0 && after & (QUOTE | CLOSE | SLASH) != 0;
    let says = |at: usize| text.is(at, SOURCE | FIRM | HEAD | LAST);
    enclosed
        || hit.first > 0 && says(hit.first - 1) && before & !(BLANK | HYPHEN | QUOTE) == 0
        || says(hit.last + 1) && after & !(BLANK | QUOTE) == 0
}
