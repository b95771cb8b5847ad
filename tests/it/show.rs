//! `bilat show`: records, and whether what they say can be traced.
//!
//! 1. Two reports of the shapes that arrive most: a header glued to the text, and
//!    a weekday with day and month but no year.
//! 2. Reports are found by id and by path; what is not there is said.
//! 3. Over the whole corpus, each mention's text is what its bytes say, and each
//!    date, pair and language is well formed.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::collection::{corpus, small};
use crate::harness::{Folder, TODAY};

/// A header glued to the first sentence; two people in two spellings each.
const HEADED: &str = " date 2025-04-01 Serbia and Hungary have put their military cooperation for the year on paper. President of Serbia Aleksandar Vucic was present, a news agency reported.

Hungarian Defence Minister Kristóf Szalay-Bobrovniczky came to Belgrade on Tuesday, where Serbian Defence Minister Bratislav Gasic welcomed him. Szalai-Bobrovnicki and Gasic signed the plan of bilateral military cooperation for 2025. The agreement on which it rests dates from 2023.

\"We want the largest number of joint activities, 79 of them,\" Vucic said. Prime Minister (Viktor) Orban shares the wish, he added.";

/// No header, and a date that lacks its year.
const YEARLESS: &str = "On Tuesday, 14 June, Chief of Defence Gen. Dr. Tibor Benkő met Chief of the General Staff of the Serbian Armed Forces Gen. Ljubisa Diković at a Serbian–Hungarian border meeting in Szeged, Hungary.

Illegal migration was the main subject. The two generals agreed that Hungary and Serbia should go on working together at the border.";

fn record(folder: &Folder, id: &str) -> Value {
    let output = folder.bilat(["show", id, "--format=jsonl", TODAY]).output();
    serde_json::from_str(output.trim_end()).expect("one line of JSON")
}

fn reports() -> Folder {
    Folder::new()
        .file("reports/headed.txt", HEADED)
        .file("reports/yearless.txt", YEARLESS)
        .indexed()
}

/// The people of a record, each with the distinct texts of its mentions.
fn people(record: &Value) -> Vec<(String, Vec<String>)> {
    list(record, "people")
        .iter()
        .map(|person| {
            let texts: BTreeSet<String> = list(person, "mentions")
                .iter()
                .filter_map(|mention| mention["text"].as_str().map(str::to_owned))
                .collect();
            (person["name"].as_str().unwrap_or_default().to_owned(), texts.into_iter().collect())
        })
        .collect()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is a list"))
}

fn subjects(record: &Value) -> Vec<Value> {
    let dyads = list(record, "dyads").iter();
    dyads.filter(|dyad| dyad["subject"] == true).map(|dyad| dyad["countries"].clone()).collect()
}

#[test]
fn glued_header_dates_the_report_and_leaves_the_text() {
    let record = record(&reports(), "headed.txt");
    assert!(record["body"].as_str().is_some_and(|body| body.starts_with("Serbia and Hungary")));
    assert_eq!(
        record["published"],
        json!({
            "from": "2025-04-01", "to": "2025-04-01", "precision": "day", "source": "header",
            "text": "2025-04-01", "start": null, "end": null, "doubtful": false,
        })
    );
    let title = "Serbia and Hungary have put their military cooperation for the year on paper.";
    assert_eq!((&record["title"], &record["title_source"]), (&json!(title), &json!("sentence")));
    assert_eq!(record["lang"], "en");
    assert_eq!(subjects(&record), [json!(["HUN", "SRB"])]);
    let codes: Vec<_> = list(&record, "countries").iter().map(|country| &country["code"]).collect();
    assert_eq!(codes, [&json!("SRB"), &json!("HUN")]);
}

#[test]
fn spellings_of_one_person_are_one_person() {
    let record = record(&reports(), "headed.txt");
    let expected = [
        ("Aleksandar Vucic", &["Aleksandar Vucic", "Vucic"][..]),
        ("Kristóf Szalay-Bobrovniczky", &["Kristóf Szalay-Bobrovniczky", "Szalai-Bobrovnicki"]),
        ("Bratislav Gasic", &["Bratislav Gasic", "Gasic"]),
        ("Viktor Orban", &["(Viktor) Orban"]),
    ];
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(name, texts)| {
            ((*name).to_owned(), texts.iter().map(|text| (*text).to_owned()).collect())
        })
        .collect();
    assert_eq!(people(&record), expected);
    let countries: Vec<_> =
        list(&record, "people").iter().map(|person| person["country"].clone()).collect();
    assert_eq!(countries[..3], [json!("SRB"), json!("HUN"), json!("SRB")]);
}

