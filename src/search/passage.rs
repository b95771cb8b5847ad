//! Snippets: the sentences that show best why a report was found.
//!
//! A sentence is better the more distinct parts of the query it shows; a second
//! one is taken only if it shows what the first does not. Where nothing of the
//! text matched, the first sentence stands.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::analyze::sentence::sentences;
use crate::report::{Report, TitleSource};
use crate::search::matching::Match;
use crate::search::response::Snippet;
use crate::span::Span;

/// Longest snippet in characters; of a longer sentence the part around the matches is shown.
const LONGEST: usize = 360;

/// At most `most` snippets of `report`, in order of the text.
pub(super) fn snippets(report: &Report, matches: &[Match], most: usize) -> Vec<Snippet> {
    let body = report.body.as_str();
    let sentences = sentences(body);
    let Some(&first) = sentences.first() else { return Vec::new() };
    if most == 0 {
        return Vec::new();
    }
    // A title that is part of the text is on view already, so another sentence tells more.
    let shown_as_title = matches!(report.title_source, TitleSource::Line | TitleSource::Sentence);
    let is_title = |sentence: Span| shown_as_title && sentence.start == first.start;
    let mut shown: Vec<(usize, usize)> = Vec::new();
    let mut chosen: Vec<(Span, Vec<Span>)> = Vec::new();
    while chosen.len() < most {
        // What the title shows does not make the next sentence less new.
        let only_title = chosen.iter().all(|(taken, _)| is_title(*taken));
        let candidates = sentences.iter().filter_map(|&sentence| {
            let inside = within(matches, sentence);
            let taken = chosen.iter().any(|(taken, _)| taken.start == sentence.start);
            let parts: BTreeSet<_> = inside.iter().map(Match::part).collect();
            let new = parts.iter().filter(|part| only_title || !shown.contains(part)).count();
            (!taken && new > 0).then_some((sentence, inside, new))
        });
        let best = candidates.max_by_key(|(sentence, inside, new)| {
            (*new, !is_title(*sentence), inside.len().min(4), Reverse(sentence.start))
        });
        let Some((sentence, inside, _)) = best else { break };
        shown.extend(inside.iter().map(Match::part));
        chosen.push((sentence, inside.iter().map(|found| found.span).collect()));
    }
    if chosen.is_empty() {
        let lead = if shown_as_title { sentences.get(1).copied().unwrap_or(first) } else { first };
        chosen.push((lead, Vec::new()));
    }
    chosen.sort_by_key(|(sentence, _)| sentence.start);
    chosen.into_iter().map(|(sentence, spans)| snippet(body, sentence, &spans)).collect()
}

fn within(matches: &[Match], sentence: Span) -> Vec<Match> {
    let from = matches.partition_point(|found| found.span.start < sentence.start);
    matches[from..]
        .iter()
        .take_while(|found| found.span.start < sentence.end)
        .filter(|found| sentence.contains(found.span))
        .copied()
        .collect()
}

fn snippet(body: &str, sentence: Span, matches: &[Span]) -> Snippet {
    let window = window(body, sentence, matches.first().copied());
    let mut highlights: Vec<[usize; 2]> = Vec::new();
    for found in matches.iter().filter(|found| window.contains(**found)) {
        let (start, end) = (found.start - window.start, found.end - window.start);
        match highlights.last_mut() {
            Some([_, last]) if start < *last => *last = end.max(*last),
            _ => highlights.push([start, end]),
        }
    }
    Snippet { text: window.of(body).to_owned(), start: window.start, end: window.end, highlights }
}

/// The part of a sentence that is shown: all of it, or of a very long one so much
/// around the first match, cut between words.
fn window(body: &str, sentence: Span, first_match: Option<Span>) -> Span {
    let text = sentence.of(body);
    if text.chars().count() <= LONGEST {
        return sentence;
    }
    // A third of the room goes before the match.
    let anchor = first_match.map_or(0, |found| found.start - sentence.start);
    let before = text[..anchor].char_indices().rev().nth(LONGEST / 3).map_or(0, |(at, _)| at);
    let start = match text[before..anchor].find(' ') {
        Some(blank) if before > 0 => before + blank + 1,
        _ => before,
    };
    let end = text[start..].char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| start + at);
    let end = match text[start..end].rfind(' ') {
        Some(blank) if end < text.len() => start + blank,
        _ => end,
    };
    let cut = &text[start..end];
    let leading = cut.len() - cut.trim_start().len();
    let length = cut.trim().len();
    Span::new(sentence.start + start + leading, sentence.start + start + leading + length)
}
