//! Terms without operators in them: words, lists, phrases, expressions, uncertain dates.
//!
//! Takes the token with which the term begins; gives its node, or reports what
//! is wrong with it.

use crate::query::ast::{Expr, Item, ItemKind, Node};
use crate::query::expression;
use crate::query::lexer::Kind;
use crate::query::parser::{Operand, Parser};
use crate::query::sign::{has_content, is_blank};
use crate::query::word::{self, Piece, Term};
use crate::query::{complaint, row, suffix, uncertain};
use crate::report::field::Field;
use crate::span::Span;

impl<'s> Parser<'s> {
    pub(super) fn exact(&mut self, sign: Span) -> Operand {
        let inner = match self.stream.adjacent().map(|token| (token.kind, token.span)) {
            Some((Kind::Word, span)) => {
                self.stream.next();
                self.word(span, true)
            }
            Some((Kind::Phrase(_) | Kind::Expression | Kind::Faulty, _)) => self.term(),
            _ => {
                // A term further on is read for itself.
                self.faults.report(complaint::exact(&self.stream, sign));
                self.skip_operator_word();
                return Operand::Faulty;
            }
        };
        if let Operand::Node(node) = &inner
            && !matches!(node.expr, Expr::Word { .. } | Expr::Phrase { .. })
        {
            self.faults.report(complaint::inexact(&self.stream, sign, node));
            return Operand::Faulty;
        }
        self.wrapped(inner, sign, |node| match node.expr {
            Expr::Word { text, .. } => Expr::Word { text, exact: true },
            Expr::Phrase { text, .. } => Expr::Phrase { text, exact: true },
            other => other,
        })
    }

    /// A word, or a list of them where the field takes one.
    pub(super) fn word(&mut self, span: Span, exact: bool) -> Operand {
        let piece = self.piece(span);
        let Some(members) = word::members(piece) else {
            return self.single(span, exact);
        };
        let mut nodes = Vec::with_capacity(members.len());
        for member in members {
            let written = self.stream.text(member);
            if !has_content(written) && !uncertain::begins(written, self.field) {
                self.faults.report(word::empty_member(piece, member));
                return Operand::Faulty;
            }
            match self.single(member, exact) {
                Operand::Node(node) => nodes.push(node),
                _ => return Operand::Faulty,
            }
        }
        Operand::Node(Node::new(span, Expr::Or(nodes)))
    }

    fn single(&mut self, span: Span, exact: bool) -> Operand {
        let written = self.stream.text(span);
        let open = match (written, self.field) {
            ("any", Some(field)) if !word::takes_words(field) && !exact => Some(Expr::Any),
            ("none", Some(field)) if !word::takes_words(field) && !exact => Some(Expr::Nothing),
            _ => None,
        };
        if let Some(expr) = open {
            return Operand::Node(Node::new(span, expr));
        }
        if uncertain::begins(written, self.field) {
            return self.uncertain(span);
        }
        let expr = match word::read(self.piece(span), &mut self.faults) {
            None => return Operand::Faulty,
            Some(_) if !has_content(written) => return Operand::Nothing(span),
            Some(Term::Text(text)) => Expr::Word { text, exact: false },
            Some(Term::Wildcard(pattern)) => Expr::Wildcard { pattern },
            Some(Term::Fuzzy(text, edits)) => Expr::Fuzzy { text, edits },
        };
        Operand::Node(Node::new(span, expr))
    }

