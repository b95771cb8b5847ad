//! One report against its line of gold: the counts, and every difference.
//!
//! Pure. What is compared how is told in `docs/extraction.md`.

use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::ops::AddAssign;

use jiff::civil::Date;
use serde::Serialize;

use crate::eval::gold::{DateInText, Line, Thing};
use crate::eval::measure::{Counts, Published, Resolution};
use crate::eval::{dates, persons, quantities, things};
use crate::lexicon::activity::{Kind, Status};
use crate::lexicon::date::{DateRange, PartialDate, Precision};
use crate::report::{self, Named, Report};

/// A field that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The report's own date, with the address known.
    Published,
    /// The report's own date, from the report alone.
    PublishedWithoutUrl,
    /// Dates in the text: whether they are found.
    Dates,
    /// Dates in the text: whether they mean the right days.
    DatesResolved,
    /// All countries.
    Countries,
    /// The pairs that the report is about.
    Dyads,
    /// Persons.
    Persons,
    /// Organisations.
    Organisations,
    /// Places.
    Places,
    /// Exercises with a name.
    Exercises,
    /// Types of equipment.
    Equipment,
    /// Kinds of activity.
    Kinds,
    /// Kinds of activity with their status.
    Activities,
    /// Quantities.
    Quantities,
}

impl Field {
    /// Its name in output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::PublishedWithoutUrl => "published_without_url",
            Self::Dates => "dates",
            Self::DatesResolved => "dates_resolved",
            Self::Countries => "countries",
            Self::Dyads => "dyads",
            Self::Persons => "persons",
            Self::Organisations => "organisations",
            Self::Places => "places",
            Self::Exercises => "exercises",
            Self::Equipment => "equipment",
            Self::Kinds => "kinds",
            Self::Activities => "activities",
            Self::Quantities => "quantities",
        }
    }
}

/// How a fact differs from gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// Gold has it, extraction has not.
    Missing,
    /// Extraction has it, gold has not.
    Extra,
    /// Both have it, with different values.
    Wrong,
}

impl Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Missing => "missing",
            Self::Extra => "extra",
            Self::Wrong => "wrong",
        })
    }
}

/// One difference between a report and its line of gold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The file, as gold names it.
    pub file: String,
    /// The field.
    pub field: Field,
    /// In what way.
    pub fault: Fault,
    /// The fact; for a wrong one, what is given and what gold has.
    pub text: String,
}

/// Counts of every field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The report's own date, with the address known.
    pub published: Published,
    /// The report's own date, from the report alone.
    pub published_without_url: Published,
    /// Dates found in the text.
    pub dates: Counts,
    /// The days they were given.
    pub dates_resolved: Resolution,
    /// Countries.
    pub countries: Counts,
    /// Pairs that reports are about.
    pub dyads: Counts,
    /// Persons.
    pub persons: Counts,
    /// Organisations.
    pub organisations: Counts,
    /// Places.
    pub places: Counts,
    /// Exercises with a name.
    pub exercises: Counts,
    /// Types of equipment.
    pub equipment: Counts,
    /// Kinds of activity.
    pub kinds: Counts,
    /// Kinds of activity with their status.
    pub activities: Counts,
    /// Quantities.
    pub quantities: Counts,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.published += other.published;
        self.published_without_url += other.published_without_url;
        self.dates += other.dates;
        self.dates_resolved += other.dates_resolved;
        self.countries += other.countries;
        self.dyads += other.dyads;
        self.persons += other.persons;
        self.organisations += other.organisations;
        self.places += other.places;
        self.exercises += other.exercises;
        self.equipment += other.equipment;
        self.kinds += other.kinds;
        self.activities += other.activities;
        self.quantities += other.quantities;
    }
}

