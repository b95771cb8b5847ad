//! What a single word holds: escapes resolved, open places and misspellings read.
//!
//! Takes the text between two borders that the lexer found. A sign that belongs
//! to another syntax (`|`, `&&`, a range without a date field) is an error here,
//! so that no query is read as something it does not say.

use crate::diag::Diagnostic;
use crate::query::fault::Faults;
use crate::query::nearness;
use crate::query::sign::{has_content, is_address, unescaped};
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::report::field::{Field, ValueKind};
use crate::span::Span;

/// A word or the inside of a phrase, not yet read.
#[derive(Clone, Copy)]
pub(super) struct Piece<'s> {
    /// The whole query.
    pub(super) source: &'s str,
    /// Where the piece stands in it.
    pub(super) span: Span,
    /// The field whose value it is or belongs to.
    pub(super) field: Option<Field>,
}

/// What a word is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word as it is.
    Text(String),
    /// A word with open places.
    Wildcard(String),
    /// A word that may be misspelt, with the edits allowed.
    Fuzzy(String, u8),
}

/// One character of a piece after escapes were resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Character {
    /// The character itself.
    pub(super) value: char,
    /// Where it stands in the source, with its backslash.
    pub(super) span: Span,
    /// Whether a backslash stands before it.
    pub(super) escaped: bool,
}

impl Character {
    /// Whether it is `sign` with the meaning that the sign has.
    pub(super) fn is(self, sign: char) -> bool {
        self.value == sign && !self.escaped
    }

    /// Whether it stands for letters that are not known.
    pub(super) fn is_wild(self) -> bool {
        self.is('*') || self.is('?')
    }
}

/// Reads a word; nothing if it holds a fault, which is then reported.
pub(super) fn read(piece: Piece<'_>, faults: &mut Faults) -> Option<Term> {
    match term(piece, faults) {
        Ok(term) => {
            warn(piece, faults);
            Some(term)
        }
        Err(fault) => {
            faults.report(fault);
            None
        }
    }
}

fn term(piece: Piece<'_>, faults: &mut Faults) -> Result<Term, Diagnostic> {
    let raw = piece.raw();
    let characters = characters(piece)?;
    if let Some(fault) = glued(piece, &characters).or_else(|| misplaced(piece)) {
        return Err(fault);
    }
    if is_address(raw) || is_open_pair(raw, piece.field) {
        return Ok(Term::Text(text(&characters)));
    }
    if has_content(raw) {
        if let Some(place) = characters.iter().position(|sign| sign.is('~')) {
            return misspelt(piece, &characters, place);
        }
        if let Some(sign) = characters.iter().find(|sign| sign.is('^')) {
            return Err(early_weight(piece, sign.span.start));
        }
    }
    if !characters.iter().any(|sign| sign.is_wild()) {
        return Ok(Term::Text(text(&characters)));
    }
    if !has_content(raw) {
        return Err(wild_only(piece));
    }
    if let Some(sign) = closing_question(&characters) {
        let warning = Diagnostic::warning(sign.span, "`?` stands for one letter here");
        let mended = removed(piece.source, sign.span);
        faults.report(advise_for(warning, "for the end of a question", mended));
    }
    Ok(Term::Wildcard(wildcard(&characters)))
}

/// Warns of a dash that may have been meant as a hyphen.
fn warn(piece: Piece<'_>, faults: &mut Faults) {
    let raw = piece.raw();
    if raw.starts_with(DASHES) && has_content(raw) {
        let dash = Span::new(piece.span.start, piece.span.start + first_length(raw));
        let warning = Diagnostic::warning(dash, "this dash is read as a part of the word");
        let mended = replaced(piece.source, dash, "-");
        faults.report(advise_for(warning, "to exclude the word", mended));
    }
}

