//! The dates of a report: each expression with the days it means, or stays open.
//!
//! Takes the expressions that the scan found, the report's own date and what
//! stands around them; gives one mention for each. What is known of each
//! expression is gathered here: when the text was written, what the clause
//! tells, which full date it continues, which years are possible. What follows
//! from that is the business of `lexicon::date::resolve`. Dates within page
//! furniture are left out, unless the report's own date was read there.

use jiff::civil::Date;

use super::furniture::touches;
use super::tense::{self, Told};
use super::{published, role};
use crate::lexicon::date::{
    Direction, Expression, Knowledge, Order, Precision, Reason, Relative, Resolution, Unit, resolve,
};
use crate::lexicon::word::Words;
use crate::report::{DateMention, Published, Role};
use crate::span::Span;

/// The first year that a weekday's candidates are listed from, if the text names none.
const FIRST_CANDIDATE: i16 = 1990;

/// What is known of the report beside its date expressions.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    /// The report's own date.
    pub published: Option<&'a Published>,
    /// The sentences of the body, in order.
    pub sentences: &'a [Span],
    /// Parts of the body that belong to the page, not to the report; in order and disjoint.
    pub furniture: &'a [Span],
    /// Language of the report.
    pub lang: Option<&'a str>,
    /// The order of day and month in figures, and what shows it.
    pub order: Option<(Order, Reason)>,
    /// The day of reading: nothing was written after it.
    pub read_on: Date,
}

/// Every expression as a mention, in order.
pub(crate) fn mentions(
    words: &Words<'_>,
    expressions: &[Expression],
    around: &Surroundings,
) -> Vec<DateMention> {
    let body = words.text;
    let mut told: Vec<(Expression, Span, Told)> = Vec::with_capacity(expressions.len());
    for expression in expressions {
        if !belongs(expression.span, around) {
            continue;
        }
        let sentence = sentence_of(expression.span, around.sentences);
        let clause = if speaks_for_itself(expression, around.published) {
            Told::default()
        } else {
            tense::told(words, sentence, expression, around.lang)
        };
        told.push((*expression, sentence, clause));
    }
    let written = written(around.published, &told);
    let known = Knowledge {
        written,
        years: Some(years(&told, around.read_on)),
        order: around.order,
        ..Knowledge::default()
    };
    let last_day = told.iter().filter_map(|(expression, ..)| Some(expression.days()?.1)).max();
    let latest = last_day.filter(|_| written.is_none());
    let context = Context { words, told: &told, lang: around.lang, latest };
    let mut resolutions: Vec<Resolution> = Vec::with_capacity(told.len());
    for (index, (expression, sentence, clause)) in told.iter().enumerate() {
        let begun = index
            .checked_sub(1)
            .and_then(|before| Some((told.get(before)?, resolutions.get(before)?)))
            .filter(|((_, other, _), _)| other == sentence)
            .and_then(|(_, resolution)| resolution.days);
        let known = Knowledge {
            written: begun
                .filter(|_| clause.clause == Some(Direction::Future) && is_weekday(expression))
                .filter(|days| written.is_some_and(|written| written.1 < days.0))
                .or(written),
            clause: clause.clause.or_else(|| context.after_today(index)),
            sentence: clause.sentence,
            year: context.shared_year(index),
            tied: context.tied(index),
            ..known
        };
        let own = around.published.filter(|own| own.start == Some(expression.span.start));
        resolutions.push(match own {
            // Its year may have been read from two figures behind it.
            Some(own) if expression.first.year.is_none() && expression.relative.is_none() => {
                Resolution::decided((own.from, own.to), &[])
            }
            _ => resolve(expression, &known),
        });
    }
    let latest = told
        .iter()
        .zip(&resolutions)
        .filter(|((expression, _, told), _)| {
            expression.precision() == Precision::Day && told.clause != Some(Direction::Future)
        })
        .filter_map(|(_, resolution)| resolution.days.map(|days| days.1))
        .max();
    told.iter()
        .zip(resolutions)
        .map(|((expression, _, told), resolution)| {
            let precision = expression.precision();
            let own = around.published.is_some_and(|published| {
                published.start == Some(expression.span.start)
                    || (resolution.days == Some((published.from, published.to))
                        && published::stands_for_it(body, expression.span))
            });
            let role = if own {
                Role::Published
            } else {
                role::role(resolution.days, precision, *told, written, latest)
            };
            DateMention {
                text: expression.span.of(body).to_owned(),
                span: expression.span,
                from: resolution.days.map(|days| days.0),
                to: resolution.days.map(|days| days.1),
                precision,
                candidates: resolution.candidates,
                role,
                rule: expression.rule.to_owned(),
                reasons: resolution.reasons,
            }
        })
        .collect()
}

