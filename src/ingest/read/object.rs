//! The keys of a JSON object, within bounds: what a line asks for in memory must not be many
//! times its size.
//!
//! Texts and numbers of the keys that are understood are always kept. Others are kept until
//! together they have [`LARGEST_EXTRA`] bytes; a note tells of the rest.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::ingest::read::markdown::UNDERSTOOD;

/// Bytes that the further keys of a document may have together.
const LARGEST_EXTRA: usize = 256 << 10;

/// The keys of the object in `text`, or why it is none.
pub(super) fn keys(text: &str, notes: &mut Vec<String>) -> Result<Map<String, Value>, String> {
    let found = match read(text) {
        // Only then, as it is rare and costs another walk.
        Err(error) if text.contains("\\u") => match without_lone_surrogates(text) {
            Some(mended) => {
                notes.push("halves of characters (lone surrogates) were replaced".to_owned());
                read(&mended)
            }
            None => Err(error),
        },
        found => found,
    };
    let Keys { kept, left_out, .. } = found?;
    if left_out > 0 {
        let limit = LARGEST_EXTRA >> 10;
        let keys = if left_out == 1 { "key was" } else { "keys were" };
        notes.push(format!("{left_out} further {keys} left out, beyond {limit} KiB"));
    }
    Ok(kept)
}

#[derive(Default)]
struct Keys {
    kept: Map<String, Value>,
    left_out: usize,
    /// What is wrong with a value; its place would count from the value's beginning.
    fault: Option<String>,
}

fn read(text: &str) -> Result<Keys, String> {
    let mut source = serde_json::Deserializer::from_str(text);
    let keys = source.deserialize_map(Reader).and_then(|keys| source.end().map(|()| keys));
    let keys = keys.map_err(|error| {
        if error.is_data() {
            return "not a JSON object".to_owned();
        }
        // Each line is read by itself; its number in the file stands before the reason.
        format!("not JSON: {error}").replace(" at line 1 column ", " at column ")
    })?;
    match &keys.fault {
        Some(fault) => Err(format!("not JSON: {fault}")),
        None => Ok(keys),
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Keys;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
        let mut keys = Keys::default();
        let mut room = LARGEST_EXTRA;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            let raw: &RawValue = map.next_value()?;
            let is_plain = raw.get().starts_with(|first: char| "\"-0123456789".contains(first));
            if !(is_plain && UNDERSTOOD.contains(&&*key)) {
                let Some(rest) = room.checked_sub(key.len() + raw.get().len()) else {
                    (keys.left_out, room) = (keys.left_out + 1, 0);
                    continue;
                };
                room = rest;
            }
            match serde_json::from_str(raw.get()) {
                Ok(value) => drop(keys.kept.insert(key.into_owned(), value)),
                Err(error) => {
                    let fault = error.to_string();
                    let fault = fault.split(" at line ").next().unwrap_or(&fault);
                    keys.fault.get_or_insert_with(|| fault.to_owned());
                }
            }
        }
        Ok(keys)
    }
}

/// The text with each `\u` escape that is one half of a character replaced; nothing if there is
/// no such escape.
///
/// Programs that carry bytes they could not decode through UTF-16 write such halves.
fn without_lone_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| {
        let escape = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(escape, 16).ok()
    };
    let is_first = |at: usize| unit(at).is_some_and(|unit| (0xd800..0xdc00).contains(&unit));
    let is_second = |at: usize| unit(at).is_some_and(|unit| (0xdc00..0xe000).contains(&unit));
    let mut mended = String::new();
    let (mut copied, mut from) = (0, 0);
    while let Some(found) = text.get(from..)?.find('\\') {
        let at = from + found;
        from = if is_first(at) && is_second(at + 6) {
            at + 12
        } else if is_first(at) || is_second(at) {
            mended.push_str(text.get(copied..at)?);
            mended.push_str("\\ufffd");
            copied = at + 6;
            copied
        } else {
            // An escaped letter beyond ASCII is no JSON, but must not be cut.
            at + 1 + text.get(at + 1..)?.chars().next().map_or(0, char::len_utf8)
        };
    }
    if copied == 0 {
        return None;
    }
    mended.push_str(text.get(copied..)?);
    Some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_are_replaced() {
        let cases = [
            (r#"{"a":"x\ud83dy"}"#, Some(r#"{"a":"x\ufffdy"}"#)),
            (r#"{"a":"\ude80"}"#, Some(r#"{"a":"\ufffd"}"#)),
            (r#"{"a":"\ud83d\ud83d\ude80"}"#, Some(r#"{"a":"\ufffd\ud83d\ude80"}"#)),
            (r#"{"a":"\ud83d\ude80"}"#, None),
            (r#"{"a":"\\ud83d"}"#, None),
            (r#"{"a":"\u00e9\né"}"#, None),
            (r#"{"a":"\ud8"#, None),
            ("\\", None),
            ("\\é\\ud800", Some("\\é\\ufffd")),
        ];
        for (text, expected) in cases {
            assert_eq!(without_lone_surrogates(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        let cases = [
            ("[1]", "not a JSON object"),
            ("7", "not a JSON object"),
            ("{", "not JSON: EOF while parsing an object at column 1"),
            ("{\"a\":1}x", "not JSON: trailing characters at column 8"),
            ("{\"a\":\"\u{1}\"}", "not JSON: control character"),
            ("{\"a\":1e999}", "not JSON: number out of range"),
            (deep.as_str(), "not JSON: recursion limit exceeded"),
        ];
        for (text, expected) in cases {
            let found = keys(text, &mut Vec::new()).expect_err("a reason");
            assert!(found.starts_with(expected), "{found}");
        }
    }

    #[test]
    fn further_keys_are_kept_within_bounds() {
        let many: Vec<_> = (0..100_000).map(|n| format!("\"k{n}\":[],")).collect();
        let many = many.concat();
        let long = "x".repeat(2 * LARGEST_EXTRA);
        let mut notes = Vec::new();
        let found = keys(&format!("{{{many}\"text\":\"{long}\",\"desk\":7}}"), &mut notes)
            .expect("an object");
        assert_eq!(found.get("text").and_then(Value::as_str), Some(long.as_str()));
        assert!(found.get("k0").is_some() && found.get("desk").is_none());
        assert!(found.len() < LARGEST_EXTRA / 4, "{}", found.len());
        assert_eq!(notes.len(), 1);
        assert!(notes[0].ends_with("further keys were left out, beyond 256 KiB"), "{notes:?}");
    }
}
