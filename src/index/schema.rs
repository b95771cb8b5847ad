//! The fields of the index, and how a report becomes a document of the engine.
//!
//! What is searched is indexed; what results are ordered by or listed with
//! (id, path, dates) is kept in columns; the record and the text are stored
//! compressed and read only for the reports that are shown.

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use crate::analyze::breaks::breaks;
use crate::analyze::stem;
use crate::analyze::token::{folded, words};
use crate::analyze::tokenizer;
use crate::index::{Stamp, compact, counts, days, person, records};
use crate::lexicon::activity::{Kind, Status};
use crate::lexicon::fold::fold_into;
use crate::report::field::{Field as QueryField, NAMED, TABLE as FIELDS};
use crate::report::{DateField, Named, Report};
use crate::span::Span;

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Identity of the report.
    pub id: Field,
    /// Identity of the file it stands in.
    pub file: Field,
    /// Path as shown, whole, as a column.
    pub path: Field,
    /// Words of the path.
    pub path_words: Field,
    /// Folded words of the title.
    pub title: Field,
    /// Folded words of the text; the text itself is stored.
    pub body: Field,
    /// Folded words with which the text begins, as many as [`LEAD_WORDS`].
    pub lead: Field,
    /// Where the text's sentences and paragraphs begin: the terms [`tokenizer::SENTENCE`] and
    /// [`tokenizer::PARAGRAPH`], at the positions of words of `body`.
    pub breaks: Field,
    /// Names of the fields of the query language in which the report has a value, and of those
    /// whose dates are all open; see [`uncertain`].
    pub has: Field,
    /// Links from stems to forms; see [`crate::analyze::stem::link`].
    pub links: Field,
    /// Language code.
    pub lang: Field,
    /// Codes of all countries that occur.
    pub country: Field,
    /// The pairs the report is about, as `HUN-SRB`.
    pub dyad: Field,
    /// The register of persons; see [`person`].
    pub person: Field,
    /// Words of people's names as written, folded, and pairs of them; see [`person_pairs`].
    pub person_form: Field,
    /// Words of the names of organisations, as written and as usual.
    pub org: Field,
    /// The same of places.
    pub place: Field,
    /// The same of exercises.
    pub exercise: Field,
    /// The same of types of equipment.
    pub equipment: Field,
    /// Names of what is counted, with numbers; see [`counts`].
    pub count: Field,
    /// Kinds of activity.
    pub kind: Field,
    /// What is told of how far activities have come, alone and behind their kinds; see
    /// [`kind_with_status`].
    pub status: Field,
    /// The days that the report has, or may have, under each field of dates; see [`days`].
    pub days: Field,
    /// First day of the date that is shown for the report, as the number YYYYMMDD.
    pub date: Field,
    /// Hash of the document's content.
    pub hash: Field,
    /// Size and time of the file it was read from.
    pub stamp: Field,
    /// The record, without the text and what repeats it; see `compact`.
    pub record: Field,
}

fn words_indexed(record: IndexRecordOption) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(tokenizer::NAME).set_index_option(record),
    )
}

fn whole() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::Basic),
    )
}

/// Breaks, which have no length that would matter.
fn breaks_indexed() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer::BREAKS)
            .set_fieldnorms(false)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

