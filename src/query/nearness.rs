//! The operators of nearness: `NEAR/5`, `ADJ/s`, and those of other programs.
//!
//! Takes a word of the query; says which operator it is, or was meant to be.
//! Operators of other programs are never taken for ours, as their numbers may
//! count differently, but the one to write instead is known.

use crate::diag::Diagnostic;
use crate::query::ast::Reach;
use crate::query::sign::found_at;
use crate::query::suggest::{advise, advise_for, replaced};
use crate::span::Span;

/// Most words that may be allowed between, by nearness or in a loose phrase.
pub(super) const FARTHEST: u32 = 1000;

/// How near is near when no number says it.
const USUAL: u32 = 10;

/// An operator of nearness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nearness {
    /// How near.
    pub(super) reach: Reach,
    /// Whether in the order as written.
    pub(super) ordered: bool,
}

/// What a word is as an operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// One of ours.
    Ours(Nearness),
    /// One of another program, with ours that comes nearest.
    Foreign(Nearness),
    /// One of ours with more words between than are allowed.
    TooFar(Nearness),
    /// One of ours with something else than a number, `s` or `p`.
    Unread(Nearness),
}

impl Nearness {
    /// The name without its reach.
    pub(super) fn name(self) -> &'static str {
        if self.ordered { "ADJ" } else { "NEAR" }
    }

    /// The operator as it is typed.
    pub(super) fn written(self) -> String {
        format!("{}/{}", self.name(), self.reach)
    }

    /// Most operands in one chain; more would take the matcher too long.
    pub(super) fn most(self) -> usize {
        if self.ordered { 64 } else { 8 }
    }
}

/// The operator that `raw` is, if it is one.
pub(super) fn read(raw: &str) -> Option<Operator> {
    let (name, distance) = match raw.split_once('/') {
        Some((name, distance)) => (name, Some(distance)),
        None => (raw, None),
    };
    if let "NEAR" | "ADJ" = name {
        let near = |reach| Nearness { reach, ordered: name == "ADJ" };
        let Some(distance) = distance else {
            return Some(Operator::Ours(near(Reach::Words(USUAL))));
        };
        return Some(match reach(distance) {
            Some(Reach::Words(words)) if words > FARTHEST => {
                Operator::TooFar(near(Reach::Words(FARTHEST)))
            }
            Some(reach) => Operator::Ours(near(reach)),
            None => {
                let digits = distance.find(|sign: char| !sign.is_ascii_digit());
                let words = digits.and_then(|end| number(distance.get(..end)?));
                let words = words.filter(|words| *words <= FARTHEST).unwrap_or(USUAL);
                Operator::Unread(near(Reach::Words(words)))
            }
        });
    }
    let (ordered, reach) = match distance {
        Some(distance) => with_slash(name, distance)?,
        None => without_slash(raw)?,
    };
    let reach = match reach {
        Reach::Words(words) => Reach::Words(words.min(FARTHEST)),
        other => other,
    };
    Some(Operator::Foreign(Nearness { reach, ordered }))
}

/// `w/5`, `pre/5`, `/s`, `w/para`: whether in order, and how near.
fn with_slash(name: &str, distance: &str) -> Option<(bool, Reach)> {
    let ordered = match name.to_ascii_lowercase().as_str() {
        "" | "near" | "w" | "n" => false,
        "adj" | "onear" | "pre" => true,
        _ => return None,
    };
    let reach = match distance {
        "sent" | "SENT" if !name.is_empty() => Reach::Sentence,
        "para" | "PARA" if !name.is_empty() => Reach::Paragraph,
        _ => reach(distance)?,
    };
    Some((ordered, reach))
}

/// `NEAR5`, `ADJ5`.
fn without_slash(raw: &str) -> Option<(bool, Reach)> {
    let near = raw.strip_prefix("NEAR").map(|digits| (false, digits));
    let (ordered, digits) =
        near.or_else(|| raw.strip_prefix("ADJ").map(|digits| (true, digits)))?;
    Some((ordered, Reach::Words(number(digits)?)))
}

/// `5`, `s`, `P`.
fn reach(text: &str) -> Option<Reach> {
    match text {
        "s" | "S" => Some(Reach::Sentence),
        "p" | "P" => Some(Reach::Paragraph),
        _ => number(text).map(Reach::Words),
    }
}

