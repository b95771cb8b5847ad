//! Namesakes: where the name of a state or its capital belongs to something else.
//!
//! Takes a text and one name that stands there beyond doubt as a form; says
//! whether the words beside it make it a language (`in Serbian`, `на русском
//! языке`), a treaty (`Vienna Convention`), a newspaper, hotel or club named
//! after a capital, a surname behind a rank or first name (`General French`),
//! an American town (`Paris, Texas`) or money (`US dollars`). The words are in
//! `namesake.tsv`, by class; whatever is not told by one of them stays a state.
//! Names that are doubtful in themselves are the business of [`super::doubt`].

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::span::Span;

use super::words::{Word, word_after, word_before};
use super::{Kind, capital};

static WORDS: LazyLock<FxHashMap<&'static str, Classes>> =
    LazyLock::new(|| read(include_str!("namesake.tsv")));

type Classes = u16;

/// After a capital: `Vienna Convention`.
const TREATY: Classes = 1;
/// Before it, with a preposition between: `Treaty of Rome`.
const TREATY_OF: Classes = 1 << 1;
/// After a capital, perhaps with one word between: `Belgrade Security Forum`.
const VENUE: Classes = 1 << 2;
/// Before it: `Hotel Moskva`, `University of Belgrade`.
const VENUE_OF: Classes = 1 << 3;
/// Beside a people: `Serbian language`, `limba română`.
const LANGUAGE: Classes = 1 << 4;
/// After a people: `Russian-speaking`.
const SPEAKING: Classes = 1 << 14;
/// Between a treaty or hotel and its capital.
const OF: Classes = 1 << 15;
/// Before a people that no noun follows: `in Serbian.`
const IN_LANGUAGE: Classes = 1 << 5;
/// `translated from Russian`.
const TRANSLATED: Classes = 1 << 6;
/// Before a surname.
const TITLE: Classes = 1 << 7;
/// Names of states and peoples that many persons bear.
const SURNAME: Classes = 1 << 8;
const FIRST_NAME: Classes = 1 << 9;
/// What follows a person's name and no adjective.
const SAYS: Classes = 1 << 10;
/// `Paris, Texas`.
const AMERICAN: Classes = 1 << 11;
/// `US dollars`, `долларов США`.
const MONEY: Classes = 1 << 12;
/// `Qatar Airways`.
const CARRIER: Classes = 1 << 13;

const CLASSES: [(&str, Classes); 16] = [
    ("treaty", TREATY),
    ("treaty-of", TREATY_OF),
    ("venue", VENUE),
    ("venue-of", VENUE_OF),
    ("language", LANGUAGE),
    ("in-language", IN_LANGUAGE),
    ("translated", TRANSLATED),
    ("title", TITLE),
    ("surname", SURNAME),
    ("first-name", FIRST_NAME),
    ("says", SAYS),
    ("american", AMERICAN),
    ("money", MONEY),
    ("carrier", CARRIER),
    ("speaking", SPEAKING),
    ("of", OF),
];

