//! Which names of the register are written forms of one name.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::index::Error;
use crate::lexicon::name::compare::{Name, Reason, Verdict, compare};
use crate::search::register::forms::{FormId, Forms, Written};
use crate::search::register::stated::Stated;

/// Forms in a block up to which all are compared with each other. In a larger one, that of a
/// common given name, two full names must share another block as well.
const SMALL_BLOCK: usize = 64;

/// A form that is another's name, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub to: FormId,
    /// Whether each word of one stands for a word of the other, so that nothing is left out.
    pub whole: bool,
}

/// The links found so far.
pub(super) struct Links<'r> {
    pub forms: Forms<'r>,
    pub stated: Stated,
    known: FxHashMap<FormId, Rc<[Link]>>,
    /// How many blocks the form that is looked at shares with each other; zero between two looks.
    shared: Vec<u8>,
}

impl<'r> Links<'r> {
    pub(super) fn new(forms: Forms<'r>, stated: Stated) -> Self {
        Self { forms, stated, known: FxHashMap::default(), shared: Vec::new() }
    }

    /// The forms that are the same name as `form`: full names for a full one, else short ones.
    pub(super) fn of(&mut self, form: FormId) -> Result<Rc<[Link]>, Error> {
        if let Some(links) = self.known.get(&form) {
            return Ok(links.clone());
        }
        let links: Rc<[Link]> = self.find(form)?.into();
        self.known.insert(form, links.clone());
        Ok(links)
    }

    fn find(&mut self, form: FormId) -> Result<Vec<Link>, Error> {
        let Some(own) = self.forms.get(form) else { return Ok(Vec::new()) };
        let (full, name, blocks) = (own.full, own.name().clone(), own.blocks.clone());
        let text = own.text.clone();
        let candidates =
            if full { self.full_candidates(&blocks)? } else { self.candidates(&blocks, false)? };
        let own = Written { text: &text, name: &name, blocks: &blocks };
        let mut links = Vec::new();
        for to in candidates {
            let Some(other) = self.forms.get(to) else { continue };
            if to == form
                || other.full != full
                || full && !self.forms.may_agree(&blocks, &other.blocks)
            {
                continue;
            }
            // A link leads both ways.
            if let Some(back) = self.known.get(&to) {
                let back = back.iter().find(|link| link.to == form);
                links.extend(back.map(|link| Link { to, whole: link.whole }));
                continue;
            }
            let found = compare(&name, other.name());
            let apart = || self.stated.are_apart(own, other.written());
            if found.verdict == Verdict::Same && !apart() {
                links
                    .push(Link { to, whole: found.reasons.iter().all(|reason| is_whole(*reason)) });
            }
        }
        Ok(links)
    }

    /// The full names that can be the same as one with these blocks, in order of reading.
    fn full_candidates(&mut self, blocks: &[u32]) -> Result<Vec<FormId>, Error> {
        let mut found = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            let members = self.forms.in_block(*block)?;
            if members.len() <= SMALL_BLOCK {
                found.extend_from_slice(&members);
            }
            for other in blocks.iter().skip(at + 1) {
                match self.forms.in_both(*block, *other) {
                    Some(members) => found.extend_from_slice(members),
                    None => return self.candidates(blocks, true),
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// The forms that can be a name with these blocks, each once, in order of reading.
    ///
    /// A full name in a large block must share another, too.
    pub(super) fn candidates(&mut self, blocks: &[u32], full: bool) -> Result<Vec<FormId>, Error> {
        let mut touched = Vec::new();
        for block in blocks {
            let members = self.forms.in_block(*block)?;
            self.shared.resize(self.forms.ids().end, 0);
            let alone = members.len() <= SMALL_BLOCK;
            for &member in &*members {
                let needs_two =
                    full && !alone && self.forms.get(member).is_some_and(|form| form.full);
                if let Some(shared) = self.shared.get_mut(member) {
                    if *shared == 0 {
                        touched.push(member);
                    }
                    *shared = shared.saturating_add(if needs_two { 1 } else { 2 });
                }
            }
        }
        touched.retain(|member| {
            self.shared.get_mut(*member).is_some_and(|shared| std::mem::take(shared) >= 2)
        });
        touched.sort_unstable();
        Ok(touched)
    }

    /// What a comparison of two forms says.
    pub(super) fn verdict(&self, one: FormId, other: FormId) -> Verdict {
        let (Some(one), Some(other)) = (self.forms.get(one), self.forms.get(other)) else {
            return Verdict::Different;
        };
        compare(one.name(), other.name()).verdict
    }

    /// Whether two forms are stated to be two persons'.
    pub(super) fn are_apart(&self, one: FormId, other: FormId) -> bool {
        let (Some(one), Some(other)) = (self.forms.get(one), self.forms.get(other)) else {
            return false;
        };
        self.stated.are_apart(one.written(), other.written())
    }

    /// Whether a form is stated to be another person's than a name.
    pub(super) fn is_apart_from(&self, form: FormId, name: Written<'_>) -> bool {
        self.forms.get(form).is_some_and(|form| self.stated.are_apart(form.written(), name))
    }

    /// Words of a form's name.
    pub(super) fn words(&self, form: FormId) -> usize {
        self.forms.get(form).map_or(0, |form| form.name().words().count())
    }

    /// The forms of the register with which `name` can be one, with what the comparison says.
    pub(super) fn like(
        &mut self,
        name: &Name,
        written: &str,
    ) -> Result<Vec<(FormId, Verdict)>, Error> {
        let blocks = self.forms.blocks_of(name, written);
        let full = name.is_full();
        let candidates = self.candidates(&blocks, full)?;
        // A particle is no name, and a hyphen makes two words.
        let is_word =
            !full && written.chars().count() > 3 && written.chars().all(char::is_alphabetic);
        let mut found = Vec::new();
        for id in candidates {
            let Some(form) = self.forms.get(id) else { continue };
            // Most names that hold a common word hold it as asked for, and need not be parsed.
            if is_word && form.full && form.text.split(' ').any(|word| is_alike(word, written)) {
                found.push((id, Verdict::Maybe));
                continue;
            }
            let verdict = compare(name, form.name()).verdict;
            if verdict > Verdict::Different {
                found.push((id, verdict));
            }
        }
        Ok(found)
    }
}

/// Whether two words are the same but for case.
fn is_alike(one: &str, other: &str) -> bool {
    let lower = |word: &str| word.chars().flat_map(char::to_lowercase).collect::<String>();
    one.len() == other.len() && lower(one) == lower(other)
}

/// Whether a difference leaves every word of a name in its place.
fn is_whole(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::SameLetters
            | Reason::Script
            | Reason::Diacritics
            | Reason::Respelling
            | Reason::CaseEnding
            | Reason::Order
            | Reason::Hyphen
    )
}
