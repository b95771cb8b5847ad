//! The record as it is stored: without the texts that stand in the body anyway.
//!
//! Each mention of a record repeats words of the body at a known place. They
//! are left out on disk and put back when a record is read, so the two can
//! never differ and the store stays small.

use crate::report::Report;
use crate::span::Span;

/// Calls `each` with the text and place of everything that was read from the body.
fn each_text(report: &mut Report, mut each: impl FnMut(&mut String, Span)) {
    for date in &mut report.dates {
        each(&mut date.text, date.span);
    }
    for mention in report.countries.iter_mut().flat_map(|country| &mut country.mentions) {
        each(&mut mention.text, mention.span);
    }
    for mention in report.people.iter_mut().flat_map(|person| &mut person.mentions) {
        each(&mut mention.text, mention.span);
    }
    let named = [
        &mut report.organisations,
        &mut report.places,
        &mut report.exercises,
        &mut report.equipment,
    ];
    let things = named.into_iter().flatten();
    for mention in things.flat_map(|named| &mut named.mentions) {
        each(&mut mention.text, mention.span);
    }
    for activity in &mut report.activities {
        each(&mut activity.text, activity.span);
    }
    for quantity in &mut report.quantities {
        each(&mut quantity.text, quantity.span);
    }
}

/// The record as JSON, without its body and what repeats it.
pub(super) fn to_bytes(report: &mut Report) -> Vec<u8> {
    let body = std::mem::take(&mut report.body);
    each_text(report, |text, _| text.clear());
    // A record is plain data with text keys; serialising it cannot fail.
    let bytes = serde_json::to_vec(report).unwrap_or_default();
    report.body = body;
    bytes
}

/// The record from its stored form and its body.
pub(super) fn from_bytes(bytes: &[u8], body: &str) -> serde_json::Result<Report> {
    let mut report: Report = serde_json::from_slice(bytes)?;
    each_text(&mut report, |text, span| span.of(body).clone_into(text));
    body.clone_into(&mut report.body);
    Ok(report)
}
