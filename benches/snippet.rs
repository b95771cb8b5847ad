//! What snippets cost: the ten best reports with and without them, beside the engine's own snippet
//! generator over the same ten texts.
//!
//! `bilat` with and without snippets differ by what snippets cost: finding again what matched and
//! choosing sentences. `engine` reads the text of the same ten reports from an index of its own and
//! gives each to its generator, made for the same words; `engine-without` only reads them. The
//! engine marks words alone, so for phrases and nearness it is given their words.

mod collection;
mod random;
mod words;

use bilat::Engine;
use bilat::search::{Request, Snippets};
use criterion::{Criterion, criterion_group, criterion_main};
use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, TantivyDocument, Term};
use tempfile::TempDir;

use collection::TODAY;

/// Reports in the collection.
const SIZE: usize = 10_000;

/// A name, a query, and the words the engine is given for it.
const SHAPES: &[(&str, &str, &[&str])] = &[
    ("word", "=exercise", &["exercise"]),
    ("inflected", "exercise", &["exercise", "exercises", "exercised"]),
    ("and", "=defence =minister =agreement", &["defence", "minister", "agreement"]),
    ("phrase", "\"armed forces\"", &["armed", "forces"]),
    ("near-sentence", "=minister NEAR/s =agreement", &["minister", "agreement"]),
    ("field", "country:serbia", &["serbia", "serbian"]),
];

fn snippets(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    let (source, index) = collection::indexed(folder.path(), SIZE);
    let ours = Engine::open(&index, TODAY).expect("an index");
    let theirs = words::index(&source, &folder.path().join("plain"));
    let searcher = theirs.reader().expect("a reader").searcher();
    let field = |name| theirs.schema().get_field(name).expect("a field");
    let (id, body) = (field("id"), field("body"));
    let without = Request { snippets: Snippets::NONE, ..Request::default() };
    let mut group = criterion.benchmark_group("snippet");
    for (name, query, words) in SHAPES {
        let hits = ours.search(query, &Request::default()).expect("an answer").0.hits;
        assert_eq!(hits.len(), 10, "{query}");
        let marked = |hit: &bilat::search::Hit| {
            hit.snippets.iter().any(|snippet| !snippet.highlights.is_empty())
        };
        assert!(hits.iter().any(marked), "{query}");
        group.bench_function(format!("{name}/bilat"), |bencher| {
            bencher.iter(|| ours.search(query, &Request::default()).expect("an answer").0.total);
        });
        group.bench_function(format!("{name}/bilat-without"), |bencher| {
            bencher.iter(|| ours.search(query, &without).expect("an answer").0.total);
        });
        let addresses: Vec<DocAddress> = hits
            .iter()
            .flat_map(|hit| {
                // An id of ours is the name of the file with that of the line.
                let (_, line) = hit.id.rsplit_once('#').expect("an id of a line");
                let term = Term::from_field_text(id, line);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                searcher.search(&query, &DocSetCollector).expect("an answer")
            })
            .collect();
        assert_eq!(addresses.len(), 10);
        let term = |word: &&str| -> (Occur, Box<dyn Query>) {
            let term = Term::from_field_text(body, word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(query))
        };
        let either = BooleanQuery::new(words.iter().map(term).collect());
        let read = |address: &DocAddress| -> TantivyDocument {
            searcher.doc(*address).expect("a document")
        };
        group.bench_function(format!("{name}/engine"), |bencher| {
            bencher.iter(|| {
                let mut generator =
                    SnippetGenerator::create(&searcher, &either, body).expect("a generator");
                generator.set_max_num_chars(360);
                let shown = addresses
                    .iter()
                    .map(|address| generator.snippet_from_doc(&read(address)).fragment().len());
                shown.sum::<usize>()
            });
        });
        group.bench_function(format!("{name}/engine-without"), |bencher| {
            bencher.iter(|| addresses.iter().map(|address| read(address).len()).sum::<usize>());
        });
    }
    group.finish();
}

criterion_group!(benches, snippets);
criterion_main!(benches);
