//! The weekday beside a date: "Tuesday, 14 June", "2022. június 14., kedd".

use jiff::civil::Weekday;

use super::cursor::{self, Cursor};
use super::part::Found;
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::word;

/// The expression with the weekday that stands beside it, if one does.
pub(super) fn attach(text: &str, floor: usize, found: Found) -> Expression {
    let Found { mut expression, languages } = found;
    if expression.first.day.is_none() {
        return expression;
    }
    if let Some((start, weekday)) = before(text, floor, expression.span.start, languages) {
        expression.span.start = start;
        expression.first = with_weekday(expression.first, weekday);
        expression.alternative =
            expression.alternative.map(|written| with_weekday(written, weekday));
    } else if expression.last.is_none()
        && let Some((end, weekday)) = after(text, &expression, languages)
    {
        expression.span.end = end;
        expression.first = with_weekday(expression.first, weekday);
    }
    expression
}

fn with_weekday(written: Written, weekday: Weekday) -> Written {
    Written { weekday: Some(weekday), ..written }
}

/// The weekday that ends before byte `end`, with a comma or article between at most.
///
/// Its language must fit: in "Santo Domingo, June 20" there is none.
fn before(text: &str, floor: usize, end: usize, languages: Languages) -> Option<(usize, Weekday)> {
    let mut at = cursor::blanks_before(text, end)?;
    if let Some((start, word)) = cursor::word_before(text, at, &[])
        && word.eq_ignore_ascii_case("the")
    {
        at = cursor::blanks_before(text, start)?;
    }
    let head = text.get(..at)?;
    let head = head.strip_suffix(',').unwrap_or(head);
    // Only abbreviations bear a full stop; after a whole word a new sentence begins.
    let (head, dotted) = match head.strip_suffix('.') {
        Some(head) => (head, true),
        None => (head, false),
    };
    let (start, word) = cursor::word_before(text, head.len(), &['-', '\'', '’', 'ʼ'])
        .filter(|(_, word)| weekday_of(word).is_some())
        .or_else(|| cursor::word_before(text, head.len(), &[]))?;
    let (weekday, spoken) = weekday_of(word)?;
    let fits = spoken.share(languages) && (!dotted || word.len() <= 5);
    (start >= floor && fits).then_some((start, weekday))
}

/// The weekday after a date: in brackets, or at once after a date that begins with its year.
fn after(text: &str, expression: &Expression, languages: Languages) -> Option<(usize, Weekday)> {
    let mut cursor = Cursor::new(text, expression.span.end);
    let year_leads = matches!(expression.rule, "year-month-day" | "iso");
    if year_leads {
        cursor.take('.');
        cursor.take(',');
    }
    cursor.blanks();
    let bracket = cursor.take_if(|character| matches!(character, '(' | '（'));
    let (weekday, spoken) = weekday_of(cursor.word()?)?;
    if bracket {
        cursor.take_if(|character| matches!(character, ')' | '）')).then_some(())?;
    }
    ((bracket || year_leads) && spoken.share(languages)).then_some((cursor.at(), weekday))
}

fn weekday_of(word: &str) -> Option<(Weekday, Languages)> {
    word::node(word)?.entry.day.map(|day| (day.weekday, day.languages))
}
