//! Dates with the signs for year, month and day: "2023年4月1日", "4월 1일".

use jiff::civil::Weekday;

use super::cursor::Cursor;
use super::part;
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::EAST_ASIAN;
use crate::span::Span;

/// Reads such a date, the first of its numbers at byte `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    let named_year = year(&mut cursor);
    // The name of the era belongs to its year.
    let start = start - named_year.map_or(0, |(_, era)| era);
    let mut first = Written { year: named_year.map(|(year, _)| year), ..Written::default() };
    let mut last = None;
    let mut ahead = cursor;
    ahead.blanks();
    if let Some(number) = below(&mut ahead, 12, MONTH) {
        first.month = Some(number);
        cursor = ahead;
        ahead.blanks();
        if let Some(number) = day(&mut ahead) {
            first.day = Some(number);
            cursor = ahead;
            last = last_day(&mut cursor, first);
        }
    }
    let rule = match (first.year, first.month, first.day) {
        (Some(_), Some(_), Some(_)) => "year-month-day",
        (Some(_), Some(_), None) => "year-month",
        (Some(_), None, None) => "year",
        (None, Some(_), Some(_)) => "month-day",
        (None, Some(_), None) => "month",
        _ => return None,
    };
    part::edge_after(&mut cursor, EAST_ASIAN);
    let span = Span::new(start, cursor.at());
    let without_year = |written: Written| Written { year: None, ..written };
    let found = part::found(
        EAST_ASIAN,
        span,
        without_year(first),
        last.map(without_year),
        first.year,
        rule,
    )?;
    Some(found.expression)
}

/// Reads a date whose year is one of an era, as "112年11月7日" behind the name of the era.
pub(super) fn of_era(text: &str, start: usize) -> Option<Expression> {
    if let Some(expression) = read(text, start).filter(|found| found.first.year.is_some()) {
        return Some(expression);
    }
    // A whole day with such a year is no span of time: Taiwan leaves out the name of its era.
    let mut cursor = Cursor::new(text, start);
    let (year, 3) = cursor.number()? else { return None };
    cursor.take('年').then_some(())?;
    (100..=150).contains(&year).then_some(())?;
    let expression = read(text, cursor.at()).filter(|found| found.first.day.is_some())?;
    let first = expression.first.in_year(REPUBLIC + year);
    first.date()?;
    let span = Span::new(start, expression.span.end);
    expression.last.is_none().then(|| part::single(span, first, "year-month-day"))
}

/// The year before the first one of the Republic of China.
const REPUBLIC: i16 = 1911;

const MONTH: [char; 2] = ['月', '월'];

/// Names that count years of their own, and the year before the first of them.
const ERAS: [(&str, i16); 5] =
    [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", REPUBLIC), ("民国", REPUBLIC)];

/// Reads a year, and how many bytes before it name its era.
fn year(cursor: &mut Cursor) -> Option<(i16, usize)> {
    let mut next = *cursor;
    let before = next.before();
    let (year, era) = match next.number()? {
        (year, 4) => (year, 0),
        (year, 1..=3) => {
            let (era, zero) = ERAS.iter().find(|(era, _)| before.ends_with(era))?;
            (zero + year, era.len())
        }
        _ => return None,
    };
    let named = next.take_if(|character| matches!(character, '年' | '년'));
    (named && part::YEARS.contains(&year)).then_some(())?;
    *cursor = next;
    Some((year, era))
}

/// Reads the rest of "6月14日至16日".
fn last_day(cursor: &mut Cursor, first: Written) -> Option<Written> {
    let mut next = *cursor;
    next.take_if(|character| {
        part::is_dash(character) || matches!(character, '至' | '到' | '~' | '～' | '〜' | '－')
    })
    .then_some(())?;
    let month = below(&mut next, 12, MONTH).or(first.month);
    let day = day(&mut next)?;
    *cursor = next;
    Some(Written { month, day: Some(day), ..first })
}

/// Reads a day by itself: "13日".
pub(super) fn day(cursor: &mut Cursor) -> Option<i8> {
    below(cursor, 31, ['日', '일']).or_else(|| below(cursor, 31, ['号', '號']))
}

/// Reads "9日" and "6日至8日" where nothing makes it a number of days.
pub(super) fn day_alone(text: &str, start: usize) -> Option<Expression> {
    let mut cursor = Cursor::new(text, start);
    // "第3日" and "共12日" are counts.
    let counted =
        |character: char| "第期共约約計计达達満满最近前後后每毎数間间".contains(character);
    (!cursor.before().ends_with(counted)).then_some(())?;
    let number = below(&mut cursor, 31, ['日', '일'])?;
    let first = Written { day: Some(number), ..Written::default() };
    let last = last_day(&mut cursor, first).filter(|last| last.day > first.day);
    let goes_on = |character: char| {
        "間间内內後后前目程游遊連连本元中報报之以동간후전째내만".contains(character)
    };
    (!cursor.peek().is_some_and(goes_on)).then_some(())?;
    let mut ahead = cursor;
    ahead.blanks();
    (!ahead.peek().is_some_and(|next| "동간후전째내만".contains(next))).then_some(())?;
    let expression = part::single(Span::new(start, cursor.at()), first, "day alone");
    Some(Expression { last, ..expression })
}

/// Reads a number below a hundred in Chinese numerals: "十五", "二十一".
fn numeral(cursor: &mut Cursor) -> Option<i16> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |cursor: &mut Cursor| {
        let next = cursor.peek()?;
        let value = (1_i16..).zip(DIGITS).find(|(_, digit)| *digit == next)?.0;
        cursor.take(next);
        Some(value)
    };
    let mut next = *cursor;
    let tens = digit(&mut next);
    let number = if next.take('十') {
        tens.unwrap_or(1) * 10 + digit(&mut next).unwrap_or(0)
    } else {
        tens?
    };
    *cursor = next;
    Some(number)
}

/// Reads a number up to `most` with one of the signs behind it.
fn below(cursor: &mut Cursor, most: i8, signs: [char; 2]) -> Option<i8> {
    let mut next = *cursor;
    let number = match next.number() {
        Some((number, _)) => number,
        None => numeral(&mut next)?,
    };
    let number = i8::try_from(number).ok().filter(|number| (1..=most).contains(number))?;
    next.take_if(|character| signs.contains(&character)).then_some(())?;
    *cursor = next;
    Some(number)
}

/// Reads a day of the week by its one character, which tells only where a weekday must stand:
/// "上周二", "(火)", "(화)".
pub(super) fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    const DAYS: [&str; 7] = ["一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일"];
    let character = cursor.peek()?;
    let number = (1_i8..).zip(DAYS).find(|(_, day)| day.contains(character))?.0;
    cursor.take(character);
    Weekday::from_monday_one_offset(number).ok()
}
