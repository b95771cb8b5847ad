//! The query as understood: a tree with the place in the source on every node.
//!
//! Plain data, made by the parser and read by the planner. A word stands here
//! as it was typed; what it is stemmed to, which country it names or what day
//! it means is decided later. Faulty queries have no tree.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};

use crate::diag::visible;
use crate::report::field::Field;
use crate::span::Span;

/// A whole query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Query {
    /// The expression that a report must satisfy.
    pub root: Node,
}

/// An expression and where it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node {
    /// Bytes of the source: a word without surrounding parentheses, a group with them.
    pub span: Span,
    /// What stands there.
    pub expr: Expr,
}

/// The forms of an expression.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Expr {
    /// Every report: `*`.
    All,
    /// One word as typed, escapes resolved: `F-16`, `don't`, `2016..2018` in a date field.
    Word {
        /// The word; holds at least one letter or digit.
        text: String,
        /// Whether only this form is wanted: `=word`.
        exact: bool,
    },
    /// A word with open places: `exerc*`, `organi?ation`.
    Wildcard {
        /// As typed, with a backslash before each `*`, `?` and `\` that is meant as itself.
        pattern: String,
    },
    /// A word that may be misspelt: `vucic~`, `vucic~2`.
    Fuzzy {
        /// The word; holds at least one letter or digit.
        text: String,
        /// Most letters that may be added, left out, changed or swapped: 1 or 2.
        edits: u8,
    },
    /// A regular expression for a whole word: `/exerc(ise|ice)s?/`.
    Regex {
        /// What stands between the slashes, `\/` resolved.
        pattern: String,
    },
    /// Words in a row: `"joint exercise"`.
    Phrase {
        /// The text between the quotes; holds at least one letter or digit.
        text: String,
        /// Whether `=` stood before it: `person:="Vučić"`.
        exact: bool,
    },
    /// A phrase that is more than its words: with alternatives, open places or room between.
    Row {
        /// What must follow on each other; the first and the last are no [`ItemKind::One`].
        items: Vec<Item>,
        /// Most other words between them in all: `"…"~3`.
        slop: u32,
    },
    /// Near each other: `a NEAR/5 b`, `a ADJ/5 b`, two operands or more.
    ///
    /// Each operand is a word of any kind, a phrase, a row, an `Or` of such, or another `Near`.
    Near {
        /// What must be found together.
        operands: Vec<Node>,
        /// How near.
        reach: Reach,
        /// Whether in the order as written: `ADJ`.
        ordered: bool,
    },
    /// All of these, two or more.
    And(Vec<Node>),
    /// At least one of these, two or more; all that are [`Expr::Required`], if any are.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This whatever stands beside it: `+a`.
    Required(Box<Node>),
    /// This with another weight in the score: `a^2`.
    Weighted {
        /// What is weighted.
        operand: Box<Node>,
        /// How much it counts.
        weight: Factor,
    },
    /// This in one field; no field stands within a field.
    Field {
        /// The field.
        field: Field,
        /// What it must hold.
        value: Box<Node>,
    },
    /// Any value: `country:any`. Stands in a field only.
    Any,
    /// No value: `country:none`. Stands in a field only.
    Nothing,
    /// Dates that are not decided: `date:?`, or with those that are, `date:?2016`, where the
    /// value is a word or phrase. Stands in a field of dates only.
    Uncertain(Option<Box<Node>>),
}

/// A piece of a [`Expr::Row`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Bytes of the source.
    pub span: Span,
    /// What stands there.
    pub kind: ItemKind,
}

/// The forms of a piece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// Words as written, escapes resolved.
    Text(String),
    /// A word with open places, as in [`Expr::Wildcard`].
    Wildcard(String),
    /// A word that may be misspelt, with the edits allowed.
    Fuzzy(String, u8),
    /// A regular expression for a whole word.
    Regex(String),
    /// Any one word: `*` alone.
    One,
    /// One of these rows: `(exercise|field drill)`; two or more, none empty, without `One` at
    /// their ends.
    Either(Vec<Vec<Item>>),
}

/// How near to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// At most so many words between, in all.
    Words(u32),
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
}

/// A weight, exact to three decimals so that queries can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Factor {
    /// Thousandths.
    pub thousandths: u32,
}

