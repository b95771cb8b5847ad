//! `bilat people`, `person:` and statements about names: the register of persons.
//!
//! 1. Every spelling, script and case of a name is one person, and finds the same reports.
//! 2. Rivals with confusable names stay apart.
//! 3. The register is the same to the byte in whatever order, in however many runs and threads
//!    reports were indexed, changed and removed.
//! 4. A surname alone is the one person's who can be meant, and stands for itself otherwise.
//! 5. Statements win over rules, in the index or for one call; faults name file and line.
//! 6. Hints say whose a shared name is, who may have been meant, and that a word is a name.
//! 7. A word is taken as written, then for a case; short forms and joined words are found, too.
//! 8. Formats, filters, order and exit codes are as documented.

use std::fmt::Write as _;

use bilat::lexicon::country::Code;
use bilat::report::{Person, PersonMention, Report};
use bilat::span::Span;
use serde_json::{Value, json};

use crate::harness::{Folder, Run, TODAY};
use crate::records;

/// Reports made by hand: each line has an id, a country code or `-`, and names with `;` between,
/// of which the first is the fullest.
fn registered(lines: &[&str]) -> Folder {
    let folder = Folder::new();
    records::index(&folder.path("index"), &reports(lines), 1);
    folder
}

fn reports(lines: &[&str]) -> Vec<Report> {
    lines.iter().map(|line| report(line)).collect()
}

fn report(line: &str) -> Report {
    let (id, rest) = line.split_once(' ').expect("an id");
    let (country, names) = rest.split_once(' ').expect("a country");
    let body = names.replace(';', ", ");
    let mut report = records::record(id, &body);
    let mut mentions = Vec::new();
    let mut start = 0;
    for name in names.split(';') {
        mentions.push(PersonMention {
            text: name.to_owned(),
            span: Span::new(start, start + name.len()),
            role: None,
        });
        start += name.len() + 2;
    }
    report.people.push(Person {
        key: String::new(),
        name: mentions[0].text.clone(),
        role: None,
        country: country.parse::<Code>().ok(),
        mentions,
    });
    report
}

fn bilat<'a>(folder: &Folder, arguments: impl IntoIterator<Item = &'a str>) -> Run {
    let mut all: Vec<&str> = arguments.into_iter().collect();
    all.insert(1, TODAY);
    folder.bilat(all)
}

/// The names of everybody, in order.
fn everybody(folder: &Folder, options: &[&str]) -> Vec<String> {
    let listed =
        bilat(folder, ["people", "--format=tsv"].into_iter().chain(options.iter().copied()));
    let table = listed.outcome().stdout;
    table.lines().skip(1).filter_map(|line| Some(line.split('\t').next()?.to_owned())).collect()
}

/// The ids of what a query finds, in order of ids.
fn found(folder: &Folder, query: &str, options: &[&str]) -> Vec<String> {
    let asked = ["search", "--format=tsv", "--fields=id", "--limit=100"];
    let run = bilat(folder, asked.into_iter().chain(options.iter().copied()).chain(["--", query]));
    let mut ids: Vec<String> = run.outcome().stdout.lines().skip(1).map(str::to_owned).collect();
    ids.sort();
    ids
}

/// One man under many hands: scripts, transcriptions, cases, order.
const MAN: &[&str] = &[
    "a HUN Kristóf Szalay-Bobrovniczky",
    "b HUN Szalay-Bobrovniczky Kristóf",
    "c - Kristof Szalai-Bobrovnicki",
    "d - Криштоф Салаи-Бобровницки",
    "e HUN Криштофом Салаи-Бобровницким",
    "f - Kristóf SZALAY-BOBROVNICZKY",
    "g - Krištof Salai-Bobrovnicki",
    "h - Kristófa Szalay-Bobrovniczkyego",
];

#[test]
fn every_spelling_finds_the_man() {
    let folder = registered(MAN);
    let all: Vec<String> = "abcdefgh".chars().map(String::from).collect();
    for line in MAN {
        let name = line.splitn(3, ' ').nth(2).unwrap_or_default();
        assert_eq!(found(&folder, &format!("person:\"{name}\""), &[]), all, "{name}");
    }
    for surname in
        ["szalay-bobrovniczky", "Салаи-Бобровницки", "kristof", "\"K. Szalay-Bobrovniczky\""]
    {
        assert_eq!(found(&folder, &format!("person:{surname}"), &[]), all, "{surname}");
    }
    assert_eq!(everybody(&folder, &[]).len(), 1);
    let as_written = found(&folder, "person:=\"Kristof Szalai-Bobrovnicki\"", &[]);
    assert_eq!(as_written, ["c"]);
}

