//! The query language through the public API.
//!
//! 1. Every case of `tests/suite/query/parse.toml` reads as the tree it names,
//!    with the warnings it names, and prints back to a text of the same tree.
//! 2. Every case of `errors.toml` is refused with exactly the text it names.
//! 3. Where a query has one fault, a whole query that a hint says to write is free of faults.
//! 4. Printing any tree and reading the text gives the tree.
//! 5. Arbitrary text is read without panic, with spans inside the text, and
//!    gives a tree or an error, never both.
//! 6. Hostile queries end at once.
//! 7. The manual tells the truth: its examples are understood or refused as it
//!    says, and its table of fields is the one in the program.

use std::fmt::Write as _;
use std::path::Path;

use bilat::diag::Diagnostic;
use bilat::query::{self, Expr, Factor, Item, ItemKind, Node, Query, Reach};
use bilat::report::field::{Field, TABLE, ValueKind};
use bilat::span::Span;
use proptest::prelude::*;

/// One query of a case file.
#[derive(serde::Deserialize)]
struct Case {
    query: String,
    /// The tree as an s-expression.
    tree: Option<String>,
    /// The diagnostics as printed.
    says: Option<String>,
}

#[derive(serde::Deserialize)]
struct Cases {
    case: Vec<Case>,
}

fn cases(name: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/query").join(name);
    let text = std::fs::read_to_string(&path).expect("the case file is part of the sources");
    // A new field changes no case.
    let fields: Vec<_> = TABLE.iter().map(|entry| entry.name).collect();
    let text = text.replace("{fields}", &fields.join(", "));
    toml::from_str::<Cases>(&text).expect("the case file is valid TOML").case
}

fn rendered(diagnostics: &[Diagnostic], source: &str) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.render(source)).collect()
}

/// Collects what differs, so that one run shows every wrong case.
#[derive(Default)]
struct Differences(String);

impl Differences {
    fn check(&mut self, query: &str, what: &str, expected: &str, found: &str) {
        // Blanks at the end of a line are not for the reader.
        let lines = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let (expected, found) = (lines(expected), lines(found));
        if expected != found {
            let _ = writeln!(
                self.0,
                "query {query:?}: {what}\n--- expected\n{expected}\n--- found\n{found}\n",
            );
        }
    }

