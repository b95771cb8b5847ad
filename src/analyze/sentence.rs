//! Sentences: where they begin and end.
//!
//! Takes a text, gives the spans of its sentences without the blanks around
//! them. A blank line always ends a sentence; a full stop does when what
//! follows can begin one and what precedes is no rank, initial, abbreviation or
//! ordinal. The list of abbreviations (`abbreviations.txt`) is short and for
//! the languages of military reports; UAX #29 alone breaks after `Gen.`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lexicon::fold::fold;
use crate::span::Span;

static ABBREVIATIONS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with("# "))
        .flat_map(str::split_whitespace)
        .collect()
});

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
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        if at < start {
            // A quote or a further stop that already closed the last sentence.
            continue;
        }
        let end = at + character.len_utf8();
        let ends = match character {
            '\n' => begins_paragraph(&text[end..]),
            '.' | '!' | '?' | '…' => ends_sentence(text, start, at, character),
            '。' | '！' | '？' | '؟' | '۔' | '।' => true,
            _ => false,
        };
        if ends {
            let end = end + closing(&text[end..]);
            if end > start {
                push_trimmed(text, Span::new(start, end), &mut sentences);
                start = end;
            }
        }
    }
    push_trimmed(text, Span::new(start, text.len()), &mut sentences);
    sentences
}

/// The paragraphs of `text`: what blank lines separate.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        if begins_paragraph(&text[at + 1..]) {
            push_trimmed(text, Span::new(start, at), &mut paragraphs);
            start = at + 1;
        }
    }
    push_trimmed(text, Span::new(start, text.len()), &mut paragraphs);
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

/// Whether a line break is followed by a blank line.
fn begins_paragraph(rest: &str) -> bool {
    rest.chars().find(|&character| character == '\n' || !character.is_whitespace()) == Some('\n')
}

/// Bytes of the quotes and brackets that close a sentence after its stop.
fn closing(rest: &str) -> usize {
    rest.chars()
        .take_while(|character| {
            matches!(character, '"' | '\'' | '”' | '’' | '“' | '»' | ')' | ']' | '.' | '!' | '?')
        })
        .map(char::len_utf8)
        .sum()
}

fn ends_sentence(text: &str, start: usize, at: usize, stop: char) -> bool {
    let after = &text[at + stop.len_utf8()..];
    let after = &after[closing(after)..];
    let Some(next) = after.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    // A line break inside a paragraph may stand where a blank would.
    let following = after.trim_start();
    let Some(next) = following.chars().next() else { return true };
    let opens = matches!(next, '"' | '“' | '„' | '«' | '(' | '[' | '–' | '—' | '-' | '*' | '#');
    if next.is_lowercase() || !(opens || next.is_alphanumeric()) {
        return false;
    }
    if stop != '.' {
        return true;
    }
    let before = &text[start..at];
    let word_start = before
        .rfind(|character: char| !(character.is_alphanumeric() || character == '.'))
        .map_or(0, |index| index + before[index..].chars().next().map_or(1, char::len_utf8));
    let word = &before[word_start..];
    let mut abbreviation = fold(word);
    let mut continues = is_initial(word)
        || is_ordinal(word, following)
        || ABBREVIATIONS.contains(abbreviation.as_str());
    if !continues && next.is_numeric() {
        abbreviation.push('#');
        continues = ABBREVIATIONS.contains(abbreviation.as_str());
    }
    !continues
}

/// `J`, `U.S`, `Gy`: an initial, or letters with stops between them.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut letters = last.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

/// `14.` before a month or another lower-case word is caught by the case of
/// what follows; here it is `14.` before a capitalised word that a number
/// belongs to. A sentence that ends in a year or a count is far more common
/// than one that ends in a day, so only one or two digits count.
fn is_ordinal(word: &str, following: &str) -> bool {
    (1..=2).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && following.chars().next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
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
    fn paragraphs_end_at_blank_lines() {
        let text = "a\nb\n \nc\r\n\r\nd";
        let found: Vec<_> = paragraphs(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["a\nb", "c", "d"]);
    }
}
