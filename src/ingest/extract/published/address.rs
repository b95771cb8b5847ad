//! The date in an address or a file name.
//!
//! Takes the name, gives the one date in it and where it stands. Figures are
//! believed where their form is that of a date and nothing else: `/2025/04/01/`,
//! `2025-04-01`, `20250401`, `/08-Mar-2021/`, `posted-on-august-13-2020`. Long
//! numbers are ids, unless they are a whole time stamp at the head of a part.

use jiff::civil::Date;

use crate::lexicon::date::{PartialDate, Precision, scan};
use crate::lexicon::fold::fold;
use crate::span::Span;

/// A name as people wrote it, without `%D1%85` and the like.
pub(super) fn decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [byte, tail @ ..] = rest {
        let hex =
            |digit: &u8| char::from(*digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        rest = match (byte, tail) {
            (b'%', [high, low, tail @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                bytes.push(hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0));
                tail
            }
            _ => {
                bytes.push(*byte);
                tail
            }
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The part of an address that its site chooses: what follows the host.
///
/// In the address of an archived page that is the page's own, as the archive's
/// tells only when it was copied.
pub(super) fn path(address: &str) -> &str {
    let address = match address.split('?').next().and_then(|place| place.rfind("/http")) {
        Some(at) if at > 0 => address.get(at + 1..).unwrap_or(address),
        _ => address,
    };
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or_default()
}

/// The date of a name and where it stands; nothing if it holds two that disagree.
pub(super) fn date_in(name: &str) -> Option<(PartialDate, Span)> {
    let mut found = in_figures(name);
    found.extend(in_words(name));
    found.sort_by_key(|(date, span)| (date.precision(), span.start));
    let (finest, span) = *found.first()?;
    let agree = found
        .iter()
        .all(|(date, _)| date.first() <= finest.first() && finest.last() <= date.last());
    agree.then_some((finest, span))
}

/// Years that names are believed in; eight digits are often a number of something else.
const NAME_YEARS: std::ops::RangeInclusive<i16> = 1985..=2099;

/// Years that a long number is believed to begin with.
const STAMP_YEARS: std::ops::RangeInclusive<i16> = 1995..=2059;

/// The dates `2025-04-01`, `20250401`, `/2025/04/01/`, `/2025/4/1/`, `/2025/04/` and leading `2025-04` of a name.
fn in_figures(name: &str) -> Vec<(PartialDate, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(name, at) {
        let end = digits_end(name, start);
        at = end;
        let preceding = name.get(..start).and_then(|head| head.chars().next_back());
        if preceding.is_some_and(char::is_alphanumeric) && !is_coded(name, start) {
            continue;
        }
        if let Some((date, end)) = folders(name, start, end) {
            found.push((date, Span::new(start, end)));
            at = end;
            continue;
        }
        let read = match end - start {
            8 if !continues(name, end) => {
                name.get(start..end).and_then(PartialDate::parse).map(|date| (date, end))
            }
            11.. if !continues(name, end) => time_stamp(name, start, end),
            2 => day_first(name, start, end),
            4 => separated(name, start, end),
            _ => None,
        };
        if let Some((date, end)) = read
            && NAME_YEARS.contains(&date.year())
        {
            found.push((date, Span::new(start, end)));
            at = end;
        }
    }
    found
}

/// Whether a short code of letters before a number heads its part: `t20230624_12`, `AEN20230624001`.
fn is_coded(name: &str, start: usize) -> bool {
    let head = name.get(..start).unwrap_or_default();
    let part = head.rsplit('/').next().unwrap_or_default();
    let figures = digits_end(name, start) - start;
    (1..=4).contains(&part.len())
        && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        && match figures {
            8 => name.get(start + 8..).is_some_and(|rest| rest.starts_with(['_', '-'])),
            figures => figures >= 11,
        }
}

/// Reads folders of the day: `/2023/0624/`, `/2023-06/24/`, `/202306/24/`.
fn folders(name: &str, start: usize, end: usize) -> Option<(PartialDate, usize)> {
    name.get(..start)?.ends_with('/').then_some(())?;
    let head = |length: usize| name.get(start..start + length);
    let (date, end) = match end - start {
        4 if name.get(end..)?.starts_with('/') && digits_end(name, end + 1) == end + 5 => {
            (format!("{}{}", head(4)?, name.get(end + 1..end + 5)?), end + 5)
        }
        4 if name.get(end..)?.starts_with('-') && name.get(end + 3..)?.starts_with('/') => (
            format!("{}{}{}", head(4)?, name.get(end + 1..end + 3)?, name.get(end + 4..end + 6)?),
            end + 6,
        ),
        6 if name.get(end..)?.starts_with('/') => {
            (format!("{}{}", head(6)?, name.get(end + 1..end + 3)?), end + 3)
        }
        _ => return None,
    };
    let closed = matches!(name.as_bytes().get(end), None | Some(b'/'));
    let figures = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    let date = PartialDate::parse(&date)
        .filter(|date| closed && figures && date.precision() == Precision::Day)?;
    STAMP_YEARS.contains(&date.year()).then_some((date, end))
}

/// The days that a number of eight or six figures at either end of a part may mean: `24062023`,
/// `visit-230624`.
///
/// Such a number may as well be that of a page, so that something else must speak for the day.
pub(super) fn possible_days(name: &str) -> Vec<(Date, Span)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in name.split('/') {
        let stem = part.split('.').next().unwrap_or_default();
        for number in [stem.split(['-', '_']).next(), stem.rsplit(['-', '_']).next()] {
            let Some(number) = number else { continue };
            let at = start + if part.starts_with(number) { 0 } else { stem.len() - number.len() };
            if !number.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let pair = |at: usize| number.get(at..at + 2).and_then(|pair| pair.parse::<i8>().ok());
            let day = match number.len() {
                8 => number.get(4..).and_then(|year| year.parse().ok()).zip(pair(2)).zip(pair(0)),
                6 => pair(0).map(|year| 2000 + i16::from(year)).zip(pair(2)).zip(pair(4)),
                _ => None,
            };
            if let Some(((year, month), day)) = day
                && STAMP_YEARS.contains(&year)
                && let Ok(day) = Date::new(year, month, day)
            {
                found.push((day, Span::new(at, at + number.len())));
            }
        }
        start += part.len() + 1;
    }
    found.dedup();
    found
}

/// Reads month and day after the year that lies at `start..year_end`.
fn separated(name: &str, start: usize, year_end: usize) -> Option<(PartialDate, usize)> {
    let year = name.get(start..year_end)?.parse().ok()?;
    if let Some(day) = unpadded(name, start, year_end, year) {
        return Some(day);
    }
    let (separator, month, month_end) = part(name, year_end)?;
    if let Some((again, day, day_end)) = part(name, month_end)
        && again == separator
    {
        return Some((PartialDate::new(year, Some(month), Some(day))?, day_end));
    }
    let follower = name.get(month_end..)?.chars().next();
    let leads = name.get(..start).is_some_and(|head| head.is_empty() || head.ends_with('/'));
    let closed = match separator {
        b'/' => matches!(follower, None | Some('/')),
        // "2023-24" may be two years, so more must follow, and it must not be digits.
        _ => {
            leads
                && follower.is_none_or(|next| next == separator as char || next == '/')
                && part(name, month_end).is_none()
                && next_digit(name, month_end) != Some(month_end + 1)
        }
    };
    closed.then(|| PartialDate::new(year, Some(month), None))?.map(|date| (date, month_end))
}

/// Reads `/2025/4/1/`: parts of a path of their own, where a lone figure is no version or page.
fn unpadded(name: &str, start: usize, end: usize, year: i16) -> Option<(PartialDate, usize)> {
    name.get(..start)?.ends_with('/').then_some(())?;
    let number = |at: usize| -> Option<(i8, usize)> {
        (name.as_bytes().get(at) == Some(&b'/')).then_some(())?;
        let end = digits_end(name, at + 1);
        Some((name.get(at + 1..end).filter(|digits| digits.len() <= 2)?.parse().ok()?, end))
    };
    let (month, month_end) = number(end)?;
    let (day, day_end) = number(month_end)?;
    let closed = matches!(name.as_bytes().get(day_end), None | Some(b'/'));
    closed.then(|| PartialDate::new(year, Some(month), Some(day)))?.map(|date| (date, day_end))
}

/// Reads `201801200821` or `20191007325821569` at the head of a part.
///
/// Sites put the time or a running number behind the day. A number of such
/// length that begins with a day of these years by chance is rarer than one in
/// a thousand, and none was seen in the addresses of four hundred reports.
fn time_stamp(name: &str, start: usize, end: usize) -> Option<(PartialDate, usize)> {
    let heads = name.get(..start).is_some_and(|head| head.is_empty() || head.ends_with('/'));
    let date = PartialDate::parse(name.get(start..start + 8)?)?;
    (heads && end - start <= 17 && STAMP_YEARS.contains(&date.year())).then_some((date, end))
}

/// Reads `14-06-2022` at the head or end of a part, if day and month cannot be exchanged.
fn day_first(name: &str, start: usize, end: usize) -> Option<(PartialDate, usize)> {
    let (separator, month, month_end) = part(name, end)?;
    let year_end = digits_end(name, month_end + 1);
    let again = name.as_bytes().get(month_end) == Some(&separator) && separator != b'/';
    let year = name.get(month_end + 1..year_end).filter(|digits| digits.len() == 4)?;
    let day: i8 = name.get(start..end)?.parse().ok()?;
    let heads = name.get(..start).is_some_and(|head| head.is_empty() || head.ends_with('/'));
    let ends = name.get(year_end..).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['/', '?']) || rest.starts_with(".htm")
    });
    let sure = day > 12 || day == month;
    (again && sure && (heads || ends)).then_some(())?;
    PartialDate::new(year.parse().ok()?, Some(month), Some(day)).map(|date| (date, year_end))
}