    fn finish(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

#[test]
fn queries_are_read_as_their_trees() {
    let mut differences = Differences::default();
    for case in cases("parse.toml") {
        let (query, diagnostics) = query::parse(&case.query);
        let tree = query.as_ref().map(Query::to_sexpr).unwrap_or_default();
        differences.check(&case.query, "tree", case.tree.as_deref().unwrap_or_default(), &tree);
        let says = rendered(&diagnostics, &case.query);
        differences.check(&case.query, "says", case.says.as_deref().unwrap_or_default(), &says);
        let printed = query.map(|query| query.to_string()).unwrap_or_default();
        let again = query::parse(&printed).0.map(|query| query.to_sexpr()).unwrap_or_default();
        differences.check(&case.query, &format!("printed as `{printed}`"), &tree, &again);
    }
    differences.finish();
}

#[test]
fn faulty_queries_are_refused_with_place_and_advice() {
    let mut differences = Differences::default();
    for case in cases("errors.toml") {
        let (query, diagnostics) = query::parse(&case.query);
        let tree = query.map(|query| query.to_sexpr()).unwrap_or_default();
        differences.check(&case.query, "tree", "", &tree);
        let says = rendered(&diagnostics, &case.query);
        differences.check(&case.query, "says", case.says.as_deref().unwrap_or_default(), &says);
    }
    differences.finish();
}

#[test]
fn advice_on_a_single_fault_is_a_query_without_faults() {
    let mut differences = Differences::default();
    for case in cases("errors.toml").iter().chain(&cases("parse.toml")) {
        let (_, diagnostics) = query::parse(&case.query);
        let [only] = diagnostics.as_slice() else {
            continue;
        };
        if only.hints.is_empty() {
            differences.check(&case.query, "advice", "some", "none");
        }
        for hint in &only.hints {
            let Some((_, advised)) = hint.split_once("write `") else {
                continue;
            };
            let Some(advised) = advised.strip_suffix('`') else {
                continue;
            };
            let (_, left) = query::parse(advised);
            differences.check(advised, "advised", "", &rendered(&left, advised));
        }
    }
    differences.finish();
}

#[test]
fn hostile_queries_end_at_once() {
    for source in [
        "(".repeat(20_000),
        ")".repeat(20_000),
        "NOT ".repeat(20_000),
        "-".repeat(20_000),
        "title:".repeat(10_000),
        "title:(".repeat(10_000),
        "\"".repeat(19_999),
        "“".repeat(19_999),
        "=".repeat(20_000),
        "|".repeat(20_000),
        "a|".repeat(10_000),
        "\\".repeat(19_999),
        "x:".repeat(10_000),
        "a OR ".repeat(10_000),
        "AND ".repeat(10_000),
        "* ".repeat(10_000),
        "!(".repeat(10_000),
        "+".repeat(20_000),
        "-+".repeat(10_000),
        "a NEAR/5 ".repeat(5_000),
        "a NEAR/5 b ADJ/5 ".repeat(3_000),
        "NEAR/5 ".repeat(5_000),
        "(a NEAR/5 ".repeat(5_000),
        "/a(".repeat(7_000),
        "/a ".repeat(7_000),
        "/a/ ".repeat(5_000),
        "/\\w{50}/ ".repeat(3_000),
        "/\\w{50} ".repeat(3_000),
        format!("\"{}\"", "/a(".repeat(7_000)),
        format!("\"{}\"", "/\\w{50}/ ".repeat(3_000)),
        format!("\"{}\"", "(".repeat(20_000)),
        format!("\"{}\"", "(a|".repeat(7_000)),
        format!("\"{}{}\"", "(a|".repeat(7_000), ")".repeat(7_000)),
        format!("\"{}\"", "(a|b) ".repeat(3_000)),
        format!("\"{}\"", "a|".repeat(10_000)),
        format!("\"{}\"", "* ".repeat(10_000)),
        format!("\"{}\"", "a* ".repeat(7_000)),
        format!("\"{}\"", "a~ ".repeat(7_000)),
        "a~ ".repeat(7_000),
        "^2".repeat(10_000),
        "a^2 ".repeat(5_000),
        "\"a\"~".repeat(5_000),
        format!("lang:{}", "a,".repeat(10_000)),
        "[".repeat(20_000),
        "[a TO ".repeat(4_000),
    ] {
        let (_, diagnostics) = query::parse(&source);
        assert!(diagnostics.len() <= 20, "{} diagnostics", diagnostics.len());
    }
}

fn manual() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/query.md");
    std::fs::read_to_string(path).expect("the manual is part of the sources")
}

/// Rows of the manual's tables whose first cell is code: the section and the cells.
fn rows(manual: &str) -> Vec<(&str, Vec<String>)> {
    let mut rows = Vec::new();
    let mut section = "";
    for line in manual.lines() {
        section = line.strip_prefix("## ").unwrap_or(section);
        if let Some(row) = line.strip_prefix("| `").and_then(|row| row.strip_suffix(" |")) {
            let cells = row.split(" | ").map(|cell| cell.trim_matches('`').replace("\\|", "|"));
            rows.push((section, cells.collect()));
        }
    }
    rows
}

#[test]
fn examples_of_the_manual_are_understood_or_refused_as_it_says() {
    let manual = manual();
    let mut checked = 0;
    let mut foreign = 0;
    for (section, cells) in rows(&manual) {
        foreign += usize::from(section == "From other programs");
        // Some tables begin with a form rather than an example, and one with those of others.
        let example = match section {
            "Operators" => continue,
            "Fields" if cells.len() != 2 => continue,
            "From other programs" => cells.get(1),
            _ => cells.first(),
        };
        let Some(example) = example else {
            continue;
        };
        let (query, diagnostics) = query::parse(example);
        let says = rendered(&diagnostics, example);
        assert_eq!(query.is_none(), section == "What is refused", "{section}: {example}\n{says}");
        assert!(query.is_none() || diagnostics.is_empty(), "{section}: {example}\n{says}");
        checked += 1;
    }
    assert!(foreign >= 25, "only {foreign} forms of other programs were found");
    assert!(checked > 160, "only {checked} examples were found");
}

#[test]
fn precedence_is_as_in_the_manual() {
    let manual = manual();
    let rows: Vec<_> = rows(&manual).into_iter().filter(|row| row.0 == "Operators").collect();
    assert_eq!(rows.len(), 5);
    for (_, cells) in rows {
        let tree = |cell: usize| {
            cells.get(cell).and_then(|source| query::parse(source).0).map(|query| query.to_sexpr())
        };
        assert!(tree(1).is_some());
        assert_eq!(tree(1), tree(2), "{cells:?}");
    }
}

#[test]
fn fields_of_the_manual_are_those_of_the_program() {
    let manual = manual();
    for entry in &TABLE {
        let aliases: Vec<_> = entry.aliases.iter().map(|alias| format!("`{alias}:`")).collect();
        let aliases = aliases.join(", ");
        let aliases = if aliases.is_empty() { " ".to_owned() } else { format!(" {aliases} ") };
        let row = format!("| `{}:` |{aliases}| {} | `{}` |", entry.name, entry.help, entry.example);
        assert!(manual.contains(&row), "docs/query.md lacks the row\n{row}");
        let (query, diagnostics) = query::parse(entry.example);
        assert!(query.is_some() && diagnostics.is_empty(), "{}", entry.example);
    }
}

#[test]
fn nesting_is_allowed_up_to_a_bound() {
    let nested = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(query::parse(&nested(90)).0.is_some());
    assert!(query::parse(&nested(110)).0.is_none());
}

fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "exercise",
        "don't",
        "l'Otan",
        "F-16",
        "U.S.",
        "1,200",
        "e-mail@x.org",
        "O’Brien",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "ADJ/5",
        "XOR",
        "any",
        "none",
        "12:30",
        "a:b",
        "title:x",
        "title://x",
        "http://x.y/z?a=1&b~2",
        "-x",
        "--x",
        "=x",
        "+x",
        "!x",
        "exerc*",
        "organi?ation",
        "x~2",
        "a^2",
        "/regex/",
        "/s",
        "a|b",
        "a||b",
        "a&&b",
        "a&&&b",
        "2016..2018",
        "..2019",
        ">=2016",
        "SRB-*",
        "*-SRB",
        "srb-hun",
        "C:\\x",
        "a b",
        "a\u{a0}b",
        "(a)",
        "\"a\"",
        "„a“",
        "–x",
        "Србија",
        "中国",
        "a\nb",
        "\u{200f}x",
    ]);
    let searchable = |text: &String| text.chars().any(char::is_alphanumeric);
    prop_oneof![
        known.prop_map(str::to_owned),
        "[a-zA-Z0-9:=*?~^|&!+/<>.\\\\() \"'-]{1,8}".prop_filter("searchable", searchable),
        any::<String>().prop_filter("searchable", searchable),
    ]
}

