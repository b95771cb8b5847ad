//! What a person may type after `date:`, `since:` and `until:`.
//!
//! Takes the typed value and today's date; gives a range of days, or an error
//! with the bytes at fault and a form that would work. Accepted are
//!
//! - partial dates: `2016`, `2016-06`, `2016-06-14`;
//! - dates in words of any language that reports are read in: `June 2016`,
//!   `14 June 2016`, `14. juna 2016.`;
//! - days and calendar periods counted from today: `today`, `yesterday`,
//!   `this-week`, `last-month`, `3-years-ago`, and the words of running text
//!   for them (`last tuesday`, `prošle nedelje`);
//! - ranges of these, both ends included, each may be missing: `2016..2018`,
//!   `2016..`, `..last-month`;
//! - comparisons: `>=2016-06`, `<2016`.
//!
//! Bounds are read generously: a range begins with the first day that its lower
//! end can mean and ends with the last day that its upper end can mean. Weeks
//! begin on Monday. `date:none` and `date:?` are not ranges; the query parser
//! knows them.

use jiff::civil::Date;

use super::expression::{Unit, Written};
use super::partial::PartialDate;
use super::range::DateRange;
use super::resolve::{Knowledge, period, resolve};
use super::scan::scan;
use crate::diag::Diagnostic;
use crate::span::Span;

/// A date value that cannot be used, with the place and a way out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DateError {
    /// Bytes of the value that are at fault.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// Forms that would work.
    pub hints: Vec<String>,
}

impl DateError {
    fn new(span: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { span, message: message.into(), hints: vec![hint.into()] }
    }
}

impl From<DateError> for Diagnostic {
    /// The same finding; its span still counts in the value, so the caller may have to shift it.
    fn from(error: DateError) -> Self {
        Self { hints: error.hints, ..Self::error(error.span, error.message) }
    }
}

/// Reads the value of `date:`.
///
/// ```
/// use bilat::lexicon::date::query::parse;
/// use jiff::civil::date;
///
/// let today = date(2025, 4, 15);
/// assert_eq!(parse("2016-06", today).unwrap().to_string(), "2016-06-01..2016-06-30");
/// assert_eq!(parse("2016..last-month", today).unwrap().to_string(), "2016-01-01..2025-03-31");
/// assert!(parse("2018..2016", today).is_err());
/// ```
pub fn parse(text: &str, today: Date) -> Result<DateRange, DateError> {
    let whole = trimmed(text, Span::new(0, text.len()));
    let value = whole.of(text);
    if let Some(at) = value.find("..") {
        let dots = Span::new(whole.start + at, whole.start + at + 2);
        return range(text, whole, dots, today);
    }
    for (sign, comparison) in COMPARISONS {
        if value.starts_with(sign) {
            let rest = trimmed(text, Span::new(whole.start + sign.len(), whole.end));
            return compared(text, whole, comparison, days(text, rest, today)?);
        }
    }
    let (first, last) = days(text, whole, today)?;
    Ok(DateRange::between(first, last))
}

/// Reads the value of `since:`: the range from the first day meant, without an end.
pub fn since(text: &str, today: Date) -> Result<DateRange, DateError> {
    let (first, _) = days(text, bound(text, "since")?, today)?;
    Ok(DateRange::since(first))
}

/// Reads the value of `until:`: the range up to the last day meant, without a beginning.
pub fn until(text: &str, today: Date) -> Result<DateRange, DateError> {
    let (_, last) = days(text, bound(text, "until")?, today)?;
    Ok(DateRange::until(last))
}

#[derive(Clone, Copy)]
enum Comparison {
    AtLeast,
    AtMost,
    After,
    Before,
}

