//! What a person types after `count:`: things, a comparison, a number.
//!
//! `activities>=50`, `soldiers=100..500`, `>1000000`, `eur`. The number is written as in a program,
//! `1315` or `2.7bn`; where a point or comma may mean two things it is refused, not guessed.

use crate::analyze::token;
use crate::diag::Diagnostic;
use crate::lexicon::fold::fold;
use crate::lexicon::quantity::unit_named;
use crate::query::plan::count::{Bound, Count};
use crate::query::plan::pattern::{Term, TermKind};
use crate::query::plan::value::Value;

/// Reads the value of `count:`.
pub(super) fn read(value: &Value<'_>) -> Result<Count, Diagnostic> {
    let text = value.text;
    let at = text.find(['<', '>', '=', '≤', '≥']);
    let (things, comparison) = match at {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at..)),
        None if is_figure(text) => ("", Some(text)),
        None => (text, None),
    };
    let (from, to) = match comparison {
        Some(comparison) => range(comparison).map_err(|fault| fault.at(value))?,
        None => (None, None),
    };
    let things = things.trim();
    if let Some((word, range)) = things.split_once(':').filter(|(_, range)| is_figure(range)) {
        let message = format!("expected `=` before the number, found `:{range}`");
        let hint = format!("write `count:{word}={range}`");
        return Err(Diagnostic::error(value.span, message).hint(hint));
    }
    let words = token::folded(things);
    let unit = unit_named(things).map(str::to_owned);
    let what = if things.is_empty() {
        None
    } else {
        let kind = match words.as_slice() {
            [] if unit.is_some() => None,
            [folded] if !value.exact && !things.contains(' ') => {
                Some(TermKind::Inflected { word: things.to_owned(), folded: folded.clone() })
            }
            [] => {
                let message = format!("expected a word for what is counted, found `{things}`");
                return Err(Diagnostic::error(value.span, message)
                    .hint("for example `count:soldiers>=100`"));
            }
            words => Some(TermKind::Form { folded: words.join(" ") }),
        };
        // A unit that is a sign, as `€`, is no word.
        kind.or_else(|| Some(TermKind::Form { folded: fold(things) }))
    };
    let what = what.map(|kind| Term { span: value.span, kind });
    Ok(Count { what, unit, from, to })
}

/// Whether a value is a number or a range of numbers, without a word.
fn is_figure(text: &str) -> bool {
    let first = text.trim_start_matches('.').chars().next();
    first.is_some_and(|first| first.is_ascii_digit())
        && (number(text).is_ok() || text.contains(".."))
}

/// What is wrong with a number, and what to write.
struct Fault {
    message: String,
    hint: String,
}

impl Fault {
    fn at(self, value: &Value<'_>) -> Diagnostic {
        Diagnostic::error(value.span, self.message).hint(self.hint)
    }
}

type Bounds = (Option<Bound>, Option<Bound>);

/// Reads a comparison, `>=50`, `=100..500`, or a number alone.
fn range(comparison: &str) -> Result<Bounds, Fault> {
    let rest = comparison.trim_start_matches(['<', '>', '=', '≤', '≥']);
    let sign = comparison.get(..comparison.len() - rest.len()).unwrap_or_default();
    let bound = |value: f64, included: bool| Some(Bound { value, included });
    let rest = rest.trim();
    if let Some((from, to)) = rest.split_once("..") {
        if !matches!(sign, "" | "=") {
            return Err(Fault {
                message: format!("expected one number after `{sign}`, found `{rest}`"),
                hint: format!("write a range with `=`: `={rest}`"),
            });
        }
        let end = |text: &str| if text.is_empty() { Ok(None) } else { number(text).map(Some) };
        let (from, to) = (end(from)?, end(to)?);
        if from.is_none() && to.is_none() {
            return Err(missing(rest));
        }
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(Fault {
                message: "the range ends before it begins".to_owned(),
                hint: "write the lesser number first, as in `count:soldiers=100..500`".to_owned(),
            });
        }
        return Ok((from.and_then(|from| bound(from, true)), to.and_then(|to| bound(to, true))));
    }
    let value = number(rest)?;
    Ok(match sign {
        "" | "=" => (bound(value, true), bound(value, true)),
        ">=" | "≥" => (bound(value, true), None),
        ">" => (bound(value, false), None),
        "<=" | "≤" => (None, bound(value, true)),
        "<" => (None, bound(value, false)),
        _ => {
            return Err(Fault {
                message: format!("expected `<`, `<=`, `=`, `>=` or `>`, found `{sign}`"),
                hint: "for example `count:activities>=50`".to_owned(),
            });
        }
    })
}

