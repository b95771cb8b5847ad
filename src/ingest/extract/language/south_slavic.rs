//! The languages of former Yugoslavia in Latin script, told apart.
//!
//! Takes a text in one of them; gives its code, by parts of words that press reports repeat. All
//! are looked for in one walk over the text.

use std::sync::LazyLock;

/// Serbian, Croatian, Bosnian or Slovene, by words that press reports repeat.
pub(super) fn south_slavic(text: &str) -> &'static str {
    let [slovene, ekavian, croatian, ijekavian, shared] = MARKS.count(&text.to_lowercase());
    let bosnian = ijekavian + shared;
    if slovene > ekavian.max(croatian).max(ijekavian) {
        "sl"
    } else if croatian + ijekavian > 0 && croatian >= ekavian && croatian > 0 {
        "hr"
    } else if ijekavian > 0 && bosnian > ekavian {
        "bs"
    } else {
        "sr"
    }
}

/// Parts of words by which the languages of former Yugoslavia differ; the last are those that
/// Bosnian shares with Serbian.
const SOUTH_SLAVIC_MARKS: [&[&str]; 5] = [
    &[" sta ", " ter ", " pri ", " bil ", " je v ", " obramb", "ministrstv"],
    &["odbran", "saradnj", "bezbedn", "evrop", "predsedni", " takođe", "vežb"],
    &["obran", "suradnj", "europ", " također", "vojarn", "zrakoplov"],
    &["predsjedni", "sigurnos", "vježb", "cijel", "prije "],
    &["odbran", "saradnj", "bosn"],
];

static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::new(&SOUTH_SLAVIC_MARKS));

/// At most as many marks as a number has bits, looked for in one walk over a text.
struct Marks {
    /// The parts of words with the numbers of their groups.
    parts: Vec<(&'static str, usize)>,
    /// The marks that have a byte first, and second, one bit each.
    first: [u32; 256],
    second: [u32; 256],
}

impl Marks {
    fn new(groups: &[&[&'static str]]) -> Self {
        let mut all = Self { parts: Vec::new(), first: [0; 256], second: [0; 256] };
        for (group, marks) in groups.iter().enumerate() {
            for mark in *marks {
                let bit = 1 << all.parts.len();
                if let [first, second, ..] = *mark.as_bytes() {
                    all.first[usize::from(first)] |= bit;
                    all.second[usize::from(second)] |= bit;
                    all.parts.push((mark, group));
                }
            }
        }
        all
    }

    /// How often the marks of each group stand in `text`.
    fn count<const GROUPS: usize>(&self, text: &str) -> [usize; GROUPS] {
        let mut counts = [0; GROUPS];
        for (at, two) in text.as_bytes().windows(2).enumerate() {
            let &[first, second] = two else { continue };
            let mut fitting = self.first[usize::from(first)] & self.second[usize::from(second)];
            while fitting != 0 {
                if let Some((mark, group)) = self.parts.get(fitting.trailing_zeros() as usize)
                    && text
                        .as_bytes()
                        .get(at..)
                        .is_some_and(|rest| rest.starts_with(mark.as_bytes()))
                    && let Some(count) = counts.get_mut(*group)
                {
                    *count += 1;
                }
                fitting &= fitting - 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_wherever_they_stand() {
        let marks = Marks::new(&[&["ab", " b "], &["žb", "abc"]]);
        for (text, expected) in
            [("abc b b abžb", [4, 2]), ("", [0, 0]), ("ab", [1, 0]), ("ba žab", [1, 0])]
        {
            assert_eq!(marks.count(text), expected, "{text}");
        }
    }
}
