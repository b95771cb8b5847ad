//! `bilat search`: what is found, in which order, in which form.
//!
//! 1. Every case of `tests/suite/search/` finds what it names in the small
//!    collection, or is refused with the text it names.
//! 2. Each output format is as documented, to the byte.
//! 3. Snippets and highlights are pieces of the stored text, over the whole corpus.
//! 4. The options, the batch, the exit codes.
//! 5. The first search makes the default index; a closed pipe is no error.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::collection::{Collection, corpus, root, scattered, small};
use crate::harness::{Folder, TODAY, difference};

/// One query of a case file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    query: String,
    /// Ids in any order.
    finds: Option<Vec<String>>,
    /// Ids in this order.
    ranks: Option<Vec<String>>,
    /// Standard error, when the query is answered with a warning.
    #[serde(default)]
    warns: String,
    /// Standard error, when the query is refused.
    refuses: Option<String>,
}

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// What is wrong with a case, if something is.
fn fault(case: &Case, collection: &Collection) -> Option<String> {
    let run = ["search", "--all", "--format=tsv", "--fields=id", "--limit=100", "--", &case.query];
    let found = collection.bilat(run).outcome();
    let mut ids: Vec<&str> = found.stdout.lines().skip(1).collect();
    let (mut expected, code) = match (&case.finds, &case.ranks, &case.refuses) {
        (Some(ids), None, None) | (None, Some(ids), None) => {
            (ids.iter().map(String::as_str).collect(), i32::from(ids.is_empty()))
        }
        (None, None, Some(_)) => (Vec::new(), 2),
        _ => return Some("needs one of `finds`, `ranks` and `refuses`".to_owned()),
    };
    if case.ranks.is_none() {
        ids.sort_unstable();
        expected.sort_unstable();
    }
    let mut fault = String::new();
    if ids != expected {
        fault += &difference(&expected.join("\n"), &ids.join("\n"));
    }
    let says = case.refuses.as_deref().unwrap_or(&case.warns);
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    if trimmed(says) != trimmed(&found.stderr) {
        fault += &difference(&trimmed(says), &trimmed(&found.stderr));
    }
    if found.code != code {
        let _ = writeln!(fault, "  exit code {} instead of {code}", found.code);
    }
    (!fault.is_empty()).then_some(fault)
}

/// Runs the cases of one file, all of them, and shows every wrong one.
///
/// How the engine has cut the index into pieces must make no difference, so each is run twice.
#[track_caller]
fn check_cases(name: &str) {
    let path = root().join("tests/suite/search").join(name);
    let text = fs::read_to_string(&path).expect("the case file is part of the sources");
    let cases = toml::from_str::<Cases>(&text).expect("the case file is valid TOML").case;
    assert!(!cases.is_empty());
    let mut faults = Vec::new();
    for (pieces, collection) in [("one piece", small()), ("several pieces", scattered())] {
        faults.extend(cases.iter().filter_map(|case| {
            let fault = fault(case, collection)?;
            Some(format!("query {:?}, index of {pieces}\n{fault}", case.query))
        }));
    }
    assert!(faults.is_empty(), "(- expected, + found)\n{}", faults.join("\n"));
}

#[test]
fn words_and_phrases_find_what_they_say() {
    check_cases("words.toml");
}

#[test]
fn operators_combine_as_documented() {
    check_cases("operators.toml");
}

#[test]
fn nearness_and_rows_find_what_they_say() {
    check_cases("near.toml");
}

#[test]
fn patterns_find_what_they_say() {
    check_cases("patterns.toml");
}

#[test]
fn fields_find_their_values() {
    check_cases("fields.toml");
}

#[test]
fn people_are_found_in_any_spelling() {
    check_cases("people.toml");
}

#[test]
fn dates_are_found_as_exactly_as_they_are_known() {
    check_cases("dates.toml");
}

#[test]
fn what_cannot_be_answered_is_refused_with_advice() {
    check_cases("refused.toml");
}

