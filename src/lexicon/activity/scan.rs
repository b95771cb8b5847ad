//! Words and phrases of running text that tell of an activity, or how far it has come.
//!
//! One pass over the words of the text: what can begin with a word is found out
//! once for each word and remembered, so most words cost one look into a list.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::letters::Key;
use super::meaning::Word;
use super::table::{Beginners, Begun, Form, Table};
use crate::lexicon::fold::fold;
use crate::lexicon::word::{Known, Shape, Words};
use crate::span::Span;

/// The words of a text that tell of activities, in text order; it is of the language `lang` as far as
/// that is known.
///
/// ```
/// use bilat::lexicon::activity::{Kind, Meaning, scan};
///
/// let text = "A plan of bilateral cooperation was discussed";
/// let kinds: Vec<_> = scan(text, Some("en"))
///     .into_iter()
///     .filter_map(|word| match word.meaning {
///         Meaning::Kind(kind, _) => Some((kind, word.span.of(text))),
///         Meaning::Cue(_) => None,
///     })
///     .collect();
/// assert_eq!(kinds, [(Kind::Plan, "plan of bilateral"), (Kind::Meeting, "discussed")]);
/// ```
pub fn scan(text: &str, lang: Option<&str>) -> Vec<Word> {
    scan_words(&Words::cut(text), lang)
}

/// What is known of the words that were met.
#[derive(Default)]
struct Memory {
    /// What the table of each language has of them.
    begun: FxHashMap<&'static str, Known<Option<Box<Begun>>>>,
    folded: Known<Folded>,
}

/// A word as the second and later ones of a phrase are compared.
struct Folded {
    letters: Box<str>,
    key: u64,
}

impl Folded {
    fn of(written: &str) -> Self {
        Self { letters: fold(written).into(), key: Key::of(written).letters }
    }
}

thread_local! {
    static KNOWN: RefCell<Memory> = RefCell::default();
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(words: &Words<'_>, lang: Option<&str>) -> Vec<Word> {
    let table = Table::of(lang);
    KNOWN.with_borrow_mut(|known| {
        let Memory { begun, folded } = known;
        scan_with(begun.entry(table.lang).or_default(), folded, words, table)
    })
}

fn scan_with(
    known: &mut Known<Option<Box<Begun>>>,
    folded: &mut Known<Folded>,
    words: &Words<'_>,
    table: &'static Table,
) -> Vec<Word> {
    let text = words.text;
    let mut found = Vec::new();
    // Where the last phrase ended.
    let mut from = 0;
    for (at, word) in words.as_slice().iter().enumerate() {
        let span = word.span();
        if word.shape == Shape::Unspaced {
            from = from.max(span.start);
            while from < span.end {
                from = run(text, from, table, &mut found);
            }
            continue;
        }
        let Some(begun) = known.of(words, *word, |written| table.begun(written)) else { continue };
        if span.start < from {
            continue;
        }
        let mut fit = |forms: &Beginners| {
            let (form, end) = longest(words, at, forms, folded)?;
            let span = Span::new(span.start, end);
            found.extend(form.meanings.iter().map(|&meaning| Word { meaning, span }));
            Some(end)
        };
        fit(&begun.cues);
        if let Some(end) = fit(&begun.kinds) {
            from = end;
        } else {
            let meanings = begun.compound.map_or(&[][..], |form| form.meanings);
            found.extend(meanings.iter().map(|&meaning| Word { meaning, span }));
        }
    }
    found
}

/// The longest of the forms that begin with a word, and where it ends.
fn longest(
    words: &Words<'_>,
    at: usize,
    forms: &Beginners,
    folded: &mut Known<Folded>,
) -> Option<(&'static Form, usize)> {
    let own = words.as_slice().get(at)?;
    let next = words.as_slice().get(at + 1).filter(|next| next.shape != Shape::Unspaced);
    if let Some(next) = next.filter(|_| forms.go_on()) {
        let second = folded.of(words, *next, Folded::of).key;
        let phrase = forms
            .phrases(second)
            .find_map(|form| Some((form, end_of_phrase(words, at, form, folded)?)));
        if phrase.is_some() {
            return phrase;
        }
    }
    Some((forms.alone?, own.span().end))
}

/// Where the phrase ends whose first word is that of a form, if the others follow.
fn end_of_phrase(
    words: &Words<'_>,
    at: usize,
    form: &Form,
    folded: &mut Known<Folded>,
) -> Option<usize> {
    let mut rest = words.as_slice().get(at..)?.iter();
    let mut end = rest.next()?.span().end;
    for pattern in &form.rest {
        let next = rest.next().filter(|next| next.shape != Shape::Unspaced)?;
        let known = folded.of(words, *next, Folded::of);
        let written = next.span().of(words.text);
        if !pattern.fits(&known.letters, written) {
            return None;
        }
        let between = words.text.get(end..next.span().start)?;
        let joins = |sign: char| sign.is_whitespace() || matches!(sign, '\'' | '’' | '-' | '‑');
        // An empty line ends whatever stands before it.
        if between != " " && (!between.chars().all(joins) || between.matches('\n').count() > 1) {
            return None;
        }
        end = next.span().end;
    }
    Some(end)
}

/// Finds the longest run of signs that begins at byte `start`; gives where to go on.
fn run(text: &str, start: usize, table: &Table, found: &mut Vec<Word>) -> usize {
    let Some((first, after)) = sign(text, start) else { return start + 1 };
    let Some((second, _)) = sign(text, after) else { return after };
    for run in table.runs([first, second]) {
        let mut at = start;
        let fits = run.signs.iter().all(|wanted| match sign(text, at) {
            Some((sign, end)) if sign == *wanted => {
                at = end;
                true
            }
            _ => false,
        });
        if fits {
            let span = Span::new(start, at);
            found.extend(run.meanings.iter().map(|&meaning| Word { meaning, span }));
            return at;
        }
    }
    after
}

/// Longest reading in brackets, in bytes, that is passed over.
const LONGEST_READING: usize = 12;

/// The sign at byte `at` and where it ends; a reading in Latin letters before it, as some pages put
/// in brackets behind a sign, is passed over.
fn sign(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let skipped = rest.strip_prefix('(').and_then(|inner| {
        let length = inner.bytes().take(LONGEST_READING).position(|byte| byte == b')')?;
        let reading = inner.get(..length)?;
        let latin = |letter: char| letter.is_alphabetic() && letter < '\u{250}';
        (!reading.is_empty() && reading.chars().all(latin)).then_some(length + 2)
    });
    let start = at + skipped.unwrap_or(0);
    let sign = text.get(start..)?.chars().next()?;
    Some((sign, start + sign.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_text_is_survived() {
        for text in [
            "",
            "-",
            "a-",
            "-é",
            "e\u{301}",
            "\u{301}",
            "met-",
            "武契奇 visit",
            "会(",
            "会談(",
            "訪(abc",
            "\u{200b}visit",
        ] {
            for word in scan(text, None) {
                assert!(!word.span.of(text).is_empty(), "{text}");
            }
        }
    }
}
