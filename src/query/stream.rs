//! The tokens of a query with a place among them.
//!
//! What the parser moves along and what complaints look around in: the token
//! that follows, the one before, and the query without some of them.

use crate::query::lexer::{Kind, Token};
use crate::query::nearness::Nearness;
use crate::query::sign::is_blank;
use crate::query::suggest::removed;
use crate::span::Span;

/// Tokens and how far they were read.
pub(super) struct Stream<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    at: usize,
}

impl<'s> Stream<'s> {
    /// Stands before the first of `tokens`, which were split from `source`.
    pub(super) fn new(source: &'s str, tokens: Vec<Token>) -> Self {
        Self { source, tokens, at: 0 }
    }

    /// The whole query.
    pub(super) fn source(&self) -> &'s str {
        self.source
    }

    /// The text under `span`.
    pub(super) fn text(&self, span: Span) -> &'s str {
        span.of(self.source)
    }

    /// The token that follows.
    pub(super) fn token(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    /// What the token that follows is.
    pub(super) fn kind(&self) -> Option<Kind> {
        self.token().map(|token| token.kind)
    }

    /// The token that follows without a blank between.
    pub(super) fn adjacent(&self) -> Option<Token> {
        self.token().filter(|token| token.span.start == self.end())
    }

    /// The token that was read last.
    pub(super) fn previous(&self) -> Option<Token> {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).copied()
    }

    /// Where the token that follows begins.
    pub(super) fn start(&self) -> usize {
        self.token().map_or(self.end(), |token| token.span.start)
    }

    /// Where the token that was read last ends.
    pub(super) fn end(&self) -> usize {
        self.previous().map_or(0, |token| token.span.end)
    }

    /// Whether a term follows rather than an operator, `)` or the end.
    pub(super) fn term_follows(&self) -> bool {
        !matches!(self.kind(), None | Some(Kind::And | Kind::Or | Kind::Near(_) | Kind::Close))
    }

    /// Whether `AND`, `OR` and `)` do not follow, nor the end.
    pub(super) fn operand_follows(&self) -> bool {
        self.term_follows() || matches!(self.kind(), Some(Kind::Near(_)))
    }

    /// Reads a token.
    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.token()?;
        self.at += 1;
        Some(token)
    }

    /// Reads a token if it is of `kind`.
    pub(super) fn take(&mut self, kind: Kind) -> Option<Span> {
        self.token().filter(|token| token.kind == kind)?;
        self.next().map(|token| token.span)
    }

    /// Reads an operator of nearness, if one follows.
    pub(super) fn take_near(&mut self) -> Option<(Nearness, Span)> {
        let Some(Token { kind: Kind::Near(near), span }) = self.token() else {
            return None;
        };
        self.next();
        Some((near, span))
    }

    /// Reads a token if it is of `kind` and no blank stands before it.
    pub(super) fn take_adjacent(&mut self, kind: Kind) -> Option<Span> {
        self.adjacent().and_then(|_| self.take(kind))
    }

    /// Leaves the rest unread.
    pub(super) fn exhaust(&mut self) {
        self.at = self.tokens.len();
    }

    /// The token that follows, as a message names it.
    pub(super) fn found(&self) -> String {
        self.token().map_or_else(|| "the end of the query".to_owned(), |token| self.named(token))
    }

    /// What follows at once, as a message names it: a token, a blank or the end.
    pub(super) fn found_adjacent(&self) -> String {
        let rest = self.source.get(self.end()..).unwrap_or_default();
        match self.adjacent() {
            Some(token) => self.named(token),
            None if rest.chars().all(is_blank) => "the end of the query".to_owned(),
            None => "a blank".to_owned(),
        }
    }

    /// The token before, as a message names it.
    pub(super) fn found_before(&self) -> String {
        let previous = self.previous();
        previous.map_or_else(|| "the start of the query".to_owned(), |token| self.named(token))
    }

    fn named(&self, token: Token) -> String {
        match token.kind {
            _ if token.span.is_empty() => "the end of the query".to_owned(),
            Kind::Phrase(_) | Kind::Faulty => "a phrase".to_owned(),
            _ => format!("`{}`", self.text(token.span)),
        }
    }

    /// The query without the term under `span` and without what would be left
    /// hanging: an operator before or after it, its field, empty parentheses.
    pub(super) fn without(&self, span: Span) -> Option<String> {
        let mut first = self.tokens.partition_point(|token| token.span.start < span.start);
        let mut end = self.tokens.partition_point(|token| token.span.end <= span.end);
        let suffix = |at: usize| {
            self.tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Room | Kind::Weight))
        };
        while suffix(end) {
            end += 1;
        }
        while let Some(before) = first.checked_sub(1) {
            let kind = self.tokens.get(before).map(|token| token.kind);
            let closes = self.tokens.get(end).is_some_and(|token| token.kind == Kind::Close);
            match kind {
                Some(
                    Kind::Field(_) | Kind::UnknownField | Kind::Exact | Kind::Not | Kind::Required,
                ) => first = before,
                Some(Kind::Open) if closes => {
                    first = before;
                    end += 1;
                    while suffix(end) {
                        end += 1;
                    }
                }
                Some(Kind::And | Kind::Or | Kind::Near(_)) => {
                    return self.cut(before, end);
                }
                _ => break,
            }
        }
        let opens = first.checked_sub(1).and_then(|before| self.tokens.get(before));
        let leads = opens.is_none_or(|token| token.kind == Kind::Open);
        let operator = self.tokens.get(end).map(|token| token.kind);
        if leads && matches!(operator, Some(Kind::And | Kind::Or | Kind::Near(_))) {
            end += 1;
        }
        self.cut(first, end)
    }

    /// The query without the tokens from `first` to before `end`.
    fn cut(&self, first: usize, end: usize) -> Option<String> {
        let tokens = self.tokens.get(first..end)?;
        let span = tokens.first()?.span.to(tokens.last()?.span);
        removed(self.source, span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::fault::Faults;
    use crate::query::lexer;

    #[test]
    fn nothing_is_left_hanging_where_a_term_is_cut() {
        for (source, cut, expected) in [
            ("a x", "x", "a"),
            ("a OR x", "x", "a"),
            ("x OR a", "x", "a"),
            ("a AND NOT x", "x", "a"),
            ("a OR x OR b", "x", "a OR b"),
            ("(x OR a) b", "x", "(a) b"),
            ("(x) b", "x", "b"),
            ("a OR (NOT x) b", "x", "a b"),
            ("title:(x) a", "x", "a"),
            ("title:=x OR a", "x", "a"),
            ("x", "x", ""),
            ("a NEAR/5 x", "x", "a"),
            ("x NEAR/5 a", "x", "a"),
            ("a OR +x^2", "x", "a"),
            ("a (x)^2", "x", "a"),
        ] {
            let stream = Stream::new(source, lexer::tokens(source, &mut Faults::default()));
            let start = source.find(cut).unwrap_or_default();
            let found = stream.without(Span::new(start, start + cut.len()));
            assert_eq!(found.unwrap_or_default(), expected, "{source}");
        }
    }
}
