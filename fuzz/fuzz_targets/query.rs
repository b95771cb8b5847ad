//! Any text is a query or has an error with a place in it, prints back to itself, and is planned
//! or refused.

#![no_main]

use bilat::query::plan::{self, Context};
use bilat::query::{self, Query};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let (query, diagnostics) = query::parse(source);
    assert!(query.is_some() || diagnostics.iter().any(|found| found.is_error()));
    for found in &diagnostics {
        assert!(source.get(found.span.start..found.span.end).is_some(), "{found:?}");
        assert!(!found.render(source).is_empty());
    }
    let Some(query) = query else { return };
    match plan::build(&query, source, Context { today: date(2025, 6, 1) }) {
        Ok(plan) => assert!(!plan.to_string().is_empty()),
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(!fault.render(source).is_empty());
            }
        }
    }
    let printed = query.to_string();
    let again = query::parse(&printed).0.map(Query::without_spans);
    assert_eq!(again, Some(query.without_spans()), "printed as {printed:?}");
});
