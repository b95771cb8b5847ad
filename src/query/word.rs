//! What a single word or phrase holds: escapes resolved, signs with a meaning refused.
//!
//! Takes the text between two borders that the lexer found; gives the text to
//! search for. A sign that belongs to a syntax of later versions (`*`, `~`,
//! `^` …) is an error here, so that no query is read as something it does not say.

use crate::diag::Diagnostic;
use crate::query::fault::Faults;
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

/// One character of a piece after escapes were resolved.
struct Character {
    value: char,
    /// Where it begins in the source.
    at: usize,
    escaped: bool,
}

/// Reads a word; nothing if it holds a fault, which is then reported.
pub(super) fn read(piece: Piece<'_>, faults: &mut Faults) -> Option<String> {
    let raw = piece.raw();
    let characters = characters(piece, true, faults)?;
    let fault =
        pattern(piece).or_else(|| reserved(piece, &characters)).or_else(|| misplaced(piece));
    if let Some(fault) = fault {
        faults.report(fault);
        return None;
    }
    if raw.starts_with(DASHES) && has_content(raw) {
        let dash = Span::new(piece.span.start, piece.span.start + first_length(raw));
        let warning = Diagnostic::warning(dash, "this dash is read as a part of the word");
        let mended = replaced(piece.source, dash, "-");
        faults.report(advise_for(warning, "to exclude the word", mended));
    }
    Some(characters.iter().map(|character| character.value).collect())
}

/// Reads the inside of a phrase; nothing if it holds a fault, which is then reported.
pub(super) fn read_phrase(piece: Piece<'_>, faults: &mut Faults) -> Option<String> {
    let characters = characters(piece, false, faults)?;
    let letter = |at: usize| characters.get(at).is_some_and(|found| found.value.is_alphanumeric());
    let sign = characters.iter().enumerate().find(|(place, found)| {
        // A question mark between two letters is a wildcard, elsewhere it ends a sentence.
        let inside = *place > 0 && letter(place - 1) && letter(place + 1);
        !found.escaped && (matches!(found.value, '*' | '|') || (found.value == '?' && inside))
    });
    if let Some((_, sign)) = sign.filter(|_| !is_open_pair(piece.raw(), piece.field)) {
        let span = Span::new(sign.at, sign.at + sign.value.len_utf8());
        let (what, hint) = if sign.value == '|' {
            ("alternatives", "write each phrase out: `(\"joint exercise\" OR \"joint drill\")`")
        } else {
            ("wildcards", "write the phrase out")
        };
        let message = format!("{what} in a phrase are not supported yet, found `{}`", sign.value);
        faults.report(Diagnostic::error(span, message).hint(hint));
        return None;
    }
    Some(characters.iter().map(|character| character.value).collect())
}

