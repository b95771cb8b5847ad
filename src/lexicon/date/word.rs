//! The words of dates: months, weekdays, relative words and the small words around them.
//!
//! Takes a word as written, gives what it means in a date. The tables are
//! `months.tsv`, `weekdays.tsv`, `relative.tsv` and `phrases.tsv` beside this
//! file; their headers say what the columns mean. They are read at first use.
//!
//! A form may be several words, or one with an apostrophe or hyphen inside; it
//! is found by its first run of letters, and what may follow is listed there.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization as _;

use super::expression::{Relative, Unit};
use super::language::Languages;
use super::meaning::{DayName, Entry, Kinds, Meaning, Month, Roles, Sense, Usage};
use super::plain::{is_east_asian, with_folded};
use crate::lexicon::ascii::Beginnings;
use crate::lexicon::rows;

/// What stands between two runs of letters of one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: letters and digits meet.
    None,
    /// Blanks.
    Blank,
    /// An apostrophe.
    Apostrophe,
    /// A hyphen.
    Hyphen,
    /// A full stop, and blanks if there are any.
    Stop,
}

/// A form of several runs, from the second one on.
#[derive(Debug)]
pub(super) struct Longer {
    /// What follows the first run.
    pub(super) rest: Vec<(Gap, &'static str)>,
    /// What the whole means.
    pub(super) entry: Entry,
}

/// What begins with a run of letters.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// What the run means by itself.
    pub(super) entry: Entry,
    /// Forms that begin with it, the longest first.
    pub(super) longer: Vec<Longer>,
    /// What an expression may be that begins with any of them.
    pub(super) kinds: Kinds,
}

impl Node {
    fn count_kinds(&mut self) {
        let longer = self.longer.iter().map(|longer| longer.entry.kinds());
        self.kinds = longer.fold(self.entry.kinds(), Kinds::with);
    }
}

/// All forms, by their first run of letters, folded.
#[derive(Default)]
struct Dictionary {
    /// In the order of the tables, so that nothing depends on hashes.
    nodes: Vec<(&'static str, Node)>,
    places: FxHashMap<&'static str, usize>,
    /// Sets of languages by how they are written; most rows have one of a few.
    languages: FxHashMap<&'static str, Languages>,
}

impl Dictionary {
    fn languages(&mut self, codes: &'static str) -> Languages {
        *self.languages.entry(codes).or_insert_with(|| Languages::read(codes))
    }

    /// The entry of a form, made if it is new.
    fn entry(&mut self, form: &'static str) -> Option<&mut Entry> {
        let (first, rest) = runs(form)?;
        let place = *self.places.entry(first).or_insert_with(|| {
            self.nodes.push((first, Node::default()));
            self.nodes.len() - 1
        });
        let (_, node) = self.nodes.get_mut(place)?;
        if rest.is_empty() {
            return Some(&mut node.entry);
        }
        let at = node.longer.iter().position(|longer| longer.rest == rest).unwrap_or_else(|| {
            let place = node.longer.partition_point(|longer| longer.rest.len() >= rest.len());
            node.longer.insert(place, Longer { rest, entry: Entry::default() });
            place
        });
        node.longer.get_mut(at).map(|longer| &mut longer.entry)
    }
}

/// The first runs of all forms with what begins with them.
pub(super) fn nodes() -> impl Iterator<Item = (&'static str, &'static Node)> {
    DICTIONARY.nodes.iter().map(|(form, node)| (*form, node))
}

/// What begins with the run of letters `word`.
pub(super) fn node(word: &str) -> Option<&'static Node> {
    if !(1..=LONGEST).contains(&word.len()) || !may_know(word) {
        return None;
    }
    let place = with_folded(word, |folded| DICTIONARY.places.get(folded))?;
    DICTIONARY.nodes.get(*place).map(|(_, node)| node)
}

/// Whether a form may have `word` as its first run of letters or as a later one: most words are in
/// none, and need not be looked up.
pub(super) fn may_know(word: &str) -> bool {
    RUNS.may_have(word)
}

static RUNS: LazyLock<Beginnings> = LazyLock::new(|| {
    let mut runs = Beginnings::new(17);
    for (first, node) in nodes() {
        runs.add(first);
        for (_, run) in node.longer.iter().flat_map(|longer| &longer.rest) {
            runs.add(run);
        }
    }
    runs
});

/// The longest form at the beginning of `text`, which is in an East Asian script; its length in bytes.
pub(super) fn east_asian(text: &str) -> Option<(usize, &'static Node)> {
    let forms = EAST_ASIAN.get(&text.chars().next()?)?;
    forms
        .iter()
        .find(|(form, _)| text.starts_with(form.as_str()))
        .map(|(form, node)| (form.len(), *node))
}

