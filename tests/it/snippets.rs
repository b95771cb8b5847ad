//! Snippets: which sentences are shown, and what is highlighted in them.
//!
//! 1. Of the pairs of query and report in `tests/snippets/judged.tsv`, the first choice is the
//!    sentence that a reader chose, as often as `tests/snippets/golden.txt` says: every pair that
//!    is missed stands there. `BILAT_RENEW=1 cargo test --test it snippets` writes the file anew.
//! 2. Snippets are pieces of the stored text at the bytes they name, in order, none in another,
//!    no wider than asked for, and begin and end between signs: for words of every report of the
//!    sample corpus in turn, with every option; with `BILAT_SHARED` naming the folder of the
//!    shared material, of every gold report too.
//! 3. In a snippet of a query for one word, all forms of that word are highlighted and nothing
//!    else.
//! 4. What is highlighted is what matched, for every kind of query.
//! 5. Further sentences show something new, or as many as are asked for.
//! 6. Nothing that belongs to the page is shown while the report itself has a match.
//! 7. The options of the program.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use bilat::Engine;
use bilat::ingest::pipeline::{self, Options};
use bilat::lexicon::fold::fold;
use bilat::report::Report;
use bilat::search::{Context, Hit, Request, Response, Snippets};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use tempfile::TempDir;
use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr as _;

use crate::collection::{corpus, root};
use crate::harness::{Folder, difference};
use crate::shared::{self, say};

const ON: Date = date(2026, 1, 1);

/// Least share of judged pairs whose first choice is the reader's.
const LEAST: f64 = 0.85;

fn engine(index: &Path) -> Engine {
    Engine::open(index, ON).expect("an index")
}

fn answer(engine: &Engine, query: &str, snippets: Snippets) -> Response {
    let request = Request { limit: 1000, snippets, explain: true, ..Request::default() };
    engine.search(query, &request).unwrap_or_else(|error| panic!("{query}: {error}")).0
}

/// The hit with this id.
fn hit(engine: &Engine, query: &str, id: &str, snippets: Snippets) -> Option<Hit> {
    answer(engine, query, snippets).hits.into_iter().find(|hit| hit.id == id)
}

fn at_most(most: usize) -> Snippets {
    Snippets { most: Some(most), ..Snippets::default() }
}

// The choice.

#[test]
fn first_choices_are_those_of_a_reader() {
    let judged = fs::read_to_string(root().join("tests/snippets/judged.tsv")).expect("the set");
    let engine = engine(corpus().index());
    let (mut chosen, mut pairs) = (0, 0);
    let mut missed = String::new();
    for line in judged.lines().filter(|line| !line.starts_with('#')) {
        let [query, id, words] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a query, an id and words of a sentence: {line}")
        };
        let hit = hit(&engine, query, id, at_most(1));
        let hit = hit.unwrap_or_else(|| panic!("`{query}` does not find {id}"));
        let first = hit.snippets.first().map_or("", |snippet| snippet.text.as_str());
        pairs += 1;
        if first.contains(words) {
            chosen += 1;
        } else {
            let _ = writeln!(missed, "{query}\t{id}\n  wanted {words}\n  chosen {first}");
        }
    }
    let share = f64::from(chosen) / f64::from(pairs);
    let found = format!("{chosen} of {pairs} first choices are the reader's: {share:.3}\n{missed}");
    assert!(pairs >= 80 && share >= LEAST, "{found}");
    let golden = root().join("tests/snippets/golden.txt");
    if renews() {
        fs::write(&golden, &found).expect("the golden file can be written");
        say("tests/snippets/golden.txt is renewed");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    let difference = difference(&expected, &found);
    assert!(expected == found, "(- golden, + found; see above how to renew it)\n{difference}");
}

#[expect(clippy::disallowed_methods, reason = "a test has no program to tell it what to do")]
fn renews() -> bool {
    std::env::var_os("BILAT_RENEW").is_some()
}

// The pieces.

/// The ways of asking for snippets.
fn ways() -> Vec<Snippets> {
    let mut ways = vec![Snippets::default()];
    for context in [Context::Sentence, Context::Paragraph, Context::Document] {
        for (most, length) in [(Some(1), Some(20)), (Some(3), None), (Some(2), Some(81))] {
            ways.push(Snippets { most, length, context });
        }
    }
    ways
}

