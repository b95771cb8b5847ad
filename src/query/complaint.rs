//! What is said of a query whose parts are sound but do not fit together.
//!
//! Each function makes one diagnostic: what was expected, what was found, and
//! the query to write instead. The parser decides when; nothing is reported here.

use crate::diag::Diagnostic;
use crate::query::ast::{Expr, Node};
use crate::query::lexer::{Kind, Token};
use crate::query::nearness::{FARTHEST, number};
use crate::query::sign::{has_content, is_blank};
use crate::query::stream::Stream;
use crate::query::suggest::{advise, advise_for, inserted, removed, replaced};
use crate::report::field::{self, Field};
use crate::span::Span;

/// What may stand where a term is due.
const TERM: &str = "a word, a phrase or `(`";

/// The query is empty.
pub(super) fn empty() -> Diagnostic {
    Diagnostic::error(Span::default(), "expected a query, found nothing").hint(EVERY_REPORT)
}

const EVERY_REPORT: &str = "`*` finds every report";

/// There is only punctuation where something to search for is due.
pub(super) fn nothing(stream: &Stream<'_>, span: Span) -> Diagnostic {
    let message = format!("expected a letter or a digit, found `{}`", stream.text(span));
    without(stream, span, Diagnostic::error(span, message))
}

/// Quotes with nothing between.
pub(super) fn empty_phrase(stream: &Stream<'_>, span: Span) -> Diagnostic {
    let message = "expected words between the quotes, found nothing";
    without(stream, span, Diagnostic::error(span, message))
}

/// Parentheses with nothing between.
pub(super) fn empty_group(stream: &Stream<'_>, span: Span) -> Diagnostic {
    let message = format!("expected {TERM} after `(`, found `)`");
    without(stream, span, Diagnostic::error(span, message))
}

/// More levels than are read.
pub(super) fn too_deep(stream: &Stream<'_>, levels: usize) -> Diagnostic {
    let span = stream.token().map_or(Span::default(), |token| token.span);
    let message =
        format!("expected at most {levels} levels of nesting, found another {}", stream.found());
    Diagnostic::error(span, message).hint("write fewer parentheses")
}

/// The operator that follows lacks the term before it.
pub(super) fn before(stream: &Stream<'_>) -> Diagnostic {
    let span = stream.token().map_or(Span::default(), |token| token.span);
    let written = stream.text(span);
    let found = stream.found_before();
    let error =
        Diagnostic::error(span, format!("expected {TERM} before `{written}`, found {found}"));
    let error = as_word(written, advise(error, removed(stream.source(), span)));
    if error.hints.is_empty() {
        let quoted = replaced(stream.source(), span, &format!("\"{written}\""));
        return advise_for(error, "to search for the text", quoted);
    }
    error
}

/// `operator` lacks the term after it.
pub(super) fn after(stream: &Stream<'_>, operator: Span, kind: Kind) -> Diagnostic {
    let written = stream.text(operator);
    let found = stream.found();
    let message = format!("expected {TERM} after `{written}`, found {found}");
    let mended = match kind {
        Kind::Not => stream.without(operator),
        _ => removed(stream.source(), operator),
    };
    as_word(written, advise(Diagnostic::error(operator, message), mended))
}

/// A hyphen that stands before no term.
pub(super) fn lone_hyphen(stream: &Stream<'_>, hyphen: Span) -> Diagnostic {
    let written = stream.text(hyphen);
    let found = stream.found_adjacent();
    let message = format!("expected a term after `{written}`, found {found}");
    let error = Diagnostic::error(hyphen, message);
    if let Some(token) = stream.adjacent().filter(|token| is_operator_word(stream, *token)) {
        return quoted(stream, token, error);
    }
    without(stream, hyphen, error)
        .hint("to exclude a word, put the hyphen directly before it: `-word`")
}

/// `-*`: every report is excluded.
pub(super) fn no_report(stream: &Stream<'_>, span: Span) -> Diagnostic {
    let message = "expected a letter or a digit after `-`, found `*`, which excludes every report";
    without(stream, span, Diagnostic::error(span, message))
}

