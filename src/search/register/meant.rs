//! Whom a name in a query means.

use crate::index::{Error, Reader};
use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::Code;
use crate::lexicon::name::compare::{Name, Verdict};
use crate::search::register::document::Gathered;
use crate::search::register::forms::{Entries, FormId, Forms, Written};
use crate::search::register::links::Links;
use crate::search::register::owner::{Owner, Owners};
use crate::search::register::persons::{PersonId, Persons};
use crate::search::register::shown::{Bearer, by_count};
use crate::search::register::stated::Stated;
use crate::search::stop::Stop;

/// Persons up to which it is told who bears a name; a word that is part of more persons' names is
/// looked up as it stands, which finds all of them but not spellings that only their other words
/// tell.
const MOST_BEARERS: usize = 50;

/// Full names up to which it is told whose they are; there are as good as never so many of so few
/// persons that they could be told.
pub const MOST_NAMES: usize = 500;

/// The register of an index, as far as it was read.
pub(in crate::search) struct Register<'r> {
    pub(super) persons: Persons<'r>,
    pub(super) owners: Owners,
}

/// Whom a name means.
#[derive(Default)]
pub(in crate::search) struct Meant {
    /// The persons whose name it is, the most frequent first; none if there are too many to tell.
    pub persons: Vec<Bearer>,
    /// Number of full names that hold it, if there are too many to tell persons apart; they are
    /// counted up to one more than [`MOST_NAMES`].
    pub too_many: Option<usize>,
    /// Whether the name asked for is full.
    pub full: bool,
    /// Whether nobody bears the name for sure, but these may.
    pub doubtful: bool,
    /// The terms of the register under which reports know them.
    pub terms: Vec<String>,
    /// Number of reports.
    pub reports: usize,
}

impl<'r> Register<'r> {
    /// The register of `reader`, of which nothing is read yet.
    pub(in crate::search) fn new(reader: &'r Reader, stop: &'r Stop) -> Result<Self, Error> {
        let mut forms = Forms::new(reader, stop)?;
        let stated = Stated::new(reader.statements(), &mut forms);
        let persons = Persons::new(Links::new(forms, stated));
        Ok(Self { persons, owners: Owners::default() })
    }

    /// Whom `written` means.
    pub(in crate::search) fn meant(&mut self, written: &str) -> Result<Meant, Error> {
        let written = on_one_line(written);
        let mut found = self.find(&written)?;
        let mut documents = Gathered::default();
        let mut terms = Vec::new();
        let forms = &self.persons.links.forms;
        for (form, country) in &found.entries {
            let Some(form) = forms.get(*form) else { continue };
            for entry in form.entries.iter().filter(|entry| entry.country == *country) {
                documents.add_all(&*forms.documents_of(entry)?);
                terms.push(forms.term(form, entry));
            }
        }
        forms.terms.add_documents_with(&found.words, &mut documents)?;
        terms.append(&mut found.words);
        terms.sort_unstable();
        let mut persons = Vec::new();
        for person in &found.persons {
            let own = self.entries_of(*person, &found.entries)?;
            persons.push(Bearer::of(&self.persons.links.forms, &own)?);
        }
        // Short names that nobody's full name is known for, or that are one of several persons'.
        let rest = self.left_over(&found)?;
        for entries in rest {
            persons.push(Bearer::of(&self.persons.links.forms, &entries)?);
        }
        persons.sort_by(by_count);
        let reports = documents.done().len();
        let Found { too_many, full, doubtful, .. } = found;
        Ok(Meant { persons, too_many, full, doubtful, terms, reports })
    }

    fn find(&mut self, written: &str) -> Result<Found, Error> {
        let asked = Name::parse(written);
        let full = asked.is_full();
        let mut found = Found { full, ..Found::default() };
        let (mut same, mut doubtful, mut short) = (Vec::new(), Vec::new(), Vec::new());
        let (mut words, mut doubt) = (Vec::new(), false);
        for written in self.stated_for(&asked, written) {
            let name = Name::parse(&written);
            let blocks = self.persons.links.forms.blocks_of(&name);
            let own = Written { text: &written, name: &name, blocks: &blocks };
            let like = self.persons.links.like(&name, MOST_NAMES)?;
            doubt |= like.doubtful;
            if like.names > MOST_NAMES {
                found.too_many = Some(like.names);
            }
            for (form, verdict) in like.full {
                if self.persons.links.is_apart_from(form, own) {
                    continue;
                }
                // A word alone asks for all who bear it.
                let is_sure = !name.is_full() || verdict == Verdict::Same;
                (if is_sure { &mut same } else { &mut doubtful }).push(form);
            }
            for (form, verdict) in like.short {
                if !self.persons.links.is_apart_from(form, own) {
                    short.push((form, !name.is_full(), verdict));
                }
            }
            words.extend(like.words);
        }
        // What is only doubtful counts where nothing is sure.
        found.doubtful = doubt || same.is_empty() && !doubtful.is_empty();
        let names = if same.is_empty() { doubtful } else { same };
        let persons = if found.too_many.is_none() { self.bearers(&names)? } else { None };
        if let Some(persons) = persons {
            for person in &persons {
                self.add_person(*person, &mut found.entries)?;
            }
            found.persons = persons;
        } else {
            found.too_many.get_or_insert(names.len());
            let forms = &self.persons.links.forms;
            found.words = words.iter().map(|(full, word)| forms.word_term(*word, *full)).collect();
            for form in names {
                self.add_all(form, &mut found.entries);
            }
        }
        for (form, asked_short, verdict) in short {
            if asked_short && found.too_many.is_some() {
                self.add_all(form, &mut found.entries);
                continue;
            }
            for country in self.countries_of(form) {
                let owner = self.owners.of(&mut self.persons, form, country)?;
                let meant = match owner {
                    Owner::Person(person) => {
                        let known = found.persons.contains(&person);
                        // A surname by itself asks for every report with it.
                        if asked_short && !known {
                            found.persons.push(person);
                            self.add_person(person, &mut found.entries)?;
                        }
                        known || asked_short
                    }
                    Owner::Several => asked_short,
                    Owner::Nobody => {
                        asked_short || found.persons.is_empty() || verdict == Verdict::Same
                    }
                };
                if meant {
                    found.entries.insert((form, country));
                }
            }
        }
        Ok(found)
    }