type EastAsian = FxHashMap<char, Vec<(String, &'static Node)>>;

/// Forms that are written without blanks around, by their first character, the longest first.
static EAST_ASIAN: LazyLock<EastAsian> = LazyLock::new(|| {
    let mut table = EastAsian::default();
    for (form, node) in nodes() {
        if form.chars().next().is_none_or(|first| first < '\u{1100}') {
            continue;
        }
        // Folding takes Hangul apart.
        let form: String = form.nfc().collect();
        if let Some(first) = form.chars().next().filter(|first| is_east_asian(*first)) {
            let forms = table.entry(first).or_default();
            let place = forms.partition_point(|(other, _)| other.len() >= form.len());
            forms.insert(place, (form, node));
        }
    }
    table
});

/// The longest word that is worth looking up, in bytes; the longest form has fewer.
pub(super) const LONGEST: usize = 48;

/// Languages in which "June 14" without a year is a date.
const MONTH_FIRST: Languages = Languages::read("en hu fil lt hy");

/// Languages in which a year with a dot comes before the month.
const DOTTED_YEAR: Languages = Languages::read("hu");

const MONTHS: &str = include_str!("months.tsv");
const WEEKDAYS: &str = include_str!("weekdays.tsv");
const PHRASES: &str = include_str!("phrases.tsv");
const RELATIVE: &str = include_str!("relative.tsv");

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut dictionary = Dictionary::default();
    for row in rows(MONTHS) {
        let languages = dictionary.languages(row[4]);
        if let Some((form, month)) = month_row(row, languages)
            && let Some(entry) = dictionary.entry(form)
        {
            entry.month = Some(month);
            entry.languages = entry.languages.either(languages);
        }
    }
    for row in rows(WEEKDAYS) {
        let languages = dictionary.languages(row[3]);
        if let Some((form, day)) = weekday_row(row, languages)
            && let Some(entry) = dictionary.entry(form)
        {
            entry.day = Some(day);
            entry.languages = entry.languages.either(languages);
        }
    }
    for [role, codes, forms, ..] in rows(PHRASES) {
        let languages = dictionary.languages(codes);
        for form in forms.split(' ') {
            if let Some(entry) = dictionary.entry(form) {
                add_role(entry, role, languages);
            }
        }
    }
    for [meaning, codes, forms, usage, _] in rows(RELATIVE) {
        let Some(meaning) = read_meaning(meaning) else { continue };
        let languages = dictionary.languages(codes);
        for form in forms.split(' ') {
            if let Some(entry) = dictionary.entry(form) {
                let own = usage == "own" || is_slight(form);
                add_sense(entry, Sense { meaning, languages, own });
                entry.languages = entry.languages.either(languages);
            }
        }
    }
    for (_, node) in &mut dictionary.nodes {
        node.count_kinds();
    }
    dictionary
});

/// Adds a sense, or its languages where the entry has it.
fn add_sense(entry: &mut Entry, sense: Sense) {
    let same = |other: &&mut Sense| other.meaning == sense.meaning && other.own == sense.own;
    match entry.senses.iter_mut().find(same) {
        Some(other) => other.languages = other.languages.either(sense.languages),
        None => entry.senses.push(sense),
    }
}

/// Whether a form is so short that some other language is bound to have it too.
fn is_slight(form: &str) -> bool {
    form.len() <= 3 && form.is_ascii()
}

type Runs = (&'static str, Vec<(Gap, &'static str)>);

/// The runs of letters and of digits of a form.
fn runs(form: &'static str) -> Option<Runs> {
    let is_run = |character: char| character.is_ascii_digit() || is_run_letter(character);
    let mut rest = form;
    let first = take_run(&mut rest)?;
    let mut others = Vec::new();
    while !rest.is_empty() {
        let gap = rest.split(is_run).next()?;
        rest = rest.get(gap.len()..)?;
        let gap = match gap {
            "" => Gap::None,
            "_" => Gap::Blank,
            "'" | "'_" => Gap::Apostrophe,
            "-" => Gap::Hyphen,
            "." | "._" => Gap::Stop,
            _ => return None,
        };
        match take_run(&mut rest) {
            Some(run) => others.push((gap, run)),
            // What an abbreviation ends with is left to the reader.
            None if gap != Gap::Blank => break,
            None => return None,
        }
    }
    Some((first, others))
}

/// In the tables whatever is no ASCII is a letter, and a form in an East Asian script one run.
fn is_run_letter(character: char) -> bool {
    character.is_ascii_alphabetic() || !character.is_ascii()
}

