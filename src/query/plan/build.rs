//! From the tree of a query to a plan: values are resolved field by field.
//!
//! Whatever cannot be resolved is a diagnostic at its place in the query; a
//! value is never guessed.

use jiff::civil::Date;

use crate::analyze::token;
use crate::diag::Diagnostic;
use crate::lexicon::activity::Kind;
use crate::lexicon::country::{self, Code};
use crate::lexicon::{date, name};
use crate::query::plan::{Clause, Plan, Scope};
use crate::query::{Expr, Node, Query};
use crate::report::field::Field;
use crate::span::Span;

/// What a plan depends on beside the query.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Today's date, for `today` and `last-month`.
    pub today: Date,
}

/// Resolves `query`, which was parsed from `source`.
pub fn build(query: &Query, source: &str, context: Context) -> Result<Plan, Vec<Diagnostic>> {
    let mut builder = Builder { source, context, faults: Vec::new() };
    let root = builder.clause(&query.root, None);
    if builder.faults.is_empty() { Ok(Plan { root }) } else { Err(builder.faults) }
}

struct Builder<'a> {
    source: &'a str,
    context: Context,
    faults: Vec<Diagnostic>,
}

/// A word or phrase with its place.
struct Value<'a> {
    text: &'a str,
    exact: bool,
    phrase: bool,
    span: Span,
    /// Where `text` begins in the source.
    start: usize,
}

impl Builder<'_> {
    fn clause(&mut self, node: &Node, field: Option<Field>) -> Clause {
        let mut each =
            |nodes: &[Node]| nodes.iter().map(|node| self.clause(node, field)).collect::<Vec<_>>();
        match &node.expr {
            Expr::All => Clause::All,
            Expr::And(nodes) => Clause::And(each(nodes)),
            Expr::Or(nodes) => Clause::Or(each(nodes)),
            Expr::Not(node) => Clause::Not(Box::new(self.clause(node, field))),
            Expr::Field { field, value } => self.clause(value, Some(*field)),
            Expr::Word { text, exact } | Expr::Phrase { text, exact } => {
                let phrase = matches!(node.expr, Expr::Phrase { .. });
                let start = node.text_start(self.source);
                self.leaf(&Value { text, exact: *exact, phrase, span: node.span, start }, field)
            }
        }
    }

    fn leaf(&mut self, value: &Value<'_>, field: Option<Field>) -> Clause {
        let resolved = match field {
            None => Ok(words(value, Scope::Anywhere)),
            Some(Field::Title) => Ok(words(value, Scope::Title)),
            Some(Field::Text) => Ok(words(value, Scope::Text)),
            Some(Field::Path) => Ok(Clause::Path { words: token::folded(value.text) }),
            Some(Field::Lang) => language(value),
            Some(Field::Kind) => kind(value),
            Some(Field::Country) => countries(value).map(|codes| Clause::Country { codes }),
            Some(Field::Dyad) => dyad(value),
            Some(Field::Person) => Ok(person(value)),
            Some(Field::Date) if value.text == "none" => Ok(Clause::Undated),
            Some(Field::Date) => self.date(value, date::query::parse),
            Some(Field::Since) => self.date(value, date::query::since),
            Some(Field::Until) => self.date(value, date::query::until),
        };
        resolved.unwrap_or_else(|fault| {
            self.faults.push(fault);
            // Never searched: a plan with faults is not given out.
            Clause::All
        })
    }

    fn date(
        &self,
        value: &Value<'_>,
        read: fn(&str, Date) -> Result<date::DateRange, date::query::DateError>,
    ) -> Result<Clause, Diagnostic> {
        match read(value.text, self.context.today) {
            Ok(range) => Ok(Clause::Date { from: range.from, to: range.to }),
            Err(error) => {
                let mut fault = Diagnostic::error(error.span.shifted(value.start), error.message);
                fault.hints = error.hints;
                Err(fault)
            }
        }
    }
}

fn words(value: &Value<'_>, scope: Scope) -> Clause {
    let mut words = token::folded(value.text);
    if words.len() == 1 {
        let word = words.remove(0);
        let typed = token::words(value.text).next().map_or("", |span| span.of(value.text));
        // Quotes ask for the form as written.
        let exact = value.exact || value.phrase;
        return Clause::Word { scope, word: typed.to_owned(), folded: word, exact };
    }
    Clause::Phrase { scope, words }
}

fn person(value: &Value<'_>) -> Clause {
    if value.exact {
        return Clause::Person { words: token::folded(value.text), exact: true };
    }
    let key = name::key(value.text);
    Clause::Person { words: key.split_whitespace().map(str::to_owned).collect(), exact: false }
}

fn kind(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    match value.text.to_lowercase().parse::<Kind>() {
        // A plan of joint activities is an agreement too.
        Ok(Kind::Agreement) => Ok(Clause::Kind { kinds: vec![Kind::Agreement, Kind::Plan] }),
        Ok(kind) => Ok(Clause::Kind { kinds: vec![kind] }),
        Err(_) => {
            let known: Vec<_> = Kind::all().map(Kind::name).collect();
            let fault = format!("unknown kind of activity `{}`", value.text);
            let fault = Diagnostic::error(value.span, fault);
            let typed = value.text.to_lowercase();
            // Most often an inflection: `exercises`, `visited`.
            let meant =
                known.iter().find(|name| typed.starts_with(**name) || is_start(&typed, name));
            Err(match meant {
                Some(name) => fault.hint(format!("did you mean `kind:{name}`?")),
                None => fault.hint(format!("kinds are {}", known.join(", "))),
            })
        }
    }
}

