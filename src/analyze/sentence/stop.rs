//! Stops: where one may end a sentence, and whether it does.
//!
//! Takes the place of a full stop, question mark or the like, gives the end of
//! all that belongs to it (further stops, quotes, brackets, notes) and the
//! verdict. Scanning is by bytes, since it sees every byte of every report.

use super::abbreviation;
use super::opening::{Opening, is_small};

/// What may end a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A line break.
    Line,
    /// A full stop, which is also the sign of abbreviations and ordinals.
    Full,
    /// A question or exclamation mark.
    Mark,
    /// Three points.
    Ellipsis,
    /// The Greek question mark, perhaps typed as a semicolon.
    Semicolon,
    /// A stop that has no other use: 。 ۔ ।
    Plain,
}

/// Whether a byte may begin a stop.
static BEGINS_STOP: [bool; 256] = {
    let mut begins = [false; 256];
    // The first bytes of ; ։ ؟ ۔ । … 。 ！ in UTF-8, after the ASCII stops.
    let bytes =
        [b'\n', b'.', b'!', b'?', b';', 0xcd, 0xd6, 0xd8, 0xdb, 0xe0, 0xe1, 0xe2, 0xe3, 0xef];
    let mut index = 0;
    while index < bytes.len() {
        begins[bytes[index] as usize] = true;
        index += 1;
    }
    begins
};

/// The first stop at or after `from`.
pub(super) fn find(text: &str, from: usize) -> Option<(usize, Stop)> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| BEGINS_STOP[usize::from(byte)])?;
        if let Some(stop) = text.get(at..)?.chars().next().and_then(stop) {
            return Some((at, stop));
        }
        at += 1;
    }
}

fn stop(character: char) -> Option<Stop> {
    Some(match character {
        '\n' => Stop::Line,
        '.' => Stop::Full,
        '!' | '?' | '؟' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' => Stop::Mark,
        '…' => Stop::Ellipsis,
        ';' | '\u{37e}' => Stop::Semicolon,
        '。' | '｡' | '۔' | '।' | '॥' | '։' | '።' => Stop::Plain,
        _ => return None,
    })
}

/// Where the stop at `at` and all that belongs to it ends, and whether the
/// sentence that began at `start` ends there too.
pub(super) fn judge(text: &str, start: usize, at: usize, stop: Stop) -> (usize, bool) {
    let sentence = text.get(start..at).unwrap_or_default();
    let tail = text.get(at..).unwrap_or_default();
    let tail = Tail::read(tail);
    let end = at + tail.closed;
    let after = text.get(end..).unwrap_or_default();
    let stop = if stop == Stop::Full && tail.points > 1 { Stop::Ellipsis } else { stop };
    let bracketed = sentence.ends_with(['(', '[']) && tail.in_brackets;
    // `(!)` is a remark and `[...]` an omission inside a sentence.
    if bracketed || (stop == Stop::Ellipsis && !has_words(sentence)) {
        return (end, false);
    }
    let ends = match stop {
        Stop::Line => false,
        Stop::Semicolon => is_greek_question(text, at) && begins(after),
        Stop::Full => full_stop_ends(sentence, after, &tail),
        Stop::Mark | Stop::Ellipsis => {
            (tail.ideographic && ideographic_ends(stop, &tail, after))
                || (!tail.ideographic && begins_after_mark(sentence, after))
        }
        Stop::Plain => ideographic_ends(stop, &tail, after),
    };
    // A semicolon has no tail of its own unless it is a question mark.
    if stop == Stop::Semicolon && !ends { (at + 1, false) } else { (end, ends) }
}

/// Whether a sentence has any letter or digit; one that opens with many signs is taken to.
fn has_words(sentence: &str) -> bool {
    sentence.chars().take(LONGEST_OPENING).any(char::is_alphanumeric)
        || sentence.len() > LONGEST_OPENING
}

/// Characters at the start of a sentence that are looked at for a word.
const LONGEST_OPENING: usize = 40;

/// What follows a stop without belonging to the next sentence.
struct Tail {
    /// Bytes of the stop, further stops, and all that closes.
    closed: usize,
    /// Full stops that follow each other at the start.
    points: usize,
    /// Whether a bracket is closed right behind the stops.
    in_brackets: bool,
    /// Whether a quote is closed.
    quoted: bool,
    /// Whether the stop is one of Chinese or Japanese, or stands before their letters.
    ideographic: bool,
}

impl Tail {
    fn read(tail: &str) -> Self {
        let mut read =
            Self { closed: 0, points: 0, in_brackets: false, quoted: false, ideographic: false };
        let mut only_stops = true;
        let mut only_points = true;
        let mut characters = tail.char_indices().peekable();
        while let Some(&(at, character)) = characters.peek() {
            let rest = tail.get(at..).unwrap_or_default();
            let length = if at == 0 || is_further_stop(character) {
                only_points &= character == '.';
                read.points += usize::from(only_points);
                read.ideographic |= matches!(character, '。' | '｡' | '！' | '？');
                character.len_utf8()
            } else if is_closing(character) {
                read.in_brackets |= only_stops && matches!(character, ')' | ']');
                read.quoted |= !matches!(character, ')' | ']' | '）' | '*' | '_');
                only_stops = false;
                only_points = false;
                character.len_utf8()
            } else if let Some(length) = note(rest) {
                length
            } else if let Some(length) = spaced_quote(rest) {
                read.quoted = true;
                length
            } else {
                read.ideographic |= is_ideographic(character);
                break;
            };
            read.closed = at + length;
            while characters.peek().is_some_and(|&(next, _)| next < read.closed) {
                characters.next();
            }
        }
        read
    }
}

