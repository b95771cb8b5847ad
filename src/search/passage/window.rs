//! Windows: the part of a long piece of text that is shown.
//!
//! A window begins and ends at borders of clauses where it can, else between
//! words, and never inside a sign that a reader takes for one. Widths are columns
//! of a terminal, in which a Chinese sign takes two.

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr as _;

use crate::analyze::token::words;
use crate::span::Span;

/// Bytes looked at on either side of what is shown, for each column that there is room for.
const BYTES_A_COLUMN: usize = 8;

/// Of the room around what must be shown, this part goes before it where no border helps.
const PART_BEFORE: usize = 3;

/// Places at which a text may be cut.
#[derive(Debug, Default)]
pub(super) struct Borders {
    /// Where something begins, in order.
    pub starts: Vec<usize>,
    /// Where something ends, in order.
    pub ends: Vec<usize>,
}

/// Whether a part of a text takes no more than so many columns.
pub(super) fn fits(text: &str, span: Span, columns: usize) -> bool {
    // Nothing takes more columns than bytes.
    span.len() <= columns || span.of(text).width() <= columns
}

/// The part of `whole` that is shown in at most `columns` (of which there is at least one) so that
/// `focus` is in it; of a focus that is too long itself, its beginning.
///
/// It begins and ends at `coarse` borders if there are such in reach, else at those of clauses or
/// of words.
pub(super) fn around(
    text: &str,
    whole: Span,
    focus: Span,
    columns: usize,
    coarse: &Borders,
) -> Span {
    if fits(text, whole, columns) {
        return whole;
    }
    if !fits(text, focus, columns) {
        return beginning(text, focus, columns);
    }
    let reach = columns.saturating_mul(BYTES_A_COLUMN);
    let region = Span::new(
        floor(text, focus.start.saturating_sub(reach)).max(whole.start),
        floor(text, focus.end.saturating_add(reach)).min(whole.end),
    );
    let clauses = clauses(text, region);
    let both = [coarse, &clauses].into_iter().find_map(|borders| {
        let (start, end) = nearest(borders, whole, focus);
        fits(text, Span::new(start, end), columns).then(|| {
            let start = first_fitting(text, whole, Span::new(start, end), columns, borders);
            let end = last_fitting(text, whole, Span::new(start, end), columns, borders);
            Span::new(start, end)
        })
    });
    both.unwrap_or_else(|| between_words(text, whole, focus, columns, &clauses, region))
}

/// The window around a focus whose clause does not fit: from its start or to its end if one of
/// them is in reach, and on to the words that fit.
fn between_words(
    text: &str,
    whole: Span,
    focus: Span,
    columns: usize,
    clauses: &Borders,
    region: Span,
) -> Span {
    let words = gaps(text, region);
    let (start, end) = nearest(clauses, whole, focus);
    let from_start = Span::new(start, focus.end);
    if fits(text, from_start, columns) {
        return Span::new(start, last_fitting(text, whole, from_start, columns, &words));
    }
    let to_end = Span::new(focus.start, end);
    if fits(text, to_end, columns) {
        return Span::new(first_fitting(text, whole, to_end, columns, &words), end);
    }
    let used = focus.of(text).width();
    let before = used + columns.saturating_sub(used) / PART_BEFORE;
    let start = first_fitting(text, whole, focus, before, &words);
    let from_start = Span::new(start, focus.end);
    Span::new(start, last_fitting(text, whole, from_start, columns, &words))
}

/// The nearest border on either side of a span.
fn nearest(borders: &Borders, whole: Span, span: Span) -> (usize, usize) {
    let start = starts_before(borders, whole, span.start).next().unwrap_or(whole.start);
    let end = ends_after(borders, whole, span.end).next().unwrap_or(whole.end);
    (start, end)
}

/// The first border from which a span still fits; its own start if there is none.
fn first_fitting(text: &str, whole: Span, span: Span, columns: usize, borders: &Borders) -> usize {
    let fitting = |start: &usize| fits(text, Span::new(*start, span.end), columns);
    let starts = starts_before(borders, whole, span.start).take_while(fitting);
    starts.last().unwrap_or(span.start)
}

