//! A gold file: what people read in a set of reports, one JSON object a line.
//!
//! Takes the file, gives its lines and what was wrong with others. Keys that are
//! not measured are passed over; a measured key that is missing or of another
//! form makes the line faulty, as it would be taken for "nothing" otherwise.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};

use crate::ingest::read::Skip;
use crate::lexicon::date::PartialDate;

/// Why nothing could be measured at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The gold file cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The gold file.
        path: PathBuf,
        /// Why it cannot.
        source: io::Error,
    },
}

/// What people read in one report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// Path of the report, relative to the gold file's folder.
    pub file: String,
    /// Address the report came from.
    #[serde(default)]
    pub url: Option<String>,
    /// Language of the report: the row it is counted in.
    pub lang: String,
    /// The report's own date; nothing if report and address do not tell.
    #[serde(deserialize_with = "partial_date")]
    pub published: Option<PartialDate>,
    /// Pairs of countries that the report is about, by their codes.
    pub subject_dyads: Vec<[String; 2]>,
    /// Codes of all countries that it names.
    pub countries: Vec<String>,
    /// Persons that it names.
    pub persons: Vec<Person>,
    /// Dates in its text, in order.
    pub dates: Vec<DateInText>,
    /// Kinds of activity.
    pub kinds: Vec<String>,
    /// Organisations that it names; nothing where gold does not tell.
    #[serde(default, rename = "orgs")]
    pub organisations: Option<Vec<Thing>>,
    /// Places that it names; nothing where gold does not tell.
    #[serde(default)]
    pub places: Option<Vec<Thing>>,
    /// Exercises that it names; nothing where gold does not tell.
    #[serde(default, rename = "exercise", deserialize_with = "exercises")]
    pub exercises: Option<Vec<Thing>>,
    /// Types of equipment that it names; nothing where gold does not tell.
    #[serde(default, deserialize_with = "equipment")]
    pub equipment: Option<Vec<Thing>>,
    /// Quantities, as written; nothing where they were not looked for.
    #[serde(default)]
    pub quantities: Option<Vec<String>>,
    /// Activities with their status; nothing where they were not looked for.
    #[serde(default)]
    pub activities: Option<Vec<Activity>>,
}

/// An organisation, a place, an exercise or a type of equipment in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Thing {
    /// The usual form of the name.
    pub canonical: String,
    /// Every form in the report, besides the usual one.
    #[serde(default, deserialize_with = "one_or_more")]
    pub as_written: Vec<String>,
}

impl Thing {
    fn named(name: &str) -> Self {
        Self { canonical: name.trim().to_owned(), as_written: Vec::new() }
    }
}

/// An activity of one report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Activity {
    /// Its kind.
    pub kind: String,
    /// How far it has come.
    pub status: Option<String>,
}

/// A person with the forms of the name in one report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Person {
    /// The usual form of the name.
    pub canonical: String,
    /// Every form in the report.
    pub as_written: Vec<String>,
}

/// A date expression of one report.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct DateInText {
    /// As written.
    pub text: String,
    /// The days it means; nothing if the text and the report's own date do not decide.
    #[serde(deserialize_with = "days")]
    pub resolved: Option<Days>,
}

/// A day, a month, a year, or a range of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Days {
    /// As the gold file has it.
    pub text: String,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Days {
    /// Reads `2025`, `2025-04`, `2025-04-01`, or two of these with `/` between.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = match text.split_once('/') {
            Some((first, last)) => (PartialDate::parse(first)?, PartialDate::parse(last)?),
            None => (PartialDate::parse(text)?, PartialDate::parse(text)?),
        };
        let (first, last) = (first.first(), last.last());
        (first <= last).then(|| Self { text: text.to_owned(), first, last })
    }
}

fn partial_date<'de, D: Deserializer<'de>>(source: D) -> Result<Option<PartialDate>, D::Error> {
    let read = |text: String| {
        PartialDate::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is no date such as `2025`, `2025-04` or `2025-04-01`"
            ))
        })
    };
    Option::<String>::deserialize(source)?.map(read).transpose()
}

fn days<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Days>, D::Error> {
    let read = |text: String| {
        Days::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is no date such as `2025-04-01`, and no range such as `2025-04/2025-06`"
            ))
        })
    };
    Option::<String>::deserialize(source)?.map(read).transpose()
}

/// One text, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts {
    One(String),
    More(Vec<String>),
}

fn one_or_more<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    Ok(match Texts::deserialize(source)? {
        Texts::One(text) => vec![text],
        Texts::More(texts) => texts,
    })
}

/// Null says that there is none, a text has names with semicolons between.
fn exercises<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Vec<Thing>>, D::Error> {
    let names = match Option::<Texts>::deserialize(source)? {
        None => Vec::new(),
        Some(Texts::One(text)) => text.split(';').map(str::to_owned).collect(),
        Some(Texts::More(texts)) => texts,
    };
    let names = names.iter().filter(|name| !name.trim().is_empty());
    Ok(Some(names.map(|name| Thing::named(name)).collect()))
}