/// A pattern with a wildcard and a letter; in a row, a `?` stands before a letter.
fn pattern(row: bool) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Zб0-9]{1,3}".prop_map(|letters| letters),
        2 => Just("*".to_owned()),
        1 => Just("?a".to_owned()),
        1 => Just(if row { "?b" } else { "?" }.to_owned()),
        1 => prop::sample::select(vec![
            "\\*", "\\?", "\\\\", "-", "=", "+", "/", "://", ":", "(", ")", "\"", "|", "~", "^", "&", ".",
            "..", "NEAR/5", "title:", " ", ",", "„",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..6).prop_filter_map("a pattern", |pieces| {
        let pattern = pieces.concat();
        let mut parts = pattern.clone();
        while parts.contains("**") {
            parts = parts.replace("**", "*");
        }
        let bare = parts.replace("\\\\", "").replace("\\*", "").replace("\\?", "");
        let wild = bare.contains(['*', '?']);
        // Replacing may have joined what was apart, or met an escaped star.
        let sound = parts == pattern || !pattern.contains('\\');
        (wild && sound && bare.chars().any(char::is_alphanumeric)).then_some(parts)
    })
}

/// A word that may be misspelt, with its edits.
fn fuzzy() -> impl Strategy<Value = (String, u8)> {
    let word = (word(), "[a-zб]{3,6}").prop_map(|(word, letters)| word + &letters);
    (word, 1..=2_u8).prop_filter("enough letters", |(text, edits)| {
        text.chars().filter(|letter| letter.is_alphanumeric()).count() > usize::from(*edits) * 2
    })
}

