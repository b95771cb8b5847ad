//! From tokens to the tree, by recursive descent.
//!
//! Precedence: `NOT` binds closest, then `AND` (also implied by a blank), then
//! `OR`. A fault does not end the reading: the term is marked faulty and the
//! rest is read on, so that several faults are reported in one go. Nesting is
//! bounded, and so is the recursion. What a word means is not asked here.

use crate::diag::Diagnostic;
use crate::query::ast::{Expr, Node, Query};
use crate::query::complaint;
use crate::query::fault::Faults;
use crate::query::lexer::{self, Kind};
use crate::query::stream::Stream;
use crate::query::word::{self, Piece};
use crate::report::field::Field;
use crate::span::Span;

/// Deepest nesting of groups, fields and negations.
const DEEPEST: usize = 100;

/// Reads a query: the tree, unless there are errors, and what is to be said of it.
///
/// The diagnostics come in the order of their places; with a tree there are at
/// most warnings, without one there is at least one error.
///
/// ```
/// use bilat::query;
///
/// let (query, diagnostics) = query::parse("\"joint exercise\" AND (serbia OR hungary");
/// assert!(query.is_none());
/// assert_eq!(diagnostics[0].hints, ["write `\"joint exercise\" AND (serbia OR hungary)`"]);
/// ```
pub fn parse(source: &str) -> (Option<Query>, Vec<Diagnostic>) {
    let mut faults = Faults::default();
    let stream = Stream::new(source, lexer::tokens(source, &mut faults));
    let mut parser = Parser { stream, depth: 0, field: None, faults };
    let root = parser.query();
    let faults = parser.faults;
    let query = root.filter(|_| !faults.has_errors()).map(|root| Query { root });
    (query, faults.into_list())
}

/// What reading a term or a list of terms gave.
enum Operand {
    /// An expression.
    Node(Node),
    /// Punctuation: there is nothing to search for.
    Nothing(Span),
    /// A fault, already reported.
    Faulty,
    /// No token at all.
    Missing,
}

struct Parser<'s> {
    stream: Stream<'s>,
    depth: usize,
    /// The field whose value is being read.
    field: Option<Field>,
    faults: Faults,
}

impl<'s> Parser<'s> {
    fn query(&mut self) -> Option<Node> {
        match self.disjunction() {
            Operand::Node(node) => return Some(node),
            Operand::Nothing(span) => self.faults.report(complaint::nothing(&self.stream, span)),
            // Without a token but with an error, what stood there was reported.
            Operand::Missing if !self.faults.has_errors() => self.faults.report(complaint::empty()),
            Operand::Missing | Operand::Faulty => {}
        }
        None
    }

    /// One or more conjunctions with `OR` between.
    fn disjunction(&mut self) -> Operand {
        let start = self.stream.start();
        let mut branch = self.conjunction();
        if self.stream.kind() != Some(Kind::Or) {
            return branch;
        }
        let mut lone = matches!(branch, Operand::Missing);
        if lone {
            self.faults.report(complaint::before(&self.stream));
        }
        let mut branches = Vec::new();
        let mut faulty = !self.keep(branch, &mut branches);
        while let Some(or) = self.stream.take(Kind::Or) {
            branch = self.conjunction();
            // One complaint is enough for an `OR` that stands alone.
            if matches!(branch, Operand::Missing) && !lone {
                self.faults.report(complaint::after(&self.stream, or, Kind::Or));
            }
            lone = false;
            faulty |= !self.keep(branch, &mut branches);
        }
        if faulty { Operand::Faulty } else { self.joined(branches, start, Expr::Or) }
    }

