//! Expressions that are counted from the day of writing: "yesterday", "today, Tuesday", "last
//! week", "next January", "dia 21 do corrente mês".

use jiff::civil::Weekday;

use super::context::Context;
use super::counted;
use super::cursor::{self, Cursor};
use super::day_first;
use super::east_asian;
use super::part::{self, Found};
use super::weekday;
use crate::lexicon::date::expression::{Expression, Relative, Unit, Written};
use crate::lexicon::date::language::{EAST_ASIAN, Languages};
use crate::lexicon::date::meaning::{Kinds, Meaning, Usage};
use crate::lexicon::date::plain;
use crate::lexicon::date::word;
use crate::span::Span;

/// Reads an expression that begins with such a word at byte `start`.
pub(super) fn read(context: &Context, start: usize, kinds: Kinds) -> Option<Found> {
    kinds
        .has(Kinds::WHOLE)
        .then(|| whole(context, start))
        .flatten()
        .or_else(|| kinds.has(Kinds::SHIFT).then(|| shifted(context, start))?)
        .or_else(|| kinds.has(Kinds::UNIT).then(|| unit_first(context, start))?)
        .or_else(|| kinds.has(Kinds::DAY_WORD).then(|| day_word(context, start))?)
}

fn whole(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (relative, languages) = cursor.find(|entry, written| {
        // Several words say enough about their language.
        let phrase = written.contains(|character| !plain::is_letter(character));
        entry.senses.iter().find_map(|sense| match sense.meaning {
            Meaning::Whole(relative) => {
                let spoken = if sense.own {
                    context.speaks(start, entry.languages, sense.languages)
                } else {
                    phrase || context.may_speak(start, sense.languages)
                };
                spoken.then_some((relative, sense.languages))
            }
            _ => None,
        })
    })?;
    let end = cursor.at();
    // "2024. év végén", "jövő év végén": what stands before says which year.
    if matches!(relative.unit, Unit::Month | Unit::Year)
        && relative.shift == 0
        && (context.number_before(start)
            || context.is_shifted(start, languages)
            || counted::shift_after(context, &mut cursor.clone(), languages).is_some())
    {
        return None;
    }
    let east_asian = languages.share(EAST_ASIAN);
    (east_asian || !context.is_joined(start, end)).then_some(())?;
    if context.text.get(start..end).is_some_and(word::begins_with_capital) {
        // "Russia Today" is a name.
        (!context.capital_before(start)).then_some(())?;
    }
    if east_asian
        && relative.unit != Unit::Day
        && let Some(found) = dated_without_blank(context, start, end, relative)
    {
        return Some(found);
    }
    if east_asian {
        part::edge_after(&mut cursor, languages);
        if relative.unit == Unit::Week
            && let Some(weekday) = weekday_without_blank(&mut cursor)
        {
            let first = Written { weekday: Some(weekday), ..Written::default() };
            let span = Span::new(start, cursor.at());
            let expression =
                Expression { relative: Some(relative), ..part::single(span, first, "relative") };
            return Some(Found::new(expression, EAST_ASIAN));
        }
    }
    // The noun behind an adjective that says it already: "letošním roce", "mai napon".
    if relative.unit == Unit::Day {
        cursor.word_behind(Meaning::DayWord, languages);
        cursor.word_behind(Meaning::Daypart, languages);
    } else {
        cursor.word_behind(Meaning::Unit(relative.unit), languages);
    }
    Some(with_date(context, start, cursor, relative, languages))
}

/// Reads the end of "上周二" and "来週の火曜日".
fn weekday_without_blank(cursor: &mut Cursor) -> Option<Weekday> {
    let mut next = *cursor;
    next.take('の');
    if let Some((day, _)) = weekday::name(&mut next, EAST_ASIAN) {
        *cursor = next;
        return Some(day.weekday);
    }
    east_asian::weekday(cursor)
}

/// Reads "今年4月1日" and "本月13日".
fn dated_without_blank(
    context: &Context,
    start: usize,
    end: usize,
    relative: Relative,
) -> Option<Found> {
    let written = match relative.unit {
        Unit::Year => {
            let date = east_asian::read(context.text, end)?;
            (date.first.year.is_none()).then_some((date.first, date.span.end))
        }
        Unit::Month => {
            let mut cursor = context.cursor(end);
            let day = east_asian::day(&mut cursor)?;
            Some((Written { day: Some(day), ..Written::default() }, cursor.at()))
        }
        _ => None,
    };
    let (first, end) = written?;
    let span = Span::new(start, end);
    let expression =
        Expression { relative: Some(relative), ..part::single(span, first, "relative") };
    Some(Found::new(expression, EAST_ASIAN))
}