/// Letters behind a number that multiply it.
const FACTORS: [(&str, f64); 10] = [
    ("k", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("mln", 1e6),
    ("million", 1e6),
    ("b", 1e9),
    ("bn", 1e9),
    ("billion", 1e9),
    ("tn", 1e12),
    ("trillion", 1e12),
];

/// Reads one number.
fn number(text: &str) -> Result<f64, Fault> {
    let lower = text.trim().to_lowercase();
    let digits = lower.trim_end_matches(|letter: char| letter.is_alphabetic()).trim_end();
    let letters = lower.get(digits.len()..).unwrap_or_default().trim();
    let factor = match letters {
        "" => Some(1.0),
        letters => FACTORS.iter().find(|(name, _)| *name == letters).map(|(_, factor)| *factor),
    };
    let plain = digits.replace(['\u{a0}', '\u{202f}', ' ', '_'], "");
    let parts: Vec<&str> = plain.split([',', '.']).collect();
    let grouped = parts.iter().skip(1).all(|part| part.len() == 3)
        && parts.first().is_some_and(|first| (1..=3).contains(&first.len()));
    let sign = plain.chars().find(|sign| matches!(sign, ',' | '.'));
    let mended = match (sign, parts.len()) {
        (None, _) => plain,
        // 1,315,000 and 1.315.000 mean one thing everywhere.
        (Some(_), 3..) if grouped => parts.concat(),
        (Some('.'), 2) if !grouped => plain,
        (Some(_), 2) => {
            return Err(Fault {
                message: format!("`{digits}` may be read in two ways"),
                hint: format!("write `{}` or `{}`", parts.concat(), parts.join(".")),
            });
        }
        _ => return Err(missing(text)),
    };
    let exponent = mended.contains('e');
    let value = mended.parse::<f64>().ok().filter(|value| value.is_finite() && !exponent);
    // `1e6` has its letter within.
    let value = value.or_else(|| lower.parse::<f64>().ok().filter(|value| value.is_finite()));
    match (value, factor) {
        (Some(value), Some(factor)) if value >= 0.0 => Ok(value.abs() * factor),
        _ => Err(missing(text)),
    }
}

fn missing(found: &str) -> Fault {
    let found = if found.is_empty() { "nothing".to_owned() } else { format!("`{found}`") };
    Fault {
        message: format!("expected a number, found {found}"),
        hint: "for example `count:soldiers>=100`, `count:eur>2.7bn` or `count:soldiers=100..500`"
            .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn shown(text: &str) -> String {
        let span = Span::new(0, text.len());
        match read(&Value { text, exact: false, span, start: 0 }) {
            Ok(count) => count.to_string(),
            Err(fault) => fault.message,
        }
    }

    #[test]
    fn things_comparisons_and_numbers_are_told_apart() {
        for (text, expected) in [
            ("activities", r#"(count (word "activities"))"#),
            ("activities>=50", r#"(count (word "activities") >=50)"#),
            ("activities≥50", r#"(count (word "activities") >=50)"#),
            ("soldiers<100", r#"(count (word "soldiers") <100)"#),
            ("soldiers≤100", r#"(count (word "soldiers") <=100)"#),
            ("soldiers=373", r#"(count (word "soldiers") =373)"#),
            ("soldiers=100..500", r#"(count (word "soldiers") >=100 <=500)"#),
            ("soldiers=..500", r#"(count (word "soldiers") <=500)"#),
            ("days>2", r#"(count (word "days") (unit day) >2)"#),
            ("€>2.7bn", r#"(count (form "€") (unit EUR) >2700000000)"#),
            ("eur>1e6", r#"(count (word "eur") (unit EUR) >1000000)"#),
            ("joint activities>=50", r#"(count (form "joint activities") >=50)"#),
            (">50k", "(count >50000)"),
            ("373", "(count =373)"),
            ("100..500", "(count >=100 <=500)"),
            ("soldiers=1,315,000", r#"(count (word "soldiers") =1315000)"#),
            ("soldiers=1,315", "`1,315` may be read in two ways"),
            ("soldiers=1.315", "`1.315` may be read in two ways"),
            ("soldiers=2,7", "`2,7` may be read in two ways"),
            ("soldiers=500..100", "the range ends before it begins"),
            ("soldiers>100..500", "expected one number after `>`, found `100..500`"),
            ("soldiers==5", "expected `<`, `<=`, `=`, `>=` or `>`, found `==`"),
            ("soldiers>", "expected a number, found nothing"),
            ("soldiers>many", "expected a number, found `many`"),
            ("soldiers>-5", "expected a number, found `-5`"),
            ("soldiers>5x", "expected a number, found `5x`"),
            ("soldiers:5..9", "expected `=` before the number, found `:5..9`"),
            ("soldiers=..", "expected a number, found `..`"),
            ("soldiers>nan", "expected a number, found `nan`"),
            ("soldiers>inf", "expected a number, found `inf`"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
