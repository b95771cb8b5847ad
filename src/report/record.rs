//! What is known of one report: the record that is indexed, shown and exported.
//!
//! Plain data. Every fact carries the bytes of `body` it was read from; the
//! JSON form of these types is the documented record (`docs/output.md`), so a
//! key may be added here but not renamed.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lexicon::activity::{Kind, Status};
use crate::lexicon::country::{self, Code};
use crate::lexicon::date::{Precision, Reason};
use crate::lexicon::quantity::Approximate;
use crate::report::field::Field;
use crate::span::Span;

/// Version of the record's JSON form; raised when a key changes its meaning.
pub const SCHEMA: u32 = 1;

/// One report with everything extracted from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`SCHEMA`] of the program that wrote the record.
    pub schema: u32,
    /// Stable identity within the collection.
    pub id: String,
    /// Path of the file.
    pub path: String,
    /// Address the report came from, if it says so.
    pub url: Option<String>,
    /// Title as given, or the first sentence.
    pub title: String,
    /// Where the title was read.
    pub title_source: TitleSource,
    /// Language code (ISO 639-1, `sr` for Serbian in either script), if it could be told.
    pub lang: Option<String>,
    /// The report's own date.
    pub published: Option<Published>,
    /// Dates in the text, in order.
    pub dates: Vec<DateMention>,
    /// Countries, the most prominent first.
    pub countries: Vec<Country>,
    /// Pairs of countries, those the report is about first.
    pub dyads: Vec<Dyad>,
    /// What says that the report is about many states and no pair of them.
    #[serde(default)]
    pub multilateral: Option<Multilateral>,
    /// People, in order of first mention.
    pub people: Vec<Person>,
    /// Organisations: ministries, staffs, units, alliances, agencies, in order of first mention.
    pub organisations: Vec<Named>,
    /// Places: towns, bases, ranges, seas, in order of first mention.
    pub places: Vec<Named>,
    /// Exercises with a name of their own, in order of first mention.
    pub exercises: Vec<Named>,
    /// Types of equipment, in order of first mention.
    pub equipment: Vec<Named>,
    /// Activities that are told of, in order.
    pub activities: Vec<Activity>,
    /// Quantities, in order.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// What of the text belongs to the page around the report: menus, teasers, credits, notices,
    /// second copies. Whole lines, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub furniture: Vec<Span>,
    /// The text.
    pub body: String,
    /// Hash of the document's content, in hexadecimal digits.
    pub hash: String,
    /// Further keys of the document, kept as they came.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// What was doubtful while reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Where a title was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleSource {
    /// Declared beside the text: front matter or a JSON key.
    Declared,
    /// A line of its own at the top of the text.
    Line,
    /// The first sentence, as no title was given.
    Sentence,
    /// The text is empty of words; the file's name serves.
    Path,
}

/// Where a date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// ` date 2025-04-01 ` before the text.
    Header,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// A key of a JSON document.
    Key,
    /// The report's address.
    Address,
    /// The file's name.
    FileName,
    /// The dateline before the first sentence.
    Dateline,
    /// The text itself.
    Text,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Header => "header",
            Self::FrontMatter => "front-matter",
            Self::Key => "key",
            Self::Address => "address",
            Self::FileName => "file-name",
            Self::Dateline => "dateline",
            Self::Text => "text",
        })
    }
}

/// The report's own date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Earliest day it can be.
    pub from: Date,
    /// Latest day it can be.
    pub to: Date,
    /// How exactly it was given.
    pub precision: Precision,
    /// Where it was read.
    pub source: Source,
    /// As written.
    pub text: String,
    /// First byte in the body, when it was read there.
    pub start: Option<usize>,
    /// One past the last byte in the body, when it was read there.
    pub end: Option<usize>,
    /// Whether the dates of the text speak against it.
    #[serde(default)]
    pub doubtful: bool,
}

/// What a date of the text is the date of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The report itself.
    Published,
    /// What the report tells of as done: a meeting, a signature, an exercise.
    Held,
    /// What is still to come as the report is written.
    Planned,
    /// What lies behind: history, earlier agreements, a person's life.
    Background,
}

/// A date expression in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// As written.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
    /// Earliest day; nothing while the date is open.
    pub from: Option<Date>,
    /// Latest day; nothing while the date is open.
    pub to: Option<Date>,
    /// How exactly it was given.
    pub precision: Precision,
    /// The first days it may have, earliest first, when the text does not decide; none if any time may be meant.
    pub candidates: Vec<Date>,
    /// What it is the date of.
    pub role: Role,
    /// The rule that read it.
    pub rule: String,
    /// What decided on its days, or left them open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// A country with its mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// ISO 3166 alpha-3 code, `XKX` for Kosovo, and codes of states that are no more.
    pub code: Code,
    /// Each place where it is named.
    pub mentions: Vec<CountryMention>,
}

