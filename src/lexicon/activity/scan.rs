//! Words and phrases of running text that tell of an activity, or how far it has come.
//!
//! One pass over the words of the text: what can begin with a word is found out
//! once for each word and remembered, so most words cost one look into a list.

use std::cell::{LazyCell, RefCell};

use rustc_hash::FxHashMap;

use super::letters::{Key, is_of_word, is_unspaced};
use super::meaning::Word;
use super::table::{Begun, Form, Pattern, Table};
use crate::lexicon::fold::fold_into;
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

thread_local! {
    /// What the table of each language has of the words that were met.
    static KNOWN: RefCell<FxHashMap<&'static str, Known<Option<Box<Begun>>>>> = RefCell::default();
}

/// As [`scan`], of a text that is cut into words already.
pub(crate) fn scan_words(words: &Words<'_>, lang: Option<&str>) -> Vec<Word> {
    let table = Table::of(lang);
    KNOWN.with_borrow_mut(|known| {
        let known = known.entry(table.lang).or_default();
        scan_with(known, words, table)
    })
}

fn scan_with(
    known: &mut Known<Option<Box<Begun>>>,
    words: &Words<'_>,
    table: &'static Table,
) -> Vec<Word> {
    let text = words.text;
    let mut found = Vec::new();
    // Where the last phrase ended.
    let mut from = 0;
    for word in words.as_slice() {
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
        let mut fit = |forms: &[&Form]| {
            let (form, end) = longest(text, span, forms)?;
            let span = Span::new(span.start, end);
            found.extend(form.meanings.iter().map(|&meaning| Word { meaning, span }));
            Some(end)
        };
        fit(&begun.cues);
        match fit(&begun.kinds) {
            Some(end) => from = end,
            None => {
                let meanings = begun.compound.map_or(&[][..], |form| &form.meanings);
                found.extend(meanings.iter().map(|&meaning| Word { meaning, span }));
            }
        }
    }
    found
}

/// The longest of the forms that begin with the word at `span`, and where it ends.
fn longest<'f>(text: &str, span: Span, forms: &[&'f Form]) -> Option<(&'f Form, usize)> {
    // Many phrases begin with one small word, and the letters of the next tell most of them apart.
    let second = LazyCell::new(|| match next(text, span.end) {
        Some(Step::Word { key, .. }) => Some(key.letters),
        _ => None,
    });
    forms
        .iter()
        .filter(|form| form.second.is_none() || form.second == *second)
        .find_map(|form| Some((*form, end_of_phrase(text, span.end, &form.rest)?)))
}

/// Where the phrase ends whose further words are `rest`, if they follow.
fn end_of_phrase(text: &str, end: usize, rest: &[Pattern]) -> Option<usize> {
    let mut at = end;
    let mut folded = String::new();
    for pattern in rest {
        let Step::Word { span, .. } = next(text, at)? else { return None };
        let between = text.get(at..span.start)?;
        let joins = |sign: char| sign.is_whitespace() || matches!(sign, '\'' | '’' | '-' | '‑');
        // An empty line ends whatever stands before it.
        if !between.chars().all(joins) || between.matches('\n').count() > 1 {
            return None;
        }
        folded.clear();
        fold_into(span.of(text), &mut folded);
        if !pattern.fits(&folded, span.of(text)) {
            return None;
        }
        at = span.end;
    }
    Some(at)
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

/// What stands behind a word.
enum Step {
    Word {
        span: Span,
        key: Key,
    },
    /// A sign of a script without blanks.
    Sign,
}

/// The next run of letters and digits, or sign, from byte `from` on.
fn next(text: &str, from: usize) -> Option<Step> {
    let bytes = text.as_bytes();
    let mut at = from;
    // To the first letter.
    loop {
        let byte = *bytes.get(at)?;
        if byte.is_ascii_alphanumeric() {
            break;
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let character = text.get(at..)?.chars().next()?;
        if is_unspaced(character) {
            return Some(Step::Sign);
        }
        if is_of_word(character) {
            break;
        }
        at += character.len_utf8();
    }
    let start = at;
    let mut key = Key::default();
    // Most words are of plain letters; only the first of them count.
    while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
        if !key.push(u16::from(byte.to_ascii_lowercase())) {
            at += bytes.get(at..).map_or(0, plain);
            break;
        }
        at += 1;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            key.push(u16::from(byte.to_ascii_lowercase()));
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else {
                break;
            };
            let of_cyrillic = ('\u{400}'..'\u{482}').contains(&character);
            if !of_cyrillic && (is_unspaced(character) || !is_of_word(character)) {
                break;
            }
            key.push_written(character);
            at += character.len_utf8();
        }
    }
    Some(Step::Word { span: Span::new(start, at), key })
}

/// How many plain letters and digits stand at the beginning.
fn plain(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len())
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
