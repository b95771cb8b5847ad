//! The canonical text of a query: what to type to get exactly this tree.
//!
//! Parentheses only where the tree needs them, `AND` left to the blank, straight
//! quotes, and a backslash before each sign that would mean something else.
//! Reading the text back gives the same tree, spans aside; a test holds it to that.

use std::fmt::{self, Write as _};

use crate::query::ast::{Expr, Item, ItemKind, Node, Query};
use crate::query::nearness::Nearness;
use crate::query::row::may_be_expression;
use crate::query::sign::{has_content, is_address, is_blank, is_border, is_name};
use crate::query::word::{has_other_meaning, is_open_pair, takes_list, takes_ranges, takes_words};
use crate::report::field::{self, Field};

impl fmt::Display for Query {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(formatter)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_node(self, Place::default(), formatter)
    }
}

/// Where a node stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The field whose value it is or belongs to.
    field: Option<Field>,
    /// Whether it is the whole value.
    whole: bool,
}

fn write_node(node: &Node, place: Place, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let inner = Place { whole: false, ..place };
    match &node.expr {
        Expr::All => out.write_char('*'),
        Expr::Any => {
            let word = place.whole || !place.field.is_some_and(takes_words);
            out.write_str(if word { "any" } else { "*" })
        }
        Expr::Nothing => out.write_str("none"),
        Expr::Uncertain(value) => {
            out.write_char('?')?;
            match value.as_deref() {
                // The sign before it makes an address a word like others.
                Some(Node { expr: Expr::Word { text, .. }, .. }) => {
                    out.write_str(&written(&literal(text), place, Care::Usual))
                }
                Some(value) => write_node(value, place, out),
                None => Ok(()),
            }
        }
        Expr::Word { text, exact } => {
            write_exact(*exact, out)?;
            out.write_str(&word(text, place))
        }
        Expr::Wildcard { pattern } => out.write_str(&patterned(pattern, place)),
        Expr::Fuzzy { text, edits } => out.write_str(&fuzzy(text, *edits, place)),
        Expr::Regex { pattern } => write!(out, "/{}/", pattern.replace('/', "\\/")),
        Expr::Phrase { text, exact } => {
            write_exact(*exact, out)?;
            write!(out, "\"{}\"", quoted(text, false))
        }
        Expr::Row { items, slop } => {
            write!(out, "\"{}\"", row(items, place.field))?;
            if *slop > 0 { write!(out, "~{slop}") } else { Ok(()) }
        }
        Expr::Near { operands, reach, ordered } => {
            let operator = Nearness { reach: *reach, ordered: *ordered }.written();
            let wrapped = |operand: &Node| matches!(operand.expr, Expr::Or(_) | Expr::Near { .. });
            write_list(operands, &format!(" {operator} "), wrapped, inner, out)
        }
        Expr::And(operands) => {
            let wrapped = |operand: &Node| matches!(operand.expr, Expr::And(_) | Expr::Or(_));
            write_list(operands, " ", wrapped, inner, out)
        }
        Expr::Or(operands) => {
            let wrapped = |operand: &Node| matches!(operand.expr, Expr::Or(_));
            write_list(operands, " OR ", wrapped, inner, out)
        }
        Expr::Not(operand) => {
            out.write_str("NOT ")?;
            let wrapped = matches!(operand.expr, Expr::And(_) | Expr::Or(_) | Expr::Required(_));
            write_part(operand, wrapped, inner, out)
        }
        Expr::Required(operand) => {
            out.write_char('+')?;
            let wrapped = matches!(
                operand.expr,
                Expr::And(_) | Expr::Or(_) | Expr::Not(_) | Expr::Required(_)
            );
            write_part(operand, wrapped, inner, out)
        }
        Expr::Weighted { operand, weight } => {
            write_part(operand, !is_term(operand) || ends_in_address(operand), inner, out)?;
            write!(out, "^{weight}")
        }
        Expr::Field { field, value } => {
            write!(out, "{field}:")?;
            let wrapped = !is_term(value);
            let place = Place { field: Some(*field), whole: !wrapped };
            write_part(value, wrapped, place, out)
        }
    }
}

