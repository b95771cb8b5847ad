//! The table of fields: one name for each thing that can be asked of a report.
//!
//! The query parser, the planner, the help text and the manual all read
//! [`TABLE`], so a field is called the same everywhere and a new one is one
//! entry here. What a value means is not decided in this file: a date is read
//! by `lexicon::date`, a country by `lexicon::country`, and so on.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lexicon::edits::edits;

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The title, given or taken from the first sentence.
    Title,
    /// The text of the document; a title that stands in it as its first line is part of it.
    Text,
    /// The path of the file.
    Path,
    /// The language of the text.
    Lang,
    /// The kinds of activity.
    Kind,
    /// How far an activity has come.
    Status,
    /// The countries that occur.
    Country,
    /// The pairs of countries that the report is about.
    Dyad,
    /// The people that occur.
    Person,
    /// The organisations that occur.
    Org,
    /// The places that occur.
    Place,
    /// The exercises that are named.
    Exercise,
    /// The types of equipment that occur.
    Equipment,
    /// The quantities that are stated.
    Count,
    /// The report's own date; if it is not known, the days of what the report tells of as done.
    Date,
    /// The report's own date.
    Published,
    /// The days of what the report tells of, as done or as planned.
    Event,
    /// The earliest date wanted.
    Since,
    /// The latest date wanted.
    Until,
}

/// What kind of value a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ValueKind {
    /// Words and phrases, matched as in a query without a field.
    Words,
    /// A part of a path.
    Path,
    /// One of a closed list of words.
    Keyword,
    /// A country by any name or code.
    Country,
    /// Two countries with a hyphen between.
    Pair,
    /// A person's name in any spelling.
    Name,
    /// Things, and a number to compare theirs with.
    Count,
    /// A date or a range of dates.
    Date,
}

/// All that is known of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The field.
    pub field: Field,
    /// Its name, as in `country:serbia`.
    pub name: &'static str,
    /// Other names that mean the same.
    pub aliases: &'static [&'static str],
    /// Names from elsewhere that are refused, but with this field as the suggestion.
    #[serde(skip)]
    pub alike: &'static [&'static str],
    /// What kind of value it takes.
    pub value: ValueKind,
    /// The value in words, to follow "expected".
    pub takes: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// A query that uses it.
    pub example: &'static str,
}

/// Every field, in the order of [`Field`].
pub static TABLE: [Entry; 19] = [
    Entry {
        field: Field::Title,
        name: "title",
        aliases: &[],
        alike: &["headline", "subject", "ti"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of the title",
        example: "title:\"joint exercise\"",
    },
    Entry {
        field: Field::Text,
        name: "text",
        aliases: &["body"],
        alike: &["content", "fulltext"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of the text",
        example: "text:(signed OR initialled)",
    },
    Entry {
        field: Field::Path,
        name: "path",
        aliases: &[],
        alike: &["file", "filename", "folder"],
        value: ValueKind::Path,
        takes: "a part of a path",
        help: "a part of the file's path",
        example: "path:2016/belgrade",
    },
    Entry {
        field: Field::Lang,
        name: "lang",
        aliases: &["language"],
        alike: &["locale"],
        value: ValueKind::Keyword,
        takes: "a language code",
        help: "the language of the text, as a two-letter code",
        example: "lang:hu",
    },
    Entry {
        field: Field::Kind,
        name: "kind",
        aliases: &[],
        alike: &["type", "activity"],
        value: ValueKind::Keyword,
        takes: "a kind of activity",
        help: "a kind of activity that the report tells of; `kind:exercise/planned` with its status",
        example: "kind:exercise",
    },
    Entry {
        field: Field::Status,
        name: "status",
        aliases: &[],
        alike: &["stage", "phase"],
        value: ValueKind::Keyword,
        takes: "a status of an activity",
        help: "how far an activity that the report tells of has come",
        example: "status:planned",
    },
    Entry {
        field: Field::Country,
        name: "country",
        aliases: &[],
        alike: &["state", "nation"],
        value: ValueKind::Country,
        takes: "a country",
        help: "a country by any name, demonym, capital or code",
        example: "country:serbia",
    },
    Entry {
        field: Field::Dyad,
        name: "dyad",
        aliases: &[],
        alike: &["pair", "countries"],
        value: ValueKind::Pair,
        takes: "two countries with a hyphen between",
        help: "the pair of countries that the report is about",
        example: "dyad:serbia-hungary",
    },
    Entry {
        field: Field::Person,
        name: "person",
        aliases: &["people"],
        alike: &["name", "who", "author"],
        value: ValueKind::Name,
        takes: "a person's name",
        help: "a person in any spelling; `person:=\"Vučić\"` only as written",
        example: "person:vucic",
    },
    Entry {
        field: Field::Org,
        name: "org",
        aliases: &["organisation", "organization"],
        alike: &["institution", "agency", "unit", "ministry"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of an organisation's name",
        example: "org:\"general staff\"",
    },
    Entry {
        field: Field::Place,
        name: "place",
        aliases: &["location"],
        alike: &["town", "city", "base", "where"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of a place's name",
        example: "place:szeged",
    },
    Entry {
        field: Field::Exercise,
        name: "exercise",
        aliases: &[],
        alike: &["drill", "manoeuvre"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of the name of an exercise",
        example: "exercise:\"platinum wolf\"",
    },
    Entry {
        field: Field::Equipment,
        name: "equipment",
        aliases: &[],
        alike: &["weapon", "weapons", "aircraft", "vehicle"],
        value: ValueKind::Words,
        takes: "words",
        help: "words of the name of a type of equipment",
        example: "equipment:rafale",
    },
    Entry {
        field: Field::Count,
        name: "count",
        aliases: &[],
        alike: &["quantity", "quantities", "number", "amount"],
        value: ValueKind::Count,
        takes: "things with a number, or things alone",
        help: "things that are counted or measured, and how many",
        example: "count:activities>=50",
    },
    Entry {
        field: Field::Date,
        name: "date",
        aliases: &[],
        alike: &["year", "day", "when"],
        value: ValueKind::Date,
        takes: "a date or a range of dates",
        help: "the report's own date; if it is not known, the days of what it tells of as done",
        example: "date:2023..2025",
    },
    Entry {
        field: Field::Published,
        name: "published",
        aliases: &[],
        alike: &["issued", "released", "posted", "pubdate"],
        value: ValueKind::Date,
        takes: "a date or a range of dates",
        help: "the report's own date only",
        example: "published:2024-08",
    },
    Entry {
        field: Field::Event,
        name: "event",
        aliases: &[],
        alike: &["held", "signed", "planned", "happened"],
        value: ValueKind::Date,
        takes: "a date or a range of dates",
        help: "a day of what the report tells of, as done or as planned",
        example: "event:2022-06-14",
    },
    Entry {
        field: Field::Since,
        name: "since",
        aliases: &[],
        alike: &["after", "from", "start"],
        value: ValueKind::Date,
        takes: "a date",
        help: "dated on this date or later",
        example: "since:2023-04",
    },
    Entry {
        field: Field::Until,
        name: "until",
        aliases: &[],
        alike: &["before", "to", "end"],
        value: ValueKind::Date,
        takes: "a date",
        help: "dated on this date or earlier",
        example: "until:last-month",
    },
];

/// The fields that look at names of things other than persons and countries.
pub const NAMED: [Field; 4] = [Field::Org, Field::Place, Field::Exercise, Field::Equipment];

impl Field {
    /// The field's entry in the table.
    pub fn entry(self) -> &'static Entry {
        // The table has one entry a variant, in the same order; a test holds it to that.
        &TABLE[self as usize]
    }

    /// The field's name.
    pub fn name(self) -> &'static str {
        self.entry().name
    }
}

impl fmt::Display for Field {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// The entry with this name or alias, upper and lower case alike.
///
/// ```
/// use bilat::report::field::{self, Field};
///
/// assert_eq!(field::find("body").map(|entry| entry.field), Some(Field::Text));
/// assert_eq!(field::find("colour"), None);
/// ```
pub fn find(name: &str) -> Option<&'static Entry> {
    TABLE.iter().find(|entry| names(entry).any(|known| known.eq_ignore_ascii_case(name)))
}

/// The entry that was most likely meant by a name that is not in the table.
///
/// A name from another program comes before a misspelling; of misspellings the
/// one with the fewest edits wins, then the first in the table.
pub fn nearest(name: &str) -> Option<&'static Entry> {
    let name = name.to_lowercase();
    if let Some(entry) = TABLE.iter().find(|entry| entry.alike.contains(&name.as_str())) {
        return Some(entry);
    }
    let length = name.chars().count();
    if length > 2 * LONGEST {
        return None;
    }
    // One edit for a short name, two for a long one: more would suggest anything.
    let bound = if length <= 4 { 1 } else { 2 };
    TABLE
        .iter()
        .filter_map(|entry| Some((names(entry).map(|known| edits(&name, known)).min()?, entry)))
        .filter(|(distance, _)| *distance <= bound)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, entry)| entry)
}

