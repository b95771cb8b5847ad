//! From tokens to the tree, by recursive descent.
//!
//! Precedence: `NEAR` and `ADJ` bind closest, then `NOT` and `+`, then `AND` (also
//! implied by a blank), then `OR`. A fault does not end the reading: the term is marked faulty and the
//! rest is read on, so that several faults are reported in one go. Nesting is
//! bounded, and so is the recursion. What stands within a term is read by `atom`; what a word means is
//! not asked here.

mod atom;

use crate::diag::Diagnostic;
use crate::query::ast::{Expr, Node, Query};
use crate::query::doubt;
use crate::query::fault::Faults;
use crate::query::lexer::{self, Kind};
use crate::query::neighbour::{self, Chain};
use crate::query::stream::Stream;
use crate::query::{complaint, suffix};
use crate::report::field::Field;
use crate::span::Span;

/// Deepest nesting of groups, fields, negations and chains of nearness.
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
    let mut parser = Parser { stream, depth: 0, field: None, expressions: 0, faults };
    let root = parser.query();
    let mut faults = parser.faults;
    let query = root.filter(|_| !faults.has_errors()).map(|root| Query { root });
    if let Some(query) = &query {
        doubt::report(query, source, &mut faults);
    }
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
    /// Regular expressions so far.
    expressions: usize,
    faults: Faults,
}

