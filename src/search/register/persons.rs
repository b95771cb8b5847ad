//! Who is one person: names gathered around the most frequent.
//!
//! Names that are the same by comparison, directly or over others, are looked
//! at together; what comes of it depends on these names and their numbers of
//! reports alone, never on the order of reading. The most frequent name is the
//! middle of a person, to which all that are the same as it belong; then those
//! that are the same as more of its names than they differ from. So no chain of
//! small likenesses makes one person of two. `docs/decisions/0007-register.md`
//! tells why.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::index::Error;
use crate::lexicon::country::Code;
use crate::lexicon::name::compare::Verdict;
use crate::search::register::document::Gathered;
use crate::search::register::forms::FormId;
use crate::search::register::links::{Link, Links};

/// Number of a person, in order of finding.
pub(super) type PersonId = usize;

/// Names that are one person's.
pub(super) struct Person {
    /// Its forms, the most frequent first.
    pub forms: Vec<FormId>,
    /// Countries of its forms, each once.
    pub countries: Vec<Code>,
    /// Number of reports that know it by one of its forms, once that is asked for.
    reports: OnceCell<usize>,
}

/// The persons found so far.
pub(super) struct Persons<'r> {
    pub links: Links<'r>,
    found: Vec<Rc<Person>>,
    of_form: FxHashMap<FormId, PersonId>,
    /// The names that stand around one middle, of each form for which that was asked.
    gathered: FxHashMap<FormId, Rc<[FormId]>>,
}

impl<'r> Persons<'r> {
    pub(super) fn new(links: Links<'r>) -> Self {
        Self {
            links,
            found: Vec::new(),
            of_form: FxHashMap::default(),
            gathered: FxHashMap::default(),
        }
    }

    /// The person of a number.
    pub(super) fn get(&self, person: PersonId) -> Option<&Rc<Person>> {
        self.found.get(person)
    }

    /// Number of reports that know a person by one of its forms.
    pub(super) fn reports(&self, person: PersonId) -> Result<usize, Error> {
        let Some(person) = self.found.get(person) else { return Ok(0) };
        if let Some(reports) = person.reports.get() {
            return Ok(*reports);
        }
        let mut documents = Gathered::default();
        for form in &person.forms {
            documents.add_all(&*self.links.forms.documents(*form)?);
        }
        Ok(*person.reports.get_or_init(|| documents.done().len()))
    }

    /// The person whose name a form is.
    pub(super) fn of(&mut self, form: FormId) -> Result<PersonId, Error> {
        if let Some(person) = self.of_form.get(&form) {
            return Ok(*person);
        }
        let forms = self.with_stated(form)?;
        let mut countries = Vec::new();
        for form in &forms {
            let entries = self.links.forms.get(*form).map(|form| &form.entries);
            countries.extend(entries.into_iter().flatten().filter_map(|entry| entry.country));
        }
        countries.sort_unstable();
        countries.dedup();
        let id = self.found.len();
        self.of_form.extend(forms.iter().map(|form| (*form, id)));
        self.found.push(Rc::new(Person { forms, countries, reports: OnceCell::new() }));
        Ok(id)
    }

    /// The statements that a form is named in.
    pub(super) fn groups_of(&self, form: FormId) -> Vec<usize> {
        let Some(form) = self.links.forms.get(form) else { return Vec::new() };
        self.links.stated.groups_of(form.written())
    }

    fn is_full(&self, form: FormId) -> bool {
        self.links.forms.get(form).is_some_and(|form| form.full)
    }

    /// The forms of a person, with those that statements add.
    fn with_stated(&mut self, form: FormId) -> Result<Vec<FormId>, Error> {
        let mut forms: Vec<FormId> = self.gathered(form)?.to_vec();
        // A surname alone is stated to be this person's; what is like it is not.
        if !self.is_full(form) {
            let stated = !self.groups_of(form).is_empty();
            forms.retain(|other| *other == form || !stated && self.groups_of(*other).is_empty());
        }
        let mut groups: Vec<usize> = Vec::new();
        let mut next = 0;
        while let Some(form) = forms.get(next).copied() {
            next += 1;
            for group in self.groups_of(form) {
                if groups.contains(&group) {
                    continue;
                }
                groups.push(group);
                let Links { forms: register, stated, .. } = &mut self.links;
                for named in stated.forms_of(group, register)? {
                    let added =
                        if self.is_full(named) { self.gathered(named)? } else { Rc::new([named]) };
                    for added in &*added {
                        if !forms.contains(added) {
                            forms.push(*added);
                        }
                    }
                }
            }
        }
        self.sort(&mut forms)?;
        Ok(forms)
    }

    /// The forms that stand around one middle with `form`.
    fn gathered(&mut self, form: FormId) -> Result<Rc<[FormId]>, Error> {
        if let Some(forms) = self.gathered.get(&form) {
            return Ok(forms.clone());
        }
        let connected = self.connected(form)?;
        let mut own: Rc<[FormId]> = Rc::new([form]);
        for forms in self.gather(&connected)? {
            let forms: Rc<[FormId]> = forms.into();
            if forms.contains(&form) {
                own = forms.clone();
            }
            self.gathered.extend(forms.iter().map(|form| (*form, forms.clone())));
        }
        Ok(own)
    }

