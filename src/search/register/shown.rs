//! A person as the register knows them: plain data, documented in `docs/output.md`.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use crate::index::{Error, Reader};
use crate::lexicon::country::Code;
use crate::lexicon::name::key;
use crate::search::register::days::Days;
use crate::search::register::document::{Documents, Gathered};
use crate::search::register::forms::{Entries, FormId, Forms};

/// A person as the reports know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownPerson {
    /// Comparison key of the name; it may change with the program's rules.
    pub key: String,
    /// Best form: the most frequent full one, in Latin letters if there is one.
    pub name: String,
    /// Whether the name is full. A surname alone that may be one of several persons', or whose
    /// bearer no report names in full, stands for itself.
    pub full: bool,
    /// Country of the office that most reports tell, if any does.
    pub country: Option<Code>,
    /// Number of reports that name the person.
    pub reports: usize,
    /// Day of the first report, as `2025-04-01`; reports without a date do not count.
    pub first: Option<String>,
    /// Day of the last report.
    pub last: Option<String>,
    /// Names, the most frequent first.
    pub forms: Vec<KnownForm>,
    /// Countries of the office, the most frequent first.
    pub countries: Vec<KnownCountry>,
}

/// A name of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownForm {
    /// As written.
    pub form: String,
    /// Number of reports that know the person by it.
    pub reports: usize,
}

/// A country of a person's office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownCountry {
    /// Its code.
    pub code: Code,
    /// Number of reports that tell it.
    pub reports: usize,
}

/// A person with their names and reports; their days are read of those only that are shown.
#[derive(Clone)]
pub(in crate::search) struct Bearer {
    key: String,
    pub name: String,
    pub full: bool,
    /// Number of reports.
    pub reports: usize,
    documents: Documents,
    pub forms: Vec<KnownForm>,
    pub countries: Vec<KnownCountry>,
}

impl Bearer {
    /// A person from the entries that are theirs.
    pub(super) fn of(register: &Forms<'_>, entries: &Entries) -> Result<Self, Error> {
        let mut by_form: Vec<(FormId, Gathered)> = Vec::new();
        let mut by_country: Vec<(Code, Gathered)> = Vec::new();
        let mut all = Gathered::default();
        for &(id, country) in entries {
            let Some(form) = register.get(id) else { continue };
            for entry in form.entries.iter().filter(|entry| entry.country == country) {
                let documents = register.documents_of(entry)?;
                all.add_all(&documents);
                if let Some(code) = country {
                    of(&mut by_country, code).add_all(&documents);
                }
                of(&mut by_form, id).add_all(&documents);
            }
        }
        let mut forms: Vec<(bool, KnownForm)> = Vec::new();
        for (id, documents) in by_form {
            let Some(form) = register.get(id) else { continue };
            let known = KnownForm { form: form.text.to_string(), reports: documents.done().len() };
            forms.push((form.full, known));
        }
        forms.sort_by(|(_, a), (_, b)| b.reports.cmp(&a.reports).then_with(|| a.form.cmp(&b.form)));
        let best = forms.iter().min_by_key(|(full, form)| {
            let text = form.form.as_str();
            // A name in capitals is a headline's.
            let shouts = !text.chars().any(char::is_lowercase);
            let length = text.chars().count();
            (!full, !is_latin(text), shouts, Reverse(form.reports), length, text)
        });
        let name = best.map(|(_, form)| form.form.clone()).unwrap_or_default();
        let full = best.is_some_and(|(full, _)| *full);
        let mut countries: Vec<KnownCountry> = by_country
            .into_iter()
            .map(|(code, documents)| KnownCountry { code, reports: documents.done().len() })
            .collect();
        countries.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.code.cmp(&b.code)));
        let documents = all.done();
        Ok(Self {
            key: key(&name),
            name,
            full,
            reports: documents.len(),
            documents,
            forms: forms.into_iter().map(|(_, form)| form).collect(),
            countries,
        })
    }

    /// Country of the office that most reports tell, if any does.
    pub(in crate::search) fn country(&self) -> Option<Code> {
        self.countries.first().map(|country| country.code)
    }

    /// The person with the days of their reports.
    fn shown(self, days: &Days) -> KnownPerson {
        let span = days.span(&self.documents);
        let day = |day: i64| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100);
        KnownPerson {
            country: self.country(),
            key: self.key,
            name: self.name,
            full: self.full,
            reports: self.reports,
            first: span.map(|(first, _)| day(first)),
            last: span.map(|(_, last)| day(last)),
            forms: self.forms,
            countries: self.countries,
        }
    }
}

/// The persons with the days of their reports.
pub(in crate::search) fn shown(
    reader: &Reader,
    bearers: Vec<Bearer>,
) -> Result<Vec<KnownPerson>, Error> {
    let days = Days::open(reader)?;
    Ok(bearers.into_iter().map(|bearer| bearer.shown(&days)).collect())
}

/// The person named by more reports first; the same on every run.
pub(super) fn by_count(a: &Bearer, b: &Bearer) -> Ordering {
    b.reports.cmp(&a.reports).then_with(|| by_name(a, b))
}

/// The order of the letters of keys; persons of one name differ in what else is theirs.
pub(super) fn by_name(a: &Bearer, b: &Bearer) -> Ordering {
    fn order(person: &Bearer) -> (&str, &str, bool) {
        (&person.key, &person.name, !person.full)
    }
    fn forms(person: &Bearer) -> impl Iterator<Item = &str> {
        person.forms.iter().map(|form| form.form.as_str())
    }
    order(a).cmp(&order(b)).then_with(|| forms(a).cmp(forms(b)))
}

/// The reports gathered for a key, of which there are few.
fn of<K: PartialEq>(all: &mut Vec<(K, Gathered)>, key: K) -> &mut Gathered {
    let place = all.iter().rposition(|(known, _)| *known == key).unwrap_or(all.len());
    if place == all.len() {
        all.push((key, Gathered::default()));
    }
    &mut all[place].1
}

/// Whether all letters are Latin, with or without marks.
fn is_latin(text: &str) -> bool {
    // The blocks of Latin letters end with Latin Extended-B; Latin Extended Additional follows
    // after the scripts of others.
    text.chars()
        .filter(|letter| letter.is_alphabetic())
        .all(|letter| matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'))
}