impl Fields {
    /// The schema of the index and the handles of its fields.
    pub(super) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let positions = || words_indexed(IndexRecordOption::WithFreqsAndPositions);
        let fields = Self {
            id: schema.add_text_field("id", whole().set_fast("raw")),
            file: schema.add_text_field("file", whole().set_fast("raw")),
            path: schema.add_text_field("path", TextOptions::default().set_fast("raw")),
            path_words: schema.add_text_field("path_words", positions()),
            title: schema.add_text_field("title", positions()),
            body: schema.add_text_field("body", positions().set_stored()),
            lead: schema.add_text_field("lead", words_indexed(IndexRecordOption::WithFreqs)),
            breaks: schema.add_text_field("breaks", breaks_indexed()),
            has: schema.add_text_field("has", whole()),
            links: schema.add_text_field("links", whole()),
            lang: schema.add_text_field("lang", whole().set_fast("raw")),
            country: schema.add_text_field("country", whole().set_fast("raw")),
            dyad: schema.add_text_field("dyad", whole().set_fast("raw")),
            person: schema.add_text_field("person", whole()),
            person_form: schema.add_text_field("person_form", whole()),
            org: schema.add_text_field("org", positions()),
            place: schema.add_text_field("place", positions()),
            exercise: schema.add_text_field("exercise", positions()),
            equipment: schema.add_text_field("equipment", positions()),
            count: schema.add_text_field("count", whole()),
            kind: schema.add_text_field("kind", whole().set_fast("raw")),
            status: schema.add_text_field("status", whole()),
            days: schema.add_text_field("days", whole()),
            date: schema.add_i64_field("date", FAST),
            hash: schema.add_u64_field("hash", FAST),
            stamp: schema.add_u64_field("stamp", FAST),
            record: schema.add_custom_field("record", records::EXTENSION, serde_json::Value::Null),
        };
        (schema.build(), fields)
    }

    /// The field with the names of the things that a field of queries looks at.
    pub(crate) fn names(&self, field: QueryField) -> Option<Field> {
        match field {
            QueryField::Org => Some(self.org),
            QueryField::Place => Some(self.place),
            QueryField::Exercise => Some(self.exercise),
            QueryField::Equipment => Some(self.equipment),
            _ => None,
        }
    }

    /// The document of the engine for a report of the file `file`, with the `sentences` of its
    /// body.
    pub(super) fn document(
        &self,
        file: &str,
        stamp: Stamp,
        report: Report,
        sentences: &[Span],
        links: &mut Links,
    ) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_text(self.id, &report.id);
        document.add_text(self.file, file);
        document.add_text(self.path, &report.path);
        document.add_text(self.path_words, &report.path);
        document.add_text(self.title, &report.title);
        document.add_u64(self.hash, hash_column(&report.hash));
        document.add_u64(self.stamp, stamp.0);
        if let Some(lang) = &report.lang {
            document.add_text(self.lang, lang);
        }
        for country in &report.countries {
            document.add_text(self.country, country.code.as_str());
        }
        for dyad in report.subjects() {
            document.add_text(self.dyad, dyad.name());
        }
        for kind in report.kinds() {
            document.add_text(self.kind, kind.name());
        }
        for term in statuses_of(&report) {
            document.add_text(self.status, term);
        }
        for person in &report.people {
            for term in person::terms(person) {
                document.add_text(self.person, term);
            }
            let forms = person.mentions.iter().map(|mention| mention.text.as_str());
            for term in terms(forms.map(folded)) {
                document.add_text(self.person_form, term);
            }
        }
        for field in NAMED {
            let Some(names) = self.names(field) else { continue };
            for name in report.named(field).iter().flat_map(Named::names) {
                document.add_text(names, name);
            }
        }
        for term in counts::terms(&report.quantities) {
            document.add_text(self.count, term);
        }
        for term in days_of(&report) {
            document.add_text(self.days, term);
        }
        if let Some(date) = report.shown_date() {
            document.add_i64(self.date, day_number(date.first));
        }
        let texts = [report.title.as_str(), report.body.as_str()].map(Text::cut);
        for link in links.of(report.lang.as_deref(), &texts) {
            document.add_text(self.links, link);
        }
        for field in FIELDS.iter().map(|entry| entry.field) {
            if has(&report, &texts, field) {
                document.add_text(self.has, field.name());
            }
        }
        for field in DateField::ALL.into_iter().filter(|field| field.is_uncertain(&report)) {
            document.add_text(self.has, uncertain(field));
        }
        let [_, body] = &texts;
        let breaks = breaks(body.text, &body.words, sentences);
        if !breaks.sentences.is_empty() {
            document.add_text(self.breaks, tokenizer::written(&breaks));
        }
        document.add_text(self.lead, body.lead());
        document.add_custom(self.record, &compact::to_bytes(&report));
        document.add_text(self.body, report.body);
        document
    }
}