/// Whether a letter follows at byte `end`, so that the figures are part of an id.
fn continues(name: &str, end: usize) -> bool {
    let next = name.get(end..).and_then(|rest| rest.chars().next());
    next.is_some_and(char::is_alphabetic)
}

/// Words before a date in a name that make it the day of publication, folded.
const POSTED: [&str; 5] = ["posted", "published", "posted on", "published on", "date"];

/// The dates that are a part of the name by themselves, or that are said to be the day of posting.
fn in_words(name: &str) -> Vec<(PartialDate, Span)> {
    let mut found: Vec<(PartialDate, Span)> = over_three_parts(name).into_iter().collect();
    let mut start = 0;
    for part in name.split('/') {
        let whole = Span::new(start, start + part.len());
        start += part.len() + 1;
        let figures = part.bytes().filter(u8::is_ascii_digit).count();
        if !(4..=14).contains(&figures) || !part.contains(char::is_alphabetic) {
            continue;
        }
        let spaced = capitalised(part);
        let expressions = scan(&spaced);
        let [expression] = expressions.as_slice() else { continue };
        let before = spaced.get(..expression.span.start).unwrap_or_default().trim();
        let after = spaced.get(expression.span.end..).unwrap_or_default().trim();
        let posted = || POSTED.iter().any(|word| ends_in(&fold(before), word));
        let stands = after.is_empty() && (before.is_empty() || posted());
        let precise = expression.precision() == Precision::Day
            || (before.is_empty() && expression.precision() == Precision::Month);
        if stands
            && precise
            && expression.last.is_none()
            && expression.days().is_some()
            && let Some(date) = expression.first.date()
            && NAME_YEARS.contains(&date.year())
        {
            found.push((date, whole));
        }
    }
    found
}

