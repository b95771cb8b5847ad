//! Values of the fields that know what they hold: countries, pairs, names, kinds, languages.

use crate::analyze::token;
use crate::diag::Diagnostic;
use crate::lexicon::activity::{Kind, Status};
use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::{self, Code};
use crate::query::plan::Clause;
use crate::span::Span;

/// A word or phrase with its place.
pub(super) struct Value<'a> {
    /// What was typed, escapes resolved.
    pub text: &'a str,
    /// Whether `=` stood before it.
    pub exact: bool,
    /// Its place in the query.
    pub span: Span,
    /// Where `text` begins in the query.
    pub start: usize,
}

/// A person by any spelling, or as written.
pub(super) fn person(value: &Value<'_>) -> Clause {
    if value.exact {
        return Clause::PersonForm { words: token::folded(value.text) };
    }
    Clause::Person { name: on_one_line(value.text), span: value.span }
}

/// A kind of activity, alone or with its status behind a slash.
pub(super) fn kind(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    let (kind, status) = match value.text.split_once('/') {
        Some((kind, status)) => {
            let start = value.start + kind.len() + 1;
            let span = Span::new(start, start + status.len());
            let status = known_status(status, span, |name| format!("kind:{kind}/{name}"))?;
            (kind, Some(status))
        }
        None => (value.text, None),
    };
    match kind.to_lowercase().parse::<Kind>() {
        // A plan of joint activities is an agreement too.
        Ok(Kind::Agreement) => {
            Ok(Clause::Kind { kinds: vec![Kind::Agreement, Kind::Plan], status })
        }
        Ok(kind) => Ok(Clause::Kind { kinds: vec![kind], status }),
        Err(_) => {
            let known: Vec<_> = Kind::all().map(Kind::name).collect();
            let fault = format!("unknown kind of activity `{kind}`");
            let fault = Diagnostic::error(value.span, fault);
            let typed = kind.to_lowercase();
            let rest = status.map(|status| format!("/{status}")).unwrap_or_default();
            // Most often an inflection: `exercises`, `visited`.
            let meant =
                known.iter().find(|name| typed.starts_with(**name) || is_start(&typed, name));
            Err(match meant {
                Some(name) => fault.hint(format!("did you mean `kind:{name}{rest}`?")),
                None => fault.hint(format!("kinds are {}", known.join(", "))),
            })
        }
    }
}

/// The status of an activity.
pub(super) fn status(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    let status = known_status(value.text, value.span, |name| format!("status:{name}"))?;
    Ok(Clause::Status { status })
}

/// The status of this name; `query` writes a query with another one.
fn known_status(
    text: &str,
    span: Span,
    query: impl Fn(&str) -> String,
) -> Result<Status, Diagnostic> {
    text.parse::<Status>().map_err(|_| {
        let fault = Diagnostic::error(span, format!("unknown status of an activity `{text}`"));
        let typed = text.to_lowercase();
        let known: Vec<_> = Status::all().map(Status::name).collect();
        match known.iter().find(|name| is_start(&typed, name)) {
            Some(name) => fault.hint(format!("did you mean `{}`?", query(name))),
            None => fault.hint(format!("statuses are {}", known.join(", "))),
        }
    })
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

/// A language by its code or English name.
pub(super) fn language(value: &Value<'_>) -> Result<Clause, Diagnostic> {
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

/// A country by any of its names.
pub(super) fn countries(value: &Value<'_>) -> Result<Clause, Diagnostic> {
    let codes = country::find(value.text);
    if !codes.is_empty() {
        return Ok(Clause::Country { codes });
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
pub(super) fn dyad(value: &Value<'_>) -> Result<Clause, Diagnostic> {
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
