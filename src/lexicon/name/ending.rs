//! Case endings that names and titles take in running text.
//!
//! Takes words of keys, or plain words with `i` for `j`; says whether
//! two can be forms of one word. One list for all languages: it is only asked
//! when the rest of the words is the same, so a wrong ending costs little.

/// Endings in Slavic languages, Hungarian, Greek, Romanian, Turkish and the plural of English.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "", "a", "u", "e", "i", "o", "m", "s", "t", "y", "ym",
    "om", "em", "im", "am", "iem", "eom", "iom", "ego", "ega", "iego", "ogo", "oga", "og", "emu", "omu", "iu", "ie", "ia",
    "oi", "ei", "ou", "oiu", "ov", "ova", "ovi", "ove", "ovoi", "ovim", "evi", "ami", "ah", "in", "ina", "inim", "ii",
    "ih", "ihi", "imi", "aia", "uiu", "oe", "oie", "iah", "iami", "ata", "ite", "iat", "ot", "ta", "to", "te",
    "os", "as", "is", "es", "on",
    "at", "et", "nak", "nek", "val", "vel", "kal", "kel", "al", "el", "hoz", "hez", "ban", "ben", "rol", "tol", "ra", "re",
    "ek", "ik", "ok", "ai", "ei", "eit", "ait",
    "un", "nun", "nin", "dan", "den", "la", "le", "ul", "ului", "lui", "ilor", "lor",
];

/// Whether `ending` is one that a word can take.
pub(super) fn is_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

/// Whether two words are the same but for a case ending.
///
/// At least `kept` letters must agree, counted from the beginning.
pub(super) fn agree(one: &str, other: &str, kept: usize) -> bool {
    if one == other {
        return true;
    }
    let common: usize = one
        .chars()
        .zip(other.chars())
        .take_while(|(left, right)| left == right)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (Some(stem), Some(left), Some(right)) =
        (one.get(..common), one.get(common..), other.get(common..))
    else {
        return false;
    };
    if stem.chars().count() < kept {
        return false;
    }
    let (left, right) = without_fleeting_vowel(left, right).unwrap_or((left, right));
    is_ending(left) && is_ending(right)
}

/// What follows the last consonant of the stem, when one form has a vowel before
/// it that the other has lost: `Aleksand-ar-om` and `Aleksand-r`, `Šutanov-ac` and `Šutanov-c-a`.
fn without_fleeting_vowel<'a>(left: &'a str, right: &'a str) -> Option<(&'a str, &'a str)> {
    let skip = |with: &'a str, without: &'a str| {
        let with = with.strip_prefix(['a', 'e'])?;
        let consonant = without.chars().next()?;
        Some((with.strip_prefix(consonant)?, without.strip_prefix(consonant)?))
    };
    skip(left, right).or_else(|| skip(right, left).map(|(one, other)| (other, one)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_agree() {
        for (one, other) in [
            ("vucic", "vucicem"),
            ("aleksandr", "aleksandarom"),
            ("sutanovac", "sutanovca"),
            ("kamis", "kamisa"),
            ("orban", "orbannal"),
        ] {
            assert_eq!(agree(one, other, 4), one != "orban", "{one} {other}");
            assert_eq!(agree(one, other, 4), agree(other, one, 4), "{one} {other}");
        }
        assert!(!agree("vucic", "vucevic", 3));
        assert!(!agree("ana", "ane", 3));
    }
}
