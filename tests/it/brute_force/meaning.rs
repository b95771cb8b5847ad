//! What a query means, found by trying everything.
//!
//! Takes the tree of a query and the words of a document; knows nothing of how
//! the crate finds. Every choice of places is looked at, so it is slow and
//! plainly right.

use std::sync::LazyLock;

use bilat::query::{Expr, Item, ItemKind, Node, Reach};
use bilat::report::field::Field;
use regex::Regex;

use crate::brute_force::documents::{Document, Part, WORDS};
use crate::brute_force::queries::EXPRESSIONS;

/// A condition on documents.
#[derive(Debug)]
pub(super) enum Condition {
    All,
    Title(Sought),
    Text(Sought),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
}

/// What is looked for in the words of a title or text.
#[derive(Debug)]
pub(super) enum Sought {
    /// One of these of [`WORDS`].
    Word([bool; WORDS.len()]),
    Either(Vec<Sought>),
    Row {
        items: Vec<(usize, Sought)>,
        slop: usize,
    },
    Near {
        operands: Vec<Sought>,
        reach: Reach,
        ordered: bool,
    },
}

/// The condition that a node of a tree stands for; words stand in the field, if one is named.
pub(super) fn condition(node: &Node, field: Option<Field>) -> Condition {
    let each = |nodes: &[Node]| nodes.iter().map(|node| condition(node, field)).collect();
    match &node.expr {
        Expr::All => Condition::All,
        Expr::And(nodes) => Condition::And(each(nodes)),
        Expr::Or(nodes) => {
            let required = |node: &&Node| matches!(node.expr, Expr::Required(_));
            let required: Vec<_> =
                nodes.iter().filter(required).map(|node| condition(node, field)).collect();
            if required.is_empty() { Condition::Or(each(nodes)) } else { Condition::And(required) }
        }
        Expr::Not(node) => Condition::Not(Box::new(condition(node, field))),
        Expr::Required(node) | Expr::Weighted { operand: node, .. } => condition(node, field),
        Expr::Field { field, value } => condition(value, Some(*field)),
        _ => match field {
            None => {
                Condition::Or(vec![Condition::Title(sought(node)), Condition::Text(sought(node))])
            }
            Some(Field::Title) => Condition::Title(sought(node)),
            Some(Field::Text) => Condition::Text(sought(node)),
            Some(other) => panic!("`{other}:` is not asked for"),
        },
    }
}

impl Condition {
    pub(super) fn holds(&self, document: &Document) -> bool {
        match self {
            Self::All => true,
            Self::Title(sought) => sought.stands_in(&document.title),
            Self::Text(sought) => sought.stands_in(&document.text),
            Self::And(conditions) => conditions.iter().all(|each| each.holds(document)),
            Self::Or(conditions) => conditions.iter().any(|each| each.holds(document)),
            Self::Not(condition) => !condition.holds(document),
        }
    }
}

fn sought(node: &Node) -> Sought {
    match &node.expr {
        // No word here has an inflection.
        Expr::Word { text, .. } | Expr::Phrase { text, .. } => row(text_items(text), 0),
        Expr::Wildcard { pattern } => Sought::Word(fitting(|word| fits(pattern, word))),
        Expr::Fuzzy { text, edits } => Sought::Word(similar(text, *edits)),
        Expr::Regex { pattern } => Sought::Word(described(pattern)),
        Expr::Row { items, slop } => row(row_items(items), *slop as usize),
        Expr::Or(nodes) => Sought::Either(nodes.iter().map(sought).collect()),
        Expr::Near { operands, reach, ordered } => Sought::Near {
            operands: operands.iter().map(sought).collect(),
            reach: *reach,
            ordered: *ordered,
        },
        other => panic!("not words: {other:?}"),
    }
}

/// Of a row with one item the slop says nothing, as nothing can stand between.
fn row(mut items: Vec<(usize, Sought)>, slop: usize) -> Sought {
    if items.len() == 1 {
        return items.remove(0).1;
    }
    Sought::Row { items, slop }
}

