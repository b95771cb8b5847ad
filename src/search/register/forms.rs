//! The names of the register as the index holds them, read word by word as they are needed.
//!
//! A form is one written name; it has an entry for each country with which
//! reports know it. Forms that stand in no report any more are not there,
//! whether the engine has cleared them away or not, so that what is found does
//! not depend on the order of indexing.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::postings::TermInfo;

use crate::index::person;
use crate::index::{Error, Reader};
use crate::lexicon::country::Code;
use crate::lexicon::name::compare::{Name, Nearness};
use crate::search::register::blocks::{Block, Blocks};
use crate::search::register::document::{Documents, Gathered};
use crate::search::register::terms::Terms;
use crate::search::register::words::{Held, WordId, Words, sides};
use crate::search::stop::Stop;

/// What it costs to find the words near to one, in names read.
const NEARNESS: u64 = 100;

/// Number of a form, in order of reading.
pub(super) type FormId = usize;

/// Forms, each with a country with which it is meant.
pub(super) type Entries = BTreeSet<(FormId, Option<Code>)>;

/// Two blocks, the lesser number first.
type Pair = (Block, Block);

/// Words with how near they are to one.
type Near = Rc<[(WordId, Nearness)]>;

/// One written name.
pub(super) struct Form {
    /// As written, on one line.
    pub text: Box<str>,
    /// Whether it can stand for a person by itself.
    pub full: bool,
    pub name: Rc<Name>,
    /// The words that it is found by.
    pub words: Box<[Held]>,
    /// Their blocks.
    pub blocks: Blocks,
    /// One for each country with which it is known.
    pub entries: Vec<Entry>,
    documents: OnceCell<Rc<Documents>>,
}

/// A written name with what is known of it without the register.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub text: &'a str,
    pub name: &'a Name,
    pub blocks: &'a Blocks,
}

/// A form with a country.
pub(super) struct Entry {
    /// Country of the office.
    pub country: Option<Code>,
    /// The segments that hold it.
    places: Vec<(u32, TermInfo)>,
    documents: OnceCell<Rc<Documents>>,
}

/// The forms read so far.
pub(super) struct Forms<'r> {
    pub terms: Rc<Terms<'r>>,
    pub words: Words,
    list: Vec<Form>,
    by_text: FxHashMap<Box<str>, FormId>,
    /// The words of each block that was read: of full names, or of others.
    of_block: FxHashMap<(Block, bool), Rc<[WordId]>>,
    /// The words near to each for which that was asked.
    near: FxHashMap<(WordId, bool), Near>,
    /// The names that have each word that was asked for.
    having: FxHashMap<(WordId, bool), Rc<[FormId]>>,
    /// The numbers of terms of full names with each word for which that was asked.
    counts: RefCell<FxHashMap<WordId, u64>>,
    /// Whether the whole register was read.
    complete: bool,
    /// The full names under each two blocks of two of their words, in order of the blocks, once
    /// the whole register was read.
    pairs: Vec<(Pair, FormId)>,
}

impl Form {
    /// The form as a name.
    pub(super) fn written(&self) -> Written<'_> {
        Written { text: &self.text, name: &self.name, blocks: &self.blocks }
    }
}

impl<'r> Forms<'r> {
    /// The register of an index, of which nothing is read yet.
    pub(super) fn new(reader: &'r Reader, stop: &'r Stop) -> Result<Self, Error> {
        Ok(Self {
            terms: Rc::new(Terms::open(reader, stop)?),
            words: Words::default(),
            list: Vec::new(),
            by_text: FxHashMap::default(),
            of_block: FxHashMap::default(),
            near: FxHashMap::default(),
            having: FxHashMap::default(),
            counts: RefCell::default(),
            complete: false,
            pairs: Vec::new(),
        })
    }

    /// The form of a number.
    pub(super) fn get(&self, form: FormId) -> Option<&Form> {
        self.list.get(form)
    }

    /// Numbers of all forms read so far.
    pub(super) fn ids(&self) -> std::ops::Range<FormId> {
        0..self.list.len()
    }

    /// The words of a name.
    pub(super) fn held(&mut self, name: &Name) -> Box<[Held]> {
        self.words.held(name.found_by())
    }

    /// The blocks of a name.
    pub(super) fn blocks_of(&mut self, name: &Name) -> Blocks {
        let held = self.held(name);
        self.words.blocks_of(&held)
    }

