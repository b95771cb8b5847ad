//! Which branches of a query a report fulfils.
//!
//! In `(serbia exercise) OR hungary` a report with *serbia* and *hungary* alone
//! is a hit for the sake of *hungary*; the other word is in it, but is not why.

use crate::query::plan::Clause;

/// Takes the plan and, for each of its leaves that does not stand under a `NOT`, whether the
/// report fulfils it; takes away that mark where the branch around a leaf is not fulfilled.
pub(super) fn keep_alive(plan: &Clause, fulfilled: &mut [bool]) {
    walk(plan, true, &mut 0, fulfilled);
}

/// Walks a clause whose first leaf is that of number `next`, and says whether it is fulfilled.
///
/// What is `certain` is known to be fulfilled, as the report is a hit; what of it this module
/// cannot tell is then right as it is.
fn walk(clause: &Clause, certain: bool, next: &mut usize, fulfilled: &mut [bool]) -> bool {
    match clause {
        Clause::And(required) => walk_all(required, &[], certain, next, fulfilled),
        Clause::Ranked { required, optional } => {
            walk_all(required, optional, certain, next, fulfilled)
        }
        Clause::Or(clauses) => {
            let certain = certain && clauses.len() == 1;
            let mut any = false;
            for clause in clauses {
                any |= walk(clause, certain, next, fulfilled);
            }
            any
        }
        // Its leaves are not shown, so they are not counted.
        Clause::Not(_) => true,
        Clause::Weighted { clause, .. } => walk(clause, certain, next, fulfilled),
        _ => {
            let leaf = fulfilled.get(*next).copied().unwrap_or(true);
            *next += 1;
            leaf || certain
        }
    }
}

/// The same for clauses that are all required, beside others that are not.
fn walk_all(
    required: &[Clause],
    optional: &[Clause],
    certain: bool,
    next: &mut usize,
    fulfilled: &mut [bool],
) -> bool {
    let start = *next;
    let mut all = true;
    for clause in required {
        all &= walk(clause, certain, next, fulfilled);
    }
    for clause in optional {
        walk(clause, false, next, fulfilled);
    }
    if !all && !certain {
        fulfilled.iter_mut().take(*next).skip(start).for_each(|leaf| *leaf = false);
    }
    all || certain
}
