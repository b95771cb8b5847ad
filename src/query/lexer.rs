//! Splitting of a query into tokens, each with its place.
//!
//! Finds the borders: blanks, parentheses, quotes, the colon of a field, the
//! signs before a term. What a word holds is read later (`word`), since that
//! depends on the field. Unbalanced quotes and parentheses are found here; the
//! tokens that come out are always balanced, so the parser need not look.

use crate::diag::Diagnostic;
use crate::query::fault::Faults;
use crate::query::suggest::{advise, inserted, removed, replaced};
use crate::query::word::{has_content, is_proximity};
use crate::report::field::{self, Field};
use crate::span::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`.
    Open,
    /// `)`; with an empty span when the source lacks it.
    Close,
    /// `AND`.
    And,
    /// `OR`.
    Or,
    /// `NOT` or a hyphen before a term.
    Not,
    /// `=` before a word or phrase.
    Exact,
    /// The name of a field with its colon.
    Field(Field),
    /// A name that is no field's, with its colon.
    UnknownField,
    /// `*` alone.
    Star,
    /// A word, not yet read.
    Word,
    /// A phrase; the span lies between the quotes.
    Phrase(Span),
    /// A term whose fault was reported.
    Faulty,
}

/// A piece of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// Where it stands.
    pub(super) span: Span,
}

/// Splits `source`; parentheses among the tokens are balanced.
pub(super) fn tokens(source: &str, faults: &mut Faults) -> Vec<Token> {
    let mut lexer = Lexer { source, at: 0, tokens: Vec::new(), open: Vec::new(), faults };
    while let Some(character) = lexer.character() {
        lexer.token(character);
    }
    lexer.close_all();
    lexer.tokens
}

struct Lexer<'s, 'f> {
    source: &'s str,
    at: usize,
    tokens: Vec<Token>,
    /// Parentheses that are open.
    open: Vec<Span>,
    faults: &'f mut Faults,
}

impl Lexer<'_, '_> {
    fn token(&mut self, character: char) {
        let next = self.after(character);
        match character {
            _ if is_blank(character) => self.at += character.len_utf8(),
            '(' => {
                let span = self.push(Kind::Open, 1);
                self.open.push(span);
            }
            ')' => self.close(),
            '-' => self.hyphen(),
            '=' => {
                self.push(Kind::Exact, 1);
            }
            '!' if next.is_some_and(starts_term) => {
                let error = self.foreign(1, "expected `NOT` or `-` before a term, found `!`");
                let span = self.push(Kind::Not, 1);
                self.faults.report(advise(error, replaced(self.source, span, "-")));
            }
            '+' if next.is_some_and(starts_term) => {
                let error = self.foreign(1, "`+` before a term is not supported yet");
                let span = error.span;
                let error = advise(error, removed(self.source, span));
                self.faults
                    .report(error.hint("every term is required unless `OR` stands beside it"));
                self.at += 1;
            }
            _ if closers(character).is_some() => self.phrase(character),
            _ => self.word(),
        }
    }

    /// A parenthesis that closes a group, or nothing.
    fn close(&mut self) {
        if self.open.pop().is_some() {
            self.push(Kind::Close, 1);
            self.suffix();
        } else {
            let span = Span::new(self.at, self.at + 1);
            let error = Diagnostic::error(span, "expected `(` somewhere before, found `)`");
            self.faults.report(advise(error, removed(self.source, span)));
            self.at += 1;
        }
    }

    /// Closes the groups that the source leaves open.
    fn close_all(&mut self) {
        let end = self.source.len();
        if let Some(outermost) = self.open.first() {
            let error = Diagnostic::error(
                *outermost,
                "expected `)` for this `(`, found the end of the query",
            );
            let missing = ")".repeat(self.open.len().min(MOST_MENDED));
            let mended = inserted(self.source, self.source.trim_end().len(), &missing);
            self.faults.report(if self.open.len() > MOST_MENDED {
                error.hint(format!("{} parentheses are not closed", self.open.len()))
            } else {
                advise(error, mended)
            });
        }
        for _ in self.open.drain(..) {
            self.tokens.push(Token { kind: Kind::Close, span: Span::new(end, end) });
        }
    }

    /// Hyphens before a term; whether one follows is seen by the parser.
    fn hyphen(&mut self) {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start_matches('-').len();
        let follows = rest.get(run..).and_then(|rest| rest.chars().next());
        let span = self.push(Kind::Not, run);
        if run > 1 && follows.is_some_and(starts_term) {
            let written = span.of(self.source);
            let message = format!("expected one `-` before a term, found `{written}`");
            let error = Diagnostic::error(span, message);
            self.faults.report(advise(error, replaced(self.source, span, "-")));
        }
    }

    /// A phrase from its opening quote to the closing one.
    fn phrase(&mut self, opener: char) {
        let start = self.at;
        let closers = closers(opener).unwrap_or_default();
        let inside = start + opener.len_utf8();
        let mut rest = self.source.get(inside..).unwrap_or_default().char_indices();
        while let Some((offset, character)) = rest.next() {
            if character == '\\' {
                rest.next();
            } else if closers.contains(&character) {
                let inner = Span::new(inside, inside + offset);
                self.push(Kind::Phrase(inner), inner.end + character.len_utf8() - start);
                self.suffix();
                return;
            }
        }
        self.unclosed(opener, closers);
    }

    fn unclosed(&mut self, opener: char, closers: &[char]) {
        let start = self.at;
        let closer = closers.first().copied().unwrap_or('"');
        let span = Span::new(start, start + opener.len_utf8());
        let message =
            format!("expected `{closer}` for this `{opener}`, found the end of the query");
        // Parentheses at the end more likely close the groups that are open.
        let text = self.rest().trim_end();
        let inner = text.trim_end_matches(')');
        let closing = (text.len() - inner.len()).min(self.open.len());
        let place = Span::new(start + text.len() - closing, start + text.len());
        let mended = format!("{closer}{}", ")".repeat(self.open.len().min(MOST_MENDED)));
        let error = Diagnostic::error(span, message);
        self.faults.report(if has_content(inner) {
            advise(error, replaced(self.source, place, &mended))
        } else {
            advise(error, removed(self.source, span))
        });
        // What is open may have its end in the phrase.
        let end = self.source.len();
        self.push(Kind::Faulty, end - start);
        for _ in self.open.drain(..) {
            self.tokens.push(Token { kind: Kind::Close, span: Span::new(end, end) });
        }
    }

    /// A sign behind a phrase or group that belongs to a later syntax.
    fn suffix(&mut self) {
        let (what, kept) = match self.character() {
            Some('~') => ("loose phrases", "quotes find the words in a row"),
            Some('^') => ("weights", "all terms weigh the same"),
            Some('*') => ("wildcards", "write the phrase out"),
            _ => return,
        };
        let end = self.word_end();
        let span = Span::new(self.at, end);
        let message = format!("{what} are not supported yet, found `{}`", span.of(self.source));
        let error = advise(Diagnostic::error(span, message), removed(self.source, span));
        self.faults.report(error.hint(kept));
        self.at = end;
    }

    /// A word, an operator or the name of a field.
    fn word(&mut self) {
        if let Some((kind, length)) = self.field() {
            self.push(kind, length);
            return;
        }
        let start = self.at;
        let end = self.word_end();
        let span = Span::new(start, end);
        let raw = span.of(self.source);
        let value = self.in_value();
        let kind = match raw {
            "AND" => Kind::And,
            "OR" => Kind::Or,
            "NOT" => Kind::Not,
            "*" => Kind::Star,
            "&&" | "||" | "|" if !value => {
                let (kind, name) = if raw == "&&" { (Kind::And, "AND") } else { (Kind::Or, "OR") };
                let error = Diagnostic::error(
                    span,
                    format!("expected `{name}` between terms, found `{raw}`"),
                );
                self.faults.report(advise(error, replaced(self.source, span, name)));
                kind
            }
            _ if !value && (raw == "XOR" || is_proximity(raw)) => {
                self.faults.report(foreign_operator(self.source, span));
                self.at = end;
                return;
            }
            _ => Kind::Word,
        };
        self.push(kind, end - start);
    }

    /// The field that begins here, with the length of its name and colon.
    ///
    /// A name before a colon is letters only, so `12:30` and `F-16:` are words.
    /// A name that is no field's is refused rather than searched, but not in an
    /// address (`http://…`), nor where a field's value is due (`path:C:x`).
    fn field(&self) -> Option<(Kind, usize)> {
        let rest = self.rest();
        let length = rest.find(|character: char| !character.is_alphabetic())?;
        let after = rest.get(length..)?.strip_prefix(':')?;
        let name = rest.get(..length).filter(|name| !name.is_empty())?;
        let kind = match field::find(name) {
            Some(entry) => Kind::Field(entry.field),
            None if self.in_value() || after.starts_with('/') => return None,
            None => Kind::UnknownField,
        };
        Some((kind, length + 1))
    }

    /// Whether the value of a field begins here.
    fn in_value(&self) -> bool {
        self.tokens.last().is_some_and(|token| {
            matches!(token.kind, Kind::Field(_) | Kind::UnknownField) && token.span.end == self.at
        })
    }

    /// Where the word that begins here ends.
    fn word_end(&self) -> usize {
        let mut rest = self.rest().char_indices();
        while let Some((offset, character)) = rest.next() {
            if character == '\\' {
                rest.next();
            } else if is_border(character) {
                return self.at + offset;
            }
        }
        self.source.len()
    }

    fn foreign(&self, length: usize, message: &str) -> Diagnostic {
        Diagnostic::error(Span::new(self.at, self.at + length), message)
    }

    fn push(&mut self, kind: Kind, length: usize) -> Span {
        let span = Span::new(self.at, self.at + length);
        self.tokens.push(Token { kind, span });
        self.at = span.end;
        span
    }

    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn character(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn after(&self, character: char) -> Option<char> {
        self.source.get(self.at + character.len_utf8()..)?.chars().next()
    }
}

/// Most closing parentheses that a hint adds.
const MOST_MENDED: usize = 10;

/// Whether `character` separates words: white space, and marks that are not seen.
pub(super) fn is_blank(character: char) -> bool {
    // Zero-width space, byte order mark, direction marks: pasted along, never meant.
    character.is_whitespace()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a word ends before `character`.
pub(super) fn is_border(character: char) -> bool {
    is_blank(character) || matches!(character, '(' | ')') || closers(character).is_some()
}

/// The quotes that close what `opener` opens, the usual one first.
///
/// Languages pair them differently („…“, „…”, “…”, ”…”, «…», »…«), and many
/// writers close a typographic quote with a straight one.
fn closers(opener: char) -> Option<&'static [char]> {
    match opener {
        '"' => Some(&['"']),
        '“' | '”' | '‟' => Some(&['”', '“', '"']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        _ => None,
    }
}

/// The error for an operator of later versions or of other programs.
fn foreign_operator(source: &str, span: Span) -> Diagnostic {
    let raw = span.of(source);
    if raw == "XOR" {
        return Diagnostic::error(span, "expected `AND`, `OR` or `NOT`, found `XOR`")
            .hint("one but not both is `(a OR b) NOT (a b)`")
            .hint("to search for the word, quote it: `\"XOR\"`");
    }
    let message = format!("nearness of words is not supported yet, found `{raw}`");
    let error = advise(Diagnostic::error(span, message), removed(source, span));
    if raw.contains('/') {
        error.hint("words in a row are found by a phrase: `\"joint exercise\"`")
    } else {
        error.hint(format!("to search for the word, quote it: `\"{raw}\"`"))
    }
}

fn starts_term(character: char) -> bool {
    character.is_alphanumeric() || character == '(' || closers(character).is_some()
}
