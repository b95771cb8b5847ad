//! Any text becomes a record whose facts lie in it, and the same record each time.

#![no_main]

use bilat::ingest::extract;
use bilat::report::raw::RawDocument;
use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;

const TODAY: Date = date(2025, 6, 1);

fuzz_target!(|body: &str| {
    let document = RawDocument { id: "a".into(), body: body.into(), ..RawDocument::default() };
    let report = extract::report(document.clone(), String::new(), TODAY);
    for date in &report.dates {
        assert_eq!(body.get(date.span.start..date.span.end), Some(date.text.as_str()));
        assert!(date.from <= date.to);
    }
    for mention in report.countries.iter().flat_map(|country| &country.mentions) {
        assert_eq!(body.get(mention.span.start..mention.span.end), Some(mention.text.as_str()));
    }
    assert_eq!(extract::report(document, String::new(), TODAY), report);
});
