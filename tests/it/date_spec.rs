//! Date expressions measured against foreign specifications.
//!
//! With `BILAT_SHARED` naming the folder of the shared material, reads its
//! `data/dates` and prints, for each language and kind of expression, how many
//! are read rightly, left open with or without the right value among the
//! candidates, read less exactly than they are, read wrongly, or not found. Kept is what a report would contain: days, weeks,
//! months, years and spans of them. Left out are times of day, durations,
//! counts of units ("in three weeks"), repetitions and seasons; feasts and
//! numbers in words are counted apart. The
//! values were set for an assistant, which looks forward where a report looks
//! back; so an open expression with its value among the candidates is no fault.
//!
//! Without the variable nothing is measured; with `BILAT_DIFF` each expression that
//! is not read rightly is printed too.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use bilat::lexicon::date::{Knowledge, Written, resolve, scan};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::shared;

/// What became of one expected expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    /// Open, the right value among the candidates.
    Open,
    /// Open, without the right value.
    Unsure,
    /// Less exactly than it is: the month of a day, the year of its last week.
    Wider,
    Wrong,
    Missed,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    right: usize,
    open: usize,
    unsure: usize,
    wider: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn all(self) -> usize {
        let Self { right, open, unsure, wider, wrong, missed } = self;
        right + open + unsure + wider + wrong + missed
    }
}

/// One expected expression: the text around it, the day of writing, its kind, and the days it may mean.
struct Expected {
    language: String,
    text: String,
    /// Bytes of the text, if they are known.
    place: Option<(usize, usize)>,
    written: Date,
    kind: &'static str,
    values: Vec<(Date, Date)>,
    /// Whether the value is only a part of the unit that is named ("early June").
    part: bool,
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Whether the pattern of digits, `X` and letters says of which kind the expression is.
fn kind_of_timex(timex: &str, text: &str) -> Option<&'static str> {
    let year_written = text.as_bytes().windows(4).any(|run| run.iter().all(u8::is_ascii_digit));
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let figures = !year_written && !text.chars().any(char::is_alphabetic);
    let shape: String = timex
        .chars()
        .map(|character| if character.is_ascii_digit() { '9' } else { character })
        .collect();
    Some(match shape.as_str() {
        "9999-99-99" | "XXXX-99-99" if figures => "figures alone",
        "9999-99-99" if year_written => "full date",
        "9999-99-99" if digits => "day counted from the day of writing",
        "9999-99-99" => "yesterday, last Tuesday …",
        "XXXX-99-99" if digits => "day and month",
        "XXXX-WXX-9" => "weekday",
        "9999-W99" => "week",
        "9999-W99-WE" => "weekend",
        "9999-99" if year_written => "month and year",
        "9999-99" => "last month …",
        "XXXX-99" => "month",
        "9999" if year_written => "year",
        "9999" => "last year …",
        _ if shape.starts_with("(9999-99-99,9999-99-99,P") && digits => {
            let unit = timex.trim_end_matches(')').chars().next_back()?;
            let count: String =
                timex.rsplit('P').next()?.chars().filter(char::is_ascii_digit).collect();
            // A decade or a century is no date of a report, "next three weeks" is a count.
            if unit == 'Y' && count.ends_with('0') {
                return None;
            }
            "span"
        }
        _ if shape.starts_with("(XXXX-99-99,XXXX-99-99,P") => "span without year",
        _ => return None,
    })
}

/// Words that make an expression a count, an age, a repetition or an open span.
const COUNTS: &str = "every, each, all, ago, from now, hence, later, within, days, weeks, months, years, day, \
    two, three, weekdays, business, decade, century, quarter of, since, before, after, rest, remaining, \
    hace, dentro, días, semanas, meses, años, cada, todos, todas, día, década, siglo, resto, jours, \
    semaines, années, ans, chaque, tous, il y a, dans, jour, décennie, siècle, reste, tagen, tage, \
    wochen, monate, monaten, jahre, jahren, tag, jeden, jede, alle, vor, nach, seit, dias, anos, há, \
    daqui, dia, século, giorni, settimane, mesi, anni, giorno, fa, tra, ogni, gün, hafta sonra, önce, \
    sonra, her, fiscal, school, ytd, mtd, bank, working, werktag, same, mismo, siden, sedan, geleden, \
    temu, prije, назад, через, тому, πριν, weken, dagen, jaren, uker, dager, uger, dage, veckor, dagar, \
    tygodnie, dni, lata, tjedna, dana, igen, igjen, later, później, içinde";

