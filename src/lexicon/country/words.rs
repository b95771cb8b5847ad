//! Words of running text, as the table of states needs them.
//!
//! Takes text; gives maximal runs of letters, digits and their marks with what
//! is cheap to tell on the way: whether they are plain ASCII, begin with a
//! capital, or belong to a script that puts no blanks between words. Also
//! compares what stands between words. Stems and stop words live elsewhere.

use unicode_normalization::char::is_combining_mark;

use crate::lexicon::fold::is_ignorable;

/// A run of letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Nothing but ASCII.
    pub(super) ascii: bool,
    /// Begins with a capital letter.
    pub(super) capital: bool,
    /// Of a script without blanks between words: Han, Kana, Thai, Khmer …
    pub(super) unspaced: bool,
}

/// The first word at or after byte `from`, which must be a character border.
pub(super) fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            break;
        }
        if byte.is_ascii() {
            at += 1;
            continue;
        }
        let character = text.get(at..)?.chars().next()?;
        if is_word(character) {
            break;
        }
        at += character.len_utf8();
    }
    let first = text.get(at..)?.chars().next()?;
    let mut word = Word {
        start: at,
        end: at,
        ascii: true,
        capital: first.is_uppercase(),
        unspaced: is_unspaced(first),
    };
    while let Some(&byte) = bytes.get(word.end) {
        if byte.is_ascii() {
            if !byte.is_ascii_alphanumeric() || word.unspaced {
                break;
            }
            word.end += 1;
            continue;
        }
        let Some(character) = text.get(word.end..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        if !is_word(character)
            || is_unspaced(character) != word.unspaced && !is_combining_mark(character)
        {
            break;
        }
        word.ascii = false;
        word.end += character.len_utf8();
    }
    Some(word)
}

/// The word that ends last before byte `end`, which must be a character border.
pub(super) fn word_before(text: &str, end: usize) -> Option<Word> {
    let from = border(text, end.saturating_sub(REACH));
    let before = text.get(from..end)?;
    let trimmed = before.trim_end_matches(|character: char| !is_word(character));
    let start = trimmed.rfind(|character: char| !is_word(character));
    let start = start.map_or(0, |at| {
        at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let word = next_word(trimmed, start)?;
    Some(Word { start: from + word.start, end: from + word.end, ..word })
}

/// The word that begins next at or after byte `start`, which must be a character border.
pub(super) fn word_after(text: &str, start: usize) -> Option<Word> {
    let to = border(text, start.saturating_add(REACH));
    next_word(text.get(..to)?, start)
}

/// How far neighbours are looked for, in bytes: scripts without blanks make one word of a page,
/// and a page of names must not cost its square.
const REACH: usize = 160;

/// The character border at or before a byte.
pub(super) fn border(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..4)
        .filter_map(|back| at.checked_sub(back))
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Whether what stands between two words of a text fits what stands between two words of a form.
///
/// A blank in the form fits blanks, one line break and hyphens; a hyphen fits
/// a blank; apostrophes of all shapes are one.
pub(super) fn gap_fits(text: &str, form: &str) -> bool {
    let mut signs = [Gap::Blank; 2];
    let mut count = 0;
    let mut breaks = 0;
    for character in text.chars() {
        let gap = Gap::of(character);
        breaks += usize::from(character == '\n');
        if gap == Gap::Blank {
            continue;
        }
        let Some(place) = signs.get_mut(count) else { return false };
        *place = gap;
        count += 1;
    }
    let form = form.chars().map(Gap::of).find(|gap| *gap != Gap::Blank).unwrap_or(Gap::Blank);
    !text.is_empty() && breaks < 2 && count < 2 && signs[0] == form
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Blanks and hyphens, which names exchange freely.
    Blank,
    Apostrophe,
    Other(char),
}

impl Gap {
    fn of(character: char) -> Self {
        match character {
            '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' => Self::Apostrophe,
            _ if character.is_whitespace() || is_hyphen(character) => Self::Blank,
            _ => Self::Other(character),
        }
    }
}

/// Whether a character joins the halves of a compound.
pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

/// Whether a character belongs to a word.
pub(super) fn is_word(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        // Letters of the common scripts, told without a search through Unicode's tables.
        '\u{c0}'..='\u{2af}' => !matches!(character, '×' | '÷'),
        // The scripts of India and Ceylon: letters and their vowel signs but for these.
        '\u{900}'..='\u{dff}' => !matches!(character, '।' | '॥' | '॰'),
        'Ѐ'..='ҁ'
        | 'Ҋ'..='ԯ'
        | 'Α'..='Ρ'
        | 'Σ'..='ώ'
        | 'Ա'..='Ֆ'
        | 'ա'..='և'
        | 'א'..='ת'
        | 'ა'..='ჺ'
        | 'ሀ'..='ቈ'
        | '\u{e00}'..='\u{e3e}'
        | '\u{e40}'..='\u{e4e}'
        | '\u{e80}'..='\u{ede}'
        | '\u{1000}'..='\u{1049}'
        | '\u{1780}'..='\u{17d3}'
        | 'ء'..='غ'
        | 'ف'..='ي'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヺ'
        | '一'..='鿿'
        | '가'..='힣' => true,
        // The modifier letters are apostrophes of Uzbek and others, though Unicode calls them letters.
        'ʻ' | 'ʼ' | '\u{2010}'..='\u{2029}' => false,
        _ => character.is_alphanumeric() || is_combining_mark(character) || is_ignorable(character),
    }
}

fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            words.push(&text[word.start..word.end]);
            at = word.end;
        }
        words
    }

    #[test]
    fn words_end_at_everything_that_is_no_letter() {
        assert_eq!(all("Côte d’Ivoire – U.S."), ["Côte", "d", "Ivoire", "U", "S"]);
        assert_eq!(all("српско-мађарска (2025)"), ["српско", "мађарска", "2025"]);
        assert_eq!(all("Oʻzbekiston"), ["O", "zbekiston"]);
        assert_eq!(all("在塞尔维亚NATO"), ["在塞尔维亚", "NATO"]);
        assert_eq!(all(" …"), [""; 0]);
    }

    #[test]
    fn gaps_of_text_and_form_are_compared_by_kind() {
        for (text, form, fits) in [
            (" ", " ", true),
            ("-", " ", true),
            ("\n", " ", true),
            ("\n\n", " ", false),
            (", ", " ", false),
            ("’", "'", true),
            (".", ".", true),
            (". ", ".", true),
            (" ", ".", false),
            (" & ", " & ", true),
        ] {
            assert_eq!(gap_fits(text, form), fits, "{text:?} {form:?}");
        }
    }
}
