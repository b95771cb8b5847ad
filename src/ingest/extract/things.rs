//! Named things of a report: organisations, places, exercises, equipment.
//!
//! Takes the body with the states and persons found in it; gives each thing once
//! with all its mentions. What is a mention is told by the finders of the
//! lexicon, over one walk through the words; here mentions of one thing are
//! joined: known ones by their number in the table, others by the stems of
//! their words, an abbreviation with what it stands for.

use rustc_hash::FxHashMap;

use crate::lexicon::blank::on_one_line;
use crate::lexicon::country::{self, Code};
use crate::lexicon::fold::fold;
use crate::lexicon::thing::Found;
use crate::lexicon::thing::table::{Class, Row, Sort, Table};
use crate::lexicon::thing::text::Text;
use crate::lexicon::word::Words;
use crate::lexicon::{equipment, exercise, organisation, place};
use crate::report::{Mention, Named, Person};
use crate::span::Span;

/// The named things of one report, each sort in order of first mention.
#[derive(Debug, Default)]
pub(crate) struct Things {
    pub(crate) organisations: Vec<Named>,
    pub(crate) places: Vec<Named>,
    pub(crate) exercises: Vec<Named>,
    pub(crate) equipment: Vec<Named>,
}

/// The named things of a body, which is in language `lang` if that is known.
pub(crate) fn things(
    words: &Words<'_>,
    lang: Option<&str>,
    countries: &[country::Mention],
    people: &[Person],
) -> Things {
    let mut persons: Vec<Span> =
        people.iter().flat_map(|person| &person.mentions).map(|mention| mention.span).collect();
    persons.sort_unstable();
    let mut text = Text::new(words, countries, &persons);
    let mut found = Vec::new();
    exercise::find(&mut text, &mut found);
    equipment::find_ships(&mut text, &mut found);
    equipment::find_known(&mut text, &mut found);
    organisation::find(&mut text, &mut found);
    equipment::find_designators(&mut text, &mut found);
    place::find(&mut text, lang, &mut found);
    found.sort_by_key(|found| (found.span, found.sort));
    let mut groups = Groups::new(words.text);
    let (explained, named): (Vec<&Found>, Vec<&Found>) =
        found.iter().partition(|found| found.full.is_some());
    for found in named.into_iter().chain(explained) {
        groups.add(found);
    }
    groups.into_things()
}

/// The thing that mentions are joined to.
struct Group {
    sort: Sort,
    named: Named,
    /// What every state has one of, if it is such a thing.
    concept: Option<&'static str>,
}

struct Groups<'a> {
    body: &'a str,
    list: Vec<Group>,
    by_key: FxHashMap<(Sort, String), usize>,
    /// Groups by the bytes of their mentions, for abbreviations that stand for these.
    by_span: FxHashMap<Span, usize>,
}

impl<'a> Groups<'a> {
    fn new(body: &'a str) -> Self {
        let (by_key, by_span) = (FxHashMap::default(), FxHashMap::default());
        Self { body, list: Vec::new(), by_key, by_span }
    }

    fn add(&mut self, found: &Found) {
        let row = found.row.and_then(|row| Table::get().row(row));
        let edition = found.edition.map(|span| on_one_line(span.of(self.body)));
        let full = found.full.and_then(|full| self.by_span.get(&full).copied());
        let place = full.unwrap_or_else(|| {
            let name = self.name(found, row);
            let key = self.key(found, row, &name, edition.as_deref());
            self.place(found, row, name, key, edition)
        });
        self.by_span.insert(found.span, place);
        let text = found.span.of(self.body).to_owned();
        if let Some(group) = self.list.get_mut(place) {
            group.named.mentions.push(Mention { text, span: found.span });
            group.named.country = group.named.country.or(found.country);
        }
    }

    fn place(
        &mut self,
        found: &Found,
        row: Option<&Row>,
        name: String,
        key: String,
        edition: Option<String>,
    ) -> usize {
        let next = self.list.len();
        let place = *self.by_key.entry((found.sort, key.clone())).or_insert(next);
        if place == next {
            let generic = row.filter(|row| row.class == Class::Generic);
            let concept = generic.map(|row| row.name);
            let country = found.country;
            let named = Named { key, name, country, edition, mentions: Vec::new() };
            self.list.push(Group { sort: found.sort, named, concept });
        }
        place
    }

