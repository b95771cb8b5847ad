//! Records made by hand and an index of them, for what must not depend on how texts are read.
//! Here are no tests.

use std::path::Path;

use bilat::index::{Collection, Manifest, Stamp, Writer};
use bilat::ingest::extract;
use bilat::lexicon::date::Precision;
use bilat::report::{DateMention, Published, Report, Role, Source};
use bilat::span::Span;
use jiff::civil::Date;

/// A record of which only the text is known.
pub(crate) fn record(id: &str, body: &str) -> Report {
    Report {
        lang: Some("en".to_owned()),
        hash: "0".repeat(64),
        ..Report::bare(id, format!("Report {id}"), body.to_owned())
    }
}

/// The report's own date, read beside the text.
pub(crate) fn published(from: Date, to: Date, precision: Precision, doubtful: bool) -> Published {
    let (source, text) = (Source::Header, from.to_string());
    Published { from, to, precision, source, text, start: None, end: None, doubtful }
}

/// A date whose words stand in `body`, decided if it has days and open if it has candidates.
pub(crate) fn mention(
    body: &str,
    text: &str,
    role: Role,
    precision: Precision,
    days: Option<(Date, Date)>,
    candidates: &[Date],
) -> DateMention {
    let start = body.find(text).expect("the text has the date");
    DateMention {
        text: text.to_owned(),
        span: Span::new(start, start + text.len()),
        from: days.map(|days| days.0),
        to: days.map(|days| days.1),
        precision,
        candidates: candidates.to_vec(),
        role,
        rule: "by hand".to_owned(),
        reasons: Vec::new(),
    }
}

/// Makes an index in `folder` that holds `records`, built by so many threads.
pub(crate) fn index(folder: &Path, records: &[Report], threads: usize) {
    let writer = Writer::open(folder, threads).expect("an index can be made");
    let mut entry = writer.entry();
    for record in records {
        let added = entry.upsert(&record.path, Stamp(0), record.clone(), false);
        added.expect("a record can be added");
    }
    drop(entry);
    let collection =
        Collection { root: folder.to_owned(), shown: "records".into(), prefix: String::new() };
    let manifest = Manifest {
        analyzer: bilat::analyze::VERSION,
        extraction: extract::VERSION,
        collections: vec![collection],
        names: bilat::lexicon::name::VERSION,
        ..Manifest::default()
    };
    writer.commit(&manifest).expect("an index can be written");
}
