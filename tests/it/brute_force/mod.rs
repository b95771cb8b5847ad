//! The whole engine against brute force: parser, plan, widening, index, candidates, places.
//!
//! 1. A query finds the documents that its meaning holds of, no others, and counts them right;
//!    in an index of one piece, of several, and after documents were changed and removed.
//! 2. So it does where the number alone is asked for.
//! 3. The first hits are the first of all hits.
//! 4. Highlights begin and end with words, and a hit of one condition has one.
//!
//! Documents and queries are random with fixed seeds. `BILAT_PAIRS` sets how many pairs of a
//! query and a collection each of the tests tries.

mod counts;
mod days;
mod documents;
mod meaning;
mod queries;
pub(crate) mod random;

use std::fmt::Write as _;

use bilat::Engine;
use bilat::query::{self, Expr, Node};
use bilat::search::{Hit, Request, Stop};

use crate::brute_force::documents::{Document, Indexed, Making, WORDS, indexed};
use crate::brute_force::meaning::condition;
use crate::brute_force::random::Random;

/// Pairs that each test tries, unless the environment says how many.
const PAIRS: usize = 33_400;

/// Queries asked of one collection.
const QUERIES: usize = 2_000;

/// Of so many queries one is also asked for its number of hits alone. That takes another way
/// through the engine, but most of the time goes where both do the same.
const COUNTED: usize = 4;

/// Of so many queries one is looked at closely.
const SAMPLE: usize = 50;

/// The number of hits that the engine counts, and the ids of all of up to `most`, in order.
fn hits(engine: &Engine, source: &str, most: usize) -> (usize, Vec<String>) {
    let request = Request { limit: most, names_only: true, ..Request::default() };
    let response = match engine.search(source, &request) {
        Ok((response, _)) => response,
        Err(error) => panic!("{source:?}: {error:?}"),
    };
    let mut ids: Vec<String> = response.hits.into_iter().map(|hit| hit.id).collect();
    ids.sort_unstable();
    (response.total, ids)
}

#[test]
fn an_index_in_one_piece_finds_what_trying_everything_finds() {
    compare(Making::Whole, 1);
}

#[test]
fn an_index_in_several_pieces_finds_what_trying_everything_finds() {
    compare(Making::Scattered, 2);
}

#[test]
fn a_changed_index_finds_what_trying_everything_finds() {
    compare(Making::Changed, 3);
}

#[expect(clippy::disallowed_methods, reason = "a test has no program to tell it how long to go on")]
fn wanted_pairs() -> usize {
    std::env::var("BILAT_PAIRS").ok().and_then(|pairs| pairs.parse().ok()).unwrap_or(PAIRS)
}

fn compare(making: Making, first_seed: u64) {
    let wanted = wanted_pairs();
    let (mut tried, mut found) = (0, 0);
    for seed in (first_seed..).step_by(3) {
        if tried >= wanted {
            break;
        }
        let mut random = Random::new(seed);
        let collection = indexed(making, &mut random);
        each_word_is_only_itself(&collection);
        for number in 0..QUERIES.min(wanted - tried) {
            let query = queries::query(&mut random);
            found += usize::from(check(&collection, seed, number, &query) > 0);
            tried += 1;
        }
    }
    // Queries that find nothing prove little.
    assert!(tried < SAMPLE || found * 2 > tried, "only {found} of {tried} queries found something");
}

/// Words that had inflections among the others would be found in more places than expected.
fn each_word_is_only_itself(collection: &Indexed) {
    for word in WORDS {
        let (explanation, _) =
            collection.engine.explain(word, &Stop::never()).expect("a word is a query");
        let forms: Vec<&str> = explanation
            .words
            .iter()
            .flat_map(|widening| &widening.forms)
            .map(|form| form.form.as_str())
            .collect();
        assert_eq!(forms, [word]);
    }
}