/// Words for feasts, and numbers in words: "the third Tuesday after Christmas", "première semaine".
const NAMED: &str = "first, second, third, fourth, fifth, fifteenth, fifteen, thousand, twenty, nineteen, \
    christmas, easter, halloween, eve, new, thanksgiving, premier, première, premiere, deuxième, noel, \
    noël, toussaint, fête, nouvel, saint, primo, prima, secondo, terzo, natale, festa, \
    vigilia, capodanno, san, santo, santi, befana, epifania, repubblica, liberazione, ferragosto, \
    primer, primera, primero, tercer, navidad, nuevo, fiesta, primeiro, primeira, natal, novo, \
    véspera, erster, erste, zweiter, dritter, weihnachten, silvester, eerste, \
    tweede, derde, kerst, første, anden, andre, tredje, juledag, juleaften, \
    julaften, första, andra, jul, pierwszy, pierwszego, drugi, druga, trzeci, \
    prvi, drugi, treci, treći, bozica, birinci, ikinci, üçüncü, yılbaşı, πρώτη, \
    δεύτερη, τρίτη, χριστούγεννα, μέρα, первое, второе, третье, перше, crăciun";

/// Whether one of the words, which are separated by commas, stands in the text as a whole.
fn has_word(text: &str, words: &str) -> bool {
    let text = text.to_lowercase();
    words.split(", ").map(str::trim).any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
        })
    })
}

/// The kind, or that of feasts and numbers in words.
fn unless_named(kind: &'static str, text: &str) -> &'static str {
    if kind.starts_with("span") || !has_word(text, NAMED) { kind } else { ASIDE[0] }
}

/// Kinds that are counted, but not among all: a report hardly writes so.
const ASIDE: [&str; 2] = ["feasts and numbers in words", "figures alone"];

#[derive(serde::Deserialize)]
struct Line {
    input: String,
    reference: Option<String>,
    results: Vec<Found>,
}

#[derive(serde::Deserialize)]
struct Found {
    text: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(default)]
    values: Vec<Value>,
}

#[derive(serde::Deserialize)]
struct Value {
    timex: Option<String>,
    #[serde(rename = "value")]
    single: Option<String>,
    start: Option<String>,
    end: Option<String>,
    #[serde(rename = "Mod")]
    modifier: Option<String>,
}

/// The expected expressions of one file of the first specification.
fn recognizers(path: &Path, language: &str) -> Vec<Expected> {
    let text = std::fs::read_to_string(path).expect("the specification can be read");
    let mut expected = Vec::new();
    for line in text.lines() {
        let Ok(line) = serde_json::from_str::<Line>(line) else { continue };
        let Some(written) = line.reference.as_deref().and_then(day) else { continue };
        for found in &line.results {
            let dates = ["datetimeV2.date", "datetimeV2.daterange"];
            if !found.kind.as_deref().is_some_and(|kind| dates.contains(&kind))
                || has_word(&found.text, COUNTS)
            {
                continue;
            }
            let Some(first) = found.values.first() else { continue };
            let modifier = first.modifier.as_deref();
            if modifier.is_some_and(|modifier| !["start", "mid", "end"].contains(&modifier)) {
                continue;
            }
            let Some(kind) =
                first.timex.as_deref().and_then(|timex| kind_of_timex(timex, &found.text))
            else {
                continue;
            };
            let values = found.values.iter().filter_map(days_of).collect::<Vec<_>>();
            if values.is_empty() {
                continue;
            }
            expected.push(Expected {
                language: language.to_owned(),
                text: line.input.clone(),
                place: bytes_of(&line.input, found.start, found.end),
                written,
                kind: unless_named(kind, &found.text),
                values,
                part: modifier.is_some(),
            });
        }
    }
    expected
}

/// First and last day of a value; the end that is given is the day after.
fn days_of(value: &Value) -> Option<(Date, Date)> {
    if let Some(single) = value.single.as_deref() {
        let day = day(single)?;
        return Some((day, day));
    }
    let (first, end) = (day(value.start.as_deref()?)?, day(value.end.as_deref()?)?);
    Some((first, end.checked_sub(1.day()).ok()?))
}

/// The bytes of a place that is given in characters.
fn bytes_of(text: &str, start: Option<usize>, end: Option<usize>) -> Option<(usize, usize)> {
    let byte = |place| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(place);
    Some((byte(start?)?, byte(end?)?))
}