    /// One or more operands with `AND` or nothing between.
    fn conjunction(&mut self) -> Operand {
        let start = self.stream.start();
        let mut operands: Vec<Node> = Vec::new();
        let mut idle: Vec<Span> = Vec::new();
        let (mut seen, mut faulty) = (false, false);
        loop {
            let lone = !seen && self.stream.kind() == Some(Kind::And);
            if lone {
                self.faults.report(complaint::before(&self.stream));
                faulty = true;
            }
            let and = self.stream.take(Kind::And);
            if !self.stream.term_follows() {
                let Some(and) = and else {
                    break;
                };
                // One complaint is enough for an `AND` that stands alone.
                if !lone || self.stream.kind() == Some(Kind::And) {
                    self.faults.report(complaint::after(&self.stream, and, Kind::And));
                }
                (seen, faulty) = (true, true);
                continue;
            }
            let glued = seen && self.stream.adjacent().is_some();
            if glued
                && and.is_none()
                && let Some(fault) = complaint::blank(&self.stream)
            {
                self.faults.report(fault);
            }
            seen = true;
            match self.operand() {
                Operand::Node(node) => operands.push(node),
                Operand::Nothing(span)
                    if and.is_some() || self.stream.kind() == Some(Kind::And) =>
                {
                    self.faults.report(complaint::nothing(&self.stream, span));
                    faulty = true;
                }
                // Punctuation right behind a term is as good as in it.
                Operand::Nothing(_) if glued && !operands.is_empty() => {}
                Operand::Nothing(span) => idle.push(span),
                Operand::Faulty | Operand::Missing => faulty = true,
            }
        }
        if faulty {
            return Operand::Faulty;
        }
        if operands.is_empty() {
            let all = idle.into_iter().reduce(Span::to);
            return all.map_or(Operand::Missing, Operand::Nothing);
        }
        for span in idle {
            self.faults.report(complaint::idle(&self.stream, span));
        }
        for doubt in complaint::doubts(self.stream.source(), &operands) {
            self.faults.report(doubt);
        }
        self.joined(operands, start, Expr::And)
    }

    /// A term, or `NOT` and a term.
    fn operand(&mut self) -> Operand {
        if self.depth == DEEPEST {
            self.faults.report(complaint::too_deep(&self.stream, DEEPEST));
            self.faults.fall_silent();
            self.stream.exhaust();
            return Operand::Faulty;
        }
        self.depth += 1;
        let operand = self.term();
        self.depth -= 1;
        operand
    }

    fn term(&mut self) -> Operand {
        let Some(token) = self.stream.next() else {
            return Operand::Missing;
        };
        match token.kind {
            Kind::Not => self.negation(token.span),
            Kind::Open => self.group(token.span),
            Kind::Field(field) => self.field(field, token.span),
            Kind::UnknownField => self.unknown_field(token.span),
            Kind::Exact => self.exact(token.span),
            Kind::Word => self.word(token.span),
            Kind::Phrase(inner) => self.phrase(token.span, inner),
            Kind::Star => self.star(token.span),
            // The callers have looked: an operator or `)` does not get here.
            Kind::Faulty | Kind::And | Kind::Or | Kind::Close => Operand::Faulty,
        }
    }

    fn negation(&mut self, not: Span) -> Operand {
        if self.stream.text(not).starts_with('-') {
            let follows = self.stream.adjacent().is_some() && self.stream.term_follows();
            if !follows {
                self.faults.report(complaint::lone_hyphen(&self.stream, not));
                self.skip_operator_word();
                return Operand::Faulty;
            }
        }
        if !self.stream.term_follows() {
            self.faults.report(complaint::after(&self.stream, not, Kind::Not));
            return Operand::Faulty;
        }
        let operand = self.operand();
        self.wrapped(operand, not, |node| Expr::Not(Box::new(node)))
    }

    fn group(&mut self, open: Span) -> Operand {
        let inner = self.disjunction();
        let close = self.stream.take(Kind::Close);
        let span = Span::new(open.start, self.stream.end());
        match inner {
            // A word keeps its own place, so that a fault in it can be shown.
            Operand::Node(node) if is_leaf(&node.expr) => Operand::Node(node),
            Operand::Node(node) => Operand::Node(Node::new(span, node.expr)),
            Operand::Nothing(_) => Operand::Nothing(span),
            Operand::Faulty => Operand::Faulty,
            Operand::Missing => {
                // Without its own `)` the group was reported as unclosed.
                if close.is_some_and(|close| !close.is_empty()) {
                    self.faults.report(complaint::empty_group(&self.stream, span));
                }
                Operand::Faulty
            }
        }
    }

    fn exact(&mut self, sign: Span) -> Operand {
        let follows = self.stream.adjacent().map(|token| token.kind);
        if !matches!(follows, Some(Kind::Word | Kind::Phrase(_) | Kind::Faulty)) {
            // A term further on is read for itself.
            self.faults.report(complaint::exact(&self.stream, sign));
            self.skip_operator_word();
            return Operand::Faulty;
        }
        let inner = self.term();
        self.wrapped(inner, sign, |node| match node.expr {
            Expr::Word { text, .. } => Expr::Word { text, exact: true },
            Expr::Phrase { text, .. } => Expr::Phrase { text, exact: true },
            other => other,
        })
    }

    fn word(&mut self, span: Span) -> Operand {
        let content = word::has_content(self.stream.text(span));
        match word::read(self.piece(span), &mut self.faults) {
            Some(_) if !content => Operand::Nothing(span),
            Some(text) => Operand::Node(Node::new(span, Expr::Word { text, exact: false })),
            None => Operand::Faulty,
        }
    }