/// Signs of comparison, longer ones before those they begin with.
const COMPARISONS: [(&str, Comparison); 6] = [
    (">=", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≥", Comparison::AtLeast),
    ("≤", Comparison::AtMost),
    (">", Comparison::After),
    ("<", Comparison::Before),
];

fn compared(
    text: &str,
    whole: Span,
    comparison: Comparison,
    (first, last): (Date, Date),
) -> Result<DateRange, DateError> {
    let range = match comparison {
        Comparison::AtLeast => Some(DateRange::since(first)),
        Comparison::AtMost => Some(DateRange::until(last)),
        Comparison::After => last.tomorrow().ok().map(DateRange::since),
        Comparison::Before => first.yesterday().ok().map(DateRange::until),
    };
    range.ok_or_else(|| unknown(text, whole))
}

/// `since:` and `until:` take one date; a range or comparison there has no clear meaning.
fn bound(text: &str, field: &str) -> Result<Span, DateError> {
    let whole = trimmed(text, Span::new(0, text.len()));
    let value = whole.of(text);
    if value.contains("..") || COMPARISONS.iter().any(|(sign, _)| value.starts_with(sign)) {
        return Err(DateError::new(
            whole,
            format!("`{field}:` takes one date, found `{value}`"),
            format!("write `date:{value}` for a range"),
        ));
    }
    Ok(whole)
}

fn range(text: &str, whole: Span, dots: Span, today: Date) -> Result<DateRange, DateError> {
    let left = trimmed(text, Span::new(whole.start, dots.start));
    let right = trimmed(text, Span::new(dots.end, whole.end));
    if let Some(more) = right.of(text).find('.').filter(|at| *at == 0) {
        let at = right.start + more;
        return Err(DateError::new(
            Span::new(at, at + 1),
            "expected a date after `..`, found `.`",
            "a range has two dots: `2016..2018`",
        ));
    }
    let from = (!left.is_empty()).then(|| days(text, left, today)).transpose()?;
    let to = (!right.is_empty()).then(|| days(text, right, today)).transpose()?;
    if from.is_none() && to.is_none() {
        return Err(DateError::new(
            whole,
            "a range needs at least one end",
            "write `2016..2018`, `2016..` or `..2018`",
        ));
    }
    let range = DateRange { from: from.map(|days| days.0), to: to.map(|days| days.1) };
    if range.is_empty() {
        return Err(DateError::new(
            whole,
            "the range ends before it begins",
            format!("write `{}..{}`", right.of(text), left.of(text)),
        ));
    }
    Ok(range)
}

/// First and last day of what is written in `span`, which holds no range.
fn days(text: &str, span: Span, today: Date) -> Result<(Date, Date), DateError> {
    let value = span.of(text);
    if let Some(date) = PartialDate::parse(value) {
        return Ok((date.first(), date.last()));
    }
    let is_figure = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'/');
    if !value.is_empty() && value.bytes().all(is_figure) {
        return figures(text, span, today);
    }
    if let Some(relative) = relative(value, today) {
        return relative.ok_or_else(|| {
            DateError::new(
                span,
                format!("`{value}` lies before the year 1000"),
                "write `2016`, `last-year` or `3-months-ago`",
            )
        });
    }
    textual(text, span, today)
}

/// The part of `text` within `span` without blanks around it.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

/// Reads or explains a value of digits and separators that is no partial date.
fn figures(text: &str, span: Span, today: Date) -> Result<(Date, Date), DateError> {
    let value = span.of(text);
    let parts: Vec<&str> = value.split(['-', '/']).collect();
    let numbers: Vec<i16> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    if numbers.len() != parts.len() {
        return Err(unknown(text, span));
    }
    let small = |number: i16| i8::try_from(number).unwrap_or(i8::MAX);
    match (numbers.as_slice(), parts.first().map_or(0, |part| part.len())) {
        ([year], _) => Err(outside(span, value, *year)),
        ([year, month], 4) => {
            if let Some(last) = parts.get(1).and_then(|part| PartialDate::parse(part)) {
                let hint = format!("write `{year}..{last}` for a range of years");
                return Err(DateError::new(span, format!("`{value}` is not a date"), hint));
            }
            match PartialDate::new(*year, Some(small(*month)), None) {
                Some(date) => Err(padded(span, value, date)),
                None => Err(outside(span, value, *year)),
            }
        }
        ([year, month, day], 4) => {
            if let Some(date) = PartialDate::new(*year, Some(small(*month)), Some(small(*day))) {
                return Err(padded(span, value, date));
            }
            match PartialDate::new(*year, Some(small(*month)), None) {
                Some(month) => {
                    let hint = format!("the last day of that month is `{}`", month.last());
                    Err(DateError::new(span, format!("there is no day `{value}`"), hint))
                }
                None => Err(outside(span, value, *year)),
            }
        }
        // `14/06/2022` has one reading only.
        ([_, _, _], 1 | 2) => textual(text, span, today),
        _ => Err(unknown(text, span)),
    }
}

