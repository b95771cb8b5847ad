//! The parts of a date in words: a day, a year, and what joins two of them.
//!
//! Each takes a cursor and moves it past the part, or leaves it where it was.

use super::cursor::{self, Cursor};
use crate::lexicon::date::expression::{Expression, Written};
use crate::lexicon::date::language::Languages;
use crate::lexicon::date::meaning::{Meaning, Month, Usage};
use crate::lexicon::date::word;
use crate::span::Span;

/// An expression with the languages of its words, by which the words around it are chosen.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) expression: Expression,
    pub(super) languages: Languages,
    /// Expressions before it, in a list that shares month and year with it ("14 and 20 June").
    pub(super) before: Vec<Expression>,
}

impl Found {
    pub(super) fn new(expression: Expression, languages: Languages) -> Self {
        Self { expression, languages, before: Vec::new() }
    }

    /// An expression without words.
    pub(super) fn wordless(expression: Expression) -> Self {
        Self::new(expression, Languages::ALL)
    }

    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.expression.span.end
    }
}

/// An expression of one date.
pub(super) fn single(span: Span, first: Written, rule: &'static str) -> Expression {
    Expression { span, first, last: None, alternative: None, relative: None, rule }
}

/// A day of the month as a number.
#[derive(Clone, Copy)]
pub(super) struct Day {
    /// 1 to 31.
    pub(super) value: i8,
    /// Whether a dot follows it.
    pub(super) dotted: bool,
    /// Whether an ordinal or case ending hangs on it.
    pub(super) suffixed: bool,
    /// Where it ends, without the dot.
    pub(super) end: usize,
}

/// Endings written right after the digits of a day.
const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "º", "ª", "o", "er", "re", "eme", "η", "ης", "ας", "go", "ego"];

/// Endings that hang on the digits of a day by a hyphen (Hungarian, Russian, Ukrainian).
const HYPHENATED: &[&str] = &[
    "án", "én", "jei", "jén", "ei", "ји", "ти", "го", "ին", "ի", "ից", "ма", "му", "те", "i", "ai",
    "a", "e", "je", "ig", "áig", "éig", "jéig", "ától", "étől", "jétől", "ára", "ére", "jére", "е",
    "ого", "ое", "его", "ти", "ві", "də", "da", "dən", "dan", "dək", "si", "sı", "ci", "cı", "cu",
    "cü", "ლი", "ში",
];

/// Reads the number of a day with its ending and dot.
pub(super) fn day(cursor: &mut Cursor) -> Option<Day> {
    let mut next = *cursor;
    let (number, digits) = next.number()?;
    let value = i8::try_from(number).ok().filter(|day| (1..=31).contains(day) && digits <= 2)?;
    let suffixed = suffix(&mut next);
    let mut after_dot = next;
    let dotted = after_dot.take('.') && !after_dot.peek().is_some_and(cursor::is_digit);
    *cursor = if dotted { after_dot } else { next };
    let end = next.at();
    Some(Day { value, dotted, suffixed, end })
}

fn suffix(cursor: &mut Cursor) -> bool {
    let mut next = *cursor;
    let endings: &[&str] = if next.take('-') { HYPHENATED } else { ORDINALS };
    let found = next.word().is_some_and(|word| endings.contains(&word.to_lowercase().as_str()));
    if found {
        *cursor = next;
    }
    found
}

/// Years in which reports and their history lie; other numbers of four digits are figures.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1500..=2099;

/// Reads a year of four digits at the cursor.
pub(super) fn bare_year(cursor: &mut Cursor) -> Option<i16> {
    let mut next = *cursor;
    let (year, digits) = next.number()?;
    christian_mark(&mut next);
    if digits != 4 || !YEARS.contains(&year) || !next.ends_number() {
        return None;
    }
    *cursor = next;
    Some(year)
}

/// Passes the letter that tells a Christian year from one of the Hijra in Arabic: "2024م".
fn christian_mark(cursor: &mut Cursor) {
    let mut next = *cursor;
    if next.take('م') && next.ends_number() {
        *cursor = next;
    }
}

/// Reads the year that follows day and month, with the comma or words between.
pub(super) fn year(cursor: &mut Cursor, after_abbreviation: bool) -> Option<i16> {
    let mut next = *cursor;
    if after_abbreviation {
        next.take('.');
    }
    if !next.take_if(|character| matches!(character, '-' | '/')) {
        next.take(',');
        next.links();
    }
    let year = bare_year(&mut next)?;
    *cursor = next;
    Some(year)
}

/// Reads the two digits of a year in "14-Jun-22".
pub(super) fn short_year(cursor: &mut Cursor) -> Option<i16> {
    let mut next = *cursor;
    next.take_if(|character| matches!(character, '-' | '/')).then_some(())?;
    let (year, 2) = next.number()? else { return None };
    next.ends_number().then_some(())?;
    *cursor = next;
    Some(of_century(year))
}

/// The year that two digits mean.
pub(super) fn of_century(year: i16) -> i16 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// Passes the article before a day: "entre el 5 y el 7 de mayo".
pub(super) fn article(cursor: &mut Cursor) {
    let mut next = *cursor;
    let read = next
        .word()
        .is_some_and(|word| matches!(word, "the" | "el" | "le" | "il" | "o" | "den" | "më"));
    if read && next.blanks() {
        *cursor = next;
    }
}

