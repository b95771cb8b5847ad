//! What to ask for instead of words that no report holds.

use std::cmp::Reverse;
use std::slice::Iter;

use crate::diag::Diagnostic;
use crate::index::{self, Reader};
use crate::lexicon::edits::edits;
use crate::lexicon::fold::fold;
use crate::query::plan::{Clause, Scope, Term, TermKind};
use crate::query::{advise, replaced};
use crate::search::forms::{WordForm, similar};
use crate::search::lower::Leaf;
use crate::search::places::Shape;

/// Words suggested for one word.
const SUGGESTED: usize = 3;

/// Shortest word, in letters, for which others are looked for: anything is near to a shorter one.
const SHORTEST: usize = 3;

/// Warnings for the words for which nothing can be found, as no report holds them, with the words
/// that may have been meant: the closest first, of equally close ones the most frequent. `source`
/// is the query that was planned,
/// and `leaves` are what `root` was lowered to.
pub(super) fn suggestions(
    reader: &Reader,
    root: &Clause,
    leaves: &[Leaf<'_>],
    source: &str,
) -> Result<Vec<Diagnostic>, index::Error> {
    let mut warnings: Vec<Diagnostic> = Vec::new();
    let missing = missing(root, &mut leaves.iter());
    for (leaf, term) in missing.unwrap_or_else(|| unwritten(leaves)) {
        let warning = warning(reader, leaf, term, source)?;
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    Ok(warnings)
}

/// Words that are missing, each with the part of the plan that asks for it.
type Missing<'l, 'p> = Vec<(&'l Leaf<'p>, &'p Term)>;

/// The words for which `clause` finds nothing; nothing if it may find something.
///
/// `leaves` are those of the clause and what follows it, in order.
fn missing<'l, 'p>(clause: &Clause, leaves: &mut Iter<'l, Leaf<'p>>) -> Option<Missing<'l, 'p>> {
    let each = |clauses: &[Clause], leaves: &mut Iter<'l, Leaf<'p>>| {
        clauses.iter().map(|clause| missing(clause, leaves)).collect::<Vec<_>>()
    };
    let any = |found: Vec<Option<Missing<'l, 'p>>>| {
        let lists: Vec<_> = found.into_iter().flatten().collect();
        (!lists.is_empty()).then(|| lists.concat())
    };
    match clause {
        Clause::And(clauses) => any(each(clauses, leaves)),
        Clause::Ranked { required, optional } => {
            let found = any(each(required, leaves));
            each(optional, leaves);
            found
        }
        // One alternative is enough.
        Clause::Or(clauses) => {
            let found: Option<Vec<_>> = each(clauses, leaves).into_iter().collect();
            found.map(|lists| lists.concat())
        }
        Clause::Weighted { clause, .. } => missing(clause, leaves),
        // Nothing of it is among the leaves.
        Clause::Not(_) => None,
        _ => {
            let leaf = leaves.next()?;
            let mut terms = Vec::new();
            let is_dead = collect_missing(&leaf.shape, leaf, &mut terms);
            is_dead.then(|| terms.into_iter().map(|term| (leaf, term)).collect())
        }
    }
}

/// The words that no report holds as typed, though it may hold what some language takes for their
/// inflections: `serbai` for forms of *serb*.
fn unwritten<'l, 'p>(leaves: &'l [Leaf<'p>]) -> Missing<'l, 'p> {
    let mut found = Missing::new();
    for leaf in leaves {
        for (term, forms) in leaf.terms.iter().zip(&*leaf.words) {
            let inflected = matches!(term.kind, TermKind::Inflected { .. });
            let unwritten = forms.first().is_some_and(|typed| typed.reports == 0);
            // A word without any form was one of several to choose from.
            if inflected && unwritten && forms.iter().any(|form| form.reports > 0) {
                found.push((leaf, term));
            }
        }
    }
    found
}

/// Whether `shape` can stand nowhere; its words that no report holds are added to `missing`.
fn collect_missing<'p>(shape: &Shape, leaf: &Leaf<'p>, missing: &mut Vec<&'p Term>) -> bool {
    let any = |shapes: &mut dyn Iterator<Item = &Shape>, missing: &mut Vec<&'p Term>| {
        // Every one is looked at, so that all missing words are named.
        let dead = shapes.map(|shape| collect_missing(shape, leaf, missing));
        dead.filter(|dead| *dead).count() > 0
    };
    match shape {
        Shape::Word(word) => {
            let held = |forms: &[WordForm]| forms.iter().any(|form| form.reports > 0);
            let is_missing = leaf.words.get(*word).is_none_or(|forms| !held(forms));
            if is_missing {
                missing.extend(leaf.terms.get(*word));
            }
            is_missing
        }
        Shape::Either(shapes) => {
            let mut found = Vec::new();
            let all = shapes.iter().all(|shape| collect_missing(shape, leaf, &mut found));
            if all {
                missing.append(&mut found);
            }
            all && !shapes.is_empty()
        }
        Shape::Row { items, .. } => any(&mut items.iter().map(|item| &item.shape), missing),
        Shape::Near { operands, .. } => any(&mut operands.iter(), missing),
    }
}

fn warning(
    reader: &Reader,
    leaf: &Leaf<'_>,
    term: &Term,
    source: &str,
) -> Result<Diagnostic, index::Error> {
    let fields = reader.fields();
    let (fields, place) = match leaf.clause {
        Clause::Words { scope: Scope::Title, .. } => (vec![fields.title], "title"),
        Clause::Words { scope: Scope::Text, .. } => (vec![fields.body], "text"),
        Clause::Words { scope: Scope::Path, .. } => (vec![fields.path_words], "path"),
        Clause::Words { scope: scope @ Scope::Names(field), .. } => {
            (fields.names(*field).into_iter().collect(), scope.name())
        }
        _ => (vec![fields.title, fields.body], "report"),
    };
    let (TermKind::Inflected { folded, .. } | TermKind::Form { folded }) = &term.kind else {
        return Ok(Diagnostic::warning(term.span, format!("no word of a {place} fits")));
    };
    let warning = Diagnostic::warning(term.span, format!("no {place} holds `{folded}`"));
    // In other programs these stand for any ending.
    let typed = term.span.of(source);
    if typed.ends_with(['!', '$']) && fold(typed.trim_end_matches(['!', '$'])) == *folded {
        return Ok(advise(warning, replaced(source, term.span, &format!("{folded}*"))));
    }
    let length = folded.chars().count();
    if length < SHORTEST {
        return Ok(warning);
    }
    // Of a short word two edits leave nothing.
    let most = if length < 5 { 1 } else { 2 };
    let mut near: Vec<(usize, Reverse<u64>, String)> = similar(reader, &fields, folded, most)?
        .into_iter()
        .map(|(word, reports)| (edits(&word, folded), Reverse(reports), word))
        .collect();
    near.sort_unstable();
    let shown = near.iter().take(SUGGESTED).map(|(_, Reverse(reports), word)| match reports {
        1 => format!("`{word}` (1 report)"),
        _ => format!("`{word}` ({reports} reports)"),
    });
    let shown: Vec<String> = shown.collect();
    let Some((_, _, best)) = near.first() else { return Ok(warning) };
    let warning = warning.hint(format!("did you mean {}?", shown.join(" or ")));
    // The place of a word in a phrase is not known so exactly.
    let mended = if fold(term.span.of(source)) == *folded {
        replaced(source, term.span, best)
    } else {
        None
    };
    Ok(advise(warning, mended))
}