fn read(table: &'static str) -> FxHashMap<&'static str, Classes> {
    let mut words = FxHashMap::default();
    for [class, list] in rows::columns(table) {
        let class = CLASSES.iter().find(|(name, _)| *name == class).map_or(0, |(_, bit)| *bit);
        for word in list.split(", ") {
            *words.entry(word).or_default() |= class;
        }
    }
    words
}

/// Whether the name at `span` is that of something else.
pub(super) fn is_namesake(text: &str, span: Span, kind: Kind) -> bool {
    let before = Neighbour::before(text, span.start);
    let after = Neighbour::after(text, span.end);
    if after.classes & (CARRIER | MONEY) != 0 && after.gap.is_blank() && kind != Kind::Capital
        || before.classes & MONEY != 0 && before.gap.is_blank()
    {
        return after.classes & CARRIER != 0 || kind != Kind::Capital;
    }
    // `US$`: the letters belong to the money.
    if kind == Kind::Abbreviation && text.get(span.end..).is_some_and(|rest| rest.starts_with('$'))
    {
        return true;
    }
    match kind {
        Kind::Capital => is_named_after(text, &before, &after),
        Kind::Demonym => {
            is_choice(text, span)
                || is_language(text, &before, &after)
                || is_surname(text, span, kind, &before, &after)
        }
        Kind::Name => {
            is_surname(text, span, kind, &before, &after)
                || after.gap == Gap::Comma && after.classes & AMERICAN != 0
        }
        _ => false,
    }
}

/// A treaty, paper, hotel, club or American town with the name of a capital.
fn is_named_after(text: &str, before: &Neighbour, after: &Neighbour) -> bool {
    if after.gap == Gap::Comma && after.classes & AMERICAN != 0 {
        return true;
    }
    if after.gap.is_blank() && after.classes & (TREATY | VENUE) != 0 {
        return true;
    }
    // `Belgrade Security Forum`: one more word with a capital may stand between.
    if after.gap.is_blank()
        && let Some(word) = after.word.filter(|word| word.capital)
    {
        let beyond = Neighbour::after(text, word.end);
        if beyond.gap.is_blank() && beyond.classes & VENUE != 0 && beyond.capital() {
            return true;
        }
    }
    if !before.gap.is_blank() {
        return false;
    }
    if before.classes & VENUE_OF != 0 {
        return true;
    }
    // `Treaty of Rome`, `Univerzitet u Beogradu`: a short word between.
    let Some(word) = before.word.filter(|_| before.classes & OF != 0) else { return false };
    let beyond = Neighbour::before(text, word.start);
    // Two capitals have treaties with each other: `the treaty of Rome and Paris`.
    beyond.gap.is_blank() && beyond.classes & (TREATY_OF | VENUE_OF) != 0 && beyond.capital()
}

/// A language that a page offers to be read in: `Archiv | English`.
fn is_choice(text: &str, span: Span) -> bool {
    let border = |letter: Option<char>| match letter {
        None | Some('\n' | '\r') => (true, false),
        Some('|' | '·' | '•') => (true, true),
        Some(_) => (false, false),
    };
    let blank = |letter: &char| matches!(letter, ' ' | '\t' | '\u{a0}');
    let mut before = text.get(..span.start).unwrap_or_default().chars().rev();
    let mut after = text.get(span.end..).unwrap_or_default().chars();
    let (begins, parted) = border(before.find(|letter| !blank(letter)));
    let (ends, apart) = border(after.find(|letter| !blank(letter)));
    begins && ends && (parted || apart)
}

/// A people standing for its language.
fn is_language(text: &str, before: &Neighbour, after: &Neighbour) -> bool {
    let near = |side: &Neighbour| side.gap != Gap::Other && side.gap != Gap::Comma;
    if near(after) && after.classes & (LANGUAGE | SPEAKING) != 0
        || near(before) && before.classes & LANGUAGE != 0
    {
        return true;
    }
    if before.gap == Gap::Other || before.gap == Gap::Comma {
        return false;
    }
    let bare = after.word.is_none() || after.gap == Gap::Comma || after.gap == Gap::Other;
    if before.classes & IN_LANGUAGE != 0 && bare {
        return true;
    }
    let Some(word) = before.word else { return false };
    // `na srpskom i na engleskom jeziku`, `in English and in French`.
    let beyond = Neighbour::before(text, word.start);
    beyond.gap.is_blank() && beyond.classes & TRANSLATED != 0
}

/// Whether the peoples at two places stand side by side as languages would, given that one of
/// them is a language: `in English and in French`.
pub(super) fn are_languages(text: &str, one: Span, next: Span) -> bool {
    const LONGEST: usize = 16;
    let gap = text.get(one.end..next.start).unwrap_or_default();
    let words = gap.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    gap.len() <= LONGEST
        && !gap.contains(['.', ';', ':', '\n', '('])
        && words.clone().count() <= 2
        && words.clone().all(|word| capital::is_and(word) || class(word) & IN_LANGUAGE != 0)
        && (words.clone().any(capital::is_and) || gap.trim_start().starts_with(','))
}

/// A person's surname behind a rank or first name.
fn is_surname(text: &str, span: Span, kind: Kind, before: &Neighbour, after: &Neighbour) -> bool {
    if before.classes & (TITLE | FIRST_NAME) == 0 || class(span.of(text)) & SURNAME == 0 {
        return false;
    }
    let named = before.gap == Gap::Blank || before.gap == Gap::Stop && before.classes & TITLE != 0;
    // `Major German companies` is about companies.
    let bare = after.word.is_none() || !after.gap.is_blank() || after.classes & SAYS != 0;
    named && (kind == Kind::Name || bare)
}

/// What stands between a name and the next word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    Hyphen,
    Comma,
    /// A full stop and a blank.
    Stop,
    Other,
}

impl Gap {
    fn of(gap: &str) -> Self {
        match gap {
            " " | "\u{a0}" | "\n" => Self::Blank,
            "-" | "‑" | "–" | "—" => Self::Hyphen,
            ", " | ",\n" => Self::Comma,
            ". " => Self::Stop,
            _ => Self::Other,
        }
    }

    fn is_blank(self) -> bool {
        self == Self::Blank
    }
}

/// The next word on one side.
struct Neighbour {
    word: Option<Word>,
    gap: Gap,
    classes: Classes,
}

impl Neighbour {
    fn before(text: &str, start: usize) -> Self {
        let word = word_before(text, start);
        Self::new(text, word, word.and_then(|word| text.get(word.end..start)))
    }

    fn after(text: &str, end: usize) -> Self {
        let word = word_after(text, end);
        Self::new(text, word, word.and_then(|word| text.get(end..word.start)))
    }

    fn new(text: &str, word: Option<Word>, gap: Option<&str>) -> Self {
        let written = word.and_then(|word| text.get(word.start..word.end));
        Self { word, gap: gap.map_or(Gap::Other, Gap::of), classes: written.map_or(0, class) }
    }

    fn capital(&self) -> bool {
        self.word.is_some_and(|word| word.capital)
    }
}

fn class(word: &str) -> Classes {
    WORDS.get(word).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_class_that_is_known() {
        for line in rows::lines(include_str!("namesake.tsv")) {
            let class = line.split('\t').next().unwrap_or_default();
            assert!(CLASSES.iter().any(|(name, _)| *name == class), "{line}");
        }
    }
}