/// The date of `/2024/Nov/04/`.
fn over_three_parts(name: &str) -> Option<(PartialDate, Span)> {
    let parts: Vec<&str> = name.split('/').collect();
    let mut start = 0;
    for window in parts.windows(3) {
        let &[year, month, day] = window else { continue };
        let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() == 4
            && matches!(day.len(), 1 | 2)
            && figures(year)
            && figures(day)
            && month.chars().all(char::is_alphabetic)
        {
            let spaced = format!("{day} {} {year}", capitalised(month));
            let expressions = scan(&spaced);
            if let [expression] = expressions.as_slice()
                && expression.span.len() == spaced.len()
                && let Some(date) = expression.first.date()
                && NAME_YEARS.contains(&date.year())
            {
                let end = start + year.len() + month.len() + day.len() + 2;
                return Some((date, Span::new(start, end)));
            }
        }
        start += year.len() + 1;
    }
    None
}

/// The words of a part with capitals, as "march" is a month only with one; no byte is lost or added.
fn capitalised(part: &str) -> String {
    let mut begins = true;
    part.chars()
        .map(|character| {
            let blank = matches!(character, '-' | '_' | '+' | '.' | ' ');
            let first = std::mem::replace(&mut begins, blank);
            match character {
                _ if blank => ' ',
                _ if first => character.to_ascii_uppercase(),
                _ => character,
            }
        })
        .collect()
}

