//! Edits: how many letters apart two words are.

/// Letters added, left out, changed, or two neighbours swapped, between two words.
///
/// The optimal string alignment distance: no letter is touched twice. The cost
/// grows with the product of the lengths, so it is for words, not texts.
///
/// ```
/// use bilat::lexicon::edits::edits;
///
/// assert_eq!(edits("exercise", "exercize"), 1);
/// assert_eq!(edits("serbai", "serbia"), 1);
/// assert_eq!(edits("вучич", "вучић"), 1);
/// ```
pub fn edits(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, facing) in other.iter().enumerate() {
            let mut best = (last[column] + usize::from(letter != facing))
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            let swapped = row > 0
                && column > 0
                && one[row - 1] == *facing
                && other[column - 1] == *letter
                && letter != facing;
            if swapped {
                best = best.min(before[column - 1] + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_edit_counts_one() {
        for (one, other, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("drill", "drill", 0),
            ("drill", "drlil", 1),
            ("drill", "drills", 1),
            ("drill", "rill", 1),
            ("drill", "grill", 1),
            ("ca", "abc", 3),
        ] {
            assert_eq!(edits(one, other), expected, "{one} {other}");
            assert_eq!(edits(other, one), expected, "{other} {one}");
        }
    }
}
