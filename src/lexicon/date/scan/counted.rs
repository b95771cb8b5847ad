//! Parts of time that are counted from the day of writing: "this month", "semaine dernière".
//!
//! A unit with "last", "this" or "next" before or behind it, or a word that says
//! both. What is read here stands alone or completes a date.

use super::context::Context;
use super::cursor::Cursor;
use super::part;
use crate::lexicon::date::expression::{Relative, Unit};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Meaning, NOUN_FIRST};
use crate::lexicon::date::word;

/// Reads the year behind a date of one of the languages: "June of this year", "14 June last year".
pub(super) fn year<'text>(
    context: &Context<'text>,
    cursor: &mut Cursor<'text>,
    languages: Languages,
) -> Option<Relative> {
    let mut next = *cursor;
    next.take(',');
    (next.blanks() && next.is_known()).then_some(())?;
    let start = next.at();
    let current = next.word_for(Meaning::CurrentYear, languages).then_some(Relative::THIS_YEAR);
    let found = current.or_else(|| {
        let read = |next: &mut Cursor<'text>| {
            shifted_unit(next).or_else(|| unit_first(context, next, languages))
        };
        next = context.cursor(start);
        let (spoken, relative) = read(&mut next).or_else(|| {
            next = context.cursor(start);
            let link = word::roles(next.word()?).link;
            (link && next.blanks()).then_some(())?;
            read(&mut next)
        })?;
        (relative.unit == Unit::Year && spoken.share(languages)).then_some(relative)
    })?;
    *cursor = next;
    Some(found)
}

/// Reads "année dernière" and the like.
pub(super) fn unit_first(
    context: &Context,
    cursor: &mut Cursor,
    languages: Languages,
) -> Option<(Languages, Relative)> {
    let mut next = *cursor;
    let (unit, spoken) = unit(&mut next, languages)?;
    let shift = shift_after(context, &mut next, spoken)?;
    *cursor = next;
    Some((spoken, Relative { unit, shift }))
}

/// Languages in which "this" follows its noun too.
const NOUN_BEFORE_THIS: Languages = Languages::read("ro id ms vi ar");

/// Reads "last" or "next" behind the noun of one of the languages: "enero próximo".
pub(super) fn shift_after(
    context: &Context,
    cursor: &mut Cursor,
    languages: Languages,
) -> Option<i8> {
    let mut next = *cursor;
    (next.blanks() && next.is_known()).then_some(())?;
    let start = next.at();
    let (shift, spoken) = shift(&mut next, languages)?;
    let order = if shift == 0 { NOUN_BEFORE_THIS } else { NOUN_FIRST };
    let spoken = spoken.both(languages);
    (spoken.share(order) && context.may_speak(start, spoken)).then_some(())?;
    *cursor = next;
    Some(shift)
}

/// Reads a word for "last", "this" or "next" of one of the languages.
pub(super) fn shift(cursor: &mut Cursor, languages: Languages) -> Option<(i8, Languages)> {
    cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Shift(shift) if sense.languages.share(languages) => {
                Some((shift, sense.languages))
            }
            _ => None,
        })
    })
}

/// Reads "this month", "last year" or a word that says the same.
pub(super) fn shifted_unit(cursor: &mut Cursor) -> Option<(Languages, Relative)> {
    let whole = cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Whole(relative) if relative.unit != Unit::Day => {
                Some((sense.languages, relative))
            }
            _ => None,
        })
    });
    if whole.is_some() {
        return whole;
    }
    let mut next = *cursor;
    let (shift, spoken) = shift(&mut next, Languages::ALL)?;
    next.blanks().then_some(())?;
    article(&mut next, spoken);
    let (unit, languages) = unit(&mut next, spoken)?;
    *cursor = next;
    Some((languages, Relative { unit, shift }))
}

/// Passes the article between "this" and its noun, in languages that put one there.
pub(super) fn article(cursor: &mut Cursor, languages: Languages) {
    const ORDER: Languages = Languages::read("el hu");
    part::on(cursor, languages.both(ORDER));
}

/// Reads the noun of a unit in one of the languages.
pub(super) fn unit(cursor: &mut Cursor, languages: Languages) -> Option<(Unit, Languages)> {
    cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Unit(unit) if sense.languages.share(languages) => {
                Some((unit, sense.languages.both(languages)))
            }
            _ => None,
        })
    })
}
