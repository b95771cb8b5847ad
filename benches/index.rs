//! Indexing speed: reports and bytes a second, from files to a committed index.
//!
//! Over the sample corpus (many small files in many languages) and over
//! generated JSON lines at two sizes, with two threads. Every run starts with no index.
//! The yardstick is the engine alone on the same lines in the same run: title and
//! text with positions, English stems, stored text, two threads, nothing extracted.
//! `BILAT_JSONL` names another file of JSON lines with `text` for both.

mod collection;
mod plain;
mod random;

use std::path::{Path, PathBuf};

use bilat::ingest::pipeline;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;

/// Sizes of the generated collections, in reports.
const SIZES: [usize; 2] = [1_000, 10_000];

fn run(source: &Path, expected: u64) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    let options = collection::options(&folder.path().join("index"), source.to_owned());
    let account = pipeline::run(&options, &mut |_| {}).expect("an index");
    assert_eq!(account.added as u64, expected);
    // Removing the folder is not measured: criterion drops what is returned outside its clock.
    folder
}

fn indexing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10);

    let (elements, bytes) = collection::corpus_size();
    group.throughput(Throughput::ElementsAndBytes { elements, bytes });
    group.bench_function("corpus", |bencher| {
        bencher.iter_batched(
            || (),
            |()| run(&collection::corpus(), elements),
            BatchSize::PerIteration,
        );
    });

    for size in SIZES {
        let folder = TempDir::new().expect("a temporary folder");
        let source = folder.path().join("generated.jsonl");
        let bytes = collection::generate(&source, size);
        group.throughput(Throughput::ElementsAndBytes { elements: size as u64, bytes });
        group.bench_with_input(BenchmarkId::new("generated", size), &source, |bencher, source| {
            bencher.iter_batched(|| (), |()| run(source, size as u64), BatchSize::PerIteration);
        });
    }
    group.finish();
}

#[expect(clippy::disallowed_methods, reason = "a bench has no arguments of its own")]
fn beside_the_engine(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    let source = std::env::var_os("BILAT_JSONL").map_or_else(
        || {
            let source = folder.path().join("generated.jsonl");
            collection::generate(&source, 10_000);
            source
        },
        PathBuf::from,
    );
    let bytes = std::fs::metadata(&source).expect("a file").len();
    let elements = collection::documents(&source).count() as u64;
    let mut group = criterion.benchmark_group("index-beside-the-engine");
    group.sample_size(10);
    group.throughput(Throughput::ElementsAndBytes { elements, bytes });
    group.bench_function("bilat", |bencher| {
        bencher.iter_batched(|| (), |()| run(&source, elements), BatchSize::PerIteration);
    });
    group.bench_function("engine", |bencher| {
        bencher.iter_batched(|| (), |()| plain::index(&source), BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, indexing, beside_the_engine);
criterion_main!(benches);