    /// The persons whose names these are; nothing if they are too many.
    fn bearers(&mut self, names: &[FormId]) -> Result<Option<Vec<PersonId>>, Error> {
        if names.len() > MOST_NAMES || self.persons.links.forms.groups(names) > MOST_BEARERS {
            return Ok(None);
        }
        let mut persons = Vec::new();
        for form in names {
            let person = self.persons.of(*form)?;
            if !persons.contains(&person) {
                persons.push(person);
            }
            if persons.len() > MOST_BEARERS {
                return Ok(None);
            }
        }
        Ok(Some(persons))
    }

    /// The names to look for: the one asked for, and those that are stated to be the same.
    fn stated_for(&mut self, asked: &Name, written: &str) -> Vec<String> {
        let mut names = vec![written.to_owned()];
        let links = &mut self.persons.links;
        let blocks = links.forms.blocks_of(asked);
        for group in links.stated.groups_of(Written { text: written, name: asked, blocks: &blocks })
        {
            for name in links.stated.written(group) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    fn countries_of(&self, form: FormId) -> Vec<Option<Code>> {
        let form = self.persons.links.forms.get(form);
        form.into_iter().flat_map(|form| &form.entries).map(|entry| entry.country).collect()
    }

    fn add_all(&self, form: FormId, entries: &mut Entries) {
        entries.extend(self.countries_of(form).into_iter().map(|country| (form, country)));
    }

    /// Adds all entries of a person: its full names, and the short ones that can be no other's.
    fn add_person(&mut self, person: PersonId, entries: &mut Entries) -> Result<(), Error> {
        let Some(known) = self.persons.get(person).cloned() else { return Ok(()) };
        let mut words = Vec::new();
        for form in &known.forms {
            self.add_all(*form, entries);
            let form = self.persons.links.forms.get(*form);
            words.extend(form.into_iter().flat_map(|form| form.words.iter().copied()));
        }
        words.sort_unstable_by_key(|held| held.word);
        words.dedup_by_key(|held| held.word);
        let short = self.persons.links.forms.beside(words.iter(), false)?;
        for form in short {
            // Most names of a block are nothing like this person's.
            let fits = |own: &FormId| self.persons.links.verdict(*own, form) > Verdict::Different;
            if !known.forms.iter().take(ASKED_FORMS).any(fits) {
                continue;
            }
            for country in self.countries_of(form) {
                if self.owners.of(&mut self.persons, form, country)? == Owner::Person(person) {
                    entries.insert((form, country));
                }
            }
        }
        Ok(())
    }

    /// Those of `entries` that are a person's.
    fn entries_of(&mut self, person: PersonId, entries: &Entries) -> Result<Entries, Error> {
        let mut own = Entries::default();
        let Some(known) = self.persons.get(person).cloned() else { return Ok(own) };
        for &(form, country) in entries {
            let is_own = known.forms.contains(&form)
                || !self.is_full(form)
                    && self.owners.of(&mut self.persons, form, country)? == Owner::Person(person);
            if is_own {
                own.insert((form, country));
            }
        }
        Ok(own)
    }

    /// The short names among what was found that are no known person's, by names that are one.
    fn left_over(&mut self, found: &Found) -> Result<Vec<Entries>, Error> {
        let mut left: Vec<(PersonId, Entries)> = Vec::new();
        if found.too_many.is_some() {
            return Ok(Vec::new());
        }
        for (form, country) in found.entries.clone() {
            if self.is_full(form) {
                continue;
            }
            if let Owner::Person(_) = self.owners.of(&mut self.persons, form, country)? {
                continue;
            }
            let person = self.persons.of(form)?;
            match left.iter_mut().find(|(known, _)| *known == person) {
                Some((_, entries)) => drop(entries.insert((form, country))),
                None => left.push((person, Entries::from_iter([(form, country)]))),
            }
        }
        Ok(left.into_iter().map(|(_, entries)| entries).collect())
    }

    fn is_full(&self, form: FormId) -> bool {
        self.persons.links.forms.get(form).is_some_and(|form| form.full)
    }
}

/// Forms of a person, the most frequent first, with which a short name is compared.
const ASKED_FORMS: usize = 20;

/// What a name was found to mean.
#[derive(Default)]
struct Found {
    full: bool,
    doubtful: bool,
    persons: Vec<PersonId>,
    entries: Entries,
    too_many: Option<usize>,
    /// Terms of the words that too many have.
    words: Vec<String>,
}
