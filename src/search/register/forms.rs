//! The names of the register as the index holds them, read block by block as they are needed.
//!
//! A form is one written name; it has an entry for each country with which
//! reports know it. Forms that stand in no report any more are not there,
//! whether the engine has cleared them away or not, so that what is found does
//! not depend on the order of indexing.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED, TantivyError};

use crate::index::person::{self, terms_of_block};
use crate::index::{Error, Reader};
use crate::lexicon::country::Code;
use crate::lexicon::name::compare::Name;
use crate::search::stop::Stop;

/// Terms passed over between two looks at the sign to stop.
const UNCHECKED: u32 = 1024;

/// Number of a form, in order of reading.
pub(super) type FormId = usize;

/// A report: number of its segment, number in it.
pub(super) type Document = (u32, u32);

/// One written name.
pub(super) struct Form {
    /// As written, on one line.
    pub text: Box<str>,
    /// Whether it can stand for a person by itself.
    pub full: bool,
    /// Numbers of its blocks.
    pub blocks: Box<[u32]>,
    /// One for each country with which it is known.
    pub entries: Vec<Entry>,
    name: OnceCell<Rc<Name>>,
    documents: OnceCell<Rc<[Document]>>,
}

/// A written name with what is known of it without the register.
#[derive(Clone, Copy)]
pub(super) struct Written<'a> {
    pub text: &'a str,
    pub name: &'a Name,
    pub blocks: &'a [u32],
}

/// A form with a country.
pub(super) struct Entry {
    /// Country of the office.
    pub country: Option<Code>,
    /// The segments that hold it.
    places: Vec<(usize, TermInfo)>,
}

struct Segment<'r> {
    inverted: Arc<InvertedIndexReader>,
    alive: Option<&'r AliveBitSet>,
}

/// The forms read so far.
pub(super) struct Forms<'r> {
    reader: &'r Reader,
    stop: &'r Stop,
    segments: Vec<Segment<'r>>,
    list: Vec<Form>,
    by_text: FxHashMap<Box<str>, FormId>,
    block_numbers: FxHashMap<Box<str>, u32>,
    block_names: Vec<Box<str>>,
    /// The forms of each block that was read.
    members: FxHashMap<u32, Rc<[FormId]>>,
    /// Whether the whole register was read.
    complete: bool,
    /// The full names of each two blocks, once the whole register was read.
    pairs: FxHashMap<(u32, u32), Vec<FormId>>,
    /// The days of the reports of each segment, once one is asked for.
    days: OnceCell<Vec<Column<i64>>>,
}

impl Form {
    /// The name, parsed once.
    pub(super) fn name(&self) -> &Rc<Name> {
        self.name.get_or_init(|| Rc::new(Name::parse(&self.text)))
    }

    /// The form as a name.
    pub(super) fn written(&self) -> Written<'_> {
        Written { text: &self.text, name: self.name(), blocks: &self.blocks }
    }
}

