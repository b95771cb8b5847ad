//! The report's own date: the best evidence for the day it was published.
//!
//! Takes the document and the date expressions of its body; gives the date with
//! the place it was read. In order: declared dates, the address, the file name,
//! a dateline, a line that says "published". A date in running prose is never
//! taken, and where two pieces of the same kind of evidence disagree, neither.

use crate::lexicon::date::{self, Expression, PartialDate, Precision};
use crate::lexicon::fold::fold;
use crate::report::raw::{DeclaredDate, RawDocument};
use crate::report::{Published, Source};
use crate::span::Span;

/// How far into the body a dateline may begin, in bytes: a title may stand before it.
const DATELINE_WITHIN: usize = 300;
/// How much may follow a date with a time of day in its line, in bytes.
const STAMP_REST: usize = 40;
/// How far from either end of the body a line that says "published" may be, in bytes.
const NEAR_EITHER_END: usize = 400;

/// The report's own date, if anything tells it.
///
/// The best kind of evidence decides. Where it gives only a month or a year,
/// a day that weaker evidence puts into that time makes it exact.
pub(crate) fn published(document: &RawDocument, expressions: &[Expression]) -> Option<Published> {
    let body = document.body.as_str();
    let address = document.url.as_deref().map(address_path);
    let kinds: [&dyn Fn() -> Option<Published>; 5] = [
        &|| from_declared(&document.declared),
        &|| from_name(address?, Source::Address),
        &|| from_name(file_stem(document)?, Source::FileName),
        &|| from_lines(body, expressions, is_dateline, Source::Dateline),
        &|| from_lines(body, expressions, is_imprint, Source::Text),
    ];
    let mut best: Option<Published> = None;
    for kind in kinds {
        if best.as_ref().is_some_and(|best| best.precision == Precision::Day) {
            break;
        }
        let Some(found) = kind() else { continue };
        let refines = best.as_ref().is_none_or(|best| {
            found.precision < best.precision && best.from <= found.from && found.to <= best.to
        });
        if refines {
            best = Some(found);
        }
    }
    best
}

/// A note for each declared date that cannot be read, so that none is lost silently.
pub(crate) fn unreadable(declared: &[DeclaredDate]) -> impl Iterator<Item = String> + '_ {
    declared
        .iter()
        .filter(|declared| read_declared(&declared.text).is_none())
        .map(|declared| format!("declared date `{}` cannot be read", declared.text.trim()))
}

fn from_declared(declared: &[DeclaredDate]) -> Option<Published> {
    declared.iter().find_map(|declared| {
        let date = read_declared(&declared.text)?;
        Some(outside_the_body(date, declared.source, declared.text.trim()))
    })
}

/// Reads a date that stands alone: ISO-like, with a time of day behind it, or in words.
fn read_declared(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    if let Some(date) = PartialDate::parse(text).or_else(|| parse_unpadded(text)) {
        return Some(date);
    }
    // A time stamp; its day is taken as written, whatever the zone.
    for length in [10, 8] {
        if let (Some(day), Some(time)) = (text.get(..length), text.get(length..))
            && time
                .trim_start_matches(['T', 't', ' '])
                .starts_with(|next: char| next.is_ascii_digit())
            && !time.starts_with(|next: char| next.is_ascii_digit())
            && let Some(date) = PartialDate::parse(day)
        {
            return Some(date);
        }
    }
    match date::scan(text).as_slice() {
        [expression] if expression.last.is_none() => {
            expression.days()?;
            expression.first.date()
        }
        _ => None,
    }
}

/// Reads `2025-4-1`, which people write by hand.
fn parse_unpadded(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut small = || {
        let part: Option<&str> = parts.next();
        part.map(|part| if part.len() <= 2 { part.parse().ok() } else { None })
    };
    let month = small()??;
    let day = match small() {
        Some(day) => Some(day?),
        None => None,
    };
    parts.next().is_none().then(|| PartialDate::new(year, Some(month), day))?
}

fn outside_the_body(date: PartialDate, source: Source, text: &str) -> Published {
    Published {
        from: date.first(),
        to: date.last(),
        precision: date.precision(),
        source,
        text: text.to_owned(),
        start: None,
        end: None,
        doubtful: false,
    }
}

/// The part of an address that its site chooses: what follows the host.
fn address_path(address: &str) -> &str {
    let after_scheme = address.split_once("://").map_or(address, |(_, rest)| rest);
    after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or_default()
}

