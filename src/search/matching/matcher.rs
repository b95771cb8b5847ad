//! Everything of a report that matched, put together from words and fields.

use crate::query::plan::{Clause, Scope};
use crate::report::Report;
use crate::report::field::NAMED;
use crate::search::layout::Layout;
use crate::search::lower::Leaf;
use crate::search::matching::alive::keep_alive;
use crate::search::matching::facts;
use crate::search::matching::found::{Match, in_order};
use crate::search::matching::part::Parts;
use crate::search::matching::words::{Memory, WordMatcher};
use crate::span::Span;

/// A query made ready to say of one hit after the other what matched.
pub(in crate::search) struct Matcher<'l, 'p> {
    plan: &'p Clause,
    leaves: &'l [Leaf<'p>],
    parts: &'l Parts,
    words: WordMatcher<'l, 'p>,
    memory: Memory,
}

/// What of a report matched.
#[derive(Debug, Default)]
pub(in crate::search) struct Matched {
    /// Places of the text, in order.
    pub body: Vec<Match>,
    /// Places of the title, in order.
    pub title: Vec<Match>,
    /// What bears the pairs of countries that are asked for: sentences or the title.
    pub pairs: Vec<Span>,
}

impl<'l, 'p> Matcher<'l, 'p> {
    /// Makes ready the plan with its leaves, whose parts are `parts`.
    pub(in crate::search) fn new(
        plan: &'p Clause,
        leaves: &'l [Leaf<'p>],
        parts: &'l Parts,
    ) -> Self {
        let words = WordMatcher::new(leaves, parts);
        Self { plan, leaves, parts, words, memory: Memory::default() }
    }

    /// The parts of the query.
    pub(in crate::search) fn parts(&self) -> &'l Parts {
        self.parts
    }

    /// What of a hit matched; `layout` is that of its text. Without `body`, in which nothing is then
    /// looked for unless the title depends on it, only what of the title matched.
    pub(in crate::search) fn matched(
        &mut self,
        report: &Report,
        layout: &Layout<'_>,
        body: bool,
    ) -> Matched {
        let lang = report.lang.as_deref();
        let mut matched = Matched::default();
        let memory = &mut self.memory;
        self.words.find(&report.title, lang, Scope::Title, None, memory, &mut matched.title);
        in_order(&mut matched.title);
        let branches = may_branch(self.plan);
        if body || branches {
            let facts = self.find_in_body(report, layout, &mut matched);
            if branches {
                self.keep_alive(&facts, &mut matched);
            }
        }
        matched
    }

    /// Finds what of the text matched; gives for each leaf whether the record fulfils it.
    fn find_in_body(
        &mut self,
        report: &Report,
        layout: &Layout<'_>,
        matched: &mut Matched,
    ) -> Vec<bool> {
        let lang = report.lang.as_deref();
        let Matched { body, pairs, .. } = matched;
        let memory = &mut self.memory;
        self.words.find(&report.body, lang, Scope::Text, Some(layout), memory, body);
        for field in NAMED {
            let scope = Scope::Names(field);
            if !self.leaves.iter().any(|leaf| WordMatcher::looks_in(leaf, scope)) {
                continue;
            }
            for named in report.named(field) {
                let mut found = Vec::new();
                for name in named.names() {
                    self.words.find(name, lang, scope, None, memory, &mut found);
                }
                for found in found {
                    let mentions = named.mentions.iter();
                    body.extend(mentions.map(|mention| Match { span: mention.span, ..found }));
                }
            }
        }
        let mut facts = Vec::with_capacity(self.leaves.len());
        for (number, leaf) in self.leaves.iter().enumerate() {
            facts.push(facts::read(leaf, report, &mut |span, operand| {
                let part = self.parts.number(number, operand);
                body.push(Match { span, part, weight: 1.0 });
            }));
        }
        let dyads = self.leaves.iter().flat_map(|leaf| facts::dyads(leaf, report));
        pairs.extend(dyads.map(|dyad| dyad.span));
        in_order(body);
        facts
    }

    /// Drops what matched in a branch of the query that is not fulfilled; `facts` says of each leaf
    /// whether the record fulfils it.
    fn keep_alive(&self, facts: &[bool], matched: &mut Matched) {
        let shown = |part: usize| {
            let shows = |found: &Match| found.part == part;
            matched.body.iter().any(shows) || matched.title.iter().any(shows)
        };
        let leaves = self.leaves.iter().zip(facts).enumerate();
        let mut fulfilled: Vec<bool> = leaves
            .map(|(number, (leaf, fact))| match leaf.clause {
                // What is looked for in the path is not looked for here.
                Clause::Words { scope: Scope::Path, .. } => true,
                Clause::Words { .. } => self.parts_of(number).any(shown),
                _ => *fact,
            })
            .collect();
        keep_alive(self.plan, &mut fulfilled);
        let mut alive = vec![true; self.parts.len()];
        for (number, fulfilled) in fulfilled.into_iter().enumerate() {
            for part in self.parts_of(number) {
                if let Some(alive) = alive.get_mut(part) {
                    *alive = fulfilled;
                }
            }
        }
        let is_alive = |found: &Match| alive.get(found.part).copied().unwrap_or(true);
        matched.body.retain(is_alive);
        matched.title.retain(is_alive);
    }

    /// The parts of a leaf.
    fn parts_of(&self, leaf: usize) -> std::ops::Range<usize> {
        self.parts.number(leaf, 0)..self.parts.number(leaf + 1, 0)
    }
}

impl Matched {
    /// The places of the title as ranges of bytes, in order, those that overlap as one.
    pub(in crate::search) fn title_highlights(&self) -> Vec<[usize; 2]> {
        joined(self.title.iter().map(|found| found.span))
    }
}

/// Spans in order as ranges of bytes, those that overlap as one.
pub(in crate::search) fn joined(spans: impl Iterator<Item = Span>) -> Vec<[usize; 2]> {
    let mut ranges: Vec<[usize; 2]> = Vec::new();
    for span in spans {
        match ranges.last_mut() {
            Some([_, end]) if span.start < *end => *end = span.end.max(*end),
            _ => ranges.push([span.start, span.end]),
        }
    }
    ranges
}

/// Whether a report can be a hit without fulfilling every clause around a leaf.
fn may_branch(plan: &Clause) -> bool {
    match plan {
        Clause::And(clauses) => clauses.iter().any(may_branch),
        Clause::Or(_) | Clause::Ranked { .. } => true,
        Clause::Weighted { clause, .. } => may_branch(clause),
        _ => false,
    }
}
