//! The whole register: every person, with names, reports and days.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::index::{Error, Reader};
use crate::lexicon::country::Code;
use crate::search::register::forms::Entries;
use crate::search::register::meant::Register;
use crate::search::register::owner::Owner;
use crate::search::register::persons::PersonId;
use crate::search::register::shown::{Bearer, KnownPerson, by_count, by_name, shown};
use crate::search::stop::Stop;

/// Which persons are wanted, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleRequest {
    /// A name in any spelling; everybody if absent.
    pub name: Option<String>,
    /// Reports that name a person, at least.
    pub least: usize,
    /// One of these must be a country of the person's office; any if empty.
    pub countries: Vec<Code>,
    /// Order of the persons.
    pub sort: PeopleSort,
    /// Persons at most; all if absent.
    pub limit: Option<usize>,
}

/// Order of persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PeopleSort {
    /// Those named by most reports first, of equals by name.
    #[default]
    Count,
    /// By name, in order of the letters of the key.
    Name,
}

/// The persons asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Number of persons, whatever the limit.
    pub total: usize,
    /// The persons, in order.
    pub people: Vec<KnownPerson>,
}

/// Lists the register.
pub fn people(reader: &Reader, request: &PeopleRequest, stop: &Stop) -> Result<People, Error> {
    let mut register = Register::new(reader, stop)?;
    let mut people = match &request.name {
        Some(name) => {
            let meant = register.meant(name)?;
            if meant.too_many.is_none() {
                meant.persons
            } else {
                // Of a name that very many bear, everybody is looked at.
                register.everybody(Some(&meant.terms.into_iter().collect()))?
            }
        }
        None => register.everybody(None)?,
    };
    people.retain(|person| {
        let from_there = |code: &Code| person.countries.iter().any(|known| known.code == *code);
        person.reports >= request.least
            && (request.countries.is_empty() || request.countries.iter().any(from_there))
    });
    people.sort_by(match request.sort {
        PeopleSort::Count => by_count,
        PeopleSort::Name => by_name,
    });
    let total = people.len();
    people.truncate(request.limit.unwrap_or(total));
    Ok(People { total, people: shown(reader, people)? })
}

impl Register<'_> {
    /// All persons, or those of whom an entry has one of the terms `wanted`.
    fn everybody(&mut self, wanted: Option<&FxHashSet<String>>) -> Result<Vec<Bearer>, Error> {
        self.persons.links.forms.read_all()?;
        let mut entries: BTreeMap<PersonId, Entries> = BTreeMap::new();
        for id in self.persons.links.forms.ids() {
            let Some(form) = self.persons.links.forms.get(id) else { continue };
            let full = form.full;
            let countries: Vec<Option<Code>> =
                form.entries.iter().map(|entry| entry.country).collect();
            for country in countries {
                let person = if full {
                    self.persons.of(id)?
                } else {
                    match self.owners.of(&mut self.persons, id, country)? {
                        Owner::Person(person) => person,
                        Owner::Several | Owner::Nobody => self.persons.of(id)?,
                    }
                };
                entries.entry(person).or_default().insert((id, country));
            }
        }
        let forms = &self.persons.links.forms;
        let is_wanted = |entries: &Entries| {
            wanted.is_none_or(|wanted| {
                entries.iter().any(|(id, country)| {
                    forms.get(*id).is_some_and(|form| {
                        form.entries.iter().any(|entry| {
                            entry.country == *country && wanted.contains(&forms.term(form, entry))
                        }) || form
                            .words
                            .iter()
                            .any(|held| wanted.contains(&forms.word_term(held.word, form.full)))
                    })
                })
            })
        };
        entries
            .values()
            .filter(|entries| is_wanted(entries))
            .map(|own| Bearer::of(forms, own))
            .collect()
    }
}