impl Expr {
    /// Whether no expression with operators of its own stands in it.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(
            self,
            Self::All
                | Self::Any
                | Self::Nothing
                | Self::Uncertain(_)
                | Self::Word { .. }
                | Self::Wildcard { .. }
                | Self::Fuzzy { .. }
                | Self::Regex { .. }
                | Self::Phrase { .. }
                | Self::Row { .. }
        )
    }
}

impl Factor {
    /// The weight as a number.
    pub fn value(self) -> f32 {
        self.thousandths as f32 / 1000.0
    }
}

/// Without zeros that say nothing: `2`, `0.5`.
impl fmt::Display for Factor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.thousandths / 1000, self.thousandths % 1000);
        if part == 0 {
            return write!(formatter, "{whole}");
        }
        write!(formatter, "{whole}.{}", format!("{part:03}").trim_end_matches('0'))
    }
}

/// As the operator writes it: `5`, `s`, `p`.
impl fmt::Display for Reach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(most) => write!(formatter, "{most}"),
            Self::Sentence => formatter.write_str("s"),
            Self::Paragraph => formatter.write_str("p"),
        }
    }
}

impl Query {
    /// The same query with every span empty, so that two can be compared by meaning.
    #[must_use]
    pub fn without_spans(self) -> Self {
        Self { root: self.root.without_spans() }
    }

    /// The query as an s-expression; see [`Node::to_sexpr`].
    pub fn to_sexpr(&self) -> String {
        self.root.to_sexpr()
    }
}

impl Node {
    /// Makes a node.
    pub const fn new(span: Span, expr: Expr) -> Self {
        Self { span, expr }
    }

    /// The same expression with every span empty.
    #[must_use]
    pub fn without_spans(self) -> Self {
        let each = |nodes: Vec<Self>| nodes.into_iter().map(Self::without_spans).collect();
        let one = |node: Box<Self>| Box::new(node.without_spans());
        let expr = match self.expr {
            Expr::And(operands) => Expr::And(each(operands)),
            Expr::Or(operands) => Expr::Or(each(operands)),
            Expr::Not(operand) => Expr::Not(one(operand)),
            Expr::Required(operand) => Expr::Required(one(operand)),
            Expr::Weighted { operand, weight } => Expr::Weighted { operand: one(operand), weight },
            Expr::Near { operands, reach, ordered } => {
                Expr::Near { operands: each(operands), reach, ordered }
            }
            Expr::Row { items, slop } => Expr::Row { items: items_without_spans(items), slop },
            Expr::Field { field, value } => Expr::Field { field, value: one(value) },
            Expr::Uncertain(value) => Expr::Uncertain(value.map(one)),
            leaf => leaf,
        };
        Self::new(Span::default(), expr)
    }

    /// Where the text of a word or phrase begins in `source`: after `=` and the quote.
    ///
    /// With it, an offset in the text becomes an offset in the query, as long
    /// as the text holds no escapes.
    pub fn text_start(&self, source: &str) -> usize {
        let written = self.span.of(source);
        let (exact, quoted) = match self.expr {
            Expr::Word { exact, .. } => (exact, false),
            Expr::Phrase { exact, .. } => (exact, true),
            _ => (false, false),
        };
        let skipped = usize::from(exact) + usize::from(quoted);
        self.span.start + written.chars().take(skipped).map(char::len_utf8).sum::<usize>()
    }

    /// The expression in a stable form for explanations and tests.
    ///
    /// ```
    /// let (query, _) = bilat::query::parse("joint -country:serbia");
    /// assert_eq!(
    ///     query.map(|query| query.to_sexpr()).as_deref(),
    ///     Some(r#"(and (word "joint") (not (field country (word "serbia"))))"#)
    /// );
    /// ```
    pub fn to_sexpr(&self) -> String {
        let mut text = String::new();
        self.write_sexpr(&mut text);
        text
    }

