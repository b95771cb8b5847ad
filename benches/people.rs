//! The register of persons: a name looked up among 100,000 persons, on an open index and with
//! opening it, and the whole register listed. Names are made of syllables from a fixed seed, with
//! the endings of surnames; a few given names are many persons', as in life.

mod random;

use std::path::Path;

use bilat::Engine;
use bilat::index::{Collection, Manifest, Stamp, Writer};
use bilat::ingest::extract;
use bilat::lexicon::name;
use bilat::report::{Person, PersonMention, Report};
use bilat::search::{PeopleRequest, Request};
use bilat::span::Span;
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use tempfile::TempDir;

use crate::random::Random;

const TODAY: Date = date(2026, 1, 1);

/// Persons in the register.
const SIZE: usize = 100_000;

/// The man who is looked for, as different reports write him.
const SPELLINGS: [&str; 4] = [
    "Kristóf Szalay-Bobrovniczky",
    "Криштоф Салаи-Бобровницки",
    "Szalay-Bobrovniczky Kristóf",
    "Szalay-Bobrovniczky",
];

/// A name for each way of asking: all of them find something.
const ASKED: &[(&str, &str)] = &[
    ("surname", "person:szalai-bobrovnicki"),
    ("full", "person:\"Kristof Szalai-Bobrovnicki\""),
    ("given", "person:Kristóf"),
    ("common-given", "person:Rado"),
    ("hint", "szalay"),
    ("unknown", "person:\"Wxyz Qqqq\" OR szalay"),
];

fn person(text: &str) -> Person {
    let mention =
        PersonMention { text: text.to_owned(), span: Span::new(0, text.len()), role: None };
    Person {
        key: name::key(text),
        name: text.to_owned(),
        role: None,
        country: None,
        mentions: vec![mention],
    }
}

fn report(number: usize, name: &str) -> Report {
    Report {
        people: vec![person(name)],
        ..Report::bare(&number.to_string(), String::new(), name.to_owned())
    }
}

/// An index of [`SIZE`] persons, each in a report of its own.
fn build(folder: &Path) {
    let writer = Writer::open(folder, 2).expect("an index can be made");
    let mut entry = writer.entry();
    let mut random = Random::new(0x5eed_0dad);
    let names = (0..SIZE).map(|_| invented(&mut random));
    for (number, name) in names.chain(SPELLINGS.map(str::to_owned)).enumerate() {
        let report = report(number, &name);
        let file = report.path.clone();
        entry.upsert(&file, Stamp(0), report, false).expect("a record can be added");
    }
    drop(entry);
    let root = folder.to_owned();
    let manifest = Manifest {
        analyzer: bilat::analyze::VERSION,
        extraction: extract::VERSION,
        names: name::VERSION,
        collections: vec![Collection { root, shown: "records".into(), prefix: String::new() }],
        ..Manifest::default()
    };
    writer.commit(&manifest).expect("an index can be written");
}

/// A given name and a surname.
#[allow(clippy::cast_sign_loss, reason = "a power of a positive number is positive")]
fn invented(random: &mut Random) -> String {
    const SYLLABLES: [&str; 40] = [
        "ra", "do", "mi", "la", "vo", "ka", "ste", "fa", "jo", "bo", "ne", "pe", "ta", "gor",
        "dra", "gan", "zo", "ran", "vi", "kto", "an", "to", "ni", "ce", "sla", "lju", "ba", "fe",
        "ri", "du", "is", "ha", "mu", "tu", "ya", "sha", "kri", "che", "gu", "le",
    ];
    const ENDINGS: [&str; 16] = [
        "vić", "ović", "ev", "ov", "ski", "escu", "yan", "idis", "nagy", "oglu", "mann", "sen",
        "ez", "ini", "enko", "zade",
    ];
    let capital = |word: String| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    };
    // A power of an even draw, after Zipf's law: the first given name is one in ten persons'.
    let even = random.below(1 << 20) as f64 / f64::from(1 << 20);
    let rank = 1600_f64.powf(even) as usize - 1;
    let given = [SYLLABLES[rank % 40], SYLLABLES[(rank / 40 + 1) % 40]].concat();
    let surname: String = (0..3).map(|_| SYLLABLES[random.below(40)]).collect();
    let surname = surname + ENDINGS[random.below(16)];
    format!("{} {}", capital(given), capital(surname))
}

fn people(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    build(folder.path());
    let engine = Engine::open(folder.path(), TODAY).expect("an index");
    let mut group = criterion.benchmark_group("person");
    for (name, query) in ASKED {
        let answer = |engine: &Engine| {
            let (response, _) = engine.search(query, &Request::default()).expect("an answer");
            assert!(response.total > 0, "{query} finds nothing");
            response.total
        };
        group.bench_function(format!("{name}/open"), |bencher| bencher.iter(|| answer(&engine)));
        group.bench_function(format!("{name}/cold"), |bencher| {
            bencher.iter(|| answer(&Engine::open(folder.path(), TODAY).expect("an index")));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("people");
    group.sample_size(10);
    group.bench_function("everybody", |bencher| {
        bencher.iter(|| {
            let people = engine.people(&PeopleRequest::default()).expect("a register");
            assert!(people.total > SIZE / 2, "{} persons", people.total);
            people.total
        });
    });
    group.finish();
}

criterion_group!(benches, people);
criterion_main!(benches);