#[test]
fn every_case_file_is_used() {
    let mut names: Vec<String> = fs::read_dir(root().join("tests/suite/search"))
        .expect("the case files are there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let source = include_str!("search.rs");
    for name in names {
        assert!(source.contains(&format!("check_cases(\"{name}\")")), "{name} is not used");
    }
}

// The formats.

#[test]
fn human_output_ranks_dates_and_shows_sentences() {
    small()
        .bilat(["search", "dyad:serbia-hungary agreement OR plan", "--limit=2"])
        .stdout(
            "\
1. 2025-04-01  HUN-SRB  small/news/plan.md
   Hungary and Serbia sign defence plan
     Defence Minister Krishtof Salai-Bobrovnitski of Hungary was in Belgrade on Tuesday.
     He and Minister Bratislav Gasic concluded this year's agreement.

2. 2025-04-01  HUN-SRB  small/plan.txt
   Serbia and Hungary signed a plan of military cooperation in Belgrade.
     The plan lists 79 joint activities, among them joint exercises of the two armies.

2 reports
",
        )
        .check();
}

#[test]
fn human_output_counts_what_it_does_not_show() {
    let output = small().bilat(["search", "*", "--limit=2", "--offset=3"]).output();
    assert!(output.starts_with(" 4. ") || output.starts_with("4. "), "{output}");
    assert!(output.ends_with("\n4–5 of 18 reports\n"), "{output}");
    small().bilat(["search", "kenya", "--limit=0"]).stdout("1 report\n").check();
    small().bilat(["search", "kenya", "--offset=5"]).stdout("1 report\n").check();
}

#[test]
fn jsonl_has_an_object_a_hit() {
    let output = small().bilat(["search", "corvette", "--format=jsonl"]).output();
    let mut hit: Value = serde_json::from_str(output.trim_end()).expect("one line of JSON");
    assert!(hit["score"].as_f64().is_some_and(|score| score > 0.0));
    hit["score"] = json!(0);
    assert_eq!(
        hit,
        json!({
            "schema": 1, "rank": 1, "score": 0, "id": "passex.txt", "path": "small/passex.txt",
            "title": "An Indian and an Indonesian warship carried out a naval exercise in the \
                      Arabian Sea on Saturday.",
            "date": "2021-05-08", "date_precision": "day",
            "date_source": "published", "date_certainty": "certain",
            "countries": ["IND", "IDN"], "dyads": ["IDN-IND"], "people": [],
            "kinds": ["naval", "exercise"], "lang": "en",
            "snippets": [{
                "text": "INS Sharda sailed for the Indian Navy, the corvette KRI Sultan \
                         Hasanuddin for the Indonesian Navy.",
                "start": 98, "end": 196, "highlights": [[43, 51]],
            }],
            "title_highlights": [],
        })
    );
    let keys: Vec<_> = hit.as_object().expect("an object").keys().cloned().collect();
    let order = "schema rank score id path title date date_precision date_source date_certainty countries dyads \
                 people kinds lang snippets title_highlights";
    assert_eq!(keys.join(" "), order);
}

#[test]
fn json_has_one_object_for_the_answer() {
    let output = small().bilat(["search", "serbia", "--format=json", "--limit=2"]).output();
    let answer: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["query"], "serbia");
    assert_eq!(answer["total"], 4);
    assert_eq!(answer["hits"].as_array().map(Vec::len), Some(2));
    let lines = small().bilat(["search", "serbia", "--format=jsonl", "--limit=2"]).output();
    // A line alone says its version; inside an answer, the answer does.
    let hits = lines.lines().map(|line| {
        let mut hit: Value = serde_json::from_str(line).expect("JSON");
        let version = hit.as_object_mut().and_then(|hit| hit.shift_remove("schema"));
        assert_eq!(version, Some(json!(1)));
        hit
    });
    assert_eq!(answer["hits"], hits.collect::<Value>());
}

#[test]
fn json_of_no_hits_is_still_an_answer() {
    let expected =
        "{\"schema\":1,\"query\":\"-kenya kenya\",\"total\":0,\"complete\":true,\"hits\":[]}\n";
    small().bilat(["search", "-kenya kenya", "--format=json"]).code(1).stdout(expected).check();
    small().bilat(["search", "-kenya kenya", "--format=jsonl"]).code(1).check();
    let names = "rank\tscore\tdate\tdyads\tkinds\tlang\tpath\ttitle\n";
    small().bilat(["search", "-kenya kenya", "--format=tsv"]).code(1).stdout(names).check();
    small().bilat(["search", "-kenya kenya", "--format=paths"]).code(1).check();
    small().bilat(["search", "-kenya kenya"]).code(1).stdout("no reports found\n").check();
}

