//! Which names of the register are written forms of one name.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::index::Error;
use crate::lexicon::name::compare::{Name, Reason, Verdict, compare};
use crate::search::register::blocks::Blocks;
use crate::search::register::forms::{FormId, Forms, Written};
use crate::search::register::stated::Stated;

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
}

impl<'r> Links<'r> {
    pub(super) fn new(forms: Forms<'r>, stated: Stated) -> Self {
        Self { forms, stated, known: FxHashMap::default() }
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
            if full { self.forms.alike(&blocks)? } else { self.in_blocks(&blocks, false)? };
        let own = Written { text: &text, name: &name, blocks: &blocks };
        let mut links = Vec::new();
        for to in candidates {
            let Some(other) = self.forms.get(to) else { continue };
            if to == form || full && !self.forms.may_agree(&blocks, &other.blocks) {
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

    /// The full names, or the other forms, that have one of these blocks, in order of reading.
    fn in_blocks(&mut self, blocks: &Blocks, full: bool) -> Result<Vec<FormId>, Error> {
        let mut found = Vec::new();
        for block in blocks.numbers() {
            found.extend_from_slice(&self.forms.in_block(block, full)?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
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
        let mut candidates =
            if full { self.forms.alike(&blocks)? } else { self.in_blocks(&blocks, true)? };
        candidates.extend(self.in_blocks(&blocks, false)?);
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
