//! The canonical text of a query: what to type to get exactly this tree.
//!
//! Parentheses only where the tree needs them, `AND` left to the blank, straight
//! quotes, and a backslash before each sign that would mean something else.
//! Reading the text back gives the same tree, spans aside; a test holds it to that.

use std::fmt::{self, Write as _};

use crate::query::ast::{Expr, Node, Query};
use crate::query::lexer::is_border;
use crate::query::word::{has_other_meaning, is_address, is_open_pair};
use crate::report::field::{self, Field, ValueKind};

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_node(self, None, formatter)
    }
}

fn write_node(node: &Node, field: Option<Field>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match &node.expr {
        Expr::All => out.write_char('*'),
        Expr::Word { text, exact } => {
            write_exact(*exact, out)?;
            write_word(text, field, out)
        }
        Expr::Phrase { text, exact } => {
            write_exact(*exact, out)?;
            write_phrase(text, out)
        }
        Expr::And(operands) => {
            let wrapped = |operand: &Node| matches!(operand.expr, Expr::And(_) | Expr::Or(_));
            write_list(operands, " ", wrapped, field, out)
        }
        Expr::Or(operands) => {
            write_list(operands, " OR ", |operand| matches!(operand.expr, Expr::Or(_)), field, out)
        }
        Expr::Not(operand) => {
            out.write_str("NOT ")?;
            let wrapped = matches!(operand.expr, Expr::And(_) | Expr::Or(_));
            write_part(operand, wrapped, field, out)
        }
        Expr::Field { field, value } => {
            write!(out, "{field}:")?;
            let wrapped = matches!(value.expr, Expr::And(_) | Expr::Or(_) | Expr::Not(_));
            write_part(value, wrapped, Some(*field), out)
        }
    }
}

fn write_list(
    operands: &[Node],
    separator: &str,
    wrapped: impl Fn(&Node) -> bool,
    field: Option<Field>,
    out: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (place, operand) in operands.iter().enumerate() {
        if place > 0 {
            out.write_str(separator)?;
        }
        write_part(operand, wrapped(operand), field, out)?;
    }
    Ok(())
}

fn write_part(
    node: &Node,
    wrapped: bool,
    field: Option<Field>,
    out: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if wrapped {
        out.write_char('(')?;
    }
    write_node(node, field, out)?;
    if wrapped {
        out.write_char(')')?;
    }
    Ok(())
}

fn write_exact(exact: bool, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if exact { out.write_char('=') } else { Ok(()) }
}

fn write_word(text: &str, field: Option<Field>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let plain_signs = is_address(text) || is_open_pair(text, field);
    let colon = field_colon(text);
    let mut previous = None;
    for (place, character) in text.char_indices() {
        let sign = matches!(character, '*' | '?' | '~' | '^' | '|')
            || character == '&' && previous == Some('&');
        let first = place == 0
            && (matches!(character, '-' | '=' | '+' | '!')
                || has_other_meaning(text, field)
                || !plain_signs && is_sign_first(character, field));
        if character == '\\'
            || is_border(character)
            || sign && !plain_signs
            || first
            || colon == Some(place)
        {
            out.write_char('\\')?;
        }
        out.write_char(character)?;
        previous = Some(character);
    }
    Ok(())
}

/// Signs that begin a pattern or comparison where the field takes none.
fn is_sign_first(character: char, field: Option<Field>) -> bool {
    let dates = field.is_some_and(|field| field.entry().value == ValueKind::Date);
    match character {
        '/' => field != Some(Field::Path),
        '<' | '>' | '≤' | '≥' => !dates,
        _ => false,
    }
}

/// The place of a colon that would make the word a field.
fn field_colon(text: &str) -> Option<usize> {
    let (name, after) = text.split_once(':')?;
    let field = field::find(name).is_some() || !after.starts_with('/');
    (field && !name.is_empty() && name.chars().all(char::is_alphabetic)).then_some(name.len())
}

fn write_phrase(text: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.write_char('"')?;
    for character in text.chars() {
        if matches!(character, '"' | '\\' | '*' | '|' | '?') {
            out.write_char('\\')?;
        }
        out.write_char(character)?;
    }
    out.write_char('"')
}

#[cfg(test)]
mod tests {
    use crate::query::parse;

    fn canonical(source: &str) -> String {
        let (query, diagnostics) = parse(source);
        query.map_or_else(|| format!("{diagnostics:?}"), |query| query.to_string())
    }

    #[test]
    fn canonical_text_has_the_fewest_signs() {
        for (source, expected) in [
            ("a  AND b", "a b"),
            ("((a) OR (b c))", "a OR b c"),
            ("(a OR b) -c", "(a OR b) NOT c"),
            ("-(a OR b)", "NOT (a OR b)"),
            ("NOT NOT a", "NOT NOT a"),
            ("a (b c)", "a (b c)"),
            ("„joint exercise“", "\"joint exercise\""),
            ("“the \\\" sign”", "\"the \\\" sign\""),
            ("Body:(a)", "text:a"),
            ("title:(a b)", "title:(a b)"),
            ("date:>=2016-06", "date:>=2016-06"),
            ("date:2016..2018", "date:2016..2018"),
            ("date:none", "date:none"),
            ("path:/home/reports", "path:/home/reports"),
            ("person:=\"Vučić\"", "person:=\"Vučić\""),
            ("dyad:SRB-*", "dyad:SRB-*"),
            ("http://x.y/z?a=1", "http://x.y/z?a=1"),
            ("\\AND \\NEAR/5 \\-x a\\:b a\\*", "\\AND \\NEAR/5 \\-x a\\:b a\\*"),
        ] {
            assert_eq!(canonical(source), expected, "{source}");
        }
    }
}
