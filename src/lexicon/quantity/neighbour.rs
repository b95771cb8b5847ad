//! What stands before a number: "over", a currency, the name that it belongs to.

use super::found::Approximate;
use super::letters::{character, character_before, is_blank, is_unspaced, is_word, key_into};
use super::table::{Languages, Role, Roles, table};

/// What the words before a number say of it.
#[expect(clippy::struct_excessive_bools, reason = "each tells another thing, any may go together")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    /// Where the quantity begins with them.
    pub(super) start: usize,
    pub(super) approximate: Option<Approximate>,
    pub(super) currency: Option<&'static str>,
    /// It is the number of an article, a room, a page.
    pub(super) label: bool,
    /// It belongs to the name before it: `Leopard 2`.
    pub(super) name: bool,
    /// It counts what was named before: "the two".
    pub(super) the: bool,
    /// An hour behind it is a time of day.
    pub(super) clock: bool,
    /// A length of time behind it is a point in time: "vor drei Jahren".
    pub(super) past: bool,
    /// It stands first in its line.
    pub(super) first: bool,
}

/// Most words that are looked at.
const WORDS: usize = 3;

/// Looks at what stands before byte `start`.
pub(super) fn before(text: &str, start: usize, languages: Languages, key: &mut String) -> Before {
    let table = table();
    let mut before = Before {
        start,
        approximate: None,
        currency: None,
        label: false,
        name: false,
        the: false,
        clock: false,
        past: false,
        first: false,
    };
    sign(text, &mut before);
    before.first = line_begins(text, before.start);
    let Some((nearest, nearest_end)) = word_before(text, before.start) else {
        before.label |= labelled_by_sign(text, before.start);
        return before;
    };
    key_into(text.get(nearest..nearest_end).unwrap_or_default(), key);
    let nearest_roles = table.roles(key, languages);
    before.approximate = approximate(nearest_roles);
    if before.approximate.is_some() {
        before.start = nearest;
    }
    if table.may_end(key) {
        let mut first = nearest;
        for _ in 1..WORDS {
            let Some((start, _)) = word_before(text, first) else { break };
            first = start;
            key_into(text.get(first..nearest_end).unwrap_or_default(), key);
            let roles = table.roles(key, languages);
            before.clock |= roles.has(Role::Clock);
            before.past |= roles.has(Role::Past);
            if let Some(approximate) = approximate(roles) {
                before.approximate = Some(approximate);
                before.start = first;
            }
        }
        key_into(text.get(nearest..nearest_end).unwrap_or_default(), key);
    }
    let roles = nearest_roles;
    before.clock |= roles.has(Role::Clock);
    before.past |= roles.has(Role::Past);
    if before.approximate.is_some() {
        return before;
    }
    if before.currency.is_none()
        && let Some(unit) = table.find(key, |entry| entry.unit).filter(|unit| is_currency(unit))
        && text.get(nearest..nearest_end).is_some_and(|word| word.len() < 4)
    {
        before.currency = Some(unit);
        before.start = nearest;
        return before;
    }
    before.label = roles.has(Role::Label) || labelled_by_sign(text, start);
    before.the = roles.has(Role::The);
    before.name = character(text, nearest).is_some_and(char::is_uppercase)
        && !line_begins(text, nearest)
        && !sentence_begins(text, nearest)
        && !roles.has(Role::Stop);
    before
}

fn approximate(roles: Roles) -> Option<Approximate> {
    let known = [
        (Role::More, Approximate::MoreThan),
        (Role::Less, Approximate::UpTo),
        (Role::About, Approximate::About),
    ];
    known.into_iter().find(|(role, _)| roles.has(*role)).map(|(_, approximate)| approximate)
}

/// Units that are currencies are written in capitals.
pub(super) fn is_currency(unit: &str) -> bool {
    unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Reads the sign of a currency or of "about" before the number.
fn sign(text: &str, before: &mut Before) {
    let mut end = before.start;
    while let Some(blank) = character_before(text, end).filter(|sign| is_blank(*sign)) {
        end -= blank.len_utf8();
    }
    let Some(sign) = character_before(text, end) else { return };
    let at = end - sign.len_utf8();
    match sign {
        '~' | '≈' | '∼' | '约' | '約' | '약' | '近' => {
            before.approximate = Some(Approximate::About);
            before.start = at;
        }
        '>' | '≥' => {
            before.approximate = Some(Approximate::MoreThan);
            before.start = at;
        }
        _ => {
            let mut written = [0; 4];
            let written: &str = sign.encode_utf8(&mut written);
            if sign.is_alphanumeric() || sign.is_ascii() && sign != '$' {
                return;
            }
            let Some(unit) = table().find(written, |entry| entry.unit) else { return };
            if !is_currency(unit) {
                return;
            }
            before.currency = Some(unit);
            before.start = at;
            // US$, A$, C$.
            let letters = text.get(..at).unwrap_or_default();
            let kept = letters.trim_end_matches(|letter: char| letter.is_ascii_uppercase());
            if sign == '$' && letters.len() - kept.len() <= 3 {
                before.start = kept.len();
                let whole = text.get(kept.len()..end).unwrap_or_default().to_lowercase();
                before.currency = table().find(&whole, |entry| entry.unit).or(Some(unit));
            }
        }
    }
}

/// The word that ends before byte `end`, with nothing but blanks between.
fn word_before(text: &str, end: usize) -> Option<(usize, usize)> {
    let mut end = end;
    while let Some(blank) = character_before(text, end).filter(|sign| is_blank(*sign)) {
        end -= blank.len_utf8();
    }
    if character_before(text, end) == Some('.') {
        end -= 1;
    }
    let mut start = end;
    while let Some(letter) = character_before(text, start).filter(|sign| is_word(*sign)) {
        if is_unspaced(letter) || end - start > 40 {
            return None;
        }
        start -= letter.len_utf8();
    }
    (start < end).then_some((start, end))
}

fn labelled_by_sign(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches(is_blank);
    before.ends_with(['№', '#', '§', '@', '+', 'º', '第'])
}

/// Whether nothing but blanks stands before byte `at` in its line.
fn line_begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(is_blank);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

/// Whether a sentence, a quotation or a remark may begin at byte `at`.
fn sentence_begins(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(is_blank);
    before
        .ends_with(['.', '!', '?', ':', ';', '"', '“', '„', '«', '(', '–', '—', '-', '•', '*', '…'])
}