/// Whether a place lies between what a reader takes for two signs.
fn is_between_signs(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true)
}

/// Checks the snippets of a hit against the text they are of.
fn check_pieces(report: &Report, hit: &Hit, wanted: Snippets, query: &str) {
    let of = format!("{} for {query} with {wanted:?}", report.id);
    let most = wanted.most.unwrap_or(3);
    assert!(hit.snippets.len() <= most, "{of}");
    assert!(!hit.snippets.is_empty() || report.body.trim().is_empty(), "{of}");
    let mut before = 0;
    for snippet in &hit.snippets {
        let body = report.body.as_str();
        assert_eq!(body.get(snippet.start..snippet.end), Some(snippet.text.as_str()), "{of}");
        assert!(before <= snippet.start && snippet.start < snippet.end, "{of}");
        before = snippet.end;
        assert_eq!(snippet.text.trim(), snippet.text, "{of}");
        for at in [snippet.start, snippet.end] {
            assert!(is_between_signs(body, at), "{of}: byte {at}");
        }
        let bound = match (wanted.length, wanted.context) {
            (None, Context::Sentence) => 360,
            (length, _) => length.unwrap_or(usize::MAX),
        };
        assert!(snippet.text.width() <= bound, "{of}: {}", snippet.text);
        check_ranges(&snippet.text, &snippet.highlights, &of);
    }
    check_ranges(&hit.title, &hit.title_highlights, &of);
}

fn check_ranges(text: &str, ranges: &[[usize; 2]], of: &str) {
    let mut before = 0;
    for &[start, end] in ranges {
        assert!(before <= start && start < end, "{of}: {ranges:?}");
        assert!(text.get(start..end).is_some(), "{of}: {ranges:?} in {text}");
        before = end;
    }
}

/// Checks the highlights of a query for one word: all its forms, and no other word.
fn check_forms(response: &Response, hit: &Hit, query: &str) {
    let explanation = response.explanation.as_ref().expect("an explanation");
    let lang = hit.lang.as_deref().unwrap_or("en");
    let counts = |langs: &[String]| langs.is_empty() || langs.iter().any(|known| known == lang);
    let forms: Vec<&str> = explanation
        .words
        .iter()
        .flat_map(|word| &word.forms)
        .filter(|form| counts(&form.langs) && !form.form.contains(' '))
        .map(|form| form.form.as_str())
        .collect();
    for snippet in &hit.snippets {
        let expected: Vec<[usize; 2]> = bilat::analyze::token::words(&snippet.text)
            .filter(|word| forms.contains(&fold(word.of(&snippet.text)).as_str()))
            .map(|word| [word.start, word.end])
            .collect();
        assert_eq!(snippet.highlights, expected, "{query} in {}: {}", hit.id, snippet.text);
    }
}

/// Checks the snippets of queries for words of every report of an index; gives their number.
fn check_every_report(index: &Path) -> usize {
    let engine = engine(index);
    let reports: Vec<Report> =
        engine.reports().expect("reports").collect::<Result<_, _>>().expect("reports");
    let ways = ways();
    let mut checked = 0;
    let mut turn = 0;
    for report in &reports {
        // Words of the beginning, the middle and the end, in turn with all ways.
        let words: Vec<_> = bilat::analyze::token::words(&report.body)
            .map(|word| word.of(&report.body))
            .filter(|word| word.chars().count() > 3 || !word.is_ascii())
            .collect();
        for place in [0, words.len() / 2, words.len().saturating_sub(1)] {
            let Some(word) = words.get(place) else { continue };
            let wanted = ways[turn % ways.len()];
            turn += 1;
            let query = format!("=\"{word}\"");
            let response = answer(&engine, &query, wanted);
            let hit = response.hits.iter().find(|hit| hit.id == report.id);
            let hit = hit.unwrap_or_else(|| panic!("{query} does not find {}", report.id));
            check_pieces(report, hit, wanted, &query);
            check_forms(&response, hit, &query);
            checked += 1;
        }
    }
    // Facts have places too.
    for (query, wanted) in
        ["person:any", "date:any", "kind:any", "place:any org:any", "dyad:any", "count:any", "*"]
            .iter()
            .flat_map(|query| ways.iter().map(move |wanted| (query, *wanted)))
    {
        let response = answer(&engine, query, wanted);
        for hit in &response.hits {
            let report = reports.iter().find(|report| report.id == hit.id).expect("the report");
            check_pieces(report, hit, wanted, query);
            checked += 1;
        }
    }
    checked
}

