//! Any bytes as a plain text file: read or named, and what is read is a report that can be
//! extracted.

#![no_main]

use bilat::ingest::read::{self, Format, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = SourceFile::named("a.txt", Format::Text);
    match read::document(&file, bytes) {
        Ok(document) => {
            assert_eq!(document.bytes, bytes.len());
            assert!(!document.raw.body.contains('\r'));
            assert!(!document.raw.body.trim().is_empty());
        }
        Err(skip) => assert!(!skip.reason.is_empty() && skip.place == "a.txt"),
    }
});
