//! Days of the week: with a date ("Tuesday, 14 June", "2022. június 14., kedd"), or alone.

use jiff::civil::Weekday;

use super::context::Context;
use super::counted;
use super::cursor::Cursor;
use super::day_first;
use super::east_asian;
use super::month_first;
use super::numeric;
use super::part::{self, Found};
use super::year_first;
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::{EAST_ASIAN, Languages};
use crate::lexicon::date::meaning::{DayName, Meaning, Usage};
use crate::lexicon::date::word;
use crate::lexicon::fold::fold;
use crate::span::Span;

/// Words for "on" and articles that may stand inside an expression, before a weekday or date.
pub(super) const ON: [&str; 33] = [
    "on", "the", "u", "у", "в", "во", "ва", "we", "w", "v", "ve", "vo", "am", "dem", "den", "der",
    "на", "τη", "την", "στισ", "το", "el", "le", "o", "la", "na", "nesta", "neste", "en", "ne",
    "de", "dana", "дана",
];

/// Reads the name of a day of the week that one of the languages has, and how it is written.
pub(super) fn name<'text>(
    cursor: &mut Cursor<'text>,
    languages: Languages,
) -> Option<(DayName, &'text str)> {
    cursor.find(|entry, written| {
        entry.day.filter(|day| day.languages.share(languages)).map(|day| (day, written))
    })
}

/// Reads an expression that begins with the name of a day at byte `start`.
pub(super) fn read(context: &Context, start: usize) -> Option<Found> {
    if let Some(found) = dated(context, start) {
        return Some(found);
    }
    let mut cursor = context.cursor(start);
    let (day, written) = name(&mut cursor, Languages::ALL)?;
    let end = cursor.at();
    (!is_of_month(cursor, day.languages)).then_some(())?;
    let first = Written { weekday: Some(day.weekday), ..Written::default() };
    if let Some((relative, end)) = relative(context, cursor, day.languages) {
        let span = Span::new(start, end);
        let expression =
            Expression { relative: Some(relative), ..part::single(span, first, "weekday") };
        return Some(Found::new(expression, day.languages));
    }
    stands_alone(context, start, end, day, written).then_some(())?;
    cursor.word_behind(Meaning::Daypart, day.languages);
    let span = Span::new(start, cursor.at());
    Some(Found::new(part::single(span, first, "weekday"), day.languages))
}

/// Whether a month follows of which the weekday is one of several: "the last Monday in March".
pub(super) fn is_of_month(cursor: Cursor, languages: Languages) -> bool {
    let mut next = cursor;
    if !(next.blanks() && next.is_known()) {
        return false;
    }
    let at = next.at();
    if !(next.role(|roles| roles.link) && next.blanks()) {
        part::on(&mut next, languages);
    }
    next.at() > at
        && part::month(&mut next)
            .is_some_and(|month| month.sure && month.languages.share(languages))
        && {
            next.blanks();
            !next.peek().is_some_and(super::cursor::is_digit)
        }
}

fn stands_alone(context: &Context, start: usize, end: usize, day: DayName, written: &str) -> bool {
    let languages = day.languages;
    if languages.share(EAST_ASIAN) {
        return matches!(day.usage, Usage::Any);
    }
    let joined = context.is_joined(start, end);
    if joined || context.number_before(start) || context.is_habit(start, languages) {
        return false;
    }
    let capital = word::begins_with_capital(written);
    let introduced = context.introduced(start, languages);
    let plain = introduced || !is_name(context, start, end, capital);
    match day.usage {
        Usage::Any => plain && context.may_speak(start, languages),
        Usage::Capital | Usage::Beside => capital && plain,
        Usage::Lower => !capital && plain,
        Usage::On => introduced,
        Usage::Own => plain && context.speaks(start, languages, languages),
        Usage::Full => false,
    }
}

/// Whether the capital may be that of a name: "Good Friday", "the Sunday Times".
fn is_name(context: &Context, start: usize, end: usize, capital: bool) -> bool {
    capital && (context.capital_before(start) || context.capital_after(end))
}

/// Reads "of last week", "de la semaine prochaine", "prochain" behind a weekday.
fn relative(context: &Context, cursor: Cursor, languages: Languages) -> Option<(Relative, usize)> {
    let mut next = cursor;
    if let Some(shift) = counted::shift_after(context, &mut next, languages) {
        return Some((Relative { unit: Unit::Named, shift }, next.at()));
    }
    let mut next = cursor;
    (next.blanks() && next.is_known()).then_some(())?;
    for _ in 0..2 {
        let mut link = next;
        let linked = link.find(|entry, _| {
            (entry.roles.link || entry.means(Meaning::On).share(languages)).then_some(())
        });
        if linked.is_some() && link.blanks() {
            next = link;
        }
    }
    let (spoken, relative) = counted::shifted_unit(&mut next)
        .or_else(|| counted::unit_first(context, &mut next, languages))?;
    (spoken.share(languages) && relative.unit == Unit::Week).then_some((relative, next.at()))
}

