//! Serbian in both of its scripts: the tables have its words in Latin letters.

/// Lower-case Serbian Latin in Cyrillic.
pub(crate) fn in_cyrillic(form: &str) -> String {
    let mut written = String::new();
    let mut letters = form.chars().peekable();
    while let Some(letter) = letters.next() {
        let pair = match (letter, letters.peek()) {
            ('l', Some('j')) => Some('љ'),
            ('n', Some('j')) => Some('њ'),
            ('d', Some('ž')) => Some('џ'),
            _ => None,
        };
        if let Some(pair) = pair {
            letters.next();
            written.push(pair);
            continue;
        }
        let at = LATIN.chars().position(|latin| latin == letter);
        written.push(at.and_then(|at| CYRILLIC.chars().nth(at)).unwrap_or(letter));
    }
    written
}

/// The letters of Serbian in both scripts, in the same order.
const LATIN: &str = "abvgdđežzijklmnoprstćufhcčš";
const CYRILLIC: &str = "абвгдђежзијклмнопрстћуфхцчш";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serbian_is_written_in_both_scripts() {
        for (latin, cyrillic) in [
            ("poset*", "посет*"),
            ("vežba", "вежба"),
            ("oružje", "оружје"),
            ("njen ključ", "њен кључ"),
        ] {
            assert_eq!(in_cyrillic(latin), cyrillic);
        }
    }
}