/// One place where a country is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryMention {
    /// As written.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
    /// In what way.
    pub kind: country::Kind,
}

/// An unordered pair of countries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dyad {
    /// The two codes in alphabetic order.
    pub countries: [Code; 2],
    /// Whether the report is about this pair, not only naming both.
    pub subject: bool,
    /// Strength of the pair in this report, 0 to 1.
    pub score: f32,
    /// The sentence or title that bears the pair best.
    #[serde(flatten)]
    pub span: Span,
}

/// Why a report is about no pair: more states meet in it than a pair could tell of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Multilateral {
    /// The format in which they meet, where the title or the lead names one: `NATO`, `V4`.
    pub format: Option<String>,
    /// The title or sentence that says so.
    #[serde(flatten)]
    pub span: Span,
}

/// A person with the forms of the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Comparison key; equal for spellings of one name.
    pub key: String,
    /// Best form: the fullest as written.
    pub name: String,
    /// Rank or office as written at the first mention that has one.
    pub role: Option<String>,
    /// Country of the office, where the text says so.
    pub country: Option<Code>,
    /// Each mention.
    pub mentions: Vec<PersonMention>,
}

/// One place where a person is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMention {
    /// As written, without rank and office.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
    /// Rank or office as written beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// A thing that has a name: an organisation, a place, an exercise, a type of equipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Comparison key; equal for the names of one thing as far as they are known.
    pub key: String,
    /// The usual name where it is known, else the fullest as written.
    pub name: String,
    /// Country that it belongs to or lies in, where that is known.
    pub country: Option<Code>,
    /// Year or number of an exercise that is held again and again, as written: `2024`, `25-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Each mention.
    pub mentions: Vec<Mention>,
}

/// A piece of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// As written.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
}

/// A word that tells of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// What it is.
    pub kind: Kind,
    /// Whether the report is about activities of this kind, not only mentioning one.
    pub subject: bool,
    /// How far it has come; nothing where the text does not tell.
    pub status: Option<Status>,
    /// The word it was read from.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
}

/// A number with what is counted or measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The number; of a range, the lower end.
    pub value: f64,
    /// Upper end of a range.
    pub to: Option<f64>,
    /// What it is measured in: `day`, `EUR`.
    pub unit: Option<String>,
    /// What is counted, as written.
    pub what: Option<String>,
    /// The year it is said of, where its clause names one.
    pub year: Option<i16>,
    /// In what way it is not exact.
    pub approximate: Option<Approximate>,
    /// As written.
    pub text: String,
    /// Bytes of the body.
    #[serde(flatten)]
    pub span: Span,
}

impl Named {
    /// Every name it goes by in the report: the usual one and those written, each once.
    pub fn names(&self) -> Vec<&str> {
        let mut names = vec![self.name.as_str()];
        for mention in &self.mentions {
            if !names.contains(&mention.text.as_str()) {
                names.push(&mention.text);
            }
        }
        names
    }
}

impl Dyad {
    /// The pair as it is written in queries and output: `HUN-SRB`.
    pub fn name(&self) -> String {
        format!("{}-{}", self.countries[0], self.countries[1])
    }
}

impl Report {
    /// A report of which nothing is known but its text.
    pub fn bare(id: &str, title: String, body: String) -> Self {
        Self {
            schema: SCHEMA,
            id: id.to_owned(),
            path: id.to_owned(),
            url: None,
            title,
            title_source: TitleSource::Declared,
            lang: None,
            published: None,
            dates: Vec::new(),
            countries: Vec::new(),
            dyads: Vec::new(),
            multilateral: None,
            people: Vec::new(),
            organisations: Vec::new(),
            places: Vec::new(),
            exercises: Vec::new(),
            equipment: Vec::new(),
            activities: Vec::new(),
            quantities: Vec::new(),
            furniture: Vec::new(),
            body,
            hash: String::new(),
            extra: serde_json::Map::new(),
            notes: Vec::new(),
        }
    }

    /// The pairs that the report is about, strongest first.
    pub fn subjects(&self) -> impl Iterator<Item = &Dyad> {
        self.dyads.iter().filter(|dyad| dyad.subject)
    }

    /// The named things that a field looks at; none for a field of other things.
    pub fn named(&self, field: Field) -> &[Named] {
        match field {
            Field::Org => &self.organisations,
            Field::Place => &self.places,
            Field::Exercise => &self.exercises,
            Field::Equipment => &self.equipment,
            _ => &[],
        }
    }

    /// The activities that the report is about, in order.
    pub fn subject_activities(&self) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(|activity| activity.subject)
    }

    /// Each kind of activity that the report is about once, in order of first mention.
    pub fn kinds(&self) -> Vec<Kind> {
        let mut kinds = Vec::new();
        for activity in self.subject_activities() {
            if !kinds.contains(&activity.kind) {
                kinds.push(activity.kind);
            }
        }
        kinds
    }
}