#[test]
fn every_mention_of_who_is_meant_is_marked() {
    let folder = registered(&["a SRB Milan Mojsilović;Mojsilović", "b - Tibor Benkő"]);
    let run = bilat(&folder, ["search", "--format=json", "person:\"Милан Мојсиловић\""]).output();
    let answer: Value = serde_json::from_str(&run).expect("JSON");
    assert_eq!(answer["total"], 1);
    let snippet = &answer["hits"][0]["snippets"][0];
    let text = "Milan Mojsilović, Mojsilović";
    let first = "Milan Mojsilović".len();
    assert_eq!(snippet["text"], text);
    assert_eq!(snippet["highlights"], json!([[0, first], [first + 2, text.len()]]));
}

#[test]
fn rivals_stay_apart() {
    let rivals = [
        ("Aleksandar Vučić", "Aleksandar Vučević"),
        ("Milan Mojsilović", "Vladan Milosavljević"),
        ("Miloš Vučević", "Miloš Vučić"),
        ("Nikos Dendias", "Nikolaos Panagiotopoulos"),
        ("Bratislav Gašić", "Bratislav Gajić"),
        ("Tibor Benkő", "Tamás Benkő"),
    ];
    for (one, other) in rivals {
        let folder = registered(&[&format!("a - {one}"), &format!("b - {other}")]);
        assert_eq!(everybody(&folder, &[]).len(), 2, "{one} and {other}");
        assert_eq!(found(&folder, &format!("person:\"{one}\""), &[]), ["a"]);
        assert_eq!(found(&folder, &format!("person:\"{other}\""), &[]), ["b"]);
    }
}

#[test]
fn shorter_name_between_two_longer_ones_is_nobodys() {
    let folder = registered(&[
        "a - Dmitry Ivanovich Medynsky",
        "b - Dmitry Sergeyevich Medynsky",
        "c - Dmitry Medynsky",
    ]);
    assert_eq!(everybody(&folder, &[]).len(), 3);
    let folder = registered(&["a - Dmitry Ivanovich Medynsky", "c - Dmitry Medynsky"]);
    assert_eq!(everybody(&folder, &[]).len(), 1);
}

#[test]
fn surname_alone_is_the_ones_who_alone_can_be_meant() {
    let lines = ["a SRB Aleksandar Vučić;Vučić", "b SRB Vučić", "c - Вучића", "d HUN Vučić"];
    let folder = registered(&lines);
    // A minister of another country is not meant by the surname of this one.
    assert_eq!(found(&folder, "person:\"Aleksandar Vučić\"", &[]), ["a", "b", "c"]);
    assert_eq!(found(&folder, "person:vucic", &[]), ["a", "b", "c", "d"]);
    assert_eq!(everybody(&folder, &[]), ["Aleksandar Vučić", "Vučić"]);
    // With another of the name it is open who is meant.
    let folder = registered(&[&lines[..], &["e SRB Andrej Vučić"]].concat());
    assert_eq!(found(&folder, "person:\"Aleksandar Vučić\"", &[]), ["a"]);
    assert_eq!(found(&folder, "person:vucic", &[]), ["a", "b", "c", "d", "e"]);
    // Unless nearly all reports of the name are of one.
    let more: Vec<String> =
        (0..9).map(|number| format!("m{number} SRB Aleksandar Vučić")).collect();
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let folder = registered(&[&lines[..], &["e SRB Andrej Vučić"], &more].concat());
    assert_eq!(found(&folder, "person:\"Aleksandar Vučić\"", &[]).len(), 12);
    assert_eq!(found(&folder, "person:\"Andrej Vučić\"", &[]), ["e"]);
}