/// A regular expression; within quotes it holds a sign and no quotes.
fn expression(row: bool) -> impl Strategy<Value = String> {
    let known = vec![
        "exerc(ise|ice)s?",
        "a.*b",
        "\\d+x",
        "a/b.",
        "[/]x",
        "[]/]x",
        "x\\\\.",
        "a{2,3}",
        "б.",
        "[^a-c]d",
        "(a|(b|c))d",
        "[\\^$]x",
    ];
    let plain = vec!["exercise", "5", "s", "a\"b", "a\\\"b.", "(a|\"b\")"];
    prop::sample::select(if row { known } else { [known, plain].concat() }).prop_map(str::to_owned)
}

/// Text that stands in a row beside other items.
fn row_text() -> impl Strategy<Value = String> {
    word().prop_map(|text| text.trim_matches(is_blank).to_owned())
}

/// What parts words; the query language has its own list of it.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn item(kind: ItemKind) -> Item {
    Item { span: Span::default(), kind }
}

/// Items of a row: no text beside another, no `One` at the ends.
fn row(paths: bool) -> BoxedStrategy<Vec<Item>> {
    let leaf = prop_oneof![
        3 => row_text().prop_map(ItemKind::Text),
        1 => pattern(true).prop_map(ItemKind::Wildcard),
        1 => fuzzy().prop_map(|(text, edits)| ItemKind::Fuzzy(text, edits)),
        1 => expression(true).prop_map(move |pattern| {
            if paths { ItemKind::Wildcard("a*".to_owned()) } else { ItemKind::Regex(pattern) }
        }),
        1 => Just(ItemKind::One),
    ];
    let rows = leaf.prop_map(|kind| vec![item(kind)]).boxed();
    rows.prop_recursive(3, 16, 4, |inner| {
        let several = prop::collection::vec(inner, 1..4);
        prop_oneof![
            several.clone().prop_map(|rows| rows.concat()),
            prop::collection::vec(several.prop_map(|rows| tidy(rows.concat())), 2..4).prop_map(
                |rows| {
                    let filled =
                        rows.into_iter().map(|row| if row.is_empty() { text_row() } else { row });
                    vec![item(ItemKind::Either(filled.collect()))]
                }
            ),
        ]
    })
    .prop_map(tidy)
    .boxed()
}

fn text_row() -> Vec<Item> {
    vec![item(ItemKind::Text("drill".to_owned()))]
}

/// The items without those that cannot stand where they are.
fn tidy(items: Vec<Item>) -> Vec<Item> {
    let is_text = |item: &Item| matches!(item.kind, ItemKind::Text(_));
    let mut tidy: Vec<Item> = Vec::new();
    for item in items {
        let again = tidy.last().is_some_and(is_text) && is_text(&item);
        let idle = tidy.is_empty() && item.kind == ItemKind::One;
        if !again && !idle {
            tidy.push(item);
        }
    }
    while tidy.last().is_some_and(|item| item.kind == ItemKind::One) {
        tidy.pop();
    }
    tidy
}

/// A term other than a whole field; `paths` says that slashes begin a path.
fn leaf(paths: bool) -> impl Strategy<Value = Expr> {
    let word = (word(), any::<bool>(), any::<bool>()).prop_map(|(text, exact, phrase)| {
        if phrase { Expr::Phrase { text, exact } } else { Expr::Word { text, exact } }
    });
    let row = (row(paths), prop_oneof![Just(0), 0..=1000_u32]).prop_filter_map(
        "more than a phrase",
        |(items, slop)| {
            let phrase = matches!(items.as_slice(), [Item { kind: ItemKind::Text(_), .. }]);
            let plain = phrase && slop == 0;
            (!items.is_empty() && !plain).then_some(Expr::Row { items, slop })
        },
    );
    let regular = expression(false).prop_map(|pattern| Expr::Regex { pattern });
    let plain = Just(Expr::Phrase { text: "a".to_owned(), exact: false });
    let expression = if paths { plain.boxed() } else { regular.boxed() };
    prop_oneof![
        5 => word,
        1 => pattern(false).prop_map(|pattern| Expr::Wildcard { pattern }),
        1 => fuzzy().prop_map(|(text, edits)| Expr::Fuzzy { text, edits }),
        1 => expression,
        2 => row,
    ]
}