#[test]
fn day_without_year_stays_open_with_candidates() {
    let record = record(&reports(), "yearless.txt");
    assert_eq!(record["published"], Value::Null);
    let dates = list(&record, "dates");
    assert_eq!(dates.len(), 1, "{dates:?}");
    let date = &dates[0];
    assert_eq!(date["text"], "Tuesday, 14 June");
    assert_eq!((&date["from"], &date["to"]), (&Value::Null, &Value::Null));
    let candidates: Vec<_> = list(date, "candidates").iter().filter_map(Value::as_str).collect();
    assert!(candidates.contains(&"2016-06-14") && candidates.contains(&"2022-06-14"));
    for candidate in candidates {
        let day: jiff::civil::Date = candidate.parse().expect("a day");
        assert_eq!((day.month(), day.day()), (6, 14));
        assert_eq!(day.weekday(), jiff::civil::Weekday::Tuesday, "{day}");
        assert!(day < jiff::civil::date(2025, 6, 1), "{day} is yet to come");
    }
}

#[test]
fn yearless_report_has_its_pair_and_its_generals() {
    let record = record(&reports(), "yearless.txt");
    assert_eq!(subjects(&record), [json!(["HUN", "SRB"])]);
    let names: Vec<_> = people(&record).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Tibor Benkő", "Ljubisa Diković"]);
    let kinds: BTreeSet<_> =
        list(&record, "activities").iter().filter_map(|each| each["kind"].as_str()).collect();
    assert!(kinds.contains("meeting") && kinds.contains("border"), "{kinds:?}");
}

#[test]
fn open_date_is_found_as_undated_and_never_by_a_candidate() {
    let folder = reports();
    let ids = |query: &str| {
        let search = ["search", query, "--format=tsv", "--fields=id", TODAY];
        folder.bilat(search).outcome().stdout.lines().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("date:none"), "yearless.txt");
    assert_eq!(ids("date:2016"), "");
    assert_eq!(ids("date:?"), "yearless.txt");
    assert_eq!(ids("date:?2016"), "yearless.txt");
    assert_eq!(ids("date:?2017"), "");
    assert_eq!(ids("dyad:hungary-serbia date:2025-04-01"), "headed.txt");
    assert_eq!(ids("person:benko person:dikovic"), "yearless.txt");
}

#[test]
fn report_is_shown_with_what_each_fact_was_read_from() {
    let output = reports().bilat(["show", "yearless.txt", TODAY]).output();
    for line in [
        "id         yearless.txt",
        "path       reports/yearless.txt",
        "lang       en",
        "published  unknown",
        "country    HUN Hungary  `Hungarian`, `Hungary` ×2",
        "country    SRB Serbia  `Serbian` ×2, `Serbia`",
        "person     Tibor Benkő, Chief of Defence Gen.  `Tibor Benkő`",
        "kind       border held  `border meeting`",
    ] {
        assert!(output.lines().any(|shown| shown == line), "`{line}` is not in\n{output}");
    }
    let date = output.lines().find(|line| line.starts_with("date ")).unwrap_or_default();
    assert!(date.starts_with("date       `Tuesday, 14 June`  open: "), "{date}");
    assert!(output.ends_with("working together at the border.\n"), "{output}");
}

#[test]
fn reports_are_found_by_id_and_by_path() {
    let by_id = small().bilat(["show", "plan.txt", "--format=jsonl"]).output();
    let by_path = small().bilat(["show", "small/plan.txt", "--format=jsonl"]).output();
    assert_eq!(by_id, by_path);
    assert_eq!(by_id.lines().count(), 1);
    // A container's path stands for all its reports, in order of ids.
    let wire = small().bilat(["show", "small/wire.jsonl", "--format=jsonl"]).output();
    let ids: Vec<Value> = wire
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["id"].clone())
        .collect();
    assert_eq!(ids, ["wire.jsonl#fighters", "wire.jsonl#tanks"]);
    let two = small().bilat(["show", "plan.txt", "wire.jsonl#tanks", "--format=jsonl"]).output();
    assert_eq!(two.lines().count(), 2);
}

#[test]
fn unknown_id_is_said_and_the_others_are_shown() {
    let said = "bilat: nowhere.txt: no such report in the index\n\
                hint: ids and paths are what `bilat search QUERY --fields id,path --format tsv` prints\n";
    small().bilat(["show", "nowhere.txt"]).code(1).stderr(said).check();
    let run = small().bilat(["show", "nowhere.txt", "plan.txt", "--format=jsonl"]);
    let output = run.code(1).stderr(said).output();
    assert_eq!(output.lines().count(), 1);
}

#[test]
fn all_reports_are_shown_in_order_of_ids() {
    let records = corpus().records();
    let ids: Vec<_> = records.iter().filter_map(|record| record["id"].as_str()).collect();
    assert!(ids.len() >= 150 && ids.is_sorted());
    let human = small().bilat(["show", "--all"]).output();
    assert_eq!(human.lines().filter(|line| line.starts_with("id         ")).count(), 18);
}

