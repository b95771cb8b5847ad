//! The title of a report: declared, a line of its own, or the first sentence.

use crate::lexicon::blank::on_one_line;
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

/// Finds the title of `document`, whose body has these `sentences`.
pub(super) fn title(document: &RawDocument, sentences: &[Span]) -> Title {
    if let Some(declared) = &document.title {
        let text = on_one_line(declared);
        if !text.is_empty() {
            return Title { text, source: TitleSource::Declared, span: None };
        }
    }
    if let Some(span) = title_line(&document.body) {
        let text = on_one_line(span.of(&document.body));
        return Title { text, source: TitleSource::Line, span: Some(span) };
    }
    match sentences.first() {
        Some(&span) => Title {
            text: shortened(&on_one_line(span.of(&document.body))),
            source: TitleSource::Sentence,
            span: Some(span),
        },
        None => Title { text: document.id.clone(), source: TitleSource::Path, span: None },
    }
}

/// A Markdown heading, or a short first line without a final stop that is
/// followed by a blank line.
fn title_line(body: &str) -> Option<Span> {
    let start = body.len() - body.trim_start().len();
    let rest = &body[start..];
    let (line, after) = rest.split_once('\n')?;
    let heading = line.trim_start_matches('#');
    let is_heading = heading.len() < line.len() && heading.starts_with(' ');
    let text = heading.trim();
    let ends_open = !text.ends_with(['.', '!', ':', ',', ';', '…']);
    let stands_alone = after.chars().find(|&c| c == '\n' || !c.is_whitespace()) == Some('\n');
    let fits = !text.is_empty() && text.chars().count() <= LONGEST_LINE;
    if !fits || !(is_heading || (ends_open && stands_alone && !after.trim().is_empty())) {
        return None;
    }
    let start = start + (line.len() - heading.len()) + (heading.len() - heading.trim_start().len());
    Some(Span::new(start, start + text.len()))
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

    #[test]
    fn title_is_the_line_that_stands_alone_or_else_the_first_sentence() {
        let cases = [
            ("Ministers met\n\nThey talked. Long.", "Ministers met", TitleSource::Line),
            ("# Ministers met.\nThey talked.", "Ministers met.", TitleSource::Line),
            ("They talked. They left.\n\nMore.", "They talked.", TitleSource::Sentence),
            ("First line\nsecond line. Next.", "First line second line.", TitleSource::Sentence),
            ("Only words", "Only words", TitleSource::Sentence),
            ("\n\n  ", "a.txt", TitleSource::Path),
        ];
        for (body, expected, source) in cases {
            let document =
                RawDocument { id: "a.txt".into(), body: body.into(), ..RawDocument::default() };
            let found = title(&document, &sentences(body));
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
        assert_eq!(title(&document, &sentences("Text.")).text, "A title");
    }

    #[test]
    fn long_first_sentence_is_cut_between_words() {
        let body = "word ".repeat(100);
        let document = RawDocument { body, ..RawDocument::default() };
        let found = title(&document, &sentences(&document.body));
        assert!(found.text.chars().count() <= LONGEST_SENTENCE + 2);
        assert!(found.text.ends_with("word …"), "{}", found.text);
    }
}