    /// The words of full names, or of others, that are near to a word.
    pub(super) fn near(&mut self, word: WordId, full: bool) -> Result<Near, Error> {
        if let Some(near) = self.near.get(&(word, full)) {
            return Ok(near.clone());
        }
        let mut near: Vec<WordId> = Vec::new();
        for block in self.words.blocks(word).to_vec() {
            near.extend_from_slice(&self.in_block(block, full)?);
        }
        near.sort_unstable();
        near.dedup();
        let nearness = |other: WordId| Some((other, self.words.nearness(word, other)?));
        let near: Near = near.into_iter().filter_map(nearness).collect();
        self.near.insert((word, full), near.clone());
        Ok(near)
    }

    /// The words of a block, in order of reading.
    fn in_block(&mut self, block: Block, full: bool) -> Result<Rc<[WordId]>, Error> {
        if let Some(words) = self.of_block.get(&(block, full)) {
            return Ok(words.clone());
        }
        let mut found = Vec::new();
        if !self.complete {
            let range = person::words_of_block(self.words.block_name(block), full);
            let words = &mut self.words;
            self.terms.each(&range, &mut |_, term, _| {
                found.extend(person::read_word(term).map(|word| words.number(word)));
                true
            })?;
            found.sort_unstable();
            found.dedup();
        }
        let words: Rc<[WordId]> = found.into();
        self.of_block.insert((block, full), words.clone());
        Ok(words)
    }

    /// The full names that have a word, or the others, in order of reading.
    pub(super) fn having(&mut self, word: WordId, full: bool) -> Result<Rc<[FormId]>, Error> {
        if let Some(forms) = self.having.get(&(word, full)) {
            return Ok(forms.clone());
        }
        let mut found = Vec::new();
        if !self.complete {
            let range = person::names_of_word(self.words.text(word), full);
            self.read(&range, &mut found)?;
        }
        found.sort_unstable();
        found.dedup();
        let forms: Rc<[FormId]> = found.into();
        self.having.insert((word, full), forms.clone());
        Ok(forms)
    }