fn is_further_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '؟' | '。' | '！' | '？')
}

fn is_closing(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | ')'
            | ']'
            | '}'
            | '）'
            | '」'
            | '』'
            | '》'
            | '*'
            | '_'
            | '\u{200e}'
            | '\u{200f}'
    )
}

/// Bytes of a reference to a note: `[12]`.
fn note(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix('[')?;
    let length = digits.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = length > 0 && digits.get(length..)?.starts_with(']');
    closed.then_some(length + 2)
}

/// Bytes of a closing quote with a blank before it, as French sets it. One that
/// stands at a letter opens instead.
fn spaced_quote(rest: &str) -> Option<usize> {
    let quote = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let after = quote.strip_prefix(['»', '”'])?;
    let closes = rest.len() > quote.len()
        && after
            .chars()
            .next()
            .is_none_or(|next| next.is_whitespace() || matches!(next, ',' | '.'));
    closes.then_some(rest.len() - after.len())
}

/// Whether a capital, a number or the end of the paragraph follows.
fn begins(after: &str) -> bool {
    match Opening::read(after) {
        Opening::End => true,
        Opening::Signs | Opening::Glued(_) => false,
        Opening::Word(word) => !word.is_small(),
    }
}

/// As [`begins`], or a capital right at the mark, where a blank was lost.
fn begins_after_mark(sentence: &str, after: &str) -> bool {
    match Opening::read(after) {
        Opening::Glued(glued) => blank_was_lost(sentence, glued),
        _ => begins(after),
    }
}

fn full_stop_ends(sentence: &str, after: &str, tail: &Tail) -> bool {
    match Opening::read(after) {
        Opening::End => true,
        Opening::Signs => false,
        Opening::Glued(glued) => {
            tail.closed == 1
                && blank_was_lost(sentence, glued)
                && !abbreviation::is_listed(sentence)
        }
        Opening::Word(word) if word.is_small() => false,
        Opening::Word(word) => {
            // `Beograd, 14. jun 2024. – Ministar`: the dateline is no sentence.
            let dateline = word.signs.starts_with(['-', '–', '—'])
                && sentence.len() < 50
                && sentence.contains(',')
                && sentence.ends_with(|digit: char| digit.is_ascii_digit());
            !dateline && abbreviation::ends(sentence, &word)
        }
    }
}

/// `je rekao.Ministar`: a small word, then a capitalised one, and no address.
fn blank_was_lost(sentence: &str, glued: &str) -> bool {
    let mut letters = sentence.chars().rev();
    let small = letters.by_ref().take_while(|&letter| letter.is_alphabetic() && is_small(letter));
    // The word must begin small too: `Idel.Realii` is a name.
    let small = small.take(LONGEST_WORD).count();
    let before = sentence.chars().rev().nth(small);
    let word = small > 1 && before.is_none_or(char::is_whitespace);
    let mut next = glued.chars();
    let capitalised = next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(|letter| letter.is_alphabetic() && is_small(letter));
    let end = glued.find(|letter: char| !letter.is_alphabetic()).unwrap_or(glued.len());
    let then = glued.get(end..).unwrap_or_default();
    let word_ends = |next: char| next.is_whitespace() || matches!(next, ',' | '-');
    word && capitalised && then.chars().next().is_none_or(word_ends)
}

/// Letters of a word that are counted when a blank may have been lost.
const LONGEST_WORD: usize = 40;

/// `;` after a Greek letter, or the sign made for it.
fn is_greek_question(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default();
    let letter = before.chars().rev().find(|character| !is_closing(*character));
    rest.starts_with('\u{37e}')
        || letter
            .is_some_and(|letter| matches!(letter, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}'))
}

/// Chinese and other stops that stand without a blank after them.
fn ideographic_ends(stop: Stop, tail: &Tail, after: &str) -> bool {
    let Some(next) = after.trim_start().chars().next() else { return true };
    if matches!(next, '，' | '、' | '；' | ',' | ';' | '،' | '：') || is_small(next) {
        return false;
    }
    if stop == Stop::Ellipsis && !tail.quoted && !after.starts_with(char::is_whitespace) {
        return false;
    }
    !(tail.quoted && names_speaker(after))
}

/// `“…。”部长说`: who speaks is named right after the quote.
fn names_speaker(after: &str) -> bool {
    after
        .chars()
        .take(14)
        .take_while(|character| character.is_alphanumeric())
        .any(|character| matches!(character, '说' | '称' | '道' | '問' | '问' | '說' | '稱'))
        || after.starts_with('と')
}

fn is_ideographic(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