/// `+` that stands before no term.
pub(super) fn lone_plus(stream: &Stream<'_>, plus: Span) -> Diagnostic {
    let written = stream.text(plus);
    let found = stream.found_adjacent();
    let error =
        Diagnostic::error(plus, format!("expected a term after `{written}`, found {found}"));
    match stream.adjacent() {
        Some(token) if is_operator_word(stream, token) => quoted(stream, token, error),
        _ => without(stream, plus, error),
    }
}

/// `=` without a word or phrase.
pub(super) fn exact(stream: &Stream<'_>, sign: Span) -> Diagnostic {
    let found = stream.found_adjacent();
    let message = format!("expected a word or a phrase after `=`, found {found}");
    let error = Diagnostic::error(sign, message);
    match stream.adjacent() {
        Some(token) if is_operator_word(stream, token) => quoted(stream, token, error),
        _ => or_every_report(error, removed(stream.source(), sign)),
    }
}

/// A field without its value, where the stream stands behind its colon.
pub(super) fn value(stream: &Stream<'_>, field: Field, name: Span) -> Diagnostic {
    let source = stream.source();
    let entry = field.entry();
    let written = stream.text(name);
    let found = stream.found_adjacent();
    let message = format!("expected {} after `{written}`, found {found}", entry.takes);
    let error = Diagnostic::error(name, message);
    match (stream.adjacent(), stream.token()) {
        (Some(token), _) if is_operator_word(stream, token) => quoted(stream, token, error),
        (Some(token), _) if token.kind == Kind::Not && !stands_alone(source, token.span) => {
            advise(error, replaced(source, name.to(token.span), &format!("-{written}")))
        }
        (Some(token), _) if token.kind == Kind::Required => {
            advise(error, removed(source, token.span))
        }
        (None, Some(token)) if starts_value(token.kind) => {
            advise(error, removed(source, Span::new(name.end, token.span.start)))
        }
        _ => error.hint(format!("for example `{}`", entry.example)),
    }
}

/// A field in the value of another.
pub(super) fn nested(stream: &Stream<'_>, outer: Field, name: Span) -> Diagnostic {
    let written = stream.text(name);
    let message = format!("a field cannot stand in another, found `{written}` in `{outer}:`");
    Diagnostic::error(name, message)
        .hint("write them side by side, as in `title:exercise country:serbia`")
}

/// `=` before a term that is no one form: `=exerc*`, `="a (b|c)"`.
pub(super) fn inexact(stream: &Stream<'_>, sign: Span, node: &Node) -> Diagnostic {
    let expected = match node.expr {
        Expr::Row { .. } => "a phrase without other signs",
        Expr::Or(_) => "one value",
        _ => "a whole word",
    };
    let found = stream.text(node.span);
    let message = format!("expected {expected} after `=`, found `{found}`");
    let error = Diagnostic::error(sign.to(node.span), message);
    advise(error, removed(stream.source(), sign))
}

/// `+` that stands before another sign.
pub(super) fn required_sign(stream: &Stream<'_>, plus: Span, sign: Span) -> Diagnostic {
    let (first, second) = (plus.start.min(sign.start), plus.start.max(sign.start));
    let (first, second) = if first == plus.start {
        (plus, sign)
    } else {
        (Span::new(first, sign.end), Span::new(second, plus.end))
    };
    let message =
        format!("expected a term after `{}`, found `{}`", stream.text(first), stream.text(second));
    advise(Diagnostic::error(plus, message), removed(stream.source(), plus))
}

/// Room for other words in a group: `(a b)~3`.
pub(super) fn room_in_group(
    stream: &Stream<'_>,
    group: Span,
    room: Span,
    node: Option<&Node>,
) -> Diagnostic {
    let source = stream.source();
    let written = stream.text(room);
    let message = format!("expected a phrase before `{written}`, found a group");
    let error = Diagnostic::error(room, message);
    let words: Option<Vec<&str>> = node.and_then(|node| match &node.expr {
        Expr::And(operands) => operands.iter().map(|operand| plain(source, operand)).collect(),
        _ => None,
    });
    let distance = written.get(1..).and_then(number).filter(|words| *words <= FARTHEST);
    let (Some(words), Some(distance)) = (words, distance) else {
        return advise(error, removed(source, room));
    };
    let whole = group.to(room);
    let phrase = replaced(source, whole, &format!("\"{}\"~{distance}", words.join(" ")));
    let near = words.join(&format!(" NEAR/{distance} "));
    let error = advise_for(error, "for this order", phrase);
    advise_for(error, "for any order", replaced(source, whole, &format!("({near})")))
}