#[test]
fn unknown_dates_are_null_and_partial_ones_are_short() {
    let of = |query| {
        let output = small().bilat(["search", query, "--format=jsonl"]).output();
        let hit: Value = serde_json::from_str(output.trim_end()).expect("one line of JSON");
        (hit["date"].clone(), hit["date_precision"].clone())
    };
    assert_eq!(of("consultations"), (Value::Null, Value::Null));
    assert_eq!(of("tanks"), (json!("2021-10"), json!("month")));
    assert_eq!(of("vinbax"), (json!("2023"), json!("year")));
}

#[test]
fn tables_have_a_line_a_hit() {
    let query = "country:india OR tanks";
    small()
        .bilat([
            "search",
            query,
            "--sort=path",
            "--format=tsv",
            "--fields=id,date,dyads,kinds,title",
        ])
        .stdout(
            "id\tdate\tdyads\tkinds\ttitle\n\
             news/vinbax.md\t2023\tIND-VNM\texercise\tExercise VINBAX of India and Vietnam\n\
             passex.txt\t2021-05-08\tIDN-IND\tnaval;exercise\tAn Indian and an Indonesian warship \
             carried out a naval exercise in the Arabian Sea on Saturday.\n\
             wire.jsonl#tanks\t2021-10\tPOL-USA\tmeeting;arms\tPoland wants 250 Abrams tanks\n",
        )
        .check();
    small()
        .bilat(["search", "hasanov", "--format=csv", "--fields=rank,path,title,people"])
        .stdout(
            "rank,path,title,people\n\
             1,small/2014-02-18-baku.txt,\"The defence ministers of Azerbaijan and Serbia, Zakir \
             Hasanov and Nebojsa Rodic, signed an agreement on cooperation in defence.\",Zakir \
             Hasanov;Nebojsa Rodic\n",
        )
        .check();
}

#[test]
fn tables_keep_to_their_columns_whatever_a_title_holds() {
    let wire = json!({"title": "a\tb\nc, \"d\"", "lang": "en", "text": "Serbia met Hungary."});
    let folder = Folder::new().file("reports/wire.jsonl", wire.to_string()).indexed();
    let search = |format| folder.bilat(["search", "*", "--fields=title,lang", "--format", format]);
    search("tsv").stdout("title\tlang\na b c, \"d\"\ten\n").check();
    search("csv").stdout("title,lang\n\"a b c, \"\"d\"\"\",en\n").check();
}

#[test]
fn paths_are_listed_once_each() {
    let query = "path:wire OR kenya";
    let search = ["search", query, "--format=paths", "--sort=path"];
    small().bilat(search).stdout("small/kenya-uk.txt\nsmall/wire.jsonl\n").check();
    let search = ["search", query, "--format=paths", "--sort=path", "-0"];
    small().bilat(search).stdout("small/kenya-uk.txt\0small/wire.jsonl\0").check();
}

#[test]
fn every_column_can_be_asked_for_in_any_order() {
    let columns = "snippets,lang,kinds,people,dyads,countries,date_certainty,date_source,date_precision,date,\
                   title,path,id,score,rank,title_highlights";
    let output = small().bilat(["search", "kenya", "--format=tsv", "--fields", columns]).output();
    let lines: Vec<_> = output.lines().collect();
    assert_eq!(lines[0].replace('\t', ","), columns);
    assert_eq!(lines[1].split('\t').count(), columns.split(',').count());
    let output = small().bilat(["search", "kenya", "--format=jsonl", "--fields=date,id"]).output();
    assert_eq!(output, "{\"date\":\"2021-07-27\",\"id\":\"kenya-uk.txt\"}\n");
}

#[test]
fn count_prints_a_number_and_nothing_else() {
    small().bilat(["search", "exercise", "--count"]).stdout("4\n").check();
    small().bilat(["search", "zeppelin", "--count"]).code(1).stdout("0\n").check();
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let plain = small().bilat(["search", "kenya"]).output();
    assert!(!plain.contains('\u{1b}'));
    let colored = small().bilat(["search", "kenya", "--color=always"]).output();
    assert!(colored.contains("\u{1b}[1;31mKenya\u{1b}[0m"), "{colored:?}");
    let stripped = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    assert_eq!(stripped.replace_all(&colored, ""), plain);
    // What is typed counts more than what the environment says.
    let asked = small().bilat(["search", "kenya", "--color=always"]).env("NO_COLOR", "1").output();
    assert_eq!(asked, colored);
    let unasked = small().bilat(["search", "kenya"]).env("NO_COLOR", "1").output();
    assert_eq!(unasked, plain);
    let data = small().bilat(["search", "kenya", "--color=always", "--format=jsonl"]).output();
    assert!(!data.contains('\u{1b}') && !data.contains("\\u001b"));
}

