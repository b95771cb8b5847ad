//! Extraction: what a report says of itself, read from its text.
//!
//! [`report`] is pure: the same document and day give the same record. One file
//! for each kind of fact; here they are put together, in the order in which
//! they need each other.

mod activities;
mod countries;
mod cue;
mod dates;
mod dyads;
mod furniture;
mod language;
mod numeric_order;
mod people;
mod published;
mod quantities;
mod role;
mod tense;
mod things;
mod title;

pub(crate) use published::date_of_name;

use jiff::civil::Date;

use crate::analyze::sentence::sentences;
use crate::lexicon::word::Words;
use crate::lexicon::{country, date};
use crate::report::raw::RawDocument;
use crate::report::{Report, SCHEMA};
use crate::span::Span;

/// Version of the rules; raised when the same document would give another
/// record, so that an index made with older rules is rebuilt.
pub const VERSION: u32 = 5;

/// Reads everything that is known of one document.
///
/// `read_on` is the day of reading: a date without a year is taken to lie
/// before it. `hash` is the document's content hash in hexadecimal digits.
pub fn report(document: RawDocument, hash: String, read_on: Date) -> Report {
    extracted(document, hash, read_on).report
}

/// A record with what was found on the way and is of use to others.
pub struct Extracted {
    /// The record.
    pub report: Report,
    /// The sentences of its body.
    pub sentences: Vec<Span>,
}

impl From<Report> for Extracted {
    fn from(report: Report) -> Self {
        let sentences = sentences(&report.body);
        Self { report, sentences }
    }
}

/// The same as [`report`], with the sentences.
pub fn extracted(document: RawDocument, hash: String, read_on: Date) -> Extracted {
    let body = document.body.as_str();
    let lang = language::language(&document);
    let words = Words::cut(body);
    let sentences = sentences(body);
    let furniture = furniture::furniture(body);
    let expressions = date::scan_words(&words);
    let title = title::title(&document, &sentences, &furniture, &expressions);
    let order = numeric_order::order(body, &expressions, lang.as_deref());
    let published = published::published(&document, &words, &expressions, lang.as_deref(), order);
    let around = dates::Surroundings {
        published: published.as_ref(),
        sentences: &sentences,
        furniture: &furniture,
        lang: lang.as_deref(),
        order,
        read_on,
    };
    let dates = dates::mentions(&words, &expressions, &around);
    let mentions = country::scan_words(&words);
    let (dyads, multilateral) =
        dyads::dyads(&words, title.place(), &sentences, &furniture, &mentions);
    let countries = countries::countries(body, &mentions, &furniture, &dyads);
    let mut notes = document.notes;
    let people = people::people(&words, &mentions, &mut notes);
    let things = things::things(&words, lang.as_deref(), &mentions, &people);
    let around = activities::Surroundings {
        title: title.place(),
        sentences: &sentences,
        furniture: &furniture,
        dates: &dates,
        exercises: &things.exercises,
        lang: lang.as_deref(),
    };
    let activities = activities::activities(&words, &around);
    let quantities =
        quantities::quantities(&words, lang.as_deref(), &expressions, &sentences, &furniture);
    notes.extend(published::unreadable(&document.declared));
    let report = Report {
        schema: SCHEMA,
        id: document.id,
        path: document.path,
        url: document.url,
        title: title.text,
        title_source: title.source,
        lang,
        published,
        dates,
        countries,
        dyads,
        multilateral,
        people,
        organisations: things.organisations,
        places: things.places,
        exercises: things.exercises,
        equipment: things.equipment,
        activities,
        quantities,
        furniture,
        body: document.body,
        hash,
        extra: document.extra,
        notes,
    };
    Extracted { report, sentences }
}
