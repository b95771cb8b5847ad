//! What a word is to names by itself, wherever it stands.
//!
//! Takes a word as written; gives what it is as a title and what it can be in a name. As that
//! is found out once for each word, it may take its time.

use super::title::{self, Role, Word};
use super::token::Shape;

/// What a word is to names, wherever it stands.
#[expect(clippy::struct_excessive_bools, reason = "each tells another thing, any may go together")]
#[derive(Clone, Copy, Default)]
pub(super) struct Fact {
    /// As a title knows it.
    pub(super) word: Word,
    /// Whether it is written as no name is: with figures, or as letters with an ending.
    pub(super) is_no_name: bool,
    /// Whether it is a small word inside names.
    pub(super) is_particle: bool,
    /// Whether it is a title only with the word behind it.
    pub(super) begins_title: bool,
    /// Whether its last part is a thing, which may be one word with the rest.
    pub(super) is_compound_of_thing: bool,
}

impl Fact {
    /// What the word says that is written so.
    pub(super) fn of(written: &str, shape: Shape) -> Self {
        Self {
            word: title::word(written),
            is_no_name: shape == Shape::Capital && is_abbreviation_with_ending(written)
                || written.contains(char::is_numeric),
            is_particle: is_particle(written),
            begins_title: matches!(written, "Tan" | "Toh"),
            is_compound_of_thing: is_compound_of_thing(written),
        }
    }
}

/// `Széchenyi István-díj`: the second half of the word is a thing.
fn is_compound_of_thing(written: &str) -> bool {
    // `Johan Willem Frisokazerne`: Germanic compounds have no hyphen.
    const ENDS: [&str; 12] = [
        "kazerne",
        "kaserne",
        "kasernen",
        "straße",
        "strasse",
        "universität",
        "laan",
        "straat",
        "plein",
        "gatan",
        "brücke",
        "werft",
    ];
    let is_joined =
        |end: &&str| written.strip_suffix(*end).is_some_and(|stem| stem.chars().nth(2).is_some());
    ENDS.iter().any(is_joined)
        || written.rsplit_once('-').is_some_and(|(_, half)| {
            half.starts_with(char::is_lowercase) && title::word(half).is(Role::Thing)
        })
}

/// `EUFOR-a`, `NATO-ja`: capitals and a case ending behind a hyphen.
pub(super) fn is_abbreviation_with_ending(written: &str) -> bool {
    written.split_once('-').is_some_and(|(body, ending)| {
        body.chars().nth(1).is_some()
            && body.chars().all(char::is_uppercase)
            && ending.chars().all(char::is_lowercase)
            && ending.chars().nth(4).is_none()
    })
}

/// Small words inside names, in the languages that have them.
fn is_particle(word: &str) -> bool {
    let mut lower = [0; 5];
    let Some(letters) = lower.get_mut(..word.len()) else { return word == "oğlu" };
    letters.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    // With a capital `Ben` is a given name in its own right, which joins as any other.
    word != "Ben"
        && matches!(
            &*letters,
            b"von"
                | b"van"
                | b"der"
                | b"den"
                | b"ten"
                | b"ter"
                | b"zu"
                | b"de"
                | b"da"
                | b"do"
                | b"dos"
                | b"das"
                | b"del"
                | b"della"
                | b"di"
                | b"du"
                | b"la"
                | b"le"
                | b"al"
                | b"el"
                | b"ul"
                | b"bin"
                | b"ibn"
                | b"ben"
                | b"bint"
                | b"abu"
                | b"abd"
                | b"dal"
                | b"af"
                | b"dei"
                | b"ould"
                | b"oglu"
                | b"op"
                | b"tot"
                | b"d"
        )
}