/// Room in a phrase of one word, which has none.
pub(super) fn room_in_word(stream: &Stream<'_>, room: Span, word: &str) -> Diagnostic {
    let source = stream.source();
    let written = stream.text(room);
    let message = format!("one word has no room in it, so `{written}` says nothing");
    let warning = advise(Diagnostic::warning(room, message), removed(source, room));
    let letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
    let fuzzy = match written {
        "~1" if letters >= 3 => "~",
        "~2" if letters >= 5 => "~2",
        _ => return warning,
    };
    let phrase = Span::new(room.start.saturating_sub(word.len() + 2), room.end);
    if stream.text(phrase) != format!("\"{word}\"{written}") {
        return warning;
    }
    let mended = replaced(source, phrase, &format!("{word}{fuzzy}"));
    advise_for(warning, "for a word that may be misspelt", mended)
}

/// A name that is no field's, where the stream stands behind its colon.
pub(super) fn unknown_field(stream: &Stream<'_>, name: Span) -> Diagnostic {
    let source = stream.source();
    let word = stream.text(name).trim_end_matches(':');
    let error = Diagnostic::error(name, format!("expected a field before `:`, found `{word}`"));
    let exists = stream.adjacent().and_then(|token| field::find(stream.text(token.span)));
    let error = if let Some(entry) = exists.filter(|_| word == "_exists_") {
        let whole = Span::new(name.start, stream.token().map_or(name.end, |token| token.span.end));
        return advise(error, replaced(source, whole, &format!("{}:any", entry.name)));
    } else if let Some(entry) = field::nearest(word) {
        let value = stream.token().filter(|token| starts_value(token.kind));
        let end = value.map_or(name.end, |token| token.span.start);
        let mended = replaced(source, Span::new(name.start, end), &format!("{}:", entry.name));
        advise(error, mended)
    } else {
        let names: Vec<&str> = field::TABLE.iter().map(|entry| entry.name).collect();
        error.hint(format!("the fields are {}", names.join(", ")))
    };
    let mended = match stream.adjacent() {
        Some(Token { kind: Kind::Word, span }) => {
            let whole = name.to(span);
            replaced(source, whole, &format!("\"{}\"", stream.text(whole)))
        }
        _ => replaced(source, name, &format!("{word} ")),
    };
    advise_for(error, "to search for the words", mended)
}

/// Two terms without a blank between, if that is how the next one stands.
///
/// Such a text may mean many things: `exercise(s)`, `title"joint exercise"`.
pub(super) fn blank(stream: &Stream<'_>) -> Option<Diagnostic> {
    let next = stream.adjacent()?;
    let previous = stream.previous()?;
    let written = stream.text(next.span);
    // A stray suffix has a complaint of its own.
    let apart = written == "NOT" || matches!(next.kind, Kind::Faulty | Kind::Room | Kind::Weight);
    // A stray `=` was reported; punctuation may follow a term.
    let follows = previous.kind == Kind::Exact
        || next.kind == Kind::Word && !has_content(written)
        || previous.kind == Kind::Word && !has_content(stream.text(previous.span));
    if apart || follows {
        return None;
    }
    let message =
        format!("expected a blank before {}, found {}", stream.found(), stream.found_before());
    let error = Diagnostic::error(next.span, message);
    let place = next.span.start;
    let field = field::find(stream.text(previous.span));
    let error = match (field, next.kind) {
        (Some(_), Kind::Open | Kind::Phrase(_)) => {
            advise(error, inserted(stream.source(), place, ":"))
        }
        _ => error,
    };
    Some(advise(error, inserted(stream.source(), place, " ")))
}

/// Warns that punctuation beside terms was left out.
pub(super) fn idle(stream: &Stream<'_>, span: Span) -> Diagnostic {
    let found = stream.text(span);
    let warning = Diagnostic::warning(span, format!("nothing to search for in `{found}`, ignored"));
    match found {
        "&" => warning.hint("words beside each other must all occur; no operator is needed"),
        _ => advise(warning, removed(stream.source(), span)),
    }
}