#[test]
fn snippets_are_pieces_of_the_stored_text() {
    let checked = check_every_report(corpus().index());
    assert!(checked > 1000, "{checked}");
}

#[test]
fn snippets_of_gold_reports_are_pieces_of_the_stored_text() {
    let Some(shared) = shared::folder("snippets of gold reports") else { return };
    let folder = TempDir::new().expect("a temporary folder");
    let index = folder.path().join("index");
    let paths = vec![shared.join("gold/reports")];
    let options = Options {
        rebuild: false,
        index: index.clone(),
        paths,
        today: ON,
        threads: 2,
        statements: None,
    };
    let account = pipeline::run(&options, &mut |_| {}).expect("an index");
    assert!(account.added >= 40, "{}", account.added);
    let checked = check_every_report(&index);
    assert!(checked > 400, "{checked}");
    furniture_is_shown_last(&index);
}

/// No snippet of a query for a word is furniture where the word stands elsewhere too.
fn furniture_is_shown_last(index: &Path) {
    let engine = engine(index);
    let mut with_furniture = 0;
    for report in engine.reports().expect("reports") {
        let report = report.expect("a report");
        let in_furniture = |at: usize| report.furniture.iter().any(|f| f.start <= at && at < f.end);
        let words: Vec<_> = bilat::analyze::token::words(&report.body).collect();
        for word in words.iter().step_by(7) {
            let text = word.of(&report.body);
            let same = |other: &bilat::span::Span| fold(other.of(&report.body)) == fold(text);
            let (inside, outside): (Vec<_>, Vec<_>) =
                words.iter().copied().filter(same).partition(|word| in_furniture(word.start));
            if inside.is_empty() || outside.is_empty() {
                continue;
            }
            with_furniture += 1;
            let query = format!("=\"{text}\"");
            let hit = hit(&engine, &query, &report.id, at_most(1)).expect("the report");
            let snippet = &hit.snippets[0];
            let at = snippet.start + snippet.highlights.first().expect("a highlight")[0];
            assert!(!in_furniture(at), "{} for {query}: {}", report.id, snippet.text);
        }
    }
    assert!(with_furniture > 10, "{with_furniture}");
}

// What matched.

/// A collection of reports made up here.
fn made_up(reports: &[(&str, &str)]) -> (TempDir, Engine) {
    let folder = TempDir::new().expect("a temporary folder");
    let source = folder.path().join("reports.jsonl");
    let lines = reports.iter().map(|(id, text)| json!({"id": id, "title": "Report", "text": text}));
    let lines: Vec<String> = lines.map(|line| line.to_string()).collect();
    fs::write(&source, lines.join("\n")).expect("the source");
    let index = folder.path().join("index");
    let options = Options {
        rebuild: false,
        index: index.clone(),
        paths: vec![source],
        today: ON,
        threads: 1,
        statements: None,
    };
    pipeline::run(&options, &mut |_| {}).expect("an index");
    let engine = engine(&index);
    (folder, engine)
}

/// A text with every sentence a reader could want.
const TALKS: &str = "Serbia and Hungary held talks in Szeged on 3 May 2021. \
    The ministers of both states, Nebojša Stefanović and Tibor Benkő, spoke of joint exercises. \
    A joint naval drill is planned; a joint exercise of 300 soldiers was held in April. \
    Cooperation is good.\n\n\
    Exercises of this kind are held every year. Mr Stefanovic thanked his host. \
    The drill will be naval.";