#[test]
fn surname_alone_is_nobodys_who_is_written_so_less_often_than_another() {
    let many: Vec<String> = (0..24).map(|number| format!("m{number} - Norman Brook")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    // A slip of the pen brings the first as near to the surname as the second is.
    let few = ["a - Norman Brooke", "b - Alan Brooke", "c - Alan Brooke", "d - Brooke"];
    let folder = registered(&[&many[..], &few].concat());
    assert_eq!(everybody(&folder, &[]), ["Norman Brook", "Alan Brooke", "Brooke"]);
    assert!(!found(&folder, "person:\"Norman Brook\"", &[]).contains(&"d".to_owned()));
    assert_eq!(found(&folder, "person:\"Alan Brooke\"", &[]), ["b", "c"]);
}

#[test]
fn full_name_finds_the_surname_alone_if_nobody_is_known_by_more() {
    let folder = registered(&["a - Vučić", "b - Vučević"]);
    assert_eq!(found(&folder, "person:\"Aleksandar Vučić\"", &[]), ["a"]);
}

/// The list of everybody, to the byte.
fn list(folder: &Folder, format: &str) -> String {
    bilat(folder, ["people", "--format", format]).output()
}

fn sentence(name: &str) -> String {
    format!("Defence Minister {name} visited Belgrade.")
}

#[test]
fn register_does_not_depend_on_the_order_of_indexing() {
    let names = [
        "Kristóf Szalay-Bobrovniczky",
        "Kristof Szalai-Bobrovnicki",
        "Krištof Salai-Bobrovnicki",
        "Miloš Vučević",
        "Milos Vucevic",
        "Aleksandar Vučić",
        "Vučić",
        "Andrej Vučić",
        "Milan Mojsilović",
        "Milan Mojsilovič",
        "Hulusi Akar",
        "Akar",
    ];
    let name = |number: usize| format!("reports/{number}.txt");
    let whole = Folder::new();
    for (number, person) in names.iter().enumerate() {
        whole.write(name(number), sentence(person));
    }
    let whole = whole.indexed();
    let expected = ["human", "jsonl", "json", "tsv", "csv"].map(|format| list(&whole, format));
    assert!(expected[0].lines().count() > 8, "{}", expected[0]);

    // A run for each report, the last first; some were others before, some are there for a while.
    let pieces = Folder::new();
    for (number, person) in names.iter().enumerate().rev() {
        let before = names[(number * 5 + 3) % names.len()];
        pieces.write(name(number), sentence(before));
        pieces.write(format!("reports/extra-{number}.txt"), sentence("Andrej Vučević"));
        assert_eq!(pieces.bilat(["index", "reports", TODAY, "--threads=1"]).outcome().code, 0);
        pieces.write(name(number), sentence(person) + " ");
        pieces.write(name(number), sentence(person));
    }
    for (number, person) in names.iter().enumerate() {
        pieces.remove(&format!("reports/extra-{number}.txt"));
        pieces.write(name(number), sentence(person));
    }
    let pieces = pieces.indexed();
    let found = ["human", "jsonl", "json", "tsv", "csv"].map(|format| list(&pieces, format));
    assert_eq!(found, expected);
    // What was removed stays unknown, though the engine may still hold its terms.
    bilat(&pieces, ["people", "Andrej Vučević"]).code(1).stdout("nobody found\n").check();
}

const NAMES: &str = "\
# what we know
Kristóf Szalay-Bobrovniczky = Bobek = Christopher Salay   # by the wire
Milan Petrović != Milan Petrovich
";

#[test]
fn statements_join_what_rules_cannot() {
    let lines = [
        "a - Kristóf Szalay-Bobrovniczky",
        "b - Bobek",
        "c - Christopher Salay",
        "d - Milan Petrović",
        "e - Milan Petrovich",
    ];
    let folder = registered(&lines).file("names.txt", NAMES);
    let stated = ["--names=names.txt"];
    assert_eq!(found(&folder, "person:\"Kristóf Szalay-Bobrovniczky\"", &[]), ["a"]);
    for name in ["Kristof Szalai-Bobrovnicki", "Bobek", "Christopher Salay"] {
        assert_eq!(
            found(&folder, &format!("person:\"{name}\""), &stated),
            ["a", "b", "c"],
            "{name}"
        );
    }
    assert_eq!(found(&folder, "person:\"Milan Petrović\"", &[]), ["d", "e"]);
    assert_eq!(found(&folder, "person:\"Milan Petrović\"", &stated), ["d"]);
    assert_eq!(everybody(&folder, &[]).len(), 4);
    assert_eq!(everybody(&folder, &stated).len(), 3);
    // A name that no report has leads to the others.
    let folder = registered(&lines[..1]).file("names.txt", NAMES);
    assert_eq!(found(&folder, "person:Bobek", &stated), ["a"]);
    assert_eq!(found(&folder, "person:Bobek", &[]), [""; 0]);
}

#[test]
fn statements_stay_in_the_index_until_replaced() {
    let folder = Folder::new()
        .file("reports/a.txt", sentence("Kristóf Szalay-Bobrovniczky"))
        .file("reports/b.txt", sentence("Christopher Salay"))
        .file("names.txt", NAMES)
        .file("none.txt", "# nothing\n")
        .indexed();
    let count = |options: &[&str]| everybody(&folder, options).len();
    let index = |option: &str| {
        let outcome = folder.bilat(["index", "reports", TODAY, option]).outcome();
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    };
    assert_eq!(count(&[]), 2);
    index("--names=names.txt");
    assert_eq!((count(&[]), count(&["--no-names"]), count(&["--names=none.txt"])), (1, 2, 2));
    // A run without the option changes nothing of it.
    index("--threads=1");
    assert_eq!(count(&[]), 1);
    index("--no-names");
    assert_eq!(count(&[]), 2);
}

#[test]
fn faults_in_a_file_of_names_are_told_with_their_line() {
    let folder =
        registered(&MAN[..1]).file("names.txt", "# ours\nVučić\n").file("latin1.txt", b"\xe9");
    for command in [&["people"][..], &["search", "x"], &["explain", "x"], &["index"]] {
        let run = |option| bilat(&folder, command.iter().copied().chain([option]));
        run("--names=names.txt")
            .code(2)
            .stderr(
                "bilat: names.txt:2: expected `=` or `!=` between two names\n\
                 hint: write `one name = another`, or `!=` for two persons\n",
            )
            .check();
        run("--names=gone.txt").code(2).stderr("bilat: gone.txt: no such file\n").check();
    }
    let outcome = bilat(&folder, ["people", "--names=latin1.txt"]).outcome();
    assert!(outcome.code == 2 && outcome.stderr.contains("not a text in UTF-8"), "{outcome:?}");
}

#[test]
fn hints_tell_of_names() {
    let folder = registered(&[
        "a SRB Milan Mojsilović",
        "b - Милана Мојсиловића",
        "c - Milan Konjikovac",
        "d HUN Tibor Benkő",
    ]);
    let search = |query| bilat(&folder, ["search", "--format=paths", query]);
    search("person:milan")
        .stdout("a\nb\nc\n")
        .stderr(
            "warning: `milan` is the name of 2 persons: Milan Mojsilović (SRB, 2 reports), Milan Konjikovac (1 report)\n  \
             person:milan\n         ^^^^^\n\
             hint: write `person:\"Milan Mojsilović\"`\n",
        )
        .check();
    search("person:benko").stdout("d\n").check();
    let doubtful = registered(&["a - Ivan Ivanovich Petrov"]);
    bilat(&doubtful, ["search", "--format=paths", "person:\"Ivan Petrov\""])
        .stdout("a\n")
        .stderr(
            "warning: `Ivan Petrov` may be a name of Ivan Ivanovich Petrov (1 report)\n  \
             person:\"Ivan Petrov\"\n         ^^^^^^^^^^^^^\n",
        )
        .check();
    search("person:bxnko")
        .code(1)
        .stderr(
            "warning: nobody in the reports is called `bxnko`\n  person:bxnko\n         ^^^^^\n\
             hint: did you mean `benko`?\nhint: write `person:benko`\n",
        )
        .check();
    search("Мојсиловићем")
        .code(1)
        .stderr(
            "warning: no report holds `мојсиловићем`\n  Мојсиловићем\n  ^^^^^^^^^^^^\n\
             hint: did you mean `мојсиловића` (1 report)?\nhint: write `мојсиловића`\n\
             warning: `Мојсиловићем` is the name of Milan Mojsilović (SRB, 2 reports)\n  Мојсиловићем\n  ^^^^^^^^^^^^\n\
             hint: `person:Мојсиловићем` finds 2 reports\n",
        )
        .check();
    // Who counts, excludes or finds enough is told nothing.
    bilat(&folder, ["search", "--count", "person:milan"]).stdout("3\n").check();
    search("* -person:milan").stdout("d\n").check();
    search("benko").stdout("d\n").check();
}

#[test]
fn explanation_lists_who_is_meant() {
    let folder =
        registered(&["a SRB Milan Mojsilović", "b - Милан Мојсиловић", "c - Milan Konjikovac"]);
    bilat(&folder, ["explain", "person:milan -person:benko"])
        .stdout(
            "query (and (field person (word \"milan\")) (not (field person (word \"benko\"))))\n\
             plan  (and (person \"milan\") (not (person \"benko\")))\n      \
             (person \"milan\") in 3 reports\n        \
             Milan Mojsilović  SRB  2 reports: Milan Mojsilović 1, Милан Мојсиловић 1\n        \
             Milan Konjikovac  1 report: Milan Konjikovac 1\n      \
             (person \"benko\") is nobody's name\n",
        )
        .check();
    let output = bilat(&folder, ["explain", "person:konjikovac", "--format=json"]).output();
    let line: Value = serde_json::from_str(&output).expect("JSON");
    assert_eq!(line["names"][0]["name"], "(person \"konjikovac\")");
    assert_eq!(
        line["names"][0]["people"][0]["forms"],
        json!([{"form": "Milan Konjikovac", "reports": 1}])
    );
}

#[test]
fn people_are_listed_in_every_format() {
    let folder = Folder::new()
        .file("reports/a.txt", " date 2024-05-01 Serbian Defence Minister Miloš Vučević signed.")
        .file("reports/b.txt", " date 2023-02-01 Serbian Defence Minister Milos Vucevic signed.")
        .file("reports/c.txt", "Defence Minister \"Tibor\" Benkő, Tibor Benkő of Hungary signed.")
        .indexed();
    bilat(&folder, ["people", "vucevic"])
        .stdout(
            "Milos Vucevic  SRB  2 reports  2023-02-01 to 2024-05-01\n    Milos Vucevic 1, Miloš Vučević 1\n1 person\n",
        )
        .check();
    let line = bilat(&folder, ["people", "vucevic", "--format=jsonl"]).output();
    let person: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(
        person,
        json!({
            "schema": 1, "key": "milos vucevic", "name": "Milos Vucevic", "full": true,
            "country": "SRB", "reports": 2, "first": "2023-02-01", "last": "2024-05-01",
            "forms": [
                {"form": "Milos Vucevic", "reports": 1}, {"form": "Miloš Vučević", "reports": 1},
            ],
            "countries": [{"code": "SRB", "reports": 2}],
        })
    );
    let answer = bilat(&folder, ["people", "vucevic", "--format=json"]).output();
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    assert_eq!((&answer["schema"], &answer["total"]), (&json!(1), &json!(1)));
    assert_eq!(answer["people"].as_array().map(Vec::len), Some(1));
    bilat(&folder, ["people", "vucevic", "--format=tsv"])
        .stdout(
            "name\tkey\tfull\tcountry\treports\tfirst\tlast\tcountries\tforms\n\
             Milos Vucevic\tmilos vucevic\ttrue\tSRB\t2\t2023-02-01\t2024-05-01\tSRB\tMilos Vucevic;Miloš Vučević\n",
        )
        .check();
    bilat(&folder, ["people", "vucevic", "--format=csv"])
        .stdout(
            "name,key,full,country,reports,first,last,countries,forms\n\
             Milos Vucevic,milos vucevic,true,SRB,2,2023-02-01,2024-05-01,SRB,Milos Vucevic;Miloš Vučević\n",
        )
        .check();
}

#[test]
fn people_are_filtered_ordered_and_cut() {
    let folder = registered(&[
        "a SRB Miloš Vučević",
        "b SRB Miloš Vučević",
        "c HUN Tibor Benkő",
        "d - Aleksandar Vučić",
        "e HRV Damir Krstičević",
        "f HRV Damir Krstičević",
        "g HRV Damir Krstičević",
    ]);
    for (options, expected) in [
        (&[][..], "Damir Krstičević, Miloš Vučević, Aleksandar Vučić, Tibor Benkő"),
        (&["--sort=name"], "Aleksandar Vučić, Damir Krstičević, Miloš Vučević, Tibor Benkő"),
        (&["--min=2"], "Damir Krstičević, Miloš Vučević"),
        (&["--country=hungary"], "Tibor Benkő"),
        (&["--country=SRB,HUN", "--sort=count"], "Miloš Vučević, Tibor Benkő"),
        (&["--limit=1"], "Damir Krstičević"),
        (&["milos"], "Miloš Vučević"),
    ] {
        assert_eq!(everybody(&folder, options).join(", "), expected, "{options:?}");
    }
    bilat(&folder, ["people", "--limit=1"])
        .stdout("Damir Krstičević  HRV  3 reports\n1 of 4 persons\n")
        .check();
    bilat(&folder, ["people", "--limit=0"]).stdout("0 of 4 persons\n").check();
    bilat(&folder, ["people", "--min=9"]).code(1).stdout("nobody found\n").check();
    let refused = bilat(&folder, ["people", "--country=atlantis"]).outcome();
    assert!(
        refused.code == 2 && refused.stderr.contains("atlantis: unknown country"),
        "{refused:?}"
    );
    let missing = bilat(&folder, ["people", "--index=elsewhere"]).outcome();
    assert_eq!((missing.code, missing.stdout.as_str()), (2, ""));
}

#[test]
fn word_is_a_case_only_where_nobody_bears_it_as_written() {
    let folder = registered(&[
        "a RUS Sergei Ivanov",
        "b RUS Ivan Turgenev",
        "c RUS Yelena Ivanova",
        "d RUS Ivan Sergeyev",
        "e SRB Aleksandar Vučić",
        "f BGR Gjorge Ivanov",
        "g RUS Иваном Тургеневым",
        "h RUS Игорь Лавровский",
        "i RUS Сергеем Лавровым",
    ]);
    for (name, expected) in [
        ("ivanov", "a c f"),
        ("ivan", "b d g"),
        ("ivanova", "c"),
        ("sergei", "a i"),
        ("sergeyev", "d"),
        ("turgenev", "b g"),
        // Nobody is called so, but it is a case of somebody's name.
        ("turgenevu", "b g"),
        ("vucica", "e"),
        ("lavrov", "i"),
        ("\"Ivan Sergeyev\"", "d"),
        ("\"Sergei Ivanov\"", "a"),
    ] {
        let found = found(&folder, &format!("person:{name}"), &[]);
        assert_eq!(found.join(" "), expected, "{name}");
    }
}

#[test]
fn given_names_and_joined_words_find_their_persons_in_any_size() {
    let mut lines: Vec<String> = (0..90)
        .map(|number| {
            let letter = |at: usize| ["ba", "do", "ki", "la", "mu"].get(at % 5).copied();
            let word: String =
                [number, number / 5, number / 25 + 1].into_iter().filter_map(letter).collect();
            format!("x{number} - Gates {word}dim")
        })
        .collect();
    lines.extend(
        [
            "a USA Robert Gates",
            "b USA Bob Gates",
            "c - Ban Ki-moon",
            "d - Ban Kimoon",
            "e FRA Charles de Gaulle",
            "f FRA Charles DeGaulle",
        ]
        .map(str::to_owned),
    );
    let folder = registered(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    for (name, expected) in [
        ("\"Robert Gates\"", "a b"),
        ("\"Ban Ki Moon\"", "c d"),
        ("kimoon", "c d"),
        ("degaulle", "e f"),
        ("gaulle", "e f"),
    ] {
        let found = found(&folder, &format!("person:{name}"), &[]);
        assert_eq!(found.join(" "), expected, "{name}");
    }
}

#[test]
fn name_of_very_many_is_found_without_telling_them_apart() {
    let mut random: u32 = 7;
    let mut lines = Vec::new();
    for number in 0..500 {
        let mut line = format!("r{number} - Milan ");
        for letter in 0..7 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let letters = if letter % 2 == 0 { "BDGKLMNPRSTVZ" } else { "aeiou" };
            let at = (random >> 16) as usize % letters.len();
            let _ = write!(line, "{}", &letters[at..=at]);
        }
        lines.push(line);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let folder = registered(&lines);
    let run = bilat(&folder, ["search", "--format=paths", "--limit=1", "person:milan"]).outcome();
    assert!(run.stderr.starts_with("warning: `milan` is part of 500 full names"), "{}", run.stderr);
    bilat(&folder, ["search", "--count", "person:milan"]).stdout("500\n").check();
    assert_eq!(everybody(&folder, &["milan"]), everybody(&folder, &[]));
}