/// Whether there is something to search for: a letter or a digit in any script.
pub(super) fn has_content(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether `raw` is the address of a page; its signs have no meaning of ours.
pub(super) fn is_address(raw: &str) -> bool {
    raw.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty()
            && !rest.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

/// Whether `raw` asks for nearness, as we or other programs write it: `NEAR`, `NEAR/5`, `w/5`, `/s`.
pub(super) fn is_proximity(raw: &str) -> bool {
    if matches!(raw, "NEAR" | "ADJ") {
        return true;
    }
    let Some((name, distance)) = raw.split_once('/') else {
        return false;
    };
    let known = ["", "near", "adj", "onear", "w", "pre", "n"];
    let counted = !distance.is_empty() && distance.bytes().all(|byte| byte.is_ascii_digit());
    known.iter().any(|known| known.eq_ignore_ascii_case(name))
        && (counted || matches!(distance, "s" | "p" | "S" | "P"))
}

/// Whether an unescaped word of this text would be read as something else than a word.
pub(super) fn has_other_meaning(text: &str, field: Option<Field>) -> bool {
    matches!(text, "AND" | "OR" | "NOT" | "XOR" | "any" | "none")
        && !(text == "none" && field == Some(Field::Date))
        || is_proximity(text)
        || is_range(text) && !takes_dates(field)
        || is_comparison(text) && !takes_dates(field)
        || is_expression(text) && field != Some(Field::Path)
}

/// Whether `text` names a pair with any partner, the one value in which `*` has a meaning already.
pub(super) fn is_open_pair(text: &str, field: Option<Field>) -> bool {
    let side =
        text.strip_suffix('*').and_then(|rest| rest.trim_end().strip_suffix(HYPHENS)).or_else(
            || text.strip_prefix('*').and_then(|rest| rest.trim_start().strip_prefix(HYPHENS)),
        );
    field == Some(Field::Dyad)
        && side.is_some_and(|side| has_content(side) && !side.contains(['*', '?', '|', '~', '^']))
}

/// What may stand between the countries of a pair.
const HYPHENS: [char; 3] = ['-', '–', '—'];

/// Dashes that a word processor puts for a hyphen.
const DASHES: [char; 5] = ['–', '—', '−', '‐', '‑'];

impl<'s> Piece<'s> {
    fn raw(self) -> &'s str {
        self.span.of(self.source)
    }

    /// The piece from `at` to its end.
    fn rest(self, at: usize) -> Span {
        Span::new(at, self.span.end)
    }
}

/// The characters of a piece with their escapes resolved.
///
/// A backslash makes the next sign literal. Before a letter or digit it means
/// nothing but at the start of a word (`\AND`), so there it is refused: it is
/// rather a path of another system (`reports\2016`).
fn characters(piece: Piece<'_>, word: bool, faults: &mut Faults) -> Option<Vec<Character>> {
    let mut characters = Vec::new();
    let mut rest = piece.raw().char_indices();
    while let Some((offset, value)) = rest.next() {
        let at = piece.span.start + offset;
        if value != '\\' {
            characters.push(Character { value, at, escaped: false });
            continue;
        }
        let next = rest.next().map(|(_, next)| next);
        let starts = word && offset == 0;
        match next {
            Some(next) if starts || !next.is_alphanumeric() => {
                characters.push(Character { value: next, at, escaped: true });
            }
            _ => {
                let span = Span::new(at, at + 1);
                let found = next.map_or("nothing".to_owned(), |next| format!("`{next}`"));
                let error =
                    Diagnostic::error(span, format!("expected a sign after `\\`, found {found}"));
                let mended = replaced(piece.source, span, "\\\\");
                faults.report(advise_for(error, "for a backslash itself", mended));
                return None;
            }
        }
    }
    Some(characters)
}

/// The first sign of a word that belongs to a syntax of later versions.
fn reserved(piece: Piece<'_>, characters: &[Character]) -> Option<Diagnostic> {
    let raw = piece.raw();
    if is_address(raw) || is_open_pair(raw, piece.field) {
        return None;
    }
    let content = has_content(raw);
    characters.iter().enumerate().filter(|(_, sign)| !sign.escaped).find_map(|(place, sign)| {
        let last = place + 1 == characters.len();
        match sign.value {
            '*' | '?' => Some(wildcard(piece, sign, last)),
            // Without a letter in the word these are punctuation.
            '~' if content => Some(fuzzy(piece, sign)),
            '^' if content => {
                let span = piece.rest(sign.at);
                let message =
                    format!("weights are not supported yet, found `{}`", span.of(piece.source));
                Some(advise(Diagnostic::error(span, message), removed(piece.source, span)))
            }
            '|' if content => {
                let double = characters.get(place + 1).is_some_and(|next| next.value == '|');
                Some(glued(piece, sign.at, if double { "||" } else { "|" }, "OR"))
            }
            '&' if content
                && characters
                    .get(place + 1)
                    .is_some_and(|next| next.value == '&' && !next.escaped) =>
            {
                Some(glued(piece, sign.at, "&&", "AND"))
            }
            _ => None,
        }
    })
}

fn wildcard(piece: Piece<'_>, sign: &Character, last: bool) -> Diagnostic {
    let Piece { source, span, field } = piece;
    let raw = piece.raw();
    let place = Span::new(sign.at, sign.at + 1);
    if sign.value == '?' && field == Some(Field::Date) && raw == "?" {
        return Diagnostic::error(place, "searching for uncertain dates is not supported yet")
            .hint("`date:none` finds reports without a date");
    }
    let message = format!("wildcards are not supported yet, found `{}` in `{raw}`", sign.value);
    let error = Diagnostic::error(place, message);
    if sign.value == '?' && last && has_content(raw) {
        // Most likely the end of a question.
        let error = advise(error, removed(source, place));
        let quoted = replaced(source, span, &format!("\"{raw}\""));
        return advise_for(error, "to keep it", quoted);
    }
    error.hint("write the whole word; its inflections are found as well")
}

fn fuzzy(piece: Piece<'_>, sign: &Character) -> Diagnostic {
    let Piece { source, span, field } = piece;
    let rest = piece.rest(sign.at);
    let digits = rest.of(source).chars().skip(1).all(|digit| digit.is_ascii_digit());
    // What follows goes with the sign only when it is the number of edits.
    let cut = if digits && sign.at > span.start { rest } else { Span::new(sign.at, sign.at + 1) };
    let message = format!("fuzzy words are not supported yet, found `{}`", cut.of(source));
    let error = advise(Diagnostic::error(cut, message), removed(source, cut));
    let word = Span::new(span.start, sign.at).of(source);
    if field.is_none() && has_content(word) {
        return error.hint(format!("if it is a name, `person:{word}` finds its spellings"));
    }
    error
}

/// Two words with an operator of another program between them.
fn glued(piece: Piece<'_>, at: usize, sign: &str, operator: &str) -> Diagnostic {
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

/// A regular expression, or its first word.
fn pattern(piece: Piece<'_>) -> Option<Diagnostic> {
    let raw = piece.raw();
    if !is_expression(raw) || piece.field == Some(Field::Path) {
        return None;
    }
    let message = format!("regular expressions are not supported yet, found `{raw}`");
    let error = Diagnostic::error(piece.span, message);
    let words = raw.trim_matches('/');
    Some(if words.chars().all(|letter| letter.is_alphanumeric() || letter == '/') {
        let mended = replaced(piece.source, piece.span, &format!("\"{words}\""));
        advise_for(error, "to search for the words", mended)
    } else {
        error.hint("write the words to search for")
    })
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
    if takes_dates(field) {
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
            Diagnostic::error(span, message).hint("ranges belong to `date:`, `since:` and `until:`")
        }
    };
    Some(advise_for(
        error,
        "to search for the numbers",
        replaced(source, span, &format!("\"{raw}\"")),
    ))
}

fn takes_dates(field: Option<Field>) -> bool {
    field.is_some_and(|field| field.entry().value == ValueKind::Date)
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

/// `/regex/`, or its first word.
fn is_expression(raw: &str) -> bool {
    raw.starts_with('/') && has_content(raw)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proximity_of_any_program_is_recognised() {
        for raw in ["NEAR", "ADJ", "NEAR/5", "ADJ/s", "near/3", "w/5", "W/p", "pre/2", "/s", "/10"]
        {
            assert!(is_proximity(raw), "{raw}");
        }
        for raw in ["near", "and/or", "6/2016", "w/o", "n/a", "/x", "/", "NEAR/", "NEAR/x"] {
            assert!(!is_proximity(raw), "{raw}");
        }
    }

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

    #[test]
    fn addresses_are_recognised_by_their_scheme() {
        assert!(is_address("http://x.y/z?a=1&b~2"));
        assert!(is_address("HTTPS://x"));
        assert!(!is_address("://x"));
        assert!(!is_address("http://"));
        assert!(!is_address("Белград://x"));
    }
}
