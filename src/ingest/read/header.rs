//! The date header glued to a text: ` date 2025-04-01 Serbia and …`.

use std::sync::LazyLock;

use regex::Regex;

use crate::report::Source;
use crate::report::raw::DeclaredDate;

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?i:date):?[ \t]+(\d{4}-\d{1,2}(?:-\d{1,2})?)(?:\s|$)")
        .expect("the pattern is a constant that the tests compile")
});

/// Takes a leading date header off the text.
///
/// A header that names no possible day is split off too; extraction then says
/// that it cannot be read.
pub(super) fn take_off(mut text: String) -> (Option<DeclaredDate>, String) {
    // A header stands in the first line; looking further would only cost time.
    let Some(found) = HEADER.captures(&text) else { return (None, text) };
    let date = found.get(1).map_or("", |date| date.as_str()).to_owned();
    let end = found.get(0).map_or(0, |whole| whole.end());
    text.drain(..end);
    (Some(DeclaredDate { text: date, source: Source::Header }), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_is_split_from_the_text() {
        let cases = [
            (" date 2025-04-01 Serbia and", Some("2025-04-01"), "Serbia and"),
            ("date 2023-01 Text", Some("2023-01"), "Text"),
            ("\n Date: 2023-01-05\nText", Some("2023-01-05"), "Text"),
            (" date 2025-04-01", Some("2025-04-01"), ""),
            (" date 2025-44-01 x", Some("2025-44-01"), "x"),
            (" date 2025 was good", None, " date 2025 was good"),
            ("A date 2025-04-01 x", None, "A date 2025-04-01 x"),
            ("dated 2025-04-01", None, "dated 2025-04-01"),
        ];
        for (text, date, rest) in cases {
            let (declared, body) = take_off(text.to_owned());
            let declared = declared.map(|date| date.text);
            assert_eq!((declared.as_deref(), body.as_str()), (date, rest), "{text:?}");
        }
    }
}
