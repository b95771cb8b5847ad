//! The dates of a report: each expression with the days it means, or stays open.
//!
//! Takes the expressions that the scan found and the report's own date; gives
//! one mention for each. A missing year is completed only where the report's
//! own date leaves one choice. A written weekday limits the years, and a date
//! that stays open lists them; without one it lists nothing, as any year may be
//! meant.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::lexicon::date::{Expression, PartialDate, Precision, Written};
use crate::report::{DateMention, Published, Role};

/// How long before the report's own date a day without a year may lie, in days.
const BEFORE: i32 = 120;
/// How long after it, in days: plans name the near future.
const AFTER: i32 = 60;
/// The first year that a weekday's candidates are listed from.
const FIRST_CANDIDATE: i16 = 1990;

/// Every expression as a mention, in order; `read_on` bounds the candidates for a missing year.
pub(crate) fn mentions(
    body: &str,
    expressions: &[Expression],
    published: Option<&Published>,
    read_on: Date,
) -> Vec<DateMention> {
    let near = published.and_then(Neighbourhood::of);
    expressions
        .iter()
        .map(|expression| {
            let reading = read(expression, near, read_on);
            DateMention {
                text: expression.span.of(body).to_owned(),
                span: expression.span,
                from: reading.days.map(|days| days.0),
                to: reading.days.map(|days| days.1),
                precision: expression.precision(),
                candidates: reading.candidates,
                role: Role::Held,
                reasons: Vec::new(),
                rule: format!("{}{}", expression.rule, reading.reason),
            }
        })
        .collect()
}

/// The days around the report's own date in which a date without a year is looked for.
#[derive(Clone, Copy)]
struct Neighbourhood {
    first: Date,
    last: Date,
}

impl Neighbourhood {
    /// Nothing if only the year is known, as every day has a place in it then.
    fn of(published: &Published) -> Option<Self> {
        (published.precision <= Precision::Month).then_some(())?;
        Some(Self {
            first: published.from.checked_sub(BEFORE.days()).ok()?,
            last: published.to.checked_add(AFTER.days()).ok()?,
        })
    }

    fn holds(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The one date of these that lies here, if there is just one.
    fn only(self, dates: impl IntoIterator<Item = Date>) -> Option<Date> {
        let mut inside = dates.into_iter().filter(|day| self.holds(*day));
        let only = inside.next()?;
        inside.next().is_none().then_some(only)
    }
}

/// What became of an expression.
struct Reading {
    days: Option<(Date, Date)>,
    candidates: Vec<Date>,
    /// Added to the name of the rule.
    reason: &'static str,
}

impl Reading {
    fn decided(days: (Date, Date), reason: &'static str) -> Self {
        Self { days: Some(days), candidates: Vec::new(), reason }
    }