/// Whether `typed` is the beginning of a name, long enough to tell it from others.
fn is_start(typed: &str, name: &str) -> bool {
    typed.chars().count() >= 4 && name.starts_with(typed)
}

/// Names by which the languages of reports may be asked for.
const LANGUAGES: &[(&str, &str)] = &[
    ("albanian", "sq"),
    ("arabic", "ar"),
    ("bosnian", "bs"),
    ("bulgarian", "bg"),
    ("chinese", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("macedonian", "mk"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("serbian", "sr"),
    ("slovak", "sk"),
    ("slovene", "sl"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

fn language(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    let asked = value.text.to_lowercase();
    if asked.len() == 2 && asked.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(Clause::Lang { code: asked });
    }
    match LANGUAGES.iter().find(|(name, _)| *name == asked) {
        Some((_, code)) => Ok(Clause::Lang { code: (*code).to_owned() }),
        None => Err(Diagnostic::error(value.span, format!("unknown language `{}`", value.text))
            .hint("write its two-letter code, as in `lang:sr`, or its English name")),
    }
}

fn countries(value: &Value<'_>) -> Result<Vec<Code>, Diagnostic> {
    let codes = country::find(value.text);
    if !codes.is_empty() {
        return Ok(codes);
    }
    Err(unknown_country(value.text, value.span, |name| format!("country:{}", quoted(name))))
}

/// A value as it is written in a query.
fn quoted(text: &str) -> String {
    let text = text.to_lowercase();
    if text.contains(' ') { format!("\"{text}\"") } else { text }
}

/// The fault of a name that no country has; `query` writes a query with another name.
fn unknown_country(text: &str, span: Span, query: impl Fn(&str) -> String) -> Diagnostic {
    let fault = Diagnostic::error(span, format!("unknown country `{text}`"));
    let near = country::suggest(text);
    if near.is_empty() {
        return fault.hint("write a name, or a code as in `country:SRB`");
    }
    let queries: Vec<_> = near.iter().map(|name| format!("`{}`", query(name))).collect();
    fault.hint(format!("did you mean {}?", queries.join(" or ")))
}

/// Two countries with a hyphen or dash between; names may hold hyphens themselves.
fn dyad(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    let cuts: Vec<(usize, char)> = value
        .text
        .char_indices()
        .filter(|(_, character)| matches!(character, '-' | '–' | '—'))
        .collect();
    if cuts.is_empty() {
        let hint =
            format!("write two countries, as in `dyad:{}-hungary`, or `*` for any", value.text);
        return Err(
            Diagnostic::error(value.span, "expected two countries with a hyphen").hint(hint)
        );
    }
    for &(at, dash) in &cuts {
        let left = value.text[..at].trim();
        let right = value.text[at + dash.len_utf8()..].trim();
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let (Some(one), Some(other)) = (side(left), side(right)) else { continue };
        let mut pairs = Vec::new();
        for &one in &one {
            for &other in &other {
                match (one, other) {
                    (Some(a), Some(b)) if a != b => pairs.push((a.min(b), Some(a.max(b)))),
                    (Some(a), None) | (None, Some(a)) => pairs.push((a, None)),
                    _ => {}
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.is_empty() {
            let fault = Diagnostic::error(value.span, "a pair needs two different countries");
            return Err(
                fault.hint(format!("for one country with any other, write `dyad:{left}-*`"))
            );
        }
        return Ok(Clause::Dyad { pairs });
    }
    // Name the side that is not known, as the first hyphen cuts.
    let (at, dash) = cuts[0];
    let right_start = at + dash.len_utf8();
    let sides = [(0, &value.text[..at]), (right_start, &value.text[right_start..])];
    let (offset, text) =
        sides.into_iter().find(|(_, text)| side(text.trim()).is_none()).unwrap_or(sides[0]);
    if text.trim().is_empty() {
        let fault = Diagnostic::error(value.span, "expected two countries with a hyphen");
        return Err(fault.hint("as in `dyad:serbia-hungary`, or `dyad:serbia-*`"));
    }
    let start = value.start + offset;
    let other_is_left = offset > 0;
    let query = |name: &str| {
        let (left, right) = (value.text[..at].trim(), value.text[right_start..].trim());
        let pair = if other_is_left { format!("{left}-{name}") } else { format!("{name}-{right}") };
        format!("dyad:{}", quoted(&pair))
    };
    Err(unknown_country(text.trim(), Span::new(start, start + text.len()), query))
}

/// The countries that one side of a pair may mean; any, if it is `*`.
fn side(text: &str) -> Option<Vec<Option<Code>>> {
    if text == "*" {
        return Some(vec![None]);
    }
    let codes = country::find(text);
    (!codes.is_empty()).then(|| codes.into_iter().map(Some).collect())
}
