//! Places: towns, bases, ranges, ports, airports, seas, regions.
//!
//! Takes a text cut into words; gives each place where one is named: capitals
//! (found with the states), known names, names beside a word for places
//! (`Pápa Air Base`, `poligon Pasuljanske livade`), names behind a preposition
//! of place or with an ending that says the same, and datelines.

mod form;

use crate::lexicon::country;
use crate::lexicon::thing::Found;
use crate::lexicon::thing::mark::{GENERIC, IN, PLACE_AFTER, PLACE_BEFORE};
use crate::lexicon::thing::table::Sort;
use crate::lexicon::thing::text::{BLANK, COMMA, Hit, LINE, OPEN, Owner, QUOTE, SLASH, Text};
use crate::lexicon::word::Shape;

/// Appends the places of a text in a language, if that is known, and takes their words.
pub(crate) fn find(text: &mut Text<'_>, language: Option<&str>, found: &mut Vec<Found>) {
    let is_place = |hit: &&Hit| text.row(**hit).is_some_and(|row| row.sort == Sort::Place);
    let hits: Vec<Hit> = text.hits.iter().filter(is_place).copied().collect();
    for (first, last) in form::beside_heads(text) {
        let known = hits.iter().any(|hit| hit.first <= first && last <= hit.last);
        if text.are_free(first, last) && !known {
            let country = hits
                .iter()
                .find(|hit| first <= hit.first && hit.last <= last)
                .and_then(|hit| text.row(*hit)?.country)
                .or_else(|| text.country_at(text.span(first, last)));
            text.take(first, last);
            let new = Found::new(Sort::Place, text.span(first, last));
            found.push(Found { country, ..new });
        }
    }
    for (place, &hit) in hits.iter().enumerate() {
        let twin = place > 0 && hits.get(place - 1).is_some_and(|last| last.span == hit.span);
        if !twin && counts(text, hit, language) {
            text.take(hit.first, hit.last);
            let country = text.row(hit).and_then(|row| row.country);
            let new = Found::new(Sort::Place, hit.span);
            found.push(Found { row: Some(hit.row), country, ..new });
        }
    }
    found.extend(text.known_unspaced(Sort::Place));
    if text.has_unspaced() {
        for span in form::unspaced(text) {
            found.retain(|other| other.sort != Sort::Place || !span.contains(other.span));
            found.push(Found::new(Sort::Place, span));
        }
    }
    for (first, last, bare) in form::by_preposition(text, language) {
        if text.are_free(first, last) {
            let new = Found::new(Sort::Place, text.span(first, last));
            text.take(first, last);
            found.push(Found { bare: Some(bare), ..new });
        }
    }
    capitals(text, &hits, found);
}

fn capitals(text: &Text<'_>, hits: &[Hit], found: &mut Vec<Found>) {
    let mentions: Vec<country::Mention> = text.capitals().collect();
    for mention in mentions {
        let at = text.word_at(mention.span.start);
        if text.owner(at) == Owner::Thing && text.shape(at) != Shape::Unspaced {
            continue;
        }
        // What stands in a dateline may be the state too: `BUDAPEST, Hungary (AP) –`.
        let is_state = mention.kind == country::Kind::Dateline
            && country::scan(mention.span.of(text.body))
                .iter()
                .any(|alone| alone.kind == country::Kind::Name);
        // The table of states takes some towns for capitals that were or nearly are.
        let known = hits
            .iter()
            .find(|hit| hit.span.start == mention.span.start && hit.span.end >= mention.span.end);
        if let Some(known) = known.filter(|_| !is_state) {
            let new = Found::new(Sort::Place, mention.span);
            found.push(Found { row: Some(known.row), country: Some(mention.code), ..new });
        } else if !is_state {
            let new = Found::new(Sort::Place, mention.span);
            found.push(Found { country: Some(mention.code), capital: true, ..new });
        }
    }
}

/// Whether what stands beside a known name lets it be the place.
fn counts(text: &Text<'_>, hit: Hit, language: Option<&str>) -> bool {
    if !text.are_free(hit.first, hit.last) || text.are_of_person(hit.first, hit.last) {
        return false;
    }
    let all = |owner| (hit.first..=hit.last).all(|at| text.owner(at) == owner);
    if all(Owner::Capital) || hit.first == hit.last && all(Owner::Country) {
        return false;
    }
    if text.is_plain(hit) {
        return true;
    }
    let before = text.gap(hit.first);
    let Some(earlier) = hit.first.checked_sub(1) else { return false };
    let behind = text.gap(hit.last + 1);
    let preposition =
        before == BLANK && text.is(earlier, IN) && form::is_preposition(text, earlier, language);
    preposition
        || before & !QUOTE == BLANK && text.is(earlier, PLACE_BEFORE)
        || text.is(hit.last + 1, PLACE_AFTER) && behind == BLANK
        || before & LINE != 0
            && behind & (COMMA | OPEN) != 0
            && text.shape(hit.first) == Shape::Upper
        || before & (COMMA | SLASH) != 0 && text.is_place(earlier) && !text.is(hit.first, GENERIC)
}