    fn open(candidates: Vec<Date>, reason: &'static str) -> Self {
        Self { days: None, candidates, reason }
    }
}

fn read(expression: &Expression, near: Option<Neighbourhood>, read_on: Date) -> Reading {
    if let Some(days) = expression.days() {
        return Reading::decided(days, "");
    }
    if let Some(alternative) = expression.alternative {
        return either(expression.first, alternative, near);
    }
    if let Some(date) = expression.first.date() {
        // Day or weekday is a slip, and nothing says which.
        return Reading::open(vec![date.first()], ", weekday disagrees");
    }
    without_year(expression, near, read_on)
}

/// Chooses between the two orders of day and month by the weekday, then by the report's own date.
fn either(one: Written, other: Written, near: Option<Neighbourhood>) -> Reading {
    let mut candidates: Vec<Date> = [one, other]
        .into_iter()
        .filter_map(|written| Some((written, written.date()?.first())))
        .filter(|(written, day)| written.weekday_fits(*day))
        .map(|(_, day)| day)
        .collect();
    candidates.sort_unstable();
    if let ([day], true) = (candidates.as_slice(), one.weekday.is_some()) {
        return Reading::decided((*day, *day), ", order by weekday");
    }
    match near.and_then(|near| near.only(candidates.iter().copied())) {
        Some(day) => Reading::decided((day, day), ", order near published"),
        None => Reading::open(candidates, ""),
    }
}

fn without_year(expression: &Expression, near: Option<Neighbourhood>, read_on: Date) -> Reading {
    let first = expression.first;
    let in_years = |from: i16, to: i16| {
        (from..=to)
            .filter_map(move |year| first.in_year(year).date())
            .map(PartialDate::first)
            .filter(move |day| first.weekday_fits(*day))
    };
    if let Some(near) = near
        && let Some(day) = near.only(in_years(near.first.year(), near.last.year()))
        && let Some(last) = last_day(expression, day)
    {
        return Reading::decided((day, last), " near published");
    }
    let candidates = match first.weekday {
        Some(_) => in_years(FIRST_CANDIDATE, read_on.year()).collect(),
        None => Vec::new(),
    };
    Reading::open(candidates, ", year open")
}

/// The last day of an expression whose first day has been found.
fn last_day(expression: &Expression, first: Date) -> Option<Date> {
    match expression.last {
        Some(last) => {
            let day = |year| last.in_year(year).date().map(PartialDate::last);
            // Over the turn of the year the last day lies in the next.
            day(first.year()).filter(|day| first <= *day).or_else(|| day(first.year() + 1))
        }
        None => Some(first),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::lexicon::date::scan;
    use crate::report::Source;

    fn published(from: Date, to: Date, precision: Precision) -> Published {
        let text = from.to_string();
        Published {
            from,
            to,
            precision,
            source: Source::Header,
            text,
            start: None,
            end: None,
            doubtful: false,
        }
    }

    fn read_only(text: &str, published: Option<&Published>) -> DateMention {
        let mut mentions = mentions(text, &scan(text), published, date(2025, 6, 1));
        assert_eq!(mentions.len(), 1, "{text}");
        mentions.remove(0)
    }

    #[test]
    fn written_years_are_taken_as_written() {
        for (text, from, to, rule) in [
            ("14 June 2022", "2022-06-14", "2022-06-14", "day-month-year"),
            ("June 2022", "2022-06-01", "2022-06-30", "month-year"),
            ("in 2022", "2022-01-01", "2022-12-31", "year"),
            ("12–16 June 2022", "2022-06-12", "2022-06-16", "days-month-year"),
        ] {
            let mention = read_only(text, None);
            let days =
                mention.from.zip(mention.to).map(|(from, to)| (from.to_string(), to.to_string()));
            assert_eq!(days, Some((from.into(), to.into())), "{text}");
            assert_eq!(mention.rule, rule);
        }
    }

    #[test]
    fn a_weekday_lists_the_years_that_have_it() {
        let mention = read_only("On Tuesday, 14 June Chief", None);
        assert_eq!((mention.from, mention.to), (None, None));
        for year in [1994, 2005, 2011, 2016, 2022] {
            assert!(mention.candidates.contains(&date(year, 6, 14)), "{year}");
        }
        assert_eq!(mention.candidates.len(), 5);
        assert_eq!(mention.rule, "day-month, year open");
    }

    #[test]
    fn without_weekday_and_report_date_nothing_is_listed() {
        let mention = read_only("on 14 June they", None);
        assert_eq!((mention.from, mention.candidates.len()), (None, 0));
    }

    #[test]
    fn the_report_date_completes_a_near_day_only() {
        let day = published(date(2022, 6, 20), date(2022, 6, 20), Precision::Day);
        let month = published(date(2022, 6, 1), date(2022, 6, 30), Precision::Month);
        let year = published(date(2022, 1, 1), date(2022, 12, 31), Precision::Year);
        let new_year = published(date(2022, 1, 5), date(2022, 1, 5), Precision::Day);
        for (text, published, days) in [
            ("14 June", &day, Some(("2022-06-14", "2022-06-14"))),
            ("14 June", &month, Some(("2022-06-14", "2022-06-14"))),
            ("14 June", &year, None),
            ("4 November", &day, None),
            ("28 December", &new_year, Some(("2021-12-28", "2021-12-28"))),
            ("Tuesday, 14 June", &day, Some(("2022-06-14", "2022-06-14"))),
            ("Monday, 14 June", &day, None),
            ("30 December – 2 January", &new_year, Some(("2021-12-30", "2022-01-02"))),
            ("12–16 June", &day, Some(("2022-06-12", "2022-06-16"))),
        ] {
            let found = scan(text);
            let mention =
                mentions(text, &found, Some(published), date(2025, 6, 1)).into_iter().next();
            let found = mention.and_then(|mention| mention.from.zip(mention.to));
            let found = found.map(|(from, to)| (from.to_string(), to.to_string()));
            assert_eq!(found, days.map(|(from, to)| (from.into(), to.into())), "{text}");
        }
    }

    #[test]
    fn open_order_of_day_and_month_is_decided_by_evidence_only() {
        let day = published(date(2018, 6, 11), date(2018, 6, 11), Precision::Day);
        assert_eq!(read_only("11/06/2018", Some(&day)).from, Some(date(2018, 6, 11)));
        assert_eq!(read_only("Monday, 11/06/2018", None).from, Some(date(2018, 6, 11)));
        let open = read_only("11/06/2018", None);
        assert_eq!(open.from, None);
        assert_eq!(open.candidates, [date(2018, 6, 11), date(2018, 11, 6)]);
    }

    #[test]
    fn a_wrong_weekday_leaves_the_date_open() {
        let mention = read_only("Monday, 14 June 2022", None);
        assert_eq!((mention.from, mention.candidates), (None, vec![date(2022, 6, 14)]));
        assert_eq!(mention.rule, "day-month-year, weekday disagrees");
    }
}
