//! Page furniture: what a page puts around a report.
//!
//! Takes the body, gives the lines that belong to menus, teasers, credits of
//! photos, notices, widgets and second copies. They stay in the text and are
//! found by search; title, lead, dates and dyads give them no weight. The rules
//! are cautious: a paragraph of prose is furniture only as a second copy, as a
//! notice or under a heading of teasers, and a line that may hold the report's
//! own date is left alone. Time grows with the text.

mod copies;
mod line;
mod notice;
mod table;

use crate::span::Span;
use line::{Line, Nature, ends_sentence, lines, names_a_part};

/// Longest line, in bytes, that a word of a notice makes one.
const LONGEST_NOTICE: usize = 700;

/// Fewest short lines in a row that are a menu, if some are names of parts of a site …
const LEAST_MENU: usize = 4;

/// … and if none is, at the top, before any prose.
const LEAST_NAMELESS_MENU: usize = 7;

/// Most headlines under a heading of teasers.
const MOST_HEADLINES: usize = 30;

/// The furniture of `body`: whole lines, in order, those that touch as one span.
pub(crate) fn furniture(body: &str) -> Vec<Span> {
    let lines = lines(body);
    let mut marks: Vec<bool> =
        lines.iter().map(|line| matches!(line.nature, Nature::Page | Nature::Widget)).collect();
    mark_notices(body, &lines, &mut marks);
    mark_teasers(body, &lines, &mut marks);
    mark_menus(body, &lines, &mut marks);
    mark_page_days(body, &lines, &mut marks);
    let spans: Vec<Span> = lines.iter().map(|line| line.span).collect();
    copies::mark(body, &spans, &mut marks);
    joined(&lines, &marks)
}

/// Whether part of `span` is among the sorted spans of `furniture`.
pub(crate) fn touches(furniture: &[Span], span: Span) -> bool {
    let at = furniture.partition_point(|other| other.end <= span.start);
    furniture.get(at).is_some_and(|other| other.overlaps(span))
}

fn set(marks: &mut [bool], at: usize) {
    if let Some(mark) = marks.get_mut(at) {
        *mark = true;
    }
}

fn mark_notices(body: &str, lines: &[Line], marks: &mut [bool]) {
    for (line, mark) in lines.iter().zip(marks) {
        *mark |= line.span.len() <= LONGEST_NOTICE && notice::is_notice(line.span.of(body));
    }
}

/// Headlines under `Read also` and its like, up to the next prose.
fn mark_teasers(body: &str, lines: &[Line], marks: &mut [bool]) {
    let mut left = 0;
    for (at, line) in lines.iter().enumerate() {
        match line.nature {
            Nature::Heading => {
                left = MOST_HEADLINES;
                set(marks, at);
            }
            Nature::Short { .. } if left > 0 && is_headline(line.span.of(body)) => {
                left -= 1;
                set(marks, at);
            }
            Nature::Blank | Nature::Page | Nature::Widget => {}
            Nature::Prose | Nature::Short { .. } => left = 0,
        }
    }
    unmark_the_title(lines, marks);
}

/// A heading of teasers that stands over the report itself: `News`, then its title and text.
///
/// Of headlines that prose follows and none precedes, the last is the report's own.
fn unmark_the_title(lines: &[Line], marks: &mut [bool]) {
    let prose = lines.iter().position(|line| line.nature == Nature::Prose);
    let before = lines.get(..prose.unwrap_or(lines.len())).unwrap_or_default();
    let headline = before.iter().rposition(|line| matches!(line.nature, Nature::Short { .. }));
    if let Some(mark) = headline.and_then(|at| marks.get_mut(at)) {
        *mark = false;
    }
}

fn is_headline(line: &str) -> bool {
    let first = line.chars().find(|letter| letter.is_alphanumeric());
    first.is_some_and(|letter| !letter.is_lowercase())
        && !line.ends_with(':')
        && !ends_sentence(line)
}

/// Runs of very short lines: menus, the data of a forum's member, buttons.
fn mark_menus(body: &str, lines: &[Line], marks: &mut [bool]) {
    let prose = lines.iter().position(|line| line.nature == Nature::Prose);
    let top = prose.unwrap_or(0);
    let mut at = 0;
    while at < lines.len() {
        let run = lines.get(at..).unwrap_or_default();
        let in_run = |line: &&Line| {
            matches!(line.nature, Nature::Short { tiny: true, .. } | Nature::Page | Nature::Widget)
                && !line.span.of(body).trim_end().ends_with(':')
        };
        let length = run.iter().take_while(in_run).count();
        let run = run.get(..length).unwrap_or_default();
        let named = |line: &&Line| match line.nature {
            Nature::Short { menu, .. } => menu,
            Nature::Page => names_a_part(line.span.of(body)),
            _ => false,
        };
        let short = |line: &&Line| matches!(line.nature, Nature::Short { .. });
        let (tiny, named) = (
            run.iter().filter(|line| short(line) || named(line)).count(),
            run.iter().filter(named).count(),
        );
        let above = at < top;
        let is_menu = tiny >= LEAST_MENU && named >= 2 && 4 * named >= tiny
            || above && tiny >= LEAST_NAMELESS_MENU;
        if is_menu {
            // A date at the edge of a menu may be the report's own.
            let dated =
                |line: &&Line| line.span.of(body).contains(|sign: char| sign.is_ascii_digit());
            let after = run.iter().rev().take_while(dated).count();
            let before = run.iter().take_while(dated).count();
            (at + before..at + length - after.min(length)).for_each(|line| set(marks, line));
        }
        at += length.max(1);
    }
}