#[test]
fn control_and_direction_characters_do_not_reach_a_reader() {
    let wire = json!({"title": "x\u{1b}[31m\u{202e}y", "text": "Serbia \u{7}met\u{9b}0m \u{2066}Hungary."});
    let folder = Folder::new().file("reports/\u{202e}wire.jsonl", wire.to_string()).indexed();
    for arguments in [&["search", "serbia"][..], &["show", "\u{202e}wire.jsonl#1"]] {
        let output = folder.bilat(arguments).output();
        let wild = |character: char| {
            (character.is_control() && character != '\n')
                || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!output.contains(wild), "{output:?}");
        assert!(output.contains("x\\u{1b}[31m\\u{202e}y"), "{output}");
    }
    // Data is data.
    let output = folder.bilat(["search", "serbia", "--format=jsonl"]).output();
    let hit: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(hit["title"], "x\u{1b}[31m\u{202e}y");
}

#[test]
fn explanation_shows_the_plan_the_forms_and_the_parts_of_a_score() {
    let output = small().bilat(["search", "exercise -joint country:india", "--explain"]).output();
    let plan = "\nplan  (and (word \"exercise\") (not (word \"joint\")) (country IND))\n";
    assert!(output.contains(plan), "{output}");
    assert!(output.contains("(word \"exercise\") in exercise "), "{output}");
    assert!(output.contains("score ") && output.contains(" = (word \"exercise\") "), "{output}");
    for (query, plan) in [
        ("exercise", "(word \"exercise\")"),
        (
            "(joint^2 OR exerc*)^0.5",
            "(weight 0.5 (or (weight 2 (word \"joint\")) (wildcard \"exerc*\")))",
        ),
        (
            "serbia NEAR/5 hungary OR +plan",
            "(ranked (and (word \"plan\")) (near/5 (word \"serbia\") (word \"hungary\")))",
        ),
    ] {
        let output = small().bilat(["search", query, "--explain", "--format=json"]).output();
        let answer: Value = serde_json::from_str(&output).expect("JSON");
        assert_eq!(answer["explanation"]["plan"], plan);
        let hits = answer["hits"].as_array().expect("hits");
        assert!(!hits.is_empty(), "{query}");
        for hit in hits {
            let parts = hit["score_parts"].as_array().expect("parts");
            let sum: f64 = parts.iter().filter_map(|part| part["score"].as_f64()).sum();
            assert!((sum - hit["score"].as_f64().unwrap_or_default()).abs() < 1e-3, "{hit}");
        }
    }
}

// Order.

#[test]
fn hits_are_sorted_as_asked() {
    let ids = |sort: &str| -> Vec<String> {
        let search = ["search", "country:india OR country:kenya OR date:none OR tanks"];
        let sort = format!("--sort={sort}");
        let output = small()
            .bilat(search.into_iter().chain([&*sort, "--format=tsv", "--fields=id"]))
            .output();
        output.lines().skip(1).map(str::to_owned).collect()
    };
    let (vinbax, tanks, kenya) = ("news/vinbax.md", "wire.jsonl#tanks", "kenya-uk.txt");
    let (passex, commission, vienna) = ("passex.txt", "news/commission.md", "consultations.txt");
    // The one report about Kenya is rarer than the two about India.
    assert_eq!(ids("score"), [tanks, kenya, vinbax, passex, vienna, commission]);
    assert_eq!(ids("date"), [passex, kenya, tanks, vinbax, vienna, commission]);
    assert_eq!(ids("-date"), [vinbax, tanks, kenya, passex, vienna, commission]);
    assert_eq!(ids("path"), [vienna, kenya, commission, vinbax, passex, tanks]);
}

#[test]
fn sort_order_may_be_given_as_a_word_of_its_own() {
    let search = ["search", "--sort", "-date", "exercise", "--format=tsv", "--fields=id"];
    let joined = ["search", "exercise", "--sort=-date", "--format=tsv", "--fields=id"];
    assert_eq!(small().bilat(search).output(), small().bilat(joined).output());
}

