//! Sentences: where they begin and end.
//!
//! Takes a text, gives the spans of its sentences without the blanks around
//! them. A blank line always ends a sentence; a full stop does when what
//! follows can begin one and what precedes is no rank, initial, abbreviation or
//! ordinal. The language of the text is not known here: one set of rules, and
//! one set of lists for the languages of military reports, serves all. UAX #29
//! alone breaks after `Gen.`.
//!
//! Reading order: `line` says where a line break ends a sentence; `stop`
//! judges a full stop and its kin from both sides, `abbreviation` and
//! `number` from the left, `opening` from the right.
//!
//! The rules look at most a few words around a stop, so that time grows with
//! the length of the text whatever it holds. What goes on for [`LONGEST`] bytes
//! is a table, a list or no text at all; it is cut, so that whoever looks at
//! everything in a sentence together need not fear it. Who speaks after a quoted question
//! (`"Why?" Smith asked.`) is not understood; sentences inside quotes are cut
//! like all others.

mod abbreviation;
mod line;
mod number;
mod opening;
mod stop;

use crate::span::Span;
use line::Lines;
use stop::Stop;

/// Most bytes of a sentence: ten times the longest that people write.
pub const LONGEST: usize = 8_000;

/// The sentences of `text`, in order, none empty.
///
/// ```
/// use bilat::analyze::sentence::sentences;
///
/// let text = "Gen. Dr. Tibor Benkő met Lt. Gen. J. Smith on 14. June. They signed.\n\nEnd";
/// let found: Vec<_> = sentences(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(
///     found,
///     ["Gen. Dr. Tibor Benkő met Lt. Gen. J. Smith on 14. June.", "They signed.", "End"]
/// );
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    sentences_of(text, Span::new(0, text.len()))
}

/// The text between one blank line and the next, with the line breaks around it: paragraphs and
/// what is empty between them. Together they are all of `text`, and no sentence reaches out of
/// one.
pub fn stretches(text: &str) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        if line::begins_paragraph(text.get(at + 1..).unwrap_or_default()) {
            stretches.push(Span::new(start, at + 1));
            start = at + 1;
        }
    }
    stretches.push(Span::new(start, text.len()));
    stretches
}

/// The sentences of one of the stretches of `text` that [`stretches`] gives, or of several in a row:
/// those of [`sentences`] that lie in it.
pub fn sentences_of(text: &str, part: Span) -> Vec<Span> {
    // About as many as prose has.
    let mut sentences = Vec::with_capacity(part.len() / 100 + 1);
    let mut lines = Lines::from(part.start);
    let mut start = part.start;
    let mut from = part.start;
    while let Some((at, stop)) = stop::find(text, from).filter(|(at, _)| *at < part.end) {
        let (end, ends) = match stop {
            Stop::Line => (at + 1, lines.end(text, at)),
            stop => stop::judge(text, start, at, stop),
        };
        if ends {
            push_cut(text, Span::new(start, end), &mut sentences);
            start = end;
        }
        from = end;
    }
    push_cut(text, Span::new(start, part.end), &mut sentences);
    sentences
}

/// Pushes a sentence, in parts if it is too long: cut at the last blank that keeps a part within
/// bounds or, where there is none, between two characters.
fn push_cut(text: &str, mut span: Span, sentences: &mut Vec<Span>) {
    while span.end - span.start > LONGEST {
        let most = (span.start..=span.start + LONGEST).rfind(|at| text.is_char_boundary(*at));
        let most = most.unwrap_or(span.end);
        let part = text.get(span.start..most).unwrap_or_default();
        let blank = part.rfind(char::is_whitespace).filter(|at| *at > LONGEST / 2);
        let cut = blank.map_or(most, |at| span.start + at);
        push_trimmed(text, Span::new(span.start, cut), sentences);
        span = Span::new(cut, span.end);
    }
    push_trimmed(text, span, sentences);
}

/// The paragraphs of `text`: what blank lines separate.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    for stretch in stretches(text) {
        push_trimmed(text, stretch, &mut paragraphs);
    }
    paragraphs
}

fn push_trimmed(text: &str, span: Span, spans: &mut Vec<Span>) {
    let part = span.of(text);
    let trimmed = part.trim_start();
    let start = span.start + part.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if !trimmed.is_empty() {
        spans.push(Span::new(start, start + trimmed.len()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let cases: &[(&str, &[&str])] = &[
            ("One. Two! Three? Four", &["One.", "Two!", "Three?", "Four"]),
            ("He said \"Yes.\" Then he left.", &["He said \"Yes.\"", "Then he left."]),
            ("The U.S. Army came. It left.", &["The U.S. Army came.", "It left."]),
            ("Signed on 14. Juni in Wien. Ende.", &["Signed on 14. Juni in Wien.", "Ende."]),
            ("It grew by 2.5 percent. Good.", &["It grew by 2.5 percent.", "Good."]),
            ("That was in 2025. The plan", &["That was in 2025.", "The plan"]),
            ("„Vežba je gotova.” Ministar ode.", &["„Vežba je gotova.”", "Ministar ode."]),
            ("See p. 5 etc. and so on. End.", &["See p. 5 etc. and so on.", "End."]),
            ("a\nb\n\nc", &["a\nb", "c"]),
            ("会谈结束。双方签字。", &["会谈结束。", "双方签字。"]),
            ("...", &["..."]),
            ("  \n \n ", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(&cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn endless_sentences_are_cut() {
        for piece in ["and so on ", "и", "中国", "x\n", "a\u{301}"] {
            let text = piece.repeat(5 * LONGEST / piece.len());
            let found = cut(&text);
            assert!(found.len() >= 5, "{piece:?}: {}", found.len());
            assert!(found.iter().all(|part| part.len() <= LONGEST), "{piece:?}");
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let kept: usize = found.iter().map(|part| letters(part)).sum();
            assert_eq!(kept, letters(&text), "{piece:?}");
        }
        assert_eq!(cut("and so on. And on"), ["and so on.", "And on"]);
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        let text = "a\nb\n \nc\r\n\r\nd";
        let found: Vec<_> = paragraphs(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["a\nb", "c", "d"]);
    }

    proptest! {
        /// What may be cut where it is needed is what is cut in a text as a whole.
        #[test]
        fn stretches_can_be_cut_by_themselves(
            pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40),
        ) {
            let text = pieces.concat();
            let stretches = stretches(&text);
            let together: Vec<Span> =
                stretches.iter().flat_map(|stretch| sentences_of(&text, *stretch)).collect();
            prop_assert_eq!(together, sentences(&text));
            let mut end = 0;
            for stretch in &stretches {
                prop_assert_eq!(stretch.start, end);
                end = stretch.end;
            }
            prop_assert_eq!(end, text.len());
        }
    }

    /// What decides on the ends of sentences, to be put together in any way.
    const PIECES: [&str; 40] = [
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        " ",
        " ",
        "\t",
        "\r\n",
        "\u{a0}",
        ".",
        ". ",
        "...",
        "…",
        "?",
        "!",
        "!\n",
        "。",
        "」",
        "\"",
        "”",
        ")",
        " (",
        "]",
        "[1]",
        "Gen",
        "J",
        "Maria",
        "came",
        "14",
        "2.",
        "1)",
        "- ",
        "# Title",
        "BEČ, 9. marta –",
        "会谈",
        ":",
        ";",
        "—",
        "* ",
        "| a |",
    ];
}
