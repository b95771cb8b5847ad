//! Regular expressions: where one ends, and whether it is one.
//!
//! An expression stands between slashes and is for a whole word, so it holds no
//! blank. What is left out: its matching, which is for those who know the words.

use regex::{Regex, RegexBuilder};

use crate::diag::Diagnostic;
use crate::query::sign::{closers, found_at, has_content, is_blank, is_border};
use crate::query::suggest::{advise, advise_for, replaced};
use crate::report::field::Field;
use crate::span::Span;

/// Most expressions in a query: each costs a little time before anything is searched.
pub(super) const MOST: usize = 32;

/// Longest expression in bytes, slashes included.
const LONGEST: usize = 1000;

/// Most memory that a compiled expression may take, in bytes.
const LARGEST: usize = 1 << 20;

/// Deepest nesting of groups in an expression.
const DEEPEST: u32 = 50;

/// An expression that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes from the first slash to the last, both included.
    pub(super) length: usize,
    /// Whether a slash stands in it without a backslash.
    pub(super) cut: bool,
}

/// The expression at the start of `text`, if it has an end before one of `ends`, a blank or the
/// end of the text.
pub(super) fn find(text: &str, ends: impl Fn(char) -> bool) -> Option<Found> {
    // A class that is not closed hides the end; the expression is faulty, but it ends.
    scan(text, &ends, true).or_else(|| scan(text, &ends, false))
}

fn scan(text: &str, ends: impl Fn(char) -> bool, classes: bool) -> Option<Found> {
    let mut rest = text.char_indices().peekable();
    rest.next().filter(|(_, first)| *first == '/')?;
    let (mut open, mut fresh, mut cut) = (0_u32, false, false);
    while let Some((offset, character)) = rest.next() {
        if is_blank(character) || offset >= LONGEST {
            return None;
        }
        // A `]` right after `[` or `[^` is meant as itself.
        let first = std::mem::replace(&mut fresh, false);
        match character {
            '\\' => {
                rest.next().filter(|(_, next)| !is_blank(*next))?;
            }
            '[' if classes => {
                open += 1;
                fresh = true;
            }
            '^' if first => fresh = true,
            ']' if !first => open = open.saturating_sub(1),
            '/' if open == 0 => {
                let next = rest.peek().map(|(_, next)| *next);
                if next.is_none_or(|next| is_blank(next) || ends(next)) {
                    return Some(Found { length: offset + 1, cut });
                }
                cut = true;
            }
            _ => {}
        }
    }
    None
}

/// The pattern between the slashes of `raw`: `\/` is a slash, all else as it stands.
pub(super) fn pattern(raw: &str) -> String {
    let inner = raw.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).unwrap_or(raw);
    let mut pattern = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            pattern.push(character);
            continue;
        }
        match rest.next() {
            Some('/') => pattern.push('/'),
            next => {
                pattern.push('\\');
                pattern.extend(next);
            }
        }
    }
    pattern
}

/// An expression within quotes without the backslashes before quotes.
pub(super) fn without_quotes(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(character) = rest.next() {
        let quote = rest.peek().is_some_and(|next| closers(*next).is_some());
        if character == '\\' && !quote {
            text.push(character);
            text.extend(rest.next());
        } else if character != '\\' {
            text.push(character);
        }
    }
    text
}

/// Whether `pattern` is more than a word with slashes around it.
pub(super) fn has_signs(pattern: &str) -> bool {
    has_content(pattern)
        && pattern.contains(['.', '*', '+', '?', '[', ']', '|', '(', ')', '{', '}', '\\'])
}

/// What is wrong with the pattern of the expression under `span`, which may stand in a phrase.
pub(super) fn fault(source: &str, span: Span, pattern: &str, phrase: bool) -> Option<Diagnostic> {
    let raw = span.of(source);
    if let Some(anchor) = anchor(raw) {
        let place = Span::new(span.start + anchor, span.start + anchor + 1);
        let message = format!(
            "an expression is for a whole word and needs no anchor, found `{}`",
            place.of(source)
        );
        let bare: String = without_anchors(raw);
        return Some(advise(Diagnostic::error(place, message), replaced(source, span, &bare)));
    }
    let reason = match built(pattern) {
        Ok(_) => return None,
        Err(regex::Error::CompiledTooBig(_)) => "it takes too much memory".to_owned(),
        Err(error) => reason(&error.to_string()),
    };
    let message = format!("expected a regular expression, found `{raw}`: {reason}");
    let text = if phrase { format!("\\{}", within_quotes(raw)) } else { quoted(raw) };
    let quoted = replaced(source, span, &text);
    Some(advise_for(Diagnostic::error(span, message), "to search for the text", quoted))
}

fn built(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).size_limit(LARGEST).nest_limit(DEEPEST).build()
}

/// The fault of an expression under `span` when there are more than are read.
pub(super) fn too_many(span: Span) -> Diagnostic {
    let message = format!("expected at most {MOST} regular expressions, found another");
    Diagnostic::error(span, message)
        .hint("one expression can stand for several words: `/drills?|exercises?/`")
}