/// The members of a list such as `sr,hu`, if the field takes one and there are two or more.
pub(super) fn members(piece: Piece<'_>) -> Option<Vec<Span>> {
    let raw = piece.raw();
    if !takes_list(piece.field) || !has_content(raw) || is_address(raw) {
        return None;
    }
    let mut members = Vec::new();
    let mut start = 0;
    while let Some(rest) = raw.get(start..) {
        let end = start + unescaped(rest, |sign| sign == ',');
        members.push(Span::new(start, end).shifted(piece.span.start));
        start = end + 1;
    }
    (members.len() > 1).then_some(members)
}

/// The fault of a list that lacks the member under `span`.
pub(super) fn empty_member(piece: Piece<'_>, span: Span) -> Diagnostic {
    let Piece { source, span: whole, field } = piece;
    let takes = field.map_or("a value", |field| field.entry().takes);
    let last = span.end == whole.end;
    let comma = if last { span.start - 1 } else { span.end };
    let place = Span::new(comma, comma + 1);
    let side = if last { "after" } else { "before" };
    let found =
        if span.is_empty() { "nothing".to_owned() } else { format!("`{}`", span.of(source)) };
    let error = Diagnostic::error(place, format!("expected {takes} {side} `,`, found {found}"));
    let rest = source.get(whole.end..).unwrap_or_default();
    let blanks = rest.len() - rest.trim_start().len();
    let next = rest.split_whitespace().next().unwrap_or_default();
    let follows = next.starts_with(char::is_alphanumeric) && !matches!(next, "AND" | "OR" | "NOT");
    let mended = removed(source, place.to(span));
    if last && blanks > 0 && follows {
        // A list as in prose, with blanks after the commas.
        let gap = Span::new(comma + 1, whole.end + blanks);
        let error = advise_for(error, "for a list", replaced(source, gap, ""));
        return advise_for(error, "for one value", mended);
    }
    advise(error, mended)
}

/// Whether an unescaped word of this text would be read as something else than a word.
pub(super) fn has_other_meaning(text: &str, field: Option<Field>) -> bool {
    matches!(text, "AND" | "OR" | "NOT" | "XOR")
        || nearness::read(text).is_some()
        || is_range(text) && !takes_ranges(field)
        || is_comparison(text) && !takes_ranges(field)
}

/// Whether `any`, `none` and `*` within the value of `field` are words like others.
pub(super) fn takes_words(field: Field) -> bool {
    matches!(field.entry().value, ValueKind::Words | ValueKind::Path)
}

/// Whether commas part the values of `field`.
pub(super) fn takes_list(field: Option<Field>) -> bool {
    field.is_some_and(|field| {
        use ValueKind::{Country, Date, Keyword, Pair};
        matches!(field.entry().value, Keyword | Country | Pair | Date)
    })
}

/// Whether `text` names a pair with any partner, a value in which `*` has a meaning of its own.
pub(super) fn is_open_pair(text: &str, field: Option<Field>) -> bool {
    let side =
        text.strip_suffix('*').and_then(|rest| rest.trim_end().strip_suffix(HYPHENS)).or_else(
            || text.strip_prefix('*').and_then(|rest| rest.trim_start().strip_prefix(HYPHENS)),
        );
    let signs = ['*', '?', '|', '~', '^'];
    // An escaped hyphen does not part a pair.
    let parted = |side: &str| !side.contains(signs) && !side.ends_with('\\');
    field == Some(Field::Dyad) && side.is_some_and(|side| has_content(side) && parted(side))
}

/// What may stand between the countries of a pair.
const HYPHENS: [char; 3] = ['-', '–', '—'];

/// Dashes that a word processor puts for a hyphen.
const DASHES: [char; 5] = ['–', '—', '−', '‐', '‑'];

impl<'s> Piece<'s> {
    /// The text as typed.
    pub(super) fn raw(self) -> &'s str {
        self.span.of(self.source)
    }
}

/// The characters of a word with their escapes resolved.
fn characters(piece: Piece<'_>) -> Result<Vec<Character>, Diagnostic> {
    let mut characters = Vec::new();
    let mut at = piece.span.start;
    while let Some(character) = character(piece, at, at == piece.span.start)? {
        at = character.span.end;
        characters.push(character);
    }
    Ok(characters)
}

