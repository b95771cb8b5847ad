//! Any text as Markdown: what is no front matter stays in the text, and front matter never costs
//! the report.

#![no_main]

use bilat::ingest::read::{self, Format, SourceFile};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let file = SourceFile::named("a.md", Format::Markdown);
    let Ok(document) = read::document(&file, text.as_bytes()) else { return };
    let raw = document.raw;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    assert!(text.ends_with(&raw.body), "{raw:?}");
    if !text.starts_with("---") && raw.declared.is_empty() {
        assert_eq!(raw.body, text);
    }
});
