//! The report's own date: the best evidence for the day it was published.
//!
//! Takes the document and the date expressions of its body; gives the date with
//! the place it was read. In order: declared dates, the address, the file name,
//! a dateline, a line that says "published", a day that the text calls "today",
//! a line that says "updated". A date in other prose is never taken, and where
//! two pieces of the same kind of evidence disagree, neither. Evidence of a
//! month or year is made exact by a day of weaker evidence within it. A date
//! that the text itself speaks against is kept and marked doubtful.

mod address;
mod declared;
mod label;
mod line;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::tense;
use crate::lexicon::date::{
    Direction, Expression, Knowledge, Order, PartialDate, Precision, Reason, Relative,
    days_between, resolve,
};
use crate::lexicon::word::Words;
use crate::report::raw::{DeclaredDate, RawDocument};
use crate::report::{Published, Source};
use crate::span::Span;
use declared::read_declared;
use line::Line;

/// How far two pieces of evidence for one day may lie apart, in days: a copy is dated later.
const APART: i32 = 31;
/// How long after the last day that it tells of a report may be published, in days.
const LATEST_EVENT: i32 = 550;
/// How far into the body what a report tells first is looked for, in bytes.
const LEAD: usize = 600;

/// The report's own date, if anything tells it; `words` are those of the body.
///
/// The best kind of evidence decides. Where it gives only a month or a year,
/// a day that weaker evidence puts into that time makes it exact.
pub(crate) fn published(
    document: &RawDocument,
    words: &Words<'_>,
    expressions: &[Expression],
    lang: Option<&str>,
    order: Option<(Order, Reason)>,
) -> Option<Published> {
    let path = document.url.as_deref().map(|url| address::decoded(address::path(url)));
    let known = Knowledge { order, ..Knowledge::default() };
    let text = Text { body: words.text, words, expressions, lang, known };
    let from_address = path.as_deref().and_then(|path| from_name(path, Source::Address));
    let kinds: [&dyn Fn() -> Option<Published>; 9] = [
        &|| from_declared(&document.declared),
        &|| from_address.clone(),
        &|| date_of_name(&document.id, &document.path),
        &|| text.in_lines(line::is_dateline, Source::Dateline),
        &|| text.in_lines(line::is_imprint, Source::Text),
        &|| text.in_lines(line::is_closing_stamp, Source::Text),
        &|| text.today(),
        &|| text.confirmed(path.as_deref()?),
        &|| text.in_lines(line::is_change, Source::Text),
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
    let mut best = best?;
    if best.precision != Precision::Day
        && let Some(day) = text.day_within(best.from, best.to)
    {
        best = day;
    }
    let declared = from_declared(&document.declared).zip(from_address);
    best.doubtful = match declared {
        // Two witnesses outside the text that agree outweigh it.
        Some((one, other)) => match apart((one.from, one.to), (other.from, other.to)) {
            true if text.is_of(&other, &one) => return Some(other),
            apart => apart,
        },
        None => text.contradicts(&best),
    };
    Some(best)
}

/// The day of "today, 24 May 2024".
pub(super) fn today(expression: &Expression) -> Option<Date> {
    let counted = expression.relative == Some(Relative::TODAY);
    (counted && expression.first.day.is_some()).then_some(())?;
    Some(expression.days()?.0)
}

/// Whether the date at `span` stands in a dateline or imprint, which give the report's own date.
pub(super) fn stands_for_it(body: &str, span: Span) -> bool {
    line::line(body, span).is_some_and(|line| line::is_dateline(&line) || line::is_imprint(&line))
}

/// Whether two spans of days are too far from each other to be one day of publication.
fn apart(one: (Date, Date), other: (Date, Date)) -> bool {
    let later = |day: Date| day.checked_add(APART.days()).unwrap_or(day);
    later(one.1) < other.0 || later(other.1) < one.0
}

/// The body with its dates.
struct Text<'a> {
    body: &'a str,
    words: &'a Words<'a>,
    expressions: &'a [Expression],
    lang: Option<&'a str>,
    known: Knowledge,
}