#[test]
fn pages_join_to_the_whole_in_every_order() {
    for sort in ["score", "date", "-date", "path"] {
        let page = |offset: usize, limit: usize| {
            let (offset, limit) = (format!("--offset={offset}"), format!("--limit={limit}"));
            let sort = format!("--sort={sort}");
            let search = ["search", "serbia OR exercise", &sort, &offset, &limit, "--format=jsonl"];
            let outcome = corpus().bilat(search).outcome();
            outcome.stdout.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let whole = page(0, 1000);
        assert!(whole.len() > 30);
        let pages: Vec<String> = (0..whole.len()).step_by(7).flat_map(|at| page(at, 7)).collect();
        assert_eq!(pages, whole, "{sort}");
        let ranks: Vec<_> = whole
            .iter()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok()?["rank"].as_u64())
            .collect();
        assert!(ranks.iter().copied().eq(1..=whole.len() as u64), "{ranks:?}");
    }
}

#[test]
fn pages_join_to_the_whole_where_thousands_of_hits_are_equal() {
    let folder = Folder::new();
    let mut lines = String::new();
    for number in 0..5_000 {
        let (day, word) =
            (number % 3 + 1, if number % 7 == 0 { "naval exercise" } else { "exercise" });
        let id = number * 7_919 % 5_000;
        let line = json!({"id": format!("r{id}"), "date": format!("2020-03-0{day}"), "text": format!("A {word} ended.")});
        lines.extend([line.to_string().as_str(), "\n"]);
    }
    folder.write("equal.jsonl", lines);
    let outcome = folder.bilat(["index", "equal.jsonl", TODAY]).outcome();
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    for sort in ["score", "date", "-date", "path"] {
        let page = |offset: usize, limit: usize| {
            let (offset, limit) = (format!("--offset={offset}"), format!("--limit={limit}"));
            let sort = format!("--sort={sort}");
            let search =
                ["search", "exercise", &sort, &offset, &limit, "--format=tsv", "--fields=id"];
            let output = folder.bilat(search).output();
            output.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        let whole = page(0, 5_000);
        assert_eq!(whole.iter().collect::<BTreeSet<_>>().len(), 5_000);
        for (offset, limit) in [(0, 1), (0, 10), (700, 40), (2_040, 20), (3_100, 1_900)] {
            assert_eq!(page(offset, limit), whole[offset..offset + limit], "{sort} {offset}");
        }
    }
}

#[test]
fn same_query_gives_the_same_bytes_on_an_index_made_anew() {
    let home = root().display().to_string();
    let answers: Vec<String> = [1, 2]
        .into_iter()
        .map(|_| {
            let folder = Folder::new();
            let reports = format!("{home}/tests/corpora/small");
            let outcome = folder.bilat(["index", &reports, TODAY]).outcome();
            assert_eq!(outcome.code, 0, "{}", outcome.stderr);
            let search =
                ["search", "serbia OR exercise OR agreement", "--format=json", "--limit=50"];
            folder.bilat(search).output()
        })
        .collect();
    assert_eq!(answers[0], answers[1]);
}

#[test]
fn scores_fall_and_ties_break_by_date_then_id() {
    let search = ["search", "cooperation", "--format=jsonl", "--limit=1000"];
    let output = corpus().bilat(search).output();
    let hits: Vec<Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(hits.len() > 10);
    for pair in hits.windows(2) {
        let score = |hit: &Value| hit["score"].as_f64().unwrap_or_default();
        assert!(score(&pair[0]) >= score(&pair[1]), "{} {}", pair[0], pair[1]);
    }
}

// Snippets.

/// Queries whose hits in the corpus are looked at closely.
const QUERIES: [&str; 14] = [
    "serbia hungary",
    "exercise",
    "\"military cooperation\"",
    "minister OR министр OR министар OR miniszter",
    "dyad:serbia-*",
    "country:turkey agreement",
    "person:vucic",
    "kind:naval",
    "савез OR savez OR союз",
    "Szalay-Bobrovniczky OR Gašić",
    "date:2016..2019 -serbia",
    "title:(defence OR defense)",
    "*",
    "F-16 OR U.S. OR 2025",
];

#[test]
fn snippets_and_highlights_are_pieces_of_the_stored_text() {
    let records = corpus().records();
    let mut checked = 0;
    for query in QUERIES {
        let search = ["search", query, "--format=jsonl", "--limit=1000"];
        for line in corpus().bilat(search).output().lines() {
            let hit: Value = serde_json::from_str(line).expect("JSON");
            let record = records.iter().find(|record| record["id"] == hit["id"]);
            let record = record.expect("a hit is a report");
            let body = record["body"].as_str().expect("text");
            let range = |pair: &Value| {
                let at = |index: usize| pair[index].as_u64().expect("a number") as usize;
                at(0)..at(1)
            };
            let snippets = hit["snippets"].as_array().expect("a list");
            assert!((1..=3).contains(&snippets.len()), "{query}: {line}");
            for snippet in snippets {
                let text = snippet["text"].as_str().expect("text");
                let whole = json!([snippet["start"], snippet["end"]]);
                assert_eq!(body.get(range(&whole)), Some(text), "{query}: {line}");
                assert!(!text.is_empty() && text.trim() == text, "{query}: {line}");
                let mut last = 0;
                for highlight in snippet["highlights"].as_array().expect("a list") {
                    let range = range(highlight);
                    assert!(last <= range.start && range.start < range.end, "{query}: {line}");
                    last = range.end;
                    assert!(text.get(range).is_some(), "{query}: {line}");
                    checked += 1;
                }
            }
            let title = hit["title"].as_str().expect("text");
            for highlight in hit["title_highlights"].as_array().expect("a list") {
                assert!(title.get(range(highlight)).is_some_and(|part| !part.is_empty()), "{line}");
            }
            for key in ["path", "title", "lang"] {
                assert_eq!(hit[key], record[key], "{query}: {line}");
            }
        }
    }
    assert!(checked > 300, "only {checked} highlights were looked at");
}

#[test]
fn highlights_mark_what_was_asked_for() {
    let marked = |query: &str| -> Vec<String> {
        let output = small().bilat(["search", query, "--format=jsonl", "--limit=1"]).output();
        let hit: Value = serde_json::from_str(output.lines().next().expect("a hit")).expect("JSON");
        let mut marked = Vec::new();
        for snippet in hit["snippets"].as_array().expect("a list") {
            let text = snippet["text"].as_str().expect("text");
            for pair in snippet["highlights"].as_array().expect("a list") {
                let at = |index: usize| pair[index].as_u64().expect("a number") as usize;
                marked.push(text[at(0)..at(1)].to_owned());
            }
        }
        marked
    };
    assert_eq!(marked("corvette -tanks"), ["corvette"]);
    assert_eq!(marked("=flotillas joint"), ["joint", "flotillas"]);
    assert_eq!(marked("\"naval base\""), ["naval base"]);
    assert_eq!(marked("person:konjikovac"), ["Milan Konjikovac"]);
    assert_eq!(marked("country:cambodia dragon"), ["Cambodian", "Dragon", "Cambodian"]);
    assert_eq!(marked("савез path:latinica"), ["savezu"]);
    assert_eq!(marked("date:2014"), Vec::<String>::new());
}

// Many queries.

#[test]
fn batch_answers_each_line_with_a_line() {
    let input = "kenya\n\n   \nserbia AND\r\nzeppelin\n  corvette  ";
    let run = small().bilat(["search", "--batch", "--limit=1", "--fields=id"]).stdin(input).code(2);
    let output = run.output();
    let lines: Vec<Value> =
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4, "{output}");
    assert_eq!(
        lines[0],
        json!({"schema": 1, "query": "kenya", "total": 1, "complete": true, "hits": [{"id": "kenya-uk.txt"}]})
    );
    assert_eq!(lines[1]["query"], "serbia AND");
    let error = &lines[1]["errors"][0];
    assert_eq!(error["severity"], "error");
    assert!(error["message"].is_string() && error["span"]["start"].is_u64(), "{error}");
    assert_eq!(lines[2]["total"], 0);
    assert_eq!(lines[3]["query"], "corvette");
}