/// The character of a piece that begins at `at`.
///
/// A backslash makes the next sign literal. Before a letter or digit it means
/// nothing but at the start of a word (`\AND`), so there it is refused: it is
/// rather a path of another system (`reports\2016`).
pub(super) fn character(
    piece: Piece<'_>,
    at: usize,
    starts: bool,
) -> Result<Option<Character>, Diagnostic> {
    let mut rest = Span::new(at, piece.span.end).of(piece.source).chars();
    let Some(first) = rest.next() else {
        return Ok(None);
    };
    let end = at + first.len_utf8();
    if first != '\\' {
        return Ok(Some(Character { value: first, span: Span::new(at, end), escaped: false }));
    }
    match rest.next() {
        Some(next) if starts || !next.is_alphanumeric() => {
            let span = Span::new(at, end + next.len_utf8());
            Ok(Some(Character { value: next, span, escaped: true }))
        }
        next => {
            let span = Span::new(at, end);
            let found = next.map_or("nothing".to_owned(), |next| format!("`{next}`"));
            let error =
                Diagnostic::error(span, format!("expected a sign after `\\`, found {found}"));
            let mended = replaced(piece.source, span, "\\\\");
            Err(advise_for(error, "for a backslash itself", mended))
        }
    }
}

/// The text of characters, none of which has a meaning.
pub(super) fn text(characters: &[Character]) -> String {
    characters.iter().map(|character| character.value).collect()
}

/// The pattern of a word with open places, in which `**` is `*`.
pub(super) fn wildcard(characters: &[Character]) -> String {
    let mut pattern = String::new();
    let mut star = false;
    for character in characters {
        let again = star && character.is('*');
        star = character.is('*');
        if again {
            continue;
        }
        if matches!(character.value, '*' | '?' | '\\') && !character.is_wild() {
            pattern.push('\\');
        }
        pattern.push(character.value);
    }
    pattern
}

/// The `?` that more likely ends a question than stands for a letter.
fn closing_question(characters: &[Character]) -> Option<&Character> {
    let last =
        characters.iter().rposition(|sign| sign.value.is_alphanumeric() || sign.is_wild())?;
    let sign = characters.get(last)?;
    let before = characters.get(last.checked_sub(1)?)?;
    (sign.is('?') && !before.is_wild()).then_some(sign)
}

/// A word of `*`, `?` and punctuation.
fn wild_only(piece: Piece<'_>) -> Diagnostic {
    let Piece { source, span, field } = piece;
    let raw = piece.raw();
    let message = format!("expected a letter or a digit in the word, found `{raw}`");
    let error = Diagnostic::error(span, message);
    match field {
        Some(field) => error.hint(format!("`{field}:any` finds every report with a value")),
        None if source.trim() == raw => error.hint("`*` finds every report"),
        None => {
            let error = advise(error, removed(source, span));
            error.hint("`*` alone finds every report")
        }
    }
}