/// Reads a weekday with its date, from byte `start`.
pub(super) fn dated(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (day, written) = name(&mut cursor, Languages::ALL)?;
    cursor.word_behind(Meaning::Daypart, day.languages);
    // Only abbreviations bear a full stop; after a whole word a new sentence begins.
    if written.chars().count() <= 5 {
        cursor.take('.');
    }
    cursor.take(',');
    let spaced = cursor.blanks();
    let bracket = cursor.take('(');
    (spaced || bracket || cursor.peek().is_some_and(|next| next.is_ascii_digit())).then_some(())?;
    let mut article = cursor;
    if article.find(|_, written| ON.contains(&fold(written).as_str()).then_some(())).is_some()
        && article.blanks()
    {
        cursor = article;
    }
    let at = cursor.at();
    let mut found = date(context, at)
        .or_else(|| numeric::day_and_month(context.text, at).map(Found::wordless))
        .or_else(|| numeric::with_slash(context.text, at, day.languages).map(Found::wordless))?;
    (found.languages.share(day.languages) && found.before.is_empty()).then_some(())?;
    let mut end = context.cursor(found.end());
    if bracket {
        end.take('.');
        end.take(')').then_some(())?;
    }
    found.expression.span = Span::new(start, end.at());
    set(&mut found.expression, day.weekday);
    found.languages = found.languages.both(day.languages);
    Some(found)
}

/// Reads a date with its day, without weekday, from byte `start`.
pub(super) fn date(context: &Context, start: usize) -> Option<Found> {
    let found = if context.cursor(start).peek().is_some_and(super::cursor::is_digit) {
        digits(context, start)?
    } else {
        month_first::read_with_day(context, start)?
    };
    (found.expression.first.day.is_some() && found.expression.first.month.is_some())
        .then_some(found)
}

/// Reads a date that begins with digits at byte `start`.
fn digits(context: &Context, start: usize) -> Option<Found> {
    match numeric::read(context.text, start) {
        numeric::Outcome::Date(expression) => Some(Found::wordless(expression)),
        numeric::Outcome::Figures => None,
        numeric::Outcome::Other => worded(context, start),
    }
}

/// Reads a date that begins with digits at byte `start` and goes on in words.
pub(super) fn worded(context: &Context, start: usize) -> Option<Found> {
    if let Some(expression) = east_asian::read(context.text, start) {
        return Some(Found::wordless(expression));
    }
    day_first::read(context, start).or_else(|| year_first::read(context, start))
}

/// Adds the weekday that stands behind a date: in brackets, behind a comma, or at once where the
/// language writes so.
pub(super) fn behind(context: &Context, found: &mut Found) {
    let expression = &mut found.expression;
    if expression.first.day.is_some() && expression.first.month.is_some() {
        let mut end = context.cursor(expression.span.end);
        part::day_word_after(&mut end, found.languages);
        expression.span.end = end.at();
    }
    if expression.first.day.is_none()
        || expression.first.weekday.is_some()
        || expression.last.is_some()
    {
        return;
    }
    if let Some((end, weekday)) = after(context, expression, found.languages) {
        expression.span.end = end;
        set(expression, weekday);
    }
}

fn set(expression: &mut Expression, weekday: Weekday) {
    let weekday = Some(weekday);
    expression.first.weekday = weekday;
    if let Some(alternative) = &mut expression.alternative {
        alternative.weekday = weekday;
    }
}

/// Languages that write the weekday behind a whole date without a comma.
const WEEKDAY_LAST: Languages = Languages::read("tr az hu uz kk ky zh ja ko");

fn after(
    context: &Context,
    expression: &Expression,
    languages: Languages,
) -> Option<(usize, Weekday)> {
    let mut cursor = context.cursor(expression.span.end);
    let year_leads = matches!(expression.rule, "year-month-day" | "iso");
    if year_leads {
        cursor.take('.');
    }
    let comma = cursor.take(',');
    cursor.blanks();
    let bracket = cursor.take_if(|character| matches!(character, '(' | '（'));
    let mut on = cursor;
    if comma
        && on.find(|_, written| ON.contains(&fold(written).as_str()).then_some(())).is_some()
        && on.blanks()
    {
        cursor = on;
    }
    let at = cursor.at();
    if bracket {
        let weekday = match name(&mut cursor, languages) {
            Some((day, _)) => day.weekday,
            None => east_asian::weekday(&mut cursor)?,
        };
        cursor.take_if(|character| matches!(character, ')' | '）')).then_some(())?;
        return Some((cursor.at(), weekday));
    }
    let (day, _) = name(&mut cursor, languages)?;
    let last = day.languages.both(languages).share(WEEKDAY_LAST);
    let stands = year_leads || last || (comma && day.usage == Usage::Any);
    // "14 June, Friday, 16 June": the weekday is that of the next one.
    (stands && dated(context, at).is_none()).then_some((cursor.at(), day.weekday))
}
