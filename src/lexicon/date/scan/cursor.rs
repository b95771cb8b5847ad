//! A place in a text, from which the parts of a date are read forward.
//!
//! Each reading method advances only if it succeeds, and looks at a bounded
//! number of bytes, which keeps scanning linear. Cursors are copied to try a
//! longer form and fall back.

use crate::lexicon::date::meaning::Roles;
use crate::lexicon::date::word;

/// The most blanks that may stand between two parts of a date.
const MOST_BLANKS: usize = 4;

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Cursor<'text> {
    /// A cursor at byte `at`, which is a character border.
    pub(super) fn new(text: &'text str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte it stands at.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The text from here on.
    pub(super) fn rest(self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character, which is not consumed.
    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Consumes `character`, if it is next.
    pub(super) fn take(&mut self, character: char) -> bool {
        self.take_if(|next| next == character)
    }

    /// Consumes one character that `accepts` agrees to.
    pub(super) fn take_if(&mut self, accepts: impl Fn(char) -> bool) -> bool {
        match self.peek() {
            Some(character) if accepts(character) => {
                self.at += character.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Consumes a few blanks, at most one of them a line break; whether there was any.
    pub(super) fn blanks(&mut self) -> bool {
        let mut breaks = 0;
        let mut count = 0;
        let mut next = *self;
        while count < MOST_BLANKS && next.take_if(is_blank) {
            breaks += usize::from(next.text.as_bytes().get(next.at - 1) == Some(&b'\n'));
            count += 1;
        }
        if breaks > 1 {
            return false;
        }
        *self = next;
        count > 0
    }

    /// Consumes a run of at most four digits that no further digit follows; its value and length.
    pub(super) fn number(&mut self) -> Option<(i16, usize)> {
        let digits = self.rest().bytes().take(5).take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let value = self.rest().get(..digits)?.parse().ok()?;
        self.at += digits;
        Some((value, digits))
    }

    /// Consumes a word: letters with their marks.
    pub(super) fn word(&mut self) -> Option<&'text str> {
        let mut end = 0;
        for (at, character) in self.rest().char_indices() {
            if !is_letter(character) {
                break;
            }
            end = at + character.len_utf8();
            if end > word::LONGEST {
                return None;
            }
        }
        let word = self.rest().get(..end).filter(|word| !word.is_empty())?;
        self.at += end;
        Some(word)
    }

    /// Consumes a word that plays a part which `accepts` agrees to.
    pub(super) fn role(&mut self, accepts: impl Fn(Roles) -> bool) -> bool {
        let mut next = *self;
        let found = next.word().is_some_and(|word| accepts(word::roles(word)));
        if found {
            *self = next;
        }
        found
    }

    /// Consumes blanks and words like "of" between day, month and year; whether there was any.
    pub(super) fn links(&mut self) -> bool {
        let mut any = self.blanks();
        // "del año de" would be two; more do not occur.
        for _ in 0..2 {
            let mut next = *self;
            if next.role(|roles| roles.link) && next.blanks() {
                *self = next;
                any = true;
            }
        }
        any
    }

    /// Whether a number that ends here is whole: no letter, decimals or further digits go on.
    pub(super) fn ends_number(self) -> bool {
        let mut next = self;
        if next.peek().is_some_and(|after| is_letter(after) || matches!(after, '_' | '%' | '°')) {
            return false;
        }
        let joined = next.take_if(|after| matches!(after, '.' | ',' | ':' | '/' | '-' | '–'));
        !(joined && next.peek().is_some_and(|after| after.is_ascii_digit()))
    }
}

/// The word that ends at byte `end`, with the byte it starts at; `joined` are characters it may hold inside.
pub(super) fn word_before<'text>(
    text: &'text str,
    end: usize,
    joined: &[char],
) -> Option<(usize, &'text str)> {
    let head = text.get(..end)?;
    let mut start = end;
    for (at, character) in head.char_indices().rev() {
        if !is_letter(character) && (start == end || !joined.contains(&character)) {
            break;
        }
        start = at;
        if end - start > word::LONGEST {
            return None;
        }
    }
    let word = head.get(start..)?;
    let word = word.trim_start_matches(joined);
    (!word.is_empty()).then_some((end - word.len(), word))
}

/// The byte at which a few blanks before `end` start, at most one of them a line break.
pub(super) fn blanks_before(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let start = head
        .char_indices()
        .rev()
        .take(MOST_BLANKS)
        .take_while(|(_, character)| is_blank(*character))
        .last()
        .map_or(end, |(at, _)| at);
    let breaks = head.get(start..)?.bytes().filter(|byte| *byte == b'\n').count();
    (breaks <= 1).then_some(start)
}

/// Whether the number that starts at byte `start` is one of its own, not the rest of something longer.
pub(super) fn begins_number(text: &str, start: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    match before.next() {
        None => true,
        Some('_' | '+' | '#' | '№' | '$' | '€' | '£') => false,
        Some('.' | ',' | ':' | '/' | '\\') => {
            before.next().is_none_or(|character| !character.is_ascii_digit())
        }
        // A dash joins: "C-17", and "12.06.–16.06.2022" would lose its first half.
        Some('-' | '–' | '—') => {
            before.next().is_none_or(|character| !character.is_alphanumeric() && character != '.')
        }
        Some(character) => !is_letter(character) && !character.is_numeric(),
    }
}

/// Letters and marks; Chinese, Japanese and Korean writing has no words in this sense.
pub(super) fn is_letter(character: char) -> bool {
    (character.is_alphabetic() && !is_east_asian(character))
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{640}')
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

fn is_east_asian(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}