/// Words with which a text begins that are its lead: some two sentences, in which news says what
/// it is about.
const LEAD_WORDS: usize = 30;

/// A text with its words, which are cut once.
struct Text<'a> {
    text: &'a str,
    words: Vec<Span>,
}

impl<'a> Text<'a> {
    fn cut(text: &'a str) -> Self {
        // A word and the blank behind it have some six bytes.
        let mut cut = Vec::with_capacity(text.len() / 6);
        cut.extend(words(text));
        Self { text, words: cut }
    }

    /// The beginning that counts more than the rest.
    fn lead(&self) -> &'a str {
        let end = self.words.get(LEAD_WORDS - 1).map_or(self.text.len(), |last| last.end);
        self.text.get(..end).unwrap_or(self.text)
    }
}

/// Whether a report with this title and body has a value in a field.
fn has(report: &Report, [title, body]: &[Text<'_>; 2], field: QueryField) -> bool {
    match field {
        QueryField::Title => !title.words.is_empty(),
        QueryField::Text => !body.words.is_empty(),
        QueryField::Path => true,
        QueryField::Lang => report.lang.is_some(),
        QueryField::Kind => report.subject_activities().next().is_some(),
        QueryField::Status => report.subject_activities().any(|told| told.status.is_some()),
        QueryField::Country => !report.countries.is_empty(),
        QueryField::Dyad => report.subjects().next().is_some(),
        QueryField::Person => !report.people.is_empty(),
        QueryField::Org | QueryField::Place | QueryField::Exercise | QueryField::Equipment => {
            !report.named(field).is_empty()
        }
        QueryField::Count => !report.quantities.is_empty(),
        QueryField::Date => !DateField::Date.days(report).is_empty(),
        QueryField::Published => report.published.is_some(),
        QueryField::Event => !DateField::Event.days(report).is_empty(),
        // Bounds on the date, not values of their own.
        QueryField::Since | QueryField::Until => false,
    }
}

/// The term of a kind of activity that has come so far.
pub(crate) fn kind_with_status(kind: Kind, status: Status) -> String {
    format!("{kind}/{status}")
}

/// The terms of what is told of how far activities have come, each once.
fn statuses_of(report: &Report) -> Vec<String> {
    let mut terms: Vec<String> = report
        .subject_activities()
        .filter_map(|activity| Some((activity.kind, activity.status?)))
        .flat_map(|(kind, status)| [status.to_string(), kind_with_status(kind, status)])
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The term of a report whose dates under a field are all open.
pub(crate) fn uncertain(field: DateField) -> String {
    format!("{field}?")
}

/// The terms of all days that a report has or may have, each once.
fn days_of(report: &Report) -> Vec<String> {
    let mut terms = Vec::new();
    for field in DateField::ALL {
        for (possible, days) in [(false, field.days(report)), (true, field.possible_days(report))] {
            terms.extend(
                days.iter().flat_map(|span| days::terms(field, possible, span.from, span.to)),
            );
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// A day as the number YYYYMMDD, which orders like the day and can be read by eye.
pub(super) fn day_number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The first 64 bits of a hash in hexadecimal digits.
pub(crate) fn hash_column(hash: &str) -> u64 {
    hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0)
}

/// The terms under which forms of a name are indexed, each once.
fn terms(forms: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let mut terms: Vec<String> =
        forms.flat_map(|words| person_pairs(&words).into_iter().chain(words)).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Each pair of a name's words, the lesser first.
///
/// A query for several words of a name asks for their pairs, so that the words
/// must belong to one person, in whatever order they are written.
pub(crate) fn person_pairs(words: &[String]) -> Vec<String> {
    let mut pairs = Vec::new();
    for (index, a) in words.iter().enumerate() {
        for b in words.iter().skip(index + 1) {
            let (lesser, greater) = if a <= b { (a, b) } else { (b, a) };
            pairs.push(format!("{lesser} {greater}"));
        }
    }
    pairs
}

/// Finds the links of a text and remembers what it found.
#[derive(Default)]
pub(super) struct Links {
    known: FxHashMap<String, FxHashMap<String, Option<Box<str>>>>,
}

impl Links {
    /// The links that the words of `texts` need, each once, in order.
    fn of(&mut self, lang: Option<&str>, texts: &[Text<'_>]) -> Vec<Box<str>> {
        let lang = lang.unwrap_or(stem::DEFAULT);
        let Some(stemmer) = stem::stemmer(lang) else { return Vec::new() };
        // Forty thousand words a language are a few megabytes, and more than most texts repeat.
        let known = self.known.entry(lang.to_owned()).or_default();
        if known.len() > 40_000 {
            known.clear();
        }
        let mut found = Vec::new();
        let mut folded = String::new();
        for Text { text, words } in texts {
            for pair in words.windows(2) {
                if let [first, second] = *pair
                    && let Some((one, other)) = compound(text, first, second)
                {
                    found.extend(remembered(known, first.to(second).of(text), || {
                        stem::link_compound(lang, stemmer, one, other)
                    }));
                }
            }
            // An ASCII word is its own folded form but for case, so nothing is lost.
            let others = words.iter().map(|span| span.of(text)).filter(|word| !word.is_ascii());
            for word in others.filter(|word| word.len() <= tokenizer::MAX_TERM) {
                found.extend(remembered(known, word, || {
                    folded.clear();
                    fold_into(word, &mut folded);
                    stem::link(lang, stemmer, word, &folded)
                }));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// What `written` leads to, found once.
fn remembered(
    known: &mut FxHashMap<String, Option<Box<str>>>,
    written: &str,
    find: impl FnOnce() -> Option<String>,
) -> Option<Box<str>> {
    if let Some(link) = known.get(written) {
        return link.clone();
    }
    let link = find().map(String::into_boxed_str);
    known.insert(written.to_owned(), link.clone());
    link
}

/// The two parts of a word such as `co-operation`, which others write without the hyphen.
///
/// A first part of a few letters: of longer ones nobody leaves the hyphen out.
fn compound(text: &str, first: Span, second: Span) -> Option<(&str, &str)> {
    // Between most words there is one blank.
    if text.as_bytes().get(first.end) == Some(&b' ') {
        return None;
    }
    let hyphen = Span::new(first.end, second.start).of(text);
    if !matches!(hyphen, "-" | "‐" | "‑") {
        return None;
    }
    let (first, second) = (first.of(text), second.of(text));
    let letters = |part: &str| part.chars().all(char::is_alphabetic);
    let short = (2..=LONGEST_PREFIX).contains(&first.chars().count());
    (short && letters(first) && letters(second) && second.len() <= tokenizer::MAX_TERM / 2)
        .then_some((first, second))
}

/// Most letters of the first part of a word that is written with and without a hyphen:
/// `co-operation`, `multi-national`, `under-secretary`.
const LONGEST_PREFIX: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_do_not_depend_on_the_order_of_words() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(person_pairs(&words("b a c")), ["a b", "b c", "a c"]);
        let mut one = person_pairs(&words("kristof salai bobrovnicki"));
        let mut other = person_pairs(&words("salai bobrovnicki kristof"));
        one.sort_unstable();
        other.sort_unstable();
        assert_eq!(one, other);
    }

    #[test]
    fn day_numbers_order_like_days() {
        let day = |year, month, day| day_number(jiff::civil::date(year, month, day));
        assert_eq!(day(2025, 4, 1), 20_250_401);
        assert!(day(2024, 12, 31) < day(2025, 1, 1));
    }
}
