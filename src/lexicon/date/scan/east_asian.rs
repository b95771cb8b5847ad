//! Dates with the signs for year, month and day: "2023年4月1日", "4월 1일".

use super::cursor::Cursor;
use super::part;
use crate::lexicon::date::expression::{Expression, Written};
use crate::span::Span;

/// Reads such a date, the first of its numbers at byte `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    let mut written = Written::default();
    let mut ahead = cursor;
    if let Some((year, 4)) = ahead.number()
        && ahead.take_if(|character| matches!(character, '年' | '년'))
    {
        written.year = Some(year).filter(|year| part::YEARS.contains(year));
        written.year?;
        cursor = ahead;
        ahead.blanks();
    } else {
        ahead = cursor;
    }
    if let Some(month) = below(&mut ahead, 12, ['月', '월']) {
        written.month = Some(month);
        cursor = ahead;
        ahead.blanks();
        if let Some(day) = day(&mut ahead) {
            written.day = Some(day);
            cursor = ahead;
        }
    }
    let rule = match (written.year, written.month, written.day) {
        (Some(_), Some(_), Some(_)) => "year-month-day",
        (Some(_), Some(_), None) => "year-month",
        (Some(_), None, None) => "year",
        (None, Some(month), Some(day)) if part::exists(month, day) => "month-day",
        (None, Some(_), None) => "month",
        _ => return None,
    };
    if written.year.is_some() {
        written.date()?;
    }
    let span = Span::new(start, cursor.at());
    Some(Expression { span, first: written, last: None, alternative: None, relative: None, rule })
}

/// Reads a day by itself: "13日".
pub(super) fn day(cursor: &mut Cursor) -> Option<i8> {
    below(cursor, 31, ['日', '일']).or_else(|| below(cursor, 31, ['号', '號']))
}

/// Reads a number up to `most` with one of the signs behind it.
fn below(cursor: &mut Cursor, most: i8, signs: [char; 2]) -> Option<i8> {
    let mut next = *cursor;
    let (number, _) = next.number()?;
    let number = i8::try_from(number).ok().filter(|number| (1..=most).contains(number))?;
    next.take_if(|character| signs.contains(&character)).then_some(())?;
    *cursor = next;
    Some(number)
}
