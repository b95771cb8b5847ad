//! Characters by what they do in a query: blanks, quotes, letters and digits.
//!
//! The lexer, the readers of words and rows and the printer must agree on where
//! a word ends; they all ask here.

/// Whether `character` separates words: white space, and marks that are not seen.
pub(super) fn is_blank(character: char) -> bool {
    // Zero-width space, byte order mark, direction marks: pasted along, never meant.
    character.is_whitespace()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a word ends before `character`.
pub(super) fn is_border(character: char) -> bool {
    is_blank(character) || matches!(character, '(' | ')') || closers(character).is_some()
}

/// The quotes that close what `opener` opens, the usual one first.
///
/// Languages pair them differently („…“, „…”, “…”, ”…”, «…», »…«), and many
/// writers close a typographic quote with a straight one.
pub(super) fn closers(opener: char) -> Option<&'static [char]> {
    match opener {
        '"' => Some(&['"']),
        '“' | '”' | '‟' => Some(&['”', '“', '"']),
        '„' => Some(&['“', '”', '"']),
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        _ => None,
    }
}

/// Whether `character` may stand in what looks like the name of a field.
pub(super) fn is_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

/// Whether there is something to search for: a letter or a digit in any script.
pub(super) fn has_content(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether `raw` is the address of a page; its signs have no meaning of ours.
pub(super) fn is_address(raw: &str) -> bool {
    raw.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty()
            && !rest.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte))
    })
}

/// Where the first unescaped character that satisfies `ends` stands in `text`, or its end.
pub(super) fn unescaped(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mut rest = text.char_indices();
    while let Some((offset, character)) = rest.next() {
        if character == '\\' {
            rest.next();
        } else if ends(character) {
            return offset;
        }
    }
    text.len()
}

/// What stands at `place` of `source`, as a message names it.
pub(super) fn found_at(source: &str, place: usize) -> String {
    let next = source.get(place..).and_then(|rest| rest.chars().next());
    match next {
        None => "the end of the query".to_owned(),
        Some(blank) if is_blank(blank) => "a blank".to_owned(),
        Some(quote) if closers(quote).is_some() => "a quote".to_owned(),
        Some(sign) => format!("`{sign}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_recognised_by_their_scheme() {
        assert!(is_address("http://x.y/z?a=1&b~2"));
        assert!(is_address("HTTPS://x"));
        assert!(!is_address("://x"));
        assert!(!is_address("http://"));
        assert!(!is_address("Белград://x"));
    }

    #[test]
    fn escaped_characters_end_nothing() {
        assert_eq!(unescaped("a\\ b c", is_blank), 4);
        assert_eq!(unescaped("a\\", is_blank), 2);
    }
}