/// The expected expressions of one file of the second specification, which are whole phrases.
fn duckling(path: &Path, language: &str) -> Vec<Expected> {
    let text = std::fs::read_to_string(path).expect("the specification can be read");
    // All its values are counted from this day.
    let written = jiff::civil::date(2013, 2, 12);
    let mut expected = Vec::new();
    for line in text.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(phrase), Some(kind), Some(value)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        if has_word(phrase, COUNTS) || !["datetime", "datetimeInterval"].contains(&kind) {
            continue;
        }
        let Some((values, kind)) = duckling_value(phrase, value) else { continue };
        expected.push(Expected {
            language: language.to_owned(),
            text: phrase.to_owned(),
            place: None,
            written,
            kind: unless_named(kind, phrase),
            values: vec![values],
            part: false,
        });
    }
    expected
}

/// Reads `(2013, 2, 15, 0, 0, 0) Day` and `((…), (…)) Day`.
fn duckling_value(phrase: &str, value: &str) -> Option<((Date, Date), &'static str)> {
    let unit = value.rsplit(' ').next()?;
    let numbers: Vec<i16> = value
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|number| number.parse().ok())
        .collect();
    let at = |from: usize| {
        let (year, month, day) =
            (numbers.get(from)?, numbers.get(from + 1)?, numbers.get(from + 2)?);
        let midnight = numbers.get(from + 3..from + 6)?.iter().all(|number| *number == 0);
        let (month, day) = (i8::try_from(*month).ok()?, i8::try_from(*day).ok()?);
        Date::new(*year, month.max(1), day.max(1)).ok().filter(|_| midnight)
    };
    let digits = phrase.bytes().any(|byte| byte.is_ascii_digit());
    let year_written = phrase.as_bytes().windows(4).any(|run| run.iter().all(u8::is_ascii_digit));
    let first = at(0)?;
    let (end, kind) = match (numbers.len(), unit) {
        (12, "Day" | "Week" | "Month" | "Year") if digits => (at(6)?, "span"),
        (6, "Day") if !year_written && !phrase.chars().any(char::is_alphabetic) => {
            (first.checked_add(1.day()).ok()?, "figures alone")
        }
        (6, "Day") if year_written => (first.checked_add(1.day()).ok()?, "full date"),
        (6, "Day") if digits => (first.checked_add(1.day()).ok()?, "day and month"),
        (6, "Day") => (first.checked_add(1.day()).ok()?, "yesterday, last Tuesday …"),
        (6, "Week") => (first.checked_add(7.days()).ok()?, "week"),
        (6, "Month") if year_written => (first.checked_add(1.month()).ok()?, "month and year"),
        (6, "Month") => (first.checked_add(1.month()).ok()?, "last month …"),
        (6, "Year") if year_written => (first.checked_add(1.year()).ok()?, "year"),
        (6, "Year") => (first.checked_add(1.year()).ok()?, "last year …"),
        _ => return None,
    };
    Some(((first, end.checked_sub(1.day()).ok()?), kind))
}

/// First and last day that the expressions of a text say together, each as (first, last, last begins).
fn together(days: &[(Date, Date, Date)]) -> Option<(Date, Date, Date)> {
    let first = days.iter().min_by_key(|(first, ..)| *first)?;
    let last = days.iter().max_by_key(|(_, last, _)| *last)?;
    Some((first.0, last.1, last.2))
}

/// What the library makes of an expected expression, and how that looks.
fn judge(expected: &Expected) -> (Outcome, String) {
    let written = Some((expected.written, expected.written));
    let known = Knowledge { written, ..Knowledge::default() };
    let mut shown = String::new();
    let mut days = Vec::new();
    let mut candidates = Vec::new();
    let mut found = false;
    for expression in scan(&expected.text) {
        let outside = |(start, end)| expression.span.start >= end || start >= expression.span.end;
        if expected.place.is_some_and(outside) {
            continue;
        }
        found = true;
        let resolution = resolve(&expression, &known);
        let _ = write!(shown, "[{} | {expression}", expression.span.of(&expected.text));
        if let Some((first, last)) = resolution.days {
            let _ = write!(shown, " = {first}/{last}");
            // Whether the last of several months or years belongs to them is told in both ways.
            let begins = match expression.last.unwrap_or(expression.first) {
                Written { day: None, month: Some(_), .. } => last.first_of_month(),
                Written { day: None, weekday: None, year: Some(_), .. } => last.first_of_year(),
                _ => last,
            };
            days.push((first, last, begins));
        }
        candidates.extend(resolution.candidates);
        shown.push(']');
    }
    let after = |day: Date| day.checked_add(1.day()).unwrap_or(day);
    let right = |(first, last, begins): (Date, Date, Date)| {
        expected.values.iter().any(|value| {
            let end = after(value.1);
            let span =
                expected.kind.starts_with("span") && begins <= end && end <= after(after(last));
            (first == value.0 && (last == value.1 || last == end || span))
                || (expected.part && first <= value.0 && value.1 <= last)
        })
    };
    let within = |(first, last, _): (Date, Date, Date)| {
        expected.values.iter().any(|value| first <= value.0 && value.1 <= last)
    };
    let outcome = match together(&days) {
        _ if !found => Outcome::Missed,
        whole if whole.is_some_and(right) || days.iter().copied().any(right) => Outcome::Right,
        _ if expected.values.iter().any(|value| candidates.contains(&value.0)) => Outcome::Open,
        None => Outcome::Unsure,
        _ if days.iter().any(|days| within(*days)) => Outcome::Wider,
        Some(_) => Outcome::Wrong,
    };
    (outcome, shown)
}