/// Each item with the number of words skipped before it.
fn row_items(items: &[Item]) -> Vec<(usize, Sought)> {
    let mut row_of_items = Vec::new();
    let mut skipped = 0;
    for item in items {
        let mut found = match &item.kind {
            ItemKind::One => {
                skipped += 1;
                continue;
            }
            ItemKind::Text(text) => text_items(text),
            ItemKind::Wildcard(pattern) => {
                // Punctuation about a word is no part of it.
                let pattern = pattern.trim_matches(',');
                vec![(0, Sought::Word(fitting(|word| fits(pattern, word))))]
            }
            ItemKind::Fuzzy(text, edits) => vec![(0, Sought::Word(similar(text, *edits)))],
            ItemKind::Regex(pattern) => vec![(0, Sought::Word(described(pattern)))],
            ItemKind::Either(rows) => {
                let rows = rows.iter().map(|items| row(row_items(items), 0)).collect();
                vec![(0, Sought::Either(rows))]
            }
        };
        found[0].0 = skipped;
        skipped = 0;
        row_of_items.append(&mut found);
    }
    row_of_items
}

fn text_items(text: &str) -> Vec<(usize, Sought)> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.map(|sought| (0, Sought::Word(fitting(|word| word == sought)))).collect()
}

fn fitting(fits: impl Fn(&str) -> bool) -> [bool; WORDS.len()] {
    WORDS.map(fits)
}

/// Whether a word fits a pattern with open places.
fn fits(pattern: &str, word: &str) -> bool {
    let Some(sign) = pattern.chars().next() else { return word.is_empty() };
    let rest = &pattern[sign.len_utf8()..];
    match sign {
        '*' => (0..=word.len()).any(|at| fits(rest, &word[at..])),
        '?' => !word.is_empty() && fits(rest, &word[1..]),
        _ => word.strip_prefix(sign).is_some_and(|after| fits(rest, after)),
    }
}

fn similar(typed: &str, edits: u8) -> [bool; WORDS.len()] {
    let typed = typed.to_lowercase();
    fitting(|word| is_similar(typed.as_bytes(), word.as_bytes(), edits))
}

/// Whether so many letters can be added, left out, changed or swapped with the next to make one
/// of the other.
fn is_similar(left: &[u8], right: &[u8], edits: u8) -> bool {
    let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) else {
        return left.len() + right.len() <= usize::from(edits);
    };
    if first == second && is_similar(left_rest, right_rest, edits) {
        return true;
    }
    let Some(fewer) = edits.checked_sub(1) else { return false };
    let swapped = match (left, right) {
        ([a, b, left_rest @ ..], [c, d, right_rest @ ..]) if (a, b) == (d, c) => {
            is_similar(left_rest, right_rest, fewer)
        }
        _ => false,
    };
    swapped
        || is_similar(left_rest, right_rest, fewer)
        || is_similar(left_rest, right, fewer)
        || is_similar(left, right_rest, fewer)
}

fn described(pattern: &str) -> [bool; WORDS.len()] {
    static DESCRIBED: LazyLock<Vec<(&str, [bool; WORDS.len()])>> = LazyLock::new(|| {
        let patterns = EXPRESSIONS.iter().map(|typed| typed.trim_matches('/'));
        let described = |pattern| {
            let whole = Regex::new(&format!("^(?:{pattern})$")).expect("the pattern is sound");
            (pattern, fitting(|word| whole.is_match(word)))
        };
        patterns.map(described).collect()
    });
    let found = DESCRIBED.iter().find(|(known, _)| *known == pattern);
    found.unwrap_or_else(|| panic!("/{pattern}/ is not asked for")).1
}

/// A run of words, from the first to the last.
type Run = (usize, usize);

fn length(run: Run) -> usize {
    run.1 + 1 - run.0
}

impl Sought {
    /// Whether it has a place in `part`.
    fn stands_in(&self, part: &Part) -> bool {
        self.first_place(part).is_some()
    }

    /// Any place; which of them are the least does not matter where one is enough.
    fn first_place(&self, part: &Part) -> Option<Run> {
        let mut found = None;
        self.each_place(part, &mut |run| {
            found = Some(run);
            true
        });
        found
    }

    /// Every place, each once.
    fn places(&self, part: &Part) -> Vec<Run> {
        let mut places = Vec::new();
        self.each_place(part, &mut |run| {
            places.push(run);
            false
        });
        places.sort_unstable();
        places.dedup();
        if let Self::Near { .. } | Self::Row { slop: 1.., .. } = self {
            let all = places.clone();
            places.retain(|&(start, end)| {
                !all.iter()
                    .any(|&other| other != (start, end) && start <= other.0 && other.1 <= end)
            });
        }
        places
    }

