//! Extraction speed: bytes a second from raw documents to records, on one thread.

mod collection;
mod random;

use std::ops::ControlFlow;
use std::path::Path;

use bilat::analyze::sentence::sentences;
use bilat::ingest::extract;
use bilat::ingest::read::{self, Format, SourceFile};
use bilat::lexicon::{country, date};
use bilat::report::raw::RawDocument;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::Date;
use tempfile::TempDir;

const READ_ON: Date = jiff::civil::date(2026, 1, 1);

fn documents() -> Vec<RawDocument> {
    let folder = TempDir::new().expect("a temporary folder");
    let path = folder.path().join("generated.jsonl");
    collection::generate(&path, 1_000);
    let bytes = std::fs::read(&path).expect("a readable file");
    let mut documents = Vec::new();
    read::container(
        &SourceFile::named("generated.jsonl", Format::JsonLines),
        &bytes,
        &mut |read| {
            documents.push(read.expect("a document").raw);
            ControlFlow::Continue(())
        },
    );
    documents
}

fn extraction(criterion: &mut Criterion) {
    let of = |body: String| RawDocument { body, ..RawDocument::default() };
    let mut group = criterion.benchmark_group("extract");
    group.sample_size(20);
    for (name, documents) in
        [("generated", documents()), ("corpus", corpus().into_iter().map(of).collect())]
    {
        group.throughput(Throughput::Bytes(
            documents.iter().map(|document| document.body.len() as u64).sum(),
        ));
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || documents.clone(),
                |documents| {
                    let read = documents
                        .into_iter()
                        .map(|document| extract::report(document, String::new(), READ_ON));
                    read.map(|report| report.countries.len()).sum::<usize>()
                },
                BatchSize::LargeInput,
            );
        });
    }
    group.finish();
}

/// A step by what it finds in a body.
type Step = fn(&str) -> usize;

/// The walks over the whole text, each by itself.
fn steps(criterion: &mut Criterion) {
    let bodies: Vec<String> = documents().into_iter().map(|document| document.body).collect();
    let mut group = criterion.benchmark_group("steps");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bodies.iter().map(|body| body.len() as u64).sum()));
    let walks: [(&str, Step); 3] = [
        ("sentences", |body| sentences(body).len()),
        ("dates", |body| date::scan(body).len()),
        ("countries", |body| country::scan(body).len()),
    ];
    for (name, walk) in walks {
        group.bench_function(name, |bencher| {
            bencher.iter(|| bodies.iter().map(|body| walk(body)).sum::<usize>());
        });
    }
    group.finish();
}

fn countries(criterion: &mut Criterion) {
    let bodies: Vec<String> = documents().into_iter().map(|document| document.body).collect();
    let bytes = bodies.iter().map(|body| body.len() as u64).sum();
    let mut group = criterion.benchmark_group("countries");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("generated", |bencher| {
        bencher.iter(|| bodies.iter().map(|body| country::scan(body).len()).sum::<usize>());
    });
    // One language at a time: the walk differs between scripts.
    for (name, sentence) in
        [("english", ENGLISH), ("serbian-cyrillic", SERBIAN), ("hungarian", HUNGARIAN)]
    {
        let text = sentence.repeat(2_000);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| country::scan(&text).len()));
    }
    group.finish();
}

/// Texts of the collection that comes with the program.
fn corpus() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut texts = Vec::new();
    for folder in std::fs::read_dir(root).expect("the collection") {
        let Ok(files) = std::fs::read_dir(folder.expect("a folder").path()) else { continue };
        texts.extend(files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok()));
    }
    assert!(!texts.is_empty(), "the collection has texts");
    texts
}

/// Dates and countries together, in reports as they are and in made ones, which are full of both.
fn dates_and_countries(criterion: &mut Criterion) {
    let generated = documents().into_iter().map(|document| document.body).collect();
    let mut group = criterion.benchmark_group("dates and countries");
    group.sample_size(20);
    for (name, texts) in [("corpus", corpus()), ("generated", generated)] {
        let scan = || -> usize {
            texts.iter().map(|text| date::scan(text).len() + country::scan(text).len()).sum()
        };
        let bytes = texts.iter().map(|text| text.len() as u64).sum();
        group.throughput(Throughput::Bytes(bytes));
        group.bench_function(name, |bencher| bencher.iter(scan));
    }
    group.finish();
}

/// Prose as reports have it: a name of a state in every second sentence.
const ENGLISH: &str = "The minister received his colleague with military honours on Tuesday. \
    They spoke about the training of officers, medical support and the exchange of experience, \
    and agreed that units of both armies would take part in the exercise next autumn. \
    Cooperation between Serbia and Hungary has grown steadily, the statement says.\n";
const SERBIAN: &str = "Министар је у уторак примио колегу уз највише војне почасти. \
    Разговарали су о школовању официра, санитетској подршци и размени искустава, и договорили \
    да јединице обе војске учествују на вежби идуће јесени. \
    Сарадња Србије и Мађарске је у успону, наводи се у саопштењу.\n";
const HUNGARIAN: &str = "A miniszter kedden katonai tiszteletadással fogadta kollégáját. \
    Megbeszélésükön szó volt a tisztképzésről, az egészségügyi támogatásról és a tapasztalatok \
    cseréjéről, és megállapodtak, hogy a két hadsereg alakulatai ősszel közösen gyakorlatoznak. \
    A szerb–magyar együttműködés töretlenül fejlődik, olvasható a közleményben.\n";

criterion_group!(benches, extraction, steps, dates_and_countries, countries);
criterion_main!(benches);