fn node(expr: Expr) -> Node {
    Node::new(Span::default(), expr)
}

fn nearness(operand: BoxedStrategy<Node>) -> BoxedStrategy<Node> {
    let reach = prop_oneof![
        (0..=1000_u32).prop_map(Reach::Words),
        Just(Reach::Sentence),
        Just(Reach::Paragraph),
    ];
    operand
        .prop_recursive(3, 12, 3, move |inner| {
            let several = prop::collection::vec(inner, 2..4);
            prop_oneof![
                several.clone().prop_map(|nodes| node(Expr::Or(nodes))),
                (several, reach.clone(), any::<bool>()).prop_map(|(operands, reach, ordered)| {
                    node(Expr::Near { operands, reach, ordered })
                }),
            ]
        })
        .boxed()
}

/// Trees over `part`, in which `leaf` can be near another.
fn tree(part: BoxedStrategy<Node>, leaf: BoxedStrategy<Node>) -> BoxedStrategy<Node> {
    let part = prop_oneof![4 => part, 1 => nearness(leaf)];
    part.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|nodes| node(Expr::And(nodes))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|nodes| node(Expr::Or(nodes))),
            inner.clone().prop_map(|inner| node(Expr::Not(Box::new(inner)))),
            inner.clone().prop_map(|inner| node(Expr::Required(Box::new(inner)))),
            (inner, 0..=1_000_000_u32).prop_map(|(inner, thousandths)| {
                let weight = Factor { thousandths };
                node(Expr::Weighted { operand: Box::new(inner), weight })
            }),
        ]
    })
    .boxed()
}

fn field_value(field: Field) -> BoxedStrategy<Node> {
    let words = matches!(field.entry().value, ValueKind::Words | ValueKind::Path);
    let mut leaf = leaf(field == Field::Path).prop_map(node).boxed();
    if field.entry().value == ValueKind::Date {
        // In a date, the sign at the start asks for uncertain ones.
        let is_sign = |node: &Node| matches!(&node.expr, Expr::Wildcard { pattern } if pattern.starts_with('?'));
        leaf = leaf.prop_filter("no sign", move |node| !is_sign(node)).boxed();
    }
    // In a field of words, `none` is a word unless it is the whole value.
    let open = if words { vec![Expr::Any] } else { vec![Expr::Any, Expr::Nothing] };
    let mut part =
        prop_oneof![6 => leaf.clone(), 1 => prop::sample::select(open).prop_map(node)].boxed();
    if matches!(field, Field::Date | Field::Published | Field::Event) {
        let date = leaf.clone().prop_filter("one value", |node| {
            matches!(node.expr, Expr::Word { exact: false, .. } | Expr::Phrase { exact: false, .. })
        });
        let uncertain = prop::option::of(date.prop_map(Box::new));
        part = prop_oneof![3 => part, 1 => uncertain.prop_map(|date| node(Expr::Uncertain(date)))]
            .boxed();
    }
    prop_oneof![8 => tree(part, leaf), 1 => Just(node(Expr::Nothing))].boxed()
}

fn any_query() -> impl Strategy<Value = Query> {
    let fields: Vec<Field> = TABLE.iter().map(|entry| entry.field).collect();
    let field = prop::sample::select(fields).prop_flat_map(|field| {
        field_value(field)
            .prop_map(move |value| node(Expr::Field { field, value: Box::new(value) }))
    });
    let leaf = leaf(false).prop_map(node).boxed();
    let part = prop_oneof![
        4 => leaf.clone(),
        2 => field,
        1 => Just(node(Expr::All)),
    ];
    tree(part.boxed(), leaf).prop_map(|root| Query { root })
}

