//! Any text is read back from each encoding with a byte order mark, without a loss.

#![no_main]

use bilat::ingest::read::{self, Format, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let little = text.encode_utf16().flat_map(u16::to_le_bytes);
    let big = text.encode_utf16().flat_map(u16::to_be_bytes);
    let encoded = [
        [0xef, 0xbb, 0xbf].into_iter().chain(text.bytes()).collect::<Vec<u8>>(),
        [0xff, 0xfe].into_iter().chain(little).collect(),
        [0xfe, 0xff].into_iter().chain(big).collect(),
    ];
    let file = SourceFile::named("a.txt", Format::Text);
    let read = encoded.map(|bytes| read::document(&file, &bytes).map(|read| read.raw));
    let expected = text.replace("\r\n", "\n").replace('\r', "\n");
    for found in &read {
        let Ok(found) = found else { continue };
        // A header is taken off the beginning, and a mark at the beginning is one.
        assert!(expected.ends_with(&found.body), "{expected:?} {found:?}");
        assert!(!found.declared.is_empty() || found.body == expected);
    }
    let bodies = read.map(|found| found.map(|found| found.body).ok());
    assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
});
