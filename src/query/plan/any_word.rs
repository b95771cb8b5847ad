//! Questions: plans that a report meets with some of the words.
//!
//! A question in plain language has many words, and no report may have them all.
//! [`question`] reads a text as plain words; [`Plan::any_word`] does the same to
//! a query that was read by the rules of the language. Words that say nothing
//! ([`stop_word`](crate::lexicon::stop_word)) are left out unless there are no others, as any report would
//! be found by them.

use crate::analyze::token;
use crate::lexicon::fold::fold;
use crate::lexicon::stop_word::is_stop_word;
use crate::query::Factor;
use crate::query::plan::{Clause, Pattern, Plan, Scope, Term, TermKind};
use crate::span::Span;

/// Reads a text as plain words: its signs mean nothing, and any of the words will do. A word
/// that stands there twice counts twice.
pub fn question(text: &str) -> Plan {
    let mut words: Vec<(Clause, String, u32)> = Vec::new();
    for span in token::words(text) {
        let word = span.of(text).to_owned();
        let folded = fold(&word);
        if folded.is_empty() {
            continue;
        }
        match words.iter_mut().find(|(_, known, _)| *known == folded) {
            Some((_, _, times)) => *times += 1,
            None => words.push((inflected(word, folded.clone(), span), folded, 1)),
        }
    }
    let says = words.iter().any(|(_, folded, _)| !is_stop_word(folded));
    words.retain(|(_, folded, _)| !says || !is_stop_word(folded));
    let clauses = words.into_iter().map(|(clause, _, times)| match times {
        1 => clause,
        _ => weighted(clause, Factor { thousandths: times.saturating_mul(1000) }),
    });
    Plan { root: Clause::Or(clauses.collect()) }
}

/// A word that is added to a query with its weight.
pub(crate) fn added(word: &str, weight: Factor) -> Clause {
    weighted(inflected(word.to_owned(), fold(word), Span::default()), weight)
}

fn inflected(word: String, folded: String, span: Span) -> Clause {
    let term = Term { span, kind: TermKind::Inflected { word, folded } };
    Clause::Words { scope: Scope::Anywhere, pattern: Pattern::Term(term) }
}

fn weighted(clause: Clause, weight: Factor) -> Clause {
    Clause::Weighted { clause: Box::new(clause), weight }
}

impl Plan {
    /// The same plan for reports that have any of its words; nothing if it does not ask for
    /// several words at once. All else that it asks for must still hold.
    #[must_use]
    pub fn any_word(&self) -> Option<Self> {
        let Clause::And(clauses) = &self.root else { return None };
        let (words, mut others): (Vec<_>, Vec<_>) =
            clauses.iter().cloned().partition(|clause| word(clause).is_some());
        if words.len() < 2 {
            return None;
        }
        let says = |clause: &Clause| word(clause).is_some_and(Word::says_something);
        let some_say = words.iter().any(says);
        let mut kept: Vec<Clause> =
            words.into_iter().filter(|clause| !some_say || says(clause)).collect();
        let any = if kept.len() == 1 { kept.swap_remove(0) } else { Clause::Or(kept) };
        if others.is_empty() {
            return Some(Self { root: any });
        }
        others.insert(0, any);
        Some(Self { root: Clause::And(others) })
    }

    /// The same plan with words that only add to the score or, if any word of the plan will do,
    /// find further reports.
    #[must_use]
    pub(crate) fn with_added(&self, added: Vec<Clause>) -> Self {
        let mut root = self.root.clone();
        let alternatives = match &mut root {
            Clause::Or(words) if words.iter().all(|clause| word(clause).is_some()) => Some(words),
            Clause::And(clauses) => match clauses.first_mut() {
                Some(Clause::Or(words)) if words.iter().all(|clause| word(clause).is_some()) => {
                    Some(words)
                }
                _ => None,
            },
            _ => None,
        };
        match alternatives {
            Some(words) => words.extend(added),
            None => root = Clause::Ranked { required: vec![root], optional: added },
        }
        Self { root }
    }
}

/// What a clause asks of the words of a report.
struct Word<'c>(&'c Pattern);

fn word(clause: &Clause) -> Option<Word<'_>> {
    match clause {
        Clause::Words { scope: Scope::Anywhere, pattern } => Some(Word(pattern)),
        Clause::Weighted { clause, .. } => word(clause),
        _ => None,
    }
}

impl Word<'_> {
    fn says_something(self) -> bool {
        let Pattern::Term(Term { kind: TermKind::Inflected { folded, .. }, .. }) = self.0 else {
            return true;
        };
        !is_stop_word(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::query::plan::{Context, build};
    use jiff::civil::date;

    #[test]
    fn questions_are_plain_words() {
        for (text, expected) in [
            (
                "What did Serbia and Hungary sign?",
                r#"(or (word "serbia") (word "hungary") (word "sign"))"#,
            ),
            (
                "plan (2024) -plan: \"plans\"",
                r#"(or (weight 2 (word "plan")) (word "2024") (word "plans"))"#,
            ),
            (
                "to be or not to be",
                r#"(or (weight 2 (word "to")) (weight 2 (word "be")) (word "or") (word "not"))"#,
            ),
            ("?!", "(or)"),
        ] {
            assert_eq!(question(text).to_string(), expected, "{text}");
        }
    }

    #[test]
    fn any_word_leaves_what_is_no_word_as_it_is() {
        for (source, expected) in [
            ("the joint exercise", Some(r#"(or (word "joint") (word "exercise"))"#)),
            (
                "joint exercise^2 lang:sr -naval",
                Some(
                    r#"(and (or (word "joint") (weight 2 (word "exercise"))) (lang sr) (not (word "naval")))"#,
                ),
            ),
            ("joint OR exercise", None),
            ("exercise lang:sr", None),
            ("exercise", None),
        ] {
            let query = parse(source).0.expect("a sound query");
            let plan = build(&query, source, Context { today: date(2026, 1, 1) }).expect("a plan");
            let any = plan.any_word().map(|plan| plan.to_string());
            assert_eq!(any.as_deref(), expected, "{source}");
        }
    }
}
