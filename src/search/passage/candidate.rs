//! Candidates: the pieces of a text that hold a match and could be shown.

use std::ops::Range;

use crate::analyze::token::words;
use crate::search::layout::Layout;
use crate::search::matching::{Match, Parts};
use crate::search::passage::score::worth;
use crate::search::passage::window::{Borders, around, fits, is_between_signs};
use crate::span::Span;

/// Most windows of one sentence that are compared.
const MOST_WINDOWS: usize = 8;

/// A sentence or, of a long one, a part that fits.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// What of it is shown.
    pub window: Span,
    /// The whole sentence.
    pub sentence: Span,
    /// What matched in the window, in order, cut where it reaches out.
    pub matches: Vec<Match>,
}

/// The candidates among the sentences of `layout`, in order, none wider than `columns`.
pub(super) fn candidates(
    layout: &Layout<'_>,
    matches: &[Match],
    parts: &Parts,
    columns: usize,
) -> Vec<Candidate> {
    let mut sentences: Vec<(Span, Match)> = Vec::with_capacity(matches.len());
    for found in matches {
        // What reaches into the next sentence is shown in either.
        for sentence in layout.sentences_around(found.span) {
            if let Some(inside) = inside(layout.text, found, sentence) {
                sentences.push((sentence, inside));
            }
        }
    }
    sentences.sort_by_key(|(sentence, found)| (sentence.start, found.span, found.part));
    let mut candidates = Vec::new();
    for held in sentences.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((sentence, _)) = held.first() else { continue };
        let matches: Vec<Match> = held.iter().map(|(_, found)| *found).collect();
        if fits(layout.text, *sentence, columns) {
            candidates.push(Candidate { window: *sentence, sentence: *sentence, matches });
        } else {
            windows(layout.text, *sentence, &matches, parts, columns, &mut candidates);
        }
    }
    candidates
}

/// The part of a match that lies in `piece`, if one does. Where the match is cut, the part ends
/// with a word: the signs between two sentences belong to a phrase only while both are shown.
pub(super) fn inside(text: &str, found: &Match, piece: Span) -> Option<Match> {
    let whole = found.span;
    let mut span = Span::new(whole.start.max(piece.start), whole.end.min(piece.end));
    if span != whole && !span.is_empty() {
        let mut words = words(span.of(text)).map(|word| word.shifted(span.start));
        let first = words.next()?;
        let last = words.last().unwrap_or(first);
        if span.start > whole.start {
            span.start = first.start;
        }
        if span.end < whole.end {
            span.end = last.end;
        }
    }
    (!span.is_empty()).then_some(Match { span, ..*found })
}

/// Adds windows of a sentence that is too long, the best first, which share nothing.
fn windows(
    text: &str,
    sentence: Span,
    matches: &[Match],
    parts: &Parts,
    columns: usize,
    candidates: &mut Vec<Candidate>,
) {
    // Parts of the sentence that are not shown yet, with the matches in them.
    let mut open = vec![(sentence, 0..matches.len())];
    for _ in 0..MOST_WINDOWS {
        let Some((whole, range)) = open.pop() else { break };
        let held = matches.get(range.clone()).unwrap_or_default();
        let Some(best) = best_run(text, held, parts, columns) else { continue };
        let run = held.get(best).unwrap_or_default();
        let focus = run.iter().map(|found| found.span).reduce(Span::to).unwrap_or(whole);
        let window = around(text, whole, focus, columns, &Borders::default());
        let matches: Vec<Match> =
            held.iter().filter_map(|found| inside(text, found, window)).collect();
        let before = held.partition_point(|found| found.span.start < window.start);
        let after = held.partition_point(|found| found.span.start < window.end);
        for (whole, held) in [
            (Span::new(whole.start, window.start), range.start..range.start + before),
            (Span::new(window.end, whole.end), range.start + after..range.end),
        ] {
            if !held.is_empty() {
                open.insert(0, (trimmed(text, whole), held));
            }
        }
        candidates.push(Candidate { window, sentence, matches });
    }
}

/// A part of a sentence without the blanks and stops of clauses around it.
fn trimmed(text: &str, part: Span) -> Span {
    let separates = |sign: char| sign.is_whitespace() || ",;:–—-،؛，、；：".contains(sign);
    let slice = part.of(text);
    let start = part.start + slice.len() - slice.trim_start_matches(separates).len();
    let end = part.start + slice.trim_end_matches(separates).len();
    let is_whole = start < end && is_between_signs(text, start) && is_between_signs(text, end);
    if is_whole { Span::new(start, end) } else { part }
}

/// Which matches in a row are worth most and fit together; the earliest of equals. If none fits,
/// the first alone.
fn best_run(text: &str, matches: &[Match], parts: &Parts, columns: usize) -> Option<Range<usize>> {
    let mut best: Option<(f32, Range<usize>)> = None;
    let mut from = 0;
    for at in 0..matches.len() {
        while from < at {
            let run = matches.get(from..=at).unwrap_or_default();
            let span = run.iter().map(|found| found.span).reduce(Span::to);
            if span.is_some_and(|span| fits(text, span, columns)) {
                break;
            }
            from += 1;
        }
        let worth = worth(matches.get(from..=at).unwrap_or_default(), parts);
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, from..at + 1));
        }
    }
    best.map(|(_, run)| run)
}
