//! Uncertain dates: what may follow the `?` of `date:?` and `date:?2016`, and what is said of
//! anything else.
//!
//! The sign stands directly before a date. A bound takes none, and neither do
//! the values that are no dates.

use jiff::civil::date;

use crate::diag::Diagnostic;
use crate::lexicon::date::query;
use crate::query::ast::{Expr, Node};
use crate::query::suggest::{advise, advise_for, removed, replaced};
use crate::query::word::Piece;
use crate::report::field::{Field, ValueKind};
use crate::span::Span;

/// The sign for dates that are not decided.
pub(super) const SIGN: char = '?';

/// Whether `raw` as the value of `field` asks for uncertain dates.
pub(super) fn begins(raw: &str, field: Option<Field>) -> bool {
    raw.starts_with(SIGN) && field.is_some_and(|field| field.entry().value == ValueKind::Date)
}

/// Where the date of a value that [`begins`] so stands; empty if no word follows the sign.
pub(super) fn asked(span: Span) -> Span {
    Span::new((span.start + SIGN.len_utf8()).min(span.end), span.end)
}

/// The fault of a `?` that asks for something else than a date, if it does.
pub(super) fn misplaced(piece: Piece<'_>) -> Option<Diagnostic> {
    let Piece { source, span, field } = piece;
    let place = asked(span);
    let asked = place.of(source);
    let sign = Span::new(span.start, place.start);
    if let Some(field @ (Field::Since | Field::Until)) = field {
        return Some(bound(piece, field, asked));
    }
    let name = field.map_or("date", Field::name);
    let fault = |hint: String| {
        let message = format!("expected a date after `{SIGN}`, found `{asked}`");
        Some(Diagnostic::error(place, message).hint(hint))
    };
    match asked {
        "any" => fault(format!("`?` and `any` are alternatives: `{name}:(any OR {SIGN})`")),
        "none" => fault(format!("`{name}:{SIGN}` finds those of `{name}:none` with open dates")),
        _ if !asked.is_empty() && !asked.chars().any(char::is_alphanumeric) => {
            let message = format!("expected a date after `{SIGN}`, found `{asked}`");
            Some(advise(Diagnostic::error(sign.to(place), message), removed(source, place)))
        }
        _ => None,
    }
}

/// `since:?2016`: a bound has two sides, and only one of them could be uncertain.
fn bound(piece: Piece<'_>, field: Field, asked: &str) -> Diagnostic {
    let Piece { source, span, .. } = piece;
    let message = format!("`{field}:` takes a date that is certain, found `{}`", piece.raw());
    let error = Diagnostic::error(span, message);
    let before = source.get(..span.start).unwrap_or_default();
    let name = before.len().checked_sub(field.name().len() + 1);
    let alone = name.filter(|start| {
        let written = before.get(*start..).unwrap_or_default();
        written.trim_end_matches(':').eq_ignore_ascii_case(field.name())
    });
    let Some(start) = alone else {
        return error.hint("write `date:?2016..` or `date:?..2016` beside it");
    };
    let value = match field {
        _ if asked.is_empty() => format!("date:{SIGN}"),
        _ if asked.contains("..") || asked.starts_with(['<', '>', '≤', '≥']) => {
            format!("date:{SIGN}{asked}")
        }
        Field::Until => format!("date:{SIGN}..{asked}"),
        _ => format!("date:{SIGN}{asked}.."),
    };
    advise(error, replaced(source, Span::new(start, span.end), &value))
}

/// `date:?(2016 OR 2018)`: the sign is for one date.
pub(super) fn before_group(piece: Piece<'_>, found: &str) -> Diagnostic {
    let message = format!("expected a date after `{SIGN}`, found {found}");
    let error = Diagnostic::error(piece.span, message);
    error.hint("write the sign before each date: `date:(?2016 OR ?2018)`")
}

/// `date:?201*`, `date:?"June * 2016"`: no date, though something stands there.
pub(super) fn no_date(piece: Piece<'_>, found: &Node) -> Diagnostic {
    let written = found.span.of(piece.source);
    let message = format!("expected a date after `{SIGN}`, found `{written}`");
    let error = Diagnostic::error(found.span, message);
    let mended = match &found.expr {
        // `date:?2016?`: the sign was written twice.
        Expr::Wildcard { pattern } => pattern
            .strip_suffix(SIGN)
            .filter(|rest| is_date(rest))
            .and_then(|rest| replaced(piece.source, found.span, rest)),
        _ => None,
    };
    match mended {
        Some(_) => advise(error, mended),
        None => error.hint("for example `date:?2016`, `date:?2016..2018` or `date:?\"June 2016\"`"),
    }
}

/// What to write for a pattern in a field of dates, where `?` may have been meant as the sign.
pub(super) fn meant(source: &str, node: &Node, error: Diagnostic) -> Diagnostic {
    let written = node.span.of(source);
    let mended = match &node.expr {
        Expr::Wildcard { .. } => {
            let date = written.strip_suffix(SIGN).filter(|date| is_date(date));
            date.map(|date| format!("{SIGN}{date}"))
        }
        Expr::Row { slop: 0, .. } => {
            let inner = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            let date = inner.map(|inner| inner.trim_matches([SIGN, ' ']));
            date.filter(|date| is_date(date)).map(|date| format!("{SIGN}\"{date}\""))
        }
        _ => None,
    };
    let mended = mended.and_then(|date| replaced(source, node.span, &date));
    advise_for(error, "for dates that are uncertain too", mended)
}

/// Whether `text` can be typed as a date. Which day it is matters to days counted from it only.
fn is_date(text: &str) -> bool {
    query::parse(text, date(2000, 1, 1)).is_ok()
}
