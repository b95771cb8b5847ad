//! Cases by what is written, one table each; then what holds for any parts.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::Direction::{Future, Past};
use super::knowledge::MOST_CANDIDATES;
use super::*;
use crate::lexicon::date::expression::{Relative, Unit, Written};
use crate::lexicon::date::reason::Reason;
use crate::lexicon::date::scan;
use crate::span::Span;

const NOTHING: Written = Written { weekday: None, year: None, month: None, day: None };

fn relative(unit: Unit, shift: i8, first: Written) -> Expression {
    Expression {
        span: Span::new(0, 0),
        first,
        last: None,
        alternative: None,
        relative: Some(Relative { unit, shift }),
        rule: "relative",
    }
}

fn on(weekday: Weekday) -> Written {
    Written { weekday: Some(weekday), ..NOTHING }
}

fn in_month(month: i8) -> Written {
    Written { month: Some(month), ..NOTHING }
}

fn on_day(month: i8, day: i8) -> Written {
    Written { month: Some(month), day: Some(day), ..NOTHING }
}

/// The 15th of June 2022, a Wednesday.
fn known() -> Knowledge {
    Knowledge { written: Some((date(2022, 6, 15), date(2022, 6, 15))), ..Knowledge::default() }
}

fn told(direction: Direction) -> Knowledge {
    Knowledge { clause: Some(direction), ..known() }
}

fn read(text: &str) -> Expression {
    let found = scan(text);
    assert_eq!(found.len(), 1, "{text}");
    found.into_iter().next().expect("one expression")
}

/// Days as `from` or `from..to`, candidates as `?` and their list.
fn shown(resolution: &Resolution) -> String {
    match resolution.days {
        Some((first, last)) if first == last => first.to_string(),
        Some((first, last)) => format!("{first}..{last}"),
        None => {
            let candidates: Vec<String> =
                resolution.candidates.iter().map(Date::to_string).collect();
            format!("?{}", candidates.join(" "))
        }
    }
}

#[test]
fn relative_words_count_from_the_day_of_writing() {
    use Unit::{Day, Month, Named, Quarter, Week, Weekend, Year};
    use Weekday::{Friday, Monday, Tuesday, Wednesday};
    let number = |day| Written { day: Some(day), ..NOTHING };
    for (unit, shift, first, days) in [
        (Day, 0, NOTHING, "2022-06-15"),
        (Day, -1, NOTHING, "2022-06-14"),
        (Day, 2, NOTHING, "2022-06-17"),
        (Day, -1, on_day(6, 14), "2022-06-14"),
        (Day, 0, on(Wednesday), "2022-06-15"),
        // Dated a day late; three days would be another matter.
        (Day, 0, on(Tuesday), "2022-06-14"),
        (Day, 0, on(Friday), "?2022-06-10"),
        (Day, -1, on_day(6, 12), "2022-06-12"),
        (Week, 0, NOTHING, "2022-06-13..2022-06-19"),
        (Week, -1, NOTHING, "2022-06-06..2022-06-12"),
        (Week, -1, on(Tuesday), "2022-06-07"),
        (Week, 1, on_day(6, 21), "2022-06-21"),
        (Weekend, -1, NOTHING, "2022-06-11..2022-06-12"),
        (Weekend, 1, NOTHING, "?2022-06-18 2022-06-25"),
        (Weekend, 0, NOTHING, "?2022-06-11 2022-06-18"),
        (Month, 0, NOTHING, "2022-06-01..2022-06-30"),
        (Month, -1, NOTHING, "2022-05-01..2022-05-31"),
        (Month, 0, number(13), "2022-06-13"),
        (Month, 0, number(31), "?"),
        (Month, 1, number(31), "2022-07-31"),
        (Month, 0, in_month(6), "2022-06-01..2022-06-30"),
        (Quarter, 0, NOTHING, "2022-04-01..2022-06-30"),
        (Quarter, -2, NOTHING, "2021-10-01..2021-12-31"),
        (Year, 0, NOTHING, "2022-01-01..2022-12-31"),
        (Year, -1, NOTHING, "2021-01-01..2021-12-31"),
        (Year, 1, in_month(1), "2023-01-01..2023-01-31"),
        (Year, -1, on_day(11, 3), "2021-11-03"),
        (Named, -1, on(Tuesday), "2022-06-14"),
        (Named, -1, on(Wednesday), "2022-06-08"),
        (Named, -2, on(Wednesday), "2022-06-01"),
        (Named, 0, on(Friday), "2022-06-17"),
        (Named, 0, on(Monday), "?2022-06-13 2022-06-20"),
        (Named, 1, on(Monday), "2022-06-20"),
        (Named, 1, on(Friday), "?2022-06-17 2022-06-24"),
        (Named, -1, in_month(1), "2022-01-01..2022-01-31"),
        (Named, -1, in_month(6), "2021-06-01..2021-06-30"),
        (Named, 1, in_month(6), "2023-06-01..2023-06-30"),
        (Named, 1, in_month(7), "2022-07-01..2022-07-31"),
        (Named, 0, in_month(9), "2022-09-01..2022-09-30"),
        (Named, -1, on_day(2, 24), "2022-02-24"),
        (Named, 1, NOTHING, "?"),
    ] {
        let found = resolve(&relative(unit, shift, first), &known());
        assert_eq!(shown(&found), days, "{unit:?} {shift} {first:?}");
    }
}