/// Whether a weight or a field's name can stand beside `node` without parentheses.
fn is_term(node: &Node) -> bool {
    !matches!(
        node.expr,
        Expr::Near { .. }
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Not(_)
            | Expr::Required(_)
            | Expr::Weighted { .. }
    )
}

/// Whether a weight after `node` would be read as a part of an address.
fn ends_in_address(node: &Node) -> bool {
    match &node.expr {
        Expr::Word { text, .. } => is_address(text),
        Expr::Field { value, .. } => ends_in_address(value),
        _ => false,
    }
}

fn write_list(
    operands: &[Node],
    separator: &str,
    wrapped: impl Fn(&Node) -> bool,
    place: Place,
    out: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    for (at, operand) in operands.iter().enumerate() {
        if at > 0 {
            out.write_str(separator)?;
        }
        write_part(operand, wrapped(operand), place, out)?;
    }
    Ok(())
}

fn write_part(
    node: &Node,
    wrapped: bool,
    place: Place,
    out: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if wrapped {
        out.write_char('(')?;
    }
    write_node(node, place, out)?;
    if wrapped {
        out.write_char(')')?;
    }
    Ok(())
}

fn write_exact(exact: bool, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    if exact { out.write_char('=') } else { Ok(()) }
}

/// A character of a word to write.
#[derive(Clone, Copy)]
struct Letter {
    value: char,
    /// Whether it is a wildcard.
    wild: bool,
}

/// Which signs of a word get a backslash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Those that part words; the word is one in which other signs have no meaning.
    Little,
    /// Those with a meaning.
    Usual,
    /// All, so that the word is not taken for one in which they have no meaning.
    Great,
}

fn word(text: &str, place: Place) -> String {
    let letters = literal(text);
    let plain = written(&letters, place, Care::Little);
    if is_address(&plain) || is_open_pair(&plain, place.field) {
        return plain;
    }
    written(&letters, place, Care::Usual)
}

/// A word with open places.
fn patterned(pattern: &str, place: Place) -> String {
    careful(&letters(pattern), place, "")
}

fn fuzzy(text: &str, edits: u8, place: Place) -> String {
    let suffix = if edits == 1 { "~" } else { "~2" };
    careful(&literal(text), place, suffix)
}

/// A word that must not be taken for an address or a pair.
fn careful(letters: &[Letter], place: Place, suffix: &str) -> String {
    let usual = written(letters, place, Care::Usual) + suffix;
    if !is_address(&usual)
        && !is_open_pair(&usual, place.field)
        && !has_other_meaning(&usual, place.field)
    {
        return usual;
    }
    written(letters, place, Care::Great) + suffix
}

fn literal(text: &str) -> Vec<Letter> {
    text.chars().map(|value| Letter { value, wild: false }).collect()
}

/// The characters of a pattern, in which a backslash makes the next one literal.
fn letters(pattern: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut rest = pattern.chars();
    while let Some(value) = rest.next() {
        let escaped = if value == '\\' { rest.next() } else { None };
        let wild = escaped.is_none() && matches!(value, '*' | '?');
        letters.push(Letter { value: escaped.unwrap_or(value), wild });
    }
    letters
}

fn written(letters: &[Letter], place: Place, care: Care) -> String {
    let text: String = letters.iter().map(|letter| letter.value).collect();
    let colon = field_colon(&text);
    let first = has_other_meaning(&text, place.field) || is_open_value(&text, place);
    let mut word = String::new();
    let mut previous = None;
    for (at, Letter { value, wild }) in letters.iter().copied().enumerate() {
        let sign =
            matches!(value, '*' | '?' | '~' | '^' | '|') || value == '&' && previous == Some('&');
        let leads = at == 0
            && (matches!(value, '-' | '=' | '+' | '!')
                || first
                || care != Care::Little && is_sign_first(value, place.field));
        let escaped = value == '\\'
            || is_border(value)
            || value == ',' && takes_list(place.field)
            || sign && care != Care::Little
            || care == Care::Great && !value.is_alphanumeric()
            || leads
            || colon == Some(at);
        if escaped && !wild {
            word.push('\\');
        }
        word.push(value);
        previous = Some(value);
    }
    word
}

