//! Questions about dates against brute force, over random records.
//!
//! 1. A query about dates finds the records that its meaning holds of, no others, in an index of
//!    one piece and of several.
//!
//! What a record holds is known from how it was made: each of its dates is a list of spans of
//! days, and a span touches a range where one day lies in both. Days are looked at one by one.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use bilat::Engine;
use bilat::lexicon::date::Precision;
use bilat::report::{Report, Role};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::brute_force::hits;
use crate::brute_force::random::Random;
use crate::harness::Folder;
use crate::records::{index, mention, published, record};

/// Collections, and queries asked of each.
const COLLECTIONS: u64 = 12;
const QUERIES: usize = 300;

/// The first of the days that records have, and their years: parts of two decades.
const FIRST: Date = date(2015, 1, 1);
const YEARS: usize = 9;

const TODAY: Date = date(2025, 6, 1);

/// A span of days by their distance from [`FIRST`], both included.
type Days = RangeInclusive<i32>;

/// What is known of a record.
#[derive(Debug, Default)]
struct Known {
    id: String,
    published: Option<Days>,
    dates: Vec<(Role, Written)>,
}

/// A date of a text.
#[derive(Debug)]
enum Written {
    Decided(Days),
    /// The days of each candidate.
    Open(Vec<Days>),
}

/// A field of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Date,
    Published,
    Event,
}

/// A condition on records.
#[derive(Debug)]
enum Condition {
    Any(Field),
    Uncertain(Field),
    /// Days of a range, and whether open dates count too.
    Touches(Field, Days, bool),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
}

impl Known {
    fn decided(&self, roles: &[Role]) -> Vec<&Days> {
        let dates = self.dates.iter().filter(|(role, _)| roles.contains(role));
        let decided = dates.filter_map(|(_, date)| match date {
            Written::Decided(days) => Some(days),
            Written::Open(_) => None,
        });
        decided.collect()
    }

    fn open(&self, roles: &[Role]) -> Vec<&Vec<Days>> {
        let dates = self.dates.iter().filter(|(role, _)| roles.contains(role));
        let open = dates.filter_map(|(_, date)| match date {
            Written::Open(candidates) => Some(candidates),
            Written::Decided(_) => None,
        });
        open.collect()
    }

    /// The days under a field, and the candidates of each open date.
    fn under(&self, field: Field) -> (Vec<&Days>, Vec<&Vec<Days>>) {
        match (field, &self.published) {
            (Field::Event, _) => {
                let roles = [Role::Held, Role::Planned];
                (self.decided(&roles), self.open(&roles))
            }
            (_, Some(days)) => (vec![days], Vec::new()),
            (Field::Published, None) => (Vec::new(), self.open(&[Role::Published])),
            (Field::Date, None) => {
                let open = self.open(&[Role::Published, Role::Held, Role::Planned]);
                (self.decided(&[Role::Held]), open)
            }
        }
    }
}

impl Condition {
    fn holds(&self, known: &Known) -> bool {
        let touch = |one: &Days, other: &Days| one.clone().any(|day| other.contains(&day));
        match self {
            Self::Any(field) => !known.under(*field).0.is_empty(),
            Self::Uncertain(field) => {
                let (decided, open) = known.under(*field);
                decided.is_empty() && !open.is_empty()
            }
            Self::Touches(field, range, uncertain) => {
                let (decided, open) = known.under(*field);
                decided.iter().any(|days| touch(days, range))
                    || *uncertain && open.iter().copied().flatten().any(|days| touch(days, range))
            }
            Self::Not(inner) => !inner.holds(known),
            Self::And(one, other) => one.holds(known) && other.holds(known),
            Self::Or(one, other) => one.holds(known) || other.holds(known),
        }
    }
}

fn number(day: Date) -> i32 {
    day.since(FIRST).expect("the days lie within a few years").get_days()
}

/// A day, week, month or year with its first and last day; small numbers of days come often.
fn unit(random: &mut Random) -> (Precision, Date, Date) {
    let year = FIRST.year() + i16::try_from(random.below(YEARS)).expect("a few years");
    let month = i8::try_from(1 + random.below(12)).expect("a month");
    let first = date(year, month, 1);
    let day = date(year, month, i8::try_from(1 + random.below(28)).expect("a day"));
    let day = random.of(&[day, first, first.last_of_month(), date(year, 12, 31)]);
    match random.below(10) {
        0 => (Precision::Week, day, day.saturating_add(6.days())),
        1..3 => (Precision::Month, first, first.last_of_month()),
        3 => (Precision::Year, date(year, 1, 1), date(year, 12, 31)),
        _ => (Precision::Day, day, day),
    }
}

/// A record, and what is known of it.
fn made(id: usize, random: &mut Random) -> (Report, Known) {
    let id = format!("{id:03}");
    // Each date of the text has a word of its own.
    let body = "Then, soon, later, before, once.";
    let words = ["Then", "soon", "later", "before", "once"];
    let mut record = record(&id, body);
    let mut known = Known { id, ..Known::default() };
    if random.percent(40) {
        let (precision, from, to) = unit(random);
        record.published = Some(published(from, to, precision, random.percent(20)));
        known.published = Some(number(from)..=number(to));
    }
    for word in words.iter().take(random.below(5)) {
        let role = random.of(&[
            Role::Published,
            Role::Held,
            Role::Held,
            Role::Held,
            Role::Planned,
            Role::Background,
        ]);
        let (precision, from, to) = unit(random);
        let (days, candidates, written) = if random.percent(50) {
            let to = if random.percent(20) { unit(random).2.max(to) } else { to };
            (Some((from, to)), Vec::new(), Written::Decided(number(from)..=number(to)))
        } else {
            let units: Vec<_> = (0..random.below(4)).map(|_| unit(random)).collect();
            let mut same: Vec<_> = units.iter().filter(|unit| unit.0 == precision).collect();
            same.sort_unstable();
            let firsts = same.iter().map(|unit| unit.1).collect();
            let spans = same.iter().map(|unit| number(unit.1)..=number(unit.2)).collect();
            (None, firsts, Written::Open(spans))
        };
        record.dates.push(mention(body, word, role, precision, days, &candidates));
        known.dates.push((role, written));
    }
    (record, known)
}

