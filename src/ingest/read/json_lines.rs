//! JSON lines: one object a line with `text` and, if known, `id`, `title`,
//! `date`, `lang`, `url`; further keys are kept.
//!
//! Lines are read one by one, so the container may have any size. A bad line is
//! named with its number; after [`NAMED`] of them a container's bad lines are
//! only counted.

use std::io::{BufRead, ErrorKind, Read as _};
use std::ops::ControlFlow;

use rustc_hash::FxHashSet;

use crate::ingest::read::document::{Document, LARGEST_REPORT, Sink, Skip, reason};
use crate::ingest::read::markdown::{declared, take};
use crate::ingest::read::walk::SourceFile;
use crate::ingest::read::{decode, header, object};
use crate::report::raw::RawDocument;
use crate::report::{Key, Source};

/// Bad lines of one container that are named singly.
const NAMED: usize = 20;

/// Hands every document of the container `source` to `sink`.
pub(super) fn documents(file: &SourceFile, mut source: impl BufRead, sink: &mut Sink<'_>) {
    let mut line = Vec::new();
    let mut ids = FxHashSet::default();
    let mut bad = 0;
    for number in 1.. {
        line.clear();
        // One long line must not cost its room for the rest of the container.
        line.shrink_to(USUAL_LINE);
        let place = || format!("{}:{number}", file.shown);
        let result = match read_line(&mut source, &mut line) {
            Ok(Line::End) => break,
            Ok(Line::Overlong) => {
                let limit = LARGEST_REPORT >> 20;
                Err(format!("line longer than {limit} MiB, the most a report may have"))
            }
            Ok(Line::Read) if line.trim_ascii().is_empty() => continue,
            Ok(Line::Read) => document(file, &line, number, &mut ids),
            Err(error) => {
                // What follows cannot be read either; what came before stays.
                let _ = sink(Err(Skip::trouble(place(), reason(&error))));
                break;
            }
        };
        let flow = match result {
            Ok(document) => sink(Ok(document)),
            Err(reason) => {
                bad += 1;
                if bad <= NAMED {
                    sink(Err(Skip::trouble(place(), reason)))
                } else {
                    ControlFlow::Continue(())
                }
            }
        };
        if flow.is_break() {
            return;
        }
    }
    if bad > NAMED {
        let reason = format!("{} further lines could not be read", bad - NAMED);
        let _ = sink(Err(Skip::trouble(file.shown.as_str(), reason)));
    }
}

/// Room that is kept for lines, in bytes: most are shorter.
const USUAL_LINE: usize = 1 << 20;

enum Line {
    Read,
    Overlong,
    End,
}

/// Reads one line without its end, or passes over one that is too long without keeping it.
fn read_line(source: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Line> {
    // The end of the line may come on top of the longest line.
    let read = source.by_ref().take(LARGEST_REPORT + 1).read_until(b'\n', line)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Read);
    }
    if (read as u64) <= LARGEST_REPORT {
        return Ok(Line::Read);
    }
    line.clear();
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(Line::Overlong);
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        source.consume(used);
        if end.is_some() {
            return Ok(Line::Overlong);
        }
    }
}

