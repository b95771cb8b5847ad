//! Any bytes as JSON lines: each line is a report, a named fault or blank; ids are each one
//! report's; what is read can be written and read again.

#![no_main]

use std::collections::HashSet;
use std::ops::ControlFlow;

use bilat::ingest::read::{self, Format, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::named("a.jsonl", Format::JsonLines);
    let (mut ids, mut named) = (HashSet::new(), 0);
    read::container(&file, bytes, &mut |result| {
        match result {
            Ok(document) => {
                let raw = document.raw;
                assert!(raw.id.starts_with("a.jsonl#"));
                assert!(ids.insert(raw.id.clone()), "{} twice", raw.id);
                let again = serde_json::json!({"text": raw.body, "title": raw.title}).to_string();
                read::container(&file, again.as_bytes(), &mut |read| {
                    let read = read.expect("what was written by us").raw;
                    // Blanks at both ends and a header are taken off once more.
                    assert!(raw.body.trim_end().ends_with(read.body.trim()));
                    ControlFlow::Continue(())
                });
            }
            Err(skip) => {
                assert!(skip.place.starts_with("a.jsonl") && !skip.reason.is_empty());
                named += 1;
            }
        }
        ControlFlow::Continue(())
    });
    let lines = bytes.split(|byte| *byte == b'\n').count();
    assert!(ids.len() + named <= lines + 1);
});
