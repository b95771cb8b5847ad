//! Date expressions measured against foreign specifications.
//!
//! With `BILAT_SHARED` naming the folder of the shared material, reads its
//! `data/dates` and prints, for each language and kind of expression, how many
//! are read rightly, left open with the right value among the candidates, read
//! wrongly, or not found. Kept is what a report would contain: days, weeks,
//! months, years and spans of them. Left out are times of day, durations,
//! counts of units ("in three weeks"), repetitions, feasts and seasons. The
//! values were set for an assistant, which looks forward where a report looks
//! back; so an open expression with its value among the candidates is no fault.
//!
//! Without the variable nothing is measured.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bilat::lexicon::date::{Knowledge, resolve, scan};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// What became of one expected expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    Open,
    Wrong,
    Missed,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    right: usize,
    open: usize,
    wrong: usize,
    missed: usize,
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

fn shared() -> Option<PathBuf> {
    std::env::var_os("BILAT_SHARED").map(|folder| PathBuf::from(folder).join("data/dates"))
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// Whether the pattern of digits, `X` and letters says of which kind the expression is.
fn kind_of_timex(timex: &str, text: &str) -> Option<&'static str> {
    let year_written = text.as_bytes().windows(4).any(|run| run.iter().all(u8::is_ascii_digit));
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    let shape: String = timex
        .chars()
        .map(|character| if character.is_ascii_digit() { '9' } else { character })
        .collect();
    Some(match shape.as_str() {
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

/// Words that make an expression a count, a repetition or an open span, in the languages of the specifications.
const COUNTS: [&str; 96] = [
    "every",
    "each",
    "all",
    "ago",
    "from now",
    "hence",
    "later",
    "within",
    "days",
    "weeks",
    "months",
    "years",
    "day",
    "weekdays",
    "business",
    "decade",
    "century",
    "quarter of",
    "since",
    "before",
    "after",
    "rest",
    "remaining",
    "hace",
    "dentro",
    "días",
    "semanas",
    "meses",
    "años",
    "cada",
    "todos",
    "todas",
    "día",
    "días",
    "década",
    "siglo",
    "resto",
    "jours",
    "semaines",
    "années",
    "ans",
    "chaque",
    "tous",
    "il y a",
    "dans",
    "jour",
    "décennie",
    "siècle",
    "reste",
    "tagen",
    "tage",
    "wochen",
    "monate",
    "monaten",
    "jahre",
    "jahren",
    "tag",
    "jeden",
    "jede",
    "alle",
    "vor",
    "nach",
    "seit",
    "dias",
    "anos",
    "há",
    "daqui",
    "dia",
    "século",
    "giorni",
    "settimane",
    "mesi",
    "anni",
    "giorno",
    "fa",
    "tra",
    "ogni",
    "gün",
    "hafta sonra",
    "önce",
    "sonra",
    "her",
    "fiscal",
    "school",
    "ytd",
    "mtd",
    "today",
    "aujourd",
    "bank",
    "working",
    "the 1st",
    "werktag",
    "oggi",
    "bugün",
    "same",
    "mismo",
];

fn is_count(text: &str) -> bool {
    let text = text.to_lowercase();
    let whole = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|tail| tail.chars().next());
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
        })
    };
    COUNTS
        .iter()
        .any(|word| !matches!(*word, "today" | "aujourd" | "oggi" | "bugün") && whole(word))
}

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
    value: Option<String>,
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
                || is_count(&found.text)
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
                kind,
                values,
                part: modifier.is_some(),
            });
        }
    }
    expected
}

/// First and last day of a value; the end that is given is the day after.
fn days_of(value: &Value) -> Option<(Date, Date)> {
    if let Some(value) = value.value.as_deref() {
        let day = day(value)?;
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
        if is_count(phrase) || !["datetime", "datetimeInterval"].contains(&kind) {
            continue;
        }
        let Some((values, kind)) = duckling_value(phrase, value) else { continue };
        expected.push(Expected {
            language: language.to_owned(),
            text: phrase.to_owned(),
            place: None,
            written,
            kind,
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

/// What the library makes of an expected expression.
fn judge(expected: &Expected) -> (Outcome, String) {
    let known =
        Knowledge { written: Some((expected.written, expected.written)), ..Knowledge::default() };
    let found = scan(&expected.text);
    let overlapping = found.iter().filter(|expression| {
        expected
            .place
            .is_none_or(|(start, end)| expression.span.start < end && start < expression.span.end)
    });
    let mut outcome = Outcome::Missed;
    let mut shown = String::new();
    for expression in overlapping {
        let resolution = resolve(expression, &known);
        shown.push_str(&format!("[{} | {expression}", expression.span.of(&expected.text)));
        if let Some((first, last)) = resolution.days {
            shown.push_str(&format!(" = {first}/{last}"));
        }
        shown.push(']');
        let right = |(first, last): (Date, Date)| {
            expected.values.iter().any(|value| {
                // The end of a span is given now as its last day, now as the day after.
                let after = value.1.checked_add(1.day()).ok();
                (first == value.0 && (last == value.1 || Some(last) == after))
                    || (expected.part && first <= value.0 && value.1 <= last)
            })
        };
        let this = match resolution.days {
            Some(days) if right(days) => Outcome::Right,
            Some(_) => Outcome::Wrong,
            None if expected
                .values
                .iter()
                .any(|value| resolution.candidates.contains(&value.0)) =>
            {
                Outcome::Open
            }
            None => Outcome::Wrong,
        };
        if matches!(outcome, Outcome::Missed) || this == Outcome::Right {
            outcome = this;
        }
    }
    (outcome, shown)
}

#[test]
fn foreign_specifications_are_read() {
    let Some(folder) = shared() else {
        println!("skipped: `BILAT_SHARED` is not set");
        return;
    };
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
        // National variants repeat the language.
        if !stem.contains('_') {
            expected.extend(duckling(&path, &format!("{} (2)", stem.to_lowercase())));
        }
    }
    let mut counts: BTreeMap<(String, &str), Count> = BTreeMap::new();
    for one in &expected {
        let (outcome, shown) = judge(one);
        if std::env::var_os("BILAT_DIFF").is_some() && outcome != Outcome::Right {
            println!(
                "{outcome:?}\t{}\t{}\t{}\t{shown}\t{:?}",
                one.language, one.kind, one.text, one.values
            );
        }
        for key in [(one.language.clone(), one.kind), (one.language.clone(), "all")] {
            let count = counts.entry(key).or_default();
            match outcome {
                Outcome::Right => count.right += 1,
                Outcome::Open => count.open += 1,
                Outcome::Wrong => count.wrong += 1,
                Outcome::Missed => count.missed += 1,
            }
        }
    }
    println!("language\tkind\tall\tright\topen\twrong\tmissed");
    for ((language, kind), count) in &counts {
        let Count { right, open, wrong, missed } = *count;
        println!(
            "{language}\t{kind}\t{}\t{right}\t{open}\t{wrong}\t{missed}",
            right + open + wrong + missed
        );
    }
    let of =
        |language: &str| counts.get(&(language.to_owned(), "all")).copied().unwrap_or_default();
    for (language, least) in
        [("en", 0.6), ("es", 0.5), ("fr", 0.5), ("de", 0.5), ("pt", 0.5), ("it", 0.5), ("tr", 0.4)]
    {
        let Count { right, open, wrong, missed } = of(language);
        let all = right + open + wrong + missed;
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let share = (right + open) as f64 / all.max(1) as f64;
        assert!(all > 50, "{language}: only {all} expressions");
        assert!(share >= least, "{language}: {share:.2} of {all}");
    }
}