    /// The names that have a word near to one of `held`, in order of reading.
    pub(super) fn beside<'h>(
        &mut self,
        held: impl Iterator<Item = &'h Held>,
        full: bool,
    ) -> Result<Vec<FormId>, Error> {
        let mut found = Vec::new();
        for held in held {
            for &(word, _) in &*self.near(held.word, full)? {
                found.extend_from_slice(&self.having(word, full)?);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Number of different full names that have one of these words, at most that; `most` and one if
    /// they are more than `most`.
    pub(super) fn count(&self, words: &[WordId], most: usize) -> Result<usize, Error> {
        let mut terms = 0;
        for &word in words {
            terms += self.frequency(word)?;
        }
        // A name has a term at least.
        if !self.complete && terms <= most as u64 {
            return Ok(usize::try_from(terms).unwrap_or(most));
        }
        let mut names: FxHashSet<String> = FxHashSet::default();
        for &word in words {
            if let Some(known) = self.having.get(&(word, true)) {
                let texts = known.iter().filter_map(|form| self.list.get(*form));
                names.extend(texts.map(|form| form.text.to_string()).take(most + 1));
            } else if !self.complete {
                let range = person::names_of_word(self.words.text(word), true);
                self.terms.each(&range, &mut |_, term, _| {
                    names.extend(person::Entry::read(term).map(|entry| entry.form.to_owned()));
                    names.len() <= most
                })?;
            }
            if names.len() > most {
                return Ok(most + 1);
            }
        }
        Ok(names.len())
    }

    /// Reads the whole register.
    pub(super) fn read_all(&mut self) -> Result<(), Error> {
        if self.complete {
            return Ok(());
        }
        for full in [true, false] {
            self.read(&person::all_names(full), &mut Vec::new())?;
        }
        let mut having: FxHashMap<(WordId, bool), Vec<FormId>> = FxHashMap::default();
        let mut of_block: FxHashMap<(Block, bool), Vec<WordId>> = FxHashMap::default();
        for (id, form) in self.list.iter().enumerate() {
            for held in &form.words {
                let forms = having.entry((held.word, form.full)).or_default();
                if forms.is_empty() {
                    for block in self.words.blocks(held.word) {
                        of_block.entry((*block, form.full)).or_default().push(held.word);
                    }
                }
                if forms.last() != Some(&id) {
                    forms.push(id);
                }
            }
            if form.full {
                each_pair(&form.blocks, &mut |pair| self.pairs.push((pair, id)));
            }
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.having = having.into_iter().map(|(key, forms)| (key, forms.into())).collect();
        self.of_block = of_block.into_iter().map(|(key, words)| (key, words.into())).collect();
        self.near.clear();
        self.complete = true;
        Ok(())
    }

    /// The full names that can be the same as one, in order of reading: two words of each share
    /// blocks with two words of the other. What [`Forms::agree`] refuses may be among them.
    pub(super) fn alike(&mut self, form: FormId) -> Result<Vec<FormId>, Error> {
        let Some(own) = self.list.get(form) else { return Ok(Vec::new()) };
        let (held, blocks) = (own.words.clone(), own.blocks.clone());
        let mut found = Vec::new();
        if self.complete {
            each_pair(&blocks, &mut |pair| {
                let from = self.pairs.partition_point(|(other, _)| *other < pair);
                let pairs = self.pairs.iter().skip(from);
                found.extend(pairs.take_while(|(other, _)| *other == pair).map(|(_, form)| *form));
            });
            found.sort_unstable();
            found.dedup();
        } else {
            let [first, last] = sides(&held);
            // The one costs most often so little that the other need not be asked to its end.
            let is_first = if self.unread(first.clone()) <= self.unread(last.clone()) {
                let cost = self.cost(first.clone(), u64::MAX)?;
                cost < self.cost(last.clone(), cost)?
            } else {
                let cost = self.cost(last.clone(), u64::MAX)?;
                self.cost(first.clone(), cost)? < cost
            };
            found = if is_first { self.beside(first, true)? } else { self.beside(last, true)? };
        }
        found.retain(|other| {
            self.list.get(*other).is_some_and(|other| blocks.share_two_words(&other.blocks))
        });
        Ok(found)
    }

    /// Number of groups of names of which no two have two words that share blocks, so that no name
    /// of one is the same as one of another.
    pub(super) fn groups(&self, forms: &[FormId]) -> usize {
        let mut parent: Vec<usize> = (0..forms.len()).collect();
        let root = |parent: &[usize], mut at: usize| {
            while let Some(&up) = parent.get(at).filter(|up| **up != at) {
                at = up;
            }
            at
        };
        let mut groups = forms.len();
        let mut first: FxHashMap<Pair, usize> = FxHashMap::default();
        for (at, form) in forms.iter().enumerate().filter_map(|(at, id)| Some((at, self.get(*id)?)))
        {
            each_pair(&form.blocks, &mut |pair| {
                let other = *first.entry(pair).or_insert(at);
                let (one, other) = (root(&parent, at), root(&parent, other));
                if one != other
                    && let Some(place) = parent.get_mut(one.max(other))
                {
                    *place = one.min(other);
                    groups -= 1;
                }
            });
        }
        groups
    }

    /// What it costs at least to find the words near to those of a side of a name.
    fn unread<'h>(&self, side: impl Iterator<Item = &'h Held>) -> u64 {
        let unread = |held: &&Held| !self.near.contains_key(&(held.word, true));
        NEARNESS * side.filter(unread).count() as u64
    }

    /// What it would cost to find the names that agree with a side of a name, or any number above
    /// `most` if it is more.
    fn cost<'h>(
        &self,
        side: impl Iterator<Item = &'h Held> + Clone,
        most: u64,
    ) -> Result<u64, Error> {
        let mut cost = self.unread(side.clone());
        for held in side {
            if cost > most {
                break;
            }
            cost += match self.having.get(&(held.word, true)) {
                // They need not be read, only looked at.
                Some(forms) => forms.len() as u64 / 8,
                None => self.frequency(held.word)?,
            };
        }
        Ok(cost)
    }

    /// The place of the word of a name that most full names have.
    pub(super) fn most_frequent(&self, held: &[Held]) -> Result<Option<u8>, Error> {
        let mut most = None;
        for held in held {
            let count = self.frequency(held.word)?;
            if most.is_none_or(|(most, _)| count > most) {
                most = Some((count, held.place));
            }
        }
        Ok(most.map(|(_, place)| place))
    }

    /// Number of terms of full names that have a word.
    fn frequency(&self, word: WordId) -> Result<u64, Error> {
        if let Some(count) = self.counts.borrow().get(&word) {
            return Ok(*count);
        }
        let count = self.terms.count(&person::names_of_word(self.words.text(word), true))?;
        self.counts.borrow_mut().insert(word, count);
        Ok(count)
    }

    /// Whether two full names agree in what the one must find the other by, whichever is read
    /// first.
    pub(super) fn agree(&self, one: FormId, other: FormId) -> bool {
        let (Some(one), Some(other)) = (self.list.get(one), self.list.get(other)) else {
            return false;
        };
        [(one, other), (other, one)].into_iter().all(|(one, other)| {
            sides(&one.words).into_iter().all(|side| self.words.agree(side, &other.words))
        })
    }

    /// The reports that know a person by the form.
    pub(super) fn documents(&self, form: FormId) -> Result<Rc<Documents>, Error> {
        let Some(form) = self.list.get(form) else { return Ok(Rc::default()) };
        if let Some(documents) = form.documents.get() {
            return Ok(documents.clone());
        }
        let documents = if let [entry] = &*form.entries {
            self.documents_of(entry)?
        } else {
            let mut documents = Gathered::default();
            for entry in &form.entries {
                documents.add_all(&*self.documents_of(entry)?);
            }
            documents.done().into()
        };
        Ok(form.documents.get_or_init(|| documents).clone())
    }

    /// The reports that know a person by a form with a country.
    pub(super) fn documents_of(&self, entry: &Entry) -> Result<Rc<Documents>, Error> {
        if let Some(documents) = entry.documents.get() {
            return Ok(documents.clone());
        }
        let mut documents = Gathered::default();
        self.terms.add_documents(&entry.places, &mut documents)?;
        Ok(entry.documents.get_or_init(|| documents.done().into()).clone())
    }

    /// The term of an entry under the first word of its form.
    pub(super) fn term(&self, form: &Form, entry: &Entry) -> String {
        let word = form.words.first().map_or(person::NO_WORD, |held| self.words.text(held.word));
        let Form { full, text, .. } = form;
        person::Entry { full: *full, form: text, country: entry.country }.term(word)
    }

    /// The term of a word of full names, or of others, that all reports have which know a person
    /// by a name with it.
    pub(super) fn word_term(&self, word: WordId, full: bool) -> String {
        let block = self.words.blocks(word).first();
        let block = block.map_or("", |block| self.words.block_name(*block));
        person::word_term(block, self.words.text(word), full)
    }

    /// Reads the names of a range and appends the forms that are in them.
    fn read(&mut self, range: &[String; 2], found: &mut Vec<FormId>) -> Result<(), Error> {
        let terms = self.terms.clone();
        terms.each(range, &mut |segment, term, place| {
            found.extend(person::Entry::read(term).map(|entry| self.add(&entry, segment, place)));
            true
        })
    }

    fn add(&mut self, found: &person::Entry<'_>, segment: u32, place: &TermInfo) -> FormId {
        let known = self.by_text.get(found.form).copied();
        let id = known.unwrap_or_else(|| {
            let name = Name::parse(found.form);
            let words = self.held(&name);
            let blocks = self.words.blocks_of(&words);
            let id = self.list.len();
            self.by_text.insert(found.form.into(), id);
            self.list.push(Form {
                text: found.form.into(),
                full: found.full,
                name: Rc::new(name),
                words,
                blocks,
                entries: Vec::new(),
                documents: OnceCell::new(),
            });
            id
        });
        let Some(form) = self.list.get_mut(id) else { return id };
        let entry = form.entries.iter_mut().find(|entry| entry.country == found.country);
        match entry {
            // Met before, under another block.
            Some(entry) if entry.places.iter().any(|(number, _)| *number == segment) => {}
            Some(entry) => entry.places.push((segment, place.clone())),
            None => form.entries.push(Entry {
                country: found.country,
                places: vec![(segment, place.clone())],
                documents: OnceCell::new(),
            }),
        }
        id
    }
}

/// Calls `each` with each two blocks of two words.
fn each_pair(blocks: &Blocks, each: &mut dyn FnMut(Pair)) {
    let blocks = blocks.of_words();
    for (at, (one, word)) in blocks.iter().enumerate() {
        for (other, _) in blocks.iter().skip(at + 1).filter(|(_, other)| other != word) {
            each((*one.min(other), *one.max(other)));
        }
    }
}
