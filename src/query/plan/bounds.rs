//! `since:` and `until:` side by side are one range, which one date has to touch.
//!
//! Of a report with several days, one before and one behind a range are not a
//! day within it. So the bounds of a conjunction are found here, and the
//! builder makes one clause of them.

use rustc_hash::FxHashSet;

use crate::query::{Expr, Node};
use crate::report::field::Field;

/// The bounds among what must hold together, if they are on both sides.
pub(super) fn joined(nodes: &[Node]) -> Vec<&Node> {
    let bounds = together(nodes);
    if are_joined(&bounds) { bounds } else { Vec::new() }
}

fn are_joined(bounds: &[&Node]) -> bool {
    let has = |field| bounds.iter().any(|bound| bound_of(bound) == Some(field));
    has(Field::Since) && has(Field::Until)
}

/// The bounds among `nodes` and in groups among them.
fn together(nodes: &[Node]) -> Vec<&Node> {
    let mut bounds = Vec::new();
    for node in nodes {
        match &node.expr {
            Expr::And(inner) => {
                let inner = together(inner);
                // A group with bounds on both sides is a range of its own.
                if !are_joined(&inner) {
                    bounds.extend(inner);
                }
            }
            Expr::Required(inner) => bounds.extend(together(std::slice::from_ref(inner))),
            _ if bound_of(node).is_some() => bounds.push(node),
            _ => {}
        }
    }
    bounds
}

/// The field of a bound with one date as its value.
fn bound_of(node: &Node) -> Option<Field> {
    let Expr::Field { field: field @ (Field::Since | Field::Until), value } = &node.expr else {
        return None;
    };
    matches!(value.expr, Expr::Word { .. } | Expr::Phrase { .. }).then_some(*field)
}

/// Whether nothing but bounds stands in `node`, all of which begin where `starts` says.
pub(super) fn holds_only(node: &Node, starts: &FxHashSet<usize>) -> bool {
    match &node.expr {
        Expr::And(inner) => inner.iter().all(|node| holds_only(node, starts)),
        Expr::Required(inner) => holds_only(inner, starts),
        _ => bound_of(node).is_some() && starts.contains(&node.span.start),
    }
}
