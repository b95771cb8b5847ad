//! Words and phrases of running text that name an activity.
//!
//! One pass over the words: the first three letters of a word choose the few
//! forms of the table that can begin there, so most words cost one look-up and
//! no allocation. Both sides are plain Latin letters, by which one row serves
//! both scripts of Serbian.

use std::str::FromStr as _;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Kind;
use crate::lexicon::name::plain;
use crate::span::Span;

/// Letters that `*` may stand for at most.
const LONGEST_ENDING: usize = 7;

/// Longest word in bytes that is looked at; longer ones are not in the table.
const LONGEST_WORD: usize = 48;

/// A word of the table, whole or as a stem.
struct Pattern {
    letters: Box<str>,
    is_stem: bool,
}

impl Pattern {
    fn read(form: &str) -> Self {
        let (form, is_stem) = form.strip_suffix('*').map_or((form, false), |stem| (stem, true));
        Self { letters: plain(form).into(), is_stem }
    }

    fn fits(&self, word: &str) -> bool {
        match word.strip_prefix(&*self.letters) {
            Some("") => true,
            Some(ending) => self.is_stem && ending.len() <= LONGEST_ENDING,
            None => false,
        }
    }
}

/// A word or phrase that names a kind of activity.
struct Form {
    kind: Kind,
    first: Pattern,
    rest: Vec<Pattern>,
}

/// The forms by their first letters; phrases before words, longer before shorter.
type Table = FxHashMap<[u8; 3], Vec<Form>>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let lines = include_str!("activities.tsv").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(_), Some(forms)) = (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let Ok(kind) = Kind::from_str(kind) else { continue };
        for form in forms.split(", ") {
            let mut words = form.split(' ').map(Pattern::read);
            let Some(first) = words.next() else { continue };
            let form = Form { kind, first, rest: words.collect() };
            table.entry(beginning(&form.first.letters)).or_default().push(form);
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    for forms in table.values_mut() {
        forms.sort_by_key(|form| std::cmp::Reverse((form.rest.len(), form.first.letters.len())));
    }
    table
});

/// The first three bytes of a word, blanks for those it does not have.
fn beginning(word: &str) -> [u8; 3] {
    let mut bytes = word.bytes();
    std::array::from_fn(|_| bytes.next().unwrap_or(b' '))
}

/// The activities named in `text`, in text order and without overlap.
///
/// ```
/// use bilat::lexicon::activity::{Kind, scan};
///
/// let text = "signed a plan of bilateral cooperation";
/// let kinds: Vec<_> = scan(text).into_iter().map(|(kind, span)| (kind, span.of(text))).collect();
/// assert_eq!(kinds, [(Kind::Agreement, "signed a"), (Kind::Plan, "plan of bilateral")]);
/// ```
pub fn scan(text: &str) -> Vec<(Kind, Span)> {
    let table: &Table = &TABLE;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = next_word(text, at) {
        at = word.end;
        let mut buffer = Buffer::default();
        let letters = buffer.plain(word.of(text));
        let Some(forms) = table.get(&beginning(letters)) else { continue };
        for form in forms.iter().filter(|form| form.first.fits(letters)) {
            if let Some(end) = end_of_phrase(text, word.end, &form.rest) {
                found.push((form.kind, Span::new(word.start, end)));
                at = end;
                break;
            }
        }
    }
    found
}

/// Where the phrase ends whose further words are `rest`, if they follow.
fn end_of_phrase(text: &str, end: usize, rest: &[Pattern]) -> Option<usize> {
    let mut at = end;
    for pattern in rest {
        let word = next_word(text, at)?;
        let between = text.get(at..word.start)?;
        if !between.chars().all(|sign| sign.is_whitespace() || matches!(sign, '\'' | '’' | '-')) {
            return None;
        }
        let mut buffer = Buffer::default();
        if !pattern.fits(buffer.plain(word.of(text))) {
            return None;
        }
        at = word.end;
    }
    Some(at)
}

/// The next run of letters, digits and inner hyphens from byte `from` on.
fn next_word(text: &str, from: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut at = from;
    loop {
        let (is_letter, length) = match bytes.get(at) {
            None => return start.map(|start| Span::new(start, at)),
            Some(byte) if byte.is_ascii() => (byte.is_ascii_alphanumeric(), 1),
            Some(_) => {
                let character = text.get(at..)?.chars().next()?;
                let is_mark = unicode_normalization::char::is_combining_mark(character);
                (character.is_alphanumeric() || is_mark, character.len_utf8())
            }
        };
        let is_inner_hyphen = bytes.get(at) == Some(&b'-')
            && bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || !next.is_ascii());
        match start {
            None if is_letter => start = Some(at),
            Some(start) if !is_letter && !is_inner_hyphen => return Some(Span::new(start, at)),
            _ => {}
        }
        at += length;
    }
}

/// Room for the plain form of one word, on the stack while it is English.
struct Buffer {
    ascii: [u8; LONGEST_WORD],
    other: String,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { ascii: [0; LONGEST_WORD], other: String::new() }
    }
}

impl Buffer {
    fn plain(&mut self, word: &str) -> &str {
        if !word.is_ascii() {
            self.other = if word.len() <= 2 * LONGEST_WORD { plain(word) } else { String::new() };
            return &self.other;
        }
        let Some(letters) = self.ascii.get_mut(..word.len()) else { return "" };
        letters.copy_from_slice(word.as_bytes());
        letters.make_ascii_lowercase();
        str::from_utf8(letters).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activities_are_found_in_many_languages() {
        for (text, kinds) in [
            ("discuss issues at a border meeting", &[Kind::Meeting, Kind::Border][..]),
            ("Poseta ministra, ПОСЕТА министра", &[Kind::Visit, Kind::Visit]),
            ("подписали план двустороннего сотрудничества", &[Kind::Agreement, Kind::Plan]),
            ("közös hadgyakorlatot tartottak", &[Kind::Exercise]),
            ("a plan to exercised caution", &[]),
            ("the industry of weaponsmithery", &[]),
            ("arrived. In a plan; cooperation", &[]),
        ] {
            let found: Vec<Kind> = scan(text).into_iter().map(|(kind, _)| kind).collect();
            assert_eq!(found, kinds, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = include_str!("activities.tsv").lines();
        for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            assert!(columns[0].parse::<Kind>().is_ok(), "{line}");
            for form in columns[2].split(", ") {
                let is_stem_only = |word: &str| word.trim_end_matches('*').is_empty();
                assert!(!form.split(' ').any(is_stem_only), "{line}");
            }
        }
    }

    #[test]
    fn odd_text_is_survived() {
        for text in ["", "-", "a-", "-é", "e\u{301}", "\u{301}", "met-", "武契奇 visit"] {
            for (_, span) in scan(text) {
                assert!(!span.of(text).is_empty(), "{text}");
            }
        }
    }
}