    /// Uncertain dates: `?` alone, or before a word or phrase.
    fn uncertain(&mut self, span: Span) -> Operand {
        let piece = self.piece(span);
        if let Some(fault) = uncertain::misplaced(piece) {
            self.faults.report(fault);
            return Operand::Faulty;
        }
        let date = uncertain::asked(span);
        let next = self.stream.adjacent().filter(|_| self.stream.end() == span.end);
        let mark = self.faults.mark();
        let value = match next.map(|token| (token.kind, token.span)) {
            _ if !date.is_empty() => self.single(date, false),
            Some((Kind::Phrase(inner), span)) => {
                self.stream.next();
                self.phrase(span, inner)
            }
            Some((Kind::Open | Kind::Expression, _)) => {
                let fault = uncertain::before_group(piece, &self.stream.found_adjacent());
                self.faults.report(fault);
                return Operand::Faulty;
            }
            _ => return Operand::Node(Node::new(span, Expr::Uncertain(None))),
        };
        if let Operand::Node(node) = &value
            && !matches!(node.expr, Expr::Word { .. } | Expr::Phrase { .. })
        {
            // Doubts about what is refused only repeat it.
            self.faults.forget_since(mark);
            self.faults.report(uncertain::no_date(piece, node));
            return Operand::Faulty;
        }
        self.wrapped(value, span, |node| Expr::Uncertain(Some(Box::new(node))))
    }

    pub(super) fn expression(&mut self, span: Span) -> Operand {
        self.expressions += 1;
        if !self.may_compile(span) {
            return Operand::Faulty;
        }
        let source = self.stream.source();
        let pattern = expression::pattern(self.stream.text(span));
        if let Some(fault) = expression::fault(source, span, &pattern, false) {
            self.faults.report(fault);
            return Operand::Faulty;
        }
        Operand::Node(Node::new(span, Expr::Regex { pattern }))
    }

    /// Whether there are not too many expressions by now; the first that is, is reported.
    fn may_compile(&mut self, span: Span) -> bool {
        if self.expressions == expression::MOST + 1 {
            self.faults.report(expression::too_many(span));
        }
        self.expressions <= expression::MOST
    }

    pub(super) fn phrase(&mut self, span: Span, inner: Span) -> Operand {
        let source = self.stream.source();
        let room = self.stream.take_adjacent(Kind::Room);
        let slop = room.map_or(Ok(0), |room| suffix::room(source, room, inner));
        let slop = slop.map_err(|fault| self.faults.report(fault)).ok();
        if self.stream.text(inner).chars().all(is_blank) {
            self.faults.report(complaint::empty_phrase(&self.stream, span));
            return Operand::Faulty;
        }
        let read = row::read(self.piece(inner), &mut self.expressions, &mut self.faults);
        let (Some(row), Some(slop)) = (read, slop) else {
            return Operand::Faulty;
        };
        let comparison = if room.is_none() { self.comparison() } else { None };
        let whole = room.or(comparison).map_or(span, |behind| span.to(behind));
        let expr = match row.items.as_slice() {
            [] => return Operand::Nothing(whole),
            [Item { kind: ItemKind::Text(text), .. }] if comparison.is_some() => {
                let comparison = comparison.map_or("", |place| self.stream.text(place));
                Expr::Phrase { text: format!("{text}{comparison}"), exact: false }
            }
            [Item { kind: ItemKind::Text(_), .. }] if slop == 0 => {
                Expr::Phrase { text: row.text, exact: false }
            }
            [Item { kind: ItemKind::Text(word), .. }] if !word.chars().any(is_blank) => {
                if let Some(room) = room {
                    self.faults.report(complaint::room_in_word(&self.stream, room, word));
                }
                Expr::Row { items: row.items, slop }
            }
            _ => Expr::Row { items: row.items, slop },
        };
        Operand::Node(Node::new(whole, expr))
    }

    /// The comparison right behind the phrase of a count: `count:"joint activities">=50`. It is a
    /// part of the value, as if it stood within the quotes.
    fn comparison(&mut self) -> Option<Span> {
        if self.field != Some(Field::Count) {
            return None;
        }
        if let Some(sign) = self.stream.take_adjacent(Kind::Exact) {
            let number = self.stream.take_adjacent(Kind::Word);
            return Some(number.map_or(sign, |number| sign.to(number)));
        }
        let next = self.stream.adjacent().filter(|next| next.kind == Kind::Word)?;
        let compares = self.stream.text(next.span).starts_with(['<', '>', '≤', '≥']);
        compares.then(|| self.stream.take_adjacent(Kind::Word)).flatten()
    }

    fn piece(&self, span: Span) -> Piece<'s> {
        Piece { source: self.stream.source(), span, field: self.field }
    }
}
