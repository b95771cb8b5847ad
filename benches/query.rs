//! Query latency over 100,000 generated reports: one bench for each shape of
//! query, top ten with count and snippets, on an open index; opening the index
//! for one query; phrases and nearness beside the engine's own phrase query, and whole
//! queries beside the engine with its own parser and snippets, over the same reports.

mod collection;
mod random;
mod words;

use bilat::Engine;
use bilat::search::{Request, Sort};
use criterion::{Criterion, criterion_group, criterion_main};
use tantivy::Term;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query};
use tempfile::TempDir;

use collection::TODAY;

/// Reports in the collection.
const SIZE: usize = 100_000;

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
    ("phrase-loose", "\"armed forces\"~3"),
    ("phrase-alternatives", "\"(armed|special) forc*\""),
    ("near", "minister NEAR/5 defence"),
    ("near-3", "serbia NEAR/20 hungary NEAR/20 minister"),
    ("near-nested", "(signed NEAR/5 plan) NEAR/s (serbia OR hungary)"),
    ("adj", "minister ADJ/5 defence"),
    ("near-sentence", "minister NEAR/s agreement"),
    ("near-paragraph", "minister NEAR/p agreement"),
    ("wildcard", "exerc*"),
    ("wildcard-leading", "*operation"),
    ("wildcard-near", "coop* NEAR/5 defen?e"),
    ("fuzzy", "exercize~2"),
    ("regex", "/exerc.*s/"),
    ("weight", "exercise^2 OR +drill"),
    ("any", "kind:any -person:any"),
    ("title", "title:minister"),
    ("country", "country:serbia"),
    ("dyad", "dyad:serbia-hungary exercise"),
    ("person", "person:vuchich"),
    ("date", "date:2010..2015 exercise"),
    ("date-alone", "date:2016"),
    ("event", "event:2022"),
    ("event-open", "event:?2022"),
    ("everything", "*"),
];

fn querying(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    let (_, index) = collection::indexed(folder.path(), SIZE);
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

/// Words in a row, as we look for them and as the engine does: count and best ten.
fn beside_the_engine(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a temporary folder");
    let (source, index) = collection::indexed(folder.path(), SIZE);
    let ours = Engine::open(&index, TODAY).expect("an index");
    let theirs = words::index(&source, &folder.path().join("plain"));
    let field = |name| theirs.schema().get_field(name).expect("a field");
    let (title, body) = (field("title"), field("body"));
    let searcher = theirs.reader().expect("a reader").searcher();
    let names = Request { names_only: true, ..Request::default() };
    let mut group = criterion.benchmark_group("beside-the-engine");
    for (name, query, words, slop) in [
        ("two-words", "\"armed forces\"", &["armed", "forces"][..], 0),
        ("three-words", "\"ministry of defence\"", &["ministry", "of", "defence"], 0),
        ("common-words", "\"of the\"", &["of", "the"], 0),
        ("near-5", "=armed NEAR/5 =forces", &["armed", "forces"], 5),
    ] {
        group.bench_function(format!("{name}/bilat"), |bencher| {
            bencher.iter(|| ours.search(query, &names).expect("an answer").0.total);
        });
        let phrase = |field| -> Box<dyn Query> {
            let terms = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            let mut phrase = PhraseQuery::new(terms);
            phrase.set_slop(slop);
            Box::new(phrase)
        };
        let either =
            BooleanQuery::new(vec![(Occur::Should, phrase(title)), (Occur::Should, phrase(body))]);
        group.bench_function(format!("{name}/engine"), |bencher| {
            bencher.iter(|| {
                let best = TopDocs::with_limit(10).order_by_score();
                searcher.search(&either, &(best, Count)).expect("an answer").1
            });
        });
    }
    group.finish();
}

/// Whole queries as people ask them, by us and by the engine with its own parser and snippets:
/// count, best ten, their stored text, two sentences or one fragment each.
const WHOLE: &[(&str, &str, &str)] = &[
    ("word", "exercise", "exercise"),
    ("two-words", "defence minister", "defence minister"),
    ("three-words", "joint military exercise", "joint military exercise"),
    ("rare-and-common", "garaheybat exercise", "garaheybat exercise"),
    ("any", "exercise OR agreement OR visit", "exercise OR agreement OR visit"),
    ("not", "exercise -serbia", "exercise -serbia"),
    ("phrase", "\"armed forces\"", "\"armed forces\""),
    ("phrase-common-words", "\"of the\"", "\"of the\""),
];

fn beside_plain_engine(criterion: &mut Criterion) {
    use tantivy::TantivyDocument;
    use tantivy::query::QueryParser;
    use tantivy::snippet::SnippetGenerator;
    let folder = TempDir::new().expect("a temporary folder");
    let (source, index) = collection::indexed(folder.path(), SIZE);
    let ours = Engine::open(&index, TODAY).expect("an index");
    let theirs = words::index(&source, &folder.path().join("plain"));
    let schema = theirs.schema();
    let field = |name| schema.get_field(name).expect("a field");
    let (title, body) = (field("title"), field("body"));
    let searcher = theirs.reader().expect("a reader").searcher();
    let mut parser = QueryParser::for_index(&theirs, vec![title, body]);
    parser.set_conjunction_by_default();
    let mut group = criterion.benchmark_group("beside-plain-engine");
    for (name, query, plain) in WHOLE {
        group.bench_function(format!("{name}/bilat"), |bencher| {
            bencher.iter(|| {
                let (response, _) = ours.search(query, &Request::default()).expect("an answer");
                assert!(response.total > 0, "{query} finds nothing");
                response
            });
        });
        group.bench_function(format!("{name}/engine"), |bencher| {
            bencher.iter(|| {
                let query = parser.parse_query(plain).expect("a query");
                let best = TopDocs::with_limit(10).order_by_score();
                let (hits, total) = searcher.search(&query, &(best, Count)).expect("an answer");
                assert!(total > 0, "{plain} finds nothing");
                let generator = SnippetGenerator::create(&searcher, &query, body);
                let generator = generator.expect("snippets");
                let shown = hits.into_iter().map(|(_, address)| {
                    let document: TantivyDocument = searcher.doc(address).expect("a document");
                    generator.snippet_from_doc(&document).to_html()
                });
                shown.collect::<Vec<_>>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, querying, beside_the_engine, beside_plain_engine);
criterion_main!(benches);
