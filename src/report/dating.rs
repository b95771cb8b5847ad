//! Which dates of a report a question about time looks at.
//!
//! `published:` asks for the report's own date, `event:` for the days of what
//! it tells of, and `date:` for the own date or, where that is not known, for
//! the days of what it tells of as done. The index, the highlights and the date
//! that is shown beside a hit all ask here, so they cannot differ.

use std::fmt;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lexicon::date::{DateRange, Precision, scan};
use crate::report::field::Field;
use crate::report::record::{DateMention, Report, Role};
use crate::span::Span;

/// A field of the query language that asks for days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateField {
    /// The report's own date; if it is not known, the days of what the report tells of as done.
    Date,
    /// The report's own date.
    Published,
    /// The days of what the report tells of, as done or as planned.
    Event,
}

/// Days that a report has under a field, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// Bytes of the body they were read from; nothing if they were read elsewhere.
    pub span: Option<Span>,
}

/// What the date that is shown for a report was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The report's own date.
    Published,
    /// The last day that the report tells of as done.
    Event,
}

/// How far the date of a report can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Nothing speaks against it.
    Certain,
    /// The dates of the text speak against it.
    Doubtful,
    /// There is none, but the text has a date that may be it.
    Open,
}

/// The one date that stands for a report where it is listed and ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownDate {
    /// The day, or the first of the week, month or year.
    pub first: Date,
    /// How exactly it is known.
    pub precision: Precision,
    /// What it was taken from.
    pub source: DateSource,
}

impl DateField {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Date, Self::Published, Self::Event];

    /// The field that a field of the query language asks for days in, if it does; a bound asks
    /// for those of `date:`.
    pub fn of(field: Field) -> Option<Self> {
        match field {
            Field::Date | Field::Since | Field::Until => Some(Self::Date),
            Field::Published => Some(Self::Published),
            Field::Event => Some(Self::Event),
            _ => None,
        }
    }

    /// The field of the query language.
    pub fn field(self) -> Field {
        match self {
            Self::Date => Field::Date,
            Self::Published => Field::Published,
            Self::Event => Field::Event,
        }
    }

    /// The days that `report` has under the field.
    pub fn days(self, report: &Report) -> Vec<Days> {
        let roles: &[Role] = match self {
            Self::Date | Self::Published => {
                if let Some(date) = &report.published {
                    let span = date.start.zip(date.end).map(|(start, end)| Span::new(start, end));
                    return vec![Days { from: date.from, to: date.to, span }];
                }
                if self == Self::Date { &[Role::Held] } else { &[] }
            }
            Self::Event => &[Role::Held, Role::Planned],
        };
        let mentions = report.dates.iter().filter(|mention| roles.contains(&mention.role));
        mentions.filter_map(decided).collect()
    }

    /// The days that `report` may have under the field: those of the candidates of open dates.
    pub fn possible_days(self, report: &Report) -> Vec<Days> {
        self.open(report).flat_map(possible).collect()
    }

    /// The open dates of `report` that may turn out to be dates under the field.
    pub fn open(self, report: &Report) -> impl Iterator<Item = &DateMention> {
        let roles: &[Role] = match self {
            // What the own date is does not wait for the text where it is known.
            Self::Date | Self::Published if report.published.is_some() => &[],
            Self::Date => &[Role::Published, Role::Held, Role::Planned],
            Self::Published => &[Role::Published],
            Self::Event => &[Role::Held, Role::Planned],
        };
        let is_open = |mention: &&DateMention| decided(mention).is_none();
        report.dates.iter().filter(|mention| roles.contains(&mention.role)).filter(is_open)
    }

    /// Whether all that `report` has under the field is open.
    pub fn is_uncertain(self, report: &Report) -> bool {
        self.open(report).next().is_some() && self.days(report).is_empty()
    }
}

impl fmt::Display for DateField {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.field().fmt(formatter)
    }
}

impl fmt::Display for DateSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Published => "published",
            Self::Event => "event",
        })
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Certain => "certain",
            Self::Doubtful => "doubtful",
            Self::Open => "open",
        })
    }
}

impl Days {
    /// Whether a day of them lies in `range`.
    pub fn touch(self, range: DateRange) -> bool {
        range.touches(self.from, self.to)
    }
}

/// The days of a date that is not open.
fn decided(mention: &DateMention) -> Option<Days> {
    let (from, to) = mention.from.zip(mention.to)?;
    Some(Days { from, to, span: Some(mention.span) })
}

/// The days of each candidate of an open date.
fn possible(mention: &DateMention) -> Vec<Days> {
    if mention.candidates.is_empty() {
        return Vec::new();
    }
    // A record tells the first days alone; how long a span of days is, is told by its words.
    let written = match scan(&mention.text).as_slice() {
        [expression] => expression.last.filter(|last| last.month.is_some()),
        _ => None,
    };
    let days = |first: Date| {
        let unit = last_of(first, mention.precision);
        let ends = [first.year(), first.year().saturating_add(1)].map(|year| {
            let last = written?.in_year(year).date()?.last();
            (last >= first).then_some(last)
        });
        let last = ends.into_iter().flatten().next().map_or(unit, |last| last.max(unit));
        Days { from: first, to: last, span: Some(mention.span) }
    };
    mention.candidates.iter().copied().map(days).collect()
}

/// The last day of the day, week, month or year that begins with `first`.
fn last_of(first: Date, precision: Precision) -> Date {
    match precision {
        Precision::Day => first,
        Precision::Week => first.saturating_add(6.days()),
        Precision::Month => first.last_of_month(),
        Precision::Year => first.last_of_year(),
    }
}

impl ShownDate {
    /// As it is written where it is listed: `2025-04-01`, `2023-01` or `2016`, a week by its
    /// first day.
    pub fn written(self) -> String {
        let day = self.first.to_string();
        let length = match self.precision {
            Precision::Day | Precision::Week => 10,
            Precision::Month => 7,
            Precision::Year => 4,
        };
        day.get(..length).unwrap_or(&day).to_owned()
    }
}

impl Report {
    /// The date that stands for the report: its own or, if that is not known, the last one that
    /// it tells of as done.
    ///
    /// Of several that begin on one day the most exact: what happened on 1 June is not shown as
    /// of June.
    pub fn shown_date(&self) -> Option<ShownDate> {
        if let Some(published) = &self.published {
            let (first, precision) = (published.from, published.precision);
            return Some(ShownDate { first, precision, source: DateSource::Published });
        }
        let held = self.dates.iter().filter(|mention| mention.role == Role::Held);
        let shown = held.filter_map(|mention| {
            let Days { from, to, .. } = decided(mention)?;
            let first = match mention.precision {
                Precision::Day => to,
                Precision::Week => from,
                Precision::Month => to.first_of_month(),
                Precision::Year => to.first_of_year(),
            };
            Some(ShownDate { first, precision: mention.precision, source: DateSource::Event })
        });
        shown.max_by_key(|date| (date.first, std::cmp::Reverse(date.precision)))
    }

    /// How far the date under `date:` can be relied on; nothing if there is none, not even an
    /// open one.
    pub fn date_certainty(&self) -> Option<Certainty> {
        match &self.published {
            Some(published) if published.doubtful => Some(Certainty::Doubtful),
            _ if self.shown_date().is_some() => Some(Certainty::Certain),
            _ if DateField::Date.is_uncertain(self) => Some(Certainty::Open),
            _ => None,
        }
    }
}
