//! Warnings about a tree that says less than its signs: a `+` or a weight without effect.
//!
//! Whether a sign has an effect depends on what stands around it, so this looks
//! at the whole tree when it is there.

use crate::diag::Diagnostic;
use crate::query::ast::{Expr, Node, Query};
use crate::query::complaint::plain;
use crate::query::fault::Faults;
use crate::query::nearness;
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::report::field::{Field, ValueKind};
use crate::span::Span;

/// Reports the signs of `query` that have no effect.
pub(super) fn report(query: &Query, source: &str, faults: &mut Faults) {
    let mut walker = Walker { source, faults };
    walker.walk(&query.root, Around::default());
}

const ALREADY: &str = "every term is required here already, so `+` says nothing";
const ELSEWHERE: &str = "`+` says nothing here, only directly beside `OR`";

/// What stands around a node.
#[derive(Clone, Copy, Default)]
struct Around {
    /// The field whose value it is in.
    field: Option<Field>,
    /// Whether it is an operand of `OR`.
    choice: bool,
    /// Whether it is excluded.
    excluded: bool,
    /// Whether another sign stands before or after it.
    signed: bool,
}

struct Walker<'s, 'f> {
    source: &'s str,
    faults: &'f mut Faults,
}

impl Walker<'_, '_> {
    fn walk(&mut self, node: &Node, around: Around) {
        let inner = Around { choice: false, signed: false, ..around };
        match &node.expr {
            Expr::Or(operands) => {
                for operand in operands {
                    self.walk(operand, Around { choice: true, ..inner });
                }
            }
            Expr::And(operands) => {
                for (place, operand) in operands.iter().enumerate() {
                    let between = place > 0 && place + 1 < operands.len();
                    self.required(operand, ALREADY, between);
                    let operand =
                        if let Expr::Required(inner) = &operand.expr { inner } else { operand };
                    self.walk(operand, inner);
                }
            }
            Expr::Near { operands, .. } => {
                for operand in operands {
                    self.walk(operand, inner);
                }
            }
            Expr::Not(operand) => {
                let excluded = !around.excluded;
                self.walk(operand, Around { excluded, signed: true, ..inner });
            }
            Expr::Required(operand) => {
                if !around.choice {
                    self.required(node, if around.signed { ELSEWHERE } else { ALREADY }, false);
                }
                self.walk(operand, inner);
            }
            Expr::Weighted { operand, .. } => {
                self.weighted(node, operand, around);
                self.walk(operand, Around { signed: true, ..inner });
            }
            Expr::Field { field, value } => {
                self.walk(value, Around { field: Some(*field), ..inner });
            }
            _ => {}
        }
    }

    /// Warns of a `+` that makes no difference; `between` says whether terms stand on both sides.
    fn required(&mut self, node: &Node, message: &str, between: bool) {
        let Expr::Required(operand) = &node.expr else {
            return;
        };
        let sign = Span::new(node.span.start, operand.span.start);
        // In parentheses the sign is further in, and leaving it out may need a closer look.
        let plus = sign
            .of(self.source)
            .find('+')
            .map_or(sign, |at| Span::new(sign.start + at, sign.start + at + 1));
        let warning = Diagnostic::warning(plus, message);
        let warning = advise(warning, removed(self.source, plus));
        // Elsewhere a number or letter after `+` is nearness in order.
        let reach = plain(self.source, operand).and_then(|text| match text {
            "s" | "p" => Some(text.to_owned()),
            _ => nearness::number(text)
                .filter(|words| *words <= nearness::FARTHEST)
                .map(|words| words.to_string()),
        });
        let near = reach
            .filter(|_| between)
            .and_then(|reach| replaced(self.source, node.span, &format!("ADJ/{reach}")));
        self.faults.report(advise_for(warning, "for nearness in this order", near));
    }

    /// Warns of a weight on what has no score.
    fn weighted(&mut self, node: &Node, operand: &Node, around: Around) {
        let why = if around.excluded {
            "what is excluded has no score"
        } else if !scores(operand, around.field) {
            "filters have no score"
        } else {
            return;
        };
        let weight = weight_place(self.source, node, operand);
        let message = format!("{why}, so `{}` says nothing", weight.of(self.source));
        let warning = Diagnostic::warning(weight, message);
        self.faults.report(advise(warning, removed(self.source, weight)));
    }
}

/// Where the weight stands that `node` gives to `operand`.
pub(super) fn weight_place(source: &str, node: &Node, operand: &Node) -> Span {
    let rest = Span::new(operand.span.end, node.span.end);
    let start = rest.of(source).find('^').map_or(rest.start, |at| rest.start + at);
    let number = Span::new(start + 1, rest.end).of(source);
    let length =
        number.find(|sign: char| sign != '.' && !sign.is_ascii_digit()).unwrap_or(number.len());
    Span::new(start, (start + 1 + length).min(node.span.end))
}

/// Whether anything in `node` adds to the score of a report.
fn scores(node: &Node, field: Option<Field>) -> bool {
    match &node.expr {
        Expr::And(operands) | Expr::Or(operands) | Expr::Near { operands, .. } => {
            operands.iter().any(|operand| scores(operand, field))
        }
        Expr::Field { field, value } => scores(value, Some(*field)),
        Expr::Required(operand) | Expr::Weighted { operand, .. } => scores(operand, field),
        Expr::All | Expr::Any | Expr::Nothing | Expr::Uncertain(_) | Expr::Not(_) => false,
        _ => field.is_none_or(|field| field.entry().value == ValueKind::Words),
    }
}