fn padded(span: Span, value: &str, date: PartialDate) -> DateError {
    let message = format!("`{value}` is not an ISO date");
    DateError::new(span, message, format!("write `{date}`, with two digits for month and day"))
}

/// The error for a year that is not accepted, or a month that does not exist.
fn outside(span: Span, value: &str, year: i16) -> DateError {
    match PartialDate::new(year, None, None) {
        Some(year) => {
            let hint = format!("write `{year}`, `{year}-06` or `{year}-06-14`");
            DateError::new(span, format!("there is no month `{value}`"), hint)
        }
        None => DateError::new(
            span,
            format!("`{value}` is not a year from 1000 to 2999"),
            "write the year with four digits: `2016`",
        ),
    }
}

/// Reads days and periods counted from today; the inner value is missing where the calendar ends.
#[expect(clippy::option_option, reason = "no such form, and a form beyond the calendar, differ")]
fn relative(value: &str, today: Date) -> Option<Option<(Date, Date)>> {
    let words: Vec<String> = value
        .split(|character: char| matches!(character, '-' | '_') || character.is_whitespace())
        .map(str::to_lowercase)
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["today"] => Some(period(Unit::Day, today, 0)),
        ["yesterday"] => Some(period(Unit::Day, today, -1)),
        ["tomorrow"] => Some(period(Unit::Day, today, 1)),
        ["this", word] => unit(word).map(|unit| period(unit, today, 0)),
        ["last", word] => unit(word).map(|unit| period(unit, today, -1)),
        [count, word, "ago"] if count.bytes().all(|byte| byte.is_ascii_digit()) => {
            let unit = unit(word.strip_suffix('s').unwrap_or(word))?;
            // A count too long to be a number is a form of its own, far beyond the calendar.
            Some(count.parse().ok().and_then(|count: i32| period(unit, today, -count)))
        }
        _ => None,
    }
}