/// The day of fetching, which stands beside rates and weather.
fn mark_page_days(body: &str, lines: &[Line], marks: &mut [bool]) {
    for (at, two) in lines.windows(2).enumerate() {
        let [one, other] = two else { continue };
        for (widget, day, number) in [(one, other, at + 1), (other, one, at)] {
            let is_day = matches!(day.nature, Nature::Short { .. })
                && day.span.of(body).contains(|sign: char| sign.is_ascii_digit());
            if widget.nature == Nature::Widget && is_day {
                set(marks, number);
            }
        }
    }
}

fn joined(lines: &[Line], marks: &[bool]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut open = false;
    for (line, &mark) in lines.iter().zip(marks) {
        if mark && !line.span.is_empty() {
            match spans.last_mut() {
                Some(last) if open => last.end = line.span.end,
                _ => spans.push(line.span),
            }
            open = true;
        } else if !(line.nature == Nature::Blank && open) {
            open = false;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    /// The lines of furniture, with ` / ` between.
    fn marked(body: &str) -> String {
        let spans = furniture(body);
        let lines = spans.iter().flat_map(|span| span.of(body).lines());
        lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn furniture_is_marked_and_the_report_is_not() {
        let cases = [
            ("", ""),
            ("Ministers met.\n\nThey talked.", ""),
            (
                "Home\nNews\nSport\nContact\nMinisters of two states met in Vienna\n\nThey talked long.",
                "Home / News / Sport / Contact",
            ),
            (
                "Ministers met in Vienna.\n\nRead also:\nNavy gets two new ships\nArmy parade in Paris\n\nThe ministers will meet again in May.",
                "Read also: / Navy gets two new ships / Army parade in Paris",
            ),
            ("News\n\nMinisters met in Vienna\n\nThe ministers talked.", ""),
            (
                "eur:\n402.10\n2024. november 5. kedd Imre\nMiniszterek találkoztak Bécsben\n\nA miniszterek tárgyaltak.",
                "eur: / 402.10 / 2024. november 5. kedd Imre",
            ),
            (
                "Ministri su se sastali.\n\nFoto: Tanjug\n\nOva stranica koristi kolačiće radi boljeg rada.",
                "Foto: Tanjug / Ova stranica koristi kolačiće radi boljeg rada.",
            ),
            ("Delegations:\n\nSerbia\nHungary\nCroatia\nSlovenia\nAustria\n\nThey talked.", ""),
        ];
        for (body, expected) in cases {
            assert_eq!(marked(body), expected, "{body}");
        }
    }

    #[test]
    fn nothing_in_the_sample_corpus_is_furniture() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut reports = 0;
        for language in fs::read_dir(corpus).expect("the corpus").flatten() {
            for report in fs::read_dir(language.path()).into_iter().flatten().flatten() {
                // Two are in an old encoding and no text here.
                let Ok(body) = fs::read_to_string(report.path()) else { continue };
                assert_eq!(marked(&body), "", "{}", report.path().display());
                reports += 1;
            }
        }
        assert!(reports > 150, "{reports}");
    }

    /// Lines of which pages are made.
    const PIECES: [&str; 14] = [
        "Home",
        "News",
        "Sport",
        "",
        "",
        "Read also:",
        "Foto: MTI",
        "Ministers met in Vienna",
        "The ministers of both states met in Vienna on Monday.",
        "402.10",
        "© 2024",
        " \t",
        "Ова страница користи колачиће",
        "责任编辑：张三",
    ];

    proptest! {
        #[test]
        fn spans_are_sorted_disjoint_and_whole_lines(
            pieces in prop::collection::vec((0..PIECES.len(), prop::bool::ANY), 0..40),
            noise in "\\PC{0,40}",
        ) {
            let mut body = noise;
            for (piece, carriage) in pieces {
                body.push_str(if carriage { "\r\n" } else { "\n" });
                body.push_str(PIECES[piece]);
            }
            let spans = furniture(&body);
            prop_assert!(spans.windows(2).all(|two| two[0].end < two[1].start));
            for span in spans {
                prop_assert!(!span.is_empty());
                let before = body[..span.start].chars().next_back();
                let after = body[span.end..].chars().next();
                prop_assert!(matches!(before, None | Some('\n')));
                prop_assert!(matches!(after, None | Some('\n' | '\r')));
            }
        }
    }
}