    fn phrase(&mut self, span: Span, inner: Span) -> Operand {
        let raw = self.stream.text(inner);
        if raw.chars().all(lexer::is_blank) {
            self.faults.report(complaint::empty_phrase(&self.stream, span));
            return Operand::Faulty;
        }
        match word::read_phrase(self.piece(inner), &mut self.faults) {
            Some(_) if !word::has_content(raw) => Operand::Nothing(span),
            Some(text) => Operand::Node(Node::new(span, Expr::Phrase { text, exact: false })),
            None => Operand::Faulty,
        }
    }

    fn star(&mut self, span: Span) -> Operand {
        let Some(field) = self.field else {
            return Operand::Node(Node::new(span, Expr::All));
        };
        self.faults.report(complaint::any_value(field, span, "*"));
        Operand::Faulty
    }

    /// A field with its value, which must follow without a blank.
    fn field(&mut self, field: Field, name: Span) -> Operand {
        if let Some(outer) = self.field {
            self.faults.report(complaint::nested(&self.stream, outer, name));
            self.skip_value();
            return Operand::Faulty;
        }
        let Some(token) =
            self.stream.adjacent().filter(|token| complaint::starts_value(token.kind))
        else {
            self.faults.report(complaint::value(&self.stream, field, name));
            self.skip_operator_word();
            // The hyphen of `country:-serbia` is for the country, as the complaint says.
            if self.stream.kind() == Some(Kind::Not) {
                self.skip_value();
            }
            return Operand::Faulty;
        };
        let written = self.stream.text(token.span);
        let open = written == "any" || written == "none" && field != Field::Date;
        if token.kind == Kind::Star || token.kind == Kind::Word && open {
            self.stream.next();
            self.faults.report(complaint::any_value(field, token.span, written));
            return Operand::Faulty;
        }
        self.field = Some(field);
        let value = self.operand();
        self.field = None;
        self.wrapped(value, name, |value| Expr::Field { field, value: Box::new(value) })
    }

    fn unknown_field(&mut self, name: Span) -> Operand {
        self.faults.report(complaint::unknown_field(&self.stream, name));
        self.skip_value();
        Operand::Faulty
    }

    /// Passes over a value that cannot be judged, as its field is not one.
    fn skip_value(&mut self) {
        if self.stream.adjacent().is_some() && self.stream.term_follows() {
            let mark = self.faults.mark();
            self.operand();
            self.faults.forget_since(mark);
        }
    }

    /// Passes over an operator that was meant as a word: `title:AND`.
    fn skip_operator_word(&mut self) {
        let next = self.stream.adjacent();
        if next.is_some_and(|token| complaint::is_operator_word(&self.stream, token)) {
            self.stream.next();
        }
    }

    /// The operand of a sign, operator or field that begins at `lead`.
    fn wrapped(
        &mut self,
        operand: Operand,
        lead: Span,
        make: impl FnOnce(Node) -> Expr,
    ) -> Operand {
        match operand {
            Operand::Node(node) => {
                let span = Span::new(lead.start, self.stream.end());
                Operand::Node(Node::new(span, make(node)))
            }
            Operand::Nothing(span) => {
                self.faults.report(complaint::nothing(&self.stream, span));
                Operand::Faulty
            }
            Operand::Faulty | Operand::Missing => Operand::Faulty,
        }
    }

    /// Adds a branch of `OR`; says whether there was one to search for.
    fn keep(&mut self, branch: Operand, branches: &mut Vec<Node>) -> bool {
        match branch {
            Operand::Node(node) => {
                branches.push(node);
                return true;
            }
            Operand::Nothing(span) => self.faults.report(complaint::nothing(&self.stream, span)),
            Operand::Faulty | Operand::Missing => {}
        }
        false
    }

    /// The only node, or all of them under `make`.
    fn joined(
        &self,
        mut nodes: Vec<Node>,
        start: usize,
        make: impl FnOnce(Vec<Node>) -> Expr,
    ) -> Operand {
        match nodes.pop() {
            None => Operand::Missing,
            Some(only) if nodes.is_empty() => Operand::Node(only),
            Some(last) => {
                nodes.push(last);
                Operand::Node(Node::new(Span::new(start, self.stream.end()), make(nodes)))
            }
        }
    }

    fn piece(&self, span: Span) -> Piece<'s> {
        Piece { source: self.stream.source(), span, field: self.field }
    }
}

fn is_leaf(expr: &Expr) -> bool {
    matches!(expr, Expr::All | Expr::Word { .. } | Expr::Phrase { .. })
}
