//! The title of a report: declared, a line of its own, or the first sentence.
//!
//! Furniture of the page and lines that only give a date are passed over.

use crate::ingest::extract::dyads;
use crate::ingest::extract::furniture::touches;
use crate::lexicon::blank::on_one_line;
use crate::lexicon::date::Expression;
use crate::report::TitleSource;
use crate::report::raw::RawDocument;
use crate::span::Span;

/// Longest line, in characters, that is taken for a title.
const LONGEST_LINE: usize = 200;

/// Longest title made of a first sentence, in characters; more is cut between words.
const LONGEST_SENTENCE: usize = 240;

pub(super) struct Title {
    pub text: String,
    pub source: TitleSource,
    /// Where it stands in the body, unless it was declared beside it.
    pub span: Option<Span>,
}

impl Title {
    /// Where the title stands, for those who weigh what it says.
    pub(super) fn place(&self) -> dyads::Title<'_> {
        match (self.span, self.source) {
            (Some(span), _) => dyads::Title::Within(span),
            (None, TitleSource::Declared) => dyads::Title::Beside(&self.text),
            // The name of a file is no words of the report.
            (None, _) => dyads::Title::Beside(""),
        }
    }
}

/// Finds the title of `document`, whose body has these `sentences`.
///
/// `furniture` are the lines of its body that belong to the page and `dates` the dates in it.
pub(super) fn title(
    document: &RawDocument,
    sentences: &[Span],
    furniture: &[Span],
    dates: &[Expression],
) -> Title {
    let body = document.body.as_str();
    let counts = |span: &Span| !touches(furniture, *span) && !is_date(body, *span, dates);
    if let Some(declared) = &document.title {
        let text = on_one_line(declared);
        if !text.is_empty() {
            return Title { text, source: TitleSource::Declared, span: None };
        }
    }
    if let Some(span) = title_line(body, counts) {
        let text = on_one_line(span.of(body));
        return Title { text, source: TitleSource::Line, span: Some(span) };
    }
    match sentences.iter().copied().find(counts).or(sentences.first().copied()) {
        Some(span) => Title {
            text: shortened(&on_one_line(span.of(body))),
            source: TitleSource::Sentence,
            span: Some(span),
        },
        None => Title { text: document.id.clone(), source: TitleSource::Path, span: None },
    }
}

/// A Markdown heading, or a short line without a final stop that is followed by
/// a blank line: the first line of `body` that `counts`.
fn title_line(body: &str, counts: impl Fn(&Span) -> bool) -> Option<Span> {
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if line.trim().is_empty() || !counts(&span) {
            continue;
        }
        let after = body.get(start..)?;
        return line.ends_with('\n').then(|| title_in(span.of(body), span, after)).flatten();
    }
    None
}

/// The title that `line` is, if it is one; `span` is where it stands and `after` what follows.
fn title_in(line: &str, span: Span, after: &str) -> Option<Span> {
    let line = line.trim_start();
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && heading.starts_with(' ');
    let text = heading.trim();
    let ends_open = !text.ends_with(['.', '!', ':', ',', ';', '…']);
    let stands_alone = after.chars().find(|&c| c == '\n' || !c.is_whitespace()) == Some('\n');
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_LINE;
    if !fits || !(is_heading || (ends_open && stands_alone && !after.trim().is_empty())) {
        return None;
    }
    Some(Span::new(span.end - text.len(), span.end))
}

/// Whether dates and clocks are all that stands at `span`.
fn is_date(body: &str, span: Span, dates: &[Expression]) -> bool {
    const MOST_LETTERS: usize = 3;
    let from = dates.partition_point(|date| date.span.end <= span.start);
    let mut at = span.start;
    let mut letters = 0;
    let mut count = |start: usize, end: usize| {
        let between = body.get(start..end).unwrap_or_default();
        // More would tell nothing.
        let alphabetic = between.chars().filter(|letter| letter.is_alphabetic());
        letters += alphabetic.take(MOST_LETTERS).count();
    };
    for date in dates.iter().skip(from).take_while(|date| date.span.start < span.end) {
        count(at, date.span.start);
        at = date.span.end.max(at);
    }
    count(at.min(span.end), span.end);
    letters < MOST_LETTERS
}

fn shortened(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(LONGEST_SENTENCE) else {
        return text.to_owned();
    };
    let cut = text[..limit].rfind(' ').unwrap_or(limit);
    format!("{} …", text[..cut].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::sentence::sentences;
    use crate::ingest::extract::furniture::furniture;
    use crate::lexicon::date::scan;

    #[test]
    fn title_is_the_line_that_stands_alone_or_else_the_first_sentence() {
        let cases = [
            ("Ministers met\n\nThey talked. Long.", "Ministers met", TitleSource::Line),
            ("# Ministers met.\nThey talked.", "Ministers met.", TitleSource::Line),
            ("They talked. They left.\n\nMore.", "They talked.", TitleSource::Sentence),
            ("First line\nsecond line. Next.", "First line second line.", TitleSource::Sentence),
            ("Only words", "Only words", TitleSource::Sentence),
            ("\n\n  ", "a.txt", TitleSource::Path),
            (
                "Advertisement\n\n18:30\n\nMinisters met\n\nThey talked.",
                "Ministers met",
                TitleSource::Line,
            ),
            ("Foto: MTI\n\nThey talked. Long.", "They talked.", TitleSource::Sentence),
            (
                "Monday, 18 November 2019\n\nMinisters met\n\nThey talked.",
                "Ministers met",
                TitleSource::Line,
            ),
            ("They met on 3 May", "They met on 3 May", TitleSource::Sentence),
            ("3 May 2024", "3 May 2024", TitleSource::Sentence),
        ];
        for (body, expected, source) in cases {
            let document =
                RawDocument { id: "a.txt".into(), body: body.into(), ..RawDocument::default() };
            let found = title(&document, &sentences(body), &furniture(body), &scan(body));
            assert_eq!((found.text.as_str(), found.source), (expected, source), "{body:?}");
        }
    }

    #[test]
    fn declared_title_wins_and_is_one_line() {
        let document = RawDocument {
            title: Some(" A\n  title ".into()),
            body: "Text.".into(),
            ..RawDocument::default()
        };
        assert_eq!(title(&document, &sentences("Text."), &[], &[]).text, "A title");
    }

    #[test]
    fn long_first_sentence_is_cut_between_words() {
        let body = "word ".repeat(100);
        let document = RawDocument { body, ..RawDocument::default() };
        let found = title(&document, &sentences(&document.body), &[], &[]);
        assert!(found.text.chars().count() <= LONGEST_SENTENCE + 2);
        assert!(found.text.ends_with("word …"), "{}", found.text);
    }
}