    /// All forms to which links lead from `form`, the most frequent first.
    fn connected(&mut self, form: FormId) -> Result<Vec<FormId>, Error> {
        let mut forms = vec![form];
        let mut seen: FxHashSet<FormId> = FxHashSet::default();
        seen.insert(form);
        let mut next = 0;
        while let Some(form) = forms.get(next).copied() {
            next += 1;
            let links = self.links.of(form)?;
            forms.extend(links.iter().map(|link| link.to).filter(|to| seen.insert(*to)));
        }
        self.sort(&mut forms)?;
        Ok(forms)
    }

    /// Orders forms by their reports, then as written.
    pub(super) fn sort(&self, forms: &mut [FormId]) -> Result<(), Error> {
        if forms.len() < 2 {
            return Ok(());
        }
        let register = &self.links.forms;
        let mut order = FxHashMap::default();
        for form in &*forms {
            let text = register.get(*form).map(|form| &*form.text);
            order.insert(*form, (Reverse(register.documents(*form)?.len()), text));
        }
        forms.sort_by(|one, other| order.get(one).cmp(&order.get(other)));
        Ok(())
    }

    /// Parts connected forms, the most frequent first, into persons.
    fn gather(&mut self, order: &[FormId]) -> Result<Vec<Vec<FormId>>, Error> {
        let mut links: FxHashMap<FormId, Vec<Link>> = FxHashMap::default();
        for form in order {
            links.insert(*form, self.links.of(*form)?.to_vec());
        }
        self.drop_ambiguous(order, &mut links);
        let rank: FxHashMap<FormId, usize> =
            order.iter().enumerate().map(|(rank, form)| (*form, rank)).collect();
        let linked = |form: &FormId| {
            links.get(form).into_iter().flatten().map(|link| link.to).collect::<Vec<_>>()
        };
        let mut taken: FxHashSet<FormId> = FxHashSet::default();
        let mut gathered = Vec::new();
        for &middle in order {
            if !taken.insert(middle) {
                continue;
            }
            let mut members = vec![middle];
            // First what is the same as the middle, which decides what else belongs to it.
            let mut near = linked(&middle);
            for round in 0.. {
                near.sort_by_key(|form| rank.get(form));
                near.dedup();
                near.retain(|form| !taken.contains(form));
                let before = members.len();
                for form in near {
                    // Two that are stated to be apart may both fit.
                    if !members.iter().any(|member| self.links.are_apart(*member, form)) {
                        members.push(form);
                        taken.insert(form);
                    }
                }
                if before == members.len() && round > 0 {
                    break;
                }
                near = members.iter().flat_map(&linked).collect();
                near.retain(|form| {
                    !taken.contains(form) && self.joins(&members, &linked(form), *form)
                });
                if near.is_empty() {
                    break;
                }
            }
            gathered.push(members);
        }
        Ok(gathered)
    }

    /// Whether a form that is the same as the `linked` belongs to a person with these names: it is
    /// the same as more of them than it differs from.
    fn joins(&self, members: &[FormId], linked: &[FormId], form: FormId) -> bool {
        let same = members.iter().filter(|member| linked.contains(member)).count();
        2 * same > members.len() || {
            let differs =
                |member: &&FormId| self.links.verdict(**member, form) == Verdict::Different;
            same > members.iter().filter(differs).count()
        }
    }

    /// Drops the links of a shorter name to longer ones that are different persons' names: it can
    /// be either's, as a surname alone can.
    fn drop_ambiguous(&self, forms: &[FormId], links: &mut FxHashMap<FormId, Vec<Link>>) {
        let mut dropped: Vec<(FormId, FormId)> = Vec::new();
        for &form in forms {
            let words = self.links.words(form);
            let longer: Vec<FormId> = links
                .get(&form)
                .into_iter()
                .flatten()
                .filter(|link| !link.whole && self.links.words(link.to) >= words)
                .map(|link| link.to)
                .collect();
            let to = |form: &FormId| links.get(form).into_iter().flatten();
            // Spellings far apart may still be one name, which a third spelling shows.
            let are_one = |one: &FormId, other: &FormId| {
                to(one).any(|link| {
                    link.whole && to(other).any(|back| back.whole && back.to == link.to)
                })
            };
            let differ = |one: &FormId, other: &FormId| {
                self.links.verdict(*one, *other) == Verdict::Different && !are_one(one, other)
            };
            let mut pairs = longer.iter().enumerate();
            if pairs.any(|(at, one)| longer.iter().skip(at + 1).any(|other| differ(one, other))) {
                dropped.extend(longer.iter().map(|other| (form, *other)));
            }
        }
        for (one, other) in dropped {
            for (from, to) in [(one, other), (other, one)] {
                if let Some(links) = links.get_mut(&from) {
                    links.retain(|link| link.to != to);
                }
            }
        }
    }
}