/// Compares what was extracted with its line of gold.
///
/// `with` was extracted with the address of the line, `without` with none; of
/// the latter only the report's own date is looked at.
pub fn compare(line: &Line, with: &Report, without: &Report) -> (Figures, Vec<Difference>) {
    let mut comparison = Comparison { line, differences: Vec::new() };
    let pairs = dates::pairs(&line.dates, with);
    let figures = Figures {
        published: comparison.published(Field::Published, with.published.as_ref()),
        published_without_url: comparison
            .published(Field::PublishedWithoutUrl, without.published.as_ref()),
        dates: comparison.dates(&pairs),
        dates_resolved: comparison.dates_resolved(&pairs),
        countries: comparison.sets(
            Field::Countries,
            &line.countries.iter().cloned().collect(),
            &with.countries.iter().map(|country| country.code.to_string()).collect(),
        ),
        dyads: comparison.sets(
            Field::Dyads,
            &line.subject_dyads.iter().map(pair).collect(),
            &with.subjects().map(report::Dyad::name).collect(),
        ),
        persons: comparison.persons(with),
        organisations: comparison.things(
            Field::Organisations,
            line.organisations.as_deref(),
            &with.organisations,
        ),
        places: comparison.things(Field::Places, line.places.as_deref(), &with.places),
        exercises: comparison.things(Field::Exercises, line.exercises.as_deref(), &with.exercises),
        equipment: comparison.things(Field::Equipment, line.equipment.as_deref(), &with.equipment),
        kinds: comparison.sets(
            Field::Kinds,
            &line.kinds.iter().map(|kind| searched(kind)).collect(),
            &with.kinds().iter().map(|kind| searched(kind.name())).collect(),
        ),
        activities: comparison.activities(with),
        quantities: comparison.quantities(with),
    };
    (figures, comparison.differences)
}

/// The kind under which `kind:` finds a report: a plan of activities is found as an agreement too,
/// and gold calls both agreements.
fn searched(kind: &str) -> String {
    let kind = if kind == Kind::Plan.name() { Kind::Agreement.name() } else { kind };
    kind.to_owned()
}

/// A pair as `HUN-SRB`, whichever of the two gold has first.
fn pair([one, other]: &[String; 2]) -> String {
    if one <= other { format!("{one}-{other}") } else { format!("{other}-{one}") }
}

struct Comparison<'a> {
    line: &'a Line,
    differences: Vec<Difference>,
}

impl Comparison<'_> {
    fn note(&mut self, field: Field, fault: Fault, text: impl Into<String>) {
        let file = self.line.file.clone();
        self.differences.push(Difference { file, field, fault, text: text.into() });
    }

    fn quantities(&mut self, report: &Report) -> Counts {
        let Some(gold) = &self.line.quantities else { return Counts::default() };
        let compared = quantities::compare(gold, report);
        for text in compared.missing {
            self.note(Field::Quantities, Fault::Missing, text);
        }
        for text in compared.extra {
            self.note(Field::Quantities, Fault::Extra, text);
        }
        compared.counts
    }

    fn published(&mut self, field: Field, given: Option<&report::Published>) -> Published {
        let gold = self.line.published.map(OwnDate::from);
        let given = given.map(OwnDate::from);
        match (&gold, &given) {
            (Some(gold), None) => self.note(field, Fault::Missing, gold.to_string()),
            (None, Some(given)) => self.note(field, Fault::Extra, given.to_string()),
            (Some(gold), Some(given)) if gold != given => {
                self.note(field, Fault::Wrong, against(given, gold));
            }
            _ => {}
        }
        Published::of(gold.as_ref(), given.as_ref())
    }

    fn dates(&mut self, pairs: &dates::Pairs<'_>) -> Counts {
        let line = self.line;
        for (date, partner) in line.dates.iter().zip(&pairs.partners) {
            if partner.is_none() {
                self.note(Field::Dates, Fault::Missing, &date.text);
            }
        }
        for other in &pairs.others {
            self.note(Field::Dates, Fault::Extra, other.text);
        }
        let both = pairs.partners.iter().flatten().count();
        Counts {
            gold: line.dates.len(),
            found: both,
            given: both + pairs.others.len(),
            right: both,
        }
    }

    fn dates_resolved(&mut self, pairs: &dates::Pairs<'_>) -> Resolution {
        let line = self.line;
        let mut counts = Resolution::default();
        for (date, partner) in line.dates.iter().zip(&pairs.partners) {
            *place(&mut counts, date, partner.as_ref()) += 1;
            let Some(given) = partner else { continue };
            let gold = date.resolved.as_ref().map(|days| (days.first, days.last));
            if given.days != gold {
                let text = format!("{}: {}", date.text, against(&days(given.days), &days(gold)));
                self.note(Field::DatesResolved, Fault::Wrong, text);
            }
        }
        counts
    }

    /// Counts nothing where gold does not tell.
    fn activities(&mut self, report: &Report) -> Counts {
        let Some(gold) = &self.line.activities else { return Counts::default() };
        let name = |kind: &str, status: Option<&str>| {
            format!("{}/{}", searched(kind), status.unwrap_or("open"))
        };
        let gold = gold.iter().map(|told| name(&told.kind, told.status.as_deref())).collect();
        let given = report.activities.iter();
        let given = given.map(|told| name(told.kind.name(), told.status.map(Status::name)));
        self.sets(Field::Activities, &gold, &given.collect())
    }

    fn persons(&mut self, report: &Report) -> Counts {
        let line = self.line;
        let persons::Match { found, right } = persons::compare(&line.persons, &report.people);
        for (person, found) in line.persons.iter().zip(&found) {
            if !found {
                self.note(Field::Persons, Fault::Missing, &person.canonical);
            }
        }
        for (person, right) in report.people.iter().zip(&right) {
            if !right {
                self.note(Field::Persons, Fault::Extra, &person.name);
            }
        }
        let count = |marks: &[bool]| marks.iter().filter(|mark| **mark).count();
        Counts { gold: found.len(), found: count(&found), given: right.len(), right: count(&right) }
    }

    /// Counts nothing where gold does not tell.
    fn things(&mut self, field: Field, gold: Option<&[Thing]>, given: &[Named]) -> Counts {
        let Some(gold) = gold else { return Counts::default() };
        let things::Match { found, right } = things::compare(gold, given);
        for (thing, _) in gold.iter().zip(&found).filter(|(_, found)| !**found) {
            self.note(field, Fault::Missing, &thing.canonical);
        }
        for (named, _) in given.iter().zip(&right).filter(|(_, right)| !**right) {
            self.note(field, Fault::Extra, &named.name);
        }
        let count = |marks: &[bool]| marks.iter().filter(|mark| **mark).count();
        Counts { gold: found.len(), found: count(&found), given: right.len(), right: count(&right) }
    }

    fn sets(&mut self, field: Field, gold: &BTreeSet<String>, given: &BTreeSet<String>) -> Counts {
        for missing in gold.difference(given) {
            self.note(field, Fault::Missing, missing);
        }
        for extra in given.difference(gold) {
            self.note(field, Fault::Extra, extra);
        }
        Counts::of_sets(gold, given)
    }
}

