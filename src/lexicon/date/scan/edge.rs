//! Parts of a month or year: "early June", "mid-2023", "at the end of last year", "krajem
//! juna", quarters and halves.
//!
//! Beginning, middle and end have no agreed days, so the whole month or year is
//! meant; a quarter or half year has its months.

use super::context::Context;
use super::counted;
use super::cursor::{self, Cursor};
use super::month_first;
use super::part::{self, Found};
use super::relative;
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Kinds, Meaning, Usage};
use crate::lexicon::date::word;
use crate::span::Span;

/// Reads an expression that begins with such a word at byte `start`.
pub(super) fn read(context: &Context, start: usize, kinds: Kinds) -> Option<Found> {
    kinds.has(Kinds::EDGE.with(Kinds::QUARTER).with(Kinds::HALF)).then_some(())?;
    (!context.is_joined(start, start)).then_some(())?;
    kinds
        .has(Kinds::QUARTER)
        .then(|| quarter(context, start))
        .flatten()
        .or_else(|| kinds.has(Kinds::QUARTER).then(|| first_day(context, start))?)
        .or_else(|| kinds.has(Kinds::HALF).then(|| half(context, start))?)
        .or_else(|| kinds.has(Kinds::EDGE).then(|| edge(context, start))?)
}

fn edge(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let languages = cursor.spoken(Meaning::Edge)?;
    // "mid-to-late June"
    let mut more = cursor;
    if more.take_if(part::is_dash) && more.role(|roles| roles.to) && more.take_if(part::is_dash) {
        more.spoken(Meaning::Edge)?;
        cursor = more;
    }
    let joined = cursor.take_if(part::is_dash);
    (joined || cursor.blanks() || cursor.take_if(cursor::is_apostrophe)).then_some(())?;
    links(&mut cursor);
    of(context, start, cursor, languages)
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
        let link = link.or_else(|| {
            next = *cursor;
            elided(&mut next).then_some(())
        });
        if link.is_none() || !(next.blanks() || next.take_if(cursor::is_apostrophe)) {
            return;
        }
        *cursor = next;
    }
}

/// Passes an article that the tables of dates do not have: "the", and those with an apostrophe.
fn elided(cursor: &mut Cursor) -> bool {
    let mut next = *cursor;
    let Some(word) = next.word() else { return false };
    let elided = matches!(word, "l" | "dell" | "d" | "all" | "nell");
    let article = word == "the" || elided && next.peek().is_some_and(cursor::is_apostrophe);
    if article {
        *cursor = next;
    }
    article
}

/// Reads the month, year or counted unit that an edge is of.
fn of(context: &Context, start: usize, cursor: Cursor, languages: Languages) -> Option<Found> {
    month(context, start, cursor, languages)
        .or_else(|| month(context, start, after_month_noun(cursor, languages)?, languages))
        .or_else(|| year(start, cursor, languages))
        .or_else(|| shifted(context, start, cursor, languages))
        .or_else(|| running(context, start, cursor, languages))
}