fn document(
    file: &SourceFile,
    line: &[u8],
    number: usize,
    ids: &mut FxHashSet<Key>,
) -> Result<Document, String> {
    let decoded = decode::decode(line)?;
    let mut base =
        RawDocument { path: file.shown.clone(), notes: decoded.notes, ..RawDocument::default() };
    let mut keys = object::keys(&decoded.text, &mut base.notes)?;
    drop(decoded.text);
    let text = take(&mut keys, &["text", "body"]);
    let key = take(&mut keys, &["id"]).unwrap_or_else(|| number.to_string());
    let key = if ids.insert(Key::of(&key)) {
        key
    } else {
        base.notes.push(format!("`id` {key} occurs again; the line number was added"));
        format!("{key}@{number}")
    };
    base.id = format!("{}#{key}", file.id);
    let mut raw = declared(base, keys, Source::Key);
    let text = match text {
        Some(text) => text,
        None if raw.title.is_some() => String::new(),
        None => return Err("no `text`".to_owned()),
    };
    let (header, body) = header::take_off(text);
    if body.trim().is_empty() && raw.title.is_none() {
        return Err("no text after the header".to_owned());
    }
    raw.declared.splice(0..0, header);
    let raw = RawDocument { body, ..raw };
    Ok(Document { raw, hash: blake3::hash(line), bytes: line.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read::document::Format;

    fn read(bytes: impl BufRead) -> (Vec<Document>, Vec<Skip>) {
        let file = SourceFile::named("a.jsonl", Format::JsonLines);
        let (mut documents_read, mut skips) = (Vec::new(), Vec::new());
        documents(&file, bytes, &mut |result| {
            match result {
                Ok(document) => documents_read.push(document),
                Err(skip) => skips.push(skip),
            }
            ControlFlow::Continue(())
        });
        (documents_read, skips)
    }

    #[test]
    fn keys_are_understood_and_others_kept() {
        let (documents, skips) = read(
            &b"{\"id\":7,\"title\":\"T\",\"date\":\"2024-05\",\"text\":\"Body\",\"desk\":[1]}\n\n{\"text\":\"x\"}"[..],
        );
        assert_eq!(skips, []);
        assert_eq!(documents[0].raw.id, "a.jsonl#7");
        assert_eq!(documents[0].raw.title.as_deref(), Some("T"));
        assert_eq!(documents[0].raw.declared[0].text, "2024-05");
        assert_eq!(documents[0].raw.extra.len(), 1);
        assert_eq!(documents[1].raw.id, "a.jsonl#3");
    }

    #[test]
    fn bad_lines_are_named_and_the_rest_is_read() {
        let (documents, skips) =
            read(&b"{\"text\":1}\n[1]\n{\n{\"x\":1}\n{\"text\":\"ok\"}\n\xff\xff"[..]);
        let reasons: Vec<_> = skips.iter().map(|skip| skip.place.as_str()).collect();
        assert_eq!(reasons, ["a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:6"]);
        assert_eq!(documents.len(), 2);
    }

    #[test]
    fn repeated_ids_stay_apart() {
        let (documents, _) =
            read(&b"{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}"[..]);
        assert_eq!(documents[1].raw.id, "a.jsonl#a@2");
        assert_eq!(documents[1].raw.notes.len(), 1);
    }

    #[test]
    fn many_bad_lines_are_counted() {
        let (_, skips) = read("x\n".repeat(NAMED + 5).as_bytes());
        assert_eq!(skips.len(), NAMED + 1);
        assert_eq!(skips[NAMED].reason, "5 further lines could not be read");
    }

    #[test]
    fn endless_line_is_passed_over_without_being_kept() {
        use std::io::{BufReader, repeat};
        let endless = repeat(b'x').take(3 * LARGEST_REPORT);
        let mut lines = BufReader::new(endless.chain(&b"\n{\"text\":\"ok\"}"[..]));
        let mut line = Vec::new();
        assert!(matches!(read_line(&mut lines, &mut line), Ok(Line::Overlong)));
        assert!(line.is_empty() && line.capacity() as u64 <= 2 * LARGEST_REPORT + 2);
        let endless = repeat(b'x').take(3 * LARGEST_REPORT);
        let lines = BufReader::new(endless.chain(&b"\n{\"text\":\"ok\"}"[..]));
        let (documents, skips) = read(lines);
        assert_eq!((documents.len(), skips.len()), (1, 1));
        assert!(skips[0].reason.starts_with("line longer than"), "{}", skips[0].reason);
        assert_eq!(documents[0].raw.id, "a.jsonl#2");
    }

    #[test]
    fn longest_line_is_read_and_one_byte_more_is_not() {
        let longest = LARGEST_REPORT as usize;
        for (length, expected) in [(longest, Line::Read as u8), (longest + 1, Line::Overlong as u8)]
        {
            for end in ["", "\n"] {
                let text = "x".repeat(length) + end;
                let mut line = Vec::new();
                let found = read_line(&mut text.as_bytes(), &mut line).expect("memory");
                assert_eq!(found as u8, expected, "{length} {end:?}");
            }
        }
    }
}
