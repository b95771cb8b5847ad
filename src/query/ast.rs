//! The query as understood: a tree with the place in the source on every node.
//!
//! Plain data, made by the parser and read by the planner. A word stands here
//! as it was typed; what it is stemmed to, which country it names or what day
//! it means is decided later. Faulty queries have no tree.

use serde::Serialize;

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
    /// Words in a row: `"joint exercise"`.
    Phrase {
        /// The text between the quotes; holds at least one letter or digit.
        text: String,
        /// Whether `=` stood before it: `person:="Vučić"`.
        exact: bool,
    },
    /// All of these, two or more.
    And(Vec<Node>),
    /// At least one of these, two or more.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// This in one field; no field stands within a field.
    Field {
        /// The field.
        field: Field,
        /// What it must hold.
        value: Box<Node>,
    },
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
        let expr = match self.expr {
            Expr::And(operands) => Expr::And(each(operands)),
            Expr::Or(operands) => Expr::Or(each(operands)),
            Expr::Not(operand) => Expr::Not(Box::new(operand.without_spans())),
            Expr::Field { field, value } => {
                Expr::Field { field, value: Box::new(value.without_spans()) }
            }
            leaf @ (Expr::All | Expr::Word { .. } | Expr::Phrase { .. }) => leaf,
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
            Expr::Word { text: word, exact } => write_leaf("word", word, *exact, text),
            Expr::Phrase { text: phrase, exact } => write_leaf("phrase", phrase, *exact, text),
            Expr::And(operands) => write_list("and", operands, text),
            Expr::Or(operands) => write_list("or", operands, text),
            Expr::Not(operand) => write_list("not", std::slice::from_ref(&**operand), text),
            Expr::Field { field, value } => {
                text.push_str("(field ");
                text.push_str(field.name());
                text.push(' ');
                value.write_sexpr(text);
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