fn equipment<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Vec<Thing>>, D::Error> {
    let names = Option::<Vec<String>>::deserialize(source)?;
    Ok(names.map(|names| names.iter().map(|name| Thing::named(name)).collect()))
}

/// The lines of the gold file at `path`, and those that cannot be used.
pub fn read(path: &Path) -> Result<(Vec<Line>, Vec<Skip>), Error> {
    let fault = |source| Error::Io { path: path.to_owned(), source };
    let mut source = BufReader::new(File::open(path).map_err(fault)?);
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if source.read_until(b'\n', &mut bytes).map_err(fault)? == 0 {
            break;
        }
        // Some editors put a mark before the first line.
        let line = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes).trim_ascii();
        if line.is_empty() {
            continue;
        }
        match parse(line) {
            Ok(line) => lines.push(line),
            Err(reason) => {
                faults.push(Skip::trouble(format!("{}:{number}", path.display()), reason));
            }
        }
    }
    Ok((lines, faults))
}

fn parse(line: &[u8]) -> Result<Line, String> {
    serde_json::from_slice(line).map_err(|error| {
        let kind = if error.is_data() { "not a line of gold" } else { "not JSON" };
        // Each line is read by itself; its number in the file stands before the reason.
        format!("{kind}: {error}").replace(" at line 1 column ", " at column ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"file": "a.txt", "lang": "en", "published": "2025-04",
        "subject_dyads": [["SRB", "HUN"]], "countries": ["SRB"], "persons": [], "kinds": [],
        "dates": [{"text": "12–16 May", "resolved": "2025-05-12/2025-05-16"}], "features": 1}"#;

    #[test]
    fn further_keys_are_passed_over() {
        let line = parse(LINE.as_bytes()).expect("a line");
        assert_eq!(line.url, None);
        assert_eq!(line.published, PartialDate::parse("2025-04"));
        let days = line.dates[0].resolved.as_ref().map(|days| (days.first, days.last));
        assert_eq!(days, Some((jiff::civil::date(2025, 5, 12), jiff::civil::date(2025, 5, 16))));
    }

    #[test]
    fn named_things_may_be_left_out() {
        let more = r#""features": 1, "orgs": [{"canonical": "NATO", "as_written": "НАТО"}],
            "places": [], "exercise": "Malabar; Unitas LXII", "equipment": ["H145M"]}"#;
        let line = parse(LINE.as_bytes()).expect("a line");
        let left_out = [line.organisations, line.places, line.exercises, line.equipment];
        assert_eq!(left_out, [None, None, None, None]);
        let text = LINE.replace(r#""features": 1}"#, more);
        let line = parse(text.as_bytes()).expect("a line");
        let names = |things: Option<Vec<Thing>>| {
            let things = things.unwrap_or_default().into_iter();
            things.flat_map(|thing| [vec![thing.canonical], thing.as_written].concat()).collect()
        };
        let [organisations, exercises, equipment]: [Vec<String>; 3] =
            [line.organisations, line.exercises, line.equipment].map(names);
        assert_eq!(organisations, ["NATO", "НАТО"]);
        assert_eq!(line.places, Some(Vec::new()));
        assert_eq!(exercises, ["Malabar", "Unitas LXII"]);
        assert_eq!(equipment, ["H145M"]);
        let none = text.replace(r#""Malabar; Unitas LXII""#, "null");
        assert_eq!(parse(none.as_bytes()).expect("a line").exercises, Some(Vec::new()));
    }

    #[test]
    fn keys_that_are_missing_or_wrong_make_a_fault() {
        for (from, to, reason) in [
            (r#""published": "2025-04","#, "", "missing field `published`"),
            (r#""kinds": [],"#, "", "missing field `kinds`"),
            (r#""2025-04""#, r#""2025-4""#, "`2025-4` is no date"),
            ("/2025-05-16", "/2025-05-11", "no range"),
            (r#"["SRB"]"#, r#""SRB""#, "expected a sequence"),
            (r#""file""#, "file", "not JSON"),
        ] {
            assert!(LINE.contains(from), "{from}");
            let fault = parse(LINE.replace(from, to).as_bytes()).expect_err(reason);
            assert!(fault.contains(reason), "{fault}");
        }
    }

    #[test]
    fn ranges_go_from_the_first_day_to_the_last() {
        let days = |text| Days::parse(text).map(|days| format!("{}..{}", days.first, days.last));
        assert_eq!(days("2024").as_deref(), Some("2024-01-01..2024-12-31"));
        assert_eq!(days("1865/1870").as_deref(), Some("1865-01-01..1870-12-31"));
        assert_eq!(days("2024-02-03").as_deref(), Some("2024-02-03..2024-02-03"));
        for wrong in ["", "/", "2024/", "2024/2023", "2024/2025/2026", "May 2024"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