/// Whether a weekday is all that is written. What is to come is told in its order: "it begins on
/// Monday and lasts until Friday".
fn is_weekday(expression: &Expression) -> bool {
    let first = expression.first;
    first.weekday.is_some() && first.month.is_none() && expression.relative.is_none()
}

/// Whether days and role of the date follow from what is written, whatever its clause tells.
///
/// Reading clauses is what costs most here, and most dates do not need it.
fn speaks_for_itself(expression: &Expression, published: Option<&Published>) -> bool {
    let own = published.filter(|published| !published.doubtful);
    match (own, expression.days()) {
        (Some(own), Some(days)) => {
            role::follows_from_days(days, expression.precision(), (own.from, own.to))
        }
        _ => false,
    }
}

/// Whether the date belongs to the report itself, not to the page around it.
fn belongs(date: Span, around: &Surroundings) -> bool {
    !touches(around.furniture, date)
        || around.published.is_some_and(|published| published.start == Some(date.start))
}

/// The sentence that the date stands in, or begins in.
fn sentence_of(date: Span, sentences: &[Span]) -> Span {
    let at = sentences.partition_point(|sentence| sentence.end <= date.start);
    sentences.get(at).copied().filter(|sentence| sentence.overlaps(date)).unwrap_or(date)
}

/// When the text was written: its own date, or the one day that it calls "today".
fn written(
    published: Option<&Published>,
    told: &[(Expression, Span, Told)],
) -> Option<(Date, Date)> {
    if let Some(published) = published.filter(|published| !published.doubtful) {
        return Some((published.from, published.to));
    }
    let mut todays = told.iter().filter_map(|(expression, ..)| published::today(expression));
    let first = todays.next()?;
    todays.all(|other| other == first).then_some((first, first))
}

/// The years in which the text may have been written: not before a day that it tells of as past.
fn years(told: &[(Expression, Span, Told)], read_on: Date) -> (i16, i16) {
    let last = read_on.year();
    let past = |expression: &Expression, told: &Told| {
        let year = expression.days()?.0.year();
        let done = told.clause == Some(Direction::Past)
            || (expression.first.day.is_some() && told.clause != Some(Direction::Future));
        (done && !told.plan && year <= last).then_some(year)
    };
    let first = told.iter().filter_map(|(expression, _, told)| past(expression, told)).max();
    (first.unwrap_or(FIRST_CANDIDATE).min(last), last)
}

/// Bytes between two spans.
fn distance(one: Span, other: Span) -> usize {
    if one.end <= other.start { other.start - one.end } else { one.start.saturating_sub(other.end) }
}

/// Dates of a text with their sentences and what is told of each.
struct Context<'a> {
    words: &'a Words<'a>,
    told: &'a [(Expression, Span, Told)],
    lang: Option<&'a str>,
    /// The last day that is written with its year, where nothing tells the day of writing.
    latest: Option<Date>,
}

