//! Cyrillic and Greek letters as plain Latin ones.
//!
//! One reading per letter, the one that most spellings of the press lead to
//! once similar sounds are joined (`sound`); no language is asked for. Letters
//! of other scripts pass as they are.

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::lexicon::fold::fold;

/// `text` in lower-case Latin letters without diacritics.
///
/// Both scripts of Serbian come out alike, and a letter of the wrong script
/// inside a word (Cyrillic `е` in `Vučеvić`) does no harm.
///
/// ```
/// use bilat::lexicon::name::plain;
///
/// assert_eq!(plain("Министар одбране"), plain("ministar odbrane"));
/// ```
pub fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Composed letters first: й, ѓ and ќ are letters of their own here, while
    // folding would leave и, г and к.
    let mut letters: Vec<char> = Vec::with_capacity(text.len());
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        letters.extend(text.chars().flat_map(char::to_lowercase));
    } else {
        letters.extend(text.nfc().flat_map(char::to_lowercase));
    }
    let ukrainian = letters.iter().any(|letter| matches!(letter, 'і' | 'ї' | 'є' | 'ґ'));
    let mut latin = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        let next = letters.get(at + 1).copied();
        let begins = at
            .checked_sub(1)
            .and_then(|before| letters.get(before))
            .is_none_or(|before| !before.is_alphabetic());
        at += 1;
        if let Some(next) = next
            && let Some(pair) = greek_pair(letter, next, begins)
        {
            latin.push_str(pair);
            at += 1;
            continue;
        }
        match letter {
            'г' if ukrainian => latin.push('h'),
            // Bulgarian writes a vowel with it, Russian only a pause before a soft vowel.
            'ъ' => latin.push_str(if next.is_none_or(is_soft_vowel) { "" } else { "a" }),
            _ => match cyrillic(letter).or_else(|| greek(letter)) {
                Some(written) => latin.push_str(written),
                None => latin.push(letter),
            },
        }
    }
    fold(&latin)
}

fn is_soft_vowel(letter: char) -> bool {
    matches!(letter, 'е' | 'ё' | 'ю' | 'я' | ' ' | '-')
}

#[rustfmt::skip]
#[expect(clippy::match_same_arms, reason = "one line a letter, in alphabetic order")]
fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a", 'б' => "b", 'в' => "v", 'г' | 'ґ' => "g", 'д' => "d", 'е' | 'ё' | 'э' | 'є' => "e",
        'ж' => "zh", 'з' => "z", 'и' | 'і' | 'ї' | 'ѝ' => "i", 'й' | 'ј' => "j", 'к' => "k", 'л' => "l",
        'м' => "m", 'н' => "n", 'о' => "o", 'п' => "p", 'р' => "r", 'с' => "s", 'т' => "t",
        'у' | 'ў' | 'ү' => "u", 'ф' => "f", 'х' | 'ҳ' => "h", 'ц' => "c", 'ч' | 'ћ' | 'ќ' => "č",
        'ш' => "š", 'щ' => "šč", 'ы' => "i", 'ю' => "iu", 'я' => "ia", 'ь' => "",
        'ђ' | 'ѓ' => "đ", 'џ' => "dž", 'ѕ' => "dz", 'љ' => "lj", 'њ' => "nj",
        'қ' => "q", 'ғ' => "g", 'ң' => "n", 'ө' => "o", 'ә' => "a", 'ұ' => "u", 'һ' => "h",
        _ => return None,
    })
}

#[rustfmt::skip]
fn greek(letter: char) -> Option<&'static str> {
    Some(match letter {
        'α' | 'ά' => "a", 'β' => "v", 'γ' => "g", 'δ' => "d", 'ε' | 'έ' => "e", 'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' | 'υ' | 'ύ' | 'ϋ' | 'ΰ' => "i", 'θ' => "th", 'κ' => "k",
        'λ' => "l", 'μ' => "m", 'ν' => "n", 'ξ' => "ks", 'ο' | 'ό' | 'ω' | 'ώ' => "o", 'π' => "p",
        'ρ' => "r", 'σ' | 'ς' => "s", 'τ' => "t", 'φ' => "f", 'χ' => "h", 'ψ' => "ps",
        _ => return None,
    })
}

/// Two Greek letters that write one sound; foreign b, d and g are written so.
#[rustfmt::skip]
fn greek_pair(first: char, second: char, begins_word: bool) -> Option<&'static str> {
    Some(match (first, second) {
        ('ν', 'τ') => if begins_word { "d" } else { "nd" },
        ('μ', 'π') => "b", ('γ', 'κ') => "g", ('γ', 'γ') => "ng",
        ('τ', 'σ' | 'ς') => "ts", ('τ', 'ζ') => "dž",
        ('ο', 'υ' | 'ύ') => "u", ('ε' | 'ο', 'ι' | 'ί') => "i",
        ('α', 'υ' | 'ύ') => "av", ('ε', 'υ' | 'ύ') => "ev",
        _ => return None,
    })
}