/// Behind the noun of "fin du mois de mai", "sfârșitul lunii mai".
fn after_month_noun(cursor: Cursor<'_>, languages: Languages) -> Option<Cursor<'_>> {
    let mut next = cursor;
    let (unit, _) = counted::unit(&mut next, languages)?;
    (unit == Unit::Month && next.links()).then_some(next)
}

/// Reads "the end of the year", which is the year of writing where nothing else is said.
fn running(
    context: &Context,
    start: usize,
    mut cursor: Cursor,
    languages: Languages,
) -> Option<Found> {
    let (unit, spoken) = counted::unit(&mut cursor, languages)?;
    matches!(unit, Unit::Year | Unit::Month | Unit::Week).then_some(())?;
    (!relative::of_follows(cursor, unit, spoken) && cursor.ends_number()).then_some(())?;
    let mut ahead = cursor;
    ahead.links();
    // "End of the year 2024", "fine anni '90"
    (!ahead.peek().is_some_and(|next| cursor::is_digit(next) || cursor::is_apostrophe(next)))
        .then_some(())?;
    (counted::shift(&mut ahead, spoken).is_none() && !context.number_before(start)).then_some(())?;
    let span = Span::new(start, cursor.at());
    let relative = Some(Relative { unit, shift: 0 });
    let expression =
        Expression { relative, ..part::single(span, Written::default(), "edge, relative") };
    Some(Found::new(expression, spoken))
}

fn month(
    context: &Context,
    start: usize,
    mut cursor: Cursor,
    languages: Languages,
) -> Option<Found> {
    let month = part::month(&mut cursor)?;
    let spoken = month.languages.both(languages);
    (month.usage != Usage::Full
        && (month.sure || matches!(month.usage, Usage::On | Usage::Own | Usage::Beside)))
    .then_some(())?;
    (spoken != Languages::NONE).then_some(())?;
    let number = month_first::number_alone(context, start, month)?;
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
    if counted::unit(&mut cursor, languages).is_none() {
        cursor.role(|roles| roles.year && roles.before_year);
    }
    cursor.blanks();
    let year = part::bare_year(&mut cursor).filter(|year| (1900..=2099).contains(year))?;
    let first = Written { year: Some(year), ..Written::default() };
    let span = Span::new(start, cursor.at());
    Some(Found::new(part::single(span, first, "edge of year"), languages))
}

fn shifted(
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

/// Reads "первого марта" and "primo maggio": the first day of a month, in words.
fn first_day(context: &Context, start: usize) -> Option<Found> {
    /// Languages that count this day in words; in others "the first" of a month is something else.
    const ORDER: Languages =
        Languages::read("ru uk be pl cs sk sl sr hr bs bg mk ro fr it es pt gl ca nl de sv nb da");
    let mut cursor = context.cursor(start);
    let languages = word::node(cursor.word()?)?.entry.means(Meaning::Quarter(1)).both(ORDER);
    (languages != Languages::NONE).then_some(())?;
    let ordinal = cursor.since(start);
    // "I мая" and "1 мая" are figures.
    (ordinal.chars().nth(1).is_some() && !ordinal.starts_with(cursor::is_digit)).then_some(())?;
    cursor.links().then_some(())?;
    let at = cursor.at();
    let month = part::month(&mut cursor)?;
    let number = month.alone()?;
    let spoken = month.languages.both(languages);
    // "The first March exercise": adjectives of Slavic months.
    let name = cursor.since(at).to_lowercase();
    let adjective = ["sk", "ск", "ów", "ow"].iter().any(|ending| name.contains(ending));
    (month.sure && !month.short && !adjective && spoken != Languages::NONE).then_some(())?;
    let year = part::year(&mut cursor, false);
    let relative = match year {
        Some(_) => None,
        None => counted::year(context, &mut cursor, spoken),
    };
    let span = Span::new(start, cursor.at());
    let found = part::found(spoken, span, part::dated(number, 1), None, year, "day-month")?;
    Some(Found::new(Expression { relative, ..found.expression }, spoken))
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
    if written.word().is_some_and(|word| word::roles(word).before_year) {
        written.blanks();
    } else {
        written = next;
    }
    let named = |month| Written { month: Some(month), ..Written::default() };
    if let Some(year) = part::bare_year(&mut written) {
        let span = Span::new(start, written.at());
        let last = Some(named(to));
        return part::found(languages, span, named(from), last, Some(year), "part of year");
    }
    let mut counted_year = cursor;
    let relative = counted::year(context, &mut counted_year, languages)
        .or_else(|| of_the_year(&mut counted_year, next, languages));
    // "The first half" may be one of anything; a quarter, or a word for half a year, is one of a
    // year, but "the last quarter" is the one before this.
    let form = cursor.since(start);
    let named_alone = || {
        let quarter =
            to - from == 2 && counted::shift(&mut context.cursor(start), languages).is_none();
        named_in_words(form) && (quarter || is_half_year(form))
    };
    (relative.is_some() || named_alone()).then_some(())?;
    let span = Span::new(start, counted_year.at());
    let found = part::found(languages, span, named(from), Some(named(to)), None, "part of year")?;
    Some(Found::new(Expression { relative, ..found.expression }, languages))
}

/// Reads "year" behind a part of it and the words between.
fn of_the_year<'text>(
    cursor: &mut Cursor<'text>,
    mut next: Cursor<'text>,
    languages: Languages,
) -> Option<Relative> {
    let year = word::node(next.word()?)?.entry.means(Meaning::Unit(Unit::Year));
    (year.share(languages) && next.ends_number()).then_some(())?;
    *cursor = next;
    Some(Relative::THIS_YEAR)
}

/// Whether the noun of the form means half a year and nothing else.
fn is_half_year(form: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "полугоди",
        "півріччі",
        "półrocz",
        "pololet",
        "polletj",
        "polrok",
        "semest",
        "halbjahr",
        "jahresh",
        "félév",
        "εξάμην",
        "gjashtëmujor",
        "halvår",
        "半年",
    ];
    let form = form.to_lowercase();
    NOUNS.iter().any(|noun| form.contains(noun))
}

/// Whether the form is more than figures and their letter: "Q1" alone may be anything.
fn named_in_words(form: &str) -> bool {
    form.chars().filter(|character| character.is_alphabetic()).nth(2).is_some()
}

/// Reads "2019 yılının ilk yarısı" and "2024年上半年": the year before its part.
pub(super) fn year_then_part(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let year = part::bare_year(&mut cursor).filter(|year| (1900..=2099).contains(year))?;
    cursor.take('.');
    cursor.blanks();
    if cursor.role(|roles| roles.year) {
        cursor.blanks();
    }
    cursor.take_if(|character| matches!(character, '-' | '年' | '년'));
    cursor.blanks();
    let at = cursor.at();
    let (from, to, languages) = cursor.find(|entry, _| {
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Quarter(quarter) => Some((3 * quarter - 2, 3 * quarter, sense.languages)),
            Meaning::Half(half) => Some((6 * half - 5, 6 * half, sense.languages)),
            _ => None,
        })
    })?;
    languages.share(part::EDGE_LAST).then_some(())?;
    if to - from == 2 {
        let form = cursor.since(at);
        let whole = form.contains('季') || form.contains("분기");
        let mut ahead = cursor;
        if !whole && ahead.blanks() {
            let (unit, _) = counted::unit(&mut ahead, languages)?;
            (unit == Unit::Quarter).then_some(())?;
            cursor = ahead;
        } else {
            whole.then_some(())?;
        }
    }
    let named = |month| Written { month: Some(month), ..Written::default() };
    let span = Span::new(start, cursor.at());
    part::found(languages, span, named(from), Some(named(to)), Some(year), "part of year")
}