impl Context<'_> {
    /// The full date that a day without a year continues: the nearest of its sentence.
    ///
    /// Where nothing tells the day of writing, also the one before it in its
    /// paragraph, if the text knows no later one: then it is no history.
    fn tied(&self, index: usize) -> Option<Date> {
        let (expression, _, _) = self.told.get(index)?;
        if expression.first.year.is_some() || expression.first.month.is_none() {
            return None;
        }
        let distance = |span: Span| distance(span, expression.span);
        let beside = self
            .of_sentence(index)
            .filter_map(|other| self.full(other))
            // One that follows gives its year only to what is joined to it: "on 5 and on 7 May 2023".
            .filter(|(span, _)| span.start < expression.span.start || distance(*span) <= JOINED)
            .min_by_key(|(span, _)| distance(*span));
        if let Some((_, day)) = beside {
            return Some(day);
        }
        // A month alone is no news of the same time.
        expression.first.day?;
        let latest = self.latest?;
        let before = self.told.get(index.saturating_sub(NEIGHBOURS)..index)?;
        let (span, day) = before.iter().rev().find_map(|other| self.full(other))?;
        let between = Span::new(span.end, expression.span.start).of(self.words.text);
        (day == latest && !between.contains("\n\n") && between.len() <= PARAGRAPH).then_some(day)
    }

    /// The future, for the weekday of "today and on Friday".
    fn after_today(&self, index: usize) -> Option<Direction> {
        let (expression, sentence, _) = self.told.get(index)?;
        let (other, of, _) = self.told.get(index.checked_sub(1)?)?;
        let counted = other.relative.filter(|counted| counted.unit == Unit::Day)?;
        let between = Span::new(other.span.end, expression.span.start).of(self.words.text);
        let joined = sentence == of && between.len() <= JOINED && !between.contains([',', '.']);
        (joined && is_weekday(expression) && counted.shift >= 0).then_some(Direction::Future)
    }

    /// A day with its year that is no history, and where it stands.
    fn full(&self, (other, sentence, told): &(Expression, Span, Told)) -> Option<(Span, Date)> {
        let days = other.days().filter(|_| other.first.day.is_some())?;
        // What is told may not have been read, see `speaks_for_itself`.
        let history =
            told.background || tense::told(self.words, *sentence, other, self.lang).background;
        (!history).then_some((other.span, days.0))
    }

    /// The year that a month without its own shares: it is joined to a month with its year, or its
    /// sentence says which year "this" one is.
    fn shared_year(&self, index: usize) -> Option<i16> {
        let (expression, _, _) = self.told.get(index)?;
        let first = expression.first;
        if first.year.is_some() || first.month.is_none() || first.day.is_some() {
            return None;
        }
        let mut years = self.of_sentence(index).filter_map(|(other, ..)| {
            let year = other.first.year?;
            let joined = other.precision() == Precision::Month
                && distance(other.span, expression.span) <= JOINED
                && other.last.is_none();
            let named =
                other.relative == Some(Relative::THIS_YEAR) && expression.relative.is_none();
            (joined || named).then_some(year)
        });
        let year = years.next()?;
        years.all(|other| other == year).then_some(year)
    }

    /// The nearest other dates of the same sentence.
    fn of_sentence(&self, index: usize) -> impl Iterator<Item = &(Expression, Span, Told)> {
        let from = index.saturating_sub(NEIGHBOURS);
        let to = index.saturating_add(NEIGHBOURS).min(self.told.len());
        let sentence = self.told.get(index).map(|(_, sentence, _)| *sentence);
        let near = self.told.get(from..to).unwrap_or_default().iter().enumerate();
        near.filter(move |(at, (_, other, _))| from + at != index && Some(*other) == sentence)
            .map(|(_, other)| other)
    }
}

/// How many dates before and after one are looked at: sentences with more are lists.
const NEIGHBOURS: usize = 16;
/// The longest text between a day without a year and the full date that it is joined to, in bytes.
const JOINED: usize = 12;
/// The longest way back to a date that is continued, in bytes.
const PARAGRAPH: usize = 600;

#[cfg(test)]
mod tests {
    use crate::lexicon::rows;

    use jiff::civil::date;

    use super::*;
    use crate::analyze::sentence::sentences;
    use crate::ingest::extract::numeric_order;
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

    fn read(text: &str, published: Option<&Published>, lang: Option<&str>) -> Vec<DateMention> {
        let sentences = sentences(text);
        let read_on = date(2025, 6, 1);
        let found = scan(text);
        let order = numeric_order::order(text, &found, lang);
        let around =
            Surroundings { published, sentences: &sentences, furniture: &[], lang, order, read_on };
        mentions(&Words::cut(text), &found, &around)
    }

    fn read_only(text: &str, published: Option<&Published>) -> DateMention {
        let mut mentions = read(text, published, None);
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
        assert_eq!(mention.reasons, [Reason::Weekday]);
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
            let mention = read(text, Some(published), None).into_iter().next();
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
        assert_eq!(mention.reasons, [Reason::WeekdayDisagrees]);
    }

