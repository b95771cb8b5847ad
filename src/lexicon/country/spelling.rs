//! Spelling: whether a word is written as a form is, once folding has found them alike.
//!
//! Takes words of a text and of the table; gives whether their diacritics
//! agree, words made whole whose letters come from two alphabets, and the ways
//! to take off the short words that Arabic and Hebrew write in front.

use std::borrow::Cow;

/// Words without diacritics may stand for words with them from this many letters on:
/// `Madarska` is `Mađarska`, but `dan` is not `dán`.
const LONG_ENOUGH_TO_BE_BARE: usize = 6;

/// The word with Cyrillic letters that look Latin made Latin, if it mixes both: such words
/// come from careless keyboards and from copy protection.
pub(super) fn in_one_script(word: &str, ascii: bool) -> Cow<'_, str> {
    const ALIKE: [(char, char); 17] = [
        ('а', 'a'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('с', 'c'),
        ('у', 'y'),
        ('х', 'x'),
        ('ј', 'j'),
        ('і', 'i'),
        ('А', 'A'),
        ('В', 'B'),
        ('Е', 'E'),
        ('К', 'K'),
        ('М', 'M'),
        ('О', 'O'),
        ('С', 'C'),
        ('Т', 'T'),
    ];
    let mixed = !ascii
        && word.bytes().any(|byte| byte.is_ascii_alphabetic())
        && word.chars().any(|character| matches!(character, 'Ѐ'..='ӿ'));
    if !mixed {
        return Cow::Borrowed(word);
    }
    let latin = |character| {
        ALIKE.iter().find(|(from, _)| *from == character).map_or(character, |(_, to)| *to)
    };
    Cow::Owned(word.chars().map(latin).collect())
}

/// Whether a word is spelt as a stem is, once folding has found them alike.
pub(super) fn spelling_fits(
    written: &str,
    written_is_ascii: bool,
    stem: &str,
    exact: bool,
) -> bool {
    if exact {
        return written == stem;
    }
    if written_is_ascii {
        return stem.is_ascii() || stem.chars().count() >= LONG_ENOUGH_TO_BE_BARE;
    }
    let mut letters = written.chars().map(plain);
    stem.chars().map(plain).all(|wanted| {
        letters.next().is_some_and(|letter| {
            letter == wanted || letter.to_lowercase().eq(wanted.to_lowercase())
        })
    })
}

/// Letters that careful writers mark and others do not.
fn plain(character: char) -> char {
    match character {
        'ё' => 'е',
        'Ё' => 'Е',
        'ţ' => 'ț',
        'Ţ' => 'Ț',
        'ş' => 'ș',
        'Ş' => 'Ș',
        'ي' | 'ى' => 'ي',
        'أ' | 'إ' | 'آ' => 'ا',
        'ς' => 'σ',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        _ => character,
    }
}

/// Arabic and Hebrew write short words and the article in front of a name: for each way of
/// reading `folded`, how many bytes to take off and what to put there instead.
pub(super) fn prefixes(folded: &str) -> impl Iterator<Item = (usize, &'static str)> {
    const ARABIC: [(&str, &str); 13] = [
        ("و", ""),
        ("ب", ""),
        ("ل", ""),
        ("ف", ""),
        ("ك", ""),
        ("ال", ""),
        ("لل", "ال"),
        ("لل", ""),
        ("وال", ""),
        ("بال", ""),
        ("فال", ""),
        ("كال", ""),
        ("ول", ""),
    ];
    const HEBREW: [(&str, &str); 6] =
        [("ב", ""), ("ל", ""), ("מ", ""), ("ו", ""), ("ה", ""), ("ש", "")];
    const SHORTEST_NAME: usize = 6;
    let table: &[(&str, &str)] = match folded.chars().next() {
        Some('\u{600}'..='\u{6ff}') => &ARABIC,
        Some('\u{590}'..='\u{5ff}') => &HEBREW,
        _ => &[],
    };
    table
        .iter()
        .filter(move |(cut, _)| {
            folded.starts_with(cut) && folded.len() - cut.len() >= SHORTEST_NAME
        })
        .map(|&(cut, put)| (cut.len(), put))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_count_unless_a_long_word_has_none() {
        for (written, stem, fits) in [
            ("dan", "dán", false),
            ("Madarska", "Mađarska", true),
            ("MAĐARSKA", "Mađarska", true),
            ("románi", "román", true),
            ("Mälí", "Mali", false),
            ("Еле", "Ёле", true),
        ] {
            assert_eq!(
                spelling_fits(written, written.is_ascii(), stem, false),
                fits,
                "{written} {stem}"
            );
        }
    }

    #[test]
    fn mixed_alphabets_become_latin_and_pure_ones_stay() {
        assert_eq!(in_one_script("Sеvеrnе", false), "Severne");
        assert_eq!(in_one_script("Северне", false), "Северне");
    }
}