    /// Calls `each` with every place and some that hold another, until it says that it is enough.
    fn each_place(&self, part: &Part, each: &mut dyn FnMut(Run) -> bool) -> bool {
        match self {
            Self::Word(words) => {
                let mut places = part.words.iter().enumerate().filter(|(_, word)| words[**word]);
                places.any(|(at, _)| each((at, at)))
            }
            Self::Either(alternatives) => {
                alternatives.iter().any(|one| one.places(part).into_iter().any(&mut *each))
            }
            Self::Row { items, slop } => {
                let operands = items.iter().map(|(skipped, sought)| (*skipped, sought));
                let bound = Bound::Others(*slop);
                Choice::all(operands, bound, true, part, each)
            }
            Self::Near { operands, reach, ordered } => {
                let operands = operands.iter().map(|sought| (0, sought));
                let bound = match reach {
                    Reach::Words(most) => Bound::Others(*most as usize),
                    Reach::Sentence => Bound::Within(&part.sentences),
                    Reach::Paragraph => Bound::Within(&part.paragraphs),
                };
                Choice::all(operands, bound, *ordered, part, each)
            }
        }
    }
}

/// How far the places chosen may be from each other.
#[derive(Clone, Copy)]
enum Bound<'a> {
    /// At most so many words that belong to none of them and are not skipped.
    Others(usize),
    /// In one of these, which are numbered for each word.
    Within(&'a [usize]),
}

/// Places of some operands, chosen one after the other.
struct Choice<'a> {
    /// Of each operand the words skipped before it and its places.
    operands: Vec<(usize, Vec<Run>)>,
    bound: Bound<'a>,
    ordered: bool,
    chosen: Vec<Run>,
}

impl<'a> Choice<'a> {
    /// Calls `each` with the run of every choice that is allowed, until it says that it is enough.
    fn all<'s>(
        sought: impl Iterator<Item = (usize, &'s Sought)>,
        bound: Bound<'a>,
        ordered: bool,
        part: &Part,
        each: &mut dyn FnMut(Run) -> bool,
    ) -> bool {
        let mut operands = Vec::new();
        for (number, (skipped, sought)) in sought.enumerate() {
            let places = sought.places(part);
            if places.is_empty() {
                return false;
            }
            operands.push((if number == 0 { 0 } else { skipped }, places));
        }
        Self { operands, bound, ordered, chosen: Vec::new() }.go_on(each)
    }

    fn go_on(&mut self, each: &mut dyn FnMut(Run) -> bool) -> bool {
        let number = self.chosen.len();
        let Some((skipped, places)) = self.operands.get(number) else {
            return self.is_allowed() && each(self.run());
        };
        let (skipped, count) = (*skipped, places.len());
        for index in 0..count {
            let place = self.operands[number].1[index];
            let free = match self.chosen.last() {
                Some(last) if self.ordered => last.1 + skipped < place.0,
                _ => self.chosen.iter().all(|other| other.1 < place.0 || place.1 < other.0),
            };
            if free {
                self.chosen.push(place);
                let enough = self.may_fit() && self.go_on(each);
                self.chosen.pop();
                if enough {
                    return true;
                }
            }
        }
        false
    }

    /// From the first word of the first to the last word of the last.
    fn run(&self) -> Run {
        let start = self.chosen.iter().map(|place| place.0).min();
        let end = self.chosen.iter().map(|place| place.1).max();
        (start.unwrap_or(0), end.unwrap_or(0))
    }

    fn is_allowed(&self) -> bool {
        let run = self.run();
        match self.bound {
            Bound::Others(most) => {
                let chosen: usize = self.chosen.iter().copied().map(length).sum();
                let skipped: usize = self.operands.iter().map(|(skipped, _)| skipped).sum();
                length(run) <= chosen + skipped + most
            }
            Bound::Within(units) => units[run.0] == units[run.1],
        }
    }

    /// Whether the choice may still become one that is allowed; saves time, decides nothing.
    fn may_fit(&self) -> bool {
        let run = self.run();
        match self.bound {
            Bound::Others(most) => {
                let chosen: usize = self.chosen.iter().copied().map(length).sum();
                let rest = &self.operands[self.chosen.len()..];
                let longest = |places: &[Run]| places.iter().copied().map(length).max();
                let filled: usize =
                    rest.iter().map(|(_, places)| longest(places).unwrap_or(0)).sum();
                let skipped: usize = self.operands.iter().map(|(skipped, _)| skipped).sum();
                length(run) <= chosen + filled + skipped + most
            }
            Bound::Within(units) => units[run.0] == units[run.1],
        }
    }
}