impl<'r> Forms<'r> {
    /// The register of an index, of which nothing is read yet.
    pub(super) fn new(reader: &'r Reader, stop: &'r Stop) -> Result<Self, Error> {
        let mut segments = Vec::new();
        for segment in reader.searcher().segment_readers() {
            let inverted = segment.inverted_index(reader.fields().person);
            let inverted = inverted.map_err(|source| reader.error(source))?;
            segments.push(Segment { inverted, alive: segment.alive_bitset() });
        }
        Ok(Self {
            reader,
            stop,
            segments,
            list: Vec::new(),
            by_text: FxHashMap::default(),
            block_numbers: FxHashMap::default(),
            block_names: Vec::new(),
            members: FxHashMap::default(),
            complete: false,
            pairs: FxHashMap::default(),
            days: OnceCell::new(),
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

    /// Numbers of the blocks of a name.
    pub(super) fn blocks_of(&mut self, name: &Name, written: &str) -> Vec<u32> {
        let blocks = person::blocks(name, written);
        let mut numbers: Vec<u32> = blocks.iter().map(|block| self.number(block)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The forms of a block, in order of reading.
    pub(super) fn in_block(&mut self, block: u32) -> Result<Rc<[FormId]>, Error> {
        if let Some(members) = self.members.get(&block) {
            return Ok(members.clone());
        }
        let Some(name) = self.block_names.get(block as usize).filter(|_| !self.complete) else {
            return Ok(Rc::new([]));
        };
        let [from, to] = terms_of_block(name);
        let members: Rc<[FormId]> = self.read(Some((&from, &to)))?.into();
        self.members.insert(block, members.clone());
        Ok(members)
    }

    /// Reads the whole register.
    pub(super) fn read_all(&mut self) -> Result<(), Error> {
        if self.complete {
            return Ok(());
        }
        self.read(None)?;
        let mut members: FxHashMap<u32, Vec<FormId>> = FxHashMap::default();
        for (id, form) in self.list.iter().enumerate() {
            for (at, block) in form.blocks.iter().enumerate() {
                members.entry(*block).or_default().push(id);
                for other in form.blocks.iter().skip(at + 1).filter(|_| form.full) {
                    self.pairs.entry(pair(*block, *other)).or_default().push(id);
                }
            }
        }
        self.members = members.into_iter().map(|(block, forms)| (block, forms.into())).collect();
        self.complete = true;
        Ok(())
    }

    /// Whether names with these blocks may be one beyond the block that they share: they share
    /// another, or what else each has can begin alike, as a given name and its short form do.
    pub(super) fn may_agree(&self, one: &[u32], other: &[u32]) -> bool {
        let is_shared = |block: &&u32| one.contains(block) && other.contains(block);
        if one.iter().filter(is_shared).count() >= 2 {
            return true;
        }
        let first = |block: &u32| self.block_names.get(*block as usize)?.chars().next();
        let mut own = one.iter().filter(|block| !is_shared(block)).peekable();
        let mut others = other.iter().filter(|block| !is_shared(block)).peekable();
        own.peek().is_none()
            || others.peek().is_none()
            || own.any(|block| others.clone().any(|other| first(block) == first(other)))
    }

    /// The full names that have both blocks, if the whole register was read.
    pub(super) fn in_both(&self, one: u32, other: u32) -> Option<&[FormId]> {
        self.complete.then(|| self.pairs.get(&pair(one, other)).map_or(&[][..], Vec::as_slice))
    }

    /// The reports that know a person by the form, in order.
    pub(super) fn documents(&self, form: FormId) -> Result<Rc<[Document]>, Error> {
        let Some(form) = self.list.get(form) else { return Ok(Rc::new([])) };
        if let Some(documents) = form.documents.get() {
            return Ok(documents.clone());
        }
        let mut documents = Vec::new();
        for entry in &form.entries {
            self.add_documents(entry, &mut documents)?;
        }
        documents.sort_unstable();
        documents.dedup();
        Ok(form.documents.get_or_init(|| documents.into()).clone())
    }

    /// Adds the reports of an entry to `documents`.
    pub(super) fn add_documents(
        &self,
        entry: &Entry,
        documents: &mut Vec<Document>,
    ) -> Result<(), Error> {
        for (number, place) in &entry.places {
            let Some(segment) = self.segments.get(*number) else { continue };
            let number = u32::try_from(*number).unwrap_or(u32::MAX);
            segment
                .each_document(place, &mut |document| {
                    documents.push((number, document));
                    true
                })
                .map_err(|source| self.reader.error(source))?;
        }
        Ok(())
    }

    /// The first and the last day of reports, as numbers YYYYMMDD, of those that have a date.
    pub(super) fn days(&self, documents: &[Document]) -> Result<Option<(i64, i64)>, Error> {
        let mut days: Option<(i64, i64)> = None;
        let mut rest = documents;
        while let Some(&(segment, _)) = rest.first() {
            let (here, behind) =
                rest.split_at(rest.partition_point(|(other, _)| *other <= segment));
            rest = behind;
            let Some(column) = self.day_columns()?.get(segment as usize) else { continue };
            for day in here.iter().filter_map(|(_, document)| column.first(*document)) {
                days = days.map_or(Some((day, day)), |(first, last)| {
                    Some((first.min(day), last.max(day)))
                });
            }
        }
        Ok(days)
    }

    fn day_columns(&self) -> Result<&[Column<i64>], Error> {
        if self.days.get().is_none() {
            let segments = self.reader.searcher().segment_readers().iter();
            let columns = segments.map(|segment| segment.fast_fields().i64("date"));
            let columns = columns.collect::<tantivy::Result<Vec<_>>>();
            let columns = columns.map_err(|source| self.reader.error(source))?;
            return Ok(self.days.get_or_init(|| columns));
        }
        Ok(self.days.get().map_or(&[], Vec::as_slice))
    }

    /// The term of an entry under the first block of its form.
    pub(super) fn term(&self, form: &Form, entry: &Entry) -> String {
        let name = |block: &u32| self.block_names.get(*block as usize).map_or("", |name| name);
        let blocks = form.blocks.iter().map(name).collect::<Vec<_>>().join(" ");
        let first = form.blocks.first().map_or("", name);
        let entry = person::Entry {
            full: form.full,
            blocks: &blocks,
            form: &form.text,
            country: entry.country,
        };
        entry.term(first)
    }

    /// Reads the terms of a range, or all; gives the forms that are in them.
    fn read(&mut self, range: Option<(&str, &str)>) -> Result<Vec<FormId>, Error> {
        let mut found = Vec::new();
        for number in 0..self.segments.len() {
            self.read_segment(number, range, &mut found)
                .map_err(|source| self.reader.error(source))?;
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn read_segment(
        &mut self,
        number: usize,
        range: Option<(&str, &str)>,
        found: &mut Vec<FormId>,
    ) -> Result<(), TantivyError> {
        let Some(segment) = self.segments.get(number) else { return Ok(()) };
        let (inverted, alive) = (segment.inverted.clone(), segment.alive);
        let mut terms = match range {
            Some((from, to)) => inverted.terms().range().ge(from).lt(to).into_stream()?,
            None => inverted.terms().stream()?,
        };
        let mut seen: u32 = 0;
        while terms.advance() {
            seen = seen.wrapping_add(1);
            if seen.is_multiple_of(UNCHECKED) && self.stop.is_set() {
                break;
            }
            let term = std::str::from_utf8(terms.key()).unwrap_or_default();
            let Some((block, entry)) = person::Entry::read(term) else { continue };
            // Of the whole register, each entry is read under the first of its blocks.
            if range.is_none() && entry.blocks.split(' ').next() != Some(block) {
                continue;
            }
            let place = terms.value();
            if alive.is_some() {
                let segment = Segment { inverted: inverted.clone(), alive };
                if !segment.is_alive(place)? {
                    continue;
                }
            }
            found.push(self.add(&entry, number, place));
        }
        Ok(())
    }

    fn add(&mut self, found: &person::Entry<'_>, segment: usize, place: &TermInfo) -> FormId {
        let known = self.by_text.get(found.form).copied();
        let id = known.unwrap_or_else(|| {
            let blocks = found.blocks.split(' ').map(|block| self.number(block)).collect();
            let id = self.list.len();
            self.by_text.insert(found.form.into(), id);
            self.list.push(Form {
                text: found.form.into(),
                full: found.full,
                blocks,
                entries: Vec::new(),
                name: OnceCell::new(),
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
            None => form
                .entries
                .push(Entry { country: found.country, places: vec![(segment, place.clone())] }),
        }
        id
    }

    fn number(&mut self, block: &str) -> u32 {
        if let Some(number) = self.block_numbers.get(block) {
            return *number;
        }
        let number = u32::try_from(self.block_names.len()).unwrap_or(u32::MAX);
        self.block_names.push(block.into());
        self.block_numbers.insert(block.into(), number);
        number
    }
}

/// Two blocks in their order.
fn pair(one: u32, other: u32) -> (u32, u32) {
    if one <= other { (one, other) } else { (other, one) }
}

impl Segment<'_> {
    fn is_alive(&self, place: &TermInfo) -> tantivy::Result<bool> {
        let mut alive = false;
        self.each_document(place, &mut |_| {
            alive = true;
            false
        })?;
        Ok(alive)
    }

    /// Calls `each` with the reports of a term that are not deleted, until it says false.
    fn each_document(
        &self,
        place: &TermInfo,
        each: &mut dyn FnMut(u32) -> bool,
    ) -> tantivy::Result<()> {
        let postings = self.inverted.read_postings_from_terminfo(place, IndexRecordOption::Basic);
        let mut postings = postings?;
        let mut document = postings.doc();
        while document != TERMINATED {
            let alive = self.alive.is_none_or(|alive| alive.is_alive(document));
            if alive && !each(document) {
                break;
            }
            document = postings.advance();
        }
        Ok(())
    }
}