/// A number of words; one that is too large for us stays too large.
pub(super) fn number(digits: &str) -> Option<u32> {
    let numeric = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    numeric.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// The fault of an operator under `span` that is not as ours are written; `placed` says whether
/// it stands between terms.
pub(super) fn fault(
    source: &str,
    span: Span,
    operator: Operator,
    placed: bool,
) -> Option<Diagnostic> {
    let raw = span.of(source);
    let mend = |error, near: Nearness| {
        // Beside nothing, the operator that we have would be a fault too.
        if placed { advise(error, replaced(source, span, &near.written())) } else { error }
    };
    match operator {
        Operator::Ours(_) => None,
        Operator::Foreign(near) => {
            let message = format!("expected `{}` between terms, found `{raw}`", near.written());
            let error = mend(Diagnostic::error(span, message), near);
            let quoted = replaced(source, span, &format!("\"{raw}\""));
            Some(advise_for(error, "to search for the text", quoted))
        }
        Operator::TooFar(near) => {
            let found = raw.split_once('/').map_or(raw, |(_, number)| number);
            let message = format!(
                "expected at most {FARTHEST} words after `{}/`, found `{found}`",
                near.name()
            );
            let error = mend(Diagnostic::error(span, message), near);
            let paragraph = Nearness { reach: Reach::Paragraph, ..near };
            let mended = replaced(source, span, &paragraph.written()).filter(|_| placed);
            Some(advise_for(error, "for one paragraph", mended))
        }
        Operator::Unread(near) => {
            let found = raw.split_once('/').map_or(raw, |(_, distance)| distance);
            let found =
                if found.is_empty() { found_at(source, span.end) } else { format!("`{found}`") };
            let message =
                format!("expected a number, `s` or `p` after `{}/`, found {found}", near.name());
            let error = Diagnostic::error(span, message);
            match apart(source, span).filter(|_| placed && raw.ends_with('/')) {
                Some((whole, words)) => {
                    let near = Nearness { reach: Reach::Words(words), ..near };
                    Some(advise(error, replaced(source, whole, &near.written())))
                }
                None => Some(mend(error, near)),
            }
        }
    }
}

/// The number that follows `span` after a blank, and where both stand.
fn apart(source: &str, span: Span) -> Option<(Span, u32)> {
    let rest = source.get(span.end..)?;
    let gap = rest.len() - rest.trim_start().len();
    let digits = rest.split_whitespace().next()?;
    let words = number(digits).filter(|words| *words <= FARTHEST)?;
    Some((Span::new(span.start, span.end + gap + digits.len()), words))
}

/// The fault of an operator that stands apart from its reach, both under `span`.
pub(super) fn parted(source: &str, span: Span, near: Nearness) -> Diagnostic {
    let written = near.written();
    let message = format!("expected `{written}`, found `{}`", span.of(source));
    advise(Diagnostic::error(span, message), replaced(source, span, &written))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_are_read_with_their_reach() {
        for (raw, written) in [
            ("NEAR", "NEAR/10"),
            ("ADJ", "ADJ/10"),
            ("NEAR/5", "NEAR/5"),
            ("ADJ/0", "ADJ/0"),
            ("NEAR/S", "NEAR/s"),
            ("ADJ/p", "ADJ/p"),
            ("NEAR/1000", "NEAR/1000"),
        ] {
            let Some(Operator::Ours(near)) = read(raw) else { panic!("{raw}") };
            assert_eq!(near.written(), written, "{raw}");
        }
    }

    #[test]
    fn operators_of_other_programs_lead_to_ours() {
        for (raw, written) in [
            ("w/5", "NEAR/5"),
            ("W/p", "NEAR/p"),
            ("near/3", "NEAR/3"),
            ("n/5", "NEAR/5"),
            ("/s", "NEAR/s"),
            ("/10", "NEAR/10"),
            ("w/para", "NEAR/p"),
            ("pre/2", "ADJ/2"),
            ("onear/5", "ADJ/5"),
            ("Adj/5", "ADJ/5"),
            ("NEAR5", "NEAR/5"),
            ("ADJ3", "ADJ/3"),
            ("w/99999999999", "NEAR/1000"),
        ] {
            let Some(Operator::Foreign(near)) = read(raw) else { panic!("{raw}") };
            assert_eq!(near.written(), written, "{raw}");
        }
    }

    #[test]
    fn other_words_are_no_operators() {
        for raw in [
            "near", "adj", "and/or", "6/2016", "w/o", "n/a", "/x", "/", "//", "/para", "near5",
            "NEARBY", "NEARs", "ADJUTANT", "w/", "NEARER/5",
        ] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }

    #[test]
    fn faulty_operators_are_recognised() {
        assert!(matches!(read("NEAR/1001"), Some(Operator::TooFar(_))));
        assert!(matches!(read("ADJ/99999999999"), Some(Operator::TooFar(_))));
        for raw in ["NEAR/", "NEAR/x", "ADJ/-1", "NEAR/5w"] {
            assert!(matches!(read(raw), Some(Operator::Unread(_))), "{raw}");
        }
    }
}
