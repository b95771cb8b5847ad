//! Bytes to text: UTF-8 where it is, a guessed encoding where it is not.
//!
//! Gives the text with line feeds only, and notes of what was doubtful. What
//! holds NUL bytes and no byte order mark is no text and is refused.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8};

/// Decoded text with what was doubtful about it.
pub(super) struct Decoded {
    pub text: String,
    pub notes: Vec<String>,
}

/// Decodes `bytes`, or says why they are no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let mut notes = Vec::new();
        if encoding != UTF_8 {
            notes.push(format!("decoded from {}", encoding.name()));
        }
        if broken {
            notes.push("some bytes could not be decoded and were replaced".to_owned());
        }
        return Ok(Decoded { text: line_feeds(text.into_owned()), notes });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => Err(binary()),
        Ok(text) => Ok(Decoded { text: line_feeds(text.to_owned()), notes: Vec::new() }),
        Err(_) if bytes.contains(&0) => Err(binary()),
        Err(_) => Ok(guessed(bytes)),
    }
}

fn binary() -> String {
    "not text (it holds NUL bytes)".to_owned()
}

fn guessed(bytes: &[u8]) -> Decoded {
    let (good, broken) = utf8_evidence(bytes);
    if good > 4 * broken {
        // UTF-8 with a few broken places: another encoding would garble all the rest.
        let note = format!("broken UTF-8 was replaced ({broken} ×)");
        let text = String::from_utf8_lossy(bytes).into_owned();
        return Decoded { text: line_feeds(text), notes: vec![note] };
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let mut notes = vec![format!("decoded from {}, which was guessed", encoding.name())];
    if broken {
        notes.push("some bytes could not be decoded and were replaced".to_owned());
    }
    Decoded { text: line_feeds(text.into_owned()), notes }
}

/// How many characters beyond ASCII are good UTF-8, and how many places are broken.
fn utf8_evidence(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(good, broken), chunk| {
        let beyond = chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        (good + beyond, broken + usize::from(!chunk.invalid().is_empty()))
    })
}

fn line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).map_or_else(|reason| format!("({reason})"), |decoded| decoded.text)
    }

    #[test]
    fn utf8_and_marked_encodings_are_read_as_they_are() {
        assert_eq!(text("Gašić\r\nx\ry".as_bytes()), "Gašić\nx\ny");
        assert_eq!(text(b"\xef\xbb\xbfabc"), "abc");
        assert_eq!(text(b"\xff\xfea\0\x61\x01"), "aš");
        assert_eq!(text(b"\xfe\xff\0a"), "a");
    }

    #[test]
    fn unmarked_legacy_text_is_guessed() {
        let cases = [
            (
                encoding_rs::WINDOWS_1250,
                "Ministri odbrane potpisali su plan, rekao je Gašić u četvrtak, što će učvrstiti saradnju.",
            ),
            (
                encoding_rs::WINDOWS_1251,
                "Министры обороны Сербии и Венгрии подписали план сотрудничества на 2025 год.",
            ),
        ];
        for (encoding, expected) in cases {
            let (bytes, _, lossy) = encoding.encode(expected);
            assert!(!lossy);
            let decoded = decode(&bytes).expect("text");
            assert_eq!(decoded.text, expected);
            assert_eq!(decoded.notes.len(), 1);
        }
    }

    #[test]
    fn a_few_broken_places_do_not_garble_the_rest() {
        let mut bytes = "Gašić i Szalay-Bobrovniczky Kristóf čuvaju žito ".repeat(2).into_bytes();
        bytes.extend(b"\xff end");
        let decoded = decode(&bytes).expect("text");
        assert!(decoded.text.starts_with("Gašić") && decoded.text.ends_with("\u{fffd} end"));
        assert_eq!(decoded.notes, ["broken UTF-8 was replaced (1 ×)"]);
    }

    #[test]
    fn binary_is_refused() {
        assert!(text(b"\x7fELF\0\0\x01").starts_with("(not text"));
        assert!(text(b"abc\0def").starts_with("(not text"));
    }
}