    fn write_sexpr(&self, text: &mut String) {
        match &self.expr {
            Expr::All => text.push_str("(all)"),
            Expr::Any => text.push_str("(any)"),
            Expr::Nothing => text.push_str("(none)"),
            Expr::Uncertain(None) => text.push_str("(uncertain)"),
            Expr::Uncertain(Some(value)) => {
                write_list("uncertain", std::slice::from_ref(&**value), text);
            }
            Expr::Word { text: word, exact } => write_leaf("word", word, *exact, text),
            Expr::Wildcard { pattern } => write_leaf("wildcard", pattern, false, text),
            Expr::Fuzzy { text: word, edits } => {
                write_leaf(&format!("fuzzy {edits}"), word, false, text);
            }
            Expr::Regex { pattern } => write_leaf("regex", pattern, false, text),
            Expr::Phrase { text: phrase, exact } => write_leaf("phrase", phrase, *exact, text),
            Expr::Row { items, slop } => {
                text.push_str("(row");
                if *slop > 0 {
                    // Writing to a String cannot fail.
                    let _ = write!(text, " ~{slop}");
                }
                write_items(items, text);
                text.push(')');
            }
            Expr::Near { operands, reach, ordered } => {
                let name = if *ordered { "adj" } else { "near" };
                write_list(&format!("{name}/{reach}"), operands, text);
            }
            Expr::And(operands) => write_list("and", operands, text),
            Expr::Or(operands) => write_list("or", operands, text),
            Expr::Not(operand) => write_list("not", std::slice::from_ref(&**operand), text),
            Expr::Required(operand) => {
                write_list("required", std::slice::from_ref(&**operand), text);
            }
            Expr::Weighted { operand, weight } => {
                write_list(&format!("weight {weight}"), std::slice::from_ref(&**operand), text);
            }
            Expr::Field { field, value } => {
                write_list(&format!("field {field}"), std::slice::from_ref(&**value), text);
            }
        }
    }
}

fn items_without_spans(items: Vec<Item>) -> Vec<Item> {
    items
        .into_iter()
        .map(|item| {
            let kind = match item.kind {
                ItemKind::Either(rows) => {
                    ItemKind::Either(rows.into_iter().map(items_without_spans).collect())
                }
                leaf => leaf,
            };
            Item { span: Span::default(), kind }
        })
        .collect()
}

fn write_items(items: &[Item], text: &mut String) {
    for item in items {
        text.push(' ');
        match &item.kind {
            ItemKind::Text(words) => write_leaf("text", words, false, text),
            ItemKind::Wildcard(pattern) => write_leaf("wildcard", pattern, false, text),
            ItemKind::Fuzzy(word, edits) => {
                write_leaf(&format!("fuzzy {edits}"), word, false, text);
            }
            ItemKind::Regex(pattern) => write_leaf("regex", pattern, false, text),
            ItemKind::One => text.push_str("(one)"),
            ItemKind::Either(rows) => {
                text.push_str("(either");
                for row in rows {
                    text.push_str(" (row");
                    write_items(row, text);
                    text.push(')');
                }
                text.push(')');
            }
        }
    }
}

fn write_leaf(name: &str, value: &str, exact: bool, text: &mut String) {
    text.push('(');
    text.push_str(name);
    text.push_str(if exact { " exact \"" } else { " \"" });
    text.push_str(&visible(&value.replace('\\', "\\\\").replace('"', "\\\"")));
    text.push_str("\")");
}

fn write_list(name: &str, operands: &[Node], text: &mut String) {
    text.push('(');
    text.push_str(name);
    for operand in operands {
        text.push(' ');
        operand.write_sexpr(text);
    }
    text.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, exact: bool) -> Node {
        Node::new(Span::default(), Expr::Word { text: text.to_owned(), exact })
    }

    #[test]
    fn sexpr_escapes_quotes_backslashes_and_control_characters() {
        assert_eq!(word("a\"b\\c\u{1b}", false).to_sexpr(), r#"(word "a\"b\\c\u{1b}")"#);
    }

    #[test]
    fn sexpr_names_every_form() {
        let phrase =
            Node::new(Span::default(), Expr::Phrase { text: "a b".to_owned(), exact: false });
        let value = Box::new(Node::new(Span::default(), Expr::Or(vec![word("x", true), phrase])));
        let field = Node::new(Span::default(), Expr::Field { field: Field::Title, value });
        let all = Node::new(Span::default(), Expr::All);
        assert_eq!(
            Node::new(Span::default(), Expr::And(vec![all, field])).to_sexpr(),
            r#"(and (all) (field title (or (word exact "x") (phrase "a b"))))"#
        );
    }

    #[test]
    fn text_starts_after_the_sign_and_the_quote() {
        let source = "date:=„June“";
        let phrase = Node::new(
            Span::new(5, source.len()),
            Expr::Phrase { text: "June".to_owned(), exact: true },
        );
        assert_eq!(source.get(phrase.text_start(source)..), Some("June“"));
    }
}
