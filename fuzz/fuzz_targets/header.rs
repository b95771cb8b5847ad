//! Whatever follows the word of a date header: at most the header is taken off the text, and what
//! is taken off is what the report declares.

#![no_main]

use bilat::ingest::read::{self, Format, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|rest: &str| {
    if rest.contains(['\r', '\0']) {
        return;
    }
    let text = format!(" date {rest}");
    let file = SourceFile::named("a.txt", Format::Text);
    let Ok(document) = read::document(&file, text.as_bytes()) else { return };
    let raw = document.raw;
    assert!(text.ends_with(&raw.body));
    match raw.declared.as_slice() {
        [] => assert_eq!(raw.body, text),
        [header] => {
            let taken = &text[..text.len() - raw.body.len()];
            assert_eq!(taken.trim().strip_prefix("date").map(str::trim), Some(&*header.text));
        }
        several => panic!("one header, but {several:?}"),
    }
});