impl Text<'_> {
    /// The date of the lines that `accepts` takes for evidence; nothing if they disagree.
    fn in_lines(&self, accepts: fn(&Line) -> bool, source: Source) -> Option<Published> {
        let mut best: Option<Published> = None;
        for expression in self.expressions {
            if expression.last.is_some()
                || expression.relative.is_some()
                || expression.precision() != Precision::Day
            {
                continue;
            }
            let Some(expression) = self.with_year(expression) else { continue };
            let Some(line) = line::line(self.body, expression.span) else { continue };
            if !accepts(&line) {
                continue;
            }
            let Some((day, _)) = resolve(&expression, &self.known).days else { continue };
            match &best {
                Some(best) if best.from != day => return None,
                Some(_) => {}
                None => best = Some(self.at(&expression, day, source)),
            }
        }
        best
    }

    /// The expression, if it has its year, be it in two figures: "RAWALPINDI, 12 Feb 25:".
    ///
    /// Prose has other numbers behind a day ("on 12 Feb 25 soldiers came"), so
    /// the line must end there or go on as behind a dateline.
    fn with_year(&self, expression: &Expression) -> Option<Expression> {
        if expression.first.year.is_some() {
            return Some(*expression);
        }
        let rest = self.body.get(expression.span.end..)?;
        let figures = rest.trim_start_matches([' ', '-', ',', '.', '\'', '’', '/']);
        let year =
            figures.get(..2).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let after = figures.get(2..)?.trim_start_matches(['.', ' ']);
        let closed = after.is_empty() || after.starts_with([':', '\n', '\r', '–', '—', '-', '(']);
        // "13 Apr, 10:22" has a time of day.
        let goes_on = after.chars().nth(1).is_some_and(|character| character.is_ascii_digit());
        (closed
            && !goes_on
            && expression.first.month.is_some()
            && expression.alternative.is_none())
        .then_some(())?;
        let mut whole = *expression;
        whole.first = whole.first.in_year(2000 + year.parse::<i16>().ok()?);
        whole.first.date().filter(|day| whole.first.weekday_fits(day.first()))?;
        whole.span.end = expression.span.end + (rest.len() - figures.len()) + 2;
        Some(whole)
    }

    /// The day that a number in the address means, if the text tells of that day or the one before.
    fn confirmed(&self, path: &str) -> Option<Published> {
        let mut days = address::possible_days(path).into_iter();
        let (day, span) = days.next()?;
        if days.any(|(other, _)| other != day) {
            return None;
        }
        let told = self.expressions.iter().any(|expression| {
            let first = expression.first;
            let dated = first.month.is_some() && first.day.is_some();
            let year = first.year.is_none_or(|year| year == day.year());
            dated
                && year
                && expression.alternative.is_none()
                && first.in_year(day.year()).date().is_some_and(|told| {
                    first.weekday_fits(told.first())
                        && (0..=1).contains(&days_between(told.first(), day))
                })
        });
        let date = PartialDate::new(day.year(), Some(day.month()), Some(day.day()))?;
        told.then(|| outside_the_body(date, Source::Address, span.of(path)))
    }

    /// The day of "today, 24 May 2024"; nothing if the text calls two days so.
    fn today(&self) -> Option<Published> {
        let mut days =
            self.expressions.iter().filter_map(|expression| Some((expression, today(expression)?)));
        let (expression, day) = days.next()?;
        days.all(|(_, other)| other == day).then(|| self.at(expression, day, Source::Text))
    }

    /// The one day between these that a dateline without year, or a "today" with its date, gives.
    fn day_within(&self, from: Date, to: Date) -> Option<Published> {
        let known = Knowledge { written: Some((from, to)), ..self.known };
        let mut found: Option<Published> = None;
        for expression in self.expressions {
            let written = expression.first;
            if written.year.is_some() || expression.last.is_some() {
                continue;
            }
            let today = expression.relative == Some(Relative::TODAY);
            let dated = written.month.is_some() && written.day.is_some();
            let source = if today && dated {
                Source::Text
            } else if dated
                && expression.relative.is_none()
                && line::line(self.body, expression.span)
                    .is_some_and(|line| line::is_dateline(&line))
            {
                Source::Dateline
            } else {
                continue;
            };
            let mut days = (from.year()..=to.year())
                .filter_map(|year| written.in_year(year).date())
                .map(PartialDate::first)
                .filter(|day| (from..=to).contains(day) && written.weekday_fits(*day));
            let (Some(day), None) = (days.next(), days.next()) else { continue };
            if today && resolve(expression, &known).days.is_none_or(|days| days.0 != day) {
                continue;
            }
            match &found {
                Some(found) if found.from != day => return None,
                Some(_) => {}
                None => found = Some(self.at(expression, day, source)),
            }
        }
        found
    }

    /// Whether the text is of the day of its address and not of its header.
    ///
    /// An address has the day of a page from the hand that published it; a day
    /// in a header may be that of a copy years later. So the address is believed
    /// if days of the text lie about its day, none about that of the header, and
    /// the text knows of no later year.
    fn is_of(&self, address: &Published, header: &Published) -> bool {
        if address.precision != Precision::Day || header.from <= address.to {
            return false;
        }
        let near = |own: Date, day: Date| (-APART..=APART).contains(&days_between(own, day));
        let mut of_address = false;
        for expression in self.expressions {
            let (first, last) = (expression.first, expression.last.unwrap_or(expression.first));
            if last.year.is_some_and(|year| year > address.to.year() + 1) {
                return false;
            }
            if expression.alternative.is_some() || expression.relative.is_some() {
                continue;
            }
            let about = |own: Date| match (first.month, first.day) {
                (Some(_), Some(_)) => (own.year() - 1..=own.year() + 1)
                    .filter(|year| first.year.is_none_or(|written| written == *year))
                    .filter_map(|year| first.in_year(year).date())
                    .any(|day| first.weekday_fits(day.first()) && near(own, day.first())),
                _ => false,
            };
            if about(header.from) {
                return false;
            }
            of_address |= about(address.from);
        }
        of_address
    }

    /// Whether the text tells first of a day that a report of this date would not call news.
    ///
    /// That is a full date in a dateline, beside "today", or alone in the lead
    /// with no later date in the whole text.
    fn contradicts(&self, published: &Published) -> bool {
        if published.start.is_some() {
            return false;
        }
        let own = (published.from, published.to);
        let mut full = self
            .expressions
            .iter()
            .filter(|expression| expression.first.day.is_some() && expression.first.year.is_some())
            .filter_map(|expression| Some((expression, resolve(expression, &self.known).days?)));
        let years = self
            .expressions
            .iter()
            .filter_map(|expression| expression.last.or(Some(expression.first))?.year);
        let latest = years.max();
        full.any(|(expression, days)| {
            let stamped = today(expression).is_some()
                || line::line(self.body, expression.span)
                    .is_some_and(|line| line::is_dateline(&line));
            if stamped {
                return apart(own, days);
            }
            // What is told at first, and nothing later: such a report is as old as that.
            let leads = expression.span.start <= LEAD;
            let old = days.1.checked_add(LATEST_EVENT.days()).is_ok_and(|last| last < own.0);
            if !leads || !old || latest != Some(days.1.year()) {
                return false;
            }
            // Anniversaries fall on the day, and what is history or no news at all says nothing.
            let anniversary = days.0.month() == own.0.month() && days.0.day() == own.0.day();
            let whole = Span::new(0, self.body.len());
            let told = tense::told(self.words, whole, expression, self.lang);
            !anniversary && told.clause == Some(Direction::Past) && !told.background
        })
    }

    fn at(&self, expression: &Expression, day: Date, source: Source) -> Published {
        Published {
            from: day,
            to: day,
            precision: Precision::Day,
            source,
            text: expression.span.of(self.body).to_owned(),
            start: Some(expression.span.start),
            end: Some(expression.span.end),
            doubtful: false,
        }
    }
}

