//! What stands on a page twice: bodies and titles, whose second copy counts for nothing.

use std::cmp::Ordering;
use std::hash::{Hash as _, Hasher as _};

use rustc_hash::{FxHashMap, FxHasher};

use crate::span::Span;

/// Words that open a line, by which an earlier copy of it is looked for.
const OPENING: usize = 3;

/// Words that must agree in a row for a copy …
const LEAST_WORDS: usize = 8;

/// … unless it is a line equal to one of so many at the top, among which the title is.
const TITLE_LINES: usize = 4;

/// Marks in `furniture` the lines that repeat an earlier line which is not furniture.
///
/// A copy may be broken into other lines than the first. Each comparison ends at the first
/// difference and what agreed is not looked at again, so time grows with the text.
pub(super) fn mark(body: &str, lines: &[Span], furniture: &mut [bool]) {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    let (mut at, mut kept) = (0, 0);
    let mut top = 0;
    while let Some(&line) = lines.get(at) {
        let known = furniture.get(at).copied().unwrap_or(true);
        let opening = if known { None } else { opening(line.of(body)) };
        let Some(opening) = opening else {
            at += 1;
            continue;
        };
        let earlier = *first.entry(opening).or_insert(at);
        kept += 1;
        if kept <= TITLE_LINES {
            top = at;
        }
        let copied = match earlier.cmp(&at) {
            Ordering::Less => copied(body, lines, earlier, at, earlier <= top),
            Ordering::Equal | Ordering::Greater => 0,
        };
        for mark in furniture.iter_mut().skip(at).take(copied) {
            *mark = true;
        }
        at += copied.max(1);
    }
}

/// A number for the first words of a line; nothing for a line of fewer.
fn opening(line: &str) -> Option<u64> {
    let mut hasher = FxHasher::default();
    let mut words = words(line);
    for _ in 0..OPENING {
        words.next()?.hash(&mut hasher);
    }
    Some(hasher.finish())
}

/// How many lines from `later` on are a copy of what begins at `earlier`, which may be a title.
fn copied(body: &str, lines: &[Span], earlier: usize, later: usize, title: bool) -> usize {
    let (Some(&one), Some(&other)) = (lines.get(earlier), lines.get(later)) else { return 0 };
    let original = body.get(one.start..other.start).unwrap_or_default();
    let mut original = words(original);
    let (mut agreed, mut covered) = (0, 0);
    for line in lines.get(later..).unwrap_or_default() {
        let (mut same, mut all) = (0, 0);
        let mut ended = false;
        for word in words(line.of(body)) {
            all += 1;
            if !ended && original.clone().next() == Some(word) {
                original.next();
                same += 1;
            } else {
                ended = true;
            }
        }
        agreed += same;
        // What the second copy has at the very end, such as a sign of the agency, does not save it.
        let is_copy = same == all || same > 4 && 5 * same >= 4 * all;
        if !is_copy || all == 0 && ended {
            break;
        }
        covered += 1;
        if ended || original.clone().next().is_none() {
            break;
        }
    }
    // Blank lines that follow the copy are not part of it.
    let is_equal_line = title && covered > 0 && equal(one.of(body), other.of(body));
    if agreed >= LEAST_WORDS { covered } else { usize::from(is_equal_line) }
}

fn equal(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

/// Words as written; signs beyond ASCII count as letters, since copies have the same ones.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines that are marked as copies, by number from nought.
    fn copies(body: &str) -> Vec<usize> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in body.split_inclusive('\n') {
            lines.push(Span::new(start, start + line.trim_end().len()));
            start += line.len();
        }
        let mut furniture = vec![false; lines.len()];
        mark(body, &lines, &mut furniture);
        (0..lines.len()).filter(|&at| furniture[at]).collect()
    }

    #[test]
    fn second_copies_are_marked() {
        for (body, expected) in [
            ("Ministers met in Vienna\ntext here\nMinisters met in Vienna!\nmore", &[2][..]),
            // The second copy is broken elsewhere.
            (
                "The ministers of both states met today and\nsigned a plan for the year to come.\n\
                 The ministers of both states met today\nand signed a plan for the\nyear to come.\nThen they left.",
                &[2, 3, 4],
            ),
            ("a b c d\n\na b c d\n\na b c d\n", &[2, 4]),
            // A lead that takes up the title and goes on.
            ("Ministers met in Vienna\nMinisters met in Vienna on Monday and signed a plan.", &[]),
            ("yes\nyes\nyes yes\nyes yes", &[]),
            ("The two sides signed a plan.\nThe two sides signed a treaty.", &[]),
            ("", &[]),
        ] {
            assert_eq!(copies(body), expected, "{body}");
        }
    }
}