#[test]
fn tense_chooses_the_weekend_and_the_named_day() {
    use Unit::{Named, Weekend};
    for (unit, first, direction, days) in [
        (Weekend, NOTHING, Past, "2022-06-11..2022-06-12"),
        (Weekend, NOTHING, Future, "2022-06-18..2022-06-19"),
        (Named, on(Weekday::Friday), Past, "2022-06-10"),
        (Named, on(Weekday::Monday), Future, "2022-06-20"),
    ] {
        let found = resolve(&relative(unit, 0, first), &told(direction));
        assert_eq!(shown(&found), days, "{unit:?} {first:?} {direction:?}");
        assert!(found.reasons.contains(&direction.reason()), "{unit:?} {first:?}");
    }
}

#[test]
fn relative_words_stay_open_without_the_day_of_writing() {
    use Unit::{Day, Month, Week, Year};
    let june =
        Knowledge { written: Some((date(2022, 6, 1), date(2022, 6, 30))), ..Knowledge::default() };
    for (unit, shift, first, known, days) in [
        (Day, 0, NOTHING, Knowledge::default(), "?"),
        (Year, -1, NOTHING, Knowledge::default(), "?"),
        (Day, 0, on_day(6, 14), Knowledge::default(), "?"),
        (Year, 0, NOTHING.in_year(2025), Knowledge::default(), "2025-01-01..2025-12-31"),
        (Day, 0, NOTHING, june, "?"),
        (Day, 0, on_day(6, 14), june, "2022-06-14"),
        (Day, 0, on(Weekday::Tuesday), june, "?2022-06-07 2022-06-14 2022-06-21 2022-06-28"),
        (Week, -1, NOTHING, june, "?2022-05-23 2022-05-30 2022-06-06 2022-06-13 2022-06-20"),
        (Month, -1, NOTHING, june, "2022-05-01..2022-05-31"),
        (Year, -1, NOTHING, june, "2021-01-01..2021-12-31"),
    ] {
        let found = resolve(&relative(unit, shift, first), &known);
        assert_eq!(shown(&found), days, "{unit:?} {shift} {first:?}");
    }
}

#[test]
fn a_weekday_alone_needs_the_tense() {
    let june = (date(2022, 6, 1), date(2022, 6, 30));
    for (weekday, direction, days) in [
        (Weekday::Tuesday, Some(Past), "2022-06-14"),
        (Weekday::Wednesday, Some(Past), "2022-06-15"),
        (Weekday::Thursday, Some(Past), "2022-06-09"),
        (Weekday::Thursday, Some(Future), "2022-06-16"),
        (Weekday::Wednesday, Some(Future), "2022-06-15"),
        (Weekday::Wednesday, None, "2022-06-15"),
        (Weekday::Thursday, None, "?2022-06-09 2022-06-16"),
    ] {
        let mut expression = relative(Unit::Day, 0, on(weekday));
        expression.relative = None;
        let known = Knowledge { sentence: direction, ..known() };
        assert_eq!(shown(&resolve(&expression, &known)), days, "{weekday:?} {direction:?}");
        let unknown = Knowledge { written: None, ..known };
        assert_eq!(shown(&resolve(&expression, &unknown)), "?", "{weekday:?}");
        let month = Knowledge { written: Some(june), ..known };
        assert_eq!(resolve(&expression, &month).days, None, "{weekday:?}");
        expression.last = Some(on(Weekday::Friday));
        let expected = Some((date(2022, 6, 9), date(2022, 6, 10)));
        if days == "2022-06-09" {
            assert_eq!(resolve(&expression, &known).days, expected);
        }
    }
}

