//! `date:`, `published:` and `event:` over records made by hand.
//!
//! 1. Each query of the table finds the records it names, no others.
//! 2. A hit shows the date that stands for its report, where that is from and how far it can be
//!    relied on; hits are ordered by it.
//! 3. A hit by a date shows the words that the date was read from.
//! 4. From the text to the answer: what is read of a report is what the three fields look at.
//! 5. A plan says which dates are asked for, as text and as data that can be sent on.
//! 6. `bilat show` prints each date with its days or candidates, its role and the reasons.

use std::fmt::Write as _;

use bilat::lexicon::date::{Precision, Reason};
use bilat::query::plan::{Clause, Context, build};
use bilat::report::{Report, Role};
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::harness::{Folder, Run, TODAY};
use crate::records::{index, mention, published, record};

/// A record with dates: text, role, precision, days, candidates.
type Written<'a> = (&'a str, Role, Precision, Option<(Date, Date)>, &'a [Date]);

fn with_dates(id: &str, body: &str, dates: &[Written<'_>]) -> Report {
    let mut record = record(id, body);
    for &(text, role, precision, days, candidates) in dates {
        record.dates.push(mention(body, text, role, precision, days, candidates));
    }
    record
}

fn records() -> Vec<Report> {
    use Precision::{Day, Month, Week, Year};
    use Role::{Background, Held, Planned, Published};
    let mut headed = with_dates(
        "headed",
        "The memorandum was signed on 14 June 2022. The ministers will meet on 3 May 2027.",
        &[
            ("14 June 2022", Held, Day, Some((date(2022, 6, 14), date(2022, 6, 14))), &[]),
            ("3 May 2027", Planned, Day, Some((date(2027, 5, 3), date(2027, 5, 3))), &[]),
        ],
    );
    let april = date(2025, 4, 1);
    headed.published = Some(published(april, april, Day, false));
    let mut monthly = record("monthly", "Nothing is dated here.");
    monthly.published = Some(published(date(2016, 6, 1), date(2016, 6, 30), Month, false));
    let mut doubtful = with_dates(
        "doubtful",
        "The treaty was signed in March 2010, and on 14 June they met again.",
        &[
            ("March 2010", Held, Month, Some((date(2010, 3, 1), date(2010, 3, 31))), &[]),
            ("14 June", Held, Day, None, &[date(2011, 6, 14), date(2022, 6, 14)]),
        ],
    );
    doubtful.published = Some(published(date(2016, 6, 14), date(2016, 6, 14), Day, true));
    let mut reasoned = with_dates(
        "reasoned",
        "On Tuesday, 14 June, the ministers met.",
        &[("Tuesday, 14 June", Held, Day, None, &[date(2016, 6, 14), date(2022, 6, 14)])],
    );
    reasoned.dates[0].reasons = vec![Reason::Weekday, Reason::PastTense];
    vec![
        headed,
        monthly,
        doubtful,
        reasoned,
        with_dates(
            "undated",
            "They met on 14 June 2022, on 20 June 2022 and again in 2022.",
            &[
                ("14 June 2022", Held, Day, Some((date(2022, 6, 14), date(2022, 6, 14))), &[]),
                ("20 June 2022", Held, Day, Some((date(2022, 6, 20), date(2022, 6, 20))), &[]),
                ("in 2022", Held, Year, Some((date(2022, 1, 1), date(2022, 12, 31))), &[]),
            ],
        ),
        with_dates(
            "dateline",
            "BELGRADE, 3 May – The chiefs of staff spoke.",
            &[("3 May", Published, Day, None, &[date(2016, 5, 3), date(2017, 5, 3)])],
        ),
        with_dates(
            "weekly",
            "Last week a frigate called at Split.",
            &[("Last week", Held, Week, Some((date(2022, 5, 30), date(2022, 6, 5))), &[])],
        ),
        with_dates(
            "span",
            "The exercise lasted from 12–16 September and went well.",
            &[("12–16 September", Held, Day, None, &[date(2016, 9, 12), date(2017, 9, 12)])],
        ),
        with_dates(
            "planned",
            "The parties agreed on a plan for 2027.",
            &[("2027", Planned, Year, Some((date(2027, 1, 1), date(2027, 12, 31))), &[])],
        ),
        with_dates(
            "history",
            "Relations were taken up in 1999, and broke off one May.",
            &[
                ("1999", Background, Year, Some((date(1999, 1, 1), date(1999, 12, 31))), &[]),
                ("May", Background, Month, None, &[date(2016, 5, 1)]),
            ],
        ),
        with_dates(
            "anytime",
            "They will come in July, as they do.",
            &[("July", Planned, Month, None, &[])],
        ),
        with_dates(
            "mixed",
            "They met on 5 March 2021, as they had on 7 April.",
            &[
                ("5 March 2021", Held, Day, Some((date(2021, 3, 5), date(2021, 3, 5))), &[]),
                ("7 April", Held, Day, None, &[date(2016, 4, 7)]),
            ],
        ),
        with_dates(
            "month-open",
            "The course is planned for October.",
            &[("October", Planned, Month, None, &[date(2016, 10, 1), date(2017, 10, 1)])],
        ),
        with_dates(
            "apart",
            "They met on 5 May 2019 and on 6 June 2021.",
            &[
                ("5 May 2019", Held, Day, Some((date(2019, 5, 5), date(2019, 5, 5))), &[]),
                ("6 June 2021", Held, Day, Some((date(2021, 6, 6), date(2021, 6, 6))), &[]),
            ],
        ),
        record("bare", "Nothing is dated here either."),
    ]
}

/// What each query finds, in order of ids.
const FINDS: &[(&str, &str)] = &[
    // The own date, or else the days of what is told as done.
    ("date:2016", "doubtful monthly"),
    ("date:2016-06-20", "monthly"),
    ("date:2022", "undated weekly"),
    ("date:2022-06-14", "undated"),
    ("date:2022-06-20", "undated"),
    ("date:2022-03", "undated"),
    ("date:2022-06-01", "undated weekly"),
    ("date:2022-06-06..2022-06-13", "undated"),
    ("date:2025", "headed"),
    ("date:2027", ""),
    ("date:1999", ""),
    ("date:2021..", "apart headed mixed undated weekly"),
    ("date:<2021", "apart doubtful monthly"),
    ("date:<1000", ""),
    ("date:>2999", ""),
    ("date:1000..2999", "apart doubtful headed mixed monthly undated weekly"),
    ("since:2021-03-05", "apart headed mixed undated weekly"),
    ("until:2021-03-05", "apart doubtful mixed monthly"),
    ("since:2021 until:2022-06-01", "apart mixed undated weekly"),
    // The bounds are those of one day, wherever they stand beside each other.
    ("since:2019-01 until:2022-01", "apart mixed undated"),
    ("since:2020 until:2020", ""),
    ("since:2020 (until:2020 path:apart)", ""),
    ("since:2020 date:..2020", "apart"),
    ("(since:2019 until:2019) (since:2021 until:2021)", "apart"),
    ("(since:2019 path:apart) until:2019-06", "apart"),
    ("(since:2020 path:apart) until:2020-06", ""),
    ("since:2020 OR until:2020", "apart doubtful headed mixed monthly undated weekly"),
    ("path:apart ((since:2020 until:2020) OR (until:2019 since:2019))", "apart"),
    ("path:apart since:2018 ((since:2020 until:2020) OR until:2019) until:2022", "apart"),
    ("date:any", "apart doubtful headed mixed monthly undated weekly"),
    ("since:any", "apart doubtful headed mixed monthly undated weekly"),
    ("date:*", "apart doubtful headed mixed monthly undated weekly"),
    ("date:none", "anytime bare dateline history month-open planned reasoned span"),
    // The own date only.
    ("published:2016", "doubtful monthly"),
    ("published:2022", ""),
    ("published:any", "doubtful headed monthly"),
    (
        "published:none",
        "anytime apart bare dateline history mixed month-open planned reasoned span undated weekly",
    ),
    // What is told of, as done or planned.
    ("event:2022-06-14", "headed undated"),
    ("event:2027", "headed planned"),
    ("event:2027-08-01", "planned"),
    ("event:2010-03-31", "doubtful"),
    ("event:2016", ""),
    ("event:1999", ""),
    ("event:any", "apart doubtful headed mixed planned undated weekly"),
    ("event:none", "anytime bare dateline history month-open monthly reasoned span"),
    ("event:2022 event:2027", "headed"),
    // Open dates, alone and beside those that are not.
    ("date:?", "anytime dateline month-open reasoned span"),
    ("published:?", "dateline"),
    ("event:?", "anytime month-open reasoned span"),
    ("date:?2016", "dateline doubtful mixed month-open monthly reasoned span"),
    ("date:?2016 -date:2016", "dateline mixed month-open reasoned span"),
    ("date:?2022", "reasoned undated weekly"),
    ("date:?2022-06-14", "reasoned undated"),
    ("date:?2016-06..2017", "dateline doubtful month-open monthly reasoned span"),
    ("date:?2016-09-16", "span"),
    ("date:?2016-09-17", ""),
    ("date:?2016-10-31", "month-open"),
    ("date:?2016-05", "dateline"),
    ("date:?..2011", ""),
    ("date:?\"April 2016\"", "mixed"),
    ("published:?2017", "dateline"),
    ("published:?2016", "dateline doubtful monthly"),
    ("event:?2022", "doubtful headed reasoned undated weekly"),
    ("event:?2011", "doubtful"),
    ("event:?>=2017-10", "apart doubtful headed mixed month-open planned reasoned undated weekly"),
    ("date:(? OR 2025)", "anytime dateline headed month-open reasoned span"),
    (
        "date:(any OR ?)",
        "anytime apart dateline doubtful headed mixed month-open monthly reasoned span undated weekly",
    ),
    ("date:none -date:?", "bare history planned"),
    ("date:?2017,2025", "dateline headed month-open span"),
];

fn folder() -> Folder {
    let folder = Folder::new();
    index(&folder.path("index"), &records(), 1);
    folder
}

fn search(folder: &Folder, arguments: &[&str]) -> Run {
    let all = [&["search", TODAY, "--limit=100"], arguments].concat();
    folder.bilat(all)
}

#[test]
fn each_query_about_dates_finds_the_records_it_names() {
    let folder = folder();
    let mut faults = String::new();
    for (query, expected) in FINDS {
        let run = search(&folder, &["--format=tsv", "--fields=id", "--", query]);
        let outcome = run.outcome();
        let mut found: Vec<&str> = outcome.stdout.lines().skip(1).collect();
        found.sort_unstable();
        if found.join(" ") != *expected || !outcome.stderr.is_empty() {
            let found = found.join(" ");
            let _ = writeln!(faults, "{query}: {found}, not {expected}\n{}", outcome.stderr);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn hits_are_listed_and_ordered_by_the_date_that_stands_for_them() {
    let fields = "--fields=id,date,date_precision,date_source,date_certainty";
    let expected = "\
id\tdate\tdate_precision\tdate_source\tdate_certainty
headed\t2025-04-01\tday\tpublished\tcertain
undated\t2022-06-20\tday\tevent\tcertain
weekly\t2022-05-30\tweek\tevent\tcertain
apart\t2021-06-06\tday\tevent\tcertain
mixed\t2021-03-05\tday\tevent\tcertain
doubtful\t2016-06-14\tday\tpublished\tdoubtful
monthly\t2016-06\tmonth\tpublished\tcertain
anytime\t\t\t\topen
bare\t\t\t\t
dateline\t\t\t\topen
history\t\t\t\t
month-open\t\t\t\topen
planned\t\t\t\t
reasoned\t\t\t\topen
span\t\t\t\topen
";
    let folder = folder();
    search(&folder, &["*", "--sort=-date", "--format=tsv", fields]).stdout(expected).check();
    let mut oldest: Vec<&str> = expected.lines().skip(1).collect();
    let ids = |lines: &[&str]| -> Vec<String> {
        lines.iter().filter_map(|line| Some(line.split('\t').next()?.to_owned())).collect()
    };
    oldest[..7].reverse();
    let found = search(&folder, &["*", "--sort=date", "--format=tsv", "--fields=id"]).output();
    assert_eq!(found.lines().skip(1).collect::<Vec<_>>(), ids(&oldest));
}

#[test]
fn human_output_says_what_kind_of_date_stands_beside_a_hit() {
    let folder = folder();
    let output = search(&folder, &["*"]).output();
    for line in [
        "2025-04-01  –  headed",
        "2022-06-20 (event)  –  undated",
        "2022-05-30 (event)  –  weekly",
        "2016-06-14 (doubtful)  –  doubtful",
        "2016-06  –  monthly",
        "date open  –  reasoned",
        "no date  –  bare",
    ] {
        assert!(output.lines().any(|found| found.ends_with(line)), "{line}\n{output}");
    }
}

#[test]
fn a_hit_by_a_date_shows_the_words_it_was_read_from() {
    let folder = folder();
    for (query, id, expected) in [
        ("date:2022-06-20", "undated", &["20 June 2022", "in 2022"][..]),
        ("event:2027", "headed", &["3 May 2027"]),
        ("event:2022", "headed", &["14 June 2022"]),
        ("date:?2016", "reasoned", &["Tuesday, 14 June"]),
        ("date:?2016", "mixed", &["7 April"]),
        ("date:?2021", "mixed", &["5 March 2021"]),
        ("date:?", "anytime", &["July"]),
        ("event:?2016-09-14", "span", &["12–16 September"]),
        ("date:2025", "headed", &[]),
        ("date:?2022", "doubtful", &[]),
    ] {
        let query = format!("{query} OR path:{id}");
        let output = search(&folder, &["--format=jsonl", "--", &query]).output();
        let hits = output.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        let hit = hits.into_iter().find(|hit| hit["id"] == id).expect("a hit");
        let mut marked = Vec::new();
        for snippet in hit["snippets"].as_array().expect("a list") {
            let text = snippet["text"].as_str().expect("text");
            for highlight in snippet["highlights"].as_array().expect("a list") {
                let at = |index: usize| highlight[index].as_u64().expect("a number") as usize;
                marked.push(text.get(at(0)..at(1)).expect("a part").to_owned());
            }
        }
        assert_eq!(marked, expected, "{query}");
    }
}

#[test]
fn dates_that_are_read_from_texts_are_found_by_the_fields_they_belong_to() {
    let folder = Folder::new()
        .file(
            "reports/signed.txt",
            " date 2022-06-16 The memorandum was signed on 14 June 2022 in Zagreb.",
        )
        .file(
            "reports/coming.txt",
            " date 2027-04-20 The ministers will meet on 3 May 2027 in Zagreb.",
        )
        .file("reports/headless.txt", "The ministers met on 20 June 2021 in Zagreb.")
        .file("reports/yearless.txt", "On 14 June, the ministers met in Zagreb.")
        .indexed();
    for (query, expected) in [
        ("event:2022-06-14", "signed.txt"),
        ("date:2022-06-14", ""),
        ("published:2022-06", "signed.txt"),
        ("event:2027-05-03", "coming.txt"),
        ("date:2027-05", ""),
        ("date:2021-06-20", "headless.txt"),
        ("published:2021", ""),
        ("date:?", "yearless.txt"),
        ("event:?", "yearless.txt"),
        ("date:none", "yearless.txt"),
        ("published:none -date:none", "headless.txt"),
    ] {
        let found = search(&folder, &["--format=tsv", "--fields=id", "--", query]).outcome();
        let found: Vec<&str> = found.stdout.lines().skip(1).collect();
        assert_eq!(found.join(" "), expected, "{query}");
    }
}

#[test]
fn plans_say_which_dates_are_asked_for() {
    let days = "\"from\":\"2016-01-01\",\"to\":\"2016-12-31\"";
    for (source, text, data) in [
        (
            "date:2016",
            "(date 2016-01-01..2016-12-31)",
            format!("{{\"date\":{{\"field\":\"date\",{days},\"uncertain\":false}}}}"),
        ),
        (
            "event:?2016",
            "(event ?2016-01-01..2016-12-31)",
            format!("{{\"date\":{{\"field\":\"event\",{days},\"uncertain\":true}}}}"),
        ),
        (
            "since:2016",
            "(date 2016-01-01..)",
            "{\"date\":{\"field\":\"date\",\"from\":\"2016-01-01\",\"to\":null,\"uncertain\":false}}"
                .to_owned(),
        ),
        (
            "since:2016 until:2016",
            "(date 2016-01-01..2016-12-31)",
            format!("{{\"date\":{{\"field\":\"date\",{days},\"uncertain\":false}}}}"),
        ),
        ("published:?", "(published ?)", "{\"uncertain\":{\"field\":\"published\"}}".to_owned()),
        ("until:any", "(has date)", "{\"has\":{\"field\":\"date\"}}".to_owned()),
    ] {
        let (query, _) = bilat::query::parse(source);
        let context = Context { today: date(2025, 6, 1) };
        let plan = build(&query.expect("a query"), source, context).expect("a plan");
        let found = serde_json::to_string(&plan.root).expect("JSON");
        assert_eq!((plan.to_string().as_str(), found.as_str()), (text, data.as_str()), "{source}");
        let sent: Clause = serde_json::from_str(&found).expect("a clause");
        assert_eq!(sent, plan.root);
    }
}

#[test]
fn bounds_in_many_groups_are_found_at_once() {
    let source =
        (0..90).fold("since:2016".to_owned(), |inner, _| format!("({inner} until:2018 a)"));
    let (query, _) = bilat::query::parse(&source);
    let context = Context { today: date(2025, 6, 1) };
    assert!(build(&query.expect("a query"), &source, context).is_ok());
    let source = (0..90).fold("a".to_owned(), |inner, _| format!("({inner} since:2018 a)"));
    let (query, _) = bilat::query::parse(&source);
    let plan = build(&query.expect("a query"), &source, context).expect("a plan").to_string();
    assert_eq!(plan.matches("(date 2018-01-01..)").count(), 90);
}

#[test]
fn show_prints_dates_with_role_and_reasons() {
    let folder = folder();
    for (id, expected) in [
        ("headed", "date       `14 June 2022`  2022-06-14  held  (by hand)"),
        ("headed", "date       `3 May 2027`  2027-05-03  planned  (by hand)"),
        (
            "reasoned",
            "date       `Tuesday, 14 June`  open: 2016-06-14, 2022-06-14  held  \
             (by hand; weekday; past tense)",
        ),
        ("anytime", "date       `July`  open  planned  (by hand)"),
        ("weekly", "date       `Last week`  2022-05-30 to 2022-06-05  held  (by hand)"),
        (
            "doubtful",
            "published  2016-06-14  from header `2016-06-14`  doubtful: the dates of the text \
             speak against it",
        ),
    ] {
        let output = folder.bilat(["show", id]).output();
        assert!(output.lines().any(|line| line == expected), "{expected}\n{output}");
    }
    let output = folder.bilat(["show", "reasoned", "--format=jsonl"]).output();
    let record: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(record["dates"][0]["role"], "held");
    assert_eq!(record["dates"][0]["reasons"], serde_json::json!(["weekday", "past-tense"]));
}