impl Parser<'_> {
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
            if !self.stream.operand_follows() {
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

    /// Terms with nearness between, perhaps after `NOT` or `+`.
    fn operand(&mut self) -> Operand {
        self.deeper(|parser| match parser.stream.kind() {
            Some(Kind::Not) => parser.negation(),
            Some(Kind::Required) => parser.requirement(),
            _ => parser.nearness(),
        })
    }

    /// What `read` gives, unless it stands too deep.
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Operand) -> Operand {
        if self.depth == DEEPEST {
            return self.too_deep();
        }
        self.depth += 1;
        let operand = read(self);
        self.depth -= 1;
        operand
    }

    /// Reports the nesting and leaves the rest unread.
    fn too_deep(&mut self) -> Operand {
        self.faults.report(complaint::too_deep(&self.stream, DEEPEST));
        self.faults.fall_silent();
        self.stream.exhaust();
        Operand::Faulty
    }

    /// One or more terms with `NEAR` or `ADJ` between.
    fn nearness(&mut self) -> Operand {
        let start = self.stream.start();
        let mut faulty = false;
        if matches!(self.stream.kind(), Some(Kind::Near(_))) {
            self.faults.report(complaint::before(&self.stream));
            self.stream.next();
            // One complaint is enough for an operator that stands alone.
            if !self.stream.term_follows() {
                return Operand::Faulty;
            }
            faulty = true;
        }
        let first = self.weighted();
        if !matches!(self.stream.kind(), Some(Kind::Near(_))) {
            return if faulty { Operand::Faulty } else { first };
        }
        let mut operands = Vec::new();
        faulty |= !self.keep(first, &mut operands);
        let mut chain: Option<Chain> = None;
        let mut groups = 0;
        loop {
            let end = self.stream.end();
            let Some((near, sign)) = self.stream.take_near() else {
                break;
            };
            let current = match chain.take() {
                Some(current) if current.near == near => current,
                Some(current) => {
                    faulty |= !self.fits(&current);
                    groups += 1;
                    if self.depth + groups == DEEPEST {
                        return self.too_deep();
                    }
                    let operands = vec![current.into_node()];
                    Chain { near, sign, operands, start, end }
                }
                None => Chain { near, sign, operands: std::mem::take(&mut operands), start, end },
            };
            let current = chain.insert(current);
            if !self.stream.term_follows() {
                self.faults.report(complaint::after(&self.stream, sign, Kind::Near(near)));
                faulty = true;
                continue;
            }
            let operand = match self.stream.kind() {
                Some(Kind::Not | Kind::Required) => self.operand(),
                _ => self.weighted(),
            };
            match operand {
                Operand::Node(node) => {
                    if let Some(fault) = neighbour::number_apart(&self.stream, sign, near, &node) {
                        self.faults.report(fault);
                        faulty = true;
                        // What follows is what the operator is for.
                        if let Operand::Node(node) = self.weighted() {
                            current.operands.push(node);
                        }
                    } else if current.operands.len() == near.most() {
                        if !faulty {
                            self.faults.report(neighbour::too_many(near, node.span));
                        }
                        faulty = true;
                    } else {
                        current.operands.push(node);
                    }
                }
                Operand::Nothing(span) => {
                    self.faults.report(complaint::nothing(&self.stream, span));
                    faulty = true;
                }
                Operand::Faulty | Operand::Missing => faulty = true,
            }
            current.end = self.stream.end();
        }
        match chain {
            Some(chain) if self.fits(&chain) && !faulty => Operand::Node(chain.into_node()),
            _ => Operand::Faulty,
        }
    }

    /// Whether each operand of a chain can be near another; if not, that is reported.
    fn fits(&mut self, chain: &Chain) -> bool {
        let Some(misfit) = neighbour::misfit(chain) else {
            return true;
        };
        self.faults.report(neighbour::complaint(&self.stream, chain, misfit));
        false
    }

    /// A term with its weight, if it has one.
    fn weighted(&mut self) -> Operand {
        let start = self.stream.start();
        let term = self.term();
        let Some(span) = self.stream.take_adjacent(Kind::Weight) else {
            return term;
        };
        let weight = suffix::weight(self.stream.source(), span);
        let weight = weight.map_err(|fault| self.faults.report(fault)).ok();
        match weight {
            Some(weight) => {
                let lead = Span::new(start, start);
                self.wrapped(term, lead, |node| Expr::Weighted { operand: Box::new(node), weight })
            }
            None => Operand::Faulty,
        }
    }

    fn term(&mut self) -> Operand {
        let before = self.stream.found_before();
        let Some(token) = self.stream.next() else {
            return Operand::Missing;
        };
        match token.kind {
            Kind::Open => self.group(token.span),
            Kind::Field(field) => self.field(field, token.span),
            Kind::UnknownField => self.unknown_field(token.span),
            Kind::Exact => self.exact(token.span),
            Kind::Word => self.word(token.span, false),
            Kind::Expression => self.expression(token.span),
            Kind::Phrase(inner) => self.phrase(token.span, inner),
            Kind::Star if self.field.is_some() => Operand::Node(Node::new(token.span, Expr::Any)),
            Kind::Star => Operand::Node(Node::new(token.span, Expr::All)),
            Kind::Room | Kind::Weight => {
                let fault = suffix::stray(self.stream.source(), token.span, &before);
                self.faults.report(fault);
                Operand::Faulty
            }
            // The callers have looked: an operator or `)` does not get here.
            Kind::Faulty
            | Kind::And
            | Kind::Or
            | Kind::Not
            | Kind::Required
            | Kind::Near(_)
            | Kind::Close => Operand::Faulty,
        }
    }

    fn negation(&mut self) -> Operand {
        let Some(not) = self.stream.take(Kind::Not) else {
            return Operand::Missing;
        };
        if self.stream.text(not).starts_with('-') {
            let next = self.stream.adjacent().filter(|_| self.stream.term_follows());
            let Some(next) = next else {
                self.faults.report(complaint::lone_hyphen(&self.stream, not));
                self.skip_operator_word();
                return Operand::Faulty;
            };
            if next.kind == Kind::Star && self.field.is_none() {
                let span = not.to(next.span);
                self.stream.next();
                self.faults.report(complaint::no_report(&self.stream, span));
                return Operand::Faulty;
            }
        }
        if !self.stream.term_follows() {
            self.faults.report(complaint::after(&self.stream, not, Kind::Not));
            return Operand::Faulty;
        }
        if let Some(token) = self.stream.token().filter(|token| token.kind == Kind::Required) {
            self.faults.report(complaint::required_sign(&self.stream, token.span, not));
            self.operand();
            return Operand::Faulty;
        }
        let operand = self.operand();
        self.wrapped(operand, not, |node| Expr::Not(Box::new(node)))
    }

    fn requirement(&mut self) -> Operand {
        let Some(plus) = self.stream.take(Kind::Required) else {
            return Operand::Missing;
        };
        let next = self.stream.adjacent();
        if let Some(token) = next.filter(|token| token.kind == Kind::Not) {
            self.faults.report(complaint::required_sign(&self.stream, plus, token.span));
            self.operand();
            return Operand::Faulty;
        }
        if next.is_none() || !self.stream.term_follows() {
            self.faults.report(complaint::lone_plus(&self.stream, plus));
            self.skip_operator_word();
            return Operand::Faulty;
        }
        let operand = self.operand();
        self.wrapped(operand, plus, |node| Expr::Required(Box::new(node)))
    }

    fn group(&mut self, open: Span) -> Operand {
        let inner = self.disjunction();
        let close = self.stream.take(Kind::Close);
        let span = Span::new(open.start, self.stream.end());
        if let Some(room) = self.stream.take_adjacent(Kind::Room) {
            let node = if let Operand::Node(node) = &inner { Some(node) } else { None };
            self.faults.report(complaint::room_in_group(&self.stream, span, room, node));
            return Operand::Faulty;
        }
        match inner {
            // A word keeps its own place, so that a fault in it can be shown.
            Operand::Node(node) if node.expr.is_leaf() => Operand::Node(node),
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
            if matches!(self.stream.kind(), Some(Kind::Not | Kind::Required)) {
                self.skip_value();
            }
            return Operand::Faulty;
        };
        // As the whole value, these have their meaning in every field.
        let whole = match self.stream.text(token.span) {
            "any" => Some(Expr::Any),
            "none" => Some(Expr::Nothing),
            _ => None,
        };
        self.field = Some(field);
        let value = match whole.filter(|_| token.kind == Kind::Word) {
            Some(expr) => {
                self.stream.next();
                Operand::Node(Node::new(token.span, expr))
            }
            None => self.deeper(Self::term),
        };
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
            if matches!(self.stream.kind(), Some(Kind::Not | Kind::Required)) {
                self.operand();
            } else {
                self.deeper(Self::weighted);
            }
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
}