    #[test]
    fn text_and_tense_decide_together() {
        let day = published(date(2022, 6, 15), date(2022, 6, 15), Precision::Day);
        let dates = |text: &str, published: Option<&Published>, lang: &str| -> Vec<String> {
            let found = read(text, published, Some(lang));
            found
                .into_iter()
                .map(|mention| match mention.from {
                    Some(from) => format!("{from} {:?}", mention.role),
                    None => format!("open {:?}", mention.role),
                })
                .collect()
        };
        for (text, published, lang, expected) in [
            (
                "The ministers met on 14 June. Exercises will begin on 4 November.",
                Some(&day),
                "en",
                vec!["2022-06-14 Held", "2022-11-04 Planned"],
            ),
            (
                "They signed it on 3 May 2021 and ratified it on 5 May.",
                None,
                "en",
                vec!["2021-05-03 Held", "2021-05-05 Held"],
            ),
            (
                "They met on 3 May 2021. The talks went on to 5 May.",
                None,
                "en",
                vec!["2021-05-03 Held", "2021-05-05 Held"],
            ),
            (
                "The agreement of 3 May 2011 was followed by another on 3 May 2021.\n\nOn 5 May they met.",
                None,
                "en",
                vec!["2011-05-03 Background", "2021-05-03 Held", "open Held"],
            ),
            (
                "They met in Paris on 3 April 2020. On Friday, 5 May, they met again.",
                None,
                "en",
                vec!["2020-04-03 Background", "2023-05-05 Held"],
            ),
            (
                "They met on 3 May and on 5 May 2021.",
                None,
                "en",
                vec!["2021-05-03 Held", "2021-05-05 Held"],
            ),
            (
                "PARIS, 24 May – Today they changed the agreement of 20 April 2012.",
                Some(&day),
                "en",
                vec!["2022-05-24 Held", "2022-06-15 Held", "2012-04-20 Background"],
            ),
            (
                "The exercise will begin on Friday and will last until Wednesday.",
                Some(&day),
                "en",
                vec!["2022-06-17 Planned", "2022-06-22 Planned"],
            ),
            ("Os ministros reuniram-se em 03/04/2022.", None, "pt", vec!["2022-04-03 Held"]),
            ("They met on 03/04/2022.", None, "en", vec!["open Held"]),
        ] {
            assert_eq!(dates(text, published, lang), expected, "{text}");
        }
    }

    #[test]
    fn a_doubtful_date_of_the_report_completes_nothing() {
        let mut day = published(date(2022, 6, 20), date(2022, 6, 20), Precision::Day);
        day.doubtful = true;
        assert_eq!(read_only("14 June", Some(&day)).from, None);
    }

    #[test]
    fn dates_of_the_page_are_left_out() {
        let text = "3 May 2024 menu\n\nThey met on 14 June 2022.";
        let furniture = [Span::new(0, 15)];
        let mut around = Surroundings {
            published: None,
            sentences: &[],
            furniture: &furniture,
            lang: None,
            order: None,
            read_on: date(2025, 6, 1),
        };
        let texts = |around: &Surroundings| -> Vec<String> {
            let found = mentions(&Words::cut(text), &scan(text), around);
            found.into_iter().map(|mention| mention.text).collect()
        };
        assert_eq!(texts(&around), ["14 June 2022"]);
        let day = Published {
            start: Some(0),
            end: Some(10),
            ..published(date(2024, 5, 3), date(2024, 5, 3), Precision::Day)
        };
        around.published = Some(&day);
        assert_eq!(texts(&around), ["3 May 2024", "14 June 2022"]);
    }

    #[test]
    fn sentences_of_many_languages_are_dated() {
        let day = published(date(2023, 5, 12), date(2023, 5, 12), Precision::Day);
        let table = include_str!("../../../tests/suite/dated_sentences.tsv");
        for line in rows::lines(table) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [lang, text, expected] = columns.as_slice() else { panic!("{line}") };
            let found: Vec<String> = read(text, Some(&day), Some(lang))
                .into_iter()
                .map(|mention| {
                    let role = format!("{:?}", mention.role).to_lowercase();
                    match (mention.from, mention.to) {
                        (Some(from), Some(to)) if from == to => format!("{from} {role}"),
                        (Some(from), Some(to)) => format!("{from}/{to} {role}"),
                        _ => format!("open {role}"),
                    }
                })
                .collect();
            assert_eq!(found.join(", "), *expected, "{lang}: {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_dated_without_panic(
            before in "\\PC{0,20}",
            date_text in "(on )?(yesterday|Tuesday|14 June|June 14, 2022|03/04/2022|last week|в мае|у уторак)",
            after in "[ ,.;:«»()a-zа-я]{0,20}\\PC{0,20}",
            lang in "(en|sr|ru|hu|fr|xx)",
        ) {
            let day = published(date(2022, 6, 15), date(2022, 6, 15), Precision::Day);
            let text = format!("{before} {date_text} {after}");
            for published in [None, Some(&day)] {
                for mention in read(&text, published, Some(&lang)) {
                    proptest::prop_assert_eq!(mention.span.of(&text), mention.text.as_str());
                    proptest::prop_assert!(mention.from <= mention.to);
                    proptest::prop_assert!(mention.from.is_none() || mention.candidates.is_empty());
                }
            }
        }
    }
}
