//! Markdown: optional YAML front matter, then the report.
//!
//! `title`, `date` (or `published`), `lang` and `url` of the front matter are
//! understood, further keys kept. The text stays as written. Front matter that
//! is no YAML stays in the text, with a note, so nothing of it is lost.

use serde_json::{Map, Value};

use crate::ingest::read::header;
use crate::report::Source;
use crate::report::raw::{DeclaredDate, RawDocument};

/// The keys that are understood, under all their names; those of JSON too, so both know the same.
pub(super) const UNDERSTOOD: &[&str] =
    &["title", "lang", "language", "url", "date", "published", "text", "body", "id"];

/// Bytes that front matter may have. Real ones have a few hundred; a reader of YAML may be led to
/// build much more than it was given.
const LARGEST_FRONT_MATTER: usize = 64 << 10;

/// Fills `base` from the text of a file.
pub(super) fn document(mut base: RawDocument, text: String) -> RawDocument {
    let Some((front_matter, body)) = split(&text) else {
        let (declared, body) = header::take_off(text);
        return RawDocument { declared: declared.into_iter().collect(), body, ..base };
    };
    if front_matter.len() > LARGEST_FRONT_MATTER {
        let limit = LARGEST_FRONT_MATTER >> 10;
        base.notes.push(format!("front matter of more than {limit} KiB was kept as text"));
        return RawDocument { body: text, ..base };
    }
    let Ok(keys) = serde_saphyr::from_str::<Option<Map<String, Value>>>(front_matter) else {
        base.notes.push("front matter is not valid YAML and was kept as text".to_owned());
        return RawDocument { body: text, ..base };
    };
    let (header, mut body) = header::take_off(body.to_owned());
    let mut document = declared(base, keys.unwrap_or_default(), Source::FrontMatter);
    document.declared.extend(header);
    body.drain(..body.len() - body.trim_start_matches('\n').len());
    RawDocument { body, ..document }
}

/// The front matter between lines of `---`, and what follows it.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?;
    let (first, rest) = rest.split_once('\n')?;
    if !first.trim().is_empty() {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&rest[..end], &rest[end + line.len()..]));
        }
        end += line.len();
    }
    None
}

/// Moves the keys that are understood into their places and keeps the others.
///
/// Used for front matter and JSON alike, so both know the same names.
pub(super) fn declared(
    mut base: RawDocument,
    mut keys: Map<String, Value>,
    source: Source,
) -> RawDocument {
    base.title = take(&mut keys, &["title"]);
    base.lang = take(&mut keys, &["lang", "language"]);
    base.url = take(&mut keys, &["url"]);
    if let Some(text) = take(&mut keys, &["date", "published"]) {
        base.declared.push(DeclaredDate { text, source });
    }
    base.extra = keys;
    base
}

/// Takes the first of `names` that holds a text or number.
pub(super) fn take(keys: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    for name in names {
        let text = match keys.get(*name) {
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.to_string(),
            _ => continue,
        };
        keys.shift_remove(*name);
        if !text.is_empty() {
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> RawDocument {
        document(RawDocument::default(), text.to_owned())
    }

    #[test]
    fn front_matter_is_understood_and_kept() {
        let found = read(
            "---\ntitle: \"Talks: part 1\"\ndate: 2024-05-03\nlang: sr\ndesk: 7\n---\n\nText.\n",
        );
        assert_eq!(found.title.as_deref(), Some("Talks: part 1"));
        assert_eq!(found.lang.as_deref(), Some("sr"));
        assert_eq!(
            found.declared,
            [DeclaredDate { text: "2024-05-03".into(), source: Source::FrontMatter }]
        );
        assert_eq!(found.body, "Text.\n");
        assert_eq!(found.extra.get("desk"), Some(&Value::from(7)));
    }

    #[test]
    fn broken_front_matter_stays_in_the_text() {
        let text = "---\n: [\n---\nText";
        let found = read(text);
        assert_eq!(found.body, text);
        assert_eq!(found.notes.len(), 1);
    }

    #[test]
    fn rules_in_the_text_are_no_front_matter() {
        for text in ["Text\n---\nmore", "--- a\nb", "---\nnever closed"] {
            assert_eq!(read(text).body, text);
        }
        assert_eq!(read("---\n---\nText").body, "Text");
    }
}
