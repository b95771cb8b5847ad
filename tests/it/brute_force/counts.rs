//! Questions about quantities against brute force, over random records.
//!
//! 1. A query about counts finds the records that its meaning holds of, no others, in an index of
//!    one piece and of several.
//!
//! What a record holds is known from how it was made: things, units and numbers. A number is
//! compared with each of them, one by one.

use bilat::Engine;
use bilat::report::{Quantity, Report};
use bilat::span::Span;
use jiff::civil::{Date, date};

use crate::brute_force::hits;
use crate::brute_force::random::Random;
use crate::harness::Folder;
use crate::records::{index, record};

/// Collections, and queries asked of each.
const COLLECTIONS: u64 = 8;
const QUERIES: usize = 200;

const TODAY: Date = date(2025, 6, 1);

/// Things, none with an inflection of another.
const THINGS: [&str; 4] = ["tank", "patrol boat", "boat", "joint camp"];

/// Units, and how they are typed.
const UNITS: [(&str, &str); 2] = [("day", "days"), ("EUR", "euros")];

/// Numbers: neighbours, fractions, and some of very different size.
const NUMBERS: [f64; 10] = [0.0, 0.5, 1.0, 2.0, 9.0, 10.0, 11.0, 250.0, 2.7e9, 1e12];

fn quantity(random: &mut Random) -> Quantity {
    let (mut what, mut unit) = (None, None);
    match random.below(3) {
        0 => unit = Some(random.of(&UNITS).0.to_owned()),
        _ => what = Some(random.of(&THINGS).to_owned()),
    }
    let value = random.of(&NUMBERS);
    let to = random.of(&NUMBERS);
    Quantity {
        value,
        to: (to > value && random.percent(30)).then_some(to),
        unit,
        what,
        year: None,
        approximate: None,
        text: "tank".to_owned(),
        span: Span::new(0, 4),
    }
}

fn made(id: usize, random: &mut Random) -> Report {
    // The words stand in the text, as they do where quantities are read from it.
    let mut report = record(&format!("{id:03}"), "tank, patrol boat, joint camp.");
    report.quantities = (0..random.below(4)).map(|_| quantity(random)).collect();
    report
}

/// Whether a quantity is of what was typed.
type IsMeant = Box<dyn Fn(&Quantity) -> bool>;

/// What is typed before the number, and whether it is meant by a quantity.
fn things(random: &mut Random) -> (String, IsMeant) {
    let word = |quantity: &Quantity, row: &str| {
        let what = quantity.what.clone().unwrap_or_default();
        format!(" {what} ").contains(&format!(" {row} "))
    };
    match random.below(4) {
        0 => (String::new(), Box::new(|_| true)),
        1 => {
            let (unit, typed) = random.of(&UNITS);
            (typed.to_owned(), Box::new(move |quantity| quantity.unit.as_deref() == Some(unit)))
        }
        2 => {
            let row = random.of(&["patrol boat", "joint camp", "tank", "boat patrol"]);
            (format!("\"{row}\""), Box::new(move |quantity| word(quantity, row)))
        }
        _ => {
            let one = random.of(&["tank", "boat", "patrol", "camp", "gun"]);
            (one.to_owned(), Box::new(move |quantity| word(quantity, one)))
        }
    }
}

/// A comparison as it is typed, and which numbers it holds of.
fn comparison(random: &mut Random) -> (String, Box<dyn Fn(f64) -> bool>) {
    let number = random.of(&NUMBERS);
    let other = number + random.of(&NUMBERS);
    match random.below(7) {
        0 => (format!(">{number}"), Box::new(move |value| value > number)),
        1 => (format!(">={number}"), Box::new(move |value| value >= number)),
        2 => (format!("<{number}"), Box::new(move |value| value < number)),
        3 => (format!("≤{number}"), Box::new(move |value| value <= number)),
        4 => (
            format!("={number}..{other}"),
            Box::new(move |value| (number..=other).contains(&value)),
        ),
        5 => (format!("={number}.."), Box::new(move |value| value >= number)),
        _ => (format!("={number}"), Box::new(move |value| (number..=number).contains(&value))),
    }
}

#[test]
fn questions_about_counts_find_what_comparing_every_number_finds() {
    let mut found_some = 0;
    for seed in 0..COLLECTIONS {
        let mut random = Random::new(seed);
        let count = 10 + random.below(40);
        let records: Vec<Report> = (0..count).map(|id| made(id, &mut random)).collect();
        let folder = Folder::new();
        index(&folder.path("index"), &records, 1 + usize::from(seed % 2 == 1));
        let engine = Engine::open(&folder.path("index"), TODAY).expect("an index was made");
        for _ in 0..QUERIES {
            let (typed, is_meant) = things(&mut random);
            let (compared, holds) = comparison(&mut random);
            let source = format!("count:{typed}{compared}");
            let fits = |quantity: &Quantity| {
                is_meant(quantity) && (holds(quantity.value) || quantity.to.is_some_and(&holds))
            };
            let fitting = records.iter().filter(|report| report.quantities.iter().any(fits));
            let expected: Vec<&str> = fitting.map(|report| report.id.as_str()).collect();
            let (total, found) = hits(&engine, &source, count);
            assert_eq!(found, expected, "seed {seed}, {source}");
            assert_eq!(total, expected.len(), "seed {seed}, {source}");
            found_some += usize::from(!found.is_empty() && found.len() < count);
        }
    }
    assert!(found_some > 500, "only {found_some} queries found something");
}