#[test]
fn a_missing_year_is_completed_near_the_day_of_writing() {
    for (text, clause, sentence, days) in [
        ("14 June", None, None, "2022-06-14"),
        ("12–16 June", None, None, "2022-06-12..2022-06-16"),
        ("10 August", None, None, "2022-08-10"),
        // Nearly half a year away on both sides.
        ("4 November", None, None, "?2021-11-04 2022-11-04"),
        ("4 November", None, Some(Past), "2021-11-04"),
        ("4 November", Some(Future), None, "2022-11-04"),
        // "They were invited to the opening on 20 June": the near day, whatever the verb.
        ("20 June", Some(Past), None, "2022-06-20"),
        ("10 June", Some(Future), None, "2022-06-10"),
        ("Tuesday, 14 June", None, None, "2022-06-14"),
        ("Tuesday, 14 June", Some(Future), None, "2022-06-14"),
        ("Thursday, 4 November", None, None, "2021-11-04"),
        ("Monday, 14 June", None, None, "?2021-06-14"),
    ] {
        let known = Knowledge { clause, sentence, ..known() };
        assert_eq!(shown(&resolve(&read(text), &known)), days, "{text} {clause:?} {sentence:?}");
    }
    let year_end =
        Knowledge { written: Some((date(2022, 1, 5), date(2022, 1, 5))), ..Knowledge::default() };
    let found = resolve(&read("30 December – 2 January"), &year_end);
    assert_eq!(shown(&found), "2021-12-30..2022-01-02");
}

#[test]
fn months_alone_follow_the_tense() {
    for (month, direction, days) in [
        (5, None, "2022-05-01..2022-05-31"),
        (6, None, "2022-06-01..2022-06-30"),
        (8, None, "2022-08-01..2022-08-31"),
        (10, None, "?2021-10-01 2022-10-01"),
        (10, Some(Future), "2022-10-01..2022-10-31"),
        (10, Some(Past), "2021-10-01..2021-10-31"),
        (6, Some(Past), "2022-06-01..2022-06-30"),
    ] {
        let mut expression = relative(Unit::Day, 0, in_month(month));
        expression.relative = None;
        let known = Knowledge { clause: direction, ..known() };
        assert_eq!(shown(&resolve(&expression, &known)), days, "{month} {direction:?}");
    }
}

#[test]
fn a_year_of_writing_decides_less_than_a_month() {
    let year =
        Knowledge { written: Some((date(2022, 1, 1), date(2022, 12, 31))), ..Knowledge::default() };
    for (text, days) in [
        ("14 June", "?2022-06-14"),
        ("Tuesday, 14 June", "2022-06-14"),
        ("14 December", "?2021-12-14 2022-12-14"),
    ] {
        assert_eq!(shown(&resolve(&read(text), &year)), days, "{text}");
    }
    let tied = Knowledge { tied: Some(date(2022, 6, 2)), ..year };
    assert_eq!(shown(&resolve(&read("14 June"), &tied)), "2022-06-14");
}

#[test]
fn other_dates_bound_a_missing_year() {
    let tied = |day| Knowledge { tied: Some(day), ..Knowledge::default() };
    let years = |first, last| Knowledge { years: Some((first, last)), ..Knowledge::default() };
    for (text, known, days) in [
        ("5 May", tied(date(2023, 5, 3)), "2023-05-05"),
        ("2 January", tied(date(2023, 12, 30)), "2024-01-02"),
        ("5 November", tied(date(2023, 5, 3)), "?"),
        ("Friday, 5 May", tied(date(2023, 5, 3)), "2023-05-05"),
        ("Monday, 5 May", tied(date(2023, 5, 3)), "?"),
        ("Friday, 5 May", years(2020, 2026), "2023-05-05"),
        ("Friday, 5 May", years(2016, 2026), "?2017-05-05 2023-05-05"),
        (
            "Friday, 5 May",
            years(1990, 2026),
            "?1995-05-05 2000-05-05 2006-05-05 2017-05-05 2023-05-05",
        ),
        ("5 May", Knowledge { year: Some(2019), ..known() }, "2019-05-05"),
        ("5 May", years(2025, 2026), "?2025-05-05 2026-05-05"),
        ("5 May", years(2020, 2026), "?"),
        ("5 May", Knowledge::default(), "?"),
        // Near the day of writing it lies elsewhere, so neither is sure.
        ("5 May", Knowledge { tied: Some(date(2012, 4, 20)), ..known() }, "?2012-05-05 2022-05-05"),
        ("20 June", Knowledge { tied: Some(date(2012, 4, 20)), ..told(Past) }, "2012-06-20"),
        ("5 November", Knowledge { tied: Some(date(2012, 10, 20)), ..known() }, "2012-11-05"),
    ] {
        assert_eq!(shown(&resolve(&read(text), &known)), days, "{text} {known:?}");
    }
}

