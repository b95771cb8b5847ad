//! Extraction speed: bytes a second from raw documents to records, on one thread.

mod collection;

use std::ops::ControlFlow;

use bilat::ingest::extract;
use bilat::ingest::read::{self, Format, SourceFile};
use bilat::report::raw::RawDocument;
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use tempfile::TempDir;

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
    let documents = documents();
    let bytes = documents.iter().map(|document| document.body.len() as u64).sum();
    let mut group = criterion.benchmark_group("extract");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("generated", |bencher| {
        bencher.iter_batched(
            || documents.clone(),
            |documents| {
                let read = documents
                    .into_iter()
                    .map(|document| extract::report(document, String::new(), date(2026, 1, 1)));
                read.map(|report| report.countries.len()).sum::<usize>()
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, extraction);
criterion_main!(benches);
