//! What is said of operands of `NEAR` and `ADJ` that cannot be near anything.
//!
//! Nearness is of words and phrases: a report that lacks a word, or the value of
//! a field, has no place in the text. Each complaint shows a query that says what
//! was most likely meant.

use crate::diag::Diagnostic;
use crate::query::ast::{Expr, Node};
use crate::query::complaint::{distance, plain};
use crate::query::doubt::weight_place;
use crate::query::nearness::Nearness;
use crate::query::stream::Stream;
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::report::field::{Field, ValueKind};
use crate::span::Span;

/// A chain of operands with the same operator between.
pub(super) struct Chain {
    /// The operator.
    pub(super) near: Nearness,
    /// Where the operator stands for the first time.
    pub(super) sign: Span,
    /// Its operands so far.
    pub(super) operands: Vec<Node>,
    /// Where the chain begins in the source.
    pub(super) start: usize,
    /// Where it ends so far.
    pub(super) end: usize,
}

impl Chain {
    fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The chain as one node.
    pub(super) fn into_node(self) -> Node {
        let span = self.span();
        let Nearness { reach, ordered } = self.near;
        Node::new(span, Expr::Near { operands: self.operands, reach, ordered })
    }
}

/// The first operand, or part of one, that has no place in a text.
pub(super) fn misfit(chain: &Chain) -> Option<&Node> {
    chain.operands.iter().find_map(placeless)
}

fn placeless(node: &Node) -> Option<&Node> {
    match &node.expr {
        Expr::Word { .. }
        | Expr::Wildcard { .. }
        | Expr::Fuzzy { .. }
        | Expr::Regex { .. }
        | Expr::Phrase { .. }
        | Expr::Row { .. }
        | Expr::Near { .. } => None,
        Expr::Or(operands) => operands.iter().find_map(placeless),
        _ => Some(node),
    }
}

/// The complaint about `node`, which has no place in a text, in `chain`.
pub(super) fn complaint(stream: &Stream<'_>, chain: &Chain, node: &Node) -> Diagnostic {
    let operator = stream.text(chain.sign);
    let written = stream.text(node.span);
    let found =
        if written.chars().count() > 40 { "a group".to_owned() } else { format!("`{written}`") };
    let takes = if matches!(node.expr, Expr::And(_)) { "one" } else { "a" };
    let message = format!("expected {takes} word or phrase beside `{operator}`, found {found}");
    let error = mended(stream, chain, node, Diagnostic::error(node.span, message));
    if error.hints.is_empty() {
        return error.hint("nearness is of words: `serbia NEAR/5 hungary`");
    }
    error
}

/// The error with the query that says what was most likely meant, if that can be told.
fn mended(stream: &Stream<'_>, chain: &Chain, node: &Node, error: Diagnostic) -> Diagnostic {
    let source = stream.source();
    match &node.expr {
        Expr::Not(inner) => excluded(stream, chain, node, inner, error),
        Expr::Required(inner) => {
            advise(error, removed(source, Span::new(node.span.start, inner.span.start)))
        }
        Expr::Weighted { operand, weight } => {
            let cut = weight_place(source, node, operand);
            let chained = without(source, chain.span(), &[cut]);
            let mended = replaced(source, chain.span(), &format!("({chained})^{weight}"));
            advise_for(error, "to weigh them together", mended)
        }
        Expr::And(operands) => together(stream, chain, node, operands, error),
        Expr::Field { field, .. } => fielded(stream, chain, *field, error),
        Expr::All => advise(error, without_star(stream, chain, node)),
        _ => error,
    }
}

/// Several terms where one is due.
fn together(
    stream: &Stream<'_>,
    chain: &Chain,
    node: &Node,
    operands: &[Node],
    error: Diagnostic,
) -> Diagnostic {
    let source = stream.source();
    let text = |part: &Node| stream.text(part.span);
    let (with, rest): (Vec<&Node>, Vec<&Node>) =
        operands.iter().partition(|part| placeless(part).is_none());
    let near: Vec<&str> = with.iter().map(|part| text(part)).collect();
    let near = near.join(&format!(" {} ", stream.text(chain.sign)));
    let near = if with.len() == 1 { near } else { format!("({near})") };
    if rest.is_empty() {
        let words: Option<Vec<&str>> = operands.iter().map(|part| plain(source, part)).collect();
        let phrase = words
            .and_then(|words| replaced(source, node.span, &format!("\"{}\"", words.join(" "))));
        let near = replaced(source, node.span, &near);
        let error = advise_for(error, "for all of them near each other", near);
        return advise_for(error, "for the words in a row", phrase);
    }
    let excluded = rest.iter().all(|part| matches!(part.expr, Expr::Not(_)));
    let own = chain.operands.iter().any(|operand| operand.span == node.span);
    if with.is_empty() || !excluded || !own || after_sign(source, chain.start) {
        return error;
    }
    // What is excluded can stand beside the chain as well as in it.
    let rest: Vec<&str> = rest.iter().map(|part| text(part)).collect();
    let before = Span::new(chain.start, node.span.start).of(source);
    let after = Span::new(node.span.end, chain.end).of(source);
    let mended = format!("{before}{near}{after} {}", rest.join(" "));
    advise_for(error, "for the rest near each other", replaced(source, chain.span(), &mended))
}

