//! Whether two names can belong to one person.
//!
//! Takes keys (see [`key`](super::key())), not written names. A likeness is not
//! an identity: who asks must see that a shorter name has one owner only.

use super::ending;

/// How the keys of two names stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Nothing says that they are one name.
    Apart,
    /// The shorter is a part of the longer: a surname alone, an initial, a left-out middle name.
    Part,
    /// The same words, in either order, case endings aside.
    Same,
}

/// Compares two keys, word by word.
///
/// ```
/// use bilat::lexicon::name::{Likeness, compare, key};
///
/// let full = key("Kristóf Szalay-Bobrovniczky");
/// assert_eq!(compare(&full, &key("Szalay-Bobrovniczky Kristóf")), Likeness::Same);
/// assert_eq!(compare(&full, &key("K. Szalai-Bobrovnicki")), Likeness::Part);
/// assert_eq!(compare(&full, &key("Alexandra Szalay-Bobrovniczky")), Likeness::Apart);
/// ```
pub fn compare(one: &str, other: &str) -> Likeness {
    if one.is_empty() || other.is_empty() {
        return Likeness::Apart;
    }
    if one == other {
        return Likeness::Same;
    }
    let one: Vec<&str> = one.split(' ').collect();
    let other: Vec<&str> = other.split(' ').collect();
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    // A single word has nothing beside it that could confirm it.
    let kept = if short.len() == 1 { 4 } else { 3 };
    let mut left = long;
    let mut whole_words = 0;
    for word in &short {
        let whole = left.iter().position(|owned| ending::agree(word, owned, kept));
        whole_words += usize::from(whole.is_some() && !is_initial(word));
        match whole.or_else(|| left.iter().position(|owned| abbreviates(word, owned))) {
            Some(at) => drop(left.remove(at)),
            None => return Likeness::Apart,
        }
    }
    match whole_words {
        0 => Likeness::Apart,
        _ if left.is_empty() && whole_words == short.len() => Likeness::Same,
        _ => Likeness::Part,
    }
}

/// Whether two words of keys are one but for a case ending.
pub fn same_word(one: &str, other: &str) -> bool {
    ending::agree(one, other, 4)
}

fn is_initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

/// Whether one of two words is the first letter of the other.
fn abbreviates(one: &str, other: &str) -> bool {
    (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}

#[cfg(test)]
mod tests {
    use super::super::key;
    use super::*;

    const CASES: &[(&str, &str, Likeness)] = &[
        ("Vučić", "Вучич", Likeness::Same),
        ("Aleksandar Vučić", "Vučić", Likeness::Part),
        ("Aleksandar Vučić", "Александра Вучича", Likeness::Same),
        ("Vučić", "Vučevića", Likeness::Apart),
        ("Władysław Kosiniak-Kamysz", "Władysława Kosiniaka-Kamysza", Likeness::Same),
        ("Νίκος Δένδιας", "Νίκου Δένδια", Likeness::Same),
        ("Zakir Hasanov", "Z.Hasanov", Likeness::Part),
        ("Adam M. Robinson Jr.", "Adam Robinson", Likeness::Part),
        ("Ferdinand Marcos Jr.", "Ferdinand Marcos Sr.", Likeness::Apart),
        ("Milan Mojsilović", "Milan Milosavljević", Likeness::Apart),
        ("Ilham Aliyev", "Alimat Aliyeva", Likeness::Apart),
        ("A. B.", "Anna Bell", Likeness::Apart),
        ("", "Vučić", Likeness::Apart),
    ];

    #[test]
    fn names_are_compared_word_by_word() {
        for (one, other, likeness) in CASES {
            assert_eq!(compare(&key(one), &key(other)), *likeness, "{one} and {other}");
            assert_eq!(compare(&key(other), &key(one)), *likeness, "{other} and {one}");
        }
    }
}