/// Longest name that is worth comparing; none in the table comes near.
const LONGEST: usize = 16;

fn names(entry: &'static Entry) -> impl Iterator<Item = &'static str> {
    std::iter::once(entry.name).chain(entry.aliases.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_stands_at_its_field() {
        for (place, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.field as usize, place, "{}", entry.name);
            assert_eq!(entry.field.entry(), entry);
        }
    }

    #[test]
    fn no_name_is_used_twice() {
        let mut seen = Vec::new();
        for entry in &TABLE {
            for name in names(entry).chain(entry.alike.iter().copied()) {
                assert!(!seen.contains(&name), "`{name}` is used twice");
                assert!(
                    name.len() <= LONGEST && name.bytes().all(|byte| byte.is_ascii_lowercase())
                );
                seen.push(name);
            }
        }
    }

    #[test]
    fn names_and_aliases_are_found_in_any_case() {
        for (name, field) in [
            ("title", Field::Title),
            ("Country", Field::Country),
            ("LANGUAGE", Field::Lang),
            ("people", Field::Person),
            ("published", Field::Published),
            ("EVENT", Field::Event),
        ] {
            assert_eq!(find(name).map(|entry| entry.field), Some(field), "{name}");
        }
        assert_eq!(find(""), None);
        assert_eq!(find("titles"), None);
    }

    #[test]
    fn misspelt_and_foreign_names_lead_to_the_field_meant() {
        for (name, field) in [
            ("contry", Some(Field::Country)),
            ("Counrty", Some(Field::Country)),
            ("tilte", Some(Field::Title)),
            ("titles", Some(Field::Title)),
            ("persn", Some(Field::Person)),
            ("dat", Some(Field::Date)),
            ("headline", Some(Field::Title)),
            ("after", Some(Field::Since)),
            ("before", Some(Field::Until)),
            ("events", Some(Field::Event)),
            ("publshed", Some(Field::Published)),
            ("signed", Some(Field::Event)),
            ("Serbia", None),
            ("http", None),
            ("", None),
            ("Белград", None),
        ] {
            assert_eq!(nearest(name).map(|entry| entry.field), field, "{name}");
        }
        assert_eq!(nearest(&"country".repeat(1000)), None);
    }

    #[test]
    fn serialised_name_is_the_name_in_the_table() {
        for entry in &TABLE {
            assert_eq!(serde_json::to_value(entry.field).ok(), Some(entry.name.into()));
        }
    }
}
