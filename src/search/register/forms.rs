//! The names of the register as the index holds them, read block by block as they are needed.
//!
//! A form is one written name; it has an entry for each country with which
//! reports know it. Forms that stand in no report any more are not there,
//! whether the engine has cleared them away or not, so that what is found does
//! not depend on the order of indexing.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
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
use crate::search::register::blocks::{Block, Blocks};
use crate::search::stop::Stop;

/// Terms passed over between two looks at the sign to stop.
const UNCHECKED: u32 = 1024;

/// Forms in a block up to which all are compared with each other. In a larger one, that of a
/// common given name, two full names must have two words in common.
const SMALL_BLOCK: usize = 64;

/// Number of a form, in order of reading.
pub(super) type FormId = usize;

/// Two blocks, the lesser number first.
type Pair = (Block, Block);

/// A report: number of its segment, number in it.
pub(super) type Document = (u32, u32);

/// One written name.
pub(super) struct Form {
    /// As written, on one line.
    pub text: Box<str>,
    /// Whether it can stand for a person by itself.
    pub full: bool,
    /// Its blocks.
    pub blocks: Blocks,
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
    pub blocks: &'a Blocks,
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
    block_numbers: FxHashMap<Box<str>, Block>,
    block_names: Vec<Box<str>>,
    /// The forms of each block that was read: the full ones, or the others.
    members: FxHashMap<(Block, bool), Rc<[FormId]>>,
    /// Whether blocks are small, for those of which it was asked.
    small: FxHashMap<Block, bool>,
    /// Whether the whole register was read.
    complete: bool,
    /// The full names under each two blocks of two of their words, in order of the blocks, once
    /// the whole register was read.
    pairs: Vec<(Pair, FormId)>,
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
            small: FxHashMap::default(),
            complete: false,
            pairs: Vec::new(),
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

    /// The blocks of a name.
    pub(super) fn blocks_of(&mut self, name: &Name, written: &str) -> Blocks {
        self.numbered(&person::blocks(name, written))
    }

    /// The full names of a block, or the other forms of it, in order of reading.
    pub(super) fn in_block(&mut self, block: Block, full: bool) -> Result<Rc<[FormId]>, Error> {
        if let Some(members) = self.members.get(&(block, full)) {
            return Ok(members.clone());
        }
        let Some(name) = self.block_names.get(block as usize).filter(|_| !self.complete) else {
            return Ok(Rc::new([]));
        };
        let [from, to] = terms_of_block(name, full);
        let members: Rc<[FormId]> = self.read(Some((&from, &to)))?.into();
        self.members.insert((block, full), members.clone());
        Ok(members)
    }

    /// Reads the whole register.
    pub(super) fn read_all(&mut self) -> Result<(), Error> {
        if self.complete {
            return Ok(());
        }
        self.read(None)?;
        let mut members: FxHashMap<(Block, bool), Vec<FormId>> = FxHashMap::default();
        for (id, form) in self.list.iter().enumerate() {
            for block in form.blocks.numbers() {
                let members = members.entry((block, form.full)).or_default();
                // A block of two words is met twice.
                if members.last() != Some(&id) {
                    members.push(id);
                }
            }
            if form.full {
                each_pair(&form.blocks, &mut |pair| self.pairs.push((pair, id)));
            }
        }
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self.members = members.into_iter().map(|(key, forms)| (key, forms.into())).collect();
        self.complete = true;
        Ok(())
    }