/// Warns of words beside each other whose writer may have meant operators or quotes.
pub(super) fn doubts(source: &str, operands: &[Node]) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let mut opened: Option<Span> = None;
    for (place, node) in operands.iter().enumerate() {
        let Some(raw) = plain(source, node) else {
            opened = None;
            continue;
        };
        let name = raw.to_uppercase();
        let last = place + 1 == operands.len();
        if matches!(name.as_str(), "AND" | "OR") && place > 0 && !last || name == "NOT" && !last {
            let mended = replaced(source, node.span, &name);
            doubts.push(as_operator(raw, node.span, mended));
        }
        let next = operands.get(place + 1);
        let distance = next.and_then(|next| Some((next.span, distance(source, next)?)));
        if let ("near" | "adj", Some((number, words))) = (raw, distance)
            && place > 0
            && place + 2 < operands.len()
        {
            let whole = node.span.to(number);
            let mended = replaced(source, whole, &format!("{name}/{words}"));
            doubts.push(as_operator(raw, node.span, mended));
        }
        if raw.starts_with(SINGLE_QUOTES) {
            opened = Some(node.span);
        } else if let Some(start) = opened.filter(|_| raw.ends_with(SINGLE_QUOTES)) {
            let span = start.to(node.span);
            let text = span.of(source).trim_matches(SINGLE_QUOTES);
            let warning = Diagnostic::warning(span, "single quotes do not make a phrase");
            doubts.push(advise(warning, replaced(source, span, &format!("\"{text}\""))));
            opened = None;
        }
    }
    doubts
}

fn as_operator(raw: &str, span: Span, mended: Option<String>) -> Diagnostic {
    let warning = Diagnostic::warning(span, format!("`{raw}` is searched for as a word"));
    advise_for(warning, "for the operator", mended)
}

/// The number that a word is, if it may be meant for the reach of an operator.
pub(super) fn distance(source: &str, node: &Node) -> Option<u32> {
    number(plain(source, node)?).filter(|words| *words <= FARTHEST)
}

/// Whether the value of a field can begin with such a token.
pub(super) fn starts_value(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::And
            | Kind::Or
            | Kind::Not
            | Kind::Required
            | Kind::Near(_)
            | Kind::Room
            | Kind::Weight
            | Kind::Close
    )
}

const SINGLE_QUOTES: [char; 4] = ['\'', '‘', '’', '‚'];

/// The source of a word that is written without signs or escapes.
pub(super) fn plain<'s>(source: &'s str, node: &Node) -> Option<&'s str> {
    let Expr::Word { text, exact: false } = &node.expr else {
        return None;
    };
    Some(node.span.of(source)).filter(|raw| raw == text)
}

/// Whether a blank, `)` or the end follows `span`.
fn stands_alone(source: &str, span: Span) -> bool {
    let rest = source.get(span.end..).unwrap_or_default();
    rest.chars().next().is_none_or(|next| is_blank(next) || next == ')')
}

/// Whether `token` is an operator such as `AND`, where a word is due, and not a sign for it.
pub(super) fn is_operator_word(stream: &Stream<'_>, token: Token) -> bool {
    matches!(token.kind, Kind::And | Kind::Or | Kind::Not | Kind::Near(_))
        && has_content(stream.text(token.span))
}

/// Advises to quote an operator that was meant as a word.
fn quoted(stream: &Stream<'_>, token: Token, error: Diagnostic) -> Diagnostic {
    let phrase = format!("\"{}\"", stream.text(token.span));
    let mended = replaced(stream.source(), token.span, &phrase);
    advise_for(error, "to search for the word", mended)
}

/// Advises to leave out the term under `span`.
fn without(stream: &Stream<'_>, span: Span, error: Diagnostic) -> Diagnostic {
    or_every_report(error, stream.without(span))
}

/// Advises to write `mended`, or the shortest query if nothing is left to write.
fn or_every_report(error: Diagnostic, mended: Option<String>) -> Diagnostic {
    match mended {
        Some(_) => advise(error, mended),
        None => error.hint(EVERY_REPORT),
    }
}

/// Advises how to search for an operator that was meant as a word.
fn as_word(written: &str, error: Diagnostic) -> Diagnostic {
    if has_content(written) && !written.contains('/') {
        error.hint(format!("to search for the word, quote it: `\"{}\"`", written.to_lowercase()))
    } else {
        error
    }
}