/// The last border up to which a span still fits; its own end if there is none.
fn last_fitting(text: &str, whole: Span, span: Span, columns: usize, borders: &Borders) -> usize {
    let fitting = |end: &usize| fits(text, Span::new(span.start, *end), columns);
    ends_after(borders, whole, span.end).take_while(fitting).last().unwrap_or(span.end)
}

/// The starts at or before `at`, nearest first; that of the whole is the last.
fn starts_before(borders: &Borders, whole: Span, at: usize) -> impl Iterator<Item = usize> {
    let known = borders.starts.partition_point(|start| *start <= at);
    let known = borders.starts.iter().take(known).rev().copied();
    known.take_while(move |start| *start > whole.start).chain([whole.start])
}

/// The ends at or behind `at`, nearest first; that of the whole is the last.
fn ends_after(borders: &Borders, whole: Span, at: usize) -> impl Iterator<Item = usize> {
    let known = borders.ends.partition_point(|end| *end < at);
    let known = borders.ends.iter().skip(known).copied();
    known.take_while(move |end| *end < whole.end).chain([whole.end])
}

/// As much of the beginning of `span` as fits, to the end of a word if there is one.
fn beginning(text: &str, span: Span, columns: usize) -> Span {
    let reach = columns.saturating_mul(BYTES_A_COLUMN);
    let region = Span::new(span.start, floor(text, span.start.saturating_add(reach)).min(span.end));
    let fitting = |end: &usize| fits(text, Span::new(span.start, *end), columns);
    let gaps = gaps(text, region);
    let word = gaps.ends.iter().copied().filter(|end| *end > span.start).take_while(fitting).last();
    let sign = || {
        let part = region.of(text);
        let ends = part.char_indices().map(|(at, sign)| region.start + at + sign.len_utf8());
        ends.take_while(fitting).filter(|end| is_between_signs(text, *end)).last()
    };
    // A sign too wide for the room is shown all the same: nothing would be shown else.
    let first = || {
        let part = span.of(text);
        let ends = part.char_indices().map(|(at, sign)| span.start + at + sign.len_utf8());
        ends.into_iter().find(|end| is_between_signs(text, *end))
    };
    Span::new(span.start, word.or_else(sign).or_else(first).unwrap_or(span.end))
}

/// Where clauses begin and end in a part of a text, as far as commas and the like show it.
fn clauses(text: &str, part: Span) -> Borders {
    let mut borders = Borders::default();
    let slice = part.of(text);
    for (at, sign) in slice.char_indices() {
        let after = at + sign.len_utf8();
        let (before, rest) = (&slice[..at], &slice[after..]);
        let blank_before = before.ends_with(char::is_whitespace);
        let blank_after = rest.starts_with(char::is_whitespace);
        let (end, start) = match sign {
            ',' | ';' | ':' | '،' | '؛' if blank_after => (at, after),
            '，' | '、' | '；' | '：' | '\n' => (at, after),
            '–' | '—' | '-' if blank_before && blank_after => (at, after),
            '(' | '[' | '（' if blank_before || sign == '（' => (at, at),
            ')' | ']' | '）' if blank_after || sign == '）' => (after, after),
            _ => continue,
        };
        let end = part.start + slice[..end].trim_end().len();
        let rest = &slice[start..];
        let start = part.start + start + rest.len() - rest.trim_start().len();
        if is_between_signs(text, end) {
            borders.ends.push(end);
        }
        if is_between_signs(text, start) {
            borders.starts.push(start);
        }
    }
    borders.starts.dedup();
    borders.ends.dedup();
    borders
}

/// Where words begin and end in a part of a text: at blanks, and between words that are written
/// without.
fn gaps(text: &str, part: Span) -> Borders {
    let slice = part.of(text);
    let mut borders = Borders::default();
    let mut blank = false;
    for (at, sign) in slice.char_indices() {
        let here = part.start + at;
        if sign.is_whitespace() != blank && is_between_signs(text, here) {
            let borders = if blank { &mut borders.starts } else { &mut borders.ends };
            borders.push(here);
        }
        blank = sign.is_whitespace();
    }
    let mut end = None;
    for word in words(slice) {
        let start = part.start + word.start;
        if end == Some(start) && is_between_signs(text, start) {
            borders.starts.push(start);
            borders.ends.push(start);
        }
        end = Some(part.start + word.end);
    }
    for places in [&mut borders.starts, &mut borders.ends] {
        places.sort_unstable();
        places.dedup();
    }
    borders
}