/// The period that a word names, of those that can be counted.
fn unit(word: &str) -> Option<Unit> {
    match word {
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "month" => Some(Unit::Month),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

/// Reads a date in words or in a national numeric form, by the rules for running text.
fn textual(text: &str, span: Span, today: Date) -> Result<(Date, Date), DateError> {
    let value = span.of(text);
    // `14-june-2016` can be typed without quotes; where blanks are, a hyphen has its own meaning.
    let spaced = if value.contains(char::is_whitespace) {
        value.to_owned()
    } else {
        value.replace(['_', '-'], " ")
    };
    let found = scan(&spaced);
    let [expression] = found.as_slice() else { return Err(unknown(text, span)) };
    let rest = spaced.get(expression.span.end..).unwrap_or_default();
    if expression.span.start != 0 || !matches!(rest, "" | ".") {
        return Err(unknown(text, span));
    }
    if let Some(days) = expression.days() {
        return Ok(days);
    }
    let fault = |message: String, hint: String| Err(DateError::new(span, message, hint));
    if let (Some(one), Some(other)) =
        (expression.first.date(), expression.alternative.and_then(Written::date))
    {
        return fault(
            format!("the order of day and month in `{value}` is not clear"),
            format!("write `{one}` or `{other}`"),
        );
    }
    let counted = expression.relative.is_some() || expression.first.month.is_none();
    if counted && expression.first.year.is_none() {
        let known = Knowledge { written: Some((today, today)), ..Knowledge::default() };
        let meaning = resolve(expression, &known);
        // A weekday alone may be past or to come, whichever is nearer today.
        let sure = meaning.days.filter(|_| expression.relative.is_some());
        return match (sure, meaning.candidates.as_slice()) {
            (Some(days), _) => Ok(days),
            (None, [one, other]) => fault(
                format!("`{value}` may be one day or another"),
                format!("write `{one}` or `{other}`"),
            ),
            (None, _) => fault(
                format!("it is not clear which day `{value}` is"),
                format!("write `last {value}`, or a date such as `2016-06-14`"),
            ),
        };
    }
    if expression.first.year.is_none() {
        return fault(format!("`{value}` lacks the year"), format!("write `{value} 2016`"));
    }
    match expression.first.date() {
        Some(date) => fault(
            format!("`{date}` is not that day of the week"),
            format!("write `{date}` without the weekday"),
        ),
        None => fault(format!("there is no day `{value}`"), "write `2016-06-14`".to_owned()),
    }
}

fn unknown(text: &str, span: Span) -> DateError {
    let value = span.of(text);
    let message = if value.is_empty() {
        "expected a date".to_owned()
    } else {
        format!("`{value}` is not a date")
    };
    DateError::new(
        span,
        message,
        "write `2016`, `2016-06-14`, `June 2016`, `last-month`, `3-weeks-ago` or a range such as `2016..2018`",
    )
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    /// A Tuesday.
    fn today() -> Date {
        date(2025, 4, 15)
    }

    #[test]
    fn every_form_gives_its_range() {
        for (typed, range) in [
            ("2016", "2016-01-01..2016-12-31"),
            ("2016-02", "2016-02-01..2016-02-29"),
            ("2016-06-14", "2016-06-14"),
            ("2016/06/14", "2016-06-14"),
            ("20160614", "2016-06-14"),
            (" 2016 ", "2016-01-01..2016-12-31"),
            ("2016..2018", "2016-01-01..2018-12-31"),
            ("2016 .. 2018-03", "2016-01-01..2018-03-31"),
            ("2016..", "2016-01-01.."),
            ("..2016", "..2016-12-31"),
            (">=2016-06", "2016-06-01.."),
            ("<= 2016-06", "..2016-06-30"),
            (">2016-06", "2016-07-01.."),
            ("<2016-06", "..2016-05-31"),
            ("≥2016", "2016-01-01.."),
            ("June 2016", "2016-06-01..2016-06-30"),
            ("june-2016", "2016-06-01..2016-06-30"),
            ("14 June 2016", "2016-06-14"),
            ("14-june-2016", "2016-06-14"),
            ("14_june_2016", "2016-06-14"),
            ("June 14, 2016", "2016-06-14"),
            ("14. juna 2016.", "2016-06-14"),
            ("14.06.2016", "2016-06-14"),
            ("14/06/2016", "2016-06-14"),
            ("14 июня 2016", "2016-06-14"),
            ("2016. június 14.", "2016-06-14"),
            ("Tuesday, 14 June 2016", "2016-06-14"),
            ("12-16 June 2016", "2016-06-12..2016-06-16"),
            ("today", "2025-04-15"),
            ("Yesterday", "2025-04-14"),
            ("tomorrow", "2025-04-16"),
            ("this-week", "2025-04-14..2025-04-20"),
            ("last-week", "2025-04-07..2025-04-13"),
            ("this-month", "2025-04-01..2025-04-30"),
            ("last month", "2025-03-01..2025-03-31"),
            ("this-year", "2025-01-01..2025-12-31"),
            ("last-year", "2024-01-01..2024-12-31"),
            ("5-days-ago", "2025-04-10"),
            ("1-day-ago", "2025-04-14"),
            ("3-weeks-ago", "2025-03-24..2025-03-30"),
            ("2-months-ago", "2025-02-01..2025-02-28"),
            ("10 years ago", "2015-01-01..2015-12-31"),
            ("3-weeks-ago..yesterday", "2025-03-24..2025-04-14"),
            ("last tuesday", "2025-04-08"),
            ("last-friday", "2025-04-11"),
            ("this friday", "2025-04-18"),
            ("prošle nedelje", "2025-04-07..2025-04-13"),
            ("вчера", "2025-04-14"),
            ("gestern", "2025-04-14"),
            ("last june", "2024-06-01..2024-06-30"),
            ("last monday..today", "2025-04-14..2025-04-15"),
            ("June 2016..last-month", "2016-06-01..2025-03-31"),
        ] {
            let found = parse(typed, today()).map(|range| range.to_string());
            assert_eq!(found.as_deref(), Ok(range), "{typed}");
        }
    }

    #[test]
    fn faults_are_shown_with_a_form_that_works() {
        for (typed, at, message, hint) in [
            ("", 0..0, "expected a date", "write `2016`"),
            ("soon", 0..4, "`soon` is not a date", "write `2016`"),
            ("2016-13", 0..7, "there is no month `2016-13`", "write `2016`"),
            ("2015-02-29", 0..10, "there is no day", "the last day of that month is `2015-02-28`"),
            ("2016-6", 0..6, "`2016-6` is not an ISO date", "write `2016-06`"),
            ("2016-6-1", 0..8, "`2016-6-1` is not an ISO date", "write `2016-06-01`"),
            ("2016-2018", 0..9, "`2016-2018` is not a date", "write `2016..2018`"),
            ("0999", 0..4, "`0999` is not a year", "write the year"),
            ("16", 0..2, "`16` is not a year", "write the year"),
            ("99999", 0..5, "`99999` is not a date", "write `2016`"),
            ("2018..2016", 0..10, "the range ends before it begins", "write `2016..2018`"),
            ("2016..soon", 6..10, "`soon` is not a date", "write `2016`"),
            ("soon..2016", 0..4, "`soon` is not a date", "write `2016`"),
            ("2016...2018", 6..7, "expected a date after `..`", "a range has two dots"),
            ("..", 0..2, "a range needs at least one end", "write `2016..2018`"),
            (">=", 2..2, "expected a date", "write `2016`"),
            ("=2016", 0..5, "`=2016` is not a date", "write `2016`"),
            (
                "03/04/2024",
                0..10,
                "the order of day and month",
                "write `2024-04-03` or `2024-03-04`",
            ),
            ("14 June", 0..7, "`14 June` lacks the year", "write `14 June 2016`"),
            (
                "Monday, 14 June 2016",
                0..20,
                "`2016-06-14` is not that day",
                "write `2016-06-14` without",
            ),
            (
                "next friday",
                0..11,
                "`next friday` may be one day or another",
                "write `2025-04-18` or",
            ),
            ("friday", 0..6, "`friday` may be one day or another", "write `2025-04-11` or"),
            ("31 June 2016", 0..12, "`31 June 2016` is not a date", "write `2016`"),
            ("3000-years-ago", 0..14, "`3000-years-ago` lies before", "write `2016`"),
            ("99999999999-days-ago", 0..20, "`99999999999-days-ago` lies before", "write `2016`"),
        ] {
            let error = parse(typed, today()).expect_err(typed);
            assert_eq!(error.span, Span::from(at), "{typed}: {error:?}");
            assert!(error.message.starts_with(message), "{typed}: {error:?}");
            assert!(error.hints.iter().any(|text| text.starts_with(hint)), "{typed}: {error:?}");
        }
    }

    #[test]
    fn since_and_until_read_bounds_generously() {
        let shown = |range: Result<DateRange, DateError>| range.map(|range| range.to_string());
        assert_eq!(shown(since("2016-06", today())).as_deref(), Ok("2016-06-01.."));
        assert_eq!(shown(until("2016-06", today())).as_deref(), Ok("..2016-06-30"));
        assert_eq!(shown(until("last-month", today())).as_deref(), Ok("..2025-03-31"));
        let error = since("2016..2018", today()).expect_err("a range is no bound");
        assert_eq!(error.hints, ["write `date:2016..2018` for a range"]);
    }

    #[test]
    fn an_error_becomes_a_diagnostic() {
        let error = parse("soon", today()).expect_err("no date");
        let diagnostic = Diagnostic::from(error.clone());
        assert!(diagnostic.is_error());
        assert_eq!((diagnostic.message, diagnostic.hints), (error.message, error.hints));
    }

    proptest::proptest! {
        #[test]
        fn any_value_gives_a_range_or_an_error_within_it(value in "[ 0-9./<>=a-zéИ–-]{0,20}|\\PC{0,20}") {
            match parse(&value, today()) {
                Ok(range) => proptest::prop_assert!(!range.is_empty()),
                Err(error) => {
                    proptest::prop_assert!(value.get(error.span.start..error.span.end).is_some());
                    proptest::prop_assert!(!error.hints.is_empty());
                }
            }
        }

        #[test]
        fn printed_ranges_read_as_themselves(from in 0..200_000i32, length in 0..9000i32) {
            let from = date(1100, 1, 1).checked_add(from.days()).expect("far from the end of time");
            let range = DateRange::between(from, from.checked_add(length.days()).expect("likewise"));
            proptest::prop_assert_eq!(parse(&range.to_string(), today()), Ok(range));
        }
    }
}