fn check_spans(node: &Node, source: &str) {
    assert!(source.get(node.span.start..node.span.end).is_some(), "{node:?}");
    assert!(!node.span.is_empty(), "{node:?}");
    match &node.expr {
        Expr::And(operands) | Expr::Or(operands) | Expr::Near { operands, .. } => {
            assert!(operands.len() > 1);
            for operand in operands {
                assert!(node.span.contains(operand.span), "{node:?}");
                check_spans(operand, source);
            }
        }
        Expr::Not(inner)
        | Expr::Required(inner)
        | Expr::Weighted { operand: inner, .. }
        | Expr::Field { value: inner, .. } => {
            assert!(node.span.contains(inner.span), "{node:?}");
            check_spans(inner, source);
        }
        Expr::Row { items, .. } => check_items(items, node.span, source),
        Expr::Uncertain(Some(date)) => {
            assert_eq!(Span::new(node.span.start + 1, node.span.end), date.span, "{node:?}");
            check_spans(date, source);
        }
        Expr::Uncertain(None) => {
            assert_eq!(source.get(node.span.start..node.span.end), Some("?"), "{node:?}");
        }
        Expr::All
        | Expr::Any
        | Expr::Nothing
        | Expr::Word { .. }
        | Expr::Wildcard { .. }
        | Expr::Fuzzy { .. }
        | Expr::Regex { .. }
        | Expr::Phrase { .. } => {
            assert!(source.get(node.text_start(source)..node.span.end).is_some(), "{node:?}");
        }
    }
}

/// Items lie within `whole`, one after the other, and what they hold is there.
fn check_items(items: &[Item], whole: Span, source: &str) {
    let is_one = |item: Option<&Item>| item.is_some_and(|item| item.kind == ItemKind::One);
    assert!(!items.is_empty() && !is_one(items.first()) && !is_one(items.last()), "{items:?}");
    let mut end = whole.start;
    for item in items {
        assert!(whole.contains(item.span) && item.span.start >= end, "{items:?}");
        end = item.span.end;
        let written = source.get(item.span.start..item.span.end).expect("a span is in the source");
        assert!(!written.is_empty() && written.trim() == written, "{item:?}");
        match &item.kind {
            ItemKind::Text(text) => assert!(written.contains('\\') || written == text, "{item:?}"),
            ItemKind::Regex(_) => assert!(written.starts_with('/') && written.ends_with('/')),
            ItemKind::Either(rows) => {
                assert!(rows.len() > 1 && written.starts_with('(') && written.ends_with(')'));
                for row in rows {
                    check_items(row, item.span, source);
                }
            }
            ItemKind::Wildcard(_) | ItemKind::Fuzzy(..) | ItemKind::One => {}
        }
    }
}

fn check_arbitrary(source: &str) {
    let (query, diagnostics) = query::parse(source);
    let refused = diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(query.is_none(), refused, "{diagnostics:?}");
    for diagnostic in &diagnostics {
        assert!(source.get(diagnostic.span.start..diagnostic.span.end).is_some(), "{diagnostic:?}");
        assert!(!diagnostic.render(source).is_empty());
    }
    if let Some(query) = query {
        check_spans(&query.root, source);
        let printed = query.to_string();
        let again = query::parse(&printed).0.map(Query::without_spans);
        assert_eq!(again, Some(query.without_spans()), "printed as {printed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_query_reads_back_as_itself(query in any_query()) {
        let printed = query.to_string();
        let (again, diagnostics) = query::parse(&printed);
        prop_assert_eq!(
            again.map(Query::without_spans),
            Some(query),
            "printed as {}\n{}",
            printed,
            rendered(&diagnostics, &printed)
        );
    }

    #[test]
    fn arbitrary_text_gives_a_tree_or_an_error(source in any::<String>()) {
        check_arbitrary(&source);
    }

    #[test]
    fn text_of_signs_gives_a_tree_or_an_error(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "б", "AND", "OR", "NOT", "-", "=", "(", ")", "\"", "„", "“", "”", "«", "»", " ",
            " ", " ", "title:", "date:", "foo:", ":", "*", "?", "~", "^2", "|", "||", "&&", "&",
            "+", "!", "/", "\\", "NEAR/5", "2016", "..", ">=", "'", "–", "none", "\n", "\u{a0}",
            " NEAR/5 ", " ADJ/s ", "NEAR", "w/5", "~2", "~", "^", "exerc", "/a.b/", "/a", "(a|b)",
            "\"a b\"", "\"(a|b*)\"", "country:", "dyad:", "path:", "any", ",", "[", "TO", "]",
            "event:", "?2016", "date:?",
        ]), 0..20)
    ) {
        check_arbitrary(&pieces.concat());
    }
}