/// Where a date of gold is counted.
fn place<'c>(
    counts: &'c mut Resolution,
    date: &DateInText,
    partner: Option<&dates::Given<'_>>,
) -> &'c mut usize {
    let Some(given) = partner else {
        let resolvable = date.resolved.is_some();
        return if resolvable { &mut counts.unfound } else { &mut counts.unfound_open };
    };
    match (&date.resolved, given.days) {
        (Some(gold), Some(days)) if days == (gold.first, gold.last) => &mut counts.right,
        (Some(_), Some(_)) => &mut counts.wrong,
        (Some(_), None) => &mut counts.open,
        (None, Some(_)) => &mut counts.invented,
        (None, None) => &mut counts.kept_open,
    }
}

/// The report's own date: equal only if given equally exactly.
#[derive(PartialEq, Eq)]
struct OwnDate {
    days: (Date, Date),
    precision: Precision,
}

impl From<PartialDate> for OwnDate {
    fn from(date: PartialDate) -> Self {
        Self { days: (date.first(), date.last()), precision: date.precision() }
    }
}

impl From<&report::Published> for OwnDate {
    fn from(published: &report::Published) -> Self {
        Self { days: (published.from, published.to), precision: published.precision }
    }
}

impl Display for OwnDate {
    /// As gold has it; a range that is no month and no year is written out.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.days.0;
        let date = match self.precision {
            Precision::Day => Some(PartialDate::from(first)),
            Precision::Week | Precision::Month => {
                PartialDate::new(first.year(), Some(first.month()), None)
            }
            Precision::Year => PartialDate::new(first.year(), None, None),
        };
        match date.filter(|date| (date.first(), date.last()) == self.days) {
            Some(date) => write!(formatter, "{date}"),
            None => write!(formatter, "{}", DateRange::between(first, self.days.1)),
        }
    }
}

fn days(days: Option<(Date, Date)>) -> String {
    days.map_or_else(|| "open".to_owned(), |(from, to)| DateRange::between(from, to).to_string())
}

fn against(given: &impl Display, gold: &impl Display) -> String {
    format!("{given}, gold {gold}")
}
