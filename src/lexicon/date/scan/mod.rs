//! Finds date expressions in running text.
//!
//! Takes any text, gives the expressions in order, none overlapping another.
//! One walk over the words stops where an expression may begin (`letters`): at
//! digits, and at the few words that the tables know. From there it is read
//! forward, one form of writing per file. What stands before is looked at only
//! to tell a date from another word.
//!
//! Left out on purpose: times of day, durations and ages ("three years ago"),
//! decades, seasons. Where a word or number could be something else the rules
//! stay silent: a date that is missed can be found by its words, a date that is
//! wrong misleads.

mod context;
mod counted;
mod cursor;
mod day_first;
mod east_asian;
mod edge;
mod letters;
mod month_first;
mod numeric;
mod part;
mod relative;
mod weekday;
mod year;
mod year_first;

use super::expression::Expression;
use super::language::{EAST_ASIAN, Languages};
use super::meaning::{Kinds, Meaning};
use super::plain;
use super::word::{self, Node};
use crate::lexicon::word::Words;
use context::Context;
use letters::{Place, Places};
use part::Found;

/// The date expressions of `text`, in order.
///
/// ```
/// use bilat::lexicon::date::scan;
///
/// let text = "On Tuesday, 14 June they signed the plan for 2022.";
/// let found: Vec<&str> = scan(text).iter().map(|date| date.span.of(text)).collect();
/// assert_eq!(found, ["Tuesday, 14 June", "2022"]);
/// ```
pub fn scan(text: &str) -> Vec<Expression> {
    scan_words(&Words::cut(text))
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(cut: &Words<'_>) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut context = Context::new(cut.text);
    let mut places = Places::new(cut);
    while let Some(place) = places.next() {
        let reading = match place {
            Place::Digits { start, end } => digits(&context, start, end),
            Place::Word { start, end } => words(&context, start, end),
        };
        match reading {
            Reading::Date(mut reading) => {
                weekday::behind(&context, &mut reading);
                context.floor = reading.end();
                places.skip_to(reading.end());
                found.append(&mut reading.before);
                found.push(reading.expression);
            }
            Reading::Nothing { end } => places.skip_to(end),
            Reading::None => {}
        }
    }
    found
}

/// What a place turns out to be.
enum Reading {
    /// An expression, or several in a list.
    Date(Found),
    /// Words that are no date, nor is any part of them.
    Nothing { end: usize },
    /// Nothing known.
    None,
}

impl From<Option<Found>> for Reading {
    fn from(found: Option<Found>) -> Self {
        found.map_or(Self::None, Self::Date)
    }
}

/// Reads the expression that begins with the digits from `start` to `end`.
fn digits(context: &Context, start: usize, end: usize) -> Reading {
    let text = context.text;
    let count = text.get(start..end).map_or(0, |digits| digits.chars().count());
    if count == 8 && cursor::begins_number(text, start) {
        return numeric::compact(text, start).map(Found::wordless).into();
    }
    if count == 3 {
        return east_asian::of_era(text, start).map(Found::wordless).into();
    }
    if count > 4 || count < 4 && is_count(context, end) {
        return Reading::None;
    }
    if cursor::begins_number(text, start) {
        let found = match numeric::read(text, start) {
            numeric::Outcome::Date(expression) => Some(Found::wordless(expression)),
            // What looks like a numeric date and is none must not be read in part.
            numeric::Outcome::Figures => return Reading::None,
            numeric::Outcome::Other => edge::year_then_part(context, start)
                .or_else(|| weekday::worded(context, start))
                .or_else(|| edge::read(context, start, Kinds::QUARTER))
                .or_else(|| numeric::dotted(context, start).map(Found::wordless))
                .or_else(|| {
                    east_asian::day_alone(text, start)
                        .map(|expression| Found::new(expression, EAST_ASIAN))
                }),
        };
        if let Some(found) = found {
            return Reading::Date(found);
        }
    }
    year::read(text, context.floor, start).map(Found::wordless).into()
}

/// Whether what follows the digits that end at byte `end` makes them no day: a word that has nothing
/// to do with dates, or a sign that ends what is counted.
fn is_count(context: &Context, end: usize) -> bool {
    match context.text.as_bytes().get(end) {
        Some(b')' | b']' | b':' | b';' | b'%' | b'"') => true,
        // Months may be in Roman figures.
        Some(b' ') => {
            let roman = context.text.as_bytes().get(end + 1);
            !matches!(roman, Some(b'I' | b'V' | b'X')) && context.cursor(end).meets_unknown()
        }
        _ => false,
    }
}

/// Reads the expression that begins with the word from `start` to `end`.
fn words(context: &Context, start: usize, end: usize) -> Reading {
    let word = context.text.get(start..end).unwrap_or_default();
    let kinds = if word.starts_with(plain::is_east_asian) {
        word::east_asian(context.cursor(start).rest()).map(|(_, node)| node.kinds)
    } else {
        word::node(word).map(|node| kinds_of(context, node, end))
    };
    let Some(kinds) = kinds.filter(|kinds| !kinds.is_empty()) else { return Reading::None };
    if kinds.has(Kinds::NOTHING) {
        let mut cursor = context.cursor(start);
        if cursor.word_for(Meaning::Nothing, Languages::ALL) {
            return Reading::Nothing { end: cursor.at() };
        }
    }
    if kinds.has(Kinds::MONTH)
        && word.starts_with(plain::is_east_asian)
        && let Some(expression) = east_asian::read(context.text, start)
        && expression.first.day.is_some()
    {
        return Reading::Date(Found::wordless(expression));
    }
    edge::read(context, start, kinds)
        .or_else(|| kinds.has(Kinds::WEEKDAY).then(|| weekday::read(context, start))?)
        .or_else(|| kinds.has(Kinds::MONTH).then(|| month_first::read(context, start))?)
        .or_else(|| relative::read(context, start, kinds))
        .into()
}

/// What an expression may be that begins with the word of `node`, which ends at byte `end`.
fn kinds_of(context: &Context, node: &Node, end: usize) -> Kinds {
    if context.cursor(end).meets_unknown() {
        // Forms of several words are out, and a modifier without what it modifies is nothing.
        let bound = Kinds::SHIFT.with(Kinds::UNIT).with(Kinds::DAY_WORD);
        return node.entry.kinds().without(bound);
    }
    node.kinds
}

#[cfg(test)]
mod tests;