#[test]
fn exit_code_of_a_batch_tells_the_worst() {
    let code = |input: &str| small().bilat(["search", "--batch"]).stdin(input).outcome().code;
    assert_eq!(code("zeppelin\nkenya\n"), 0);
    assert_eq!(code("zeppelin\n"), 1);
    assert_eq!(code(""), 1);
    assert_eq!(code("kenya\nAND\n"), 2);
    assert_eq!(code("AND\nkenya\n"), 2);
}

#[test]
fn batch_and_single_answers_agree() {
    let output = small().bilat(["search", "--batch"]).stdin("serbia OR exercise\n").output();
    let single = small().bilat(["search", "serbia OR exercise", "--format=json"]).output();
    assert_eq!(output, single);
}

#[test]
fn batch_answers_at_once() {
    use std::io::Write as _;

    let mut child = small()
        .bilat(["search", "--batch"])
        .command()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program was built before its tests");
    let mut stdin = child.stdin.take().expect("it was asked for");
    let mut stdout = BufReader::new(child.stdout.take().expect("it was asked for"));
    for query in ["kenya", "tanks"] {
        writeln!(stdin, "{query}").expect("the program reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("the program writes");
        assert!(line.contains(&format!("\"query\":\"{query}\"")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

// The shell.

#[test]
fn arguments_are_joined_and_excluded_words_are_no_options() {
    let ids = |arguments: &[&str]| {
        let fixed = ["search", "--format=tsv", "--fields=id"];
        small().bilat(fixed.into_iter().chain(arguments.iter().copied())).output()
    };
    assert_eq!(ids(&["exercise", "-joint"]), ids(&["exercise -joint"]));
    assert_eq!(ids(&["-joint", "exercise"]), ids(&["exercise -joint"]));
    assert_eq!(ids(&["--", "-joint", "exercise"]), ids(&["exercise -joint"]));
    assert_eq!(ids(&["kenya", "OR", "india", "vietnam"]), ids(&["kenya OR (india vietnam)"]));
}

#[test]
fn warnings_go_to_standard_error_and_the_answer_stands() {
    small()
        .bilat(["search", "kenya and london", "--count"])
        .stdout("1\n")
        .stderr(
            "warning: `and` is searched for as a word\n  kenya and london\n        ^^^\n\
             hint: for the operator, write `kenya AND london`\n",
        )
        .check();
    let output = small().bilat(["search", "kenya and london", "--format=json"]).outcome().stdout;
    let answer: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(answer["warnings"][0]["severity"], "warning");
    assert_eq!(answer["warnings"][0]["span"], json!({"start": 6, "end": 9}));
}

#[test]
fn first_search_indexes_the_default_collection() {
    let folder = Folder::new()
        .file("corpus/a.txt", " date 2025-04-01 Serbia and Hungary signed a plan.")
        .file("index/README.md", "# Index");
    folder
        .bilat(["search", "plan", "--format=paths", TODAY])
        .stdout("corpus/a.txt\n")
        .stderr(
            "no index yet: indexing corpus/ into index/\n\
             indexed 1 (1 new, 0 changed), unchanged 0, removed 0, skipped 0 (0 with trouble)\n\
             [figures]\n\n",
        )
        .check();
    folder.bilat(["search", "plan", "--format=paths", TODAY]).stdout("corpus/a.txt\n").check();
}

#[test]
fn without_index_and_collection_there_is_advice() {
    let said = "bilat: index: no index here\n\
                hint: make one with `bilat index PATH`, or name another folder with `--index DIR`\n";
    Folder::new().bilat(["search", "plan"]).code(2).stderr(said).check();
    Folder::new().bilat(["show", "plan"]).code(2).stderr(said).check();
    // An index that was named is not made by the way.
    let folder = Folder::new().file("corpus/a.txt", "Serbia met Hungary.");
    let said = said.replace("bilat: index:", "bilat: mine:");
    folder.bilat(["search", "serbia", "--index=mine"]).code(2).stderr(said).check();
    assert!(!folder.path("mine").exists());
}

#[test]
fn search_leaves_the_index_as_it_was() {
    let folder = Folder::new().file("reports/a.txt", "Serbia met Hungary.").indexed();
    let listing = || {
        let mut files = Vec::new();
        crate::tidy::files_below(&folder.path("index"), &mut files);
        files
            .into_iter()
            .map(|file| (fs::read(&file).expect("a file of the index"), file))
            .collect::<Vec<_>>()
    };
    let before = listing();
    folder.bilat(["search", "serbia", "--count"]).stdout("1\n").check();
    assert!(before == listing(), "a search wrote to the index");
}

#[cfg(unix)]
#[test]
fn closed_pipe_is_no_error() {
    for arguments in [
        &["search", "*", "--limit=1000", "--format=jsonl"][..],
        &["search", "*", "--limit=1000"],
        &["search", "*", "--limit=1000", "--format=csv"],
        &["show", "--all", "--format=jsonl"],
        &["show", "--all"],
    ] {
        let mut child = corpus()
            .bilat(arguments.iter().copied())
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built before its tests");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it was asked for"));
        stdout.read_line(&mut line).expect("the program writes");
        drop(stdout);
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}