/// Whether what begins at `start` stands under `NOT`, `-` or `+`.
fn after_sign(source: &str, start: usize) -> bool {
    let before = source.get(..start).unwrap_or_default().trim_end();
    before.ends_with("NOT") || before.ends_with(['-', '+'])
}

/// A negated operand: most likely, what must not stand near.
fn excluded(
    stream: &Stream<'_>,
    chain: &Chain,
    node: &Node,
    inner: &Node,
    error: Diagnostic,
) -> Diagnostic {
    let source = stream.source();
    let others: Vec<&str> = chain
        .operands
        .iter()
        .filter(|operand| operand.span != node.span)
        .map(|operand| stream.text(operand.span))
        .collect();
    let sound = chain.operands.iter().filter(|operand| placeless(operand).is_some()).count() == 1
        && placeless(inner).is_none();
    if !sound || others.len() + 1 != chain.operands.len() {
        return error
            .hint("for one word without the other near it: `serbia NOT (serbia NEAR/5 hungary)`");
    }
    let operator = format!(" {} ", stream.text(chain.sign));
    let others = others.join(&operator);
    let sign = Span::new(node.span.start, inner.span.start);
    let near = without(source, chain.span(), &[sign]);
    let mended = format!("{others} NOT ({near})");
    // Under another sign, both belong together.
    let mended = if after_sign(source, chain.start) { format!("({mended})") } else { mended };
    let mended = replaced(source, chain.span(), &mended);
    advise_for(error, "for one without the other near it", mended)
}

/// A field beside an operator: its value is a word of the text, or none at all.
fn fielded(stream: &Stream<'_>, chain: &Chain, field: Field, error: Diagnostic) -> Diagnostic {
    let source = stream.source();
    let mut names = Vec::new();
    let mut same = field.entry().value == ValueKind::Words;
    for operand in &chain.operands {
        match &operand.expr {
            Expr::Field { field: other, value } => {
                same &= *other == field && placeless(value).is_none();
                let written = stream.text(operand.span);
                let name = written.find(':').map_or(0, |colon| colon + 1);
                names.push(Span::new(operand.span.start, operand.span.start + name));
            }
            _ => same &= placeless(operand).is_none(),
        }
    }
    let chained = without(source, chain.span(), &names);
    if same {
        let mended = format!("{field}:({chained})");
        return advise(error, replaced(source, chain.span(), &mended));
    }
    let apart = removed(source, chain.sign).filter(|_| chain.operands.len() == 2);
    let error = advise_for(error, "for both, anywhere", apart);
    let sound = chain.operands.iter().all(|operand| match &operand.expr {
        Expr::Field { value, .. } => placeless(value).is_none(),
        _ => placeless(operand).is_none(),
    });
    let words = replaced(source, chain.span(), &chained).filter(|_| sound);
    advise_for(error, "for the words near each other", words)
}

/// The query without a `*` and the operator beside it.
fn without_star(stream: &Stream<'_>, chain: &Chain, star: &Node) -> Option<String> {
    let at = chain.operands.iter().position(|operand| operand.span == star.span)?;
    let cut = match at.checked_sub(1).and_then(|before| chain.operands.get(before)) {
        Some(before) => Span::new(before.span.end, star.span.end),
        None => Span::new(star.span.start, chain.operands.get(1)?.span.start),
    };
    removed(stream.source(), cut)
}

/// The text under `span` without what stands under `cuts`, which come in order.
fn without(source: &str, span: Span, cuts: &[Span]) -> String {
    let mut text = String::new();
    let mut from = span.start;
    for cut in cuts {
        text.push_str(Span::new(from, cut.start).of(source));
        from = cut.end;
    }
    text.push_str(Span::new(from, span.end).of(source));
    text
}

/// A number after an operator without its own: `NEAR 5`.
pub(super) fn number_apart(
    stream: &Stream<'_>,
    sign: Span,
    near: Nearness,
    node: &Node,
) -> Option<Diagnostic> {
    let source = stream.source();
    let name = near.name();
    // With a number of its own, or with nothing to follow, the next one is a word.
    if stream.text(sign) != name || !stream.term_follows() {
        return None;
    }
    let words = distance(source, node)?;
    // The number may stand in parentheses.
    let whole = Span::new(sign.start, stream.end());
    let message =
        format!("expected `{name}/{words}` or a word after `{name}`, found the number `{words}`");
    let error = Diagnostic::error(whole, message);
    let error = advise(error, replaced(source, whole, &format!("{name}/{words}")));
    let quoted = format!("{} \"{}\"", near.written(), stream.text(node.span));
    Some(advise_for(error, "to search for the number", replaced(source, whole, &quoted)))
}

/// More operands in a chain than are allowed.
pub(super) fn too_many(near: Nearness, operand: Span) -> Diagnostic {
    let message = format!(
        "expected at most {} terms in a chain of `{}`, found another",
        near.most(),
        near.name()
    );
    Diagnostic::error(operand, message)
        .hint("put some in groups: `(serbia NEAR/5 hungary) NEAR/5 (joint NEAR/5 exercise)`")
}
