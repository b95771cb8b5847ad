//! Readers and extraction on whatever comes: no panic, and every span fits.
//!
//! 1. Arbitrary bytes through each reader.
//! 2. Arbitrary text, and text made of pieces of the sample corpus with noise in
//!    several scripts between them, through extraction: each mention's text is what
//!    its span covers, dates lie in order, pairs of countries are two.
//! 3. Extraction is pure: the same document gives the same record.

use std::fs;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use bilat::ingest::extract;
use bilat::ingest::read::{self, Document, Format, SourceFile};
use bilat::report::Report;
use bilat::report::Source;
use bilat::report::raw::{DeclaredDate, RawDocument};
use bilat::span::Span;
use jiff::civil::date;
use proptest::prelude::*;

use crate::collection::root;
use crate::tidy::files_below;

/// Words and signs of the sample corpus, cut at borders that matter to extraction.
static FRAGMENTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut files = Vec::new();
    files_below(&root().join("corpus"), &mut files);
    let mut fragments = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for sentence in text.split_inclusive(['.', '\n', ',', '“', '"', '(']) {
            fragments.push(sentence.to_owned());
        }
        fragments.extend(text.split_inclusive(' ').map(str::to_owned));
    }
    fragments
});

const NOISE: &[&str] = &[
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{301}",
    "—",
    "–",
    "-",
    ".",
    "..",
    "…",
    ",",
    ";",
    ":",
    "/",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "“",
    "„",
    "«",
    "'",
    "’",
    "#",
    "# ",
    "---",
    "1",
    "31.",
    "29 February",
    "2023-02-29",
    "30/02/2024",
    "99.99.9999",
    "2016",
    "14 June",
    "Tuesday, ",
    "od 9. do 11. ",
    "April 1-3, 2025",
    "０１",
    "Ⅷ",
    "²",
    "Gen. ",
    "Dr. ",
    "(Viktor) ",
    "President ",
    "министр ",
    "председник ",
    "الرئيس ",
    "وزير الدفاع ",
    "صربيا ",
    "国防部长",
    "塞尔维亚",
    "中国",
    "สหรัฐ",
    "İstanbul",
    "ıİiI",
    "ß",
    "ﬁ",
    "Ǆ",
    "ǅ",
    "Đ",
    "ő",
    "Ω",
    "Å",
    "a\u{30a}",
    "𐐀",
    "😀",
    "👩\u{200d}✈\u{fe0f}",
    "US",
    "U.S.",
    "u.s.",
    "UK",
    "St. ",
    "No. 5 ",
    "O’Brien",
    "McDonald",
    "van der ",
    "al-",
    "Kim Jong Un",
    "and ",
    "et ",
    "и ",
    " i ",
    "és ",
];