#[test]
fn the_order_of_day_and_month_needs_evidence() {
    let order = |order, reason| Some((order, reason));
    let language = order(Order::DayFirst, Reason::Language);
    for (text, written, order, days) in [
        ("03/04/2024", None, None, "?2024-03-04 2024-04-03"),
        ("03/04/2024", None, language, "2024-04-03"),
        ("03/04/2024", None, order(Order::MonthFirst, Reason::OtherDates), "2024-03-04"),
        ("03/04/2024", Some(date(2024, 4, 5)), None, "?2024-03-04 2024-04-03"),
        ("11/06/2018", Some(date(2018, 6, 11)), None, "2018-06-11"),
        ("06/11/2018", Some(date(2018, 6, 11)), None, "2018-06-11"),
        ("06/11/2018", Some(date(2018, 6, 11)), language, "?2018-06-11 2018-11-06"),
        (
            "06/11/2018",
            Some(date(2018, 6, 11)),
            order(Order::DayFirst, Reason::OtherDates),
            "2018-11-06",
        ),
        ("Monday, 11/06/2018", None, order(Order::MonthFirst, Reason::OtherDates), "2018-06-11"),
    ] {
        let written = written.map(|day| (day, day));
        let known = Knowledge { written, order, ..Knowledge::default() };
        assert_eq!(shown(&resolve(&read(text), &known)), days, "{text} {order:?}");
    }
}

#[test]
fn written_years_are_taken_as_written() {
    for (text, days, reasons) in [
        ("14 June 2022", "2022-06-14", vec![]),
        ("June 2022", "2022-06-01..2022-06-30", vec![]),
        ("12–16 June 2022", "2022-06-12..2022-06-16", vec![]),
        ("Monday, 14 June 2022", "?2022-06-14", vec![Reason::WeekdayDisagrees]),
    ] {
        let found = resolve(&read(text), &Knowledge::default());
        assert_eq!((shown(&found).as_str(), &found.reasons), (days, &reasons), "{text}");
    }
}

fn written() -> impl Strategy<Value = Written> {
    let weekday = proptest::option::of((0i8..7).prop_map(|offset| {
        Weekday::from_monday_zero_offset(offset).expect("an offset within the week")
    }));
    let year = proptest::option::of(1000i16..=2999);
    let month = proptest::option::of(0i8..=13);
    let day = proptest::option::of(0i8..=32);
    (weekday, year, month, day).prop_map(|(weekday, year, month, day)| Written {
        weekday,
        year,
        month,
        day,
    })
}

fn unit() -> impl Strategy<Value = Unit> {
    use Unit::{Day, Month, Named, Quarter, Week, Weekend, Year};
    proptest::sample::select(vec![Day, Week, Weekend, Month, Quarter, Year, Named])
}

fn day() -> impl Strategy<Value = Date> {
    (1000i16..=2999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn expression() -> impl Strategy<Value = Expression> {
    let relative = proptest::option::of((unit(), any::<i8>()));
    let parts = (written(), proptest::option::of(written()), proptest::option::of(written()));
    (parts, relative).prop_map(|((first, last, alternative), relative)| Expression {
        span: Span::new(0, 0),
        first,
        last,
        alternative,
        relative: relative.map(|(unit, shift)| Relative { unit, shift }),
        rule: "any",
    })
}

fn direction() -> impl Strategy<Value = Option<Direction>> {
    proptest::sample::select(vec![None, Some(Past), Some(Future)])
}

proptest! {
    #[test]
    fn any_parts_give_days_in_order(
        expression in expression(),
        written in proptest::option::of((day(), 0i64..800)),
        clause in direction(),
        sentence in direction(),
        years in proptest::option::of((1000i16..=2999, 1000i16..=2999)),
        tied in proptest::option::of(day()),
    ) {
        let written = written.map(|(from, length)| {
            (from, from.checked_add(length.days()).expect("far from the end of time"))
        });
        let order = clause.map(|_| (Order::DayFirst, Reason::Language));
        let year = years.map(|(year, _)| year).filter(|_| sentence.is_some());
        let known = Knowledge { written, clause, sentence, years, year, tied, order };
        let found = resolve(&expression, &known);
        if let Some((first, last)) = found.days {
            prop_assert!(first <= last);
            prop_assert!(found.candidates.is_empty());
        }
        prop_assert!(found.candidates.is_sorted_by(|one, other| one < other));
        prop_assert!(found.candidates.len() <= MOST_CANDIDATES);
    }
}