    /// The full names that can be the same as one with these blocks, in order of reading: words of
    /// each share blocks with two words of the other, or both stand in one small block.
    pub(super) fn alike(&mut self, blocks: &Blocks) -> Result<Vec<FormId>, Error> {
        let mut small: Vec<Block> = Vec::new();
        let mut found = Vec::new();
        for block in blocks.numbers() {
            if self.is_small(block)? {
                small.push(block);
                found.extend_from_slice(&self.in_block(block, true)?);
            }
        }
        if self.complete {
            each_pair(blocks, &mut |pair| {
                let from = self.pairs.partition_point(|(other, _)| *other < pair);
                let pairs = self.pairs.iter().skip(from);
                found.extend(pairs.take_while(|(other, _)| *other == pair).map(|(_, form)| *form));
            });
        } else {
            // Who has two words of the name has one beside the most frequent.
            let most_frequent = self.most_frequent_word(blocks)?;
            for &(block, word) in blocks.of_words() {
                if Some(word) != most_frequent && !small.contains(&block) {
                    found.extend_from_slice(&self.in_block(block, true)?);
                }
            }
            found.retain(|form| {
                let other = self.list.get(*form).map(|form| &form.blocks);
                other.is_some_and(|other| {
                    small.iter().any(|block| other.contain(*block)) || blocks.share_two_words(other)
                })
            });
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The word whose blocks have the most terms.
    fn most_frequent_word(&self, blocks: &Blocks) -> Result<Option<u8>, Error> {
        let mut counts: Vec<(u8, u64)> = Vec::new();
        for &(block, word) in blocks.of_words() {
            let count = self.terms_of(block)?;
            match counts.last_mut().filter(|(last, _)| *last == word) {
                Some((_, terms)) => *terms += count,
                None => counts.push((word, count)),
            }
        }
        Ok(counts.into_iter().max_by_key(|(_, count)| *count).map(|(word, _)| word))
    }

    /// Number of terms of a block.
    fn terms_of(&self, block: Block) -> Result<u64, Error> {
        let Some(name) = self.block_names.get(block as usize) else { return Ok(0) };
        let ([from, _], [_, to]) = (terms_of_block(name, true), terms_of_block(name, false));
        let count = |segment: &Segment<'_>| -> tantivy::Result<u64> {
            Ok(segment.first_from(&to)?.saturating_sub(segment.first_from(&from)?))
        };
        let counts = self.segments.iter().map(count).sum::<tantivy::Result<u64>>();
        counts.map_err(|source| self.reader.error(source))
    }

    /// Whether a block has few forms.
    fn is_small(&mut self, block: Block) -> Result<bool, Error> {
        if let Some(small) = self.small.get(&block) {
            return Ok(*small);
        }
        let read =
            [true, false].map(|full| self.members.get(&(block, full)).map(|list| list.len()));
        let small = match read {
            _ if self.complete => read.into_iter().flatten().sum::<usize>() <= SMALL_BLOCK,
            [Some(full), Some(short)] => full + short <= SMALL_BLOCK,
            // A form has a term at least.
            _ if self.terms_of(block)? <= SMALL_BLOCK as u64 => true,
            _ => self.has_few_forms(block)?,
        };
        self.small.insert(block, small);
        Ok(small)
    }

    /// Whether a block has few forms, by looking at no more of them than that takes.
    fn has_few_forms(&self, block: Block) -> Result<bool, Error> {
        let Some(name) = self.block_names.get(block as usize) else { return Ok(true) };
        let ([from, _], [_, to]) = (terms_of_block(name, true), terms_of_block(name, false));
        let mut forms: FxHashSet<String> = FxHashSet::default();
        for segment in &self.segments {
            let mut count = || -> tantivy::Result<()> {
                let terms = segment.inverted.terms();
                let mut terms = terms.range().ge(&from).lt(&to).into_stream()?;
                while forms.len() <= SMALL_BLOCK && terms.advance() {
                    let term = std::str::from_utf8(terms.key()).unwrap_or_default();
                    let Some((_, entry)) = person::Entry::read(term) else { continue };
                    if !forms.contains(entry.form)
                        && (segment.alive.is_none() || segment.is_alive(terms.value())?)
                    {
                        forms.insert(entry.form.to_owned());
                    }
                }
                Ok(())
            };
            count().map_err(|source| self.reader.error(source))?;
        }
        Ok(forms.len() <= SMALL_BLOCK)
    }

    /// Whether names that are alike by their blocks may be one: they have two blocks in common, or
    /// what else each has can begin alike, as a given name and its short form do.
    pub(super) fn may_agree(&self, one: &Blocks, other: &Blocks) -> bool {
        let shared = |own: &Block| other.contain(*own);
        let mut common = one.numbers().filter(shared);
        let Some(block) = common.next() else { return false };
        if common.any(|other| other != block) {
            return true;
        }
        let first = |block: Block| self.block_names.get(block as usize)?.chars().next();
        let mut own = one.numbers().filter(|own| *own != block).peekable();
        let mut others = other.numbers().filter(|other| *other != block).peekable();
        own.peek().is_none()
            || others.peek().is_none()
            || own.any(|block| others.clone().any(|other| first(block) == first(other)))
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
        let mut blocks = String::new();
        let mut last = 0;
        for (block, word) in form.blocks.of_words() {
            let name = self.block_names.get(*block as usize).map_or("", |name| name);
            if !blocks.is_empty() {
                blocks.push(if *word == last { ' ' } else { person::WORD });
            }
            blocks.push_str(name);
            last = *word;
        }
        let entry = person::Entry {
            full: form.full,
            blocks: &blocks,
            form: &form.text,
            country: entry.country,
        };
        entry.term(person::first_block(&blocks))
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
            if range.is_none() && person::first_block(entry.blocks) != block {
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
            let blocks = self.numbered(found.blocks);
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

    /// The blocks in a text as [`person::blocks`] gives it.
    fn numbered(&mut self, blocks: &str) -> Blocks {
        let blocks = person::blocks_of_words(blocks);
        Blocks::new(blocks.map(|(block, word)| (self.number(block), word)).collect())
    }

    fn number(&mut self, block: &str) -> Block {
        if let Some(number) = self.block_numbers.get(block) {
            return *number;
        }
        let number = u32::try_from(self.block_names.len()).unwrap_or(u32::MAX);
        self.block_names.push(block.into());
        self.block_numbers.insert(block.into(), number);
        number
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

impl Segment<'_> {
    /// The number of the first term that does not stand before `text`.
    fn first_from(&self, text: &str) -> tantivy::Result<u64> {
        let terms = self.inverted.terms();
        let mut stream = terms.range().ge(text).into_stream()?;
        Ok(if stream.advance() { stream.term_ord() } else { terms.num_terms() as u64 })
    }

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