fn patchwork() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<prop::sample::Index>().prop_map(|index| index.get(&FRAGMENTS).clone()),
        2 => prop::sample::select(NOISE).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn declared() -> impl Strategy<Value = Vec<DeclaredDate>> {
    let text = prop_oneof![
        prop::sample::select(vec![
            "2025-04-01",
            "2025-13-01",
            "2023-01",
            "2016",
            "1 April 2025",
            ""
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    let source = prop::sample::select(vec![Source::Header, Source::FrontMatter, Source::Key]);
    let one = (text, source).prop_map(|(text, source)| DeclaredDate { text, source });
    prop::collection::vec(one, 0..3)
}

fn file(format: Format) -> SourceFile {
    SourceFile::named("a/b.txt", format)
}

fn extracted(document: RawDocument) -> Report {
    extract::report(document, String::new(), date(2025, 6, 1))
}

fn check_report(report: &Report) {
    let body = report.body.as_str();
    let fits = |span: Span, text: &str| {
        assert_eq!(body.get(span.start..span.end), Some(text), "{span:?} in {body:?}");
        assert!(!text.trim().is_empty(), "an empty mention at {span:?} in {body:?}");
    };
    if let Some(published) = &report.published {
        assert!(published.from <= published.to, "{published:?}");
        assert_eq!(published.start.is_some(), published.end.is_some());
        if let (Some(start), Some(end)) = (published.start, published.end) {
            fits(Span::new(start, end), &published.text);
        }
    }
    for mention in &report.dates {
        fits(mention.span, &mention.text);
        assert_eq!(mention.from.is_some(), mention.to.is_some(), "{mention:?}");
        assert!(mention.from <= mention.to, "{mention:?}");
        assert!(mention.candidates.is_sorted(), "{mention:?}");
        assert!(mention.from.is_none() || mention.candidates.is_empty(), "{mention:?}");
    }
    assert!(report.dates.is_sorted_by_key(|mention| mention.span));
    for country in &report.countries {
        assert!(!country.mentions.is_empty());
        country.mentions.iter().for_each(|mention| fits(mention.span, &mention.text));
    }
    for dyad in &report.dyads {
        assert!(dyad.countries[0] < dyad.countries[1], "{dyad:?}");
        assert!((0.0..=1.0).contains(&dyad.score), "{dyad:?}");
        assert!(body.get(dyad.span.start..dyad.span.end).is_some(), "{dyad:?} in {body:?}");
    }
    assert!(report.dyads.is_sorted_by_key(|dyad| !dyad.subject), "{:?}", report.dyads);
    if let Some(many) = &report.multilateral {
        assert!(report.subjects().next().is_none(), "{many:?}");
        assert!(body.get(many.span.start..many.span.end).is_some(), "{many:?} in {body:?}");
    }
    for person in &report.people {
        assert!(!person.mentions.is_empty() && !person.name.trim().is_empty(), "{person:?}");
        person.mentions.iter().for_each(|mention| fits(mention.span, &mention.text));
    }
    let things = [&report.organisations, &report.places, &report.exercises, &report.equipment];
    for named in things.into_iter().flatten() {
        assert!(!named.mentions.is_empty() && !named.name.trim().is_empty(), "{named:?}");
        named.mentions.iter().for_each(|mention| fits(mention.span, &mention.text));
    }
    for activity in &report.activities {
        fits(activity.span, &activity.text);
    }
    assert!(!report.title.trim().is_empty() || body.trim().is_empty(), "no title for {body:?}");
    let json = serde_json::to_string(report).expect("a record is JSON");
    let again: Report = serde_json::from_str(&json).expect("a record reads back");
    assert_eq!(&again, report);
}

fn check_document(document: Document) {
    check_report(&extracted(document.raw));
}

fn check_bytes(bytes: &[u8]) {
    for format in [Format::Text, Format::Markdown] {
        match read::document(&file(format), bytes) {
            Ok(document) => check_document(document),
            Err(skip) => assert!(!skip.reason.is_empty() && skip.place == "a/b.txt"),
        }
    }
    let mut ids = Vec::new();
    read::container(&file(Format::JsonLines), bytes, &mut |result| {
        if let Ok(document) = result {
            ids.push(document.raw.id.clone());
            check_document(document);
        }
        ControlFlow::Continue(())
    });
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "two reports with one id");
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_bytes(&bytes);
    }

    #[test]
    fn text_of_any_form_is_read_or_refused(
        start in prop::sample::select(vec![
            "", " date 2025-04-01 ", "date 2023-01\n", "---\n", "---\ntitle: x\n---\n",
            "---\ndate: 2025\n", "{\"text\":\"", "{\"id\":1,\"text\":\"", "[", "\u{feff}", "\u{feff}---\n",
        ]),
        text in patchwork(),
        end in prop::sample::select(vec!["", "\n", "\n---\n", "\"}", "\"}\n{\"text\":\"x\"}"]),
    ) {
        check_bytes(format!("{start}{text}{end}").as_bytes());
    }

    #[test]
    fn lines_with_arbitrary_values_are_read_or_refused(
        key in prop::sample::select(vec!["id", "title", "date", "lang", "url", "x", "text"]),
        value in prop_oneof![
            any::<String>().prop_map(serde_json::Value::from),
            any::<i64>().prop_map(serde_json::Value::from),
            Just(serde_json::json!(null)),
            Just(serde_json::json!([1, {"a": true}])),
        ],
        text in any::<String>(),
    ) {
        let mut object = serde_json::Map::new();
        object.insert("text".to_owned(), text.into());
        object.insert(key.to_owned(), value);
        let line = serde_json::to_vec(&object).expect("JSON");
        check_bytes(&[line.clone(), b"\n".to_vec(), line].concat());
    }

    #[test]
    fn arbitrary_text_is_extracted_with_spans_that_fit(body in any::<String>()) {
        check_report(&extracted(RawDocument { id: "a".into(), body, ..RawDocument::default() }));
    }

    #[test]
    fn patchwork_of_reports_is_extracted_with_spans_that_fit(
        body in patchwork(),
        title in prop::option::of(patchwork()),
        declared in declared(),
    ) {
        let document = RawDocument { id: "a".into(), title, body, declared, ..RawDocument::default() };
        let report = extracted(document.clone());
        check_report(&report);
        prop_assert_eq!(extracted(document), report);
    }
}

#[test]
fn long_monotonous_texts_end_at_once() {
    for piece in [
        "a",
        " ",
        "\n",
        "Gen. ",
        "President ",
        "Serbia ",
        "Serbia-Hungary ",
        "1 ",
        "14 June ",
        "2016-",
        "yesterday ",
        "last ",
        "Tuesday, ",
        "from 1 to ",
        "May and ",
        "早上5日",
        "Belgrade and ",
        "BELGRADE, 3 May – ",
        "a | b » ",
        "Photo: x\n",
        "Read also:\n",
        "(",
        "\"",
        "„",
        "# ",
        "---\n",
        "и ",
        "中",
        "\u{301}",
        "A. ",
        "al-",
        "Dr. Gen. ",
        "1/",
        "..",
    ] {
        let body = piece.repeat(40_000 / piece.len());
        check_report(&extracted(RawDocument { id: "a".into(), body, ..RawDocument::default() }));
    }
}