/// A word with `~` at `place`, and what follows it.
pub(super) fn misspelt(
    piece: Piece<'_>,
    characters: &[Character],
    place: usize,
) -> Result<Term, Diagnostic> {
    let source = piece.source;
    let (word, suffix) = characters.split_at(place.min(characters.len()));
    let first = suffix.first().map_or(piece.span.end, |sign| sign.span.start);
    let sign = Span::new(first, first + 1);
    let whole = Span::new(first, piece.span.end);
    let letters = word.iter().filter(|letter| letter.value.is_alphanumeric()).count();
    let before = source.get(..piece.span.start).unwrap_or_default();
    let gap = Span::new(before.trim_end().len(), before.len());
    if word.is_empty() && !gap.is_empty() && before.trim_end().ends_with(['"', '”', '“', '»'])
    {
        let message =
            format!("expected a phrase directly before `{}`, found a blank", whole.of(source));
        return Err(advise(Diagnostic::error(whole, message), replaced(source, gap, "")));
    }
    if letters == 0 {
        let message = "expected a word before `~`, found nothing";
        let error = advise(Diagnostic::error(sign, message), removed(source, sign));
        return Err(searched(error, piece));
    }
    if let Some(wild) = word.iter().find(|sign| sign.is_wild()) {
        let message =
            format!("a word is fuzzy or has wildcards, found both `{}` and `~`", wild.value);
        return Err(advise(Diagnostic::error(whole, message), removed(source, whole)));
    }
    let found: String = text(suffix).chars().skip(1).collect();
    // What a word of that many letters can have.
    let mend = |edits: Option<u32>| match edits {
        Some(2) if letters >= 5 => "~2",
        Some(1 | 2) if letters >= 3 => "~",
        _ => "",
    };
    let edits = if found.is_empty() { Some(1) } else { nearness::number(&found) };
    let Some(edits) = edits else {
        let message = format!("expected `1`, `2` or nothing after `~`, found `{found}`");
        let error = Diagnostic::error(whole, message);
        let error = advise(error, replaced(source, whole, mend(Some(1))));
        return Err(searched(error, piece));
    };
    if edits == 0 || edits > 2 {
        let message = if edits == 0 {
            "expected `1`, `2` or nothing after `~`, found `0`".to_owned()
        } else {
            format!("expected at most 2 edits after `~`, found `{found}`")
        };
        let better = mend((edits > 2).then_some(2));
        return Err(advise(Diagnostic::error(whole, message), replaced(source, whole, better)));
    }
    let least = if edits == 1 { 3 } else { 5 };
    if letters < least {
        let written = whole.of(source);
        let message =
            format!("expected at least {least} letters before `{written}`, found `{}`", text(word));
        let better = if edits == 2 { mend(Some(1)) } else { "" };
        return Err(advise(Diagnostic::error(whole, message), replaced(source, whole, better)));
    }
    Ok(Term::Fuzzy(text(word), if edits == 1 { 1 } else { 2 }))
}

/// Advises how to search for a word whose signs were not meant.
fn searched(error: Diagnostic, piece: Piece<'_>) -> Diagnostic {
    let Piece { source, span, .. } = piece;
    let quoted = format!("\"{}\"", piece.raw().replace('~', "\\~"));
    if piece.raw().contains(['*', '?', '|', '\\']) {
        return error;
    }
    advise_for(error, "to search for the text", replaced(source, span, &quoted))
}

/// A weight before which no word stands.
fn early_weight(piece: Piece<'_>, at: usize) -> Diagnostic {
    let Piece { source, span, .. } = piece;
    let place = Span::new(at, span.end);
    let found = if at == span.start {
        "nothing".to_owned()
    } else {
        format!("`{}`", Span::new(span.start, at).of(source))
    };
    let message = format!("expected a term directly before `{}`, found {found}", place.of(source));
    let error = Diagnostic::error(place, message);
    let before = source.get(..at).unwrap_or_default();
    let trimmed = before.trim_end();
    let follows = trimmed.ends_with(|last: char| last.is_alphanumeric() || "\")”“/".contains(last));
    if follows && trimmed.len() < at {
        return advise(error, replaced(source, Span::new(trimmed.len(), at), ""));
    }
    let error = advise(error, removed(source, place));
    advise_for(
        error,
        "to search for the text",
        replaced(source, span, &format!("\"{}\"", piece.raw())),
    )
}

/// Two words with an operator of another program between them.
fn glued(piece: Piece<'_>, characters: &[Character]) -> Option<Diagnostic> {
    let raw = piece.raw();
    if !has_content(raw) || is_address(raw) || is_open_pair(raw, piece.field) {
        return None;
    }
    characters.iter().enumerate().find_map(|(place, sign)| {
        let next = characters.get(place + 1);
        let double = next.is_some_and(|next| next.is(sign.value));
        let at = sign.span.start;
        match sign.value {
            '|' if !sign.escaped => Some(joined(piece, at, if double { "||" } else { "|" }, "OR")),
            '&' if !sign.escaped && double => Some(joined(piece, at, "&&", "AND")),
            _ => None,
        }
    })
}