fn take_run(rest: &mut &'static str) -> Option<&'static str> {
    let letters = |character: char| !is_run_letter(character);
    let digits = |character: char| !character.is_ascii_digit();
    let end = if rest.starts_with(|character: char| character.is_ascii_digit()) {
        rest.find(digits)
    } else {
        rest.find(letters)
    };
    let run = rest.get(..end.unwrap_or(rest.len())).filter(|run| !run.is_empty())?;
    *rest = rest.get(run.len()..)?;
    Some(run)
}

fn add_role(entry: &mut Entry, role: &str, languages: Languages) {
    entry.languages = entry.languages.either(languages);
    let roles = &mut entry.roles;
    match role {
        "in" => roles.before_year = true,
        "for" => roles.before_number = true,
        "between" => roles.between = true,
        "year" => roles.year = true,
        "link" => roles.link = true,
        "to" => roles.to = true,
        "and" => roles.and = true,
        "after" => roles.after_year = true,
        _ => {}
    }
}

fn read_meaning(meaning: &str) -> Option<Meaning> {
    let units = [
        ("day", Unit::Day),
        ("weekend", Unit::Weekend),
        ("week", Unit::Week),
        ("month", Unit::Month),
        ("quarter", Unit::Quarter),
        ("year", Unit::Year),
    ];
    let simple = match meaning {
        "last" => Meaning::Shift(-1),
        "this" => Meaning::Shift(0),
        "next" => Meaning::Shift(1),
        "on" => Meaning::On,
        "early" | "mid" | "late" => Meaning::Edge,
        "day_word" => Meaning::DayWord,
        "current_month" => Meaning::CurrentMonth,
        "current_year" => Meaning::CurrentYear,
        "ago" => Meaning::Ago,
        "daypart" => Meaning::Daypart,
        "each" => Meaning::Each,
        "none" => Meaning::Nothing,
        "month_word" => Meaning::MonthWord,
        "quarter1" => Meaning::Quarter(1),
        "quarter2" => Meaning::Quarter(2),
        "quarter3" => Meaning::Quarter(3),
        "quarter4" => Meaning::Quarter(4),
        "half1" => Meaning::Half(1),
        "half2" => Meaning::Half(2),
        _ => {
            let (name, unit) = units.into_iter().find(|(name, _)| {
                meaning.strip_prefix(name).is_some_and(|shift| {
                    shift.is_empty() || shift.starts_with(['-', '+']) || shift == "0"
                })
            })?;
            let shift = meaning.strip_prefix(name)?;
            if shift.is_empty() {
                return (unit != Unit::Day).then_some(Meaning::Unit(unit));
            }
            return Some(Meaning::Whole(Relative { unit, shift: shift.parse().ok()? }));
        }
    };
    Some(simple)
}

/// Rows of any of the tables; the widest has five columns.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    rows::columns(table)
}

fn read_usage(usage: &str) -> Option<Usage> {
    Some(match usage {
        "any" => Usage::Any,
        "capital" => Usage::Capital,
        "lower" => Usage::Lower,
        "on" => Usage::On,
        "beside" => Usage::Beside,
        "own" => Usage::Own,
        "full" => Usage::Full,
        _ => return None,
    })
}