/// Adds the weekday and date that may follow: "yesterday, August 12", "today (Tuesday)".
fn with_date(
    context: &Context,
    start: usize,
    cursor: Cursor,
    relative: Relative,
    languages: Languages,
) -> Found {
    let plain = |end: usize, first: Written| {
        let rule = "relative";
        Expression { relative: Some(relative), ..part::single(Span::new(start, end), first, rule) }
    };
    let follows = match relative.unit {
        Unit::Day => beside(context, cursor, languages),
        // "next week on Tuesday"
        Unit::Year => month_of_year(context, cursor, languages),
        Unit::Week => beside(context, cursor, languages).filter(|(first, _)| {
            first.weekday.is_some() && first.month.is_none() && first.day.is_none()
        }),
        _ => None,
    };
    match follows {
        Some((first, end)) => Found::new(plain(end, first), languages),
        None => Found::new(plain(cursor.at(), Written::default()), languages),
    }
}

/// Reads the month, or day and month, behind a year: "tavaly novemberben", "l'année dernière en mai".
fn month_of_year(
    context: &Context,
    cursor: Cursor,
    languages: Languages,
) -> Option<(Written, usize)> {
    let mut next = cursor;
    (next.blanks() && next.is_known()).then_some(())?;
    let before = next.at();
    let mut within = next;
    if within.role(|roles| roles.before_year) && within.blanks() {
        next = within;
    } else {
        part::on(&mut next, languages);
    }
    let at = next.at();
    let fits = |found: &Found| {
        let Expression { first, last, relative, .. } = &found.expression;
        found.languages.share(languages)
            && found.before.is_empty()
            && first.year.is_none()
            && (last.is_none() && relative.is_none())
    };
    if let Some(found) = weekday::date(context, at) {
        return fits(&found).then_some((found.expression.first, found.end()));
    }
    let month = part::month(&mut next)?;
    let number = month.alone()?;
    let sure = month.sure || at > before && month.usage != Usage::Full;
    (sure && !month.short && month.languages.share(languages)).then_some(())?;
    let mut ahead = next;
    let several = part::joint(&mut ahead).is_some() && part::month(&mut ahead).is_some();
    ahead = next;
    ahead.take('.');
    ahead.links();
    (!several && !ahead.peek().is_some_and(cursor::is_digit)).then_some(())?;
    Some((Written { month: Some(number), ..Written::default() }, next.at()))
}

/// Reads a weekday or date behind a comma, "on", or in brackets.
fn beside(context: &Context, cursor: Cursor, languages: Languages) -> Option<(Written, usize)> {
    let mut next = cursor;
    next.take(',');
    next.blanks().then_some(())?;
    let bracket = next.take('(');
    let mut after_on = next;
    if after_on
        .find(|entry, written| {
            let on = weekday::ON.contains(&crate::lexicon::fold::fold(written).as_str());
            (on && entry.means(Meaning::On).share(languages)).then_some(())
        })
        .is_some()
        && after_on.blanks()
    {
        next = after_on;
    }
    let at = next.at();
    let found =
        weekday::dated(context, at).or_else(|| weekday::date(context, at)).or_else(|| {
            let mut named = context.cursor(at);
            let (day, _) = weekday::name(&mut named, languages)?;
            (day.usage != Usage::Full).then_some(())?;
            let first = Written { weekday: Some(day.weekday), ..Written::default() };
            let span = Span::new(at, named.at());
            Some(Found::new(part::single(span, first, "weekday"), day.languages))
        })?;
    let fits = found.languages.share(languages)
        && found.before.is_empty()
        && found.expression.last.is_none()
        && found.expression.alternative.is_none()
        && found.expression.relative.is_none();
    fits.then_some(())?;
    let mut end = context.cursor(found.end());
    if bracket {
        end.take('.');
        end.take(')').then_some(())?;
    }
    Some((found.expression.first, end.at()))
}

/// Reads "last week", "this Tuesday", "next January".
fn shifted(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (shift, languages) = counted::shift(&mut cursor, Languages::ALL)?;
    let modifier = cursor.since(start);
    // Most words behind "this" are of no interest.
    (cursor.blanks() && cursor.is_known()).then_some(())?;
    (!context.is_joined(start, start)).then_some(())?;
    counted::article(&mut cursor, languages);
    let mut ahead = cursor;
    if let Some((unit, spoken)) = counted::unit(&mut ahead, languages) {
        // "the last week" is a length of time, and "the last week of June" a part of another.
        let fixed = modifier.len() > 4 && modifier.to_lowercase().starts_with("the ");
        let fixed = fixed || before_is_the(context, start);
        if fixed && shift != 0 || of_follows(ahead, unit, spoken) {
            return None;
        }
        let relative = Relative { unit, shift };
        return Some(with_date(context, start, ahead, relative, spoken));
    }
    let mut ahead = cursor;
    if let Some((day, _)) = weekday::name(&mut ahead, languages) {
        let spoken = day.languages.both(languages);
        if let Some(found) =
            weekday::dated(context, cursor.at()).filter(|found| found.languages.share(spoken))
        {
            let span = Span::new(start, found.end());
            let expression = Expression { span, ..found.expression };
            return Some(Found::new(expression, found.languages));
        }
        ahead.word_behind(Meaning::Daypart, spoken);
        let first = Written { weekday: Some(day.weekday), ..Written::default() };
        (!weekday::is_of_month(ahead, spoken)).then_some(())?;
        return Some(named(start, ahead.at(), first, shift, spoken));
    }
    let month = part::month(&mut cursor)?;
    let number = month.alone()?;
    let spoken = month.languages.both(languages);
    let dated = {
        let mut day = cursor;
        day.take('.');
        day.blanks() && day.peek().is_some_and(cursor::is_digit)
    };
    let reads = month.usage != Usage::Full && (month.sure || month.usage == Usage::On) && !dated;
    (reads && spoken != Languages::NONE).then_some(())?;
    let first = Written { month: Some(number), ..Written::default() };
    Some(named(start, cursor.at(), first, shift, spoken))
}