fn ends_in(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|head| head.is_empty() || head.ends_with(' '))
}

/// Reads a separator and a number of two digits, where the number ends.
fn part(name: &str, at: usize) -> Option<(u8, i8, usize)> {
    let separator =
        *name.as_bytes().get(at).filter(|byte| matches!(byte, b'-' | b'_' | b'.' | b'/'))?;
    let end = digits_end(name, at + 1);
    (end == at + 3).then_some(())?;
    Some((separator, name.get(at + 1..end)?.parse().ok()?, end))
}

fn next_digit(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    rest.iter().position(u8::is_ascii_digit).map(|found| at + found)
}

/// The byte behind the digits that stand at byte `start`.
pub(super) fn digits_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_file_names_are_read_unless_they_disagree() {
        for (name, date) in [
            ("/2025/04/01/serbia", Some("2025-04-01")),
            ("/2025/04/serbia", Some("2025-04")),
            ("/news/20220614-meeting", Some("2022-06-14")),
            ("/news/meeting-2022-06-14.html", Some("2022-06-14")),
            ("/2022/06/2022-06-14-x", Some("2022-06-14")),
            ("/2022/06/2023-06-14-x", None),
            ("2024-05-03-report", Some("2024-05-03")),
            ("2024_05_03 report", Some("2024-05-03")),
            ("20240503", Some("2024-05-03")),
            ("2024-05-report", Some("2024-05")),
            ("plan-2024-05", None),
            ("2023-2024", None),
            ("2023-05-2024", None),
            ("/2022/article-12345678", None),
            ("/a20220614", None),
            ("/2030/agenda", None),
            ("2022-13-01", None),
            ("/2025/4/12/access-pact", Some("2025-04-12")),
            ("/2025/4/312/access-pact", None),
            ("/n1/2023/0624/c1001.html", Some("2023-06-24")),
            ("/2023-06/24/content_12.htm", Some("2023-06-24")),
            ("/202306/24/x.html", Some("2023-06-24")),
            ("/202306/t20230624_123.html", Some("2023-06-24")),
            ("/2023/0644/c1001.html", None),
            ("/202306/24a/x.html", None),
            ("/news/24062023.htm", None),
            ("/2025/4/article", None),
            ("/08-Mar-2021/ships", Some("2021-03-08")),
            ("/2021/march-8-2021/ships", Some("2021-03-08")),
            ("/march-2024/plan", Some("2024-03")),
            ("/visit-of-march-2024/plan", None),
            ("/they-meet-posted-on-august-13-2020/", Some("2020-08-13")),
            ("/they-meet-on-august-13-2020/", None),
            ("/news/201801200821-br5v.htm", Some("2018-01-20")),
            ("/news/20180120082159", Some("2018-01-20")),
            ("/news/20191007325821569-talks", Some("2019-10-07")),
            ("/news/20193007325821569-talks", None),
            ("/society/meeting-08-08-2018", Some("2018-08-08")),
            ("/society/meeting-14-08-2018.html", Some("2018-08-14")),
            ("/society/meeting-08-07-2018", None),
            ("/2024/Nov/04/exercise", Some("2024-11-04")),
            ("/2024/talks/04/exercise", None),
            ("/news/x-201801200821.htm", None),
            ("/talks-1922402722492022031820647242", None),
            ("/contracts-32000", None),
            ("/a/64d12904464a65.01662340/4481845/2023-08-07/talks", Some("2023-08-07")),
            ("/1996/09/talks", Some("1996-09")),
            ("/19600101/x", None),
            ("/20220614x", None),
            ("/%D1%85%D1%80/2025%2F04%2F01/x", Some("2025-04-01")),
            ("/%zz/2025-04-01%", Some("2025-04-01")),
            ("", None),
        ] {
            let found = date_in(&decoded(name)).map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref(), date, "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_name_is_read_or_passed_over(name in "[0-9a-z%/._ -]{0,30}|\\PC{0,30}") {
            let name = decoded(&name);
            if let Some((_, span)) = date_in(&name) {
                proptest::prop_assert!(name.get(span.start..span.end).is_some());
            }
        }
    }
}