/// Asks the query of this number; gives the number of documents found.
fn check(collection: &Indexed, seed: u64, number: usize, source: &str) -> usize {
    let Indexed { documents, engine, .. } = collection;
    let (tree, diagnostics) = query::parse(source);
    let Some(tree) = tree else { panic!("{source:?} is refused: {diagnostics:?}") };
    let meaning = condition(&tree.root, None);
    let holds = |document: &&Document| meaning.holds(document);
    let mut expected: Vec<&str> =
        documents.iter().filter(holds).map(|document| document.id.as_str()).collect();
    expected.sort_unstable();

    let ask = |request: Request| match engine.search(source, &request) {
        Ok((response, _)) => response,
        Err(error) => panic!("{source:?}: {error:?}"),
    };
    let all = Request { limit: documents.len(), names_only: true, ..Request::default() };
    let response = ask(all);
    let ordered: Vec<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
    let mut found = ordered.clone();
    found.sort_unstable();
    let complain = |what: &str| -> ! {
        panic!("{what}\n{}", account(collection, seed, source, &expected, &found))
    };
    if found != expected {
        complain("other documents are found than expected");
    }
    if response.total != expected.len() {
        complain(&format!("with hits {} are counted", response.total));
    }
    if number.is_multiple_of(COUNTED) {
        let counted = ask(Request { limit: 0, ..all }).total;
        if counted != expected.len() {
            complain(&format!("without hits {counted} are counted"));
        }
    }
    if number.is_multiple_of(SAMPLE) {
        let first = ask(Request { limit: 3, ..all });
        let first_ids: Vec<&str> = first.hits.iter().map(|hit| hit.id.as_str()).collect();
        if !ordered.starts_with(&first_ids) || first.total != expected.len() {
            complain(&format!("the first hits are {first_ids:?}, of all {ordered:?}"));
        }
        for hit in &ask(Request { names_only: false, ..all }).hits {
            if let Some(fault) = fault_of_highlights(hit, &tree.root) {
                let document = documents.iter().find(|document| document.id == hit.id);
                complain(&format!("{fault}\n{hit:#?}\n{document:#?}"));
            }
        }
    }
    expected.len()
}

/// What is wrong with the highlights of a hit, if anything is.
fn fault_of_highlights(hit: &Hit, root: &Node) -> Option<String> {
    let titles = hit.title_highlights.iter().map(|range| (hit.title.as_str(), *range));
    let texts = hit
        .snippets
        .iter()
        .flat_map(|snippet| snippet.highlights.iter().map(|range| (snippet.text.as_str(), *range)));
    let highlights: Vec<(&str, [usize; 2])> = titles.chain(texts).collect();
    for &(text, [start, end]) in &highlights {
        let Some(marked) = text.get(start..end) else {
            return Some(format!("{start}..{end} is no part of {text:?}"));
        };
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
        let whole = is_letter(marked.chars().next())
            && is_letter(marked.chars().next_back())
            && !is_letter(text[..start].chars().next_back())
            && !is_letter(text[end..].chars().next());
        if !whole {
            return Some(format!("{marked:?} is not highlighted from word to word"));
        }
    }
    let one = matches!(
        root.expr,
        Expr::Word { .. }
            | Expr::Wildcard { .. }
            | Expr::Fuzzy { .. }
            | Expr::Regex { .. }
            | Expr::Phrase { .. }
            | Expr::Row { .. }
            | Expr::Near { .. }
    );
    (one && highlights.is_empty()).then(|| "nothing is highlighted".to_owned())
}

/// A failure, with all that is needed to look at it by hand.
fn account(
    collection: &Indexed,
    seed: u64,
    source: &str,
    expected: &[&str],
    found: &[&str],
) -> String {
    let plan = match collection.engine.plan(source) {
        Ok((plan, _)) => plan.to_string(),
        Err(error) => format!("{error:?}"),
    };
    let mut text = format!(
        "seed: {seed}\nquery: {source}\nplan: {plan}\nexpected: {expected:?}\nfound: {found:?}\n"
    );
    for document in &collection.documents {
        let id = document.id.as_str();
        if expected.contains(&id) != found.contains(&id) {
            let _ = writeln!(text, "{}", document.line);
        }
    }
    text
}
