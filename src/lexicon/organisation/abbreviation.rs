//! Abbreviations that a text explains in brackets, and where they stand alone later.
//!
//! `Inter-Services Public Relations (ISPR)` explains by its first letters;
//! behind an organisation that was found the letters need not agree, as a
//! translated name has foreign ones. What stands for a paper or a system is none.

use rustc_hash::FxHashMap;

use crate::lexicon::fold::fold_into;
use crate::lexicon::thing::Found;
use crate::lexicon::thing::mark::{
    AND, ARTICLE, EQUIPMENT, LINK, LOUD, PAPER, SOURCE, STOP, TITLE,
};
use crate::lexicon::thing::table::Sort;
use crate::lexicon::thing::text::{
    BLANK, CLOSE, COMMA, LINE, OPEN, OTHER, Owner, QUOTE, SLASH, Text,
};
use crate::lexicon::word::Shape;
use crate::span::Span;

/// Letters that an abbreviation may have.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;

/// Letters that one behind an office may have.
const OFFICE_LENGTHS: std::ops::RangeInclusive<usize> = 2..=6;

/// Most words between a word for sources and the source.
const CREDITED: usize = 5;

/// Most words between two that give letters.
const SKIPPED: usize = 2;

/// Appends the abbreviations of a text, what they stand for, and takes their words.
pub(super) fn find(text: &mut Text<'_>, found: &mut Vec<Found>) {
    let mut known: FxHashMap<&str, (Span, Sort)> = FxHashMap::default();
    let loud: Vec<usize> = text.with(LOUD).collect();
    let behind_another = || loud.iter().copied().filter(|at| *at > 0);
    for at in behind_another() {
        if !is_abbreviation(text, at)
            || text.gap(at) & OPEN == 0
            || text.gap(at + 1) & CLOSE == 0
            || text.owner(at) == Owner::Thing
            || text.gap(at) & !(OPEN | BLANK | QUOTE) != 0
        {
            continue;
        }
        let before = text.span(at - 1, at - 1);
        let named = found
            .iter()
            .find(|other| other.sort == Sort::Organisation && other.span.end == before.end);
        if let Some(named) = named {
            known.insert(text.written(at), (named.span, Sort::Organisation));
        } else if let Some(first) = spelt(text, at)
            && !text.is(at - 1, PAPER | STOP)
            && text.are_free(first, at - 1)
        {
            let sort =
                if text.is(at - 1, EQUIPMENT) { Sort::Equipment } else { Sort::Organisation };
            let span = text.span(first, at - 1);
            text.take(first, at - 1);
            let country = text.country_of(first, at - 1);
            found.push(Found { country, ..Found::new(sort, span) });
            known.insert(text.written(at), (span, sort));
        }
    }
    for at in behind_another() {
        if text.shape(at) != Shape::Upper {
            continue;
        }
        // `директор ФСВТС`: an office is held in an organisation.
        let behind_office = text.is(at - 1, TITLE)
            && text.shape(at - 1) == Shape::Lower
            && text.gap(at) == BLANK
            && (!text.is_capital(at + 1) || text.owner(at + 1) == Owner::Person);
        // `PNGDF Commander`, `KDF troops`
        let before_office = text.is(at + 1, TITLE) && text.gap(at + 1) == BLANK;
        if (behind_office || before_office || is_credited(text, at))
            && OFFICE_LENGTHS.contains(&text.written(at).chars().count())
            && is_abbreviation(text, at)
            && matches!(text.owner(at), Owner::Free | Owner::Person)
            && !text.is_shouted(at)
            && !text.is(at, STOP)
        {
            text.take(at, at);
            found.push(Found::new(Sort::Organisation, text.span(at, at)));
        }
    }
    if known.is_empty() {
        return;
    }
    for at in loud {
        if is_abbreviation(text, at)
            && matches!(text.owner(at), Owner::Free)
            && let Some(&(full, sort)) = known.get(text.written(at))
        {
            text.take(at, at);
            found.push(Found { full: Some(full), ..Found::new(sort, text.span(at, at)) });
        }
    }
}

/// Whether a line says that something in it is from there: `Foto: HINA`, `Lähde: STT`.
fn is_credited(text: &Text<'_>, at: usize) -> bool {
    let source = (1..=CREDITED)
        .take_while(|back| *back <= at && text.gap(at + 1 - back) & LINE == 0)
        .any(|back| text.is(at - back, SOURCE) && text.is_capital(at - back));
    let beside = at > 0 && text.is(at - 1, SOURCE) && text.gap(at) & OTHER != 0;
    source && (beside || text.gap(at) & (SLASH | COMMA | OPEN) != 0)
}

fn is_abbreviation(text: &Text<'_>, at: usize) -> bool {
    let written = text.written(at);
    let capitals = || written.chars().filter(|letter| letter.is_uppercase()).count();
    matches!(text.shape(at), Shape::Upper | Shape::Mixed)
        && LENGTHS.contains(&written.chars().count())
        && capitals() > 1
        && !written.contains(|letter: char| letter.is_numeric())
}

/// The first of the words before whose first letters the abbreviation at `at` has.
fn spelt(text: &Text<'_>, at: usize) -> Option<usize> {
    let mut folded = String::new();
    fold_into(text.written(at), &mut folded);
    let mut first = at;
    let mut word = String::new();
    let mut letters = folded.chars().rev().peekable();
    let mut skipped = 0;
    let mut words = 0;
    while letters.peek().is_some() {
        let before = first.checked_sub(1)?;
        if first < at && !text.follows(first) {
            return None;
        }
        word.clear();
        fold_into(text.written(before), &mut word);
        let begins = word.chars().next();
        if begins.is_some() && begins == letters.peek().copied() {
            letters.next();
            words += 1;
            skipped = 0;
        } else if text.is(before, LINK | AND | ARTICLE) && skipped < SKIPPED {
            skipped += 1;
        } else {
            return None;
        }
        first = before;
    }
    (words > 1 && text.is_capital(first) && text.owner(first) != Owner::Person).then_some(first)
}
