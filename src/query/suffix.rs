//! What may follow a term without a blank: `~3` after a phrase, `^2` after any term.

use crate::diag::Diagnostic;
use crate::query::ast::Factor;
use crate::query::nearness::{FARTHEST, number};
use crate::query::sign::{has_content, is_border};
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::span::Span;

/// Greatest weight.
const HEAVIEST: u32 = 1000;

/// The number of other words that `~3` under `span` allows in the phrase before it, whose quotes
/// hold `inner`.
pub(super) fn room(source: &str, span: Span, inner: Span) -> Result<u32, Diagnostic> {
    let found = written(source, span);
    match number(found) {
        Some(words) if words <= FARTHEST => Ok(words),
        Some(_) => {
            let message = format!("expected at most {FARTHEST} words after `~`, found `{found}`");
            let error = Diagnostic::error(span, message);
            Err(advise(error, replaced(source, span, &format!("~{FARTHEST}"))))
        }
        None => {
            let message = format!("expected a number of words after `~`, found {}", named(found));
            let error = Diagnostic::error(span, message);
            let word = inner.of(source);
            if found.is_empty() && word.chars().all(char::is_alphanumeric) && word.len() > 2 {
                let whole = Span::new(inner.start.saturating_sub(1), span.end);
                let mended = replaced(source, whole, &format!("{word}~"));
                return Err(advise_for(error, "for a word that may be misspelt", mended));
            }
            let digits = leading(found, |sign| sign.is_ascii_digit());
            let room = number(digits).filter(|words| *words <= FARTHEST).unwrap_or(3);
            let mended = replaced(source, span, &format!("~{room}"));
            Err(advise_for(error, "for a phrase with room for other words", mended))
        }
    }
}

/// The weight that `^2` under `span` gives.
pub(super) fn weight(source: &str, span: Span) -> Result<Factor, Diagnostic> {
    let found = written(source, span);
    let fault = match factor(found) {
        Some(thousandths) if thousandths <= u64::from(HEAVIEST) * 1000 => {
            return Ok(Factor { thousandths: u32::try_from(thousandths).unwrap_or_default() });
        }
        Some(_) => {
            let message = format!("expected a weight of at most {HEAVIEST}, found `{found}`");
            let error = Diagnostic::error(span, message);
            return Err(advise(error, replaced(source, span, &format!("^{HEAVIEST}"))));
        }
        None if decimals(found) > 3 => {
            let error = Diagnostic::error(
                span,
                format!("expected at most 3 decimals after `^`, found `{found}`"),
            );
            let cut = found.find('.').and_then(|point| found.get(..point + 4)).unwrap_or_default();
            return Err(advise(error, replaced(source, span, &format!("^{cut}"))));
        }
        None => {
            let message =
                format!("expected a number from 0 to {HEAVIEST} after `^`, found {}", named(found));
            Diagnostic::error(span, message)
        }
    };
    let mend = |weight: &str| replaced(source, span, &format!("^{weight}"));
    if found.starts_with('-') {
        return Err(advise_for(fault, "for less weight", mend("0.5")));
    }
    let point = found.replacen(',', ".", 1);
    let start = leading(&point, |sign| sign.is_ascii_digit() || sign == '.');
    let start = start.trim_end_matches('.');
    let known = factor(start).filter(|_| !start.is_empty());
    let fault = match known {
        Some(_) => advise(fault, mend(start)),
        None => advise_for(fault, "for twice the weight", mend("2")),
    };
    Err(advise_for(fault, "without a weight", removed(source, span)))
}

/// The fault of a suffix that follows no term.
pub(super) fn stray(source: &str, span: Span, before: &str) -> Diagnostic {
    let written = span.of(source);
    let message = format!("expected a term directly before `{written}`, found {before}");
    let error = Diagnostic::error(span, message);
    let trimmed = source.get(..span.start).unwrap_or_default().trim_end();
    let follows = trimmed.ends_with(|last: char| last.is_alphanumeric() || "\")”“".contains(last));
    if follows && trimmed.len() < span.start {
        return advise(error, replaced(source, Span::new(trimmed.len(), span.start), ""));
    }
    let error = advise(error, removed(source, span));
    let apart = source
        .get(..span.start)
        .is_some_and(|before| before.is_empty() || before.ends_with(is_border));
    if apart && has_content(written) {
        let quoted = replaced(source, span, &format!("\"{}\"", written.replace('~', "\\~")));
        return advise_for(error, "to search for the text", quoted);
    }
    error
}

/// What stands after the sign.
fn written(source: &str, span: Span) -> &str {
    let mut letters = span.of(source).chars();
    letters.next();
    letters.as_str()
}

fn named(found: &str) -> String {
    if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") }
}

/// The start of `text` up to the first character that is not `kept`.
fn leading(text: &str, kept: impl Fn(char) -> bool) -> &str {
    let end = text.find(|character| !kept(character)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Thousandths of `2`, `0.5`, `.25`; nothing for anything else.
fn factor(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let point = text.contains('.');
    if part.len() > 3 || point && part.is_empty() || whole.is_empty() && !point {
        return None;
    }
    let whole = if whole.is_empty() { 0 } else { number(whole)? };
    let part = if part.is_empty() { 0 } else { number(&format!("{part:0<3}"))? };
    Some(u64::from(whole) * 1000 + u64::from(part))
}

/// The number of decimals of a number; 0 for anything else.
fn decimals(text: &str) -> usize {
    let Some((whole, part)) = text.split_once('.') else {
        return 0;
    };
    let numeric = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if numeric(whole) && numeric(part) && !whole.is_empty() { part.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_to_three_decimals() {
        for (text, thousandths) in
            [("2", 2000), ("0", 0), ("0.5", 500), (".25", 250), ("1.125", 1125), ("007", 7000)]
        {
            assert_eq!(factor(text), Some(thousandths), "{text}");
        }
        for text in ["", ".", "2.", "-1", "1e3", "0.1234", "2,5", "x", "+1", "1.x"] {
            assert_eq!(factor(text), None, "{text}");
        }
    }
}