#[test]
fn records_have_every_documented_key() {
    let keys = "schema id path url title title_source lang published dates countries dyads people \
                organisations places exercises equipment activities body hash";
    for record in corpus().records() {
        let object = record.as_object().expect("an object");
        for key in keys.split(' ') {
            assert!(object.contains_key(key), "{} lacks {key}", record["id"]);
        }
        assert_eq!(record["schema"], 1);
        assert_eq!(record["hash"].as_str().map(str::len), Some(64));
    }
}

#[test]
fn every_mention_of_the_corpus_is_what_its_bytes_say() {
    let mut checked = 0;
    for record in corpus().records() {
        let body = record["body"].as_str().expect("text");
        let mut check = |mention: &Value| {
            let at = |key: &str| mention[key].as_u64().map(|at| at as usize);
            let (Some(start), Some(end)) = (at("start"), at("end")) else {
                panic!("{}: no place for {mention}", record["id"]);
            };
            let text = mention["text"].as_str().expect("text");
            assert_eq!(body.get(start..end), Some(text), "{}: {mention}", record["id"]);
            assert!(!text.is_empty(), "{}: {mention}", record["id"]);
            checked += 1;
        };
        for key in ["countries", "people", "organisations", "places", "exercises", "equipment"] {
            for owner in list(&record, key) {
                assert!(!list(owner, "mentions").is_empty(), "{}: {owner}", record["id"]);
                list(owner, "mentions").iter().for_each(&mut check);
            }
        }
        for key in ["dates", "activities"] {
            list(&record, key).iter().for_each(&mut check);
        }
        let published = &record["published"];
        if published["start"].is_u64() {
            check(published);
        }
    }
    assert!(checked > 2000, "only {checked} mentions were looked at");
}

#[test]
fn facts_of_the_corpus_are_well_formed() {
    let day =
        |value: &Value| value.as_str().map(|day| day.parse::<jiff::civil::Date>().expect("a day"));
    for record in corpus().records() {
        let id = &record["id"];
        let body = record["body"].as_str().expect("text");
        if record["published"].is_object() {
            let (from, to) = (day(&record["published"]["from"]), day(&record["published"]["to"]));
            assert!(from.is_some() && from <= to, "{id}");
        }
        for date in list(&record, "dates") {
            let (from, to) = (day(&date["from"]), day(&date["to"]));
            assert_eq!(from.is_some(), to.is_some(), "{id}: {date}");
            assert!(from <= to, "{id}: {date}");
            let open = from.is_none();
            assert!(open || list(date, "candidates").is_empty(), "{id}: {date}");
        }
        let mut codes = BTreeSet::new();
        for country in list(&record, "countries") {
            let code = country["code"].as_str().unwrap_or_default();
            assert!(code.len() == 3 && codes.insert(code), "{id}: {country}");
        }
        let mut was_subject = true;
        for dyad in list(&record, "dyads") {
            let [one, other] = list(dyad, "countries") else { panic!("{id}: {dyad}") };
            assert!(one.as_str() < other.as_str(), "{id}: {dyad}");
            let named = |code: &Value| code.as_str().is_some_and(|code| codes.contains(code));
            assert!(named(one) && named(other), "{id}: {dyad}");
            let subject = dyad["subject"] == true;
            assert!(was_subject || !subject, "{id}: subjects come first");
            was_subject = subject;
            let at = |key: &str| dyad[key].as_u64().map_or(usize::MAX, |at| at as usize);
            assert!(body.get(at("start")..at("end")).is_some(), "{id}: {dyad}");
        }
        let mut names = BTreeSet::new();
        for person in list(&record, "people") {
            assert!(names.insert(person["name"].as_str()), "{id}: {person} twice");
            assert!(person["key"].as_str().is_some_and(|key| !key.is_empty()), "{id}: {person}");
        }
    }
}

#[test]
fn every_report_of_the_corpus_is_about_a_pair() {
    let without: Vec<_> = corpus()
        .records()
        .into_iter()
        .filter(|record| subjects(record).is_empty())
        .map(|record| record["id"].clone())
        .collect();
    // Some tell of one country's affairs, or of more than two; most do not.
    assert!(without.len() < 12, "{} without a pair: {without:#?}", without.len());
}

#[test]
fn folders_of_languages_hold_reports_of_that_language() {
    let wrong: Vec<_> = corpus()
        .records()
        .into_iter()
        .filter(|record| {
            let folder = record["id"].as_str().and_then(|id| id.split('/').next());
            record["lang"].as_str() != folder
        })
        .map(|record| (record["id"].clone(), record["lang"].clone()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
