//! Query latency: one bench for each shape of query, top ten with count and
//! snippets, on an open index; and opening the index for one query.

mod collection;

use std::path::Path;

use bilat::Engine;
use bilat::ingest::pipeline::{self, Options};
use bilat::search::{Request, Sort};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::{Date, date};
use tempfile::TempDir;

const TODAY: Date = date(2026, 1, 1);

/// Reports in the collection.
const SIZE: usize = 10_000;

/// A name and a query for each shape; each finds something.
const SHAPES: &[(&str, &str)] = &[
    ("word", "exercise"),
    ("word-rare", "garaheybat"),
    ("exact", "=exercises"),
    ("and", "defence minister"),
    ("or", "exercise OR agreement OR visit"),
    ("not", "exercise -serbia"),
    ("phrase", "\"armed forces\""),
    ("phrase-common-words", "\"of the\""),
    ("title", "title:minister"),
    ("country", "country:serbia"),
    ("dyad", "dyad:serbia-hungary exercise"),
    ("person", "person:vuchich"),
    ("date", "date:2010..2015 exercise"),
    ("everything", "*"),
];

fn build(folder: &Path) -> std::path::PathBuf {
    let source = folder.join("generated.jsonl");
    collection::generate(&source, SIZE);
    let index = folder.join("index");
    let options = Options { index: index.clone(), paths: vec![source], today: TODAY, threads: 2 };
    let account = pipeline::run(&options, &mut |_| {}).expect("an index");
    assert_eq!(account.added, SIZE);
    index
}

fn querying(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    let index = build(folder.path());
    let engine = Engine::open(&index, TODAY).expect("an index");
    let answer = |query: &str, request: &Request| {
        let (response, _) = engine.search(query, request).expect("a query without faults");
        assert!(response.total > 0, "{query} finds nothing");
        response
    };

    let mut group = criterion.benchmark_group("query");
    for (name, query) in SHAPES {
        group.bench_function(*name, |bencher| bencher.iter(|| answer(query, &Request::default())));
    }
    let newest = Request { sort: Sort::Newest, ..Request::default() };
    group.bench_function("newest", |bencher| bencher.iter(|| answer("exercise", &newest)));
    let count = Request { limit: 0, ..Request::default() };
    group.bench_function("count", |bencher| bencher.iter(|| answer("exercise", &count)));
    group.finish();

    criterion.bench_function("open-and-query", |bencher| {
        bencher.iter(|| {
            let engine = Engine::open(&index, TODAY).expect("an index");
            engine.search("joint exercise", &Request::default()).expect("an answer").0.total
        });
    });
}

criterion_group!(benches, querying);
criterion_main!(benches);
