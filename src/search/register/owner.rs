//! Whose a name is that is not full: a surname alone, an initial with a surname.

use rustc_hash::FxHashMap;

use crate::index::Error;
use crate::lexicon::country::Code;
use crate::search::register::forms::FormId;
use crate::search::register::persons::{PersonId, Persons};

/// Full names up to which it is asked whose a short name is; more have several bearers.
const MOST_FITTING: usize = 300;

/// How many times more reports must know the bearer of the most frequent name that a short one
/// fits than know all others together, for the short one to be taken for this bearer's. Our own
/// choice: one minister of the name whom hundreds of reports know is not lost to a namesake who is
/// named once.
const PROMINENCE: usize = 10;

/// Who a short name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// This person.
    Person(PersonId),
    /// One of several persons, and nothing says which.
    Several,
    /// Nobody whose full name is known.
    Nobody,
}

/// The owners found so far.
#[derive(Default)]
pub(super) struct Owners(FxHashMap<(FormId, Option<Code>), Owner>);

impl Owners {
    /// Whose a short form is that reports know with this country.
    pub(super) fn of(
        &mut self,
        persons: &mut Persons<'_>,
        form: FormId,
        country: Option<Code>,
    ) -> Result<Owner, Error> {
        if let Some(owner) = self.0.get(&(form, country)) {
            return Ok(*owner);
        }
        let owner = find(persons, form, country)?;
        self.0.insert((form, country), owner);
        Ok(owner)
    }
}

fn find(persons: &mut Persons<'_>, form: FormId, country: Option<Code>) -> Result<Owner, Error> {
    if !persons.groups_of(form).is_empty() {
        return persons.of(form).map(Owner::Person);
    }
    let Some(known) = persons.links.forms.get(form) else { return Ok(Owner::Nobody) };
    let name = known.name.clone();
    let like = persons.links.like(&name, MOST_FITTING)?;
    if like.names.max(like.full.len()) > MOST_FITTING {
        return Ok(Owner::Several);
    }
    let mut names: Vec<FormId> = like.full.into_iter().map(|(form, _)| form).collect();
    persons.sort(&mut names)?;
    let mut met = Vec::new();
    let mut best = None;
    let mut others = 0;
    for name in names {
        let person = persons.of(name)?;
        if met.contains(&person) {
            continue;
        }
        met.push(person);
        if contradicts(persons, person, country) {
            continue;
        }
        let Some(best) = best else {
            best = Some(person);
            continue;
        };
        others += persons.reports(person)?;
        if persons.reports(best)? < PROMINENCE * others {
            return Ok(Owner::Several);
        }
    }
    Ok(best.map_or(Owner::Nobody, Owner::Person))
}

/// Whether a person is known with other countries only.
fn contradicts(persons: &Persons<'_>, person: PersonId, country: Option<Code>) -> bool {
    let known = persons.get(person).map_or(&[][..], |person| &person.countries);
    country.is_some_and(|country| !known.is_empty() && !known.contains(&country))
}