/// Before and behind all days of records.
const BEFORE: i32 = -20_000;
const BEHIND: i32 = 20_000;

/// A range of days as it is typed.
fn range(random: &mut Random) -> (String, Days) {
    let (precision, from, to) = unit(random);
    let typed = |precision: Precision, day: Date| match precision {
        Precision::Year => format!("{}", day.year()),
        Precision::Month => day.strftime("%Y-%m").to_string(),
        Precision::Week | Precision::Day => day.to_string(),
    };
    let one = typed(precision, from);
    let (from, to) = if precision == Precision::Week { (from, from) } else { (from, to) };
    match random.below(8) {
        0 => (format!("{one}.."), number(from)..=BEHIND),
        1 => (format!("..{one}"), BEFORE..=number(to)),
        2 => (format!(">{one}"), number(to) + 1..=BEHIND),
        3 => (format!("<{one}"), BEFORE..=number(from) - 1),
        4 | 5 => {
            let (other_precision, other_from, other_to) = unit(random);
            let other_to = if other_precision == Precision::Week { other_from } else { other_to };
            if other_from < from {
                return (one, number(from)..=number(to));
            }
            let other = typed(other_precision, other_from);
            (format!("{one}..{other}"), number(from)..=number(other_to).max(number(from)))
        }
        _ => (one, number(from)..=number(to)),
    }
}

/// A query with its meaning.
fn query(depth: usize, random: &mut Random) -> (String, Condition) {
    if depth > 0 && random.percent(30) {
        let (one, first) = query(depth - 1, random);
        let (other, second) = query(depth - 1, random);
        let (first, second) = (Box::new(first), Box::new(second));
        return match random.below(3) {
            0 => (format!("({one}) ({other})"), Condition::And(first, second)),
            1 => (format!("({one}) OR ({other})"), Condition::Or(first, second)),
            _ => {
                let second = Box::new(Condition::Not(second));
                (format!("({one}) NOT ({other})"), Condition::And(first, second))
            }
        };
    }
    let (name, field) = random.of(&[
        ("date", Field::Date),
        ("date", Field::Date),
        ("published", Field::Published),
        ("event", Field::Event),
    ]);
    match random.below(16) {
        0 => (format!("{name}:any"), Condition::Any(field)),
        1 => (format!("{name}:none"), Condition::Not(Box::new(Condition::Any(field)))),
        2 | 3 => (format!("{name}:?"), Condition::Uncertain(field)),
        4 => {
            let (_, from, _) = unit(random);
            let (name, days) =
                random.of(&[("since", number(from)..=BEHIND), ("until", BEFORE..=number(from))]);
            (format!("{name}:{from}"), Condition::Touches(Field::Date, days, false))
        }
        5 => {
            let ((one, first), (other, second)) = (range(random), range(random));
            let touches = |days| Box::new(Condition::Touches(field, days, false));
            let second = Box::new(Condition::Touches(field, second, true));
            (format!("{name}:{one},?{other}"), Condition::Or(touches(first), second))
        }
        kind => {
            let (typed, days) = range(random);
            let uncertain = kind > 10;
            let sign = if uncertain { "?" } else { "" };
            (format!("{name}:{sign}{typed}"), Condition::Touches(field, days, uncertain))
        }
    }
}

#[test]
fn questions_about_dates_find_what_looking_at_every_day_finds() {
    let (mut tried, mut found_some) = (0, 0);
    for seed in 0..COLLECTIONS {
        let mut random = Random::new(seed);
        let count = 10 + random.below(50);
        let (records, known): (Vec<_>, Vec<_>) = (0..count).map(|id| made(id, &mut random)).unzip();
        let folder = Folder::new();
        index(&folder.path("index"), &records, 1 + usize::from(seed % 2 == 1));
        let engine = Engine::open(&folder.path("index"), TODAY).expect("an index was made");
        for _ in 0..QUERIES {
            let (source, meaning) = query(2, &mut random);
            let holds = |known: &&Known| meaning.holds(known);
            let expected: Vec<&str> =
                known.iter().filter(holds).map(|known| known.id.as_str()).collect();
            let (total, found) = hits(&engine, &source, count);
            tried += 1;
            found_some += usize::from(!found.is_empty() && found.len() < count);
            if found == expected && total == expected.len() {
                continue;
            }
            let mut text = format!(
                "seed {seed}, query {source}\n{meaning:?}\nexpected {expected:?}\nfound {found:?}\n"
            );
            for known in &known {
                if expected.contains(&known.id.as_str()) != found.contains(&known.id) {
                    let _ = writeln!(text, "{known:?}");
                }
            }
            panic!("{text}");
        }
    }
    assert!(found_some * 2 > tried, "only {found_some} of {tried} queries found something");
}