/// Whether `at` is no place inside what a reader takes for one sign.
pub(super) fn is_between_signs(text: &str, at: usize) -> bool {
    text.is_char_boundary(at)
        && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is shown of `text` around `focus` in so many columns.
    fn shown<'t>(text: &'t str, focus: &str, columns: usize) -> &'t str {
        let at = text.find(focus).expect("the text holds the focus");
        let whole = Span::new(0, text.len());
        let focus = Span::new(at, at + focus.len());
        around(text, whole, focus, columns, &Borders::default()).of(text)
    }

    #[test]
    fn windows_begin_and_end_where_a_reader_would_cut() {
        const ENGLISH: &str = "On Monday, after talks in Vienna, the two ministers signed the plan, \
                               which has 79 parts, and left";
        for (text, focus, columns, expected) in [
            (ENGLISH, "signed", 200, ENGLISH),
            (ENGLISH, "signed", 40, "the two ministers signed the plan"),
            (ENGLISH, "signed", 60, "after talks in Vienna, the two ministers signed the plan"),
            (ENGLISH, "79", 30, "which has 79 parts, and left"),
            (ENGLISH, "Monday", 30, "On Monday"),
            // No clause fits.
            (ENGLISH, "signed", 24, "the two ministers signed"),
            (ENGLISH, "signed the", 12, "signed the"),
            (ENGLISH, "ministers signed", 5, "minis"),
            (ENGLISH, "ministers signed", 10, "ministers"),
            ("one two three four five six seven eight nine", "four", 14, "four five six"),
            ("one two three four five six seven eight nine", "five", 20, "four five six seven"),
            (
                "Es kamen 1,315 Mann (davon 760 aus China) an Bord",
                "760",
                21,
                "(davon 760 aus China)",
            ),
            ("双方签署了合作协议，讨论了联合演习，随后举行会谈", "联合", 14, "讨论了联合演习"),
            ("双方签署了合作协议并讨论了联合演习随后", "联合", 9, "联合演习"),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", "e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"),
            ("👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧👩‍👩‍👧", 1, "👩‍👩‍👧"),
        ] {
            assert_eq!(shown(text, focus, columns), expected, "{columns} columns of {text}");
        }
    }

    #[test]
    fn sentences_are_cut_at_before_clauses() {
        let text = "One, two. Three, four. Five, six.";
        let coarse = Borders { starts: vec![10, 23], ends: vec![9, 22] };
        let whole = Span::new(0, text.len());
        let shown = |columns| around(text, whole, Span::new(17, 21), columns, &coarse).of(text);
        assert_eq!(shown(23), "One, two. Three, four.");
        assert_eq!(shown(14), "Three, four.");
        assert_eq!(shown(8), "four.");
    }

    proptest! {
        #[test]
        fn windows_fit_and_cut_no_sign(
            text in "([a-zа-я ,.()–中國演習，e\u{301}\u{200d}👩🇷🇸ก\u{e34}]|\\PC){1,120}",
            ends in (0usize..120, 0usize..120),
            columns in 2usize..60,
        ) {
            let borders: Vec<usize> =
                (0..=text.len()).filter(|at| is_between_signs(&text, *at)).collect();
            let place = |number: usize| borders[number % borders.len()];
            let (start, end) = (place(ends.0), place(ends.1));
            let focus = Span::new(start.min(end), start.max(end));
            let whole = Span::new(0, text.len());
            let window = around(&text, whole, focus, columns, &Borders::default());
            prop_assert!(is_between_signs(&text, window.start), "{window:?}");
            prop_assert!(is_between_signs(&text, window.end), "{window:?}");
            if fits(&text, focus, columns) {
                prop_assert!(window.contains(focus), "{window:?} {focus:?}");
                prop_assert!(fits(&text, window, columns), "{:?}", window.of(&text));
            } else {
                prop_assert!(focus.contains(window), "{window:?} {focus:?}");
            }
        }
    }
}