/// The date in an address or file name; nothing if it holds two that disagree.
fn from_name(name: &str, source: Source) -> Option<Published> {
    let (date, span) = address::date_in(name)?;
    Some(outside_the_body(date, source, span.of(name)))
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

/// The date that the name of a report's file tells: all that extraction takes from where a report
/// stands.
pub(crate) fn date_of_name(id: &str, path: &str) -> Option<Published> {
    from_name(file_stem(id, path)?, Source::FileName)
}

/// The file's name, unless the file holds many reports, whose date it is not.
fn file_stem<'a>(id: &str, path: &'a str) -> Option<&'a str> {
    if id.contains('#') {
        return None;
    }
    let name = path.rsplit(['/', '\\']).next()?;
    Some(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::extract::numeric_order;
    use crate::lexicon::date::scan;

    fn document(body: &str) -> RawDocument {
        RawDocument {
            id: "a.txt".into(),
            path: "a.txt".into(),
            body: body.into(),
            ..RawDocument::default()
        }
    }

    fn read(document: &RawDocument, lang: &str) -> Option<Published> {
        let expressions = scan(&document.body);
        let order = numeric_order::order(&document.body, &expressions, Some(lang));
        published(document, &Words::cut(&document.body), &expressions, Some(lang), order)
    }

    fn found(document: &RawDocument) -> Option<(String, Source)> {
        read(document, "en").map(|published| {
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
    fn a_day_refines_a_month_that_holds_it() {
        let mut raw = document("Monday, November 18, 2019\nText");
        raw.declared = vec![declared("2019-11")];
        assert_eq!(found(&raw), Some(("2019-11-18".into(), Source::Dateline)));
        raw.declared = vec![declared("2019-10")];
        assert_eq!(found(&raw), Some(("2019-10".into(), Source::Header)));
    }

    #[test]
    fn a_day_in_two_figures_and_a_stamp_at_the_end_are_read() {
        for (text, date) in [
            ("Minister calls\n\nRAWALPINDI, 12 Feb 25:\nThey met.", Some("2025-02-12")),
            ("Minister calls\n\nOn 12 Feb 25 soldiers came.", None),
            ("13 Feb, 10:22\nMinister calls\n\nThey met.", None),
            ("13 Feb 10-22\nMinister calls\n\nThey met.", None),
            ("Minister calls\n\nRAWALPINDI, Tuesday, 12 Feb 25:\nThey met.", None),
            (
                "Ministers of two states met.\n\nGallery | Print\n15.09.2021, 14:20",
                Some("2021-09-15"),
            ),
            ("They met.\n\n15.09.2021, 14:20\nWell\n16.09.2021, 10:00", None),
        ] {
            assert_eq!(found(&document(text)).map(|found| found.0).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn an_address_that_the_text_bears_out_beats_the_day_of_a_copy() {
        for (text, address, expected) in [
            ("signed on 3 June, at the talks of 2-4 June", "/2023/6/4/x", "2023-06-04"),
            ("signed on 3 June; in 2025 they met again", "/2023/6/4/x", "2025-11-19"),
            ("signed on 3 June and on 10 November", "/2023/6/4/x", "2025-11-19"),
            ("signed on Saturday", "/2023/6/4/x", "2025-11-19"),
            ("signed on 3 June", "/2023/6/x", "2025-11-19"),
        ] {
            let mut raw = document(text);
            raw.declared = vec![declared("2025-11-19")];
            raw.url = Some(format!("https://example.org{address}"));
            assert_eq!(found(&raw).map(|found| found.0).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_number_in_an_address_is_a_day_if_the_text_tells_of_it() {
        for (text, address, date) in [
            ("signed on 8 October", "/news/09102025-visit", Some("2025-10-09")),
            ("signed on 10 February", "/visit-230210", Some("2023-02-10")),
            ("signed on 10 February 2021", "/visit-230210", None),
            ("signed on 3 March", "/visit-230210", None),
            ("signed on 10 February", "/visit-23021", None),
        ] {
            let mut raw = document(text);
            raw.url = Some(format!("https://example.org{address}"));
            assert_eq!(found(&raw).map(|found| found.0).as_deref(), date, "{text} {address}");
        }
    }

    #[test]
    fn the_host_and_the_name_of_a_container_are_no_evidence() {
        let mut raw = document("x");
        raw.url = Some("https://2022-06-14.example.org/news".into());
        raw.path = "export-2024-05-03.jsonl".into();
        raw.id = "export-2024-05-03.jsonl#7".into();
        assert_eq!(found(&raw), None);
        raw.url = Some("https://archive.example.org/web/20130214/http://example.org/x".into());
        assert_eq!(found(&raw), None);
        raw.url = Some("https://example.org/2024/05/03/x?from=https://example.com/".into());
        assert_eq!(found(&raw), Some(("2024-05-03".into(), Source::Address)));
        raw.url = None;
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
            ("08:15 | 11.03.2021 Section: Army\nText", Some("2021-03-11")),
            ("- Joined\n- Apr 15, 2011\n- Messages", None),
            ("Printed: 24.05.2024 14:30\nText", None),
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
            (format!("{prose}\nUpdated: 03.05.2024"), Some("2024-05-03")),
            (format!("Posted: 03.05.2024\n{prose}\nUpdated: 04.05.2024"), Some("2024-05-03")),
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

    #[test]
    fn an_open_order_of_figures_is_decided_by_the_language() {
        let raw = document("11/06/2018: Oferta de cooperação\n\nLuanda - Os ministros");
        let day = |lang| read(&raw, lang).map(|published| published.from);
        assert_eq!(day("pt"), Some(jiff::civil::date(2018, 6, 11)));
        assert_eq!(day("en"), None);
    }

    #[test]
    fn a_dateline_without_year_makes_a_month_or_year_exact() {
        for (header, body, date) in [
            ("2024-05", "CHISINAU, 24 May – The ministers met.", "2024-05-24"),
            ("2024", "CHISINAU, 24 May – The ministers met.", "2024-05-24"),
            ("2024-06", "CHISINAU, 24 May – The ministers met.", "2024-06"),
            ("2024-05", "The ministers met on 24 May.", "2024-05"),
            ("2024-05", "PARIS, 24 May – They met.\nROME, 25 May – They met.", "2024-05"),
        ] {
            let mut raw = document(body);
            raw.declared = vec![declared(header)];
            assert_eq!(found(&raw).map(|found| found.0).as_deref(), Some(date), "{body}");
        }
    }

    #[test]
    fn a_date_that_the_text_speaks_against_is_doubtful() {
        for (header, url, body, doubtful) in [
            ("2025-04-01", None, "The ministers met on 14 June 2016 in Belgrade.", true),
            ("2016-06-15", None, "The ministers met on 14 June 2016 in Belgrade.", false),
            ("2025-06-14", None, "The union of 14 June 2016 was remembered.", false),
            ("2025-04-01", None, "Under the law of 14 June 2016 they may serve.", false),
            ("2025-04-01", None, "On 14 June 2016 they met, and they plan more for 2025.", false),
            ("2025-04-01", None, "BELGRADE, 14 June 2024 – The ministers met.", true),
            ("2025-04-01", None, "The ministers met in Belgrade.", false),
            ("2025-04-01", Some("https://example.org/2019/06/x"), "The ministers met.", true),
            ("2019-07-01", Some("https://example.org/2019/06/x"), "The ministers met.", false),
            (
                "2025-04-01",
                Some("https://example.org/2025/04/x"),
                "The ministers met on 14 June 2016 in Belgrade.",
                false,
            ),
        ] {
            let mut raw = document(body);
            raw.url = url.map(str::to_owned);
            raw.declared = vec![declared(header)];
            let found = read(&raw, "en").expect("a declared date");
            assert_eq!(found.doubtful, doubtful, "{header} {body}");
        }
    }
}