/// The fault of something that begins like an expression, but is none, under `span`.
pub(super) fn unclosed(source: &str, span: Span, field: Option<Field>) -> Diagnostic {
    let raw = span.of(source);
    let inner = raw.trim_matches('/');
    let words = replaced(source, span, &quoted(raw));
    if inner.contains('/') {
        let message = format!("expected an expression for one word, found `{raw}`");
        let error = advise_for(Diagnostic::error(span, message), "for the words", words);
        if field.is_some() || raw.contains(is_border) {
            return error;
        }
        return advise_for(error, "for a file", replaced(source, span, &format!("path:{raw}")));
    }
    let rest = source.get(span.end..).unwrap_or_default();
    let blank = rest.chars().next().is_some_and(is_blank);
    if let Some(end) = closing(rest).filter(|_| blank) {
        let whole = Span::new(span.start, span.end + end);
        let message = "an expression is for one word, found a blank in it";
        let words = replaced(source, whole, &quoted(whole.of(source)));
        return advise_for(Diagnostic::error(whole, message), "for the words", words);
    }
    let found = found_at(source, span.end);
    let message = format!("expected `/` at the end of the expression `{raw}`, found {found}");
    let error = Diagnostic::error(span, message);
    let closed = format!("{raw}/");
    let sound = find(&closed, is_border).is_some_and(|found| !found.cut)
        && built(&pattern(&closed)).is_ok();
    let error = if sound { advise(error, replaced(source, span, &closed)) } else { error };
    advise_for(error, "to search for the text", words)
}

/// Where in `rest` a slash ends a word, if it is near.
fn closing(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().take_while(|(at, _)| *at < LONGEST / 10).peekable();
    while let Some((at, letter)) = letters.next() {
        let ends = letters.peek().is_none_or(|(_, next)| is_blank(*next) || *next == ')');
        if letter == '/' && ends {
            return (at > 1).then_some(at + 1);
        }
        if matches!(letter, '"' | '(' | ')' | ':') {
            return None;
        }
    }
    None
}

/// `raw` as a phrase that holds the same text.
pub(super) fn quoted(raw: &str) -> String {
    format!("\"{}\"", within_quotes(raw.trim_matches('/')))
}

fn within_quotes(raw: &str) -> String {
    let mut text = String::new();
    for sign in raw.chars() {
        if matches!(sign, '"' | '\\' | '*' | '?' | '|' | '~') {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

/// Where an anchor stands in `raw`.
fn anchor(raw: &str) -> Option<usize> {
    anchors(raw).first().copied()
}

fn without_anchors(raw: &str) -> String {
    let anchors = anchors(raw);
    raw.char_indices().filter(|(at, _)| !anchors.contains(at)).map(|(_, sign)| sign).collect()
}

/// The places of `^` and `$` outside classes.
fn anchors(raw: &str) -> Vec<usize> {
    let mut anchors = Vec::new();
    let mut open = 0_u32;
    let mut rest = raw.char_indices();
    while let Some((at, sign)) = rest.next() {
        match sign {
            '\\' => {
                rest.next();
            }
            '[' => open += 1,
            ']' => open = open.saturating_sub(1),
            '^' | '$' if open == 0 => anchors.push(at),
            _ => {}
        }
    }
    anchors
}

/// The reason in a message of many lines, if it is short.
fn reason(message: &str) -> String {
    let last = message.lines().filter_map(|line| line.strip_prefix("error: ")).next_back();
    match last {
        Some(reason) if reason.len() <= 80 => reason.to_owned(),
        _ => "it is not well formed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<usize> {
        find(text, |next| matches!(next, ')' | '^')).map(|found| found.length)
    }

    #[test]
    fn expression_ends_at_a_slash_before_a_blank_a_parenthesis_or_a_weight() {
        for (text, expression) in [
            ("/exerc.*/", "/exerc.*/"),
            ("/exerc.*/ x/", "/exerc.*/"),
            ("/exerc.*/)", "/exerc.*/"),
            ("/exerc.*/^2", "/exerc.*/"),
            ("/a\\/b/", "/a\\/b/"),
            ("/a[/]b/", "/a[/]b/"),
            ("/a[]/]b/", "/a[]/]b/"),
            ("/a[^]/]b/", "/a[^]/]b/"),
            ("/a/b/", "/a/b/"),
            ("/a(b|\"c\")/", "/a(b|\"c\")/"),
            ("/a[/", "/a[/"),
        ] {
            assert_eq!(length(text), Some(expression.len()), "{text}");
        }
        for text in ["/exerc.*", "/exerc .*/", "/", "/a/b", "/a\\/", "x/a/"] {
            assert_eq!(length(text), None, "{text}");
        }
        assert_eq!(length(&format!("/{}/", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn only_the_slash_loses_its_backslash() {
        assert_eq!(pattern("/a\\/b\\d\\\\/"), "a/b\\d\\\\");
        assert_eq!(pattern("/\\\\\\//"), "\\\\/");
    }

    #[test]
    fn reason_is_one_short_line() {
        let source = "/exerc(/";
        let fault = fault(source, Span::new(0, source.len()), "exerc(", false);
        let message = fault.map(|fault| fault.message).unwrap_or_default();
        assert_eq!(message, "expected a regular expression, found `/exerc(/`: unclosed group");
    }
}