/// Whether `text` would be read as any value, or none.
fn is_open_value(text: &str, place: Place) -> bool {
    let open = place.field.is_some_and(|field| place.whole || !takes_words(field));
    open && matches!(text, "any" | "none")
}

/// Signs that begin a pattern or comparison where the field takes none.
fn is_sign_first(character: char, field: Option<Field>) -> bool {
    match character {
        '/' => field != Some(Field::Path),
        '<' | '>' | '≤' | '≥' => !takes_ranges(field),
        _ => false,
    }
}

/// The number of the character that is a colon which would make the word a field.
fn field_colon(text: &str) -> Option<usize> {
    let (name, after) = text.split_once(':')?;
    let field = field::find(name).is_some() || !after.starts_with('/');
    (field && has_content(name) && name.chars().all(is_name)).then(|| name.chars().count())
}

/// Text within quotes; `alternatives` says whether parentheses have a meaning beside it.
fn quoted(text: &str, alternatives: bool) -> String {
    let mut quoted = String::new();
    let mut starts = true;
    for (at, character) in text.char_indices() {
        let sign = matches!(character, '"' | '\\' | '*' | '|' | '?' | '~')
            || alternatives && matches!(character, '(' | ')');
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.split(is_blank).next().unwrap_or_default();
        // Beside alternatives, the slash that ends an expression may stand in the next of them.
        let slash = character == '/' && alternatives || may_be_expression(word);
        if sign || starts && slash {
            quoted.push('\\');
        }
        quoted.push(character);
        starts = is_blank(character) || matches!(character, '(' | '|');
    }
    quoted
}

fn row(items: &[Item], field: Option<Field>) -> String {
    let items: Vec<String> = items.iter().map(|item| item_text(item, field)).collect();
    items.join(" ")
}

fn item_text(item: &Item, field: Option<Field>) -> String {
    match &item.kind {
        ItemKind::Text(text) => quoted(text, true),
        ItemKind::Wildcard(pattern) => row_word(&letters(pattern), field, ""),
        ItemKind::Fuzzy(text, edits) => {
            row_word(&literal(text), field, if *edits == 1 { "~" } else { "~2" })
        }
        ItemKind::Regex(pattern) => {
            format!("/{}/", pattern.replace('/', "\\/").replace('"', "\\\""))
        }
        ItemKind::One => "*".to_owned(),
        ItemKind::Either(rows) => {
            let rows: Vec<String> = rows.iter().map(|items| row(items, field)).collect();
            format!("({})", rows.join("|"))
        }
    }
}

/// A word with a meaning of its own within quotes.
fn row_word(letters: &[Letter], field: Option<Field>, suffix: &str) -> String {
    let text: String = letters.iter().map(|letter| letter.value).collect();
    let great = is_address(&text) || field == Some(Field::Dyad) || text.starts_with('/');
    let mut word = String::new();
    for Letter { value, wild } in letters.iter().copied() {
        let sign = matches!(value, '"' | '\\' | '*' | '?' | '|' | '~' | '(' | ')');
        let escaped = sign || is_blank(value) || great && !value.is_alphanumeric();
        if escaped && !wild {
            word.push('\\');
        }
        word.push(value);
    }
    word + suffix
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
            ("date:?", "date:?"),
            ("Event:?2016..2018", "event:?2016..2018"),
            ("published:(?\"June 2016\" OR ?)", "published:(?\"June 2016\" OR ?)"),
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