fn joined(piece: Piece<'_>, at: usize, sign: &str, operator: &str) -> Diagnostic {
    let Piece { source, span, .. } = piece;
    let place = Span::new(at, at + sign.len());
    let error =
        Diagnostic::error(place, format!("expected `{operator}` between words, found `{sign}`"));
    let parts: Vec<&str> = piece.raw().split(sign).filter(|part| has_content(part)).collect();
    let alone = source.trim() == piece.raw()
        || source.get(..span.start).is_some_and(|before| before.ends_with('('))
            && source.get(span.end..).is_some_and(|after| after.starts_with(')'));
    let joined = parts.join(&format!(" {operator} "));
    let mended = if alone || parts.len() < 2 { joined } else { format!("({joined})") };
    advise(error, replaced(source, span, &mended))
}

/// A range or a comparison without a date field.
fn misplaced(piece: Piece<'_>) -> Option<Diagnostic> {
    let Piece { source, span, field } = piece;
    let raw = piece.raw();
    let form = if is_range(raw) {
        "range"
    } else if is_comparison(raw) {
        "comparison"
    } else {
        return None;
    };
    if takes_ranges(field) {
        return None;
    }
    let message = format!("expected a date field before the {form}, found `{raw}` alone");
    let error = match field {
        None => {
            let error = Diagnostic::error(span, message);
            advise(error, replaced(source, span, &format!("date:{raw}")))
        }
        Some(field) => {
            let message = format!("a {form} has no meaning in `{field}:`, found `{raw}`");
            Diagnostic::error(span, message)
                .hint("ranges belong to `date:`, `published:` and `event:`")
        }
    };
    Some(advise_for(
        error,
        "to search for the numbers",
        replaced(source, span, &format!("\"{raw}\"")),
    ))
}

/// Whether ranges and comparisons have a meaning in `field`.
pub(super) fn takes_ranges(field: Option<Field>) -> bool {
    field.is_some_and(|field| matches!(field.entry().value, ValueKind::Date | ValueKind::Count))
}

/// `2016..2018`, `2016-06..`, `..2019`.
fn is_range(raw: &str) -> bool {
    let numeric = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    raw.split_once("..").is_some_and(|(from, to)| {
        numeric(from) && numeric(to) && (has_content(from) || has_content(to))
    })
}

/// `>=2016`, `<2016-06`.
fn is_comparison(raw: &str) -> bool {
    let number = raw.strip_prefix(['<', '>', '≤', '≥']);
    let number = number.map(|rest| rest.strip_prefix('=').unwrap_or(rest));
    number.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_comparisons_are_told_from_punctuation() {
        for raw in ["2016..2018", "2016-06..", "..2019", "2016-06-01..2016-06-30"] {
            assert!(is_range(raw), "{raw}");
        }
        for raw in ["..", "2016...", "well..", "a..b", "2016.06"] {
            assert!(!is_range(raw), "{raw}");
        }
        for raw in [">2016", "<=5", "≥3"] {
            assert!(is_comparison(raw), "{raw}");
        }
        for raw in [">", "<b>", "->5", ">="] {
            assert!(!is_comparison(raw), "{raw}");
        }
    }

    fn pattern(raw: &str) -> String {
        let piece = Piece { source: raw, span: Span::new(0, raw.len()), field: None };
        wildcard(&characters(piece).unwrap_or_default())
    }

    #[test]
    fn literal_stars_keep_a_backslash_in_a_pattern() {
        assert_eq!(pattern("a**b\\*?\\\\"), "a*b\\*?\\\\");
        assert_eq!(pattern("a*\\**"), "a*\\**");
        assert_eq!(pattern("\\?x"), "\\?x");
    }
}
