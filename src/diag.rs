//! Diagnostics: what is wrong with an input, where, and what to type instead.
//!
//! Takes a message with a span into a one-line or many-line source; gives the
//! text that a person reads, with the source line and a caret under the fault.
//! No colour here: the program adds it where a terminal wants it.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::span::Span;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input was understood, but its writer may have meant something else.
    Warning,
    /// The input cannot be used.
    Error,
}

/// One finding about an input text, with its place and advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, values in backticks.
    pub message: String,
    /// Bytes of the input that are meant; may be empty to mark a place.
    pub span: Span,
    /// What to do, each a sentence fragment or a query to type.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at `span`.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Error, message: message.into(), span, hints: Vec::new() }
    }

    /// A warning at `span`.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// Adds advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Whether this diagnostic forbids going on.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The source line with carets under the span, then the hints.
    ///
    /// ```
    /// use bilat::{diag::Diagnostic, span::Span};
    ///
    /// let fault = Diagnostic::error(Span::new(4, 5), "expected a word, found `)`").hint("remove it");
    /// assert_eq!(
    ///     fault.render("abc )"),
    ///     "error: expected a word, found `)`\n  abc )\n      ^\nhint: remove it\n"
    /// );
    /// ```
    pub fn render(&self, source: &str) -> String {
        let mut text = String::new();
        let label = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let (line, from, to) = line_around(source, self.span);
        let indent = visible(&line[..from]).width();
        let carets = visible(&line[from..to]).width().max(1);
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{label}: {}", visible(&self.message));
        let _ = writeln!(text, "  {}", visible(line));
        let _ = writeln!(text, "  {}{}", " ".repeat(indent), "^".repeat(carets));
        for hint in &self.hints {
            let _ = writeln!(text, "hint: {}", visible(hint));
        }
        text
    }
}

/// The line of `source` on which `span` starts, and the span's ends within it.
fn line_around(source: &str, span: Span) -> (&str, usize, usize) {
    let start = floor(source, span.start);
    let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = source[start..].find('\n').map_or(source.len(), |at| start + at);
    let end = floor(source, span.end).clamp(start, line_end);
    (&source[line_start..line_end], start - line_start, end - line_start)
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A path as text with `/` between its parts; bytes that are not UTF-8 are
/// written as `\xNN`, so that two names never become one.
pub fn as_text(path: &Path) -> String {
    let text = match path.to_str() {
        Some(text) => text.to_owned(),
        None => path.as_os_str().as_encoded_bytes().utf8_chunks().fold(
            String::new(),
            |mut text, chunk| {
                text.push_str(chunk.valid());
                for byte in chunk.invalid() {
                    // Writing to a String cannot fail.
                    let _ = write!(text, "\\x{byte:02X}");
                }
                text
            },
        ),
    };
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace('\\', "/") }
}

/// Text whose control and direction-changing characters are made visible, so that
/// neither a query nor a report can move the cursor or reorder what is printed.
///
/// Tabs become blanks; every other such character is written as `\u{…}`.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => shown.push(' '),
            _ if character.is_control() || is_bidi_control(character) => {
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
            }
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character changes the direction of what follows it.
pub(crate) fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caret_counts_columns_not_bytes() {
        let fault = Diagnostic::error(Span::new(9, 10), "no");
        assert_eq!(fault.render("Срба )").lines().nth(2), Some("       ^"));
        let wide = Diagnostic::error(Span::new(6, 7), "no");
        assert_eq!(wide.render("中国)").lines().nth(2), Some("      ^"));
    }

    #[test]
    fn span_outside_the_source_is_clamped() {
        let fault = Diagnostic::error(Span::new(90, 99), "no");
        assert_eq!(fault.render("ab").lines().nth(2), Some("    ^"));
    }

    #[test]
    fn control_and_direction_characters_become_visible() {
        assert_eq!(visible("a\u{202e}b\u{1b}[1m\tc"), "a\\u{202e}b\\u{1b}[1m c");
    }
}
