//! Splitting of a query into tokens, each with its place.
//!
//! Finds the borders: blanks, parentheses, quotes, the colon of a field, the
//! signs before a term. What a word holds is read later (`word`), since that
//! depends on the field. Unbalanced quotes and parentheses are found here; the
//! tokens that come out are always balanced, so the parser need not look.

use crate::diag::Diagnostic;
use crate::query::expression;
use crate::query::fault::Faults;
use crate::query::nearness::{self, Nearness, Operator};
use crate::query::sign::{
    closers, has_content, is_address, is_blank, is_border, is_name, unescaped,
};
use crate::query::suggest::{advise, advise_for, inserted, removed, replaced};
use crate::query::uncertain;
use crate::report::field::{self, Field, ValueKind};
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
    /// `+` before a term.
    Required,
    /// `NEAR/5`, `ADJ/s` and so on.
    Near(Nearness),
    /// `=` before a word or phrase.
    Exact,
    /// The name of a field with its colon.
    Field(Field),
    /// A name that is no field's, with its colon.
    UnknownField,
    /// `*` alone.
    Star,
    /// A regular expression with its slashes.
    Expression,
    /// A word, not yet read.
    Word,
    /// A phrase; the span lies between the quotes.
    Phrase(Span),
    /// `~3` right after a phrase or group.
    Room,
    /// `^2` right after a term.
    Weight,
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
    /// Parentheses that are open, with the field whose value they are in.
    open: Vec<(Span, Option<Field>)>,
    faults: &'f mut Faults,
}