    fn name(&self, found: &Found, row: Option<&Row>) -> String {
        match row {
            Some(row) if row.class == Class::Generic => match found.country {
                Some(code) => of_country(row.name, code),
                None => row.name.to_owned(),
            },
            Some(row) => row.name.to_owned(),
            None if found.capital => {
                found.country.and_then(country::capital_of).unwrap_or_default().to_owned()
            }
            None if let Some(bare) = found.bare => bare.of(self.body).to_owned(),
            None => {
                let end = found.edition.map_or(found.span.end, |edition| edition.start);
                let name = on_one_line(Span::new(found.span.start, end).of(self.body));
                name.trim_end_matches(|sign: char| !sign.is_alphanumeric()).to_owned()
            }
        }
    }

    /// The key: the folded name of a known thing, else the stems of the words; an edition makes
    /// another exercise.
    fn key(&self, found: &Found, row: Option<&Row>, name: &str, edition: Option<&str>) -> String {
        let known = row.is_some() || found.capital;
        let mut key = if known || found.sort == Sort::Equipment {
            fold(name)
        } else {
            let folded = fold(name);
            let words = folded.split(|letter: char| !letter.is_alphanumeric());
            let stems: Vec<&str> = words.filter(|word| !word.is_empty()).map(stem).collect();
            stems.join(" ")
        };
        if found.sort == Sort::Equipment {
            key.retain(char::is_alphanumeric);
        }
        if let Some(edition) = edition {
            key.push(' ');
            key.push_str(edition);
        } else if found.sort == Sort::Exercise {
            // Named without its year, it is the one named before or behind.
            let begins = format!("{key} ");
            let same = self
                .list
                .iter()
                .find(|group| group.sort == Sort::Exercise && group.named.key.starts_with(&begins));
            if let Some(same) = same {
                return same.named.key.clone();
            }
        }
        key
    }

    fn into_things(mut self) -> Things {
        self.join_concepts();
        let mut things = Things::default();
        for mut group in self.list {
            if group.named.mentions.is_empty() || group.named.name.is_empty() {
                continue;
            }
            group.named.mentions.sort_by_key(|mention| mention.span);
            let list = match group.sort {
                Sort::Organisation => &mut things.organisations,
                Sort::Place => &mut things.places,
                Sort::Exercise => &mut things.exercises,
                Sort::Equipment => &mut things.equipment,
            };
            list.push(group.named);
        }
        for list in [
            &mut things.organisations,
            &mut things.places,
            &mut things.exercises,
            &mut things.equipment,
        ] {
            list.sort_by_key(|named| named.mentions.first().map(|mention| mention.span));
        }
        things
    }

    /// `The Ministry of Defence` is that of the one state whose ministry the report names.
    fn join_concepts(&mut self) {
        for at in 0..self.list.len() {
            let Some(group) = self.list.get(at) else { continue };
            let (Some(concept), None) = (group.concept, group.named.country) else { continue };
            let mut same = self.list.iter().enumerate().filter(|(_, other)| {
                other.concept == Some(concept) && other.named.country.is_some()
            });
            let (Some((owner, _)), None) = (same.next(), same.next()) else { continue };
            let mentions = self
                .list
                .get_mut(at)
                .map(|group| std::mem::take(&mut group.named.mentions))
                .unwrap_or_default();
            if let Some(owner) = self.list.get_mut(owner) {
                owner.named.mentions.extend(mentions);
            }
        }
    }
}

fn of_country(concept: &str, code: Code) -> String {
    format!("{concept} of {}", country::name(code))
}

/// A word without the vowels that end it: what most case endings change.
fn stem(word: &str) -> &str {
    const SHORTEST: usize = 5;
    let bare = word.trim_end_matches([
        'a', 'e', 'i', 'o', 'u', 'y', 'а', 'е', 'и', 'о', 'у', 'ы', 'ю', 'я', 'ь', 'α', 'ε', 'η',
        'ι', 'ο', 'υ', 'ω', 'ς', 'σ',
    ]);
    if bare.chars().count() >= SHORTEST { bare } else { word }
}
