//! Mended queries: the text to type instead of a faulty one.
//!
//! Takes the source and a change; gives the whole query with the change made,
//! on one line. A long query is cut to the part around the change, so that a
//! hint stays readable and its cost does not grow with the query.

use crate::diag::Diagnostic;
use crate::span::Span;

/// Most bytes shown on either side of a change.
const AROUND: usize = 80;

/// The query with the text under `span` replaced, or nothing if nothing would be
/// left or the new text is too long for a hint.
pub(crate) fn replaced(source: &str, span: Span, with: &str) -> Option<String> {
    let before = source.get(..span.start)?;
    let after = source.get(span.end..)?;
    let (cut_before, before) = tail(before);
    let (cut_after, after) = head(after);
    let joined = format!("{before}{with}{after}");
    let words: Vec<&str> = joined.split_whitespace().collect();
    if words.is_empty() || with.len() > 2 * AROUND {
        return None;
    }
    let mut mended = words.join(" ").replace("( ", "(").replace(" )", ")");
    if cut_before {
        mended.insert(0, '…');
    }
    if cut_after {
        mended.push('…');
    }
    Some(mended)
}

/// The query with `text` put in at `place`.
pub(super) fn inserted(source: &str, place: usize, text: &str) -> Option<String> {
    replaced(source, Span::new(place, place), text)
}

/// The query without the text under `span`.
pub(super) fn removed(source: &str, span: Span) -> Option<String> {
    replaced(source, span, "")
}

/// Adds the hint to write `mended`, if there is something to write.
pub(crate) fn advise(diagnostic: Diagnostic, mended: Option<String>) -> Diagnostic {
    match mended {
        Some(query) => diagnostic.hint(format!("write `{query}`")),
        None => diagnostic,
    }
}

/// Adds the hint to write `mended` for a purpose, such as "to search for the word".
pub(super) fn advise_for(
    diagnostic: Diagnostic,
    purpose: &str,
    mended: Option<String>,
) -> Diagnostic {
    match mended {
        Some(query) => diagnostic.hint(format!("{purpose}, write `{query}`")),
        None => diagnostic,
    }
}

fn tail(text: &str) -> (bool, &str) {
    let Some(mut from) = text.len().checked_sub(AROUND).filter(|from| *from > 0) else {
        return (false, text);
    };
    while !text.is_char_boundary(from) {
        from += 1;
    }
    (true, text.get(from..).unwrap_or_default())
}

fn head(text: &str) -> (bool, &str) {
    if text.len() <= AROUND {
        return (false, text);
    }
    let mut to = AROUND;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    (true, text.get(..to).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mended_query_stands_on_one_line_with_single_blanks() {
        assert_eq!(removed("a\n AND\tOR  b", Span::new(7, 9)).as_deref(), Some("a AND b"));
        assert_eq!(replaced("a || b", Span::new(2, 4), "OR").as_deref(), Some("a OR b"));
        assert_eq!(inserted("(a", 2, ")").as_deref(), Some("(a)"));
        assert_eq!(removed("(AND a)", Span::new(1, 4)).as_deref(), Some("(a)"));
    }

    #[test]
    fn nothing_left_is_no_suggestion() {
        assert_eq!(removed(" AND ", Span::new(1, 4)), None);
    }

    #[test]
    fn long_query_is_cut_around_the_change() {
        let source = "ž ".repeat(1000);
        let mended = replaced(&source, Span::new(1500, 1502), "here").unwrap_or_default();
        assert!(mended.starts_with('…') && mended.ends_with('…') && mended.contains("here"));
        assert!(mended.len() < 3 * AROUND);
    }

    #[test]
    fn span_off_a_character_border_is_no_suggestion() {
        assert_eq!(removed("ž", Span::new(1, 2)), None);
    }
}
