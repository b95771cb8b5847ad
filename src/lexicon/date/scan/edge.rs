//! Parts of a month or year: "early June", "mid-2023", "at the end of last year", "krajem
//! juna", quarters and halves.
//!
//! Beginning, middle and end have no agreed days, so the whole month or year is
//! meant; a quarter or half year has its months.

use super::context::Context;
use super::counted;
use super::cursor::{self, Cursor};
use super::part::{self, Found};
use crate::lexicon::date::expression::{Expression, Unit, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Kinds, Meaning, Usage};
use crate::span::Span;

/// Reads an expression that begins with such a word at byte `start`.
pub(super) fn read(context: &Context, start: usize, kinds: Kinds) -> Option<Found> {
    kinds.has(Kinds::EDGE.with(Kinds::QUARTER).with(Kinds::HALF)).then_some(())?;
    (!context.is_joined(start, start)).then_some(())?;
    kinds
        .has(Kinds::QUARTER)
        .then(|| quarter(context, start))
        .flatten()
        .or_else(|| kinds.has(Kinds::HALF).then(|| half(context, start))?)
        .or_else(|| kinds.has(Kinds::EDGE).then(|| edge(context, start))?)
}

fn edge(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let languages = edge_word(&mut cursor)?;
    // "mid-to-late June"
    let mut more = cursor;
    if more.take_if(part::is_dash) && more.role(|roles| roles.to) && more.take_if(part::is_dash) {
        edge_word(&mut more)?;
        cursor = more;
    }
    let joined = cursor.take_if(part::is_dash);
    (joined || cursor.blanks() || cursor.take_if(cursor::is_apostrophe)).then_some(())?;
    links(&mut cursor);
    of(context, start, cursor, languages)
}

fn edge_word(cursor: &mut Cursor) -> Option<Languages> {
    cursor.find(|entry, _| {
        let languages = entry.means(Meaning::Edge);
        (languages != Languages::NONE).then_some(languages)
    })
}

/// Passes "of", "of the", "of the month of".
fn links(cursor: &mut Cursor) {
    for _ in 0..2 {
        let mut next = *cursor;
        let link = next.find(|entry, _| {
            let article = entry
                .senses
                .iter()
                .any(|sense| matches!(sense.meaning, Meaning::On | Meaning::MonthWord));
            (entry.roles.link || article).then_some(())
        });
        if link.is_none() || !(next.blanks() || next.take_if(cursor::is_apostrophe)) {
            return;
        }
        *cursor = next;
    }
}

/// Reads the month, year or counted unit that an edge is of.
fn of(context: &Context, start: usize, cursor: Cursor, languages: Languages) -> Option<Found> {
    month(context, start, cursor, languages)
        .or_else(|| year(start, cursor, languages))
        .or_else(|| relative(context, start, cursor, languages))
}

fn month(
    context: &Context,
    start: usize,
    mut cursor: Cursor,
    languages: Languages,
) -> Option<Found> {
    let month = part::month(&mut cursor)?;
    let spoken = month.languages.both(languages);
    (month.usage != Usage::Full && (month.sure || matches!(month.usage, Usage::On | Usage::Own)))
        .then_some(())?;
    (spoken != Languages::NONE).then_some(())?;
    let number = month.alone()?;
    let end = cursor.at();
    if month.short {
        cursor.take('.');
    }
    let mut day = cursor;
    day.blanks();
    if month.leads && part::day(&mut day).is_some() {
        return None;
    }
    let first = Written { month: Some(number), ..Written::default() };
    if let Some(year) = part::year(&mut cursor, false) {
        let span = Span::new(start, cursor.at());
        return part::found(spoken, span, first, None, Some(year), "edge of month");
    }
    let mut ahead = context.cursor(end);
    let relative = counted::year(context, &mut ahead, spoken);
    let span = Span::new(start, ahead.at());
    let expression = Expression { relative, ..part::single(span, first, "edge of month") };
    Some(Found::new(expression, spoken))
}

fn year(start: usize, mut cursor: Cursor, languages: Languages) -> Option<Found> {
    cursor.role(|roles| roles.year && roles.before_year);
    cursor.blanks();
    let year = part::bare_year(&mut cursor).filter(|year| (1900..=2099).contains(year))?;
    let first = Written { year: Some(year), ..Written::default() };
    let span = Span::new(start, cursor.at());
    Some(Found::new(part::single(span, first, "edge of year"), languages))
}

fn relative(
    context: &Context,
    start: usize,
    mut cursor: Cursor,
    languages: Languages,
) -> Option<Found> {
    let (spoken, relative) = counted::shifted_unit(&mut cursor)
        .or_else(|| counted::unit_first(context, &mut cursor, languages))?;
    let spoken = spoken.both(languages);
    (spoken != Languages::NONE).then_some(())?;
    let span = Span::new(start, cursor.at());
    let expression = Expression {
        relative: Some(relative),
        ..part::single(span, Written::default(), "edge, relative")
    };
    Some(Found::new(expression, spoken))
}

fn quarter(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (quarter, languages) = cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Quarter(quarter) => Some((quarter, sense.languages)),
            _ => None,
        })
    })?;
    let mut ahead = cursor;
    if ahead.blanks()
        && let Some((Unit::Quarter, _)) = counted::unit(&mut ahead, languages)
    {
        cursor = ahead;
    } else {
        // A name of the whole, "Q1", needs no noun; an ordinal does.
        let form = cursor.since(start);
        let abbreviated = !form.starts_with(cursor::is_digit) && form.ends_with(cursor::is_digit);
        (abbreviated || form.contains('季') || form.contains("분기")).then_some(())?;
    }
    months_of(context, start, cursor, languages, 3 * quarter - 2, 3 * quarter)
}

fn half(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (half, languages) = cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Half(half) => Some((half, sense.languages)),
            _ => None,
        })
    })?;
    let mut ahead = cursor;
    ahead.blanks();
    links(&mut ahead);
    month(context, start, ahead, languages)
        .or_else(|| months_of(context, start, cursor, languages, 6 * half - 5, 6 * half))
}

/// Reads the year behind a quarter or half, and gives its months.
fn months_of(
    context: &Context,
    start: usize,
    cursor: Cursor,
    languages: Languages,
    from: i8,
    to: i8,
) -> Option<Found> {
    let mut next = cursor;
    next.take(',');
    next.blanks();
    links(&mut next);
    let mut written = next;
    written.role(|roles| roles.before_year);
    written.blanks();
    let named = |month| Written { month: Some(month), ..Written::default() };
    if let Some(year) = part::bare_year(&mut written) {
        let span = Span::new(start, written.at());
        let last = Some(named(to));
        return part::found(languages, span, named(from), last, Some(year), "part of year");
    }
    let mut counted_year = cursor;
    let relative = counted::year(context, &mut counted_year, languages)?;
    let span = Span::new(start, counted_year.at());
    let found = part::found(languages, span, named(from), Some(named(to)), None, "part of year")?;
    let expression = Expression { relative: Some(relative), ..found.expression };
    Some(Found::new(expression, languages))
}
