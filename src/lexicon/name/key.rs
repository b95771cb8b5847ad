//! The comparison key of a written name.
//!
//! Letters become Latin, then plain, then alike where they sound alike. Word
//! order is kept: who compares keys decides what order means. Case endings stay
//! (`Vučića` is not `Vučić`); [`compare`](mod@super::compare) allows for them.

use super::{latin, sound};

/// The comparison key of `name`: lower-case words with a blank between them.
///
/// Spellings that the press uses for one name in several scripts and
/// transcriptions get one key as far as rules can reach; hyphens count as
/// blanks, apostrophes as nothing, other signs as blanks. Scripts without rules
/// (Arabic, Chinese …) come out folded and otherwise as written.
///
/// ```
/// use bilat::lexicon::name::key;
///
/// assert_eq!(key("Szalay-Bobrovniczky"), key("Шалаи-Бобровницки"));
/// assert_eq!(key("VUCHICH"), key("Вучић"));
/// assert_ne!(key("Vučić"), key("Vučević"));
/// ```
pub fn key(name: &str) -> String {
    let plain = latin::plain(name);
    let mut key = String::with_capacity(plain.len());
    let mut word = String::new();
    for character in plain.chars().chain([' ']) {
        if character.is_alphanumeric() {
            word.push(character);
        } else if !is_apostrophe(character) && !word.is_empty() {
            if !key.is_empty() {
                key.push(' ');
            }
            sound::rewrite_into(&word, &mut key);
            word.clear();
        }
    }
    key
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '′')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spellings in one row must share a key.
    const ALIKE: &[&[&str]] = &[
        &[
            "Szalay-Bobrovniczky",
            "Szalai-Bobrovnicki",
            "Шалаи-Бобровницки",
            "Салаи-Бобровницки",
            "Shalai-Bobrovnitsky",
            "Szalay Bobrovniczky",
            "SZALAY-BOBROVNICZKY",
            "Σαλάι-Μπομπρόβνιτσκι",
        ],
        &[
            "Vučić",
            "Vucic",
            "Vuchich",
            "Vučič",
            "Vuçiç",
            "Вучич",
            "Вучић",
            "Вучиќ",
            "Βούτσιτς",
            "Vucsics",
        ],
        &[
            "Aleksandar",
            "Aleksander",
            "Александр",
            "Александар",
            "Alexander",
            "Alexandar",
            "Αλεξάνταρ",
        ],
        &["Gašić", "Gashich", "Gasic", "Гашич", "Γκάσιτς"],
        &["Đorđević", "Djordjevic", "Ђорђевић", "Джорджевич"],
        &["Gjurčinovski", "Đurčinovski", "Ѓурчиновски"],
        &[
            "Dmitry Medvedev",
            "Dmitriy Medvedev",
            "Dmitri Medwedew",
            "Дмитрий Медведев",
            "Dmitrij Medvedev",
        ],
        &["Sergei Shoigu", "Sergey Shoygu", "Сергей Шойгу", "Sergej Šojgu"],
        &["Aliyev", "Aliev", "Алиев", "Alijev"],
        &["Yaşar Güler", "Yashar Guler", "Jašar Guler", "Яшар Гюлер"],
        &["Thierry", "Тьерри"],
        &["Zsolt Sándor", "Žolt Šandor", "Жолт Шандор"],
        &["Zapryanov", "Запрянов"],
        &["Papikyan", "Papikian", "Папикян"],
        &["Goodman", "Гудман"],
        &["Nadeem", "Nadim", "Надим"],
        &["O'Brien", "O’Brien", "OBrien"],
        &["Parvanov", "Първанов"],
        &["Сергій", "Serhii", "Serhiy"],
        &["Viktor", "Victor", "Виктор", "Wiktor"],
        &["Mitsotakis", "Μητσοτάκης", "Micotakis"],
        &["Abdel Fattah el-Sisi", "Abdel Fatah el Sisi"],
    ];

    const APART: &[(&str, &str)] = &[
        ("Vučić", "Vučević"),
        ("Mojsilović", "Milosavljević"),
        ("Vučković", "Vuković"),
        ("Vukić", "Vučić"),
        ("Graziano", "Graziani"),
        ("Akar", "Aksoy"),
        ("Petrovska", "Petrescu"),
    ];

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for row in ALIKE {
            for form in *row {
                assert_eq!(key(form), key(row[0]), "{form} and {}", row[0]);
            }
        }
    }

    #[test]
    fn different_names_keep_different_keys() {
        for (one, other) in APART {
            assert_ne!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn signs_separate_words_and_apostrophes_do_not() {
        assert_eq!(key("  Z.Hasanov, Jr. "), "z hasanov ir");
        assert_eq!(key("---"), "");
        assert_eq!(key("武契奇"), "武契奇");
    }
}
