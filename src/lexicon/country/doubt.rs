//! Names that are also names of something else: does one stand for a state here?
//!
//! Takes a text, the place of a doubtful name (`Jordan`, `Georgia`, `Chad`,
//! `US`) and what the rest of the text says of the same state; gives yes or
//! no. Where it cannot be told the answer is no.

use crate::span::Span;

use super::Kind;
use super::words::{Word, word_after, word_before};

/// Words that follow the name of a state in capitals without being part of a person's name.
const OFFICES: [&str; 40] = [
    "Air",
    "Armed",
    "Army",
    "Border",
    "Cabinet",
    "Chief",
    "Coast",
    "Command",
    "Congress",
    "Council",
    "Deputy",
    "Defence",
    "Defense",
    "Embassy",
    "Ex",
    "Federal",
    "Foreign",
    "Forces",
    "General",
    "Government",
    "Interior",
    "Joint",
    "Marine",
    "Marines",
    "Military",
    "Minister",
    "Ministry",
    "National",
    "Navy",
    "Parliament",
    "Police",
    "President",
    "Prime",
    "Royal",
    "Secretary",
    "Security",
    "Senate",
    "Special",
    "State",
    "Treasury",
];

/// Words that may stand before the name of a state with a capital, as they begin a sentence.
const OPENINGS: [&str; 34] = [
    "After",
    "Against",
    "Although",
    "And",
    "Around",
    "As",
    "At",
    "Before",
    "Besides",
    "Between",
    "Both",
    "But",
    "By",
    "During",
    "For",
    "From",
    "In",
    "Inside",
    "Like",
    "Near",
    "Neighbouring",
    "Of",
    "On",
    "Outside",
    "Over",
    "Since",
    "The",
    "To",
    "Today",
    "Under",
    "When",
    "While",
    "With",
    "Within",
];

/// Arabic words that lead up to the name of a state.
const ARABIC_LEADS: [&str; 9] =
    ["في", "إلى", "شمال", "جنوب", "وسط", "جمهورية", "دولة", "حكومة", "بين"];

/// Whether a doubtful name at `span` is the state.
///
/// `supported` says that the text names the same state beyond doubt elsewhere;
/// `listed` that another state is named right before, parted by a comma.
pub(super) fn is_state(text: &str, span: Span, kind: Kind, supported: bool, listed: bool) -> bool {
    let before = word_before(text, span.start);
    if span.of(text).starts_with(is_arabic) {
        // No capitals tell a name from a word: `مالي` is also `financial`.
        return listed || before.is_some_and(|word| is_one_of(text, word, &ARABIC_LEADS));
    }
    let after = word_after(text, span.end);
    let gap_before = before.map_or("", |word| text.get(word.end..span.start).unwrap_or_default());
    let gap_after = after.map_or("", |word| text.get(span.end..word.start).unwrap_or_default());
    let before = before.filter(|_| is_one_blank(gap_before));
    if kind == Kind::Abbreviation {
        let loud = |word: Option<Word>| word.is_some_and(|word| is_loud(text, word));
        return supported || !loud(before) && !loud(after.filter(|_| is_one_blank(gap_after)));
    }
    if before.is_some_and(|word| word.capital && !is_one_of(text, word, &OPENINGS)) {
        return false;
    }
    let next = after.filter(|_| is_one_blank(gap_after));
    let office = next.is_some_and(|word| is_one_of(text, word, &OFFICES));
    if next.is_some_and(|word| word.capital) && !office {
        return false;
    }
    if supported || listed || office {
        return true;
    }
    // `Atlanta, Georgia` names the place by a larger one.
    let comma = gap_before.trim_start().starts_with(',');
    if comma && word_before(text, span.start).is_some_and(|word| word.capital) {
        return false;
    }
    let begins = before.is_none() && !comma && begins_sentence(gap_before);
    !begins
        || !gap_after.trim().is_empty()
        || next
            .is_some_and(|word| is_one_of(text, word, &["and", "has", "will", "is", "are", "was"]))
}

fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter)
}

fn begins_sentence(gap: &str) -> bool {
    gap.is_empty() || gap.contains(['.', '!', '?', '\n', '"', '“', '„'])
}

fn is_one_blank(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\n")
}

/// Two or more letters, all capitals, as in a headline.
fn is_loud(text: &str, word: Word) -> bool {
    let written = text.get(word.start..word.end).unwrap_or_default();
    written.len() > 1 && written.chars().all(char::is_uppercase)
}

fn is_one_of(text: &str, word: Word, list: &[&str]) -> bool {
    text.get(word.start..word.end).is_some_and(|written| list.contains(&written))
}