/// All expressions that are kept of both specifications.
fn specifications(folder: &Path) -> Vec<Expected> {
    let mut expected = Vec::new();
    for (file, language) in [
        ("English", "en"),
        ("EnglishOthers", "en"),
        ("Spanish", "es"),
        ("French", "fr"),
        ("German", "de"),
        ("Portuguese", "pt"),
        ("Italian", "it"),
        ("Turkish", "tr"),
    ] {
        expected.extend(recognizers(&folder.join(format!("recognizers/{file}.jsonl")), language));
    }
    let mut paths: Vec<_> = std::fs::read_dir(folder.join("duckling"))
        .expect("the folder can be read")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    for path in paths {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // National variants repeat the language; two languages are none of ours.
        if !stem.contains('_') && !["VI", "GA"].contains(&stem) {
            expected.extend(duckling(&path, &stem.to_lowercase()));
        }
    }
    expected
}

type Counts = BTreeMap<(String, &'static str), Count>;

/// Counts what becomes of the expressions, and describes those that are not read rightly.
fn count(expected: &[Expected]) -> (Counts, String) {
    let mut counts = Counts::new();
    let mut differences = String::new();
    for one in expected {
        let (outcome, shown) = judge(one);
        if outcome != Outcome::Right {
            let Expected { language, kind, text, values, .. } = one;
            let _ = writeln!(
                differences,
                "{outcome:?}\t{language}\t{kind}\t{text}\t{shown}\t{values:?}"
            );
        }
        for (language, kind) in [
            (one.language.as_str(), one.kind),
            (one.language.as_str(), "all"),
            ("all", one.kind),
            ("all", "all"),
        ] {
            if kind == "all" && ASIDE.contains(&one.kind) {
                continue;
            }
            let count = counts.entry((language.to_owned(), kind)).or_default();
            *match outcome {
                Outcome::Right => &mut count.right,
                Outcome::Open => &mut count.open,
                Outcome::Unsure => &mut count.unsure,
                Outcome::Wider => &mut count.wider,
                Outcome::Wrong => &mut count.wrong,
                Outcome::Missed => &mut count.missed,
            } += 1;
        }
    }
    (counts, differences)
}

/// Kinds that every report has, and the percentage of them that must be read at least.
const FLOORS: [(&str, usize); 7] = [
    ("full date", 50),
    ("day and month", 50),
    ("weekday", 50),
    ("week", 50),
    ("month and year", 60),
    ("last month …", 45),
    ("last year …", 55),
];

/// The counts as a table, a language and kind each line.
fn table(counts: &Counts) -> String {
    let mut table = "language\tkind\tall\tright\topen\tunsure\twider\twrong\tmissed\n".to_owned();
    for ((language, kind), count) in counts {
        let Count { right, open, unsure, wider, wrong, missed } = *count;
        let all = count.all();
        let _ = writeln!(
            table,
            "{language}\t{kind}\t{all}\t{right}\t{open}\t{unsure}\t{wider}\t{wrong}\t{missed}"
        );
    }
    table
}

#[expect(clippy::disallowed_methods, reason = "a test has no program to tell it what to print")]
fn wants_differences() -> bool {
    std::env::var_os("BILAT_DIFF").is_some()
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn foreign_specifications_are_read() {
    let Some(folder) = shared::folder("dates of foreign specifications") else { return };
    let (counts, differences) = count(&specifications(&folder.join("data/dates")));
    if wants_differences() {
        println!("{differences}");
    }
    println!("{}", table(&counts));
    for (kind, least) in FLOORS {
        let count = counts.get(&("all".to_owned(), kind)).copied().unwrap_or_default();
        let Count { right, open, .. } = count;
        let all = count.all();
        assert!(all > 50, "{kind}: only {all} expressions");
        assert!((right + open) * 100 >= least * all, "{kind}: {right} and {open} of {all}");
    }
}