#[test]
fn what_is_highlighted_is_what_matched() {
    let (_folder, engine) = made_up(&[("talks", TALKS), ("other", "Kenya bought exercise books.")]);
    let whole = Snippets { context: Context::Document, ..Snippets::default() };
    for (query, expected) in [
        ("exercise", "exercises | exercise | Exercises"),
        ("=exercise", "exercise"),
        ("\"joint exercise\"", "joint exercise"),
        ("\"joint (exercise|naval)\"", "joint naval | joint exercise"),
        ("\"joint * drill\"", "joint naval drill"),
        ("\"held april\"~1", "held | April"),
        ("exerc*", "exercises | exercise | Exercises"),
        ("exercize~", "exercise"),
        ("/h.ld/", "held | held | held"),
        ("joint NEAR/0 naval", "joint | naval"),
        ("naval NEAR/s planned", "naval | planned"),
        ("drill NEAR/p thanked", "thanked | drill"),
        ("thanked NEAR/s drill OR cooperation", "Cooperation"),
        ("co-operation", "Cooperation"),
        // Only what made it a hit.
        ("(kenya exercise) OR cooperation", "Cooperation"),
        ("(kenya OR cooperation) drill", "drill | Cooperation | drill"),
        ("naval -kenya", "naval | naval"),
        ("cooperation OR +drill", "drill | Cooperation | drill"),
        ("kenya OR (hungary count:soldiers>1000) OR szeged", "Szeged"),
        // Fields.
        ("country:hungary", "Hungary"),
        ("dyad:serbia-hungary", "Serbia | Hungary"),
        ("person:stefanović", "Nebojša Stefanović | Stefanovic"),
        ("person:=benko", "Tibor Benkő"),
        ("event:2021-05", "3 May 2021"),
        ("count:soldiers", "300 soldiers"),
        ("place:szeged", "Szeged"),
        ("place:any", "Szeged"),
        ("lang:en szeged", "Szeged"),
        ("title:report", ""),
        ("*", ""),
    ] {
        let hit = hit(&engine, query, "reports.jsonl#talks", whole);
        let hit = hit.unwrap_or_else(|| panic!("{query} finds nothing"));
        let snippet = &hit.snippets[0];
        assert_eq!(snippet.text, TALKS, "{query}");
        let marked = snippet.highlights.iter().map(|&[start, end]| &snippet.text[start..end]);
        assert_eq!(marked.collect::<Vec<_>>().join(" | "), expected, "{query}");
    }
}

#[test]
fn further_sentences_show_something_new() {
    let (_folder, engine) = made_up(&[("talks", TALKS)]);
    let first_words = |query: &str, wanted: Snippets| -> String {
        let hit = hit(&engine, query, "reports.jsonl#talks", wanted).expect("the report");
        let words = hit
            .snippets
            .iter()
            .map(|snippet| snippet.text.split(' ').take(2).collect::<Vec<_>>().join(" "));
        words.collect::<Vec<_>>().join(" | ")
    };
    for (query, most, expected) in [
        ("exercise", None, "A joint"),
        ("exercise", Some(2), "The ministers | A joint"),
        ("exercise", Some(9), "The ministers | A joint | Exercises of"),
        ("exercise", Some(0), ""),
        ("szeged exercise thanked", None, "Serbia and | A joint | Mr Stefanovic"),
        ("szeged exercise thanked", Some(1), "Serbia and"),
        ("joint naval drill", None, "A joint"),
        ("naval drill", Some(2), "A joint | The drill"),
        ("lang:en", None, "Serbia and"),
        ("lang:en", Some(3), "Serbia and"),
    ] {
        let wanted = Snippets { most, ..Snippets::default() };
        assert_eq!(first_words(query, wanted), expected, "{query}, {most:?}");
    }
}

#[test]
fn long_sentences_are_cut_at_clauses() {
    let clause = "and the delegations, which had come from far, walked on through the town";
    let long = format!(
        "On Monday, {}, the ministers signed a plan of cooperation, {}.",
        [clause; 4].join(", "),
        [clause; 4].join(", ")
    );
    let (_folder, engine) = made_up(&[("long", &long)]);
    let one = |length| {
        let wanted = Snippets { length, ..Snippets::default() };
        let hit = hit(&engine, "cooperation", "reports.jsonl#long", wanted).expect("the report");
        hit.snippets[0].clone()
    };
    let snippet = one(Some(60));
    assert_eq!(snippet.text, "the ministers signed a plan of cooperation");
    assert!(snippet.cut_before && snippet.cut_after);
    assert_eq!(one(Some(30)).text, "signed a plan of cooperation");
    let snippet = one(None);
    assert!(snippet.text.width() > 250 && snippet.text.width() <= 360, "{}", snippet.text);
    assert!(snippet.text.contains("the ministers signed a plan of cooperation"));
}