/// What stands between two days, months or years written as one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// A dash or a word like "to": everything between is meant.
    Through,
    /// A word like "and", or a slash: the two are meant.
    And,
}

/// Passes "t/m".
fn dutch_through(cursor: &mut Cursor) -> bool {
    let mut next = *cursor;
    let read = next.take('t') && next.take('/') && next.take('m');
    if read {
        *cursor = next;
    }
    read
}

/// Reads a dash, a slash, "to" or "and" with the blanks around it.
pub(super) fn joint(cursor: &mut Cursor) -> Option<Joint> {
    let mut next = *cursor;
    let blank = next.blanks();
    let joint = if !blank && next.take('/') {
        Joint::And
    } else if next.take_if(is_dash) {
        next.blanks();
        Joint::Through
    } else if blank && (next.role(|roles| roles.to) || dutch_through(&mut next)) && next.blanks() {
        Joint::Through
    } else {
        next = *cursor;
        (next.blanks() && next.role(|roles| roles.and) && next.blanks()).then_some(Joint::And)?
    };
    *cursor = next;
    Some(joint)
}

pub(super) fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether the month can have the day in some year.
pub(super) fn exists(month: i8, day: i8) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

/// Two dates as first and last, the earlier one taking over the year of the later; nothing if reversed.
pub(super) fn in_order(
    first: Written,
    last: Written,
    year: Option<i16>,
) -> Option<(Written, Written)> {
    let rises = (first.month, first.day) < (last.month, last.day);
    // "30 December – 2 January 2023" begins in the year before.
    let turns = first.month == Some(12) && last.month == Some(1);
    (rises || turns).then_some(())?;
    Some(match year {
        Some(year) => (first.in_year(if rises { year } else { year - 1 }), last.in_year(year)),
        None => (first, last),
    })
}

/// Reads the number of a month in Roman figures, with the year that must follow it, left.
fn roman_month(cursor: &mut Cursor) -> Option<i8> {
    const FIGURES: [&str; 12] =
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let mut next = *cursor;
    let word = next.word()?;
    let number = (1_i8..).zip(FIGURES).find(|(_, figure)| *figure == word)?.0;
    let mut ahead = next;
    ahead.take('.');
    ahead.blanks();
    bare_year(&mut ahead)?;
    *cursor = next;
    Some(number)
}

/// Reads the name of a month, or its Roman figures.
pub(super) fn month_or_figures(cursor: &mut Cursor) -> Option<Month> {
    month(cursor).or_else(|| {
        let number = roman_month(cursor)?;
        Some(Month {
            plain: Some(number),
            dotted: Some(number),
            short: true,
            usage: Usage::Full,
            sure: false,
            leads: false,
            after_dotted_year: false,
            languages: Languages::ALL,
        })
    })
}

/// Reads the name of a month.
pub(super) fn month(cursor: &mut Cursor) -> Option<Month> {
    cursor.find(|entry, written| entry.month.map(|month| word::as_written(month, written)))
}

/// Passes "the month of" before the name of one.
pub(super) fn month_word(cursor: &mut Cursor) {
    let mut next = *cursor;
    if next.word_for(Meaning::MonthWord, Languages::ALL) && next.links() {
        *cursor = next;
    }
}

/// Languages in which "at the beginning" follows what it begins.
pub(super) const EDGE_LAST: Languages = Languages::read("hu tr az uz kk ky fi et lt lv ja ko zh");

/// Passes an edge word behind a month or year of one of the languages: "június elején", "月初".
pub(super) fn edge_after(cursor: &mut Cursor, languages: Languages) {
    let mut next = *cursor;
    next.take('.');
    next.blanks();
    let order = EDGE_LAST.both(languages);
    if next.word_for(Meaning::Edge, order) {
        *cursor = next;
    }
}

/// Passes the word "day" behind a date or weekday of one of the languages: "14 iyun kuni".
pub(super) fn day_word_after(cursor: &mut Cursor, languages: Languages) {
    // What every language has is no language: digits.
    if languages != Languages::ALL {
        cursor.word_behind(Meaning::DayWord, EDGE_LAST.both(languages));
    }
}

/// Passes a word like "in" of one of the languages.
pub(super) fn on(cursor: &mut Cursor, languages: Languages) {
    let mut next = *cursor;
    if next.word_for(Meaning::On, languages) && next.blanks() {
        *cursor = next;
    }
}

/// A day of a month.
pub(super) fn dated(month: i8, day: i8) -> Written {
    Written { month: Some(month), day: Some(day), ..Written::default() }
}

/// Puts the parts together, if such days exist.
pub(super) fn found(
    languages: Languages,
    span: Span,
    first: Written,
    last: Option<Written>,
    year: Option<i16>,
    rule: &'static str,
) -> Option<Found> {
    let (first, last) = match last {
        Some(last) => in_order(first, last, year).map(|(first, last)| (first, Some(last)))?,
        None => (Written { year, ..first }, None),
    };
    for written in [Some(first), last].into_iter().flatten() {
        if let (Some(month), Some(day)) = (written.month, written.day) {
            exists(month, day).then_some(())?;
        }
        if written.year.is_some() {
            written.date()?;
        }
    }
    let expression = Expression { span, first, last, alternative: None, relative: None, rule };
    Some(Found::new(expression, languages))
}