/// The file's name, unless the file holds many reports, whose date it is not.
fn file_stem(document: &RawDocument) -> Option<&str> {
    if document.id.contains('#') {
        return None;
    }
    let name = document.path.rsplit(['/', '\\']).next()?;
    Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// Reads the date in an address or file name; nothing if it holds two that disagree.
fn from_name(name: &str, source: Source) -> Option<Published> {
    let mut found: Vec<(PartialDate, Span)> = dates_in_name(name);
    found.sort_by_key(|(date, span)| (date.precision(), span.start));
    let (finest, span) = *found.first()?;
    let agree = found
        .iter()
        .all(|(date, _)| date.first() <= finest.first() && finest.last() <= date.last());
    agree.then(|| outside_the_body(finest, source, span.of(name)))
}

/// Years that names are believed in; eight digits are often a number of something else.
const NAME_YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// The dates `2025-04-01`, `20250401`, `/2025/04/01/`, `/2025/04/` and leading `2025-04` of a name.
fn dates_in_name(name: &str) -> Vec<(PartialDate, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_digit(name, at) {
        let end = digits_end(name, start);
        at = end;
        let preceding = name.get(..start).and_then(|head| head.chars().next_back());
        if preceding.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let read = match end - start {
            8 => name.get(start..end).and_then(PartialDate::parse).map(|date| (date, end)),
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

/// Reads month and day after the year that lies at `start..year_end`.
fn separated(name: &str, start: usize, year_end: usize) -> Option<(PartialDate, usize)> {
    let year = name.get(start..year_end)?.parse().ok()?;
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

fn digits_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// A full date with what stands around it in its line.
struct Line<'text> {
    before: &'text str,
    after: &'text str,
    /// Bytes of the body before the date and after it.
    from_start: usize,
    from_end: usize,
}

/// The date of the lines that `accepts` takes for evidence; nothing if they disagree.
fn from_lines(
    body: &str,
    expressions: &[Expression],
    accepts: fn(&Line) -> bool,
    source: Source,
) -> Option<Published> {
    let mut best: Option<Published> = None;
    for expression in expressions {
        let Some((from, to)) = expression.days().filter(|_| expression.last.is_none()) else {
            continue;
        };
        let span = expression.span;
        let near = span.start.min(body.len() - span.end.min(body.len())) <= NEAR_EITHER_END;
        // Lines are not looked at in between, as one may be as long as the whole text.
        if expression.precision() != Precision::Day || !near || !accepts(&line(body, span)) {
            continue;
        }
        match &best {
            Some(best) if best.from != from => return None,
            Some(_) => {}
            None => {
                best = Some(Published {
                    from,
                    to,
                    precision: Precision::Day,
                    source,
                    text: expression.span.of(body).to_owned(),
                    start: Some(expression.span.start),
                    end: Some(expression.span.end),
                    doubtful: false,
                });
            }
        }
    }
    best
}

fn line(body: &str, span: Span) -> Line<'_> {
    let head = body.get(..span.start).unwrap_or_default();
    let tail = body.get(span.end..).unwrap_or_default();
    Line {
        before: head.rsplit('\n').next().unwrap_or_default().trim(),
        after: tail.split('\n').next().unwrap_or_default().trim(),
        from_start: span.start,
        from_end: tail.len(),
    }
}

/// "BELGRADE, 3 May 2024 – …", or a line that holds nothing but a place and a date.
fn is_dateline(line: &Line) -> bool {
    let before = without_time(line.before);
    if line.from_start > DATELINE_WITHIN || !is_lead(before) {
        return false;
    }
    let rest = after_year(line.after);
    let after = without_time(rest);
    // A date with a time of day beside it, alone with a few words, is a stamp.
    let stamped = before.len() < line.before.len() || after.len() < rest.len();
    let after = without_brackets(after);
    after.is_empty()
        || after.starts_with(['–', '—', '-', '|', '/', ':'])
        || (stamped && after.len() <= STAMP_REST)
}

/// What follows a date, without "2022. године", "2022 г.", a comma or closing bracket.
fn after_year(after: &str) -> &str {
    without_year_word(after.trim_start_matches(['.', ',', ')', ' ']))
}

/// Whether the words before a date can be the place of a dateline, or nothing at all.
fn is_lead(before: &str) -> bool {
    if before.is_empty() || matches!(before, "|" | "(") {
        return true;
    }
    // A mark without words begins an item of a list.
    if before.len() > 60 || !before.contains(char::is_alphabetic) {
        return false;
    }
    let mut words = before
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capital = |word: &str| {
        word.chars().next().is_some_and(|first| !first.is_lowercase() && !first.is_numeric())
    };
    // A colon would make it a label, which says what kind of date it is.
    let ends = before.ends_with([',', '(', '/', '|', '–', '—', '-', '•', '·'])
        || before.chars().all(|character| !character.is_lowercase());
    ends && words.clone().count() <= 4 && words.all(capital)
}

fn without_year_word(rest: &str) -> &str {
    let word_end = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
    let (word, after) = rest.split_at(word_end);
    let is_year = matches!(
        fold(word).as_str(),
        "г" | "р" | "године" | "година" | "года" | "року" | "godine" | "g" | "r" | "roku"
    );
    if is_year { after.trim_start_matches(['.', ',', ' ']) } else { rest }
}

/// The text without the time of day that it begins with.
fn without_time(rest: &str) -> &str {
    let time = rest.trim_start_matches(['-', '–', '|', ',', ' ']);
    let end = digits_end(time, 0);
    let after = time.get(end..).unwrap_or_default();
    let minutes =
        after.strip_prefix([':', '.', 'h']).map(|rest| rest.split_at(digits_end(rest, 0)));
    let Some((minutes, after)) = minutes else { return rest };
    if !(1..=2).contains(&end) || minutes.len() != 2 {
        return rest;
    }
    let after = after.trim_start();
    let noon =
        after.get(..2).is_some_and(|word| ["am", "pm"].contains(&word.to_lowercase().as_str()));
    let after = if noon { after.get(2..).unwrap_or_default() } else { after };
    after.trim_start_matches([',', ' '])
}

fn without_brackets(rest: &str) -> &str {
    for (open, close) in [('(', ')'), ('/', '/'), ('[', ']')] {
        if let Some(inside) = rest.strip_prefix(open)
            && let Some(at) = inside.find(close).filter(|at| *at <= 30)
        {
            return inside.get(at + 1..).unwrap_or_default().trim_start();
        }
    }
    rest
}

/// Words, folded, after which the day of publication is given. Days of change or of printing are not.
const IMPRINTS: [&str; 40] = [
    "published",
    "published on",
    "posted",
    "posted on",
    "released",
    "release date",
    "date",
    "date published",
    "publication date",
    "objavljeno",
    "објављено",
    "objava",
    "datum",
    "датум",
    "datum objave",
    "датум објаве",
    "објавено",
    "opublikowano",
    "data publikacji",
    "data",
    "publikováno",
    "zverejnene",
    "kozzeteve",
    "datum kozzetetel",
    "megjelent",
    "publie le",
    "date de publication",
    "publicado",
    "publicado el",
    "publicado em",
    "fecha",
    "pubblicato",
    "pubblicato il",
    "veroffentlicht",
    "veroffentlicht am",
    "опубликовано",
    "дата",
    "опубліковано",
    "публикувано",
    "yayinlanma tarihi",
];

/// "Published on 3 May 2024", "Datum: 03.05.2024" near either end of the text.
fn is_imprint(line: &Line) -> bool {
    if line.from_start.min(line.from_end) > NEAR_EITHER_END {
        return false;
    }
    let label = line.before.rsplit(['|', '•', '·']).next().unwrap_or_default();
    if label.len() > 40 {
        return false;
    }
    let label = fold(label.trim_end_matches([':', '-', '–', ' ']).trim());
    let rest = without_time(after_year(line.after));
    IMPRINTS.contains(&label.as_str())
        && (rest.is_empty() || rest.starts_with(['|', '•', '·', '–', '—', '(', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(body: &str) -> RawDocument {
        RawDocument {
            id: "a.txt".into(),
            path: "a.txt".into(),
            body: body.into(),
            ..RawDocument::default()
        }
    }

    fn found(document: &RawDocument) -> Option<(String, Source)> {
        let expressions = date::scan(&document.body);
        published(document, &expressions).map(|published| {
            let date = match published.precision {
                Precision::Day => published.from.to_string(),
                Precision::Week | Precision::Month => published.from.strftime("%Y-%m").to_string(),
                Precision::Year => published.from.strftime("%Y").to_string(),
            };
            (date, published.source)
        })
    }

    fn declared(text: &str) -> DeclaredDate {
        DeclaredDate { text: text.into(), source: Source::Header }
    }

    #[test]
    fn declared_dates_are_read_in_many_forms() {
        for (text, date) in [
            ("2025-04-01", Some("2025-04-01")),
            ("2025-4-1", Some("2025-04-01")),
            ("2023-01", Some("2023-01")),
            ("2023", Some("2023")),
            ("20240503", Some("2024-05-03")),
            ("2024-05-03T23:59:00Z", Some("2024-05-03")),
            ("2024-05-03 10:20:00+02:00", Some("2024-05-03")),
            ("20240503T102000", Some("2024-05-03")),
            ("Fri, 03 May 2024 10:20:00 +0200", Some("2024-05-03")),
            ("3. svibnja 2024.", Some("2024-05-03")),
            ("May 2024", Some("2024-05")),
            ("2025-44-01", None),
            ("Mon, 03 May 2024", None),
            ("03/04/2024", None),
            ("3 May", None),
            ("2024-05-031", None),
            ("yesterday", None),
            ("", None),
        ] {
            let mut raw = document("x");
            raw.declared = vec![declared(text)];
            assert_eq!(found(&raw).map(|found| found.0).as_deref(), date, "{text}");
            assert_eq!(unreadable(&raw.declared).count(), usize::from(date.is_none()), "{text}");
        }
    }

    #[test]
    fn an_unreadable_declaration_gives_way_to_the_next() {
        let mut raw = document("x");
        raw.declared = vec![declared("soon"), declared("2024-05-03")];
        assert_eq!(found(&raw), Some(("2024-05-03".into(), Source::Header)));
        let notes: Vec<String> = unreadable(&raw.declared).collect();
        assert_eq!(notes, ["declared date `soon` cannot be read"]);
    }

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
            ("", None),
        ] {
            let found = from_name(name, Source::Address).map(|published| {
                PartialDate::new(
                    published.from.year(),
                    (published.precision <= Precision::Month).then(|| published.from.month()),
                    (published.precision == Precision::Day).then(|| published.from.day()),
                )
                .map(|date| date.to_string())
            });
            assert_eq!(found.flatten().as_deref(), date, "{name}");
        }
    }

    #[test]
    fn a_day_refines_a_month_that_holds_it() {
        let mut raw = document("Monday, November 18, 2019\nText");
        raw.declared = vec![declared("2019-11")];
        assert_eq!(found(&raw), Some(("2019-11-18".into(), Source::Dateline)));
        raw.declared = vec![declared("2019-10")];
        assert_eq!(found(&raw), Some(("2019-10".into(), Source::Header)));
    }

    #[test]
    fn the_host_and_the_name_of_a_container_are_no_evidence() {
        let mut raw = document("x");
        raw.url = Some("https://2022-06-14.example.org/news".into());
        raw.path = "export-2024-05-03.jsonl".into();
        raw.id = "export-2024-05-03.jsonl#7".into();
        assert_eq!(found(&raw), None);
        raw.id = raw.path.clone();
        assert_eq!(found(&raw), Some(("2024-05-03".into(), Source::FileName)));
    }

    #[test]
    fn datelines_are_told_from_prose() {
        for (body, date) in [
            ("BELGRADE, 3 May 2024 – The ministers met.", Some("2024-05-03")),
            ("Belgrad, 14 czerwca 2022 (PAP) – Ministrowie", Some("2022-06-14")),
            ("Београд, 14. јуна 2022. године – Министар", Some("2022-06-14")),
            ("Title of the report\n\nBudapest, 2022. június 14.\n\nText", Some("2022-06-14")),
            ("24.05.2024\nThe ministers", Some("2024-05-24")),
            ("24.05.2024 14:30\nThe ministers", Some("2024-05-24")),
            ("Monday, November 18, 2019\nText", Some("2019-11-18")),
            ("19:29 | 24.05.2024 Category: Social\nText", Some("2024-05-24")),
            ("- Joined\n- Apr 15, 2011\n- Messages", None),
            ("Updated: 24.05.2024 14:30\nText", None),
            ("14.06.2022 – The ministers", Some("2022-06-14")),
            ("On 14 June 2022 the ministers met.", None),
            ("On 14 June 2022, the ministers met.", None),
            ("The ministers met on 14 June 2022\nText", None),
            ("14 June 2022 was the day.", None),
            ("Belgrade, 14 June – The ministers", None),
            ("BELGRADE, 3 May 2024 –\nPARIS, 4 May 2024 –", None),
        ] {
            let found = found(&document(body));
            assert_eq!(found, date.map(|date| (date.into(), Source::Dateline)), "{body}");
        }
    }

    #[test]
    fn a_line_that_says_published_is_evidence() {
        let prose = "The two delegations met again. ".repeat(40);
        for (body, date) in [
            (format!("{prose}\nPublished on 3 May 2024"), Some("2024-05-03")),
            (format!("Title\nBy Staff | Posted: May 3, 2024 | News\n{prose}"), Some("2024-05-03")),
            (format!("{prose}\nObjavljeno: 03.05.2024."), Some("2024-05-03")),
            (format!("Published May 3, 2024 04:54 am\n{prose}"), Some("2024-05-03")),
            (format!("{prose}\nUpdated: 03.05.2024"), None),
            (format!("{prose}\nPublished on 3 May 2024\n{prose}"), None),
            (format!("Published on 3 May 2024 in Paris, the plan\n{prose}"), None),
        ] {
            assert_eq!(
                found(&document(&body)),
                date.map(|date| (date.into(), Source::Text)),
                "{body}"
            );
        }
    }
}