#[test]
fn furniture_is_not_shown_while_the_report_has_a_match() {
    let page = "Home\nNews\nSport\nContact\n\nMinisters of two states met in Vienna on Monday\n\n\
        They talked about an exercise of both armies in spring.\n\n\
        Read also:\nNew frigate for the navy\nBig exercise in the north ends\n\n\
        The ministers will meet again in May.\n\nFoto: Ministry of Defence";
    let (_folder, engine) = made_up(&[("page", page)]);
    for (query, expected) in [
        ("exercise", "They talked about an exercise of both armies in spring."),
        ("exercise frigate", "They talked about an exercise of both armies in spring."),
        ("frigate", "Read also:\nNew frigate for the navy\nBig exercise in the north ends"),
        ("lang:en", "Ministers of two states met in Vienna on Monday"),
    ] {
        let hit = hit(&engine, query, "reports.jsonl#page", at_most(1)).expect("the report");
        assert_eq!(hit.snippets[0].text, expected, "{query}");
    }
}

// The program.

#[test]
fn options_say_how_much_is_shown() {
    let folder = Folder::new().file("reports/talks.txt", TALKS).indexed();
    let shown = |options: &[&str]| {
        let mut arguments = vec!["search", "exercise", "--format=json", "--fields=snippets"];
        arguments.extend(options);
        let answer: Value =
            serde_json::from_str(&folder.bilat(arguments).output()).expect("an answer");
        answer["hits"][0]["snippets"].clone()
    };
    let texts = |options: &[&str]| -> Vec<String> {
        let snippets = shown(options);
        let snippets = snippets.as_array().expect("snippets").iter();
        snippets.map(|snippet| snippet["text"].as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(texts(&["--snippets=0"]).len(), 0);
    assert_eq!(texts(&["--snippets=2"]).len(), 2);
    assert_eq!(texts(&["--context=document"]), [TALKS]);
    let paragraphs: Vec<&str> = TALKS.split("\n\n").collect();
    assert_eq!(texts(&["--snippets=3", "--context=paragraph"]), paragraphs);
    assert_eq!(
        shown(&["--snippet-length=44"]),
        json!([{
            "text": "a joint exercise of 300 soldiers was held in", "start": 182, "end": 226,
            "highlights": [[8, 16]], "cut_before": true, "cut_after": true
        }])
    );
    let refused = folder.bilat(["search", "exercise", "--snippet-length=5"]).outcome();
    assert!(refused.code == 2 && refused.stderr.contains("--snippet-length"), "{}", refused.stderr);
}

#[test]
fn highlights_can_be_had_as_html() {
    let text = "Ministers met.\n\nThey spoke of R&D and of a <joint> exercise.";
    let folder = Folder::new().file("reports/a.txt", text).indexed();
    let search = ["search", "joint ministers", "--highlight=html", "--format=jsonl"];
    let output = folder.bilat(search.into_iter().chain(["--fields=title,snippets"])).output();
    let hit: Value = serde_json::from_str(&output).expect("a hit");
    assert_eq!(hit["title_html"], "<mark>Ministers</mark> met.");
    assert_eq!(
        hit["snippets"][0]["html"],
        "They spoke of R&amp;D and of a &lt;<mark>joint</mark>&gt; exercise."
    );
    assert_eq!(hit["snippets"][0]["highlights"], json!([[28, 33]]));
    let whole = folder.bilat(search).output();
    assert!(whole.starts_with("{\"schema\":1,\"rank\":1,"), "{whole}");
    let refused = folder.bilat(["search", "joint", "--highlight=html"]).outcome();
    let says = "`--highlight html` needs `--format json` or `jsonl`";
    assert!(refused.code == 2 && refused.stderr.contains(says), "{}", refused.stderr);
}