fn month_row(
    [number, form, kind, usage, _]: [&'static str; 5],
    languages: Languages,
) -> Option<(&'static str, Month)> {
    let (plain, dotted) = number.split_once('/').unwrap_or((number, number));
    let month = Month {
        plain: plain.parse().ok(),
        dotted: dotted.parse().ok(),
        short: kind == "short",
        usage: read_usage(usage)?,
        sure: false,
        leads: languages.share(MONTH_FIRST),
        after_dotted_year: languages.share(DOTTED_YEAR),
        languages,
    };
    Some((form, month))
}

fn weekday_row(
    [day, form, usage, ..]: [&'static str; 5],
    languages: Languages,
) -> Option<(&'static str, DayName)> {
    let weekday = Weekday::from_monday_one_offset(day.parse().ok()?).ok()?;
    let day = DayName { weekday, usage: read_usage(usage)?, languages };
    Some((form, day))
}

/// The month, with what its capital letter tells.
pub(super) fn as_written(month: Month, word: &str) -> Month {
    let capital = begins_with_capital(word);
    let sure = match month.usage {
        Usage::Any | Usage::On | Usage::Own | Usage::Lower => true,
        Usage::Capital | Usage::Beside => capital,
        Usage::Full => false,
    };
    Month { sure, after_dotted_year: month.after_dotted_year && !capital, ..month }
}

/// Whether the word begins with a capital letter.
pub(super) fn begins_with_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// What `word` can do in a date; nothing for most words.
pub(super) fn roles(word: &str) -> Roles {
    node(word).map(|node| node.entry.roles).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold::fold;

    fn month(word: &str) -> Option<Month> {
        node(word)?.entry.month.map(|month| as_written(month, word))
    }

    fn forms(table: &'static str, column: usize) -> impl Iterator<Item = (&'static str, String)> {
        rows(table).flat_map(move |row| {
            row[column].split(' ').map(move |form| (row[0], form.to_owned())).collect::<Vec<_>>()
        })
    }

    #[test]
    fn every_row_is_read() {
        for row in rows(MONTHS) {
            assert!(month_row(row, Languages::NONE).is_some(), "{row:?}");
        }
        for row in rows(WEEKDAYS) {
            assert!(weekday_row(row, Languages::NONE).is_some(), "{row:?}");
        }
        for row in rows(PHRASES) {
            let roles = ["in", "for", "between", "year", "link", "to", "and", "after"];
            assert!(roles.contains(&row[0]), "{row:?}");
        }
        for row in rows(RELATIVE) {
            assert!(read_meaning(row[0]).is_some(), "{row:?}");
        }
    }

    #[test]
    fn every_language_is_known() {
        for (table, column) in [(MONTHS, 4), (WEEKDAYS, 3), (PHRASES, 1), (RELATIVE, 1)] {
            for row in rows(table) {
                for code in row[column].split(' ') {
                    assert_ne!(Languages::read(code), Languages::NONE, "`{code}` in {row:?}");
                }
            }
        }
    }

    #[test]
    fn every_form_is_folded_and_can_be_found() {
        for (table, column) in [(MONTHS, 1), (WEEKDAYS, 1), (PHRASES, 2), (RELATIVE, 2)] {
            for (row, form) in forms(table, column) {
                assert_eq!(fold(&form), form, "in row {row}: not folded");
                assert!(form.len() <= LONGEST, "in row {row}: {form} is too long");
                assert!(runs(form.clone().leak()).is_some(), "in row {row}: `{form}`");
            }
        }
    }

    #[test]
    fn no_form_occurs_twice() {
        for table in [MONTHS, WEEKDAYS] {
            let mut seen: Vec<&str> = rows(table).map(|row| row[1]).collect();
            seen.sort_unstable();
            for pair in seen.windows(2) {
                assert_ne!(pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn words_name_months_in_any_case_and_script() {
        for (word, number) in [
            ("June", 6),
            ("JUNE", 6),
            ("juna", 6),
            ("јуна", 6),
            ("czerwca", 6),
            ("июня", 6),
            ("június", 6),
            ("Haziran", 6),
            ("Ιουνίου", 6),
            ("qershor", 6),
            ("أغسطس", 8),
        ] {
            assert_eq!(month(word).and_then(Month::alone), Some(number), "{word}");
        }
        assert_eq!(month("Junction"), None);
    }

    #[test]
    fn listopada_depends_on_the_dot() {
        let listopada = month("listopada").expect("the table holds it");
        assert_eq!(listopada.after_day(false), Some(11));
        assert_eq!(listopada.after_day(true), Some(10));
        assert_eq!(listopada.alone(), None);
    }

    #[test]
    fn doubtful_words_are_marked_by_their_capital() {
        for (word, sure) in
            [("may", false), ("May", true), ("Mars", true), ("Mai", true), ("Lut", false)]
        {
            assert_eq!(month(word).map(|month| month.sure), Some(sure), "{word}");
        }
    }

    #[test]
    fn forms_are_split_at_what_joins_them() {
        for (form, first, rest) in [
            ("jucer", "jucer", vec![]),
            (
                "day_before_yesterday",
                "day",
                vec![(Gap::Blank, "before"), (Gap::Blank, "yesterday")],
            ),
            ("п'ятницю", "п", vec![(Gap::Apostrophe, "ятницю")]),
            ("segunda-feira", "segunda", vec![(Gap::Hyphen, "feira")]),
            ("t._m.", "t", vec![(Gap::Stop, "m")]),
            ("q1", "q", vec![(Gap::None, "1")]),
            ("今年", "今年", vec![]),
        ] {
            assert_eq!(runs(form), Some((first, rest)), "{form}");
        }
        assert_eq!(runs("_day"), None);
    }

    #[test]
    fn meanings_are_read() {
        for (name, meaning) in [
            ("day-2", Some(Meaning::Whole(Relative { unit: Unit::Day, shift: -2 }))),
            ("week0", Some(Meaning::Whole(Relative { unit: Unit::Week, shift: 0 }))),
            ("weekend+1", Some(Meaning::Whole(Relative { unit: Unit::Weekend, shift: 1 }))),
            ("weekend", Some(Meaning::Unit(Unit::Weekend))),
            ("quarter3", Some(Meaning::Quarter(3))),
            ("quarter", Some(Meaning::Unit(Unit::Quarter))),
            ("day", None),
            ("century", None),
        ] {
            assert_eq!(read_meaning(name), meaning, "{name}");
        }
    }
}