fn before_is_the(context: &Context, start: usize) -> bool {
    context
        .text
        .get(..start)
        .and_then(|head| head.get(head.len().saturating_sub(4)..))
        .is_some_and(|article| article.eq_ignore_ascii_case("the "))
}

/// Whether "of" or a month follows, of which the unit is a part.
pub(super) fn of_follows(cursor: Cursor, unit: Unit, languages: Languages) -> bool {
    let mut next = cursor;
    if !next.blanks() {
        return false;
    }
    let linked = next.role(|roles| roles.link) && next.blanks();
    if !linked {
        part::on(&mut next, languages);
    }
    let mut month = next;
    // "Last year in May" has the month of the year; "the last week in May" is a week of the month.
    let month = unit != Unit::Year
        && part::month(&mut month).is_some_and(|month| month.languages.share(languages));
    let article = linked && {
        let mut article = next;
        article.word().is_some_and(|word| matches!(word, "the" | "el" | "la" | "le" | "o" | "a"))
    };
    month || article || (linked && next.peek().is_some_and(cursor::is_digit))
}

fn named(start: usize, end: usize, first: Written, shift: i8, languages: Languages) -> Found {
    let relative = Some(Relative { unit: Unit::Named, shift });
    let expression =
        Expression { relative, ..part::single(Span::new(start, end), first, "relative") };
    Found::new(expression, languages)
}

/// Reads "semaine dernière".
fn unit_first(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    let (languages, relative) = counted::unit_first(context, &mut cursor, Languages::ALL)?;
    (!context.number_before(start) && !of_follows(cursor, relative.unit, languages))
        .then_some(())?;
    Some(with_date(context, start, cursor, relative, languages))
}

/// Reads "dia 21 do corrente mês".
fn day_word(context: &Context, start: usize) -> Option<Found> {
    let mut cursor = context.cursor(start);
    (cursor.word_for(Meaning::DayWord, Languages::ALL) && cursor.blanks()).then_some(())?;
    cursor.peek().is_some_and(cursor::is_digit).then_some(())?;
    let at = cursor.at();
    let Some(found) = day_first::read(context, at) else {
        return numbered_day(context, start, at);
    };
    found.expression.first.month.is_none().then_some(())?;
    let span = Span::new(start, found.end());
    Some(Found::new(Expression { span, ..found.expression }, found.languages))
}

/// Reads "no dia 30" and "nos dias 12 e 13", the month of which nothing says.
fn numbered_day(context: &Context, start: usize, at: usize) -> Option<Found> {
    /// Languages that name the day of a month so; in others it is the third day of something.
    const ORDER: Languages = Languages::read("pt es gl");
    /// Languages in which the month comes before its day: "ayın 20-dək".
    const MONTH_FIRST: Languages = Languages::read("tr az");
    let mut cursor = context.cursor(at);
    let (first, last) = day_first::without_month(&mut cursor)?;
    if context.cursor(start).word_for(Meaning::DayWord, MONTH_FIRST) {
        let relative = Some(Relative { unit: Unit::Month, shift: 0 });
        let first = Written { day: Some(first), ..Written::default() };
        let span = Span::new(start, cursor.at());
        let expression = Expression { relative, ..part::single(span, first, "day of month") };
        return (last.is_none() && context.may_speak(start, MONTH_FIRST))
            .then(|| Found::new(expression, MONTH_FIRST));
    }
    let introduced = context.introduced(start, ORDER)
        || context.entry_before(start).is_some_and(|entry| entry.roles.link);
    (introduced && context.may_speak(start, ORDER) && cursor.ends_number()).then_some(())?;
    // "No dia 1 da missão"
    let mut ahead = cursor;
    (!(ahead.blanks() && ahead.role(|roles| roles.link))).then_some(())?;
    let written = |day| Written { day: Some(day), ..Written::default() };
    let span = Span::new(start, cursor.at());
    let expression =
        Expression { last: last.map(written), ..part::single(span, written(first), "day alone") };
    Some(Found::new(expression, ORDER))
}