impl Lexer<'_, '_> {
    fn token(&mut self, character: char) {
        let next = self.after(character);
        match character {
            _ if is_blank(character) => self.at += character.len_utf8(),
            '(' => {
                let field = self.value_of();
                let span = self.push(Kind::Open, 1);
                self.open.push((span, field));
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
            '+' if self.leads() => self.plus(),
            '/' if self.expression() => {}
            '[' | '{' if self.bracketed() => {}
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
        if let Some((outermost, _)) = self.open.first() {
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

    /// What may follow a phrase, group or expression without a blank: `~3`, `^2`.
    fn suffix(&mut self) {
        if self.character() == Some('~') {
            let end = self.suffix_end();
            self.push(Kind::Room, end);
        }
        match self.character() {
            Some('^') => {
                let end = self.word_end() - self.at;
                self.push(Kind::Weight, end);
            }
            Some(sign @ ('*' | '?')) => {
                let length = self.rest().len() - self.rest().trim_start_matches(['*', '?']).len();
                let span = Span::new(self.at, self.at + length);
                let before = if self.before() == ')' { "a group" } else { "a phrase" };
                let error = Diagnostic::error(
                    span,
                    format!("expected a word directly before `{sign}`, found {before}"),
                );
                let error = advise(error, removed(self.source, span));
                let mended = replaced(self.source, Span::new(self.at - 1, span.end), "*\"");
                let phrase = self.before() == '"' && sign == '*';
                let mended = mended.filter(|_| phrase);
                self.faults.report(advise_for(error, "for the last word with any ending", mended));
                self.at = span.end;
            }
            _ => {}
        }
    }

    /// Bytes up to where a suffix ends: a border or the next suffix.
    fn suffix_end(&self) -> usize {
        unescaped(self.rest(), |sign| is_border(sign) || sign == '^')
    }

    /// The character before the place.
    fn before(&self) -> char {
        let before = self.source.get(..self.at).unwrap_or_default();
        before.chars().next_back().unwrap_or(' ')
    }

    /// Whether a term may follow the signs that begin here.
    fn leads(&self) -> bool {
        let next = self.rest().trim_start_matches('+').chars().next();
        next.is_some_and(|next| !is_blank(next) && next != ')')
    }

    /// `+` before a term.
    fn plus(&mut self) {
        let run = self.rest().len() - self.rest().trim_start_matches('+').len();
        let span = self.push(Kind::Required, run);
        if run > 1 {
            let written = span.of(self.source);
            let message = format!("expected one `+` before a term, found `{written}`");
            let error = Diagnostic::error(span, message);
            self.faults.report(advise(error, removed(self.source, span)));
        }
    }

    /// Reads a regular expression; says whether one begins here.
    fn expression(&mut self) -> bool {
        let field = self.value_of();
        let word = Span::new(self.at, self.word_end()).of(self.source);
        let foreign = nearness::read(word).is_some() && !self.in_value();
        if field == Some(Field::Path) || foreign {
            return false;
        }
        let rest = self.rest();
        let end = expression_end(rest);
        let found = expression::find(rest, |next| matches!(next, ')' | '^'))
            // What follows without a blank is seen by the parser.
            .or_else(|| expression::find(rest.get(..end)?, |_| false));
        let length = found.map_or(end, |found| found.length);
        if !rest.get(1..length).is_some_and(has_content) {
            return false;
        }
        let span = Span::new(self.at, self.at + length);
        if found.is_some_and(|found| !found.cut) {
            self.push(Kind::Expression, length);
            self.suffix();
        } else {
            // What to write instead takes a little time to find out.
            if self.faults.takes_errors() {
                self.faults.report(expression::unclosed(self.source, span, field));
            }
            self.push(Kind::Faulty, length);
        }
        true
    }

    /// Reads a range as others write it, `[2016 TO 2018]`; says whether one begins here.
    fn bracketed(&mut self) -> bool {
        let rest = self.rest();
        let near = rest.char_indices().take_while(|(at, _)| *at < LONGEST_RANGE);
        let Some((end, _)) = near.into_iter().find(|(_, sign)| matches!(sign, ']' | '}')) else {
            return false;
        };
        let inner = rest.get(1..end).unwrap_or_default();
        let words: Vec<&str> = inner.split_whitespace().collect();
        let [from, "TO", to] = words.as_slice() else {
            return false;
        };
        let side = |side: &&str| side.trim_matches(['"', '*']).to_owned();
        let range = format!("{}..{}", side(from), side(to));
        let span = Span::new(self.at, self.at + end + 1);
        let error = Diagnostic::error(
            span,
            format!("expected a range such as `2016..2018`, found `{}`", span.of(self.source)),
        );
        let field = self.value_of();
        let dates = |field: Field| field.entry().value == ValueKind::Date;
        let error = match field {
            _ if !has_content(&range) => error.hint("`date:any` finds every report with a date"),
            Some(field) if dates(field) => advise(error, replaced(self.source, span, &range)),
            Some(_) => error.hint("ranges belong to `date:`, `published:` and `event:`"),
            None => advise(error, replaced(self.source, span, &format!("date:{range}"))),
        };
        self.faults.report(error);
        self.push(Kind::Faulty, end + 1);
        true
    }

    /// A word, an operator or the name of a field.
    fn word(&mut self) {
        if let Some((kind, length)) = self.field() {
            self.push(kind, length);
            return;
        }
        let start = self.at;
        let end = self.weight_start();
        let span = Span::new(start, end);
        let raw = span.of(self.source);
        let value = self.in_value();
        let kind = match raw {
            "AND" => Kind::And,
            "OR" => Kind::Or,
            "NOT" => Kind::Not,
            _ if raw.bytes().all(|byte| byte == b'*') => Kind::Star,
            "&&" | "||" | "|" if !value => {
                let (kind, name) = if raw == "&&" { (Kind::And, "AND") } else { (Kind::Or, "OR") };
                let error = Diagnostic::error(
                    span,
                    format!("expected `{name}` between terms, found `{raw}`"),
                );
                self.faults.report(advise(error, replaced(self.source, span, name)));
                kind
            }
            "XOR" if !value => {
                self.faults.report(exclusive(span));
                self.at = end;
                return;
            }
            _ => match nearness::read(raw).filter(|_| !value) {
                Some(operator) => self.near(span, operator),
                None => Kind::Word,
            },
        };
        self.push(kind, end - start);
        if self.character() == Some('^') {
            self.suffix();
        }
    }

    /// What an operator of nearness under `span` is taken for, after its faults were reported.
    fn near(&mut self, span: Span, operator: Operator) -> Kind {
        let follows = self.source.get(span.end..).unwrap_or_default();
        let follows = follows.trim_start_matches(is_blank).chars().next();
        let placed = self.ends_term() && follows.is_some_and(|next| next != ')');
        let before = self.tokens.last().copied();
        if let (Some(Token { kind: Kind::Near(near), span: name }), Operator::Foreign(distance)) =
            (before, operator)
            && span.of(self.source).starts_with('/')
        {
            let near = Nearness { reach: distance.reach, ..near };
            self.faults.report(nearness::parted(self.source, name.to(span), near));
            return Kind::Faulty;
        }
        if let Some(fault) = nearness::fault(self.source, span, operator, placed) {
            self.faults.report(fault);
        }
        match operator {
            Operator::Foreign(_) if !placed => Kind::Faulty,
            Operator::Ours(near)
            | Operator::Foreign(near)
            | Operator::TooFar(near)
            | Operator::Unread(near) => Kind::Near(near),
        }
    }

    /// Whether the token before ends a term.
    fn ends_term(&self) -> bool {
        self.tokens.last().is_some_and(|token| {
            matches!(
                token.kind,
                Kind::Close
                    | Kind::Star
                    | Kind::Word
                    | Kind::Phrase(_)
                    | Kind::Expression
                    | Kind::Room
                    | Kind::Weight
                    | Kind::Faulty
            )
        })
    }

    /// The field that begins here, with the length of its name and colon.
    ///
    /// A name before a colon is letters and underscores only, so `12:30` and `F-16:` are words.
    /// A name that is no field's is refused rather than searched, but not in an
    /// address (`http://…`), nor where a field's value is due (`path:C:x`).
    fn field(&self) -> Option<(Kind, usize)> {
        let rest = self.rest();
        let length = rest.find(|character: char| !is_name(character))?;
        let after = rest.get(length..)?.strip_prefix(':')?;
        let name = rest.get(..length).filter(|name| has_content(name))?;
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

    /// The field whose value begins here or is being read.
    fn value_of(&self) -> Option<Field> {
        let named = self.tokens.iter().rev().take(2).find_map(|token| match token.kind {
            Kind::Field(field) => Some((field, token.span.end)),
            _ => None,
        });
        // `=` may stand between the name and the value.
        let sign = self.tokens.last().filter(|token| token.kind == Kind::Exact);
        let start = sign.map_or(self.at, |sign| sign.span.start);
        let own = named
            .filter(|(_, end)| *end == start && sign.is_none_or(|sign| sign.span.end == self.at));
        own.map(|(field, _)| field).or_else(|| self.open.last().and_then(|(_, field)| *field))
    }

    /// Where the word that begins here ends, or the weight of it begins.
    fn weight_start(&self) -> usize {
        let end = self.word_end();
        let raw = Span::new(self.at, end).of(self.source);
        let cut = unescaped(raw, |sign| sign == '^');
        let before = raw.get(..cut).unwrap_or_default();
        let weighted = has_content(before)
            || !before.is_empty() && before.bytes().all(|byte| byte == b'*')
            || before == "?" && uncertain::begins(before, self.value_of());
        if cut == raw.len() || is_address(raw) || !weighted { end } else { self.at + cut }
    }

    /// Where the word that begins here ends.
    fn word_end(&self) -> usize {
        self.at + unescaped(self.rest(), is_border)
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

/// Longest range in brackets that is recognised, in bytes.
const LONGEST_RANGE: usize = 100;

/// Where something that begins like an expression ends: at a blank, a quote, or the end of the
/// group around it.
fn expression_end(text: &str) -> usize {
    let mut depth = 0_u32;
    let mut rest = text.char_indices();
    while let Some((at, sign)) = rest.next() {
        match sign {
            '\\' => {
                rest.next();
            }
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ if is_border(sign) => return at,
            _ => {}
        }
    }
    text.len()
}

/// The error for an operator that is made of others.
fn exclusive(span: Span) -> Diagnostic {
    Diagnostic::error(span, "expected `AND`, `OR` or `NOT`, found `XOR`")
        .hint("one but not both is `(a OR b) NOT (a b)`")
        .hint("to search for the word, quote it: `\"XOR\"`")
}

fn starts_term(character: char) -> bool {
    character.is_alphanumeric() || character == '(' || closers(character).is_some()
}
